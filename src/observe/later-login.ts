/**
 * Is there any sign that another step touches the login, or is refused by GitHub? A look at the text of the workflow, which is all that a
 * push of given images costs where there is none: then the workflow need not be read.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '../evidence/files/regular-file.js';
import { namesMisspelt } from '../evidence/registry/misspelt.js';
import { NAMED_AUTH, NAMED_SETUP } from '../workflow/knowledge/logins/login-names.js';
import type { Question } from './question.js';

/** Words of a login, a logout, another file of credentials, another user or another machine; and files that may hold them. */
const SIGNS =
  /log-?in|logout|log in|_CONFIG|AUTH_FILE|--authfile|\.docker(?![\w.-])|(?:config|auth)\.json|auths|creds|sudo|password|\bHOME["']?\s*[:=]|\bssh\b|\bregctl\b|\bko\b|goreleaser|uses["']?\s*:\s*["']?(?:\.|\$|docker:|[&*!>|])/i;

/** Steps that GitHub may refuse, whatever the registry takes. */
const SERVICES = /\bcosign\b|uses["']?\s*:\s*["']?(?:actions\/attest|github\/codeql-action\/upload-sarif)/i;

/** Clients that may have a login of their own from before the job. */
const PODMANS = /\b(?:podman|buildah|skopeo)\b|redhat-actions\//i;

export interface LaterSigns {
  /** Another step may touch the login. */
  login: boolean;
  /** The text names a host that is written for the registry and is another, or may name an image with capital letters. */
  misspelt: boolean;
  /** podman or one of its kind may push. */
  podmans: boolean;
  /** GitHub may be asked for more than the registry is. */
  services: boolean;
}

const NONE: LaterSigns = { login: false, misspelt: false, podmans: false, services: false };

/** Only the step of a job can be followed by another. A text that is not at hand may hold any login. */
export function signsOfLater({ login, workspace, run, workflow, registry }: Question): LaterSigns {
  if (login === undefined || workflow === 'none' || !run.job) return NONE;
  const path = workflow ?? run.workflowPath;
  const text = path && workspace !== null ? regularText(join(workspace, path)) : null;
  return {
    login:
      login === 'none' || text === null || [SIGNS, NAMED_AUTH, NAMED_SETUP].some((each) => each.test(text)),
    misspelt: text !== null && (namesMisspelt(text) || mayNameCapitals(text, registry, run.repository)),
    podmans: text !== null && PODMANS.test(text),
    services: text !== null && SERVICES.test(text),
  };
}

/** The names of the run's repository and its owner, as they are filled in. */
const REPOSITORY = /github\.repository|GITHUB_REPOSITORY/i;

/** Written out behind the registry, or out of a repository whose own name has them. */
function mayNameCapitals(text: string, registry: string, repository: string | null): boolean {
  if (/[A-Z]/.test(repository ?? '') && REPOSITORY.test(text)) return true;
  const [, ...named] = text.split(`${registry}/`);
  return named.some((behind) => /^[\w./-]{0,255}/.exec(behind)?.[0].match(/[A-Z]/));
}

/** Bytes; more is no workflow (docs: Workflow limits). */
const LIMIT = 1024 * 1024;

/** null: none, a link, a pipe or the like, which is for the reader to judge. */
function regularText(file: string): string | null {
  try {
    return lstatSync(file).isSymbolicLink() ? null : readRegularFile(file, LIMIT).toString('utf8');
  } catch {
    return null;
  }
}
