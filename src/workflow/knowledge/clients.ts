/**
 * What a step or a command does at registries, in the words that the tables of
 * knowledge share: transfers (push, pull), logins and logouts, and in which
 * files the clients keep what a login gave them.
 */
import { normaliseHost } from '../../evidence/registry/reference-grammar.js';
import type { Misread } from '../../evidence/types/login.js';
import type { WorkflowPush } from '../../evidence/types/push.js';
import type { Chance } from '../language/chance.js';
import type { Effort, Starting } from '../shell/starting/started.js';

/** Where a credential is kept. `buildx`: docker/login-action's `scope`, which only buildx reads. */
export type CredentialStore =
  | 'docker'
  | 'containers'
  | 'helm'
  | 'regctl'
  | 'spin'
  | 'apptainer'
  | 'kcl'
  | 'buildx';

/**
 * How a kind of client finds its credential, in this order.
 *
 * - docker: ~/.docker/config.json (docs.docker.com: docker login)
 * - containers (podman, buildah, skopeo): auth.json, then docker's (containers-auth.json(5))
 * - helm: its registry/config.json, then docker's (helm pkg/registry/client.go)
 * - ggcr (crane, ko, cosign, kaniko): docker's, then podman's (go-containerregistry pkg/authn)
 * - regctl: its own, then docker's (regclient docs, host config)
 * - spin: its own, then docker's (Spin docs, Publishing and Distribution)
 * - apptainer: its own docker-config.json, then docker's (apptainer internal/pkg/ociauth)
 * - kcl: its own config.json (KCL docs, kcl registry login)
 * - jib: podman's, then docker's (jib 3.2.0 of 2022, CHANGELOG: #3524)
 */
export type Client =
  | 'docker'
  | 'buildx'
  | 'containers'
  | 'helm'
  | 'ggcr'
  | 'regctl'
  | 'spin'
  | 'apptainer'
  | 'kcl'
  | 'jib';

export const READS: Readonly<Record<Client, readonly CredentialStore[]>> = {
  docker: ['docker'],
  buildx: ['buildx', 'docker'],
  containers: ['containers', 'docker'],
  helm: ['helm', 'docker'],
  ggcr: ['docker', 'containers'],
  regctl: ['regctl', 'docker'],
  spin: ['spin', 'docker'],
  apptainer: ['apptainer', 'docker'],
  kcl: ['kcl', 'docker'],
  jib: ['containers', 'docker'],
};

/** Where a login is that may have been made for docker as well as for podman. */
export const COMMON_STORES: readonly CredentialStore[] = ['docker', 'containers'];

/** One thing that is pushed or pulled, before the registry is looked at. */
export interface Found
  extends Pick<
    WorkflowPush,
    'access' | 'role' | 'refuses' | 'isBase' | 'isCopied' | 'fallbacks' | 'unlessThere' | 'onlyThere'
  > {
  /** A reference, perhaps with holes. */
  reference: string;
  /** What a shell would make of it, where it begins with a variable that no shell reads. */
  meant?: string;
  /** As far as inputs or flags decide it. */
  runs: Chance;
  /** A file of the project says it, and names variables in it that nothing sets: the command reads them, and no shell. */
  isInFile?: true;
  /** The input in which it is written, for its place. */
  input?: string;
  /** The input in which its name is written; absent: it is the same. */
  namedIn?: string;
  /** Docker, when not said. */
  client?: Client;
  /** The files that it is told to read by the command, in the place of its client's. */
  reads?: readonly CredentialStore[];
  /** It looks for its credential under the host as the name has it: `ghcr.io:443` is another than `ghcr.io`. */
  isAsWritten?: true;
  /** Without a host it is a name at a registry of its client's own, or at one that the user's settings name. */
  hasOwnDefault?: true;
  /** The password that is given with the command itself. */
  password?: string;
  /** The password that the client takes from the environment when no login is stored. */
  fallback?: string;
  /** Its client ends at once where it is given nothing for a name: no default stands for it. */
  needsName?: true;
  /** It is told to use no credential at all. */
  isAnonymous?: true;
  /**
   * A file of the project, or something else out of sight, may hold its credential; `handed`: by the name of a variable, or the
   * like; `named`: a file that an option names, if anybody makes it.
   */
  mayBeConfigured?: boolean | 'handed' | 'named';
  /** A refusal is passed over: `ignore-error=true` of a cache. */
  mayFail?: boolean;
  /** The client reads the name also where it only builds: what is wrong with it stops the build. */
  builds?: true;
  /** The scheme in front of it, where its client takes another: `https://`. */
  scheme?: string;
  /** The digest of it that is given apart; absent: none is. */
  digest?: string;
  /** A command asks the registry for it in any case: what is on the machine does not do. */
  isFetched?: true;
  /** It is pushed only where its cluster is not one of the machine, which gets it without. */
  mayStayLocal?: true;
  /** It is stored beside an image, which has to be in the registry already. */
  isBeside?: true;
  /**
   * It is not seen but likely, by the job's login, by what the job's `env` tells all its programs, by what this one is told, or by what
   * its text says, which `mayNotPush` each time; or it is seen, and its name is not told.
   */
  hidden?:
    | { by: 'login' | 'job' | 'told'; command: string }
    | { by: 'text'; name: string; mayNotPush?: true }
    | { by: 'name' };
  /** An `oci://` URL to which the client itself appends name and tag. */
  isPrefix?: boolean;
  /** The name that it appends; absent: not known. */
  appended?: string;
}

