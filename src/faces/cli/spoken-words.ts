/** The words of a help and of a wrong command line, and commander's own sentences in Chinese. */
import type { Localized } from '../../types.js';

/** `option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.`, and the same of an argument. */
export const INVALID_CHOICE =
  /(?:argument|value) '(.*)' is invalid(?: for argument '.*')?\. Allowed choices are (.+)\.$/s;

export interface CommandWords {
  help: string;
  titles: Record<string, string>;
  placeholders(usage: string): string;
  values(choices: readonly string[], standard: string | null): string;
  /** @param code commander's own of the error */
  sentence(message: string, code: string): string;
  didYouMean(name: string): string;
  choices(allowed: string): string;
  /** @param option that belongs to a command, and came without one */
  noCommand(option: string): string;
  /** @param commands that have such an option */
  behind(commands: string): string;
  tokens: string;
  more(command: string): string;
}

export const COMMAND_WORDS: Localized<CommandWords> = {
  en: {
    help: 'show this help',
    titles: {},
    placeholders: (usage) => usage,
    values: (choices, standard) => {
      const parts = [
        ...(choices.length > 0 ? [choices.join(', ')] : []),
        ...(standard === null ? [] : [`default: ${standard}`]),
      ];
      return parts.length > 0 ? ` (${parts.join('; ')})` : '';
    },
    // Of an option commander says it so; of an argument it calls itself by a name of its own. Its marks are not ours.
    sentence: (message) =>
      message
        .replace(
          /^command-argument value '(.*)' is invalid for argument '(.*)'\./s,
          "argument '$2' value '$1' is invalid.",
        )
        .replace(/(?<=\s)'(.*?)'(?=[\s.]|$)/gs, '"$1"'),
    didYouMean: (name) => `(Did you mean ${name}?)`,
    choices: (allowed) => `(Allowed choices are ${allowed})`,
    noCommand: (option) => `option "${option}" was given without a command`,
    behind: (commands) => `(Write it behind its command: ${commands})`,
    tokens: '(A token is taken from the environment: GHCR_TOKEN, GITHUB_TOKEN or GH_TOKEN)',
    more: (command) => `(${command} --help says more)`,
  },
  'zh-CN': {
    help: '显示帮助',
    titles: {
      'Usage:': '用法：',
      'Arguments:': '参数：',
      'Options:': '选项：',
      'Commands:': '命令：',
    },
    placeholders: (usage) => usage.replace('[options]', '[选项]').replace('[command]', '[命令]'),
    values: (choices, standard) => {
      const parts = [
        ...(choices.length > 0 ? [choices.join('、')] : []),
        ...(standard === null ? [] : [`默认：${standard}`]),
      ];
      return parts.length > 0 ? `（${parts.join('；')}）` : '';
    },
    sentence: (message, code) => CHINESE[code]?.(message) ?? message,
    tokens: '（令牌取自环境变量：GHCR_TOKEN、GITHUB_TOKEN 或 GH_TOKEN）',
    didYouMean: (name) => `（是否想输入 ${name}？）`,
    choices: (allowed) => `（可用的值：${allowed.replaceAll(', ', '、')}）`,
    noCommand: (option) => `给出了选项 ${option}，但没有给出命令。`,
    behind: (commands) => `（请写在命令之后：${commands.replaceAll(', ', '、')}）`,
    more: (command) => `（更多信息：${command} --help）`,
  },
};

/** commander's sentences, by the code of the error (commander/lib/command.js). */
const CHINESE: Readonly<Record<string, (message: string) => string>> = {
  'commander.unknownOption': (message) => `没有选项 ${quoted(message)}。`,
  'commander.unknownCommand': (message) => `没有命令 ${quoted(message)}。`,
  'commander.missingArgument': (message) => `缺少参数 ${quoted(message)}。`,
  'commander.optionMissingArgument': (message) => `选项 ${quoted(message)} 缺少值。`,
  'commander.excessArguments': (message) => {
    const [, expected = '', given = ''] = /Expected (\d+) .* but got (\d+)/.exec(message) ?? [];
    return `参数过多：最多 ${expected} 个，给出了 ${given} 个。`;
  },
  'commander.invalidArgument': (message) => {
    const [, value = '', choices = ''] = INVALID_CHOICE.exec(message) ?? [];
    const name = /^option '(.*?)' argument/.exec(message)?.[1] ?? /for argument '(.*)'\./.exec(message)?.[1];
    return `${name} 的值“${value}”无效，可用的值：${choices.replaceAll(', ', '、')}。`;
  },
};

function quoted(message: string): string {
  return /'(.*)'/s.exec(message)?.[1] ?? '';
}
