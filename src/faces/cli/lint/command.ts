/** What `lint --help` says, in both languages, and the options behind it. What it does is loaded when it is called. */
import { type Command, Option } from 'commander';
import type { Localized } from '../../../types.js';
import { growOnce } from '../../lean-heap.js';
import { addCommonOptions, collected, onlyOne, type Setting } from '../common-options.js';
import type { LintCommandOptions } from './options.js';

export function defineLint(main: Command, setting: Setting): void {
  const { language, env } = setting;
  const say = HELP[language];
  const command = main
    .command('lint')
    .description(say.description)
    .argument('[PATH...]', say.path)
    .option('--fix', say.fix)
    .option('--diff', say.diff)
    .option('--repository <owner/name>', say.repository, onlyOne('--repository', setting))
    .option('--event <event>', say.event, onlyOne('--event', setting))
    .option('--server <host>', say.server)
    .option('--fetch', say.fetch)
    .option('--ignore <ids>', say.ignore, collected)
    .addOption(
      new Option('--fail-on <severity>', say.failOn).choices(['error', 'warning', 'never']).default('error'),
    )
    .addHelpText('after', `\n${say.exit}\n${EXAMPLES}`)
    .action(async (paths: string[], options: LintCommandOptions) => {
      growOnce();
      const { lintCommand } = await import('./lint.js');
      process.exitCode = await lintCommand(paths, options, env);
    });
  addCommonOptions(command, setting);
}

const EXAMPLES = `
  ghcr-preflight lint
  ghcr-preflight lint --diff .github/workflows/publish.yml
  ghcr-preflight lint --ignore default-token-permissions --fail-on warning
  ghcr-preflight lint --format sarif > ghcr-preflight.sarif`;

interface Help {
  description: string;
  path: string;
  fix: string;
  diff: string;
  repository: string;
  event: string;
  server: string;
  fetch: string;
  ignore: string;
  failOn: string;
  exit: string;
}

const HELP: Localized<Help> = {
  en: {
    description: 'read workflow files and say which jobs GHCR would refuse, without a run or a network',
    path: 'files, folders, repositories, OWNER/NAME[@REF] to read through the API, or - for standard input; default: .github/workflows here',
    fix: 'write the repairs that are safe, and say what was changed',
    diff: 'print the repairs that --fix would write, and nothing else',
    repository: 'whose workflows they are; default: the git remote origin, else GITHUB_REPOSITORY',
    event: 'judge only the runs that this event starts',
    server:
      'GitHub Enterprise server whose registry is looked at; default: GITHUB_SERVER_URL, else that of the remote',
    fetch: 'also read, through the API, workflows and actions of other repositories that are used',
    ignore: 'causes to pass over, comma-separated: their ids stand in brackets before each finding',
    failOn: 'end with 1 for errors, for warnings too, or never',
    exit: `OWNER/NAME is read with the token in GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN, if there is one.
Exit code: 0 nothing would be refused (warnings alone are 0), 1 something would, 2 bad usage or nothing to read.`,
  },
  'zh-CN': {
    description: '读取工作流文件，指出 GHCR 会拒绝哪些作业；无需运行，也无需网络',
    path: '文件、目录、存储库，通过 API 读取的 OWNER/NAME[@REF]，或表示标准输入的 -；默认：当前目录的 .github/workflows',
    fix: '写入可以安全应用的修复，并说明改动了什么',
    diff: '只显示 --fix 会写入的修复',
    repository: '这些工作流所属的存储库；默认：git 远程地址 origin，否则为 GITHUB_REPOSITORY',
    event: '只判断由此事件触发的运行',
    server: '要检查其注册表的 GitHub Enterprise 服务器；默认：GITHUB_SERVER_URL，否则为远程地址所在的服务器',
    fetch: '同时通过 API 读取所调用和使用的其他存储库的工作流与 action',
    ignore: '要忽略的原因，以逗号分隔：其 ID 写在每个结果前的方括号中',
    failOn: '何时以退出代码 1 结束：有错误时、有错误或警告时，或从不',
    exit: `读取 OWNER/NAME 时使用 GITHUB_TOKEN、GH_TOKEN 或 GHCR_TOKEN 中的令牌；没有令牌时匿名读取。
退出代码：0 不会被拒绝（只有警告时也是 0），1 会被拒绝，2 用法错误或没有可读取的内容。`,
  },
};
