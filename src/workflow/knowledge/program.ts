/**
 * What one program is to registries: an entry of the table in `programs/`. From the
 * entries follow what a script pushes and pulls, its logins and logouts, which
 * programs can't log in out of sight, which files are worth parsing, which images run
 * it, by what a log's lines are known, which logins of a log count for it, and in whose
 * words its cure is told. What else has to be looked at for a new one, `table.test.ts` names.
 */
import type { LogClient } from '../../evidence/log/words/client.js';
import type { ServicePermission } from '../../evidence/types/permissions.js';
import type { StartedScript } from '../shell/starting/started.js';
import type { Arguments } from './arguments.js';
import type { Client, CredentialStore, Found, StartSurroundings, Surroundings } from './clients.js';
import type { LoginAddress } from './logins/login-addresses.js';

export interface Program {
  /** As scripts call it, without its folder. */
  names: readonly string[];
  /** How it finds its credential; docker, when not said. What a command finds may say otherwise. */
  client?: Client;
  /** It looks for its credential under the host as the image's name has it; goes without saying where `client` is said. */
  isAsWritten?: true;
  /** A name without a host is one at a registry of its own, or at one that the user's settings name. */
  hasOwnDefault?: true;
  /** Images, without tag, whose entrypoint it is: what stands behind them in `docker run` are its words. */
  images?: readonly string[];
  /** Options between the program and its command that take the next word as their value. */
  options?: readonly string[];
  /** Looked for in this order: the first whose words begin the command. */
  commands?: readonly KnownCommand[];
  /** Commands that only look whether something is there, as they begin: `manifest inspect`. */
  looks?: readonly string[];
  /** Commands that only look whether an image that is there is signed or attested, as they begin. */
  verifies?: readonly string[];
  /** It does what files of the project say, so how it ends may depend on their settings. */
  followsProject?: true;
  /** How it names itself in a log; null: its lines are another's (`docker`'s, or none of registries). */
  log?: LogClient;
  /**
   * May it log in without saying so? `no` for what surely leaves the credentials alone; a
   * pattern for words after its name that do not, or a function of these words.
   */
  hidesLogins: 'no' | RegExp | ((words: readonly string[]) => boolean);
}

export interface KnownCommand {
  /** The words after the program's name that begin it; a word of several spellings is written `a|b`. */
  words: readonly string[];
  /** Where its behaviour is written. */
  source: string;
  /** A use that pushes to `ghcr.io/octo/app`, for whoever reads the table and for the tests. */
  example?: string;
  /** Options that take the next word as their value. */
  takes: readonly string[];
  /** How many operands it takes at most; absent: any number, or nobody has looked. */
  most?: number;
  /** What it transfers. */
  finds?(args: Arguments, around: Surroundings): Found[];
  /** The image of which it asks the registry something, without which it fails; undefined: none, or with another login. */
  looksAt?(args: Arguments): string | undefined;
  /** The names that it gives to images of the machine, and pushes nothing: what no client takes ends it. */
  builds?(args: Arguments): readonly string[];
  /** It says itself that it pushes: where nothing is found, that stands where nobody reads. */
  saysPush?(args: Arguments): boolean;
  /** What it is refused by GitHub without. */
  asks?(args: Arguments, around: Surroundings): readonly ServicePermission[];
  /** The scripts that it runs; null: they can't be read. */
  starts?(args: Arguments, around: StartSurroundings): readonly StartedScript[] | null;
  /** Most jobs run it, and hardly one for what a registry knows of: no text is read for its sake alone. */
  isInMostJobs?: true;
  /** The image is its first operand, so the command as a log prints it names the image. */
  names?: 'push' | 'pull';
  /** Where it keeps (or forgets) a credential: a login or a logout. */
  signs?: {
    way: 'in' | 'out';
    stores: readonly CredentialStore[];
    isUntried?: true;
    /** The option that names its file, where the pushes of its kind are followed by the same option. */
    file?: '--authfile' | '--registry-config';
    /** It does not ask for the password: it wants it from its stdin, or as an option. */
    onlyPiped?: true;
    /** It takes no password, neither from its stdin nor as an option, without a user name. */
    wantsUser?: true;
    /** It takes one registry at most, and ends where it is given more. */
    takesOne?: true;
    /** How much of an address it takes for its registry; absent: it makes the host of any, or nobody has tried. */
    takesAddress?: LoginAddress;
    /** It takes the address of the registry with one of these in front, as its other commands have it. */
    schemes?: readonly string[];
    /** Of its stdin: without one line end, or its lines without their ends. */
    reads?: 'line' | 'lines';
  };
  /** Words of a workflow that uses it without naming the registry: its images stand in another file. */
  elsewhere?: RegExp;
}
