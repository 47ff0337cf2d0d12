/**
 * What a cause is: one reason why GHCR refuses, and all that is known about it in
 * one place. A cause is pure: it reads what was seen, it does no I/O.
 */
import type { FolkCure } from '../evidence/log/types.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { FileEdit } from '../fix/diff.js';
import type { Confidence, Localized, Location, Severity } from '../types.js';
import type { JobReading } from '../workflow/reading/every-run.js';
import type { Password } from '../workflow/reading/logins/passwords.js';
import type { SignAct } from '../workflow/reading/steps/frame.js';
import type { CallReading } from '../workflow/runs/calls.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import type { AuditedPackage, Case, Linted, LintedPush } from './case.js';
import type { Facts } from './facts.js';

/** What a text needs beyond the common facts is required of every claim, and typed, once a cause names it. */
type Detailed<Detail> = unknown extends Detail
  ? { detail?: unknown }
  : [Detail] extends [undefined]
    ? { detail?: undefined }
    : { detail: Detail };

interface ClaimBase {
  confidence: Confidence;
  /** Of claims that are equally sure, those with better odds come first; 0 where nothing is said. */
  odds?: number;
  /** When it differs from the cause's own, e.g. a warning on a fork's run. */
  severity?: Severity;
  location?: Location;
  job?: string;
  /** The repair, as a unified diff of the file in `location`. */
  diff?: string;
  url?: string;
  command?: string;
  /** Common facts that this cause knows better. */
  facts?: Partial<Facts>;
}

/** «This cause holds here»: how sure, where to look and what to do. */
export type Claim<Detail = unknown> = ClaimBase & Detailed<Detail>;

/** Edits that mend what a claim is about. */
export interface Mend {
  edits: FileEdit[];
  /** They take nothing away and change nothing else: may be applied unasked. */
  safe: boolean;
}

/** A claim about a text. */
export type LintClaim<Detail = unknown> = Claim<Detail> & {
  location: Location;
  /** Asked only for a claim that becomes a finding; null: no edit is safe enough to show. */
  mend?(): Mend | null;
  /** The login that it is about, and whose token that is once it is mended: pushes with it may be refused then, too. */
  login?: { act: SignAct; mended: Password };
  /** The login that surely fails: no push with it is come to. */
  stops?: SignAct;
  /** No file says whether the step that it is about runs at all: a warning, which says so. */
  isOpen?: true;
  /** Left out where another finding of the job is about the same line, or changes the same text. */
  yields?: true;
  /** What has to change, where another claim of the same cause may want something else: each then has a finding of its own. */
  apart?: string;
  /** Of a file of which no job pushes to the registry `lint` says nothing (docs/contract.md, section 3). */
  wantsPush?: true;
};

/** Of a claim about a step of which no file says whether it runs. */
export const OPEN = { severity: 'warning', confidence: 'likely', isOpen: true } as const;

export interface CauseText<Detail = unknown> {
  /** A few words, no full stop: the annotation's title and the page's heading. */
  title: string;
  /** The same where it is not a workflow that asks. */
  titleElsewhere?: string;
  /** The same of a detail, or of facts, that it does not fit; undefined: it fits. */
  titleOf?(detail: Detail, facts: Facts): string | undefined;
  /** What is refused and why, one to three plain sentences. */
  message(facts: Facts, detail: Detail): string;
  /** The one thing to change, one or two sentences, an imperative. */
  fix(facts: Facts, detail: Detail): string;
  /** What tells it from its neighbours: where to look, what to run, and what one sees then. */
  tell?(facts: Facts, detail?: Detail): string;
  /** What is often copied for it and does not help, and why. */
  folk?(facts: Facts): string;
}

/** The fix as people type it, in a line or a few. The same in every language, but for its comments. */
interface Change {
  /** Of the code blocks on the cause's page. */
  language: 'yaml' | 'sh' | 'text';
  before: string;
  after: string;
  /** What the comments in both say, by the English of them. */
  inChinese?: Readonly<Record<string, string>>;
}

/** An answer of the registry (or the API) at one step of its protocol, for the table of errors. */
interface Answered {
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

interface CauseBase<Id extends string, Detail> {
  /** The stable name (contract, section 5). */
  id: Id;
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

  /** Sides of one and the same thing: what `lint` finds at one place about one of them, it says once. */
  about?: 'permission';
  /** It is about the text or the settings of a workflow: no news for a cluster, a server or a bot. */
  onlyInWorkflows?: true;
  /** Which link of the chain of permissions it breaks, where that is none of the `permissions` themselves. */
  breaksAt?: 'token' | 'package';
  /** It is about a token, which is kept elsewhere than where a deployment names its images. */
  isOfToken?: true;
  /** It explains a refused push so fully that a run from a fork adds nothing. */
  refusesEveryRun?: true;
  /** It is about runs that not everybody starts, or mended with the refusal: no news where every run is refused. */
  onlySomeRuns?: true;
  /**
   * Its fix puts only this right, whatever else is wrong: the next refusal may wait behind it. `token`: the job's own in
   * the place of one that opens nothing. `owner`: that of the repository.
   */
  mends?: 'name' | 'login' | 'token' | 'owner';
  /**
   * It is about the owner in a name: another owner at another line of the job is refused by itself, and under this one
   * nothing will be created.
   */
  isOfOwner?: true;
  /** Nothing is refused for it yet: it is never why a verdict is what it is. */
  isLater?: true;
  /** What is said when no other cause holds, and beside no other. */
  lastResort?: true;
  /** Cures that are copied for it, as a log shows them: then `folk` is said. */
  folkCures?: readonly FolkCure[];

  /** Does it explain this refusal, or this lack of an answer? */
  explains?(seen: Case): Claim<Detail> | undefined;
  /** Does it hold although nothing was refused? Each claim becomes a finding of its own. */
  notices?(evidence: Evidence): Claim<Detail>[];
  /** Is it to be feared of a package that a workflow pushes, as the packages API shows it? */
  audits?(pushed: AuditedPackage): Claim<Detail> | undefined;
  /** What `lint` asks of the text of a workflow. */
  lints?: {
    /** Would this push be refused by it? Of all causes that say so, the first in the book is named. */
    push?(push: LintedPush): LintClaim<Detail> | undefined;
    /** The same of a push that is not seen but likely: a warning. */
    hidden?(push: LintedPush): LintClaim<Detail> | undefined;
    /** What is wrong with a job whatever it pushes. */
    job?(job: JobReading, all: Linted): LintClaim<Detail>[];
    /** A job that calls a workflow which asks for permissions. */
    call?(call: CallReading, all: Linted): LintClaim<Detail> | undefined;
    /** What makes GitHub refuse a file that concerns the registry. */
    file?(document: WorkflowDocument, all: Linted): LintClaim<Detail>[];
  };
  text: Localized<CauseText<Detail>>;
}

/** A cause whose texts need no more than the common facts has no detail; any other shows one on its page. */
export type Cause<Id extends string = string, Detail = unknown> = CauseBase<Id, Detail> &
  (unknown extends Detail
    ? { exampleDetail?: unknown }
    : [Detail] extends [undefined]
      ? { exampleDetail?: undefined }
      : { exampleDetail: Detail });

/** Says nothing at run time; makes the compiler check a cause where it is written. */
export function cause<const Id extends string>(definition: Cause<Id, undefined>): Cause<Id, undefined> {
  return definition;
}

/** The same for a cause whose texts need a detail of their own: `causeWith<Detail>()({ … })`. */
export function causeWith<Detail>() {
  return <const Id extends string>(definition: Cause<Id, Detail>): Cause<Id, Detail> => definition;
}
