/**
 * Which files of its checkout a job writes itself, as far as a look at its commands tells: what is in them then, no text
 * says. They are looked for by their names alone, since a command may stand in any folder.
 */
import type { WorkflowDocument } from '../text/document.js';
import { type JobText, jobSource } from '../text/job.js';
import type { Project } from '../text/project.js';

/** What one text, of a job or of a script, does to files. */
interface Changes {
  /** Files that are made anew. */
  made: ReadonlySet<string>;
  /** The words of the commands that change a file in its place, by its name. */
  edits: ReadonlyMap<string, ReadonlySet<string>>;
  /** The variables that are set at the end of an env file, by its name: the others stay. */
  sets: ReadonlyMap<string, ReadonlySet<string>>;
  /** An action makes an env file of any name. */
  makesEnvFiles: boolean;
}

/** Where commands stand. */
interface Steps {
  job: JobText;
  /** Whose steps are read: the job's own, or that of an action that it uses. */
  document: WorkflowDocument;
  project: Project;
}

/** By the text whose steps are read and the job's node: each of its commands asks again. */
const OF_JOBS = new WeakMap<WorkflowDocument, Map<JobText['node'], readonly Changes[]>>();

/** By the paths of scripts, which many jobs may name. */
const OF_SCRIPTS = new WeakMap<Project, Map<string, Changes>>();

/**
 * Does the job leave nothing of a file that a text tells?
 *
 * @param text what the checkout has; null: no such file, and then it is one that the job may make
 */
function isMadeByJob({ job, document, project }: Steps, path: string, text: string | null): boolean {
  const name = nameOf(path);
  return changesOf(job, document, project).some(({ made, edits, makesEnvFiles }) => {
    if (made.has(name)) return true;
    if (isEnvFile(name)) return makesEnvFiles || edits.has(name);
    const words = edits.get(name);
    return words !== undefined && text !== null && meetsName(words, text);
  });
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

function variablesSet({ job, document, project }: Steps, path: string): ReadonlySet<string> {
  const name = nameOf(path);
  return new Set(changesOf(job, document, project).flatMap(({ sets }) => [...(sets.get(name) ?? [])]));
}

/** The names of the env files that a job makes or changes; `*`: any. The scripts that it starts may read them. */
export function madeEnvFiles({ job, document, project }: Steps): string[] {
  const changes = changesOf(job, document, project);
  if (changes.some(({ makesEnvFiles }) => makesEnvFiles)) return ['*'];
  const names = changes
    .flatMap(({ made, edits, sets }) => [...made, ...edits.keys(), ...sets.keys()])
    .filter(isEnvFile);
  return [...new Set(names)].sort();
}

function changesOf(job: JobText, document: WorkflowDocument, project: Project): readonly Changes[] {
  const ofDocument = OF_JOBS.get(document) ?? new Map<JobText['node'], readonly Changes[]>();
  OF_JOBS.set(document, ofDocument);
  const known = ofDocument.get(job.node);
  if (known) return known;
  const source = document === job.document ? jobSource(job) : `${jobSource(job)}\n${document.text}`;
  const found = [changesIn(source), ...changesOfScripts(source, project)];
  ofDocument.set(job.node, found);
  return found;
}

/** Those of the repository's scripts that a text names. */
function changesOfScripts(source: string, project: Project): Changes[] {
  const ofProject = OF_SCRIPTS.get(project) ?? new Map<string, Changes>();
  OF_SCRIPTS.set(project, ofProject);
  const paths = new Set(source.match(/[\w./-]+\.(?:sh|bash|py|js|mjs|cjs|ts|ps1)\b/g));
  return [...paths].slice(0, MOST_SCRIPTS).map((path) => {
    const found = ofProject.get(path) ?? changesIn(project.file(path.replace(/^\.\//, '')) ?? '');
    ofProject.set(path, found);
    return found;
  });
}

const MOST_SCRIPTS = 40;

function changesIn(source: string): Changes {
  const made = new Set<string>();
  const edits = new Map<string, Set<string>>();
  const edit = (name: string, said: readonly string[]) => {
    const words = edits.get(name) ?? new Set<string>();
    edits.set(name, words);
    for (const word of said) words.add(word);
  };
  const sets = new Map<string, Set<string>>();
  for (const { 1: isMore, 2: path = '', index } of source.matchAll(REDIRECTS)) {
    const name = nameOf(path);
    const variable = isMore && isEnvFile(name) ? variableBefore(source, index) : null;
    if (variable) sets.set(name, (sets.get(name) ?? new Set()).add(variable));
    else if (isMore) edit(name, []);
    else made.add(name);
  }
  for (const [, path = ''] of source.matchAll(OUTPUTS)) made.add(nameOf(path));
  for (const [, words = ''] of source.matchAll(COPIES)) for (const name of copied(words)) made.add(name);
  for (const [, words = ''] of source.matchAll(TAKES_NAMES))
    for (const name of plainNames(words)) made.add(name);
  for (const line of source.split('\n')) {
    if (!EDITOR.test(line) || !IN_PLACE.test(line)) continue;
    const said = line.match(WORDS) ?? [];
    for (const name of plainNames(line)) edit(name, said);
  }
  return { made, edits, sets, makesEnvFiles: MAKES_ENV_FILES.test(source) };
}

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
  /(?:\s-[oO][ \t]*|\s--out(?:put)?(?:-file|-document)?[ \t=]+|\bwriteFile(?:Sync)?\(\s*|\bopen\((?=[^,)]*,\s*["'][wa]))["']?([\w./-]+)/g;

const COPIES = /\b(?:cp|mv|ln|install|rsync)[ \t]+([^\n|;&]+)/g;

const TAKES_NAMES = /\b(?:tee|rm|unlink|Set-Content|Add-Content|Out-File)[ \t]+([^\n|;&]+)/g;

/** What separates commands may stand within their words: `sed -i 's|one|other|' FILE`. */
const EDITOR = /\b(?:sed|perl|yq|jq|dasel)\b/;
const IN_PLACE = /\s(?:-[A-Za-z0-9]*i|--in-?place)/;

const WORDS = /[A-Za-z_][\w-]+/g;

/** By the names of the actions: create-envfile, dotenv-action. */
const MAKES_ENV_FILES = /\buses:\s*["']?[\w./-]*(?:env-?file|dot-?env)[\w./-]*@/i;

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
function meetsName(said: ReadonlySet<string>, text: string): boolean {
  return text.split('\n').some((line) => {
    const [, name] = /(?:\bimage\b|ghcr\.io)(.*)/i.exec(line) ?? [];
    if (name === undefined) return false;
    const untagged = name.replace(/[:@][^:/@]*$/, '').match(WORDS) ?? [];
    return said.has('image') || untagged.some((word) => said.has(word));
  });
}
