import type { LackedService } from '../../../evidence/types/permissions.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { RefusedInput, WorkflowEvidence } from '../../../evidence/types/workflow.js';
import type { WorkflowProblem } from '../../../evidence/types/workflow-problem.js';
import { imageOutputs } from '../../knowledge/actions/own.js';
import { eventInputs, githubContext, runnerContext } from '../../language/contexts.js';
import type { Contexts } from '../../language/evaluation.js';
import { expressionsFor } from '../../language/expressions.js';
import { matrixContext } from '../../language/matrix.js';
import { GITHUB_TOKEN, standIn } from '../../language/origins.js';
import { type Dictionary, fromData, hasHole, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import { WorkflowFiles } from '../../repository/files.js';
import { RunProject } from '../../repository/run-project.js';
import { secretsOf, secretsOfJob } from '../../runs/secrets.js';
import { child, entry, entrySpan, text, type WorkflowDocument } from '../../text/document.js';
import { scriptsOf, stepOfAction } from '../../text/job.js';
import { parseWorkflow } from '../../text/parse.js';
import { locate } from '../../text/places.js';
import { contextsAbove, documentsOf, mostGenerous, openWays, type WayToJob } from '../jobs/find-job.js';
import { legContexts, legsIn, mentionsMatrix } from '../jobs/legs.js';
import { needsInRun } from '../jobs/needed-jobs.js';
import { processEnvironment } from '../jobs/process-environment.js';
import type { ReadingTools } from '../jobs/scope.js';
import { setsSourceLabel } from '../jobs/sets-source-label.js';
import { inputTokens } from '../logins/held-tokens.js';
import { isSound } from '../names/sound.js';
import { LazyActions } from '../steps/actions/lazy-actions.js';
import { handsOn, type OwnPlace, ownInputs, placeInJob } from '../steps/actions/own-place.js';
import { ownSign } from '../steps/actions/own-step.js';
import type { placeInAction } from '../steps/actions/place-in-action.js';
import type { WalkOptions } from '../steps/frame.js';
import { spanOf } from '../steps/places.js';
import { LazyScripts } from '../steps/scripts/lazy-scripts.js';
import { ofCallers, once, tokensHandedOn } from './callers-pushes.js';
import { LegReader } from './leg-reader.js';
import { MetBeside } from './met-beside.js';
import type { JobPlace } from './other-runs.js';
import { isCalledUnseen, isOtherCommit, isWholeCheckout } from './run-file.js';
import type { ReadOptions } from './run-options.js';

/** How often the steps are read again with what the last reading lacked; ends what nests without end. */
const MAX_ROUNDS = 15;

/** Asks the one reader of jobs about the run that we are in. */
export class RunReader {
  readonly #options: ReadOptions;
  readonly #start: Contexts;
  readonly #leg: Contexts;
  readonly #project: RunProject;
  readonly #actions = new LazyActions();
  readonly #scripts = new LazyScripts();
  readonly #beside = new MetBeside();
  readonly #legs: LegReader;
  #placeInAction: typeof placeInAction | null = null;
  readonly #documents = new Map<string, WorkflowDocument | null>();
  /** The job in each of its legs, for what is asked of it beside its steps. */
  #walks: WalkOptions[] = [];
  /** What is read beside the workflow. */
  readonly files: WorkflowFiles;

  constructor(top: WorkflowDocument, options: ReadOptions) {
    const { run, env, event, workspace, fetchFile } = options;
    this.#options = options;
    this.#legs = new LegReader(options, this.#scripts, this.#beside);
    this.#leg = Object.fromEntries(
      Object.entries(options.leg ?? {}).flatMap(([name, data]) =>
        data === undefined ? [] : [[name, fromData(data, 0, name)]],
      ),
    );
    this.#start = {
      github: githubContext(run, env, event).with([['token', GITHUB_TOKEN]]),
      runner: runnerContext(env),
      inputs: isCalledUnseen(top, options) ? UNKNOWN : eventInputs(top, event),
      secrets: secretsOf(null),
      vars: new Lookup((name) => (hasHole(name) ? UNKNOWN : standIn({ kind: 'setting', name }))),
    };
    // The steps will see what is checked out, also where that is another commit than the workflow's.
    const elsewhere = isWholeCheckout(options) ? null : fetchFile;
    this.files = new WorkflowFiles({ workspace, fetchFile: elsewhere, apiFirst: false });
    this.#project = new RunProject(run.repository, this.files, workspace);
  }

  /** Of the files beside the workflow that were not read, one; null: there are none, or none that matter. */
  get problem(): WorkflowProblem | null {
    const [first, ...more] = this.#project.leftOut;
    if (first === undefined) return this.files.refused[0] ?? null;
    return { kind: 'too-many', file: first, detail: more.length > 0 ? `+${more.length}` : null };
  }

  /** null: no way leads to the job. */
  async read(ways: readonly WayToJob[]): Promise<WorkflowEvidence | null> {
    const open = await openWays(ways, this.#start, (documents) => this.#tools(documents));
    const found = mostGenerous(open);
    if (!found) return null;
    const { chain, source } = found;
    const { job, grants } = chain;
    const { document } = job;
    const pushes = await this.#withImagesAtHand(await this.#withUnfitNames(await this.#pushes(open)));
    const { stops, ...met } = await this.#beside.found(this.#options.registry);
    const isPushing = pushes.some(({ access, runs }) => access === 'push' && runs !== 'no');
    const refused =
      !isPushing || MAY_BE_REFUSED.test(document.text) ? await refusedInputOf(found, pushes) : null;
    const lacked = await this.#beside.lacked([found, ...open]);
    const place = this.#ownPlace(found);
    const step = job.steps[place.index];
    const given = ownInputs(place);
    const images = entry(given, 'images');
    return {
      file: document.file,
      job: job.id,
      location: locate(document, job.entry.key),
      step: step ? locate(document, spanOf(step, null)) : null,
      images: images && locate(place.document ?? document, entrySpan(images)),
      source,
      grants,
      lacked: lacked.filter((each) => !this.#isGiven(each)),
      pushes: [...pushes, ...stops],
      ...met,
      ...(refused ? { refusedInput: refused } : {}),
      ...(this.#options.access === 'pull' ? await this.#pulledBefore() : {}),
      tokenExpressions: {
        ghcrToken: text(child(given, 'ghcr-token')),
        githubToken: text(child(given, 'github-token')),
      },
      setsSourceLabel: setsSourceLabel(job),
      texts: Object.fromEntries(documentsOf(chain).map((each) => [each.file, each.text])),
    };
  }

  /** Only a run that is asked about its pulls has a use for what it has itself. */
  async #withImagesAtHand(pushes: WorkflowPush[]): Promise<WorkflowPush[]> {
    if (this.#options.access !== 'pull') return pushes;
    const { withImagesAtHand } = await import('../pushes/images-at-hand.js');
    return withImagesAtHand(pushes, this.#walks, this.#options.registry);
  }

  async #pulledBefore(): Promise<Pick<WorkflowEvidence, 'pulledBefore'>> {
    const images = (await import('../jobs/pulled-before.js')).pulledBefore(
      this.#walks,
      this.#options.registry,
    );
    return images ? { pulledBefore: images } : {};
  }

  /** The runner says itself that a job may ask for an identity (docs: OpenID Connect reference, Methods for requesting the OIDC token). */
  #isGiven({ permission }: LackedService): boolean {
    return permission === 'id-token' && Boolean(this.#options.env.ACTIONS_ID_TOKEN_REQUEST_URL);
  }

  /** Mostly each name is known, and its client takes it as the grammar does. */
  async #withUnfitNames(pushes: WorkflowPush[]): Promise<WorkflowPush[]> {
    if (pushes.every(isSound)) return pushes;
    const { withUnfitNames } = await import('../names/unfit.js');
    const { registry, run } = this.#options;
    return withUnfitNames(pushes, { registry, owner: run.owner });
  }

  /** The pushes and pulls of the registry in the order of the steps. */
  async #pushes(open: readonly WayToJob[]): Promise<WorkflowPush[]> {
    await this.#loadPlaces(open);
    await this.#legs.loadFor(open);
    await this.#scripts.loadFor(open.flatMap(({ chain }) => scriptsOf(chain.job)));
    for (let round = 1; ; round += 1) {
      this.#beside.clear();
      this.#walks = [];
      const tools = await this.#tools(open.flatMap(({ chain }) => documentsOf(chain)));
      const found = new Map<string, WorkflowPush[]>();
      for (const way of open) {
        const handedOn = tokensHandedOn(way.chain);
        found.set(handedOn, [...(found.get(handedOn) ?? []), ...(await this.#pushesOf(way, tools))]);
      }
      const pushes = ofCallers([...found.values()]);
      const lacked = await Promise.all([
        this.#project.fetchWanted(),
        ...[this.#actions, this.#scripts, ...this.#legs.lazy].map((each) => each.loadWanted()),
      ]);
      if (!lacked.includes(true) || round === MAX_ROUNDS) return pushes;
    }
  }

  /** In which leg of its callers this job is, nobody tells it: the pushes of each of them. */
  async #pushesOf(found: WayToJob, tools: ReadingTools): Promise<WorkflowPush[]> {
    const scopes = await contextsAbove(found, this.#start, tools);
    const here = { told: this.#leg, env: this.#options.env };
    const pushes = scopes.flatMap((contexts) => this.#pushesIn(found, contexts, here, tools));
    if (pushes.length > 0) return pushes;
    const { pushesOfOthers } = await import('./other-runs.js');
    return this.#beside.aside(() =>
      pushesOfOthers({
        found,
        scopes,
        start: this.#start,
        leg: this.#leg,
        options: this.#options,
        tools,
        pushesIn: (above, place) => this.#pushesIn(found, above, place, tools),
      }),
    );
  }

  #pushesIn(found: WayToJob, above: Contexts, { told, env }: JobPlace, tools: ReadingTools): WorkflowPush[] {
    const { chain } = found;
    const base: Contexts = { ...above, needs: needsInRun(chain.job, above.needs ?? UNKNOWN) };
    const place = this.#ownPlace(found);
    const { index: own, within } = place;
    const legs = told.matrix === undefined ? legsIn(chain.job.node, tools.expressions, base) : [];
    const inAnyLeg: Contexts = { ...base, matrix: matrixContext(legs) };
    const around = processEnvironment(chain.job, own, inAnyLeg, env, tools);
    const seen = place.seen({ ...inAnyLeg, env: around.context() }, tools.expressions);
    const held = inputTokens(place.step?.node ?? null, around, seen, this.#options, tools);
    const secrets = held.secrets(secretsOfJob(chain.job.node, base.secrets) as Dictionary);
    const matrices: Value[] = mentionsMatrix(chain.job) ? legContexts(legs) : [matrixContext(legs)];
    const inLegs = matrices.map((matrix): Contexts => ({ ...base, matrix, secrets, ...told }));
    const read = (images: readonly string[]) =>
      inLegs.flatMap((contexts) => {
        const environment = processEnvironment(chain.job, own, contexts, env, tools);
        const walk = { ...tools, job: chain.job, after: own, within, contexts, environment };
        const leg = { ...walk, ...this.#ownStep(images) };
        if (this.#options.access === 'pull') this.#walks.push(leg);
        return this.#legs.read(leg, held, chain);
      });
    const { registry, run } = this.#options;
    // What our step hands on is what it asks about: the images given, else those of the other steps.
    const given = this.#options.own?.images ?? [];
    if (given.length > 0 || !handsOn(place, chain.job)) return once(read(given));
    const others = once(read([]).filter(({ access, runs }) => access === 'push' && runs !== 'no'));
    const names = others.flatMap(({ reference }) => reference || []);
    const repository = run.repository?.toLowerCase();
    const asked = names.length > 0 || !repository ? names : [`${registry}/${repository}`];
    return once(read(asked));
  }

  /** As far as the actions have come in that the job uses. */
  #ownPlace({ chain: { job }, own }: WayToJob): OwnPlace {
    return this.#placeInAction?.(job, own, this.#options.env, this.#project) ?? placeInJob(job, own);
  }

  /** Mostly the runner names our own step, and there is nothing to look for. */
  async #loadPlaces(open: readonly WayToJob[]): Promise<void> {
    const { env } = this.#options;
    const isOwn = ({ chain, own }: WayToJob) => stepOfAction(chain.job.steps.slice(own, own + 1), env) === 0;
    if (open.every(isOwn)) return;
    this.#placeInAction = (await import('../steps/actions/place-in-action.js')).placeInAction;
  }

  #ownStep(images: readonly string[]): Pick<WalkOptions, 'own'> {
    const { own, registry } = this.#options;
    return own ? { own: { sign: ownSign(registry, own), outputs: imageOutputs(registry, images) } } : {};
  }

  /** null: there is none, it is still to be fetched, or what is checked out is another commit than the run's. */
  #called(path: string): WorkflowDocument | null {
    const source = isOtherCommit(this.#options) ? null : this.#project.file(path);
    if (source === null) return null;
    const known = this.#documents.get(path) ?? parseWorkflow(path, source).document;
    this.#documents.set(path, known);
    return known;
  }

  /** @param documents whose expressions will be evaluated, beside those of the actions in use */
  async #tools(documents: readonly WorkflowDocument[]): Promise<ReadingTools> {
    const texts = [...documents.map((each) => each.text), ...this.#project.texts()];
    const expressions = await expressionsFor(texts.join('\n'));
    // Beside those on the way there are those that a job calls which is needed, for what they hand back.
    const open = (path: string) => documents.find(({ file }) => file === path) ?? this.#called(path);
    const { steps: scriptSteps, read: scripts, meaning, changes } = this.#scripts;
    return {
      expressions,
      project: this.#project,
      actions: this.#actions.named,
      scriptSteps,
      scripts,
      meaning,
      changes,
      open,
      assumesSuccess: false,
    };
  }
}

/** An input that actions for images take for a boolean, and a value that is none. */
const MAY_BE_REFUSED =
  /\b(?:push|load|no-cache|pull|logout|push-to-registry)["']?:[ \t]+["']?(?!(?:true|True|TRUE|false|False|FALSE)(?:["'\s,}]|$)|\$\{\{|["'[{#&*|>]|\s)/;

/** Few jobs push nothing, or have such a value. */
async function refusedInputOf(
  { chain, own }: WayToJob,
  pushes: readonly WorkflowPush[],
): Promise<RefusedInput | null> {
  const { refusedInput } = await import('./refused-inputs.js');
  return refusedInput(chain.job, own, pushes);
}
