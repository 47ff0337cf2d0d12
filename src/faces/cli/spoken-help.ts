/** commander's help, in English and Chinese, as wide as the terminal. */
import { type Argument, type Command, Help, type Option } from 'commander';
import { width, wrap } from '../../report/text.js';
import type { Language } from '../../types.js';
import { COMMAND_WORDS } from './spoken-words.js';

/** Columns of a help, also where the terminal is wider: longer lines are hard to follow. */
const COLUMNS = 100;

/** In front of a description that stands below its word. */
const BELOW = '      ';

export function columnsOfHelp({ columns }: { columns?: number }): number {
  return Math.min(columns || COLUMNS, COLUMNS);
}

export class SpokenHelp extends Help {
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
    return COMMAND_WORDS[this.#language].titles[title] ?? title;
  }

  override styleUsage(usage: string): string {
    return COMMAND_WORDS[this.#language].placeholders(usage);
  }

  override styleSubcommandTerm(term: string): string {
    return COMMAND_WORDS[this.#language].placeholders(term);
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
    return description + COMMAND_WORDS[this.#language].values(argChoices ?? [], standard);
  }

  override argumentDescription({ description, argChoices }: Argument): string {
    return description + COMMAND_WORDS[this.#language].values(argChoices ?? [], null);
  }
}
