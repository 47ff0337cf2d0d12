/** commander's commands, speaking English and Chinese: what it says of itself in a help and of a wrong command line. */
import {
  type AddHelpTextContext,
  type AddHelpTextPosition,
  type Argument,
  Command,
  type ErrorOptions,
  Help,
  type Option,
} from 'commander';
import { nearestWord } from '../../causes/nearest.js';
import { width, wrap } from '../../report/text.js';
import type { Language, Localized } from '../../types.js';
import { isTakenInFront } from './leading-options.js';
import { printable, refusal } from './printable.js';

/** Columns of a help, also where the terminal is wider: longer lines are hard to follow. */
const COLUMNS = 100;

/** In front of a description that stands below its word. */
const BELOW = '      ';

function columnsOf({ columns }: { columns?: number }): number {
  return Math.min(columns || COLUMNS, COLUMNS);
}

/** A command, and through `command()` its own ones, in one language. */
export class SpokenCommand extends Command {
  readonly #language: Language;

  constructor(name: string, language: Language) {
    super(name);
    this.#language = language;
    this.exitOverride();
    this.helpOption('-h, --help', WORDS[language].help);
    this.configureOutput({
      outputError: (text, write) => write(printable(text.replace(/^error: /, 'ghcr-preflight: '))),
      getOutHelpWidth: () => columnsOf(process.stdout),
      getErrHelpWidth: () => columnsOf(process.stderr),
    });
    this.on('beforeHelp', () => this.#refuseOthers());
  }

  /** Its sentences are wrapped as those of the help are; a line that is indented is one to copy. */
  override addHelpText(
    position: AddHelpTextPosition,
    text: string | ((context: AddHelpTextContext) => string),
  ): this {
    return super.addHelpText(position, (context) => {
      const columns = columnsOf(context.error ? process.stderr : process.stdout);
      return (typeof text === 'string' ? text : text(context))
        .split('\n')
        .flatMap((line) => (/^\s|^$/.test(line) ? [line] : wrap(line, columns)))
        .join('\n');
    });
  }

  override createCommand(name = ''): SpokenCommand {
    return new SpokenCommand(name, this.#language);
  }

  override createHelp(): Help {
    return new SpokenHelp(this.#language);
  }

  /** What was given, what was probably meant, and where more is said. */
  override error(message: string, options?: ErrorOptions): never {
    const say = WORDS[this.#language];
    const [given = '', near] = message.replace(/^error: /, '').split('\n(Did you mean ');
    const sentence = refusal(given);
    const isToken = TOKEN_OPTION.test(sentence);
    const guess =
      this.#begun(sentence) ??
      this.#asValue(sentence) ??
      near?.replace(/^one of |\?\)$/g, '') ??
      this.#meant(sentence);
    const meant = isToken ? null : guess;
    const waiting = this.#waiting(sentence);
    const lines = [
      `error: ${waiting === null ? say.sentence(sentence, options?.code ?? '') : say.noCommand(waiting)}`,
      ...this.#choices(sentence).map(say.choices),
      ...this.#takers(sentence).map(say.behind),
      ...(meant === null ? [] : [say.didYouMean(meant)]),
      ...(isToken ? [say.tokens] : []),
      say.more(this.parent ? `${this.parent.name()} ${this.name()}` : this.name()),
    ];
    super.error(lines.join('\n'), options);
  }

  /** commander would show the help of all for that of a command that there is not. */
  #refuseOthers(): void {
    const [given = ''] = this.args;
    if (this.commands.length === 0 || /^(?:-|$)/.test(given) || this.#names().includes(given)) return;
    this.error(`error: unknown command '${given}'`, { code: 'commander.unknownCommand' });
  }

  #names(): string[] {
    return this.commands.map((each) => each.name());
  }

  /** An option that may stand in front of a command, where none came. */
  #waiting(sentence: string): string | null {
    const flag = unknownOption(sentence);
    return this.commands.length > 0 && flag !== null && isTakenInFront(flag) ? flag : null;
  }

  /** Commands that have an option of their own of this name, where it stands in front of them. */
  #takers(sentence: string): string[] {
    const flag = unknownOption(sentence);
    if (flag === null || isTakenInFront(flag)) return [];
    const takers = this.commands.filter((each) => flagsOf(each).includes(flag));
    return takers.length > 0 ? [takers.map((each) => each.name()).join(', ')] : [];
  }

