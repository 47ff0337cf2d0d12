/**
 * All commands. Each defines itself in a small file, in both languages, and loads what it does when it is called, so that
 * none pays for another.
 */
import type { Command } from 'commander';
import type { Language, Localized } from '../../types.js';
import { version } from '../../version.js';
import { mustBeFilled } from '../usage.js';
import { defineAudit } from './audit/command.js';
import { defineCheck } from './check/command.js';
import { languageOf, languageOption } from './common-options.js';
import { defineCompletion } from './completion/command.js';
import { defineDemo } from './demo/command.js';
import { defineExplain } from './explain/command.js';
import { defineHelp } from './help.js';
import { defineLint } from './lint/command.js';
import { SpokenCommand } from './spoken-command.js';

/** @param argv of the process: what it says of the language counts for help and errors too */
export function program(argv: readonly string[], env: NodeJS.ProcessEnv): Command {
  const language = languageOf(argv, env);
  const say = WORDS[language];
  const main = new SpokenCommand('ghcr-preflight', language)
    .description(say.description)
    .version(version, '-V, --version', say.version)
    .addOption(languageOption({ language, env }))
    .helpCommand(false)
    .addHelpText('after', `\n${say.after}`);
  const define = [
    defineLint,
    defineCheck,
    defineExplain,
    defineAudit,
    defineDemo,
    defineCompletion,
    defineHelp,
  ];
  for (const each of define) each(main, { language, env });
  main.hook('preAction', (_, command) => mustHaveValues(command, language));
  return main;
}

/** Of every option and argument alike: what a variable that is not set leaves behind is no value. Throws an `InputError`. */
function mustHaveValues(command: Command, language: Language): void {
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (typeof value === 'string' || Array.isArray(value))
      mustBeFilled(option.long ?? option.flags, value, language);
  }
  for (const [index, argument] of command.registeredArguments.entries())
    mustBeFilled(argument.name(), command.processedArgs[index], language);
}

interface Words {
  description: string;
  version: string;
  after: string;
}

const WORDS: Localized<Words> = {
  en: {
    description: 'Will GitHub Container Registry accept this push or pull, with the token at hand?',
    version: 'show the version',
    after: `A push just failed? Paste the line:

  ghcr-preflight explain --message 'denied: permission_denied: write_package'

Exit code: 0 nothing would be refused, 1 something would, 2 bad usage or nothing to read, 3 undecided.`,
  },
  'zh-CN': {
    description: '使用现有的令牌，GitHub 容器注册表（GHCR）会接受这次推送或拉取吗？',
    version: '显示版本',
    after: `推送刚刚失败？请粘贴那一行：

  ghcr-preflight explain --message 'denied: permission_denied: write_package'

退出代码：0 不会被拒绝，1 会被拒绝，2 用法错误或没有可读取的内容，3 无法确定。`,
  },
};
