/**
 * PowerShell, as far as its plain commands read like those of another shell: names, blocks and the few lines that set a
 * variable or hand one on are put into that one's words. Every line stays a line, and what has no such words is passed
 * over line by line.
 */
import { parseScript } from './parse.js';

/** What stands before the name of a variable of the environment; a script's own names are in small letters. */
const OF_ENVIRONMENT = 'env_';

/**
 * The script in the words of bash: variables (docs: about_Variables, about_Environment_Variables; names are the same in
 * small and capital letters), `$x = "…"`, blocks (docs: about_If, about_Foreach, ForEach-Object), and what is written to
 * `GITHUB_ENV` and `GITHUB_OUTPUT` (docs: Workflow commands, Environment files, PowerShell).
 */
export function inPlainWords(script: string): string {
  const open: Closer[] = [];
  const lines = withoutTexts(script.split('\n')).map((line) => {
    const plain = plainLine(line);
    const before = open.length;
    const text = block(plain, open);
    return { text, isPlaced: text !== plain || open.length !== before };
  });
  let from = 0;
  for (const [at, { text }] of lines.entries()) {
    if (text.endsWith('\\') && at + 1 < lines.length) continue;
    passOver(lines.slice(from, at + 1));
    from = at + 1;
  }
  return lines.map(({ text }) => text).join('\n');
}

