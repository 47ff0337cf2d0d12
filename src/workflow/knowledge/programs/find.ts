/** `find … -exec COMMAND {} \\;`: a command for each file that is found, or for all of them. */
import { FOUND } from '../../language/origins.js';
import { asScript } from '../../shell/starting/as-script.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { Program } from '../program.js';
import { textStarted } from '../project-files/scripts.js';

const RUNS = /^-(?:exec|ok)(dir)?$/;

/** More files are like those before them. */
const MOST_FILES = 20;

function started({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const commands = words.flatMap((each, at): StartedScript[] => {
    const [isRun, isInFolder] = RUNS.exec(each) ?? [];
    if (isRun === undefined) return [];
    const rest = words.slice(at + 1);
    const end = rest.findIndex((word) => word === ';' || word === '+');
    const command = rest.slice(0, end === -1 ? undefined : end);
    const folder = isInFolder === undefined ? around.folder : null;
    const found = around.prints(asScript(['find', ...words.slice(0, at)]));
    // How many files it finds, and which, nobody may know.
    const names = found === null ? [FOUND] : found.trimEnd().split('\n').slice(0, MOST_FILES);
    return (rest[end] === '+' ? [names] : names.map((name) => [name])).map((files) =>
      textStarted(
        asScript(command.flatMap((word) => (word === '{}' ? files : filled(word, files)))),
        { ...around, folder },
        { runs: found === null ? 'sometimes' : 'yes' },
      ),
    );
  });
  return commands.length === 0 ? null : commands;
}

function filled(word: string, [name = '']: readonly string[]): string[] {
  return [word.replaceAll('{}', () => name)];
}

export const FIND: readonly Program[] = [
  {
    names: ['find'],
    commands: [
      { words: [], source: 'https://www.gnu.org/software/findutils/manual/', takes: [], starts: started },
    ],
    hidesLogins: 'no',
  },
];
