/** Pushes that are given no name at all: an action without a tag, a command without a reference. */
import { knownInputs } from '../../knowledge/actions/known-inputs.js';
import { hostOfAddress } from '../../knowledge/clients.js';
import {
  NO_TAG_BY,
  NO_TAG_GIVEN,
  NO_TAG_IN_TARGETS,
  targetWithoutTag,
} from '../../knowledge/names/metadata-tags.js';
import { happens } from '../../language/chance.js';
import { child, map, text } from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';
import type { TransferReading } from '../logins/credentials.js';
import { emptyName } from '../names/empty.js';
import type { SignAct } from '../steps/frame.js';
import { isTolerated } from '../steps/tolerance.js';
import {
  isAtRegistry,
  isLoggedInOnlyTo,
  isOnlyLoggedInTo,
  isPlain,
  type LoginsAndPushes,
  pushesOfStep,
  pushesThere,
} from './only-logins.js';

/** What a job does in one run, and the text by which it does it. */
export interface TextAndPushes extends LoginsAndPushes {
  text: JobText;
}

/** Why a push whose reference is empty ends at once, whatever was done before it; null: nobody can say that it does. */
export function whyNameless(
  push: TransferReading,
  run: TextAndPushes,
  registry: string,
): 'no-tags' | 'no-name' | null {
  const lacks = emptyName(push.act.found.reference);
  // It ends the bake, and with it what its other targets push.
  if (targetWithoutTag(lacks ?? '') !== null)
    return !push.act.found.mayFail && pushesOfStep(run, push.act.step, registry).there ? 'no-tags' : null;
  if (isTagless(push, run, registry)) return 'no-tags';
  if (!isNameless(push, run, registry)) return null;
  return lacks === NO_TAG_IN_TARGETS ? 'no-tags' : 'no-name';
}

/** Of what is empty in this run alone, nothing but a step that ends with it counts. */
export function isSurelyNameless({ act: { found, runs, step } }: TransferReading, why: string): boolean {
  return why === 'no-name' && found.needsName === true && runs === 'yes' && !isTolerated(step.node);
}

/**
 * Is a command given nothing where its name belongs? docker says "requires exactly 1 argument", or "invalid reference
 * format" where the nothing is quoted. In a job that pushes to the registry by another name it may be meant for anything.
 */
function isNameless(push: TransferReading, run: TextAndPushes, registry: string): boolean {
  const { input, mayFail, needsName } = push.act.found;
  if (mayFail || (input !== undefined && !needsName)) return false;
  return needsName ? isOnlyMeantFor(run, push, registry) : isOnlyLoggedInTo(run, push, registry);
}

/** The same whatever its client takes a name without a host for. */
function isOnlyMeantFor(run: TextAndPushes, push: TransferReading, registry: string): boolean {
  return !pushesThere(run, registry) && isLoggedInOnlyTo(run, push, registry);
}

/** Are all tags that an action is given empty, or is a build told to push without any? Then it pushes under no name at all. */
function isTagless(push: TransferReading, run: TextAndPushes, registry: string): boolean {
  const { act } = push;
  if (!isLoggedInOnlyTo(run, push, registry) && !isTaglessAmongLogins(push, run, registry)) return false;
  // A command ends for itself, whatever others push.
  if (act.found.input === undefined || act.found.input === 'run')
    return emptyName(act.found.reference) === NO_TAG_GIVEN;
  return (
    (act.found.input === 'tags' || act.found.input === 'outputs') &&
    pushesOfStep(run, act.step, registry).isNameless
  );
}

/**
 * Does the job log in to the registry, among others, or is an image of it given to an input that the action does not have?
 * BuildKit ends with "tag is needed when pushing to registry" wherever it was to go, and what is given no tag whatever was meant
 * for one of them.
 */
