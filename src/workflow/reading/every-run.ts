/**
 * A job as the text tells it: for every way to it, and for every run that a
 * trigger can start, what it pushes and with which credential.
 */
import type { PermissionGrant } from '../../evidence/types/permissions.js';
import type { WorkflowPush } from '../../evidence/types/push.js';
import { mayBeActive } from '../knowledge/concern.js';
import { both, type Chance, happens } from '../language/chance.js';
import type { Contexts } from '../language/evaluation.js';
import { matrixContext } from '../language/matrix.js';
import { UNKNOWN, type Value } from '../language/values.js';
import type { CallChain } from '../runs/call-chains.js';
import { secretsOfJob } from '../runs/secrets.js';
import { foreignTrigger, type Trigger, triggersOf } from '../runs/triggers.js';
import { child, type WorkflowDocument } from '../text/document.js';
import { type JobText, jobSource } from '../text/job.js';
import { jobChance, needsInScope } from './jobs/job-conditions.js';
import { containersOf, type JobContainer } from './jobs/job-containers.js';
import { legContexts, legsIn, MOST_LEGS } from './jobs/legs.js';
import { ownContexts } from './jobs/own-contexts.js';
import { runOf } from './jobs/read-job.js';
import { walkOfText } from './jobs/runner-variables.js';
import { runsOnHosted } from './jobs/runners.js';
import type { ReadingTools, Scope } from './jobs/scope.js';
import { callersLegs, variablesWithout } from './jobs/scopes.js';
import type { TransferReading } from './logins/credentials.js';
import { hiddenPushes } from './pushes/hidden-pushes.js';
import { stoppingBuilds } from './pushes/stopping-builds.js';
import { STRICT_STEPS } from './steps/actions/strict-steps.js';
import type { SignAct, TransferAct, WalkOptions } from './steps/frame.js';
import { rememberSteps } from './steps/remembered-steps.js';
import { type ServiceAct, servicesOf } from './steps/services.js';
import { mayFailWithin } from './steps/tolerance.js';
import { type StepReading, walkSteps } from './steps/walk.js';

/** One way to a job, with the runs that can take it. */
export interface JobReading {
  chain: CallChain;
  document: WorkflowDocument;
  job: JobText;
  grants: PermissionGrant[];
  /** It runs on a machine that GitHub makes for it, which knows of no earlier login. */
  isHosted: boolean;
  /** Runs that differ: of those that are alike in all that is read here, the first one stands for the others. */
  runs: RunReading[];
  /** What the runner pulls before the first step: those that differ, each in the first run that has it. */
  containers: ContainerReading[];
}

interface ContainerReading extends JobContainer {
  trigger: Trigger;
  /** Does the job run in it? */
  runs: Chance;
}

export interface RunReading {
  trigger: Trigger;
  /** Does the job run in it? */
  runs: Chance;
  pushes: PushReading[];
  /** Names that are read although nothing is pushed in it: what is wrong with them stops a build. */
  builds: PushReading[];
  /** Names of builds that are no pushes, which end the job before one. */
  stops: readonly WorkflowPush[];
  /** Images that are read, and without which the job ends. */
  pulls: PushReading[];
  /** What programs that are not read are likely to push. */
  hidden: PushReading[];
  logins: SignAct[];
  /** What GitHub is asked for, the registry aside. */
  services: ServiceAct[];
}

type RunOfSteps = Omit<RunReading, 'trigger' | 'runs'>;

interface KnownRun {
  steps: readonly StepReading[];
  run: RunOfSteps;
}

/** Something that is written to a registry. */
export type PushReading = TransferReading;

export interface ReadingOptions extends Omit<ReadingTools, 'assumesSuccess' | 'remembered' | 'strict'> {
  registry: string;
  /** Only runs of this event. */
  event: string | null;
  /** `https://github.com`, or that of GitHub Enterprise. */
  serverUrl: string;
}

/** Runs that are looked at for one way; a wide matrix for many events is cut there. */
const MAX_RUNS = 200;

/** Of these, so many are told apart by what their steps do. */
const MAX_KNOWN = 12;

