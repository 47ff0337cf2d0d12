/** The sentence about a repair, where its diff stands beside it. */
import type { Finding } from '../types.js';

/** Characters of code that a reader takes in with a sentence; what is longer is read once. */
const TAKEN_IN = 60;

/** An expression behind a colon, at the end of a sentence: `: if: ${{ … }}.` */
const EXPRESSION = /[:：] ?((?:[\w-]+: )?\$\{\{.*?\}\})(?=[.。])/gu;

/** The sentence without a long expression that the diff adds: it would be read twice, and here with breaks in it. */
export function shownSummary({ summary, diff }: Finding['fix']): string {
  if (diff === null) return summary;
  const added = diff.split('\n').filter((line) => line.startsWith('+'));
  return summary.replace(EXPRESSION, (all, code: string) =>
    code.length > TAKEN_IN && added.some((line) => line.includes(code)) ? '' : all,
  );
}
