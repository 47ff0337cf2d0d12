/**
 * What shells do otherwise than bash of what a script sets. POSIX 2.9.1 lets what stands in front of a special builtin stay, and 2.12
 * lets any part of a pipe be run by the shell itself.
 */

export interface Dialect {
  /** The last part of a pipe may be run by the shell itself: `lastpipe` of bash, ksh, zsh. */
  keepsPiped: boolean;
  /** What stands in front of `:`, `.`, `eval` and their like stays: in all shells but bash and zsh (bash manual, POSIX Mode). */
  keepsPrefixed: boolean;
  /** `return` outside of a function ends the script: in all but bash, which refuses it (bash manual, Bourne Shell Builtins; PowerShell, about_Return). */
  endsAtReturn: boolean;
  /** `set -u`, or a shell that is started so: a script ends at a variable that nothing sets. */
  endsAtUnset: boolean;
  /** `case` and `[[ … ]]` take capital letters for small ones: `shopt -s nocasematch` (bash manual, The Shopt Builtin). */
  ignoresCase: boolean;
}

const NAME = /(?:^|[\s/!])((?:ba|da|a|z|m?k)?sh)(?=\s|$)/;

const POWERSHELL = /\b(?:pwsh|powershell)\b|\.ps1\b/i;

/** @param line which starts the shell: `shell:` of a step, a command, the first line of a script; of any other it is bash */
export function dialectOf(line: string): Dialect {
  const name = NAME.exec(line)?.[1] ?? 'bash';
  return {
    keepsPiped: /^(?:z|m?k)sh$/.test(name) || /\blastpipe\b/.test(line),
    keepsPrefixed: !/^(?:ba|z)sh$/.test(name) || /\bposix\b/.test(line),
    endsAtReturn: name !== 'bash' || /\bposix\b/.test(line) || POWERSHELL.test(line),
    endsAtUnset: /\s-(?!-)\w*u|\bnounset\b/.test(line),
    ignoresCase: /\bnocasematch\b/.test(line),
  };
}

/** That of a script which a command starts: by the shell that it names, else by its own first line. */
export function dialectOfStarted(words: readonly string[], source: string): Dialect {
  const line = words.slice(0, 4).join(' ');
  return dialectOf(
    /^(?:\S*\/)?(?:ba|da|a|z|m?k)?sh(?:\s|$)/.test(line) || POWERSHELL.test(line)
      ? line
      : (/^#![^\n]*/.exec(source)?.[0] ?? ''),
  );
}

/** POSIX 2.14, Special Built-In Utilities; `source` is bash's word for one of them. */
const SPECIAL = new Set(
  '. : break continue eval exec exit export readonly return set shift source times trap unset'.split(' '),
);

export function isSpecialBuiltin(name: string): boolean {
  return SPECIAL.has(name);
}

/**
 * zsh reads these otherwise: lists, which it counts from one and has whole where a name stands alone, an index without braces, flags
 * of an expansion, and what `setopt` and `emulate` change.
 */
const OTHERWISE_IN_ZSH =
  /\w\+?=\(|\$\w+\[|\$\{[(=~^:]|\$[=~^]\w|\b(?:un)?setopt\b|\bemulate\b|\bset[ \t]+-A\b/;

/** Does the shell read a script as bash does, but for its dialect? */
export function readsAsBash(shell: string, script: string): boolean {
  return NAME.exec(shell)?.[1] !== 'zsh' || !OTHERWISE_IN_ZSH.test(script);
}
