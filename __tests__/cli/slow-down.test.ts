/** A registry that asks for a pause: the fix repeats how long, where that is longer than a few minutes. */
import { expect, test } from '@jest/globals';
import { startLab } from '../../src/lab/lab.js';
import { run } from './run.js';

const TOKEN = 'ghp_writeWriteWriteWriteWriteWriteWrite01';

test.each([
  ['3600', [], 'after 60 minutes, as it asks'],
  ['601', [], 'after 11 minutes, as it asks'],
  ['601', ['--language', 'zh-CN'], '按它的要求等待 11 分钟后'],
  ['86400', [], 'after 1440 minutes, as it asks'],
  ['86401', [], 'in a few minutes'],
  ['9'.repeat(400), [], 'in a few minutes'],
  ['300', [], 'in a few minutes'],
  ['120', [], 'in a few minutes'],
  ['120', ['--language', 'zh-CN'], '等待几分钟后'],
])('Retry-After: %s %j', async (seconds, options, words) => {
  const lab = await startLab(
    {
      accounts: [{ login: 'mona', type: 'User' }],
      packages: [],
      tokens: { [TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] } },
    },
    { faults: [{ on: 'upload', kind: 'status', status: 429, headers: { 'retry-after': seconds } }] },
  );
  try {
    const env = { HOME: '/nowhere', GITHUB_API_URL: lab.apiUrl, GHCR_TOKEN: TOKEN };
    const args = ['check', `${lab.registry}/mona/app`, '--format', 'json', ...options];
    const { code, stdout } = await run(args, { env });
    const [finding] = JSON.parse(stdout).findings;
    expect({ code, id: finding.id }).toEqual({ code: 3, id: 'rate-limited' });
    expect(finding.fix.summary).toContain(words);
  } finally {
    await lab.close();
  }
});
