/**
 * Gathers the evidence. The registry's word comes first and decides; what only
 * explains is asked afterwards, and only when there is something to explain.
 */
import { githubApi } from './evidence/github.js';
import { type HttpClient, httpClient, isLoopback } from './evidence/http.js';
import type { ApiClients } from './evidence/package.js';
import { refusedByName } from './evidence/registry/answer.js';
import { type BasicCredential, type RegistryProbe, registryProbe } from './evidence/registry/probe.js';
import { parseReferences, type ReferenceList } from './evidence/registry/reference.js';
import { deadlineIn, TOTAL_BUDGET } from './evidence/registry/retry.js';
import { type Credential, tokenEvidence, userTokenEvidence } from './evidence/token.js';
import type {
  Answer,
  Evidence,
  ImageEvidence,
  ImageReference,
  RunEvidence,
  TokenSource,
  WorkflowEvidence,
  WorkflowProblem,
} from './evidence/types.js';
import type { Access } from './types.js';
import { chooseToken, type TokenTrial } from './verdict.js';

export interface Question {
  access: Access;
  registry: string;
  /** A list as the `images` input takes it; empty: what the workflow's later steps push. */
  images: string;
  /** `given`: the names go to a client as they stand, so an upper-case one is refused there. */
  names: 'given' | 'normalised';
  /** In the order in which they are tried. */
  credentials: Credential[];
  /** Candidates that were looked for and are empty. */
  missing: TokenSource[];
  run: RunEvidence;
  /** The event's payload. */
  event: unknown;
  /** Path of the workflow file; null: this run's; `none`: don't look. */
  workflow: string | null;
  /** Root of the checkout. */
  workspace: string | null;
  env: NodeJS.ProcessEnv;
}

export interface Observed {
  evidence: Evidence;
  skipped: ReferenceList['skipped'];
  /** The token to log in with: the chosen one, unless the registry does not know it. */
  credential: Credential | null;
}

/** Images about which the API and the tag list are asked; more would only repeat the first. */
const EXPLAINED = 10;

/** Asks all sources. Each one fails alone and leaves a `null` behind; this never throws for what they say. */
export async function observe(question: Question): Promise<Observed> {
  const client = httpClient();
  try {
    return await gather(question, client);
  } finally {
    client.close();
  }
}

async function gather(question: Question, client: HttpClient): Promise<Observed> {
  const { access, registry, run, credentials } = question;
  const apiUrl = apiUrlFor(question);
  const api = apiAccess(apiUrl, question, client);
  const workflow = workflowOnce(question, api);
  const users = Promise.all(credentials.map((credential) => userTokenEvidence(credential, apiUrl, client)));

  // Without a list of images the workflow's text has it. A read-only run is judged by what its steps would do.
  const isListed = question.images.trim() !== '';
  const reading = !isListed || run.readOnly ? workflow() : null;
  const { references, skipped } = imagesOf(question, isListed ? null : ((await reading)?.workflow ?? null));

  const probe = registryProbe(registry, client, deadlineIn(TOTAL_BUDGET));
  const trials = await tryTokens(probe, references, access, credentials);
  const chosen = chooseToken(trials);
  const images = references.map((image, index) => imageEvidence(image, index, trials));
  const early = await reading;

  const evidence: Evidence = {
    access,
    registry,
    now: new Date(),
    run,
    tokens: (await users).map((user, index) => tokenEvidence(credentials[index] as Credential, user)),
    missingTokens: question.missing,
    chosen: chosen?.credential?.source ?? null,
    images,
    workflow: early?.workflow ?? null,
    workflowProblem: early?.problem ?? null,
  };
  await explain(evidence, { trials, chosen, probe, api, workflow });
  return { evidence, skipped, credential: chosen?.credential ?? null };
}

type Trial = TokenTrial<Credential | null>;

/** One token after the other; the images of each in parallel. Stops at the first token that may do all. */
async function tryTokens(
  probe: RegistryProbe,
  images: ImageReference[],
  access: Access,
  credentials: Credential[],
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const credential of credentials.length > 0 ? credentials : [null]) {
    const answers = await Promise.all(images.map((image) => ask(probe, image, access, credential)));
    trials.push({ credential, answers });
    if (answers.every(({ outcome }) => outcome === 'allowed')) break;
    // A registry that can't be reached says the same to every token.
    if (answers.every(({ outcome, step }) => outcome === 'undecided' && step === 'ping')) break;
  }
  return trials;
}

