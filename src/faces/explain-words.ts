/** What `explain` says when there is nothing to read: one sentence each, for the CLI and the action. */

import type { RunProblem, UnreadableRun } from '../evidence/api/run-logs.js';
import { UnreadableLog } from '../evidence/log/types.js';
import type { Language, Localized } from '../types.js';
import { InputError } from './usage.js';

interface Words {
  both: string;
  noInput: string;
  noFile(file: string): string;
  folder(file: string): string;
  /** A pipe into which nobody writes. */
  silent(file: string, seconds: number): string;
  /** @param code the system's */
  unreadable(file: string, code: string): string;
  badRun(id: string): string;
  /** The action's input. */
  badRunId(id: string): string;
  /** Of a pasted address: of which server it is, and which one the token is for. */
  otherServer(given: string, server: string): string;
  /** @param server host that the run is looked for on */
  noRepository(server: string): string;
  /** The action's, of the variable that the runner sets. */
  noOwnRepository(given: string): string;
  badRepository(given: string): string;
  noToken: string;
  /** The action's input. */
  noGithubToken: string;
  /** Said while it takes its time. */
  readingRun(run: string): string;
  log: Record<UnreadableLog['problem'], (name: string) => string>;
  /** Of none of the failed jobs of a run. */
  noLog(run: string): string;
  run: Record<RunProblem, (run: string, repository: string, detail: string) => string>;
}

export function explainWords(language: Language): Words {
  return WORDS[language];
}

export interface Asked {
  language: Language;
  name: string;
  run: string;
  repository: string;
}

/** The error as one sentence; what is no known trouble stays as it is. */
export function reasonFor(error: unknown, { language, name, run, repository }: Asked): Error {
  const say = WORDS[language];
  if (error instanceof UnreadableLog)
    return new InputError(
      run && error.problem === 'empty' ? say.noLog(run) : say.log[error.problem](run || name),
    );
  // Not by class: its module is loaded only where a run was asked for.
  if ((error as Error).name === 'UnreadableRun') {
    const { problem, detail } = error as UnreadableRun;
    return new InputError(say.run[problem](run, repository, detail));
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code && /^E[A-Z]+$/.test(code)) return new InputError(say.unreadable(name, code));
  return error as Error;
}

