/** The logins that pushes meet beside this step's: whose token each sends, and what the registry says to that. */
import type { RegistryProbe } from '../evidence/registry/probe.js';
import { isDeadCredential, OWN_STEPS_LOGIN } from '../evidence/registry/verdict.js';
import type { Credential } from '../evidence/token.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { PushLogin } from '../evidence/types/login.js';
import type { WorkflowPush } from '../evidence/types/push.js';
import type { ImageReference } from '../evidence/types/reference.js';
import { isInputToken, type TokenSource } from '../evidence/types/token.js';
import { referencesIn } from './images.js';
import type { Question } from './question.js';
import { askAbout } from './trials.js';

/** The logins with what is known of them: which token each sends, and the registry's answer where it was not asked with that. */
export async function knownLogins(
  logins: readonly PushLogin[],
  image: ImageReference,
  probe: RegistryProbe,
  question: Question,
): Promise<PushLogin[]> {
  const met = await recognised(logins, question);
  const found = question.login === 'none' ? met.map((each): PushLogin => ({ ...each, isOnly: true })) : met;
  return Promise.all(found.map((each) => asSent(each, image, probe, question)));
}

/**
 * Where our own step makes no login and no other step does, there may be one from before the job. And a token
 * that was not tried under its own name may be the same as one that was.
 */
async function recognised(logins: readonly PushLogin[], question: Question): Promise<PushLogin[]> {
  const { credentials, held = [], lastResort, registry } = question;
  return Promise.all(
    logins.map(async (each): Promise<PushLogin> => {
      if (isLeft(each, question)) {
        const left = await lastResort?.();
        if (!left) return each;
        const same = credentials.find(({ secret }) => secret === left.secret);
        const kept = { file: left.file ?? '', key: registry, isAlone: true } as const;
        return { ...each, token: same?.source ?? 'auth-file', reason: null, kept };
      }
      if (!isSource(each.token) || credentials.some(({ source }) => source === each.token)) return each;
      const secret = held.find(({ source }) => source === each.token)?.secret;
      return { ...each, token: credentials.find((one) => one.secret === secret)?.source ?? 'unknown' };
    }),
  );
}

/** No step makes a login, as far as is seen, and ours is told to make none. */
function isLeft({ token, reason }: PushLogin, { login }: Question): boolean {
  return token === 'none' && reason === 'missing' && login === 'none';
}

/** The login from before the job, where it is what pushes find and no token that was asked with; null: it is not. */
export async function loginLeft(
  images: readonly ImageEvidence[],
  { lastResort }: Question,
): Promise<Credential | null> {
  const isMet = images.some(({ logins }) => logins.some(({ token, kept }) => token === 'auth-file' && kept));
  return isMet ? ((await lastResort?.()) ?? null) : null;
}

/** What a login sends, where that is more than the token: the registry is asked with that, too. */
async function asSent(
  login: PushLogin,
  image: ImageReference,
  probe: RegistryProbe,
  { access, held = [], credentials }: Question,
): Promise<PushLogin> {
  const known = held.find(({ source }) => source === login.token);
  if (!known || !login.sends) return login;
  const secret = sentOf(known.stored, login.sends);
  if (secret === known.secret) return login;
  const username = credentials.find(({ source }) => source === login.token)?.username ?? 'x-access-token';
  return { ...login, answer: await askAbout(probe, image, access, { username, secret }) };
}

function sentOf(stored: string, sends: NonNullable<PushLogin['sends']>): string {
  switch (sends) {
    case 'trimmed':
      return stored.trim();
    case 'joined':
      return stored.replace(/\r?\n/g, '');
    case 'line':
      return stored.replace(/(?:\r\n|\n|\r)$/, '');
    case 'words':
      return stored
        .split(/[ \t\n]+/)
        .filter(Boolean)
        .join(' ');
    case 'whole':
      return stored;
  }
}

function isSource(token: PushLogin['token']): token is TokenSource {
  return isInputToken(token) || token === 'auth-file';
}

/** A later login may use a token that was not asked with, because one before it was enough. */
export async function askForLaterLogins(
  images: readonly ImageEvidence[],
  probe: RegistryProbe,
  { access, credentials }: Question,
): Promise<void> {
  await Promise.all(
    images.flatMap(({ image, logins, answers }) => {
      if (logins.length === 0) return [];
      const wanted = new Set(logins.flatMap(withInstead).map(({ token }) => token));
      const found = new Set(
        logins
          .filter(({ isPassed }) => !isPassed)
          .flatMap(withInstead)
          .map(({ token }) => token),
      );
      return credentials
        .filter(({ source }) => wanted.has(source) && !answers.some(({ token }) => token === source))
        .map(async (credential) => {
          const { source } = credential;
          const answer = await askAbout(probe, image, access, credential);
          // Of a login that is only passed nothing counts but that it fails.
          if (found.has(source) || isDeadCredential(answer)) answers.push({ token: source, answer });
        });
    }),
  );
}

/** Each that the push may find, where those before it are refused. */
function withInstead(login: PushLogin): PushLogin[] {
  return [login, ...(login.instead ?? []).flatMap(withInstead)];
}

/** What podman kept from before the job and takes for these pushes; the registry is asked with it. null: nothing, or the same token. */
export async function loginKeptForPodman(
  about: ImageEvidence,
  first: WorkflowPush,
  { all, podmans }: { all: readonly WorkflowPush[]; podmans: readonly WorkflowPush[] },
  probe: RegistryProbe,
  question: Question,
): Promise<Credential | null> {
  const { image, answers } = about;
  const kept = (await question.podmansOwn?.(image.name)) ?? null;
  if (!kept?.file) return null;
  const same = question.credentials.find(({ secret }) => secret === kept.secret);
  const login: PushLogin = {
    token: same?.source ?? 'auth-file',
    sure: podmans.some(({ runs }) => runs === 'yes'),
    reason: null,
    location: first.location,
    kept: { file: kept.file, key: kept.scope ?? image.registry },
  };
  about.logins = podmans.length === all.length ? [login] : [login, OWN_STEPS_LOGIN];
  if (same) return null;
  answers.push({ token: 'auth-file', answer: await askAbout(probe, image, question.access, kept) });
  return kept;
}

/** A login that fails in a step that may fail leaves the one before it; where that is ours, there is none to tell of. */
export function withoutRefusedLogins({ logins, answers }: ImageEvidence): PushLogin[] {
  const leftBy = (login: PushLogin): PushLogin[] => {
    const { instead, token } = login;
    const answer = login.answer ?? answers.find((each) => each.token === token)?.answer;
    const isRefused = token === 'empty' || (answer && isDeadCredential(answer));
    return instead && isRefused ? instead.flatMap(leftBy) : [login];
  };
  const left = logins.flatMap(leftBy);
  return left.every(({ token }) => token === 'own') ? [] : left;
}

/** Is there a login from before the job that podman takes for one of the images that were given? */
export async function mayHavePodmansOwn({ images, registry, run, podmansOwn }: Question): Promise<boolean> {
  if (!podmansOwn) return false;
  const { references } = referencesIn(images, { registry, owner: run.owner });
  const found = await Promise.all(references.map(({ name }) => podmansOwn(name)));
  return found.some((each) => each !== null);
}
