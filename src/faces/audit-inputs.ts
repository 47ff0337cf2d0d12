/** What both faces of an audit are given: an owner, a shard, patterns of names; and what is said where that goes wrong. */
import { UnmergeableReports } from '../commands/audit/merge.js';
import { impossiblePattern } from '../commands/audit/names.js';
import { MOST_SHARDS } from '../commands/audit/part.js';
import { NotRead, readRegularFile } from '../evidence/files/regular-file.js';
import type { ApiWait } from '../evidence/organization/api.js';
import { ForeignJournal } from '../evidence/organization/journal.js';
import { UnlistableOwner } from '../evidence/organization/listing.js';
import type { Shard } from '../evidence/organization/types.js';
import type { Language, Localized } from '../types.js';
import { INPUT_NAMES, InputError } from './usage.js';

/**
 * The login of an account, also as the address of its page or with an @ in front. GitHub's logins: letters, digits and single
 * hyphens; a user of an enterprise has an underscore. Throws an `InputError`.
 *
 * @param server on which that page must be: `https://github.com`
 */
export function ownerInput(value: string, language: Language, server: string): string {
  const login = accountNamed(value, server);
  if (/^[A-Za-z\d](?:[A-Za-z\d_]|-(?=[A-Za-z\d_])){0,98}$/.test(login)) return login;
  throw new InputError(AUDIT_SENTENCES[language].notOwner(value));
}

