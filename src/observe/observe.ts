/**
 * Gathers the evidence. The registry's word comes first and decides; what only
 * explains is asked afterwards, and only when there is something to explain.
 */

import { setImmediate as turn } from 'node:timers/promises';
import { within } from '../evidence/budget.js';
import { type HttpClient, httpClient } from '../evidence/http.js';
import { refusedByName } from '../evidence/registry/answer.js';
import type { BasicCredential } from '../evidence/registry/authorization.js';
import { type RegistryProbe, registryProbe } from '../evidence/registry/probe.js';
import { parseReference, type ReferenceList } from '../evidence/registry/reference.js';
import { type Deadline, deadlineIn, TOTAL_BUDGET } from '../evidence/registry/retry.js';
import {
  chooseToken,
  isAccepted,
  isDeadCredential,
  isTurnedAway,
  leadsElsewhere,
  OWN_STEPS_LOGIN,
  type TokenTrial,
} from '../evidence/registry/verdict.js';
import { type Credential, tokenEvidence, userTokenEvidence } from '../evidence/token.js';
import type {
  Answer,
  Evidence,
  ImageEvidence,
  ImageReference,
  PushLogin,
  TokenSource,
  WorkflowEvidence,
} from '../evidence/types.js';
import type { Access } from '../types.js';
import { corroborate } from './corroborate.js';
import { imagesOf, isListed, loginsOf, ownPushesOf } from './images.js';
import { signsOfLater } from './later-login.js';
import type { Question } from './question.js';
import { apiAccess, apiUrlFor, workflowOnce } from './sources.js';

export interface Observed {
  evidence: Evidence;
  skipped: ReferenceList['skipped'];
  /** All that were tried. */
  credentials: Credential[];
  /** The token to log in with: the chosen one, if the registry's own origin took it. */
  credential: Credential | null;
}

/** Asks all sources. Each one fails alone and leaves a `null` behind; this never throws for what they say. */
export async function observe(question: Question): Promise<Observed> {
  const deadline = deadlineIn(TOTAL_BUDGET);
  const client = within(httpClient(), deadline);
  try {
    return await gather(question, client, deadline);
  } finally {
    client.close();
  }
}

async function gather(question: Question, client: HttpClient, deadline: Deadline): Promise<Observed> {
  const { access, registry, run } = question;
  const apiUrl = apiUrlFor(question);
  const api = apiAccess(apiUrl, question, client);
  const workflow = workflowOnce(question, api);
  const ask = (credential: Credential) => userTokenEvidence(credential, apiUrl, client);
  const users = new Map(question.credentials.map((credential) => [credential, ask(credential)]));

  // Without a list of images the workflow's text has it. A read-only run is judged by what its steps would do, and a
  // file that was named has to be one.
  const isNeeded = !isListed(question) || run.readOnly !== null || question.workflow !== null;
  // With one, a look at that text tells whether another step has a say.
  const signs = isListed(question) ? signsOfLater(question) : null;
  const isRead = isNeeded || signs?.login || signs?.misspelt;
  const probe = registryProbe(registry, client, deadline);
  // Who has a token will ask something with it: the registry answers while the workflow is read, which keeps this
  // process busy without a pause. One turn of the event loop sends the request.
  if (isRead && question.credentials.length > 0) {
    probe.begin();
    await turn();
  }
  const reading = isRead ? workflow() : null;
  const { references, skipped, imagesFrom, unknownPushes, cacheReads } = imagesOf(
    question,
    signs?.misspelt === false ? null : ((await reading)?.workflow ?? null),
  );

  // The question itself comes first, for the connection that is open.
  const trying = tryTokens(probe, references, question);
  const logsIn = question.login !== undefined && question.login !== 'none';
  const look = () => lookForPackages(probe, references, question);
  let existing = logsIn ? null : look();
  const trials = await trying;
  const chosen = chooseToken(trials.filter(isWorthChoosing));
  const credential = await loginCredential(question, trials, chosen, probe);
  await question.onCredential?.(credential);
  existing ??= look();
  const credentials = [
    ...new Set([...question.credentials, ...trials.flatMap(({ credential }) => credential ?? [])]),
  ];
  // A name that no client takes is changed where it is written.
  const early = await (reading ?? (references.some(isNameRefused) ? workflow() : null));
  const images = references.map((image, index) => imageEvidence(image, index, trials));
  for (const about of images) {
    const found = loginsOf(about.image, question, early?.workflow ?? null);
    // Mostly there are none, and nothing to wait for.
    if (found.length > 0) {
      const logins = await told(found, question);
      about.logins = await Promise.all(logins.map((each) => asSent(each, about.image, probe, question)));
    }
    const kept = found.length === 0 ? await keptLogin(about, question, early?.workflow ?? null, probe) : null;
    if (kept && !credentials.some(({ source }) => source === kept.source)) credentials.push(kept);
    const place = question.places?.get(about.image.given);
    if (place) about.place = place;
    about.isStandIn = imagesFrom === 'named' || (imagesFrom === 'repository' && unknownPushes.length > 0);
  }
  await askForLaterLogins(images, probe, question);
  for (const about of images) about.logins = withoutRefused(about);
  for (const [index, each] of (await existing).entries()) Object.assign(images[index] as ImageEvidence, each);

  const evidence: Evidence = {
    place: question.place,
    access,
    registry,
    now: new Date(),
    run,
    tokens: await Promise.all(
      credentials.map(async (credential) =>
        tokenEvidence(credential, await (users.get(credential) ?? ask(credential))),
      ),
    ),
    missingTokens: question.missing,
    chosen: (isAsked(chosen) ? chosen?.credential : (credential ?? chosen?.credential))?.source ?? null,
    images,
    imagesFrom,
    cacheReads: await askToRead(cacheReads, probe, chosen?.credential ?? null),
    unknownPushes,
    ...deploymentOf(question),
    workflow: early?.workflow ?? null,
    // What was only looked at for a later login is missed by nobody.
    workflowProblem: isNeeded ? (early?.problem ?? null) : null,
  };
  await corroborate(evidence, { trials, chosen, probe, api, workflow });
  return { evidence, skipped, credentials, credential };
}

