/** commander's commands, speaking English and Chinese: what it says of itself in a help and of a wrong command line. */
import {
  type AddHelpTextContext,
  type AddHelpTextPosition,
  Command,
  type ErrorOptions,
  type Help,
} from 'commander';
import { wrap } from '../../report/text.js';
import type { Language } from '../../types.js';
import { isTakenInFront } from './leading-options.js';
import { flagsOf, namesOf, unknownOption, wordMeant } from './meant-word.js';
import { printable, refusal } from './printable.js';
import { columnsOfHelp, SpokenHelp } from './spoken-help.js';
import { COMMAND_WORDS } from './spoken-words.js';

/** A command, and through `command()` its own ones, in one language. */
export class SpokenCommand extends Command {
  readonly #language: Language;

  constructor(name: string, language: Language) {
    super(name);
    this.#language = language;
    this.exitOverride();
    this.helpOption('-h, --help', COMMAND_WORDS[language].help);
    this.configureOutput({
      outputError: (text, write) => write(printable(text.replace(/^error: /, 'ghcr-preflight: '))),
      getOutHelpWidth: () => columnsOfHelp(process.stdout),
      getErrHelpWidth: () => columnsOfHelp(process.stderr),
    });
    this.on('beforeHelp', () => this.#refuseOthers());
  }

  /** Its sentences are wrapped as those of the help are; a line that is indented is one to copy. */
  override addHelpText(
    position: AddHelpTextPosition,
    text: string | ((context: AddHelpTextContext) => string),
  ): this {
    return super.addHelpText(position, (context) => {
      const columns = columnsOfHelp(context.error ? process.stderr : process.stdout);
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
    const say = COMMAND_WORDS[this.#language];
    const [given = '', near] = message.replace(/^error: /, '').split('\n(Did you mean ');
    const sentence = refusal(given);
    const isToken = TOKEN_OPTION.test(sentence);
    const waiting = this.#waiting(sentence);
    // What waits for its command is spelt as it is meant.
    const meant = isToken || waiting !== null ? null : wordMeant(this, sentence, near ?? null);
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
    if (this.commands.length === 0 || /^(?:-|$)/.test(given) || namesOf(this).includes(given)) return;
    this.error(`error: unknown command '${given}'`, { code: 'commander.unknownCommand' });
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

  /** What an argument that is missing may be, where that is a list; and the commands, where one is. */
  #choices(sentence: string): string[] {
    if (this.#waiting(sentence) !== null) return [namesOf(this).join(', ')];
    const [, name] = /^missing required argument '(.*)'$/.exec(sentence) ?? [];
    const { argChoices = [] } = this.registeredArguments.find((each) => each.name() === name) ?? {};
    return argChoices.length > 0 ? [argChoices.join(', ')] : [];
  }
}

/** As docker login and others take it. On a command line a secret is read by everybody on the machine. */
const TOKEN_OPTION = /^unknown option '--?(?:p|pw|[a-z-]*(?:token|password|pat|secret)[a-z-]*)(?:=.*)?'/is;
