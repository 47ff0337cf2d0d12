/**
 * Evidence: what is true right now, as plain data. The sources beside this file
 * fill it in, each failing alone; the causes read it. `null` always means "could
 * not be seen", never "no". No secret is ever part of it.
 */
import type { Access, Location } from '../types.js';

// ---------------------------------------------------------------- the run

/** Where somebody asks the registry from: whose credential it is follows from that. `pipeline`: a job of another CI. */
export type Place = 'workflow' | 'pipeline' | 'terminal' | 'server' | 'cluster' | 'bot';

/** Why the token of this run is read-only by rule (facts, section 3). */
export type ReadOnlyRule = 'fork' | 'dependabot';

/** The workflow run that we are in, from the environment and the event payload. */
export interface RunEvidence {
  /** `push`, `pull_request`, …; null outside GitHub Actions. */
  event: string | null;
  actor: string | null;
  /** `Owner/Name` with its real upper and lower case. */
  repository: string | null;
  /** The repository's owner, real case. */
  owner: string | null;
  /** Key of the job in its workflow file (`GITHUB_JOB`). */
  job: string | null;
  /** Path of the top-level workflow file in the repository (from `GITHUB_WORKFLOW_REF`). */
  workflowPath: string | null;
  /** Commit of that file (`GITHUB_WORKFLOW_SHA`). */
  workflowSha: string | null;
  /** Set when GitHub makes this run's token read-only unless told otherwise. */
  readOnly: ReadOnlyRule | null;
  /** `owner/name` that a fork's pull request comes from. */
  headRepository: string | null;
  /** `https://github.com`, a GHES host or a GHE.com subdomain. */
  serverUrl: string;
  apiUrl: string;
}

/** The run that a report is of (contract, section 4). */
export interface RunReport {
  repository: string | null;
  /** Its name. */
  workflow: string | null;
  /** Key of the job. */
  job: string | null;
  id: string | null;
  attempt: number | null;
  url: string | null;
  event: string | null;
}

// ------------------------------------------------------------- the tokens

export type TokenSource = 'ghcr-token' | 'github-token' | 'auth-file';

/** GitHub's token formats: docs "About authentication to GitHub". */
export type TokenKind =
  | 'classic-pat'
  | 'fine-grained-pat'
  | 'github-token'
  | 'app-installation'
  | 'oauth'
  | 'app-user'
  | 'refresh'
  | 'unknown';

/** What stood around (or in) a token that does not belong there. */
export type TokenDefect =
  | 'newline'
  | 'white-space'
  | 'quotes'
  | 'bom'
  | 'utf-16'
  | 'control-character'
  | 'inner-white-space'
  /** `GHCR_TOKEN=ghp_…`, `Bearer ghp_…`. */
  | 'name-in-front';

/** One candidate, without its secret. */
export interface TokenEvidence {
  source: TokenSource;
  kind: TokenKind;
  /** Mended before use, except `inner-white-space`, `control-character` and `name-in-front`: these are sent as they are. */
  defects: TokenDefect[];
  /** The auth file that it was read from, for `source: 'auth-file'`; the env file where one set it. */
  file: string | null;
  /** The variable that holds it, or what else the user gave it as, where its source does not say. */
  variable?: string;
  /** The key in the auth file, where it is for a part of the registry only: `ghcr.io/octo-org`. */
  scope?: string;
  /** What the REST API says of a user's token; null for other kinds or when not asked. */
  user: UserTokenEvidence | null;
}

/** `GET /user` with a classic PAT or OAuth token (facts, section 2: headers). */
export interface UserTokenEvidence {
  /** The API answered 401: the token is wrong, expired or revoked. */
  rejected: boolean;
  login: string | null;
  /** `X-OAuth-Scopes`; an empty list is a token with no scopes, null a header that was absent. */
  scopes: string[] | null;
  /** ISO 8601, from `GitHub-Authentication-Token-Expiration`; null when it has none or was not seen. */
  expiresAt: string | null;
}

