/** Blocks of PowerShell, which bash opens and closes with words: conditions, loops, functions, lists (docs: about_If, about_Foreach, about_Functions). */
import {
  CURRENT_ITEM,
  inWords,
  OF_ENVIRONMENT,
  QUOTED_TEXT,
  QUOTED_TEXTS,
  UNKNOWN_VALUE,
  withHandedOn,
} from './lines.js';

/** How a block that is open will be closed. */
export type Closer = 'fi' | 'done' | '}' | ')';

const OVER = String.raw`(?:@?\(?(${QUOTED_TEXTS})\)?|\$\{(\w+)\})`;
/** A line without the blanks around it that opens a block. */
const LOOP = new RegExp(String.raw`^foreach\s*\(\s*\$\{(\w+)\}\s+in\s+${OVER}\s*\)\s*\{$`, 'i');
/** `"a", "b" | ForEach-Object {` */
const PIPED = new RegExp(
  String.raw`^()${OVER}\s*\|\s*(?:ForEach-Object|foreach|%)\s+(?:-Process\s+)?\{$`,
  'i',
);
const OTHER_LOOP = /^(?:foreach|for|while)\s*\(|\|\s*(?:ForEach-Object|foreach|%)\s/i;
/** `$x = @(` with an item a line. */
const LIST = /^\$?(\w+)\s*=\s*@\($/;
const ELSE = /^\}\s*else\s*(if\s*\()?/i;
/** What a `try` holds is run, unless an error ends it before (docs: about_Try_Catch_Finally). */
const TRY = /^(?:\}\s*finally|try)\b/i;
/** Its name, and what stands in brackets behind it: the names of what it is called with (docs: about_Functions). */
const FUNCTION = /^function\s+([\w:-]+)\s*(\((?:[^{}]|\$\{[^{}]*\})*\))?\s*\{$/i;
const PARAMETERS = /^param\s*(\((?:[^{}]|\$\{[^{}]*\})*\))$/i;
/** `if ($LASTEXITCODE -ne 0) { exit 1 }`: what is done where a command has failed. With `exit 0` all is well. */
const GIVES_UP = /^if\s*\([^{}]*(?:\$\{\w+\}[^{}]*)*\{\s*(?:exit\b(?!\s*0?\s*[;}])|throw\b)[^{}]*\}$/i;
/** A block in one line. */
const ONE_LINE = /^((?:[^{}]|\$\{[^{}]*\})*(?<!\$)\{)\s*((?:[^{}]|\$\{[^{}]*\})*)\}$/;
const INSIDE = String.raw`\{((?:[^{}]|\$\{[^{}]*\})*)\}`;
/** `try { … } catch { … }` and `if (…) { … } else { … }` in one line. */
const TRY_LINE = new RegExp(String.raw`^try\s*${INSIDE}\s*catch\b[^{}]*${INSIDE}$`, 'i');
const ELSE_LINE = new RegExp(
  String.raw`^(if\s*\((?:[^{}]|\$\{[^{}]*\})*\)\s*)${INSIDE}\s*else\s*${INSIDE}$`,
  'i',
);
/** Nobody knows whether that is so. */
const PERHAPS = '[ "$condition_of_powershell" = true ]';
const OPERAND = String.raw`(${QUOTED_TEXT}|\$\{${OF_ENVIRONMENT}\w+\})`;
/** `if ($env:GITHUB_REF -eq "refs/heads/main") {` */
const COMPARED = new RegExp(
  String.raw`^(?:\}\s*else\s*)?if\s*\(\s*${OPERAND}\s+-[ci]?(eq|ne)\s+${OPERAND}\s*\)\s*\{$`,
  'i',
);

/** `if ($LASTEXITCODE -ne 0) {`, `if (-not $?) {`: how the command in front of it has ended (docs: about_Automatic_Variables). */
const ENDED =
  /^(?:\}\s*else\s*)?if\s*\(\s*(?:\$\{lastexitcode\}\s*-[ci]?(eq|ne|gt)\s*0|(!|-not\s+)?\(?\$\?\)?)\s*\)\s*\{$/i;

/** What a line asks that opens a block. */
function condition(said: string): string {
  const ended = ENDED.exec(said);
  if (ended) return `[ $? ${/^(?:ne|gt)$/i.test(ended[1] ?? '') || ended[2] ? '-ne' : '-eq'} 0 ]`;
  const [, one, sign, other] = COMPARED.exec(said) ?? [];
  if (one === undefined || sign === undefined || other === undefined) return PERHAPS;
  const asWord = (operand: string) => (operand.startsWith('$') ? `"${operand}"` : operand);
  return `[ ${asWord(one)} ${/ne/i.test(sign) ? '!=' : '='} ${asWord(other)} ]`;
}

/**
 * A line that opens or closes a block, in bash's words.
 *
 * @param open how the blocks that are open will be closed; changed here
 */
export function plainBlock(line: string, open: Closer[]): string {
  const said = line.trim();
  const indent = line.slice(0, line.length - line.trimStart().length);
  if (open.at(-1) === ')') return indent + (said === ')' ? open.pop() : said.replace(/,$/, ''));
  if (said.startsWith('#')) return line;
  const [, tried] = TRY_LINE.exec(said) ?? [];
  if (tried !== undefined) return `${indent}{ ${inLine(tried)}; }`;
  const [, asked = '', holds, fails] = ELSE_LINE.exec(said) ?? [];
  if (holds !== undefined)
    return `${indent}if ${condition(`${asked}{`)}; then ${inLine(holds)}; else ${inLine(fails ?? '')}; fi`;
  if (GIVES_UP.test(said)) return `${indent}:`;
  const [, parameters] = PARAMETERS.exec(said) ?? [];
  if (parameters !== undefined) return `${indent}${unknown(parameters)}:`;
  const [, opens, inside = ''] = ONE_LINE.exec(said) ?? [];
  if (opens !== undefined && inside.trim() !== '')
    return `${indent}${opened(opens, open)} ${inLine(inside)}; ${open.pop()}`;
  if (said.endsWith('{') || LIST.test(said)) return indent + opened(said, open);
  return said.startsWith('}') && open.length > 0 ? indent + open.pop() : line;
}

/** Which of them a call gives by their names, and which by their places, only PowerShell knows. */
function unknown(parameters: string): string {
  const names = [...parameters.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => `${name}=${UNKNOWN_VALUE}; `).join('');
}

/** The commands of a block, which may have none. */
function inLine(commands: string): string {
  const each = commands.trim().replace(/;$/, '').match(STATEMENT) ?? [];
  return each.map(withHandedOn).join(';') || ':';
}

const STATEMENT = new RegExp(`(?:${QUOTED_TEXT}|[^;])+`, 'g');

/** What opens a block, perhaps after it has closed the one before. */
function opened(said: string, open: Closer[]): string {
  const closes = said.startsWith('}') && open.length > 0;
  const elses = ELSE.exec(said);
  if (closes && elses && open.at(-1) === 'fi') return elses[1] ? `elif ${condition(said)}; then` : 'else';
  const before = closes ? `${open.pop()}; ` : '';
  const put = (closer: Closer, words: string) => {
    open.push(closer);
    return before + words;
  };
  const [, name = '', items, list] = LOOP.exec(said) ?? PIPED.exec(said) ?? [];
  if (items !== undefined || list !== undefined) {
    const over = items === undefined ? `"\${${list}[@]}"` : inWords(items);
    return put('done', `for ${name || CURRENT_ITEM} in ${over}; do`);
  }
  const [, listed] = LIST.exec(said) ?? [];
  if (listed !== undefined) return put(')', `${listed}=(`);
  if (OTHER_LOOP.test(said)) return put('done', `while ${PERHAPS}; do`);
  if (TRY.test(said)) return put('}', '{');
  const [, called, parameters = ''] = FUNCTION.exec(said) ?? [];
  if (called !== undefined) return put('}', `function ${called} { ${unknown(parameters)}`.trimEnd());
  return put('fi', `if ${condition(said)}; then`);
}
