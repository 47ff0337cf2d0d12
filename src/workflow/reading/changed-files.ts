/**
 * Which files of its checkout a job writes itself, as far as a look at its commands tells: what is in them then, no text
 * says. They are looked for by their names alone, since a command may stand in any folder.
 */
import { nameOfFile } from '../language/workspace.js';
import type { WorkflowDocument } from '../text/document.js';
import { type JobText, jobSource } from '../text/job.js';
import type { Project } from '../text/project.js';
import {
  ANY_NAME,
  COMMAND_WORDS,
  changesIn,
  type FileChanges,
  isEnvFile,
  scriptsNamed,
} from './file-changes.js';

/** Those of a text and of the scripts that it names. */
interface AllChanges {
  /** When the scripts were looked at: more of them may have come in since. */
  arrivals: number | undefined;
  parts: readonly FileChanges[];
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
const OF_SCRIPTS = new WeakMap<Project, Map<string, FileChanges>>();

/**
 * Does the job leave nothing of a file that a text tells?
 *
 * @param text what the checkout has; null: no such file, and then it is one that the job may make
 */
function isMadeByJob(steps: Steps, path: string, text: string | null): boolean {
  const name = nameOfFile(path);
  return changesOf(steps).some(({ parts }) =>
    parts.some(({ made, edits, makesEnvFiles }) => {
      if (made.has(name)) return true;
      if (isEnvFile(name)) return makesEnvFiles || edits.has(name);
      const words = [...(edits.get(name) ?? []), ...(edits.get(ANY_NAME) ?? [])];
      return words.length > 0 && text !== null && meetsName(words, text);
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
  const name = nameOfFile(path);
  const parts = changesOf(steps).flatMap((each) => each.parts);
  return new Set(parts.flatMap(({ sets }) => [...(sets.get(name) ?? [])]));
}

/** The names of the env files that a job makes or changes; `*`: any. The scripts that it starts may read them. */
export function madeEnvFiles(steps: Steps): readonly string[] {
  return changesOf(steps).flatMap(({ envFiles }) => envFiles);
}

function changesOf({ job, document, project }: Steps): AllChanges[] {
  const own = remembered(job.node, project, () => jobSource(job));
  return document === job.document ? [own] : [own, remembered(document, project, () => document.text)];
}

function remembered(
  key: JobText['node'] | WorkflowDocument,
  project: Project,
  source: () => string,
): AllChanges {
  const known = KNOWN.get(key);
  if (known && known.arrivals === project.arrivals) return known;
  const found = allChanges(source(), project);
  KNOWN.set(key, found);
  return found;
}

/** Of the many jobs that leave their files alone: each is remembered. */
const NO_CHANGES: Omit<AllChanges, 'arrivals'> = { parts: [], envFiles: [] };

function allChanges(source: string, project: Project): AllChanges {
  const all = [changesIn(source), ...changesOfScripts(source, project)];
  const { arrivals } = project;
  const parts = all.filter(
    ({ made, edits, sets, makesEnvFiles }) => made.size + edits.size + sets.size > 0 || makesEnvFiles,
  );
  if (parts.length === 0) return { arrivals, ...NO_CHANGES };
  const names = parts
    .flatMap(({ made, edits, sets }) => [...made, ...edits.keys(), ...sets.keys()])
    .filter(isEnvFile);
  const isAny = parts.some(({ makesEnvFiles }) => makesEnvFiles);
  const envFiles = isAny ? ['*'] : [...new Set(names)].sort();
  return { arrivals, parts, envFiles };
}

/** Those of the repository's scripts that a text names. */
function changesOfScripts(source: string, project: Project): FileChanges[] {
  const ofProject = OF_SCRIPTS.get(project) ?? new Map<string, FileChanges>();
  OF_SCRIPTS.set(project, ofProject);
  return scriptsNamed(source)
    .slice(0, MOST_SCRIPTS)
    .flatMap((path) => {
      const known = ofProject.get(path);
      if (known) return [known];
      const text = project.file(path);
      if (text === null) return [];
      const found = changesIn(text);
      ofProject.set(path, found);
      return [found];
    });
}

const MOST_SCRIPTS = 40;

/** Do the words of an edit meet the name of an image, and not the tag alone? */
function meetsName(edits: readonly ReadonlySet<string>[], text: string): boolean {
  const says = (word: string) => edits.some((said) => said.has(word));
  return text.split('\n').some((line) => {
    const [, name] = /(?:\bimage\b|ghcr\.io)(.*)/i.exec(line) ?? [];
    if (name === undefined) return false;
    const untagged = name.replace(/[:@][^:/@]*$/, '').match(COMMAND_WORDS) ?? [];
    return says('image') || untagged.some(says);
  });
}
