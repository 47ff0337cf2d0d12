/**
 * What a job does to the files of its checkout, by its own text and by those of the scripts and actions that it names, as far as
 * these are the repository's: gathered once for a text, each with the place where it is done.
 */
import type { Project } from '../../repository/project.js';
import { child, type WorkflowDocument } from '../../text/document.js';
import { type JobText, jobSource, localActionPath, stepTexts } from '../../text/job.js';
import { checkedOutPath, checkoutPlaces } from './checkouts.js';
import { changesIn, type FileChanges, isEnvFile, scriptsNamed } from './file-changes.js';
import { unpackingsOf } from './unpacked-files.js';
import type { Unpacking } from './unpacked-paths.js';

/** Those of a text, and of the scripts that it names. */
interface AllChanges {
  /** When the scripts were looked at: more of them may have come in since. */
  arrivals: number | undefined;
  parts: readonly Part[];
  /** Names of env files; `*`: any. */
  envFiles: readonly string[];
}

/** What a text does, or a script or an action that it starts there: then all of it is done there. */
export interface Part {
  changes: FileChanges;
  startedAt: number | null;
  /** The actions in which it stands, from the outermost on. */
  of?: readonly WorkflowDocument[];
  /** What its steps unpack out of our sight. */
  unpackings?: readonly Unpacking[];
}

/** Whose commands are looked at. */
export interface LookedSteps {
  job: JobText;
  /** Whose steps are read: the job's own, or that of an action that it uses. */
  document: WorkflowDocument;
  project: Project;
}

/** By the job's node or the action's text, and by where the files stand that they name: each of their commands asks again. */
const KNOWN = new WeakMap<JobText['node'] | WorkflowDocument, Map<string, AllChanges>>();

/** By the paths of scripts, which many jobs may name. */
const OF_SCRIPTS = new WeakMap<Project, Map<string, FileChanges>>();

/** Of the job, and behind it of the action where its steps are read. */
export function changesOf({ job, document, project }: LookedSteps): AllChanges[] {
  const places: Places = {
    named: checkoutPlaces(job, project.repository),
    placed: (path) => checkedOutPath(job, project.repository, path),
  };
  const own = remembered(job.node, project, places, () => ({
    source: jobSource(job),
    hasSteps: true,
    unpackings: unpackingsOf(job.steps, job.document).map((each) => ({
      ...each,
      at: each.at - job.entry.key.start,
    })),
  }));
  return document === job.document
    ? [own]
    : [own, remembered(document, project, places, () => ofAction(document))];
}

/** The path in the repository of what a text names by its place in the workspace; null: it is of another one. */
type Placing = (path: string) => string | null;

/** Where a job has the files of the repository. */
interface Places {
  /** The same text for jobs that have the same. */
  named: string;
  placed: Placing;
}

/** What is looked at. */
interface Looked {
  source: string;
  unpackings: readonly Unpacking[];
  /** Are there steps in it? What another action names as its program lies beside it, and not where a command would find it. */
  hasSteps: boolean;
}

function ofAction(document: WorkflowDocument): Looked {
  const runs = child(document.root, 'runs');
  const steps = runs ? stepTexts(runs) : [];
  return {
    source: document.text,
    unpackings: unpackingsOf(steps, document),
    hasSteps: steps.length > 0,
  };
}

function remembered(
  key: JobText['node'] | WorkflowDocument,
  project: Project,
  { named, placed }: Places,
  looked: () => Looked,
): AllChanges {
  const byPlaces = KNOWN.get(key) ?? new Map<string, AllChanges>();
  KNOWN.set(key, byPlaces);
  const known = byPlaces.get(named);
  if (known && known.arrivals === project.arrivals) return known;
  const found = allChanges(looked(), project, placed);
  byPlaces.set(named, found);
  return found;
}

/** Of the many jobs that leave their files alone: each is remembered. */
const NO_CHANGES: Omit<AllChanges, 'arrivals'> = { parts: [], envFiles: [] };

function allChanges({ source, unpackings, hasSteps }: Looked, project: Project, placed: Placing): AllChanges {
  const all: Part[] = [
    { changes: changesIn(source), startedAt: null, unpackings },
    ...(hasSteps ? changesOfScripts(source, project, placed) : []),
    ...changesOfActions(source, project, placed),
  ];
  const { arrivals } = project;
  const parts = all.filter(
    ({ changes: { made, edits, sets, makesEnvFiles, swaps, handed }, unpackings: { length } = [] }) =>
      made.size + edits.size + sets.size + swaps.length + handed.size + length > 0 || makesEnvFiles !== null,
  );
  if (parts.length === 0) return { arrivals, ...NO_CHANGES };
  const names = parts
    .flatMap(({ changes: { made, edits, sets } }) => [...made.keys(), ...edits.keys(), ...sets.keys()])
    .filter(isEnvFile);
  const isAny = parts.some(({ changes }) => changes.makesEnvFiles !== null);
  const envFiles = isAny ? ['*'] : [...new Set(names)].sort();
  return { arrivals, parts, envFiles };
}

/**
 * Those of the repository's composite actions that a text uses, of the scripts that these name, and of the actions in them.
 *
 * @param within the actions in which the text stands
 * @param seen all that were looked at: what one does again it has done already
 */
function changesOfActions(
  source: string,
  project: Project,
  placed: Placing,
  within: readonly WorkflowDocument[] = [],
  seen = new Set(within),
): Part[] {
  return [...source.matchAll(USES)].slice(0, MOST_SCRIPTS).flatMap(({ index, 1: uses = '' }) => {
    const path = localActionPath(uses, project.repository);
    const folder = path === null ? null : placed(path);
    const action = folder === null ? null : project.action(folder);
    if (action === null || seen.has(action) || seen.size > MOST_SCRIPTS) return [];
    seen.add(action);
    const of = [...within, action];
    const { source: own, unpackings, hasSteps } = ofAction(action);
    const scripts = hasSteps ? changesOfScripts(own, project, placed) : [];
    return [
      { changes: changesIn(own), of, unpackings },
      ...scripts.map((each) => ({ ...each, of })),
      ...changesOfActions(own, project, placed, of, seen),
    ].map((each) => ({ ...each, startedAt: index }));
  });
}

const USES = /\buses:[ \t]*["']?(\.\/[^\s"'#]+)/g;

/** Those of the repository's scripts that a text names, and of its Makefile where make is called. */
function changesOfScripts(source: string, project: Project, placed: Placing): Part[] {
  const ofProject = OF_SCRIPTS.get(project) ?? new Map<string, FileChanges>();
  OF_SCRIPTS.set(project, ofProject);
  const named = [...scriptsNamed(source)].slice(0, MOST_SCRIPTS);
  return [...named, ...makefile(source)].flatMap(([written, startedAt]) => {
    // One that is named from within the folder of a checkout is found by its name alone.
    const own = placed(written);
    const path = own !== null && project.file(own) !== null ? own : written;
    const known = ofProject.get(path);
    if (known) return [{ changes: known, startedAt }];
    const text = project.file(path);
    if (text === null) return [];
    const changes = changesIn(text);
    ofProject.set(path, changes);
    return [{ changes, startedAt }];
  });
}

const MOST_SCRIPTS = 40;

/** Of its recipes, nobody here says which are run: one that reads a file itself meets it before the others. */
function makefile(source: string): [string, number][] {
  const called = /(?:^|[\s;&|])g?make[ \t]+[\w-]/.exec(source);
  if (!called) return [];
  const end = source.indexOf('\n', called.index + 1);
  return [['Makefile', end === -1 ? source.length : end]];
}
