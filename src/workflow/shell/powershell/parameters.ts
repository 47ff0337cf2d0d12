/** The parameters of a function of PowerShell, and what a call gives them (docs: about_Functions, about_Parameters). */
import { UNKNOWN_VALUE } from './fragments.js';
import { QUOTED_TEXT } from './texts.js';

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

const BEGINS = /^\s*(?:param|function\s+[\w:-]+)\s*\(/i;
const IN_BRACKETS = String.raw`\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)`;
const ATTRIBUTES = String.raw`(?:\[\w+${IN_BRACKETS}\]\s*)*`;
/** `function P { param($Name) … }`, in one line. */
const OF_LINE = new RegExp(
  String.raw`^(\s*function\s+[\w:-]+)\s*\{\s*${ATTRIBUTES}param\s*(${IN_BRACKETS})\s*;?`,
  'i',
);
/** `param($Name) docker push …`: a command may stand beside the brackets, with nothing between. */
const BESIDE = new RegExp(String.raw`^(\s*)${ATTRIBUTES}(param\s*${IN_BRACKETS})\s*(?=[^\s;}])`, 'i');
const OF_BLOCK = new RegExp(String.raw`^${ATTRIBUTES}param\s*${IN_BRACKETS}\s*;?\s*`, 'i');

/** A block of them, as it stands on one line with nothing beside it; its other lines are left empty. */
export function withJoinedParameters(lines: readonly string[]): string[] {
  const made = [...lines];
  for (const [at, line] of lines.entries()) {
    if (!BEGINS.test(line) || depthOf(line) <= 0) continue;
    let depth = depthOf(line);
    const rest = lines
      .slice(at + 1, at + 1 + MOST_LINES)
      .map((each) => each.replace(/(?<!\S)#.*$/, '').trim());
    const end = rest.findIndex((each) => {
      depth += depthOf(each);
      return depth <= 0;
    });
    if (end === -1) continue;
    made[at] = [line.replace(/(?<!\S)#.*$/, '').trimEnd(), ...rest.slice(0, end + 1)].join(' ');
    made.fill('', at + 1, at + end + 2);
  }
  return made.map((line) => line.replace(OF_LINE, '$1$2 {').replace(BESIDE, '$1$2; '));
}

/** A block's text without the names of what it is called with. */
export function withoutParameters(body: string): string {
  return body.trim().replace(OF_BLOCK, '');
}

/** How many more brackets are opened than closed. */
function depthOf(line: string): number {
  const pieces: string[] = line.replace(/(?<!\S)#.*$/, '').match(PIECE) ?? [];
  return pieces.filter((each) => each === '(').length - pieces.filter((each) => each === ')').length;
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
      `-${name}) ${isSwitch ? `${name}=True` : `${name}="$2"; parameters_named+=" ${name} "; shift`} ;; `,
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
  // What comes through a pipe is no word of the call, and without what must be given nothing is run.
  const isElsewhere = /FromPipeline|Mandatory(?!\s*=\s*\$\{?false)/i.test(type);
  const isPlain = value === undefined || /^(?:"[^"]*"|'[^']*'|\d+)$/.test(value);
  const isSwitch = /\[switch\]/i.test(type);
  return {
    name,
    given: !isPlain || (isSwitch && value) || isElsewhere ? UNKNOWN_VALUE : (value ?? ''),
    isSwitch,
  };
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
