/** Where a name is written: for one that docker/metadata-action makes, in the inputs of that step; else in another input than the one that pushes. */
import type { Location } from '../../../types.js';
import { withoutAbsent } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { child, entry, entrySpan, type Span, text } from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';
import { locate } from '../../text/places.js';
import type { TransferAct } from '../steps/frame.js';
import { blockLine } from '../steps/places.js';

/** The input of a push is this output alone, whole or by way of JSON. */
const FROM_STEP =
  /^\$\{\{\s*(?:fromJSON\(\s*)?steps\.([\w-]+)\.outputs\.(?:tags|json|bake-file|bake-file-tags)\b[^}]*\}\}$/i;

/** The step of docker/metadata-action that makes the name; null where it is written at the push. */
export function makerOf({ found, step, document }: TransferAct, job: JobText): StepText | null {
  const written = found.input ? text(child(child(step.node, 'with'), found.input))?.trim() : null;
  const id = FROM_STEP.exec(written ?? '')?.[1]?.toLowerCase();
  if (id === undefined || document !== job.document) return null;
  const maker = job.steps.find((each) => each.id?.toLowerCase() === id);
  return maker && isMetadataStep(maker) ? maker : null;
}

/** Does the step use docker/metadata-action, under any name that it has had? */
export function isMetadataStep({ uses }: StepText): boolean {
  return /(?:metadata-action|ghaction-docker-meta)$/.test(uses?.action ?? '');
}

/**
 * @param what is wrong: the name itself, or its tag
 * @returns null where the name is written where the push is told
 */
export function placeOfName(act: TransferAct, job: JobText, what: 'name' | 'tag'): Location | null {
  const { found, document, step } = act;
  const named = found.namedIn === undefined ? null : entry(child(step.node, 'with'), found.namedIn);
  if (named) return locate(document, entrySpan(named));
  const input = entry(child(makerOf(act, job)?.node ?? null, 'with'), what === 'name' ? 'images' : 'tags');
  if (!input) return null;
  const { node } = input.value;
  const lines = node.kind === 'scalar' && node.style === 'literal' ? String(node.value).split('\n') : [];
  const wanted = nameOf(found.reference);
  const at = what === 'name' ? lines.findIndex((line) => line.toLowerCase().includes(wanted)) : -1;
  const line = at === -1 || node.kind !== 'scalar' ? null : blockLine(document, node, at);
  return locate(document, line ?? entrySpan(input));
}

/** A tag begins with an expression of docker/metadata-action that is empty in some runs. */
export interface EmptyBeginning {
  /** `{{branch}}`. */
  expression: string;
  /** The line of `tags`. */
  line: Span;
}

/** Where a tag that begins with a dash or a dot comes from; null where that can't be told. */
export function emptyBeginning(act: TransferAct, job: JobText): EmptyBeginning | null {
  const node = child(child(makerOf(act, job)?.node ?? null, 'with'), 'tags');
  if (node?.kind !== 'scalar' || node.style !== 'literal') return null;
  for (const [at, written] of String(node.value).split('\n').entries()) {
    const [, expression] = /=(\{\{ ?(?:branch|tag|base_ref) ?\}\})[-.]/.exec(written) ?? [];
    const line = expression === undefined ? null : blockLine(act.document, node, at);
    if (expression !== undefined && line) return { expression, line };
  }
  return null;
}

/** A component that is written, and the expression behind it; a slash alone stands in other places of the name, too. */
const BEHIND = /([\w.-]+[/:])\$\{\{\s*([^}]{1,200}?)\s*\}\}/g;

/** The expression that a name begins with. */
const LEADING = /^[ \t]*(?:- )?["']?\$\{\{\s*([^}]{1,200}?)\s*\}\}(?=[/:@])/gm;

/** The expression that comes to nothing in a name, where the push, or the step that makes the name, shows which one. */
export function emptyExpression(act: TransferAct, job: JobText): string | null {
  const { found, step, document } = act;
  const given = withoutAbsent(found.reference).trim();
  const empty = new Set<string>();
  for (const { node } of [step, makerOf(act, job)].flatMap((each) => each ?? [])) {
    const source = document.text.slice(node.start, node.end);
    if (/^[/:@]/.test(given))
      for (const [, expression = ''] of source.matchAll(LEADING)) empty.add(expression);
    for (const [, written = '', expression = ''] of source.matchAll(BEHIND)) {
      const at = given.toLowerCase().indexOf(written.toLowerCase());
      // Nothing follows it before the next part begins.
      if (at !== -1 && /^(?:$|[/:@])/.test(given.slice(at + written.length))) empty.add(expression);
    }
  }
  const [only, ...others] = empty;
  return only !== undefined && others.length === 0 ? only : null;
}

/** The known beginning of a name, in lower case as metadata-action makes it. */
function nameOf(reference: string): string {
  const open = [...reference].findIndex(hasHole);
  const known = open === -1 ? reference : [...reference].slice(0, open).join('');
  return known.replace(/:[^:/]*$/, '').toLowerCase();
}
