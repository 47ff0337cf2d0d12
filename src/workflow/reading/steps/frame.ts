/** What a step is read with, and what its reading comes to. */
import type { ServicePermission } from '../../../evidence/types/permissions.js';
import type { ActionLookup } from '../../knowledge/action.js';
import type { CredentialStore, Found, Sign, Surroundings } from '../../knowledge/clients.js';
import type { Chance } from '../../language/chance.js';
import type { JobEnvironment } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { knownVariable, unsetOnly } from '../../language/origins.js';
import { Dictionary, UNKNOWN, type Value } from '../../language/values.js';
import type { Project } from '../../repository/project.js';
import type { ScriptEffects } from '../../shell/effects.js';
import type { MadeFiles } from '../../shell/known/made-files.js';
import type { ScriptPlace } from '../../shell/starting/started.js';
import { child, type Span, text, type WorkflowDocument } from '../../text/document.js';
import type { JobText, StepText } from '../../text/job.js';
import type * as ChangedFiles from '../files/changed-files.js';
import { checkedOutPath } from '../files/checkouts.js';
import type { OneWay } from '../jobs/ending-conditions.js';

export interface WalkOptions {
  job: JobText;
  /** Index of our own step: what comes before it has happened. -1: every step is to come. */
  after: number;
  /** Where it stands in an action that the step of that index uses: indexes of steps in it, and in those inside. */
  within?: readonly number[];
  expressions: Expressions;
  /** `github`, `inputs`, `matrix`, `runner`; `env` and `steps` are made here. */
  contexts: Contexts;
  environment: JobEnvironment;
  project: Project;
  actions: ActionLookup;
  scriptSteps: ScriptStepReader;
  scripts: ScriptReader;
  meaning: MeaningReader;
  changes: ChangesReader;
  /** The run is an example, in which other jobs ended well and the files changed that conditions ask for. */
  assumesSuccess?: boolean;
  /** It is a job in front of the one that is running, which may ask how what it tells has ended. */
  isInFront?: boolean;
  /** Reads steps that are read again and again; absent: each is read anew. */
  remembered?: StepReader;
  /** What actions take and hand on to the letter; absent: it is left to the run to show. */
  strict?: StrictSteps;
  /** What our own step leaves behind: a login and outputs. Not given: nothing. */
  own?: { sign: Sign | null; outputs: readonly [string, Value][] };
}

/** What a step does that runs a script, or a program in an image. */
export type ScriptStepReader = (here: Here) => Effects;

/** Reads the script of a step; null: it is not followed, and may at most log in out of our sight. */
export type ScriptReader = (
  source: string,
  variables: (name: string) => string | null,
  place: ScriptPlace,
) => ScriptEffects | null;

/** What a job leaves of the files that its actions are told. */
export type ChangesReader = Pick<typeof ChangedFiles, 'leftByJob' | 'isOpenFile'>;

/** Steps by what is known of their actions to the letter. */
export interface StrictSteps {
  /** What comes of it where it fails before it does anything, for an input that its action does not take; null: it does not. */
  failed(here: Here): StepOutcome | null;
  /** All outputs that it may have, in lower case; null: nobody knows. */
  outputNames(step: StepText): readonly string[] | null;
}

/** What a step does: by reading it, or as it was read before where nothing that it asks for is different. */
export type StepReader = (here: Here, read: (here: Here) => StepOutcome) => StepOutcome;

/**
 * Another home folder than that of the job's steps, with other credentials in it: that of root, the one that all
 * container steps of a job share (docs: Dockerfile support for GitHub Actions, `/github/home`), a container's own, or
 * one on another machine.
 */
export type Home = 'root' | 'container' | 'own' | 'remote';

/** What a shell would make of a text that begins with a variable; null: nothing that is known. */
export type MeaningReader = (text: string, variable: (name: string) => string | null) => string | null;

/** A file of credentials of which a copy is made. `authFolder` and `home` as of an act. */
export interface CopiedFile {
  store: CredentialStore;
  authFolder?: string;
  home?: Home;
}

