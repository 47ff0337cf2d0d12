/** The functions of jq that are followed, by name (jq manual: Builtin operators and functions). */
import { begins, finishes, hasHole, includes, isHole } from '../../../language/values.js';
import { added, elementAt, type Filter, MOST_VALUES, type Run, spendEffort } from './filters.js';
import { asText, bounded, exactly, giveUp, isOpen, isSame, isTruthy, type Json, surely } from './values.js';

const texts =
  (make: (text: string) => Json): Filter =>
  (input) =>
    typeof input === 'string' ? [make(input)] : giveUp();

const known =
  (make: (text: string) => Json): Filter =>
  (input) =>
    typeof input === 'string' && !hasHole(input) ? [make(input)] : giveUp();

const lists =
  (make: (list: Json[]) => Json): Filter =>
  (input) =>
    Array.isArray(input) ? [make(input)] : giveUp();

const OF_THE_INPUT: Readonly<Record<string, Filter>> = {
  not: (input) => [!isTruthy(input)],
  true: () => [true],
  false: () => [false],
  null: () => [null],
  empty: () => [],
  length: (input) =>
    Array.isArray(input)
      ? [isOpen(input) ? giveUp() : input.length]
      : known((text) => [...text].length)(input, NO_RUN),
  first: (input) => elementAt(input, 0),
  last: (input) => elementAt(input, -1),
  add: lists((list) => list.reduce(added, null)),
  reverse: lists((list) => [...list].reverse()),
  unique: lists((list) =>
    list.filter((each, index) => !list.slice(0, index).some((other) => isSame(each, other))),
  ),
  ascii_downcase: texts((text) => text.replace(/[A-Z]/g, (each) => each.toLowerCase())),
  ascii_upcase: texts((text) => text.replace(/[a-z]/g, (each) => each.toUpperCase())),
  tostring: (input) => [asText(input)],
  fromjson: known((text) => JSON.parse(text) as Json),
};

/** Functions of the input alone, by name. */
export const PLAIN: ReadonlyMap<string, Filter> = new Map(Object.entries(OF_THE_INPUT));

const NO_RUN: Run = { variables: new Map(), left: MOST_VALUES };

/** For each value of the argument. */
const each =
  (made: (input: Json, arg: Json) => Json) =>
  (arg: Filter): Filter =>
  (input, run) =>
    arg(input, run).map((value) => made(input, value));

const onTexts = (made: (input: string, arg: string) => Json) =>
  each((input, arg) => (typeof input === 'string' && typeof arg === 'string' ? made(input, arg) : giveUp()));

const OF_AN_ARGUMENT: Readonly<Record<string, (arg: Filter) => Filter>> = {
  map: (arg) => (input, run) =>
    Array.isArray(input)
      ? [
          spendEffort(
            run,
            input.flatMap((value) => arg(value, run)),
          ),
        ]
      : giveUp(),
  select: (arg) => (input, run) => arg(input, run).flatMap((truth) => (isTruthy(truth) ? [input] : [])),
  first: (arg) => (input, run) => arg(input, run).slice(0, 1),
  any: (arg) => (input, run) =>
    Array.isArray(input) ? [input.some((value) => arg(value, run).some(isTruthy))] : giveUp(),
  all: (arg) => (input, run) =>
    Array.isArray(input) ? [input.every((value) => arg(value, run).every(isTruthy))] : giveUp(),
  has: each((input, arg) => isTruthy(elementAt(input, arg)[0] ?? null)),
  startswith: onTexts((text, part) => surely(exactly(begins(text, part), text, part))),
  endswith: onTexts((text, part) => surely(exactly(finishes(text, part), text, part))),
  contains: each((input, arg) => {
    if (typeof input === 'string' && typeof arg === 'string')
      return surely(exactly(includes(input, arg), input, arg));
    if (!Array.isArray(input) || !Array.isArray(arg)) return giveUp();
    return arg.every((wanted) => input.some((value) => isSame(value, wanted)));
  }),
  join: each((input, separator) =>
    Array.isArray(input) && typeof separator === 'string'
      ? bounded(input.map((value) => (value === null ? '' : asText(value))).join(separator))
      : giveUp(),
  ),
  split: onTexts((text, separator) =>
    separator === '' || isHole(text) ? giveUp() : splitText(text, separator),
  ),
  test: onTexts((text, pattern) => tested(text, pattern)),
  ltrimstr: onTexts((text, part) =>
    surely(exactly(begins(text, part), text, part)) ? text.slice(part.length) : text,
  ),
  rtrimstr: onTexts((text, part) =>
    surely(exactly(finishes(text, part), text, part)) ? text.slice(0, -part.length || undefined) : text,
  ),
};

/** Functions of one argument, by name. */
export const WITH_ARGUMENT: ReadonlyMap<string, (arg: Filter) => Filter> = new Map(
  Object.entries(OF_AN_ARGUMENT),
);

/** What is not known of a text may hold the separator: only what stands before it is sure. */
function splitText(text: string, separator: string): Json {
  const parts = text.split(separator);
  return parts.some(hasHole) && parts.findIndex(hasHole) < parts.length - 1 ? giveUp() : parts;
}

/** A pattern of the plain kind; where not all of the text is known, only what the known beginning decides. */
function tested(text: string, pattern: string): Json {
  // Such patterns take no time: nothing in them repeats what repeats.
  if (!/^\^?[\w./:\\ -]*\$?$/.test(pattern)) return giveUp();
  if (!hasHole(text)) return new RegExp(pattern).test(text);
  const plain = /^\^([\w/:-]*(?:\\?\.[\w/:-]*)*)$/.exec(pattern)?.[1]?.replaceAll('\\', '');
  if (plain === undefined) return giveUp();
  return surely(exactly(begins(text, plain), text, plain));
}

/** `@sh`, `@csv`, `@tsv`, `@text`, by the name behind the `@`; gives up on any other (jq manual, Format strings). */
export function formatted(name: string): Filter {
  if (name === 'sh')
    return (input) => {
      const words = (Array.isArray(input) ? input : [input]).map(
        (value) => `'${asText(value).replaceAll("'", "'\\''")}'`,
      );
      return [words.join(' ')];
    };
  if (name === 'csv' || name === 'tsv' || name === 'text')
    return (input) =>
      Array.isArray(input)
        ? [
            input
              .map((value) => (name === 'csv' ? JSON.stringify(value) : asText(value)))
              .join(name === 'csv' ? ',' : '\t'),
          ]
        : name === 'text'
          ? [asText(input)]
          : giveUp();
  return giveUp();
}
