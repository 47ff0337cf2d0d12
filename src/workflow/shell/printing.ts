/** What commands print whose words are known: the ones by which scripts make names. */
import { FOUND } from '../language/origins.js';
import { ranJq } from './jq/jq.js';
import { isUnset } from './process.js';
import { TEXT_TOOLS } from './text-tools.js';

/**
 * @param words of the command, its name first
 * @param input what it reads; null when that is not known
 * @param variable a variable of the environment
 * @returns null when it is not known what the command prints
 */
export function printedBy(
  words: readonly string[],
  input: string | null,
  variable: (name: string) => string,
): string | null {
  const [name = '', ...args] = words;
  if (SILENT.has(name)) return '';
  switch (name) {
    case 'echo':
      return echoed(args);
    case 'printf':
      return formatted(args);
    case 'printenv':
      return args.length === 1 ? `${variable(args[0] as string)}\n` : null;
    case 'dirname':
      return args.length === 1
        ? `${(args[0] as string).replace(/\/+$/, '').replace(/(?:^|\/)[^/]*$/, '') || '.'}\n`
        : null;
    case 'cat':
      return args.length === 0 ? input : null;
    case 'tee':
      return input;
    case 'gh':
      return args.join(' ') === 'auth token' ? tokenOfGitHub(variable) : null;
    case 'mktemp':
      return `${temporaryName(args)}\n`;
    case 'jq':
      return asked(args, input);
    default:
      return Object.hasOwn(TEXT_TOOLS, name) ? (TEXT_TOOLS[name]?.(args, input) ?? null) : null;
  }
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

function echoed(args: readonly string[]): string {
  let at = 0;
  while (/^-[neE]+$/.test(args[at] ?? '')) at += 1;
  const flags = args.slice(0, at).join('');
  const line = args.slice(at).join(' ');
  return (flags.includes('e') ? line.replaceAll('\\n', '\n') : line) + (flags.includes('n') ? '' : '\n');
}

/** `%s` alone; the format is used again as long as there are values. */
function formatted(args: readonly string[]): string | null {
  const [format = '', ...values] = args[0] === '--' ? args.slice(1) : args;
  if (format.startsWith('-')) return null;
  const places = format.split('%s').length - 1;
  if (format.split('%').length - 1 !== places) return null;
  let text = '';
  let at = 0;
  do {
    text += format.replaceAll('%s', () => values[at++] ?? '').replaceAll('\\n', '\n');
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
  if (program === undefined || files.length > 0 || /[^rcjeMS]/.test(flags) || input === null) return null;
  const style = {
    raw: /[rj]/.test(flags),
    joined: flags.includes('j'),
    compact: flags.includes('c'),
  };
  return ranJq(program, input, variables, style);
}

const LONG_OPTIONS: Readonly<Record<string, string>> = {
  '--raw-output': 'r',
  '--compact-output': 'c',
  '--join-output': 'j',
  '--exit-status': 'e',
};
