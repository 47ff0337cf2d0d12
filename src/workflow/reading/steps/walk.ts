/**
 * A job's steps, one after the other, with what each does at registries. The
 * knowledge stands in two tables (knowledge/programs, knowledge/actions); here
 * it is applied to steps whose inputs, environment and conditions are filled in.
 * Composite actions of the same repository are walked like steps of the job.
 */
import { actionNamed } from '../../knowledge/actions/index.js';
import { both, type Chance } from '../../language/chance.js';
import { normalised } from '../../language/conditions.js';
import { type JobEnvironment, withEnv } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { APP_TOKEN, absentName, CHANGED, MAYBE_APP_TOKEN } from '../../language/origins.js';
import { Dictionary, HOLE, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import { child, text } from '../../text/document.js';
import type { StepText } from '../../text/job.js';
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
  type WalkOptions,
} from './frame.js';
import { spanOf } from './places.js';
import { isSettledCondition, SharedConditions } from './shared-conditions.js';
import { isScriptStep } from './step-kinds.js';
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
}

/** The steps with what they do; outputs and environment are carried from step to step. */
export function walkSteps(options: WalkOptions): WalkReading {
  const { job } = options;
  const state = {
    environment: options.environment,
    hasCredential: options.environment.isOpen,
    made: NOTHING_MADE,
    actionsLeft: MAX_ACTIONS,
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
    uses: [],
  };
  const outputs = walk(frame, steps);
  return { steps, outputs: new Dictionary(outputs, { open: true }), environment: state.environment };
}

/** @param readings to which those of the frame's steps are added */
function walk(frame: Frame, readings: StepReading[]): Map<string, Value> {
  const { expressions, state, after, within = [] } = frame;
  const outputs = new Map<string, Value>();
  /** Of the steps that stand before the one that asks: no other one is in the context yet. */
  const ids = new Set<string>();
  // One object that grows: a copy for each step would take the square of their number.
  const shared = new SharedConditions();
  const steps = new Lookup((name) => {
    const id = name.toLowerCase();
    return shared.context(id) ?? outputs.get(id) ?? (ids.has(id) ? UNKNOWN : absentName(`steps.${name}`));
  });
  const inJob = contextsByEnvironment({ ...frame.contexts, steps });
  for (const [index, step] of frame.steps.entries()) {
    const isOnWay = index === after && frame.own !== undefined;
    const own = isOnWay && within.length === 0 ? frame.own : undefined;
    // Nearly half of all steps; nobody asks whether they run.
    if (!isOnWay && step.id === null && doesNothing(step, frame.project.repository)) continue;
    const isPast = index <= after;
    const condition = conditionText(step);
    const guards = condition === '' ? frame.guards : [...frame.guards, condition];
    const isSettled = isSettledCondition(condition, (id) => ids.has(id));
    const before = state.environment;
    shared.hold(guards);
    const outer = inJob(shared.environment(before));
    const given = shared.environment(before);
    const inStep = withEnv(given, child(step.node, 'env'), expressions, outer);
    const contexts: Contexts = inStep === given ? outer : { ...outer, env: inStep.context() };
    // What is given under its condition says nothing of the condition.
    shared.hold(frame.guards);
    // Where we are running, its condition held.
    const runs = isOnWay
      ? 'yes'
      : both(
          frame.runs,
          ownChance({ node: step.node, contexts }, expressions, frame.assumesSuccess === true),
        );
    shared.hold(guards);
    const here: Here = { ...frame, step, contexts, environment: inStep, runs, guards };
    if (step.id) ids.add(step.id.toLowerCase());
    const inside = own || runs === 'no' ? null : localAction(here, { isPast, within: isOnWay ? within : [] });
    let outcome: StepOutcome;
    if (inside) outcome = walkInside(inside, here, { before, inStep }, readings);
    else if (own) outcome = outcomeOf(ownEffects(own, here), here);
    else outcome = here.remembered ? here.remembered(here, readStep) : readStep(here);

    if (step.id && outcome.context !== null) outputs.set(step.id.toLowerCase(), outcome.context);
    shared.keep(step.id, guards, outcome, isSettled);
    if (outcome.acts.length > 0) readings.push({ isPast, acts: outcome.acts });
    // Before our step the process already shows what was written.
    if (isPast && !(isOnWay && inside)) continue;
    state.environment = state.environment.on(outcome.variables);
    if (outcome.isOpaque) state.environment = state.environment.opened();
  }
  return outputs;
}

