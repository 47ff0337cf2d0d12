/** The version that `--version` and SARIF give; a test keeps it equal to package.json. */
export const version = '1.0.0';

/** Where the pages of this version can be read, for whoever can't tell by whom it was copied. */
export const PROJECT_PAGES = 'https://github.com/org/ghcr-preflight/blob/v1';
