/** What the text of a list shows of what its author has in mind, whatever its commands come to. */
import type { AndOr, PipelineNode } from 'unbash';

/** Does something other than an end of the script stand behind a `||` after the command? */
export function isForgiven(
  commands: readonly PipelineNode[],
  operators: readonly string[],
  index: number,
): boolean {
  const at = operators.indexOf('||', index);
  if (at === -1) return false;
  let ends = false;
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || ends) return;
    const { type, name } = node as { type?: unknown; name?: { text?: unknown } };
    ends = type === 'Command' && /^(?:exit|return|false)$/.test(String(name?.text));
    for (const value of Object.values(node)) look(value);
  };
  look(commands[at + 1]);
  return !ends;
}

/**
 * Is it this command? What stands behind `false` or `exit` is out of use as it is written, in every run: whoever
 * keeps it there has no run in mind that would need nothing.
 */
export function isWritten(command: PipelineNode | AndOr | undefined, name: 'false' | 'exit'): boolean {
  return command?.type === 'Command' && command.name?.text === name;
}

/**
 * `A=$(x) || A=y`: what is set where nothing comes of it is no other way of the script, but the same value by another way.
 * One that runs a program is: `A=$(x) || docker push …`.
 */
export function isFallback(command: PipelineNode | undefined, other: PipelineNode): boolean {
  return command?.type === 'Command' && command.name === undefined && !runsProgram(other);
}

/** They set, say or leave. */
const IN_THE_SHELL =
  /^(?:echo|printf|true|:|false|exit|return|continue|break|export|declare|local|readonly|unset)$/;

function runsProgram(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { type, name } = node as { type?: unknown; name?: { text?: unknown } };
  const isProgram = type === 'Command' && name !== undefined && !IN_THE_SHELL.test(String(name.text));
  return isProgram || Object.values(node).some(runsProgram);
}
