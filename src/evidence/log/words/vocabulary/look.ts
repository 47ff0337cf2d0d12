/** Who wants a closer look at a line, and at which words. */

/** Who wants to see the line. */
export const LOOK = {
  /** A refusal, or what might be one. */
  refusal: 1,
  /** «Set up job», the checkout, the end of the job. */
  setup: 2,
  login: 4,
  /** Registries, and the work with them. */
  work: 8,
  progress: 16,
  /** Of the token, of forks. */
  hint: 32,
  /** A step begins, or the runner marks something. */
  step: 64,
  /** A command that somebody typed. */
  typed: 128,
} as const;

/**
 * A status as clients write it: `status: 503`, `HTTP=503`, `:status=>503`, `(503`. Bare digits would stand in every other digest.
 */
export const statuses = (...codes: string[]) =>
  codes.flatMap((code) => [' ', ':', '=', '>', '(', '"', "'"].map((lead) => `${lead}${code}`));

/** Words for one kind of look. */
export const wordsFor = (look: number, ...list: string[]) => list.map((word) => ({ word, look }));

/** A word, and who wants to see a line that has it. */
export interface VocabularyWord {
  word: string;
  look: number;
}
