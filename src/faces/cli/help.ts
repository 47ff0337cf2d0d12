/** `help`: the help of a command, as `COMMAND --help` has it. */
import { Argument, type Command } from 'commander';
import type { Localized } from '../../types.js';
import { languageOption, type Setting } from './common-options.js';

export function defineHelp(main: Command, setting: Setting): void {
  const say = WORDS[setting.language];
  const names = [...main.commands.map((each) => each.name()), 'help'];
  main
    .command('help')
    .description(say.description)
    .addArgument(new Argument('[COMMAND]', say.command).choices(names))
    .addOption(languageOption(setting))
    .addHelpText('after', `\n${say.exit}`)
    .action((name: string | undefined) => {
      (main.commands.find((each) => each.name() === name) ?? main).help();
    });
}

interface Words {
  description: string;
  command: string;
  exit: string;
}

const WORDS: Localized<Words> = {
  en: {
    description: 'show the help of a command',
    command: 'the command; default: an overview of all',
    exit: 'Exit code: 0 shown, 2 bad usage.',
  },
  'zh-CN': {
    description: '显示某个命令的帮助',
    command: '要查看的命令；默认：全部命令的概览',
    exit: '退出代码：0 已显示，2 用法错误。',
  },
};
