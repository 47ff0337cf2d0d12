/** DOCKER_AUTH_CONFIG: the login that docker takes before that of its file. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auth, config, DEAD, lab, R, READER } from './cluster.js';
import { run } from './run.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'ghcr-preflight-variable-'));
  await mkdir(path.join(home, '.docker'));
  await mkdir(path.join(home, 'bin'));
  await writeFile(path.join(home, 'bin/docker'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const stored = (secret: string | null) =>
  writeFile(path.join(home, '.docker/config.json'), secret === null ? '{}' : config({ [R()]: auth(secret) }));

async function pull(env: NodeJS.ProcessEnv, language = 'en') {
  const own = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    PATH: path.join(home, 'bin'),
    GITHUB_API_URL: lab.apiUrl,
  };
  const args = ['check', '--access', 'pull', '--format', 'json', '--language', language, `${R()}/mona/app:1`];
  const { code, stdout, stderr } = await run(args, { env: { ...own, ...env } });
  const { findings } = JSON.parse(stdout);
  return { code, finding: findings[0], stderr };
}
const holding = (secret: string, key = R()) => ({ DOCKER_AUTH_CONFIG: config({ [key]: auth(secret) }) });

test('is what docker sends, whatever its file has; that older versions send the other is told', async () => {
  await stored(DEAD);
  const { code, stderr } = await pull(holding(READER));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('from version 28.3 on') });
  expect(stderr).toContain(`--docker-config ${home}/.docker/config.json asks with that`);
  expect((await pull(holding(READER), 'zh-CN')).stderr).toContain('docker 从 28.3 版起使用它');
});

test.each([
  ['the same login in the file', READER],
  ['none in the file', null],
])('with %s there is nothing to tell', async (_, secret) => {
  await stored(secret);
  expect(await pull(holding(READER))).toMatchObject({ code: 0, stderr: '' });
});

test('it is that in a job of GitLab too, whose runner has it for itself', async () => {
  await stored(DEAD);
  expect(await pull({ ...holding(READER), GITLAB_CI: 'true' })).toMatchObject({ code: 0 });
});

test('a refused one has to go there: a login that is typed would not count', async () => {
  await stored(null);
  const { code, finding } = await pull(holding(DEAD));
  expect(code).toBe(1);
  expect(finding).toMatchObject({ id: 'stale-credential', fix: { command: null } });
  expect(finding.message).toContain(`The entry for ${R()} in DOCKER_AUTH_CONFIG is wrong`);
  expect(finding.fix.summary).toContain('or unset the variable');
  expect(finding.fix.summary).not.toContain('Log in');
  expect((await pull(holding(DEAD), 'zh-CN')).finding.fix.summary).toContain('“auth”为 USER:TOKEN');
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  [
    'with a setting of a config.json beside the logins',
    () => ({
      DOCKER_AUTH_CONFIG: JSON.stringify({
        auths: { [R()]: auth(DEAD) },
        credHelpers: { 'quay.io': 'none' },
      }),
    }),
  ],
  [
    'with more in an entry than auth',
    () => ({ DOCKER_AUTH_CONFIG: config({ [R()]: { ...auth(DEAD), email: 'mona@example.com' } }) }),
  ],
  [
    'with another entry that docker cannot read',
    () => ({ DOCKER_AUTH_CONFIG: config({ [R()]: auth(DEAD), 'quay.io': {} }) }),
  ],
  ['with a scheme in front of the host', () => holding(DEAD, `https://${R()}`)],
  ['of another registry', () => holding(DEAD, 'docker.io')],
  [
    'where REGISTRY_AUTH_FILE names a file for podman',
    () => ({ ...holding(DEAD), REGISTRY_AUTH_FILE: `${home}/.docker/config.json` }),
  ],
  ['that is no JSON', () => ({ DOCKER_AUTH_CONFIG: '{' })],
  ['that is something else', () => ({ DOCKER_AUTH_CONFIG: '{"auths": null}' })],
  ['without a login in it', () => ({ DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { [R()]: {} } }) })],
])('not one %s', async (_, env) => {
  await stored(READER);
  expect(await pull(env())).toMatchObject({ code: 0, stderr: '' });
});
