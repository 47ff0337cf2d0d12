/** Files that a script writes whose text it knows: what starts one of them later finds it as it stands here. */
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { inWorkspace, TEMPORARY } from '../../language/workspace.js';
import { joinedTexts } from './joining.js';

/** One file, as far as it was written here. */
export interface MadeFile {
  /** null: it is not known what was written. */
  text: string | null;
  /** It stands at the end of what the file had before. */
  isMore: boolean;
  /** The file of the checkout that was there before; absent: its own. */
  of?: string;
  /** What was done before that to what the file had. */
  edits?: readonly Rewrite[];
  /** Written on one way alone: what the checkout has may still be there, or both in turn. */
  isMaybe?: true;
  /** Something has been run since that nobody reads, or that was handed the file: it may have written to it. */
  isOpen?: true;
}

/** A file that is changed, and what the checkout has. */
interface EditedFile {
  key: string;
  /** null: there is no such file, or it is not known. */
  checkedOut(key: string): string | null;
}

export interface Rewrite {
  /** What becomes of a text; null: that is not known. */
  of(text: string, file: EditedFile): string | null;
  /** Of how many it is made; absent: one. */
  weight?: number;
  /** It brings another commit: one that is there until the run's own is checked out again, or one that a branch has from then on. */
  commit?: 'there' | 'mixed';
}

/** By their keys (`fileKey`); `ANY_FILE` stands for all that have none of their own. Never changed: a write makes a new one. */
export type MadeFiles = ReadonlyMap<string, MadeFile>;

export const NO_FILES: MadeFiles = new Map();

/** No file has such a name. */
export const ANY_FILE = '/';

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
  if (before === undefined && files.size >= MOST_FILES) return files;
  const start = (isMore ? (before ?? files.get(ANY_FILE)) : undefined) ?? { text: '', isMore };
  const isKnown = said !== null && start.text !== null && start.text.length + said.length <= LONGEST_FILE;
  return new Map(files).set(key, { ...start, text: isKnown ? start.text + said : null });
}

/** What is there of which nobody knows what it says. */
const UNKNOWN_FILE: MadeFile = { text: null, isMore: false };

/** As the checkout has it. */
const UNTOUCHED: MadeFile = { text: '', isMore: true };

/** What is known behind several ways, of which one was gone. */
export function joinedMade(maps: readonly MadeFiles[]): MadeFiles {
  const [first = NO_FILES, ...others] = new Set(maps);
  if (others.length === 0) return first;
  const joined = new Map(first);
  for (const key of new Set(maps.flatMap((each) => [...each.keys()]))) {
    const ways = new Set(maps.map((each) => each.get(key) ?? each.get(ANY_FILE) ?? UNTOUCHED));
    if (ways.size === 1) continue;
    const made = joinedFile([...ways]);
    if (made === UNTOUCHED) joined.delete(key);
    else joined.set(key, made);
  }
  return joined;
}

function joinedFile(ways: readonly MadeFile[]): MadeFile {
  if (ways.some((each) => each.text === null && !isOnlyMore(each))) return UNKNOWN_FILE;
  const texts = ways.map((each) => each.text ?? '');
  if (ways.every((each) => !each.isMore)) return { text: joinedLines(texts), isMore: false };
  // What one of them has added may be there or not, and is left out.
  if (ways.every((each) => isOnlyMore(each))) return UNTOUCHED;
  const lists = ways.map(({ edits = [] }) => edits);
  const [one = []] = lists;
  const isPlain = ways.every((each) => each.text === '' && each.isMore && each.of === ways[0]?.of);
  let common = 0;
  while (common < one.length && lists.every((each) => each[common] === one[common])) common += 1;
  const rest = lists.map((each) => each.slice(common));
  const weight = Math.max(1, weightOf(rest.flat()));
  if (!isPlain || weight > MOST_EDITS) {
    const isSet = ways.some((each) => !each.isMore);
    return isSet && ways.every((each) => !each.isMore || isOnlyMore(each)) ? maybeMade(ways) : UNKNOWN_FILE;
  }
  const either: Rewrite = {
    weight,
    of: (text, file) => joinedLines(rest.map((each) => editedBy(each, text, file))),
  };
  return { ...(ways[0] as MadeFile), edits: [...one.slice(0, common), either] };
}

/** Is it what it was, but for what may have come to its end? */
function isOnlyMore({ isMore, of, edits }: MadeFile): boolean {
  return isMore && of === undefined && edits === undefined;
}

/** A file that was written on one way alone: elsewhere it is as it was, where it was there. */
function maybeMade(ways: readonly MadeFile[]): MadeFile {
  const texts = ways.flatMap((each) => (each.isMore ? [] : [each.text ?? '']));
  return { text: joinedLines(texts), isMore: false, isMaybe: true };
}

/** What texts have in common, line by line. Of those with other lines each may be there, with names that nobody knows. */
function joinedLines(texts: readonly string[]): string {
  const [first = '', ...others] = new Set(texts);
  if (others.length === 0) return first;
  const all = [first, ...others].map((each) => each.split('\n'));
  const [lines = []] = all;
  if (all.some(({ length }) => length !== lines.length)) return withOpenNames([first, ...others].join('\n'));
  return lines
    .map((_, at) =>
      joinedTexts(
        all.map((each) => each[at] ?? ''),
        false,
      ),
    )
    .join('\n');
}

