/** Where a name stands that is not there, and the one that was meant in its place. */
import type { Location } from '../../../types.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { valueInEnv } from '../../../workflow/reading/names/values-in-env.js';
import type { TransferAct } from '../../../workflow/reading/steps/frame.js';
import { locate } from '../../../workflow/text/places.js';
import type { Mend } from '../../cause.js';
import { meantIn, mendOf, onlyShown } from '../../claims/mends.js';
import type { ReferenceFault } from '../../words/reference-fault.js';

/** The value in an `env:` that has it, where the push has it from there; null: it stands at the push itself, or elsewhere. */
export function placeOfLack(fault: ReferenceFault, act: TransferAct, job: JobReading): Location | null {
  const found = 'lacks' in fault ? valueInEnv(fault.lacks ?? '', act, job) : null;
  return found && locate(job.document, found);
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
