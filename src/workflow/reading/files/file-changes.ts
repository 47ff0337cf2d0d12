/** What the commands of a text – of a job, an action or a script – do to files, by the files' names. */

import { quotedNames, WRITES_FILES } from '../../knowledge/file-changes/programs.js';
import { WORDS } from '../../knowledge/names/image-words.js';
import { inWorkspace, nameOfFile } from '../../language/workspace.js';
import { changesByGit } from './git-commands.js';
import { type Handing, handedFiles } from './handed-files.js';

/** Each with the place in the text where it is done: a command that stands before it meets the file as it was. */
export interface FileChanges {
  /** Files that are made anew, by their names. */
  made: ReadonlyMap<string, number>;
  /** The words of the commands that change a file in its place, by its name. */
  edits: ReadonlyMap<string, readonly Edit[]>;
  /** The variables that are set at the end of an env file, by its name: the others stay. */
  sets: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** An action makes an env file of any name; null: none does. */
  makesEnvFiles: number | null;
  /** What brings another state of whatever file. */
  swaps: readonly Swap[];
  /** Programs of the repository that are handed a file, by its name. */
  handed: ReadonlyMap<string, readonly Handing[]>;
}

interface Edit {
  at: number;
  words: ReadonlySet<string>;
}

/** `git checkout deploy`: of any file. `unpacked`: whatever stands in a folder. A patch, or a folder that is copied over another: of those that it has. */
export type Swap = { at: number } & (
  | { kind: 'any' }
  | { kind: 'unpacked'; folder: string }
  /** `file`: null where none is named. */
  | { kind: 'patch'; file: string | null }
  | { kind: 'folder'; folder: string }
);

/** The scripts that a text names, by their paths in the workspace, with the first place where it does. */
export function scriptsNamed(source: string): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  for (const { 0: script, index } of source.matchAll(SCRIPTS)) {
    const path = inWorkspace('', script);
    if (path !== null && !named.has(path)) named.set(path, index);
  }
  return named;
}

const SCRIPTS = /(?<![\w./-])[\w./-]+\.(?:sh|bash|py|js|mjs|cjs|ts|ps1|pl|rb)\b/g;

/** Edits of one file that are looked at. */
const MOST_EDITS = 40;

/** Only the words are looked at: no variable is filled in, and no program that is started is followed. */
export function changesIn(source: string): FileChanges {
  const made = new Map<string, number>();
  const make = (names: readonly string[], at: number) => {
    for (const name of names) if (!made.has(name)) made.set(name, at);
  };
  const edits = new Map<string, Edit[]>();
  const edit = (name: string, words: ReadonlySet<string>, at: number) => {
    const all = edits.get(name) ?? [];
    edits.set(name, all);
    if (all.length < MOST_EDITS) all.push({ at, words });
  };
  const sets = new Map<string, Map<string, number>>();
  for (const { 1: isMore, 2: path = '', index } of source.matchAll(REDIRECTS)) {
    const name = nameOfFile(path);
    const variable = isMore && isEnvFile(name) ? variableBefore(source, index) : null;
    if (variable) {
      const known = sets.get(name) ?? new Map<string, number>();
      if (!known.has(variable)) sets.set(name, known.set(variable, index));
    } else if (isMore) edit(name, NO_WORDS, index);
    else make([name], index);
  }
  for (const { 1: path = '', index } of source.matchAll(OUTPUTS)) make([nameOfFile(path)], index);
  for (const { 1: words = '', index } of source.matchAll(COPIES)) make(copied(words), index);
  for (const { 1: words = '', index } of source.matchAll(TAKES_NAMES))
    make(plainNames(withoutRead(words)), index);
  for (const each of changesByGit(source))
    if (each.kind === 'commit' && each.files !== null) make(each.files.map(nameOfFile), each.at);
  for (const { 1: inputs = '', index } of source.matchAll(EDITING_ACTIONS)) make(plainNames(inputs), index);
  const writes = WRITES_FILES.exec(source);
  if (writes) make(quotedNames(source), writes.index);
  let at = 0;
  for (const line of source.split('\n')) {
    if (editsInPlace(line)) {
      const words = new Set(line.match(WORDS));
      for (const name of plainNames(line)) edit(name, words, at);
      if (ANY_FILE.test(line)) edit(ANY_NAME, words, at);
    }
    at += line.length + 1;
  }
  return {
    made,
    edits,
    sets,
    makesEnvFiles: placeOf(MAKES_ENV_FILES, source),
    swaps: swapsIn(source),
    handed: handedFiles(source),
  };
}

function placeOf(pattern: RegExp, source: string): number | null {
  return pattern.exec(source)?.index ?? null;
}

function swapsIn(source: string): Swap[] {
  const patches = [...source.matchAll(PATCHES)].map(({ index, 1: words = '' }): Swap => {
    const file = words
      .trim()
      .split(/\s+/)
      .map(bare)
      .findLast((each) => /^[\w./-]*\.(?:patch|diff)$/.test(each));
    return { kind: 'patch', file: file ?? null, at: index };
  });
  const folders = [...source.matchAll(COPIES)].flatMap(({ index, 0: command, 1: words = '' }) =>
    copiedFolders(command, words).map((folder): Swap => ({ kind: 'folder', folder, at: index })),
  );
  const others = changesByGit(source).flatMap((each): Swap[] => {
    if (each.kind === 'unpack') return [{ kind: 'unpacked', folder: each.folder, at: each.at }];
    return each.files === null ? [{ kind: 'any', at: each.at }] : [];
  });
  return [...others, ...patches, ...folders].slice(0, MOST_EDITS);
}

