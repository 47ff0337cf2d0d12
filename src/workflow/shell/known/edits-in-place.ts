/** Programs that change files in their place, and which. */

/** A program that changes files in their place: what it is given beside them, and the files. */
export interface EditInPlace {
  /** As it would be given to one that prints; null: it is not known what it changes. */
  words: readonly string[] | null;
  files: readonly string[];
}

/** `sed -i 's/a/b/' FILE`, `perl -pi -e … FILE`; null: it is none. */
export function editInPlace([name = '', ...args]: readonly string[]): EditInPlace | null {
  if (!/^(?:g?sed|g?awk|perl|ruby|yq|dasel)$/.test(name)) return null;
  const isInPlace = (each: string, at: number) =>
    /^(?:-[A-Za-z]*i|--in-?place)/.test(each) && (!name.endsWith('awk') || args[at + 1] === 'inplace');
  if (!args.some(isInPlace)) return null;
  const isScript = (at: number) => /^(?:-[A-Za-z]*e|--expression)$/.test(args[at] ?? '');
  const scripts = args.filter((_, at) => isScript(at - 1));
  // BSD's `-i ''` has what ends the name of a copy as a word of its own.
  const operands = args.filter((each, at) => each !== '' && !each.startsWith('-') && !isScript(at - 1));
  const others = args.filter(
    (each, at) => each.startsWith('-') && !isScript(at) && !/^(?:-i|--in-?place$|-[Er]$)/.test(each),
  );
  // Without `-e` the first of them is the script.
  if (scripts.length === 0) scripts.push(...operands.splice(0, 1));
  const isKnown = name.endsWith('sed') && others.length === 0;
  return { words: isKnown ? ['sed', ...scripts.flatMap((each) => ['-e', each])] : null, files: operands };
}
