/** Where a name stands that is not there, and the one that was meant in its place. */
import { asPattern } from '../../evidence/pattern.js';
import type { Location } from '../../types.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import type { TransferAct } from '../../workflow/reading/steps/frame.js';
import { child, map, type Span } from '../../workflow/text/document.js';
import { locate } from '../../workflow/text/places.js';
import type { Mend } from '../cause.js';
import { meantIn, mendOf, onlyShown } from '../claims/mends.js';
import type { ReferenceFault } from '../words/reference-fault.js';

/** The entry of an `env:` that has it, where the push has it from there; null: it stands at the push itself, or elsewhere. */
export function placeOfLack(
  fault: ReferenceFault,
  { document, step }: TransferAct,
  { document: own, job }: JobReading,
): Location | null {
  const lacks = 'lacks' in fault ? (fault.lacks ?? '') : '';
  if (!lacks.includes('.') || document !== own) return null;
  // Whole: `github.repo` stands in no `github.repository`.
  const written = new RegExp(`(?<![\\w.-])${asPattern(lacks)}(?![\\w-])`);
  const has = ({ start, end }: Span) => written.test(document.text.slice(start, end));
  const isInStep = step.node.entries.some(
    ({ key, value }) => key.value !== 'env' && value.node && has(value.node),
  );
  if (isInStep) return null;
  const given = [step.node, job.node, document.root].flatMap(
    (each) => map(child(each, 'env'))?.entries ?? [],
  );
  const found = given.find(({ value }) => value.node && has(value.node));
  return found?.value.node ? locate(document, found.value.node) : null;
}

/** The name that was meant, where the finding shows the one that is not there. Under which name an image is pushed is for no one else to say. */
export function meantThere(fault: ReferenceFault, location: Location, { job }: JobReading): Mend | null {
  const { document } = job;
  if (!('lacks' in fault) || !fault.lacks || !fault.meant || location.file !== document.file) return null;
  const start = document.lines[location.line - 1] ?? 0;
  const end = document.lines[location.endLine] ?? document.text.length;
  const more = 'more' in fault ? (fault.more ?? []) : [];
  const mends = [{ lacks: fault.lacks, meant: fault.meant }, ...more].map(({ lacks, meant }) =>
    meant === null ? null : meantIn(document, { start, end }, lacks, meant),
  );
  return onlyShown(mendOf(mends.flatMap((each) => each?.edits ?? [])));
}