function ask(
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
  };
}

/** The images asked for; else what this job's later steps push; else the repository's own name. */
function imagesOf(question: Question, workflow: WorkflowEvidence | null): ReferenceList {
  const { run, registry, access } = question;
  const context = { registry, owner: run.owner };
  if (question.images.trim())
    return refuseUppercase(parseReferences(question.images, context), question.names === 'given');

  const steps = (workflow?.pushes ?? []).filter((push) => push.access === access);
  // A read-only run is told what it could not push, also where its steps are guarded (contract, section 2).
  const relevant = run.readOnly ? steps : steps.filter(({ runs }) => runs !== 'no');
  if (steps.length > 0 && relevant.length === 0) return { references: [], skipped: [] };
  const found: ReferenceList = { references: [], skipped: [] };
  for (const { reference, role } of relevant) {
    if (reference === null) continue;
    const entry = role === 'cache' ? `type=registry,ref=${reference}` : reference;
    for (const image of parseReferences(entry, context).references) {
      if (!found.references.some((other) => other.reference === image.reference))
        found.references.push(image);
    }
  }
  if (found.references.length > 0) return refuseUppercase(found, true);
  return run.repository ? parseReferences(`${registry}/${run.repository.toLowerCase()}`, context) : found;
}

function refuseUppercase(list: ReferenceList, refused: boolean): ReferenceList {
  for (const { problem } of list.references) if (problem?.kind === 'uppercase') problem.refused = refused;
  return list;
}

// ------------------------------------------------------- only when refused

interface Means {
  trials: Trial[];
  chosen: Trial | null;
  probe: RegistryProbe;
  api: ApiAccess;
  workflow: () => Promise<WorkflowReading>;
}

async function explain(evidence: Evidence, means: Means): Promise<void> {
  const { trials, chosen } = means;
  const best = chosen?.credential ?? null;
  const refused = evidence.images.filter(({ answers }) => answers.some(({ answer }) => isRefusal(answer)));
  await Promise.all([
    refused.length > 0 ? explainWorkflow(evidence, means) : null,
    refused.length > 0 ? explainPackages(evidence, refused.slice(0, EXPLAINED), trials, means.api) : null,
    ...refused.slice(0, EXPLAINED).map((image) => explainReadability(evidence, image, best, means.probe)),
    ...newPackageCandidates(evidence, chosen).map((image) => lookForPackage(image, best, means.probe)),
  ]);
}

function isRefusal({ outcome, step }: Answer): boolean {
  return outcome === 'refused' && step !== 'name';
}

async function explainWorkflow(evidence: Evidence, { workflow }: Means): Promise<void> {
  const reading = await workflow();
  evidence.workflow = reading.workflow;
  evidence.workflowProblem = reading.problem;
  const given = reading.workflow?.tokenExpressions.githubToken;
  for (const token of evidence.tokens) {
    if (token.source === 'github-token' && token.kind === 'github-token' && given && !isOwnToken(given))
      token.kind = 'app-installation';
  }
}

/**
 * Does the `github-token` input hold the job's own token? Both kinds of installation token begin
 * with `ghs_`, but the step's text tells `github.token` from a `steps.app.outputs.token`.
 */
function isOwnToken(expression: string): boolean {
  return /\bgithub\s*\.\s*token\b|\bsecrets\s*\.\s*GITHUB_TOKEN\b|\benv\b|\binputs\b/i.test(expression);
}

async function explainPackages(
  evidence: Evidence,
  images: ImageEvidence[],
  trials: Trial[],
  api: ApiAccess,
): Promise<void> {
  const refusedUser = trials.find(
    ({ credential, answers }) => credential && isUserToken(credential) && answers.some(isRefusal),
  );
  const clients = await api.clients(refusedUser?.credential ?? null);
  if (!clients.lookup && !clients.user) return;
  const { packageSource } = await import('./evidence/package.js');
  const ask = packageSource(clients, evidence.run.serverUrl);
  await Promise.all(
    images.map(async (image) => {
      image.package = await ask(image.image);
    }),
  );
}

