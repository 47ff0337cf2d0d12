/** The lines of a text, as far as somebody speaks in them. */
import { withoutHistory } from '../lines/history.js';
import { withoutMarkup } from '../lines/markup.js';
import { withoutGuides } from '../people/guides/guides.js';
import { withoutGuideLists } from '../people/guides/lists.js';
import { happenedTo } from '../people/met.js';
import { isShownCode, withoutLabels, withoutSettings } from '../people/sources/shown-code.js';
import { isAside } from '../people/spoken.js';
import { withoutTestOutput } from '../people/test-output.js';
import { speaksOfAnother, speaksOfOurs } from '../words/registry-names.js';

export const shownLines = (text: string): string[] =>
  withoutGuideLists(withoutGuides(withoutHistory(withoutTestOutput(text.split('\n')))));

/** As far as somebody speaks in them. */
export function spokenLines(given: readonly string[]): string[] {
  return withItsName(
    given.map((raw) => {
      const line = withoutMarkup(raw).trim();
      return isAside(raw) || isShownCode(line) ? '' : withoutSettings(withoutLabels(line));
    }),
  );
}

/** Whoever has named one registry calls it so from then on. */
const THE_REGISTRY = /\bthe (?:(?:container|docker|image|package) )?registry\b/gi;

/** The lines, with the name of GitHub's registry where somebody who names no other means it. */
function withItsName(lines: string[]): string[] {
  const isOursAlone = lines.some(speaksOfOurs) && !lines.some(speaksOfAnother);
  return isOursAlone
    ? lines.map((line) => (happenedTo(line) ? line.replace(THE_REGISTRY, '$& (GHCR)') : line))
    : lines;
}
