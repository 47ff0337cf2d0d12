/** The parameters of a function of PowerShell, and what a call gives them (docs: about_Functions, about_Parameters). */
import { QUOTED_TEXT, UNKNOWN_VALUE } from './lines.js';

/** One of them: its attributes and its type, its name, and perhaps what it is without a word of the call. */
const PARAMETER = new RegExp(
  String.raw`^((?:\[[^\]]*(?:\([^()]*\))?\]\s*)*)\$\{(\w+)\}(?:\s*=\s*(${QUOTED_TEXT}|\d+|(?=\S).*))?$`,
);
const PIECE = new RegExp(String.raw`${QUOTED_TEXT}|\$\{[^{}]*\}|[([{]|[)\]}]|,|[^"'$()[\]{},]+|["'$]`, 'g');

/** Words of a call that are more than names and texts. */
const MANY = 12;

/** A longer block is passed over, with the names in it. */
const MOST_LINES = 60;

interface Parameter {
  name: string;
  /** In words of bash. */
  given: string;
  /** It has no value beside it: it is there, or it is not. */
  isSwitch: boolean;
}

/** `function Push { param($Name)`, which is `function Push($Name) {`. */
const BEHIND_BRACE = /^(\s*function\s+[\w:-]+\s*)\{\s*param\s*(\((?:[^()]|\([^()]*\))*\))\s*;?/i;

/** A block of them with one a line, as it stands on one line; its other lines are left empty. */
export function withJoinedParameters(lines: readonly string[]): string[] {
  const made = lines.map((line) => line.replace(BEHIND_BRACE, '$1$2 { '));
  for (const [at, line] of lines.entries()) {
    if (!/^\s*param\s*\(\s*$/i.test(line)) continue;
    const behind = lines.slice(at + 1, at + MOST_LINES).findIndex((each) => /^\s*\)\s*$/.test(each));
    if (behind === -1) continue;
    const end = at + 1 + behind;
    const parameters = lines.slice(at + 1, end).map((each) => each.replace(/^\s*#.*$/, '').trim());
    made[at] = `${line.trimEnd()}${parameters.join(' ')})`;
    made.fill('', at + 1, end + 1);
  }
  return made;
}

/**
 * Sets them, in words of bash in front of what the function does.
 *
 * @param written with the brackets around them
 * @param isCalled by words that are known; else nobody knows what is given
 */
export function parametersOf(written: string, isCalled: boolean): string {
  const parameters = split(written.trim().slice(1, -1)).flatMap((each) => parameterIn(each) ?? []);
  if (parameters.length === 0) return '';
  const unknown = parameters.map(({ name }) => `${name}=${UNKNOWN_VALUE}; `).join('');
  if (!isCalled || parameters.length > MANY) return unknown;
  const defaults = parameters.map(({ name, given }) => `local ${name}=${given}; `).join('');
  const places = parameters.filter(({ isSwitch }) => !isSwitch);
  const named = parameters.map(
    ({ name, isSwitch }) =>
      `-${name}) ${isSwitch ? `${name}=${UNKNOWN_VALUE}` : `${name}="$2"; parameters_named+=" ${name} "; shift`} ;; `,
  );
  // What a list is, and which name a shorter one stands for, is left open.
  const all = places.map(({ name }) => ` ${name} `).join('');
  const others = `-*|*,*) ${unknown} parameters_named+="${all}" ;; `;
  // `-Name` and `-name` are the same. What is called by its name takes no place.
  const turn = `case "\${1,,}" in ${named.join('')}${others}*) parameters_placed+=("$1") ;; esac; shift; `;
  const byPlace = places.map(
    ({ name }) =>
      `case "$parameters_named" in *" ${name} "*) ;; *) if [ $# -gt 0 ]; then ${name}="$1"; shift; fi ;; esac; `,
  );
  const own = 'local parameters_named=""; local parameters_placed=(); ';
  return `${defaults}${own}while [ $# -gt 0 ]; do ${turn}done; set -- "\${parameters_placed[@]}"; ${byPlace.join('')}`;
}

function parameterIn(written: string): Parameter | null {
  const [, type = '', name, value] = PARAMETER.exec(written.trim()) ?? [];
  if (name === undefined) return null;
  // What comes through a pipe is no word of the call.
  const isPiped = /FromPipeline/i.test(type);
  const isPlain = value === undefined || /^(?:"[^"]*"|'[^']*'|\d+)$/.test(value);
  const isSwitch = /\[switch\]/i.test(type);
  return { name, given: !isPlain || isSwitch || isPiped ? UNKNOWN_VALUE : (value ?? ''), isSwitch };
}

/** At the commas that stand in no brackets and in no text. */
function split(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of list.matchAll(PIECE)) {
    if (/^[([{]$/.test(piece)) depth += 1;
    else if (/^[)\]}]$/.test(piece)) depth -= 1;
    if (piece === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