async function explainReadability(
  evidence: Evidence,
  image: ImageEvidence,
  best: Credential | null,
  probe: RegistryProbe,
): Promise<void> {
  const answer = image.answers.find(({ token }) => token === (best?.source ?? null))?.answer;
  if (answer && isRefusal(answer)) await lookForPackage(image, best, probe);
  if (evidence.access === 'pull' && best) {
    const anonymous = await probe.ask(image.image, 'pull', null);
    if (anonymous.outcome !== 'undecided') image.anonymousPull = anonymous.outcome === 'allowed';
  }
}

/** A user's first push makes a package that is linked to no repository (facts W5), which is worth a word before it. */
function newPackageCandidates(evidence: Evidence, chosen: Trial | null): ImageEvidence[] {
  const credential = chosen?.credential;
  if (evidence.access !== 'push' || !evidence.run.repository || !credential || !isUserToken(credential))
    return [];
  return evidence.images
    .filter(({ image }, index) => image.role === 'image' && chosen.answers[index]?.outcome === 'allowed')
    .slice(0, EXPLAINED);
}

async function lookForPackage(
  image: ImageEvidence,
  credential: Credential | null,
  probe: RegistryProbe,
): Promise<void> {
  const { readable, tags } = await probe.tags(image.image, credential);
  image.readable = readable;
  image.tags = tags;
}

function isUserToken({ kind }: Credential): boolean {
  return kind === 'classic-pat' || kind === 'oauth' || kind === 'fine-grained-pat';
}

// ------------------------------------------------------------- shared means

interface ApiAccess {
  clients(refusedUser: Credential | null): Promise<ApiClients>;
}

/** A credential for a registry on this machine is nobody else's business: then the API must be here too. */
function apiUrlFor({ registry, run }: Question): string | null {
  const isLocal = (address: string) => isLoopback(new URL(address).hostname);
  return isLocal(`https://${registry}`) && !isLocal(run.apiUrl) ? null : run.apiUrl;
}

/** The API is asked with the job's own token if there is one; only GitHub's tokens go there. */
function apiAccess(apiUrl: string | null, { credentials }: Question, client: HttpClient): ApiAccess {
  const own = credentials.find(({ kind }) => kind === 'github-token');
  const other = credentials.find(({ kind }) => kind !== 'unknown' && kind !== 'refresh');
  const connect = (credential: Credential | null | undefined) =>
    apiUrl && credential ? githubApi(apiUrl, credential.secret, client) : Promise.resolve(null);
  return {
    async clients(refusedUser) {
      const [lookup, user] = await Promise.all([connect(own ?? other), connect(refusedUser)]);
      return { lookup, user };
    },
  };
}

interface WorkflowReading {
  workflow: WorkflowEvidence | null;
  problem: WorkflowProblem | null;
}

/** The workflow's text, read at most once and only when somebody asks. */
function workflowOnce(question: Question, api: ApiAccess): () => Promise<WorkflowReading> {
  let reading: Promise<WorkflowReading> | undefined;
  const nothing = { workflow: null, problem: null };
  const { run, workspace, registry, env, event } = question;
  if (question.workflow === 'none' || (!run.job && !question.workflow)) return async () => nothing;

  async function fetchFile(path: string): Promise<string | null> {
    const { lookup } = await api.clients(null);
    const [owner, repo] = run.repository?.split('/') ?? [];
    if (!lookup || !owner || !repo) return null;
    const { data } = await lookup.rest.repos.getContent({
      owner,
      repo,
      path,
      ref: run.workflowSha ?? undefined,
      mediaType: { format: 'raw' },
    });
    // With the raw media type the body is the file itself, whatever the types say.
    return typeof data === 'string' ? (data as string) : null;
  }

  return () => {
    reading ??= import('./evidence/workflow/read.js').then(({ readWorkflow }) =>
      readWorkflow({ run, workspace, path: question.workflow, registry, fetchFile, env, event }),
    );
    return reading;
  };
}
