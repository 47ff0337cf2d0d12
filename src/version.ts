/** The version that `--version` and SARIF give; a test keeps it equal to package.json. */
export const version = '1.0.0';
