/** The files behind a command that changes some of them: what the scripts that are started later have, and other readers. */
import type { Word } from 'unbash';
import type { FileChange } from '../knowledge/file-changes/file-change.js';
import { fileChanges, filteredFile } from '../knowledge/file-changes/file-changes.js';
import { meetsNames, WORDS } from '../knowledge/names/image-words.js';
import { FOUND, originsIn } from '../language/origins.js';
import { HOLE, hasHole } from '../language/values.js';
import { nameOfFile } from '../language/workspace.js';
import {
  ANY_FILE,
  fileKey,
  isOfOtherCommit,
  type MadeFiles,
  madeAnew,
  madeBack,
  madeByCopy,
  madeByEdit,
  madeWith,
  type Rewrite,
} from './known/made-files.js';
import type { State } from './known/state.js';
import { TEXT_TOOLS } from './printing/text-tools.js';
import { type WordScope, wordText } from './words/words.js';

/** The shell that runs it. */
interface ChangingShell {
  state: State;
  variable(name: string): string;
  glob(pattern: string): readonly string[] | null;
}

type FilteringShell = ChangingShell & WordScope;

/** @param stdin null when it is not known */
export function changedBy(words: readonly string[], stdin: string | null, shell: ChangingShell): MadeFiles {
  let { made } = shell.state;
  for (const each of fileChanges(words, stdin)) made = after(made, each, shell);
  return made;
}

function after(files: MadeFiles, change: FileChange, shell: ChangingShell): MadeFiles {
  const keyOf = (path: string) => fileKey(shell.state.process.folder, path);
  const keys = (named: readonly string[]) =>
    named.flatMap((each) => shell.glob(each) ?? [each]).map((each) => keyOf(each));
  switch (change.kind) {
    case 'edit':
      return edited(files, change.files === null ? [null] : keys(change.files), changeBy(change), shell);
    case 'write':
      return written(files, keys(change.files));
    case 'copy':
      return copied(files, change, shell);
    case 'patch': {
      const file = change.file === null ? null : keyOf(change.file);
      const target = change.target === null ? null : keyOf(change.target);
      return edited(files, [target], { of: patched({ file, text: change.text }) }, shell);
    }
    case 'unpack':
      return unpacked(files, keyOf(change.folder));
    case 'commit':
      return ofCommit(files, change, change.files === null ? null : keys(change.files), shell);
  }
}

/** With what nobody knows. */
function written(files: MadeFiles, keys: readonly (string | null)[]): MadeFiles {
  return keys.reduce((all, key) => (key === null ? all : madeWith(all, key, null, false)), files);
}

/** @param keys null: of any file, since nobody knows which it is */
function edited(
  files: MadeFiles,
  keys: readonly (string | null)[],
  change: Rewrite,
  shell: ChangingShell,
): MadeFiles {
  return keys.reduce(
    (all, key) => (key === null ? ofAny(all, change, shell) : madeByEdit(all, key, change)),
    files,
  );
}

/** In a folder it is what stands there: mostly another repository that was cloned into it. */
function ofAny(files: MadeFiles, change: Rewrite, { state }: ChangingShell): MadeFiles {
  const { folder } = state.process;
  if (folder === null) return files;
  const isInside = (key: string) => folder === '' || key === ANY_FILE || key.startsWith(`${folder}/`);
  return madeByEdit(files, ANY_FILE, {
    ...change,
    of: (text, file) => (isInside(file.key) ? change.of(text, file) : text),
  });
}

/**
 * The files where a command has printed another state of one of them to another: `jq … package.json > new.json`.
 *
 * @param given where its input comes from
 */
export function filteredBy(
  words: readonly string[],
  given: Word | null,
  key: string,
  shell: FilteringShell,
): MadeFiles {
  const { made, process } = shell.state;
  const filtered = filteredFile(words, given && wordText(given, shell));
  const source = filtered && fileKey(process.folder, filtered.file);
  if (!filtered || source === null) return made;
  const change = words[0] === 'envsubst' ? substituted(shell) : changeBy(filtered);
  return madeByEdit(madeByCopy(made, source, key), key, change);
}

/** `envsubst` fills in what is exported, as far as it is known. */
function substituted(shell: ChangingShell): Rewrite {
  const { variables } = shell.state;
  const textOf = (name: string) => variables.get(name) ?? shell.variable(name);
  return {
    of: (text) =>
      text.replace(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g, (_, braced, plain) => textOf(braced ?? plain)),
  };
}

