/** A step that runs a script, here or on another machine, a client out of its image, or a program that is not read. */

import type { RunProgram } from '../../../knowledge/action.js';
import { actionNamed } from '../../../knowledge/actions/index.js';
import { bakeFound } from '../../../knowledge/transfers/bake.js';
import { both } from '../../../language/chance.js';
import { envEntries } from '../../../language/environment.js';
import { HOLE, hasHole } from '../../../language/values.js';
import { child, entry, entrySpan, text, type YamlEntry, type YamlScalar } from '../../../text/document.js';
import type { StepText } from '../../../text/job.js';
import { saidByName } from '../../logins/said-logins.js';
import { isUnreadProgram, programActs } from '../actions/action-programs.js';
import { toldLogin, transferActs } from '../actions/action-steps.js';
import { basesPulled } from '../actions/base-images.js';
import { mayNameBase } from '../actions/dockerfile.js';
import { usedAction } from '../actions/local-actions.js';
import { inputsOf } from '../actions/step-inputs.js';
import { isToldNotToPush, isToldToPush, mayPushHere } from '../actions/told-images.js';
import { type Act, type Effects, effectsOf, type Here, ofStep, surroundings } from '../frame.js';
import { opaqueAct } from '../opaque-act.js';
import { ScriptLines, spanOf } from '../places.js';
import { isActionForImages, isActionForPushing } from '../programs/named-pushes.js';
import { programRun, runsContainer, runsElsewhere, scriptInput } from '../step-kinds.js';
import { actsOf, isNoPull } from './command-acts.js';
import { containerEffects } from './container-steps.js';
import { onlyPrints } from './only-prints.js';
import { remoteScript } from './remote-commands.js';
import { basesOfBake } from './script-bases.js';
import { nearOf } from './script-place.js';
import { StepScript } from './step-script.js';
import { withUntouched } from './untouched-files.js';

/** What a step does at registries that runs a script, a client out of its image, or a program of which only the words are known. */
export function scriptStepEffects(here: Here): Effects {
  if (runsContainer(here.step)) return containerEffects(here);
  const program = programRun(here.step);
  if (program) return programEffects(here, program);
  const run = scriptOf(here.step);
  const written = text(run?.value.node);
  if (!run || written === null)
    return effectsOf([
      ...programActs(here),
      ...bakeActs(here),
      ...baseActs(here),
      ...namedPushes(here),
      ...namedLogins(here),
    ]);
  if (runsElsewhere(here.step)) return remoteEffects(here, run, written);
  if (!onlyPrints(here, written)) return new StepScript(here, run, written).effects();
  // What is filled in may be a piece of shell that writes one.
  const isWhole = !hasHole(here.expressions.interpolate(written, here.contexts));
  return isWhole ? { ...effectsOf([]), hasNoOtherOutputs: true } : effectsOf([]);
}

/** What the bake of an action pushes and pulls. */
function bakeActs(here: Here): Act[] {
  const call = actionNamed(here.step.uses?.action ?? '')?.bakes?.(inputsOf(here));
  if (!call) return [];
  const found = bakeFound(call, withUntouched(surroundings(here), here));
  const isPushing = found.some(({ access, runs }) => access === 'push' && runs === 'yes');
  return transferActs([...found, ...(isPushing ? basesOfBake(call, here) : [])], here);
}

/** What a build is based on: asked for where it pushes. */
function baseActs(here: Here): Act[] {
  return mayNameBase(here) ? transferActs(basesPulled(inputsOf(here), here), here) : [];
}

/**
 * An action that nobody reads, and whose name or inputs say that it pushes images: one of the workspace pushes something; one of others,
 * that are mostly for another registry, what its inputs name, or something where these say that it may be here.
 */
function namedPushes(here: Here): Act[] {
  const source = here.step.uses?.source.replace(/@[^@]*$/, '').replace(/\/+$/, '') ?? '';
  if (here.own === undefined || here.actions(here.step.uses?.action ?? '') !== null) return [];
  const given = ['with', 'env'].flatMap((each) => [
    ...envEntries(child(here.step.node, each), here.expressions, here.contexts),
  ]);
  const isTold = isToldToPush(given);
  if (!(isTold || isActionForPushing(source)) || isToldNotToPush(given)) return [];
  if (usedAction(here)?.document && !isUnreadProgram(here)) return [];
  const mayBeHere = () =>
    (isTold || isActionForImages(source)) && mayPushHere(given, here.own?.sign?.host ?? 'ghcr.io');
  if (!source.startsWith('./') && !mayBeHere()) return [{ ...opaqueAct(here), saysPush: true }];
  const acts = transferActs([{ reference: HOLE, access: 'push', role: 'image', runs: 'unknown' }], here);
  return acts.map((act) => ({ ...act, mayBePodman: true }));
}

/** A login of an action that nobody knows, by its name. */
function namedLogins(here: Here): Act[] {
  const { step, actions, expressions, contexts } = here;
  if (step.uses === null || actions(step.uses.action ?? '') !== null) return [];
  const given = child(step.node, 'with');
  const inputs = envEntries(given, expressions, contexts);
  return saidByName(step.uses.source, toldLogin(here, given), inputs, here, spanOf(step, null));
}

/** What an action does with a program: the command that it makes of its inputs. No shell reads the words, but their quotes count. */
function programEffects(here: Here, { program, words, folder, flags = {} }: RunProgram): Effects {
  const inputs = inputsOf(here);
  const place = entry(child(here.step.node, 'with'), words ?? '') ?? entry(here.step.node, 'uses');
  if (!place) return effectsOf([]);
  const said = (words === undefined ? '' : (inputs.text(words) ?? '')).match(WORDS) ?? [];
  const options = Object.entries(flags).flatMap(([name, option]) =>
    inputs.flag(name) === 'yes' ? [option] : [],
  );
  const at = folder === undefined ? null : inputs.text(folder);
  return new StepScript(here, place, [program, ...said, ...options].map(quoted).join(' '), at).effects();
}

const WORDS = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;

/** One word of a shell that is just this. */
function quoted(word: string): string {
  return `'${word.replace(/["']/g, '')}'`;
}

/** `run:`, or the input of an action that is one. */
function scriptOf({ uses, node }: StepText): YamlEntry | null {
  return uses ? entry(child(node, 'with'), scriptInput(uses) ?? '') : entry(node, 'run');
}

/** What the script of an action does that runs it on another machine: it leaves nothing here. */
function remoteEffects(here: Here, run: YamlEntry, written: string): Effects {
  const { expressions, contexts, runs, guards, document } = here;
  const script = expressions.interpolate(written, contexts);
  const whole = entrySpan(run);
  const around = surroundings(here);
  const lines = new ScriptLines(document, run.value.node as YamlScalar, script);
  const acts = remoteScript(script, here.scripts).flatMap((command) =>
    actsOf(command, {
      act: { ...ofStep(here), runs: both(runs, command.runs), home: 'remote' },
      outside: { runs, guards },
      line: () => lines.at(command.offset) ?? whole,
      whole,
      near: nearOf(command, around),
    }),
  );
  return effectsOf(acts.filter(isNoPull));
}
