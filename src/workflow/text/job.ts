/** A job's text: its steps, what they use, and which of them is this action. */
import {
  child,
  entry,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from './document.js';

export interface StepText {
  node: YamlMap;
  /** What of the job's list it is: the step itself, or the group of those that run beside it. */
  item: YamlMap;
  /** `id:` as written. */
  id: string | null;
  uses: Uses | null;
}

export interface Uses {
  source: string;
  /** `owner/repo` or `owner/repo/path`; null for a local action or a container. */
  action: string | null;
  ref: string | null;
}

export interface JobText {
  document: WorkflowDocument;
  id: string;
  entry: YamlEntry;
  node: YamlNode;
  steps: StepText[];
}

/** The job of that key, with its steps; null when there is none or when it calls a workflow. */
export function jobText(document: WorkflowDocument, id: string): JobText | null {
  const found = entry(child(document.root, 'jobs'), id);
  if (!found || child(found.value.node, 'uses')) return null;
  const { node } = found.value;
  return { document, id, entry: found, node, steps: stepTexts(node) };
}

/** The text of a job with its key. */
export function jobSource({ document, node, entry: own }: JobText): string {
  return document.text.slice(own.key.start, Math.max(node.end, own.value.at.end));
}

/** The scripts of its steps, as they are written; those of actions show only while they are read. */
export function scriptsOf({ steps }: JobText): string[] {
  return steps.flatMap(({ node }) => text(child(node, 'run')) ?? []);
}

/** The jobs of a workflow as they are written, also those that call another. */
export function jobEntries(document: WorkflowDocument): readonly YamlEntry[] {
  return map(child(document.root, 'jobs'))?.entries ?? [];
}

/** Has a file what makes a workflow of it? Compose, CircleCI and others have files that look much like one. */
export function isWorkflowFile({ root }: WorkflowDocument): boolean {
  return child(root, 'on') !== null && child(root, 'jobs') !== null;
}

/** What a workflow says of being called: its inputs, secrets and outputs. */
export function callTrigger(document: WorkflowDocument): YamlNode | null {
  return child(child(document.root, 'on'), 'workflow_call');
}

/** Jobs that call a workflow. */
export function callingJobs(
  document: WorkflowDocument,
): { id: string; uses: string; node: YamlNode; key: YamlNode }[] {
  return jobEntries(document).flatMap(({ key, value }) => {
    const uses = text(child(value.node, 'uses'));
    return uses === null ? [] : [{ id: String(key.value), uses, node: value.node, key }];
  });
}

/**
 * Path of a called workflow that lives in this repository: `./path`, `$/path`, or
 * `owner/repo/path@ref` (docs: Reuse workflows; the `$` since 2026-07-30). Null
 * for one that lives elsewhere.
 */
export function calledPath(uses: string, repository: string | null): string | null {
  const own = /^(?:\.|\$)\/(.+)$/.exec(uses);
  if (own) return own[1] as string;
  const named = /^([^/]+\/[^/]+)\/(.+)@[^@]+$/.exec(uses);
  const same = named?.[1]?.toLowerCase() === repository?.toLowerCase();
  return named && repository && same ? (named[2] as string) : null;
}

/**
 * The name under which a called workflow stands among the files of a repository: its path, or, where it lives in
 * another repository, `owner/repo/path@ref` as it is called. A called workflow's own `./path` lives beside it.
 *
 * @param caller name of the file that calls
 */
export function calledFile(uses: string, caller: string, repository: string | null): string | null {
  const home = ELSEWHERE.exec(caller);
  const own = calledPath(uses, home ? (home[1] as string) : repository);
  if (own === null) return ELSEWHERE.test(uses) ? uses : null;
  return home
    ? `${home[1]}/${own}@${uses.startsWith('.') ? home[3] : uses.slice(uses.lastIndexOf('@') + 1)}`
    : own;
}

/**
 * The name of a called workflow of this repository as it stands at the ref that the call names, `owner/repo/path@ref`:
 * that is what runs, and `calledFile` names the one of this tree. null: it is called as it stands beside the caller.
 */
export function calledAtRef(uses: string, caller: string, repository: string | null): string | null {
  const path = fileElsewhere(caller) ? null : calledPath(uses, repository);
  const ref = namedRef(uses);
  return path !== null && ref !== null ? `${repository}/${path}@${ref}` : null;
}

/** What stands behind the `@` of `owner/repo/path@ref`; null for what is used as it stands beside the file (`./path`). */
export function namedRef(uses: string): string | null {
  return /^[.$]/.test(uses) || !uses.includes('@') ? null : uses.slice(uses.lastIndexOf('@') + 1);
}

/** Repository, path and ref of a workflow of another repository. */
const ELSEWHERE = /^([^/.$][^/]*\/[^/]+)\/(\.github\/workflows\/[^/@]+\.ya?ml)@([^@]+)$/i;

export interface FileElsewhere {
  /** `owner/repo`. */
  repository: string;
  path: string;
  ref: string;
}

/** A workflow, or the file of an action. */
const FILE_ELSEWHERE = /^([^/.$][^/]*\/[^/]+)\/([^@]+\.ya?ml)@([^@]+)$/i;

/** What the name of a file of another repository says; null for one of this repository. */
export function fileElsewhere(file: string): FileElsewhere | null {
  const [, repository, path, ref] = FILE_ELSEWHERE.exec(file) ?? [];
  return repository && path && ref ? { repository, path, ref } : null;
}

/**
 * Folder of an action that lives in this repository, `''` for its root: `./path`, `$/path`, or
 * `owner/repo/path@ref`. Null for one that lives elsewhere.
 */
export function localActionPath(uses: string, repository: string | null): string | null {
  // Nearly all are of others, and every step asks.
  if (uses[0] !== '.' && uses[0] !== '$' && !startsWithName(uses, repository)) return null;
  const own = /^(?:\.|\$)(?:\/(.*))?$/.exec(uses);
  if (own) return clean(own[1] ?? '');
  const named = /^([^/]+\/[^/@]+)(?:\/([^@]+))?@[^@]+$/.exec(uses);
  const same = repository !== null && named?.[1]?.toLowerCase() === repository.toLowerCase();
  return same ? clean(named?.[2] ?? '') : null;
}

/**
 * `owner/repo/path@ref` of an action of another repository; null for anything else.
 *
 * @param file that says `uses`: one of another repository finds its own actions there (`$/path`)
 */
export function actionElsewhere(uses: string, file: string): string | null {
  const own = /^\$\/(.+)$/.exec(uses);
  const home = own && fileElsewhere(file);
  if (home) return `${home.repository}/${own[1]}@${home.ref}`;
  return /^[\w][\w.-]*\/[^@\s]+@[^@\s]+$/.test(uses) && !/\.ya?ml@/i.test(uses) ? uses : null;
}

function startsWithName(uses: string, repository: string | null): boolean {
  if (repository === null) return false;
  const behind = uses[repository.length];
  return (
    (behind === '/' || behind === '@') &&
    uses.slice(0, repository.length).toLowerCase() === repository.toLowerCase()
  );
}

function clean(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

const STEPS = new WeakMap<YamlNode, StepText[]>();

/** The `steps` of a job, or of a composite action's `runs`; read once, however many ways lead to them. */
export function stepTexts(job: YamlNode): StepText[] {
  const known = STEPS.get(job);
  if (known) return known;
  const made = readSteps(job);
  STEPS.set(job, made);
  return made;
}

function readSteps(job: YamlNode, group: YamlMap | null = null): StepText[] {
  const items = list(group ? child(group, 'parallel') : child(job, 'steps'))?.items ?? [];
  return items.flatMap(({ node }): StepText[] => {
    if (node.kind !== 'map') return [];
    // What runs side by side is taken in the order that it is written in. Docs: Workflow syntax, steps[*].parallel.
    if (!group && child(node, 'parallel')) return readSteps(job, node);
    const source = text(child(node, 'uses'));
    const uses = source === null ? null : readUses(source);
    return [{ node, item: group ?? node, id: text(child(node, 'id')), uses }];
  });
}

function readUses(source: string): Uses {
  const at = source.lastIndexOf('@');
  const remote = !/^(\.{1,2}\/|\.$|docker:\/\/)/.test(source) && at > 0;
  return {
    source,
    action: remote ? source.slice(0, at) : null,
    ref: remote ? source.slice(at + 1) : null,
  };
}

/** What the runner calls each step in `GITHUB_ACTION`: the id, else `__owner_repo`, `__self`, `__run`, numbered. */
function contextNames(steps: readonly StepText[]): string[] {
  const ids = new Set(steps.flatMap(({ id }) => id ?? []));
  const last = new Map<string, number>();
  return steps.map(({ id, uses }) => id ?? unused(generatedName(uses), ids, last));
}

/** Observed in `GITHUB_ACTION` (docs: Variables reference, "__repo-owner_name-of-action-repo"). */
function generatedName(uses: Uses | null): string {
  if (!uses) return '__run';
  const [owner, repo] = uses.action?.split('/') ?? [];
  const name = owner && repo ? `${owner}_${repo}` : uses.source.startsWith('.') ? 'self' : 'docker';
  return `__${name.replace(/[^A-Za-z0-9_-]/g, '_')}`;
}

/**
 * The second of a name is numbered `_2`.
 *
 * @param last the number that each name has reached: ten thousand steps may share one
 */
function unused(name: string, taken: Set<string>, last: Map<string, number>): string {
  let number = last.get(name) ?? 1;
  let candidate = number === 1 ? name : `${name}_${number}`;
  while (taken.has(candidate)) {
    number += 1;
    candidate = `${name}_${number}`;
  }
  last.set(name, number);
  taken.add(candidate);
  return candidate;
}

/**
 * Index of the step that is this action, or that uses an action in which it stands: then the runner names that one
 * (`GITHUB_ACTION`: its name, and behind a dot those of steps inside; actions/runner, CompositeActionHandler.cs). -1 when it
 * can't be found.
 */
export function ownStep(steps: readonly StepText[], env: Record<string, string | undefined>): number {
  const name = env.GITHUB_ACTION?.split('.', 1)[0];
  const names = contextNames(steps);
  const named = steps.findIndex(({ uses }, index) => names[index] === name && uses !== null);
  return named === -1 ? stepOfAction(steps, env) : named;
}

/** Index of the step whose action is this one; -1: there is none. */
export function stepOfAction(steps: readonly StepText[], env: Record<string, string | undefined>): number {
  const tests = [
    isOfRepository(env),
    isNamedAsOurs,
    ({ uses }: StepText) => /^\.\/?$/.test(uses?.source ?? ''),
  ];
  for (const test of tests) {
    const found = steps.findIndex(test);
    if (found !== -1) return found;
  }
  return -1;
}

function isOfRepository({ GITHUB_ACTION_REPOSITORY: repository }: Record<string, string | undefined>) {
  const begins = `${repository?.toLowerCase()}@`;
  return ({ uses }: StepText) =>
    Boolean(repository) && (uses?.source.toLowerCase().startsWith(begins) ?? false);
}

function isNamedAsOurs({ uses }: StepText): boolean {
  return /\/ghcr-preflight$/.test(uses?.action ?? '');
}
