/** What only explains: the workflow's text, the packages API, and what else the registry lets this token see. */
import { firstImages } from '../evidence/first-images.js';
import type { RegistryProbe } from '../evidence/registry/probe.js';
import type { Credential } from '../evidence/token.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { ImageEvidence } from '../evidence/types/image.js';
import { isOfPerson, isRefusal, type Means } from './looks.js';
import type { ApiAccess } from './sources.js';
import type { Trial } from './trials.js';

/**
 * Fills in what the refusals leave open.
 *
 * @param refused the images that were refused; not empty
 */
export async function explainRefusals(
  evidence: Evidence,
  refused: readonly ImageEvidence[],
  { trials, chosen, probe, api, workflow }: Means,
): Promise<void> {
  const best = chosen?.credential ?? null;
  const packages = firstImages(byPackage(refused));
  await Promise.all([
    explainWorkflow(evidence, workflow),
    explainPackages(evidence, packages, trials, api),
    ...packages.map((images) => explainReadability(images, best, probe)),
    ...firstImages(refused).map((image) => explainAnonymously(evidence, image, best, probe)),
  ]);
}

/**
 * Can the package be seen, and which tags has it?
 *
 * @param images of one package; none: nothing is asked
 */
export async function lookForPackage(
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

async function explainWorkflow(evidence: Evidence, workflow: Means['workflow']): Promise<void> {
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
