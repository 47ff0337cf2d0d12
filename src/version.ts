/** The version that `--version` and SARIF give; a test keeps it equal to package.json. */
export const version = '1.0.0';

/** Whose action this is, as workflows name it. `npm run owner -- NAME` writes another owner here and wherever it is shown. */
export const PROJECT = 'org/ghcr-preflight';

/** Where the pages of this version can be read, for whoever can't tell by whom it was copied. */
export const PROJECT_PAGES = `https://github.com/${PROJECT}/blob/v1`;