function isTaglessAmongLogins({ act }: TransferReading, run: TextAndPushes, registry: string): boolean {
  const isLogin = ({ sign, runs }: SignAct) =>
    sign.password !== null && happens(runs) && hostOfAddress(sign.host) === registry;
  if (!isPlain(act)) return false;
  const lacks = emptyName(act.found.reference);
  const isSure = lacks === NO_TAG_GIVEN && act.runs === 'yes' && !isTolerated(act.step.node);
  if (isSure && isGivenInVain(act.step, registry)) return true;
  if (!run.logins.some(isLogin)) return false;
  return (
    isSure ||
    isMadeNameMissed(act, lacks, run.text, registry) ||
    (run.text.steps.some((each) => isMadeFor(registry, each, run.text)) &&
      !run.pushes.some((each) => isWhole(each) && isAtRegistry(each, registry)))
  );
}

/** Does an input that the action does not have hold an image of the registry? */
function isGivenInVain({ node }: StepText, registry: string): boolean {
  const known = knownInputs(text(child(node, 'uses')));
  const given = map(child(node, 'with'))?.entries ?? [];
  return given.some(
    ({ key, value }) =>
      known?.has(String(key.value).toLowerCase()) === false &&
      text(value.node)?.toLowerCase().includes(`${registry}/`),
  );
}

/** Are the names that it lacks made for the registry by the step that it asks, or by each before it that it may have meant? */
function isMadeNameMissed(
  { step }: TransferReading['act'],
  lacks: string | null,
  job: JobText,
  registry: string,
): boolean {
  const [, id] = /^steps\.([^.]+)/i.exec(lacks ?? '') ?? [];
  if (id === undefined && lacks !== NO_TAG_BY) return false;
  const before = job.steps.slice(0, Math.max(0, job.steps.indexOf(step)));
  const asked = before.filter((each) => each.id !== null && each.id.toLowerCase() === id?.toLowerCase());
  const meant = asked.length > 0 ? asked : before.filter((each) => imagesOf(each, job) !== '');
  return meant.length > 0 && meant.every((each) => isMadeFor(registry, each, job));
}

function isMadeFor(registry: string, step: StepText, job: JobText): boolean {
  return [imagesOf(step, job), handedNames(step)].some((each) => each.includes(`${registry}/`));
}

/** A script that hands something to later steps: the names in it are those that they push. */
function handedNames({ node }: StepText): string {
  const script = text(child(node, 'run')) ?? '';
  return /GITHUB_(?:OUTPUT|ENV)\b/.test(script) ? script.toLowerCase() : '';
}

/** With the variables of an `env:` in them, as they are written there. */
function imagesOf({ node }: StepText, job: JobText): string {
  const images = text(child(child(node, 'with'), 'images')) ?? '';
  const keepers = [node, job.node, job.document.root].map((each) => child(each, 'env'));
  const writtenFor = (name: string) =>
    keepers.map((each) => text(child(each, name))).find((each) => each !== null) ?? '';
  return images.replace(VARIABLE, (_, name: string) => writtenFor(name)).toLowerCase();
}

const VARIABLE = /\$\{\{\s*env\.([\w-]+)\s*\}\}/g;

/** A signature, an attestation or a cache is no image: what it belongs to was to be pushed under the names that were made. */
function isWhole({ act: { found } }: TransferReading): boolean {
  return found.role === 'image' && !found.isBeside;
}

/** Whether the push of that place is given nothing in each of these runs that makes it: an empty text, which nothing else may fill. */
export function emptyInAll(
  runs: readonly { pushes: readonly TransferReading[] }[],
): (push: TransferReading) => boolean {
  let named: Map<StepText['node'], Set<number>> | null = null;
  // Few jobs have such a push, and one may have thousands.
  return ({ act: { step, place } }) => {
    named ??= placesWithNames(runs);
    return !named.get(step.node)?.has(place.start);
  };
}

function placesWithNames(
  runs: readonly { pushes: readonly TransferReading[] }[],
): Map<StepText['node'], Set<number>> {
  const named = new Map<StepText['node'], Set<number>>();
  for (const { act } of runs.flatMap(({ pushes }) => pushes)) {
    if (act.found.reference.trim() === '') continue;
    const starts = named.get(act.step.node) ?? new Set();
    named.set(act.step.node, starts.add(act.place.start));
  }
  return named;
}
