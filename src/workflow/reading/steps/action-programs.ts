/** Steps whose action is a program: one that an input holds, or one of the repository, in JavaScript or in an image. */
import { actionNamed } from '../../knowledge/actions/index.js';
import { nameOfFile } from '../../language/workspace.js';
import { child, list, text } from '../../text/document.js';
import { saidInProgram } from '../logins/said-logins.js';
import type { Act, Here } from './frame.js';
import { programIn, withModules } from './imported-modules.js';
import { usedAction } from './local-actions.js';
import { opaqueAct } from './opaque-act.js';
import { spanOf } from './places.js';
import { saidPushes } from './said-pushes.js';
import { inputsOf } from './step-inputs.js';

/** What is longer is bundled with all the packages that it uses, whose words say nothing of what it does. */
const LONGEST_PROGRAM = 64 * 1024;

/** Logins and pushes that the words of the program tell of. */
export function programActs(here: Here): Act[] {
  const input = actionNamed(here.step.uses?.action ?? '')?.program;
  const program = input === undefined ? programOfAction(here) : inputsOf(here).text(input);
  if (program === null) return [];
  const place = spanOf(here.step, input ?? null);
  const { told, pushes } = saidPushes(program, here, place);
  return [
    ...saidInProgram(program, here, place),
    ...(told.length > 0 ? [{ ...opaqueAct(here), told }] : []),
    ...pushes,
  ];
}

/** The text of the program that a step's action is; null: it is none of the repository, or one that is not read. */
function programOfAction(here: Here): string | null {
  const { document, folder } = usedAction(here) ?? {};
  const runs = child(document?.root ?? null, 'runs');
  const using = text(child(runs, 'using'))?.toLowerCase() ?? '';
  if (folder === undefined || folder === null || runs === null) return null;
  const file = (path: string | null) =>
    path === null ? null : here.project.file(folder === '' ? path : `${folder}/${path}`);
  if (using.startsWith('node')) {
    const path = text(child(runs, 'main'));
    const program = file(path);
    if (path === null || program === null || program.length > LONGEST_PROGRAM) return null;
    return withModules(programIn(path, program), { file, entries: () => null });
  }
  if (using !== 'docker') return null;
  const image = text(child(runs, 'image')) ?? '';
  const entrypoint = text(child(runs, 'entrypoint')) ?? entrypointIn(file(image) ?? '');
  const args = (list(child(runs, 'args'))?.items ?? []).map(({ node }) => text(node) ?? '');
  // Docs: Metadata syntax reference, `runs` for Docker container actions. What nobody knows may be docker itself.
  return [[image, entrypoint || 'docker', ...args].join(' '), file(nameOfFile(entrypoint)) ?? ''].join('\n');
}

/** `ENTRYPOINT ["docker"]`; where it has several words, they stay apart. */
function entrypointIn(dockerfile: string): string {
  const [, said = ''] = /^ENTRYPOINT[ \t]+([^\n]*)/im.exec(dockerfile) ?? [];
  return said.replace(/[[\]",]+/g, ' ').trim();
}
