// What each face really says, as text: the steps and the commands run as they were compiled, against the lab.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiledAt } from '../compile.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(here, '../..');
/** Of its own: the bundler takes `build/` away while the texts are made. */
export const BUILD = fileURLToPath(new URL('../../build-gallery', import.meta.url));
/** The bundle starts faster, and a check of everything proves it fresh; whoever writes the pages may not have built one yet. */
const app = process.argv.includes('--check')
  ? pathToFileURL(path.join(root, 'dist/app/index.js')).href
  : compiledAt('app.js', BUILD);
const built = (file) => import(compiledAt(file, BUILD));
const repository = path.join(here, 'repository');

/** Arguments of Node.js that open a door of `src/app.ts`. Node.js 20 loads some packages empty where it runs a word of its command line. */
const door = (name, ...rest) => [path.join(here, 'door.mjs'), app, name, ...rest];

function node(args, env, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', reject).on('close', () => resolve({ stdout, stderr }));
  });
}

/** The summary of a step; `inputs` by their names. */
async function stepSummary(name, inputs, env = {}) {
  const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-gallery-'));
  try {
    const at = (file) => path.join(home, file);
    for (const file of ['output', 'summary']) writeFileSync(at(file), '');
    const given = Object.fromEntries(
      Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]),
    );
    await node(
      door(name),
      {
        ...RUN,
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary'),
        RUNNER_TEMP: home,
        ...given,
        ...env,
      },
      repository,
    );
    return readFileSync(at('summary'), 'utf8');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const RUN = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'mona',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REPOSITORY: 'octo-org/app',
  GITHUB_REPOSITORY_OWNER: 'octo-org',
  GITHUB_RUN_ID: '7',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_SHA: 'd0c5f1a2b3c4d5e6f708192a3b4c5d6e7f809102',
  GITHUB_WORKSPACE: repository,
};

