/** A step that uses an action: the table's entry, applied to its inputs. */
import type { ServicePermission } from '../../../../evidence/types/permissions.js';
import type { Action, StepInputs } from '../../../knowledge/action.js';
import {
  actionMayLogIn,
  actionNamed,
  isKnownByFamily,
  leavesEnvironment,
} from '../../../knowledge/actions/index.js';
import type { Found, Sign } from '../../../knowledge/clients.js';
import { mayBeNamedForLogin } from '../../../knowledge/logins/login-names.js';
import { both } from '../../../language/chance.js';
import { flagConditions } from '../../../language/conditions.js';
import { envEntries } from '../../../language/environment.js';
import { knownVariable } from '../../../language/origins.js';
import { child, entry, map, type Span, text, type YamlNode } from '../../../text/document.js';
import { localActionPath, type StepText } from '../../../text/job.js';
import { position } from '../../../text/places.js';
import { mayBeUnfit } from '../../names/sound.js';
import { type Act, type Effects, type Here, ofStep, surroundings } from '../frame.js';
import { opaqueAct } from '../opaque-act.js';
import { blockLine, spanOf } from '../places.js';
import { isFailureTolerated } from '../tolerance.js';
import { mayNameBase } from './dockerfile.js';
import { usesProgram } from './local-actions.js';
import { inputOf, inputsOf } from './step-inputs.js';
import { isRegistryInput } from './told-names.js';

/**
 * Does a step nothing at registries, and nothing that later steps see, in whatever run: is its action one that the
 * table knows for that?
 *
 * @param repository `OWNER/NAME`, whose own actions are read in the place of the table
 */
export function doesNothing(step: StepText, repository: string | null): boolean {
  return isIdle(step) && localActionPath(step.uses?.source ?? '', repository) === null;
}

const IDLE = new WeakMap<StepText, boolean>();

function isIdle(step: StepText): boolean {
  const found = IDLE.get(step);
  if (found !== undefined) return found;
  const name = step.uses?.action ?? '';
  const known = actionNamed(name);
  const { signs, finds, bakes, asks, outputs, sets, script, runs, looksInto } = known ?? {};
  const does = signs ?? finds ?? bakes ?? asks ?? outputs ?? sets ?? script ?? runs ?? looksInto;
  const made =
    known !== null &&
    does === undefined &&
    !actionMayLogIn(known) &&
    leavesEnvironment(name, known) &&
    !namesRegistry(child(step.node, 'with'));
  IDLE.set(step, made);
  return made;
}

/** What the action of a step does at registries, as far as it is known. */
export function actionEffects(here: Here): Effects {
  const name = here.step.uses?.action ?? '';
  const known = here.actions(name);
  const inputs = inputsOf(here);
  const around = surroundings(here);
  const told = known?.signs ? [] : toldActs(here);
  const found = known?.finds?.(inputs, around) ?? [];
  const acts = [
    ...signActs(known?.signs?.(inputs, around) ?? [], here),
    ...transferActs([...found, ...lookedInto(known, inputs)], here),
    ...serviceActs(known?.asks?.(inputs) ?? [], here),
    ...buildActs(known?.builds?.(inputs) ?? [], here),
    // What a program says or a bake file holds is read like what a script does, so what reads it is loaded with the scripts.
    ...(known?.program !== undefined ||
    known?.bakes ||
    mayHaveBases(found, here) ||
    usesProgram(here) ||
    (known === null && (maySayPush(here) || mayBeNamedForLogin(here.step.uses?.source ?? '')))
      ? here.scriptSteps(here).acts
      : []),
    ...told,
    // What is known of its siblings says little of the one that is given a login.
    ...(actionMayLogIn(known) || (told.length > 0 && isKnownByFamily(name)) ? [opaqueAct(here)] : []),
  ];
  const written = new Map(known?.sets?.(inputs, around) ?? []);
  const isOpaque = !leavesEnvironment(name, known) && known?.setsNoOthers?.(inputs) !== true;
  return { acts, made: known?.outputs?.(inputs, around) ?? [], written, isOpaque };
}

