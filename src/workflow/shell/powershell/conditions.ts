/** What PowerShell asks in front of a block, in the words of bash (docs: about_If, about_Comparison_Operators, about_Logical_Operators). */
import { EACH_TEXT, QUOTED_TEXT, QUOTED_TEXTS } from './texts.js';

/** Nobody knows whether that is so. */
export const PERHAPS = '[ "$condition_of_powershell" = true ]';

/** What stands between the brackets of `if (…) {`, also behind an `else`. */
const ASKS = /^(?:\}\s*else\s*)?if\s*\((.*)\)\s*\{$/is;

const NAME = String.raw`\$\{\w+\}`;
const OPERAND = `(${QUOTED_TEXT}|${NAME})`;
/** `$env:GITHUB_REF -eq "refs/heads/main"` */
const COMPARED = new RegExp(`^${OPERAND}\\s+-([ci]?)(eq|ne)\\s+${OPERAND}$`, 'i');
/** `$i -gt 2` */
const COUNTED = new RegExp(`^(${NAME})\\s+-[ci]?(eq|ne|gt|ge|lt|le)\\s+(\\d{1,9})$`, 'i');
/** `$env:TOKEN`, of a text that is there, and `$push`, whose number may be 0 as well (docs: about_Booleans). */
const IS_THERE = /^((?:!|-not\b)\s*)?\(?(\$\{\w+\})(?:\s+-[ci]?(eq|ne)\s+\$\{(true|false)\})?\)?$/i;
/** `$null -eq $env:X`: of the environment nothing is there that has no text. */
const IS_NULL =
  /^(?:\$\{null\}\s+-[ci]?(eq|ne)\s+(\$\{env_\w+\})|(\$\{env_\w+\})\s+-[ci]?(eq|ne)\s+\$\{null\})$/i;
/** `$LASTEXITCODE -ne 0`, `-not $?`: how the command in front of it has ended (docs: about_Automatic_Variables). */
const ENDED = /^(?:\$\{lastexitcode\}\s*-[ci]?(eq|ne|gt)\s*0|(!|-not\s+)?\(?\$\?\)?)$/i;
/** `$env:GITHUB_REF -match '^refs/tags/'`, `-like 'refs/tags/*'` */
const MATCHED = new RegExp(`^${OPERAND}\\s+-([ci]?)(not)?(match|like)\\s+(${QUOTED_TEXT})$`, 'i');
/** `$env:GITHUB_REF.StartsWith('refs/tags/')`, whose letters count (docs: .NET, String.StartsWith). */
const BEGINS_WITH = new RegExp(`^${OPERAND}\\.(Starts|Ends)With\\((${QUOTED_TEXT})\\)$`, 'i');

/** `[string]::IsNullOrEmpty($x)` (docs: .NET, String.IsNullOrEmpty). */
const IS_EMPTY = new RegExp(
  `^\\[(?:System\\.)?string\\]::IsNullOr(?:Empty|WhiteSpace)\\(\\s*${OPERAND}\\s*\\)$`,
  'i',
);
/** `$env:GITHUB_REF_NAME -in "main", "dev"`, one of these texts (docs: about_Comparison_Operators, Containment operators). */
const ONE_OF = new RegExp(`^${OPERAND}\\s+-([ci]?)(not)?in\\s+@?\\(?\\s*(${QUOTED_TEXTS})\\s*\\)?$`, 'i');

/** Patterns that mean the same to bash: letters, and what stands for others in both. */
const PLAIN_REGEX = /^(?:[\w./:@+*?^$()|[\]-]|\\[.d])*$/;
const PLAIN_GLOB = /^[\w./:@+*?-]*$/;

const NOT = /^(?:!|-not\b)\s*/i;
const PIECE = new RegExp(`${QUOTED_TEXT}|${NAME}|\\s-(?:and|or)\\s|[()]|.`, 'gis');

/** Nobody writes more brackets into each other than that. */
const DEEPEST = 8;

/** What a line asks that opens a block. */
export function condition(said: string): string {
  const [, asked] = ASKS.exec(said) ?? [];
  return asked === undefined ? PERHAPS : inBash(asked.trim(), true, DEEPEST);
}

/**
 * @param isFirst whether nothing is asked in front of it: the words of bash that ask have an end, too
 * @param deep how many brackets more are read
 */
function inBash(asked: string, isFirst: boolean, deep: number): string {
  if (deep === 0) return PERHAPS;
  const one = comparison(asked, isFirst);
  if (one !== null) return one;
  const { parts, joints } = split(asked);
  if (parts.length > 1) {
    // `-and` binds no more closely than `-or`: of both, the brackets that nobody wrote would count.
    if (new Set(joints).size > 1) return PERHAPS;
    const words = parts.map((part, at) => inBash(part.trim(), isFirst && at === 0, deep - 1));
    return `{ ${words.join(joints[0] === 'and' ? ' && ' : ' || ')}; }`;
  }
  const [not] = NOT.exec(asked) ?? [];
  if (not !== undefined) return `! ${inBash(asked.slice(not.length), isFirst, deep - 1)}`;
  return isInBrackets(asked) ? inBash(asked.slice(1, -1).trim(), isFirst, deep - 1) : PERHAPS;
}

function comparison(asked: string, isFirst: boolean): string | null {
  const [, always] = /^\$\{(true|false)\}$/.exec(asked) ?? [];
  if (always !== undefined) return always;
  const [, maybeEmpty] = IS_EMPTY.exec(asked) ?? [];
  if (maybeEmpty !== undefined) return `[ -z ${comparable(maybeEmpty, true)} ]`;
  const isNull = IS_NULL.exec(asked);
  if (isNull) {
    const [name = '', compared = ''] = [isNull[2] ?? isNull[3], isNull[1] ?? isNull[4]];
    return isThere(name, /eq/i.test(compared), false);
  }
  const ended = ENDED.exec(asked);
  if (ended)
    return isFirst ? `[ $? ${/^(?:ne|gt)$/i.test(ended[1] ?? '') || ended[2] ? '-ne' : '-eq'} 0 ]` : PERHAPS;
  const [, number, order, limit] = COUNTED.exec(asked) ?? [];
  if (number !== undefined) {
    // What the environment has is a text, which is compared letter by letter.
    const isOfText = /^\$\{env_/.test(number) && !/^(?:eq|ne)$/i.test(order ?? '') && limit !== '0';
    return isOfText ? PERHAPS : `[ "${number}" -${order?.toLowerCase()} ${limit} ]`;
  }
  const [, not, name, compared, boolean] = IS_THERE.exec(asked) ?? [];
  if (name !== undefined) {
    const isTurned = [not !== undefined, /ne/i.test(compared ?? ''), /false/i.test(boolean ?? '')];
    return isThere(name, isTurned.filter((each) => each).length % 2 === 1, boolean !== undefined);
  }
  const [, one, letters, sign, other] = COMPARED.exec(asked) ?? [];
  if (one === undefined || sign === undefined || other === undefined) return matched(asked);
  const asWord = (operand: string) => comparable(operand, /c/i.test(letters ?? ''));
  return `[ ${asWord(one)} ${/ne/i.test(sign) ? '!=' : '='} ${asWord(other)} ]`;
}

/** @param isNamed is it compared with `$true` or `$false`? */
function isThere(name: string, isTurned: boolean, isNamed: boolean): string {
  // What the environment has is a text, and one that is there is equal to `$true`, whatever it says.
  if (/^\$\{env_/i.test(name)) return isNamed ? PERHAPS : `[ -${isTurned ? 'z' : 'n'} "${name}" ]`;
  return isTurned ? `[[ -z "${name}" || "${name}" == 0 ]]` : `[[ -n "${name}" && "${name}" != 0 ]]`;
}

/** A text that is held against a pattern, or against several texts. */
function matched(asked: string): string | null {
  const [, sought, exact = '', turned, texts = ''] = ONE_OF.exec(asked) ?? [];
  if (sought !== undefined) {
    const isOf = texts.match(EACH_TEXT) ?? [];
    const compared = isOf.map(
      (each) => `${comparable(sought, exact === 'c')} == ${comparable(each, exact === 'c')}`,
    );
    return `${turned ? '! ' : ''}[[ ${compared.join(' || ')} ]]`;
  }
  const [, begun, end, edge = ''] = BEGINS_WITH.exec(asked) ?? [];
  if (begun !== undefined) {
    const text = edge.slice(1, -1);
    if (!/^[\w./:@+-]+$/.test(text)) return PERHAPS;
    return `[[ ${comparable(begun, true)} == ${/^s/i.test(end ?? '') ? `${text}*` : `*${text}`} ]]`;
  }
  const [, operand, letters, not, how = '', quoted = ''] = MATCHED.exec(asked) ?? [];
  if (operand === undefined) return null;
  const isRegex = /match/i.test(how);
  const given = quoted.slice(1, -1);
  // In double quotation marks a `$` with a name behind it is a variable.
  const isOpen = quoted.startsWith('"') && /\$[\w{(]/.test(given);
  if (isOpen || !(isRegex ? PLAIN_REGEX : PLAIN_GLOB).test(given)) return PERHAPS;
  const isExact = /c/i.test(letters ?? '') || (!operand.startsWith('$') && operand.includes('${'));
  const pattern = given.replaceAll('\\d', '[0-9]');
  const word = isExact ? pattern : pattern.toLowerCase();
  return `${not ? '! ' : ''}[[ ${comparable(operand, isExact)} ${isRegex ? '=~' : '=='} ${word} ]]`;
}

/** At the words that join what stands in no brackets and in no text. */
function split(asked: string): { parts: string[]; joints: string[] } {
  const parts = [''];
  const joints: string[] = [];
  let depth = 0;
  for (const [piece] of asked.matchAll(PIECE)) {
    if (piece === '(') depth += 1;
    else if (piece === ')') depth -= 1;
    const joint = depth === 0 ? /^\s-(and|or)\s$/i.exec(piece)?.[1] : undefined;
    if (joint === undefined) parts[parts.length - 1] += piece;
    else {
      joints.push(joint.toLowerCase());
      parts.push('');
    }
  }
  return { parts, joints };
}

/** `(…)`, and not `(…) … (…)`. */
function isInBrackets(asked: string): boolean {
  if (!asked.startsWith('(') || !asked.endsWith(')')) return false;
  let depth = 0;
  const pieces = asked.match(PIECE) ?? [];
  const closed = pieces.findIndex((piece) => {
    if (piece === '(') depth += 1;
    else if (piece === ')') depth -= 1;
    return depth === 0;
  });
  return closed === pieces.length - 1;
}

/** Small letters and capital ones are the same, unless it is said otherwise. */
export function comparable(operand: string, isExact: boolean): string {
  if (operand.startsWith('$')) return `"${isExact ? operand : operand.replace(/\}$/, ',,}')}"`;
  return isExact || operand.includes('${') ? operand : operand.toLowerCase();
}
