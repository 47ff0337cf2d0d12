/**
 * Names that PowerShell reads as a script's own, and that were meant for something else: `$IMAGE` for a variable of the
 * environment, which is `$env:IMAGE`, and `$image:latest`, which is one name of a drive `image` (docs: about_Variables,
 * about_Environment_Variables, about_Providers).
 */
import { absentName, onlyOrigin } from '../../language/origins.js';

/** In front of a name with a scope that is none. */
export const OF_NO_SCOPE = 'no_scope_';

/** Docs: about_Scopes, about_Providers. One letter is a drive. */
const SCOPES =
  /^(?:env|global|local|script|private|using|variable|function|alias|workflow|cert|wsman|hk\w+|temp|\w)$/i;

/** Is it what stands in front of the colon in a name that PowerShell finds? */
export function isScope(word: string): boolean {
  return SCOPES.test(word);
}

/** Variables are set by these out of sight, or by name. */
const SETS_UNSEEN =
  /\b(?:(?:Set|New|Clear|Get)-Variable|[sn]v|Import-\w+|New-PSDrive|Invoke-Expression|iex|using|param)\b|-\w*Variable\b|(?:^|[;{}&|\n(])[ \t]*\.[ \t]/i;
/** PowerShell sets these itself (docs: about_Automatic_Variables). */
const AUTOMATIC =
  /^(?:args|error|event\w*|false|foreach|home|host|input|is\w+|lastexitcode|matches|myinvocation|nestedpromptlevel|null|ofs|pid|profile|ps\w*|pwd|sender|shellid|stacktrace|switch|this|true)$/i;
const NAMES = /\$\{?([A-Za-z_]\w*)(?::([A-Za-z_]\w*))?/g;
/** `$x = …`, `$x, $y = …`, `$x++`, `foreach ($x in …)`, a parameter; not `$($x)`. */
const MAY_BE_SET =
  /(?<!\$\()\$\{?(?:(?:global|local|script|private):)?([A-Za-z_]\w*)\}?(?=\s*(?:[,)]|\+\+|--|(?:[-+*/%]|\?\?)?=|in\b))/gi;

/**
 * What such a name is surely empty for, in one script.
 *
 * @param written the script as it stands
 * @param environment of the step
 * @returns for a name in small letters a text that says so; null: it may have a value
 */
export function emptyNames(
  written: string,
  environment: (name: string) => string | null,
): (name: string) => string | null {
  let known: ReadonlyMap<string, string> | null = null;
  const isGiven = (name: string) => {
    const value = environment(name);
    return value !== null && onlyOrigin(value)?.kind !== 'variable';
  };
  return (name) => {
    known ??= SETS_UNSEEN.test(written) ? new Map() : namesRead(written);
    const spelt = known.get(name);
    if (spelt === undefined) return null;
    return name.startsWith(OF_NO_SCOPE) || isGiven(spelt) ? absentName(`$${spelt}`) : null;
  };
}

/** Each name that nothing in the script sets, as it is spelt, by what the reader calls it. */
function namesRead(written: string): ReadonlyMap<string, string> {
  const set = new Set([...written.matchAll(MAY_BE_SET)].map(([, name = '']) => name.toLowerCase()));
  const read = new Map<string, string>();
  for (const [, first = '', second] of written.matchAll(NAMES)) {
    if (second !== undefined && isScope(first)) continue;
    if (second !== undefined)
      read.set(`${OF_NO_SCOPE}${first}_${second}`.toLowerCase(), `${first}:${second}`);
    else if (!set.has(first.toLowerCase()) && !AUTOMATIC.test(first)) read.set(first.toLowerCase(), first);
  }
  return read;
}
