/** Why no login was made, in words: loaded where one failed. */
import { unrunnableProgram } from '../../../evidence/credentials/unrunnable.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import type { LoginFault } from '../../../login/client.js';
import type { LoginResult } from '../../../login/login.js';
import type { LoginTool } from '../../../login/state.js';
import type { LoginFailure } from '../../../report/report.js';
import { clip, oneLine } from '../../../report/text.js';
import type { Language, Localized } from '../../../types.js';
import { authFileFault } from '../../auth-file-words.js';

/** Characters of a client's line. */
const MOST_SAID = 1000;

type NotMade = Extract<LoginResult, { kind: 'no-such-tool' | 'failed' }>;

/** @param env where the client was looked for */
export function notMade(
  result: NotMade,
  registry: string,
  language: Language,
  env: NodeJS.ProcessEnv,
): LoginFailure {
  const say = WORDS[language];
  const { tool } = result;
  if (result.kind === 'no-such-tool')
    return { message: say.noSuchTool(tool, unrunnableProgram(tool, env)), fix: say.useAuto };
  const { fault } = result;
  const failed = say.failed(tool, registry, faultWords(fault, tool, language));
  return isOfHelper(fault)
    ? { message: `${failed}\n${say.notTheToken(tool)}`, fix: say.mendHelper(tool) }
    : { message: failed, fix: fixOf(fault, tool, registry, say) };
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
      return clip(oneLine(heldSecrets.mask(fault.words)), MOST_SAID);
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

/** The registry took the token before, so what there is to mend is on this machine. */
function fixOf(fault: LoginFault, tool: LoginTool, registry: string, say: Words): string {
  switch (fault.kind) {
    case 'exit':
      return say.tryByHand(tool, registry);
    case 'silent':
      return say.mendSilent(tool);
    case 'gone':
      return say.runAgain(tool);
    case 'file':
      return say.mendFile(fault.file, tool === 'podman' ? 'REGISTRY_AUTH_FILE' : 'DOCKER_CONFIG');
    default:
      return say.mendClient(tool);
  }
}

interface Words {
  /** @param file of that name that may not be run */
  noSuchTool(tool: LoginTool, file: string | null): string;
  failed(tool: LoginTool, registry: string, why: string): string;
  notTheToken(tool: LoginTool): string;
  useAuto: string;
  mendHelper(tool: LoginTool): string;
  mendClient(tool: LoginTool): string;
  tryByHand(tool: LoginTool, registry: string): string;
  mendSilent(tool: LoginTool): string;
  runAgain(tool: LoginTool): string;
  /** @param variable that names another place for it */
  mendFile(file: string, variable: string): string;
  exit(code: number): string;
  silent(seconds: number): string;
  gone(tool: LoginTool): string;
  notTaken(file: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    noSuchTool: (tool, file) =>
      `The input "login" is "${tool}", but ${file === null ? `there is no ${tool} on this runner` : `${file} may not be run`}.`,
    useAuto: 'Set the input "login" to "auto", which can write the auth file itself.',
    failed: (tool, registry, why) => `The login to ${registry} with ${tool} failed: ${why}`,
    notTheToken: (tool) =>
      `The token is not the reason: the credential helper that the configuration of ${tool} names did not keep it.`,
    mendHelper: (tool) =>
      `Take credsStore or credHelpers out of the configuration of ${tool}, or set up on this runner the credential helper that they name.`,
    mendClient: (tool) =>
      `The registry took this token a moment ago, so the reason is on this runner: put right there what ${tool} complains of.`,
    tryByHand: (tool, registry) =>
      `The registry took this token a moment ago, so the reason is on this runner: "${tool} login ${registry}" there shows it.`,
    mendSilent: (tool) =>
      `Look what ${tool} waits for on this runner: most often it is a credential helper (credsStore or credHelpers in its configuration) that asks for a password, else a network that does not answer.`,
    runAgain: (tool) =>
      `Run the job again: ${tool} was there a moment ago, and something on this runner has removed it.`,
    mendFile: (file, variable) =>
      `Correct ${file} or delete it, or have ${variable} name a place that this step may write to.`,
    exit: (code) => `exit code ${code}`,
    silent: (seconds) => `no answer in ${seconds} s`,
    gone: (tool) => `there is no ${tool} any more`,
    notTaken: (file) => `the credential helper that ${file} names did not take it`,
  },
  'zh-CN': {
    noSuchTool: (tool, file) =>
      `输入 login 为 ${tool}，但${file === null ? `此运行器上没有 ${tool}` : ` ${file} 没有执行权限`}。`,
    useAuto: '请将输入 login 改为 auto，它可以直接写入凭据文件。',
    failed: (tool, registry, why) => `使用 ${tool} 登录 ${registry} 失败：${why}`,
    notTheToken: (tool) => `原因不在令牌：${tool} 的配置指定的凭据助手没有保存它。`,
    mendHelper: (tool) =>
      `请从 ${tool} 的配置中删除 credsStore 或 credHelpers，或在此运行器上配置好其中指定的凭据助手。`,
    mendClient: (tool) => `注册表刚刚接受了这个令牌，因此原因在此运行器上：请解决 ${tool} 所报告的问题。`,
    tryByHand: (tool, registry) =>
      `注册表刚刚接受了这个令牌，因此原因在此运行器上：请在那里运行 ${tool} login ${registry} 查看原因。`,
    mendSilent: (tool) =>
      `请查看 ${tool} 在此运行器上等待什么：多半是凭据助手（配置中的 credsStore 或 credHelpers）在等待输入密码，否则是网络没有响应。`,
    runAgain: (tool) => `请重新运行作业：${tool} 刚才还在，之后在此运行器上被删除了。`,
    mendFile: (file, variable) => `请更正或删除 ${file}，也可以让 ${variable} 指向此步骤可以写入的位置。`,
    exit: (code) => `退出代码 ${code}`,
    silent: (seconds) => `${seconds} 秒内没有响应`,
    gone: (tool) => `${tool} 已不存在`,
    notTaken: (file) => `${file} 指定的凭据助手没有接受它`,
  },
};
