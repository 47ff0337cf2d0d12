/** What commands do to files beside printing: which they change in their place, write anew, or take from another commit. */
import { nameOfFile } from '../language/workspace.js';
import { quotedPaths, WRITES_FILES } from './written-by-programs.js';

export type FileChange =
  /** Changed in their place. `files`: null for any; `sed`: what it would be given to print the same, null for any other edit. */
  | { kind: 'edit'; files: readonly string[] | null; said: readonly string[]; sed: readonly string[] | null }
  /** Written anew, with what nobody knows. */
  | { kind: 'write'; files: readonly string[] }
  | { kind: 'copy'; from: string; to: string }
  /** `target`: the one file that it changes, or those that it names. `file`: where it stands; null: `text`, or nowhere that is named. */
  | { kind: 'patch'; file: string | null; text: string | null; target: string | null }
  /** Another state of the checkout. `files`: null for all of them; `isHard`: what was changed is lost. */
  | { kind: 'commit'; ref: string; files: readonly string[] | null; isHard: boolean };

/** What a command is given: the words behind its name, and what it reads. */
type Reader = (args: readonly string[], stdin: string | null, name: string) => readonly FileChange[];

const NONE: readonly FileChange[] = [];

/** @param stdin null when it is not known */
export function fileChanges(words: readonly string[], stdin: string | null): readonly FileChange[] {
  const [name = '', ...args] = words;
  if (HAND_ON.test(name)) return ofMany(words);
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : INTERPRETERS.test(name) ? ofProgram : null;
  return reader ? reader(args, stdin, name) : OTHERS.test(name) ? NONE : written(optionValues(args, OUTPUT));
}

// ------------------------------------------------------ edits in their place

/** Programs that run another one for the files that they find. */
const HAND_ON = /^(?:find|fd|fdfind|xargs|parallel)$/;

const EDITORS = /^(?:g?sed|g?awk|perl|ruby|yq|dasel|sd|rpl)$/;

/** `find . -exec sed -i … {} +`, `grep -l … | xargs sed -i …`. */
function ofMany(words: readonly string[]): readonly FileChange[] {
  const at = words.findIndex((each) => EDITORS.test(each));
  if (at === -1) return NONE;
  const inner = words.slice(at).filter((each) => !/^(?:;|\+|\{\})$/.test(each));
  return fileChanges([...inner, '{}'], null).map((each) =>
    each.kind === 'edit' ? { ...each, files: null } : each,
  );
}

/** `sed -i 's/a/b/' FILE`, `perl -pi -e … FILE`. */
const inPlace: Reader = (given, stdin, name) => {
  const args = name.endsWith('awk') ? given.filter((each) => each !== 'inplace') : given;
  const isInPlace = (each: string, at: number) =>
    /^(?:-[A-Za-z]*i|--in-?place)/.test(each) && (!name.endsWith('awk') || given[at + 1] === 'inplace');
  if (!args.some(isInPlace)) return INTERPRETERS.test(name) ? ofProgram(args, stdin, name) : NONE;
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
  const sed = isKnown ? scripts.flatMap((each) => ['-e', each]) : null;
  // A script that stands in a file may say anything.
  const said = others.some((each) => /^-\w*f$|^--(?:file|from-file)/.test(each)) ? null : scripts;
  return said === null ? written(operands) : [{ kind: 'edit', files: operands, said, sed }];
};

/** `sd FROM TO FILE`. */
const replacing: Reader = (args) => {
  const [from = '', to = '', ...files] = args.filter((each) => !/^-\w/.test(each));
  return files.length === 0
    ? NONE
    : [{ kind: 'edit', files, said: [`s\u0001${from}\u0001${to}`], sed: null }];
};

/** `ed -s FILE`, `ex -sc '%s/a/b/|x' FILE`. */
const lineEditor: Reader = (args, stdin) => {
  const file = args.at(-1) ?? '';
  const said = [...args.slice(0, -1), stdin ?? ''];
  return file.startsWith('-') ? NONE : [{ kind: 'edit', files: [file], said, sed: null }];
};

// ------------------------------------------------------------- written anew

