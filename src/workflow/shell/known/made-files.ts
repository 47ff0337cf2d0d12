/** Files that a script writes whose text it knows: what starts one of them later finds it as it stands here. */
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { inWorkspace, nameOfFile, TEMPORARY } from '../../language/workspace.js';

/** One file, as far as it was written here. */
export interface MadeFile {
  /** null: it is not known what was written. */
  text: string | null;
  /** It stands at the end of what the file had before. */
  isMore: boolean;
  /** What was done before that to what the file had. */
  edits?: readonly Change[];
  /** Something has been run since that nobody reads, or that was handed the file: it may have written to it. */
  isOpen?: true;
}

/** What becomes of a text; null: that is not known. */
type Change = (text: string) => string | null;

/** By their keys (`fileKey`). Never changed: a write makes a new one. */
export type MadeFiles = ReadonlyMap<string, MadeFile>;

export const NO_FILES: MadeFiles = new Map();

/** Of a script that writes more, nothing is known of the others. */
const MOST_FILES = 100;
/** A file that is edited more often is not followed. */
const MOST_EDITS = 40;
/** No longer script is read. In characters. */
const LONGEST_FILE = 256 * 1024;

/** A file by its place in the workspace, or by its path outside of it; null: it is not known which file it is. */
export function fileKey(folder: string | null, path: string): string | null {
  const inside = inWorkspace(folder, path);
  if (inside !== null) return inside === '' ? null : inside;
  const rest = path.startsWith(`${TEMPORARY}/`) ? path.slice(TEMPORARY.length) : path;
  return !hasHole(rest) && /^\/[^/]/.test(rest) ? path : null;
}

/**
 * The files with something written to one of them.
 *
 * @param said null when it is not known what is written
 * @param isMore at its end
 */
export function madeWith(files: MadeFiles, key: string, said: string | null, isMore: boolean): MadeFiles {
  const before = files.get(key);
  if (before === undefined && files.size === MOST_FILES) return files;
  const start = isMore && before ? before : { text: '', isMore };
  const isKnown = said !== null && start.text !== null && start.text.length + said.length <= LONGEST_FILE;
  return new Map(files).set(key, { ...start, text: isKnown ? start.text + said : null });
}

/** A file that was written on one way alone may be as it was before; of one that was changed on one, the names are open. */
export function joinedFile(ways: readonly (MadeFile | undefined)[]): MadeFile | undefined {
  return ways.some((each) => each?.edits !== undefined) ? CHANGED_FILE : undefined;
}

/** The checkout has it, and what was done to it is not known. */
const CHANGED_FILE: MadeFile = { text: null, isMore: true, edits: [] };

/**
 * What a file has at that point; undefined: it was not written here, or what was is not known. Of one of the checkout that was
 * changed in a way which is not followed, the names are open.
 */
export function madeText(
  files: MadeFiles,
  key: string | null,
  before: () => string | null,
): string | undefined {
  const made = key === null ? undefined : files.get(key);
  if (made === undefined) return undefined;
  if (made.text === null) {
    const text = made.edits === undefined ? null : before();
    return text === null ? undefined : withOpenNames(text);
  }
  const first = made.isMore ? beforeMore(made, before) : '';
  if (first === null) return undefined;
  return first === '' || first.endsWith('\n') ? first + made.text : `${first}\n${made.text}`;
}

/** null: it is not known what has become of it. */
function beforeMore({ edits = [] }: MadeFile, before: () => string | null): string | null {
  const text = before();
  if (edits.length === 0) return text ?? '';
  return text === null ? null : edits.reduce((each, edit) => edit(each) ?? withOpenNames(each), text);
}

/** A script that does what it did, with names that nobody knows: where a word has a slash in it, it may be another one. */
function withOpenNames(text: string): string {
  return text.replace(/(?<![\w.${}!/:-])(?:[\w.${}:-]|\$\(\w+\))*\/[\w.${}()/:@-]*/g, FOUND);
}

/**
 * `mv x.sh ci/push.sh`, `install -m 755 x.sh /usr/local/bin/push`: of a file that was written here, there is another one then. What
 * any other one puts in its place is not known.
 */
export function madeByCopy(files: MadeFiles, words: readonly string[], folder: string | null): MadeFiles {
  const [from = '', to = ''] = words
    .slice(1)
    .filter((each) => !each.startsWith('-'))
    .slice(-2);
  const source = fileKey(folder, from);
  const made = (source === null ? undefined : files.get(source)) ?? CHANGED_FILE;
  const target = fileKey(folder, /(?:^|\/)\.{0,2}$/.test(to) ? `${to}/${nameOfFile(from)}` : to);
  if (target === null) return files;
  return files.size >= MOST_FILES ? files : new Map(files).set(target, made);
}

/** The files with one of them changed in its place; of one that was not written here, what the checkout has is changed. */
export function madeByEdit(files: MadeFiles, key: string | null, change: Change): MadeFiles {
  const made = key === null ? undefined : files.get(key);
  if (key === null || (made === undefined && files.size >= MOST_FILES)) return files;
  if (made?.text === null) return files;
  if (made && !made.isMore) return new Map(files).set(key, { ...made, text: change(made.text) });
  const edits = [...(made?.edits ?? []), change];
  // What has come to its end in between is no part of what was there before.
  const isKnown = (made?.text ?? '') === '' && edits.length <= MOST_EDITS;
  return new Map(files).set(key, { text: isKnown ? '' : null, isMore: true, edits });
}
