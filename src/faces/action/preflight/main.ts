/** The main step: read the inputs, ask, log in, tell. No rule is decided here. */

import { join } from 'node:path';
import { getInput } from '@actions/core';
import { preflight } from '../../../commands/preflight.js';
import type { FileCredential } from '../../../evidence/credentials/lookup.js';
import { dockerConfigFile, podmanAuthFile } from '../../../evidence/credentials/places.js';
import { programPath } from '../../../evidence/credentials/program-path.js';
import { sizeOf } from '../../../evidence/files/regular-file.js';
import { belongsTo, mayTakeGithubTokens } from '../../../evidence/github-server.js';
import { runEvidence } from '../../../evidence/run.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import {
  type Credential,
  cleanToken,
  credentials,
  holdToken,
  isGithubs,
  kindByPrefix,
  type RawToken,
  secretForms,
} from '../../../evidence/token.js';
import { INPUT_TOKENS } from '../../../evidence/types/token.js';
import type { Question } from '../../../observe/question.js';
import type { Language } from '../../../types.js';
import { InputError, registryOfServer, serverAddress } from '../../usage.js';
import { asGiven } from '../common-inputs.js';
import { runContext } from '../context.js';
import { failStep, info, notice, setMissingOutputs, setSecret } from '../toolkit.js';
import { stepWords } from '../words.js';
import { type MainInputs, readInputs } from './inputs.js';
import { StepLogin } from './step-login.js';

/** The exit code of a program that was interrupted, as shells count. */
const CANCELLED = 130;

/** Runs the step; `process.exitCode` is its result. */
export async function main(): Promise<void> {
  const { env } = process;
  maskSecrets(env);
  try {
    await run(readInputs(), env);
  } catch (error) {
    // What says it may be gone as well.
    const lost = await import('../../lost-part.js').catch(() => null);
    failStep(error, lost?.lostPartOfStep(error) ?? undefined);
    const none = await import('../no-outcome.js').catch(() => null);
    if (none) setMissingOutputs(none.NO_OUTCOME.preflight);
  }
}

/** Before anything else: whatever is printed from here on, the runner hides the tokens in it. */
function maskSecrets(env: NodeJS.ProcessEnv): void {
  const usernames = [getInput('username'), env.GITHUB_ACTOR ?? ''];
  for (const token of INPUT_TOKENS.map(asGiven)) {
    holdToken(token);
    for (const form of secretForms(token, usernames)) setSecret(form);
  }
  // And what turns up later: the registry hands out tokens of its own.
  heldSecrets.onAdd(setSecret);
}

async function run(inputs: MainInputs, env: NodeJS.ProcessEnv): Promise<void> {
  const { language } = inputs;
  if (inputs.leg.ignored.length > 0) {
    const { inputWords } = await import('./input-words.js');
    for (const name of inputs.leg.ignored) notice(inputWords(language).notJson(name));
  }
  const server = serverAddress(env, language);
  const context = await runContext();
  const registry = inputs.registry ?? registryOfServer(server, language, { given: env.GITHUB_SERVER_URL });
  const run = runEvidence(env, context, registry);
  if (isLong(run.workflowPath, env)) (await import('../../lean-heap.js')).leanHeap();
  await remarkOnInputs(inputs, belongsTo(registry, server));
  const candidates = await candidatesFor(inputs, { registry, server }, env);
  const found = credentials(candidates, { inActions: true });

  // The first turn of the event loop sends the registry its ping; from the next one on its answers are waited for.
  if (hasClient(inputs.login, env)) setImmediate(() => setImmediate(loadClient));

  const login = new StepLogin(inputs, registry, env);
  const question = questionOf(inputs, { registry, candidates, found, env });
  const asked = preflight(
    { ...question, onCredential: (credential) => login.begin(credential), run, event: context.payload },
    'preflight',
    language,
  );

  try {
    const result = await Promise.race([asked, login.cancelled]);
    if (result === 'cancelled') return sayCancelled(language);
    // A client may be at work: meanwhile what tells of the verdict is loaded, and the words are found.
    const { Telling } = await import('./telling.js');
    const telling = new Telling(result, inputs, env);
    telling.handOn();
    telling.prepare(login.username);
    const outcome = await login.outcome;
    if (outcome?.kind === 'cancelled') return sayCancelled(language);
    await telling.tell(await login.tell(outcome, result));
  } finally {
    // Whatever else goes wrong, the login is not left half made.
    await login.outcome;
  }
}

/** In bytes: of a longer workflow what is read fills the heap. Those that people write are shorter, and for them a small heap is slower. */
const LONG = 100_000;

function isLong(workflow: string | null, { GITHUB_WORKSPACE: workspace }: NodeJS.ProcessEnv): boolean {
  return Boolean(workflow && workspace && sizeOf(join(workspace, workflow)) > LONG);
}

