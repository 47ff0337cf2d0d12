/**
 * Where the value is written that a name takes over: in an `env`, an entry of the matrix, the default of an input or
 * what the calling job gives. It is there that the name is mended, and not where it is used.
 */
import type { NameProblem } from '../../evidence/types/reference.js';
import type { FileEdit } from '../../fix/diff.js';
import type { Location } from '../../types.js';
import { makerOf } from '../../workflow/reading/name-place.js';
import type { UsingStep } from '../../workflow/reading/steps/frame.js';
import {
  child,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlNode,
  type YamlScalar,
} from '../../workflow/text/document.js';
import type { StepText } from '../../workflow/text/job.js';
import { locate } from '../../workflow/text/places.js';
import type { LintedPush } from '../case.js';

export interface NameSource {
  document: WorkflowDocument;
  scalar: YamlScalar;
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
  { job, push: { act } }: Pick<LintedPush, 'job' | 'push'>,
  isWrong: (value: string) => boolean,
): NameSource[] {
  const steps = [act.step, makerOf(act, job.job)].flatMap((each) => each ?? []);
  const { document, user } = act;
  return sourcesIn({ document, steps, job, ...(user ? { user } : {}) }, isWrong);
}

/** Steps of one file, in whose texts values are named. */
interface ValueUser {
  document: WorkflowDocument;
  steps: readonly Pick<StepText, 'node'>[];
  job: LintedPush['job'];
  /** The step that uses the action in which they stand; absent: they stand in the job. */
  user?: UsingStep;
}

/** The same of other steps than those that push. */
export function sourcesIn(user: ValueUser, isWrong: (value: string) => boolean): NameSource[] {
  const { document, steps } = user;
  const found = new Map<YamlScalar, NameSource>();
  // At the depth at which it was followed: what is named a thousand times is followed once.
  const followed = new Map<YamlScalar, number>();
  for (const { node } of steps) follow(document.text.slice(node.start, node.end), node, 0);
  return [...found.values()];

  function follow(written: string, step: YamlNode, depth: number): void {
    if (depth >= MAX_DEPTH) return;
    for (const source of valuesIn(written, step, user)) {
      const { scalar } = source;
      const value = String(scalar.value);
      if (found.has(scalar) || (followed.get(scalar) ?? MAX_DEPTH) <= depth) continue;
      followed.set(scalar, depth);
      if (value.includes('${{')) follow(value, step, depth + 1);
      else if (isWrong(value)) found.set(scalar, source);
    }
  }
}

/**
 * The values that bring the character which the grammar refuses: it stands in them, or behind a separator that they end with.
 *
 * @param given the reference in which `problem` was found
 */
export function faultySources(
  linted: LintedPush,
  given: string,
  { index }: Extract<NameProblem, { kind: 'invalid' }>,
): NameSource[] {
  // docker/metadata-action makes names in lower case.
  const whole = given.toLowerCase();
  return sourcesOf(linted, (value) => {
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

/** The values written otherwise, where they stand as they are. */
export function rewrittenNames(sources: readonly NameSource[], to: (value: string) => string): FileEdit[] {
  return sources.flatMap(({ document, scalar }) => {
    const { start, end, value } = scalar;
    const at = document.text.indexOf(String(value), start);
    if (at === -1 || at + String(value).length > end) return [];
    return [{ file: document.file, start: at, end: at + String(value).length, text: to(String(value)) }];
  });
}

/** @param step in whose text they are named */
function* valuesIn(written: string, step: YamlNode, user: ValueUser): Generator<NameSource> {
  for (const [, context = '', name = '', key] of written.matchAll(EXPRESSION)) {
    if (context === 'env') yield* ofEnvironment(name, step, user);
    else if (context === 'matrix') yield* ofMatrix(name, key, user);
    else yield* ofInput(name, user);
  }
  for (const [, name = ''] of written.matchAll(VARIABLE)) yield* ofEnvironment(name, step, user);
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
