/** A line of PowerShell in the words of bash: its variables, its texts, and what it sets or hands on. */

import { calledInWords, withOwnArguments } from './calls.js';
import { isScope, OF_NO_SCOPE } from './own-names.js';
import { EACH_TEXT, QUOTED_TEXT, QUOTED_TEXTS } from './texts.js';

/** What stands before the name of a variable of the environment; a script's own names are in small letters. */
export const OF_ENVIRONMENT = 'env_';

/** `$_`, the one that a block behind a pipe is run for (docs: about_PSItem). */
export const CURRENT_ITEM = 'current_item';

const STEP_FILE = String.raw`(\$GITHUB_(?:ENV|OUTPUT))`;
const OPTIONS = String.raw`(?:\s+-(?:Append|Encoding\s+\S+|NoNewline|Force|FilePath|LiteralPath|Path|Value))*`;

/** `"NAME=value" >> $env:GITHUB_ENV`, and the same by Out-File. */
const PRINTED = new RegExp(
  String.raw`^(\s*)(?:(?:echo|Write-Output)\s+)?(${QUOTED_TEXT})\s*(?:>>|\|\s*(?:Out-File|Add-Content)\b)${OPTIONS}\s*"?${STEP_FILE}"?${OPTIONS}\s*$`,
  'i',
);
/** `Add-Content -Path $env:GITHUB_ENV -Value "NAME=value"`. */
const ADDED = new RegExp(
  String.raw`^(\s*)Add-Content\b${OPTIONS}\s+"?${STEP_FILE}"?${OPTIONS}\s+(${QUOTED_TEXT})\s*$`,
  'i',
);
const NAME = String.raw`\$\{\w+(?:,,|\^\^)?\}`;
/** `$x = "…"`, `$x = $y`. */
const ASSIGNED = new RegExp(String.raw`^(\s*)\$(\w+)\s*=\s*(${QUOTED_TEXT}|${NAME}|-?\d{1,9})\s*$`);
/** What is false is empty, and what is true is not (docs: about_Booleans); `$LASTEXITCODE` is how the last program has ended. */
const NAMED_VALUES: ReadonlyMap<string, string> = new Map([
  ['${true}', 'True'],
  ['${false}', ''],
  ['${null}', ''],
  ['${lastexitcode}', '$?'],
]);
/** `$n++`, `$n += 1` */
const COUNTED_ON = /^(\s*)\$(?:\{(\w+)\}|(\w+))\s*(?:(\+\+|--)|([-+]=)\s*(\d{1,9}))\s*$/;
/** `$x = "…".ToLower()` */
const CHANGED_TEXT = new RegExp(String.raw`^(\s*)\$(\w+)\s*=\s*(${QUOTED_TEXT})\.(\w+)\(\)\s*$`);
const VALUE = `(?:${QUOTED_TEXT}|${NAME})`;
/** `$x = $y + "…"`: texts that stand side by side, where one is a text for certain (docs: about_Operators). */
const ADDED_UP = new RegExp(String.raw`^(\s*\$\w+\s*=\s*)(${VALUE}(?:\s*\+\s*${VALUE})+)\s*$`);
/** `$x = "{0}/app" -f $y`, the format operator: items by their numbers, without a form of their own. */
const FORMATTED = new RegExp(
  String.raw`^(\s*\$\w+\s*=\s*)\(?("[^"]*"|'[^']*')\s+-f\s+(${VALUE}(?:\s*,\s*${VALUE})*)\)?\s*$`,
  'i',
);
/** `$x = @("a", "b")`, `$x = "a", "b"`. */
const LISTED = new RegExp(
  String.raw`^(\s*)\$(\w+)\s*(\+?=)\s*(?:@\(\s*(${QUOTED_TEXTS})?\s*\)|(${QUOTED_TEXT}\s*,\s*${QUOTED_TEXTS}))\s*$`,
);
/** `$x = $list -join "/"`, with one character between the items (docs: about_Join). */
const JOINED_LIST = new RegExp(
  String.raw`^(\s*)\$(\w+)\s*=\s*\(?(?:\$\{(\w+)\}|@?\(?(${QUOTED_TEXTS})\)?)\s+-join\s+(?:"([^"$\\])"|'([^'\\])')\s*\)?\s*$`,
  'i',
);
/** `$list = $x -split ","`, `$x.Split(",")`, at each of one character (docs: about_Split). */
const PARTED = new RegExp(
  String.raw`^(\s*)\$(\w+)\s*=\s*(${QUOTED_TEXT}|\$\{\w+\})(?:\s+-split\s+|\.Split\(\s*)["']([-,;:/ _])["']\s*\)?\s*$`,
  'i',
);
/** `$list += "…"`: one item more (docs: about_Arrays, about_Assignment_Operators). */
const APPENDED = new RegExp(String.raw`^(\s*)\$(\w+)\s*\+=\s*(${QUOTED_TEXT}|${NAME})\s*$`);
const IS_LIST =
  /\$\{?(\w+)\}?\s*=\s*(?:@\(|"[^"\n]*"\s*,|'[^'\n]*'\s*,|(?:"[^"\n]*"|'[^'\n]*'|\$[\w:{}]+)(?:\s+-split\s|\.Split\())/gi;
/**
 * `$env:TOKEN | docker login …`, `"text" | docker login …`: what stands in front of the pipe is handed on (docs: about_Pipelines), and
 * so it is behind `Write-Output`, of which no value is more than one word.
 */
const PIPED = new RegExp(
  String.raw`^(\s*)(?:(?:[Ee]cho|[Ww]rite(?:-[Oo]utput)?)\s+(?:-[Ii]nput[Oo]bject\s+)?)?(?:(${QUOTED_TEXT})|(${NAME}))\s*\|\s*(?:&\s+)?(?=[a-z])`,
);
/** `$x = Get-Content VERSION`, whose words may be a program's. */
const PRODUCED = /^(\s*)\$(\w+)\s*=\s*([A-Za-z][^(){}|;]*)$/;
const SET = /^(\s*)\$(\w+)\s*(?:\+|\?\?)?=(?!=)(?!\s*@\(\s*$)(?!.*(?<!\$)\{\s*$).*$/;
/** Of it nothing is ever known: of a script's own names nothing is before it sets them. */
export const UNKNOWN_VALUE = '${value_of_powershell}';

/** `return $x`, `"…"`, `Write-Output $x`: what a function comes to is all that it prints (docs: about_Return). */
const COMES_TO = new RegExp(
  String.raw`^(\s*)(?:(return\s+)(?:Write-Output\s+|echo\s+)?|(?:Write-Output\s+)?)(${QUOTED_TEXT}|${NAME})\s*$`,
  'i',
);
/** `return Get-Name $x`, `return ($a + $b)` */
const COMES_TO_MORE = /^(\s*)return\s+(?:([a-z][\w.-]*(?:\s[^(){}|;]*)?)|(?=\S).*)$/i;

/** `& docker push` calls what follows, `. ./names.ps1` a script within this one (docs: about_Operators, Call operator). */
const CALLS = /^(\s*)(?:&|\.(?=\s+["']?[^\s"']+\.ps1\b))\s+(?=\S)/;
/** A program with a command of its own, whose arguments may be values that are put together. */
const OF_PROGRAM = /^\s*[a-z][\w.]*\s+[a-z][\w-]*\s/;
const PUT_TOGETHER = /(?<=\s)\((?:[^()]|\([^()]*\))*\)(?=\s|$)/g;

/** `*> $null`, `*>&1`: all streams (docs: about_Redirection). */
const ALL_STREAMS = /(?<=\s)\*>(>?)(&1)?/g;

/** The names of lists, in small letters: of those a program gets each item (docs: about_Parsing). */
export function listNames(script: string): ReadonlySet<string> {
  return new Set([...script.matchAll(IS_LIST)].map(([, name = '']) => name.toLowerCase()));
}

/**
 * Names, values and texts, each as bash writes it.
 *
 * @param lists the names of the script's lists
 */
export function plainLine(written: string, lists: ReadonlySet<string>): string {
  const said = written
    .replace(CALLS, '$1')
    .replace(ALL_STREAMS, (_, more: string, merged?: string) => (merged ? '2>&1' : `&>${more}`));
  const line = withOwnArguments(withoutEscapes(withSlashes(said)));
  const words = (OF_PROGRAM.test(line) ? line.replace(PUT_TOGETHER, () => UNKNOWN_VALUE) : line)
    .replace(QUOTED, (all, quoted?: string) =>
      quoted === undefined ? plainValues(plainNames(all)) : bareNames(quoted),
    )
    .replace(SPLAT, asList)
    .replace(/^.*$/s, (all) => withItems(all, lists))
    .replace(/\s`\s*$/, ' \\');
  return statementInWords(words, lists);
}

/** What a statement sets or hands on, whose names and texts are in words of bash: a line of its own, or one of a block in a line. */
export function statementInWords(words: string, lists: ReadonlySet<string>): string {
  return words
    .replace(ASSIGNS, '$1$$$2')
    .replace(/^.*$/s, (all) => withHandedOn(calledInWords(all)))
    .replace(PIPED, (_, indent, text, name) => `${indent}echo ${text ?? `"${name}"`} | `)
    .replace(CHANGED_TEXT, changedText)
    .replace(ADDED_UP, (all, start: string, sum: string) => (/["']/.test(sum) ? start + joined(sum) : all))
    .replace(
      FORMATTED,
      (all, start: string, text: string, items: string) => formatted(text, items, start) ?? all,
    )
    .replace(
      ASSIGNED,
      (_, indent, name, text: string) => `${indent}${name}=${NAMED_VALUES.get(text) ?? text}`,
    )
    .replace(COUNTED_ON, (all, indent, braced, bare, step?: string, sign?: string, by?: string) => {
      const name = braced ?? bare;
      return lists.has(name) ? all : `${indent}: $((${name}${step ?? `${sign}${by}`}))`;
    })
    .replace(LISTED, (_, indent, name, sign, a, b) => `${indent}${name}${sign}(${inWords(a ?? b ?? '')})`)
    .replace(JOINED_LIST, (all, indent, name, list?: string, items?: string, ...marks: string[]) => {
      const mark = marks[0] ?? marks[1] ?? '';
      if (items !== undefined)
        return `${indent}${name}="${(items.match(VALUES) ?? []).map(asPart).join(mark)}"`;
      return list && lists.has(list) ? `${indent}${name}="$(IFS='${mark}'; echo "\${${list}[*]}")"` : all;
    })
    .replace(
      PARTED,
      (_, indent, name, value: string, mark) =>
        `${indent}IFS='${mark}' read -ra ${name} <<< ${value.startsWith('$') ? `"${value}"` : value}`,
    )
    .replace(APPENDED, (all, indent, name, item: string) =>
      lists.has(name) ? `${indent}${name}+=(${item.startsWith('$') ? `"${item}"` : item})` : all,
    )
    .replace(PRODUCED, (_, indent, name, command) => `${indent}${name}=$(${command.trim()})`)
    .replace(SET, (_, indent, name) => `${indent}${name}=${UNKNOWN_VALUE}`);
}

/** With what a command hands on to later steps. */
function withHandedOn(command: string): string {
  return command
    .replace(PRINTED, (_, indent, text, file) => `${indent}echo ${text} >> ${file}`)
    .replace(ADDED, (_, indent, file, text) => `${indent}echo ${text} >> ${file}`);
}

/** A statement that is a value is printed, and what a function returns is printed, too. */
export function withResult(statement: string): string {
  return statement
    .replace(
      COMES_TO,
      (_, indent: string, leaves: string | undefined, value: string) =>
        `${indent}echo ${value.startsWith('$') ? `"${value}"` : value}${leaves ? '; return' : ''}`,
    )
    .replace(
      COMES_TO_MORE,
      (_, indent: string, command?: string) => `${indent}${command ?? `echo ${UNKNOWN_VALUE}`}; return`,
    );
}

/** Outside of texts a backslash only parts the folders of a path: it escapes nothing (docs: about_Path_Syntax). */
function withSlashes(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(/"[^"]*"|'[^']*'|\\/g, (all) => (all === '\\' ? '/' : all));
}

function changedText(all: string, indent: string, name: string, text: string, method: string): string {
  const letters = CASES[method.toLowerCase()];
  return letters === undefined ? all : `${indent}${name}=${text}; ${name}=\${${name}${letters}}`;
}

/** Values side by side, as one text; between single quotes nothing is filled in. */
function joined(values: string): string {
  const inside = (values.match(VALUES) ?? []).map(asPart);
  return `"${inside.join('')}"`;
}

const VALUES = new RegExp(VALUE, 'g');

function asPart(value: string): string {
  if (value.startsWith("'")) return value.slice(1, -1).replace(/["$`\\]/g, '\\$&');
  return value.startsWith('"') ? value.slice(1, -1) : value;
}

/** null: an item that is not there, or in a form of its own. */
function formatted(text: string, items: string, start: string): string | null {
  const parts = (items.match(VALUES) ?? []).map(asPart);
  let isWhole = true;
  const made = asPart(text).replace(/(?<!\$)\{([^{}]*)\}/g, (_, number: string) => {
    const part = /^\d+$/.test(number) ? parts[Number(number)] : undefined;
    if (part === undefined) isWhole = false;
    return part ?? '';
  });
  return isWhole ? `${start}"${made}"` : null;
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

/** A name alone among the words of a command. */
const ITEMS_GIVEN = /"[^"]*"|'[^']*'|(?<=\s)\$\{(\w+)\}(?=\s+(?!\s|[-+]?=)|\s*$)/g;

function withItems(line: string, lists: ReadonlySet<string>): string {
  if (lists.size === 0 || !/^\s*[A-Za-z][\w.-]*\s/.test(line)) return line;
  return line.replace(ITEMS_GIVEN, (all, name?: string) =>
    name !== undefined && lists.has(name) ? `"\${${name}[@]}"` : all,
  );
}

function asList(all: string, name?: string): string {
  if (name === undefined) return all;
  return name.toLowerCase() === 'args' ? '"$@"' : `"\${${name.toLowerCase()}[@]}"`;
}

/** The items of a list, as bash has them: without commas. */
export function inWords(list: string): string {
  return (list.match(EACH_TEXT) ?? []).join(' ');
}

/** Between single quotes nothing is filled in; the rest is. */
const QUOTED = /(?<!")('[^']*')(?!")|(?:"[^"]*"|[^'"])+|'/g;
const ASSIGNS = /^(\s*)\$\{(\w+)\}(?=\s*(?:\+|\?\?)?=)/;

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
      if (scope.toLowerCase() === 'env') return `\${${OF_ENVIRONMENT}${name}}`;
      return `\${${isScope(scope) ? '' : OF_NO_SCOPE}${`${scope}_${name}`.toLowerCase()}}`;
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
    made += isCommand ? line.slice(at, end + 1) : WHOLE_NAME.test(value) ? value : UNKNOWN_VALUE;
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
