/** The login that a log shows failing: what makes it, and where the workflow of this checkout writes it. */
import type { AgedFile } from '../../evidence/files/file-age.js';
import type { WorkflowLogin } from '../../evidence/types/login.js';
import type { Case } from '../case.js';
import { isOtherOwner } from '../levels.js';
import { says } from './said.js';

/** What the texts say of it; empty: not known. */
export interface LoggedLogin {
  /** `docker/login-action`, `docker login`. */
  by: string;
  /** An action is given its credential by inputs, a command by options. */
  isAction: boolean;
  /** The secret that is its password. */
  secret: string;
  /** `file:line` of it. */
  place: string;
  /** The file gives today what the log shows lacking, and is not the one that the run had. */
  mended?: AgedFile;
}

/** What a login lacks, as far as its words tell. */
export type Lacking = 'username' | 'password' | 'both';

/** Sentences that only one action or command prints (docker/login-action `src/docker.ts`, docker/cli, podman, helm). */
const PRINTED_BY: readonly [string, RegExp][] = [
  ['docker/login-action', /(?:Username|password|Username and password) required\s*$/i],
  ['docker login', /from a non TTY device/i],
  ['podman login', /inappropriate ioctl for device/i],
];

/**
 * The login that was refused, or had nothing to log in with.
 *
 * @param lacks null: it was refused with what it had
 */
export function loggedLogin(seen: Case, lacks: Lacking | null = null): LoggedLogin {
  const shown = (seen.login?.isLogout ? null : seen.login?.by) ?? actionIn(seen.command);
  const written = writtenLogin(seen, shown);
  const by = shown ?? written?.action ?? PRINTED_BY.find(([, words]) => says(seen, words))?.[0] ?? '';
  const { file, line } = written?.location ?? {};
  return {
    by,
    isAction: by.includes('/'),
    secret: written?.secret ?? '',
    place: file === undefined ? '' : `${file}:${line}`,
    ...(written && lacks && gives(written, lacks) && seen.fileAge?.file === file && seen.fileAge
      ? { mended: seen.fileAge }
      : {}),
  };
}

/** What is never empty in any run: the job's own token, and a user name that is no secret. */
function gives({ secret, hasUser }: WorkflowLogin, lacks: Lacking): boolean {
  return (lacks === 'username' || secret === 'GITHUB_TOKEN') && (lacks === 'password' || hasUser);
}

/** The one that the workflow's text makes in the same way; null: none is at hand, or it may be one of several. */
function writtenLogin({ workflow }: Case, by: string | null): WorkflowLogin | null {
  const all = workflow?.logins ?? [];
  const alike = all.filter(({ action }) => action !== null && action === by);
  const [only, ...others] = alike.length > 0 ? alike : all;
  return only && others.length === 0 ? only : null;
}

function actionIn(command: string | null): string | null {
  return (
    /^([\w.-]+\/[\w./-]*login[\w./-]*|[\w.-]+\/ghcr-preflight)(?:@\S+)?$/i.exec(command ?? '')?.[1] ?? null
  );
}

/** Can the job's own token do what was wanted? It writes to packages of the repository's owner alone (facts W2). */
export function mayUseJobToken({ workflow, owner, image }: Case, { secret }: LoggedLogin): boolean {
  if (secret === 'GITHUB_TOKEN') return false;
  const owners = workflow?.pushes.map(({ reference }) => reference?.split('/').at(-2)) ?? [];
  return [...owners, image?.owner].every((each) => each === undefined || !isOtherOwner(each, owner));
}
