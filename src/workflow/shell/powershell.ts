/**
 * PowerShell, as far as its plain commands read like those of another shell: names and the few lines that set a variable
 * or hand one on are put into that one's words. Every line stays a line.
 */

/** What stands before the name of a variable of the environment; a script's own names are in small letters. */
const OF_ENVIRONMENT = 'env_';

/**
 * The script in the words of bash: variables (docs: about_Variables, about_Environment_Variables; names are the same in
 * small and capital letters), `$x = "…"`, and what is written to `GITHUB_ENV` and `GITHUB_OUTPUT` (docs: Workflow commands,
 * Environment files, PowerShell).
 */
export function inPlainWords(script: string): string {
  const open: ('fi' | 'done')[] = [];
  return script
    .split('\n')
    .map((line) => block(plainLine(line), open))
    .join('\n');
}

/**
 * The variables of such a script, for whoever fills it in.
 *
 * @param environment of the step
 */
export function plainVariables(
  environment: (name: string) => string | null,
): (name: string) => string | null {
  return (name) => (name.startsWith(OF_ENVIRONMENT) ? environment(name.slice(OF_ENVIRONMENT.length)) : null);
}

const TEXT = `("[^"]*"|'[^']*')`;
const STEP_FILE = String.raw`(\$GITHUB_(?:ENV|OUTPUT))`;
const OPTIONS = String.raw`(?:\s+-(?:Append|Encoding\s+\S+|NoNewline|Force|FilePath|LiteralPath|Path|Value))*`;

/** `"NAME=value" >> $env:GITHUB_ENV`, and the same by Out-File. */
const PRINTED = new RegExp(
  String.raw`^(\s*)(?:(?:echo|Write-Output)\s+)?${TEXT}\s*(?:>>|\|\s*(?:Out-File|Add-Content)\b)${OPTIONS}\s*"?${STEP_FILE}"?${OPTIONS}\s*$`,
  'i',
);
/** `Add-Content -Path $env:GITHUB_ENV -Value "NAME=value"`. */
const ADDED = new RegExp(
  String.raw`^(\s*)Add-Content\b${OPTIONS}\s+"?${STEP_FILE}"?${OPTIONS}\s+${TEXT}\s*$`,
  'i',
);
/** `$x = "…"`, `$x = $y`. */
const ASSIGNED = new RegExp(String.raw`^(\s*)\$(\w+)\s*=\s*(?:${TEXT}|(\$\{\w+(?:,,|\^\^)?\}))\s*$`);

function plainLine(line: string): string {
  return line
    .replace(QUOTED, (all, quoted?: string) => (quoted === undefined ? plainNames(all) : bareNames(quoted)))
    .replace(ASSIGNS, '$1$$$2')
    .replace(PRINTED, (_, indent, text, file) => `${indent}echo ${text} >> ${file}`)
    .replace(ADDED, (_, indent, file, text) => `${indent}echo ${text} >> ${file}`)
    .replace(ASSIGNED, (_, indent, name, text, other) => `${indent}${name}=${text ?? other}`);
}

/** Between single quotes nothing is filled in; the rest is. */
const QUOTED = /(?<!")('[^']*')(?!")|(?:"[^"]*"|[^'"])+|'/g;
const ASSIGNS = /^(\s*)\$\{(\w+)\}(?=\s*=)/;

const CASES: Record<string, string> = { tolower: ',,', tolowerinvariant: ',,', toupper: '^^' };

/**
 * `$env:NAME` and `${script:name}` are each one name, which bash would end at the colon. Of methods those alone are read
 * that change the letters; in a text they are only called within `$(…)`.
 */
function plainNames(line: string): string {
  return line
    .replace(/\$\{?env:(GITHUB_(?:ENV|OUTPUT))\b\}?/gi, (_, name: string) => `$${name.toUpperCase()}`)
    .replace(/\$(?:\{(?:(\w+):)?(\w+)\}|(?:([A-Za-z_]\w*):(?=\w))?([A-Za-z_]\w*))/g, (all, a, b, c, d) => {
      const [scope, name] = [a ?? c, (b ?? d) as string];
      if (scope === undefined)
        return /^GITHUB_(?:ENV|OUTPUT)$/.test(name) ? all : `\${${name.toLowerCase()}}`;
      return `\${${scope.toLowerCase() === 'env' ? `${OF_ENVIRONMENT}${name}` : `${scope}_${name}`.toLowerCase()}}`;
    })
    .replace(/\$\(\$\{(\w+)\}\.(\w+)\(\)\)/g, (all, name, method: string) => changed(all, name, method))
    .replace(/(=\s*)\$\{(\w+)\}\.(\w+)\(\)\s*$/, (all, before: string, name, method: string) =>
      changed(all, name, method, before),
    );
}

/** The name stays one word, with what it says for itself. */
function bareNames(quoted: string): string {
  return quoted.replace(/(\$\{?[A-Za-z_]\w*):(?=\w)/g, '$1_');
}

function changed(all: string, name: string, method: string, before = ''): string {
  const letters = CASES[method.toLowerCase()];
  return letters === undefined ? all : `${before}\${${name}${letters}}`;
}

const LOOP =
  /^(\s*)foreach\s*\(\s*\$\{(\w+)\}\s+in\s+@?\(?((?:\s*(?:"[^"]*"|'[^']*')\s*,?)+)\)?\s*\)\s*\{\s*$/i;
const OTHER_LOOP = /^(\s*)(?:foreach|for|while)\s*\(.*\)\s*\{\s*$/i;
const IF = /^(\s*)if\s*\(.*\)\s*\{\s*$/i;
const ELSE = /^(\s*)\}\s*else(if\s*\(.*\))?\s*\{\s*$/i;
const END = /^(\s*)\}\s*$/;
/** `if ($LASTEXITCODE -ne 0) { exit 1 }`: what is done where a command has failed. */
const GIVES_UP = /^(\s*)if\s*\(.*\)\s*\{\s*(?:exit|throw)\b[^{}]*\}\s*$/i;
/** Nobody knows whether that is so: of a script's own names nothing is known before it sets them. */
const PERHAPS = '[ "$condition_of_powershell" = true ]';

/**
 * A line that opens or closes a block (docs: about_If, about_Foreach), in bash's words.
 *
 * @param open how the blocks that are open will be closed; changed here
 */
function block(line: string, open: ('fi' | 'done')[]): string {
  const [, indent = '', name, items] = LOOP.exec(line) ?? OTHER_LOOP.exec(line) ?? [];
  if (name !== undefined && items !== undefined) {
    open.push('done');
    return `${indent}for ${name} in ${items.replaceAll(',', ' ')}; do`;
  }
  if (OTHER_LOOP.test(line)) {
    open.push('done');
    return `${indent}while ${PERHAPS}; do`;
  }
  if (GIVES_UP.test(line)) return line.replace(GIVES_UP, '$1:');
  if (IF.test(line)) {
    open.push('fi');
    return line.replace(IF, `$1if ${PERHAPS}; then`);
  }
  const [, before = '', other] = ELSE.exec(line) ?? [];
  if (ELSE.test(line) && open.at(-1) === 'fi')
    return before + (other === undefined ? 'else' : `elif ${PERHAPS}; then`);
  if (END.test(line) && open.length > 0) return line.replace(END, `$1${open.pop()}`);
  return line;
}
