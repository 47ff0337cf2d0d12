/** What commands print whose words are known: the ones by which scripts make names. */
import { parsedJson } from '../../../evidence/json-text.js';
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { WORKSPACE, workspacePath } from '../../language/workspace.js';
import { isUnset } from '../known/process.js';
import { xargsCommands, xargsFile } from '../starting/xargs.js';
import type { WordScope } from '../words/words.js';
import { printedDate } from './dates.js';
import { ranJq } from './jq/jq.js';
import { LISTINGS } from './listing.js';
import { TEXT_TOOLS } from './text-tools.js';
import { askedYaml } from './yaml-paths.js';

/** What a command sees besides its words and its input. */
type Surroundings = Pick<WordScope, 'variable' | 'read' | 'glob' | 'folder'>;

/**
 * @param words of the command, its name first
 * @param input what it reads; null when that is not known
 * @param scope where its variables and its files are
 * @returns null when it is not known what the command prints
 */
export function printedBy(
  words: readonly string[],
  input: string | null,
  scope: Surroundings,
): string | null {
  const [name = '', ...args] = words;
  if (SILENT.has(name)) return '';
  // Where nothing is written to it, a file that it names is what it reads.
  const fed = input === '' && !/^(?:cat|tee)$/.test(name) ? null : input;
  const file = fed === null && READERS.has(name) ? lastFile(args, scope) : null;
  return file === null ? printed(name, args, fed, scope) : printed(name, args.slice(0, -1), file, scope);
}

/** They read what they are fed, or the file that their last word names. */
const READERS = new Set('head tail cut awk sed grep egrep jq yq sort uniq'.split(' '));

function lastFile(args: readonly string[], scope: Pick<WordScope, 'read'>): string | null {
  const last = args.at(-1) ?? '';
  return last === '' || last.startsWith('-') ? null : scope.read(last);
}

/** `cat a b`. */
function joinedFiles(names: readonly string[], scope: Pick<WordScope, 'read'>): string | null {
  const texts = names.map((each) => (each.startsWith('-') ? null : scope.read(each)));
  return texts.includes(null) ? null : texts.join('');
}

function printed(
  name: string,
  args: readonly string[],
  input: string | null,
  scope: Surroundings,
): string | null {
  const variable = (each: string) => scope.variable(each);
  switch (name) {
    case 'echo':
      return echoed(args);
    case 'printf':
      return formatted(args);
    case 'printenv':
      return args.length === 1 ? `${variable(args[0] as string)}\n` : null;
    case 'cat':
      return args.length === 0 ? input : joinedFiles(args, scope);
    case 'tee':
      return input;
    case 'gh':
      return args.join(' ') === 'auth token' ? tokenOfGitHub(variable) : null;
    case 'pwd':
      return scope.folder === null || !/^(?:-[LP])?$/.test(args.join(' '))
        ? null
        : `${workspacePath(scope.folder)}\n`;
    case 'date':
      return printedDate(args);
    case 'git':
      return args.join(' ') === 'rev-parse --show-toplevel' ? `${WORKSPACE}\n` : null;
    case 'mktemp':
      return `${temporaryName(args)}\n`;
    case 'jq':
      return asked(args, input);
    case 'yq':
      return askedYaml(args, input);
    case 'node':
      return requiredBy(args, scope);
    case 'npm':
      return packageField(args, scope);
    case 'xargs':
      return printedForEach(args.length === 0 ? ['echo'] : args, input, scope);
    default:
      if (Object.hasOwn(LISTINGS, name)) return LISTINGS[name]?.(args, scope) ?? null;
      return Object.hasOwn(TEXT_TOOLS, name) ? (TEXT_TOOLS[name]?.(args, input) ?? null) : null;
  }
}

