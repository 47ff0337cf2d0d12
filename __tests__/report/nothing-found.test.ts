/** What `lint` says where there is nothing to say, in both languages. */
import { expect, test } from '@jest/globals';
import { nothingFound } from '../../src/report/nothing-found.js';

test.each([
  [1, false, '1 file, nothing that GHCR would refuse', '1 个文件，没有发现会被 GHCR 拒绝的内容'],
  [2, false, '2 files, nothing that GHCR would refuse', '2 个文件，没有发现会被 GHCR 拒绝的内容'],
  [
    2,
    true,
    '2 files, nothing that GHCR would refuse. It is not known whose workflows these are, so the owners in image names were not checked: name the repository with --repository OWNER/NAME.',
    '2 个文件，没有发现会被 GHCR 拒绝的内容。不知道这是哪个存储库，因此没有核对镜像名称中的所有者：请用 --repository OWNER/NAME 指定。',
  ],
])('of %i files, without an owner: %s', (files, isUnowned, english, chinese) => {
  expect(nothingFound({ files, isUnowned }, 'en')).toBe(english);
  expect(nothingFound({ files, isUnowned }, 'zh-CN')).toBe(chinese);
});
