/** The main step: read the inputs, ask, log in, tell. No rule is decided here. */

import { getInput, isDebug, notice, setFailed } from '@actions/core';
import { type Preflight, preflight } from '../../commands/preflight.js';
import { findCredential } from '../../evidence/credentials/lookup.js';
import { programPath } from '../../evidence/credentials/program-path.js';
import { registryOf, runEvidence } from '../../evidence/run.js';
import {
  type Credential,
  cleanToken,
  credentials,
  type RawToken,
  secretForms,
} from '../../evidence/token.js';
import { workflowNotice } from '../../judge/notice.js';
import { logIn } from '../../login/login.js';
import type { Question } from '../../observe/question.js';
import { annotationOf } from '../../report/annotations.js';
import { masker } from '../../report/mask.js';
import { summary } from '../../report/summary.js';
import { terminal } from '../../report/terminal.js';
import type { Finding } from '../../types.js';
import { InputError } from '../usage.js';
import { runContext } from './context.js';
import { docsAddress } from './docs-address.js';
import { asGiven, type FailOn, type MainInputs, readInputs } from './inputs.js';
import { writeOutputs } from './outputs.js';
import { annotate, appendSummary, info, saveState, setSecret } from './toolkit.js';
import { stepWords } from './words.js';

/** Runs the step; `process.exitCode` is its result. */
export async function main(): Promise<void> {
  const { env } = process;
  const secrets = maskSecrets(env);
  try {
    await run(readInputs(), env);
  } catch (error) {
    const mask = masker(secrets);
    if (!(error instanceof InputError) && isDebug()) info(mask(String((error as Error).stack)));
    setFailed(mask((error as Error).message));
  }
}

/** Before anything else: whatever is printed from here on, the runner hides the tokens in it. */
function maskSecrets(env: NodeJS.ProcessEnv): string[] {
  const usernames = [getInput('username'), env.GITHUB_ACTOR ?? ''];
  const forms = ['ghcr-token', 'github-token'].flatMap((name) => secretForms(asGiven(name), usernames));
  for (const form of forms) setSecret(form);
  return forms;
}

async function run(inputs: MainInputs, env: NodeJS.ProcessEnv): Promise<void> {
  const { language, access, username, leg, login } = inputs;
  for (const name of leg.ignored) notice(stepWords(language).notJson(name));
  const context = await runContext();
  const run = runEvidence(env, context, inputs.registry);
  const registry = inputs.registry ?? registryOf(run.serverUrl);
  const candidates: RawToken[] = [
    { source: 'ghcr-token', raw: inputs.ghcrToken, username },
    { source: 'github-token', raw: inputs.githubToken, username },
  ];
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
      login: await loginKind(login, env),
      held: candidates.map(({ source, raw }) => ({ source, secret: cleanToken(raw).secret })),
      workflow: inputs.workflow,
      workspace: env.GITHUB_WORKSPACE || null,
      env,
    },
    'preflight',
    language,
  );

  const loggedInAs = await logInWith(result, inputs, registry, env);
  await tell(result, inputs, loggedInAs, env);
  writeOutputs(result, loggedInAs, env);
}

/** Into whose file this step's login will go. Podman writes docker's where DOCKER_CONFIG is set. */
async function loginKind(login: MainInputs['login'], env: NodeJS.ProcessEnv): Promise<Question['login']> {
  if (login === 'none' || login === 'docker') return login;
  const isPodmans = login === 'podman' || !(await programPath('docker', env));
  return isPodmans && !env.DOCKER_CONFIG && (await programPath('podman', env)) ? 'podman' : 'docker';
}

/** What the next client will use if this step makes no login. */
async function loginThatIsThere(registry: string, env: NodeJS.ProcessEnv): Promise<Credential | null> {
  const entry = await findCredential(registry, env);
  if (!entry) return null;
  for (const form of secretForms(entry.secret, [entry.username])) setSecret(form);
  const { file, username, secret } = entry;
  return credentials([{ source: 'auth-file', file, username, raw: secret }], true)[0] ?? null;
}

/** The user name of the login that was made; null when none was. */
async function logInWith(
  { report, credential }: Preflight,
  { login, logout, language, username }: MainInputs,
  registry: string,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  if (login === 'none' || !credential || credential.source === 'auth-file') return null;
  const result = await logIn(login, registry, { username, secret: credential.secret }, env);
  if (result.kind === 'done') {
    if (logout) saveState('login', JSON.stringify(result.state));
    info(stepWords(language).loggedIn(registry, username, result.state.tool, result.state.file));
    return username;
  }
  const mask = masker(secretForms(credential.secret, [username]));
  const sentence =
    result.kind === 'no-such-tool'
      ? stepWords(language).noSuchTool(result.tool)
      : stepWords(language).loginFailed(result.tool, registry, mask(result.detail));
  // What the user asked for by name has to be there, and a login that fails after a yes would make the push fail.
  // After any other verdict the finding is what counts.
  if (result.kind === 'no-such-tool' || report.verdict === 'allowed') setFailed(sentence);
  else info(sentence);
  return null;
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
      source: (file) => texts[file],
      docsBase,
      note,
    }).trimEnd(),
  );
  if (skipped.length > 0) notice(stepWords(language).skipped(report.registry, skipped));
  if (evidence.workflowProblem)
    notice(stepWords(language).workflowSkipped(workflowNotice(evidence.workflowProblem, language)));

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
