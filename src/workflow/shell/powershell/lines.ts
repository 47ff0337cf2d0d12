/** A line of PowerShell in the words of bash: its variables, its texts, and what it sets or hands on. */

import { calledInWords, withOwnArguments } from './calls.js';
import { type MadeValue, textIn, valueIn } from './expressions.js';
import {
  asQuoted,
  asWord,
  type Fragment,
  filledFragment,
  inText,
  joined,
  UNKNOWN_VALUE,
} from './fragments.js';
import { CURRENT_ITEM, type Kinds } from './kinds.js';
import { isScope, OF_NO_SCOPE } from './own-names.js';
import { setTogether } from './several.js';
import { asParameters, tableInWords } from './tables.js';
import { QUOTED_TEXT, withPlainQuotes } from './texts.js';

/** What stands before the name of a variable of the environment; a script's own names are in small letters. */
export const OF_ENVIRONMENT = 'env_';

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
/** `$x = "…"`, `$x += $y + "…"`. */
const ASSIGNED = /^(\s*)\$(\w+)\s*(\+?=)(?!=)\s*(.*?)\s*$/;
/** `$a, $b = …` */
const ASSIGNED_TOGETHER = /^(\s*)(\$\{\w+\}(?:\s*,\s*\$\{\w+\})+)\s*=(?!=)\s*(.*?)\s*$/;
/** What is false is empty, and what is true is not (docs: about_Booleans); `$LASTEXITCODE` is how the last program has ended. */
const NAMED_VALUES: ReadonlyMap<string, string> = new Map([
  ['${true}', 'True'],
  ['${false}', ''],
  ['${null}', ''],
  ['${lastexitcode}', '$?'],
]);
/** `$n++`, `$n += 1` */
const COUNTED_ON = /^(\s*)\$(?:\{(\w+)\}|(\w+))\s*(?:(\+\+|--)|([-+]=)\s*(\d{1,9}))\s*$/;
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
/** `return $x`, `"…"`, `Write-Output $x`: what a function comes to is all that it prints (docs: about_Return). */
const COMES_TO =
  /^(\s*)(?:(return\s+)(?:Write-Output\s+|echo\s+)?|(?:Write-Output\s+)?)(?=["'$([])(.*?)\s*$/i;
/** `return Get-Name $x`, `return ($a + $b)` */
const COMES_TO_MORE = /^(\s*)return\s+(?:([a-z][\w.-]*(?:\s[^(){}|;]*)?)|(?=\S).*)$/i;

/** `& docker push` calls what follows, `. ./names.ps1` a script within this one (docs: about_Operators, Call operator). */
const CALLS = /^(\s*)(?:&|\.(?=\s+["']?[^\s"']+\.ps1\b))\s+(?=\S)/;
/** A command, whose arguments may be values that are put together: no word of PowerShell or bash, and none that is read whole. */
const OF_COMMAND =
  /^\s*(?!(?:if|else|elseif|foreach|for|while|until|do|switch|function|filter|param|return|throw|exit|try|catch|finally|trap|class|using|in|case|local|declare|Start-Process|saps|Invoke-Expression|iex)\b)[A-Za-z][\w.-]*\s/i;
/** With brackets in brackets, as deep as somebody writes them. */
const IN_BRACKETS = ['', '', '', ''].reduce<string>(
  (deeper) => String.raw`\((?:${QUOTED_TEXT}|[^()"']${deeper && `|${deeper}`})*\)`,
  '',
);
const PUT_TOGETHER = new RegExp(
  String.raw`(?<=\s)(?:${QUOTED_TEXT}(?=\s|$)|(${IN_BRACKETS}|\$\{\w+\}(?:\.\w+(?:\([^()]*\))?|\[[^\]]*\])+)(?=\s|$))`,
  'g',
);

/** `$x = "a" # why` */
const SETS_WITH_COMMENT = /^\s*(?:\[[\w.]+\]\s*)?\$[\w:{}]+\s*\+?=(?!=).*\s#.*$/;

/** `[string]$x = …` (docs: about_Types) */
const OF_TEXT = /^(\s*)\[(?:System\.)?string\]\s*(?=\$\w+\s*=(?!=))/i;

/** `*> $null`, `*>&1`: all streams (docs: about_Redirection). */
const ALL_STREAMS = /(?<=\s)\*>(>?)(&1)?/g;

/**
 * Names, values and texts, each as bash writes it.
 *
 * @param kinds of the names of the script
 */
export function plainLine(written: string, kinds: Kinds): string {
  const said = written
    .replace(SETS_WITH_COMMENT, withoutComment)
    .replace(CALLS, '$1')
    .replace(OF_TEXT, '$1')
    .replace(ALL_STREAMS, (_, more: string, merged?: string) => (merged ? '2>&1' : `&>${more}`));
  const line = withOwnArguments(withoutEscapes(withSlashes(withPlainQuotes(said))));
  const named = line.replace(QUOTED, (all, quoted?: string) =>
    quoted === undefined ? plainValues(plainNames(all), kinds) : bareNames(quoted),
  );
  const words = named
    .replace(SPLAT, (all, name?: string) => asGiven(all, name, kinds))
    .replace(/^.*$/s, (all) => withItems(all, kinds))
    .replace(/\s`\s*$/, ' \\');
  return statementInWords(words, kinds);
}

/** What a statement sets or hands on, whose names and texts are in words of bash: a line of its own, or one of a block in a line. */
export function statementInWords(words: string, kinds: Kinds): string {
  const withArgument = (all: string, made?: string) => {
    if (made === undefined) return all;
    const text = textIn(made, kinds);
    return text === null ? UNKNOWN_VALUE : `"${inText(text.parts)}"`;
  };
  return (OF_COMMAND.test(words) ? words.replace(PUT_TOGETHER, withArgument) : words)
    .replace(ASSIGNS, '$1$$$2')
    .replace(/^.*$/s, (all) => withHandedOn(calledInWords(all)))
    .replace(PIPED, (_, indent, text, name) => `${indent}echo ${text ?? `"${name}"`} | `)
    .replace(COUNTED_ON, (all, indent, braced, bare, step?: string, sign?: string, by?: string) => {
      const name = braced ?? bare;
      return kinds.lists.has(name) ? all : `${indent}: $((${name}${step ?? `${sign}${by}`}))`;
    })
    .replace(ASSIGNED_TOGETHER, (_, indent: string, all: string, written: string) => {
      const given = all.split(',').map((each) => each.trim().slice(2, -1));
      return indent + setTogether(given, valueIn(written, kinds));
    })
    .replace(ASSIGNED, (all, indent: string, name: string, sign: string, written: string) => {
      const made = assigned(name, sign, written, kinds);
      return made === null ? all : indent + made;
    })
    .replace(PRODUCED, (_, indent, name, command) => `${indent}${name}=$(${command.trim()})`)
    .replace(SET, (_, indent, name) => `${indent}${name}=${UNKNOWN_VALUE}`);
}

/** With what a command hands on to later steps. */
function withHandedOn(command: string): string {
  return command
    .replace(PRINTED, (_, indent, text, file) => `${indent}echo ${text} >> ${file}`)
    .replace(ADDED, (_, indent, file, text) => `${indent}echo ${text} >> ${file}`);
}

/** What gives a name its value; null: it is not read. */
function assigned(name: string, sign: string, written: string, kinds: Kinds): string | null {
  const isMore = sign === '+=';
  const own = NAMED_VALUES.get(written);
  if (own !== undefined) return isMore ? null : `${name}=${own}`;
  if (kinds.tables.has(name)) return tableInWords(name, written, (value) => textIn(value, kinds));
  const value = valueIn(written, kinds);
  if (isMore && value !== null)
    return kinds.lists.has(name) ? appended(name, value) : lengthened(name, value, kinds);
  switch (value?.kind) {
    case 'text':
      return `${name}=${asWord(value.text)}`;
    case 'list':
      return `${name}=(${asItems(value.items)})`;
    case 'parts':
      return `IFS='${value.separator}' read -ra ${name} <<< ${asQuoted(value.text)}`;
    default:
      return null;
  }
}

/** One item more, or several (docs: about_Arrays, about_Assignment_Operators). */
function appended(name: string, value: MadeValue): string | null {
  if (value.kind === 'text') return `${name}+=(${asItems([value.text])})`;
  return value.kind === 'list' ? `${name}+=(${asItems(value.items)})` : null;
}

/** A text, with another behind it. */
function lengthened(name: string, value: MadeValue, { texts }: Kinds): string | null {
  const isText = texts.has(name) || name.startsWith(OF_ENVIRONMENT);
  if (!isText || value.kind !== 'text') return null;
  return `${name}=${asWord(joined([filledFragment(`\${${name}}`), value.text]))}`;
}

function asItems(items: readonly Fragment[]): string {
  return items.map(asQuoted).join(' ');
}

/** A statement that is a value is printed, and what a function returns is printed, too. */
export function withResult(statement: string, kinds: Kinds): string {
  return statement
    .replace(COMES_TO, (all, indent: string, leaves: string | undefined, written: string) => {
      const text = textIn(written, kinds);
      return text === null ? all : `${indent}echo ${asQuoted(text)}${leaves ? '; return' : ''}`;
    })
    .replace(
      COMES_TO_MORE,
      (_, indent: string, command?: string) => `${indent}${command ?? `echo ${UNKNOWN_VALUE}`}; return`,
    );
}

function withoutComment(line: string): string {
  return line.replace(/("[^"]*"|'[^']*')|\s#.*$/g, (_, text = '') => text);
}

/** Outside of texts a backslash only parts the folders of a path: it escapes nothing (docs: about_Path_Syntax). */
function withSlashes(line: string): string {
  if (!line.includes('\\')) return line;
  return line.replace(/"[^"]*"|'[^']*'|\\/g, (all) => (all === '\\' ? '/' : all));
}

/** A backquote at the end of a line joins it with the next; elsewhere it escapes what follows (docs: about_Special_Characters). */
function withoutEscapes(line: string): string {
  if (!line.includes('`')) return line;
  // `$1` of a replacement stays what it is.
  return line
    .replace(/`\$(?=\d)/g, '\\$')
    .replace(/`([^\s])/g, (_, escaped: string) =>
      /[nrtabfv]/.test(escaped) ? ' ' : /["'$`]/.test(escaped) ? '' : escaped,
    );
}

/** `docker @list` hands on the items of a list, `@args` those that the function was called with (docs: about_Splatting). */
const SPLAT = /"[^"]*"|'[^']*'|(?<=\s)@([A-Za-z_]\w*)(?=\s|$)/g;

/** A name alone among the words of a command. */
const ITEMS_GIVEN = /"[^"]*"|'[^']*'|(?<=\s)\$\{(\w+)\}(?=\s+(?!\s|[-+]?=)|\s*$)/g;

function withItems(line: string, kinds: Kinds): string {
  if (kinds.lists.size === 0 || !/^\s*[A-Za-z][\w.-]*\s/.test(line)) return line;
  return line.replace(ITEMS_GIVEN, (all, name?: string) =>
    name !== undefined && kinds.lists.has(name) ? `"\${${name}[@]}"` : all,
  );
}

function asGiven(all: string, name: string | undefined, { tables }: Kinds): string {
  if (name === undefined) return all;
  const keys = tables.get(name.toLowerCase());
  if (keys) return asParameters(name.toLowerCase(), keys);
  return name.toLowerCase() === 'args' ? '"$@"' : `"\${${name.toLowerCase()}[@]}"`;
}

/** Between single quotes nothing is filled in; the rest is. */
const QUOTED = /(?<!")('[^']*')(?!")|(?:"[^"]*"|[^'"])+|'/g;
const ASSIGNS = /^(\s*)\$\{(\w+)\}(?=\s*(?:\+|\?\?)?=)/;

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
    });
}

/** `$($x.Trim())` in a text is that value. What is none and no command there, nobody knows. */
function plainValues(line: string, kinds: Kinds): string {
  let [made, from] = ['', 0];
  for (let at = line.indexOf('$('); at !== -1; at = line.indexOf('$(', from)) {
    const end = closing(line, at + 2);
    if (end === -1) break;
    const value = line.slice(at + 2, end).trim();
    const text = /^[A-Za-z]/.test(value) ? null : textIn(value, kinds);
    made += line.slice(from, at);
    made += text ? inText(text.parts) : /^[A-Za-z]/.test(value) ? line.slice(at, end + 1) : UNKNOWN_VALUE;
    from = end + 1;
  }
  return made + line.slice(from);
}

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
