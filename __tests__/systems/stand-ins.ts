/**
 * What the steps of a job do here: our own action as it is built, scripts in bash with real clients, and for the actions
 * that cannot be fetched a stand-in that does its work by a real client and fails in the real one's words.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { runAction } from '../../src/lab/runner/run-action.js';
import type { Report } from '../../src/report/report.js';
import { DIST } from '../agreement/enact.js';
import { findClient } from '../lab/clients.js';
import { manyStepsOf } from '../node.js';
import { type Contexts, filled } from './expressions.js';
import { metadataTags } from './metadata.js';
import type { Ran, Running, Stage, Step } from './runner.js';

interface Acting {
  stage: Stage;
  job: Running;
  /** The machine of the job: its auth file is `docker/config.json`. */
  home: string;
  ran: Ran;
  contexts: Contexts;
  env: Readonly<Record<string, string>>;
  inputs: Readonly<Record<string, string>>;
}

interface Ended {
  code: number;
  output: string;
  outputs?: Record<string, string>;
  /** What it wrote to GITHUB_ENV. */
  env?: Record<string, string>;
  /** Failed, and the job goes on. */
  passedOver?: boolean;
}

const DONE: Ended = { code: 0, output: '' };

export async function act(acting: Acting, step: Step): Promise<Ended> {
  const { inputs, stage } = acting;
  if (step.run !== undefined) return runScript(filled(step.run, acting.contexts), acting);
  switch (step.uses?.split('@')[0]) {
    case 'org/ghcr-preflight':
      return stage.isAsked ? preflight(acting) : loginOfPreflight(acting);
    case 'docker/metadata-action': {
      const tags = metadataTags(inputs, acting.contexts);
      return { ...DONE, outputs: { tags, labels: inputs.labels ?? '' } };
    }
    case 'docker/login-action':
      if (!inputs.username || !inputs.password) return fails('Error: Username and password required');
      if ((inputs.registry || 'docker.io') !== stage.lab.registry) return DONE;
      return login(acting);
    case 'docker/build-push-action':
      return inputs.push === 'true' ? build(acting) : DONE;
    case 'aquasecurity/trivy-action':
      return scan(acting);
    case 'github/codeql-action/upload-sarif':
      return acting.job.scopes['security-events'] === 'write'
        ? DONE
        : fails(`Resource not accessible by integration - ${CODE_SCANNING}`);
    default:
      return DONE;
  }
}

const CODE_SCANNING =
  'https://docs.github.com/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data';

const fails = (words: string): Ended => ({ code: 1, output: `##[error]${words}\n` });

async function login({ stage, home, inputs }: Acting): Promise<Ended> {
  const args = ['login', '--username', inputs.username ?? '', '--password-stdin', stage.lab.registry];
  const { code, output } = findClient('docker')
    ? await start(home, 'docker', args, { input: inputs.password })
    : await start(home, 'skopeo', [...args, '--tls-verify=false'], { input: inputs.password });
  // Docker tries TLS first and says so; ghcr.io has it.
  const lines = output.split('\n').filter((line) => !line.includes('trying next endpoint'));
  return { code, output: lines.join('\n') };
}

/** Pushes the tiny image under its first tag: one client tells as much as five. */
async function build({ stage, home, inputs, ran }: Acting): Promise<Ended> {
  const tags = (inputs.tags ?? '').split('\n').filter(Boolean);
  // docker's own grammar, which it looks at before anything is built.
  const wrong = tags.find((tag) => !/^[\w.-]+(?::\d+)?\/[a-z\d._/-]+:[\w][\w.-]*$/.test(tag));
  if (wrong) return fails(`ERROR: failed to build: invalid tag "${wrong}": invalid reference format`);
  const [reference = ''] = tags;
  const host = reference.split('/')[0];
  if (host !== stage.lab.registry)
    return fails(`ERROR: failed to push ${reference}: dial tcp: lookup ${host}: no such host`);
  const ended = await start(home, 'crane', ['push', stage.images.layout, reference]);
  if (ended.code === 0) ran.pushed.push(reference.replace(stage.lab.registry, 'ghcr.io'));
  const digest = /@(sha256:\w+)/.exec(ended.output)?.[1] ?? '';
  return { ...ended, output: `[command]crane push . ${reference}\n${ended.output}`, outputs: { digest } };
}

/** Trivy pulls with its own two variables, else with what docker has. */
async function scan({ home, inputs, env }: Acting): Promise<Ended> {
  const { TRIVY_USERNAME: username = '', TRIVY_PASSWORD: password = '' } = env;
  const image = inputs['image-ref'] ?? '';
  const [registry = ''] = image.split('/');
  const own = path.join(home, 'trivy');
  await mkdir(own, { recursive: true });
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  await writeFile(path.join(own, 'config.json'), JSON.stringify({ auths: { [registry]: { auth } } }));
  const ended = await start(
    home,
    'crane',
    ['manifest', image],
    password ? { env: { DOCKER_CONFIG: own } } : {},
  );
  return { ...ended, output: ended.code === 0 ? '' : `FATAL Fatal error image scan error: ${ended.output}` };
}