// --------------------------------------------------------------- the images

/** A reference by the OCI distribution grammar; `name` is the repository: `owner/…`. */
export interface ImageReference {
  /** As the user wrote it. */
  given: string;
  /** Host, with a port if one was given. */
  registry: string;
  /** Everything between registry and tag, in lower case. */
  name: string;
  /** First component of the name. */
  owner: string;
  /** The rest of the name: what the packages API calls the package. */
  package: string;
  tag: string | null;
  digest: string | null;
  /** `cache` for a BuildKit `type=registry,ref=…` entry. */
  role: 'image' | 'cache';
  /** Normalised: `registry/name[:tag][@digest]`. */
  reference: string;
  /** What is wrong with the name although it could be normalised or read. */
  problem: NameProblem | null;
}

export type NameProblem =
  /**
   * Docker refuses it. `refused`: the name goes to a client as it stands. Otherwise the
   * lower-cased name is used, which the `images` output hands on.
   */
  | { kind: 'uppercase'; corrected: string; refused: boolean }
  /** `ghcr.io/app`: no owner in front. */
  | { kind: 'no-owner'; corrected: string }
  /** The host is one that is written for this registry and is another: `gchr.io`. */
  | { kind: 'misspelt-host'; corrected: string }
  /** The URL of `helm push` with a tag in it, to which the chart's own name would be appended. `corrected`: the folder. */
  | { kind: 'tag-in-url'; corrected: string }
  /** The grammar refuses `character` at `index` (0-based, in `given`). */
  | { kind: 'invalid'; index: number; character: string; corrected: string | null };

// -------------------------------------------------------- the registry's word

/** Where in the conversation the answer was given. `name`: nothing was sent. */
export type RegistryStep = 'name' | 'ping' | 'token' | 'upload' | 'manifest';

/** Why there is no verdict. */
export type TroubleKind =
  /** 429, or a secondary rate limit. */
  | 'rate-limited'
  /** 5xx, HTML, a broken or oversized answer, an unexpected status. */
  | 'unavailable'
  /** DNS, TLS, refused, reset, timed out, proxy. */
  | 'unreachable'
  /** The answer would have sent the credential to another origin, or redirected. */
  | 'foreign-origin'
  /** Something between answered in the registry's place: a proxy, a firewall. */
  | 'intercepted';

export interface Trouble {
  kind: TroubleKind;
  /** One line in the wording of the protocol: `HTTP 503`, `ECONNREFUSED 127.0.0.1:5000`, … */
  detail: string;
}

/** What the registry answered for one image with one token. */
export interface Answer {
  outcome: 'allowed' | 'refused' | 'undecided';
  step: RegistryStep;
  status: number | null;
  /** OCI error code: `DENIED`, `UNAUTHORIZED`, `MANIFEST_UNKNOWN`, … */
  code: string | null;
  /** OCI error message, one line, at most 300 characters, secrets masked. */
  message: string | null;
  trouble: Trouble | null;
  /** `X-GitHub-Request-Id`, for GitHub Support. */
  requestId: string | null;
  attempts: number;
}

/** One image and all that was learnt about it. */
export interface ImageEvidence {
  image: ImageReference;
  /** One answer for each token that was tried on it, in that order; `token: null` is anonymous. */
  answers: { token: TokenSource | null; answer: Answer }[];
  /**
   * Does a manifest or tag list answer with the best token? Asked when a push is refused (may it be
   * pulled?) and when a user's token may push (does the package exist?). `absent`: 404 for the package.
   */
  readable: 'yes' | 'absent' | 'refused' | null;
  /** A pull is possible without any credential; asked when a pull was refused at the token step. */
  anonymousPull: boolean | null;
  /** Some tags of the repository, when the one asked for was not there. */
  tags: string[] | null;
  package: PackageEvidence | null;
  /** The logins that its push will find, where that is not this step's alone. */
  logins: PushLogin[];
  /** Asked about for an image that may be another one: only what is said of the token counts for certain. */
  isStandIn: boolean;
  /** Where the text of a deployment names it. */
  place?: Location;
}

