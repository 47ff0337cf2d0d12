/** What is said of the empty part of a name in the run at hand: why it is empty, as far as the text of its job tells. */
import type { Emptied, NameProblem } from '../../../evidence/types/reference.js';
import { entry, entrySpan } from '../../../workflow/text/document.js';
import { type JobText, jobText, type StepText } from '../../../workflow/text/job.js';
import { parseWorkflow } from '../../../workflow/text/parse.js';
import { locate } from '../../../workflow/text/places.js';
import type { Case } from '../../case.js';
import { placeOf } from '../../claims/places.js';
import type { OtherStep, ReferenceDetail } from '../../words/reference-fault.js';
import {
  isSetInFront,
  lastSetBefore,
  type SetHere,
  scriptOf,
  writtenForLater,
} from '../lacks/step-variables.js';
import { type JobAndCallers, lackOfNames } from './unfit-lacks.js';

/** null: nothing of it is empty but in this run alone, or the job's text is not at hand. */
export function emptiedInRun(problem: NameProblem, seen: Case): ReferenceDetail | null {
  switch (problem.kind) {
    case 'invalid':
      return problem.emptied ? partEmptied(problem.emptied, problem.corrected ?? '', seen) : null;
    // There is no name at all.
    case 'no-tags':
    case 'no-name': {
      const job = jobOf(seen);
      return job && { corrected: '', fault: { kind: problem.kind, ...lackOfNames([problem.lacks], job) } };
    }
    default:
      return null;
  }
}

function partEmptied({ names, lost = [] }: Emptied, corrected: string, seen: Case): ReferenceDetail | null {
  const job = names.length > 0 ? jobOf(seen) : null;
  if (job === null) return null;
  const step = stepOf(seen, job.job);
  const left = step && names.map((name) => leftBy(name, lost.includes(name), step, job.job)).find(Boolean);
  return { corrected, fault: left ?? { kind: 'lacks', ...lackOfNames(names, job) } };
}

/** The job of the run, and the files that call its own. */
function jobOf({ workflow }: Case): JobAndCallers | null {
  if (!workflow) return null;
  const { file, job: id, texts } = workflow;
  const { document } = parseWorkflow(file, texts[file] ?? '');
  const job = document && jobText(document, id);
  if (!document || !job) return null;
  const callers = Object.entries(texts).flatMap(([path, source]) => {
    const caller = path === file ? null : parseWorkflow(path, source).document;
    return caller ? { document: caller } : [];
  });
  return { document, job, chain: { callers } };
}

/** That pushes by the name; null: it stands in another file. */
function stepOf(seen: Case, { document, steps }: JobText): StepText | null {
  const { location } = placeOf(seen);
  if (location?.file !== document.file) return null;
  const start = document.lines[location.line - 1] ?? 0;
  const end = document.lines[location.line] ?? document.text.length;
  return steps.find(({ node }) => node.start < end && start < node.end) ?? null;
}

/** The step that has kept the variable to itself; null: none has given it a value. */
function leftBy(name: string, isLost: boolean, step: StepText, job: JobText): OtherStep | null {
  const run = entry(step.node, 'run');
  const told = (by: SetHere['by'], place: SetHere['place'], id: string | null): OtherStep => ({
    kind: 'other-step',
    name,
    by,
    at: locate(job.document, entrySpan(place)),
    id,
  });
  if (run && isLost) return told('subshell', run, step.id);
  if (run && isSetInFront(name, step)) return told('prefix', run, step.id);
  if (run && writtenForLater(name, scriptOf(step)) !== null) return told('later', run, step.id);
  const set = lastSetBefore(name, job, step);
  return set && told(set.by, set.place, set.id);
}
