/** Scripts of `cmd`, as far as they have words of another shell: their commands, blocks and jumps. */
import { Blocks } from './blocks.js';
import { Jumps } from './jumps.js';

/** `shell: cmd`, or the program with options of its own. Docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`. */
export const BATCH = /^cmd(?:\.exe)?(?:\s|$)/i;

/** `!NAME!`, which is a variable only where the script says so: the runner starts `cmd` with `/V:OFF`. */
const LATE = /!\w+!/;
const READS_LATE = /\bsetlocal\b[^\n]*\benabledelayedexpansion\b/i;

/** What is set behind it is gone where what was called ends (docs: Windows Commands, setlocal). */
const SETS_FOR_ITSELF = /^\s*@?setlocal\b/i;

/** Labels that are called within what labels are called for: an end to what calls itself. */
const MOST_CALLS = 3;

/**
 * The script in the words of bash, line by line; null: something in it has no such words.
 * Docs: Windows Commands (cmd, rem, echo, if, for, goto, call, set); `%NAME%` is a variable of the environment.
 */
export function batchInPlainWords(script: string): string | null {
  if (LATE.test(script) && !READS_LATE.test(script)) return null;
  return plainLines(script.split(/\r?\n/), 0)?.join('\n') ?? null;
}

/**
 * The same of a file that a script calls: it runs in the process of that one, has words of its own, and ends without it (docs: Windows
 * Commands, call, exit).
 */
export function calledBatchInWords(script: string): string | null {
  if (LATE.test(script) && !READS_LATE.test(script)) return null;
  const lines = script.split(/\r?\n/);
  const plain = plainLines(lines, 1)?.join('\n') ?? null;
  return plain !== null && lines.some((line) => SETS_FOR_ITSELF.test(line)) ? `(\n${plain}\n)` : plain;
}

/** @param calls how many calls of labels lead to them; what is called ends without the script */
function plainLines(lines: readonly string[], calls: number): string[] | null {
  const jumps = Jumps.of(lines);
  if (jumps === null) return null;
  const known = new Map<string, string[] | null>();
  const called = (label: string) => {
    if (!known.has(label)) {
      const body = calls < MOST_CALLS ? jumps.called(label) : null;
      const isUnread = body === null || body.some((line) => SETS_FOR_ITSELF.test(line));
      known.set(label, isUnread ? null : plainLines(body, calls + 1));
    }
    return known.get(label) ?? null;
  };
  const blocks = new Blocks({ jumps, called, isCalled: calls > 0 });
  const plain = lines.map((line, at) => blocks.line(line, at));
  return blocks.isOpen || plain.includes(null) ? null : (plain as string[]);
}
