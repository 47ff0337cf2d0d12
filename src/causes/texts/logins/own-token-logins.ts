/** Logins that send the job's own token to Docker Hub, which takes none of GitHub's: the registry is left out, or comes to nothing. */
import { both, happens } from '../../../workflow/language/chance.js';
import { withoutAbsent } from '../../../workflow/language/origins.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { passwordOf } from '../../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { isFailureTolerated } from '../../../workflow/reading/steps/tolerance.js';
import type { WorkflowDocument } from '../../../workflow/text/document.js';
import type { Linted } from '../../case.js';
import { type LintClaim, OPEN } from '../../cause.js';
import type { MissingLogin } from './missing-logins.js';
import { redirection } from './redirection.js';

/**
 * Such a login fails, and its job ends there, whatever it would push or pull with it. Where a push tells of the login, that
 * says more.
 *
 * @returns one claim a login and run, an error where the login is surely made in some run
 */
export function ownTokenAtHub(job: JobReading, all: Linted): LintClaim<MissingLogin>[] {
  return job.runs.flatMap((run) => {
    if (run.trigger.fork) return [];
    return run.logins.flatMap((login): LintClaim<MissingLogin>[] => {
      const chance = both(run.runs, login.runs);
      if (
        chance === 'no' ||
        !isRefusedAtHub(login) ||
        ![job.document, login.document].some((each) => isMeant(each, all.registry)) ||
        isFailureTolerated({ step: login.step, job: job.job })
      )
        return [];
      const found = redirection(login, all.registry);
      return (
        (found && [
          {
            confidence: 'certain',
            location: found.location,
            job: job.job.id,
            mend: () => (found.document === job.document ? found.mend() : null),
            detail: { ...found.detail, reason: 'own-token' },
            yields: true,
            wantsPush: true,
            ...(happens(chance) ? {} : OPEN),
          },
        ]) ||
        []
      );
    });
  });
}

/** Does a file speak of the registry, or of a permission for its packages? Of others nobody knows what was meant. */
function isMeant(document: WorkflowDocument, registry: string): boolean {
  const known = MEANT.get(document) ?? new Map<string, boolean>();
  MEANT.set(document, known);
  const { text } = document;
  const isKnown = known.get(registry);
  const made = isKnown ?? (text.toLowerCase().includes(registry) || /\bpackages["']?\s*:/.test(text));
  known.set(registry, made);
  return made;
}

/** By file and registry: every login of it asks. */
const MEANT = new WeakMap<WorkflowDocument, Map<string, boolean>>();

/** Docker's own login, tried at once, to the registry that it takes where none is named. */
function isRefusedAtHub({ sign, mayFail, home, ref, copies }: SignAct): boolean {
  if (
    sign.isGitHubs ||
    sign.isUntried ||
    sign.misread ||
    mayFail ||
    copies ||
    home !== undefined ||
    ref !== undefined
  )
    return false;
  return (
    sign.stores.includes('docker') &&
    withoutAbsent(sign.host).trim() === '' &&
    passwordOf(sign.password ?? '').kind === 'github-token'
  );
}
