/** What `completion --help` says, in both languages. What it does is loaded when it is called. */
import { Argument, type Command } from 'commander';
import type { Localized } from '../../../types.js';
import { languageOption, type Setting } from '../common-options.js';
import { COMPLETED_SHELLS, type CompletedShell } from './shells.js';

export function defineCompletion(main: Command, setting: Setting): void {
  const say = HELP[setting.language];
  main
    .command('completion')
    .description(say.description)
    .addArgument(new Argument('<SHELL>', say.shell).choices(COMPLETED_SHELLS))
    .addOption(languageOption(setting))
    .addHelpText('after', `\n${say.after}`)
    .action(async (shell: CompletedShell) => {
      const { completion } = await import('./completion.js');
      process.stdout.write(await completion(main, shell));
    });
}

interface Help {
  description: string;
  shell: string;
  after: string;
}

const HELP: Localized<Help> = {
  en: {
    description: 'print a script that completes commands, options and their values in a shell',
    shell: 'the shell that is to complete',
    after: `Load it in each shell that is started:

  source <(ghcr-preflight completion bash)       # in ~/.bashrc
  source <(ghcr-preflight completion zsh)        # in ~/.zshrc, after compinit
  ghcr-preflight completion fish > ~/.config/fish/completions/ghcr-preflight.fish

Exit code: 0 printed, 2 bad usage.`,
  },
  'zh-CN': {
    description: '输出 shell 补全脚本，用于补全命令、选项及其取值',
    shell: '要启用补全的 shell',
    after: `让每个新打开的 shell 自动加载：

  source <(ghcr-preflight completion bash)       # 写入 ~/.bashrc
  source <(ghcr-preflight completion zsh)        # 写入 ~/.zshrc，放在 compinit 之后
  ghcr-preflight completion fish > ~/.config/fish/completions/ghcr-preflight.fish

退出代码：0 已输出，2 用法错误。`,
  },
};
