/**
 * What a log shows, as plain data. It is read line by line and knows no cause:
 * a `Symptom` is a line in which GHCR (or GitHub, about a package) refuses or
 * fails; a `JobLog` is what the rest of the job's log says about its circumstances.
 * `null` means «not seen», never «no».
 */
import type { Access } from '../../types.js';
import type { AgedFile } from '../files/file-age.js';
import type { Place } from '../types/evidence.js';
import type { ImageReference } from '../types/reference.js';
import type { RunEvidence } from '../types/run.js';
import type { WorkflowEvidence } from '../types/workflow.js';
import type { ToldBeside } from './people/told/told-beside.js';

export type SymptomKind =
  /** The registry said no. */
  | 'refused'
  /** It knows no such thing: 404. */
  | 'missing'
  | 'limited'
  /** 5xx, or an answer that is none. */
  | 'unavailable'
  /** No connection was made. */
  | 'unreachable'
  /** A transfer broke. */
  | 'interrupted'
  /** The protocol was not kept: 400, 405, 416. */
  | 'protocol'
  /** The client itself refuses the image's name. */
  | 'name'
  /** The client itself has nothing to log in with. */
  | 'credential'
  /** GitHub's REST API said no. */
  | 'api'
  /** The workflow or the job never started. */
  | 'start';

/** How we know that a symptom is GHCR's. */
export type Attribution =
  /** Nobody but GitHub says it in these words. */
  | 'words'
  /** The line names the registry. */
  | 'line'
  /** What ran then worked with the registry. */
  | 'context'
  /** All that names the registry is a login, and nobody who is known printed it: whatever ran may have asked another. */
  | 'login'
  /** A client of registries printed it, and no registry is named anywhere. */
  | 'assumed'
  /** The same, and it is a short message without anything around it. */
  | 'alone';

/** Where in the conversation it happened. */
export type Stage = 'login' | 'token' | 'blob' | 'upload' | 'manifest';

/** `digest` is there where a manifest was asked for by it. */
export interface LogImage
  extends Pick<ImageReference, 'registry' | 'name' | 'owner' | 'package' | 'tag' | 'digest'> {
  /** Registry and name as the log has them, capitals too. */
  written: string;
}

/** As a bearer's token, where the place for tokens takes a name and a token; or the token without a name (facts L10, L15). */
export type WrongForm = 'bearer' | 'nameless';

export interface Symptom {
  kind: SymptomKind;
  /** The log's name as the user knows it. */
  file: string;
  /** 1-based, in the log as it was given. */
  line: number;
  column: number;
  endColumn: number;
  /** The line without timestamp, colours, job and step prefix. */
  text: string;
  /** The last lines before it that had to do with a registry: who speaks often stands there. */
  before: string;
  /** The registry's own words; null: it said none, or the client did not pass them on. */
  said: string | null;
  /** Somebody tells it in words of his own: no line shows what was said. Absent: one does. */
  isTold?: true;
  status: number | null;
  method: string | null;
  stage: Stage | null;
  /** The request, as it was typed, has a credential in it; null: the log does not show it. */
  sent: boolean | null;
  /** The same shows that the credential is in a form of which the place for tokens makes nothing. Absent: it does not. */
  sentWrongly?: WrongForm;
  /** What printed the line: a name of `client.ts` or of the tools that the reader was given. */
  client: string | null;
  registry: string;
  attribution: Attribution;
  image: LogImage | null;
  /** null: the log does not say. */
  access: Access | null;
  /** It is about the registry cache of BuildKit. */
  cache: boolean;
  /** A cache was being read, without which a build goes on. */
  importsCache: boolean;
  /** What ran: the action or the command, as the log shows it. */
  step: string | null;
  /** The last login to that registry before it. */
  login: LogLogin | null;
  /** Repositories that one token was asked for, just before it. */
  scopes: string[];
  progress: Progress;
  /** A client says that it tries again. */
  retrying: boolean;
  /** How often the same was said. */
  times: number;
}

/** What had already worked when the symptom was printed. */
export interface Progress {
  /** Layers (or all blobs) of the same transfer had passed. */
  layers: boolean;
  /** The same of some that were more than seen to be there, which whoever may read can see. */
  moved: boolean;
  /** The tag had been found, and what it names was being fetched. */
  found: boolean;
  /** Seconds since an earlier push of the same job had ended well; null: none seen, or the log has no times. */
  sincePush: number | null;
  /** An earlier push of the same job had ended well. */
  pushed: boolean;
  /** One of the same image had, as far as the log names it. */
  pushedSame: boolean;
  /** All that had, as far as the log names them, were of other images than the one that is known in the end. */
  pushedOthers: boolean;
  /** Seconds that the transfer had lasted. */
  lasted: number | null;
}

