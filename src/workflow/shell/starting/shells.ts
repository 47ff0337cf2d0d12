/** Shells by what names them: `shell:` of a step, `SHELL` of a Makefile. */
import { isUnset } from '../known/process.js';
import { bringsVariables, withoutPrefix } from './prefixes.js';
import type { StartedScript } from './started.js';
import { dropsVariables } from './sudo.js';

/**
 * `bash`, `/bin/sh`, `bash -euo pipefail {0}`, `/usr/bin/env bash -o errexit -O extglob`, `nix develop --command bash {0}`: one
 * whose language is read, and which gets the script itself.
 */
export function isPosixShell(written: string): boolean {
  return /^(?:\S*\/)?(?:ba|da|z|k)?sh(?: [-+]\S+(?: [a-z]\w+)?)*(?: \{0\})?$/.test(bare(written));
}

/** May its scripts have variables that nobody told us of? So do those of a shell that reads its user's profile: `bash -l`. */
export function isOpenShell(written: string): boolean {
  return /\s(?:-\w*[il]|--login)/.test(bare(written)) || bringsVariables(wordsOf(written));
}

/** Does it end a script at its first error? The runner's own `bash` and `sh` do (docs: Workflow syntax, `shell`). */
export function isStrictShell(written: string): boolean {
  return /^(?:ba)?sh$/.test(written.trim()) || /\s-(?:\w*e\w*|o errexit)(?:\s|$)/.test(bare(written));
}

/** Does a pipe of its scripts fail with any of its parts? Said by name, the runner's own `bash` sees to that (docs as above). */
export function isPipeStrict(written: string): boolean {
  return written.trim() === 'bash' || /\bpipefail\b/.test(written);
}

/** Does the shell of a script that a command starts end it at its first error? null: nobody knows. */
export function isStrictStart(
  words: readonly string[],
  { source, file }: Pick<StartedScript, 'source' | 'file'>,
) {
  const line = words.join(' ');
  const [name = ''] = words;
  if (/\bpipefail\b/.test(line.slice(0, 200))) return null;
  if (/^(?:\S*\/)?(?:ba|da|z|k)?sh$/.test(name)) {
    const given = words.slice(1);
    const operand = given.findIndex(
      (each, index) => !/^[-+]/.test(each) && !/^-\w*o$/.test(given[index - 1] ?? ''),
    );
    const options = operand === -1 ? given : given.slice(0, operand);
    return options.some((each) => /^-(?!-)\w*e/.test(each) || each === 'errexit');
  }
  if (file === null || !name.endsWith(file.slice(file.lastIndexOf('/') + 1))) return null;
  const [shebang = ''] = source.split('\n', 1);
  return /\bpipefail\b/.test(shebang) ? null : /^#!.*\s-\w*e/.test(shebang);
}

/** What hands on the variables that it has; npm adds but those of its own family (docs.npmjs.com: scripts, Environment). */
const ADDS_NONE = /^(?:\S*\/)?(?:(?:ba|da)?sh|g?make|just|(?:go-)?task|p?npm)$/;

/**
 * Does a script find no other variables than those that its starter had: is it started by its path, by a shell that reads nothing
 * before it, by make, just, Task or npm?
 */
export function isPlainStart(
  words: readonly string[],
  { file, source, variable }: Pick<StartedScript, 'file' | 'source' | 'variable'>,
): boolean {
  const [name = ''] = words;
  const isByPath = file !== null && name.endsWith(file.slice(file.lastIndexOf('/') + 1));
  if (!isByPath && !ADDS_NONE.test(name)) return false;
  const [, shell = ''] = (isByPath && /^#!\s*([^\n]*)/.exec(source)) || [];
  const line = isByPath ? shell : SHELL_NAME.test(name) ? optionsOf(words) : '';
  return (
    !isOpenShell(line) &&
    !/\bzsh\b/.test(line) &&
    !FILLS_IN.test(line) &&
    !READ_FIRST.some((each) => isSet(variable(each)))
  );
}

const SHELL_NAME = /^(?:\S*\/)?(?:ba|da)?sh$/;

/** `bash -a`, which exports what only the text before has set, and a file that it is told to read first. */
const FILLS_IN = /\s(?:-(?!-)\w*a|--(?:rcfile|init-file)\b|-o allexport\b)|\s[A-Za-z_]\w*=/;

/** A file that a shell reads before a script (bash manual, Bash Startup Files). */
const READ_FIRST = ['BASH_ENV', 'ENV'];

function isSet(value: string | null): boolean {
  return value !== null && value !== '' && !isUnset(value);
}

/** The name of a shell and what stands in front of its script. */
function optionsOf(words: readonly string[]): string {
  const end = words.findIndex((each, index) => index > 0 && !/^[-+]/.test(each) && words[index - 1] !== '-o');
  return (end === -1 ? words : words.slice(0, end)).join(' ');
}

/** The shell behind what only prepares its surroundings; root's is another user's. */
function bare(written: string): string {
  const words = wordsOf(written);
  return (dropsVariables(words) ? words : withoutPrefix(words)).join(' ');
}

function wordsOf(written: string): string[] {
  const words = written.trim().split(/\s+/);
  return /\/env$/.test(words[0] ?? '') ? ['env', ...words.slice(1)] : words;
}
