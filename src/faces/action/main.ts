/** The main step: read the inputs, ask, log in, tell. No rule is decided here. */

import { getInput, isDebug } from '@actions/core';
import { type Preflight, preflight } from '../../commands/preflight.js';
import { findCredential } from '../../evidence/credentials/lookup.js';
import { programPath } from '../../evidence/credentials/program-path.js';
import { leadsElsewhere } from '../../evidence/registry/verdict.js';
import { belongsTo, registryOf, runEvidence } from '../../evidence/run.js';
import { heldSecrets } from '../../evidence/secrets.js';
import {
  type Credential,
  cleanToken,
  credentials,
  holdToken,
  kindByPrefix,
  type RawToken,
  secretForms,
} from '../../evidence/token.js';
import { workflowNotice } from '../../judge/notice.js';
import { logIn } from '../../login/login.js';
import type { Question } from '../../observe/question.js';
import { annotationOf } from '../../report/annotations.js';
import { summary } from '../../report/summary.js';
import { terminal } from '../../report/terminal.js';
import type { Finding, Language } from '../../types.js';
import { InputError, serverAddress } from '../usage.js';
import { runContext } from './context.js';
import { docsAddress } from './docs-address.js';
import { asGiven, type FailOn, type MainInputs, readInputs } from './inputs.js';
import { writeOutputs, writeSarif } from './outputs.js';
import { annotate, appendSummary, info, notice, saveState, setFailed, setSecret } from './toolkit.js';
import { stepWords } from './words.js';

/** The exit code of a program that was interrupted, as shells count. */
const CANCELLED = 130;

/** Runs the step; `process.exitCode` is its result. */
export async function main(): Promise<void> {
  const { env } = process;
  maskSecrets(env);
  try {
    await run(readInputs(), env);
  } catch (error) {
    if (!(error instanceof InputError) && isDebug()) info(String((error as Error).stack));
    setFailed((error as Error).message);
  }
}

/** Before anything else: whatever is printed from here on, the runner hides the tokens in it. */
function maskSecrets(env: NodeJS.ProcessEnv): void {
  const usernames = [getInput('username'), env.GITHUB_ACTOR ?? ''];
  for (const token of ['ghcr-token', 'github-token'].map(asGiven)) {
    holdToken(token);
    for (const form of secretForms(token, usernames)) setSecret(form);
  }
  // And what turns up later: the registry hands out tokens of its own.
  heldSecrets.onAdd(setSecret);
}

async function run(inputs: MainInputs, env: NodeJS.ProcessEnv): Promise<void> {
  const { language, access, leg } = inputs;
  for (const name of leg.ignored) notice(stepWords(language).notJson(name));
  const server = serverAddress(env, language);
  const context = await runContext();
  const registry = inputs.registry ?? registryOf(server);
  const run = runEvidence(env, context, registry);
  const candidates = await candidatesFor(inputs, { registry, server }, env);
  const found = credentials(candidates, true);

  const result = await preflight(
    {
      access,
      registry,
      images: inputs.images,
      names: 'normalised',
      credentials: found,
      lastResort: () => loginThatIsThere(registry, env),
      missing: candidates
        .map(({ source }) => source)
        .filter((source) => !found.some((one) => one.source === source)),
      run,
      event: context.payload,
      leg,
      login: loginKind(inputs.login, env),
      held: [
        { source: 'ghcr-token', secret: cleanToken(inputs.ghcrToken).secret },
        { source: 'github-token', secret: cleanToken(inputs.githubToken).secret },
      ],
      workflow: inputs.workflow,
      workspace: env.GITHUB_WORKSPACE || null,
      env,
    },
    'preflight',
    language,
  );

  const loggedIn = await logInWith(result, inputs, registry, env);
  if (loggedIn === 'cancelled') {
    info(stepWords(language).cancelled);
    process.exitCode = CANCELLED;
    return;
  }
  const loggedInAs = loggedIn?.username ?? null;
  await tell(result, inputs, loggedInAs, env);
  writeOutputs(result, loggedInAs, env);
  if (inputs.sarifFile !== null) await writeFindings(result, inputs.sarifFile, language, env);
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
  const words = stepWords(language);
  const ghcr: RawToken = { source: 'ghcr-token', raw: ghcrToken, username };
  const github: RawToken = { source: 'github-token', raw: githubToken, username };
  const { secret } = cleanToken(githubToken);
  const isSame = secret !== '' && cleanToken(ghcrToken).secret === secret;
  if (belongsTo(registry, server)) {
    if (!isSame) return [ghcr, github];
    const one = kindByPrefix(secret) === 'installation' ? github : ghcr;
    info(words.sameToken(one.source === 'github-token' ? 'GITHUB_TOKEN' : 'GHCR_TOKEN'));
    return [one];
  }
  if (secret !== '') info(words.withheld(registry, server));
  const own = isSame ? { ...ghcr, raw: '' } : ghcr;
  if (access === 'push' && cleanToken(own.raw).secret === '' && !(await findCredential(registry, env)))
    throw new InputError(words.noTokenFor(registry, server));
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
  const entry = await findCredential(registry, env);
  if (!entry) return null;
  holdToken(entry.secret);
  for (const form of secretForms(entry.secret, [entry.username])) setSecret(form);
  const { file, username, secret } = entry;
  return credentials([{ source: 'auth-file', file, username, raw: secret }], true)[0] ?? null;
}

