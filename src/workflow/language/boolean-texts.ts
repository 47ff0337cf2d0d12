/** The texts that `getBooleanInput` of `@actions/core` takes (YAML 1.2, core schema): it throws at any other. */
export const BOOLEAN_TEXTS: readonly string[] = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'];