// -------------------------------------------------- the packages API's word

/** Asked only when it can explain a refusal. A 404 is not proof that a package is absent. */
export interface PackageEvidence {
  ownerType: 'User' | 'Organization' | null;
  /** `GET /users/{owner}`: false after a 404. */
  ownerExists: boolean | null;
  /** 200: true; 404 (absent or invisible): false. */
  visible: boolean | null;
  visibility: 'public' | 'private' | 'internal' | null;
  /** `owner/name` of the linked repository; null when unlinked or not seen (then `visible` is not true). */
  repository: string | null;
  createdAt: string | null;
  /** Page where access is granted; exists only once the package does. */
  settingsUrl: string;
  /** The organisation asks for SAML authorisation of this token (`X-GitHub-SSO`). */
  sso: { required: boolean; url: string | null } | null;
  /** The API refused this address: the organisation has an IP allow list (facts L14). */
  ipAllowList: boolean;
}

// ------------------------------------------------------- the workflow's text

export type PackagesLevel = 'write' | 'read' | 'none';

/** One link of the chain that decides a job's token: outermost caller first, the job itself last. */
export interface PermissionGrant {
  file: string;
  job: string;
  /** Where the deciding block stands: at the job, at the workflow, or nowhere (`default`). */
  declaredAt: 'job' | 'workflow' | 'default';
  /** null: the repository's setting (outermost) or the caller's grant decides; or the block can't be read. */
  level: PackagesLevel | null;
  /** The `packages` entry, else the block's key and value, else the job's key. */
  location: Location;
}

/** Three-valued: `unknown` never becomes an error. */
export type Ternary = 'yes' | 'no' | 'unknown';

/**
 * Why a push finds no credential. `declined`: it is told to look for none; `remote`: it is made on another machine,
 * where nobody is seen to log in.
 */
export type MissingReason =
  | 'missing'
  | 'logout'
  | 'store'
  | 'moved'
  | 'user'
  | 'container'
  | 'remote'
  | 'condition'
  | 'never'
  | 'declined';

/** A login that a push finds when it comes. */
export interface PushLogin {
  /**
   * Whose token it holds. `own`: the one that this step logs in with. `none`: there is no login any more.
   * `empty`: its password, or its user name, is empty in this run. `app`: that of a GitHub App, which never may.
   * `unknown`: none of those that our inputs show.
   */
  token: TokenSource | 'own' | 'none' | 'empty' | 'app' | 'unknown';
  /** No condition that is open decides whether it is this one. */
  sure: boolean;
  /** Why there is none. */
  reason: MissingReason | null;
  /** The step that makes it, or takes it away; null: our own. */
  location: Location | null;
  /** The push does not find it, but comes after it: where it is refused, the job has ended. */
  isPassed?: true;
  /** Why it is empty, where that is more than an empty secret. `isInput`: of an action, as against an option. */
  lacks?: { what: 'variable'; name: string } | { what: 'user'; isInput: boolean };
  /**
   * What its client makes of a token that is not stored cleanly. `trimmed`: no white space around it. `joined`: no line
   * ends. `line`: without the last one. `words`: as the shell splits it. `whole`: as it is. Absent: the token alone, as
   * far as anybody can say.
   */
  sends?: 'trimmed' | 'joined' | 'line' | 'words' | 'whole';
  /** What the registry answers to what it sends, where that is not the token alone. */
  answer?: Answer;
  /** The step goes on where the registry refuses it: then the push finds these, as if it had not been. */
  instead?: PushLogin[];
  /** Nobody makes it: it was kept there before the job, and podman takes it before that of this step. */
  kept?: { file: string; key: string };
}

