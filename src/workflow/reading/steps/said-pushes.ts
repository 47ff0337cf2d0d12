/**
 * Pushes that are said and not seen: a script in a language that is not read has the words of one. It may be made, and by
 * which name, only a reference that stands there as a whole tells.
 */
import { HOLE } from '../../language/values.js';
import type { Invocation } from '../../shell/effects.js';
import type { Act, Here } from './frame.js';

/** Lines that are a remark in the languages of `shell:`. */
const REMARK = /^\s*(?:#|\/\/|::|rem\s)/i;
/** A line is read so far: no command is longer. */
const LONGEST_LINE = 2_000;

/** A client, and behind it in the line the word of its push. */
const CLIENT = /\b(?:docker|podman|buildah|skopeo|crane|oras|helm|nerdctl|regctl|buildx)\b/i;
const PUSHES = /(?<![\w-])(?:--)?push(?![\w-])|\bskopeo\b.*\bcopy\b|\bcrane\b.*\b(?:cp|copy)\b/i;

/** What a word of a reference may be made of, in quotes or not; braces, `$` and `%` are filled in by that language. */
const WORDS = /[\w./:@{}$%()+-]+/g;

const INTERPRETERS = /^(?:.*\/)?(?:python[\d.]*|node|ruby|perl|php|deno|bun)$/;
const GIVES_TEXT = /^(?:-c|-e|-r|--eval|-p|--print|eval)$/;

/** The program in another language that a command runs: given as a text, fed to it, or a file of the repository. */
export function foreignProgram(
  { words: [name = '', ...args], stdin }: Pick<Invocation, 'words' | 'stdin'>,
  file: (path: string) => string | null,
): string | null {
  if (!INTERPRETERS.test(name)) return null;
  const at = args.findIndex((each) => GIVES_TEXT.test(each));
  if (at !== -1) return args[at + 1] ?? null;
  const path = args.find((each) => !each.startsWith('-'));
  return path === undefined ? stdin : file(path);
}

/** Those of a script that is not read, as words of which each may be an image, and as pushes of what nobody knows. */
export interface SaidPushes {
  told: string[];
  pushes: Act[];
}

/** `lint` has no use for what may be: none where our step does not ask. */
export function saidPushes(script: string, here: Here, place: Act['place']): SaidPushes {
  if (here.own === undefined) return { told: [], pushes: [] };
  const lines = script.split('\n').map((line) => line.slice(0, LONGEST_LINE));
  const saying = lines.filter((line) => !REMARK.test(line) && isPush(line));
  const words = saying.flatMap((line) => line.match(WORDS) ?? []);
  const isWhole = (word: string) => /^[\w.-]+(?::\d+)?\/[\w./:@-]+$/.test(word);
  const told = words.filter(isWhole);
  if (saying.length === 0 || told.length > 0) return { told, pushes: [] };
  const { runs, guards, document, step } = here;
  const found = { reference: HOLE, access: 'push', role: 'image', runs: 'unknown' } as const;
  const act = { runs: runs === 'no' ? runs : 'unknown', guards, document, place, step } as const;
  return { told, pushes: [{ ...act, kind: 'transfer', found }] };
}

function isPush(line: string): boolean {
  const at = line.search(CLIENT);
  return at !== -1 && PUSHES.test(line.slice(at));
}
