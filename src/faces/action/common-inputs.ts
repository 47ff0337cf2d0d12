/** Inputs that several of the actions have, and how one of a list is read. */
import { getInput } from '@actions/core';
import type { Language } from '../../types.js';
import { LANGUAGES, oneOf } from '../usage.js';

/** When the job's summary is written. */
export type SummaryMode = 'always' | 'on-finding' | 'never';

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
