/**
 * Where the value is written that a name takes over: in an `env`, an entry of the matrix, the default of an input or
 * what the calling job gives. It is there that the name is mended, and not where it is used.
 */
import type { NameProblem } from '../../evidence/types/reference.js';
import type { FileEdit } from '../../fix/diff.js';
import type { Location } from '../../types.js';
import { makerOf } from '../../workflow/reading/name-place.js';
import {
  child,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlNode,
  type YamlScalar,
} from '../../workflow/text/document.js';
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
export function sourcesOf(linted: LintedPush, isWrong: (value: string) => boolean): NameSource[] {
  const { job, push } = linted;
  const { step, document } = push.act;
  const found = new Map<YamlScalar, NameSource>();
  for (const { node } of [step, makerOf(push.act, job.job)].flatMap((each) => each ?? []))
    follow(document.text.slice(node.start, node.end), node, 0);
  return [...found.values()];

  function follow(written: string, user: YamlNode, depth: number): void {
    if (depth >= MAX_DEPTH) return;
    for (const source of valuesIn(written, user, linted)) {
      const { scalar } = source;
      const value = String(scalar.value);
      if (found.has(scalar)) continue;
      if (value.includes('${{')) follow(value, user, depth + 1);
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

/** @param user the step in whose text they are named */
function* valuesIn(written: string, user: YamlNode, linted: LintedPush): Generator<NameSource> {
  for (const [, context = '', name = '', key] of written.matchAll(EXPRESSION)) {
    if (context === 'env') yield* ofEnvironment(name, user, linted);
    else if (context === 'matrix') yield* ofMatrix(name, key, linted);
    else yield* ofInput(name, linted);
  }
  for (const [, name = ''] of written.matchAll(VARIABLE)) yield* ofEnvironment(name, user, linted);
}

/** The nearest `env` that has it: of the step, the job, the workflow. */
function* ofEnvironment(name: string, user: YamlNode, { push, job }: LintedPush): Generator<NameSource> {
  const { document } = push.act;
  const here = document === job.document ? [job.job.node, document.root] : [];
  for (const owner of [user, ...here]) {
    const node = child(child(owner, 'env'), name);
    if (!node) continue;
    if (node.kind === 'scalar') yield { document, scalar: node };
    return;
  }
}

function* ofMatrix(name: string, key: string | undefined, { push, job }: LintedPush): Generator<NameSource> {
  const { document } = job;
  if (push.act.document !== document) return;
  const matrix = child(child(job.job.node, 'strategy'), 'matrix');
  const legs = (list(child(matrix, 'include'))?.items ?? []).map(({ node }) => child(node, name));
  const values = (list(child(matrix, name))?.items ?? []).map(({ node }) => node as YamlNode | null);
  for (const node of [...values, ...legs]) {
    const value = key === undefined ? node : child(node, key);
    if (value?.kind === 'scalar') yield { document, scalar: value };
  }
}

/** What the calling job gives, else the default. */
function* ofInput(name: string, { push, job }: LintedPush): Generator<NameSource> {
  const { document, chain } = job;
  if (push.act.document !== document) return;
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
