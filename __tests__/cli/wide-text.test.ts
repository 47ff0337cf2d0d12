/** Files in UTF-16, as PowerShell and editors of Windows write them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { good, holding, lab, pod, R, yaml } from './cluster.js';
import { repository, run } from './run.js';

test('manifests in UTF-16 are read, whichever byte comes first', async () => {
  const text = Buffer.from(`\ufeff${yaml(holding(good()), pod())}`, 'utf16le');
  const folder = mkdtempSync(path.join(tmpdir(), 'wide-'));
  for (const [name, bytes] of [
    ['little.yaml', text],
    ['big.yaml', Buffer.from(text).swap16()],
  ] as const) {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
    expect((await run(['check', '--registry', R(), '--kubernetes', file], { env })).code).toBe(0);
  }
});

describe('variables in UTF-16 are none', () => {
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const SAID = 'is in UTF-16, as Windows PowerShell writes it, and no client reads variables out of that';
  const COMPOSE = 'services: {a: {image: "ghcr.io/mona/app:$TAG"}}\n';
  test.each<[string, Record<string, string | Buffer>, string[], string]>([
    ['in a file that is named', { 'a.env': wide('GHCR_TOKEN=x\n') }, ['--dotenv', 'a.env'], 'a.env'],
    [
      'of the other order',
      { 'a.env': wide('GHCR_TOKEN=x\n').swap16() },
      ['--env-file', 'a.env', 'mona/app'],
      'a.env',
    ],
    [
      'beside a compose file',
      { 'c.yaml': COMPOSE, '.env': wide('TAG=1\n') },
      ['--compose', 'c.yaml'],
      '.env',
    ],
    [
      'beside a file that is included',
      { 'c.yaml': 'include: [sub/b.yaml]\n', 'sub/b.yaml': COMPOSE, 'sub/.env': wide('TAG=1\n') },
      ['--compose', 'c.yaml'],
      'sub/.env',
    ],
    [
      'in a file that an include names',
      {
        'c.yaml': 'include: [{path: sub/b.yaml, env_file: a.env}]\n',
        'sub/b.yaml': COMPOSE,
        'a.env': wide('TAG=1\n'),
      },
      ['--compose', 'c.yaml'],
      'a.env',
    ],
  ])('%s', async (_, files, args, name) => {
    const ran = await run(['check', ...args], { cwd: repository(files), env: { HOME: '/nonexistent' } });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(`${name} ${SAID}`);
  });
});
