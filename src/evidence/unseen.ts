/**
 * What a reader can't see, spelt out for patterns with the flag `u`: to look up a property takes V8 longer than all
 * else that it does with such a pattern, and a job's step makes each for a line or two.
 */

/** Unicode, Default_Ignorable_Code_Point: characters without a shape, as they stand in a class. */
export const IGNORABLE = String.raw`\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`;

/** C0 and C1 but for tabs and line ends, and the separators of lines. */
export const CONTROLS = String.raw`\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029`;
