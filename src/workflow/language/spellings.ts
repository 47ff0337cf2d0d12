/** How names are spelled that are found whatever the case of their letters. */

const SPELLINGS = new WeakMap<ReadonlyMap<string, unknown>, ReadonlyMap<string, string>>();

/** The names of a map that nobody changes, by themselves in small letters; of those that differ in nothing else the last one. */
export function spellings(values: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const known = SPELLINGS.get(values);
  if (known) return known;
  const made = new Map([...values.keys()].map((name) => [name.toLowerCase(), name]));
  SPELLINGS.set(values, made);
  return made;
}