function editedBy(edits: readonly Rewrite[], text: string, file: EditedFile): string {
  return edits.reduce((each, edit) => edit.of(each, file) ?? withOpenNames(each), text);
}

function weightOf(edits: readonly Rewrite[]): number {
  return edits.reduce((sum, { weight = 1 }) => sum + weight, 0);
}

/**
 * What a file has at that point; undefined: it was not written here, or what was is not known. Of one of the checkout that was
 * changed in a way which is not followed, or has another in its place, the names are open.
 *
 * @param checkedOut what the checkout has at a place of the workspace
 */
export function madeText(
  files: MadeFiles,
  key: string | null,
  checkedOut: (key: string) => string | null,
): string | undefined {
  const made = key === null ? undefined : (files.get(key) ?? files.get(ANY_FILE));
  if (key === null || made === undefined || (made.text === null && isOnlyMore(made))) return undefined;
  const own = () => checkedOut(key);
  if (made.text === null) return openOr(own());
  if (!made.isMore) {
    const before = made.isMaybe ? own() : null;
    return before === null ? made.text : `${before}\n${withOpenNames(made.text)}`;
  }
  const base = made.of === undefined ? own() : checkedOut(made.of);
  if (base === null && !isOnlyMore(made)) return made.of === undefined ? undefined : openOr(own());
  const first = editedBy(made.edits ?? [], base ?? '', { key, checkedOut });
  return first === '' || first.endsWith('\n') ? first + made.text : `${first}\n${made.text}`;
}

function openOr(text: string | null): string | undefined {
  return text === null ? undefined : withOpenNames(text);
}

/** A script that does what it did, with names that nobody knows: where a word has a slash in it, it may be another one. */
function withOpenNames(text: string): string {
  return text.replace(WORD, (word) =>
    word.startsWith('#!') || !word.replace(TEMPLATE, '').includes('/') ? word : FOUND,
  );
}

/** What Go's templates fill in. */
const TEMPLATE = /\{\{[^{}\n]{0,80}\}\}/g;

/** With what a Makefile and such a template fill in, blanks in it or not. */
const WORD = /(?:\{\{[^{}\n]{0,80}\}\}|\$\(\w+\)|[^\s"'`=,;()<>|&[\]\\])+/g;

/**
 * `mv x.sh ci/push.sh`, `install -m 755 x.sh /usr/local/bin/push`: there is another file then, which was written here, or which the
 * checkout has.
 */
export function madeByCopy(files: MadeFiles, source: string | null, target: string): MadeFiles {
  if (files.size >= MOST_FILES && !files.has(target)) return files;
  const made = source === null ? UNKNOWN_FILE : (files.get(source) ?? files.get(ANY_FILE) ?? UNTOUCHED);
  const isOfSource = source !== null && made.isMore && made.of === undefined;
  return new Map(files).set(target, isOfSource ? { ...made, of: source } : made);
}

/** The files with one of them changed in its place, or all; of one that was not written here, what the checkout has is changed. */
export function madeByEdit(files: MadeFiles, key: string, change: Rewrite): MadeFiles {
  const made = files.get(key) ?? files.get(ANY_FILE) ?? UNTOUCHED;
  if (!files.has(key) && files.size >= MOST_FILES) return files;
  const changed = new Map(files).set(key, changedFile(made, key, change));
  if (key === ANY_FILE) for (const [each, own] of files) changed.set(each, changedFile(own, each, change));
  return changed;
}

function changedFile(made: MadeFile, key: string, change: Rewrite): MadeFile {
  if (made.text === null) return isOnlyMore(made) ? UNKNOWN_FILE : made;
  // What a patch has of it, only the checkout would tell.
  const file: EditedFile = { key, checkedOut: () => null };
  if (!made.isMore) return { ...made, text: editedBy([change], made.text, file) };
  const edits = [...(made.edits ?? []), change];
  // What has come to its end in between is no part of what was there before.
  const isKnown = made.text === '' && weightOf(edits) <= MOST_EDITS;
  return isKnown ? { ...made, edits } : UNKNOWN_FILE;
}

/** Is another commit there than the run's? */
export function isOfOtherCommit(files: MadeFiles): boolean {
  return (files.get(ANY_FILE)?.edits ?? []).some(({ commit }) => commit !== undefined);
}

/**
 * The files with the run's own commit checked out again: what another one has brought is gone.
 *
 * @param isCommit it is named itself, and not a branch that may have more by now
 */
export function madeBack(files: MadeFiles, isCommit: boolean): MadeFiles {
  if (!isOfOtherCommit(files)) return files;
  const isGone = ({ commit }: Rewrite) => commit === 'there' || (isCommit && commit !== undefined);
  return new Map(
    [...files].map(([key, made]) => [
      key,
      made.edits?.some(isGone) ? { ...made, edits: made.edits.filter((each) => !isGone(each)) } : made,
    ]),
  );
}

/** The files without what was done to these; to all, where none is named: those outside of the checkout stay. */
export function madeAnew(files: MadeFiles, keys: readonly string[] | null): MadeFiles {
  const isGone = (key: string) =>
    keys === null ? !key.startsWith('/') || key === ANY_FILE : keys.includes(key);
  const left = new Map([...files].filter(([key]) => !isGone(key)));
  if (keys !== null && files.has(ANY_FILE)) for (const key of keys) left.set(key, UNTOUCHED);
  return left;
}
