/**
 * With which logins the pushes of an image come, where that is not this step's alone, and what the registry says to those
 * that it was not asked with yet.
 */
import type { RegistryProbe } from '../evidence/registry/probe.js';
import { OWN_STEPS_LOGIN } from '../evidence/registry/verdict.js';
import type { Credential } from '../evidence/token.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { PushLogin } from '../evidence/types/login.js';
import type { WorkflowPush } from '../evidence/types/push.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { WorkflowEvidence } from '../evidence/types/workflow.js';
import { isNamed } from './images.js';
import type { Question } from './question.js';

/**
 * Notes the logins of each image, and the answers to them.
 *
 * @returns the logins from before the job that were met
 */
export async function noteLogins(
  images: readonly ImageEvidence[],
  workflow: WorkflowEvidence | null,
  question: Question,
  probe: RegistryProbe,
): Promise<Credential[]> {
  const met: Credential[] = [];
  for (const about of images) {
    const found = await loginsOf(about.image, question, workflow);
    // Mostly there are none, and nothing to wait for.
    if (found.length > 0) {
      const { knownLogins } = await import('./met-logins.js');
      about.logins = await knownLogins(found, about.image, probe, question);
    } else {
      const kept = await podmansLogin(about, question, workflow, probe);
      if (kept) met.push(kept);
    }
  }
  if (images.every(({ logins }) => logins.length === 0)) return met;
  const { askForLaterLogins, loginLeft, withoutRefusedLogins } = await import('./met-logins.js');
  const left = met.length === 0 ? await loginLeft(images, question) : null;
  if (left) met.push(left);
  const credentials = left ? [...question.credentials, left] : question.credentials;
  await askForLaterLogins(images, probe, { ...question, credentials });
  for (const about of images) about.logins = withoutRefusedLogins(about);
  return met;
}

/**
 * The logins that the pushes of an image will find, by the steps that push it. Where none of them
 * is known by this name, it was given to us, and any of the job's pushes may be meant.
 */
async function loginsOf(
  image: Pick<ImageReference, 'registry' | 'name'>,
  question: Question,
  workflow: WorkflowEvidence | null,
): Promise<PushLogin[]> {
  const { access } = question;
  const made = (workflow?.pushes ?? []).filter((push) => push.access === access && push.runs !== 'no');
  const named = made.filter(({ reference }) => reference !== null && isNamed(reference, image));
  const unread = access === 'push' && named.length === 0 ? (workflow?.unseenLogins ?? []) : [];
  const { supposed, pushes } =
    unread.length === 0
      ? { supposed: [], pushes: made }
      : (await import('./supposed-logins.js')).supposedOf(image, unread, question, made);
  const nameless = pushes.filter(({ reference }) => reference === null);
  const others = supposed.length > 0 ? [] : pushes;
  const meant = [named, nameless, others].find(({ length }) => length > 0) ?? [];
  const seen = inOneOfCallers(
    meant,
    meant.flatMap(({ logins }) => (logins.length > 0 ? logins : [OWN_STEPS_LOGIN])),
  );
  // Which of several it is that pushes is open, so a login is certain only where all of them find the same.
  const unseen = supposed.flatMap(({ logins }) =>
    supposed.length > 1 ? logins.map((login) => ({ ...login, sure: false })) : logins,
  );
  const different = once([...seen, ...unseen]);
  return different.some(({ token }) => token !== 'own') ? different : [];
}

/** Where one calling job brings another login than the next, it is one of them. */
function inOneOfCallers(pushes: readonly WorkflowPush[], logins: readonly PushLogin[]): readonly PushLogin[] {
  if (pushes.every(({ exceptCallers }) => exceptCallers === undefined)) return logins;
  const different = once(logins);
  if (different.length <= 1) return different;
  return different.map((login): PushLogin => ({ ...login, sure: false, isOneOf: true }));
}

function once(logins: readonly PushLogin[]): PushLogin[] {
  return [...new Map(logins.map((login) => [JSON.stringify(login), login])).values()];
}

/** The pushes of an image that find this step's login, and those of them whose client is podman or of its kind. */
function ownPushesOf(
  image: Pick<ImageReference, 'registry' | 'name'>,
  { access }: Question,
  workflow: WorkflowEvidence | null,
): { all: WorkflowPush[]; podmans: WorkflowPush[] } {
  const all = (workflow?.pushes ?? []).filter(
    ({ access: kind, runs, reference, logins }) =>
      kind === access &&
      runs !== 'no' &&
      logins.length === 0 &&
      reference !== null &&
      isNamed(reference, image),
  );
  return { all, podmans: all.filter(({ isPodmans }) => isPodmans) };
}

/**
 * The login from before the job that a push by podman will take in the place of ours, which the registry is asked with;
 * null: none, or the same token as one that was asked with.
 */
async function podmansLogin(
  about: ImageEvidence,
  question: Question,
  workflow: WorkflowEvidence | null,
  probe: RegistryProbe,
): Promise<Credential | null> {
  const { image, answers } = about;
  const { all, podmans } = ownPushesOf(image, question, workflow);
  const [first] = podmans;
  if (!first || !question.podmansOwn || answers.some(({ token }) => token === 'auth-file')) return null;
  const { loginKeptForPodman } = await import('./met-logins.js');
  return loginKeptForPodman(about, first, { all, podmans }, probe, question);
}