/** Reads the jobs of a repository, best in the order in which `callChainsOf` gives them. */
export class JobReader {
  readonly #options: ReadingOptions;
  readonly #tools: ReadingTools;
  /** The runs of the file that was read last: its jobs share them, and what they need of each other. */
  #shared: { key: string; scopes: { trigger: Trigger; scope: Scope }[] } = { key: '', scopes: [] };

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#tools = { ...options, assumesSuccess: true, remembered: rememberSteps(), strict: STRICT_STEPS };
  }

  /** null: the job does nothing that we know of. */
  read(chain: CallChain): JobReading | null {
    const { job } = chain;
    const { document } = job;
    if (!mayBeActive(jobSource(job))) return null;
    const runs: RunReading[] = [];
    const containers = new Map<string, ContainerReading>();
    const known: KnownRun[] = [];
    const { expressions } = this.#options;
    const withOwn = ownContexts(chain, expressions);
    let count = 0;
    let isHosted = true;
    for (const { trigger, scope } of this.#scopes(chain)) {
      const held = both(scope.runs, jobChance(document, job.node, scope));
      const chance = trigger.isPossible ? both(held, 'unknown') : held;
      if (chance === 'no') continue;
      for (const matrix of legsOf(job, scope)) {
        if (count >= MAX_RUNS) break;
        const secrets = secretsOfJob(job.node, scope.contexts.secrets);
        const needs = needsInScope(job.node, scope);
        const told: Contexts = { ...scope.contexts, secrets, needs, matrix };
        const contexts = withOwn(told);
        const hosted = runsOnHosted(job.node, expressions, contexts);
        isHosted &&= hosted;
        const walk = walkOfText(job, contexts, hosted, this.#tools);
        for (const each of containersOf(walk)) {
          const key = keyOfContainer(each);
          if (!containers.has(key)) containers.set(key, { ...each, trigger, runs: chance });
        }
        const run = this.#run(walk, known);
        const { pushes, builds, logins, hidden } = run;
        if (![pushes, builds, logins, hidden].some(({ length }) => length > 0)) continue;
        count += 1;
        const made = { trigger, runs: chance, ...run };
        if (!runs.some((each) => isLike(each, made))) runs.push(made);
      }
    }
    return {
      chain,
      document,
      job,
      grants: chain.grants,
      isHosted,
      runs,
      containers: [...containers.values()],
    };
  }

  /** @param known runs of the same job: where every step does the same, all that follows is the same */
  #run(walk: WalkOptions, known: KnownRun[]): RunOfSteps {
    const { steps } = walkSteps(walk);
    for (const each of known) if (doTheSame(each.steps, steps)) return each.run;
    const { registry } = this.#options;
    const { acts, transfers, logins } = runOf(steps, registry);
    const written = transfers.filter(({ act }) => act.found.access === 'push');
    const run = {
      pushes: written.filter(({ act }) => act.runs !== 'no'),
      builds: written.filter(({ act }) => act.runs === 'no' && happens(act.built ?? 'no')),
      stops: stoppingBuilds(acts, registry),
      pulls: transfers.filter(({ act }) => act.found.access === 'pull' && mustBeThere(act)),
      hidden: hiddenPushes(acts, registry),
      services: servicesOf(acts),
      logins,
    };
    if (known.length < MAX_KNOWN) known.push({ steps, run });
    return run;
  }

  #scopes(chain: CallChain): { trigger: Trigger; scope: Scope }[] {
    const key = [chain.top.file, ...chain.callers.map(({ document, id }) => `${document.file} ${id}`)].join(
      '\n',
    );
    if (this.#shared.key === key) return this.#shared.scopes;
    const { project, event } = this.#options;
    const source = [chain.top, ...chain.callers.map(({ called }) => called)]
      .map((each) => each.text)
      .join('\n');
    const triggers = chain.isForeign
      ? [foreignTrigger(chain.top)]
      : triggersOf(chain.top, { repository: project.repository, event, source });
    const scopes = triggers.flatMap((trigger) =>
      callersLegs(chain, contextsOf(trigger, this.#options.serverUrl), this.#tools).map((scope) => ({
        trigger,
        scope,
      })),
    );
    this.#shared = { key, scopes };
    return scopes;
  }
}

/** Do steps do the very same, as steps that are remembered do? */
function doTheSame(some: readonly StepReading[], others: readonly StepReading[]): boolean {
  return some.length === others.length && some.every(({ acts }, index) => acts === others[index]?.acts);
}

/** The same for those that differ in nothing. */
function keyOfContainer({ image, login }: JobContainer): string {
  return [image.place.start, image.found.reference, login?.sign.password ?? ''].join('\0');
}

/** Is there nothing to be said of a run that was not said of the other one? */
function isLike(one: RunReading, other: RunReading): boolean {
  return (
    one.pushes === other.pushes &&
    (one.runs === other.runs || (other.trigger.isPossible === true && happens(one.runs))) &&
    one.trigger.event === other.trigger.event &&
    one.trigger.fork === other.trigger.fork
  );
}

/** Does a pull that is refused end the job? A cache that is not there, or a command that may fail, does not. */
function mustBeThere({ found, runs, step }: TransferAct): boolean {
  return found.role === 'image' && !found.mayFail && happens(runs) && !mayFailWithin(step);
}

/** Does a reading hold anything that surely or at times is done? */
export function isActive({ runs }: RunReading, { act }: PushReading): boolean {
  return happens(runs) && happens(act.runs);
}

/** Of a job without a matrix. */
const ONE_LEG: readonly Value[] = [matrixContext([])];

function contextsOf({ github, inputs, secrets, unset }: Trigger, serverUrl: string): Contexts {
  const isElsewhere = serverUrl !== 'https://github.com';
  const own: [string, Value][] = [
    ['server_url', serverUrl],
    ['api_url', UNKNOWN],
  ];
  const told: Contexts = { github: isElsewhere ? github.with(own) : github, inputs, secrets };
  return unset ? { ...told, vars: variablesWithout(unset) } : told;
}

function legsOf(job: JobText, { contexts, tools }: Scope): readonly Value[] {
  if (!child(job.node, 'strategy')) return ONE_LEG;
  const legs = legsIn(job.node, tools.expressions, contexts);
  const areMany = legs !== null && legs.length > MOST_LEGS;
  return areMany ? [matrixContext(legs)] : legContexts(legs);
}
