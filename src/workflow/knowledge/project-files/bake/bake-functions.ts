/** Functions of a bake file that make names of texts (docs: Bake standard library; go-cty, function/stdlib). */
import { onlyOrigin } from '../../../language/origins.js';
import { HOLE, hasHole } from '../../../language/values.js';

/** Characters of a text that is made of others; of a longer one nothing is known: with its end cut off it would be none of the file's. */
export const LONGEST_MADE = 4_096;
/** Lists of texts that one call makes. */
const MOST = 100;

/** By its arguments, each of which may be a list: one text is a list of one. */
type TextFunction = (given: readonly (readonly string[])[]) => string[];

const one = (values: readonly string[] | undefined) => (values?.length === 1 ? (values[0] as string) : HOLE);

/** Of a text, letter by letter: what is not known of it stays a hole, if all else is known. */
const ofText =
  (change: (text: string, ...more: string[]) => string): TextFunction =>
  ([text, ...more]) => {
    const known = more.map(one);
    return [known.some(hasHole) ? HOLE : change(one(text), ...known)];
  };

/** `%s`, `%d` and `%v`; of anything else nobody knows what it makes. */
function formatted(pattern: string, values: readonly string[]): string {
  if (/%(?![sdv%])/.test(pattern)) return HOLE;
  let at = 0;
  return pattern.replace(/%([sdv%])/g, (_, verb) => (verb === '%' ? '%' : (values[at++] ?? HOLE)));
}

const TEXT_FUNCTIONS: Readonly<Record<string, TextFunction>> = {
  lower: ofText((text) => text.toLowerCase()),
  upper: ofText((text) => text.toUpperCase()),
  trimspace: ofText((text) => text.trim()),
  trimprefix: ofText((text, start = '') => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: ofText((text, end = '') =>
    text.endsWith(end) ? text.slice(0, text.length - end.length) : text,
  ),
  replace: ofText((text, from = '', to = '') => (from === '' ? HOLE : text.split(from).join(to))),
  split([separator, text]) {
    const parts = one(text).split(one(separator));
    return [one(separator), one(text)].some(hasHole) || parts.length > MOST ? [HOLE] : parts;
  },
  join: ([separator, ...lists]) => [lists.length === 0 ? HOLE : lists.flat().join(one(separator))],
  format: ([pattern, ...values]) => [formatted(one(pattern), values.map(one))],
  formatlist([pattern, ...lists]) {
    const length = Math.max(...lists.map((each) => each.length));
    const at = (list: readonly string[], index: number) => list[list.length === 1 ? 0 : index] ?? HOLE;
    return Array.from({ length: Math.min(length, MOST) }, (_, index) =>
      formatted(
        one(pattern),
        lists.map((each) => at(each, index)),
      ),
    );
  },
};

/** The text, in which a variable that nothing sets may now be anything. */
export function withOpenVariables(text: string): string {
  if (!hasHole(text)) return text;
  return [...text].map((each) => (onlyOrigin(each)?.kind === 'variable' ? HOLE : each)).join('');
}

/** They put texts together as they are; what others make of one depends on what a variable in it comes to. */
const LEAVES = new Set(['lower', 'upper', 'join', 'format', 'formatlist']);

/** What a call makes; null: it is no function that is known here. */
export function textsOfCall(name: string, given: readonly (readonly string[])[]): string[] | null {
  const called = Object.hasOwn(TEXT_FUNCTIONS, name) ? TEXT_FUNCTIONS[name] : undefined;
  const values = LEAVES.has(name) ? given : given.map((list) => list.map(withOpenVariables));
  return called?.(values).map((each) => (each.length > LONGEST_MADE ? HOLE : each)) ?? null;
}
