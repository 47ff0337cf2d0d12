/** What is said of a reference of which nobody knows how it is written. */
import { expect, test } from '@jest/globals';
import { CAUSES } from '../../src/causes/index.js';
import { placeholders } from '../../src/causes/rules.js';
import { faultMessage } from '../../src/causes/words/reference-messages.js';

const cause = CAUSES.find(({ id }) => id === 'invalid-image-reference');
const said = (given: string, language: 'en' | 'zh-CN') =>
  faultMessage({ kind: 'several-names' }, { ...placeholders(cause ?? {}), given }, language);

test.each([
  ['ghcr.io/octo/app:1', 'en', /^ghcr\.io\/octo\/app:1 is not the only name/],
  ['', 'en', /^The name is not the only name/],
  ['ghcr.io/octo/app:1', 'zh-CN', /^该命令给出的名称除 ghcr\.io\/octo\/app:1 外还有别的，而它只接受一个名称/],
  ['', 'zh-CN', /^该命令给出的名称不止一个，而它只接受一个名称/],
] as const)('several names, of which %j is one, in %s', (given, language, sentence) => {
  expect(said(given, language)).toMatch(sentence);
});
