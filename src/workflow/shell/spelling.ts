/**
 * Names of variables on Windows, where `TOKEN` and `Token` are one (docs: about_Environment_Variables; Node.js reads
 * them so too). bash tells them apart there as everywhere.
 */

/** `$env:NAME`, `${env:NAME}`, `Env:\NAME`. */
const OF_POWERSHELL = /(\benv:[\\/]?)(\w+)/gi;
/** `%NAME%`, `!NAME!`, `set NAME=…`, `if defined NAME`. */
const OF_CMD = /(%(?=\w+%)|!(?=\w+!)|\bset\s+(?:\/[ap]\s+)?"?(?=\w+\s*[-+]?=)|\bdefined\s+)(\w+)/gi;

/**
 * The script with one spelling of each variable of the environment. It stays as long as it is.
 *
 * @param spelled the name as the environment has it; null: nothing has set it, and it is left as it is first written
 */
export function inOneSpelling(
  script: string,
  isPowerShell: boolean,
  spelled: (name: string) => string | null,
): string {
  const known = new Map<string, string>();
  return script.replace(isPowerShell ? OF_POWERSHELL : OF_CMD, (_, before: string, name: string) => {
    const key = name.toLowerCase();
    const made = known.get(key) ?? spelled(name) ?? name;
    known.set(key, made);
    return before + made;
  });
}
