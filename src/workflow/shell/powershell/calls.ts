/** Commands that are called by what a function was given, by a text, or by a program's name: in words of bash. */
import { EACH_TEXT, QUOTED_TEXT, QUOTED_TEXTS } from './texts.js';

/** `$args[0]`, and all from one on: `$args[1..9]`, `@($args | Select-Object -Skip 1)` (docs: about_Automatic_Variables, about_Arrays). */
const ARGUMENT = /(?<!['"\w])\$args\[(\d)\]/gi;
const ARGUMENTS_FROM =
  /(?<!['"\w])(?:\$args\[(\d)\.\.[^\]]*\]|[@$]?\(\s*\$args\s*\|\s*Select(?:-Object)?\s+-Skip\s+(\d)\s*\))/gi;

/** The arguments that a line hands on. */
export function withOwnArguments(line: string): string {
  if (!/\$args\b/i.test(line)) return line;
  return line
    .replace(ARGUMENTS_FROM, (_, from?: string, skipped?: string) => `"\${@:${Number(from ?? skipped) + 1}}"`)
    .replace(ARGUMENT, (_, at: string) => `"\${${Number(at) + 1}}"`);
}

const EVALUATED = new RegExp(
  String.raw`^(\s*)(?:Invoke-Expression|iex)\s+(?:-Command\s+)?(?:"?(\$\{?\w+\}?)"?|(${QUOTED_TEXT}))\s*$`,
  'i',
);
const STARTED = new RegExp(
  String.raw`^(\s*)(?:Start-Process|saps)\s+(?:-FilePath\s+)?["']?([\w./-]+)["']?\s+(?:-ArgumentList|-Args)\s+@?\(?(${QUOTED_TEXTS})\)?(?:\s+-\w+(?:\s+[\w."'-]+)?)*\s*$`,
  'i',
);

/** `cmd /c "docker push …"`, another process; what only cmd has words for is left. */
const BY_CMD = new RegExp(
  String.raw`^(\s*)cmd(?:\.exe)?(?:\s+/[dsqv](?::\w+)?)*\s+/c\s+(?:(${QUOTED_TEXT})|([^"'|;&%^()<>]+))\s*$`,
  'i',
);

/** `Invoke-Expression "docker push …"` and `Start-Process docker -ArgumentList "push", "…"` (docs: Microsoft.PowerShell.Utility, Management). */
export function calledInWords(line: string): string {
  return line
    .replace(BY_CMD, (all, indent: string, text?: string, words?: string) => {
      return /[%^]/.test(text ?? '') ? all : `${indent}(eval ${text ?? `"${words?.trim()}"`})`;
    })
    .replace(EVALUATED, (_, indent: string, name?: string, text?: string) =>
      name === undefined ? `${indent}eval ${text}` : `${indent}eval "${name}"`,
    )
    .replace(STARTED, (_, indent: string, program: string, given: string) => {
      const words = (given.match(EACH_TEXT) ?? []).map((each) => each.slice(1, -1));
      return `${indent}${program} ${words.join(' ')}`;
    });
}
