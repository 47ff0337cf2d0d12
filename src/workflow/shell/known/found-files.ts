/** What the commands of a script find in the files that it has written: what it wrote, until somebody else may have. */
import { nameOfFile } from '../../language/workspace.js';
import type { MadeFile, MadeFiles } from './made-files.js';

/** What a command finds in a file that was written here; null: not known. What it had before that is not looked for. */
export function foundText({ text, isMore, isOpen, isMaybe }: MadeFile): string | null {
  return isMore || isOpen || isMaybe ? null : text;
}

/** They write to none of the files that they are handed. */
const ONLY_READS = new Set(
  'cat head tail cut wc grep egrep jq ls test [ stat file diff cmp read mapfile readarray chmod echo printf'.split(
    ' ',
  ),
);

/** These are followed: what they write is known. */
const FOLLOWED = new Set('tee cp mv install ln sed gsed yq perl ruby dasel'.split(' '));

/**
 * The files after a command: one that it is handed may be another then, and behind a program that nobody reads all may.
 *
 * @param isUnread nobody knows what it does
 */
export function madeAfter(files: MadeFiles, words: readonly string[], isUnread: boolean): MadeFiles {
  const [name = '', ...args] = words;
  if (!isUnread && (ONLY_READS.has(name) || FOLLOWED.has(name))) return files;
  const opened = [...files].filter(([key, { isOpen }]) => !isOpen && (isUnread || isNamed(key, args)));
  if (opened.length === 0) return files;
  return new Map([...files, ...opened.map(([key, made]) => [key, { ...made, isOpen: true }] as const)]);
}

/** `-o list`, `--metadata-file=out/list`, `type=docker,dest=list`. */
function isNamed(key: string, args: readonly string[]): boolean {
  const name = nameOfFile(key);
  return args.some((each) => each.endsWith(name) && !/[\w.-]/.test(each.at(-1 - name.length) ?? ''));
}
