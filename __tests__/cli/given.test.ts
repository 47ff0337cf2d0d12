/** What refuses a line says so in one line, whatever stands where a name or a word of a list belongs. */
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { asSentence } from '../../src/faces/usage.js';
import { repository, run } from './run.js';

const LONG = 'x'.repeat(3000);
const LINES = 'one\ntwo\r\n::error::three';
const TOKEN = `ghp_${'aB3dE6gH9'.repeat(4)}`;

describe.each([
  ['thousands of characters', LONG],
  ['lines', LINES],
])('%s', (_, given) => {
  test.each([
    [['lint', '--event', given], 'name one such as push'],
    [['lint', '--repository', given], 'write it as OWNER/NAME'],
    [['lint', '--format', given], 'Allowed choices are text'],
    [['lint', '--server', given], 'write it as https://github.com or https://HOST'],
    [['check', '--watch-expiry', given, 'octo/app'], 'write it as 14'],
    [['explain', '--run', given], 'is none'],
    [['audit', 'octo', '--shard', given], 'write it as K/N'],
    [['demo', given], 'lacks-write'],
    [['completion', given], 'Allowed choices are bash'],
    [[given], 'unknown command'],
  ])('%#', async (args, said) => {
    const { code, stdout, stderr } = await run(args, { cwd: repository({}) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // A hint may stand below, in brackets.
    expect(stderr).toMatch(/^ghcr-preflight: [^\n]+\n(?:\([^\n]+\)\n)*$/);
    expect(stderr).toContain(said);
    expect(stderr.length).toBeLessThan(700);
  });
});

describe('a name that no file can have', () => {
  test.each([
    ['explain', LONG],
    ['check', '--docker-config', LONG, 'octo/app'],
    ['check', '--compose', LONG],
    ['check', '--kubernetes', LONG],
    ['audit', '--merge', LONG],
  ])('%s %#', async (...args) => {
    const { code, stderr } = await run(args, { cwd: repository({}) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ghcr-preflight: [^\n]* could not be read \(ENAMETOOLONG\)\.\n$/);
    expect(stderr.length).toBeLessThan(300);
  });
});

test.each([
  ['compose.yaml', 'services:\n  app: {image: ghcr.io/octo/app}\n', /--compose/],
  ['.env', 'GHCR_TOKEN=x\n', /--dotenv/],
  ['words.txt', 'some words\n', /neither a docker or podman auth file/],
])('%s is no auth file, whichever image is asked about', async (name, text, said) => {
  const cwd = repository({ [name]: text });
  const env = { PATH: process.env.PATH, HOME: '/nonexistent' };
  const { code, stderr } = await run(['check', '--docker-config', name], { cwd, env });
  expect({ code, isSaid: said.test(stderr) }).toEqual({ code: 2, isSaid: true });
  expect((await run(['check', '--docker-config', name, 'octo/app'], { cwd, env })).stderr).toBe(stderr);
});

describe('a file that is no UTF-8', () => {
  const COMPOSE = 'services: {a: {image: nginx}}\n';
  const asked = (bytes: Buffer) =>
    run(['check', '--compose', 'c.yaml'], {
      cwd: repository({ 'c.yaml': bytes }),
      env: { HOME: '/nonexistent' },
    });
  const wide = Buffer.from(`\ufeff${COMPOSE}`, 'utf16le');

  test.each([
    ['UTF-16 as Windows writes it', wide],
    ['UTF-16 of the other order', Buffer.from(wide).swap16()],
    ['UTF-8 behind a mark', Buffer.from(`\ufeff${COMPOSE}`)],
  ])('%s is read', async (_, bytes) => expect((await asked(bytes)).code).toBe(0));

  test.each([
    ['a NUL', Buffer.from(`${COMPOSE}# \0\n`)],
    ['half a character', Buffer.concat([Buffer.from(COMPOSE), Buffer.from([0xe4, 0xb8])])],
    ['UTF-16 without a mark', wide.subarray(2)],
  ])('%s is said', async (_, bytes) =>
    expect(await asked(bytes)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'ghcr-preflight: c.yaml is not UTF-8 text.\n',
    }),
  );
});

test('a secret is hidden before what it stands in is cut', async () => {
  const file = (at: number) =>
    `${'x'.repeat(at)} {"auths": {"ghcr.io": {"auth": "${btoa(`mona:${TOKEN}`)}"}}}`;
  for (const at of [140, 150, 160]) {
    const { stderr } = await run(['lint', '--event', file(at)], { cwd: repository({}) });
    expect(stderr).not.toContain(btoa(`mona:${TOKEN}`).slice(0, 10));
  }
});

test('a word that was cut before is cut once', () => {
  expect(asSentence(`${LONG}… is no file`)).toMatch(/^x{201}… is no file$/);
});

describe('a token without a form of its own, which the environment holds', () => {
  const opaque = 'q7Rk2ZpLm9Xv4BtWc8YsJd5';
  const message = `denied: permission_denied: write_package ${opaque} ghcr.io/octo/app`;

  test.each([
    [[opaque]],
    [['check', '--format', opaque]],
    [['lint', '--event', opaque]],
    [['explain', '--message', message]],
    [['explain', '--message', message, '--format', 'json']],
  ])('is not shown: %#', async (args) => {
    const { stdout, stderr } = await run(args, { cwd: repository({}), env: { GHCR_TOKEN: opaque } });
    expect(stdout + stderr).toContain('***');
    expect(stdout + stderr).not.toContain(opaque.slice(0, 8));
  });
});

describe('an image on this machine', () => {
  const checked = (...images: string[]) =>
    run(['check', ...images], { cwd: repository({}), env: { PATH: process.env.PATH, HOME: '/nonexistent' } });

  // The list of containers-transports(5).
  test.each([
    'docker-daemon:ghcr.io/octo/app:1',
    'containers-storage:ghcr.io/octo/app:1',
    'containers-storage:[overlay@/var/lib/containers]ghcr.io/octo/app:1',
    'docker-archive:/tmp/app.tar:ghcr.io/octo/app:1',
    'oci-archive:./app.tar',
    'dir:/tmp/app',
    'oci:out/layout:1',
    'sif:images/app.sif',
    'tarball:./layer.tar',
    // In the folder at hand.
    'docker-daemon:app:1',
    'docker-daemon:app',
    'docker-archive:app.tar',
    'oci-archive:app.tar:1',
    'oci:layout:1',
    'ghcr.io/octo/app:1,docker-daemon:ghcr.io/octo/app:1',
  ])('%s is one that no registry is asked about', async (image) => {
    const { code, stdout, stderr } = await checked('ghcr.io/octo/app:2', image);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^ghcr-preflight: \S+ is an image on this machine, [^\n]*\n$/);
    expect((await checked(image, '--language', 'zh-CN')).stderr).toContain('这台机器上的镜像');
  });

  test('in a command that was pasted is left to the sentence about commands', async () => {
    const { stderr } = await checked('skopeo copy docker-daemon:octo/app:1 docker://ghcr.io/octo/app:1');
    expect(stderr).toContain('a command of skopeo was given: write ghcr-preflight check ghcr.io/octo/app:1.');
    // A program that is here is a file, and as several words it is still a command.
    const here = path.join(repository({ 'bin/docker': '' }), 'bin/docker');
    expect((await checked(here, 'push', 'ghcr.io/octo/app:1')).stderr).toContain(
      `a command of ${here} was given: write ghcr-preflight check ghcr.io/octo/app:1.`,
    );
    expect((await checked(here)).stderr).toContain('is a file');
    for (const program of ['/usr/bin/docker', 'C:\\bin\\docker.exe'])
      expect((await checked(`${program} push ghcr.io/octo/app:1`)).stderr).toContain(
        'was given: write ghcr-preflight check ghcr.io/octo/app:1.',
      );
    const pulled = await checked('$ /usr/bin/docker pull ghcr.io/octo/app:1');
    expect(pulled.stderr).toContain(
      'was given: write ghcr-preflight check --access pull ghcr.io/octo/app:1.',
    );
  });

  test.each([
    'oci:1',
    'oci:latest',
    'dir:latest',
    'docker-archive:5000/octo/app',
    'oci:5000/octo/app',
    'oci://127.0.0.1:9/octo/app',
    'octo/oci:1',
  ])('%s is a name', async (image) => {
    expect((await checked(image, '--registry', '127.0.0.1:9')).stderr).not.toContain('on this machine');
  });
});
