/** `${NAME[…]}` and `$@`: elements of arrays, all of them or some (bash manual, Arrays; Shell Parameter Expansion). */
import type { ParameterExpansionPart, Word, WordPart } from 'unbash';
import { HOLE, hasHole } from '../../language/values.js';
import { numberIn, VARIABLE_NAME } from './arithmetic.js';
import { expandParameter } from './parameters.js';
import type { Fill } from './patterns.js';

/** Where arrays are. */
export interface ArrayScope {
  variable(name: string): string;
  readonly positional: readonly string[] | null;
  readonly separators: string;
  array(name: string): readonly string[] | null;
}

/** An element of an array by its key, which a shell keeps as an array of its own: no variable has such a name. */
export function elementName(array: string, key: string): string {
  return `${array}[${key}]`;
}

/** In the place of a key: the keys themselves, those that are known. */
export const KEYS = '!';

/** The fields of `$@`, `${NAME[@]}`, `${NAME[@]:1:2}` and `${NAME[@]/#/prefix}`; null for anything else, and where they are not known. */
export function elementsOf(part: WordPart, scope: ArrayScope, fill: Fill): readonly string[] | null {
  if (part.text === '$@' || part.text === '${@}') return scope.positional;
  if (part.type !== 'ParameterExpansion') return null;
  if (part.prefix) return part.index?.text === '@' ? keysOf(part, scope) : null;
  return part.parameter === '@' || part.index?.text === '@' ? chosen(part, scope, fill) : null;
}

/** `${!NAME[@]}`: the keys of its elements. */
function keysOf({ parameter, prefix, operation }: ParameterExpansionPart, scope: ArrayScope) {
  if (prefix !== '!' || operation) return null;
  const elements = scope.array(parameter);
  if (elements?.some(hasHole)) return null;
  return scope.array(elementName(parameter, KEYS)) ?? elements?.map((_, at) => String(at)) ?? null;
}

/** Of all elements, those that are meant, as they are changed. */
function chosen(part: ParameterExpansionPart, scope: ArrayScope, fill: Fill): readonly string[] | null {
  const isOfCall = part.parameter === '@';
  const elements = isOfCall ? scope.positional : scope.array(part.parameter);
  const { operation } = part;
  if (!elements || !operation) return elements;
  if (operation.type === 'Slice') {
    const [from, size] = [operation.offset, operation.length].map((each) => each && textOf(each, fill));
    // `$@` begins with `$0`, which nobody hands on.
    const all = isOfCall ? ['', ...elements] : elements;
    return isOfCall && from === '0' ? null : slice(all, from ?? '', size);
  }
  if (operation.type === 'Default') return null;
  return elements.map((each) => expandParameter({ ...part, index: undefined }, each, fill));
}

function textOf(word: Word, fill: Fill): string {
  return word.parts ? fill(word.parts) : word.value;
}

/** What is not known may be any number of elements. */
function slice(all: readonly string[], offset: string, length: string | undefined): readonly string[] | null {
  const from = numberIn(offset);
  const size = length === undefined ? all.length : numberIn(length);
  if (from === null || size === null || size < 0 || all.some(hasHole)) return null;
  const start = from < 0 ? all.length + from : from;
  return start < 0 ? [] : all.slice(start, start + size);
}

/**
 * `${NAME[*]}`, `${NAME[0]}`, `${NAME[i]}`, `${NAME[key]}`, `${#NAME[@]}` as one text; null for what is more, and where it
 * is not known.
 */
export function elementText(part: ParameterExpansionPart, scope: ArrayScope, fill: Fill): string | null {
  const { index, prefix, operation, parameter } = part;
  // Without quotes: `${@:2}`.
  if (parameter === '@' && operation && !prefix) return chosen(part, scope, fill)?.join(' ') ?? HOLE;
  if (!index) return null;
  const isAll = /^[@*]$/.test(index.text);
  if (prefix === '!') return isAll ? (keysOf(part, scope)?.join(' ') ?? null) : null;
  const elements = scope.array(parameter);
  if (prefix === '#') {
    return isAll && elements && !operation && !elements.some(hasHole) ? String(elements.length) : null;
  }
  if (isAll) {
    const all = chosen(part, scope, fill);
    if (!all) return null;
    return all.join(index.text === '@' ? ' ' : (scope.separators[0] ?? ''));
  }
  const text = element(textOf(index, fill), parameter, elements, scope);
  if (text === null || !operation) return text;
  return expandParameter({ ...part, index: undefined }, text, fill);
}

function element(
  key: string,
  name: string,
  elements: readonly string[] | null,
  scope: ArrayScope,
): string | null {
  const named = scope.array(elementName(name, key));
  if (named) return named[0] ?? '';
  if (!elements) return null;
  const place = elementPlace(key, scope);
  if (place === null) return null;
  const at = place < 0 ? elements.length + place : place;
  // What is not known may be any number of elements.
  const before = place < 0 ? elements : elements.slice(0, at);
  return at < 0 || before.some(hasHole) ? null : (elements[at] ?? '');
}

/** The index of a list is counted: the name of a variable stands for its number. */
export function elementPlace(key: string, scope: Pick<ArrayScope, 'variable'>): number | null {
  return numberIn(VARIABLE_NAME.test(key) ? scope.variable(key) : key);
}