const WORDS: Localized<Words> = {
  en: {
    both: 'Name one of these alone: a log file, --run ID, --message TEXT.',
    noInput:
      'Name a log file, pass the log on standard input, or give one line: ghcr-preflight explain --message TEXT.',
    noFile: (file) => `There is no file ${file}.`,
    folder: (file) => `${file} is a folder: name one log file in it.`,
    silent: (file, seconds) =>
      `${file} is a pipe, and nobody has written to it for ${seconds} seconds: start what writes the log first, or pass the log on standard input.`,
    unreadable: (file, code) => `${file} could not be read (${code}).`,
    badRun: (id) =>
      `--run takes the number of a run, or the address of its page or of a job's; "${id}" is none.`,
    badRunId: (id) =>
      `The input "run-id" is "${id}", which is no number of a run: leave it empty for this run, or take the number in the address of the run's page.`,
    otherServer: (given, server) =>
      `The run is on ${given}, and the token is for ${server}: set GITHUB_SERVER_URL to that server.`,
    noRepository: (server) =>
      `This is no checkout with a remote on ${server}: say whose run it is with --repository OWNER/NAME, and on which other server with GITHUB_SERVER_URL.`,
    noOwnRepository: (given) =>
      `GITHUB_REPOSITORY is "${given}", which is no OWNER/NAME: the runner sets it, and so must whoever runs this without one.`,
    badRepository: (given) => `--repository takes OWNER/NAME; "${given}" is none.`,
    noToken: 'A run is read with a token that has actions: read: set GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN.',
    noGithubToken:
      'The input "github-token" is empty: a run is read with a token that has actions: read, such as ${{ github.token }}.',
    readingRun: (run) => `Reading the logs of run ${run}`,
    log: {
      empty: (name) => `The log ${name} is empty.`,
      binary: (name) => `${name} is no text, so it is no log.`,
      archive: (name) => `${name} is an archive: unpack it and name one of the logs in it.`,
    },
    noLog: (run) =>
      `The failed jobs of run ${run} have no log: GitHub deletes logs after the time that the repository sets, 90 days if it sets none. Run them again, or name a log that you have kept.`,
    run: {
      'not-found': (run, repository) =>
        `There is no run ${run} in ${repository}, or the token may not see it.`,
      'not-allowed': (_, repository, detail) =>
        `The token may not read the runs of ${repository}: it needs actions: read (${detail}).`,
      'bad-token': () => 'GitHub does not know the token: it is wrong, expired or revoked.',
      unreachable: (_, __, detail) => `GitHub could not be asked: ${detail}.`,
      'never-started': (_, __, detail) =>
        `The run failed before any job was started, so there is no log. The reason stands on its page: ${detail}`,
    },
  },
  'zh-CN': {
    both: '日志文件、--run ID 和 --message TEXT 只能指定其中一项。',
    noInput: '请指定日志文件、通过标准输入传入日志，或者只给一行：ghcr-preflight explain --message TEXT。',
    noFile: (file) => `文件 ${file} 不存在。`,
    folder: (file) => `${file} 是目录：请指定其中的一个日志文件。`,
    silent: (file, seconds) =>
      `${file} 是管道，但 ${seconds} 秒内没有任何程序向它写入：请先启动写入日志的程序，或者通过标准输入传入日志。`,
    unreadable: (file, code) => `无法读取 ${file}（${code}）。`,
    badRun: (id) => `--run 需要运行编号，或者运行页面、作业页面的地址；“${id}”都不是。`,
    badRunId: (id) =>
      `输入 run-id 的值“${id}”不是运行编号：留空表示本次运行，也可以填写运行页面地址中的编号。`,
    otherServer: (given, server) =>
      `该运行位于 ${given}，而令牌属于 ${server}：请把 GITHUB_SERVER_URL 设为该服务器。`,
    noRepository: (server) =>
      `当前目录不是远程地址位于 ${server} 的检出目录：请用 --repository OWNER/NAME 指明运行所属的存储库；如在其他服务器上，请设置 GITHUB_SERVER_URL。`,
    noOwnRepository: (given) =>
      `GITHUB_REPOSITORY 的值“${given}”不是 OWNER/NAME：它由运行器设置，不经运行器运行时需要自行设置。`,
    badRepository: (given) => `--repository 的格式为 OWNER/NAME；“${given}”不符合。`,
    noToken: '读取运行需要具有 actions: read 权限的令牌：请设置 GITHUB_TOKEN、GH_TOKEN 或 GHCR_TOKEN。',
    noGithubToken:
      '输入 github-token 为空：读取运行需要具有 actions: read 权限的令牌，例如 ${{ github.token }}。',
    readingRun: (run) => `正在读取运行 ${run} 的日志`,
    log: {
      empty: (name) => `日志 ${name} 为空。`,
      binary: (name) => `${name} 不是文本，因此不是日志。`,
      archive: (name) => `${name} 是压缩包：请先解压，再指定其中的一个日志。`,
    },
    noLog: (run) =>
      `运行 ${run} 中失败的作业没有日志：超过存储库设定的保留期（默认 90 天）后，GitHub 会删除日志。请重新运行，或指定自己保存的日志。`,
    run: {
      'not-found': (run, repository) => `${repository} 中没有编号为 ${run} 的运行，或者该令牌看不到它。`,
      'not-allowed': (_, repository, detail) =>
        `该令牌不能读取 ${repository} 的运行：需要 actions: read 权限（${detail}）。`,
      'bad-token': () => 'GitHub 不认识该令牌：令牌有误、已过期或已被撤销。',
      unreachable: (_, __, detail) => `无法询问 GitHub：${detail}。`,
      'never-started': (_, __, detail) =>
        `本次运行在任何作业启动之前就已失败，因此没有日志。原因显示在运行页面上：${detail}`,
    },
  },
};
