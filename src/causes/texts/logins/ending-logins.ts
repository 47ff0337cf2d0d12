/** Logins that end their job before its push, although the push would find another one. */
import { happens } from '../../../workflow/language/chance.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';
import { isPushTo } from '../names/pushed-name.js';
import { type MissingLogin, misreadClaim } from './missing-logins.js';

/** Of commands that their clients do not understand, the first in front of each push; where a push finds no login, that says more. */
export function misreadBeforePush(job: JobReading, { registry }: Linted): LintClaim<MissingLogin>[] {
  const ends = new Set<SignAct>();
  for (const run of job.runs) {
    if (!happens(run.runs) || run.trigger.fork) continue;
    for (const push of run.pushes) {
      const end = push.passed.find(({ sign }) => sign.misread);
      if (end && push.credential.kind !== 'none' && isPushTo(registry, run, push)) ends.add(end);
    }
  }
  return [...ends].flatMap((login): LintClaim<MissingLogin>[] => {
    const claim = misreadClaim(login, registry);
    return claim
      ? [
          {
            ...claim,
            confidence: 'certain',
            job: job.job.id,
            stops: login,
            detail: { ...claim.detail, isEnd: true },
            yields: true,
          },
        ]
      : [];
  });
}
