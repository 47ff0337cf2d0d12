/** `tr`: characters changed, left out and squeezed (POSIX: tr). A hole may be any text, so what asks for its insides is null. */
import { withoutBranch } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    upper: 'A-Z',
    lower: 'a-z',
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    space: ' \\t\\n\\r\\f\\v',
    blank: ' \\t',
  }),
);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** The characters of a set in their order; null for more than classes, ranges and escapes. */
function setOf(source: string): string[] | null {
  const plain = source
    .replace(/\[:(\w+):\]/g, (all, name: string) => CLASSES.get(name) ?? all)
    // `[A-Z]` names the brackets too, which changes no letter.
    .replace(/^\[([A-Za-z]-[A-Za-z])\]$/, '$1');
  if (/\[[:=.]|\*\]/.test(plain)) return null;
  const characters: string[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    let char = plain[at] as string;
    if (char === '\\' && at + 1 < plain.length) {
      at += 1;
      char = ESCAPES[plain[at] as string] ?? (plain[at] as string);
    }
    const last = plain[at + 1] === '-' ? plain[at + 2] : undefined;
    if (last === undefined || last === '\\') {
      characters.push(char);
      continue;
    }
    for (let code = char.charCodeAt(0); code <= last.charCodeAt(0); code += 1)
      characters.push(String.fromCharCode(code));
    at += 2;
  }
  return characters;
}

/** What `tr` prints. */
export function translated(args: readonly string[], input: string): string | null {
  const flags = args
    .filter((each) => /^-[a-zA-Z]+$/.test(each))
    .join('')
    .replaceAll('-', '');
  const [from, to] = args.filter((each) => !/^-[a-zA-Z]+$/.test(each)).map(setOf);
  if (!from || to === null || /[^dscC]/.test(flags)) return null;
  const text = from.includes('/') ? withoutBranch(input) : input;
  // What is not in the set: only of a whole text.
  const isOther = /[cC]/.test(flags);
  if (isOther && hasHole(text)) return null;
  const isIn = (char: string) => from.includes(char) !== isOther;
  const characters = [...text];
  if (flags.includes('d')) return to === undefined ? characters.filter((each) => !isIn(each)).join('') : null;
  const last = to?.at(-1);
  const changed =
    to === undefined || last === undefined
      ? characters
      : characters.map((each) => (isIn(each) ? ((isOther ? last : to[from.indexOf(each)]) ?? last) : each));
  if (!flags.includes('s')) return to !== undefined ? changed.join('') : null;
  const squeezed = to != null ? (char: string) => to.includes(char) : isIn;
  return changed.filter((each, at) => !(at > 0 && each === changed[at - 1] && squeezed(each))).join('');
}
