// What each face really says, as text: the steps and the commands run from `build/`, against the lab.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(here, '../..');
const app = pathToFileURL(path.join(root, 'build/app.js')).href;
const built = (file) => import(pathToFileURL(path.join(root, 'build', file)).href);
const repository = path.join(here, 'repository');

/** Arguments of Node.js that open a door of `src/app.ts`. */
const door = (name, ...rest) => [
  '--input-type=module',
  '-e',
  `process.argv.splice(1, 0, 'ghcr-preflight'); const { ${name} } = await import('${app}'); await ${name}();`,
  '--',
  ...rest,
];

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
  const { findScenario } = await built('lab/scenarios.js');
  const { asOnGitHub, runAction } = await built('lab/run-action.js');
  const found = findScenario(name);
  return withLab(found.world, { faults: found.faults }, async (lab) => {
    const start = (step) => ({ command: process.execPath, args: door(`${step}Door`), env: {} });
    const run = await runAction({ ...found, inputs: { ...found.inputs, language } }, lab, { start });
    return asOnGitHub(run, lab.registry).summary;
  });
}

async function terminal(args, env = {}) {
  const { stdout } = await node(
    door('cliDoor', ...args),
    { FORCE_COLOR: '1', LANG: 'C', ...env },
    repository,
  );
  return stdout;
}

const JOB_TOKEN = 'ghs_galleryGalleryGalleryGalleryGallery01';
const OWNER_TOKEN = 'ghp_galleryGalleryGalleryGalleryGallery02';

async function check(language) {
  const { findScenario } = await built('lab/scenarios.js');
  const { world, tokens } = findScenario('expired-ghcr-token');
  return withLab(world, {}, async (lab) => {
    const text = await terminal(
      ['check', 'octo-org/app:1.5.0', '--registry', lab.registry, '--language', language],
      { GHCR_TOKEN: tokens.ghcrToken, GITHUB_API_URL: lab.apiUrl },
    );
    return text.replaceAll(lab.registry, 'ghcr.io');
  });
}

async function explainStep(language) {
  const run = {
    event: 'push',
    path: '.github/workflows/release.yml',
    head_sha: RUN.GITHUB_SHA,
    conclusion: null,
    html_url: 'https://github.com/octo-org/app/actions/runs/7',
    actor: { login: 'mona' },
    repository: { full_name: 'octo-org/app', owner: { login: 'octo-org' } },
    head_repository: { full_name: 'octo-org/app' },
  };
  const world = {
    accounts: [],
    packages: [],
    tokens: { [JOB_TOKEN]: { kind: 'github-token', repository: 'octo-org/app', packages: 'none' } },
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
  const { answerGraphql } = await built('lab/graphql.js');
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
 * Every face: `kind` tells how it is drawn, `text` runs it. Those with words in `shown` stand in the gallery.
 *
 * @type {{ name: string, kind: 'markdown' | 'terminal', text(language: string): Promise<string>, shown?: object }[]}
 */
export const FACES = [
  {
    name: 'refused',
    kind: 'markdown',
    text: (language) => scenario('lacks-write', language),
    shown: {
      language: 'en',
      title: 'A push that would be refused',
      words: 'The job summary of the action: the change first, then the reason.',
    },
  },
  {
    name: 'refused-zh',
    kind: 'markdown',
    text: () => scenario('lacks-write', 'zh-CN'),
    shown: { language: 'zh-CN', title: 'The same in Chinese', words: 'With `language: zh-CN`.' },
  },
  {
    name: 'chain',
    kind: 'markdown',
    text: (language) => stepSummary('lintDoor', { path: '.github/workflows', language }),
    shown: {
      language: 'en',
      title: 'A chain of permissions that is broken',
      words:
        'The summary of the action `lint`: a workflow grants `packages: write`, and the one that it calls leaves it out.',
    },
  },
  {
    name: 'two-images',
    kind: 'markdown',
    text: (language) => scenario('two-images', language),
    shown: { language: 'en', title: 'Two images', words: 'One of them is refused, so a table says which.' },
  },
  {
    name: 'fork',
    kind: 'markdown',
    text: (language) => scenario('fork-pull-request', language),
    shown: {
      language: 'en',
      title: 'A pull request from a fork',
      words: 'The token of such a run only reads, by rule.',
    },
  },
  {
    name: 'warning',
    kind: 'markdown',
    text: (language) => scenario('expired-ghcr-token', language),
    shown: {
      language: 'en',
      title: 'Accepted, with a warning',
      words: 'The first token is refused, and the second one may push.',
    },
  },
  { name: 'allowed', kind: 'markdown', text: (language) => scenario('allowed', language) },
  { name: 'unknown', kind: 'markdown', text: (language) => scenario('registry-trouble', language) },
  { name: 'later-login', kind: 'markdown', text: (language) => scenario('later-login', language) },
  { name: 'explain-step', kind: 'markdown', text: explainStep },
  {
    name: 'lint',
    kind: 'terminal',
    text: (language) => terminal(['lint', '--repository', 'octo-org/app', '--language', language]),
    shown: {
      language: 'en',
      title: '`ghcr-preflight lint`',
      words: 'Workflow files, without a run or a network.',
    },
  },
  {
    name: 'explain',
    kind: 'terminal',
    text: (language) => terminal(['explain', log, '--repository', 'octo-org/app', '--language', language]),
    shown: {
      language: 'en',
      title: '`ghcr-preflight explain build.log`',
      words: 'Why a push has failed, read from its log.',
    },
  },
  {
    name: 'check',
    kind: 'terminal',
    text: check,
    shown: {
      language: 'en',
      title: '`ghcr-preflight check octo-org/app:1.5.0`',
      words: 'The registry is asked with the token at hand.',
    },
  },
  {
    name: 'audit',
    kind: 'markdown',
    text: audit,
    shown: { language: 'en', title: 'An organisation', words: 'The summary of the action `audit`.' },
  },
];
