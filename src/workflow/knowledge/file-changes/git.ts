/** What git's commands do to the files of a checkout. */
import { nameOfFile, WORKSPACE } from '../../language/workspace.js';
import { type ChangeReader, type FileChange, isNoOption, NONE, optionValues } from './file-change.js';

/** Options of git itself with a value behind them. */
const TAKES_VALUE = /^(?:-[cC]|--(?:git-dir|work-tree|namespace|config-env))$/;

/** @param stdin null when it is not known */
export function gitChanges(args: readonly string[], stdin: string | null): readonly FileChange[] {
  const at = args.findIndex((each, index) => isNoOption(each) && !TAKES_VALUE.test(args[index - 1] ?? ''));
  const [verb = '', ...rest] = args.slice(Math.max(at, 0));
  return isElsewhere(args.slice(0, Math.max(at, 0))) || !Object.hasOwn(GIT, verb)
    ? NONE
    : (GIT[verb]?.(rest, stdin, verb) ?? NONE);
}

/** Then it changes another repository, or a folder of this one that nobody knows. */
function isElsewhere(options: readonly string[]): boolean {
  const folders = optionValues(options, /^-C$/);
  return (
    options.some((each) => /^--(?:git-dir|work-tree)\b/.test(each)) ||
    folders.some((each) => !(each === WORKSPACE || /^\.\/?$/.test(each)))
  );
}

/** Words that are no options, nor the values of these. */
function positional(args: readonly string[], takes = /^-[mXsS]$/): string[] {
  return args.filter((each, at) => isNoOption(each) && !takes.test(args[at - 1] ?? ''));
}

const ENDS = /^--(?:abort|continue|quit|skip|check|stat|numstat|summary|staged|cached|S)$/;

/** Another commit, whose files all may be others. */
const other = (ref: string, isHard = false): readonly FileChange[] => [
  { kind: 'commit', ref, files: null, isHard },
];

/** It is left again for the run's own as it was. */
const movedTo = (ref: string): readonly FileChange[] => [
  { kind: 'commit', ref, files: null, isHard: false, isThere: true },
];

/** A file, and no branch: `package.json`. */
const LIKE_FILE = /^\.\.?(?:\/|$)|(?:^|\/)(?:[\w-]+\.[a-z]{2,6}|[A-Z]\w*file)$/;

const checkout: ChangeReader = (args) => {
  const mark = args.indexOf('--');
  if (mark !== -1) {
    const [ref = 'HEAD'] = args.slice(0, mark).filter(isNoOption);
    return restored(ref, args.slice(mark + 1));
  }
  const isNew = args.findIndex((each) => /^(?:-[bBcC]|--create|--orphan)$/.test(each));
  const named = args.filter((each, at) => isNoOption(each) && (isNew === -1 || at !== isNew + 1));
  const [ref, ...files] = named;
  if (ref === undefined || args.includes('--orphan')) return NONE;
  if (isNew !== -1) return movedTo(ref);
  return LIKE_FILE.test(ref)
    ? restored('HEAD', named)
    : files.length > 0
      ? restored(ref, files)
      : movedTo(ref);
};

function restored(ref: string, files: readonly string[]): readonly FileChange[] {
  const isAll = files.some((each) => /^(?:\.|:\/|\*)$/.test(each));
  return [{ kind: 'commit', ref, files: isAll ? null : files, isHard: true }];
}

const named: ChangeReader = (args) => {
  const [ref] = args.some((each) => ENDS.test(each)) ? [] : positional(args);
  return ref === undefined ? NONE : other(ref);
};

/** By git's own commands. What `git stash` puts aside was changed in this job, and comes back as it was. */
const GIT: Readonly<Record<string, ChangeReader>> = {
  checkout,
  switch: checkout,
  merge: named,
  rebase: named,
  'cherry-pick': named,
  revert: named,
  pull: (args) => {
    const [, ref] = positional(args);
    return ref === undefined ? NONE : other(ref.replace(/:.*$/, ''));
  },
  reset: (args) => {
    const [ref = 'HEAD'] = positional(args);
    return args.some((each) => /^--(?:hard|merge|keep)$/.test(each)) ? other(ref, true) : NONE;
  },
  restore: (args) => {
    const [ref = 'HEAD'] = optionValues(args, /^(?:-s|--source)$/);
    return args.some((each) => ENDS.test(each)) ? NONE : restored(ref, positional(args, /^(?:-s|--source)$/));
  },
  apply: (args, stdin) => {
    const files = args.filter(isNoOption);
    if (args.some((each) => ENDS.test(each))) return NONE;
    if (files.length === 0) return [{ kind: 'patch', file: null, text: stdin, target: null }];
    return files.map((file) => ({ kind: 'patch', file, text: null, target: null }));
  },
  clone: (args) => {
    const takes =
      /^(?:-[bocuj]|--(?:branch|origin|config|upload-pack|jobs|depth|filter|reference|template))$/;
    const [url = '', folder = nameOfFile(url).replace(/\.git$/, '')] = positional(args, takes);
    return folder === '' ? NONE : [{ kind: 'unpack', folder }];
  },
  am: (args, stdin, verb) => GIT.apply?.(args, stdin, verb) ?? NONE,
};
