/** A step that uses an action: the table's entry, applied to its inputs. */
import type { StepInputs } from '../knowledge/action.js';
import { actionMayLogIn, actionNamed, leavesEnvironment } from '../knowledge/actions/index.js';
import type { Found } from '../knowledge/clients.js';
import { both } from '../language/chance.js';
import { flagChance, normalised } from '../language/conditions.js';
import { meantByShell } from '../shell/meaning.js';
import { child, entry, type Span, text } from '../text/document.js';
import { type Act, type Effects, type Here, inputOf, knownVariable, surroundings } from './frame.js';
import { blockLine, spanOf } from './places.js';

/** What the action of a step does at registries, as far as it is known. */
export function actionEffects(here: Here): Effects {
  const { step, expressions, contexts, document, runs, guards } = here;
  const name = step.uses?.action ?? '';
  const given = child(step.node, 'with');
  const raw = (input: string) => text(inputOf(given, input));
  const inputs: StepInputs = {
    text: (input) => {
      const written = raw(input);
      return written === null ? null : expressions.interpolate(written, contexts);
    },
    flag: (input) => {
      const written = raw(input);
      return written === null ? 'no' : flagChance(expressions, written, contexts);
    },
    isExpression: (input) => raw(input)?.includes('${{') ?? false,
    major: Number(/^v?(\d+)(\.|$)/.exec(step.uses?.ref ?? '')?.[1] ?? Number.NaN) || null,
  };
  const around = surroundings(here);
  const known = actionNamed(name);
  const flag = raw('push');
  const acts: Act[] = [];
  for (const sign of known?.signs?.(inputs, around) ?? []) {
    const place = spanOf(step, sign.input ?? null);
    const passwordPlace = spanOf(step, entry(given, 'password') ? 'password' : (sign.input ?? null));
    acts.push({ kind: 'sign', sign, runs, guards, document, place, passwordPlace, sudo: false, step });
  }
  for (const written of known?.finds?.(inputs, around) ?? []) {
    const meant = meantByShell(written.reference, (name) => variableInAnyCase(here, name));
    const found = meant === null ? written : { ...written, meant };
    const own = flag?.includes('${{') ? [...guards, normalised(flag)] : guards;
    const place = entryLine(here, found) ?? spanOf(step, found.input ?? null);
    acts.push({ kind: 'transfer', found, runs: both(runs, found.runs), guards: own, document, place, step });
  }
  const isOpaque = actionMayLogIn(name);
  if (isOpaque) acts.push({ kind: 'opaque', runs, guards, document, place: spanOf(step, null), step });
  const written = new Map(known?.sets?.(inputs, around) ?? []);
  return { acts, made: known?.outputs?.(inputs, around) ?? [], written, isOpaque: !leavesEnvironment(name) };
}

/** Actions that lower-case a name lower-case the variables in it. */
function variableInAnyCase({ environment }: Here, name: string): string | null {
  const value = environment.context().get(name);
  return typeof value === 'string' ? knownVariable(value) : null;
}

/** The line of a list (`tags: |`) on which a reference is written. */
function entryLine(
  { step, expressions, contexts, document }: Here,
  { input, reference }: Found,
): Span | null {
  const node = input ? child(child(step.node, 'with'), input) : null;
  if (node?.kind !== 'scalar' || node.style !== 'literal' || typeof node.value !== 'string') return null;
  const lines = node.value.split('\n');
  const at = lines.findIndex((line) => expressions.interpolate(line, contexts).includes(reference));
  return at === -1 ? null : blockLine(document.text, node, at);
}
