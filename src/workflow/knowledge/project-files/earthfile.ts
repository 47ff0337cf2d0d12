/** The images that `earthly --push` pushes, where an Earthfile of the repository names them. */
import { HOLE, hasHole } from '../../language/values.js';
import type { Surroundings } from '../clients.js';
import { inFolder } from './files.js';
import { interpolated } from './interpolation.js';

/** Targets that one leads to; more are of no interest. */
const MOST_TARGETS = 50;

interface Target {
  lines: string[];
}

/**
 * What a target saves with `SAVE IMAGE --push`, and those that it builds: what a condition or a loop decides about is
 * left out (docs.earthly.dev: Earthfile reference, SAVE IMAGE, BUILD).
 *
 * @param reference `+target`, or `./folder+target`
 * @param given arguments of the command line
 */
export function earthlyImages(
  reference: string,
  given: ReadonlyMap<string, string>,
  around: Pick<Surroundings, 'file'>,
): string[] {
  const images: string[] = [];
  const seen = new Set<string>();
  const follow = (each: string, folder: string, args: ReadonlyMap<string, string>): void => {
    const [, own = '', name = ''] = /^([\w./-]*)\+([\w.-]+)$/.exec(each) ?? [];
    const at = inFolder(folder, own);
    const key = `${at}+${name}`;
    if (name === '' || own.startsWith('..') || seen.has(key) || seen.size >= MOST_TARGETS) return;
    seen.add(key);
    const targets = targetsIn(around.file(inFolder(at, 'Earthfile')) ?? '');
    const lines = targets.get(name)?.lines;
    if (!lines) return;
    const values = new Map<string, string>();
    const fill = (text: string) =>
      interpolated(text.replace(/\$\([^)]*\)/g, HOLE), (variable) => values.get(variable) ?? HOLE).text;
    // Of what stands before the first target, the arguments alone are for all of them.
    const shared = (targets.get('')?.lines ?? []).filter((line) => line.startsWith('ARG '));
    for (const line of [...shared, ...lines]) {
      const [, argument, value] = /^ARG\s+(?:--\S+\s+)*([A-Za-z_]\w*)(?:=(.*))?$/.exec(line) ?? [];
      if (argument !== undefined)
        values.set(argument, args.get(argument) ?? (value === undefined ? HOLE : fill(unquoted(value))));
      const [, saved = ''] = /^SAVE\s+IMAGE\s+(.*)$/.exec(line) ?? [];
      const words = saved.split(/\s+/).filter(Boolean);
      if (words.includes('--push'))
        images.push(...words.filter((word) => !word.startsWith('--')).map((word) => fill(unquoted(word))));
      const [, built = ''] = /^BUILD\s+(.*)$/.exec(line) ?? [];
      const next = built.split(/\s+/).find((word) => /^[\w./-]*\+[\w.-]+$/.test(word));
      // What is handed on may have other values there.
      if (next !== undefined) follow(next, at, new Map());
    }
  };
  follow(reference, '', given);
  return images.filter((image) => image !== '' && !hasHole(image.slice(0, 1)));
}

/** The lines of each target, those of blocks apart; under the empty name what stands before the first one. */
function targetsIn(text: string): Map<string, Target> {
  const targets = new Map<string, Target>([['', { lines: [] }]]);
  let current = targets.get('') as Target;
  let depth = 0;
  for (const written of text.replace(/\\\n/g, ' ').split('\n')) {
    const line = written.replace(/(?:^|\s)#.*$/, '').trim();
    const name = /^([a-z][\w.-]*):$/i.exec(line)?.[1];
    if (name !== undefined && !/^\s/.test(written)) {
      current = { lines: [] };
      targets.set(name, current);
      depth = 0;
    } else if (/^(?:IF|FOR|TRY|WITH|WAIT)\b/.test(line)) depth += 1;
    else if (line === 'END') depth -= 1;
    else if (depth === 0 && line !== '') current.lines.push(line);
  }
  return targets;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