/** `https://HOST/PATH`, `HOST/PATH`. A login has no dot. */
const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?([\w-]+(?:\.[\w-]+)+(?::\d+)?)\/([^?#]*)/i;
/** A profile, or a page below it; a repository's is another's. */
const ACCOUNT_PAGE =
  /^(?:(?:orgs|users|organizations)\/([^/]+)(?:\/.*)?|(?!(?:orgs|users|organizations)\/?$)([^/]+)\/?)$/i;

/** The account of such an address as people copy it; what is none stays as it is. */
export function accountNamed(given: string, server: string): string {
  const [, host, path = ''] = ADDRESS.exec(given) ?? [];
  if (host === undefined) return given.replace(/^@|\/$/g, '');
  if (host.toLowerCase() !== new URL(server).host) return given;
  const [, below, alone] = ACCOUNT_PAGE.exec(path) ?? [];
  return below ?? alone ?? given;
}

/** Patterns of names; empty: all. Throws an `InputError`. */
export function patternsInput(value: string, name: string, owner: string, language: Language): string {
  const pattern = impossiblePattern(value, owner);
  if (pattern === null) return value;
  throw new InputError(AUDIT_SENTENCES[language].notPattern(name, pattern, owner));
}

/** `K/N`; empty: `1/1`. Throws an `InputError`. */
export function shardInput(value: string, name: string, language: Language): Shard {
  const [, number, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(value || '1/1') ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (of !== undefined && shard.number >= 1 && shard.number <= shard.of && shard.of <= MOST_SHARDS)
    return shard;
  throw new InputError(AUDIT_SENTENCES[language].notShard(name, value));
}

interface AuditSentences {
  notOwner(value: string): string;
  notPattern(name: string, pattern: string, owner: string): string;
  notShard(name: string, value: string): string;
  noToken: string;
  /** The action's input. */
  noGithubToken: string;
  /** How the token of that input is called: which secret it comes from, an action is not told. */
  givenToken: string;
  unlistable(owner: string, failure: UnlistableOwner): string;
  foreignJournal(file: string, failure: Pick<ForeignJournal, 'reason' | 'differing'>): string;
  journalDisk(file: string, code: string): string;
  unmergeable(reason: UnmergeableReports['reason'], found: readonly string[]): string;
  waiting(wait: ApiWait): string;
  /** @param asked those of them that are asked for */
  planned(owner: string, repositories: number, asked: number, shards: number): string;
  nothingAsked(owner: string): string;
}

export const AUDIT_SENTENCES: Localized<AuditSentences> = {
  en: {
    notOwner: (value) =>
      value === ''
        ? 'Name the owner whose repositories are to be audited: an organization or a user.'
        : `The owner is "${value}", which is no name of an account: write the organization or user as it stands in its address, without a repository.`,
    notPattern: (name, pattern, owner) =>
      `${INPUT_NAMES.en(name)} has "${pattern}", which no repository of ${owner} can be called: give names, with * and ? for the rest, a comma between two, and ! in front of what is left out.`,
    notShard: (name, value) =>
      `${INPUT_NAMES.en(name)} is "${value}": write it as K/N with K from 1 to N and N up to ${MOST_SHARDS}, such as 2/8.`,
    noToken:
      "An audit needs a token, because GitHub's GraphQL API answers nobody without one: put it into GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN (repositories that it may read; read:packages to compare the packages).",
    noGithubToken: `The input "github-token" is empty, and GitHub's GraphQL API answers nobody without a token: pass one that may read the repositories (read:packages to compare the packages), such as secrets.AUDIT_TOKEN.`,
    givenToken: 'the token of the input "github-token"',
    unlistable: (owner, { reason, url, host }) =>
      ({
        'not-found': `There is no account "${owner}" on this server, or the token may not see it.`,
        'bad-token': `GitHub does not take the token, so the repositories of ${owner} can't be listed.`,
        sso: `The token is not authorised for the SAML single sign-on of ${owner}${url ? `: open ${url}` : '; use Configure SSO beside the token in the settings'}.`,
        'ip-allow-list': `The IP allow list of ${owner} refuses this address: run the audit from one that is on it.`,
        'not-allowed': `The token may not list the repositories of ${owner}.`,
        limited: `GitHub's rate limit is used up and does not end soon: the repositories of ${owner} can't be listed now.`,
        unreachable: `The API of GitHub gave no answer (${host}), so the repositories of ${owner} can't be listed.`,
      })[reason],
    foreignJournal: (file, { reason, differing }) =>
      reason === 'other'
        ? `${file} is the journal of another audit (${questionParts(differing, 'en').join(', ')}): ask as that one was asked to go on with it, or name another file.`
        : `${file} is no journal of an audit and is left as it is: name another file.`,
    journalDisk: (file, code) =>
      code === 'no-regular-file'
        ? `The journal ${file} is no regular file.`
        : `The journal ${file} could not be read or written (${code}).`,
    unmergeable: (reason, found) =>
      ({
        none: `None of these is a report of an audit: ${found.join(', ')}. They are written by audit with --format json.`,
        owners: `These are reports of different owners (${found.join(', ')}): merge those of one.`,
        registries: `These are reports of different registries (${found.join(', ')}): merge those of one.`,
        shards: `These are reports of audits that were divided differently (into ${found.join(', ')} shards): merge those of one.`,
        patterns: `These are reports of audits with different --repositories (${found.map((each) => each || '*').join(' | ')}): merge those of one.`,
        versions: `These are reports of different versions of ghcr-preflight (${found.join(', ')}): run all shards with one.`,
        languages: `These reports are not in one language (${found.join(', ')}), and the merged page would not be either: run all shards with the same.`,
      })[reason],
    waiting: ({ limit, seconds }) =>
      limit === 'primary'
        ? `GitHub's hourly limit is used up: waiting ${seconds} s until it is whole again.`
        : `GitHub asks for a pause: waiting ${seconds} s.`,
    planned: (owner, repositories, asked, shards) =>
      `${owner} has ${repositories} ${repositories === 1 ? 'repository' : 'repositories'} that this token may see${asked === repositories ? '' : `, of which ${asked} ${asked === 1 ? 'is' : 'are'} asked for`}: ${shards} ${shards === 1 ? 'shard' : 'shards'}.`,
    nothingAsked: (owner) => `No repository of ${owner} that is asked for is in this shard.`,
  },
  'zh-CN': {
    notOwner: (value) =>
      value === ''
        ? '请指定要审计的所有者：组织或用户。'
        : `所有者“${value}”不是帐户名：请填写地址中的组织名或用户名，不带存储库。`,
    notPattern: (name, pattern, owner) =>
      `${INPUT_NAMES['zh-CN'](name)} 中有“${pattern}”，${owner} 的存储库不可能有这样的名称：请写存储库的名称，可用 * 和 ? 代替其余部分，名称之间用逗号分隔，在前面加 ! 表示排除。`,
    notShard: (name, value) =>
      `${INPUT_NAMES['zh-CN'](name)} 的值“${value}”无效：请写成 K/N，K 为 1 到 N，N 最大为 ${MOST_SHARDS}，例如 2/8。`,
    noToken:
      '审计需要令牌，因为 GitHub 的 GraphQL API 不响应匿名请求：请放入 GITHUB_TOKEN、GH_TOKEN 或 GHCR_TOKEN（能读取存储库；比对软件包需要 read:packages）。',
    noGithubToken:
      '输入 github-token 为空，而 GitHub 的 GraphQL API 不响应匿名请求：请传入能读取这些存储库的令牌（比对软件包需要 read:packages），例如 secrets.AUDIT_TOKEN。',
    givenToken: '输入 github-token 的令牌',
    unlistable: (owner, { reason, url, host }) =>
      ({
        'not-found': `此服务器上没有帐户“${owner}”，或令牌无权查看。`,
        'bad-token': `GitHub 不接受该令牌，无法列出 ${owner} 的存储库。`,
        sso: `令牌未获得 ${owner} 的 SAML 单点登录授权${url ? `：请打开 ${url}` : '；请在令牌设置中使用 Configure SSO'}。`,
        'ip-allow-list': `${owner} 的 IP 允许列表拒绝了此地址：请从列表中的地址运行审计。`,
        'not-allowed': `令牌无权列出 ${owner} 的存储库。`,
        limited: `GitHub 的速率限额已用完且短时间内不会恢复：现在无法列出 ${owner} 的存储库。`,
        unreachable: `GitHub 的 API（${host}）没有响应，无法列出 ${owner} 的存储库。`,
      })[reason],
    foreignJournal: (file, { reason, differing }) =>
      reason === 'other'
        ? `${file} 是另一次审计的进度文件，两次审计的${questionParts(differing, 'zh-CN').join('、')}不同：请用与那次相同的设置继续，或换一个文件。`
        : `${file} 不是审计的进度文件，保持原样：请换一个文件。`,
    journalDisk: (file, code) =>
      code === 'no-regular-file'
        ? `进度文件 ${file} 不是普通文件。`
        : `无法读写进度文件 ${file}（${code}）。`,
    unmergeable: (reason, found) =>
      ({
        none: `以下文件都不是审计报告：${found.join('、')}。报告由 audit 加 --format json 生成。`,
        owners: `这些报告属于不同的所有者（${found.join('、')}）：请合并同一所有者的报告。`,
        registries: `这些报告属于不同的注册表（${found.join('、')}）：请合并同一注册表的报告。`,
        shards: `这些报告的分片方式不同（分别为 ${found.join('、')} 片）：请合并同一次审计的报告。`,
        patterns: `这些报告的 --repositories 不同（${found.map((each) => each || '*').join(' | ')}）：请合并同一次审计的报告。`,
        versions: `这些报告由不同版本的 ghcr-preflight 生成（${found.join('、')}）：请用同一版本运行所有分片。`,
        languages: `这些报告的语言不一致（${found.join('、')}），合并后的页面也会混用两种语言：请用同一语言运行所有分片。`,
      })[reason],
    waiting: ({ limit, seconds }) =>
      limit === 'primary'
        ? `GitHub 每小时的限额已用完：等待 ${seconds} 秒后恢复。`
        : `GitHub 要求暂停：等待 ${seconds} 秒。`,
    planned: (owner, repositories, asked, shards) =>
      `${owner} 有 ${repositories} 个此令牌可以看到的存储库${asked === repositories ? '' : `，其中 ${asked} 个在审计范围内`}：分为 ${shards} 个分片。`,
    nothingAsked: (owner) => `${owner} 在此分片中没有要读取的存储库。`,
  },
};

/** Parts of the question that a journal is kept for, as the user gives them. */
const QUESTION_PARTS: Localized<Readonly<Record<string, string>>> = {
  en: {
    version: 'with another version of ghcr-preflight',
    owner: 'about another owner',
    language: 'in another language',
    serverUrl: 'on another server',
    registry: 'with another registry',
    shard: 'with another --shard',
    repositories: 'with other --repositories',
  },
  'zh-CN': {
    version: ' ghcr-preflight 版本',
    owner: '所有者',
    language: '语言',
    serverUrl: '服务器',
    registry: '注册表',
    shard: ' --shard ',
    repositories: ' --repositories ',
  },
};

function questionParts(differing: readonly string[], language: Language): string[] {
  const known = QUESTION_PARTS[language];
  const named = differing.flatMap((each) => known[each] ?? []);
  return named.length > 0 ? named : [language === 'en' ? 'in another way' : '设置'];
}

/** Bytes of a report that is merged. */
const LARGEST_REPORT = 512 * 1024 * 1024;

/** The text of a report, also as PowerShell's `>` writes it, in UTF-16. Throws a `NotRead`, and what the disk throws. */
export function readReport(file: string): string {
  const bytes = readRegularFile(file, LARGEST_REPORT);
  const [first, second] = bytes;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}

/** What is said at the start where a shard has nothing to read; null: there is but one, and its report says why. */
export function nothingAsked(
  owner: string,
  { shard, language }: { shard: Shard; language: Language },
): string | null {
  return shard.of === 1 ? null : AUDIT_SENTENCES[language].nothingAsked(owner);
}

/** The sentence for an audit that could not be made; null for any other error. */
export function auditFailure(
  error: unknown,
  owner: string,
  journal: string | null,
  language: Language,
): string | null {
  const say = AUDIT_SENTENCES[language];
  if (error instanceof UnlistableOwner) return say.unlistable(owner, error);
  if (error instanceof UnmergeableReports) return say.unmergeable(error.reason, error.found);
  if (journal === null) return null;
  if (error instanceof ForeignJournal) return say.foreignJournal(journal, error);
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof NotRead) return say.journalDisk(journal, error.reason);
  return code === undefined ? null : say.journalDisk(journal, code);
}
