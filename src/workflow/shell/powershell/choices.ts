/**
 * Values that are chosen: `$c ? "a" : "b"`, `$env:X ?? "b"`, `$x = if (…) { "a" } else { "b" }`, `$x = switch (…) { … }` and
 * `$(if (…) { … })` within a text (docs: about_If, about_Switch, about_Operators). A statement that has one is a choice of two statements, each with one of
 * the values, in words of PowerShell.
 */
import { blocksIn, bracesLeft, statementsIn } from './statements.js';
import { QUOTED_TEXT, withPlainQuotes } from './texts.js';

/** Each doubles its statement. */
const MOST_CHOICES = 4;
/** A longer value is left as it stands, in lines. */
const MOST_LINES = 60;
const LONGEST = 2_000;

const MAY_CHOOSE = /\?|=\s*(?:if|switch)\b|\$\(\s*if\b/i;
const SETS = /^\s*(?:\[[\w.]+\]\s*)?\$\{?[\w:]+\}?\s*\??\??=(?!=)\s*/;
const SETS_IN_BLOCKS =
  /^\s*(?:\[[\w.]+\]\s*)?\$\{?[\w:]+\}?\s*=\s*(?:(?:if|switch)\b|(?:\[[\w.]+\]\s*)*@\{)/i;
const SETS_CHOSEN = /^\s*(?:\[[\w.]+\]\s*)?\$\{?[\w:]+\}?\s*=\s*(?:if|switch)\b/i;

/** A value in blocks of several lines, one that is chosen or a table, stands on the first of them, and the others are empty. */
export function withJoinedValues(lines: readonly string[]): string[] {
  const made = [...lines];
  for (const [at, line] of lines.entries()) {
    let depth = SETS_IN_BLOCKS.test(line) ? bracesLeft(line) : 0;
    if (depth <= 0) continue;
    let joined = withoutComment(line);
    let end = at + 1;
    const last = Math.min(lines.length, at + MOST_LINES);
    while (end < last && (depth > 0 || /^\s*else/i.test(lines[end] ?? ''))) {
      const next = withoutComment(lines[end] ?? '').trim();
      const isEdge = next.startsWith('}') || /[{;(]$/.test(joined);
      if (next !== '') joined += `${isEdge ? ' ' : '; '}${next}`;
      depth += bracesLeft(next);
      end += 1;
    }
    if (depth !== 0) continue;
    made[at] = joined;
    made.fill('', at + 1, end);
  }
  return made;
}

function withoutComment(line: string): string {
  return line.replace(/(?<!\S)#.*$/, '').trimEnd();
}

const PIECE = new RegExp(`${QUOTED_TEXT}|(?<!\\S)#.*|[;(){}]|[^"'#;(){}]+|["'#]`, 'g');

/** A line whose statements choose no values any more. */
export function withChoices(line: string): string {
  if (!MAY_CHOOSE.test(line) || line.length > LONGEST || /`\s*$/.test(line)) return line;
  const plain = withPlainQuotes(line);
  const parts = [''];
  let [depth, opened] = [0, -1];
  for (const { 0: piece, index } of plain.matchAll(PIECE)) {
    const last = parts.length - 1;
    const isValue = opened !== -1 || (piece === '{' && SETS_CHOSEN.test(parts[last] ?? ''));
    if (isValue && piece === '{' && opened === -1) opened = depth;
    if (/^[({]$/.test(piece)) depth += 1;
    else if (/^[)}]$/.test(piece)) depth -= 1;
    const isClosed = depth === opened && piece === '}';
    if (isClosed && !/^\s*else/i.test(plain.slice(index + 1))) opened = -1;
    const isEdge = !isValue && /^[;{}]$/.test(piece) && !isInBrackets(parts[last] ?? '');
    if (isEdge) parts.push(piece, '');
    else parts[last] += piece;
  }
  return parts.map((each, at) => (at % 2 === 0 ? chosen(each, MOST_CHOICES) : each)).join('');
}

/** Is a bracket open at its end? */
function isInBrackets(statement: string): boolean {
  const pieces: string[] = statement.match(PIECE) ?? [];
  return pieces.filter((each) => each === '(').length > pieces.filter((each) => each === ')').length;
}

/** One statement. */
function chosen(statement: string, left: number): string {
  const [sets] = SETS.exec(statement) ?? [];
  if (
    left === 0 ||
    /^\s*(?:#|(?:if|elseif|while|until|for|foreach|switch|function|param|return)\b)/i.test(statement)
  )
    return statement;
  if (sets !== undefined) {
    const whole = choiceOf(statement.slice(sets.length), (value) => chosen(`${sets}${value}`, left - 1));
    const [, name] = /^\s*(.*?)\s*\?\?=\s*$/.exec(sets) ?? [];
    if (name !== undefined) return `if (${isMissing(name)}) { ${name} = ${statement.slice(sets.length)} }`;
    if (whole !== null) return whole;
  }
  const found = bracketsOf(statement);
  for (const [from, to] of found) {
    const inside = statement.slice(from, to);
    const made = choiceOf(inside, (value) =>
      chosen(statement.slice(0, from) + value + statement.slice(to), left - 1),
    );
    if (made !== null) return made;
  }
  return statement;
}

/** What stands between each pair of brackets, outside of single quotation marks; the outer ones first. */
function bracketsOf(statement: string): [from: number, to: number][] {
  const open: number[] = [];
  const found: [number, number][] = [];
  for (const { 0: piece, index } of statement.matchAll(/(?<!")'[^']*'(?!")|[()]/g)) {
    if (piece === '(') open.push(index + 1);
    else if (piece === ')') {
      const from = open.pop();
      if (from !== undefined) found.push([from, index]);
    }
  }
  return found.sort(([one], [other]) => one - other);
}

/**
 * @param put makes the statement that has one of the values
 * @returns null: no value is chosen
 */
function choiceOf(value: string, put: (value: string) => string): string | null {
  if (/^\s*(?:if|switch)\s*[-(]/i.test(value)) return inBlocks(value.trim(), put);
  const { parts, marks } = splitAt(value);
  const [asked = '', first = '', ...others] = parts;
  if (marks[0] === '??') {
    const missing = isMissing(asked.trim());
    const other = [first, ...others].map((each, at) => (at === 0 ? each : `${marks[at]}${each}`)).join('');
    return `if (${missing}) { ${put(other.trim()).trim()} } else { ${put(asked.trim()).trim()} }`;
  }
  if (marks[0] !== '?' || marks[1] !== ':') return null;
  const other = others.map((each, at) => (at === 0 ? each : `${marks[at + 1]}${each}`)).join('');
  return `if (${asked.trim()}) { ${put(first.trim()).trim()} } else { ${put(other.trim()).trim()} }`;
}

/** Of an empty name of the environment nothing is there; of another nobody knows what it has been. */
function isMissing(name: string): string {
  return /^\$\{?env:\w+\}?$/i.test(name) ? `-not ${name}` : `$null -eq ${name}`;
}

const MARK = new RegExp(
  String.raw`${QUOTED_TEXT}|[([{]|[)\]}]|\?\?|(?<=[\s"')])[?:](?=[\s"'($])|\||[^"'()[\]{}?:|]+|.`,
  'g',
);

/** At the marks of a choice that stand in no brackets and in no text; a pipe has none. */
function splitAt(value: string): { parts: string[]; marks: string[] } {
  const parts = [''];
  const marks: string[] = [];
  let depth = 0;
  for (const { 0: piece, index } of value.matchAll(MARK)) {
    if (/^[([{]$/.test(piece)) depth += 1;
    else if (/^[)\]}]$/.test(piece)) depth -= 1;
    const isMark = piece === '??' || (/^[?:]$/.test(piece) && /[\s"')]/.test(value[index - 1] ?? ''));
    if (depth === 0 && piece === '|') return { parts: [value], marks: [] };
    if (depth === 0 && isMark) {
      marks.push(piece);
      parts.push('');
    } else parts[parts.length - 1] += piece;
  }
  return { parts, marks };
}

/** `if (…) { "a" } else { "b" }`, `switch (…) { "x" { "a" } default { "b" } }`: what stands last in each block is the value. */
function inBlocks(value: string, put: (value: string) => string): string | null {
  const { blocks, behind: rest } = blocksIn(value) ?? { blocks: [], behind: 'unread' };
  const [first] = blocks;
  if (first === undefined || rest !== '') return null;
  if (/^switch\b/i.test(first.head)) {
    const cases = blocksIn(first.body);
    if (
      !IS_READ.test(first.head) ||
      blocks.length > 1 ||
      cases === null ||
      cases.behind.replace(';', '') !== ''
    )
      return null;
    const made = cases.blocks.map(
      ({ head, body }) => `${head.replace(/^;\s*/, '')} { ${withValue(body, put)} }`,
    );
    return `${first.head} { ${made.join(' ')} }`;
  }
  const made = blocks.map(({ head, body }) => `${head} { ${withValue(body, put)} }`);
  const hasAll = /^else$/i.test(blocks.at(-1)?.head ?? '');
  return `${made.join(' ')}${hasAll ? '' : ` else { ${put('""')} }`}`;
}

/** A `switch` that asks for one of several texts. */
const IS_READ =
  /^switch\s*(?:-(?:Wildcard|Exact|CaseSensitive)\s+)*\(\s*(?:["']|\$\{?[\w:]+\}?(?:\.\w+)*\s*\)$)/i;
const SAYS_NO_VALUE = /^(?:exit|throw|return|break|continue|Write-(?!Output)\w+)\b/i;

function withValue(body: string, put: (value: string) => string): string {
  const statements = statementsIn(body.trim().replace(/;\s*$/, ''));
  const [last = ''] = statements.slice(-1);
  const isLeft = SAYS_NO_VALUE.test(last.trim());
  // `'x'; break`
  const isBehind = /^\s*(?:break|continue)\s*$/i.test(last) && statements.length > 1;
  const at = isBehind ? statements.length - 2 : statements.length - 1;
  if (isLeft && !isBehind) return body;
  return statements.map((each, place) => (place === at ? put(each.trim()) : each)).join(';');
}
