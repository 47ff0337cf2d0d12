/**
 * `switch ($x) { "a" { … } default { … } }` in the words of bash (docs: about_Switch): of texts, one of which fits at most, and
 * with `-Wildcard` and `-Regex` of one pattern. What more patterns and blocks ask for is left open: all of those that fit are run, and
 * not the first alone.
 */
import { comparable } from './conditions.js';
import { UNKNOWN_VALUE } from './fragments.js';
import type { Kinds } from './kinds.js';
import { QUOTED_TEXT } from './texts.js';

const SWITCH = new RegExp(
  String.raw`^switch\s+((?:-(?:CaseSensitive|Exact|Wildcard|Regex)\s+)*)\(?\s*(${QUOTED_TEXT}|\$\{\w+\}(?:\.\w+)*|\([^(){}]*\)|[^(){}]+(?:\([^(){}]*\))?)\s*\)?\s*\{$`,
  'i',
);
const ITEM = new RegExp(String.raw`^(${QUOTED_TEXT}|\$\{\w+\}|[\w./:-]+|default)\s*\{$`, 'i');
const OPERAND = new RegExp(String.raw`^(?:${QUOTED_TEXT}|\$\{\w+\})$`);

/** What its texts are. */
type Pattern = 'regex' | 'wildcard' | null;

/** Does it ask for patterns, and for which? */
export function asksForPatterns(said: string): Pattern {
  const [, options = ''] = SWITCH.exec(said) ?? [];
  if (/-regex/i.test(options)) return 'regex';
  return /-wildcard/i.test(options) ? 'wildcard' : null;
}

/** The same as bash's `case` asks for it; null: it is more than a text at one end or both, or anywhere. */
function globOf(regex: string): string | null {
  const [, begins, text = '', more = '', ends] =
    /^(\^?)((?:[\w/:@-]|\\\.)+)(\.[*+])?(\$?)$/.exec(regex) ?? [];
  if (text === '') return null;
  const rest = more === '' ? (ends ? '' : '*') : more === '.+' ? '?*' : '*';
  return `${begins ? '' : '*'}${text.replaceAll('\\', '')}${rest}`;
}

/** All that fit are run for each item of a list: which, is left open. */
export function withoutLists(said: string, kinds: Kinds): string {
  const [, , compared = ''] = SWITCH.exec(said) ?? [];
  return kinds.lists.has(compared.slice(2, -1)) ? said.replace(compared, () => UNKNOWN_VALUE) : said;
}

/**
 * What opens it; null: it is none, or asks for more.
 *
 * @param isSingle has it one case alone?
 */
export function switchInWords(said: string, isSingle = false): string | null {
  const [, , compared] = SWITCH.exec(said) ?? [];
  if (compared === undefined) return null;
  const isPlain = OPERAND.test(compared) && (isSingle || !asksForPatterns(said));
  return `case ${isPlain ? comparable(compared, false) : `"${UNKNOWN_VALUE}"`} in`;
}

/** The closer of a case's commands: one more that does nothing, since others may stand in front of it on its line. */
export const END_OF_CASE = ': ;;';

/** What opens the commands of one case; null: it asks for more than a text. */
export function caseInWords(said: string, pattern: Pattern = null): string | null {
  const [, written] = ITEM.exec(said) ?? [];
  if (written === undefined) return null;
  if (/^default$/i.test(written)) return '*)';
  if (written.startsWith('$')) return `"${UNKNOWN_VALUE}")`;
  const spelt = (/^["']/.test(written) ? written.slice(1, -1) : written).toLowerCase();
  const text = pattern === 'regex' ? (globOf(spelt) ?? '') : spelt;
  if (!/^[\w./:@+*?-]+$/.test(text)) return `"${UNKNOWN_VALUE}")`;
  return pattern ? `${text})` : `"${text}")`;
}

/** `break` leaves the switch, as the end of each case does to bash. */
export const ENDS_BY_LEAVING = /(?:;|(?<=\{))\s*(?:break|continue)\s*;?\s*\}$/i;
export const LEAVES_SWITCH = /(?:^|;)\s*(?:break|continue)\s*;?\s*$/i;
