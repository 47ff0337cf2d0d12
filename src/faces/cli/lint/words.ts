/** What `lint` says beside its report: bad usage, what could not be read, what was written. */
import type { UnreadableReason } from '../../../evidence/api/repository-files.js';
import type { Language, Localized } from '../../../types.js';
import { type AskedApi, hiddenWhy } from './elsewhere.js';
import type { NotWritten } from './write.js';

export interface LintWords {
  fixed(file: string, findings: string[]): string;
  oneRepository: string;
  notCause(value: string, near: string | null): string;
  unreadable(value: string, reason: UnreadableReason, asked: AskedApi): string;
  notFixable(errors: number): string;
  /** Nothing was named, and this folder has no workflows. */
  nothingHere: string;
  /** `--fix` had findings before it, and wrote nothing. */
  nothingFixed: string;
  /** Why it is left as it is. */
  left: Record<Extract<NotWritten, string>, (file: string) => string>;
  notWritten(file: string, reason: string): string;
  fixOrDiff: string;
  patchOrReport(format: string): string;
  notRepository(value: string): string;
  notRepositoryAddress(value: string): string;
  /** A pipe in the place of a file. */
  pipe(place: string): string;
  /** Only the remote tells of it. */
  unnamedServer(host: string): string;
  /** @param server to which such a registry belongs */
  registryAsServer(host: string, server: string): string;
  notEvent(value: string, near: string | null): string;
}

export function lintWords(language: Language): LintWords {
  return WORDS[language];
}

const WORDS: Localized<LintWords> = {
  en: {
    fixed: (file, findings) => [`fixed ${file}`, findings.join(', ')].filter(Boolean).join(': '),
    oneRepository:
      '--repository is the name of one repository, and several are read: each has its own remote.',
    notCause: (value, near) =>
      `--ignore names "${value}", which is no cause${near ? ` (did you mean ${near}?)` : ''}: give ids as they stand in brackets before a finding, comma-separated.`,
    unreadable: (value, reason, { held, host }) =>
      ({
        'not-found': `${value}: there is no such repository or ref, or ${hiddenWhy.en(held)}.`,
        refused: `${value}: GitHub does not take the token in ${held}.`,
        limited: `${value}: GitHub answers no more for now${held ? '' : '; with a token in GITHUB_TOKEN it answers more'}.`,
        unreachable: `${value}: the API of GitHub could not be reached (${host}).`,
        'no-workflows': `${value}: there is no workflow file in .github/workflows.`,
      })[reason],
    notFixable: (errors) =>
      `${errors === 1 ? '1 error has' : `${errors} errors have`} no fix that is safe to apply: see them without --diff.`,
    nothingHere: 'Run it in the folder of a repository, or name a file, a folder or OWNER/NAME.',
    nothingFixed: 'No file was changed: nothing here has a fix that is safe to apply.',
    left: {
      changed: (file) => `${file} was changed by another program meanwhile and is left as it is.`,
      link: (file) => `${file} is a link, or no regular file, and is left as it is.`,
      outside: (file) => `${file} lies outside the repository and is left as it is.`,
      'read-only': (file) => `${file} is read-only and is left as it is.`,
      'not-own': (file) => `${file} belongs to another user and is left as it is.`,
    },
    notWritten: (file, reason) => `${file} could not be written (${reason}).`,
    fixOrDiff: '--fix writes the repairs and --diff only prints them: give one of the two.',
    patchOrReport: (format) =>
      `--diff prints a patch and --format ${format} a report, which has the repairs in it: give one of the two.`,
    notRepositoryAddress: (value) =>
      `${value} is no address of a repository on GitHub: write OWNER/NAME or OWNER/NAME@REF, and name a server other than github.com with --server.`,
    pipe: (place) =>
      `${place} is a pipe, and a workflow is read out of a file: write the command in front, COMMAND | ghcr-preflight lint -.`,
    unnamedServer: (host) =>
      `The remote is on ${host}, and --fetch would send your token there: say that it may with --server ${host}.`,
    registryAsServer: (host, server) =>
      `--server is "${host}", which is the name of a registry: write the server that it belongs to, ${server}.`,
    notRepository: (value) => `--repository is "${value}": write it as OWNER/NAME.`,
    notEvent: (value, near) =>
      `--event is "${value}", which starts no workflow${near ? ` (did you mean ${near}?)` : ''}: name one such as push, pull_request, release or workflow_dispatch.`,
  },
  'zh-CN': {
    fixed: (file, findings) => [`已修复 ${file}`, findings.join('、')].filter(Boolean).join('：'),
    oneRepository: '--repository 只能指定一个存储库，而这里读取多个：它们各用自己的远程地址。',
    notCause: (value, near) =>
      `--ignore 中的“${value}”不是原因 ID${near ? `（是否想输入 ${near}？）` : ''}：请填写各个结果前方括号中的 ID，以逗号分隔。`,
    unreadable: (value, reason, { held, host }) =>
      ({
        'not-found': `${value}：没有此存储库或引用，或者${hiddenWhy['zh-CN'](held)}。`,
        refused: `${value}：GitHub 不接受 ${held} 中的令牌。`,
        limited: `${value}：GitHub 暂时不再响应${held ? '' : '；在 GITHUB_TOKEN 中提供令牌可提高限额'}。`,
        unreachable: `${value}：无法连接 GitHub 的 API（${host}）。`,
        'no-workflows': `${value}：.github/workflows 中没有工作流文件。`,
      })[reason],
    notFixable: (errors) => `有 ${errors} 个错误没有可安全应用的修复：请去掉 --diff 查看。`,
    nothingHere: '请在存储库的目录中运行，或者指定文件、目录或 OWNER/NAME。',
    nothingFixed: '没有修改任何文件：这里没有可安全应用的修复。',
    left: {
      changed: (file) => `${file} 刚刚被其他程序修改，保持原样。`,
      link: (file) => `${file} 是链接或不是普通文件，保持不变。`,
      outside: (file) => `${file} 位于存储库之外，保持不变。`,
      'read-only': (file) => `${file} 是只读文件，保持不变。`,
      'not-own': (file) => `${file} 属于其他用户，保持不变。`,
    },
    notWritten: (file, reason) => `无法写入 ${file}（${reason}）。`,
    fixOrDiff: '--fix 写入修复，--diff 只显示修复：请只使用其中一个。',
    patchOrReport: (format) =>
      `--diff 输出补丁，--format ${format} 输出报告（其中已包含修复）：请只使用其中一个。`,
    notRepositoryAddress: (value) =>
      `${value} 不是 GitHub 存储库的地址：请写成 OWNER/NAME 或 OWNER/NAME@REF；如在 github.com 以外的服务器上，请用 --server 指明。`,
    pipe: (place) =>
      `${place} 是管道，而工作流需从文件读取：请把命令写在前面，即 COMMAND | ghcr-preflight lint -。`,
    unnamedServer: (host) => `远程地址位于 ${host}，--fetch 会把令牌发送到那里：请用 --server ${host} 确认。`,
    registryAsServer: (host, server) =>
      `--server 的值“${host}”是注册表的名称：请写它所属的服务器 ${server}。`,
    notRepository: (value) => `--repository 的值“${value}”无效：请写成 OWNER/NAME。`,
    notEvent: (value, near) =>
      `--event 的值“${value}”不是能触发工作流的事件${near ? `（是否想输入 ${near}？）` : ''}：请指定 push、pull_request、release 或 workflow_dispatch 等事件。`,
  },
};
