/** Builds by a name that no client takes, which end their job in front of a push by a right one. */
import type { NameProblem } from '../../../evidence/types/reference.js';
import { happens } from '../../../workflow/language/chance.js';
import type { JobReading, RunReading } from '../../../workflow/reading/every-run.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { pushedName } from './pushed-name.js';

/** What is claimed of such a build, but for the detail. */
interface StoppedBuild<Problem> extends Pick<LintClaim, 'location' | 'job'> {
  confidence: 'certain';
  facts: { given: string };
  problem: Problem;
}

/** Those of one kind of fault. Where the name of a push has one itself, that is said of the push. */
export function stoppedBuilds<Kind extends NameProblem['kind']>(
  job: JobReading,
  all: Linted,
  kind: Kind,
): StoppedBuild<Extract<NameProblem, { kind: Kind }>>[] {
  const isOfKind = (problem: NameProblem): problem is Extract<NameProblem, { kind: Kind }> =>
    problem.kind === kind;
  return job.runs.flatMap((run) => {
    if (run.stops.length === 0 || !happens(run.runs) || run.trigger.fork) return [];
    if (hasUnfitPush(run, job, all)) return [];
    return run.stops.flatMap(({ unfit, location }) => {
      const { given = '', problem = null } = unfit ?? {};
      if (problem === null || !isOfKind(problem)) return [];
      return [{ confidence: 'certain' as const, location, job: job.job.id, facts: { given }, problem }];
    });
  });
}

function hasUnfitPush(run: RunReading, job: JobReading, all: Linted): boolean {
  return [...run.pushes, ...run.builds].some((push) => {
    const name = pushedName({ ...all, job, run, push, isLoggedInElsewhere: false });
    return (name?.problem ?? null) !== null;
  });
}
