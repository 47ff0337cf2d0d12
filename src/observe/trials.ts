/** Which token may do it: one after the other is asked with, until one may do all. */
import { refusedByName } from '../evidence/registry/answer.js';
import type { BasicCredential } from '../evidence/registry/authorization.js';
import type { RegistryProbe } from '../evidence/registry/probe.js';
import { parseReference } from '../evidence/registry/reference.js';
import {
  chooseToken,
  isAccepted,
  isTurnedAway,
  leadsElsewhere,
  type TokenTrial,
} from '../evidence/registry/verdict.js';
import type { Credential } from '../evidence/token.js';
import type { Answer } from '../evidence/types/answer.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { Access } from '../types.js';
import type { Question } from './question.js';

/** What the registry answered to one token about all images; the anonymous caller has none. */
export type Trial = TokenTrial<Credential | null>;

/** One token after the other; the images of each in parallel. Stops at the first token that may do all. */
export async function tryTokens(
  probe: RegistryProbe,
  images: ImageReference[],
  { access, credentials, lastResort, platforms }: Question,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  if (images.length === 0) return trials;
  const attempt = async (credential: Credential | null): Promise<Answer[]> => {
    const answers = await Promise.all(
      images.map((image) => askAbout(probe, image, access, credential, platforms?.get(image.given))),
    );
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

/** The registry's answer, or the one that any client gives for a name that it does not take. */
export function askAbout(
  probe: RegistryProbe,
  image: ImageReference,
  access: Access,
  credential: BasicCredential | null,
  platforms?: readonly string[],
): Promise<Answer> {
  return isNameRefused(image)
    ? Promise.resolve(refusedByName())
    : probe.ask(image, access, credential, platforms);
}

/** No client takes the name. */
export function isNameRefused({ problem }: ImageReference): boolean {
  return problem !== null && (problem.kind !== 'uppercase' || problem.refused);
}

/** The token that may do it, or comes nearest. One that is refused tells more than the anonymous caller who is refused after it. */
export function chosenOf(trials: readonly Trial[]): Trial | null {
  return chooseToken(
    trials.filter(
      ({ credential, answers }) =>
        credential !== null || trials.length === 1 || answers.every(({ outcome }) => outcome === 'allowed'),
    ),
  );
}

/** None where the registry sends its callers to another origin: a client that logs in would go there, too. */
export async function loginCredential(
  question: Question,
  trials: readonly Trial[],
  chosen: Trial | null,
  probe: RegistryProbe,
): Promise<Credential | null> {
  if (trials.some(({ answers }) => answers.some(leadsElsewhere))) return null;
  return isTried(chosen) ? knownOnly(chosen) : firstKnown(question, probe);
}

/** Was the registry asked about an image with it? Of no image, or of names that no client takes, it says nothing. */
export function isTried(trial: Trial | null): boolean {
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