/** A push (or pull) that a later step of this job makes. */
export interface WorkflowPush {
  /** As resolved; null when the text cannot be known. */
  reference: string | null;
  /** Its registry stands in the text; else only that it may be this one. */
  isHostKnown: boolean;
  /** As a reader of the workflow knows it, with `…` for what its text does not tell. */
  shown: string;
  /** The logins that it may find; empty: that of this step, as far as anybody can say. */
  logins: PushLogin[];
  /** A client appends the name to what is written, and a tag stands there already. */
  isTagInUrl?: true;
  /** Its client is podman, buildah or skopeo, and looks for its login as these do. */
  isPodmans?: true;
  /** The `push:` that switches it on; null: there is none. */
  switch: Location | null;
  access: Access;
  role: 'image' | 'cache';
  /** Does its condition hold in this run: `if:` of the step and the `push:` input? */
  runs: Ternary;
  location: Location;
  /** Where docker/metadata-action is told its name and its tag; null: it does not make them. */
  namedAt: { name: Location; tag: Location } | null;
}

/** A login to the registry that the job makes, as its text tells it. */
export interface WorkflowLogin {
  /** Where its password is given. */
  location: Location;
  /** The action that makes it: `docker/login-action`; null: a command. */
  action: string | null;
  /** The secret that is its password, `GITHUB_TOKEN` for the job's own; null: the text does not tell. */
  secret: string | null;
  /** Its user name is written there, and no secret. */
  hasUser: boolean;
}

/** What the text of this job's workflow says. */
export interface WorkflowEvidence {
  /** File that holds this job. */
  file: string;
  job: string;
  /** The job's key. */
  location: Location;
  /** Our own step; null: it was not found. */
  step: Location | null;
  /** Its input `images`; null: it was not given. */
  images: Location | null;
  source: 'checkout' | 'api';
  grants: PermissionGrant[];
  pushes: WorkflowPush[];
  logins: WorkflowLogin[];
  /** Images that later steps are told of whose doings nobody sees: they may be pushed. */
  named: { reference: string; location: Location }[];
  /** The text of `with: ghcr-token:` and `github-token:` of our own step, as written; null when not given. */
  tokenExpressions: { ghcrToken: string | null; githubToken: string | null };
  /** A label or annotation `org.opencontainers.image.source` is set by this job (metadata-action does). */
  setsSourceLabel: boolean;
  /** Texts of the files in `grants`, by path, for diffs. */
  texts: Record<string, string>;
}

/** A push as the text of a workflow tells it. */
export interface PushedImage {
  /** As a reader of the workflow knows it, with `…` for what its text does not tell. */
  reference: string;
  /** Of the step; of another repository where that is called: `OWNER/NAME/PATH@REF`. */
  file: string;
  line: number;
  job: string;
  /** What the chain of permissions gives the job's own token; null: a setting decides. */
  level: PackagesLevel | null;
  /** Is it surely made with the job's own token, or surely not? null: the text does not tell. */
  byJobToken: boolean | null;
}

/** Why the workflow check was skipped, or a file that it would have looked at. The verdict is never touched by it. */
export interface WorkflowProblem {
  kind:
    | 'not-found'
    | 'unreadable'
    | 'not-text'
    | 'too-large'
    /** A folder, a pipe, a device. */
    | 'no-regular-file'
    /** Its real path lies outside the repository. */
    | 'outside'
    | 'too-complex'
    | 'broken-yaml'
    | 'too-many-aliases'
    /** The steps lead to more files than are read for one job. */
    | 'too-many'
    | 'no-jobs'
    | 'job-not-found';
  file: string | null;
  /** The reader's own words: the YAML error with its line, the errno, the API's status. */
  detail: string | null;
}

// --------------------------------------------------------- a deployment's text

/**
 * What is wrong with a Kubernetes pull secret. With some of it the kubelet still gets a credential:
 * `legacy`, `address` where it `works`, `auth-differs`, `placeholder` of the user.
 */
