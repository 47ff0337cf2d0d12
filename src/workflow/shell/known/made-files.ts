/** Files that a script writes whose text it knows: what starts one of them later finds it as it stands here. */
import { hasHole } from '../../language/values.js';
import { inWorkspace, nameOfFile } from '../../language/workspace.js';

/** One file, as far as it was written here. */
export interface MadeFile {
  /** null: it is not known what was written. */
  text: string | null;
  /** It stands at the end of what the file had before. */
  isMore: boolean;
}

/** By their keys (`fileKey`). Never changed: a write makes a new one. */
export type MadeFiles = ReadonlyMap<string, MadeFile>;

export const NO_FILES: MadeFiles = new Map();

/** Of a script that writes more, nothing is known of the others. */
const MOST_FILES = 100;
/** No longer script is read. In characters. */
const LONGEST_FILE = 256 * 1024;

/** A file by its place in the workspace, or by its path outside of it; null: it is not known which file it is. */
export function fileKey(folder: string | null, path: string): string | null {
  const inside = inWorkspace(folder, path);
  if (inside !== null) return inside === '' ? null : inside;
  return !hasHole(path) && /^\/[^/]/.test(path) ? path : null;
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
  return new Map(files).set(key, { text: isKnown ? start.text + said : null, isMore: start.isMore });
}

/** What a file has at that point; undefined: it was not written here, or what was is not known. */
export function madeText(
  files: MadeFiles,
  key: string | null,
  before: () => string | null,
): string | undefined {
  const made = key === null ? undefined : files.get(key);
  if (made === undefined || made.text === null) return undefined;
  const first = made.isMore ? (before() ?? '') : '';
  return first === '' || first.endsWith('\n') ? first + made.text : `${first}\n${made.text}`;
}

/** `mv x.sh ci/push.sh`, `install -m 755 x.sh /usr/local/bin/push`: of a file that was written here, there is another one then. */
export function madeByCopy(files: MadeFiles, words: readonly string[], folder: string | null): MadeFiles {
  const [from = '', to = ''] = words
    .slice(1)
    .filter((each) => !each.startsWith('-'))
    .slice(-2);
  const source = fileKey(folder, from);
  const made = source === null ? undefined : files.get(source);
  if (!made) return files;
  const target = fileKey(folder, /(?:^|\/)\.{0,2}$/.test(to) ? `${to}/${nameOfFile(from)}` : to);
  return target === null || files.size >= MOST_FILES ? files : new Map(files).set(target, made);
}
