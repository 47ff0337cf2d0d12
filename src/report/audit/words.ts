/** The words of an audit around its findings, in every language. */
import type { ApiUsage, PackagesProblem, UnreadReason } from '../../evidence/organization/types.js';
import type { PackagesLevel } from '../../evidence/types/permissions.js';
import type { Language, Localized } from '../../types.js';
import type { MissingPart, RepositoryState } from './audit.js';
import { isCommitHash } from './commit-hash.js';

export interface AuditWords {
  /** @param read how many of them had workflow files that could be read */
  overview(owner: string, repositories: number, read: number, files: number): string;
  states: Record<Exclude<RepositoryState, 'read'>, string>;
  reasons: Record<UnreadReason, string>;
  /** `archived: 12 (a, b, …)` */
  named(state: string, count: number, names: readonly string[]): string;
  more(count: number): string;
  missing: string;
  missingPart(part: MissingPart): string;
  /** Of an owner without repositories, or with none that the token may read. */
  seesNone(owner: string): string;
  /** @param pattern of names; one that begins with `!` leaves nothing */
  unmatched(owner: string, pattern: string): string;
  unread(name: string, reason: string): string;
  unreadFile(repository: string, sentence: string): string;
  /** @param said of one of them */
  unanswered(images: number, said: string): string;
  /** A message about a file of another repository than the caller's, with the ref at which it was read. */
  readAt(message: string, ref: string, caller: string): string;
  /** Of findings that are told in it, on a page in another one. */
  otherLanguage: Record<Language, string>;
  packages(count: number, unlinked: number): string;
  packagesProblem: Record<PackagesProblem, string>;
  unlinked: string;
  absent: string;
  /** Workflow files. */
  broken: string;
  idleComments: string;
  /** @param said of one that is refused */
  probed(accepted: number, refused: number, said: string): string;
  /** Images. */
  refused: string;
  usage(usage: ApiUsage): string;
  // of the summary
  byCause: string;
  /** `12 findings in 9 repositories`; 0: about no repository. */
  found(count: number, repositories: number): string;
  picture: string;
  pictureNote(shown: number, all: number): string;
  pushes(count: number): string;
  level: Record<PackagesLevel | 'setting', string>;
  token: Record<'other' | 'unknown', string>;
  link: Record<'here' | 'none' | 'absent' | 'unknown', string>;
  linkedTo(repository: string): string;
  /** Summary of the folded part. */
  moreFindings(count: number): string;
  seeReport(count: number): string;
}

