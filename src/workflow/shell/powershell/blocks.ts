/** Blocks of PowerShell, which bash opens and closes with words: conditions, loops, functions, lists (docs: about_If, about_Foreach, about_Functions). */

import { condition, PERHAPS } from './conditions.js';
import { valueIn } from './expressions.js';
import { asQuoted } from './fragments.js';
import { CURRENT_ITEM, type Kinds } from './kinds.js';
import { statementInWords, withResult } from './lines.js';
import { parametersOf } from './parameters.js';
import { blocksIn, blocksOn, isBalanced, type LineBlock, statementsIn } from './statements.js';
import {
  asksForPatterns,
  caseInWords,
  END_OF_CASE,
  ENDS_BY_LEAVING,
  LEAVES_SWITCH,
  switchInWords,
  withoutLists,
} from './switches.js';
import { keysOf, tableElement } from './tables.js';
import { QUOTED_TEXT } from './texts.js';

/** How a block that is open will be closed. */
export type Closer = 'fi' | 'done' | '}' | ')' | 'esac' | typeof END_OF_CASE;

/** `foreach ($k in $table.Keys) {`, `$table.GetEnumerator() | ForEach-Object {` */
const OVER_TABLE =
  /^(?:foreach\s*\(\s*\$\{(\w+)\}\s+in\s+)?\(?\$\{(\w+)\}\.(Keys|Values|GetEnumerator\(\))(?:\s*\|\s*Sort(?:-Object)?(?:\s+\w+)?)?\)?\s*(?:\)|\|\s*(?:ForEach-Object|foreach|%)(?:\s+-Process)?)\s*\{$/i;
/** `foreach ($i in 1..3) {`, `1..3 | ForEach-Object {` (docs: about_Operators, Range operator). */
const RANGE =
  /^(?:foreach\s*\(\s*\$\{(\w+)\}\s+in\s+\(?(\d{1,6})\.\.(\d{1,6})\)?\s*\)|\(?(\d{1,6})\.\.(\d{1,6})\)?\s*\|\s*(?:ForEach-Object|foreach|%)\s+(?:-Process\s+)?)\s*\{$/i;
/** `for ($i = 0; $i -lt 3; $i++) {` (docs: about_For) */
const COUNTED =
  /^for\s*\(\s*\$\{(\w+)\}\s*=\s*(\d{1,6})\s*;\s*\$\{\1\}\s+-(lt|le)\s+(\d{1,6})\s*;\s*(?:\$\{\1\}\+\+|\+\+\$\{\1\})\s*\)\s*\{$/i;
/** `foreach ($i in $names -split ",") {`, `("a" + $x), "b" | ForEach-Object {` */
const OVER_VALUE =
  /^(?:foreach\s*\(\s*\$\{(\w+)\}\s+in\s+(.*)\)|(.*\S)\s*\|\s*(?:ForEach-Object|foreach|%)(?:\s+-Process)?)\s*\{$/i;
const OTHER_LOOP = /^(?:foreach|for|while)\s*\(|\|\s*(?:ForEach-Object|foreach|%)\s/i;
const PROGRAM_PIPED =
  /^(?!foreach\b|for\b|while\b)[a-z][\w.]*\s[^|{}()]*\|\s*(?=(?:ForEach-Object|foreach|%)\s)/;
/** `$x = @(` with an item a line. */
const LIST = /^\$?(\w+)\s*=\s*@\($/;
const ELSE = /^\}\s*else\s*(if\s*\()?/i;
/** What a `try` holds is run, unless an error ends it before (docs: about_Try_Catch_Finally). */
const TRY = /^(?:\}\s*finally|try)\b/i;
/** Its name, and what stands in brackets behind it: the names of what it is called with (docs: about_Functions). */
const FUNCTION = /^function\s+([\w:-]+)\s*(\((?:[^{}]|\$\{[^{}]*\})*\))?\s*\{$/i;
const PARAMETERS = /^param\s*(\((?:[^{}]|\$\{[^{}]*\})*\))$/i;
/** A block in one line. */
const ONE_LINE = /^((?:[^{}]|\$\{[^{}]*\})*(?<!\$)\{)\s*((?:[^{}]|\$\{[^{}]*\})*)\}$/;
/** Nobody writes more blocks than that into each other on one line. */
const MOST_NESTED = 5;
/** One with others in it. */
const NESTED = /^((?:[^{}]|\$\{[^{}]*\})*(?<!\$)\{)(.*\{.*)\}$/;

/**
 * A line that opens or closes a block, in bash's words.
 *
 * @param open how the blocks that are open will be closed; changed here
 * @param kinds of the names of the script
 * @param depth of the blocks on the same line around it
 */
export function plainBlock(line: string, open: Closer[], kinds: Kinds, depth = 0): string {
  const inLine = (commands: string) => commandsInLine(commands, kinds);
  const plain = open.at(-1) === 'esac' ? line.trim().replace(ENDS_BY_LEAVING, ' }') : line.trim();
  const said = withoutLists(plain, kinds);
  const indent = line.slice(0, line.length - line.trimStart().length);
  if (open.at(-1) === ')') return indent + (said === ')' ? open.pop() : said.replace(/,$/, ''));
  if (said.startsWith('#')) return line;
  const isInCase = open.findLast((each) => each === 'done' || each === END_OF_CASE) === END_OF_CASE;
  if (isInCase && LEAVES_SWITCH.test(said))
    return plainBlock(line.replace(LEAVES_SWITCH, '') || ':', open, kinds, depth);
  const chain = depth < MOST_NESTED ? chainOf(said, kinds, depth + 1) : null;
  if (chain !== null) return indent + chain;
  const [, parameters] = PARAMETERS.exec(said) ?? [];
  // Those of a script are given by whoever starts it.
  if (parameters !== undefined) return `${indent}${parametersOf(parameters, open.at(-1) === '}')}:`;
  const isClosed = said.endsWith('}');
  const [, opens, inside = ''] = (isClosed && ONE_LINE.exec(said)) || [];
  if (opens !== undefined && inside.trim() !== '')
    return `${indent}${opened(opens, open, kinds)} ${inLine(inside)}; ${open.pop()}`;
  const [, around, within = ''] = (isClosed && depth < MOST_NESTED && NESTED.exec(said)) || [];
  if (around !== undefined && isBalanced(within))
    return `${indent}${opened(around, open, kinds)} ${nested(within, kinds, depth + 1)}; ${open.pop()}`;
  const edge = depth < MOST_NESTED ? edgeOf(said, open, kinds, depth + 1) : null;
  if (edge !== null) return indent + edge;
  if (said.endsWith('{') || LIST.test(said)) return indent + opened(said, open, kinds);
  if (open.length === 0) return line;
  if (said.startsWith('}')) return indent + open.pop();
  // The last command of a block, with its end behind it.
  const isEnd = said.endsWith('}') && depth === 0 && isBalanced(said.slice(0, -1));
  return isEnd ? `${indent}${nested(said.slice(0, -1), kinds, 1)}; ${open.pop()}` : line;
}

const STARTS = /^(?:if|try|foreach|for|while|do|function|filter)\b/i;
const GOES_ON = /^(?:else|elseif|catch|finally)\b/i;

/**
 * A line that opens or closes one block and has another, or commands of its own: `} else { docker push b }`, `if (…) { … } else {`,
 * `if (…) { docker push a`; null: it is none of these.
 */
function edgeOf(said: string, open: Closer[], kinds: Kinds, depth: number): string | null {
  const closes = said.startsWith('}');
  const { blocks, unclosed, behind } = blocksOn(closes ? said.slice(1) : said) ?? NO_BLOCKS;
  const all = [...blocks, ...(unclosed ? [unclosed] : [])];
  const isPlain = unclosed ? unclosed.body === '' && blocks.length === 0 : !closes;
  const fits = all.every(({ head }, at) => (at === 0 && !closes ? STARTS : GOES_ON).test(head));
  if (all.length === 0 || isPlain || !fits || behind !== '') return null;
  const made = all.map(({ head, body }, at) => {
    const words = opened(at === 0 && !closes ? `${head} {` : `} ${head} {`, open, kinds);
    return body === '' && unclosed ? words : `${words} ${nested(body, kinds, depth)}`;
  });
  return made.join('; ') + (unclosed ? '' : `; ${open.pop()}`);
}

const NO_BLOCKS = { blocks: [], unclosed: null, behind: '' };

/** Blocks that belong together and stand in one line: `if … else …`, `try … catch …`, `do … while (…)`; null: it is none of these. */
function chainOf(said: string, kinds: Kinds, depth: number): string | null {
  if (!/^(?:if|try|do|switch)\b/i.test(said)) return null;
  const { blocks, behind } = blocksIn(said) ?? { blocks: [], behind: '' };
  const [first, ...others] = blocks;
  if (first === undefined) return null;
  if (/^switch\b/i.test(first.head))
    return behind === '' && others.length === 0 ? choiceOf(first, kinds, depth) : null;
  if (/^do$/i.test(first.head))
    return others.length === 0 && /^(?:while|until)\s*\(/i.test(behind)
      ? `{ ${nested(first.body, kinds, depth)}; }`
      : null;
  if (behind !== '' || others.length === 0) return null;
  if (/^try$/i.test(first.head)) {
    return blocks
      .map(({ head, body }) => {
        const commands = nested(body, kinds, depth);
        return /^catch\b/i.test(head) ? `if ${PERHAPS}; then ${commands}; fi` : `{ ${commands}; }`;
      })
      .join('; ');
  }
  if (
    !others.every(({ head }, at) =>
      /^else$/i.test(head) ? at === others.length - 1 : /^elseif\s*\(/i.test(head),
    )
  )
    return null;
  const made = blocks.map(({ head, body }, at) => {
    const asked = condition(`${head.replace(/^else(?=if)/i, '')} {`);
    const words = at === 0 ? `if ${asked}; then` : /^else$/i.test(head) ? 'else' : `elif ${asked}; then`;
    return `${words} ${nested(body, kinds, depth)}; `;
  });
  return `${made.join('')}fi`;
}

/** A `switch` in one line. */
function choiceOf({ head, body }: LineBlock, kinds: Kinds, depth: number): string | null {
  const { blocks, behind } = blocksIn(body) ?? { blocks: [], behind: '' };
  const begins = switchInWords(withoutLists(`${head} {`, kinds), blocks.length === 1);
  const pattern = asksForPatterns(`${head} {`);
  if (begins === null || behind !== '') return null;
  const cases = blocks.map((each) => {
    const asked = caseInWords(`${each.head.replace(/^;\s*/, '')} {`, pattern);
    const commands = nested(each.body.replace(LEAVES_SWITCH, ''), kinds, depth);
    return asked === null ? null : `${asked} ${commands}; ${END_OF_CASE}`;
  });
  return cases.includes(null) ? null : `${begins} ${cases.join(' ')} esac`;
}

/** The statements of a block that has blocks in it. */
function nested(statements: string, kinds: Kinds, depth: number): string {
  const made = statementsIn(statements.trim().replace(/;$/, '')).map((each) =>
    plainBlock(statementInWords(each.trim(), kinds), [], kinds, depth),
  );
  return made.map((each) => asCommand(each, kinds)).join('; ') || ':';
}

/** The commands of a block, which may have none. */
function commandsInLine(commands: string, kinds: Kinds): string {
  const each = commands.trim().replace(/;$/, '').match(STATEMENT) ?? [];
  return each.map((one) => asCommand(one, kinds)).join(';') || ':';
}

/** `& $block` within a line calls what `&` alone would send to the background. */
function asCommand(statement: string, kinds: Kinds): string {
  return withResult(statementInWords(statement.replace(/^(\s*)&\s+(?=\S)/, '$1'), kinds), kinds);
}

const STATEMENT = new RegExp(`(?:${QUOTED_TEXT}|[^;])+`, 'g');

/** What opens a block, perhaps after it has closed the one before. */
function opened(said: string, open: Closer[], kinds: Kinds): string {
  const asked = open.at(-1) === 'esac' ? caseInWords(said) : null;
  if (asked !== null) {
    open.push(END_OF_CASE);
    return asked;
  }
  const closes = said.startsWith('}') && open.length > 0;
  const elses = ELSE.exec(said);
  if (closes && elses && open.at(-1) === 'fi') return elses[1] ? `elif ${condition(said)}; then` : 'else';
  const before = closes ? `${open.pop()}; ` : '';
  const put = (closer: Closer, words: string) => {
    open.push(closer);
    return before + words;
  };
  const [, turn = CURRENT_ITEM, among = '', piped = among] = OVER_VALUE.exec(said) ?? [];
  const turns = piped === '' ? null : turnsOver(turn, piped.trim(), kinds);
  if (turns !== null) return put('done', turns);
  const [, each = CURRENT_ITEM, table = '', what = ''] = OVER_TABLE.exec(said) ?? [];
  if (kinds.tables.has(table)) {
    const value = /^values$/i.test(what) ? ` ${each}="${tableElement(table, `$${each}`)}";` : '';
    return put('done', `for ${each} in ${keysOf(table)}; do${value}`);
  }
  const range = RANGE.exec(said);
  if (range) {
    const [from, to] = [range[2] ?? range[4], range[3] ?? range[5]];
    return put('done', `for ${range[1] || CURRENT_ITEM} in {${from}..${to}}; do`);
  }
  const [, counter, from, until, to] = COUNTED.exec(said) ?? [];
  if (counter !== undefined) {
    const sign = /lt/i.test(until ?? '') ? '<' : '<=';
    return put('done', `for ((${counter} = ${from}; ${counter} ${sign} ${to}; ${counter}++)); do`);
  }
  const [, listed] = LIST.exec(said) ?? [];
  if (listed !== undefined) return put(')', `${listed}=(`);
  // A program in front of the pipe is run, whatever is done with what it says.
  const [program = ''] = PROGRAM_PIPED.exec(said) ?? [];
  if (OTHER_LOOP.test(said)) return put('done', `${program}while ${PERHAPS}; do`);
  if (TRY.test(said)) return put('}', '{');
  const chosen = switchInWords(said);
  if (chosen !== null) return put('esac', chosen);
  // It is asked behind it whether there is another turn.
  if (/^do\s*\{$/i.test(said)) return put('done', 'for turn_of_powershell in 1; do');
  const [, called, parameters = ''] = FUNCTION.exec(said) ?? [];
  if (called !== undefined)
    return put('}', `function ${called} { ${parametersOf(parameters, true)}`.trimEnd());
  return put('fi', `if ${condition(said)}; then`);
}

/** A loop over values, or over the parts of a text; null: it is not known over which. */
function turnsOver(name: string, written: string, kinds: Kinds): string | null {
  const [, list] = /^@?\(?\s*\$\{(\w+)\}\s*\)?$/.exec(written) ?? [];
  if (list !== undefined) return `for ${name} in "\${${list}[@]}"; do`;
  const value = valueIn(written, kinds);
  if (value?.kind === 'list') return `for ${name} in ${value.items.map(asQuoted).join(' ')}; do`;
  if (value?.kind === 'text' && value.isCertain) return `for ${name} in ${asQuoted(value.text)}; do`;
  if (value?.kind !== 'parts') return null;
  const parts = `IFS='${value.separator}' read -ra parts_of_powershell <<< ${asQuoted(value.text)}`;
  return `${parts}; for ${name} in "\${parts_of_powershell[@]}"; do`;
}
