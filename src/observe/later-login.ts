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

/** Words of a login, a logout, another file of credentials, another user, machine or container; and files that may hold them. */
const SIGNS =
  /log-?in|logout|log in|_CONFIG|AUTH_FILE|--authfile|\.docker(?![\w.-])|(?:config|auth)\.json|auths|creds|sudo|password|\bHOME["']?\s*[:=]|--(?:registry-)?config\b|\b(?:ssh|su|runuser|doas|regctl|oras|ko)\b|goreleaser|(?:docker|podman|nerdctl) run\b|uses["']?\s*:\s*["']?(?:\.|\$|docker:|[&*!>|])/i;

/** Something of the repository is started, in which anything may stand: a script, or a task of a runner. */
const STARTS =
  /(?:^|[\s"'=(])\.{1,2}\/[\w.-]|\.(?:sh|bash|py|[cm]?js|ts|rb|pl)\b|\b(?:make|just|task|mage|rake|invoke|tox|nox|npm|npx|yarn|pnpm|bun|deno|gradlew?|mvnw?|nx|moon|mise|earthly|source)\s/m;

/** And it is handed a token, by a variable or in the words of its command: in a line that is no input of an action. */
const HANDS =
  /^(?![ \t-]*(?!(?:run|env)\b)["']?[a-z][\w-]*["']?[ \t]*:)[^\n]*(?:\bsecrets[ \t]*[.[]|\bgithub[ \t]*\.[ \t]*token\b)/m;

/**
 * A push of docker's that is given anything but one plain word; a date as a tag, which has signs that none takes; a variable that is
 * set in front of a client, whose words do not have it.
 */
const UNFIT_PUSH =
  /\b(?:docker|nerdctl)[ \t][^\n]*\bpush[ \t]+(?!["']?(?:[\w.$%/:-]|\$\{\w+\}|\$\{\{[^}\n]*\}\})+["']?[ \t]*(?:\d?[<>]|[;&|#)]|$))|\$\([ \t]*date\b|\w=[^\s;&|]*[ \t]+(?:docker|podman|nerdctl|buildah|skopeo|crane|oras)[ \t]/m;

/** Steps that GitHub may refuse, whatever the registry takes. */
const SERVICES = /\bcosign\b|uses["']?\s*:\s*["']?(?:actions\/attest|github\/codeql-action\/upload-sarif)/i;

/** Clients that may have a login of their own from before the job. */
const PODMANS = /\b(?:podman|buildah|skopeo)\b|redhat-actions\//i;

/** Commands that read an image to push it, or before they do. */
const READS =
  /\bskopeo[ \t]+inspect\b|\bg?crane[ \t]+(?:digest|manifest|config|export)\b|\boras[ \t]+(?:manifest[ \t]+fetch|resolve)\b|\b(?:manifest|imagetools)[ \t]+inspect\b|\b(?:g?crane|skopeo|regctl|oras|cosign)\b[^\n]*\b(?:copy|cp)\b|\b(?:imagetools|manifest)[ \t]+create\b|\b(?:docker|podman|nerdctl|g?crane|oras)\b[^\n]*[ \t]pull[ \t]/;

export interface LaterSigns {
  /** Another step may touch the login. */
  login: boolean;
  /** The text names a host that is written for the registry and is another, or may name an image that no client takes. */
  misspelt: boolean;
  /** podman or one of its kind may push. */
  podmans: boolean;
  /** GitHub may be asked for more than the registry is. */
  services: boolean;
  /** An image may be read of which the push is made. */
  reads: boolean;
}

const NONE: LaterSigns = { login: false, misspelt: false, podmans: false, services: false, reads: false };

/** Only the step of a job can be followed by another. A text that is not at hand may hold any login. */
export function signsOfLater({ login, workspace, run, workflow, registry, env }: Question): LaterSigns {
  if (login === undefined || workflow === 'none' || !run.job) return NONE;
  const path = workflow ?? run.workflowPath;
  const text = path && workspace !== null ? regularText(join(workspace, path)) : null;
  return {
    login:
      login === 'none' ||
      text === null ||
      [SIGNS, NAMED_AUTH, NAMED_SETUP].some((each) => each.test(text)) ||
      (STARTS.test(text) && HANDS.test(text)),
    misspelt:
      text !== null &&
      (namesMisspelt(text) ||
        mayNameCapitals(text, registry, run.repository) ||
        UNFIT_PUSH.test(text) ||
        mayLackVariable(text, registry, env)),
    podmans: text !== null && PODMANS.test(text),
    services: text !== null && SERVICES.test(text),
    reads: text !== null && READS.test(text),
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

/** Variables of the `env` context, and those behind the registry. */
const CONTEXTS = /\benv\s*\.\s*(\w+)/g;
const BEHIND = /\$\{?(\w+)/g;

/** A variable in a name that neither this process nor any line of the text sets. */
function mayLackVariable(text: string, registry: string, env: Question['env']): boolean {
  const [, ...named] = text.split(`${registry}/`).map((behind) => /^[^\s"']{0,255}/.exec(behind)?.[0] ?? '');
  const names = [...text.matchAll(CONTEXTS), ...named.flatMap((each) => [...each.matchAll(BEHIND)])];
  const asked = new Set(names.map(([, name = '']) => name));
  const set = new Set([...text.matchAll(/\b(\w+)["']?(?:\s*:\s|=)/g)].map(([, name = '']) => name));
  return [...asked].some((name) => env[name] === undefined && !set.has(name));
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
