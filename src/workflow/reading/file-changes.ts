/** What the commands of a text – of a job, an action or a script – do to files, by the files' names. */
import { inWorkspace, nameOfFile } from '../language/workspace.js';

export interface FileChanges {
  /** Files that are made anew. */
  made: ReadonlySet<string>;
  /** The words of the commands that change a file in its place, by its name. */
  edits: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  /** The variables that are set at the end of an env file, by its name: the others stay. */
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** An action makes an env file of any name. */
  makesEnvFiles: boolean;
}

/** The scripts that a text names, by their paths in the workspace. */
export function scriptsNamed(source: string): string[] {
  const named = source.match(/(?<![\w./-])[\w./-]+\.(?:sh|bash|py|js|mjs|cjs|ts|ps1|pl|rb)\b/g) ?? [];
  return [...new Set(named)].map((script) => inWorkspace('', script)).filter((place) => place !== null);
}

/** Edits of one file that are looked at. */
const MOST_EDITS = 40;

/** Only the words are looked at: no variable is filled in, and no program that is started is followed. */
export function changesIn(source: string): FileChanges {
  const made = new Set<string>();
  const edits = new Map<string, ReadonlySet<string>[]>();
  const edit = (name: string, said: ReadonlySet<string>) => {
    const all = edits.get(name) ?? [];
    edits.set(name, all);
    if (all.length < MOST_EDITS) all.push(said);
  };
  const sets = new Map<string, Set<string>>();
  for (const { 1: isMore, 2: path = '', index } of source.matchAll(REDIRECTS)) {
    const name = nameOfFile(path);
    const variable = isMore && isEnvFile(name) ? variableBefore(source, index) : null;
    if (variable) sets.set(name, (sets.get(name) ?? new Set()).add(variable));
    else if (isMore) edit(name, NO_WORDS);
    else made.add(name);
  }
  for (const [, path = ''] of source.matchAll(OUTPUTS)) made.add(nameOfFile(path));
  for (const [, words = ''] of source.matchAll(COPIES)) for (const name of copied(words)) made.add(name);
  for (const [, words = ''] of source.matchAll(TAKES_NAMES))
    for (const name of plainNames(words)) made.add(name);
  for (const [, inputs = ''] of source.matchAll(EDITING_ACTIONS))
    for (const name of plainNames(inputs)) made.add(name);
  for (const line of source.split('\n')) {
    if (!editsInPlace(line)) continue;
    const said = new Set(line.match(COMMAND_WORDS));
    for (const name of plainNames(line)) edit(name, said);
    if (ANY_FILE.test(line)) edit(ANY_NAME, said);
  }
  return { made, edits, sets, makesEnvFiles: MAKES_ENV_FILES.test(source) };
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
  /\b(?:tee|sponge|rm|unlink|git (?:checkout|restore)[^\n|;&]{0,300}? --|Set-Content|Add-Content|Out-File)[ \t]+([^\n|;&]+)/g;

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

/** The words of a command, as `edits` has them. */
export const COMMAND_WORDS = /[A-Za-z_][\w-]+/g;

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
