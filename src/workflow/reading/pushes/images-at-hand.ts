/**
 * Images that the job has on its machine, or in the registry, before it starts them: built, named, loaded or pushed by its own steps. Of these
 * `docker run` and `docker compose up` ask nobody who may refuse.
 */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import { commandBuild, commandBuilds, commandEffects } from '../../knowledge/commands.js';
import { imageRun } from '../../knowledge/containers.js';
import { referenceAt } from '../../knowledge/names/names.js';
import { composeBuilds, composePulls } from '../../knowledge/programs/compose.js';
import { bakeCallOf } from '../../knowledge/programs/docker.js';
import { type BakeCall, bakeFound } from '../../knowledge/transfers/bake.js';
import { both, type Chance, either } from '../../language/chance.js';
import { hasHole } from '../../language/values.js';
import type { Invocation } from '../../shell/effects.js';
import { type JobText, jobSource } from '../../text/job.js';
import { inputsOf } from '../steps/actions/step-inputs.js';
import { type Here, type StepReader, surroundings, type WalkOptions } from '../steps/frame.js';
import { nearOf } from '../steps/scripts/script-place.js';
import { walkSteps } from '../steps/walk.js';

/**
 * The same pulls: one that is not made, for each start finds its image, does not run, and one of which nobody knows that is open.
 *
 * @param walks the job in each of its legs, also what stands before the step that asks
 */
export function withImagesAtHand(
  pushes: readonly WorkflowPush[],
  walks: readonly WalkOptions[],
  registry: string,
): WorkflowPush[] {
  const machines = walks.map((walk) => machineOf(walk));
  const chanceOf = (reference: string): Chance => {
    const asked = machines.flatMap(
      (each) => each.asks((name) => referenceAt(registry, name) === named(reference)) ?? [],
    );
    return asked.length === 0 ? 'yes' : asked.reduce(either);
  };
  return pushes.map((push) => {
    const { access, role, runs, reference } = push;
    if (access !== 'pull' || role !== 'image' || runs === 'no' || reference === null) return push;
    const asked = chanceOf(reference);
    if (asked === 'no') return { ...push, runs: 'no' };
    return asked === 'unknown' ? { ...push, runs: 'unknown' } : push;
  });
}

/** Walks the job once more, for the images of each of its steps in their order. */
function machineOf(walk: WalkOptions): Machine {
  const machine = new Machine();
  const remembered: StepReader = (here, read) => {
    const outcome = read({
      ...here,
      scripts: (...given) => {
        const followed = here.scripts(...given);
        for (const each of followed?.commands ?? []) machine.meetCommand(each, here);
        return followed;
      },
    });
    if (here.step.uses) machine.meetAction(here);
    for (const act of here.step.uses ? outcome.acts : [])
      if (act.kind === 'transfer' && act.found.access === 'push')
        machine.make([act.found.reference], act.runs);
    return outcome;
  };
  walkSteps({ ...walk, remembered });
  return machine;
}

/** What is there at a point of the job, and what was asked for by then. */
class Machine {
  readonly #made = new Map<string, Chance>();
  /** Asked for, each with how surely the registry is. */
  readonly #asked = new Map<string, Chance>();
  /** Fetched, and where that fails the script goes on: it may be made then. */
  readonly #tried = new Set<string>();
  /** Something of which nobody knows the name. */
  #hasUnnamed = false;

