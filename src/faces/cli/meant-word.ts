/** Which word was probably meant where a command line has one that there is not. */
import type { Command } from 'commander';
import { nearestWord } from '../../causes/nearest.js';
import { isTakenInFront } from './leading-options.js';
import { INVALID_CHOICE } from './spoken-words.js';

/**
 * @param sentence what commander says of the line
 * @param near what it takes for the nearest, in its own words
 */
export function wordMeant(command: Command, sentence: string, near: string | null): string | null {
  return (
    begun(command, sentence) ??
    asValue(command, sentence) ??
    ofTheOtherKind(command, sentence) ??
    near?.replace(/^one of |\?\)$/g, '') ??
    nearest(command, sentence)
  );
}

export function flagsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
}

/** The option that a sentence of commander's does not know, without a value. */
export function unknownOption(sentence: string): string | null {
  return /^unknown option '(--[^=']+)/.exec(sentence)?.[1] ?? null;
}

export function namesOf(command: Command): string[] {
  return command.commands.map((each) => each.name());
}

/** Its own options, and those of its commands that it takes in front of them. */
function flagsTaken(command: Command): string[] {
  const inFront = command.commands.flatMap(flagsOf).filter(isTakenInFront);
  return [...flagsOf(command), ...new Set(inFront)];
}

/** The one option that begins so: commander counts letters alone, by which `--lang` is nearer to `--plan` than to `--language`. */
function begun(command: Command, sentence: string): string | null {
  const [, flag = ''] = /^unknown option '(--[^='\s]{2,})(?:=.*)?'$/s.exec(sentence) ?? [];
  const found = flag === '' ? [] : flagsTaken(command).filter((each) => each.startsWith(flag));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The option that takes this word as its value: `--json` is `--format json`, `--pull` is `--access pull`. */
function asValue(command: Command, sentence: string): string | null {
  const word = unknownOption(sentence)?.slice(2).toLowerCase();
  for (const { long, argChoices = [] } of command.createHelp().visibleOptions(command)) {
    const value = argChoices.find((each) => each.toLowerCase() === word);
    if (long && value !== undefined) return `${long} ${value}`;
  }
  return null;
}

/** A command that was written as an option, or an option as a command: `--lint`, `version`. */
function ofTheOtherKind(command: Command, sentence: string): string | null {
  const [, name] = /^unknown command '(.*)'$/s.exec(sentence) ?? [];
  const [words, word] =
    name === undefined
      ? [namesOf(command), unknownOption(sentence)?.slice(2)]
      : [flagsOf(command), `--${name}`];
  return words.find((each) => each === word?.toLowerCase()) ?? null;
}

/** Where commander has no guess: of a value, of an option with its value behind it, and of one in front of a command. */
function nearest(command: Command, sentence: string): string | null {
  const [, name] = /^unknown command '(.*)'$/s.exec(sentence) ?? [];
  if (name) return nearestWord(name, namesOf(command));
  const [, letter] = /^unknown option '-(\w)'$/.exec(sentence) ?? [];
  if (letter) return otherCase(command, letter);
  const flag = unknownOption(sentence);
  if (flag !== null && (command.commands.length > 0 || sentence.includes('=')))
    return nearestWord(flag, flagsTaken(command));
  const [, value, choices] = INVALID_CHOICE.exec(sentence) ?? [];
  return value && choices ? nearestWord(value, choices.split(', ')) : null;
}

/** The short option that is this letter in upper or lower case. */
function otherCase(command: Command, letter: string): string | null {
  const shorts = command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ short }) => short ?? []);
  return shorts.find((each) => each.toLowerCase() === `-${letter}`.toLowerCase()) ?? null;
}