/** Whether the images that a build is based on may be read is for a run to ask, and only where it pushes. */
function mayHaveBases(found: readonly Found[], here: Here): boolean {
  const isPushing = found.some(({ access, runs }) => access === 'push' && runs === 'yes');
  return isPushing && mayNameBase(here);
}

/** Whether it does, by its name or an input, whoever reads programs knows. */
function maySayPush({ step, own }: Here): boolean {
  if (own === undefined) return false;
  const inputs = map(child(step.node, 'with'))?.entries ?? [];
  return [step.uses?.source, ...inputs.map(({ key }) => key.value)].some((each) =>
    SAYS_PUSH.test(String(each)),
  );
}

const SAYS_PUSH = /push|publish|release|dest|dst|target|^to/i;

function signActs(signs: readonly Sign[], here: Here): Act[] {
  const { step } = here;
  return signs.map((sign) => {
    const place = spanOf(step, sign.input ?? null);
    const hasPassword = entry(child(step.node, 'with'), 'password');
    const passwordPlace = spanOf(step, hasPassword ? 'password' : (sign.input ?? null));
    const folder = sign.folder === undefined ? {} : { authFolder: sign.folder };
    return { ...ofStep(here), kind: 'sign', sign, place, passwordPlace, ...folder };
  });
}

/** What is transferred, each from its line of the step's inputs. */
export function transferActs(found: readonly Found[], here: Here): Act[] {
  if (found.length === 0) return [];
  const { step, runs, guards } = here;
  const ofPush = pushConditions(step);
  const own = ofPush.length > 0 ? [...guards, ...ofPush] : guards;
  const lineOf = entryLines(here);
  return found.map((written) => {
    const meant = meantIn(written.reference, here);
    const place = lineOf(written) ?? spanOf(step, written.input ?? null);
    return {
      ...ofStep(here),
      kind: 'transfer',
      found: meant === null ? written : { ...written, meant },
      runs: both(runs, written.runs),
      guards: own,
      place,
      ...(written.builds ? { built: runs } : {}),
    };
  });
}

function buildActs(names: readonly string[], here: Here): Act[] {
  const unfit = names.filter(mayBeUnfit);
  const lineOf = entryLines(here);
  return unfit.map((name) => {
    const place = lineOf({ input: 'tags', reference: name }) ?? spanOf(here.step, 'tags');
    return { ...ofStep(here), kind: 'build', names: [name], place };
  });
}

/** The same in every run. */
const PUSH_CONDITIONS = new WeakMap<StepText, readonly string[]>();

/** What holds where the input `push` is true, in so far as it is up to the run. */
function pushConditions(step: StepText): readonly string[] {
  const known = PUSH_CONDITIONS.get(step);
  if (known) return known;
  const flag = text(inputOf(child(step.node, 'with'), 'push'));
  const made = flag?.includes('${{') ? flagConditions(flag) : [];
  PUSH_CONDITIONS.set(step, made);
  return made;
}

function serviceActs(asks: readonly ServicePermission[], here: Here): Act[] {
  if (asks.length === 0) return [];
  const by = here.step.uses?.action ?? '';
  const mayFail = isFailureTolerated(here);
  return [{ ...ofStep(here), kind: 'service', asks, by, mayFail, place: spanOf(here.step, null) }];
}

/** Logins that the names of the inputs tell of. */
function toldActs(here: Here): Act[] {
  const { step } = here;
  const told = toldLogin(here, child(step.node, 'with'));
  if (told?.password === undefined) return [];
  const { host, password, input } = told;
  const place = spanOf(step, input ?? null);
  const sign: Sign = { host, password, stores: [], ...(input ? { input } : {}) };
  return [{ ...ofStep(here), kind: 'sign', sign, place, passwordPlace: place }];
}

