// `lint` against actionlint on one generated repository of 1,000 workflow files, in one run: on the Node.js that
// runs this, and on the one of the action where it is installed. Rounds alternate, so that a busy moment hits all,
// and the best is told beside the median; actionlint runs without its external checkers.
//
//   node bench/lint.mjs                 node bench/lint.mjs 1000 11 (files, rounds)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 11);
const cli = path.join(root, 'dist/cli/index.js');

/** What a repository has: most workflows are tests and chores, some publish, few of these are wrong. */
const MIXTURE = [
  ...Array(10).fill(tests),
  ...Array(4).fill(chore),
  ...Array(2).fill(release),
  ...Array(2).fill((index) => publish(index, 'packages: write')),
  (index) => publish(index, 'packages: read'),
  caller,
];

const CHECKOUT = `      - uses: actions/checkout@v4
        with:
          persist-credentials: false`;
const LOGIN = `      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}`;

function tests(index) {
  return `name: Tests ${index}
on:
  push:
    branches: [main, 'release/**']
  pull_request:
permissions:
  contents: read
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
${CHECKOUT}
      - uses: actions/setup-node@v4
        with: { node-version: 22, cache: npm }
      - run: npm ci
      - run: npm run lint
  test:
    needs: lint
    strategy:
      fail-fast: false
      matrix:
        os: [ubuntu-latest, windows-latest, macos-latest]
        node: [20, 22, 24]
    runs-on: \${{ matrix.os }}
    env:
      FORCE_COLOR: 1
    steps:
${CHECKOUT}
      - uses: actions/setup-node@v4
        with:
          node-version: \${{ matrix.node }}
      - name: Install
        run: npm ci --prefer-offline
      - name: Test
        run: |
          set -euo pipefail
          for part in core web worker-${index}; do
            npm test --workspace "$part" -- --ci --shard "\${{ strategy.job-index }}"
          done
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: coverage-\${{ matrix.os }}-\${{ matrix.node }}
          path: coverage/
`;
}

function chore(index) {
  return `name: Stale ${index}
on:
  schedule:
    - cron: '${index % 60} 3 * * *'
permissions:
  issues: write
  pull-requests: write
jobs:
  stale:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/stale@v9
        with:
          days-before-stale: 60
          stale-issue-message: This issue has had no activity for two months.
`;
}

function release(index) {
  return `name: Release ${index}
on:
  push:
    tags: ['v*']
jobs:
  release:
    runs-on: ubuntu-latest
    permissions:
      contents: write
    steps:
${CHECKOUT}
      - run: tar czf app-${index}.tar.gz src
      - uses: softprops/action-gh-release@v2
        with:
          files: app-${index}.tar.gz
`;
}

function publish(index, level) {
  return `name: Image ${index}
on:
  push:
    branches: [main]
    tags: ['v*']
  pull_request:
env:
  REGISTRY: ghcr.io
  IMAGE: octo-org/service-${index}
jobs:
  image:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      ${level}
    steps:
${CHECKOUT}
${LOGIN}
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: \${{ env.REGISTRY }}/\${{ env.IMAGE }}
          tags: |
            type=ref,event=branch
            type=semver,pattern={{version}}
      - uses: docker/setup-buildx-action@v3
      - uses: docker/build-push-action@v6
        with:
          context: .
          push: \${{ github.event_name != 'pull_request' }}
          tags: \${{ steps.meta.outputs.tags }}
          labels: \${{ steps.meta.outputs.labels }}
          cache-from: type=gha
          cache-to: type=gha,mode=max
      - name: Sign
        if: github.event_name != 'pull_request'
        run: echo "signed \${{ steps.meta.outputs.version }}"
`;
}

function caller(index) {
  return `name: Deploy ${index}
on: workflow_dispatch
jobs:
  image:
    permissions:
      contents: read
      packages: write
    uses: ./.github/workflows/called.yml
    with:
      image: ghcr.io/octo-org/service-${index}
`;
}

const CALLED = `name: Called
on:
  workflow_call:
    inputs:
      image:
        type: string
        required: true
jobs:
  push:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: write
    steps:
${CHECKOUT}
${LOGIN}
      - run: |
          docker build --tag "\${{ inputs.image }}:latest" .
          docker push "\${{ inputs.image }}:latest"
`;

const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-bench-'));
try {
  const folder = path.join(home, '.github/workflows');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'called.yml'), CALLED);
  for (let index = 1; index < count; index++) {
    writeFileSync(path.join(folder, `w${index}.yml`), MIXTURE[index % MIXTURE.length](index));
  }
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`${files.length} workflow files, ${(bytes / 1000).toFixed(0)} KB`);

  const own = path.join(homedir(), 'go/bin/actionlint');
  const actionlint = existsSync(own) ? own : 'actionlint';
  const asked = [cli, 'lint', '--repository', 'octo-org/app', '--format', 'json', home];
  const lints = Object.fromEntries(
    runtimes().map((node) => [`lint on Node.js ${versionOf(node)}`, [node, asked]]),
  );
  const candidates = {
    ...lints,
    actionlint: [actionlint, ['-shellcheck=', '-pyflakes=', '-no-color', ...files]],
  };
  if (spawnSync(actionlint, ['-version']).status !== 0) {
    console.log('actionlint is not there: its line is left out');
    delete candidates.actionlint;
  }

  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, [command, args]] of Object.entries(candidates)) {
      const start = performance.now();
      const { status, stderr } = spawnSync(command, args, { cwd: home, maxBuffer: 1 << 28 });
      // Both end with 1, for both find something.
      if (status !== 1 && status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const best = (values) => Math.min(...values);
  console.log(`Medians and bests of ${rounds} runs in milliseconds`);
  for (const [name, values] of Object.entries(times)) {
    const ratio = (of) => (times.actionlint ? `${(of(values) / of(times.actionlint)).toFixed(2)} ×` : '');
    const cells = [median, best].map((of) => `${of(values).toFixed(0).padStart(5)} ${ratio(of).padStart(7)}`);
    console.log(`  ${name.padEnd(24)} ${cells.join('   ')}`);
  }
  for (const [name, [node, args]] of Object.entries(lints)) {
    const { stderr } = spawnSync(node, ['--import', memoryProbe(), ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    console.log(`  peak memory of ${name}: ${/(\d+) MB/.exec(stderr)?.[1] ?? '?'} MB`);
  }
  console.log('  aims: 3.00 × actionlint, 200 MB');
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** Paths of the Node.js to measure. */
function runtimes() {
  const action = path.join(root, 'node_modules/.bin/node');
  const found = existsSync(action) ? [process.execPath, action] : [process.execPath];
  return found.filter(
    (node, index) => found.findIndex((each) => versionOf(each) === versionOf(node)) === index,
  );
}

function versionOf(node) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().replace(/^v/, '');
}

/** A module that tells the peak memory of the process that loads it. */
function memoryProbe() {
  const source = `process.on('exit', () => process.stderr.write(Math.round(process.resourceUsage().maxRSS / 1024) + ' MB'));`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