/** Images about which it is asked: a plan of more is read by nobody. */
const PLANNED = 10;

/** Side by side with the client that logs in, or with the question itself where none does: so nobody waits for it. */
async function lookForPackages(
  probe: RegistryProbe,
  references: readonly ImageReference[],
  { plans, access, credentials }: Question,
): Promise<Pick<ImageEvidence, 'readable' | 'tags'>[]> {
  if (!plans || access !== 'push') return [];
  return Promise.all(
    references
      .slice(0, PLANNED)
      .map((image) =>
        isNameRefused(image)
          ? { readable: null, tags: null }
          : probe.tags(image, credentials[0] ?? null, access),
      ),
  );
}

/** What a deployment's text says, which is handed on as it is. */
function deploymentOf({ pullSecret, untoldImages, watchedDays }: Question) {
  return { pullSecret, untoldImages, watchedDays } satisfies Partial<Evidence>;
}

type Trial = TokenTrial<Credential | null>;

/** A token that is refused tells more than the anonymous caller who is refused after it. */
function isWorthChoosing({ credential, answers }: Trial, _: number, trials: Trial[]): boolean {
  return credential !== null || trials.length === 1 || answers.every(({ outcome }) => outcome === 'allowed');
}

/** None where the registry sends its callers to another origin: a client that logs in would go there, too. */
async function loginCredential(
  question: Question,
  trials: readonly Trial[],
  chosen: Trial | null,
  probe: RegistryProbe,
): Promise<Credential | null> {
  if (trials.some(({ answers }) => answers.some(leadsElsewhere))) return null;
  return isAsked(chosen) ? knownOnly(chosen) : firstKnown(question, probe);
}

/** Was the registry asked about an image with it? Of no image, or of names that no client takes, it says nothing. */
function isAsked(trial: Trial | null): boolean {
  return trial?.answers.some(({ step }) => step !== 'name') ?? false;
}

function knownOnly(trial: Trial | null): Credential | null {
  return trial && isAccepted(trial.answers) ? trial.credential : null;
}

/** Where no image was asked about, a later pull may still need the login: the first token that the registry knows. */
async function firstKnown(
  { credentials, run, registry }: Question,
  probe: RegistryProbe,
): Promise<Credential | null> {
  const own = parseReference(run.repository?.toLowerCase() ?? '', { registry, owner: null });
  if ('host' in own || own.problem) return null;
  for (const credential of credentials) {
    if (isAccepted([await probe.ask(own, 'pull', credential)])) return credential;
  }
  return null;
}

/**
 * The login from before the job that a push by podman will take in the place of ours, which the registry is asked with;
 * null: none, or the same token as one that was asked with.
 */
