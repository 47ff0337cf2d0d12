/**
 * What one action is to registries: an entry of the table in `actions/`. From the
 * entries follow what a step pushes and pulls, its logins, which actions can't log
 * in or set variables out of sight, which files are worth parsing, and by what a
 * log's lines are known. To teach all of them an action, add one entry.
 */
import type { LogClient } from '../../evidence/log/words/client.js';
import type { ServicePermission } from '../../evidence/types/permissions.js';
import type { Chance } from '../language/chance.js';
import type { Value } from '../language/values.js';
import type { Found, Sign, Surroundings } from './clients.js';
import type { BakeCall } from './transfers/bake.js';

/** The inputs of a step, filled in. */
export interface StepInputs {
  /** Text of an input; null when it is not given. */
  text(name: string): string | null;
  /** A boolean input. */
  flag(name: string): Chance;
  /** Its value depends on the run: what is `no` now may be `yes` in another one. */
  isExpression(name: string): boolean;
  /** Version in `uses: …@v6`, null for another ref. */
  major: number | null;
  /** Its minor one; absent, or NaN: the ref has none. */
  minor?: number;
}

/** How an action calls a program. */
export interface RunProgram {
  program: string;
  /** The input with its words: where it is not given, the program is not run. Absent: it is run without any. */
  words?: string;
  /** The input with the folder in which it is run. */
  folder?: string;
  /** The option that a boolean input stands for. */
  flags?: Readonly<Record<string, string>>;
}

export interface Action {
  /** `owner/repo` or `owner/repo/path`, lower case. A last `*` stands for any rest. */
  uses: readonly string[];
  /** Where its behaviour is written. */
  source?: string;
  /** The inputs of a step that pushes to `ghcr.io/octo/app`, for whoever reads the table and for the tests. */
  example?: Readonly<Record<string, string>>;
  /** What it transfers. */
  finds?(inputs: StepInputs, around: Surroundings): Found[];
  /** The names that it gives to images and does not push: what no client takes ends it. */
  builds?(inputs: StepInputs): readonly string[];
  /** The bake that it runs; what reads its files is loaded with the scripts. null: it only tells something. */
  bakes?(inputs: StepInputs): BakeCall | null;
  /** The input that names an image which it looks into: the machine's own, else one that it pulls. */
  looksInto?: string;
  /** What it is refused by GitHub without. */
  asks?(inputs: StepInputs): readonly ServicePermission[];
  /** The logins that it leaves behind. */
  signs?(inputs: StepInputs, around: Surroundings): Sign[];
  /** Outputs that later steps may use; what is not given is unknown. */
  outputs?(inputs: StepInputs, around: Surroundings): [string, Value][];
  /** Names, in lower case, under which people look for an output, and which it has never had: these are empty. */
  lacks?: ReadonlySet<string>;
  /** All of its outputs say which files changed. */
  findsChanges?: true;
  /** Variables that it sets for later steps. */
  sets?(inputs: StepInputs, around: Surroundings): [string, string][];
  /** With these inputs `sets` tells all that it sets. */
  setsNoOthers?(inputs: StepInputs): boolean;
  /** The input that is a script, run as it stands. */
  script?: string;
  /** The input that names the shell of that script. */
  shell?: string;
  /** It runs a program of the table of programs. */
  runs?: RunProgram;
  /** The same, where files of the project alone tell what the program does. */
  runsProject?: RunProgram;
  /** That script is run on another machine. */
  runsElsewhere?: true;
  /** The input that is a program in a language which is not read. */
  program?: string;
  /** It may log in without saying so. */
  hidesLogins?: true;
  /** It sets no variables for later steps but those of `sets`, or none that anybody logs in with. */
  leavesEnvironment?: true;
  /** Words of a workflow that uses it without naming the registry: its images stand elsewhere. */
  elsewhere?: RegExp;
  /** How it names itself in a log, where its lines are its own. */
  log?: LogClient;
}

/** What is known of `owner/repo[/path]`; null: nothing, or nothing yet. */
export type ActionLookup = (name: string) => Action | null;
