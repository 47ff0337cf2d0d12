/** The prober against the lab, which answers as docs/ghcr-facts.md says: all rows hold, and a change is told once. */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { LabPackage, World } from '../../src/lab/world.js';
import { TABLE_NODE } from '../node.js';

const script = fileURLToPath(new URL('../../scripts/prober.mjs', import.meta.url));
const REPOSITORY = 'octo-org/ghcr-preflight';
const writes = inventToken('github-token', 'prober writes');
const reads = inventToken('github-token', 'prober reads');

const own: LabPackage = {
  owner: 'octo-org',
  name: 'ghcr-preflight',
  visibility: 'public',
  repository: REPOSITORY,
  tags: ['probe'],
};
const closed: LabPackage = {
  owner: 'octo-org',
  name: 'prober-closed',
  visibility: 'private',
  repository: 'octo-org/other',
  tags: ['probe'],
};

function world(packages: LabPackage[]): World {
  return {
    accounts: [{ login: 'octo-org', type: 'Organization' }],
    packages,
    tokens: {
      [writes]: { kind: 'github-token', repository: REPOSITORY, packages: 'write' },
      [reads]: { kind: 'github-token', repository: REPOSITORY, packages: 'read' },
    },
  };
}

let asTheyAre: Lab;
let changed: Lab;
beforeAll(async () => {
  asTheyAre = await startLab(world([own, closed]));
  changed = await startLab(world([own, { ...closed, repository: REPOSITORY }]));
});
afterAll(() => Promise.all([asTheyAre.close(), changed.close()]));

function probe(registry: string, levels: string, token: string, more: string[] = [], api = '') {
  const args = [script, '--as', levels, '--repository', REPOSITORY, '--registry', registry, ...more];
  const child = spawn(TABLE_NODE, args, {
    env: { PATH: process.env.PATH, GITHUB_TOKEN: token, GITHUB_API_URL: api },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text;
    });
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
}

describe('where the registry answers as the page says', () => {
  test.each([
    ['write,none,dead', writes, 9],
    ['read', reads, 3],
  ])('as %s', async (levels, token, rows) => {
    const { code, said } = await probe(asTheyAre.registry, levels, token);
    expect(said.split('\n').filter((line) => line.includes('| as the page says |'))).toHaveLength(rows);
    expect(said).not.toContain('**');
    expect(code).toBe(0);
    expect(said).not.toContain(token);
  });
});

test('an answer that is not the page’s is named, with what the registry said', async () => {
  const { code, said } = await probe(changed.registry, 'write', writes);
  expect(said).toMatch(
    /^\| not-granted \| write \| push \| 403 .* \| \*\*202\*\* .*\[W7\]\(docs\/ghcr-facts\.md#w7\) \|$/m,
  );
  expect(code).toBe(1);
});

test('a registry that can’t be asked is no change', async () => {
  const lab = await startLab(world([]));
  await lab.close();
  const { code, said } = await probe(lab.registry, 'none', '');
  expect(said).toContain('not asked: `ECONNREFUSED`');
  expect(code).toBe(3);
});

test.each([
  [['--as', 'admin'], 'one or more of write, read, none, dead'],
  [[], 'one or more of write, read, none, dead'],
])('%j is bad usage, in one sentence', async (args, sentence) => {
  const child = spawn(TABLE_NODE, [script, ...args, '--repository', REPOSITORY], { env: {} });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, lines: said.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(said).toContain(sentence);
});

test('one issue: opened, updated the week after, closed when all is as it was', async () => {
  const calls: string[] = [];
  let issues: { number: number; title: string; body: string; state: string }[] = [];
  const api = createServer(async (request, response) => {
    const body = await json(request);
    calls.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (request.method === 'POST') issues.push({ number: 7, state: 'open', ...body } as (typeof issues)[0]);
    if (request.method === 'PATCH') issues = issues.map((issue) => ({ ...issue, ...body }));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.method === 'GET' ? issues.filter(({ state }) => state === 'open') : issues[0]),
    );
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const week = ({ registry }: Lab) => probe(registry, 'write', writes, ['--issue'], address);
    await week(changed);
    await week(changed);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.title).toContain('(write)');
    expect(issues[0]?.body).toContain('not-granted');
    await week(asTheyAre);
    expect(issues[0]?.state).toBe('closed');
    const place = `/repos/${REPOSITORY}/issues`;
    expect(calls).toEqual([
      `GET ${place}`,
      `POST ${place}`,
      `GET ${place}`,
      `PATCH ${place}/7`,
      `GET ${place}`,
      `PATCH ${place}/7`,
    ]);
  } finally {
    api.close();
  }
});

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