/** One thing that a step does, in order. */
export type Act = {
  runs: Chance;
  guards: string[];
  document: WorkflowDocument;
  place: Span;
  step: StepText;
  /** It has run before the step that asks, or in it. */
  isPast?: boolean;
  /** The step that uses the action in which it stands; absent: it stands in the job. */
  user?: UsingStep;
  /** It stands in an action of the repository that is used at this ref; what was read is what it says in this tree. */
  ref?: string;
  /** DOCKER_CONFIG of the step, or of the command; absent: not known. Empty: where docker looks by itself. */
  authFolder?: string;
  /** The same of the file that its client has beside docker's, podman's or helm's; absent: its client is told of none. */
  ownFile?: string;
  /** DOCKER_AUTH_CONFIG of the step, or of the command; absent: it is not set, as far as is known. */
  authVariable?: string;
  /** Whose home folder it has; absent: that of the job's steps. */
  home?: Home;
  /** What is called docker there may be podman, or nobody sees which client it is. */
  mayBePodman?: true;
  /** Its step is run only where something has failed, or only where it has ended well. */
  onlyWay?: OneWay;
  /** Text of the script in which it stands, where its step starts one plainly; absent: it stands in the step. */
  script?: string;
} /**
 * `built`: is its step run, also where it pushes nothing? Absent: a step that only builds does not read the name.
 * `isTurned`: nothing decides about it but how often a loop turns. `goesOn`: does its script go on where that is refused which it
 * fetches in any case? Absent: nobody knows.
 */ & (
  | { kind: 'transfer'; found: Found; built?: Chance; isTurned?: true; goesOn?: boolean | 'perhaps' }
  /** Images are made or named on the machine, and none is pushed: names that the client may refuse, which ends the step. */
  | { kind: 'build'; names: readonly string[] }
  /**
   * `mayFail`: its script is written to go on where it is refused. `goesOn`: does it? Absent: that is as its text tells. `copies`: it
   * is no login of its own, but what another file holds.
   */
  | {
      kind: 'sign';
      sign: Sign;
      passwordPlace: Span;
      mayFail?: true;
      goesOn?: boolean | 'perhaps';
      copies?: CopiedFile;
    }
  /** Something that is asked of GitHub and not of the registry. `by`: the command or the action; `mayFail`: then the job goes on. */
  | { kind: 'service'; asks: readonly ServicePermission[]; by: string; mayFail: boolean }
  /**
   * Something that may log in out of our sight, if it has anything to log in with. `told`: what it is given to read, or says that it
   * pushes; `isCutOff`: it has a home folder of its own, and is handed nothing to log in with.
   */
  | {
      kind: 'opaque';
      hasCredential: boolean;
      says: SaidProgram | null;
      told?: readonly string[];
      saysPush?: true;
      isCutOff?: true;
      /** What the text of the program that it runs says it pushes; absent: nothing, or nobody looked. */
      pushes?: PushesOfProgram;
      /** The same home folder, and what it is handed there, by which it may log in. */
      handed?: readonly string[];
    }
);

/** What the text of a program in another language says that it pushes. */
export interface PushesOfProgram {
  /** Whole references; none: something that no word names. */
  names: readonly string[];
  /** It may well be run without that: it stands in a file of its own, or asks what has happened. */
  mayNotPush?: true;
}

/** A step of a job, or of another action, that uses an action. */
export interface UsingStep {
  document: WorkflowDocument;
  step: StepText;
  /** The step that uses the action in which that one stands. */
  user?: UsingStep;
}

/** What is the same for all that a step does. */
export type OfStep = Pick<Act, 'runs' | 'guards' | 'document' | 'step' | 'user' | 'onlyWay'>;

/** As surely as the step runs, and where that stands. */
export function ofStep({ runs, guards, document, step, user, onlyWay }: Here): OfStep {
  return { runs, guards, document, step, ...(user ? { user } : {}), ...(onlyWay ? { onlyWay } : {}) };
}

/** What a program or an action of the repository that is not read says of itself. */
export interface SaidProgram {
  /** Of its step. */
  name: string;
  /** Its words, or the path of the action. */
  command: string;
  /** The `env` of its job and its step, or the inputs of the action, filled in. */
  environment: ReadonlyMap<string, string>;
}

/** What a step says of what it runs. */
export function saidBy({ step }: Here, { command, environment }: Omit<SaidProgram, 'name'>): SaidProgram {
  return { name: text(child(step.node, 'name')) ?? '', command, environment };
}

