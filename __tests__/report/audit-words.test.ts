/** The sentences of an audit that depend on a count. */
import { expect, test } from '@jest/globals';
import { auditWords } from '../../src/report/audit/words.js';
import type { Language } from '../../src/types.js';

test.each<[Language, number, number, string]>([
  ['en', 0, 0, 'No packages.'],
  ['en', 1, 0, '1 package, each linked to a repository.'],
  ['en', 3, 0, '3 packages, each linked to a repository.'],
  ['en', 3, 2, '3 packages, 2 of them linked to no repository.'],
  ['zh-CN', 0, 0, '没有软件包。'],
  ['zh-CN', 3, 0, '共 3 个软件包，都已关联存储库。'],
  ['zh-CN', 3, 2, '共 3 个软件包，其中 2 个没有关联存储库。'],
])('%s: %d packages, %d of them linked to none', (language, count, unlinked, sentence) =>
  expect(auditWords(language).packages(count, unlinked)).toBe(sentence),
);
