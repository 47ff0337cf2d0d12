/** Which right was refused: the sentence names one, and to read is a part of each push. */
import { expect, test } from '@jest/globals';
import type { Language } from '../../src/types.js';
import { explained } from './support.js';

async function first(log: string, language: Language = 'en') {
  const [finding] = await explained(log, { language });
  return finding;
}

const READ = [
  'denied: installation not allowed to Read organization package',
  'denied: permission_denied: read_package',
];
const PUSHES = [
  '+ docker push ghcr.io/octo/app:1\nThe push refers to repository [ghcr.io/octo/app]\n5f70bf18a086: Preparing\n',
  '##[group]Run docker/build-push-action@v6\nwith:\n  push: true\n  tags: ghcr.io/octo/app:1\n##[endgroup]\n#8 ERROR: ',
  'ERROR: failed to push ghcr.io/octo/app:1: ',
];
const PULLS = [
  '',
  '+ docker pull ghcr.io/octo/app:1\n',
  'Error response from daemon: Head "https://ghcr.io/v2/octo/app/manifests/1": ',
  'ERROR: failed to solve: ghcr.io/octo/app:1: failed to resolve source metadata for ghcr.io/octo/app:1: ',
];

test.each(PUSHES.flatMap((push) => READ.map((sentence) => push + sentence)))(
  'of a push no right to read is the cure: %j',
  async (log) => {
    const finding = await first(log);
    expect(finding?.message).toMatch(/refused the push to ghcr\.io\/octo\/app/);
    expect(finding?.fix?.summary).toMatch(/packages: write|the role Write/);
    expect([finding?.id, ...(finding?.alternatives ?? [])]).toContain('package-not-granted');
  },
);

test.each(PULLS.flatMap((pull) => READ.map((sentence) => pull + sentence)))(
  'of a pull nobody is told to write: %j',
  async (log) => {
    const finding = await first(log);
    expect(finding?.message).toContain('refused the pull');
    const told = JSON.stringify([finding?.fix, finding?.title, finding?.tell]);
    expect(told).not.toMatch(/Write|packages: write|write:packages/);
  },
);

test('a package that gives no role to read says so, in both languages', async () => {
  const [log = ''] = READ;
  const titles = (['en', 'zh-CN'] as const).map(async (language) =>
    (await first(log, language))?.tell?.find(({ id }) => id === 'package-not-granted'),
  );
  const [english, chinese] = await Promise.all(titles);
  expect(english?.title).toBe('The package does not give the role Read');
  expect(english?.how).toMatch(/with the role Read\.$/);
  expect(chinese?.title).toBe('软件包没有授予 Read 角色');
  expect(chinese?.how).toMatch(/角色为 Read。$/);
});

test("another App's token is told of with the right that was asked for", async () => {
  const finding = await first(
    'denied: permission_denied: installation not allowed to Read organization package',
  );
  expect(finding?.id).toBe('app-token-unsupported');
  expect(finding?.fix?.summary).toContain('packages: read');
  expect(finding?.fix?.summary).not.toContain('write');
});
