/**
 * Words as the command gets them: quotes taken away, expansions filled in, what is not quoted split
 * at white space (bash manual, Shell Expansions). What is not known is a hole.
 */
import type {
  BraceExpansionPart,
  CommandExpansionPart,
  CommandNode,
  CompoundList,
  Word,
  WordPart,
} from 'unbash';
import { asPattern } from '../../../evidence/pattern.js';
import { isAbsent, originsIn, withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import { counted } from './arithmetic.js';
import { elementsOf, elementText } from './arrays.js';
import { defaultOf, expandParameter } from './parameters.js';
import type { Fill } from './patterns.js';
import { withoutEmptied } from './unset-variables.js';

/** What a word can refer to where it stands. */
export interface WordScope {
  /** A hole when the value is not known. */
  variable(name: string): string;
  /** What it has with this behind it. */
  appended(name: string, more: string): string;
  /** `$1` and those after it; null when they are not known. */
  readonly positional: readonly string[] | null;
  /** `$0`; a hole when it is not known. */
  readonly self: string;
  /** The elements of an array; null when it is none that is known. */
  array(name: string): readonly string[] | null;
  /** Text of a file, by its path as the command has it; null when it is not known. */
  read(path: string): string | null;
  /** What a pattern of file names stands for; null when that is not known. */
  glob(pattern: string): readonly string[] | null;
  /** What stands at a path; null when that is not known. */
  kindOf(path: string): FileKind | null;
  /** What `$(…)` prints, without the line ends at its end. */
  substitute(part: CommandExpansionPart): string;
  /** Of the repository, in which the commands are run; null when it is not known. */
  readonly folder: string | null;
  /** `$?`; absent: nothing is known of it. */
  readonly ended?: string;
  /** IFS, at whose characters words without quotes are split. */
  readonly separators: string;
  /** A text that stands there as it is, with what is known of what earlier steps have told; absent: nothing is. */
  told?(text: string): string;
  /** Is a variable empty that nothing in the text sets, so that nobody else can have? */
  readonly knowsUnset: boolean;
  /** Are capital letters and small ones the same where texts are compared? Absent: they are not. */
  readonly ignoresCase?: boolean;
}

/** `none`: nothing can be there, for what stands above it is a file. `absent`: not yet, but the job may still make it. */
export type FileKind = 'file' | 'folder' | 'none' | 'absent';

export type FunctionBody = CommandNode | CompoundList;

/** A longer text is not followed: `X=$X$X` thirty times is a gigabyte. In characters. */
const LONGEST_TEXT = 64 * 1024;

/** `{a,b}` in a row multiply. */
const MOST_FIELDS = 1000;

/** The word as the shell compares it: of what is always empty, nothing is left. */
export function comparedText(word: Word, scope: WordScope): string {
  return withoutEmpty(wordText(word, scope), scope);
}

/** A variable where it is counted with, as comparedText has it. */
export function countedVariable(name: string, scope: Pick<WordScope, 'variable' | 'knowsUnset'>): string {
  return withoutEmpty(scope.variable(name), scope);
}

function withoutEmpty(text: string, { knowsUnset }: Pick<WordScope, 'knowsUnset'>): string {
  return withoutAbsent(knowsUnset ? withoutEmptied(text) : text);
}

/** The word as one text, as in an assignment or between `[[` and `]]`. */
export function wordText(word: Word, scope: WordScope): string {
  return word.parts ? joinedParts(word.parts, scope) : asTold(word.value, scope);
}

/** Parts of a word or of a here-document as one text. */
export function joinedParts(parts: readonly WordPart[], scope: WordScope): string {
  let text = '';
  for (const part of parts) {
    text += partText(part, scope);
    if (text.length > LONGEST_TEXT) return HOLE;
  }
  return text;
}

/** The same, for those who take words apart. */
export function fillIn(scope: WordScope): Fill {
  return (parts) => joinedParts(parts, scope);
}

/** The fields that words of a command become; the last one is a hole where there are too many. */
export function fieldsOf(words: readonly Word[], scope: WordScope): string[] {
  const fields: string[] = [];
  let room = LONGEST_TEXT;
  for (const word of words) {
    for (const field of word.parts ? split(word.parts, scope) : [asTold(word.value, scope)]) {
      if (leavesNoWord(field) && !standsInQuotes(word)) continue;
      room -= field.length;
      if (room < 0 || fields.length >= MOST_FIELDS) return [...fields, HOLE];
      fields.push(field);
    }
  }
  return fields;
}

/**
 * An expression that comes to nothing leaves no word, unless it stands in quotes. That a secret is missing is kept: what was
 * to be given is of more use than that an option is without a value.
 */
function leavesNoWord(field: string): boolean {
  return (
    isAbsent(field) && originsIn(field).every((origin) => origin.kind === 'absent' && origin.why === 'unset')
  );
}

/** Does some of it stand in quotes? Those within `$(…)` are that script's own. */
export function standsInQuotes({ parts, text }: Word): boolean {
  const own = parts?.filter(({ type }) => type !== 'CommandExpansion') ?? [{ text }];
  return own.some((each) => /["']/.test(each.text));
}

/** Those that leave no word, as they were filled in. */
export function nothingIn(words: readonly Word[], scope: WordScope): string {
  return words
    .filter((each) => !standsInQuotes(each))
    .map((each) => wordText(each, scope))
    .filter(leavesNoWord)
    .join('');
}

/** Could the file system, or anything else that we don't see, make other fields of it? */
export function isOpenField(field: string): boolean {
  return hasHole(field) || /[*?[]/.test(field);
}

function split(parts: readonly WordPart[], scope: WordScope): string[] {
  return withoutBraces(parts).flatMap((each) => fieldsOfParts(each, scope));
}

function fieldsOfParts(parts: readonly WordPart[], scope: WordScope): string[] {
  const fields: string[] = [];
  let current: string | null = null;
  const add = (text: string) => {
    current = (current ?? '') + text;
  };
  const next = () => {
    if (current !== null) fields.push(current);
    current = null;
  };
  const addAll = (all: readonly (string | null)[]) => {
    for (const [index, each] of all.entries()) {
      if (index > 0) next();
      if (each !== null) add(each);
    }
  };
  for (const { part, splits } of parts.flatMap((each) => withDefault(each, scope))) {
    if (part.type === 'DoubleQuoted' && part.parts.some((inner) => elementsIn(inner, scope))) {
      // `"$@"` is as many fields as there are arguments, and none where there is none.
      for (const inner of part.parts) {
        const elements = elementsIn(inner, scope);
        if (!elements) add(partText(inner, scope));
        else
          for (const [index, each] of elements.entries()) {
            if (index > 0) next();
            add(each);
          }
      }
    } else if (splits) addAll(splitAt(partText(part, scope), scope.separators));
    else add(partText(part, scope));
    if ((current ?? '').length > LONGEST_TEXT) return [HOLE];
  }
  next();
  return fields;
}

/**
 * A text at its separators: white space counts once and makes no field of its own, of any other character each ends a field
 * (bash manual, Word Splitting). null: nothing, at an end of the text that something else may be joined to.
 */
function splitAt(text: string, separators: string): (string | null)[] {
  if (separators === BLANKS) return text.split(/[ \t\n]+/).map((each) => (each === '' ? null : each));
  const marks = [...separators].filter((each) => !BLANKS.includes(each)).map(asPattern);
  const blanks = [...separators].filter((each) => BLANKS.includes(each)).map(asPattern);
  const blank = blanks.length > 0 ? `(?:${blanks.join('|')})` : '(?!)';
  const split = text.split(new RegExp(`${blank}+`)).flatMap((each, at, all): (string | null)[] => {
    const parts = marks.length > 0 ? each.split(new RegExp(marks.join('|'))) : [each];
    if (parts.length === 1) return parts;
    // `a , b`: the blanks beside a mark belong to it.
    const isAfter = at > 0 && parts[0] === '';
    const isBefore = at < all.length - 1 && parts.at(-1) === '';
    return parts.slice(isAfter ? 1 : 0, isBefore ? -1 : undefined);
  });
  return split.map((each, at) => (each === '' && (at === 0 || at === split.length - 1) ? null : each));
}

/** IFS where nobody sets it. */
export const BLANKS = ' \t\n';

interface Piece {
  part: WordPart;
  /** Is its text split at white space? */
  splits: boolean;
}

/** A part; for `${NAME:-a 'b c'}` that has no value the parts of its default, of which the quoted ones stay whole. */
function withDefault(part: WordPart, scope: WordScope): Piece[] {
  const isExpansion = /^(Simple|Parameter|Command)Expansion$/.test(part.type);
  const chosen =
    part.type === 'ParameterExpansion' ? defaultOf(part, namedValue(part.parameter, scope)) : null;
  if (!chosen?.parts) return [{ part, splits: isExpansion }];
  return chosen.parts.map((each) => ({ part: each, splits: !/Quoted$/.test(each.type) }));
}

function elementsIn(part: WordPart, scope: WordScope): readonly string[] | null {
  return elementsOf(part, scope, fillIn(scope));
}

function partText(part: WordPart, scope: WordScope): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return asTold(part.value, scope);
    case 'DoubleQuoted':
    case 'LocaleString':
      return joinedParts(part.parts, scope);
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return part.text;
    case 'SimpleExpansion':
      return namedValue(part.text.slice(1), scope);
    case 'ParameterExpansion':
      return (
        elementText(part, scope, fillIn(scope)) ??
        expandParameter(part, namedValue(part.parameter, scope), fillIn(scope), (name) =>
          namedValue(name, scope),
        )
      );
    case 'CommandExpansion':
      return scope.substitute(part);
    case 'ArithmeticExpansion':
      return counted(part.expression, {
        variable: (name) => countedVariable(name, scope),
        fill: fillIn(scope),
      });
    case 'ProcessSubstitution':
      return HOLE;
  }
}

function asTold(text: string, scope: WordScope): string {
  return scope.told?.(text) ?? text;
}

/** The value of `$NAME`, `$1`, `$@`; of most of the shell's own (`$$`) nothing is known. */
export function namedValue(name: string, scope: WordScope): string {
  if (/^[A-Za-z_]/.test(name)) return scope.variable(name);
  if (name === '?') return scope.ended ?? HOLE;
  const { positional } = scope;
  if (name === '0') return scope.self;
  if (!positional) return HOLE;
  if (name === '@' || name === '*') return positional.join(' ');
  if (name === '#') return String(positional.length);
  return /^[1-9]\d*$/.test(name) ? (positional[Number(name) - 1] ?? '') : HOLE;
}

// ---------------------------------------------------------- `{a,b}`, `{1..3}`

function withoutBraces(parts: readonly WordPart[]): (readonly WordPart[])[] {
  const at = parts.findIndex(({ type }) => type === 'BraceExpansion');
  const found = parts[at];
  if (found?.type !== 'BraceExpansion') return [parts];
  const made: (readonly WordPart[])[] = [];
  const rest = withoutBraces(parts.slice(at + 1));
  for (const between of alternatives(found)) {
    for (const after of rest) {
      if (made.length >= MOST_FIELDS) return made;
      made.push([...parts.slice(0, at), ...between, ...after]);
    }
  }
  return made;
}

/** What a brace expansion stands for; a hole for one that is more than a list or a range. */
function alternatives(brace: BraceExpansionPart): (readonly WordPart[])[] {
  const [, first, last] = /^\{(\d{1,6})\.\.(\d{1,6})\}$/.exec(brace.text) ?? [];
  if (first !== undefined && last !== undefined) return range(first, last).map((each) => [literal(each)]);
  const inside = brace.parts ?? [literal(brace.text.slice(1, -1))];
  const list: WordPart[][] = [[]];
  for (const part of inside) {
    // `{$A,b}c` is `$Ac bc`, so `$A` has no end here.
    const isOpen = part.type === 'BraceExpansion' || part.type === 'SimpleExpansion';
    if (isOpen || (part.type === 'Literal' && /[{}\\]|\.\./.test(part.text))) return [[literal(HOLE)]];
    const [own = '', ...others] = part.type === 'Literal' ? part.value.split(',') : [];
    list.at(-1)?.push(part.type === 'Literal' ? literal(own) : part);
    for (const other of others) list.push([literal(other)]);
  }
  return list;
}

function range(first: string, last: string): string[] {
  const [from, to] = [Number(first), Number(last)];
  const size = Math.abs(to - from) + 1;
  // `{01..10}` keeps its zeros.
  if (/^0\d/.test(first) || /^0\d/.test(last) || size > MOST_FIELDS) return [HOLE];
  return Array.from({ length: size }, (_, index) => String(from + (from <= to ? index : -index)));
}

function literal(value: string): WordPart {
  return { type: 'Literal', pos: 0, end: 0, value, text: value };
}