/** `xargs -n1 basename`; alone it prints as echo does. */
function printedForEach(args: readonly string[], piped: string | null, scope: Surroundings): string | null {
  const file = xargsFile(['xargs', ...args]);
  const input = file === null ? piped : scope.read(file);
  if (input === null || /["'\\]/.test(input) || hasHole(input)) return null;
  const commands = xargsCommands(['xargs', ...args], input);
  const texts = commands?.map(({ words }) => printedBy(words, null, scope)) ?? [null];
  return texts.includes(null) ? null : texts.join('');
}

/** They print nothing, or only where something goes wrong. */
const SILENT = new Set(
  `[ test : true false cd set shift unset export declare local readonly typeset read mapfile readarray trap
  exit return break continue wait mkdir rm cp mv touch sleep`.split(/\s+/),
);

/** The first of these variables that is set (GitHub CLI manual, gh help environment); of a stored login nothing is known. */
function tokenOfGitHub(variable: (name: string) => string): string | null {
  const token = ['GH_TOKEN', 'GITHUB_TOKEN'].map(variable).find((each) => each !== '' && !isUnset(each));
  return token === undefined ? null : `${token}\n`;
}

/** `mktemp -d`, `mktemp -d /tmp/docker.XXXXXX`: a name that nothing had before, where GNU coreutils puts it. */
function temporaryName(args: readonly string[]): string {
  const template = args.find((each) => /^[^-].*XXX/.test(each));
  if (args.some((each) => /^(?:-\w*[pt]|--tmpdir|--suffix)/.test(each))) return FOUND;
  if (template === undefined) return `/tmp/tmp.${FOUND}`;
  return template.startsWith('/') ? `${template.slice(0, template.indexOf('XXX'))}${FOUND}` : FOUND;
}

function echoed(args: readonly string[]): string | null {
  let at = 0;
  while (/^-[neE]+$/.test(args[at] ?? '')) at += 1;
  const flags = args.slice(0, at).join('');
  const line = args.slice(at).join(' ');
  const said = flags.lastIndexOf('e') > flags.lastIndexOf('E') ? unescaped(line) : line;
  return said === null ? null : said + (flags.includes('n') ? '' : '\n');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** A text with what `\n` and its like stand for; null: there are others in it. */
function unescaped(text: string): string | null {
  const isPlain = text.replaceAll(/\\[ntr\\]/g, '').includes('\\') === false;
  return isPlain ? text.replaceAll(/\\([ntr\\])/g, (_, sign: string) => ESCAPES[sign] ?? '') : null;
}

/** `%s` alone; the format is used again as long as there are values. */
function formatted(args: readonly string[]): string | null {
  const [format = '', ...values] = args[0] === '--' ? args.slice(1) : args;
  // Into a variable.
  if (format === '-v') return '';
  if (format.startsWith('-')) return null;
  const written = unescaped(format);
  const places = format.split('%s').length - 1;
  if (written === null || format.split('%').length - 1 !== places) return null;
  let text = '';
  let at = 0;
  do {
    text += written.replaceAll('%s', () => values[at++] ?? '');
  } while (places > 0 && at < values.length);
  return text;
}

/** A `jq` on what it reads. */
function asked(args: readonly string[], input: string | null): string | null {
  const variables = new Map<string, string>();
  const rest: string[] = [];
  let flags = '';
  for (let at = 0; at < args.length; at += 1) {
    const each = args[at] as string;
    if (each === '--arg') {
      variables.set(args[at + 1] ?? '', args[at + 2] ?? '');
      at += 2;
    } else if (LONG_OPTIONS[each]) flags += LONG_OPTIONS[each];
    else if (/^-[a-zA-Z]+$/.test(each)) flags += each.slice(1);
    else rest.push(each);
  }
  const [program, ...files] = rest;
  const data = flags.includes('n') ? 'null' : input;
  if (program === undefined || files.length > 0 || /[^rcjeMSn]/.test(flags) || data === null) return null;
  const style = {
    raw: /[rj]/.test(flags),
    joined: flags.includes('j'),
    compact: flags.includes('c'),
  };
  return ranJq(program, data, variables, style);
}

/** `node -p "require('./package.json').version"`. */
function requiredBy(args: readonly string[], scope: Pick<WordScope, 'read'>): string | null {
  const [flag = '', program = '', ...more] = args;
  const [, , path = '', fields = ''] =
    /^\s*(?:require|JSON\.parse\(require\(["']fs["']\)\.readFileSync)\((["'])([\w./-]+\.json)\1[^)]*\)?\)((?:\.\w+)+)\s*;?\s*$/.exec(
      unlogged(flag, program),
    ) ?? [];
  const text = path === '' || more.length > 0 ? null : scope.read(path);
  return text === null ? null : lineOf(valueAt(parsedJson(text), fields.slice(1).split('.')));
}

/** `-p EXPRESSION`, `-e "console.log(EXPRESSION)"`. */
function unlogged(flag: string, program: string): string {
  if (/^(?:-p|-pe|--print)$/.test(flag)) return program;
  return flag === '-e' ? (/^\s*console\.log\((.*)\);?\s*$/.exec(program)?.[1] ?? '') : '';
}

/** `npm pkg get version`, which prints JSON. */
function packageField(args: readonly string[], scope: Pick<WordScope, 'read'>): string | null {
  const [, name] = /^pkg get ([A-Za-z]\w*)$/.exec(args.join(' ')) ?? [];
  const text = name === undefined ? null : scope.read('package.json');
  const value = text === null || name === undefined ? undefined : valueAt(parsedJson(text), [name]);
  return typeof value === 'string' ? `${JSON.stringify(value)}\n` : null;
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    data,
  );
}

function lineOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? `${value}\n` : null;
}

const LONG_OPTIONS: Readonly<Record<string, string>> = {
  '--raw-output': 'r',
  '--compact-output': 'c',
  '--join-output': 'j',
  '--exit-status': 'e',
  '--null-input': 'n',
};
