/** What only explains: the workflow's text, the packages API, and what else the registry lets this token see. */
import { firstImages } from '../evidence/first-images.js';
import type { RegistryProbe } from '../evidence/registry/probe.js';
import type { Credential } from '../evidence/token.js';
import type { Answer } from '../evidence/types/answer.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import { hasScopes } from '../evidence/types/token.js';
import type { WorkflowReading } from '../workflow/reading/this-run.js';
import type { ApiAccess } from './sources.js';
import type { Trial } from './trials.js';

export interface Means {
  trials: Trial[];
  chosen: Trial | null;
  probe: RegistryProbe;
  api: ApiAccess;
  workflow: () => Promise<WorkflowReading>;
}

/** Fills in what a refusal, or a push that will create a package, leaves open. Changes no verdict. */
export async function corroborate(evidence: Evidence, means: Means): Promise<void> {
  const { trials, chosen } = means;
  const best = chosen?.credential ?? null;
  const refused = evidence.images.filter(({ answers }) => answers.some(({ answer }) => isRefusal(answer)));
  const packages = firstImages(byPackage(refused));
  await Promise.all([
    refused.length > 0 ? explainWorkflow(evidence, means) : null,
    refused.length > 0 ? explainPackages(evidence, packages, trials, means.api) : null,
    ...packages.map((images) => explainReadability(images, best, means.probe)),
    ...firstImages(refused).map((image) => explainAnonymously(evidence, image, best, means.probe)),
    ...newPackageCandidates(evidence, chosen).map((image) => lookForPackage([image], best, means.probe)),
  ]);
}

/** What there is to know of a package holds for all its tags. */
function byPackage(images: readonly ImageEvidence[]): ImageEvidence[][] {
  const groups = new Map<string, ImageEvidence[]>();
  for (const image of images) {
    const { name } = image.image;
    const group = groups.get(name);
    if (group) group.push(image);
    else groups.set(name, [image]);
  }
  return [...groups.values()];
}

function isRefusal({ outcome, step }: Answer): boolean {
  return outcome === 'refused' && step !== 'name' && step !== 'platform';
}

async function explainWorkflow(evidence: Evidence, { workflow }: Means): Promise<void> {
  const reading = await workflow();
  evidence.workflow = reading.workflow;
  evidence.workflowProblem = reading.problem;
  const { githubToken = null, ghcrToken = null } = reading.workflow?.tokenExpressions ?? {};
  // What both inputs hold is told by the one that is meant for it.
  const isBeside = evidence.tokens.some(({ source }) => source === 'github-token');
  const given = isBeside ? githubToken : ghcrToken;
  // A caller may pass the job's own as a secret of that name.
  if (given === null || isOwnToken(given) || (!isBeside && /\bsecrets\b/i.test(given))) return;
  for (const token of evidence.tokens)
    if (token.source !== 'auth-file' && token.kind === 'github-token') token.kind = 'app-installation';
}

/**
 * Does the input hold the job's own token? Both kinds of installation token begin
 * with `ghs_`, but the step's text tells `github.token` from a `steps.app.outputs.token`.
 */
function isOwnToken(expression: string): boolean {
  return /\bgithub\s*\.\s*token\b|\bsecrets\s*\.\s*GITHUB_TOKEN\b|\benv\b|\binputs\b/i.test(expression);
}

async function explainPackages(
  evidence: Evidence,
  packages: ImageEvidence[][],
  trials: Trial[],
  api: ApiAccess,
): Promise<void> {
  const refusedUser = trials.find(
    ({ credential, answers }) => credential && isOfPerson(credential) && answers.some(isRefusal),
  );
  const clients = await api.clients(refusedUser?.credential ?? null);
  if (!clients.lookup && !clients.user) return;
  const { packageSource } = await import('../evidence/api/package.js');
  const ask = packageSource(clients, evidence.run.serverUrl);
  await Promise.all(
    packages.map(async (images) => {
      const [first] = images;
      const found = first ? await ask(first.image) : null;
      for (const image of images) image.package = found;
    }),
  );
}

/** @param images of one package */
async function explainReadability(
  images: readonly ImageEvidence[],
  best: Credential | null,
  probe: RegistryProbe,
): Promise<void> {
  const refused = images.filter(({ answers }) => {
    const answer = answers.find(({ token }) => token === (best?.source ?? null))?.answer;
    return answer !== undefined && isRefusal(answer);
  });
  await lookForPackage(refused, best, probe);
}

async function explainAnonymously(
  { access }: Evidence,
  image: ImageEvidence,
  best: Credential | null,
  probe: RegistryProbe,
): Promise<void> {
  if (access !== 'pull' || !best) return;
  const anonymous = await probe.ask(image.image, 'pull', null);
  if (anonymous.outcome !== 'undecided') image.anonymousPull = anonymous.outcome === 'allowed';
}

/** A user's first push makes a package that is linked to no repository (facts W5), which is worth a word before it. */
function newPackageCandidates(evidence: Evidence, chosen: Trial | null): ImageEvidence[] {
  const credential = chosen?.credential;
  if (evidence.access !== 'push' || !evidence.run.repository || !credential || !isOfPerson(credential))
    return [];
  return firstImages(
    evidence.images.filter(
      ({ image, readable }, index) =>
        image.role === 'image' && readable === null && chosen.answers[index]?.outcome === 'allowed',
    ),
  );
}

/** @param images of one package; none: nothing is asked */
async function lookForPackage(
  images: readonly ImageEvidence[],
  credential: Credential | null,
  probe: RegistryProbe,
): Promise<void> {
  const [first] = images;
  if (!first) return;
  const { readable, tags } = await probe.tags(first.image, credential);
  for (const image of images) {
    image.readable = readable;
    image.tags = tags;
  }
}

/** A kind of token that a person makes; of an unknown one nothing is asked. */
function isOfPerson({ kind }: Credential): boolean {
  return hasScopes(kind) || kind === 'fine-grained-pat';
}
