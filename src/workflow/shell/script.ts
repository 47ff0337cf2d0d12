/**
 * What a `run:` script does, as far as its text tells: the commands it runs with
 * their words expanded, whether each of them runs, and what it writes to
 * `GITHUB_ENV` and `GITHUB_OUTPUT`. What is not known is a hole in a word (see
 * values.ts), never a guess.
 */
import { imagesMissed } from '../knowledge/looks.js';
import { standIn } from '../language/origins.js';
import type { ScriptEffects } from './effects.js';
import { type Ending, handedName } from './known/endings.js';
import { pairsOf, type StepFile, writesUnknownNames } from './known/step-files.js';
import { parseScript } from './parse.js';
import { ScriptWalk } from './script-walk.js';
import { Shell } from './shell.js';
import { dialectOf, readsAsBash } from './starting/dialects.js';
import { Launches } from './starting/launches.js';
import { NO_PLACE, type ScriptPlace } from './starting/started.js';
import { mayWriteUnseen } from './unfollowed-files.js';

/**
 * Follows a script, and the scripts that it starts. `variables` gives the value of an environment
 * variable, null when it is not known. A script that can't be read has no effects.
 */
export function followScript(
  source: string,
  variables: (name: string) => string | null,
  {
    start,
    folder,
    isOpen,
    shell: line = '',
    effort,
    checkout,
    made,
    knowsUnset = false,
    ...options
  }: ScriptPlace = NO_PLACE,
): ScriptEffects {
  const shell = new Shell(variables, folder, isOpen, checkout);
  shell.change(dialectOf(line));
  shell.knowsUnset = knowsUnset;
  if (made) shell.state.made = made;
  const walk = new ScriptWalk(shell, new Launches(shell, start, effort), { ...options, text: source });
  const script = readsAsBash(line, source) ? parseScript(source) : null;
  if (script) walk.process(() => walk.statements(script.commands, 'yes'), 'yes');
  const { GITHUB_ENV, GITHUB_OUTPUT } = shell.state.files;
  const told = (file: StepFile) =>
    new Map(
      [...pairsOf(shell.state.files[file])].map(([name, value]) => {
        const ending = shell.state.handedEndings.get(handedName(file, name));
        return [name, ending && isAnswer(ending) ? toldBy(ending) : value] as const;
      }),
    );
  return {
    writesUnknown: writesUnknownNames(GITHUB_ENV),
    mayWriteUnseen: walk.mayWriteUnseen || mayWriteUnseen(source),
    commands: walk.commands,
    passed: walk.byways.passed,
    environment: told('GITHUB_ENV'),
    outputs: told('GITHUB_OUTPUT'),
    writesUnknownOutputs: writesUnknownNames(GITHUB_OUTPUT),
    made: shell.state.made,
    isFailed: shell.state.failed === 'yes' && !walk.isCut,
    isRead: script !== null && !walk.isCut,
  };
}

/** Words that a condition compares; of a part of a name what both have in common is worth more. */
function isAnswer({ well, failed }: Ending): boolean {
  return [well, failed].every((each) => /^[\w.-]{0,40}$/.test(each));
}

/** Later steps that ask for it ask how those have ended. */
function toldBy({ well, failed, of }: Ending): string {
  const ending = { well, failed, images: imagesMissed(of.map(({ words }) => words)) };
  return standIn({ kind: 'run', ending });
}
