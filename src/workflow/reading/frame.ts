/** What a step is read with, and what its reading comes to. */
import type { Found, Sign, Surroundings } from '../knowledge/clients.js';
import type { Chance } from '../language/chance.js';
import type { JobEnvironment } from '../language/environment.js';
import type { Contexts } from '../language/evaluation.js';
import type { Expressions } from '../language/expressions.js';
import { originsIn } from '../language/origins.js';
import { Dictionary, UNKNOWN, type Value } from '../language/values.js';
import type { ScriptEffects } from '../shell/script.js';
import type { ScriptPlace } from '../shell/started.js';
import { map, type Span, type WorkflowDocument, type YamlNode } from '../text/document.js';
import type { JobText, StepText } from '../text/job.js';
import type { Project } from '../text/project.js';
import { checkedOutPath } from './checkouts.js';

export interface WalkOptions {
  job: JobText;
  /** Index of our own step: what comes before it has happened. -1: every step is to come. */
  after: number;
  expressions: Expressions;
  /** `github`, `inputs`, `matrix`, `runner`; `env` and `steps` are made here. */
  contexts: Contexts;
  environment: JobEnvironment;
  project: Project;
  scripts: ScriptReader;
  meaning: MeaningReader;
  /** The run is an example, in which other jobs ended well and the files changed that conditions ask for. */
  assumesSuccess?: boolean;
  /** What our own step leaves behind: a login and outputs. Not given: nothing. */
  own?: { sign: Sign | null; outputs: readonly [string, Value][] };
}

/** Reads the script of a step; null: it is not followed, and may at most log in out of our sight. */
export type ScriptReader = (
  source: string,
  variables: (name: string) => string | null,
  place: ScriptPlace,
) => ScriptEffects | null;

/** What a shell would make of a text that begins with a variable; null: nothing that is known. */
export type MeaningReader = (text: string, variable: (name: string) => string | null) => string | null;

/** One thing that a step does, in order. */
export type Act = {
  runs: Chance;
  guards: string[];
  document: WorkflowDocument;
  place: Span;
  step: StepText;
  /** DOCKER_CONFIG of the step; absent: not known. */
  authFolder?: string;
} & (
  | { kind: 'transfer'; found: Found }
  | { kind: 'sign'; sign: Sign; sudo: boolean; passwordPlace: Span }
  /** Something that may log in out of our sight, if it has anything to log in with. */
  | { kind: 'opaque'; hasCredential: boolean; says: SaidProgram | null }
);

/** What a program or an action of the repository that is not read says of itself. */
export interface SaidProgram {
  /** Of its step. */
  name: string;
  /** Its words, or the path of the action. */
  command: string;
  /** The `env` of its step, or the inputs of the action, filled in. */
  environment: ReadonlyMap<string, string>;
}

/** The steps of a job, or of an action that one of them uses. */
export interface Frame extends WalkOptions {
  /** The environment of the job, which every step may change. */
  state: {
    environment: JobEnvironment;
    /** Something that is not read may have kept a credential for later steps. */
    hasCredential: boolean;
    /** How many actions may still be gone into. */
    actionsLeft: number;
  };
  steps: readonly StepText[];
  /** Where they stand: the workflow, or an action's file. */
  document: WorkflowDocument;
  /** Of the step that uses this action. */
  runs: Chance;
  guards: string[];
  trail: readonly string[];
  /** Texts of the steps that use these actions. */
  uses: readonly string[];
}

/** One step, with its environment and its condition filled in. */
export interface Here extends Frame {
  step: StepText;
  contexts: Contexts;
  environment: JobEnvironment;
}

/** What a step does. */
export interface Effects {
  acts: Act[];
  /** Outputs of the step, as far as they can be followed. */
  made: [string, Value][];
  /** Variables for later steps. */
  written: Map<string, string | null>;
  /** It may have set variables that we don't know of. */
  isOpaque: boolean;
}

/** What the tables of knowledge may ask of a step. */
export function surroundings({ contexts, environment, project, job }: Here): Surroundings {
  const github = contexts.github instanceof Dictionary ? contexts.github : null;
  const fact = (name: string) => {
    const value = github?.get(name) ?? UNKNOWN;
    return typeof value === 'string' ? value : null;
  };
  return {
    event: fact('event_name'),
    repository: fact('repository'),
    variable: (name) => knownVariable(environment.variable(name)),
    file(path) {
      const own = checkedOutPath(job, project.repository, path);
      return own === null ? null : project.file(own);
    },
  };
}

/** A variable's value, or null when nothing in the text sets it. */
export function knownVariable(value: string | null): string | null {
  return value === null || originsIn(value).some(({ kind }) => kind === 'variable') ? null : value;
}

/** StepInputs of actions are found in any case. */
export function inputOf(node: YamlNode | null, name: string): YamlNode | null {
  const lowered = name.toLowerCase();
  return (
    map(node)?.entries.findLast(({ key }) => String(key.value).toLowerCase() === lowered)?.value.node ?? null
  );
}
