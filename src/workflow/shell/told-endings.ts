/** What a simple command does by how others have ended: what it prints for later steps, and whether it pushes. */
import type { Command } from 'unbash';
import type { Invocation } from './effects.js';
import { onWay } from './flow/asked-endings.js';
import type { Ending } from './known/endings.js';
import { printedBy } from './printing/printing.js';
import { outputFiles, stepFilesIn } from './redirections.js';
import type { Shell } from './shell.js';
import { commandFields } from './words/command-words.js';

const WAYS = ['well', 'failed'] as const;

/**
 * `echo "exists=$EXISTS" >> $GITHUB_OUTPUT`, where the variable tells how something has ended.
 *
 * @param said what it prints
 */
export function handOnEndings(
  { command, stdin, said }: { command: Command; stdin: string | null; said: string | null },
  shell: Shell,
): void {
  if (!shell.hasEndings) return;
  const files = outputFiles(command.redirects);
  const [file] = stepFilesIn(files);
  if (file === undefined && files.length > 0) return;
  const used = new Set<Ending>();
  const [well, failed] = WAYS.map((way) =>
    printedBy(commandFields(command, onWay(shell, way, used)), stdin, shell),
  );
  const of = [...used].flatMap((each) => each.of);
  if (of.length === 0 || well == null || failed == null) return;
  if (file === undefined) shell.outputs.tell([well, failed], of, said);
  else shell.outputs.hand(file, [well, failed], of);
}

/** The commands by whose end it is told to push, or not to: `docker buildx build $PUSH`, where that is `--push` or nothing. */
export function pushSwitch(
  command: Command,
  shell: Shell,
): Record<'succeeded' | 'failed', readonly Invocation[]> {
  if (!shell.hasEndings) return NO_SWITCH;
  const used = new Set<Ending>();
  const [well, failed] = WAYS.map((way) =>
    commandFields(command, onWay(shell, way, used)).some((each) => PUSHES.test(each)),
  );
  const of = [...used].flatMap((each) => each.of);
  if (well === failed) return NO_SWITCH;
  return well ? { succeeded: of, failed: [] } : { succeeded: [], failed: of };
}

const NO_SWITCH = { succeeded: [], failed: [] };
/** An option by which a build pushes. */
const PUSHES = /^--push(?:=true)?$|\bpush=true\b|^(?:--output=)?type=registry\b/;
