/** Scripts that only say something in the log, or keep it for themselves: none of them is worth being followed. */
import { touchesAuthFile } from '../../../knowledge/logins/auth-files.js';
import { isPosixShell } from '../../../shell/starting/shells.js';
import type { Here } from '../frame.js';
import { shellOf } from './script-place.js';

/** Without variables and substitutions: those may name a file of credentials, or run something. */
const WORDS = String.raw`(?:[\w \t.,:/@%+=\u0080-\uffff-]|"[^"$\x60\\]*"|'[^'\\]*')*`;
/** `NAME=VALUE`, which is gone with the shell of the step. */
const ASSIGNS = String.raw`(?:export[ \t]+)?[A-Za-z_]\w*=(?:[\w.,:/@%+=-]|"[^"$\x60\\]*"|'[^'\\]*')*[ \t]*`;
const PRINTS = new RegExp(String.raw`^[ \t]*(?:echo(?:[ \t]${WORDS})?|#.*|${ASSIGNS})?$`);

/**
 * How workflow commands begin, of which some set outputs and variables: as they are written today, and as the runner still reads them.
 * Docs: Workflow commands for GitHub Actions; actions/runner, ActionCommand.cs.
 */
const COMMAND = /::|##\[/;

/** A quick look: nearly all scripts begin with something else. */
const MAY_PRINT = /^\s*(?:echo\s|#|export\s|\w+=)/;

/** Characters, filled in. A pattern runs out of stack on a text of some millions, which a few nested `format` make. */
const LONGEST = 10_000;

/**
 * Does the script of a step nothing but print what stands in it, in whatever shell of the POSIX family?
 *
 * @param written the script, as it stands; what is filled in may be a piece of shell, too
 */
export function onlyPrints(here: Here, written: string): boolean {
  if (!MAY_PRINT.test(written)) return false;
  const script = here.expressions.interpolate(written, here.contexts);
  return (
    script.length <= LONGEST &&
    script.split('\n').every((line) => PRINTS.test(line)) &&
    !COMMAND.test(script) &&
    !touchesAuthFile(script) &&
    isPosixShell(shellOf(here, written))
  );
}
