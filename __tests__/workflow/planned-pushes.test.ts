/** What a checkout's workflows will push, by a step's action and by a script of the shell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { plannedPushes, type RepositoryPlan } from '../../src/workflow/planning/planned-pushes.js';
import { secretUses } from '../../src/workflow/planning/secret-uses.js';

async function plan(text: string, compose = ''): Promise<RepositoryPlan> {
  const root = mkdtempSync(path.join(tmpdir(), 'planned-'));
  try {
    mkdirSync(path.join(root, '.github/workflows'), { recursive: true });
    writeFileSync(path.join(root, '.github/workflows/publish.yml'), text);
    if (compose) writeFileSync(path.join(root, 'compose.yaml'), compose);
    return await plannedPushes(root, 'octo/app', 'ghcr.io');
  } finally {
    rmSync(root, { recursive: true });
  }
}

const job = (name: string, steps: string) => `  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

async function planned(steps: string): Promise<string[]> {
  const { pushes } = await plan(`on: push\njobs:\n${job('image', steps)}`);
  return pushes.map(({ image, places }) => `${image} ${places.map(({ line }) => line).join(' ')}`);
}

const ACTION = `      - uses: docker/build-push-action@v6
        with:
          push: true
          tags: ghcr.io/octo/app:1
`;
const SCRIPT = '      - run: docker push ghcr.io/octo/tools:1\n';

test('by an action', async () => {
  expect(await planned(ACTION)).toEqual(['ghcr.io/octo/app 9']);
});

test('by a script, for which the grammar of the shell is loaded', async () => {
  expect(await planned(SCRIPT)).toEqual(['ghcr.io/octo/tools 6']);
  expect(await planned(`${ACTION}${SCRIPT}`)).toEqual(['ghcr.io/octo/app 9', 'ghcr.io/octo/tools 10']);
});

test('what may fail by the word of its command creates nothing that anybody counts on', async () => {
  const compose = 'services:\n  web:\n    build: .\n    image: ghcr.io/octo/web:1\n';
  const by = async (command: string) => {
    const steps = `      - uses: actions/checkout@v5\n      - run: ${command}\n`;
    const { pushes } = await plan(`on: push\njobs:\n${job('image', steps)}`, compose);
    return pushes.map(({ image }) => image);
  };
  expect(await by('docker compose push')).toEqual(['ghcr.io/octo/web']);
  expect(await by('docker compose push --ignore-push-failures')).toEqual([]);
});

describe('whose token makes the package', () => {
  const login = (secret: string) => `      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: octo
          password: \${{ secrets.${secret} }}
`;
  const tokens = async (...secrets: string[]) => {
    const jobs = secrets.map((secret, at) => job(`job${at}`, login(secret) + ACTION));
    const { pushes } = await plan(`on: push\njobs:\n${jobs.join('')}`);
    return pushes.map(({ token }) => token);
  };

  test.each([
    [['GITHUB_TOKEN'], 'job'],
    [['CR_PAT'], 'user'],
    // What the job's own token creates is linked, whichever of the two comes first.
    [['GITHUB_TOKEN', 'CR_PAT'], 'job'],
    [['CR_PAT', 'GITHUB_TOKEN'], 'job'],
  ])('%j: %s', async (secrets, token) => expect(await tokens(...secrets)).toEqual([token]));
});

test('a secret is used where it is read, and not where a comment names it', async () => {
  const { documents } = await plan(`on: push
env:
  # password: \${{ secrets.OLD }}
  A: \${{ secrets.A }} # as secrets.GONE was
  B: \${{ secrets['b'] }}
jobs:
${job('image', ACTION)}`);
  const uses = secretUses(documents).map(({ name, places }) => [
    name,
    places.map(({ location }) => location.line),
  ]);
  expect(uses).toEqual([
    ['A', [4]],
    ['b', [5]],
  ]);
});