export function auditWords(language: Language): AuditWords {
  return WORDS[language];
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const WORDS: Localized<AuditWords> = {
  en: {
    overview: (owner, repositories, read, files) =>
      `${owner}: ${plural(repositories, 'repository', 'repositories')}. ${plural(files, 'workflow file was', 'workflow files were')} read${read > 0 && read < repositories ? `, in ${read} of them` : ''}.`,
    states: {
      'no-workflows': 'without workflows',
      empty: 'empty',
      archived: 'archived',
      disabled: 'disabled by GitHub',
      fork: 'forks',
      unread: 'not read',
    },
    reasons: {
      'not-found': 'it is not there any more, or the token may not see it',
      'bad-token': 'GitHub does not take the token',
      sso: 'the token is not authorised for the SAML single sign-on of the organization',
      'ip-allow-list': "the organization's IP allow list refuses this address",
      'not-allowed': 'the token may not read it',
      limited: "GitHub's rate limit was reached",
      unreachable: 'GitHub gave no answer in time, or one that is too large',
    },
    named: (state, count, names) => `${state}: ${count} (${names.join(', ')})`,
    more: (count) => `and ${count} more`,
    missing: 'The audit is incomplete',
    missingPart: ({ shard, file, reason }) =>
      reason === 'no-report' || file === null
        ? `Shard ${shard ?? '?'} left no report: its repositories are missing.`
        : `${file} is no report of an audit, or could not be read.`,
    seesNone: (owner) => `${owner} has no repository that this token may read.`,
    unmatched: (owner, pattern) =>
      pattern.startsWith('!')
        ? `"${pattern}" leaves out all repositories of ${owner}.`
        : `No repository of ${owner} has a name such as "${pattern}", or another pattern leaves it out.`,
    unread: (name, reason) => `${name} was not read: ${reason}.`,
    unreadFile: (repository, sentence) => `${repository}: ${sentence}`,
    unanswered: (images, said) =>
      `The registry gave no answer about ${plural(images, 'image', 'images')} (${said}).`,
    readAt: (message, ref, caller) =>
      `${message} This is the file at ${ref}, as ${caller} calls it: a fix counts once ${isCommitHash(ref) ? 'it calls a commit that has it' : `${ref} has it`}.`,
    otherLanguage: {
      en: 'The findings are in English, and a report keeps its words.',
      'zh-CN': 'The findings are in Chinese, and a report keeps its words: merge with the language zh-CN.',
    },
    packages: (count, unlinked) =>
      count === 0
        ? 'No packages.'
        : `${plural(count, 'package', 'packages')}, ${unlinked === 0 ? 'each' : `${unlinked} of them`} linked to ${unlinked === 0 ? 'a' : 'no'} repository.`,
    packagesProblem: {
      'list-unsupported':
        "The packages could not be listed: GitHub does not let GITHUB_TOKEN or an App's token do that. Only those that workflows push were asked for, by name.",
      'no-scope': 'The packages were not compared: the token has no read:packages.',
      'other-shard': 'The packages were not compared: the shard that lists them for all is not here.',
      'not-found': 'The packages were not compared: GitHub answered 404 to their list.',
      'bad-token': 'The packages were not compared: GitHub does not take the token.',
      sso: 'The packages were not compared: the token is not authorised for the SAML single sign-on of the organization.',
      'ip-allow-list':
        "The packages were not compared: the organization's IP allow list refuses this address.",
      'not-allowed': 'The packages were not compared: the token may not list them.',
      limited: "The packages were not compared: GitHub's rate limit was reached.",
      unreachable: 'The packages were not compared: GitHub gave no answer.',
    },
    unlinked: 'packages linked to no repository',
    absent: 'pushed by a workflow, and not there (or not visible to this token)',
    broken: 'workflow files that GitHub would not run',
    idleComments: 'comments of ghcr-preflight that silence nothing',
    probed: (accepted, refused, said) =>
      `Asked with this audit's own token, the registry accepts ${accepted === 0 ? 'no image' : plural(accepted, 'image', 'images')}${refused > 0 ? ` and refuses ${refused} (${said})` : ''}. What it says to the tokens of the workflows is another matter.`,
    refused: "images that the registry refuses to this audit's own token",
    usage: ({ requests, queries, points, waited }) =>
      `Asked of the API: ${plural(requests, 'REST request', 'REST requests')}, ${plural(queries, 'GraphQL query', 'GraphQL queries')} (${plural(points, 'point', 'points')})${waited > 0 ? `; waited ${waited} s for its limits` : ''}.`,
    byCause: 'What would break, by cause',
    found: (count, repositories) =>
      `${plural(count, 'finding', 'findings')}${repositories > 0 ? ` in ${plural(repositories, 'repository', 'repositories')}` : ''}`,
    picture: 'Which workflow pushes which package',
    pictureNote: (shown, all) =>
      shown < all
        ? `${shown} of ${all} pushes are drawn, the troubled ones first; a thick line is one with an error, a dotted one depends on what could not be seen.`
        : 'A thick line is a push with an error, a dotted one depends on what could not be seen.',
    pushes: (count) => plural(count, 'push', 'pushes'),
    level: {
      write: '`packages: write`',
      read: '`packages: read`',
      none: 'no `packages`',
      setting: "the repository's setting",
    },
    token: { other: 'another token', unknown: 'token unknown' },
    link: {
      here: 'linked to this repository',
      none: 'linked to no repository',
      absent: 'not there',
      unknown: 'not seen',
    },
    linkedTo: (repository) => `linked to ${repository}`,
    moreFindings: (count) => plural(count, 'more finding', 'more findings'),
    seeReport: (count) =>
      `${plural(count, 'more finding is', 'more findings are')} left out here, because GitHub shows no summary over 1 MiB: the report has them all.`,
  },
  'zh-CN': {
    overview: (owner, repositories, read, files) =>
      `${owner}：共 ${repositories} 个存储库，${read === 0 ? '没有读取任何工作流文件。' : `读取了其中 ${read} 个存储库的 ${files} 个工作流文件。`}`,
    states: {
      'no-workflows': '没有工作流',
      empty: '空存储库',
      archived: '已归档',
      disabled: '已被 GitHub 禁用',
      fork: '复刻',
      unread: '未能读取',
    },
    reasons: {
      'not-found': '该存储库已不存在，或令牌无权查看',
      'bad-token': 'GitHub 不接受该令牌',
      sso: '令牌未获得组织 SAML 单点登录的授权',
      'ip-allow-list': '组织的 IP 允许列表拒绝了此地址',
      'not-allowed': '令牌无权读取',
      limited: '已达到 GitHub 的速率限制',
      unreachable: 'GitHub 未能及时响应，或响应过大',
    },
    named: (state, count, names) => `${state}：${count} 个（${names.join('、')}）`,
    more: (count) => `另有 ${count} 个`,
    missing: '审计结果不完整',
    missingPart: ({ shard, file, reason }) =>
      reason === 'no-report' || file === null
        ? `分片 ${shard ?? '?'} 没有留下报告：缺少其中的存储库。`
        : `${file} 不是审计报告，或无法读取。`,
    seesNone: (owner) => `${owner} 没有此令牌可以读取的存储库。`,
    unmatched: (owner, pattern) =>
      pattern.startsWith('!')
        ? `“${pattern}”排除了 ${owner} 的全部存储库。`
        : `${owner} 没有名称与“${pattern}”匹配的存储库，或匹配的已被其他模式排除。`,
    unread: (name, reason) => `未能读取 ${name}：${reason}。`,
    unreadFile: (repository, sentence) => `${repository}：${sentence}`,
    unanswered: (images, said) => `注册表没有就 ${images} 个镜像给出响应（${said}）。`,
    readAt: (message, ref, caller) =>
      `${message}这是 ${caller} 所调用的 ${ref} 处的文件：${isCommitHash(ref) ? `${caller} 改为调用含有修复的提交` : `${ref} 包含修复`}后才会生效。`,
    otherLanguage: {
      en: '这些报告中的问题是用英文写的，合并时保持原文；若要全部为中文，请在各分片的审计中也使用 zh-CN。',
      'zh-CN': '这些报告中的问题是用中文写的，合并时保持原文。',
    },
    packages: (count, unlinked) =>
      count === 0
        ? '没有软件包。'
        : `共 ${count} 个软件包，${unlinked === 0 ? '都已关联存储库' : `其中 ${unlinked} 个没有关联存储库`}。`,
    packagesProblem: {
      'list-unsupported':
        '无法列出软件包：GitHub 不允许 GITHUB_TOKEN 或 App 的令牌列出软件包。仅按名称查询了工作流推送的软件包。',
      'no-scope': '未比对软件包：令牌没有 read:packages 作用域。',
      'other-shard': '未比对软件包：缺少负责列出全部软件包的分片。',
      'not-found': '未比对软件包：GitHub 对软件包列表返回 404。',
      'bad-token': '未比对软件包：GitHub 不接受该令牌。',
      sso: '未比对软件包：令牌未获得组织 SAML 单点登录的授权。',
      'ip-allow-list': '未比对软件包：组织的 IP 允许列表拒绝了此地址。',
      'not-allowed': '未比对软件包：令牌无权列出软件包。',
      limited: '未比对软件包：已达到 GitHub 的速率限制。',
      unreachable: '未比对软件包：GitHub 没有响应。',
    },
    unlinked: '没有关联存储库的软件包',
    absent: '工作流会推送但并不存在（或此令牌看不到）的软件包',
    broken: 'GitHub 无法运行的工作流文件',
    idleComments: '不起作用的 ghcr-preflight 注释',
    probed: (accepted, refused, said) =>
      `用本次审计的令牌询问时，注册表接受 ${accepted} 个镜像${refused > 0 ? `，拒绝 ${refused} 个（${said}）` : ''}。这不代表它对工作流所用令牌的响应。`,
    refused: '注册表拒绝本次审计令牌推送的镜像',
    usage: ({ requests, queries, points, waited }) =>
      `API 用量：${requests} 次 REST 请求，${queries} 次 GraphQL 查询（${points} 点）${waited > 0 ? `；因限额等待了 ${waited} 秒` : ''}。`,
    byCause: '会出问题的内容（按原因）',
    found: (count, repositories) =>
      `${repositories > 0 ? `${repositories} 个存储库中的 ` : ''}${count} 个结果`,
    picture: '哪个工作流推送哪个软件包',
    pictureNote: (shown, all) =>
      shown < all
        ? `图中画出了 ${all} 处推送中的 ${shown} 处，有问题的在前；粗线表示有错误，虚线表示能否推送取决于无法查看的内容。`
        : '粗线表示有错误的推送，虚线表示能否推送取决于无法查看的内容。',
    pushes: (count) => `${count} 处推送`,
    level: {
      write: '`packages: write`',
      read: '`packages: read`',
      none: '没有 `packages` 权限',
      setting: '取决于存储库设置',
    },
    token: { other: '其他令牌', unknown: '令牌未知' },
    link: {
      here: '已关联到本存储库',
      none: '没有关联存储库',
      absent: '不存在',
      unknown: '未查看',
    },
    linkedTo: (repository) => `已关联到 ${repository}`,
    moreFindings: (count) => `另外 ${count} 个结果`,
    seeReport: (count) => `还有 ${count} 个结果没有显示（GitHub 不显示超过 1 MiB 的摘要）：完整内容见报告。`,
  },
};
