/** The lines of a text, as far as somebody speaks in them. */
import { registriesIn } from '../hosts.js';
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
  const lines = given.map((raw) => {
    const line = withoutMarkup(raw).trim();
    return isAside(raw) || isShownCode(line) ? '' : withoutSettings(withoutLabels(line));
  });
  return withItsName(withTitleNamed(lines, given));
}

/** The title of a report, as the first line of a text has it. */
const TITLE =
  /^\s*(?:#{1,6}\s+|(?:\[(?:bug|issue|help)\]|(?:title|bug(?: report)?|issue|problem|标题|问题|求助)\s?[:：])\s*)/i;
const TELLS =
  /^(?!.*\b(?:git|npm|ssh|branch|commits?)\b).*(?:\b(?:push|pull|publish)\w*\b|推送|拉取).*(?:\b(?:denied|refused|rejected|forbidden|unauthorized|40[13])\b|被拒)/i;

/** What is shown below a title that names no registry tells which one it is of: GitHub's, where it names no other. */
function withTitleNamed(lines: string[], given: readonly string[]): string[] {
  const first = given.findIndex((line) => line.trim() !== '');
  const title = lines[first] ?? '';
  if (!TITLE.test(given[first] ?? '') || !TELLS.test(title) || registriesIn(title).length > 0) return lines;
  const named = registriesIn(given.slice(first + 1).join('\n'));
  const areOurs = named.length > 0 && named.every(({ ours }) => ours);
  if (!areOurs || given.some(speaksOfAnother)) return lines;
  return lines.map((line, index) => (index === first ? `${line} (GHCR)` : line));
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
