/** Pushes that were meant for the registry and go elsewhere: in which order it is asked why, and where it is told. */
import type { FileEdit } from '../../../../fix/diff.js';
import type { Location } from '../../../../types.js';
import { withoutAbsent } from '../../../../workflow/language/origins.js';
import { isActive, type JobReading, type PushReading } from '../../../../workflow/reading/every-run.js';
import { makerOf, placeOfName } from '../../../../workflow/reading/names/place.js';
import { bringing, placeOfSource, sourcesOf } from '../../../../workflow/reading/names/source.js';
import { emptyInAll } from '../../../../workflow/reading/pushes/tagless-pushes.js';
import type { StepText } from '../../../../workflow/text/job.js';
import { locate } from '../../../../workflow/text/places.js';
import type { Linted } from '../../../case.js';
import { withoutUnset } from '../../lacks/unset-names.js';
import { isTakenByOthers } from '../wrong-slashes.js';
import type { Astray, Look, Stray, Suspect } from './stray.js';
import { withEmptyHost, withHostAlone, withoutHost } from './without-host.js';
import { madeAlone, notFilledIn, withoutTags, withTagAlone } from './without-name.js';
import { ofUnknownHost, withMisspeltHost, withWebHost, withWrongSlash } from './wrong-host.js';

/** The pushes of a job that were meant for the registry, and don't go there. */
export function straysOf(job: JobReading, all: Linted): Stray[] {
  const { registry, repository } = all;
  const isAlwaysEmpty = emptyInAll(job.runs);
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((read): Stray[] => {
      if (run.trigger.fork || !isActive(run, read) || read.act.found.mayFail) return [];
      const push = withoutUnset(read, job, all);
      const { act } = push;
      const given = withoutAbsent(act.found.reference).trim();
      const { isHosted } = job;
      const stray = whyAstray({
        run,
        push,
        job: job.job,
        isHosted,
        given,
        registry,
        repository,
        isAlwaysEmpty: given === '' && isAlwaysEmpty(push),
      });
      if (!stray) return [];
      const { beginning, edits: mends, isOfSources, location: known, ...told } = stray;
      const isBringing = bringing(beginning ?? '');
      const brought = beginning === undefined ? [] : sourcesOf({ job, push }, isBringing);
      const isShared = told.why === 'transport' && isTakenByOthers(brought, { job, run, push }, isBringing);
      // What another client reads as well is left as it is, in the step that pushes, too.
      const edits = isShared ? undefined : mends;
      const sources = isShared || isOfSources?.(brought) === false ? [] : brought;
      const location =
        known ??
        placeOfSource(sources) ??
        placeOfEdits(edits?.(sources) ?? [], push, job) ??
        placeOfName(act, job.job, 'name') ??
        locate(act.document, act.place);
      return [{ ...told, location, ...(edits ? { edits: () => edits(sources) } : {}) }];
    }),
  );
}

/** Where what is mended stands by itself, on one line and in another step than those that make the name and push it. */
function placeOfEdits(
  [first, ...others]: readonly FileEdit[],
  { act }: PushReading,
  { job }: JobReading,
): Location | null {
  const { document, step } = act;
  if (first?.file !== document.file) return null;
  const at = locate(document, first);
  const isBeside = ({ node }: StepText) => first.start < node.start || node.end <= first.start;
  const isAlone = others.every((each) => each.file === first.file && locate(document, each).line === at.line);
  return isAlone && [step, makerOf(act, job)].every((each) => !each || isBeside(each)) ? at : null;
}

/** In this order: each takes it that the ones before had nothing to say. */
const LOOKS: readonly Look[] = [
  notFilledIn,
  madeAlone,
  withoutTags,
  withEmptyHost,
  withTagAlone,
  withHostAlone,
  withWrongSlash,
  ofUnknownHost,
  withWebHost,
  withMisspeltHost,
  withoutHost,
];

function whyAstray(suspect: Suspect): Astray | null {
  for (const look of LOOKS) {
    const found = look(suspect);
    if (found !== undefined) return found;
  }
  return null;
}
