/** Why no login was made, in words: loaded where one failed. */
import { unrunnableProgram } from '../../../evidence/credentials/unrunnable.js';
import type { LoginFault } from '../../../login/client.js';
import type { LoginResult } from '../../../login/login.js';
import type { LoginTool } from '../../../login/state.js';
import type { Language, Localized } from '../../../types.js';
import { authFileFault } from '../../auth-file-words.js';

type NotMade = Extract<LoginResult, { kind: 'no-such-tool' | 'failed' }>;

/**
 * One sentence; where a helper is to blame, another one below it says what to do.
 *
 * @param env where the client was looked for
 */
export function notMade(
  result: NotMade,
  registry: string,
  language: Language,
  env: NodeJS.ProcessEnv,
): string {
  const say = WORDS[language];
  const { tool } = result;
  if (result.kind === 'no-such-tool') return say.noSuchTool(tool, unrunnableProgram(tool, env));
  const failed = say.failed(tool, registry, faultWords(result.fault, tool, language));
  return isOfHelper(result.fault) ? `${failed}\n${say.notTheToken(tool)}` : failed;
}

/** docker's words for a credential helper that is not there or has refused, and our own for one that hangs. */
function isOfHelper(fault: LoginFault): boolean {
  if (fault.kind !== 'said') return fault.kind === 'not-taken';
  return /docker-credential-|error (?:storing|getting|erasing) credentials/i.test(fault.words);
}

function faultWords(fault: LoginFault, tool: LoginTool, language: Language): string {
  const say = WORDS[language];
  switch (fault.kind) {
    case 'said':
      return fault.words;
    case 'exit':
      return say.exit(fault.code);
    case 'silent':
      return say.silent(fault.seconds);
    case 'gone':
      return say.gone(tool);
    case 'not-taken':
      return say.notTaken(fault.file);
    case 'file':
      return authFileFault(fault.file, fault.reason, language);
  }
}

interface Words {
  /** @param file of that name that may not be run */
  noSuchTool(tool: LoginTool, file: string | null): string;
  failed(tool: LoginTool, registry: string, why: string): string;
  notTheToken(tool: LoginTool): string;
  exit(code: number): string;
  silent(seconds: number): string;
  gone(tool: LoginTool): string;
  notTaken(file: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    noSuchTool: (tool, file) =>
      `The input "login" is "${tool}", but ${file === null ? `there is no ${tool} on this runner` : `${file} may not be run`}: use "auto", which can write the auth file itself.`,
    failed: (tool, registry, why) => `The login to ${registry} with ${tool} failed: ${why}`,
    notTheToken: (tool) =>
      `The token is not the reason: the credential helper that the configuration of ${tool} names (credsStore or credHelpers) did not keep it. Take that entry out of the configuration, or set the helper up on this runner.`,
    exit: (code) => `exit code ${code}`,
    silent: (seconds) => `no answer in ${seconds} s`,
    gone: (tool) => `there is no ${tool} any more`,
    notTaken: (file) => `the credential helper that ${file} names did not take it`,
  },
  'zh-CN': {
    noSuchTool: (tool, file) =>
      `输入 login 为 ${tool}，但${file === null ? `此运行器上没有 ${tool}` : ` ${file} 没有执行权限`}：请改用 auto，它可以直接写入凭据文件。`,
    failed: (tool, registry, why) => `使用 ${tool} 登录 ${registry} 失败：${why}`,
    notTheToken: (tool) =>
      `原因不在令牌：${tool} 的配置（credsStore 或 credHelpers）指定的凭据助手没有保存它。请从配置中删除该项，或在此运行器上配置好该助手。`,
    exit: (code) => `退出代码 ${code}`,
    silent: (seconds) => `${seconds} 秒内没有响应`,
    gone: (tool) => `${tool} 已不存在`,
    notTaken: (file) => `${file} 指定的凭据助手没有接受它`,
  },
};
