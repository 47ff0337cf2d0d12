/**
 * Scripts that a command starts: of the repository, of a target of make, of a package. What
 * starts what is knowledge; here is only what passes between the shell and who knows.
 */
import type { Chance } from '../../language/chance.js';
import type { MadeFiles } from '../known/made-files.js';

/** A command that may start scripts, as the shell is about to run it. */
export interface Starting {
  /** Name and arguments, expanded. */
  words: readonly string[];
  /** Folder of the repository in which it is run; null when not known. */
  folder: string | null;
  /** What is fed to it; null when not known. */
  stdin: string | null;
  /** A variable of its environment; null when not known, a text that says so where nothing sets it. */
  variable(name: string): string | null;
  /** What a script prints when it is run here; null when not known. */
  prints(script: string): string | null;
  /**
   * What the script itself has written to a file before it; undefined where that is not known, or it has not.
   *
   * @param path in the workspace, or outside of it
   * @param checkedOut what the checkout has at a place of the workspace
   */
  written(path: string, checkedOut: (key: string) => string | null): string | undefined;
}

export interface StartedScript {
  source: string;
  /** Path of the file in the repository, which is `$0`; null when it is in none. */
  file: string | null;
  /** `$0` of a text, `bash -c TEXT NAME`; absent: not told. */
  name?: string;
  /** `$1` and those after it; null when they are not known. */
  positional: readonly string[] | null;
  folder: string | null;
  /** The environment of the script. */
  variable(name: string): string | null;
  runs: Chance;
  /**
   * What whoever starts it does where its last command fails: as that ends, or goes on with what is next. Absent: it is as the words that
   * start it tell, or nobody knows.
   */
  atFailure?: 'ends' | 'goes on';
  /** Run by the shell that starts it, whose variables it sets: `source`. */
  isSourced?: boolean;
}

/** null: what the command starts can't be read. */
export type Starter = (starting: Starting) => readonly StartedScript[] | null;

/** How much more of the project's files may be looked into; what is left over is not read. */
export interface Effort {
  /** Steps: statements of a Makefile, expansions in it. */
  left: number;
}

/** Files of the repository as they are when the job comes to a command that reads them, by their path in it. */
export interface Checkout {
  /** null: not known, or not as it was checked out. */
  text(path: string): string | null;
  /** Names in a folder, those of folders with a slash at their end. */
  entries(folder: string): readonly string[] | null;
}

/** Where a script is read. */
export interface ScriptPlace {
  /** Folder of the repository in which it is run; null when not known. */
  folder: string | null;
  start: Starter;
  effort: Effort;
  /** The shell may have variables from elsewhere: a profile that it reads. */
  isOpen: boolean;
  /** What starts the shell; absent: bash. */
  shell?: string;
  /** What the commands read of the checkout; absent: nothing is known of it. */
  checkout?: Checkout;
  /** What the scripts before it have written to files; absent: nothing. */
  made?: MadeFiles;
  /** Is what this run passes over read, too? */
  readsPassed?: boolean;
  /** Is a variable empty that `variables` says nothing sets? Absent: it may come from elsewhere. */
  knowsUnset?: boolean;
  /** Does the shell end at the first error? Absent: that is not known. */
  isStrict?: boolean;
  /** Nobody writes to its stdin: what reads it comes to its end at once. Absent: that is not known. */
  hasNoInput?: boolean;
}

/** A script on its own: what it starts is not read. */
export const NO_PLACE: ScriptPlace = { folder: '', start: () => null, effort: { left: 0 }, isOpen: false };