type LoggedIn = 'cancelled' | { username: string } | null;

/** The login that was made; null when none was. */
async function logInWith(
  { report, evidence, credential }: Preflight,
  { login, logout, language, username }: MainInputs,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<LoggedIn> {
  const words = stepWords(language);
  if (login === 'none') return null;
  if (evidence.images.some(({ answers }) => answers.some(({ answer }) => leadsElsewhere(answer))))
    info(words.strayed(registry));
  if (!credential || credential.source === 'auth-file') return null;
  const result = await whileNotCancelled((signal) =>
    logIn({
      mode: login,
      registry,
      login: { username, secret: credential.secret },
      env,
      stays: !logout,
      save: (state) => saveState('login', state ? JSON.stringify(state) : ''),
      signal,
    }),
  );
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'done') {
    info(words.loggedIn(registry, username, result.tool, result.file));
    return { username };
  }
  const sentence =
    result.kind === 'no-such-tool'
      ? words.noSuchTool(result.tool)
      : words.loginFailed(result.tool, registry, result.detail);
  // What the user asked for by name has to be there, and a login that fails after a yes would make the push fail.
  // After any other verdict the finding is what counts.
  if (result.kind === 'no-such-tool' || report.verdict === 'allowed') setFailed(sentence);
  else info(sentence);
  return null;
}

/** The runner cancels a step by SIGINT, and some seconds later by SIGTERM (actions/runner, `ProcessInvoker`). */
async function whileNotCancelled<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancelling = new AbortController();
  const cancel = () => cancelling.abort();
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    return await work(cancelling.signal);
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel);
  }
}

async function tell(
  result: Preflight,
  inputs: MainInputs,
  loggedInAs: string | null,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { report, evidence, checked, skipped } = result;
  const { language } = inputs;
  const docsBase = docsAddress(env);
  const texts = evidence.workflow?.texts ?? {};
  // What the question was about, where nobody named it, is said before all else.
  const note = evidence.imagesFrom === 'repository' ? noteOf(report.findings) : undefined;
  info(
    terminal(report, {
      color: false,
      language,
      columns: 100,
      source: (file) => texts[file] && heldSecrets.maskInPlace(texts[file]),
      docsBase,
      note,
    }).trimEnd(),
  );
  if (skipped.length > 0) notice(stepWords(language).skipped(report.registry, skipped));
  if (evidence.workflowProblem) {
    const reason = workflowNotice(evidence.workflowProblem, language);
    const words = stepWords(language);
    notice(evidence.workflow ? words.fileSkipped(reason) : words.workflowSkipped(reason));
  }

  const fails = failsStep(result, inputs.failOn);
  for (const finding of report.findings)
    annotate(annotationOf(asAnnotated(finding, fails, report.findings), { language, docsBase }));
  if (fails) process.exitCode = 1;

  const wanted =
    inputs.summary === 'always' || (inputs.summary === 'on-finding' && report.findings.length > 0);
  if (wanted)
    await appendSummary(
      summary(report, checked, { language, username: loggedInAs ?? undefined, docsBase, note }),
    );
}

function noteOf(findings: readonly Finding[]): string | undefined {
  return findings.find(({ id }) => id === 'no-push-found')?.message;
}

/** Few want the findings as SARIF, so what writes it is loaded here. */
async function writeFindings(
  { report, evidence }: Preflight,
  file: string,
  language: Language,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const [{ sarif }, { ruleText }] = await Promise.all([
    import('../../report/sarif.js'),
    import('../../causes/rules.js'),
  ]);
  const texts = evidence.workflow?.texts ?? {};
  const text = sarif(report, {
    language,
    docsBase: docsAddress(env),
    source: (name) => texts[name] && heldSecrets.maskInPlace(texts[name]),
    rule: (id) => ruleText(id, language),
  });
  writeSarif(file, text, language);
}

/**
 * Fails when the verdict reaches `fail-on`, and only then. A refusal without an error is a fork's or
 * Dependabot's run whose push step would not run either.
 */
function failsStep({ report }: Preflight, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  if (report.verdict === 'unknown') return failOn === 'unknown';
  return report.verdict === 'denied' && report.findings.some(({ severity }) => severity === 'error');
}

/** A step that fails shows at least one error, so that its reason is found among the annotations. */
function asAnnotated(finding: Finding, fails: boolean, all: Finding[]): Finding {
  const hasError = all.some(({ severity }) => severity === 'error');
  return fails && !hasError && finding === all[0] ? { ...finding, severity: 'error' } : finding;
}