/** The steps of a job, or of an action that one of them uses. */
export interface Frame extends Omit<WalkOptions, 'environment'> {
  /** The environment of the job, which every step may change. */
  state: {
    environment: JobEnvironment;
    /** Something that is not read may have kept a credential for later steps. */
    hasCredential: boolean;
    /** What scripts have written to files of the job: scripts that later ones start. */
    made: MadeFiles;
    /** How many actions may still be gone into. */
    actionsLeft: number;
    /** A step has surely failed: what asks for no failure is passed over. */
    hasFailed: boolean;
  };
  steps: readonly StepText[];
  /** Where they stand: the workflow, or an action's file. */
  document: WorkflowDocument;
  /** Of the step that uses this action. */
  runs: Chance;
  guards: string[];
  trail: readonly string[];
  /** The step that uses this action; absent: it is the job. */
  user?: UsingStep;
  /** As of an act. */
  onlyWay?: OneWay;
  /** What the step that uses this action puts a credential into: `env`, `inputs.NAME` in lower case. */
  handed: readonly string[];
}

/** One step, with its environment and its condition filled in. */
export interface Here extends Frame {
  step: StepText;
  contexts: Contexts;
  environment: StepEnvironment;
}

/** What is asked of the variables of one step. */
export type StepEnvironment = Pick<JobEnvironment, 'variable' | 'spelled' | 'context'>;

/** What a step does. */
export interface Effects {
  acts: Act[];
  /** Outputs of the step, as far as they can be followed. */
  made: [string, Value][];
  /** The images of which one is not there where it fails; absent: none that is known. */
  looksFor?: readonly string[];
  /** It surely has no others. */
  hasNoOtherOutputs?: true;
  /** Variables for later steps. */
  written: Map<string, string | null>;
  /** It may have set variables that we don't know of. */
  isOpaque: boolean;
  /** It surely ends with an error. */
  isFailed?: true;
}

/** Of a step that hands on nothing that is known. */
export function effectsOf(acts: Act[]): Effects {
  return { acts, made: [], written: new Map(), isOpaque: false };
}

/** Of one that may set variables out of our sight. */
export function opaqueEffects(acts: Act[]): Effects {
  return { ...effectsOf(acts), isOpaque: true };
}

/** What the rest of the job has of a step in one run. */
export interface StepOutcome {
  acts: readonly Act[];
  /** `steps.<id>`; null: nothing is known of it. */
  context: Value | null;
  variables: ReadonlyMap<string, string>;
  /** What both are where its condition holds; null: it has none that is open. */
  underCondition: { context: Value | null; variables: ReadonlyMap<string, string> } | null;
  /** Later steps may have more variables of it. */
  isOpaque: boolean;
  /** The job, or the action in which it stands, ends with it. */
  isEnd?: true;
}

/**
 * What the tables of knowledge may ask of a step.
 *
 * @param until the place in its document up to which its files may have been changed
 */
export function surroundings(here: Here, until = () => here.step.node.end): Surroundings {
  const { contexts, environment } = here;
  const github = contexts.github instanceof Dictionary ? contexts.github : null;
  const fact = (name: string) => {
    const value = github?.get(name) ?? UNKNOWN;
    return typeof value === 'string' ? value : null;
  };
  const checkedOut = checkedOutFile(here);
  return {
    event: () => fact('event_name'),
    ref: () => fact('ref'),
    repository: () => fact('repository'),
    variable: (name) => knownVariable(environment.variable(name)),
    unset: (name) => unsetOnly(environment.variable(name)),
    file: (path) => here.changes.leftByJob({ ...here, until: until() }, path, checkedOut(path)),
    isMade: (path) => here.changes.isOpenFile({ ...here, until: until() }, path, checkedOut(path)),
    entries: checkedOutEntries(here),
  };
}

/** Text of a file at a path of the workspace, as it was checked out; null when there is none. */
export function checkedOutFile({ job, project }: Here): (path: string) => string | null {
  return (path) => {
    const own = checkedOutPath(job, project.repository, path);
    return own === null ? null : project.file(own);
  };
}

/** The names in a folder of the workspace, as it was checked out; null: not known. */
export function checkedOutEntries({ job, project }: Here): (folder: string) => readonly string[] | null {
  return (folder) => {
    const own = checkedOutPath(job, project.repository, folder);
    return own === null ? null : (project.entries?.(own) ?? null);
  };
}

/** A login or a logout. */
export type SignAct = Extract<Act, { kind: 'sign' }>;
/** A push or a pull. */
export type TransferAct = Extract<Act, { kind: 'transfer' }>;
/** Something that is not read. */
export type OpaqueAct = Extract<Act, { kind: 'opaque' }>;