async function keptLogin(
  about: ImageEvidence,
  question: Question,
  workflow: WorkflowEvidence | null,
  probe: RegistryProbe,
): Promise<Credential | null> {
  const { image, answers } = about;
  const { all, podmans } = ownPushesOf(image, question, workflow);
  const [first] = podmans;
  if (!first || !question.podmansOwn || answers.some(({ token }) => token === 'auth-file')) return null;
  const kept = await question.podmansOwn(image.name);
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

/**
 * Where our own step makes no login and no other step does, there may be one from before the job. And a token
 * that was not tried under its own name may be the same as one that was.
 */
async function told(logins: readonly PushLogin[], question: Question): Promise<PushLogin[]> {
  const { credentials, held = [], lastResort, login } = question;
  return Promise.all(
    logins.map(async (each): Promise<PushLogin> => {
      if (each.token === 'none' && each.reason === 'missing' && login === 'none') {
        const left = await lastResort?.();
        const same = credentials.find(({ secret }) => secret === left?.secret);
        return left ? { ...each, token: same?.source ?? 'unknown', reason: null } : each;
      }
      if (!isSource(each.token) || credentials.some(({ source }) => source === each.token)) return each;
      const secret = held.find(({ source }) => source === each.token)?.secret;
      return { ...each, token: credentials.find((one) => one.secret === secret)?.source ?? 'unknown' };
    }),
  );
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
  return token === 'ghcr-token' || token === 'github-token' || token === 'auth-file';
}

async function askToRead(
  images: readonly ImageReference[],
  probe: RegistryProbe,
  credential: Credential | null,
): Promise<ImageEvidence[]> {
  return Promise.all(
    images.map(async (image) => {
      const answers = [await probe.ask(image, 'pull', credential)];
      return imageEvidence(image, 0, [{ credential, answers }]);
    }),
  );
}

/** A later login may use a token that was not asked with, because one before it was enough. */
async function askForLaterLogins(
  images: readonly ImageEvidence[],
  probe: RegistryProbe,
  { access, credentials }: Question,
): Promise<void> {
  await Promise.all(
    images.flatMap(({ image, logins, answers }) => {
      if (logins.length === 0) return [];
      const wanted = new Set(logins.map(({ token }) => token));
      const found = new Set(logins.filter(({ isPassed }) => !isPassed).map(({ token }) => token));
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

/** A login that fails in a step that may fail leaves the one before it; where that is ours, there is none to tell of. */
function withoutRefused({ logins, answers }: ImageEvidence): PushLogin[] {
  const left = logins.flatMap((login): PushLogin[] => {
    const { instead, token } = login;
    const answer = login.answer ?? answers.find((each) => each.token === token)?.answer;
    return instead && (token === 'empty' || (answer && isDeadCredential(answer))) ? instead : [login];
  });
  return left.every(({ token }) => token === 'own') ? [] : left;
}

/** One token after the other; the images of each in parallel. Stops at the first token that may do all. */
async function tryTokens(
  probe: RegistryProbe,
  images: ImageReference[],
  { access, credentials, lastResort }: Question,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  if (images.length === 0) return trials;
  const attempt = async (credential: Credential | null): Promise<Answer[]> => {
    const answers = await Promise.all(images.map((image) => askAbout(probe, image, access, credential)));
    trials.push({ credential, answers });
    return answers;
  };
  for (const credential of credentials) {
    const answers = await attempt(credential);
    if (answers.every(({ outcome }) => outcome === 'allowed')) return trials;
    // A registry that can't be reached says the same to every token.
    if (answers.every(({ outcome, step }) => outcome === 'undecided' && step === 'ping')) return trials;
  }
  if (credentials.length === 0) await attempt((await lastResort?.()) ?? null);
  else if (lastResort && trials.every(({ answers }) => isTurnedAway(answers))) {
    const left = await lastResort();
    if (left || access === 'pull') await attempt(left);
  }
  return trials;
}

function askAbout(
  probe: RegistryProbe,
  image: ImageReference,
  access: Access,
  credential: BasicCredential | null,
): Promise<Answer> {
  return isNameRefused(image) ? Promise.resolve(refusedByName()) : probe.ask(image, access, credential);
}

function isNameRefused({ problem }: ImageReference): boolean {
  return problem !== null && (problem.kind !== 'uppercase' || problem.refused);
}

function imageEvidence(image: ImageReference, index: number, trials: Trial[]): ImageEvidence {
  return {
    image,
    answers: trials.map(({ credential, answers }) => ({
      token: credential?.source ?? null,
      answer: answers[index] as Answer,
    })),
    readable: null,
    anonymousPull: null,
    tags: null,
    package: null,
    logins: [],
    isStandIn: false,
  };
}
