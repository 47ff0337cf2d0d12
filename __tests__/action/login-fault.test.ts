/** Why no login was made: what is ours to say is said in the language that was asked for. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { notMade } from '../../src/faces/action/preflight/login-fault.js';
import type { LoginFault } from '../../src/login/client.js';

const FILE = '/docker/config.json';

describe.each<[LoginFault, RegExp]>([
  [{ kind: 'exit', code: 3 }, /exit code 3$/],
  [{ kind: 'silent', seconds: 20 }, /no answer in 20 s$/],
  [{ kind: 'gone' }, /there is no docker/],
  [{ kind: 'not-taken', file: FILE }, /config\.json names did not take it\nThe token is not the reason/],
  [{ kind: 'file', file: FILE, reason: 'not-an-object' }, /config\.json is no auth file/],
  [{ kind: 'file', file: FILE, reason: 'no-regular-file' }, /config\.json is no regular file$/],
  [{ kind: 'file', file: FILE, reason: 'too-large' }, /config\.json is too large/],
  [{ kind: 'file', file: FILE, reason: 'EROFS' }, /config\.json could not be read or written \(EROFS\)$/],
])('%j', (fault, said) => {
  const words = (language: 'en' | 'zh-CN') =>
    notMade({ kind: 'failed', tool: 'docker', fault }, 'ghcr.io', language, {});

  test('in English', () => {
    expect(words('en')).toMatch(/^The login to ghcr\.io with docker failed: /);
    expect(words('en')).toMatch(said);
  });

  test('in Chinese', () => expect(words('zh-CN')).not.toMatch(/[a-z]{2,} [a-z]{2,}/));
});

test('a client is quoted', () => {
  const fault = { kind: 'said', words: 'denied: denied' } as const;
  for (const language of ['en', 'zh-CN'] as const)
    expect(notMade({ kind: 'failed', tool: 'podman', fault }, 'ghcr.io', language, {})).toMatch(
      /denied: denied$/,
    );
});

describe('a client that was asked for', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'client-'));
  const docker = path.join(folder, 'docker');
  writeFileSync(docker, '#!/bin/sh\n', { mode: 0o644 });
  const said = (PATH: string) =>
    (['en', 'zh-CN'] as const).map((language) =>
      notMade({ kind: 'no-such-tool', tool: 'docker' }, 'ghcr.io', language, { PATH }),
    );

  test('is not there', () =>
    expect(said('')).toEqual([
      expect.stringContaining('there is no docker on this runner: use'),
      expect.stringContaining('此运行器上没有 docker：'),
    ]));

  test('is there and may not be run', () =>
    expect(said(folder)).toEqual([
      expect.stringContaining(`${docker} may not be run: use`),
      expect.stringContaining(`${docker} 没有执行权限：`),
    ]));
});