  /** How surely one of these is asked for at the registry; null: none of them is started, or fetched. */
  asks(isMeant: (name: string) => boolean): Chance | null {
    for (const name of this.#tried) if (!this.#made.has(name)) this.#note(name, 'yes');
    const found = [...this.#asked].flatMap(([name, chance]) => (isMeant(name) ? [chance] : []));
    return found.length === 0 ? null : found.reduce(either);
  }

  meetCommand(command: Invocation, here: Here): void {
    const { words } = command;
    const runs = both(here.runs, command.runs);
    if (runs === 'no') return;
    const near = nearOf(command, surroundings(here));
    const image = imageRun(words);
    if (image !== null && ALWAYS.test(words.join(' '))) this.#note(named(image), 'yes');
    else for (const each of [image ?? [], composePulls(words, near)].flat()) this.#start(named(each));
    for (const { access, role, reference, isFetched, runs: own } of commandEffects(words, near)) {
      if (access === 'push') this.make([reference], both(runs, own));
      else if (role === 'image' && isFetched && (command.mayFail || command.ends === 'never'))
        this.#tried.add(named(reference));
      else if (role === 'image') this.#note(named(reference), 'yes');
    }
    if (LOADS.test(words.slice(0, 3).join(' '))) this.#hasUnnamed = true;
    this.make(
      composeBuilds(words, near).flatMap(({ images }) => images),
      runs,
    );
    const bake = bakeCallOf(words);
    if (bake) this.make(isKept(words, here) ? bakedNames(bake, here) : [], runs);
    else if (commandBuild(words) === null || isKept(words, here)) this.make(commandBuilds(words), runs);
  }

  meetAction(here: Here): void {
    const known = here.actions(here.step.uses?.action ?? '');
    const inputs = inputsOf(here);
    const outputs = inputs.text('outputs') ?? '';
    const isLoaded = inputs.flag('load') !== 'no' || /\btype=docker\b/.test(outputs);
    if (!isLoaded && (outputs !== '' || hasOwnBuilder(here.job))) return;
    const bake = known?.bakes?.(inputs);
    this.make([...(known?.builds?.(inputs) ?? []), ...(bake ? bakedNames(bake, here) : [])], here.runs);
  }

  make(names: readonly string[], runs: Chance): void {
    for (const name of names.map(named)) {
      if (hasHole(name)) this.#hasUnnamed = true;
      const before = this.#made.get(name);
      // Whoever makes it where it could not be fetched has it on either way.
      const now = this.#tried.has(name) ? 'yes' : runs;
      this.#made.set(name, before === undefined ? now : either(before, now));
    }
  }

  #start(name: string): void {
    const made = this.#made.get(name) ?? 'no';
    if (made === 'yes') this.#note(name, 'no');
    else this.#note(name, made === 'unknown' || this.#hasUnnamed ? 'unknown' : 'yes');
  }

  #note(name: string, chance: Chance): void {
    this.#asked.set(name, either(this.#asked.get(name) ?? 'no', chance));
  }
}

/** As a client has it that is told no tag. */
function named(reference: string): string {
  return reference.trim().replace(/:latest$/, '');
}

function bakedNames(call: BakeCall, here: Here): string[] {
  if (call.push !== null) return [];
  const found = bakeFound({ ...call, push: 'yes' }, surroundings(here));
  return found.flatMap(({ access, role, reference }) =>
    access === 'push' && role === 'image' ? reference : [],
  );
}

/**
 * Is an image kept on the machine that a command builds? `docker build` keeps it, and buildx where it is told to, or where its builder is docker's
 * own (docs: Build drivers, Loading to local image store).
 */
function isKept(words: readonly string[], { job }: Here): boolean {
  const all = words.join(' ');
  if (/\s--load\b|\btype=docker\b/.test(all)) return true;
  if (/\s(?:-o|--output)[\s=]/.test(all)) return false;
  return !/\bbuildx\b/.test(all) || !hasOwnBuilder(job);
}

function hasOwnBuilder(job: JobText): boolean {
  return /\bbuildx\s+create\b|\bBUILDX_BUILDER\b|setup-buildx-action(?!@[\w.-]{1,99}\s{1,99}with:\s{1,99}driver:\s{0,9}docker\s)/.test(
    jobSource(job),
  );
}

const ALWAYS = /\s--pull(?:[\s=]always|=true)\b/;
/** What names images that only a file tells. */
const LOADS =
  /^(?:\S*\/)?(?:docker|podman|nerdctl)\s+(?:image\s+)?(?:load|import)\b|^(?:\S*\/)?(?:docker|podman)\s+(?:container\s+)?commit\b/;
