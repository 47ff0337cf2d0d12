/** The options that every command takes, and the language that they are told in. */
import { type Command, Option } from 'commander';
import type { Language, Localized } from '../../types.js';
import { InputError, LANGUAGES } from '../usage.js';
import { preferredLanguage } from './terminal.js';

/** What a command is defined with: how it speaks, and where it runs. */
export interface Setting {
  language: Language;
  env: NodeJS.ProcessEnv;
}

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

/** That of the texts, known before anything is parsed: help and errors come before the options are read. */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const end = argv.indexOf('--');
  const given = argv
    .slice(0, end === -1 ? undefined : end)
    .map((word, index, words) =>
      word === '--language' ? words[index + 1] : /^--language=(.*)$/.exec(word)?.[1],
    )
    .findLast((value) => value !== undefined);
  return LANGUAGES.find((each) => each === given) ?? preferredLanguage(env);
}

/** `--language`, told in the language that was found already; its default is shown as what holds where nobody gives one. */
export function languageOption({ language, env }: Setting): Option {
  return new Option('--language <language>', WORDS[language].language)
    .choices(LANGUAGES)
    .default(language, preferredLanguage(env));
}

/** Of an option that names several things: given again, it names more, and takes nothing back. */
export function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/**
 * Of an option that names the one thing which is asked about: what it named before would be left out, and nobody told. Of one that says
 * how something is done the last counts, as everywhere: a script may have its own in front. Throws an `InputError`.
 */
export function onlyOne(name: string, { language }: Setting): (value: string, before?: string) => string {
  return (value, before = value) => {
    if (value !== before) throw new InputError(WORDS[language].twice(name));
    return value;
  };
}

/** `--format`, `--language` and `--no-color`. */
export function addCommonOptions(command: Command, setting: Setting): void {
  const say = WORDS[setting.language];
  command
    .addOption(new Option('--format <format>', say.format).choices(FORMATS).default('text'))
    .addOption(languageOption(setting))
    .option('--no-color', say.noColor);
}

interface Words {
  format: string;
  language: string;
  noColor: string;
  twice(name: string): string;
}

const WORDS: Localized<Words> = {
  en: {
    format: 'form of the report',
    language: 'language of the texts',
    noColor: 'no colours (also: NO_COLOR; FORCE_COLOR asks for them)',
    twice: (name) =>
      `${name} names two different things, and takes one: give it once, or start a command for each.`,
  },
  'zh-CN': {
    format: '报告的格式',
    language: '输出的语言',
    noColor: '不使用颜色（也可设置 NO_COLOR；FORCE_COLOR 则要求使用颜色）',
    twice: (name) => `${name} 给出了两个不同的值，但只接受一个：请只给出一次，或分别运行命令。`,
  },
};
