/**
 * Commands of PowerShell in blocks of which nobody knows when they are run, and for what: `Measure-Command { … }` beside others,
 * `$publish = { … }`, `… | Where-Object { … } | ForEach-Object { … }` (docs: about_Script_Blocks).
 */
import { parseScript } from '../parse.js';
import { plainBlock } from './blocks.js';
import { PERHAPS } from './conditions.js';
import { UNKNOWN_VALUE } from './fragments.js';
import type { Kinds } from './kinds.js';
import { OF_ENVIRONMENT, plainLine } from './lines.js';
import { withoutParameters } from './parameters.js';
import { blocksIn, statementsIn } from './statements.js';

/** Blocks within blocks, of a line that somebody wrote. */
const DEEPEST = 4;
const OWN_NAME = new RegExp(String.raw`\$\{(?!${OF_ENVIRONMENT})\w+(?:,,|\^\^)?\}`, 'g');

/**
 * What the blocks of a line may run, as a condition that nobody knows; empty: no commands are there.
 *
 * @param written as it stands
 * @param kinds of the names of the script
 */
export function perhapsRun(written: string, kinds: Kinds): string {
  const commands = commandsIn(written, kinds, DEEPEST);
  return commands.length === 0 ? '' : perhaps(commands.join('; '));
}

/** A command of which nobody knows whether it is run, nor what its names stand for then. */
export function perhaps(command: string): string {
  return `if ${PERHAPS}; then ${command.trim().replace(OWN_NAME, () => UNKNOWN_VALUE)}; fi`;
}

function commandsIn(written: string, kinds: Kinds, deep: number): string[] {
  if (deep === 0) return [];
  // What stands in `@{ … }` are names with values.
  const blocks = (blocksIn(written)?.blocks ?? []).filter(({ head }) => !head.endsWith('@'));
  return blocks
    .flatMap(({ body }) => statementsIn(withoutParameters(body)))
    .flatMap((statement) => {
      const plain = plainLine(statement.trim(), kinds);
      const text = plainBlock(plain, [], kinds);
      const isWhole = text !== plain || !/(?<!\$)\{/.test(plain);
      if (!isWhole) return commandsIn(statement, kinds, deep - 1);
      return /^[A-Za-z{]/.test(text) && parseScript(text) !== null ? [text] : [];
    });
}