/** Its steps see the variables of the step that uses it, and may write for the whole job. */
function walkInside(
  inside: Inside,
  here: Here,
  { before, inStep }: { before: JobEnvironment; inStep: JobEnvironment },
  readings: StepReading[],
): StepOutcome {
  const { state } = here;
  state.environment = inStep;
  const made =
    inside.ref === null ? walk(inside.frame, readings) : walkAt(inside.ref, inside, here, readings);
  const changed = state.environment;
  state.environment = before.with(changed.since(inStep));
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

const CONDITIONS = new WeakMap<StepText, string>();

/** The `if:` of a step, for comparing; the same in every run. */
function conditionText(step: StepText): string {
  const known = CONDITIONS.get(step);
  if (known !== undefined) return known;
  const made = normalised(text(child(step.node, 'if')));
  CONDITIONS.set(step, made);
  return made;
}

function readStep(here: Here): StepOutcome {
  return outcomeOf(effectsOfStep(here), here);
}

/**
 * What the effects of a step come to, as surely as it runs. It may have other outputs than these, also where an action of the
 * repository declares them: what is checked out may be another version of it.
 */
function outcomeOf(effects: Effects, here: Here): StepOutcome {
  const { step, runs } = here;
  // Nobody can name the outputs of a step without an id.
  const context = step.id === null ? null : contextOf(effects, here);
  if (runs === 'no')
    return {
      acts: effects.acts,
      context,
      variables: NO_VARIABLES,
      underCondition: null,
      isOpaque: false,
    };
  return {
    acts: withFolder(effects.acts, here),
    context,
    variables: variablesOf(effects, runs),
    underCondition:
      runs === 'yes'
        ? null
        : {
            context: step.id === null ? null : contextOf(effects, here, 'yes'),
            variables: variablesOf(effects, 'yes'),
          },
    isOpaque: effects.isOpaque,
  };
}

/** What the step is known not to have is empty; what else it may have is open. */
function outputsOf(made: Effects['made'], step: StepText, hasNoOthers: boolean): Dictionary {
  if (hasNoOthers) return new Dictionary(made, { named: `steps.${step.id}.outputs` });
  const lacks = actionNamed(step.uses?.action ?? '')?.lacks;
  if (!lacks) return new Dictionary(made, { open: true });
  return new Dictionary(made, { open: true, absent: lacks, named: `steps.${step.id}.outputs` });
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

/** The same one for each walk, so that steps which are remembered find what they met. */
const NOTHING_MADE: Frame['state']['made'] = new Map();

function variablesOf({ written }: Effects, runs: Chance): ReadonlyMap<string, string> {
  if (written.size === 0) return NO_VARIABLES;
  const isSure = runs === 'yes';
  return new Map([...written].map(([name, value]) => [name, (isSure ? value : null) ?? HOLE]));
}

function contextOf(effects: Effects, here: Here, runs = here.runs): Value | null {
  const { step } = here;
  // A step that is passed over has no outputs, and an absent output is the empty text.
  if (runs === 'no') return stepContext(here, new Dictionary(), 'skipped');
  const isSure = runs === 'yes';
  const made = isSure ? effects.made : maybeMade(effects.made);
  const isOfChanges = isSure && findsChanges(step);
  const outputs = isOfChanges
    ? new Lookup(() => CHANGED)
    : outputsOf(made, step, isSure && effects.hasNoOtherOutputs === true);
  return isSure || made.length > 0 ? stepContext(here, outputs, endOf(here, runs)) : null;
}

/** In an example run, a step that is run ends well, unless it may end otherwise. */
function endOf({ step, assumesSuccess }: Here, runs: Chance): Value {
  return runs === 'yes' && assumesSuccess === true && !isTolerated(step.node) ? 'success' : UNKNOWN;
}

/** `steps.ID`, in which there is nothing else: `steps.meta.output` is empty. Docs: Contexts reference, steps context. */
function stepContext({ step }: Here, outputs: Value, ended: Value): Value {
  const entries: [string, Value][] = [
    ['outputs', outputs],
    ['outcome', ended],
    ['conclusion', ended],
  ];
  return new Dictionary(entries, { named: `steps.${step.id}` });
}

/** Whoever does something does it with the credentials in docker's folder of its step. */
function withFolder(acts: readonly Act[], { environment }: Here): readonly Act[] {
  const folder = acts.length > 0 ? authFolderIn(environment.variable) : null;
  return folder === null ? acts : acts.map((act) => ({ authFolder: folder, ...act }));
}

function effectsOfStep(here: Here): Effects {
  return isScriptStep(here.step) ? here.scriptSteps(here) : actionEffects(here);
}

/** Of a step that is not always run: whose token it may be is worth knowing. */
function maybeMade(made: Effects['made']): Effects['made'] {
  return made.filter(([, value]) => value === APP_TOKEN).map(([name]) => [name, MAYBE_APP_TOKEN]);
}

function findsChanges({ uses }: StepText): boolean {
  return actionNamed(uses?.action ?? '')?.findsChanges === true;
}

/** Our own step logs in and hands on the names; of its inputs nobody here knows more. */
function ownEffects({ sign, outputs }: NonNullable<WalkOptions['own']>, here: Here): Effects {
  const place = spanOf(here.step, null);
  // In the process that we are in, what is not there is not set.
  const { variable } = here.environment;
  const isPodmans = sign?.stores[0] === 'containers';
  const authFolder = (isPodmans ? authFolderOfPodman(null, variable) : null) ?? authFolderIn(variable) ?? '';
  const act = { ...ofStep(here), place, passwordPlace: place, authFolder };
  return { ...effectsOf(sign ? [{ kind: 'sign', sign, ...act }] : []), made: [...outputs] };
}
