/**
 * `switch ($x) { "a" { … } default { … } }` in the words of bash (docs: about_Switch): of texts, and with `-Wildcard` of patterns, of
 * which mostly one fits. What regular expressions and blocks ask for is left open.
 */
import { comparable } from './conditions.js';
import { UNKNOWN_VALUE } from './lines.js';
import { QUOTED_TEXT } from './texts.js';

const SWITCH = new RegExp(
  String.raw`^switch\s+((?:-(?:CaseSensitive|Exact|Wildcard)\s+)*)\(?\s*(${QUOTED_TEXT}|\$\{\w+\}|\([^(){}]*\)|[^(){}]+(?:\([^(){}]*\))?)\s*\)?\s*\{$`,
  'i',
);
const ITEM = new RegExp(String.raw`^(${QUOTED_TEXT}|\$\{\w+\}|[\w./:-]+|default)\s*\{$`, 'i');
const OPERAND = new RegExp(String.raw`^(?:${QUOTED_TEXT}|\$\{\w+\})$`);

/** What opens it; null: it is none, or asks for more. */
export function switchInWords(said: string): string | null {
  const [, , compared] = SWITCH.exec(said) ?? [];
  if (compared === undefined) return null;
  const isPlain = OPERAND.test(compared);
  return `case ${isPlain ? comparable(compared, false) : `"${UNKNOWN_VALUE}"`} in`;
}

/** The closer of a case's commands: one more that does nothing, since others may stand in front of it on its line. */
export const END_OF_CASE = ': ;;';

/** What opens the commands of one case; null: it asks for more than a text. */
export function caseInWords(said: string): string | null {
  const [, written] = ITEM.exec(said) ?? [];
  if (written === undefined) return null;
  if (/^default$/i.test(written)) return '*)';
  if (written.startsWith('$')) return `"${UNKNOWN_VALUE}")`;
  const text = (/^["']/.test(written) ? written.slice(1, -1) : written).toLowerCase();
  // A pattern is compared as one, which without `-Wildcard` nobody writes.
  return /^[\w./:@+*?-]+$/.test(text) ? `${text})` : `"${UNKNOWN_VALUE}")`;
}

/** `break` leaves the switch, as the end of each case does to bash. */
export const ENDS_BY_LEAVING = /(?:;|(?<=\{))\s*(?:break|continue)\s*;?\s*\}$/i;
export const LEAVES_SWITCH = /(?:^|;)\s*(?:break|continue)\s*;?\s*$/i;
