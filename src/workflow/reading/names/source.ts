/**
 * Where the value is written that a name takes over: in an `env`, an entry of the matrix, the default of an input or
 * what the calling job gives. It is there that the name is mended, and not where it is used.
 */

import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { ImageReference, NameProblem } from '../../../evidence/types/reference.js';
import type { Location } from '../../../types.js';
import { withoutAbsent } from '../../language/origins.js';
import {
  child,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlNode,
  type YamlScalar,
} from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { locate } from '../../text/places.js';
import type { JobReading } from '../every-run.js';
import type { TransferAct, UsingStep } from '../steps/frame.js';
import { makerOf } from './place.js';

export interface NameSource {
  document: WorkflowDocument;
  scalar: YamlScalar;
}

/** A push, and the job in which its values are looked for. */
export interface SourcedPush {
  push: { act: TransferAct };
  job: Pick<JobReading, 'chain' | 'document' | 'job'>;
}

/** `env.NAME`, `matrix.image.name`, `inputs.name` in an expression; `$NAME` and `${NAME}` in a script. */
const EXPRESSION = /\b(env|matrix|inputs)\.([\w-]+)(?:\.([\w-]+))?/g;
const VARIABLE = /\$\{?([A-Za-z_]\w*)/g;

/** A value may be made of others, and these of others. */
const MAX_DEPTH = 3;

/**
 * The values that what pushes takes over, as far as their texts are at hand and `isWrong` says that they are at fault:
 * by way of docker/metadata-action, too.
 *
 * @param isWrong is given a value as it is written, blanks at its ends included
 */
export function sourcesOf(
  { job, push: { act } }: SourcedPush,
  isWrong: (value: string) => boolean,
  kind: 'plain' | 'made' = 'plain',
): NameSource[] {
  const steps = [act.step, makerOf(act, job.job)].flatMap((each) => each ?? []);
  const { document, user } = act;
  return sourcesIn({ document, steps, job, ...(user ? { user } : {}) }, isWrong, kind);
}

/** The same of values in which expressions stand. */
export function madeSources(push: SourcedPush, isWrong: (value: string) => boolean): NameSource[] {
  return sourcesOf(push, isWrong, 'made');
}

/** Steps of one file, in whose texts values are named. */
interface ValueUser {
  document: WorkflowDocument;
  steps: readonly Pick<StepText, 'node'>[];
  job: SourcedPush['job'];
  /** The step that uses the action in which they stand; absent: they stand in the job. */
  user?: UsingStep;
}

/**
 * The same of other steps than those that push.
 *
 * @param kind which values are asked about: those without expressions, or those with one
 */
export function sourcesIn(
  user: ValueUser,
  isWrong: (value: string) => boolean,
  kind: 'plain' | 'made' = 'plain',
): NameSource[] {
  const { document, steps } = user;
  const found = new Map<YamlScalar, NameSource>();
  // At the depth at which it was followed: what is named a thousand times is followed once.
  const followed = new Map<YamlScalar, number>();
  for (const { node } of steps) follow(namesOfStep(document, node), node, user, 0);
  return [...found.values()];

  function follow(names: readonly ValueName[], step: YamlNode, user: ValueUser, depth: number): void {
    if (depth >= MAX_DEPTH) return;
    for (const source of valuesOf(names, step, user)) {
      const { scalar } = source;
      const value = String(scalar.value);
      if (found.has(scalar) || (followed.get(scalar) ?? MAX_DEPTH) <= depth) continue;
      followed.set(scalar, depth);
      const isMade = value.includes('${{');
      if (isMade === (kind === 'made') && isWrong(value)) found.set(scalar, source);
      else if (isMade) follow(namesIn(value), ...whereItStands(source, step, user), depth + 1);
    }
  }
}

/** What a step gives to an action is made of that step's values, not of the action's. */
function whereItStands(
  { document }: NameSource,
  step: YamlNode,
  { user, ...within }: ValueUser,
): [step: YamlNode, user: ValueUser] {
  if (!user || document !== user.document || document === within.document)
    return [step, { ...within, ...(user ? { user } : {}) }];
  const { step: using, user: outer } = user;
  return [using.node, { document, steps: [using], job: within.job, ...(outer ? { user: outer } : {}) }];
}

/**
 * The values that bring the character which the grammar refuses: it stands in them, or behind a separator that they end with.
 *
 * @param given the reference in which `problem` was found
 */
export function faultySources(
  push: SourcedPush,
  given: string,
  { index }: Extract<NameProblem, { kind: 'invalid' }>,
): NameSource[] {
  // docker/metadata-action makes names in lower case.
  const whole = given.toLowerCase();
  return sourcesOf(push, (value) => {
    const part = value.toLowerCase();
    const end = /[/:@]$/.test(part) ? index : index + 1;
    for (
      let at = whole.indexOf(part);
      part !== '' && at !== -1 && at <= index;
      at = whole.indexOf(part, at + 1)
    )
      if (at + part.length >= end) return true;
    return false;
  });
}

/** Does a value bring what a name begins with: its host, whole, or what stands in front of that? */
export function bringing(beginning: string): (value: string) => boolean {
  const wanted = beginning.toLowerCase();
  return (value) => {
    const given = value.trim().toLowerCase();
    if (!given.startsWith(wanted)) return false;
    return /[/:]$/.test(wanted) || /^(?:$|[/:@])/.test(given.slice(wanted.length));
  };
}

/** The place of the first of them; null: the name is written at the push. */
export function placeOfSource([first]: readonly NameSource[]): Location | null {
  return first ? locate(first.document, first.scalar) : null;
}

/** How a text names a value; a shell's variable is one of `env`. */
interface ValueName {
  context: string;
  name: string;
  key: string | undefined;
}

/** Each once: a long script names the same ones on all of its lines. */
function namesIn(written: string): ValueName[] {
  const names = new Map<string, ValueName>();
  const add = (context: string, name: string, key?: string) =>
    names.set(`${context}.${name}.${key}`, { context, name, key });
  for (const [, context = '', name = '', key] of written.matchAll(EXPRESSION)) add(context, name, key);
  for (const [, name = ''] of written.matchAll(VARIABLE)) add('env', name);
  return [...names.values()];
}

const NAMES = new WeakMap<YamlNode, ValueName[]>();

/** Read once, for a step may push a thousand names. */
function namesOfStep({ text: source }: WorkflowDocument, step: YamlNode): readonly ValueName[] {
  const known = NAMES.get(step) ?? namesIn(source.slice(step.start, step.end));
  NAMES.set(step, known);
  return known;
}

/** @param step in whose text they are named */
function* valuesOf(names: readonly ValueName[], step: YamlNode, user: ValueUser): Generator<NameSource> {
  for (const { context, name, key } of names) {
    if (context === 'env') yield* ofEnvironment(name, step, user);
    else if (context === 'matrix') yield* ofMatrix(name, key, user);
    else yield* ofInput(name, user);
  }
}

/** The nearest `env` that has it: of the step, the job, the workflow. */
function* ofEnvironment(name: string, step: YamlNode, { document, job }: ValueUser): Generator<NameSource> {
  const here = document === job.document ? [job.job.node, document.root] : [];
  for (const owner of [step, ...here]) {
    const node = child(child(owner, 'env'), name);
    if (!node) continue;
    if (node.kind === 'scalar') yield { document, scalar: node };
    return;
  }
}

function* ofMatrix(
  name: string,
  key: string | undefined,
  { document, job }: ValueUser,
): Generator<NameSource> {
  if (job.document !== document) return;
  const matrix = child(child(job.job.node, 'strategy'), 'matrix');
  const legs = (list(child(matrix, 'include'))?.items ?? []).map(({ node }) => child(node, name));
  const values = (list(child(matrix, name))?.items ?? []).map(({ node }) => node as YamlNode | null);
  for (const node of [...values, ...legs]) {
    const value = key === undefined ? node : child(node, key);
    if (value?.kind === 'scalar') yield { document, scalar: value };
  }
}

/** What the step gives that uses the action, else the default. */
function* ofActionsInput(name: string, action: WorkflowDocument, user: UsingStep): Generator<NameSource> {
  const given = child(child(user.step.node, 'with'), name);
  const node = given ?? child(child(child(action.root, 'inputs'), name), 'default');
  if (node?.kind === 'scalar') yield { document: given ? user.document : action, scalar: node };
}

/** What the calling job gives, else the default. */
function* ofInput(name: string, { document, job, user }: ValueUser): Generator<NameSource> {
  const { chain } = job;
  if (job.document !== document) {
    if (user) yield* ofActionsInput(name, document, user);
    return;
  }
  const caller = chain.callers.at(-1);
  const given = child(child(caller?.node ?? null, 'with'), name);
  if (caller && given) {
    if (given.kind === 'scalar') yield { document: caller.document, scalar: given };
    return;
  }
  const events = map(child(document.root, 'on'))?.entries ?? [];
  for (const { key, value } of events) {
    if (!/^workflow_(?:dispatch|call)$/.test(text(key) ?? '')) continue;
    const node = child(child(child(value.node, 'inputs'), name), 'default');
    if (node?.kind === 'scalar') yield { document, scalar: node };
  }
}

/** The values with the capital letters of the name, where others than GitHub's own bring them. */
export function capitalSources(push: SourcedPush): NameSource[] {
  const given = withoutAbsent(push.push.act.found.reference).trim();
  const name = withoutTag(given);
  return sourcesOf(push, (value) => {
    const part = withoutTag(value.trim());
    return part !== part.toLowerCase() && isPartOf(name, part);
  });
}

/** Does it stand in the name between slashes, dots or dashes? */
function isPartOf(name: string, part: string): boolean {
  const at = name.indexOf(part);
  return at !== -1 && !/\w$/.test(name.slice(0, at)) && !/^\w/.test(name.slice(at + part.length));
}

/** The values that bring the owner: `acme`, `acme/app`, `ghcr.io/acme`. */
export function ownerSources(push: SourcedPush, owner: string, registry: string): NameSource[] {
  return sourcesOf(push, (value) => ownerIn(value.trim(), registry) === owner);
}

function ownerIn(value: string, registry: string): string {
  const lowered = value.toLowerCase();
  return (
    (lowered.startsWith(`${registry}/`) ? lowered.slice(registry.length + 1) : lowered).split('/')[0] ?? ''
  );
}

/**
 * Where the value is written that makes a push one of a wrong name, or of another owner than the run's.
 *
 * @param image what is pushed, as it was read
 * @returns null: it is written at the push, or nobody can say
 */
export function placeOfFault(
  push: SourcedPush,
  { given, problem, owner, registry }: ImageReference,
): Location | null {
  switch (problem?.kind) {
    case undefined:
      return placeOfSource(ownerSources(push, owner, registry));
    case 'uppercase':
      return placeOfSource(capitalSources(push));
    case 'invalid':
      return placeOfSource(faultySources(push, given, problem));
    default:
      return null;
  }
}
