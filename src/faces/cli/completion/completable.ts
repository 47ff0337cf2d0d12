/** What a shell can complete, read from the definitions of the commands: nothing of it is written twice. */
import type { Argument, Command, Option } from 'commander';
import { isTakenInFront } from '../leading-options.js';

export interface CompletableCommand {
  name: string;
  description: string;
  options: CompletableOption[];
  /** Of its arguments. */
  values: Values;
}

export interface CompletableOption {
  /** `-h`; null: it has none. */
  short: string | null;
  long: string;
  description: string;
  /** null: it takes no value. */
  values: Values | null;
  /** It takes all words up to the next option. */
  isMany: boolean;
}

/** What may stand there: some words (`isList`: several, comma-separated), files, or what nobody can foretell. */
export type Values =
  | { kind: 'words'; words: readonly string[]; isList: boolean }
  | { kind: 'files' }
  | { kind: 'none' };

/** Words that a definition names by their placeholder, such as `<ids>`, and does not hold itself. */
export type KnownWords = Readonly<Record<string, { words: readonly string[]; isList: boolean }>>;

/** The program itself, with an empty name, and its commands. */
export function completable(main: Command, known: KnownWords): CompletableCommand[] {
  const [program, ...commands] = [main, ...main.commands].map((command) => ({
    name: command === main ? '' : command.name(),
    description: command.description(),
    options: command.createHelp().visibleOptions(command).flatMap(optionOf),
    values: command.registeredArguments.map(argumentOf)[0] ?? NONE,
  })) as [CompletableCommand, ...CompletableCommand[]];
  const inFront = new Map(
    commands
      .flatMap(({ options }) => options)
      .filter(({ long }) => isTakenInFront(long))
      .map((option) => [option.long, option]),
  );
  return [{ ...program, options: [...program.options, ...inFront.values()] }, ...commands];

  function optionOf({ short, long, description, flags, argChoices, variadic }: Option): CompletableOption[] {
    const placeholder = PLACEHOLDER.exec(flags)?.[1];
    const values = placeholder === undefined ? null : valuesOf(placeholder, argChoices);
    return long ? [{ short: short ?? null, long, description, values, isMany: variadic }] : [];
  }

  function argumentOf(argument: Argument): Values {
    return valuesOf(argument.name(), argument.argChoices);
  }

  function valuesOf(placeholder: string, choices: readonly string[] | undefined): Values {
    if (choices) return { kind: 'words', words: choices, isList: false };
    const words = known[placeholder];
    if (words) return { kind: 'words', ...words };
    return { kind: /^(?:file|folder|path)$/i.test(placeholder) ? 'files' : 'none' };
  }
}

const NONE: Values = { kind: 'none' };

const PLACEHOLDER = /[<[]([^\]>]+?)(?:\.\.\.)?[\]>]/;
