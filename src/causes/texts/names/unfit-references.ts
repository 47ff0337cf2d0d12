/** What a workflow's text shows of references that no client and no registry takes: in which order it is asked. */
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { happens } from '../../../workflow/language/chance.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted, LintedPush } from '../../case.js';
import { type LintClaim, OPEN } from '../../cause.js';
import { mendOf } from '../../claims/mends.js';
import { faultOf, type ReferenceDetail } from '../../words/reference-fault.js';
import { leftNames } from '../lacks/left-variables.js';
import { misspeltHosts } from '../lacks/misspelt-variables.js';
import { branchAsTag } from './branch-tags.js';
import { nestedName } from './nested.js';
import { claimsOfReadNames } from './pushed-name.js';
import { refusedByClient, withoutDigest } from './refused-by-clients.js';
import { refusedEntry } from './refused-entries.js';
import { stoppedBuilds } from './stopped-builds.js';
import { strayContainersOf, strayLoginsOf } from './stray-logins.js';
import type { Stray } from './strays/stray.js';
import { straysOf } from './strays/strays.js';
import { taggedImage } from './tagged-images.js';
import { cureOf, lackOfName, leftBehind, leftClaim, slipClaim, slipped, unset } from './unfit-lacks.js';
import { wrongName } from './wrong-names.js';

/** What a job reads, builds and strays with, beside what it pushes. */
export function unfitInJob(job: JobReading, all: Linted): LintClaim<ReferenceDetail>[] {
  return [
    ...straysOf(job, all).map((stray) => strayClaim(stray, job)),
    ...strayContainersOf(job, all).map((stray) => ({ ...strayClaim(stray, job), wantsPush: true as const })),
    ...strayLoginsOf(job, all).map((stray) => ({
      ...strayClaim(stray, job),
      ...(stray.isHarmless ? { severity: 'warning' as const } : {}),
      ...(stray.isOpen ? OPEN : {}),
      yields: true as const,
    })),
    ...leftNames(job, all).map((left) => ({
      ...leftClaim(left),
      location: locate(left.act.document, left.act.place),
      job: job.job.id,
    })),
    ...misspeltHosts(job, all).map((slip) => slipClaim(slip, job)),
    ...claimsOfReadNames(job, all, wrongNameSaid),
    ...stoppedBuilds(job, all, 'invalid').map(({ problem, ...claim }) => ({
      ...claim,
      detail: faultOf(problem),
    })),
    // A build stops at such a name, too.
    ...job.runs.flatMap((run) =>
      run.builds.flatMap((push) => {
        const build = { ...all, job, run, push, isLoggedInElsewhere: false };
        return (happens(run.runs) && wrongNameSaid(build)) || [];
      }),
    ),
  ];
}

/** Of what is not pushed the claim itself says which name it is about. */
function wrongNameSaid(read: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const claim = wrongName(read);
  return (
    claim && { ...claim, facts: { ...claim.facts, given: shownReference(read.push.act.found.reference) } }
  );
}

function strayClaim(stray: Stray, job: JobReading): LintClaim<ReferenceDetail> {
  const { misnamed } = stray;
  const fault = {
    kind: stray.why,
    ...(stray.lacks ? lackOfName(stray.lacks, job) : {}),
    ...(misnamed === undefined ? {} : { misnamed }),
  };
  return {
    confidence: 'certain',
    location: stray.location,
    job: job.job.id,
    facts: { given: stray.given },
    ...(stray.lacks ? { apart: stray.lacks } : {}),
    mend: () => mendOf(stray.edits?.() ?? []) ?? cureOf(fault, stray.location, job),
    detail: { corrected: stray.meant, fault },
  };
}

/** The name of a push, or the tag that it has or lacks. */
export function unfitPush(push: LintedPush): LintClaim<ReferenceDetail> | undefined {
  const isDigest = push.push.act.found.refuses === 'digest';
  return (
    nestedName(push) ??
    // A digest that comes to nothing is not what has to be mended where none may stand.
    (isDigest ? refusedByClient(push) : (refusedEntry(push) ?? taggedImage(push) ?? wrongName(push))) ??
    leftBehind(push) ??
    slipped(push) ??
    unset(push) ??
    withoutDigest(push) ??
    refusedByClient(push) ??
    branchAsTag(push)
  );
}
