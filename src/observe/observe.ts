/**
 * Gathers the evidence. The registry's word comes first and decides; what only
 * explains is asked afterwards, and only when there is something to explain.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { userTokenEvidence } from '../evidence/api/user-token.js';
import { firstImages } from '../evidence/first-images.js';
import { sharedClock, withinDeadline } from '../evidence/http/budget.js';
import { type HttpClient, httpClient } from '../evidence/http/http.js';
import { type RegistryProbe, registryProbe } from '../evidence/registry/probe.js';
import type { ReferenceList } from '../evidence/registry/reference.js';
import { type Deadline, deadlineIn, TOTAL_BUDGET } from '../evidence/registry/retry.js';
import { type Credential, tokenEvidence } from '../evidence/token.js';
import type { Answer } from '../evidence/types/answer.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import type { ImageReference } from '../evidence/types/reference.js';
import { corroborate } from './corroborate.js';
import { noteLogins } from './image-logins.js';
import { imagesOf, isListed, type Sought } from './images.js';
import type { Question } from './question.js';
import { apiAccess, apiUrlFor, workflowOnce } from './sources.js';
import {
  askAbout,
  chosenOf,
  isNameRefused,
  isTried,
  loginCredential,
  type Trial,
  tryTokens,
} from './trials.js';

/** Milliseconds for what only a warning can come of. */
const READ_BUDGET = 3_000;

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
  const client = withinDeadline(httpClient(), deadline);
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
  const { isNeeded, isRead, mayHaveImages } = await workflowUse(question);
  const clock = sharedClock(deadline);
  const probe = registryProbe(registry, client, clock);
  // Who has a token will ask something with it: the registry answers while the workflow is read, which keeps this
  // process busy without a pause. One turn of the event loop sends the request.
  if (isRead && question.credentials.length > 0) {
    probe.begin();
    await turn();
  }
  const reading = isRead ? workflow() : null;
  const told = mayHaveImages ? ((await reading)?.workflow ?? null) : null;
  const sought = imagesOf(question, told);
  const { references, skipped, imagesFrom, unknownPushes, cacheReads } = sought;

  // The question itself comes first, for the connection that is open.
  const { trials, chosen, credential, existing } = await askRegistry(probe, references, question);
  const credentials = [
    ...new Set([...question.credentials, ...trials.flatMap(({ credential }) => credential ?? [])]),
  ];
  // A name that no client takes is changed where it is written.
  const early = await (reading ?? (references.some(isNameRefused) ? workflow() : null));
  const images = imagesAsked(sought, trials, question);
  for (const met of await noteLogins(images, early?.workflow ?? null, question, probe))
    if (!credentials.some(({ source }) => source === met.source)) credentials.push(met);
  for (const [index, each] of (await existing).entries()) Object.assign(images[index] as ImageEvidence, each);

  const askToRead = reader(probe);
  const own = chosen?.credential ?? null;
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
    chosen: (isTried(chosen) ? chosen?.credential : (credential ?? chosen?.credential))?.source ?? null,
    images,
    imagesFrom,
    cacheReads: await clock.within(READ_BUDGET, () => askToRead(cacheReads, own)),
    unknownPushes,
    ...deploymentOf(question),
    workflow: early?.workflow ?? null,
    // Of what was only looked at for a later login, nobody misses a single file.
    workflowProblem: isNeeded || !early?.workflow ? (early?.problem ?? null) : null,
  };
  const acts = told?.pushes ?? [];
  if (
    access === 'push' &&
    references.length > 0 &&
    acts.some(({ isCopied, endsJob }) => isCopied || endsJob)
  ) {
    const { askForNeeded } = await import('./needed-sources.js');
    evidence.sources = await askForNeeded(acts, sought, question, { ask: askToRead, own, credentials });
  }
  if (images.some(({ isStandIn }) => isStandIn))
    (await import('./stand-ins.js')).noteStandIns(images, evidence.workflow, run);
  // Mostly there is one caller at most.
  if (sought.pushed.some(isOpenPush))
    await (await import('./open-callers.js')).noteOpenCallers(
      images,
      sought.pushed,
      evidence.chosen,
      (image, kind) => askAbout(probe, image, kind, own),
    );
  await corroborate(evidence, { trials, chosen, probe, api, workflow });
  return { evidence, skipped, credentials, credential };
}