/** These have no output of their own behind `-o`, or none that is a file of the checkout. */
const OTHERS =
  /^(?:set|shopt|e?grep|ssh|scp|sftp|mount|ps|\[|test|tar|docker|podman|buildah|echo|printf|useradd)$/;

const OUTPUT = /^(?:-[oO]|--out(?:put)?(?:-file|-document)?)$/;

function written(files: readonly string[]): readonly FileChange[] {
  const named = files.filter((each) => each !== '' && each !== '-');
  return named.length === 0 ? NONE : [{ kind: 'write', files: named }];
}

/** `--output FILE`, `--output=FILE`. */
function optionValues(args: readonly string[], option: RegExp): string[] {
  return args.flatMap((each, at) => {
    const [name = '', ...value] = each.split('=');
    if (!option.test(name)) return [];
    return value.length > 0 ? [value.join('=')] : (args[at + 1] ?? []);
  });
}

/** `curl -O URL`, `wget URL`: as the address calls it. */
function download(
  isNamed: boolean,
  args: readonly string[],
  named: readonly string[],
): readonly FileChange[] {
  const urls = args
    .filter((each) => /^https?:/.test(each))
    .map((each) => nameOfFile(each.replace(/[?#].*$/, '')));
  return written(named.length > 0 || !isNamed ? named : urls);
}

const curl: Reader = (args) =>
  download(
    args.some((each) => /^-[a-zA-Z]*O|^--remote-name/.test(each)),
    args,
    optionValues(args, /^(?:-[a-zA-Z]*o|--output)$/),
  );

const wget: Reader = (args) =>
  download(true, args, optionValues(args, /^(?:-[a-zA-Z]*O|--output-document)$/));

const operands: Reader = (args) => written(args.filter((each) => !each.startsWith('-')));

/** `dd if=FILE of=FILE`. */
const dd: Reader = (args) => written(args.flatMap((each) => /^of=(.*)/s.exec(each)?.[1] ?? []));

/** Programs of other languages that are told what to do in the command, or read it. */
const INTERPRETERS = /^(?:python[\d.]*|node|deno|bun|ruby|perl|php)$/;

const ofProgram: Reader = (args, stdin) => {
  const at = args.findIndex((each) => /^(?:-c|-e|--eval|-r|eval)$/.test(each));
  const code = at === -1 ? (args.every((each) => each === '-') ? stdin : null) : args[at + 1];
  if (typeof code !== 'string' || !WRITES_FILES.test(code)) return NONE;
  const files = quotedPaths(code);
  // What it has read before, it most likely leaves as it is but for what it says.
  return /\bread|\bload/.test(code) ? [{ kind: 'edit', files, said: [code], sed: null }] : written(files);
};

// --------------------------------------------------- copies and patches

const copy: Reader = (args, _, name) => {
  if (name === 'install' && args.some((each) => /^-\w*d|^--directory/.test(each))) return NONE;
  const [target] = optionValues(args, /^(?:-t|--target-directory)$/);
  const takes =
    name === 'install'
      ? /^-[mogSt]$/
      : name === 'rsync'
        ? /^(?:-[efB]|--(?:exclude|include|filter|rsh))$/
        : /^-[tS]$/;
  const named = args.filter((each, at) => !each.startsWith('-') && !takes.test(args[at - 1] ?? ''));
  const to = target ?? named.pop() ?? '';
  const isFolder = named.length > 1 || target !== undefined;
  return named.map((from) => ({ kind: 'copy', from, to: isFolder ? `${to.replace(/\/+$/, '')}/` : to }));
};

const patch: Reader = (args, stdin) => {
  if (args.includes('--dry-run')) return NONE;
  const [file] = optionValues(args, /^(?:-i|--input)$/);
  const [target = null, second] = args.filter(
    (each, at) => !each.startsWith('-') && !/^(?:-[idpDFBozrVY]|--input)$/.test(args[at - 1] ?? ''),
  );
  return [{ kind: 'patch', file: file ?? second ?? null, text: stdin, target }];
};

// ----------------------------------------------------------------- git

const git: Reader = (args, stdin) => {
  // Elsewhere it changes another repository, or a folder of this one that nobody knows.
  const at = args.findIndex((each, index) => !each.startsWith('-') && args[index - 1] !== '-c');
  const [verb = '', ...rest] = args.slice(at);
  if (args.slice(0, at).includes('-C') || !Object.hasOwn(GIT, verb)) return NONE;
  return GIT[verb]?.(rest, stdin, verb) ?? NONE;
};

const isNoOption = (each: string) => !each.startsWith('-');

/** Words that are no options, nor the values of these. */
function positional(args: readonly string[], takes = /^-[mXsS]$/): string[] {
  return args.filter((each, at) => isNoOption(each) && !takes.test(args[at - 1] ?? ''));
}

const ENDS = /^--(?:abort|continue|quit|skip|check|stat|numstat|summary|staged|cached|S)$/;

/** Another commit, whose files all may be others. */
const other = (ref: string, isHard = false): readonly FileChange[] => [
  { kind: 'commit', ref, files: null, isHard },
];

/** A file, and no branch: `package.json`. */
const LIKE_FILE = /^\.\.?(?:\/|$)|(?:^|\/)(?:[\w-]+\.[a-z]{2,6}|[A-Z]\w*file)$/;

const checkout: Reader = (args) => {
  const mark = args.indexOf('--');
  if (mark !== -1) {
    const [ref = 'HEAD'] = args.slice(0, mark).filter(isNoOption);
    return restored(ref, args.slice(mark + 1));
  }
  const isNew = args.findIndex((each) => /^(?:-[bBcC]|--create|--orphan)$/.test(each));
  const named = args.filter((each, at) => isNoOption(each) && (isNew === -1 || at !== isNew + 1));
  const [ref, ...files] = named;
  if (ref === undefined || args.includes('--orphan')) return NONE;
  if (isNew !== -1) return other(ref);
  return LIKE_FILE.test(ref) ? restored('HEAD', named) : files.length > 0 ? restored(ref, files) : other(ref);
};

function restored(ref: string, files: readonly string[]): readonly FileChange[] {
  const isAll = files.some((each) => /^(?:\.|:\/|\*)$/.test(each));
  return [{ kind: 'commit', ref, files: isAll ? null : files, isHard: true }];
}

const named: Reader = (args) => {
  const [ref] = args.some((each) => ENDS.test(each)) ? [] : positional(args);
  return ref === undefined ? NONE : other(ref);
};

/** By git's own commands. What `git stash` puts aside was changed in this job, and comes back as it was. */
const GIT: Readonly<Record<string, Reader>> = {
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
  am: (args, stdin, verb) => GIT.apply?.(args, stdin, verb) ?? NONE,
  mv: copy,
};

const READERS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(
    ['sed', 'gsed', 'awk', 'gawk', 'perl', 'ruby', 'yq', 'dasel'].map((each) => [each, inPlace]),
  ),
  ...Object.fromEntries(['cp', 'mv', 'ln', 'install', 'rsync'].map((each) => [each, copy])),
  sd: replacing,
  rpl: replacing,
  ed: lineEditor,
  ex: lineEditor,
  curl,
  wget,
  sponge: operands,
  truncate: operands,
  dd,
  patch,
  git,
};

// --------------------------------------------------------------- filters

/** Programs that print what they read, but for what they are told to change. */
const FILTERS = /^(?:g?sed|g?awk|perl|ruby|yq|jq|dasel|envsubst|tr|cut|head|tail|grep|sort)$/;

/** The file of which a command prints another state, and the words that say how; null: it is no such program, or reads none. */
export function filteredFile(
  [name = '', ...args]: readonly string[],
  input: string | null,
): { file: string; said: readonly string[] } | null {
  if (!FILTERS.test(name)) return null;
  // `--arg NAME VALUE` only hands on a value.
  const isValue = (at: number) => /^--arg(?:json)?$/.test(args[at - 2] ?? '');
  const asked = args.filter(
    (each, at) => !isValue(at) && !/^--arg/.test(args[at - 1] ?? '') && isNoOption(each),
  );
  const file = input ?? (asked.length > 1 ? (asked.at(-1) ?? null) : null);
  return file === null ? null : { file, said: asked.filter((each) => each !== file) };
}