/** Where GHCR_TOKEN is good, the action chooses it. */
async function loginOfPreflight({ stage, job, home, inputs }: Acting): Promise<Ended> {
  const auth = Buffer.from(`mona:${inputs['ghcr-token'] || job.token}`).toString('base64');
  const config = { auths: { [stage.lab.registry]: { auth } } };
  await writeFile(path.join(home, 'docker', 'config.json'), JSON.stringify(config));
  return DONE;
}

/** The built action, as a runner starts it. */
async function preflight({ stage, job, home, env, inputs, ran }: Acting): Promise<Ended> {
  const run = await runAction(
    {
      ...stage.run,
      name: '',
      title: { en: '', 'zh-CN': '' },
      world: stage.lab.world,
      repository: stage.repository,
      tokens: { githubToken: job.token },
      inputs: { matrix: JSON.stringify(job.matrix), ...inputs },
      workflow: '',
      workflowPath: stage.workflow,
      job: job.id,
      verdict: 'allowed',
      says: null,
    },
    stage.lab,
    {
      runStep: manyStepsOf(DIST, stage.node),
      checkout: false,
      post: false,
      env: {
        ...env,
        PATH: home,
        GITHUB_WORKSPACE: stage.checkout,
        DOCKER_CONFIG: path.join(home, 'docker'),
        RUNNER_TEMP: home,
      },
    },
  );
  const { report } = run.outputs;
  if (!report) throw new Error(`the preflight wrote no report:\n${run.written}`);
  ran.reports.push(JSON.parse(await readFile(report, 'utf8')) as Report);
  // What is explained is the client's own failure, not our words for it.
  if (stage.heedless) return { code: run.exitCode, output: '', outputs: run.outputs, passedOver: true };
  return { code: run.exitCode, output: `${run.log}\n`, outputs: run.outputs };
}

/**
 * In the place of programs that are not here, or would fetch a base image: what they ask of the registry is asked by a
 * client that is built on the same code (podman and skopeo) or on the same library (cosign and crane).
 */
const PROGRAMS = {
  podman: `case $1 in
  login) case $2 in 127.*) ;; *) echo "Error: authenticating creds for "$2": pinging container registry $2: Get "https://$2/v2/": dial tcp: lookup $2: no such host" >&2; exit 125 ;; esac
    shift; exec skopeo login --tls-verify=false "$@" ;;
  push) echo "[command]podman push $2"; skopeo copy --quiet --dest-tls-verify=false "oci:$LAYOUT:latest" "docker://$2" && echo "$2" >>"$PUSHED" ;;
esac`,
  cosign: `image=$3
if [ -z "\${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then echo "Error: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable" >&2; exit 1; fi
exec crane push "$LAYOUT" "\${image%@*}:\${image#*@sha256:}.sig"`,
};

async function runScript(script: string, acting: Acting): Promise<Ended> {
  const { stage, job, home, env, ran } = acting;
  const inHome = (name: string) => path.join(home, name);
  await mkdir(inHome('bin'), { recursive: true });
  for (const [name, text] of Object.entries(PROGRAMS))
    await writeFile(path.join(home, 'bin', name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  for (const file of ['env', 'output', 'pushed']) await writeFile(inHome(file), '');
  const crane = findClient('crane');
  const ended = await start(home, 'bash', ['-e', '-c', script], {
    cwd: stage.checkout,
    env: {
      ...env,
      PATH: [inHome('bin'), crane && path.dirname(crane), process.env.PATH].filter(Boolean).join(':'),
      GITHUB_ENV: inHome('env'),
      GITHUB_OUTPUT: inHome('output'),
      GITHUB_REPOSITORY: stage.repository,
      GITHUB_ACTOR: stage.run.actor,
      GITHUB_SHA: (acting.contexts.github as { sha: string }).sha,
      LAYOUT: stage.images.layout,
      PUSHED: inHome('pushed'),
      ...(job.scopes['id-token'] === 'write' ? { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9/' } : {}),
    },
  });
  const pushed = (await readFile(inHome('pushed'), 'utf8')).split('\n').filter(Boolean);
  ran.pushed.push(...pushed.map((reference) => reference.replace(stage.lab.registry, 'ghcr.io')));
  return { ...ended, env: await pairs(inHome('env')), outputs: await pairs(inHome('output')) };
}

async function pairs(file: string): Promise<Record<string, string>> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
}

interface Starting {
  input?: string;
  cwd?: string;
  env?: Record<string, string>;
}

/** A program in the home of a job, with nothing of this machine's logins. */
export function start(
  home: string,
  program: string,
  args: string[],
  { input = '', cwd, env }: Starting = {},
): Promise<Ended> {
  const config = path.join(home, 'docker');
  const own = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    DOCKER_CONFIG: config,
    REGISTRY_AUTH_FILE: path.join(config, 'config.json'),
  };
  const file = findable(program);
  return new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      { cwd, env: { PATH: process.env.PATH, ...own, ...env }, timeout: 150_000 },
      (error, stdout, stderr) =>
        resolve({ code: error ? (child.exitCode ?? -1) : 0, output: `${stdout}${stderr}` }),
    );
    child.stdin?.on('error', () => {}).end(input);
  });
}

function findable(program: string): string {
  return program === 'docker' || program === 'crane' || program === 'skopeo'
    ? (findClient(program) ?? program)
    : program;
}