async function withLab(world, options, work) {
  const { startLab } = await built('lab/lab.js');
  const lab = await startLab(world, options);
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

/** The main action in one of the demo's scenarios. */
async function scenario(name, language) {
  const { findScenario } = await built('lab/scenarios/scenarios.js');
  const { asOnGitHub, runAction, runProcess } = await built('lab/runner/run-action.js');
  const found = findScenario(name);
  return withLab(found.world, { faults: found.faults }, async (lab) => {
    const runStep = (step, env) => runProcess(process.execPath, door(`${step}Door`), env);
    const run = await runAction({ ...found, inputs: { ...found.inputs, language } }, lab, { runStep });
    return asOnGitHub(run, lab.registry).summary;
  });
}

async function terminal(args, env = {}) {
  const { stdout, stderr } = await node(
    door('cliDoor', ...args),
    { FORCE_COLOR: '1', LANG: 'C', ...env },
    repository,
  );
  if (stdout === '') throw new Error(`${args.join(' ')} shows nothing: ${stderr}`);
  return stdout;
}

const JOB_TOKEN = 'ghs_galleryGalleryGalleryGalleryGallery01';
const OWNER_TOKEN = 'ghp_galleryGalleryGalleryGalleryGallery02';

async function check(language) {
  const { findScenario } = await built('lab/scenarios/scenarios.js');
  const { world, tokens } = findScenario('expired-ghcr-token');
  return withLab(world, {}, async (lab) => {
    const text = await terminal(
      ['check', 'octo-org/app:1.5.0', '--registry', lab.registry, '--language', language],
      { GHCR_TOKEN: tokens.ghcrToken, GITHUB_API_URL: lab.apiUrl },
    );
    const { renamed } = await built('report/terminal/renamed.js');
    // A terminal that does not tell its width has 80 columns.
    return renamed(text, lab.registry, 'ghcr.io', 80);
  });
}

async function explainStep(language) {
  const { findScenario } = await built('lab/scenarios/scenarios.js');
  const { workflow, workflowPath } = findScenario('foreign-package');
  const run = {
    event: 'push',
    path: workflowPath,
    head_sha: RUN.GITHUB_SHA,
    conclusion: null,
    html_url: 'https://github.com/octo-org/app/actions/runs/7',
    actor: { login: 'mona' },
    repository: { full_name: 'octo-org/app', owner: { login: 'octo-org', type: 'Organization' } },
    head_repository: { full_name: 'octo-org/app' },
  };
  const world = {
    accounts: [{ login: 'octo-org', type: 'Organization' }],
    packages: [],
    tokens: { [JOB_TOKEN]: { kind: 'github-token', repository: 'octo-org/app', packages: 'none' } },
    repositories: { 'octo-org/app': { visibility: 'private' } },
    files: { [`octo-org/app:${workflowPath}`]: workflow },
    answers: {
      'GET /repos/octo-org/app/actions/runs/7': { body: run },
      'GET /repos/octo-org/app/actions/runs/7/jobs': {
        body: { jobs: [{ id: 70, name: 'image', conclusion: 'failure' }] },
      },
      'GET /repos/octo-org/app/actions/jobs/70/logs': {
        body: readFileSync(path.join(here, 'build.log'), 'utf8'),
      },
    },
  };
  return withLab(world, {}, (lab) =>
    stepSummary('explainDoor', { 'github-token': JOB_TOKEN, language }, { GITHUB_API_URL: lab.apiUrl }),
  );
}

async function audit(language) {
  const workflow = (name) => readFileSync(path.join(repository, '.github/workflows', name), 'utf8');
  const image = workflow('image.yml');
  const { answerGraphql } = await built('lab/api/graphql.js');
  const world = {
    accounts: [
      { login: 'octo-org', type: 'Organization', members: { mona: 'owner' } },
      { login: 'mona', type: 'User' },
    ],
    packages: [
      { owner: 'octo-org', name: 'app', visibility: 'private', repository: 'octo-org/app' },
      { owner: 'octo-org', name: 'tools', visibility: 'private', repository: null },
    ],
    tokens: { [OWNER_TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['repo', 'read:packages'] } },
    repositories: {
      'octo-org/app': { visibility: 'private' },
      'octo-org/docs': { visibility: 'public' },
      'octo-org/tools': { visibility: 'private' },
    },
    files: {
      'octo-org/app:.github/workflows/release.yml': workflow('release.yml'),
      'octo-org/app:.github/workflows/image.yml': image,
      'octo-org/docs:README.md': '# docs',
      'octo-org/tools:.github/workflows/ci.yml': image
        .replace('on: workflow_call', 'on: push')
        .replace('contents: read', 'contents: read\n  packages: write')
        .replace('octo-org/app', 'octo-org/tools'),
    },
  };
  return withLab(world, { graphql: answerGraphql }, (lab) =>
    stepSummary(
      'auditDoor',
      { owner: 'octo-org', 'github-token': OWNER_TOKEN, shard: '1/1', language },
      { GITHUB_API_URL: lab.apiUrl, GITHUB_RUN_ID: '7' },
    ),
  );
}

/** Beside the folder that the commands run in. */
const log = '../build.log';

/**
 * Every face: `kind` tells how it is drawn, `text` runs it. Those with a title and words, by language, stand in the gallery.
 *
 * @type {{ name: string, kind: 'markdown' | 'terminal', text(language: string): Promise<string>, shown?: Record<string, [string, string]> }[]}
 */
export const FACES = [
  {
    name: 'refused',
    kind: 'markdown',
    text: (language) => scenario('lacks-write', language),
    shown: {
      en: [
        'A push that would be refused',
        'The job summary of the action: the change first, then the reason.',
      ],
      'zh-CN': ['会被拒绝的推送', '此 action 的作业摘要：先给出要改的地方，再说明原因。'],
    },
  },
  {
    name: 'chain',
    kind: 'markdown',
    text: (language) => stepSummary('lintDoor', { path: '.github/workflows', language }),
    shown: {
      en: [
        'A chain of permissions that is broken',
        'The summary of the action `lint`: a workflow grants `packages: write`, and the one that it calls leaves it out.',
      ],
      'zh-CN': [
        '在中途断开的权限',
        'action `lint` 的摘要：工作流授予了 `packages: write`，而被调用的工作流没有保留它。',
      ],
    },
  },
  {
    name: 'two-images',
    kind: 'markdown',
    text: (language) => scenario('two-images', language),
    shown: {
      en: ['Two images', 'One of them is refused, so a table says which.'],
      'zh-CN': ['两个镜像', '其中一个会被拒绝，表格会指出是哪一个。'],
    },
  },
  {
    name: 'fork',
    kind: 'markdown',
    text: (language) => scenario('fork-pull-request', language),
    shown: {
      en: ['A pull request from a fork', 'The token of such a run only reads, by rule.'],
      'zh-CN': ['来自复刻的拉取请求', '按规则，这类运行的令牌是只读的。'],
    },
  },
  {
    name: 'warning',
    kind: 'markdown',
    text: (language) => scenario('expired-ghcr-token', language),
    shown: {
      en: ['Accepted, with a warning', 'The first token is refused, and the second one may push.'],
      'zh-CN': ['会被接受，但有警告', '第一个令牌被拒绝，第二个令牌可以推送。'],
    },
  },
  { name: 'allowed', kind: 'markdown', text: (language) => scenario('allowed', language) },
  {
    name: 'unknown',
    kind: 'markdown',
    text: (language) => scenario('registry-trouble', language),
    shown: {
      en: ['Undecided', 'The registry gives no proper answer: neither a yes nor a no.'],
      'zh-CN': ['无法确定', '注册表没有正常响应：既不能算接受，也不能算拒绝。'],
    },
  },
  { name: 'later-login', kind: 'markdown', text: (language) => scenario('later-login', language) },
  {
    name: 'explain-step',
    kind: 'markdown',
    text: explainStep,
    shown: {
      en: [
        'A job that has failed',
        'The summary of the action `explain`, which reads the logs of the failed jobs of its run.',
      ],
      'zh-CN': ['已经失败的作业', 'action `explain` 的摘要：它会读取本次运行中失败作业的日志。'],
    },
  },
  {
    name: 'audit',
    kind: 'markdown',
    text: audit,
    shown: {
      en: ['An organisation', 'The summary of the action `audit`.'],
      'zh-CN': ['整个组织', 'action `audit` 的摘要。'],
    },
  },
  {
    name: 'lint',
    kind: 'terminal',
    text: (language) => terminal(['lint', '--repository', 'octo-org/app', '--language', language]),
    shown: {
      en: ['`ghcr-preflight lint`', 'Workflow files, without a run or a network.'],
      'zh-CN': ['`ghcr-preflight lint`', '只读取工作流文件，无需运行，也无需网络。'],
    },
  },
  {
    name: 'explain',
    kind: 'terminal',
    text: (language) => terminal(['explain', log, '--repository', 'octo-org/app', '--language', language]),
    shown: {
      en: ['`ghcr-preflight explain build.log`', 'Why a push has failed, read from its log.'],
      'zh-CN': ['`ghcr-preflight explain build.log`', '从日志中找出推送失败的原因。'],
    },
  },
  {
    name: 'check',
    kind: 'terminal',
    text: check,
    shown: {
      en: ['`ghcr-preflight check octo-org/app:1.5.0`', 'The registry is asked with the token at hand.'],
      'zh-CN': ['`ghcr-preflight check octo-org/app:1.5.0`', '用现有的令牌询问注册表。'],
    },
  },
];
