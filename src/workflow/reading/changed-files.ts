/**
 * Which files of its checkout a job writes itself, as far as a look at its commands tells: what is in them then, no text
 * says. They are looked for by their names alone, since a command may stand in any folder.
 */
import { inWorkspace } from '../language/workspace.js';
import type { WorkflowDocument } from '../text/document.js';
import { type JobText, jobSource } from '../text/job.js';
import type { Project } from '../text/project.js';

/** What one text, of a job, an action or a script, does to files. */
interface Changes {
  /** Files that are made anew. */
  made: ReadonlySet<string>;
  /** The words of the commands that change a file in its place, by its name. */
  edits: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  /** The variables that are set at the end of an env file, by its name: the others stay. */
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** An action makes an env file of any name. */
  makesEnvFiles: boolean;
}

/** Those of a text and of the scripts that it names. */
interface AllChanges {
  parts: readonly Changes[];
  /** Names of env files; `*`: any. */
  envFiles: readonly string[];
}

/** Where commands stand. */
interface Steps {
  job: JobText;
  /** Whose steps are read: the job's own, or that of an action that it uses. */
  document: WorkflowDocument;
  project: Project;
}

/** By the job's node or the action's text: each of their commands asks again. */
const KNOWN = new WeakMap<JobText['node'] | WorkflowDocument, AllChanges>();

/** By the paths of scripts, which many jobs may name. */
const OF_SCRIPTS = new WeakMap<Project, Map<string, Changes>>();

/**
 * Does the job leave nothing of a file that a text tells?
 *
 * @param text what the checkout has; null: no such file, and then it is one that the job may make
 */
function isMadeByJob(steps: Steps, path: string, text: string | null): boolean {
  const name = nameOf(path);
  return changesOf(steps).some(({ parts }) =>
    parts.some(({ made, edits, makesEnvFiles }) => {
      if (made.has(name)) return true;
      if (isEnvFile(name)) return makesEnvFiles || edits.has(name);
      const words = edits.get(name);
      return words !== undefined && text !== null && meetsName(words, text);
    }),
  );
}

/**
 * What the job leaves of a text that the checkout has; null: nothing.
 *
 * @param text null: no such file
 */
export function leftByJob(steps: Steps, path: string, text: string | null): string | null {
  if (text === null || isMadeByJob(steps, path, text)) return null;
  const set = variablesSet(steps, path);
  if (set.size === 0) return text;
  const isSet = (line: string) => set.has(/^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1] ?? '');
  return text
    .split('\n')
    .filter((line) => !isSet(line))
    .join('\n');
}

/** Is there more in a file than the checkout has, or something else? */
export function isOpenFile(steps: Steps, path: string, text: string | null): boolean {
  return isMadeByJob(steps, path, text) || variablesSet(steps, path).size > 0;
}

function variablesSet(steps: Steps, path: string): ReadonlySet<string> {
  const name = nameOf(path);
  const parts = changesOf(steps).flatMap((each) => each.parts);
  return new Set(parts.flatMap(({ sets }) => [...(sets.get(name) ?? [])]));
}

/** The names of the env files that a job makes or changes; `*`: any. The scripts that it starts may read them. */
export function madeEnvFiles(steps: Steps): readonly string[] {
  return changesOf(steps).flatMap(({ envFiles }) => envFiles);
}

function changesOf({ job, document, project }: Steps): AllChanges[] {
  const own = KNOWN.get(job.node) ?? allChanges(jobSource(job), project);
  KNOWN.set(job.node, own);
  if (document === job.document) return [own];
  const ofAction = KNOWN.get(document) ?? allChanges(document.text, project);
  KNOWN.set(document, ofAction);
  return [own, ofAction];
}

function allChanges(source: string, project: Project): AllChanges {
  const parts = [changesIn(source), ...changesOfScripts(source, project)];
  const names = parts
    .flatMap(({ made, edits, sets }) => [...made, ...edits.keys(), ...sets.keys()])
    .filter(isEnvFile);
  const isAny = parts.some(({ makesEnvFiles }) => makesEnvFiles);
  return { parts, envFiles: isAny ? ['*'] : [...new Set(names)].sort() };
}

/** Those of the repository's scripts that a text names. */
function changesOfScripts(source: string, project: Project): Changes[] {
  const ofProject = OF_SCRIPTS.get(project) ?? new Map<string, Changes>();
  OF_SCRIPTS.set(project, ofProject);
  return scriptsNamed(source)
    .slice(0, MOST_SCRIPTS)
    .map((path) => {
      const found = ofProject.get(path) ?? changesIn(project.file(path) ?? '');
      ofProject.set(path, found);
      return found;
    });
}

