/** Scripts of `cmd`, as far as they are plain commands: they read like those of another shell. */
import { OF_ENVIRONMENT } from '../powershell/lines.js';

/** `shell: cmd`, or the program with options of its own. Docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`. */
export const BATCH = /^cmd(?:\.exe)?(?:\s|$)/i;

/** Programs, and no batch files: without `call` nothing behind one of those is run (docs: Windows Commands, call). */
const PROGRAM =
  /(?:^|&&|\|\||;|(?<!\|)\|(?!\|))\s*(?!(?:docker|podman|nerdctl|buildah|helm|oras|crane|skopeo|regctl|cosign|git|echo|exit|:)(?:\.exe)?(?:\s|$))(?=\S)/i;

/** A text, a variable, a redirection, what is escaped, what joins commands, and all that has another meaning or none to bash. */
const PIECE = /"([^"\n]*)"|%(\w+)%|\d?>&\d|\^([^\n])|&&|\|\||&|[$'`*?[\]{}#~;\\]|[%()<!"^]/g;

/**
 * The script in the words of bash, line by line; null: something in it has no such words.
 * Docs: Windows Commands (cmd, rem, echo); `%NAME%` is a variable of the environment.
 */
export function batchInPlainWords(script: string): string | null {
  let goesOn = false;
  const lines = script.split(/\r?\n/).map((line) => {
    const plain = plainLine(line, goesOn);
    goesOn = line.endsWith('^');
    return plain;
  });
  return lines.every((line) => line !== null) ? lines.join('\n') : null;
}

/** @param goesOn the command that the line before it begins */
function plainLine(written: string, goesOn: boolean): string | null {
  const line = written.replace(/^\s*@/, '').trim();
  if (!goesOn && SAYS_NOTHING.test(line)) return ':';
  if (!goesOn && ENDS_FOR_ERROR.test(line)) return '[ $? -eq 0 ] || exit 1';
  if (!goesOn && ENDS_WELL.test(line)) return '[ $? -eq 0 ] && exit 0';
  const isContinued = written.endsWith('^');
  const plain = inWords(isContinued ? line.slice(0, -1) : line);
  if (plain === null || (!goesOn && PROGRAM.test(plain))) return null;
  return isContinued ? `${plain}\\` : plain;
}

/** What a caret ends goes on, even what is said of a script (Windows Commands, rem, says nothing of it; cmd joins the lines first). */
const SAYS_NOTHING = /^(?!.*\^$)(?:$|rem(?:\s|$)|::|echo\s+(?:on|off)$)/i;

/** `if %errorlevel% neq 0 exit /b %errorlevel%`, `if errorlevel 1 exit 1` (Windows Commands, if, exit). */
const ENDS_FOR_ERROR =
  /^if\s+(?:errorlevel\s+1|%errorlevel%\s+(?:neq|gtr)\s+0|not\s+"?%errorlevel%"?\s*==\s*"?0"?)\s+\(?\s*exit\s+(?:\/b\s+)?(?:%errorlevel%|[1-9]\d*)\s*\)?$/i;

/** `if %errorlevel%==0 exit /b 0`, `if not errorlevel 1 goto :eof`: there is nothing more to be done (Windows Commands, goto). */
const ENDS_WELL =
  /^if\s+(?:not\s+errorlevel\s+1|"?%errorlevel%"?\s*(?:==|equ)\s*"?0"?)\s+\(?\s*(?:exit(?:\s+\/b)?(?:\s+0)?|goto\s+:eof)\s*\)?$/i;

/** What is written to one is for later steps. */
const STEP_FILE = /%GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)%/i;

function inWords(line: string): string | null {
  let isPlain = !STEP_FILE.test(line) && !/^\s*echo\b.*"/i.test(line);
  const words = line
    .replace(/(^|&)(\s*)call\s+/gi, '$1$2')
    .replace(/(^|[&|])(\s*)exit(?:\s+\/b)?\s+(\d+)\s*$/i, '$1$2exit $3')
    .replace(PIECE, (all, text?: string, name?: string, escaped?: string) => {
      if (text !== undefined) return `"${inText(text) ?? fail()}"`;
      if (name !== undefined) return variable(name);
      if (escaped !== undefined) return `\\${escaped}`;
      if (all === '&') return ';';
      if (all === '\\') return '/';
      if (/^(?:\d?>&\d|&&|\|\|)$/.test(all)) return all;
      return /^[%()<!"^]$/.test(all) ? fail() : `\\${all}`;
    });
  return isPlain ? words : null;

  function fail(): string {
    isPlain = false;
    return '';
  }
}

/** Between quotation marks `%` alone has a meaning; null: another one than that of a variable. */
function inText(text: string): string | null {
  const filled = text.replace(/[\\$`]/g, '\\$&').replace(/%(\w+)%/g, (_, name: string) => variable(name));
  return filled.includes('%') ? null : filled;
}

function variable(name: string): string {
  return `\${${OF_ENVIRONMENT}${name}}`;
}
