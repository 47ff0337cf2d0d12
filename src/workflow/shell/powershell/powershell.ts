/**
 * PowerShell, as far as its plain commands read like those of another shell: names, blocks and the few lines that set a
 * variable or hand one on are put into that one's words. Every line stays a line, and what has no such words is passed
 * over line by line.
 */
import { parseScript } from '../parse.js';
import { type Closer, plainBlock } from './blocks.js';
import { withJoinedBraces } from './braces.js';
import { withChoices, withJoinedValues } from './choices.js';
import { contentChange } from './content.js';
import { withEnds } from './ends.js';
import { UNKNOWN_VALUE } from './fragments.js';
import { type Kinds, kindsOf } from './kinds.js';
import { OF_ENVIRONMENT, plainLine, withResult } from './lines.js';
import { withShortTexts } from './long-texts.js';
import { emptyNames } from './own-names.js';
import { withJoinedParameters } from './parameters.js';
import { withTurnsLeft } from './piped-blocks.js';
import { withRunBlocks } from './run-blocks.js';
import { blocksIn, statementsIn } from './statements.js';
import { QUOTED_TEXT } from './texts.js';
import { perhaps, perhapsRun } from './unread-blocks.js';

/**
 * The script in the words of bash: variables (docs: about_Variables, about_Environment_Variables; names are the same in
 * small and capital letters), `$x = "…"`, blocks (docs: about_If, about_Foreach, ForEach-Object), and what is written to
 * `GITHUB_ENV` and `GITHUB_OUTPUT` (docs: Workflow commands, Environment files, PowerShell).
 *
 * @param given the script as it stands
 * @param stops does each error end it, as GitHub tells the shell of a step?
 */
