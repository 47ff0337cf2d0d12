/**
 * A job as the text tells it: for every way to it, and for every run that a
 * trigger can start, what it pushes and with which credential.
 */
import type { PermissionGrant } from '../../evidence/types.js';
import { mayBeActive } from '../knowledge/concern.js';
import { both, type Chance, happens } from '../language/chance.js';
import type { Contexts } from '../language/evaluation.js';
import { legContext, matrixContext, matrixLegs } from '../language/matrix.js';
import { UNKNOWN, type Value } from '../language/values.js';
import type { CallChain } from '../runs/call-chains.js';
import { foreignTrigger, type Trigger, triggersOf } from '../runs/triggers.js';
import type { WorkflowDocument } from '../text/document.js';
import { type JobText, jobSource } from '../text/job.js';
import { isTolerated, type SignAct, type TransferAct, type TransferReading } from './credentials.js';
import { readJob } from './read-job.js';
import { runsOnHosted } from './runners.js';
import { jobChance, needsOfJob, type ReadingTools, readOnly, type Scope, scopeOf } from './scopes.js';
import type { ServiceAct } from './services.js';

/** One way to a job, with the runs that can take it. */
export interface JobReading {
  chain: CallChain;
  document: WorkflowDocument;
  job: JobText;
  grants: PermissionGrant[];
  /** It runs on a machine that GitHub makes for it, which knows of no earlier login. */
  isHosted: boolean;
  runs: RunReading[];
}

export interface RunReading {
  trigger: Trigger;
  /** Does the job run in it? */
  runs: Chance;
  pushes: PushReading[];
  /** Names that are read although nothing is pushed in it: what is wrong with them stops a build. */
  builds: PushReading[];
  /** Images that are read, and without which the job ends. */
  pulls: PushReading[];
  /** What programs that are not read are likely to push. */
  hidden: PushReading[];
  logins: SignAct[];
  /** What GitHub is asked for, the registry aside. */
  services: ServiceAct[];
}

/** Something that is written to a registry. */
export type PushReading = TransferReading;

export interface ReadingOptions extends Omit<ReadingTools, 'assumesSuccess'> {
  registry: string;
  /** Only runs of this event. */
  event: string | null;
  /** `https://github.com`, or that of GitHub Enterprise. */
  serverUrl: string;
}

/** Runs that are looked at for one way; a wide matrix for many events is cut there. */
const MAX_RUNS = 200;

/** Legs of a matrix that are looked at one by one; of more, what they agree on. */
const MAX_LEGS = 40;

/** Reads the jobs of a repository, best in the order in which `callChainsOf` gives them. */
export class JobReader {
  readonly #options: ReadingOptions;
  readonly #tools: ReadingTools;
  /** The runs of the file that was read last: its jobs share them, and what they need of each other. */
  #shared: { key: string; scopes: { trigger: Trigger; scope: Scope }[] } = { key: '', scopes: [] };

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#tools = { ...options, assumesSuccess: true };
  }

  /** null: the job does nothing that we know of. */
  read(chain: CallChain): JobReading | null {
    const { job } = chain;
    const { document } = job;
    if (!mayBeActive(jobSource(job))) return null;
    const runs: RunReading[] = [];
    let isHosted = true;
    for (const { trigger, scope } of this.#scopes(chain)) {
      const chance = both(scope.runs, jobChance(document, job.node, scope));
      if (chance === 'no') continue;
      for (const matrix of legsOf(job, scope)) {
        if (runs.length >= MAX_RUNS) break;
        const contexts: Contexts = { ...scope.contexts, needs: needsOfJob(job.node, scope), matrix };
        const hosted = runsOnHosted(job.node, this.#options.expressions, contexts);
        isHosted &&= hosted;
        const run = this.#run(job, contexts, hosted);
        const { pushes, builds, logins, hidden } = run;
        if ([pushes, builds, logins, hidden].some(({ length }) => length > 0))
          runs.push({ trigger, runs: chance, ...run });
      }
    }
    return { chain, document, job, grants: chain.grants, isHosted, runs };
  }

  #run(job: JobText, contexts: Contexts, isHosted: boolean): Omit<RunReading, 'trigger' | 'runs'> {
    const walk = readOnly(job, contexts, isHosted, this.#tools);
    const { transfers, ...rest } = readJob(walk, this.#options.registry);
    const named = transfers.filter(({ act }) => act.found.access === 'push');
    const pushes = named.filter(({ act }) => act.runs !== 'no');
    const builds = named.filter(({ act }) => act.runs === 'no' && happens(act.built ?? 'no'));
    const pulls = transfers.filter(({ act }) => act.found.access === 'pull' && mustBeThere(act));
    return { pushes, builds, pulls, ...rest };
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
    const scopes = triggers.map((trigger) => ({
      trigger,
      scope: scopeOf(chain, contextsOf(trigger, this.#options.serverUrl), this.#tools),
    }));
    this.#shared = { key, scopes };
    return scopes;
  }
}

/** Does a pull that is refused end the job? A cache that is not there, or a command that may fail, does not. */
function mustBeThere({ found, runs, step }: TransferAct): boolean {
  return found.role === 'image' && !found.mayFail && happens(runs) && !isTolerated(step);
}

/** Does a reading hold anything that surely or at times is done? */
export function isActive({ runs }: RunReading, { act }: PushReading): boolean {
  return happens(runs) && happens(act.runs);
}

function contextsOf({ github, inputs, secrets }: Trigger, serverUrl: string): Contexts {
  const isElsewhere = serverUrl !== 'https://github.com';
  const own: [string, Value][] = [
    ['server_url', serverUrl],
    ['api_url', UNKNOWN],
  ];
  return { github: isElsewhere ? github.with(own) : github, inputs, secrets };
}

function legsOf(job: JobText, { contexts, tools }: Scope): Value[] {
  const { expressions } = tools;
  const legs = matrixLegs(job.node, (written) => expressions.valueOf(written, contexts));
  const used = jobSource(job).includes('matrix');
  if (legs === null || legs.length === 0 || legs.length > MAX_LEGS || !used) return [matrixContext(legs)];
  return legs.map(legContext);
}
