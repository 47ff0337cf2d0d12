/** Why no login was made: what is ours to say is said in the language that was asked for. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { notMade } from '../../src/faces/action/preflight/login-fault.js';
import type { LoginFault } from '../../src/login/client.js';

const FILE = '/docker/config.json';

const HELPER = 'Error saving credentials: exec: "docker-credential-pass": executable file not found in $PATH';

describe.each<[LoginFault, RegExp, RegExp]>([
  [{ kind: 'exit', code: 3 }, /exit code 3$/, /"docker login ghcr\.io" there/],
  [{ kind: 'silent', seconds: 20 }, /no answer in 20 s$/, /credsStore or credHelpers/],
  [{ kind: 'gone' }, /there is no docker/, /Run the job again/],
  [
    { kind: 'not-taken', file: FILE },
    /config\.json names did not take it\nThe token is not the reason/,
    /^Take credsStore or credHelpers out of the configuration of docker/,
  ],
  [
    { kind: 'file', file: FILE, reason: 'not-an-object' },
    /config\.json is no auth file/,
    /^Correct \S+config\.json/,
  ],
  [
    { kind: 'file', file: FILE, reason: 'no-regular-file' },
    /config\.json is no regular file$/,
    /DOCKER_CONFIG/,
  ],
  [{ kind: 'file', file: FILE, reason: 'too-large' }, /config\.json is too large/, /DOCKER_CONFIG/],
  [
    { kind: 'file', file: FILE, reason: 'EROFS' },
    /config\.json could not be read or written \(EROFS\)$/,
    /DOCKER_CONFIG/,
  ],
])('%j', (fault, said, toDo) => {
  const words = (language: 'en' | 'zh-CN') =>
    notMade({ kind: 'failed', tool: 'docker', fault }, 'ghcr.io', language, {});

  test('in English', () => {
    const { message, fix } = words('en');
    expect(message).toMatch(/^The login to ghcr\.io with docker failed: /);
    expect(message).toMatch(said);
    expect(fix).toMatch(toDo);
  });

  test('in Chinese', () => {
    const { message, fix } = words('zh-CN');
    expect(`${message}${fix.replace('docker login ghcr.io', '')}`).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  });
});

test.each([
  [HELPER, true],
  ['Error response from daemon: Get "https://ghcr.io/v2/": denied: denied', false],
])('%s: a helper is to blame: %s', (words, isHelpers) => {
  for (const language of ['en', 'zh-CN'] as const) {
    const result = { kind: 'failed', tool: 'docker', fault: { kind: 'said', words } } as const;
    const { message, fix } = notMade(result, 'ghcr.io', language, {});
    expect(/The token is not the reason|原因不在令牌/.test(message)).toBe(isHelpers);
    expect(fix.includes('credHelpers')).toBe(isHelpers);
  }
});

test('a client is quoted', () => {
  const fault = { kind: 'said', words: 'denied: denied' } as const;
  for (const language of ['en', 'zh-CN'] as const)
    expect(notMade({ kind: 'failed', tool: 'podman', fault }, 'ghcr.io', language, {}).message).toMatch(
      /denied: denied$/,
    );
});

describe('a client that was asked for', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'client-'));
  const docker = path.join(folder, 'docker');
  writeFileSync(docker, '#!/bin/sh\n', { mode: 0o644 });
  const said = (PATH: string) =>
    (['en', 'zh-CN'] as const).map((language) =>
      Object.values(notMade({ kind: 'no-such-tool', tool: 'docker' }, 'ghcr.io', language, { PATH })),
    );

  test('is not there', () =>
    expect(said('')).toEqual([
      [expect.stringContaining('there is no docker on this runner.'), expect.stringContaining('"auto"')],
      [expect.stringContaining('此运行器上没有 docker。'), expect.stringContaining('auto')],
    ]));

  test('is there and may not be run', () =>
    expect(said(folder)).toEqual([
      [expect.stringContaining(`${docker} may not be run.`), expect.stringContaining('"auto"')],
      [expect.stringContaining(`${docker} 没有执行权限。`), expect.stringContaining('auto')],
    ]));
});