const MOST_SCRIPTS = 40;

/** The scripts that a text names, by their paths in the workspace. */
export function scriptsNamed(source: string): string[] {
  const named = source.match(/(?<![\w./-])[\w./-]+\.(?:sh|bash|py|js|mjs|cjs|ts|ps1|pl|rb)\b/g) ?? [];
  return [...new Set(named)].map((script) => inWorkspace('', script)).filter((place) => place !== null);
}

/** Edits of one file that are looked at. */
const MOST_EDITS = 40;

function changesIn(source: string): Changes {
  const made = new Set<string>();
  const edits = new Map<string, ReadonlySet<string>[]>();
  const edit = (name: string, said: ReadonlySet<string>) => {
    const all = edits.get(name) ?? [];
    edits.set(name, all);
    if (all.length < MOST_EDITS) all.push(said);
  };
  const sets = new Map<string, Set<string>>();
  for (const { 1: isMore, 2: path = '', index } of source.matchAll(REDIRECTS)) {
    const name = nameOf(path);
    const variable = isMore && isEnvFile(name) ? variableBefore(source, index) : null;
    if (variable) sets.set(name, (sets.get(name) ?? new Set()).add(variable));
    else if (isMore) edit(name, NO_WORDS);
    else made.add(name);
  }
  for (const [, path = ''] of source.matchAll(OUTPUTS)) made.add(nameOf(path));
  for (const [, words = ''] of source.matchAll(COPIES)) for (const name of copied(words)) made.add(name);
  for (const [, words = ''] of source.matchAll(TAKES_NAMES))
    for (const name of plainNames(words)) made.add(name);
  for (const line of source.split('\n')) {
    if (!editsInPlace(line)) continue;
    const said = new Set(line.match(WORDS));
    for (const name of plainNames(line)) edit(name, said);
  }
  return { made, edits, sets, makesEnvFiles: MAKES_ENV_FILES.test(source) };
}

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
  /(?:\s-[oO][ \t]*|\s--out(?:put)?(?:-file|-document)?[ \t=]+|\bwriteFile(?:Sync)?\(\s*|\bopen\((?=[^,)]{0,200},\s*["'][wa]))["']?([\w./-]+)/g;

const COPIES = /\b(?:cp|mv|ln|install|rsync)[ \t]+([^\n|;&]+)/g;

const TAKES_NAMES = /\b(?:tee|rm|unlink|Set-Content|Add-Content|Out-File)[ \t]+([^\n|;&]+)/g;

/** Does it edit the files that it names? What separates commands may stand within its words: `sed -i 's|one|other|' FILE`. */
export function editsInPlace(command: string): boolean {
  return /\b(?:sed|perl|yq|jq|dasel)\b/.test(command) && /\s(?:-[A-Za-z0-9]*i|--in-?place)/.test(command);
}

const WORDS = /[A-Za-z_][\w-]+/g;

/** By the names of the actions: create-envfile, dotenv-action. */
const MAKES_ENV_FILES = /\buses:\s*["']?[\w./-]{0,100}(?:env-?file|dot-?env)[\w./-]{0,100}@/i;

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
  return isFolder ? named.map(nameOf) : [nameOf(target)];
}

function plainNames(words: string): string[] {
  return words
    .trim()
    .split(/\s+/)
    .map(bare)
    .filter((each) => /^[\w./-]+$/.test(each))
    .map(nameOf);
}

function bare(word: string): string {
  return word.replace(/^["']|["']$/g, '');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `.env`, `prod.env`, `.env.ci`. */
export function isEnvFile(path: string): boolean {
  return /(?:^|[.-])env(?:[.-]|$)/.test(nameOf(path));
}

/** Do the words of an edit meet the name of an image, and not the tag alone? */
function meetsName(edits: readonly ReadonlySet<string>[], text: string): boolean {
  const says = (word: string) => edits.some((said) => said.has(word));
  return text.split('\n').some((line) => {
    const [, name] = /(?:\bimage\b|ghcr\.io)(.*)/i.exec(line) ?? [];
    if (name === undefined) return false;
    const untagged = name.replace(/[:@][^:/@]*$/, '').match(WORDS) ?? [];
    return says('image') || untagged.some(says);
  });
}
