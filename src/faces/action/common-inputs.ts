/** Inputs that several of the actions have, and how one of a list is read. */
import { getInput } from '@actions/core';
import type { Language } from '../../types.js';
import { InputError, LANGUAGES, oneOf } from '../usage.js';

/** When the job's summary is written. */
export type SummaryMode = 'always' | 'on-finding' | 'never';

/** How each of several inputs is read; one that is not taken throws an `InputError`. */
export type Readers<T> = { [Name in keyof T]: () => T[Name] };

/**
 * Several inputs with the language that they are refused in, read to the last one: who has got two wrong is told of both in one
 * run. Throws one `InputError` with a sentence for each that is not taken.
 */
export function readTogether<T extends object>(
  readersIn: (language: Language) => Readers<T>,
): T & { language: Language } {
  const refused: string[] = [];
  const tried = <V>(read: () => V): V | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push(error.message);
      return undefined;
    }
  };
  const language = tried(languageInput) ?? 'en';
  const readers = Object.entries<() => unknown>(readersIn(language));
  const values = Object.fromEntries(readers.map(([name, read]) => [name, tried(read)]));
  if (refused.length > 0) throw new InputError(refused.join(language === 'zh-CN' ? '' : ' '));
  return { ...(values as T), language };
}

/** The input `language`; a bad value throws a sentence that says which there are. */
export function languageInput(): Language {
  return oneOf('language', getInput('language'), LANGUAGES, 'en', 'en');
}

/** One of the allowed values, of which the first is the default. Throws an `InputError` for any other. */
export function picked<T extends string>(
  name: string,
  allowed: readonly [T, ...T[]],
  language: Language,
  given = getInput(name),
): T {
  return oneOf(name, given, allowed, allowed[0], language);
}

/** The input `summary`. Throws as `picked` does. */
export function summaryInput(language: Language): SummaryMode {
  return picked('summary', ['always', 'on-finding', 'never'], language);
}

/** A yes or no, in each of YAML's spellings. Throws an `InputError` for anything else, shown as it was given. */
export function flagInput(name: string, fallback: boolean, language: Language): boolean {
  const given = getInput(name);
  const value = /^(?:true|false)$/i.test(given) ? given.toLowerCase() : given;
  return oneOf(name, value, ['true', 'false'], fallback ? 'true' : 'false', language) === 'true';
}

/** An input with the white space around it: beside a token, it is evidence. */
export function asGiven(name: string): string {
  return getInput(name, { trimWhitespace: false });
}
