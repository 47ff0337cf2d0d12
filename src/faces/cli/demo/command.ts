/** What `demo --help` says, in both languages, and the options behind it. What it does is loaded when it is called. */
import type { Command } from 'commander';
import type { Localized } from '../../../types.js';
import { addCommonOptions, type Setting } from '../common-options.js';
import type { DemoOptions } from './demo.js';

export function defineDemo(main: Command, setting: Setting): void {
  const say = HELP[setting.language];
  const command = main
    .command('demo')
    .description(say.description)
    .argument('[SCENARIO]', say.scenario)
    .option('--list', say.list)
    .option('--summary <folder>', say.summary)
    .addHelpText('after', `\n${say.exit}\n${EXAMPLES}`)
    .action(async (scenario: string | undefined, options: DemoOptions) => {
      const { demo } = await import('./demo.js');
      process.exitCode = await demo(scenario, options);
    });
  addCommonOptions(command, setting);
}

const EXAMPLES = `
  ghcr-preflight demo
  ghcr-preflight demo --list
  ghcr-preflight demo lacks-write
  ghcr-preflight demo --summary summaries`;

interface Help {
  description: string;
  scenario: string;
  list: string;
  summary: string;
  exit: string;
}

const HELP: Localized<Help> = {
  en: {
    description: 'run the real action against an embedded look-alike of GHCR and the GitHub API',
    scenario: 'one scenario, with its job summary; default: all of them',
    list: 'name the scenarios',
    summary: 'write the job summaries there, NAME.md each',
    exit: 'Exit code: 0 the action came to the verdict of each scenario, 1 it did not, 2 bad usage.',
  },
  'zh-CN': {
    description: '在内置的模拟 GHCR 和 GitHub API 上运行真正的 action',
    scenario: '只运行一个场景，并显示作业摘要；默认：全部场景',
    list: '列出各个场景',
    summary: '把作业摘要写入此目录，每个场景一个 NAME.md',
    exit: '退出代码：0 action 对每个场景都得出了应有的判定结果，1 有场景不符，2 用法错误。',
  },
};