/** A login that the log shows. */
export interface LogLogin {
  line: number;
  registry: string;
  user: string | null;
  /** null: its end is not in the log. */
  succeeded: boolean | null;
  /** What did it: `docker/login-action`, `docker login`, … */
  by: string;
  /** It was taken back, or never kept: what comes after is asked without a credential. */
  isLogout?: true;
  /** The log does not show its inputs: which registry they name is not told. */
  isUntold?: true;
}

/** What a log says of the token that was used: by its prefix, or by who made it. */
export type TokenHint = 'job' | 'app' | 'classic' | 'fine-grained' | 'oauth' | 'secret';

/** Where the runner took secrets from, as «Set up job» prints it. */
export type SecretSource = 'actions' | 'dependabot' | 'none' | 'codespaces';

/** What a job's log says besides. */
export interface JobLog {
  /** As the run's page shows it; null: not in the log. */
  name: string | null;
  /** Which CI ran it, by what only one prints; null: nothing tells that it was a job at all. */
  place: Extract<Place, 'workflow' | 'pipeline'> | null;
  /** When it began, in milliseconds; null: the log has no times. */
  at: number | null;
  /** «Set up job» is there, and more than the step that failed, so what is not in the log did not happen. */
  whole: boolean;
  /** The runner marked an error. */
  failed: boolean;
  /** The last step of the log is there. */
  ended: boolean;
  /** As «Set up job» prints it under `GITHUB_TOKEN Permissions`. */
  permissions: Record<string, string> | null;
  told: ToldBeside;
  secretSource: SecretSource | null;
  /** `owner/name`, from the checkout or the workflow's path. */
  repository: string | null;
  /** The run's commit, or how that begins: its workflow is that commit's. */
  commit: string | null;
  /** `pull_request` where the checkout is of `refs/pull/…`. */
  event: string | null;
  /** The branch is one that Dependabot makes. */
  dependabot: boolean;
  /** The text speaks of forks. */
  fork: boolean;
  /** `owner/name/.github/workflows/x.yml@ref`, from «Job defined at» or «Uses». */
  definedAt: string | null;
  /** The job belongs to a called workflow. */
  called: boolean;
  logins: LogLogin[];
  /** Pull secrets that the kubelet did not find, each with the line of its event. */
  lostSecrets: { name: string; line: number }[];
  hints: TokenHint[];
  /** Cures that are often copied and do not help, as they are seen in the log. */
  folk: FolkCure[];
}

export type FolkCure = 'id-token' | 'provenance' | 'login-twice';

/** One job with what is known of it from elsewhere. */
export interface JobEvidence extends JobLog {
  /** The run that the log belongs to, where we are in it or asked for it. */
  run: RunEvidence | null;
  /** What the workflow file says of this job. */
  workflow: WorkflowEvidence | null;
  /** Of a run that did not start: the diff that mends its calling jobs, where their files are at hand. */
  startRepair: string | null;
  /** The workflow's file as it is today may be another one than the run had; null: it is that of the run. */
  fileAge: AgedFile | null;
}

/**
 * What failed before GitHub's registry was asked for an image: GitHub took the workflow's file for invalid, a credential
 * helper gave no answer, Docker Hub was asked for a name without a registry, or GitHub's for the list of all that it has.
 */
export type FailureReason =
  | 'no-catalog'
  | 'at-hub'
  | 'not-started'
  | 'helper-missing'
  | 'helper-locked'
  | 'helper-keyless'
  | 'helper-failed';

/** A line in which something failed. */
export interface LogFailure {
  /** 1-based. */
  line: number;
  text: string;
  /** It reads like a refusal, or names the registry. */
  mayBeRefusal: boolean;
  /** null: not told by its words. */
  reason: FailureReason | null;
  /** The registry that it tells of, where that is none of GitHub's. */
  elsewhere: string | null;
}

export interface LogReading {
  name: string;
  lines: number;
  bytes: number;
  /** It holds more jobs or refusals than are looked at. */
  isCut: boolean;
  jobs: { job: JobLog; symptoms: Symptom[] }[];
  /** What was refused, and done by a later try. */
  passed: Symptom[];
  /** The first lines that failed, in all jobs: to be shown where no cause is found. */
  failures: LogFailure[];
}

/** Why a log can't be read. */
export type LogProblem = 'empty' | 'binary' | 'archive';

/** Thrown for what is no log, with the reason. */
export class UnreadableLog extends Error {
  override name = 'UnreadableLog';
  constructor(readonly problem: LogProblem) {
    super(problem);
  }
}
