/** Steps whose action is a program: one that an input holds, or one of the repository, in JavaScript or in an image. */
import { actionNamed } from '../../../knowledge/actions/index.js';
import { inWorkspace } from '../../../language/workspace.js';
import { child, text } from '../../../text/document.js';
import { logoutsInProgram, saidInProgram } from '../../logins/program-logins.js';
import { type Act, type Here, ofStep, saidBy, surroundings } from '../frame.js';
import { opaqueAct } from '../opaque-act.js';
import { spanOf } from '../places.js';
import { imageProgram } from '../programs/image-programs.js';
import { type ForeignProgram, programIn, withModules } from '../programs/imported-modules.js';
import { pushesOfProgram } from '../programs/program-pushes.js';
import { saidPushes } from '../programs/said-pushes.js';
import { holdsCredential, isCredentialHanded } from '../reach.js';
import { hasOtherHome } from '../scripts/container-steps.js';
import { usedAction, usesProgram } from './local-actions.js';
import { inputsOf } from './step-inputs.js';

/** What is longer is bundled with all the packages that it uses, whose words say nothing of what it does. */
const LONGEST_PROGRAM = 64 * 1024;

/** Logins and pushes that the words of the program tell of. */
export function programActs(here: Here): Act[] {
  const input = actionNamed(here.step.uses?.action ?? '')?.program;
  const program = input === undefined ? programOfAction(here) : programOfInput(here, input);
  if (program === null) return [];
  const place = spanOf(here.step, input ?? null);
  const at = { near: surroundings(here), folder: '' };
  const { told, acts } = saidPushes(program, here, place, at);
  const command = [here.step.uses?.source ?? ''];
  const pushes = pushesOfProgram({ text: program, command, isInline: input !== undefined }, here, at);
  const says = saidBy(here, { command: command.join(), environment: new Map() });
  const found: Act[] = [
    ...saidInProgram(program, here, place),
    ...(told.length > 0 ? [{ ...opaqueAct(here), told, saysPush: true as const }] : []),
    ...acts,
    ...(pushes
      ? [{ ...ofStep(here), kind: 'opaque' as const, hasCredential: false, says, place, pushes }]
      : []),
    ...logoutsInProgram(program, here, place),
  ];
  return input === undefined && isInImage(here) ? found.map((act) => inContainer(act, here)) : found;
}

/** Is the step's action one of the repository that is run in a container? */
function isInImage(here: Here): boolean {
  const runs = child(usedAction(here)?.document?.root ?? null, 'runs');
  return text(child(runs, 'using'))?.toLowerCase() === 'docker' && hasOtherHome(here);
}

/** There no login of the machine is found, and none is left for it. */
function inContainer(act: Act, here: Here): Act {
  const there = { ...act, home: 'container' as const };
  if (there.kind !== 'opaque') return there;
  const isHanded = isCredentialHanded(here) || holdsCredential(usedAction(here)?.document?.text ?? '');
  return isHanded ? there : { ...there, isCutOff: true };
}

/** JavaScript, which imports from the workspace. */
function programOfInput(here: Here, input: string): string | null {
  const script = inputsOf(here).text(input);
  if (script === null) return null;
  const program: ForeignProgram = {
    text: script,
    language: 'javascript',
    path: null,
    folder: '',
    root: '',
  };
  return withModules(program, filesOf(here));
}

const filesOf = ({ project }: Here) => ({ file: (path: string) => project.file(path), entries: () => null });

/** Is the step's action a program of the repository whose text nobody here reads: bundled, compiled, or in an image of others? */
export function isUnreadProgram(here: Here): boolean {
  return usesProgram(here) && textsOfAction(here)?.texts.length === 0;
}

/** The text of the program that a step's action is; null: it is none of the repository, or one that is not read. */
function programOfAction(here: Here): string | null {
  const { command, texts } = textsOfAction(here) ?? { command: null, texts: [] };
  const all = command === null ? texts : [command, ...texts];
  return all.length === 0 ? null : all.join('\n');
}

/** Its files, and in an image the words of its command; null: it is no program of the repository. */
function textsOfAction(here: Here): { command: string | null; texts: string[] } | null {
  const { document, folder = null } = usedAction(here) ?? {};
  const runs = child(document?.root ?? null, 'runs');
  const using = text(child(runs, 'using'))?.toLowerCase() ?? '';
  if (folder === null || runs === null) return null;
  const files = filesOf(here);
  if (using === 'docker') return imageProgram(runs, folder, files);
  if (!using.startsWith('node')) return null;
  // Docs: Metadata syntax reference, `runs` for JavaScript actions.
  const texts = ['pre', 'main', 'post'].flatMap((each) => {
    const named = text(child(runs, each));
    const path = named === null ? null : inWorkspace(folder, named);
    const program = path === null ? null : files.file(path);
    if (path === null || program === null || program.length > LONGEST_PROGRAM) return [];
    return [withModules(programIn(path, program), files)];
  });
  return { command: null, texts };
}