/** What an edit in place does: that of sed is followed; any other one leaves a text alone, of whose names it says nothing. */
function changeBy({
  said,
  sed = null,
}: {
  said: readonly string[];
  sed?: readonly string[] | null;
}): Rewrite {
  const words = new Set(said.flatMap((each) => each.match(WORDS) ?? []));
  const isAny = said.some(isOpenEdit);
  return {
    of(text) {
      const followed = sed === null ? null : (TEXT_TOOLS.sed?.(sed, text) ?? null);
      return followed ?? (isAny || meetsNames((word) => words.has(word), text) ? null : text);
    },
  };
}

/** Is it not known what is looked for? `s/$OLD/new/`; what is put in its place does not matter. */
function isOpenEdit(script: string): boolean {
  return script.split(/[;\n]/).some((each) => {
    const [, , pattern] = /(?:^|\s)s([^\w\s])(.*?)\1/.exec(each) ?? [];
    const wanted = pattern ?? each.split('=', 1)[0] ?? '';
    const origins = originsIn(wanted);
    return (
      hasHole(wanted) &&
      !(origins.length > 0 && origins.every((origin) => 'name' in origin && VERSION.test(origin.name)))
    );
  });
}

const VERSION = /version|tag|release|sha|rev|date/i;

/** What else stands in the folder is as it was; of the workspace itself, that is mostly all there is. */
function unpacked(files: MadeFiles, folder: string | null): MadeFiles {
  if (folder === null || folder.startsWith('/')) return files;
  return madeByEdit(files, ANY_FILE, {
    of: (text, { key }) => (key.startsWith(`${folder}/`) ? null : text),
  });
}

/** A patch that can't be read may be of any file. */
function patched({ file, text }: { file: string | null; text: string | null }): Rewrite['of'] {
  return (before, { key, checkedOut }) => {
    const said = file === null ? text : checkedOut(file);
    return said === null || said.includes(nameOfFile(key)) ? null : before;
  };
}

/** `cp ci/push.sh .`, and `cp -r ci/release/. .` with whatever is in that folder. */
function copied(
  files: MadeFiles,
  { from, to }: { from: string; to: string },
  shell: ChangingShell,
): MadeFiles {
  const { folder } = shell.state.process;
  const target = fileKey(folder, to);
  if (/\/(?:\.|\*)?$/.test(from)) {
    const [source, place] = [fileKey(folder, from.replace(/\/(?:\.|\*)?$/, '')), target ?? ''];
    if (source === null || (target === null && !/^\.?\/?$/.test(to))) return files;
    return madeByEdit(files, ANY_FILE, {
      of: (text, { key, checkedOut }) => {
        const inside = place === '' ? key : key.startsWith(`${place}/`) ? key.slice(place.length + 1) : null;
        return inside !== null && checkedOut(`${source}/${inside}`) !== null ? null : text;
      },
    });
  }
  const whole = fileKey(folder, /(?:^|\/)\.{0,2}$/.test(to) ? `${to}/${nameOfFile(from)}` : to);
  return whole === null ? files : madeByCopy(files, fileKey(folder, from), whole);
}

/** Of another commit than the run's nobody knows the files. */
function ofCommit(
  files: MadeFiles,
  { ref, isHard, isThere }: Extract<FileChange, { kind: 'commit' }>,
  keys: readonly (string | null)[] | null,
  shell: ChangingShell,
): MadeFiles {
  const named = keys?.filter((each) => each !== null) ?? null;
  const own = ownCommit(ref, shell);
  if (own === 'head') return isHard && !isOfOtherCommit(files) ? madeAnew(files, named) : files;
  if (own !== null && isHard) return madeAnew(files, named);
  if (own !== null) return named === null ? madeBack(files, own === 'commit') : files;
  if (named !== null) return written(files, named);
  return ofAny(files, { of: () => null, commit: isThere ? 'there' : 'mixed' }, shell);
}

/** Is it the commit of the run, under one of its names, or what is checked out at that point? */
function ownCommit(ref: string, shell: ChangingShell): 'commit' | 'name' | 'head' | null {
  const bare = ref.replace(/^(?:refs\/(?:heads|tags|remotes\/origin)|origin|upstream)\//, '');
  if (/^(?:HEAD|@|-)(?:[~^{].*)?$/.test(bare)) return 'head';
  // Two texts that nobody knows may be two commits.
  if (ref === '' || ref === HOLE || ref === FOUND) return null;
  if (shell.variable('GITHUB_SHA') === ref) return 'commit';
  const isNamed = ['GITHUB_REF_NAME', 'GITHUB_HEAD_REF', 'GITHUB_REF'].some((name) =>
    [ref, bare].includes(shell.variable(name)),
  );
  return isNamed ? 'name' : null;
}