/** What the inputs ask; who runs it, and what is to be done with the token that is taken, the step adds. */
function questionOf(
  inputs: MainInputs,
  {
    registry,
    candidates,
    found,
    env,
  }: { registry: string; candidates: readonly RawToken[]; found: Credential[]; env: NodeJS.ProcessEnv },
): Omit<Question, 'run' | 'event' | 'onCredential'> {
  const kind = loginKind(inputs.login, env);
  return {
    place: 'workflow',
    plans: inputs.summary !== 'never',
    access: inputs.access,
    registry,
    images: inputs.images,
    names: 'normalised',
    credentials: found,
    lastResort: () => loginThatIsThere(registry, env),
    podmansOwn: async (name) => {
      const ours = kind === 'podman' ? podmanAuthFile(env) : dockerConfigFile(env);
      if (kind === 'none') return null;
      const { podmansOwnLogin } = await lookup();
      return keptFrom(podmansOwnLogin(registry, name, env, ours));
    },
    missing: candidates
      .map(({ source }) => source)
      .filter((source) => !found.some((one) => one.source === source)),
    leg: inputs.leg,
    login: kind,
    held: [
      { source: 'ghcr-token', secret: cleanToken(inputs.ghcrToken).secret, stored: inputs.ghcrToken },
      { source: 'github-token', secret: cleanToken(inputs.githubToken).secret, stored: inputs.githubToken },
    ],
    workflow: inputs.workflow,
    workspace: env.GITHUB_WORKSPACE || null,
    env,
  };
}

function sayCancelled(language: Language): void {
  info(stepWords(language).cancelled);
  process.exitCode = CANCELLED;
}

/** As GitHub makes them: nobody has to look twice at what is given. */
const LIKE_TOKEN = /^(?:gh[opsur]_|github_pat_)(?=[\w.-]*\d)[\w.-]{20,}$/;

/** @param isGitHubs another registry gives out what it likes */
async function remarkOnInputs({ ghcrToken, githubToken, language }: MainInputs, isGitHubs: boolean) {
  if (!isGitHubs) return;
  for (const [name, given] of [
    ['ghcr-token', ghcrToken],
    ['github-token', githubToken],
  ] as const) {
    const { secret } = cleanToken(given);
    if (secret === '' || LIKE_TOKEN.test(secret)) continue;
    const { noTokenIn } = await import('./no-token.js');
    const said = noTokenIn(name, secret, language);
    if (said !== null) notice(said);
  }
}

/**
 * The tokens that may go to this registry, in the order in which they are tried. The job's own goes to its server's
 * registry only, in whichever input it stands. Throws an `InputError` when that leaves none for a push.
 */
async function candidatesFor(
  { access, username, ghcrToken, githubToken, language }: MainInputs,
  { registry, server }: { registry: string; server: string },
  env: NodeJS.ProcessEnv,
): Promise<RawToken[]> {
  const ghcr: RawToken = { source: 'ghcr-token', raw: ghcrToken, username };
  const github: RawToken = { source: 'github-token', raw: githubToken, username };
  const { secret } = cleanToken(githubToken);
  const isSame = secret !== '' && cleanToken(ghcrToken).secret === secret;
  const isOurs = belongsTo(registry, server);
  if (isOurs && !isSame) return [ghcr, github];
  const { inputWords } = await import('./input-words.js');
  const words = inputWords(language);
  if (isOurs) {
    const one = kindByPrefix(secret) === 'installation' ? github : ghcr;
    info(words.sameToken(one.source === 'github-token' ? 'GITHUB_TOKEN' : 'GHCR_TOKEN'));
    return [one];
  }
  if (secret !== '') info(words.withheld(registry, server));
  const isAnothers = !isSame && isGithubs(ghcrToken) && !mayTakeGithubTokens(registry, server);
  if (isAnothers) info(words.notGithubs(registry));
  const own = isSame || isAnothers ? { ...ghcr, raw: '' } : ghcr;
  if (access === 'push' && cleanToken(own.raw).secret === '' && !(await loginInFile(registry, env)))
    throw new InputError(isAnothers ? words.notGithubs(registry) : words.noTokenFor(registry, server));
  return [own];
}

/** Into whose file this step's login will go. Podman writes docker's where DOCKER_CONFIG is set. */
function loginKind(login: MainInputs['login'], env: NodeJS.ProcessEnv): Question['login'] {
  if (login === 'none' || login === 'docker') return login;
  const isPodmans = login === 'podman' || !programPath('docker', env);
  return isPodmans && !env.DOCKER_CONFIG && programPath('podman', env) ? 'podman' : 'docker';
}

/** What the next client will use if this step makes no login. */
async function loginThatIsThere(registry: string, env: NodeJS.ProcessEnv): Promise<Credential | null> {
  return keptFrom(await loginInFile(registry, env));
}

async function loginInFile(registry: string, env: NodeJS.ProcessEnv): Promise<FileCredential | null> {
  const { findCredential } = await lookup();
  return findCredential(registry, env);
}

/** Who has a token that the registry takes looks into no auth file. */
const lookup = () => import('../../../evidence/credentials/lookup.js');

/** Its secret is masked before anybody asks with it. */
function keptFrom(entry: FileCredential | null): Credential | null {
  if (!entry) return null;
  holdToken(entry.secret);
  for (const form of secretForms(entry.secret, [entry.username])) setSecret(form);
  const { file, username, secret, scope } = entry;
  const raw = { source: 'auth-file', file, username, raw: secret } as const;
  return credentials([scope === null ? raw : { ...raw, scope }], { inActions: true })[0] ?? null;
}

function hasClient(login: MainInputs['login'], env: NodeJS.ProcessEnv): boolean {
  return login !== 'none' && (programPath('docker', env) ?? programPath('podman', env)) !== null;
}

/** What a login by a client takes is loaded as soon as there is nothing to do but wait for the registry. */
function loadClient(): void {
  // What is wrong with it the login will say.
  import('../../../login/client.js').catch(() => {});
}
