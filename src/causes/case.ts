/**
 * The case that a cause is asked about: somebody was refused something, or got no answer. A live
 * answer and a line of a log are the same kind of thing; what one of them can't see is `null`,
 * which means «not seen», never «no».
 */
import type { AgedFile } from '../evidence/files/file-age.js';
import type { ToldBeside } from '../evidence/log/people/told/told-beside.js';
import type {
  LogLogin,
  Progress,
  SecretSource,
  SymptomKind,
  TokenHint,
  WrongForm,
} from '../evidence/log/types.js';
import type { PullSecretEvidence } from '../evidence/types/deployment.js';
import type { PushLogin } from '../evidence/types/login.js';
import type { PackageEvidence } from '../evidence/types/package.js';
import type { PackagesLevel } from '../evidence/types/permissions.js';
import type { ImageReference } from '../evidence/types/reference.js';
import type { OwnerType, ReadOnlyRule } from '../evidence/types/run.js';
import type { TokenEvidence, TokenSource } from '../evidence/types/token.js';
import type { WorkflowEvidence } from '../evidence/types/workflow.js';
import type { Access, Localized, Location } from '../types.js';
import type { ParsingExpressions } from '../workflow/language/expressions.js';
import type { JobReading, PushReading, RunReading } from '../workflow/reading/every-run.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import type { Asker } from './askers/asker.js';

/**
 * `foreign-origin`: the answer would have sent the credential to another address.
 * `intercepted`: something between answered in the registry's place.
 */
export type CaseKind = SymptomKind | 'foreign-origin' | 'intercepted';

/** Where in the conversation it happened. `name`: nothing was sent. `login`: `GET /v2/`. */
export type CaseStep = 'name' | 'login' | 'token' | 'blob' | 'upload' | 'manifest';

/** `given` is empty where it was not seen. */
export interface CaseImage
  extends Pick<
    ImageReference,
    'reference' | 'given' | 'name' | 'owner' | 'package' | 'tag' | 'digest' | 'problem'
  > {
  /** `registry/name`, without tag. */
  address: string;
}

/** A name that was read is one that a case may be about. */
export function caseImage(image: ImageReference): CaseImage {
  return { ...image, address: `${image.registry}/${image.name}` };
}

/** What every text may speak of, whoever saw it: a case, a run as a whole, a push in a workflow's text. */
export interface Subject {
  /** Whose credential it is, and in whose words the cure is told. */
  asker: Asker;
  access: Access | null;
  registry: string;
  /** The registry's: it has the pages of packages and tokens. */
  serverUrl: string;
  /** The repository's own, with its settings; absent: the same. */
  repositoryServer?: string;
  /** Of the repository's owner, as its run tells it; null or absent: it does not. */
  ownerType?: OwnerType | null;
  image: CaseImage | null;
  /** False: what pushes has no use for the tags that docker/metadata-action makes, as helm or oras. Absent: it may have. */
  takesTags?: boolean;
  package: PackageEvidence | null;
  /** By what the user knows the token. */
  calledToken: Pick<TokenEvidence, 'source' | 'file' | 'variable' | 'scope'> | null;
  token: TokenEvidence | null;
  /** The pull secret that the credential stands in, or should. Absent: nothing tells of one. */
  pullSecret?: PullSecretEvidence | null;
  /** `Owner/Name` of the repository whose workflow runs. */
  repository: string | null;
  event: string | null;
  job: string | null;
  /** The registry's own words. */
  said: string | null;
  /** Somebody tells in words of his own what was said: those are what it comes to. Absent: it stands in the log. */
  isTold?: boolean;
  /** Why there is no answer, in the wording of the protocol. */
  trouble: Localized | null;
  /** Seconds after which the registry wants to be asked again. Absent: it named none. */
  wait?: number;
  /** A web page stood where the registry's answer belongs. Absent: it did not, or nobody saw. */
  isPage?: boolean;
  status: number | null;
  requestId: string | null;
}

export interface Case extends Subject {
  /** `answer`: we asked, with a credential that we hold. `log`: it happened, and we read about it. */
  seenIn: 'answer' | 'log';

  /** No registry is named at all: that it was this one is an assumption. */
  isAssumed: boolean;
  /** The message is all there is: no client, no image, nothing around it. */
  isAlone: boolean;
  /** All that names this registry is a login: who was refused later may have asked anybody. */
  isAfterLoginOnly: boolean;