/** Without what is only said: comments of several lines, and here-strings (docs: about_Comments, about_Quoting_Rules). */
function withoutTexts(lines: readonly string[]): string[] {
  let end: RegExp | null = null;
  return lines.map((line) => {
    if (end !== null) {
      if (end.test(line)) end = null;
      return ':';
    }
    const [, quote] = /@(['"])\s*$/.exec(line) ?? [];
    if (/^\s*<#(?!.*#>)/.test(line)) end = /#>/;
    else if (quote !== undefined) end = quote === '"' ? /^\s*"@/ : /^\s*'@/;
    else return line.replace(/^\s*<#.*?#>/, '');
    return quote === undefined ? ':' : line;
  });
}

/** How a block that is open will be closed. */
type Closer = 'fi' | 'done' | '}' | ')';

interface Line {
  text: string;
  /** It opens or closes a block, and says nothing alone. */
  isPlaced: boolean;
}

/** A command in words that are none to bash would hide all others. */
function passOver(command: Line[]): void {
  if (command.some(({ isPlaced }) => isPlaced)) return;
  if (parseScript(command.map(({ text }) => text).join('\n')) !== null) return;
  for (const line of command) line.text = /\S/.test(line.text) ? ':' : line.text;
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

const TEXT = `(?:"[^"]*"|'[^']*')`;
const STEP_FILE = String.raw`(\$GITHUB_(?:ENV|OUTPUT))`;
const OPTIONS = String.raw`(?:\s+-(?:Append|Encoding\s+\S+|NoNewline|Force|FilePath|LiteralPath|Path|Value))*`;

/** `"NAME=value" >> $env:GITHUB_ENV`, and the same by Out-File. */
const PRINTED = new RegExp(
  String.raw`^(\s*)(?:(?:echo|Write-Output)\s+)?(${TEXT})\s*(?:>>|\|\s*(?:Out-File|Add-Content)\b)${OPTIONS}\s*"?${STEP_FILE}"?${OPTIONS}\s*$`,
  'i',
);
/** `Add-Content -Path $env:GITHUB_ENV -Value "NAME=value"`. */
const ADDED = new RegExp(
  String.raw`^(\s*)Add-Content\b${OPTIONS}\s+"?${STEP_FILE}"?${OPTIONS}\s+(${TEXT})\s*$`,
  'i',
);
const TEXTS = String.raw`${TEXT}(?:\s*,\s*${TEXT})*`;
const NAME = String.raw`\$\{\w+(?:,,|\^\^)?\}`;
/** `$x = "…"`, `$x = $y`. */
const ASSIGNED = new RegExp(String.raw`^(\s*)\$(\w+)\s*=\s*(${TEXT}|${NAME})\s*$`);
/** `$x = @("a", "b")`, `$x = "a", "b"`. */
const LISTED = new RegExp(String.raw`^(\s*)\$(\w+)\s*=\s*(?:@\((${TEXTS})\)|(${TEXT}\s*,\s*${TEXTS}))\s*$`);
/** `$x = Get-Content VERSION`, whose words may be a program's. */
const PRODUCED = /^(\s*)\$(\w+)\s*=\s*([A-Za-z][^(){}|;]*)$/;
const SET = /^(\s*)\$(\w+)\s*\+?=(?!=)(?!\s*@\(\s*$)(?!.*(?<!\$)\{\s*$).*$/;
/** Of it nothing is ever known: of a script's own names nothing is before it sets them. */
const UNKNOWN = '${value_of_powershell}';

/** `& docker push` calls what follows (docs: about_Operators, Call operator). */
const CALLS = /^(\s*)&\s+(?=\S)/;
/** A program with a command of its own, whose arguments may be values that are put together. */
const OF_PROGRAM = /^\s*[a-z][\w.]*\s+[a-z][\w-]*\s/;
const PUT_TOGETHER = /(?<=\s)\((?:[^()]|\([^()]*\))*\)(?=\s|$)/g;

function plainLine(written: string): string {
  const line = withoutEscapes(written.replace(CALLS, '$1'));
  return (OF_PROGRAM.test(line) ? line.replace(PUT_TOGETHER, () => UNKNOWN) : line)
    .replace(QUOTED, (all, quoted?: string) =>
      quoted === undefined ? plainValues(plainNames(all)) : bareNames(quoted),
    )
    .replace(SPLAT, asList)
    .replace(/\s`\s*$/, ' \\')
    .replace(ASSIGNS, '$1$$$2')
    .replace(PRINTED, (_, indent, text, file) => `${indent}echo ${text} >> ${file}`)
    .replace(ADDED, (_, indent, file, text) => `${indent}echo ${text} >> ${file}`)
    .replace(ASSIGNED, (_, indent, name, text) => `${indent}${name}=${text}`)
    .replace(LISTED, (_, indent, name, a, b) => `${indent}${name}=(${inWords(a ?? b)})`)
    .replace(PRODUCED, (_, indent, name, command) => `${indent}${name}=$(${command.trim()})`)
    .replace(SET, (_, indent, name) => `${indent}${name}=${UNKNOWN}`);
}

/** A backquote at the end of a line joins it with the next; elsewhere it escapes what follows (docs: about_Special_Characters). */
function withoutEscapes(line: string): string {
  if (!line.includes('`')) return line;
  return line.replace(/`([^\s])/g, (_, escaped: string) =>
    /[nrtabfv]/.test(escaped) ? ' ' : /["'$`]/.test(escaped) ? '' : escaped,
  );
}

/** `docker @list` hands on the items of a list, `@args` those that the function was called with (docs: about_Splatting). */
const SPLAT = /"[^"]*"|'[^']*'|(?<=\s)@([A-Za-z_]\w*)(?=\s|$)/g;

function asList(all: string, name?: string): string {
  if (name === undefined) return all;
  return name.toLowerCase() === 'args' ? '"$@"' : `"\${${name.toLowerCase()}[@]}"`;
}

/** The items of a list, as bash has them: without commas. */
function inWords(list: string): string {
  return (list.match(ITEMS) ?? []).join(' ');
}

const ITEMS = new RegExp(TEXT, 'g');

/** Between single quotes nothing is filled in; the rest is. */
const QUOTED = /(?<!")('[^']*')(?!")|(?:"[^"]*"|[^'"])+|'/g;
const ASSIGNS = /^(\s*)\$\{(\w+)\}(?=\s*\+?=)/;

const CASES: Record<string, string> = { tolower: ',,', tolowerinvariant: ',,', toupper: '^^' };

/**
 * `$env:NAME` and `${script:name}` are each one name, which bash would end at the colon. Of methods those alone are read
 * that change the letters; in a text they are only called within `$(…)`.
 */
function plainNames(line: string): string {
  return line
    .replace(/\$(?:\{(?:_|PSItem)\}|(?:_|PSItem)\b)/gi, `$$${CURRENT_ITEM}`)
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

/** `$($x)` in a text is that name. What else is no command there is a value that nobody knows. */
function plainValues(line: string): string {
  let [made, from] = ['', 0];
  for (let at = line.indexOf('$('); at !== -1; at = line.indexOf('$(', from)) {
    const end = closing(line, at + 2);
    if (end === -1) break;
    const value = line.slice(at + 2, end).trim();
    const isCommand = /^[A-Za-z]/.test(value);
    made += line.slice(from, at);
    made += isCommand ? line.slice(at, end + 1) : WHOLE_NAME.test(value) ? value : UNKNOWN;
    from = end + 1;
  }
  return made + line.slice(from);
}

const WHOLE_NAME = new RegExp(`^${NAME}$`);

/** Offset of the bracket that closes the one before; -1: none does. */
function closing(line: string, from: number): number {
  let depth = 1;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '(') depth += 1;
    else if (line[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** The name stays one word, with what it says for itself. */
function bareNames(quoted: string): string {
  return quoted.replace(/(\$\{?[A-Za-z_]\w*):(?=\w)/g, '$1_');
}

function changed(all: string, name: string, method: string, before = ''): string {
  const letters = CASES[method.toLowerCase()];
  return letters === undefined ? all : `${before}\${${name}${letters}}`;
}

/** `$_`, the one that a block behind a pipe is run for (docs: about_PSItem). */
const CURRENT_ITEM = 'current_item';

const OVER = String.raw`(?:@?\(?(${TEXTS})\)?|\$\{(\w+)\})`;
/** A line without the blanks around it that opens a block. */
const LOOP = new RegExp(String.raw`^foreach\s*\(\s*\$\{(\w+)\}\s+in\s+${OVER}\s*\)\s*\{$`, 'i');
/** `"a", "b" | ForEach-Object {` */
const PIPED = new RegExp(
  String.raw`^()${OVER}\s*\|\s*(?:ForEach-Object|foreach|%)\s+(?:-Process\s+)?\{$`,
  'i',
);
const OTHER_LOOP = /^(?:foreach|for|while)\s*\(|\|\s*(?:ForEach-Object|foreach|%)\s/i;
/** `$x = @(` with an item a line. */
const LIST = /^\$?(\w+)\s*=\s*@\($/;
const ELSE = /^\}\s*else\s*(if\s*\()?/i;
/** What a `try` holds is run, unless an error ends it before (docs: about_Try_Catch_Finally). */
const TRY = /^(?:\}\s*finally|try)\b/i;
/** Its name, and what stands in brackets behind it: the names of what it is called with (docs: about_Functions). */
const FUNCTION = /^function\s+([\w:-]+)\s*(\((?:[^{}]|\$\{[^{}]*\})*\))?\s*\{$/i;
const PARAMETERS = /^param\s*(\((?:[^{}]|\$\{[^{}]*\})*\))$/i;
/** `if ($LASTEXITCODE -ne 0) { exit 1 }`: what is done where a command has failed. */
const GIVES_UP = /^if\s*\([^{}]*(?:\$\{\w+\}[^{}]*)*\{\s*(?:exit|throw)\b[^{}]*\}$/i;
/** A block in one line. */
const ONE_LINE = /^((?:[^{}]|\$\{[^{}]*\})*(?<!\$)\{)\s*((?:[^{}]|\$\{[^{}]*\})*)\}$/;
const INSIDE = String.raw`\{((?:[^{}]|\$\{[^{}]*\})*)\}`;
/** `try { … } catch { … }` and `if (…) { … } else { … }` in one line. */
const TRY_LINE = new RegExp(String.raw`^try\s*${INSIDE}\s*catch\b[^{}]*${INSIDE}$`, 'i');
const ELSE_LINE = new RegExp(
  String.raw`^(if\s*\((?:[^{}]|\$\{[^{}]*\})*\)\s*)${INSIDE}\s*else\s*${INSIDE}$`,
  'i',
);
/** Nobody knows whether that is so. */
const PERHAPS = '[ "$condition_of_powershell" = true ]';
const OPERAND = String.raw`(${TEXT}|\$\{${OF_ENVIRONMENT}\w+\})`;
/** `if ($env:GITHUB_REF -eq "refs/heads/main") {` */
const COMPARED = new RegExp(
  String.raw`^(?:\}\s*else\s*)?if\s*\(\s*${OPERAND}\s+-[ci]?(eq|ne)\s+${OPERAND}\s*\)\s*\{$`,
  'i',
);

/** What a line asks that opens a block. */
function condition(said: string): string {
  const [, one, sign, other] = COMPARED.exec(said) ?? [];
  if (one === undefined || sign === undefined || other === undefined) return PERHAPS;
  const asWord = (operand: string) => (operand.startsWith('$') ? `"${operand}"` : operand);
  return `[ ${asWord(one)} ${/ne/i.test(sign) ? '!=' : '='} ${asWord(other)} ]`;
}

/**
 * A line that opens or closes a block, in bash's words.
 *
 * @param open how the blocks that are open will be closed; changed here
 */
function block(line: string, open: Closer[]): string {
  const said = line.trim();
  const indent = line.slice(0, line.length - line.trimStart().length);
  if (open.at(-1) === ')') return indent + (said === ')' ? open.pop() : said.replace(/,$/, ''));
  if (said.startsWith('#')) return line;
  const [, tried] = TRY_LINE.exec(said) ?? [];
  if (tried !== undefined) return `${indent}{ ${inLine(tried)}; }`;
  const [, asked = '', holds, fails] = ELSE_LINE.exec(said) ?? [];
  if (holds !== undefined)
    return `${indent}if ${condition(`${asked}{`)}; then ${inLine(holds)}; else ${inLine(fails ?? '')}; fi`;
  if (GIVES_UP.test(said)) return `${indent}:`;
  const [, parameters] = PARAMETERS.exec(said) ?? [];
  if (parameters !== undefined) return `${indent}${unknown(parameters)}:`;
  const [, opens, inside = ''] = ONE_LINE.exec(said) ?? [];
  if (opens !== undefined && inside.trim() !== '')
    return `${indent}${opened(opens, open)} ${inside.trim()}; ${open.pop()}`;
  if (said.endsWith('{') || LIST.test(said)) return indent + opened(said, open);
  return said.startsWith('}') && open.length > 0 ? indent + open.pop() : line;
}

/** Which of them a call gives by their names, and which by their places, only PowerShell knows. */
function unknown(parameters: string): string {
  const names = [...parameters.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => `${name}=${UNKNOWN}; `).join('');
}

/** The commands of a block, which may have none. */
function inLine(commands: string): string {
  return commands.trim().replace(/;$/, '') || ':';
}

/** What opens a block, perhaps after it has closed the one before. */
function opened(said: string, open: Closer[]): string {
  const closes = said.startsWith('}') && open.length > 0;
  const elses = ELSE.exec(said);
  if (closes && elses && open.at(-1) === 'fi') return elses[1] ? `elif ${condition(said)}; then` : 'else';
  const before = closes ? `${open.pop()}; ` : '';
  const put = (closer: Closer, words: string) => {
    open.push(closer);
    return before + words;
  };
  const [, name = '', items, list] = LOOP.exec(said) ?? PIPED.exec(said) ?? [];
  if (items !== undefined || list !== undefined) {
    const over = items === undefined ? `"\${${list}[@]}"` : inWords(items);
    return put('done', `for ${name || CURRENT_ITEM} in ${over}; do`);
  }
  const [, listed] = LIST.exec(said) ?? [];
  if (listed !== undefined) return put(')', `${listed}=(`);
  if (OTHER_LOOP.test(said)) return put('done', `while ${PERHAPS}; do`);
  if (TRY.test(said)) return put('}', '{');
  const [, called, parameters = ''] = FUNCTION.exec(said) ?? [];
  if (called !== undefined) return put('}', `function ${called} { ${unknown(parameters)}`.trimEnd());
  return put('fi', `if ${condition(said)}; then`);
}