export type PullSecretFault =
  | { kind: 'type'; given: string }
  /** `kubernetes.io/dockercfg`, the format of before 2015. */
  | { kind: 'legacy' }
  | { kind: 'key'; given: string[]; wanted: string }
  | { kind: 'no-data' }
  | { kind: 'empty' }
  /** Under `data`, as it is. */
  | { kind: 'not-base64'; isJson: boolean }
  | { kind: 'twice' }
  /** Base64 under `stringData`. */
  | { kind: 'encoded' }
  | { kind: 'not-json' }
  /** The entries stand at the top, where the newer key wants them under `auths`; and the other way round. */
  | { kind: 'no-auths' }
  | { kind: 'auths' }
  /** A credential helper of somebody's machine has the password. */
  | { kind: 'helper'; name: string }
  | { kind: 'no-entry'; hosts: string[] }
  /** Only for names that begin otherwise: `ghcr.io/octo`. */
  | { kind: 'path'; given: string[] }
  | { kind: 'address'; given: string; works: boolean }
  | { kind: 'empty-user' }
  | { kind: 'empty-password' }
  | { kind: 'placeholder'; what: 'user' | 'password'; given: string }
  /** `auth` is no base64 of `user:password`. */
  | { kind: 'auth'; isPlain: boolean }
  | { kind: 'auth-differs' }
  /** The pod is in `wanted`, the Secret of that name in `found`. */
  | { kind: 'namespace'; wanted: string; found: string }
  /** Named, and not among the manifests. */
  | { kind: 'absent' }
  /** The kubelet finds none of that name in the namespace of the pod. */
  | { kind: 'missing' }
  /** A template or another resource makes what it holds. */
  | { kind: 'untold' };

/** A pull secret by its name, and what is wrong with it. */
export interface PullSecretEvidence {
  name: string;
  namespace: string | null;
  /** Its user, where one can be made out. */
  username: string | null;
  /** The worst first. */
  faults: { fault: PullSecretFault; location: Location | null }[];
}

/** An image that a deployment names in a way that its text does not tell. */
export interface UntoldImage {
  shown: string;
  location: Location;
  /** Variables that nobody sets; empty where a template makes it. */
  missing: string[];
  /** At this registry for certain. */
  isHere: boolean;
}

// ------------------------------------------------------------- all of it

export interface Evidence {
  /** Where we ask from. */
  place: Place;
  access: Access;
  registry: string;
  /** When the observations were made. */
  now: Date;
  run: RunEvidence;
  /** The candidates that are there, in the order in which they are tried. */
  tokens: TokenEvidence[];
  /** Candidates that were looked for and are empty. */
  missingTokens: TokenSource[];
  /** The token that is (or would be) logged in: the first that may do all, else the best; null: anonymous. */
  chosen: TokenSource | null;
  images: ImageEvidence[];
  /**
   * Where they come from: the input, what the job's steps push, or, where nothing was found, the names that steps are
   * told which nobody sees into, or else the repository's name.
   */
  imagesFrom: 'input' | 'steps' | 'named' | 'repository';
  /** Caches of other owners that the build reads (`cache-from`): without them it goes on, and slower. */
  cacheReads: ImageEvidence[];
  /** Pushes of this run whose names the text does not tell. */
  unknownPushes: WorkflowPush[];
  /** The pull secret that this is about: where it gives no credential, the pull comes without one. */
  pullSecret?: PullSecretEvidence | null;
  /** Images of a deployment that could not be asked about. */
  untoldImages?: readonly UntoldImage[];
  /** A token that ends within so many days is an error; absent: nobody watches. */
  watchedDays?: number;
  workflow: WorkflowEvidence | null;
  /** Why the workflow could not be read; null when it was, or when nobody asked. */
  workflowProblem: WorkflowProblem | null;
}
