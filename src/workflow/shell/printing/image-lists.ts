/**
 * `docker images` and its like: the names of images that an engine has. What is there only the run knows, but what is asked
 * for tells how each name begins (docs.docker.com/reference/cli/docker/image/ls).
 */
import { readArguments } from '../../knowledge/arguments.js';
import { isUpToRun, LISTED } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';

const TAKES = ['-f', '--filter', '--format'];

/** One line, for any number of them; null where it is another command, or prints more than names. */
export function listedImages(args: readonly string[]): string | null {
  const options = optionsOf(args);
  if (options === null) return null;
  const { positional, values, has } = readArguments(options, TAKES);
  const [asked = filtered(values('-f', '--filter')) ?? '', ...more] = positional;
  if (more.length > 0 || has('-q', '--quiet', '--digests', '--tree')) return null;
  const [repository, tag] = begun(asked);
  // Without a format it is a table, whose head nobody pushes.
  const [format = `{{.Repository}} {{.Tag}} ${LISTED} ${LISTED} ${LISTED}`] = values('--format');
  const line = format
    .replace(/\{\{ *\.Repository *\}\}/g, () => repository)
    .replace(/\{\{ *\.Tag *\}\}/g, () => tag)
    .replace(/\{\{ *\.\w+ *\}\}/g, LISTED);
  // Of a name that is wholly known it says only whether it is there.
  return !hasHole(line) || /\{\{|^(?:table|json)\b/.test(line) ? null : `${line}\n`;
}

function optionsOf([command, kind, ...rest]: readonly string[]): readonly string[] | null {
  if (command === 'images') return kind === undefined ? [] : [kind, ...rest];
  return command === 'image' && (kind === 'ls' || kind === 'list') ? rest : null;
}

function filtered(filters: readonly string[]): string | undefined {
  return filters.find((each) => each.startsWith('reference='))?.slice('reference='.length);
}

/** Repository and tag, as far as a pattern tells them. */
function begun(asked: string): [string, string] {
  const [known = ''] = asked.split(/[*?[]/, 1);
  const isPattern = known !== asked;
  const end = known.lastIndexOf(':');
  if (end > known.lastIndexOf('/')) {
    const tag = known.slice(end + 1);
    return [known.slice(0, end), isPattern || tag === '' ? `${tag}${LISTED}` : tag];
  }
  return [isPattern || asked === '' ? `${known}${LISTED}` : known, LISTED];
}

/**
 * A line with what only the run knows, of those in which a text is looked for: where it could begin with a registry's host
 * that is looked for, it does, for no name has anything in front of that.
 *
 * @returns null where settings have a say
 */
export function lineWithText(line: string, wanted: string | null): string | null {
  if (!isUpToRun(line)) return null;
  const isHost = wanted !== null && /^\^?[\w-]+(?:\.[\w-]+)+\/[\w./-]*$/.test(wanted);
  return isHost && hasHole([...line][0] ?? '') ? wanted.replace(/^\^/, '') + line : line;
}