/** An image that is read; `docker:`, `registry://` and the like before it say from where. Other texts are other sources. */
function lookedInto(known: Action | null, inputs: StepInputs): Found[] {
  const input = known?.looksInto;
  const text = input === undefined ? null : inputs.text(input);
  const reference = /^(?:[a-z]+:(?:\/\/)?)?(ghcr\.io\/.*)$/s.exec(text ?? '')?.[1];
  return input === undefined || reference === undefined
    ? []
    : [{ reference, access: 'pull', role: 'image', runs: 'yes', input, client: 'docker' }];
}

/** It begins with a variable, and could stand in double quotes. */
const VARIABLE_FIRST = /^\$(?:[A-Za-z_]|\{ ?[A-Za-z_])[^"`\\\n]*$/;

/**
 * No shell reads an input; what one would have made of it is what was meant. Bash has no `@l` (parameter transformation): an
 * action has lower-cased the `@L` with the name.
 */
function meantIn(reference: string, here: Here): string | null {
  return VARIABLE_FIRST.test(reference)
    ? here.meaning(reference.replaceAll('@l}', '@L}'), (name) => variableInAnyCase(here, name))
    : null;
}

/** Actions that lower-case a name lower-case the variables in it. */
function variableInAnyCase({ environment }: Here, name: string): string | null {
  const value = environment.context().get(name);
  return typeof value === 'string' ? knownVariable(value) : null;
}

const PASSWORD_INPUT =
  /^(?:(?:(?:docker|container|image)?[-_]?registry|docker|ghcr)[-_]?)?(?:password|passwd)$|^(?:registry|docker|ghcr)[-_]?(?:token|pat|secret)$/i;

/** A registry and a password among the inputs of one step are a login, whatever the action is and wherever it keeps it. */
export function toldLogin(
  { expressions, contexts }: Here,
  given: YamlNode | null,
): { host: string; password?: string; input?: string } | null {
  if (!namesRegistry(given)) return null;
  const inputs = envEntries(given, expressions, contexts);
  const host = inputs.find(isRegistryInput)?.[1];
  const [input, password] = inputs.find(([name]) => PASSWORD_INPUT.test(name)) ?? [];
  if (!host) return null;
  return password === undefined ? { host } : { host, password, ...(input ? { input } : {}) };
}

function namesRegistry(given: YamlNode | null): boolean {
  return (
    map(given)?.entries.some(({ key, value }) =>
      isRegistryInput([String(key.value), text(value.node) ?? '']),
    ) ?? false
  );
}

/** The line of a list (`tags: |`) on which a reference is written; the list is filled in once for all of them. */
function entryLines({
  step,
  expressions,
  contexts,
  document,
}: Here): (found: Pick<Found, 'input' | 'reference'>) => Span | null {
  const given = child(step.node, 'with');
  const known = new Map<string, FilledLines>();
  return ({ input, reference }) => {
    const node = input ? child(given, input) : null;
    if (!input || node?.kind !== 'scalar' || node.style !== 'literal' || typeof node.value !== 'string')
      return null;
    const lines =
      known.get(input) ?? filledLines(node.value, (line) => expressions.interpolate(line, contexts));
    known.set(input, lines);
    const line = lines.entries.get(reference) ?? lineWith(reference, lines);
    return line === null ? null : blockLine(document, node, line);
  };
}

interface FilledLines {
  text: string;
  /** Offsets at which they begin. */
  starts: readonly number[];
  /** The lines that are an entry as a whole. */
  entries: ReadonlyMap<string, number>;
}

/** Among others of the same line. */
function lineWith(reference: string, { text: given, starts }: FilledLines): number | null {
  const at = given.indexOf(reference);
  return at === -1 ? null : position(given, starts, at).line - 1;
}

function filledLines(written: string, fill: (line: string) => string): FilledLines {
  const starts: number[] = [];
  const entries = new Map<string, number>();
  let text = '';
  for (const [index, line] of written.split('\n').entries()) {
    const filled = fill(line);
    const entry = filled.trim();
    if (!entries.has(entry)) entries.set(entry, index);
    starts.push(text.length);
    // No value has this character, so no reference goes from one line to the next.
    text += `${filled}\0`;
  }
  return { text, starts, entries };
}
