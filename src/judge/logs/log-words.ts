/** What `explain` says of logs beside the findings. */
import { han } from '../../causes/han.js';
import { sizeWords } from '../../evidence/size.js';
import type { Access, Localized } from '../../types.js';

interface LogWords {
  cut: string;
  /** @param line of the first of them */
  passed(access: Access, images: readonly string[], line: number): string;
  read(lines: number, bytes: number): string;
  noFailedJob: string;
  /** Failed jobs whose logs GitHub does not have any more, or never had. */
  unread(jobs: readonly string[]): string;
  unclear(file: string, jobs: readonly string[]): string;
  unused(why: string): string;
  /** Of a file that only the API was asked for, which hides what a token may not read. */
  notAtCommit(file: string): string;
}

export const LOG_WORDS: Localized<LogWords> = {
  en: {
    cut: 'The log holds more jobs or refusals than are looked at: this is about the first 5,000 of them.',
    passed: (access, images, line) =>
      `The ${access === 'push' ? 'push to' : 'pull of'} ${images.join(', ')} did not work at once (line ${line}) and went through in the end.`,
    read: (lines, bytes) => `${lines} ${lines === 1 ? 'line' : 'lines'}, ${sizeWords(bytes, 'en')}`,
    noFailedJob: 'No job of this run has failed, so there is nothing to explain.',
    unread: (jobs) =>
      `${jobs.length === 1 ? 'This job failed too and has no log' : 'These jobs failed too and have no logs'}: ${jobs.join(', ')}.`,
    unclear: (file, jobs) =>
      `${file} was not used: it has ${jobs.length} jobs (${jobs.join(', ')}), and the log does not say which of them it is of.`,
    unused: (why) => `The workflow was not used: ${why}.`,
    notAtCommit: (file) =>
      `The workflow was not used: ${file} is not there at the commit of the run, or the token may not read it (contents: read).`,
  },
  'zh-CN': {
    cut: '日志中的作业或拒绝记录过多：以下只针对前 5,000 条。',
    passed: (access, images, line) =>
      han`${access === 'push' ? '向' : '对'} ${images.join('、')} 的${access === 'push' ? '推送' : '拉取'}起初没有成功（第 ${String(line)} 行），但最终完成了。`,
    read: (lines, bytes) => `${lines} 行，${sizeWords(bytes, 'zh-CN')}`,
    noFailedJob: '本次运行没有失败的作业，因此没有需要说明的内容。',
    unread: (jobs) => `以下作业也失败了，但没有日志：${jobs.join('、')}。`,
    unclear: (file, jobs) =>
      `没有使用 ${file}：其中有 ${jobs.length} 个作业（${jobs.join('、')}），而日志没有说明属于哪一个。`,
    unused: (why) => `没有使用工作流：${why}。`,
    notAtCommit: (file) =>
      `没有使用工作流：运行的提交中没有 ${file}，或者令牌无权读取它（需要 contents: read）。`,
  },
};
