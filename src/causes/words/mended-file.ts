/** What is said of a file that gives today what the run did not have: why the run had another one, and what is to be done. */
import type { AgedFile, FileAge } from '../../evidence/files/file-age.js';
import type { Localized } from '../../types.js';
import { han } from '../han.js';

/** What follows on the file's name. */
export const AGED: Localized<Record<FileAge, string>> = {
  en: {
    uncommitted: 'is not committed as it stands',
    later: 'was committed after it',
    other: "is another one than the run's commit has",
    untold: 'may be younger than the run',
  },
  'zh-CN': {
    uncommitted: '它的当前内容尚未提交',
    later: '它是在那次运行之后提交的',
    other: '那次运行所用的提交中是另一份内容',
    untold: '它可能比那次运行更新',
  },
};

/** @param has what the file has, which the run lacked */
export const renewRun: Localized<(mended: AgedFile, has: string) => string> = {
  en: ({ file, age }, has) =>
    `${age === 'uncommitted' ? 'Commit and push' : 'Push'} ${file}, which has ${has} in this checkout, and start a new run: one that is only run again keeps the old file.`,
  'zh-CN': ({ file, age }, has) =>
    han`请${age === 'uncommitted' ? '提交并推送' : '推送'} ${file}（在当前检出目录中它已有 ${has}），然后启动一次新的运行：重新运行旧的运行时仍会使用旧文件。`,
};
