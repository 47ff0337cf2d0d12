/** What commands do to files beside printing: which they change in their place, write anew, or take from another commit. */
import { nameOfFile } from '../../language/workspace.js';
import { BY_CMDLETS } from './cmdlets.js';
import {
  type ChangeReader,
  type FileChange,
  intoFolder,
  isNoOption,
  NONE,
  optionValues,
  written,
} from './file-change.js';
import { gitChanges } from './git.js';
import { quotedPaths, WRITES_FILES } from './programs.js';

/** @param stdin null when it is not known */
export function fileChanges(words: readonly string[], stdin: string | null): readonly FileChange[] {
  const [name = '', ...args] = words;
  if (HAND_ON.test(name)) return ofMany(words);
  const known = /^[A-Z]/.test(name) ? name.toLowerCase() : name;
  const reader = Object.hasOwn(READERS, known) ? READERS[known] : INTERPRETERS.test(name) ? ofProgram : null;
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
const inPlace: ChangeReader = (given, stdin, name) => {
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
const replacing: ChangeReader = (args) => {
  const [from = '', to = '', ...files] = args.filter((each) => !/^-\w/.test(each));
  return files.length === 0
    ? NONE
    : [{ kind: 'edit', files, said: [`s\u0001${from}\u0001${to}`], sed: null }];
};

/** `ed -s FILE`, `ex -sc '%s/a/b/|x' FILE`. */
const lineEditor: ChangeReader = (args, stdin) => {
  const file = args.at(-1) ?? '';
  const said = [...args.slice(0, -1), stdin ?? ''];
  return file.startsWith('-') ? NONE : [{ kind: 'edit', files: [file], said, sed: null }];
};

// ------------------------------------------------------------- written anew

/** These have no output of their own behind `-o`, or none that is a file of the checkout. */
const OTHERS =
  /^(?:set|shopt|e?grep|ssh|scp|sftp|mount|ps|\[|test|docker|podman|buildah|echo|printf|useradd)$/;

const OUTPUT = /^(?:-[oO]|--out(?:put)?(?:-file|-document)?)$/;

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

const curl: ChangeReader = (args) =>
  download(
    args.some((each) => /^-[a-zA-Z]*O|^--remote-name/.test(each)),
    args,
    optionValues(args, /^(?:-[a-zA-Z]*o|--output)$/),
  );

const wget: ChangeReader = (args) =>
  download(true, args, optionValues(args, /^(?:-[a-zA-Z]*O|--output-document)$/));

const operands: ChangeReader = (args) => written(args.filter((each) => !each.startsWith('-')));

/** `dd if=FILE of=FILE`. */
const dd: ChangeReader = (args) => written(args.flatMap((each) => /^of=(.*)/s.exec(each)?.[1] ?? []));

/** Programs of other languages that are told what to do in the command, or read it. */
const INTERPRETERS = /^(?:python[\d.]*|node|deno|bun|ruby|perl|php)$/;

const ofProgram: ChangeReader = (args, stdin) => {
  const at = args.findIndex((each) => /^(?:-c|-e|--eval|-r|eval)$/.test(each));
  const code = at === -1 ? (args.every((each) => each === '-') ? stdin : null) : args[at + 1];
  if (typeof code !== 'string' || !WRITES_FILES.test(code)) return NONE;
  const files = quotedPaths(code);
  // What it has read before, it most likely leaves as it is but for what it says.
  return /\bread|\bload/.test(code) ? [{ kind: 'edit', files, said: [code], sed: null }] : written(files);
};

// --------------------------------------------------- copies and patches

const copy: ChangeReader = (args, _, name) => {
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

const patch: ChangeReader = (args, stdin) => {
  if (args.includes('--dry-run')) return NONE;
  const [file] = optionValues(args, /^(?:-i|--input)$/);
  const [target = null, second] = args.filter(
    (each, at) => !each.startsWith('-') && !/^(?:-[idpDFBozrVY]|--input)$/.test(args[at - 1] ?? ''),
  );
  return [{ kind: 'patch', file: file ?? second ?? null, text: stdin, target }];
};

// ------------------------------------------------------- what was packed

const tar: ChangeReader = (args) =>
  args.some(
    (each, at) =>
      /^--(?:extract|get)$/.test(each) || (at === 0 ? /^-?[a-zA-Z]*x/ : /^-[a-zA-Z]*x/).test(each),
  )
    ? intoFolder(optionValues(args, /^(?:-C|--directory)$/))
    : NONE;

const unzip: ChangeReader = (args) => intoFolder(optionValues(args, /^-d$/));

/** `gh release download`, `gh run download`, `gh pr checkout`, `gh repo clone`. */
const gh: ChangeReader = ([group = '', verb, ...args]) => {
  if (`${group} ${verb}` === 'pr checkout')
    return [{ kind: 'commit', ref: '', files: null, isHard: false, isThere: true }];
  if (`${group} ${verb}` === 'repo clone') return gitChanges(['clone', ...args], null);
  if (verb !== 'download') return NONE;
  const folders = optionValues(args, /^(?:-D|--dir)$/);
  if (folders.length > 0) return intoFolder(folders);
  return written(optionValues(args, /^(?:-O|--output|-p|--pattern)$/));
};

const git: ChangeReader = (args, stdin, name) =>
  args[0] === 'mv' ? copy(args.slice(1), stdin, name) : gitChanges(args, stdin);

const READERS: Readonly<Record<string, ChangeReader>> = {
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
  ...BY_CMDLETS,
  tar,
  unzip,
  gh,
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
