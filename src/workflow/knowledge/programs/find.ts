/** `find … -exec COMMAND {} \\;`: a command for each file that is found, or for all of them. */
import { FOUND } from '../../language/origins.js';
import { asScript } from '../../shell/starting/as-script.js';
import type { StartedScript } from '../../shell/starting/started.js';
import type { Arguments } from '../arguments.js';
import type { StartSurroundings } from '../clients.js';
import type { Program } from '../program.js';
import { textStarted } from '../project-files/scripts.js';

const RUNS = /^-(?:exec|ok)(dir)?$/;

/** How many files it finds, and which, nobody here knows. */
function started({ words }: Arguments, around: StartSurroundings): readonly StartedScript[] | null {
  const commands = words.flatMap((each, at): StartedScript[] => {
    const [isRun, isInFolder] = RUNS.exec(each) ?? [];
    if (isRun === undefined) return [];
    const rest = words.slice(at + 1);
    const end = rest.findIndex((word) => word === ';' || word === '+');
    const command = rest.slice(0, end === -1 ? undefined : end);
    const source = asScript(command.map((word) => word.replaceAll('{}', FOUND)));
    const folder = isInFolder === undefined ? around.folder : null;
    return [textStarted(source, { ...around, folder }, { runs: 'sometimes' })];
  });
  return commands.length === 0 ? null : commands;
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