  // ---- what was said
  kind: CaseKind;
  step: CaseStep | null;
  /** OCI error code. */
  code: string | null;
  /** All words that were seen: the whole line of a log. */
  text: string;
  /** HTTP method of the request. */
  method: string | null;

  // ---- about what
  /** It is about the registry cache of BuildKit. */
  cache: boolean;
  /** Repositories that one token was asked for. */
  scopes: readonly string[] | null;
  /** Does a manifest or tag list answer? */
  readable: 'yes' | 'absent' | 'refused' | null;
  /** The same pull is possible without any credential. */
  anonymousPull: boolean | null;
  tags: readonly string[] | null;

  // ---- by whom
  /** A later step logs in with this token: where, and the token that may and is replaced by it; null: none does. */
  laterLogin: {
    location: Location | null;
    better: TokenSource | null;
    /** It sends more than the token: what is stored around it, too. */
    isAsStored: boolean;
    /** Our own step makes no login that it could replace: `login: none`. */
    isOnly: boolean;
    /** It was there before the job, and podman prefers it, or it is the only one: the file and the key under which it stands. */
    kept: NonNullable<PushLogin['kept']> | null;
  } | null;
  /** Every token that was there, in the order in which they are tried; `token` is the one that was asked with. */
  tokens: readonly TokenEvidence[] | null;
  /** Tokens that were looked for and are empty. */
  missingTokens: readonly TokenSource[] | null;
  pullSecret: PullSecretEvidence | null;
  /** What a log says of the kind of the token. */
  hints: readonly TokenHint[] | null;
  /** The request, as a log shows it, has a credential in it. */
  sent: boolean | null;
  /** The same shows that the credential is in a form of which the registry makes nothing. Absent: it does not. */
  sentWrongly?: WrongForm;
  /** The last login to the registry before it. */
  login: LogLogin | null;
  logins: readonly LogLogin[] | null;

  // ---- what it may do
  /** What the job's token may do to packages. */
  level: PackagesLevel | null;
  told: Readonly<ToldBeside>;
  /** As the runner prints it under `GITHUB_TOKEN Permissions`. */
  permissions: Readonly<Record<string, string>> | null;
  /** The registry takes another image from the job's token. */
  writesElsewhere: boolean | null;

  // ---- in which run
  /** The repository's owner, real case. */
  owner: string | null;
  /** `none`: neither a fork's run nor Dependabot's. */
  readOnly: ReadOnlyRule | 'none' | null;
  /** The run's own data are at hand. */
  isRunKnown: boolean;
  secretSource: SecretSource | null;
  workflow: WorkflowEvidence | null;
  /** The workflow's file gives enough today, and the run may have had another one; null: neither is known. */
  mended: AgedFile | null;
  /** The workflow's file as it is today may be another one than the run had; null: it is that of the run, or none is known. */
  fileAge: AgedFile | null;
  /** The job belongs to a called workflow. */
  called: boolean | null;
  /** Of a run that did not start: the diff that mends its calling jobs, where their files are at hand. */
  startRepair: string | null;

  // ---- how a log shows it
  /** What printed it. */
  client: string | null;
  /** What ran: the action or the command. */
  command: string | null;
  line: number | null;
  /** The log is there from its beginning, so what is not in it did not happen. */
  whole: boolean | null;
  /** What had already worked. */
  progress: Progress | null;
}

/** A package that a workflow pushes with its job's own token, and which nobody has asked to take it. */
export interface AuditedPackage {
  /** `OWNER/NAME` whose workflow pushes. */
  repository: string;
  /** `OWNER/NAME` that the package is linked to; null: to none. */
  linkedTo: string | null;
  settingsUrl: string;
}

/** What every question of `lint` may look at. */
export interface Linted {
  registry: string;
  serverUrl: string;
  /** `OWNER/NAME`, real case; null when nobody knows. */
  repository: string | null;
  /** What would come of an expression that is written in the place of another. */
  expressions: ParsingExpressions;
  /** A file that was read; null when it was not. */
  open(file: string): WorkflowDocument | null;
  /** The `action.yml` of a folder of the repository; null when there is none. */
  action(folder: string): WorkflowDocument | null;
}

/** A push of a job as its text tells it, in one of the runs that there can be. */
export interface LintedPush extends Linted {
  job: JobReading;
  run: RunReading;
  push: PushReading;
  /** In another run the same push finds a login, or may find one. */
  isLoggedInElsewhere: boolean;
}
