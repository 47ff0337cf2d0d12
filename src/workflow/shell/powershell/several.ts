/** `$owner, $name = $repository -split "/"`: several names that are set at once (docs: about_Assignment_Operators). */
import type { MadeValue } from './expressions.js';
import { asWord, bare, type Fragment, literal, UNKNOWN_VALUE } from './fragments.js';
import { TEXT_METHOD } from './text-methods.js';

/**
 * In words of bash. Each has the value in its place; those behind the last are all the last one's, which is then a list.
 *
 * @param names in small letters
 * @param value null: it is not known
 */
export function setTogether(names: readonly string[], value: MadeValue | null): string {
  const words = valuesOf(names, value);
  return names
    .map((name, at) => [name, words?.[at] ?? UNKNOWN_VALUE])
    .flatMap(([name, word]) => (name === 'null' ? [] : [`${name}=${word}`]))
    .join('; ');
}

function valuesOf(names: readonly string[], value: MadeValue | null): (string | null)[] | null {
  if (value?.kind === 'parts') return partsOf(names, value.text, value.separator);
  if (value?.kind !== 'list' || value.items.length > names.length) return null;
  const words = value.items.map(asWord);
  // What one of them has been is not what it is when the next is set.
  if (names.some((name) => words.some((word) => word.includes(`{${name}`)))) return null;
  return names.map((_, at) => words[at] ?? '');
}

function partsOf(names: readonly string[], text: Fragment, separator: string): (string | null)[] {
  const [from, at] = [bare(text), bare({ parts: [literal(separator)] })];
  if (from === null || at === null || names.some((name) => from.includes(`{${name}`))) return [];
  return names.map((_, place) => {
    const asked = place === names.length - 1 ? ['last', at, `'${names.length}'`] : ['part', at, `'${place}'`];
    return `"$(${[TEXT_METHOD, ...asked, from].join(' ')})"`;
  });
}
