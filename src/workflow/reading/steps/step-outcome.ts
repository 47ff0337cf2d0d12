/** What comes of a step: its acts, its outputs and the variables that it leaves, as surely as it runs. */
import { actionNamed } from '../../knowledge/actions/index.js';
import type { Chance } from '../../language/chance.js';
import { APP_TOKEN, CHANGED, MAYBE_APP_TOKEN, standIn } from '../../language/origins.js';
import { Dictionary, HOLE, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import type { StepText } from '../../text/job.js';
import { authFolderIn, authFolderOfPodman } from '../logins/auth-folders.js';
import { environmentAuth } from '../logins/environment-logins.js';
import type { Act, Effects, Here, StepOutcome } from './frame.js';
import { isTolerated } from './tolerance.js';

/**
 * What the effects of a step come to, as surely as it runs. It may have other outputs than these, also where an action of the
 * repository declares them: what is checked out may be another version of it.
 */
export function outcomeOf(effects: Effects, here: Here): StepOutcome {
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
    ...(effects.isFailed && runs === 'yes' && !isTolerated(step.node) ? { isEnd: true } : {}),
  };
}

/** What the step is known not to have is empty; what else it may have is open. */
function outputsOf(made: Effects['made'], { step, strict }: Here, hasNoOthers: boolean): Dictionary {
  const named = `steps.${step.id}.outputs`;
  const names = hasNoOthers ? [] : strict?.outputNames(step);
  if (names) return new Dictionary([...names.map((name) => [name, UNKNOWN] as const), ...made], { named });
  const lacks = actionNamed(step.uses?.action ?? '')?.lacks;
  return new Dictionary(made, lacks ? { open: true, absent: lacks, named } : { open: true });
}

const NO_VARIABLES: ReadonlyMap<string, string> = new Map();

function variablesOf({ written }: Effects, runs: Chance): ReadonlyMap<string, string> {
  if (written.size === 0) return NO_VARIABLES;
  const isSure = runs === 'yes';
  return new Map([...written].map(([name, value]) => [name, (isSure ? value : null) ?? HOLE]));
}

function contextOf(effects: Effects, here: Here, runs = here.runs): Value | null {
  const { step } = here;
  // A step that is passed over has no outputs, and an absent output is the empty text.
  if (runs === 'no')
    return stepContext(here, new Dictionary(), { outcome: 'skipped', conclusion: 'skipped' });
  const isSure = runs === 'yes';
  const made = isSure ? effects.made : maybeMade(effects.made);
  const isOfChanges = isSure && findsChanges(step);
  const outputs = isOfChanges
    ? new Lookup(() => CHANGED)
    : outputsOf(made, here, isSure && effects.hasNoOtherOutputs === true);
  return isSure || made.length > 0 ? stepContext(here, outputs, endOf(effects, here, runs)) : null;
}

/** `outcome` is how it has ended, `conclusion` what counts of that (docs: Contexts reference, steps context). */
interface End {
  outcome: Value;
  conclusion: Value;
}

/** In an example run, a step that is run ends well, unless it may end otherwise. */
function endOf({ looksFor = [] }: Effects, { step, assumesSuccess, own }: Here, runs: Chance): End {
  const isTold = runs === 'yes' && own !== undefined && isTolerated(step.node);
  const ending = { well: 'success', failed: 'failure', images: looksFor };
  if (isTold) return { outcome: standIn({ kind: 'run', ending }), conclusion: UNKNOWN };
  const ended = runs === 'yes' && assumesSuccess === true && !isTolerated(step.node) ? 'success' : UNKNOWN;
  return { outcome: ended, conclusion: ended };
}

/** `steps.ID`, in which there is nothing else: `steps.meta.output` is empty. Docs: Contexts reference, steps context. */
function stepContext({ step }: Here, outputs: Value, { outcome, conclusion }: End): Value {
  const entries: [string, Value][] = [
    ['outputs', outputs],
    ['outcome', outcome],
    ['conclusion', conclusion],
  ];
  return new Dictionary(entries, { named: `steps.${step.id}` });
}

/** Whoever does something does it with the credentials in docker's folder of its step. */
function withFolder(acts: readonly Act[], { environment: { variable } }: Here): readonly Act[] {
  if (acts.length === 0) return acts;
  const folder = authFolderIn(variable);
  const own = authFolderOfPodman(null, variable);
  const auth = environmentAuth(variable);
  if (folder === null && own === null && auth === null) return acts;
  const told = {
    ...(folder === null ? {} : { authFolder: folder }),
    ...(own === null ? {} : { ownFile: own }),
    ...(auth === null ? {} : { authVariable: auth }),
  };
  return acts.map((act) => ({ ...told, ...act }));
}

/** Of a step that is not always run: whose token it may be is worth knowing. */
function maybeMade(made: Effects['made']): Effects['made'] {
  return made.filter(([, value]) => value === APP_TOKEN).map(([name]) => [name, MAYBE_APP_TOKEN]);
}

function findsChanges({ uses }: StepText): boolean {
  return actionNamed(uses?.action ?? '')?.findsChanges === true;
}
