/**
 * Variables of the environment that a script in PowerShell surely gives to a client of a registry, where the step ends with that
 * one: only how the last program ends decides about a step (docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`).
 */

/** What ends a command, or hands on what it prints. */
const ENDS = /\n|;|&&|\|/;
/** Blocks, and what is worked out within a command, may set variables; so may what is done where a command fails. */
const WORKS_OUT = /\$\(|@\(|@['"]|\{|\|\|/;
/** In a process of their own, or of PowerShell's own and without anything to set. A script, a module or another cmdlet may set any variable. */
const SETS_NOTHING = /^\s*(?:$|#|["']|(?:docker|podman|git|echo|write-host|write-output|cd)\s)/i;
const PUSHES = /^\s*(?:docker|podman)\s/i;
const VARIABLE = /\$env:([A-Za-z_]\w{0,60})/gi;

/** @param script as it stands */
export function namesReadInPowerShell(script: string): ReadonlySet<string> {
  // What GitHub fills in is a part of a word.
  const filled = script.replace(/\$\{\{[^}\n]*\}\}/g, 'x').replace(/\$\{env:(\w+)\}/gi, '$env:$1');
  if (WORKS_OUT.test(filled)) return new Set();
  const commands = filled.replace(/`\n/g, ' ').split(ENDS);
  const last = commands.findLast((each) => /^\s*[^\s#]/.test(each)) ?? '';
  if (!PUSHES.test(last) || !commands.every((each) => SETS_NOTHING.test(each))) return new Set();
  // Between single quotes nothing is filled in.
  return new Set([...last.replace(/'[^'\n]*'/g, '').matchAll(VARIABLE)].map(([, name = '']) => name));
}