export function inPlainWords(given: string, stops = false): string {
  const script = withRunBlocks(withShortTexts(withPlainNames(given).split('\n')).join('\n'));
  const open: Closer[] = [];
  const kinds = kindsOf(script);
  const said = /\$LASTEXITCODE\b/i.test(script) ? script.replace(ONLY_SAYS, '') : script;
  const functions = new Set([...script.matchAll(FUNCTION)].map(([, name = '']) => name));
  let goesOn = false;
  const lines = withTurnsLeft(
    withEnds(withJoinedValues(withJoinedBraces(withJoinedParameters(said.split('\n')))), stops),
  ).map((line) => {
    const statements = statementsIn(withChoices(line)).map((each) => read(each, open, kinds));
    // What stands alone on a line may belong to the command before it.
    if (!goesOn) for (const each of statements) if (!each.isPlaced) each.text = withResult(each.text, kinds);
    goesOn = /`\s*$/.test(line);
    const [only] = statements;
    if (only && statements.length === 1) return only;
    // One that has no such words must not hide those beside it.
    for (const each of statements.slice(0, -1)) passOver([each], functions);
    const text = statements.map((each) => each.text).join(';');
    return { written: line, text, isPlaced: statements.some(({ isPlaced }) => isPlaced) };
  });
  let from = 0;
  for (const [at, { text }] of lines.entries()) {
    if (text.endsWith('\\') && at + 1 < lines.length) continue;
    passOver(lines.slice(from, at + 1), functions);
    sayUnseen(lines.slice(from, at + 1));
    from = at + 1;
  }
  const made = withoutEmptyBlocks(lines.map(({ text }) => text)).join('\n');
  if (parseScript(made) !== null) return made;
  // A block that is not understood must not hide all others: nobody knows in which order they are run.
  const alone = lines.map(({ text }) => /^\s*[A-Za-z$]/.test(text) && parseScript(text) !== null);
  return alone.includes(true)
    ? lines.map(({ text }, at) => (alone[at] ? perhaps(text) : ':')).join('\n')
    : made;
}

/** What is no program leaves `$LASTEXITCODE` as it is (docs: about_Automatic_Variables), and what is only said is said to nobody. */
const ONLY_SAYS = /^[ \t]*Write-(?:Host|Verbose|Debug|Information|Warning)\b(?:[^\n$`]|\$(?!\())*$/gim;

/** `catch {` and `}` below it: bash has no block without a command. */
function withoutEmptyBlocks(lines: readonly string[]): string[] {
  const isEmpty = (from: number) => {
    const next = lines.slice(from).find((line) => !/^\s*(?:#.*)?$/.test(line));
    return next !== undefined && /^\s*(?:fi|done|elif|else|\})(?![\w-])/.test(next);
  };
  return lines.map((line, at) =>
    /(?:(?:^|;)\s*(?:then|do|else)|(?:^|\s)\{)$/.test(line) && isEmpty(at + 1) ? `${line} :` : line,
  );
}

function read(written: string, open: Closer[], kinds: Kinds): Line {
  const plain = plainLine(written, kinds);
  const before = open.length;
  const text = plainBlock(plain, open, kinds);
  const isItem = open.at(-1) === ')';
  const isPlaced = text !== plain || open.length !== before || isItem;
  // `} else {` closes one and opens another: as many are open; and what stands in a `switch` belongs to it.
  const isEdge = open.length !== before || /^\s*\}/.test(plain) || open.at(-1) === 'esac';
  if (isEdge || !written.includes('{')) return { written, text, isPlaced };
  const isRead = parseScript(text) !== null;
  if (text !== plain && isRead) return { written, text, isPlaced: true };
  const unread = isItem ? '' : perhapsRun(written, kinds);
  if (unread === '')
    return { written, text: text === plain || isRead ? text : ':', isPlaced: text !== plain || isItem };
  // To bash what stands in them would be words of the command in front.
  const around = blocksIn(plain);
  const heads = [...(around?.blocks ?? []).map(({ head }) => head), around?.behind ?? ''].join(' ').trim();
  const isCommand = heads !== '' && parseScript(heads) !== null;
  return { written, text: isCommand ? `${heads}; ${unread}` : unread, isPlaced: true };
}

interface Line {
  written: string;
  text: string;
  /** It opens or closes a block, and says nothing alone. */
  isPlaced: boolean;
}

/** A command in words that are none to bash would hide all others. A function is called all the same, with what nobody knows. */
function passOver(command: Line[], functions: ReadonlySet<string>): void {
  if (command.some(({ isPlaced }) => isPlaced)) return;
  if (parseScript(command.map(({ text }) => text).join('\n')) !== null) return;
  const [name = ''] = /(?<=^\s*)[\w-]+(?=\s)/.exec(command[0]?.text ?? '') ?? [];
  const called = functions.has(name) ? `${name} ${UNKNOWN_VALUE}` : null;
  for (const [at, line] of command.entries())
    line.text = /\S/.test(line.text)
      ? ((at === 0 ? called : null) ?? contentChange(line.written) ?? ':')
      : line.text;
}

const FUNCTION = /^\s*function\s+([\w-]+)/gim;

/**
 * Variables of the process are set by more ways than `$env:NAME = …`, also by names that are made, and by whatever text
 * is run in it (docs: about_Environment_Provider, Invoke-Expression).
 */
const SETS_UNSEEN =
  /\[(?:System\.)?Environment\]::SetEnvironmentVariable\(|(?<![$\w{])env:(?=[\\/$\w"' ]|$)|\b(?:Invoke-Expression|iex)\b/i;
/** After it variables may be set out of sight (`SETS_UNSEEN` of `../script.ts`). */
const UNSEEN_COMMAND = 'import-module env';

/** `[Environment]::SetEnvironmentVariable("NAME", "…")`, where it is one of the process (docs: .NET, Environment.SetEnvironmentVariable). */
const SETS_OWN = new RegExp(
  String.raw`\[(?:System\.)?Environment\]::SetEnvironmentVariable\(\s*["'](\w+)["']\s*,\s*(${QUOTED_TEXT}|\$[\w:{}]+)\s*(?:,\s*(?:["']Process["']|\[(?:System\.)?EnvironmentVariableTarget\]::Process)\s*)?\)`,
  'gi',
);

/** `$push = "0"`: a text that is there, whatever it says, while a number of 0 is false (docs: about_Booleans). */
const TEXT_OF_ZERO = /\$(\w+)\s*=\s*(["'])0\2/g;

function withPlainNames(script: string): string {
  const texts = new Set([...script.matchAll(TEXT_OF_ZERO)].map(([, name = '']) => name));
  let plain = script.replace(SETS_OWN, (_, name: string, value: string) => `$env:${name} = ${value}`);
  for (const name of texts)
    plain = plain.replace(
      new RegExp(`(\\bif\\s*\\(\\s*)(!|-not\\b)?\\s*(\\$${name})(?=\\s*\\))`, 'gi'),
      (_, start: string, not: string | undefined, found: string) =>
        `${start}${found} -${not ? 'eq' : 'ne'} ""`,
    );
  return plain;
}

/**
 * A script that is started with words of its own, as the function that it then is.
 *
 * @param script as it stands in its file
 */
export function startedInPlainWords(script: string): string {
  return inPlainWords(`function started_script {\n${script}\n}\nstarted_script @args`);
}

/** `$env:NAME = …`, of which some are passed over, and `. ./names.ps1`. */
const SETS_ONE = /\$\{?env:\w+\}?\s*(?:[-+*/%]|\?\?)?=(?!=)|(?:^|[;{}&|\n(])[ \t]*\.[ \t]|\bImport-/i;

/** Has its environment what it was started with, and nothing else? */
export function keepsEnvironment(script: string): boolean {
  return !SETS_UNSEEN.test(script) && !SETS_ONE.test(script);
}

/** In front of what is left of the command. */
function sayUnseen(command: readonly Line[]): void {
  const [first] = command;
  if (first && command.some(({ written }) => SETS_UNSEEN.test(written)))
    first.text = `${UNSEEN_COMMAND}; ${first.text}`;
}

/**
 * The variables of such a script, for whoever fills it in.
 *
 * @param written the script as it stands
 * @param environment of the step
 */
export function plainVariables(
  written: string,
  environment: (name: string) => string | null,
): (name: string) => string | null {
  const own = emptyNames(written, environment);
  return (name) =>
    name.startsWith(OF_ENVIRONMENT) ? environment(name.slice(OF_ENVIRONMENT.length)) : own(name);
}

/** A line that sets a variable of its own process to a text, says something, or runs docker: it hands nothing on. */
const HANDS_NOTHING_ON =
  /^\s*(?:#.*|\$(?:env:)?\w+\s*=\s*(?:"[^"]*"|'[^']*')|(?:Write-Host|Write-Output|echo)\s.*|docker\s.*)?\s*$/i;

/** Does a script surely leave nothing to later steps, neither a variable nor an output? */
export function handsNothingOn(script: string): boolean {
  return (
    !/GITHUB_|::|\$\(|[;|&>`]/i.test(script) &&
    script.split('\n').every((line) => HANDS_NOTHING_ON.test(line))
  );
}
