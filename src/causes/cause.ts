/**
 * What a cause is: one reason why GHCR refuses, and all that is known about it in
 * one place. A cause is pure: it reads evidence, it does no I/O.
 */
import type { JobEvidence, Symptom } from '../evidence/log/types.js';
import type { Answer, Evidence, ImageEvidence, TokenEvidence } from '../evidence/types.js';
import type { FileEdit } from '../fix/diff.js';
import type { Confidence, Localized, Location, Severity } from '../types.js';
import type { JobReading, PushReading, RunReading } from '../workflow/reading/every-run.js';
import type { CallReading } from '../workflow/runs/calls.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import type { Facts } from './facts.js';

/** One image that one token may not push (or pull), or about which nothing could be decided. */
export interface Refusal {
  image: ImageEvidence;
  answer: Answer;
  /** null: asked without a credential. */
  token: TokenEvidence | null;
}

/** «This cause holds here»: how sure, where to look and what to do. */
export interface Claim {
  confidence: Confidence;
  /** When it differs from the cause's own, e.g. a warning on a fork's run. */
  severity?: Severity;
  location?: Location;
  job?: string;
  /** The repair, as a unified diff of the file in `location`. */
  diff?: string;
  url?: string;
  command?: string;
  /** What the texts need beyond the common facts. */
  facts?: Partial<Facts>;
}

/** What every question of `lint` may look at. */
export interface Linted {
  registry: string;
  /** `OWNER/NAME`, real case; null when nobody knows. */
  repository: string | null;
  /** A file that was read; null when it was not. */
  open(file: string): WorkflowDocument | null;
}

/** A push of a job as its text tells it, in one of the runs that there can be. */
export interface LintedPush extends Linted {
  job: JobReading;
  run: RunReading;
  push: PushReading;
  /** In another run the same push finds a login. */
  isLoggedInElsewhere: boolean;
}

/** Edits that mend what a claim is about. */
export interface Mend {
  edits: FileEdit[];
  /** They take nothing away and change nothing else: may be applied unasked. */
  safe: boolean;
}

/** A claim about a text. */
export interface LintClaim extends Claim {
  location: Location;
  /** Asked only for a claim that becomes a finding; null: no edit is safe enough to show. */
  mend?(): Mend | null;
}

export interface CauseText {
  /** A few words, no full stop: the annotation's title and the page's heading. */
  title: string;
  /** What is refused and why, one to three plain sentences. */
  message(facts: Facts): string;
  /** The one thing to change, one or two sentences, an imperative. */
  fix(facts: Facts): string;
  /** What tells it from its neighbours: where to look, what to run, and what one sees then. */
  tell?(facts: Facts): string;
  /** What is often copied for it and does not help, and why. */
  folk?(facts: Facts): string;
}

/** The fix as people type it, in a line or a few. The same in every language. */
export interface Change {
  /** Of the code blocks on the cause's page. */
  language: 'yaml' | 'sh' | 'text';
  before: string;
  after: string;
}

/** An answer of the registry (or the API) at one step of its protocol, for the table of errors. */
export interface Answered {
  step:
    | 'start'
    | 'token'
    | 'login'
    | 'blob'
    | 'upload'
    | 'transfer'
    | 'manifest-push'
    | 'manifest-pull'
    | 'api';
  /** 0: no answer comes. */
  status: number;
  /** Code and message of its body; empty where there is none, as after a HEAD request. */
  message: string;
}

export interface Cause {
  id: CauseId;
  severity: Severity;
  /** Rows of the facts page and pages of documentation that the rule rests on. */
  sources: readonly string[];
  /** What the registry, the API or a client says when it holds; `[]` with a reason in a comment. */
  says: readonly RegExp[];
  /** The same as people meet it: messages for the cause's page, each matched by one of `says`. */
  seen?: readonly string[];
  /** Where in the protocol it is met, and how it is answered there. */
  answers?: readonly Answered[];
  /** What the cause's page fills in where the common placeholders do not fit. */
  example?: Partial<Facts>;
  /** The settings page of the fix and its command, for the cause's page; a claim brings its own. */
  page?(facts: Facts): string;
  command?(facts: Facts): string;
  /** Before and after. */
  change?: Change;
  /** Does it explain what this log shows? */
  reads?(symptom: Symptom, job: JobEvidence): Claim | undefined;
  /** Does it explain this refusal (or this lack of an answer)? */
  explains?(refusal: Refusal, evidence: Evidence): Claim | undefined;
  /** Does it hold although nothing was refused? Each claim becomes a finding of its own. */
  notices?(evidence: Evidence): Claim[];
  /** Would this push be refused by it? Of all causes that say so, the first in the book is named. */
  lintsPush?(push: LintedPush): LintClaim | undefined;
  /** What is wrong with a job whatever it pushes. */
  lintsJob?(job: JobReading, all: Linted): LintClaim[];
  /** A job that calls a workflow which asks for permissions. */
  lintsCall?(call: CallReading, all: Linted): LintClaim | undefined;
  /** What makes GitHub refuse a file that concerns the registry. */
  lintsFile?(document: WorkflowDocument, all: Linted): LintClaim[];
  text: Localized<CauseText>;
}

/** Says nothing at run time; makes the compiler check a cause where it is written. */
export function cause(definition: Cause): Cause {
  return definition;
}

/** The stable names (contract, section 5). */
export type CauseId =
  | 'job-lacks-packages-write'
  | 'job-lacks-packages-read'
  | 'caller-lacks-packages-write'
  | 'callee-lacks-packages-write'
  | 'invalid-permissions'
  | 'default-token-permissions'
  | 'read-only-run'
  | 'no-registry-login'
  | 'login-replaced'
  | 'uppercase-image-name'
  | 'image-without-owner'
  | 'invalid-image-reference'
  | 'owner-mismatch'
  | 'foreign-repository-in-scope'
  | 'cache-reference-refused'
  | 'owner-not-found'
  | 'token-missing'
  | 'token-malformed'
  | 'token-rejected'
  | 'token-kind-unsupported'
  | 'app-token-unsupported'
  | 'token-lacks-scope'
  | 'sso-not-authorized'
  | 'token-expires-soon'
  | 'ip-not-allowed'
  | 'stale-credential'
  | 'package-not-granted'
  | 'user-lacks-package-role'
  | 'package-creation-refused'
  | 'organization-policy'
  | 'account-blocked'
  | 'package-read-refused'
  | 'package-not-found'
  | 'manifest-not-found'
  | 'package-not-linked'
  | 'new-package-race'
  | 'subject-not-pushed'
  | 'helm-url-has-tag'
  | 'upload-too-large'
  | 'upload-chunk-too-large'
  | 'upload-interrupted'
  | 'manifest-before-blobs'
  | 'rate-limited'
  | 'registry-unavailable'
  | 'network-unreachable'
  | 'api-permission-missing'
  | 'packages-list-unsupported'
  | 'billing-blocked'
  | 'unexplained-refusal';