/** May it be that this run does not make it, or makes another in its place? */
function isOpenPush({ exceptCallers, ...open }: Sought['pushed'][number]): boolean {
  return exceptCallers.length > 0 || Boolean(open.fallbacks ?? open.unlessThere ?? open.onlyThere);
}

/** What the workflow's text is read for, before the registry is asked. */
interface WorkflowUse {
  /** It is missed where it can't be read. */
  isNeeded: boolean;
  isRead: boolean;
  mayHaveImages: boolean;
}

async function workflowUse(question: Question): Promise<WorkflowUse> {
  // Without a list of images the workflow's text has it. A read-only run is judged by what its steps would do, and a
  // file that was named has to be one.
  const isNeeded = !isListed(question) || question.run.readOnly !== null || question.workflow !== null;
  // With one, a look at that text tells whether another step has a say.
  const signs = isListed(question) ? (await import('./later-login.js')).signsOfLater(question) : null;
  const isRead =
    isNeeded ||
    signs?.login ||
    signs?.misspelt ||
    signs?.services ||
    signs?.reads ||
    (signs?.podmans && (await (await import('./met-logins.js')).mayHavePodmansOwn(question))) ||
    false;
  return { isNeeded, isRead, mayHaveImages: signs === null || signs.misspelt || signs.reads };
}

/** What the registry answered, and which token is to be logged in. */
interface Asked {
  trials: Trial[];
  chosen: Trial | null;
  credential: Credential | null;
  /** What `lookForPackages` finds, which nobody has waited for. */
  existing: ReturnType<typeof lookForPackages>;
}

async function askRegistry(
  probe: RegistryProbe,
  references: Sought['references'],
  question: Question,
): Promise<Asked> {
  const trying = tryTokens(probe, references, question);
  const logsIn = question.login !== undefined && question.login !== 'none';
  const look = () => lookForPackages(probe, references, question);
  const early = logsIn ? null : look();
  const trials = await trying;
  const chosen = chosenOf(trials);
  const credential = await loginCredential(question, trials, chosen, probe);
  await question.onCredential?.(credential);
  return { trials, chosen, credential, existing: early ?? look() };
}

/** Side by side with the client that logs in, or with the question itself where none does: so nobody waits for it. */
async function lookForPackages(
  probe: RegistryProbe,
  references: readonly ImageReference[],
  { plans, access, credentials }: Question,
): Promise<Pick<ImageEvidence, 'readable' | 'tags'>[]> {
  if (!plans || access !== 'push') return [];
  return Promise.all(
    firstImages(references).map((image) =>
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

function reader(probe: RegistryProbe) {
  return (images: readonly ImageReference[], credential: Credential | null): Promise<ImageEvidence[]> =>
    Promise.all(
      images.map(async (image) => {
        const answers = [await probe.ask(image, 'pull', credential)];
        return imageEvidence(image, 0, [{ credential, answers }]);
      }),
    );
}

/** What was answered for each image, with what else the question knows of it. */
function imagesAsked(
  { references, imagesFrom, unknownPushes, standIns }: Sought,
  trials: readonly Trial[],
  { places }: Question,
): ImageEvidence[] {
  const areStandIns = imagesFrom === 'named' || (imagesFrom === 'repository' && unknownPushes.length > 0);
  return references.map((image, index) => {
    const place = places?.get(image.given);
    const isStandIn = areStandIns || standIns.includes(image);
    return { ...imageEvidence(image, index, trials), isStandIn, ...(place ? { place } : {}) };
  });
}

function imageEvidence(image: ImageReference, index: number, trials: readonly Trial[]): ImageEvidence {
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