  /** Its own options, and those of its commands that it takes in front of them. */
  #flags(): string[] {
    const inFront = this.commands.flatMap(flagsOf).filter(isTakenInFront);
    return [...flagsOf(this), ...new Set(inFront)];
  }

  /** What an argument that is missing may be, where that is a list; and the commands, where one is. */
  #choices(sentence: string): string[] {
    if (this.#waiting(sentence) !== null) return [this.#names().join(', ')];
    const [, name] = /^missing required argument '(.*)'$/.exec(sentence) ?? [];
    const { argChoices = [] } = this.registeredArguments.find((each) => each.name() === name) ?? {};
    return argChoices.length > 0 ? [argChoices.join(', ')] : [];
  }

  /** The one option that begins so: commander counts letters alone, by which `--lang` is nearer to `--plan` than to `--language`. */
  #begun(sentence: string): string | null {
    const [, flag = ''] = /^unknown option '(--[^='\s]{2,})(?:=.*)?'$/s.exec(sentence) ?? [];
    const begun = flag === '' ? [] : this.#flags().filter((each) => each.startsWith(flag));
    return begun.length === 1 ? (begun[0] ?? null) : null;
  }

  /** The option that takes this word as its value: `--json` is `--format json`, `--pull` is `--access pull`. */
  #asValue(sentence: string): string | null {
    const word = unknownOption(sentence)?.slice(2).toLowerCase();
    for (const { long, argChoices = [] } of this.createHelp().visibleOptions(this)) {
      const value = argChoices.find((each) => each.toLowerCase() === word);
      if (long && value !== undefined) return `${long} ${value}`;
    }
    return null;
  }

  /** Where commander has no guess: of a value, of an option with its value behind it, and of one in front of a command. */
  #meant(sentence: string): string | null {
    const [, name] = /^unknown command '(.*)'$/s.exec(sentence) ?? [];
    if (name) return nearestWord(name, this.#names());
    const [, letter] = /^unknown option '-(\w)'$/.exec(sentence) ?? [];
    if (letter) return this.#otherCase(letter);
    const flag = unknownOption(sentence);
    if (flag !== null && (this.commands.length > 0 || sentence.includes('=')))
      return nearestWord(flag, this.#flags());
    const [, value, choices] = INVALID.exec(sentence) ?? [];
    return value && choices ? nearestWord(value, choices.split(', ')) : null;
  }

  /** The short option that is this letter in upper or lower case. */
  #otherCase(letter: string): string | null {
    const shorts = this.createHelp()
      .visibleOptions(this)
      .flatMap(({ short }) => short ?? []);
    return shorts.find((each) => each.toLowerCase() === `-${letter}`.toLowerCase()) ?? null;
  }
}

function flagsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
}

/** The option that a sentence of commander's does not know, without a value. */
function unknownOption(sentence: string): string | null {
  return /^unknown option '(--[^=']+)/.exec(sentence)?.[1] ?? null;
}

/** As docker login and others take it. On a command line a secret is read by everybody on the machine. */
const TOKEN_OPTION = /^unknown option '--?(?:p|pw|[a-z-]*(?:token|password|pat|secret)[a-z-]*)(?:=.*)?'/is;

/** `option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.`, and the same of an argument. */
const INVALID = /(?:argument|value) '(.*)' is invalid(?: for argument '.*')?\. Allowed choices are (.+)\.$/s;

class SpokenHelp extends Help {
  readonly #language: Language;

  constructor(language: Language) {
    super();
    this.#language = language;
  }

  /** commander puts a space behind a title, which no full-width colon has. */
  override formatHelp(command: Command, helper: Help): string {
    return super.formatHelp(command, helper).replace(/^(\S+：) /, '$1');
  }

  override styleTitle(title: string): string {
    return WORDS[this.#language].titles[title] ?? title;
  }

  override styleUsage(usage: string): string {
    return WORDS[this.#language].placeholders(usage);
  }

  override styleSubcommandTerm(term: string): string {
    return WORDS[this.#language].placeholders(term);
  }

  /** Chinese is written without spaces, and each character takes two columns. */
  override displayWidth(text: string): number {
    return width(text);
  }

  override boxWrap(text: string, columns: number): string {
    return columns < this.minWidthToWrap ? text : wrap(text, columns).join('\n');
  }

  /** Beside its word a description needs some room; in a narrow terminal it stands below. */
  override formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    const columns = this.helpWidth ?? COLUMNS;
    const isNarrow = columns - termWidth - 4 < this.minWidthToWrap;
    if (!isNarrow || description === '') return super.formatItem(term, termWidth, description, helper);
    const lines = wrap(description, columns - BELOW.length).map((line) => `${BELOW}${line}`);
    return [`  ${term}`, ...lines].join('\n');
  }

  override optionDescription({
    description,
    argChoices,
    defaultValue,
    defaultValueDescription,
  }: Option): string {
    const standard = defaultValueDescription ?? (typeof defaultValue === 'string' ? defaultValue : null);
    return description + WORDS[this.#language].values(argChoices ?? [], standard);
  }

  override argumentDescription({ description, argChoices }: Argument): string {
    return description + WORDS[this.#language].values(argChoices ?? [], null);
  }
}

interface Words {
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

const WORDS: Localized<Words> = {
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
    const [, value = '', choices = ''] = INVALID.exec(message) ?? [];
    const name = /^option '(.*?)' argument/.exec(message)?.[1] ?? /for argument '(.*)'\./.exec(message)?.[1];
    return `${name} 的值“${value}”无效，可用的值：${choices.replaceAll(', ', '、')}。`;
  },
};

function quoted(message: string): string {
  return /'(.*)'/s.exec(message)?.[1] ?? '';
}
