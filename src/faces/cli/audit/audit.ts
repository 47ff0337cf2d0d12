/** `audit`: all repositories of an owner, or the reports of all shards put together. */

import {
  languageOfMerge,
  mergeReports,
  type ReportFile,
  UnmergeableReports,
} from '../../../commands/audit/merge.js';
import { auditExit, auditOutput } from '../../../commands/audit/output.js';
import { audit } from '../../../commands/audit.js';
import { NotRead } from '../../../evidence/files/regular-file.js';
import { belongsTo } from '../../../evidence/github-server.js';
import { environmentContext, runEvidence } from '../../../evidence/run.js';
import { type Credential, credentials, type RawToken } from '../../../evidence/token.js';
import type { Report } from '../../../report/report.js';
import type { Language, Localized } from '../../../types.js';
import {
  AUDIT_SENTENCES,
  accountNamed,
  auditFailure,
  nothingAsked,
  ownerInput,
  patternsInput,
  readReport,
  shardInput,
} from '../../audit-inputs.js';
import { errorCode } from '../../error-code.js';
import { leanHeap } from '../../lean-heap.js';
import { InputError, registryHost, registryOfServer, serverAddress } from '../../usage.js';
import type { ExitCode } from '../exit-code.js';
import { outputOptions } from '../output-options.js';
import { printable } from '../printable.js';
import { progressLine } from '../progress.js';
import { withHostOfGh, withServer } from '../server-at-hand.js';
import type { CommonOptions } from '../terminal.js';
import { remarkOnTokens, tokenAtHand } from '../token-at-hand.js';

export interface AuditCommandOptions extends CommonOptions {
  shard?: string;
  repositories?: string[];
  probe?: boolean;
  registry?: string;
  resume?: string;
  merge?: string[];
}

/** Throws an `InputError` with one sentence for bad usage. */
export async function auditCommand(
  given: string | undefined,
  options: AuditCommandOptions,
  variables: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  leanHeap();
  const { language } = options;
  const plain = withServer(variables);
  // Reports are joined without asking anybody.
  const env = options.merge ? plain : withHostOfGh(plain, language);
  const serverUrl = serverAddress(env, language);
  const owner = given && accountNamed(given, serverUrl);
  try {
    const report = options.merge
      ? merged(owner, options.merge, options)
      : await audited(owner ?? '', options, serverUrl, env);
    process.stdout.write(
      await auditOutput(report, options.format, {
        ...outputOptions(options, env),
        language: options.merge ? languageOfMerge([report], language) : language,
        serverUrl,
      }),
    );
    return auditExit(report);
  } catch (error) {
    const sentence = auditFailure(error, owner ?? '', options.resume ?? null, language);
    throw sentence === null ? error : new InputError(sentence);
  }
}

