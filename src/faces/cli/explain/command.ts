/** What `explain --help` says, in both languages, and the options behind it. What it does is loaded when it is called. */
import type { Command } from 'commander';
import type { Localized } from '../../../types.js';
import { addCommonOptions, onlyOne, type Setting } from '../common-options.js';
import type { ExplainCommandOptions } from './explain.js';

export function defineExplain(main: Command, setting: Setting): void {
  const { language, env } = setting;
  const say = HELP[language];
  const command = main
    .command('explain')
    .description(say.description)
    .argument('[FILE]', say.file)
    .option('--message <text>', say.message, onlyOne('--message', setting))
    .option('--run <id|url>', say.run, onlyOne('--run', setting))
    .option('--repository <owner/name>', say.repository, onlyOne('--repository', setting))
    .option('--workflow <file>', say.workflow, onlyOne('--workflow', setting))
    .addHelpText('after', `\n${say.exit}\n${EXAMPLES}`)
    .action(async (file: string | undefined, options: ExplainCommandOptions) => {
      const { explainCommand } = await import('./explain.js');
      process.exitCode = await explainCommand(file, options, env);
    });
  addCommonOptions(command, setting);
}

const EXAMPLES = `
  ghcr-preflight explain build.log
  ghcr-preflight explain --message 'denied: permission_denied: write_package'
  gh run view 123 --log-failed | ghcr-preflight explain -
  ghcr-preflight explain --run 123 --repository octo-org/app`;

interface Help {
  description: string;
  file: string;
  message: string;
  run: string;
  repository: string;
  workflow: string;
  exit: string;
}

const HELP: Localized<Help> = {
  en: {
    description: 'read a log and say why the registry refused',
    file: 'a log; - or none: standard input',
    message: 'one line instead of a log',
    run: 'the logs of the failed jobs of a run on GitHub: its number, or the address of its page',
    repository: "whose run it is; default: GITHUB_REPOSITORY, else the git remote's",
    workflow: 'workflow file that the job is in; default: as the log names it, in this checkout',
    exit: `A run is read with GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN, which needs actions: read.
Exit code: 0 nothing was refused, 1 a refusal explained, 2 bad usage or nothing to read, 3 lines failed and no cause is known.`,
  },
  'zh-CN': {
    description: '读取日志，说明注册表为什么拒绝',
    file: '日志文件；- 或省略：标准输入',
    message: '只给一行消息，代替日志',
    run: 'GitHub 上某次运行中失败作业的日志：运行的编号，或其页面的地址',
    repository: '运行所属的存储库；默认：GITHUB_REPOSITORY，否则为 git 远程地址指向的存储库',
    workflow: '作业所在的工作流文件；默认：当前检出目录中日志所指的文件',
    exit: `读取运行时使用 GITHUB_TOKEN、GH_TOKEN 或 GHCR_TOKEN，需要 actions: read 权限。
退出代码：0 没有被拒绝，1 已说明拒绝的原因，2 用法错误或没有可读取的内容，3 有出错的行但原因未知。`,
  },
};
