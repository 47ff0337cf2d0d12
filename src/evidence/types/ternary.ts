/** Three-valued: `unknown` never becomes an error. */
export type Ternary = 'yes' | 'no' | 'unknown';
