/** `check` of many tags and of digests: what is known of a package holds for all that is asked of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { run } from './run.js';

const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
const DIGEST = `sha256:${'a'.repeat(64)}`;

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [{ owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] }],
    tokens: { [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] } },
  });
});
afterAll(() => lab.close());

async function pulled(images: string[], more: string[] = []): Promise<Report> {
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', GHCR_TOKEN: READER };
  const named = images.map((each) => `${lab.registry}/mona/${each}`);
  const { stdout } = await run(['check', '--access', 'pull', '--format', 'json', ...more, ...named], { env });
  return JSON.parse(stdout);
}

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}:v${index}`);

describe('thirty tags of one package have one reason', () => {
  test.each([
    ['that is not there', 'gone', 'package-not-found', 'likely'],
    ['that has none of them', 'app', 'manifest-not-found', 'certain'],
  ])('%s', async (_, name, id, confidence) => {
    const { findings } = await pulled(numbered(name, 30));
    expect(new Set(findings.map((each) => `${each.id} ${each.confidence}`))).toEqual(
      new Set([`${id} ${confidence}`]),
    );
  });

  test('those of several each have their own', async () => {
    const { findings } = await pulled([...numbered('gone', 14), ...numbered('app', 14)]);
    expect(new Set(findings.map(({ id }) => id))).toEqual(
      new Set(['package-not-found', 'manifest-not-found']),
    );
  });
});

test.each([
  ['en', 'The package is there, this digest is not', 'The package is there, this tag is not'],
  ['zh-CN', '软件包存在，但没有这个摘要', '软件包存在，但没有这个标签'],
])('what is missing is called as it was asked for: %s', async (language, digest, tag) => {
  const titles = async (image: string) =>
    (await pulled([image], ['--language', language])).findings.map(({ title }) => title);
  expect(await titles(`app@${DIGEST}`)).toEqual([digest]);
  expect(await titles(`app:1@${DIGEST}`)).toEqual([digest]);
  expect(await titles('app:9')).toEqual([tag]);
  expect(await titles('app')).toEqual([tag]);
});
