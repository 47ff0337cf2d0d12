/** What commands print whose words are known: the ones by which scripts make names. */

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
    case 'jq':
      return metadataTags(args, input);
    case 'tr':
      return input === null ? null : translated(args, input);
    default:
      return null;
  }
}

/** They print nothing, or only where something goes wrong. */
const SILENT = new Set(
  `[ test : true false cd set shift unset export declare local readonly typeset read mapfile readarray trap
  exit return break continue wait mkdir rm cp mv touch sleep`.split(/\s+/),
);

function echoed(args: readonly string[]): string {
  let at = 0;
  while (/^-[neE]+$/.test(args[at] ?? '')) at += 1;
  const flags = args.slice(0, at).join('');
  const line = args.slice(at).join(' ');
  return (flags.includes('e') ? line.replaceAll('\\n', '\n') : line) + (flags.includes('n') ? '' : '\n');
}

/** `%s` alone; the format is used again as long as there are values. */
function formatted([format = '', ...values]: readonly string[]): string | null {
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

/** `.tags | map("-t " + .) | join(" ")` of metadata-action's JSON, by which Docker's docs make an index. */
function metadataTags(args: readonly string[], input: string | null): string | null {
  const filter = args.find((each) => !each.startsWith('-'))?.replace(/\s+/g, '');
  const option = /^\.tags\|map\("(-t|--tag)"\+\.\)\|join\(""\)$/.exec(filter ?? '')?.[1];
  if (!option || input === null) return null;
  try {
    const { tags } = JSON.parse(input) as { tags?: unknown };
    return Array.isArray(tags) ? `${tags.map((tag) => `${option} ${tag}`).join(' ')}\n` : null;
  } catch {
    return null;
  }
}

const UPPER = ['[:upper:]', 'A-Z', '[A-Z]'];
const LOWER = ['[:lower:]', 'a-z', '[a-z]'];

/** `tr` between the cases, by which names are made lower, and without line ends. */
function translated([from = '', to = '', ...more]: readonly string[], input: string): string | null {
  if (more.length > 0) return null;
  if (UPPER.includes(from) && LOWER.includes(to)) return input.toLowerCase();
  if (LOWER.includes(from) && UPPER.includes(to)) return input.toUpperCase();
  return from === '-d' && (to === '\\n' || to === '\n') ? input.replaceAll('\n', '') : null;
}