/** `kubectl patch -f`, `copa patch --config` and `npm version patch -m` are others. */
const PATCHES =
  /(?:\bgit[ \t]+(?:apply|am)|\b(?=patch[ \t])(?<=(?:^|[;&|({]|\b(?:sudo|then|do|else))[ \t]*)patch[ \t]+(?:-|<))([^\n;&|]{0,300})/gm;

/** The folders whose files `cp -r FOLDER/. .` and `rsync -a FOLDER/ .` bring. */
function copiedFolders(command: string, words: string): string[] {
  const said = words.trim().split(/\s+/);
  if (
    !/^(?:cp|rsync)\b/.test(command) ||
    !said.some((each) => /^-\w*[aArR]|^--(?:recursive|archive)/.test(each))
  )
    return [];
  const named = said.filter((each) => !each.startsWith('-')).map(bare);
  const target = named.pop() ?? '';
  if (/^[/~]|:/.test(target)) return [];
  return named.map((each) => each.replace(/(?:\/\.?|\/\*)$/, '')).filter((each) => /^[\w./-]+$/.test(each));
}

/** The name of files that are not named. */
export const ANY_NAME = '*';

const NO_WORDS: ReadonlySet<string> = new Set();

/** `> FILE`, `>> FILE`; not `2>&1`, `->`, `=>`. */
const REDIRECTS = /(?<![-=<>])>(>)?\|?[ \t]*["']?([\w./-]+)/g;

/** `echo "TAG=$TAG" >> .env`: the variable that is set there; null where it may be any. */
function variableBefore(source: string, at: number): string | null {
  const line = source.slice(Math.max(source.lastIndexOf('\n', at) + 1, at - LONGEST_SETTING), at);
  return /^[ \t]*(?:-[ \t]+)?(?:run:[ \t]*)?echo[ \t]+["']?([A-Za-z_]\w*)=[^|;&]*$/.exec(line)?.[1] ?? null;
}

const LONGEST_SETTING = 300;

/** `-o FILE`, `-O FILE`, `--output=FILE`, and what programs of several languages write to. */
const OUTPUTS =
  /(?:\bcurl(?=[^\n|;&]{0,300}\s(?:-[a-zA-Z]*O|--remote-name)\b)[^\n|;&]{0,300}:\/\/\S{0,300}\/|\bwget(?![^\n|;&]{0,300}\s-[a-zA-Z]*O)[^\n|;&]{0,300}:\/\/\S{0,300}\/|\s-[oO][ \t]*|\s--out(?:put)?(?:-file|-document)?[ \t=]+|\bwriteFile(?:Sync)?\(\s*|\bopen\((?=[^,)]{0,200},\s*["'][wa]))["']?([\w./-]+)/g;

const COPIES = /\b(?:cp|mv|ln|install|rsync)[ \t]+([^\n|;&]+)/g;

const TAKES_NAMES =
  /\b(?:tee|(?:ed|ex)(?=[ \t]+-s)|sponge|rm|unlink|Set-Content|Add-Content|Out-File)[ \t]+([^\n|;&]+)/g;

/** `tee OTHER < FILE` only reads the file. */
function withoutRead(words: string): string {
  return words.replace(/<[ \t]*[^\s<>]+/g, ' ');
}

/** Does it edit the files that it names? What separates commands may stand within its words: `sed -i 's|one|other|' FILE`. */
export function editsInPlace(command: string): boolean {
  return (
    /(?:^|[\s;&|(])sd[ \t]+(?:-\w+[ \t]+)*\S+[ \t]+\S+[ \t]+\S/.test(command) ||
    (/\b(?:g?sed|perl|ruby|g?awk|yq|jq|dasel)\b/.test(command) &&
      /\s(?:-[A-Za-z0-9]*i|--in-?place)/.test(command))
  );
}

/** What stands for files whose names are not written there: `*.yml`, `"$file"`, those that `find` and `xargs` hand on. */
const ANY_FILE =
  /(?<!['"\w])(?:[\w./-]{0,100}\*[\w./*-]{0,100}|["']?\$\{?\w+\}?["']?|\{\})(?=\s*(?:$|[;&|)]|\\?;|\+))|\bxargs\b/;

/** By the names of the actions: create-envfile, dotenv-action. */
const MAKES_ENV_FILES = /\buses:\s*["']?[\w./-]{0,100}(?:env-?file|dot-?env)[\w./-]{0,100}@/i;

/** Actions that write to files which their inputs name: find-and-replace, write-file, yaml-update. */
const EDITING_ACTIONS =
  /\buses:\s*["']?[\w./-]{0,100}(?:find-?(?:and-?)?replace|replace-tokens|write-file|yaml-update|update-yaml|create-json|create-file|variable-substitution|render-template|jinja|gomplate|envsubst)[\w./-]{0,100}@[^\n]*((?:\n(?!\s*- )[^\n]*){0,15})/gi;

/** What is there after `cp SOURCE… TARGET`; nothing of ours where that lies outside of the workspace. */
function copied(words: string): string[] {
  const named = words
    .trim()
    .split(/\s+/)
    .filter((each) => !each.startsWith('-'))
    .map(bare);
  const target = named.pop() ?? '';
  if (/^[/~]|:/.test(target)) return [];
  const isFolder = /(?:^|\/)\.{0,2}$/.test(target) || named.length > 1;
  return isFolder ? named.map(nameOfFile) : [nameOfFile(target)];
}

function plainNames(words: string): string[] {
  return words
    .trim()
    .split(/\s+/)
    .map(bare)
    .filter((each) => /^[\w./-]+$/.test(each))
    .map(nameOfFile);
}

function bare(word: string): string {
  return word.replace(/^["']|["']$/g, '');
}

/** `.env`, `prod.env`, `.env.ci`. */
export function isEnvFile(path: string): boolean {
  return /(?:^|[.-])env(?:[.-]|$)/.test(nameOfFile(path));
}
