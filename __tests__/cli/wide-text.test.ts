/** Files in UTF-16, as PowerShell and editors of Windows write them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { good, holding, lab, pod, R, yaml } from './cluster.js';
import { run } from './run.js';

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
