// `audit` of an invented organisation against the lab's API: requests, points, time and memory, in one go and in
// shards. The lab runs in a process of its own, as GitHub does, and may take its time for a query.
//
//   node bench/audit.mjs                        1,000 repositories at once
//   node bench/audit.mjs 10000 --shards         10,000, planned, each shard a process as on a runner, then merged
//   node bench/audit.mjs 1000 --latency 2000    milliseconds for each GraphQL query
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile } from '../scripts/compile.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 1000);
const isSharded = process.argv.includes('--shards');
const at = process.argv.indexOf('--latency');
const latency = at === -1 ? 0 : Number(process.argv[at + 1]);
const build = compile();

const TOKEN = 'ghp_benchBenchBenchBenchBenchBenchBenchBench';
const lab = spawn(process.execPath, ['--input-type=module', '--eval', script()], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const apiUrl = await new Promise((resolve) =>
  lab.stdout.once('data', (text) => resolve(String(text).trim())),
);
const home = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-bench-'));
// How much memory the process has taken at most is only known to itself.
const meter = path.join(home, 'meter.mjs');
writeFileSync(
  meter,
  `process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write('meter ' + JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1e6 }) + '\\n');
  });`,
);

try {
  const rows = [];
  if (!isSharded) rows.push(await measure('all', ['audit', 'octo-org']));
  else {
    const { planShards } = await import(build('commands/audit/plan.js'));
    const files = [];
    for (const shard of planShards(count)) {
      const row = await measure(shard, ['audit', 'octo-org', '--shard', shard]);
      rows.push(row);
      files.push(row.file);
    }
    rows.push(await measure('merge', ['audit', '--merge', ...files]));
  }
  tell(rows);
} finally {
  lab.kill();
  rmSync(home, { recursive: true, force: true });
}

function measure(name, args) {
  const file = path.join(home, `${name.replace('/', '-')}.json`);
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(
      process.execPath,
      [
        '--import',
        pathToFileURL(meter).href,
        path.join(root, 'dist/cli/index.js'),
        ...args,
        '--format',
        'json',
      ],
      {
        env: { PATH: process.env.PATH, GITHUB_API_URL: apiUrl, GITHUB_TOKEN: TOKEN },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const out = [];
    let errors = '';
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      const [, metered] = /^meter (.+)$/m.exec(errors) ?? [];
      if (code === 2 || !metered) return reject(new Error(errors));
      writeFileSync(file, Buffer.concat(out));
      const { audit, findings } = JSON.parse(readFileSync(file, 'utf8'));
      const { maxRSS, cpu } = JSON.parse(metered);
      resolve({ name, file, seconds, cpu, megabytes: maxRSS / 1024, audit, findings: findings.length });
    });
  });
}

function tell(rows) {
  const shards = rows.filter(({ name }) => name !== 'merge');
  const sum = (pick) => shards.reduce((total, row) => total + pick(row), 0);
  const most = (pick) => Math.max(...shards.map(pick));
  console.log(
    `${count} repositories, ${shards.length} shard${shards.length === 1 ? '' : 's'}, ${latency} ms a query`,
  );
  console.log(`  REST requests    ${sum(({ audit }) => audit.usage.requests)}`);
  console.log(`  GraphQL queries  ${sum(({ audit }) => audit.usage.queries)}`);
  console.log(`  points           ${sum(({ audit }) => audit.usage.points)}`);
  console.log(
    `  seconds          ${sum(({ seconds }) => seconds).toFixed(1)} in all, ${most(({ seconds }) => seconds).toFixed(1)} the longest`,
  );
  console.log(`  processor        ${sum(({ cpu }) => cpu).toFixed(1)} s`);
  console.log(`  memory           ${most(({ megabytes }) => megabytes).toFixed(0)} MB at most`);
  console.log(`  findings         ${sum(({ findings }) => findings)}`);
  for (const { seconds, megabytes, findings, audit } of rows.filter(({ name }) => name === 'merge'))
    console.log(
      `merged: ${audit.repositories.length} repositories, ${findings} findings, ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`,
    );
}

