/** `lint OWNER/NAME[@REF]`: the files come through the API, here one on loopback. */

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build, login, MAIN, workflow } from '../lint/repository.js';
import { TABLE_NODE } from '../node.js';
import { repository, run } from './run.js';

const CLI = path.join(import.meta.dirname, '../../dist/cli/index.js');

const WRONG = workflow(login() + build(), 'permissions: {contents: read}');
const USING = workflow(`${login()}\n- uses: ./.github/actions/ship`, 'permissions: {contents: read}');
const SHIP =
  'runs:\n  using: composite\n  steps:\n    - run: docker push ghcr.io/octo/app:1\n      shell: bash\n';

/** By repository and ref. */
const TREES: Record<string, Record<string, string>> = {
  'octo/app@main': { [MAIN]: WRONG, 'README.md': 'x', '../../outside.yml': 'x' },
  'octo/app@v1': { [MAIN]: USING, '.github/actions/ship/action.yml': SHIP },
  'octo/empty@main': { 'README.md': 'x' },
  'octo/linked@main': { [MAIN]: WRONG, '.github/workflows/linked.yml': '../../ci/linked.yml' },
};
/** Whose text is the path that they lead to. */
const LINKS = ['.github/workflows/linked.yml'];

let server: Server;
let env: NodeJS.ProcessEnv;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(`${url.pathname} ${request.headers.authorization ?? ''}`);
    const answer = (status: number, body: unknown, headers = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    const [, repo = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(?:\/git\/(.+))?$/.exec(url.pathname) ?? [];
    if (request.headers.authorization === 'token wrong') return answer(401, { message: 'Bad credentials' });
    if (repo === 'octo/busy')
      return answer(403, { message: 'API rate limit exceeded' }, { 'x-ratelimit-remaining': '0' });
    if (!Object.keys(TREES).some((each) => each.startsWith(`${repo}@`)))
      return answer(404, { message: 'Not Found' });
    if (rest === '') return answer(200, { full_name: repo.replace('octo', 'Octo'), default_branch: 'main' });
    const [kind, name = ''] = rest.split('/');
    const tree = TREES[`${repo}@${name}`];
    if (kind === 'blobs') {
      const text = Buffer.from(name, 'hex').toString();
      return answer(200, { content: Buffer.from(text).toString('base64'), encoding: 'base64' });
    }
    if (!tree) return answer(404, { message: 'Not Found' });
    return answer(200, {
      tree: Object.entries(tree).map(([path, text]) => ({
        path,
        type: 'blob',
        mode: LINKS.includes(path) ? '120000' : '100644',
        size: text.length,
        sha: Buffer.from(text).toString('hex'),
      })),
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  env = { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});

afterAll(() => new Promise((done) => server.close(done)));

/** Of this process: other tests fetch at the same time. */
const leftOver = () =>
  readdirSync(tmpdir()).filter((each) => each.startsWith(`ghcr-preflight-fetched-${process.pid}-`));

describe('a repository on GitHub', () => {
  test('is read through the API, and nothing of it stays', async () => {
    const { code, stdout, stderr } = await run(['lint', 'octo/app'], { env });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^error\[job-lacks-packages-write\]/);
    expect(stdout).toContain(`${MAIN}:`);
    expect(code).toBe(1);
    expect(leftOver()).toEqual([]);
  });

  test('that has a link for a workflow: GitHub runs none of those', async () => {
    asked.length = 0;
    const { stdout } = await run(['lint', 'octo/linked'], { env });
    expect(stdout.match(/^error\[/gm)).toHaveLength(1);
    expect(asked.filter((each) => each.includes('/git/blobs/'))).toHaveLength(1);
  });

  test('with nowhere to put its files is one sentence', () => {
    // A process of its own: the system's place of temporary files is that of a process.
    const { status, stderr } = spawnSync(TABLE_NODE, [CLI, 'lint', 'octo/app'], {
      encoding: 'utf8',
      env: { ...env, TMPDIR: '/nonexistent/none' },
    });
    expect(stderr).toMatch(/^ghcr-preflight: Temporary files could not be written to [^\n]+\.\n$/);
    expect(status).toBe(2);
  });

  test('at a ref, with its own actions, and the token at hand', async () => {
    asked.length = 0;
    const { code, stdout } = await run(['lint', 'octo/app@v1'], {
      env: { ...env, GITHUB_TOKEN: 'q7-x2-k9' },
    });
    expect(stdout).toMatch(/^error\[job-lacks-packages-write\]/);
    expect(code).toBe(1);
    expect(asked[0]).toBe('/repos/octo/app token q7-x2-k9');
  });

  test.each([
    'https://github.com/octo/app/tree/v1',
    'https://www.github.com/octo/app/tree/v1/?tab=readme#top',
    'github.com/octo/app/tree/v1',
  ])('by its address: %s', async (address) => {
    const named = await run(['lint', 'octo/app@v1'], { env });
    expect(await run(['lint', address], { env })).toEqual(named);
    expect(named.code).toBe(1);
  });

  test.each([
    'https://github.com/octo/app',
    'https://github.com/octo/app.git',
    'HTTPS://github.com/octo/app/',
  ])('by its address, without a ref: %s', async (address) => {
    const { stdout, code } = await run(['lint', address], { env });
    expect(stdout).toContain(`${MAIN}:`);
    expect(code).toBe(1);
  });

  test.each([
    'https://example.com/octo/app',
    'https://github.com/octo',
    'https://github.com/octo/app/blob/main/.github/workflows/ci.yml',
    'ssh://git@github.com/octo/app',
  ])('an address of anything else is told how to write it: %s', async (address) => {
    const { stdout, stderr, code } = await run(['lint', address], { env });
    expect(stdout).toBe('');
    expect(stderr).toContain(`${address} is no address of a repository on GitHub: write OWNER/NAME`);
    expect(code).toBe(2);
  });

  test('beside one that is here', async () => {
    const here = repository({ [MAIN]: WRONG });
    const { stdout } = await run(['lint', here, 'octo/app', '--format', 'json'], {
      env: { ...env, GITHUB_REPOSITORY: 'octo/app' },
    });
    const files = JSON.parse(stdout).findings.map(
      ({ location }: never) => (location as { file: string }).file,
    );
    expect(files).toEqual([`${here}/${MAIN}`, `Octo/app/${MAIN}`]);
  });

  test.each([
    [
      'octo/none',
      {},
      'octo/none: there is no such repository or ref, or it is private, and there is no token in GITHUB_TOKEN.',
    ],
    [
      'octo/none',
      { GH_TOKEN: 'right' },
      'octo/none: there is no such repository or ref, or the token in GH_TOKEN may not read it.',
    ],
    ['octo/app@none', {}, 'octo/app@none: there is no such repository or ref'],
    ['octo/empty', {}, 'octo/empty: there is no workflow file'],
    [
      'octo/busy',
      {},
      'octo/busy: GitHub answers no more for now; with a token in GITHUB_TOKEN it answers more.',
    ],
    ['octo/busy', { GHCR_TOKEN: 'right' }, 'octo/busy: GitHub answers no more for now.'],
    ['octo/app', { GH_TOKEN: 'wrong' }, 'octo/app: GitHub does not take the token in GH_TOKEN.'],
    [
      'octo/app',
      { GITHUB_API_URL: 'http://127.0.0.1:1' },
      'octo/app: the API of GitHub could not be reached (127.0.0.1:1).',
    ],
  ])('%s %j is one sentence', async (name, more, sentence) => {
    const { code, stdout, stderr } = await run(['lint', name], { env: { ...env, ...more } });
    expect(stdout).toBe('');
    expect(stderr).toContain(`ghcr-preflight: ${sentence}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
    expect(leftOver()).toEqual([]);
  });

  test('a folder of that name comes first', async () => {
    const folder = repository({ [`octo/app/${MAIN}`]: WRONG });
    asked.length = 0;
    const { stdout } = await run(['lint', 'octo/app'], { env, cwd: folder });
    expect(stdout).toContain('job-lacks-packages-write');
    expect(asked).toEqual([]);
  });
});
