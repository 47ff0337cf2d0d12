/** Composite actions of the repository, or of another one that was fetched: their steps are read like those of the job. */

import type { Contexts } from '../../../language/evaluation.js';
import { standIn } from '../../../language/origins.js';
import { Dictionary, Lookup, UNKNOWN, type Value } from '../../../language/values.js';
import { inWorkspace, nameOfFile, workspacePath } from '../../../language/workspace.js';
import { child, map, text, type WorkflowDocument, type YamlNode } from '../../../text/document.js';
import { actionElsewhere, localActionPath, namedRef, stepTexts } from '../../../text/job.js';
import { checkedOutPath } from '../../files/checkouts.js';
import type { Frame, Here } from '../frame.js';
import { knownSteps } from '../known-steps.js';
import { handedTo } from '../reach.js';
import { inputOf } from './step-inputs.js';

/** Composite actions that call each other; GitHub allows ten levels. */
const MAX_ACTION_DEPTH = 10;

/** The inside of an action: its steps, and what its outputs come to once they are read. */
export interface Inside {
  frame: Frame;
  /** It is one of the repository that is used at this ref, where it may say something else than here; null: it is not. */
  ref: string | null;
  outputs(steps: Map<string, Value>): [string, Value][];
}

/**
 * A composite action that can be read, with its inputs filled in; null for anything else.
 *
 * @param isPast its steps have run; `within`: those before the one in it that leads to ours
 */
export function localAction(
  here: Here,
  { isPast, within }: { isPast: boolean; within: readonly number[] },
): Inside | null {
  const { step, expressions, contexts, trail } = here;
  const { name, document, ref, folder } = usedAction(here) ?? NO_ACTION;
  const runs = child(document?.root, 'runs');
  if (!document || text(child(runs, 'using'))?.toLowerCase() !== 'composite') return null;
  if (here.state.actionsLeft <= 0) return null;
  here.state.actionsLeft -= 1;
  const inputs = new Dictionary(inputsOfAction(here, document), { named: 'inputs' });
  const { github } = contexts;
  const inner: Contexts = {
    ...contexts,
    // Docs: Contexts reference, github.action_path.
    ...(folder !== null && github instanceof Dictionary
      ? { github: github.with([['action_path', workspacePath(folder)]]) }
      : {}),
    inputs,
    secrets: NO_SECRETS,
    needs: UNKNOWN,
  };
  const inside = stepTexts(runs as YamlNode);
  return {
    frame: {
      ...here,
      user: { document: here.document, step, ...(here.user ? { user: here.user } : {}) },
      contexts: inner,
      steps: inside,
      document,
      after: within[0] ?? (isPast ? Number.POSITIVE_INFINITY : -1),
      within: within.slice(1),
      trail: [...trail, name],
      handed: handedTo(document, here),
    },
    ref,
    outputs: (steps) =>
      (map(child(document.root, 'outputs'))?.entries ?? []).map(({ key, value }) => {
        const written = text(child(value.node, 'value')) ?? '';
        const scope = { ...inner, steps: knownSteps(new Dictionary(steps, { open: true }), inside) };
        return [String(key.value), expressions.valueOf(written, scope)];
      }),
  };
}

/**
 * What is passed, also what the action does not declare: of that the runner only warns ("Unexpected input(s)") and hands it on
 * all the same; and the defaults of the others (actions/runner src/Runner.Worker/ActionRunner.cs, CompositeActionHandler.cs).
 */
export function inputsOfAction(
  { step, expressions, contexts }: Pick<Here, 'step' | 'expressions' | 'contexts'>,
  { root }: WorkflowDocument,
): [string, Value][] {
  const given = child(step.node, 'with');
  // A default may use `github.token`, but nothing of the job.
  const outside: Contexts = { github: contexts.github as Value };
  const filled = (name: string, node: YamlNode | null, seen: Contexts): [string, Value][] => {
    const written = text(node);
    return written === null ? [] : [[name, expressions.interpolate(written, seen)]];
  };
  const passed = (map(given)?.entries ?? []).flatMap(({ key, value }) =>
    filled(String(key.value), value.node, contexts),
  );
  const defaults = (map(child(root, 'inputs'))?.entries ?? []).flatMap(({ key, value }) => {
    const name = String(key.value);
    return inputOf(given, name) ? [] : filled(name, child(value.node, 'default'), outside);
  });
  return [...passed, ...defaults];
}

/** GitHub does not load a composite action that names the `secrets` context. Docs: Contexts reference, Context availability. */
export const NO_SECRETS = new Lookup((name) => standIn({ kind: 'absent', name, why: 'composite' }));

export interface UsedAction {
  name: string;
  document: WorkflowDocument | null;
  ref: string | null;
  /** Of the repository; null: it is of another one. */
  folder: string | null;
}

const NO_ACTION: UsedAction = { name: '', document: null, ref: null, folder: null };

/** Is a step's action one of the repository that is a program, and no list of steps? */
export function usesProgram(here: Here): boolean {
  const { document, folder = null } = usedAction(here) ?? NO_ACTION;
  const using = text(child(child(document?.root, 'runs'), 'using')) ?? '';
  return folder !== null && /^(?:node|docker)/i.test(using);
}

/** As it was committed; null also where what the job has put over its file before may say anything. */
function actionOf(here: Here, folder: string, isInWorkspace: boolean): WorkflowDocument | null {
  const { step, project, changes } = here;
  const document = project.action(folder);
  if (!document || !isInWorkspace) return document;
  const path = inWorkspace('', (step.uses?.source ?? '').replace(/\/+$/, ''));
  const file = `${path}/${nameOfFile(document.file)}`.replace(/^\//, '');
  return changes.isOpenFile({ ...here, until: step.node.start }, file, document.text) ? null : document;
}

/** The action that a step uses, where its file is at hand and it is none of the table's. */
export function usedAction(here: Here): UsedAction | null {
  const { step, job, document, project, actions, trail } = here;
  if (!step.uses || trail.length >= MAX_ACTION_DEPTH) return null;
  const { source, action } = step.uses;
  // Nearly all steps, in every run: an action of others, of which nothing is read.
  if (!project.actionElsewhere && localActionPath(source, project.repository) === null) return null;
  const elsewhere = actionElsewhere(source, document.file);
  const isOfHome = source.startsWith('$') && elsewhere !== null;
  const path = isOfHome ? null : localActionPath(source, project.repository);
  // `./ci/push` is looked for in the workspace, where the job may have checked out another repository.
  const isInWorkspace = path !== null && source.startsWith('.');
  const folder = isInWorkspace ? checkedOutPath(job, project.repository, path) : path;
  if (folder === null && path !== null) return null;
  if (folder !== null)
    return trail.includes(folder)
      ? null
      : { name: folder, document: actionOf(here, folder, isInWorkspace), ref: namedRef(source), folder };
  if (elsewhere === null || trail.includes(elsewhere)) return null;
  // What an action of the table does is known better than its steps could tell.
  if (action !== null && actions(action) !== null) return null;
  return { name: elsewhere, document: project.actionElsewhere?.(elsewhere) ?? null, ref: null, folder: null };
}
