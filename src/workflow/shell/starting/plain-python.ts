/**
 * A program of Python that does nothing but start commands, one after the other, in the words of a shell: `os.system("…")`,
 * `subprocess.run(["docker", "push", image], check=True)`. Docs: docs.python.org/3/library/subprocess.html, os.html#os.system.
 */
import { asScript } from './as-script.js';

/** Modules of the language that change nothing for what is started. */
const IMPORTS =
  /^(?:import (?:os|re|sys|json|time|shlex|subprocess)(?:, ?(?:os|re|sys|json|time|shlex|subprocess))*|from subprocess import (?:run|call|check_call|check_output)(?:, ?(?:run|call|check_call|check_output))*)$/;
const SAYS = /^print\((?:"[^"\\]*"|'[^'\\]*')?(?:, ?flush ?= ?True)?\)$/;
const ASSIGNED = /^([A-Za-z_]\w*) ?= ?(.+)$/;
const SYSTEM = /^os\.system\((.+)\)$/;
const STARTS = /^(?:subprocess\.)?(run|call|check_call|check_output)\((.+)\)$/;
/** Options that change nothing but who hears of its end, and of what it says. */
const OPTION =
  /,\s*(?:(check|shell|text|capture_output|universal_newlines) ?= ?(True|False)|(?:stdout|stderr) ?= ?subprocess\.(?:PIPE|DEVNULL|STDOUT))\s*,?\s*$/;

/** A text of one line, with what stands in front of its quotes. */
const TEXT = /^(f?)(?:"([^"\\\n]*)"|'([^'\\\n]*)')$/;
/** Without it Python ends there; what `os.getenv` has for that, no shell has. */
const VARIABLE_OF_JOB = /^os\.environ\[(["'])(\w+)\1\]$/;

/**
 * The program as a script of a shell that ends at errors.
 *
 * @param program all of its text
 * @returns null: it does something else, too, or asks what to do
 */
export function pythonAsScript(program: string): string | null {
  const lines = statementsOf(program);
  const known = new Map<string, Parts>();
  const script = lines?.map((line) => commandOf(line, known));
  if (!script || script.includes(null)) return null;
  const commands = script.filter((each) => each !== '');
  return commands.length === 0 ? null : ['set -e', ...commands].join('\n');
}

/** Statements at the outermost level; null where there are others. Within brackets a line goes on. */
function statementsOf(program: string): string[] | null {
  const found: string[] = [];
  let open = '';
  for (const line of program.split('\n').flatMap((each) => (each.includes('"""') ? [each] : inOne(each)))) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    if (open === '' && /^\s/.test(line)) return null;
    open = open === '' ? line.trimEnd() : `${open} ${line.trim()}`;
    const bare = open.replace(/"[^"\\]*"|'[^'\\]*'/g, '');
    if (/["'\\#]/.test(bare)) return null;
    if ((bare.match(/[([{]/g) ?? []).length > (bare.match(/[)\]}]/g) ?? []).length) continue;
    found.push(open);
    open = '';
  }
  return open === '' ? found : null;
}

/** `import os; os.system("…")`. */
function inOne(line: string): string[] {
  const parts = line.match(/(?:"[^"]*"|'[^']*'|[^;"'])+|["'].*/g) ?? [];
  return parts.map((each, at) => (at === 0 ? each : each.trim()));
}

/** A text: what is written, and variables of the environment. */
type Parts = readonly ({ text: string } | { variable: string })[];

/** As one word of a shell. */
function asWord(parts: Parts): string {
  const words = parts.map((each) => ('text' in each ? asScript([each.text]) : `"$${each.variable}"`));
  return words.join('') || "''";
}

/** As a script of a shell, which it is given to; null where quotes would hide a variable from that. */
function asCommands(parts: Parts): string | null {
  const texts = parts.map((each) => ('text' in each ? each.text : ''));
  if (parts.some((each) => 'variable' in each) && texts.join('').includes("'")) return null;
  return `(${parts.map((each) => ('text' in each ? each.text : `\${${each.variable}}`)).join('')})`;
}

/** null: it is none of those that are known. '' of what starts nothing. @param known what variables hold */
function commandOf(statement: string, known: Map<string, Parts>): string | null {
  if (IMPORTS.test(statement) || SAYS.test(statement)) return '';
  const [, name, value = ''] = ASSIGNED.exec(statement) ?? [];
  const call = name === undefined ? statement : value;
  const [, asked] = SYSTEM.exec(call) ?? [];
  const [, how, given] = STARTS.exec(call) ?? [];
  if (name !== undefined) known.delete(name);
  if (asked !== undefined) {
    const command = givenToShell(asked.trim(), known);
    return command && `${command} || true`;
  }
  if (how !== undefined && given !== undefined) return startedBy(how, given, known);
  const parts = name === undefined ? null : textIn(value.trim(), known);
  if (name === undefined || parts === null) return null;
  known.set(name, parts);
  return '';
}

function startedBy(how: string, given: string, known: ReadonlyMap<string, Parts>): string | null {
  let rest = given.trim();
  const said = new Map<string, string>();
  for (let option = OPTION.exec(rest); option; option = OPTION.exec(rest)) {
    said.set(option[1] ?? '', option[2] ?? '');
    rest = rest.slice(0, option.index).trim();
  }
  const command = said.get('shell') === 'True' ? givenToShell(rest, known) : listed(rest, known);
  if (command === null) return null;
  const ends = how.startsWith('check_') || said.get('check') === 'True';
  return ends ? command : `${command} || true`;
}

function givenToShell(text: string, known: ReadonlyMap<string, Parts>): string | null {
  const parts = textIn(text, known);
  return parts && asCommands(parts);
}

function listed(list: string, known: ReadonlyMap<string, Parts>): string | null {
  const [, entries] = /^\[(.+?),?\s*\],?$/.exec(list) ?? [];
  const words = partsOf(entries ?? '').map((each) => textIn(each.trim(), known));
  return words.length === 0 || words.includes(null) ? null : (words as Parts[]).map(asWord).join(' ');
}

/** The entries of a list, whose texts may hold a comma. */
function partsOf(list: string): string[] {
  return list.match(/(?:"[^"]*"|'[^']*'|[^,"'])+/g) ?? [];
}

/** null: nobody knows. */
function textIn(expression: string, known: ReadonlyMap<string, Parts>): Parts | null {
  const [, , variable] = VARIABLE_OF_JOB.exec(expression) ?? [];
  if (variable !== undefined) return [{ variable }];
  const [written, filled, double, single = ''] = TEXT.exec(expression) ?? [];
  if (written === undefined) return known.get(expression) ?? null;
  const text = double ?? single;
  if (filled === '') return [{ text }];
  const parts = text
    .split(/\{([^{}]*)\}/)
    .map((part, at): Parts | null => (at % 2 === 0 ? [{ text: part }] : textIn(part.trim(), known)));
  const all = parts.includes(null) ? null : (parts as Parts[]).flat();
  // `{{` is a brace.
  return all?.some((each) => 'text' in each && /[{}]/.test(each.text)) ? null : all;
}
