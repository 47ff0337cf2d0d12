/**
 * Pushes of which the text tells not even the registry, `docker push $IMAGE`, by jobs that log in to this one, and those of
 * programs that nobody can read: nothing is known to be wrong with them, and nobody can say that there is nothing to push.
 */
import type { Linted } from '../../causes/case.js';
import { withoutUnset } from '../../causes/texts/lacks/unset-names.js';
import { hostIn, isMeantFor, mayBeAt } from '../../workflow/knowledge/names/names.js';
import { happens } from '../../workflow/language/chance.js';
import { HOLE } from '../../workflow/language/values.js';
import {
  isActive,
  type JobReading,
  type PushReading,
  type RunReading,
} from '../../workflow/reading/every-run.js';
import { passwordOf } from '../../workflow/reading/logins/passwords.js';
import { isLikelyHere, servesRegistry } from '../../workflow/reading/logins/served-registries.js';
import { isLoggedInOnlyTo } from '../../workflow/reading/pushes/only-logins.js';
import type { SignAct } from '../../workflow/reading/steps/frame.js';
import { jobSource } from '../../workflow/text/job.js';

/** Does a job push to the registry, or may it: by a name that nobody knows, by what is not read, or as its permissions say? */
export function mayPublish(reading: JobReading, registry: string): boolean {
  const isSeen = reading.runs.some(({ pushes }) =>
    pushes.some(({ act }) => isMeantFor(registry, act.found.reference)),
  );
  return isSeen || hasNamelessPush(reading, registry) || ASKS_TO_WRITE.test(reading.job.document.text);
}

const ASKS_TO_WRITE = /\bpackages["']?[ \t]*:[ \t]*["']?write\b/;

/** Does a run of the job push what may go to the registry, and nothing of which it is known? */
export function hasNamelessPush({ runs }: JobReading, registry: string): boolean {
  return runs.some(
    (run) =>
      (happens(run.runs) && run.hidden.length > 0) ||
      namelessPushes(run, registry).some((push) => mayBeHere(push, run, registry)),
  );
}

/** Those that the run makes, where the login is for nothing that is seen. */
function namelessPushes(run: RunReading, registry: string): readonly PushReading[] {
  const active = run.pushes.filter((push) => isActive(run, push));
  return active.some(({ act }) => isMeantFor(registry, act.found.reference)) ? [] : active;
}

/**
 * What a run pushes that most likely goes to the registry, whatever it is called: the job logs in there with its own token, and
 * nowhere else. Worth what is said of a program that says it pushes: a warning at most.
 *
 * @returns each as a push that is not seen, under a name of the registry that nobody knows; none of those by a name that is surely
 * empty in front, which is told by itself
 */
export function likelyPushes(job: JobReading, run: RunReading, all: Linted): PushReading[] {
  const { registry } = all;
  if (run.hidden.length > 0 || mayLogInElsewhere(job)) return [];
  return namelessPushes(run, registry)
    .filter(
      (push) =>
        push.credential.kind === 'token' &&
        push.credential.password.kind === 'github-token' &&
        mayBeHere(push, run, registry) &&
        isLoggedInOnlyTo(run, push, registry) &&
        withoutUnset(push, job, all) === push,
    )
    .map((push) => {
      const { act } = push;
      const reference = `${registry}/${HOLE}`;
      return { ...push, act: { ...act, found: { ...act.found, reference, hidden: { by: 'name' } } } };
    });
}

/** The programs and actions of clouds, which log docker in to theirs without a word of it: `aws-actions/amazon-ecr-login`, `az acr login`. */
const OF_CLOUDS =
  /\b(?:ecr|acr|gcr|icr|ocir|tcr|swr)\b|configure-docker|docker-credential|credential-helper|cred(?:Helper|sStore)|registry[ -]login|\b(?:aws-actions|google-github-actions)\/|azure\/(?:docker-)?login/i;

/** Its own machine may be logged in wherever it is, too. */
function mayLogInElsewhere({ job, isHosted }: JobReading): boolean {
  return !isHosted || OF_CLOUDS.test(jobSource(job));
}

function mayBeHere({ act, credential }: PushReading, { logins }: RunReading, registry: string): boolean {
  const { reference, mayFail } = act.found;
  if (mayFail || !mayBeAt(registry, reference)) return false;
  const login = credential.kind === 'token' ? credential.login : null;
  const near = credential.kind === 'unknown' ? credential.near : [];
  if (login === null && !near.some((each) => isLikelyFor(each, registry))) return false;
  // `${{ vars.DOCKER_USER }}/app` is of Docker Hub, where the job logs in to that, too.
  const isElsewhere = logins.some(
    (each) => each.sign.password !== null && happens(each.runs) && servesRegistry(each, registry) === 'no',
  );
  const host = hostIn(reference);
  return !isElsewhere || host === reference.trim() || isLikelyHere(host, logins) === true;
}

/** To a registry that a setting names, with the job's own token: that is of use at one alone. */
function isLikelyFor(login: SignAct, registry: string): boolean {
  return (
    servesRegistry(login, registry) !== 'no' && passwordOf(login.sign.password ?? '').kind === 'github-token'
  );
}
