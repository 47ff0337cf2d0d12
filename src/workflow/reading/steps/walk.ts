import { both, type Chance } from '../../language/chance.js';
import { followFrom, normalised, STATUS_FUNCTION } from '../../language/conditions.js';
import { type JobEnvironment, withEnv } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { absentName } from '../../language/origins.js';
import { Dictionary, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import { child, text } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
import { eitherWay, onlyWay } from '../jobs/ending-conditions.js';
import { ownChance } from '../jobs/example-conditions.js';
import { authFolderIn, authFolderOfPodman } from '../logins/auth-folders.js';
import { actionEffects, doesNothing } from './actions/action-steps.js';
import { type Inside, localAction } from './actions/local-actions.js';
import {
  type Act,
  type Effects,
  effectsOf,
  type Frame,
  type Here,
  ofStep,
  type StepOutcome,
  type StepReader,
  type WalkOptions,
} from './frame.js';
import { spanOf } from './places.js';
import { isSettledCondition, SharedConditions } from './shared-conditions.js';
import { isScriptStep } from './step-kinds.js';
import { outcomeOf } from './step-outcome.js';
import { isTolerated } from './tolerance.js';

/** Actions that use each other are many ways: a job is followed into so many, of the rest nothing is known. */
const MAX_ACTIONS = 100;

export interface StepReading {
  /** It has run before the step that asks. */
  isPast: boolean;
  acts: readonly Act[];
}

/** What the walk of a job came to. */
export interface WalkReading {
  /**
   * Those that do anything, in their order; those of an action of the repository in the place of the
   * step that uses it.
   */
  steps: StepReading[];
  outputs: Dictionary;
  environment: JobEnvironment;
  /** A step has surely failed, and the job with it. */
  hasFailed: boolean;
}

/** The steps with what they do; outputs and environment are carried from step to step. */
export function walkSteps(options: WalkOptions): WalkReading {
  const { job } = options;
  const state = {
    environment: options.environment,
    hasCredential: options.environment.mayHoldCredential,
    made: NOTHING_MADE,
    actionsLeft: MAX_ACTIONS,
    hasFailed: false,
  };
  const steps: StepReading[] = [];
  const frame: Frame = {
    ...options,
    state,
    steps: job.steps,
    document: job.document,
    runs: 'yes',
    guards: [],
    trail: [],
    handed: [],
  };
  const outputs = walk(frame, steps);
  return {
    steps,
    outputs: new Dictionary(outputs, { open: true }),
    environment: state.environment,
    hasFailed: state.hasFailed,
  };
}

/** @param readings to which those of the frame's steps are added */
function walk(frame: Frame, readings: StepReading[]): Map<string, Value> {
  const { state, after, within = [] } = frame;
  const outputs = new Map<string, Value>();
  /** Of the steps that stand before the one that asks: no other one is in the context yet. */
  const ids = new Set<string>();
  // One object that grows: a copy for each step would take the square of their number.
  const shared = new SharedConditions();
  const steps = new Lookup((name) => {
    const id = name.toLowerCase();
    return shared.context(id) ?? outputs.get(id) ?? (ids.has(id) ? UNKNOWN : absentName(`steps.${name}`));
  });
  const met = meeting(frame, shared, contextsByEnvironment({ ...frame.contexts, steps }));
  for (const [index, step] of frame.steps.entries()) {
    const isOnWay = index === after && frame.own !== undefined;
    const own = isOnWay && within.length === 0 ? frame.own : undefined;
    // Nearly half of all steps; nobody asks whether they run.
    if (!isOnWay && step.id === null && doesNothing(step, frame.project.repository)) continue;
    const isPast = index <= after;
    const isSettled = isSettledCondition(conditionText(step), (id) => ids.has(id));
    const here = met(step, isOnWay);
    if (step.id) ids.add(step.id.toLowerCase());
    const inside =
      own || here.runs === 'no' ? null : localAction(here, { isPast, within: isOnWay ? within : [] });
    const outcome = inside ? walkInside(inside, here, readings) : outcomeHere(here, own);

    if (step.id && outcome.context !== null) outputs.set(step.id.toLowerCase(), outcome.context);
    shared.keep(step.id, here.guards, outcome, isSettled);
    if (outcome.acts.length > 0) readings.push({ isPast, acts: outcome.acts });
    // Before our step the process already shows what was written.
    if (isPast && !(isOnWay && inside)) continue;
    if (outcome.isEnd && !isBeside(step)) state.hasFailed = true;
    state.environment = state.environment.on(outcome.variables);
    if (outcome.isOpaque) state.environment = state.environment.opened();
  }
  return outputs;
}

/** Does it run beside those that stand behind it? Then its failure is none of theirs. Docs: Workflow syntax, steps[*].background, parallel. */
function isBeside({ node, item }: StepText): boolean {
  return item !== node || !['', 'false'].includes(text(child(node, 'background')) ?? '');
}

/** A step of a job, or of an action that is read: it can hand its environment on. */
type Met = Here & { environment: JobEnvironment };

/** How each step of a frame is met in its turn: what its expressions see there, and how surely it runs. */
function meeting(
  frame: Frame,
  shared: SharedConditions,
  inJob: (environment: JobEnvironment) => Contexts,
): (step: StepText, isOnWay: boolean) => Met {
  const { expressions, state } = frame;
  const held = heldConditions(frame);
  const isHeld = (condition: string) =>
    held.length > 0 && isSettledCondition(condition, () => true) && followFrom([condition], held);
  return (step, isOnWay) => {
    const condition = conditionText(step);
    const guards = condition === '' ? frame.guards : [...frame.guards, condition];
    shared.hold(guards);
    const given = shared.environment(state.environment);
    const outer = inJob(given);
    const environment = withEnv(given, child(step.node, 'env'), expressions, outer);
    const contexts: Contexts = environment === given ? outer : { ...outer, env: environment.context() };
    // What is given under its condition says nothing of the condition.
    shared.hold(frame.guards);
    const asked = { node: step.node, contexts: frame.user ? contexts : withStatus(contexts, condition) };
    const chance = () => {
      if (state.hasFailed && !STATUS_FUNCTION.test(condition)) return 'no';
      return isHeld(condition) ? 'yes' : ownChance(asked, expressions, frame.assumesSuccess === true);
    };
    // Nobody but a run asks the registry whether an image is there.
    const deciding = frame.own !== undefined && !isOnWay ? decidingTexts(step) : null;
    const settled = (open: Chance) =>
      (open !== 'yes' && open !== 'no' && deciding?.if && eitherWay(deciding.if, contexts, expressions)) ||
      open;
    // Where we are running, its condition held.
    const runs = isOnWay ? 'yes' : both(frame.runs, settled(chance()));
    const texts = runs === 'no' ? [] : Object.values(deciding ?? {}).filter((each) => each !== null);
    const open = texts.filter((each) => !isHeld(normalised(each)));
    const only = open.map((each) => onlyWay(each, contexts, expressions)).find((each) => each !== null);
    shared.hold(guards);
    return { ...frame, step, contexts, environment, runs, guards, ...(only ? { onlyWay: only } : {}) };
  };
}

/** What held where we are running: the conditions of our job and of our step. */
function heldConditions({ own, user, job, steps, after }: Frame): string[] {
  const step = steps[after];
  if (own === undefined || user || !step) return [];
  const all = [normalised(text(child(job.node, 'if'))), conditionText(step)];
  return all.filter((each) => each !== '' && isSettledCondition(each, () => true));
}

/** Of a step that is no action of the repository. @param own set: it is ours */
function outcomeHere(here: Here, own: WalkOptions['own']): StepOutcome {
  if (own) return outcomeOf(ownEffects(own, here), here);
  return here.strict?.failed(here) ?? (here.remembered ?? unremembered)(here, readStep);
}

/** Its steps see the variables of the step that uses it, and may write for the whole job. */
function walkInside(inside: Inside, here: Met, readings: StepReading[]): StepOutcome {
  const { state, environment: inStep } = here;
  const { hasFailed, environment: before } = state;
  state.environment = inStep;
  const made =
    inside.ref === null ? walk(inside.frame, readings) : walkAt(inside.ref, inside, here, readings);
  const changed = state.environment;
  state.environment = before.with(changed.since(inStep));
  if (isTolerated(here.step.node)) state.hasFailed = hasFailed;
  if (changed.isUntold) state.environment = state.environment.opened();
  return outcomeOf({ ...effectsOf([]), made: inside.outputs(made) }, here);
}

/** An action at another ref than the one that is read: there it may log in where here it does not. */
function walkAt(ref: string, { frame }: Inside, here: Here, readings: StepReading[]): Map<string, Value> {
  const inner: StepReading[] = [];
  const made = walk(frame, inner);
  here.state.hasCredential = true;
  const unseen: Act = {
    ...ofStep(here),
    kind: 'opaque',
    hasCredential: true,
    says: null,
    place: spanOf(here.step, null),
  };
  readings.push({ isPast: frame.after > 0, acts: [unseen] });
  for (const { isPast, acts } of inner) readings.push({ isPast, acts: acts.map((act) => ({ ...act, ref })) });
  return made;
}

/** The contexts of a step without an `env` of its own: the same until a step changes the environment. */
function contextsByEnvironment(others: Contexts): (environment: JobEnvironment) => Contexts {
  let known: { environment: JobEnvironment; contexts: Contexts } | null = null;
  return (environment) => {
    if (known?.environment !== environment)
      known = { environment, contexts: { ...others, env: environment.context() } };
    return known.contexts;
  };
}

/** A step that says nothing of the steps before it runs where they ended well. Docs: Contexts reference, job context. */
function withStatus(contexts: Contexts, condition: string): Contexts {
  return condition.includes('status') && !STATUS_FUNCTION.test(condition)
    ? { ...contexts, job: ENDED_WELL }
    : contexts;
}

const ENDED_WELL = new Dictionary([['status', 'success']], { open: true });

/** What of a step may decide whether it pushes: its `if:`, and its `push:`. */
function decidingTexts({ node }: StepText): Record<'if' | 'push', string | null> {
  const deciding = (each: string | null) =>
    each !== null && /\b(?:steps|needs|env)\b/i.test(each) ? each : null;
  const push = child(child(node, 'with'), 'push');
  return { if: deciding(text(child(node, 'if'))), push: deciding(text(push)) };
}

const CONDITIONS = new WeakMap<StepText, string>();

/** The `if:` of a step, for comparing; the same in every run. */
function conditionText(step: StepText): string {
  const known = CONDITIONS.get(step);
  if (known !== undefined) return known;
  const made = normalised(text(child(step.node, 'if')));
  CONDITIONS.set(step, made);
  return made;
}

const unremembered: StepReader = (here, read) => read(here);

function readStep(here: Here): StepOutcome {
  return outcomeOf(effectsOfStep(here), here);
}

/** The same one for each walk, so that steps which are remembered find what they met. */
const NOTHING_MADE: Frame['state']['made'] = new Map();

function effectsOfStep(here: Here): Effects {
  return isScriptStep(here.step) ? here.scriptSteps(here) : actionEffects(here);
}

/** Our own step logs in and hands on the names; of its inputs nobody here knows more. */
function ownEffects({ sign, outputs }: NonNullable<WalkOptions['own']>, here: Here): Effects {
  const place = spanOf(here.step, null);
  // In the process that we are in, what is not there is not set.
  const { variable } = here.environment;
  const isPodmans = sign?.stores[0] === 'containers';
  const told = authFolderOfPodman(null, variable);
  const authFolder = (isPodmans ? told : null) ?? authFolderIn(variable) ?? '';
  const act = { ...ofStep(here), place, passwordPlace: place, authFolder, ownFile: told ?? '' };
  return { ...effectsOf(sign ? [{ kind: 'sign', sign, ...act }] : []), made: [...outputs] };
}
