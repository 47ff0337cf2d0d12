/** What following a script comes to: the commands that it runs, and what it hands on to later steps. */
import type { Chance } from '../language/chance.js';
import type { MadeFiles } from './known/made-files.js';

/** A command that the script runs. */
export interface Invocation {
  /** Name and arguments, expanded. */
  words: string[];
  runs: Chance;
  /** Nothing but a loop decides about it: what it does is done by then, mostly at the first turn. */
  isTurned?: true;
  /** The script goes on where it fails: `… || true`. */
  mayFail?: true;
  /**
   * Where it fails the script ends, and has failed: whatever its shell is told, or where that ends at the first error (`bash -e`);
   * `never`: the script goes on. Absent: nobody knows.
   */
  ends?: 'surely' | 'strictly' | 'never';
  /** What stands behind it may end the script for its failure. */
  isLookedAfter?: true;
  /** It is a part of a pipe in front of its end: the script hears of its failure where the shell is told so alone (`-o pipefail`). */
  isPiped?: true;
  /** It is there for where these fail: `docker push A || docker push B`. */
  insteadOf?: readonly Invocation[];
  /** It is come to only where these, which look for an image, end well: `docker manifest inspect A && docker push B`. */
  onlyWith?: readonly Invocation[];
  /** Where it fails these are run. */
  otherwise?: readonly Invocation[];
  /** In a branch that ends the script with an error: `… || { docker logout ghcr.io; exit 1; }`. */
  isBeforeError?: true;
  /** In a branch that may end the script well: what stands behind it is then not reached. */
  isBeforeEnd?: true;
  /** What stands in the place of words and comes to nothing: an expression that names what is not there. Absent: nothing does. */
  nothing?: string;
  /** Offset of the command in the script. */
  offset: number;
  /** What is piped into it; null when that is not known. */
  stdin: string | null;
  /** Run by root or another user, whose home is another: `sudo`. */
  sudo: boolean;
  /** Text of the script that a plain start of it has brought, in which it stands; absent: it stands in the step's own, or nobody knows. */
  script?: string;
  /** In a `$(…)`: run for what it prints. */
  isSubstituted?: true;
  /** Folder of the repository in which it is run; null when not known. */
  folder: string | null;
  /** A variable as this command has it; null when it is not known. */
  variable(name: string): string | null;
  /**
   * What the script has written to a file before it; undefined: that is not known, or nothing.
   *
   * @param checkedOut what the checkout has at a place of the workspace
   */
  written(path: string, checkedOut: (key: string) => string | null): string | undefined;
  /** Files that its output is written to, and what: null when not known. */
  writes: { file: string; text: string | null }[];
}

export interface ScriptEffects {
  commands: Invocation[];
  /** Commands of branches that are surely not taken, where somebody asks for them. */
  passed: Invocation[];
  /** Names given a value for later steps; null: written, but what is not known. */
  environment: Map<string, string | null>;
  outputs: Map<string, string | null>;
  /** It writes names to `GITHUB_OUTPUT` that can't be followed. */
  writesUnknownOutputs: boolean;
  /** What is written to other files by its end. */
  made: MadeFiles;
  /** It surely ends with an error, before its end or there. */
  isFailed: boolean;
  /** False when the script is in no language that we read: it may do anything. */
  isRead: boolean;
  /** It writes names to `GITHUB_ENV` that can't be followed. */
  writesUnknown: boolean;
  /** It, or a script that it starts, may write there in a way that is not followed. */
  mayWriteUnseen: boolean;
}
