/** The `commands` of `tox.ini`, which tox runs without a shell. */
import type { StartedScript } from '../../shell/starting/started.js';
import { type Arguments, readArguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import { inFolder } from './files.js';
import { textStarted } from './scripts.js';

const TAKES = '-e -c --conf --workdir -x --override --result-json'.split(' ');

/** `tox -e push,lint`, `tox run -e push`. Docs: tox.wiki/en/latest/config.html. */
export function toxStarted({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const { folder, file } = around;
  const text = folder === null ? null : file(inFolder(folder, 'tox.ini'));
  if (text === null) return null;
  const wanted = readArguments(words, TAKES)
    .values('-e')
    .flatMap((each) => each.split(','));
  const lines = wanted.flatMap((each) => commandsIn(text, `testenv:${each}`));
  return lines.length === 0 ? null : [textStarted(lines.join('\n'), around)];
}

/** Those of a section: behind the name, and on the lines below that stand deeper. */
function commandsIn(text: string, section: string): string[] {
  const found: string[] = [];
  let [isInside, isMeant] = [false, false];
  for (const line of text.split('\n')) {
    const header = /^\[([^\]]{1,200})\]/.exec(line)?.[1];
    if (header !== undefined) isInside = header === section;
    const [, key, value = ''] = /^(\w{1,40})\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) isMeant = /^commands(?:_pre|_post)?$/.test(key);
    const said = key === undefined ? (/^\s+(\S.*)$/.exec(line)?.[1] ?? '') : value;
    // A dash in front of a command lets it fail.
    if (isInside && isMeant && said !== '' && !said.startsWith('#')) found.push(said.replace(/^-\s*/, ''));
  }
  return found;
}