async function audited(
  owner: string,
  options: AuditCommandOptions,
  serverUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<Report> {
  const { language } = options;
  const say = AUDIT_SENTENCES[language];
  const registry = registryHost(options.registry ?? '', language, '--registry');
  // The token is for the server's own registry and for no other.
  if (registry !== null && !belongsTo(registry, serverUrl))
    throw new InputError(WORDS[language].notTheirs(registry, serverUrl));
  const progress = progressLine(process.stderr, env);
  const login = ownerInput(owner, language, serverUrl);
  const asked = {
    owner: login,
    shard: shardInput(options.shard ?? '', '--shard', language),
    repositories: patternsInput((options.repositories ?? []).join(','), '--repositories', login, language),
    probe: options.probe === true,
    credential: tokenOf(env, language),
    run: runEvidence(
      { ...env, GITHUB_SERVER_URL: serverUrl },
      environmentContext(env),
      registryOfServer(serverUrl, language, { given: env.GITHUB_SERVER_URL }),
    ),
    journal: options.resume ?? null,
    language,
    registry,
  };
  try {
    return await audit(asked, {
      started(name, count) {
        const sentence = count === 0 ? nothingAsked(name, asked) : null;
        if (sentence !== null) progress.say(printable(sentence));
      },
      done: (repository, count, all) => progress.show(count, all, repository),
      waiting: (wait) => progress.say(printable(`ghcr-preflight: ${say.waiting(wait)}`)),
    });
  } finally {
    progress.end();
  }
}

/** As `lint OWNER/NAME` takes it. */
function tokenOf(env: NodeJS.ProcessEnv, language: Language): Credential {
  remarkOnTokens(env, language);
  const found = tokenAtHand(env);
  if (found === null) throw new InputError(AUDIT_SENTENCES[language].noToken);
  const { variable, raw } = found;
  const username = env.GITHUB_ACTOR || 'x-access-token';
  const token: RawToken =
    variable === 'GHCR_TOKEN'
      ? { source: 'ghcr-token', raw, username }
      : { source: 'github-token', raw, username, variable };
  const [credential] = credentials([token], { inActions: env.GITHUB_ACTIONS === 'true' });
  return credential as Credential;
}

function merged(owner: string | undefined, names: readonly string[], options: AuditCommandOptions): Report {
  const { language } = options;
  const say = WORDS[language];
  const { shard, resume, registry, repositories, probe } = options;
  if (probe || [shard, resume, registry, repositories].some((each) => each !== undefined))
    throw new InputError(say.mergeAlone);
  const unread: string[] = [];
  const files = names.map((file): ReportFile => {
    try {
      return { file, text: readReport(file) };
    } catch (error) {
      unread.push(say.unread(file, error instanceof NotRead ? error.reason : errorCode(error)));
      return { file, text: null };
    }
  });
  const report = mergedOf(files, unread, language);
  const named = report.audit?.owner ?? '';
  if (owner !== undefined && owner.toLowerCase() !== named.toLowerCase())
    throw new InputError(say.otherOwner(owner, named));
  return report;
}

/** A part that can't be read is named in the report of the others; where there is none, it is what has to be said. */
function mergedOf(files: readonly ReportFile[], unread: readonly string[], language: Language): Report {
  try {
    return mergeReports(files, language);
  } catch (error) {
    if (unread.length === 0 || !(error instanceof UnmergeableReports) || error.reason !== 'none') throw error;
    const read = files.filter(({ text }) => text !== null).map(({ file }) => file);
    const others =
      read.length > 0 ? auditFailure(new UnmergeableReports('none', read), '', null, language) : null;
    throw new InputError([...unread, ...(others === null ? [] : [others])].join(' '));
  }
}

interface Words {
  mergeAlone: string;
  notTheirs(registry: string, server: string): string;
  otherOwner(given: string, found: string): string;
  /** @param why code of the system, or the reason that nothing was read */
  unread(file: string, why: string): string;
}

const WHY: Localized<Record<string, string>> = {
  en: { 'no-regular-file': 'no regular file', 'too-large': 'too large' },
  'zh-CN': { 'no-regular-file': '不是普通文件', 'too-large': '过大' },
};

const WORDS: Localized<Words> = {
  en: {
    mergeAlone:
      '--merge puts reports together that are there: it goes with no --shard, --repositories, --registry, --probe or --resume.',
    notTheirs: (registry, server) =>
      `--registry is "${registry}", which is not the registry of ${server}: the token is not for it. Set GITHUB_SERVER_URL to the server that it belongs to.`,
    unread: (file, why) =>
      why === 'ENOENT'
        ? `--merge: there is no file ${file}.`
        : `--merge: ${file} could not be read (${WHY.en[why] ?? why}).`,
    otherOwner: (given, found) => `These are reports of ${found}, and ${given} was asked for.`,
  },
  'zh-CN': {
    mergeAlone:
      '--merge 只合并已有的报告，不能与 --shard、--repositories、--registry、--probe、--resume 同时使用。',
    notTheirs: (registry, server) =>
      `--registry 的值“${registry}”不是 ${server} 的注册表，令牌不会发送到那里。请把 GITHUB_SERVER_URL 设为它所属的服务器。`,
    unread: (file, why) =>
      why === 'ENOENT'
        ? `--merge：没有文件 ${file}。`
        : `--merge：无法读取 ${file}（${WHY['zh-CN'][why] ?? why}）。`,
    otherOwner: (given, found) => `这些是 ${found} 的报告，而指定的是 ${given}。`,
  },
};