/**
 * What a client makes of the white space and the line ends of its password.
 *
 * - trimmed: an input of an action (@actions/core, getInput)
 * - joined: the lines of its stdin without their ends (containers/common pkg/auth, Login)
 * - line: its stdin without one line end (docker/cli, login, `readSecretFromStdin`)
 * - whole: as it is
 */
export type Sends = 'trimmed' | 'joined' | 'line' | 'whole';

/** A login, or with `password: null` a logout. */
export interface Sign {
  /** As given; empty: the client's own default, which is Docker Hub. */
  host: string;
  /** Nobody tells a host: it is for GitHub's registry, whichever that is here. */
  isGitHubs?: true;
  password: string | null;
  /** The account; what is empty, or not given, is the empty text. Absent: the client makes do without one, or it is not known. */
  user?: string;
  /** What it sends of a password that is not stored cleanly; absent: not known. */
  sends?: Sends;
  stores: readonly CredentialStore[];
  /** Kept for these repositories only. */
  scope?: string;
  /** The folder whose file it writes, where that is not the step's. */
  folder?: string;
  /** It is written down and not tried: a wrong password does not end the step. */
  isUntried?: true;
  /** The client does not understand the command: it was given several registries, or an option that it does not have. */
  misread?: Misread;
  /** The command, where it is not understood: `docker login`. */
  command?: string;
  /** Made by the way, while a tool is set up: it does not say that the job pushes. */
  isAside?: true;
  input?: string;
}

/** `https://ghcr.io/octo` is ghcr.io (docker/cli credentials.ConvertToHostname). */
export function hostOfAddress(given: string): string {
  return normaliseHost(hostAsWritten(given));
}

/** The same with port and case as they are written, which is the key of a login in docker's file and in podman's. */
export function hostAsWritten(given: string): string {
  const [host = ''] = given
    .trim()
    .replace(/^https?:\/\//i, '')
    .split('/', 1);
  return host;
}

/** What surrounds a step, where that is known. */
export interface Surroundings {
  /** The event that started the run. */
  event(): string | null;
  /** `github.ref`, as far as it is known: its end may be open. */
  ref(): string | null;
  /** `OWNER/NAME`, real case. */
  repository(): string | null;
  /** An environment variable of the step: its value, or null when it is not known. */
  variable(name: string): string | null;
  /** A text that says that nothing sets such a variable, as far as any text tells (see origins.ts); null: something may. Absent: nobody knows. */
  unset?(name: string): string | null;
  /** Text of a file of the repository; null when there is none, it can't be read, or the job makes it anew. */
  file(path: string): string | null;
  /** Does the job itself make the file, so that no text says what is in it? */
  isMade(path: string): boolean;
  /** Is the file there as it was checked out, or not there at all, whatever the job does? Absent: nobody knows. */
  isUntouched?(path: string): boolean;
  /** The names in a folder of the repository, those of folders with a slash at their end; null: not known. */
  entries(folder: string): readonly string[] | null;
}

/** What surrounds a command that starts scripts: its own environment, and files by their path in the repository. */
export interface StartSurroundings
  extends Omit<Starting, 'words'>,
    Pick<Surroundings, 'file' | 'isMade' | 'entries'> {
  effort: Effort;
}

export const NOWHERE: Surroundings = {
  event: () => null,
  ref: () => null,
  repository: () => null,
  variable: () => null,
  file: () => null,
  isMade: () => false,
  entries: () => null,
};