/** The process of the lab: what an organisation has. Most repositories only test; some push, a few of them wrongly. */
function script() {
  return `
  import { answerGraphql } from ${JSON.stringify(build('lab/api/graphql.js'))};
  import { startLab } from ${JSON.stringify(build('lab/lab.js'))};

  const CHECKOUT = '      - uses: actions/checkout@v4\\n';
  const LOGIN = \`      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \\\${{ github.actor }}
          password: \\\${{ secrets.GITHUB_TOKEN }}
\`;
  const tests = (index) => \`name: Tests \${index}
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
jobs:
  test:
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        node: [20, 22, 24]
    runs-on: \\\${{ matrix.os }}
    steps:
\${CHECKOUT}      - uses: actions/setup-node@v4
        with:
          node-version: \\\${{ matrix.node }}
      - run: npm ci
      - run: |
          set -euo pipefail
          for part in core web worker-\${index}; do
            npm test --workspace "$part" -- --ci
          done
\`;
  const publish = (index, level) => \`name: Image
on:
  push:
    branches: [main]
    tags: ['v*']
jobs:
  image:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      packages: \${level}
    steps:
\${CHECKOUT}\${LOGIN}      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: ghcr.io/octo-org/app-\${index}
      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: \\\${{ steps.meta.outputs.tags }}
\`;
  const make = () => \`on: push
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: { contents: read, packages: write }
    steps:
\${CHECKOUT}\${LOGIN}      - run: make image
\`;
  const caller = () => 'on: push\\njobs:\\n  image:\\n    permissions: { contents: read, packages: write }\\n    uses: octo-org/shared/.github/workflows/image.yml@v1\\n';

  const files = { 'octo-org/shared:.github/workflows/image.yml': publish('shared', 'write').replace(/on:\\n[^]*?jobs:/, 'on: workflow_call\\njobs:') };
  const repositories = { 'octo-org/shared': { visibility: 'internal' } };
  const packages = [];
  for (let index = 1; index < ${count}; index += 1) {
    const name = 'octo-org/app-' + String(index).padStart(5, '0');
    repositories[name] = { visibility: 'private', archived: index % 20 === 3, fork: index % 20 === 7, empty: index % 50 === 9 };
    const put = (path, text) => { files[name + ':' + path] = text; };
    put('README.md', '# ' + name);
    put('package.json', JSON.stringify({ scripts: { test: 'node --test' } }));
    if (index % 10 === 1) continue;
    put('.github/workflows/test.yml', tests(index));
    if (index % 4 === 0) put('.github/workflows/image.yml', publish(index, index % 40 === 0 ? 'read' : 'write'));
    if (index % 10 === 5) { put('.github/workflows/make.yml', make()); put('Makefile', 'image:\\n\\tdocker push ghcr.io/octo-org/app-' + index + ':latest\\n'); }
    if (index % 10 === 6) put('.github/workflows/call.yml', caller());
    if (index % 4 === 0 && index % 3 !== 0) packages.push({ owner: 'octo-org', name: 'app-' + index, visibility: 'private', repository: index % 28 === 0 ? null : name });
  }
  const lab = await startLab(
    {
      accounts: [
        { login: 'octo-org', type: 'Organization', members: { mona: 'owner' } },
        { login: 'mona', type: 'User' },
      ],
      packages,
      tokens: { ${JSON.stringify(TOKEN)}: { kind: 'classic-pat', login: 'mona', scopes: ['repo', 'read:packages'] } },
      repositories,
      files,
    },
    { graphql: answerGraphql, faults: ${latency > 0 ? `[{ on: 'api', kind: 'slow', path: '/graphql', ms: ${latency} }]` : '[]'} },
  );
  console.log(lab.apiUrl);
`;
}
