/**
 * The words that every room shares (contract, section 1). Types only: this file
 * imports nothing and is compiled to nothing.
 */

/** What the job wants to do at the registry. */
export type Access = 'push' | 'pull';

/** Does the registry accept it? For several images the worst one counts, see `verdict.ts`. */
export type Verdict = 'allowed' | 'denied' | 'unknown' | 'not-needed';

/** `error`: would be refused. `warning`: depends on something unseen, or breaks later. */
export type Severity = 'error' | 'warning' | 'notice';

/** `certain`: observed. The two others: inferred, more or less strongly. */
export type Confidence = 'certain' | 'likely' | 'possible';

export type Language = 'en' | 'zh-CN';

/** One text in every language that we speak. */
export type Localized<T = string> = Record<Language, T>;

/** A place in a text file. Lines and columns are 1-based; `endLine` is included, `endColumn` is not. */
export interface Location {
  /** Path as the reader of the finding knows it: relative to the repository for workflow files. */
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** How to mend it: one sentence, and what can be applied or opened at once. */
interface Fix {
  summary: string;
  /** Unified diff against the workflow file. */
  diff: string | null;
  /** Settings page where the change is made. */
  url: string | null;
  /** A shell command that makes the change. */
  command: string | null;
}

/** A line of the checklist before a first push, in one language. */
export interface PlanItem {
  about: 'package' | 'link' | 'visibility' | 'race' | 'readers' | 'secret';
  /** `open`: nobody can tell from here. */
  state: 'ready' | 'to-do' | 'open';
  /** `registry/name`, or the name of the secret. */
  subject: string;
  text: string;
  location: Location | null;
}

/** A link of the chain that a permission comes down, from a setting or a workflow to a token and a package. */
export interface ChainLink {
  /** `caller`: a job that calls a workflow. `called`: the job of one, or the file itself. */
  kind: 'setting' | 'workflow' | 'caller' | 'called' | 'job' | 'token' | 'package';
  /** Key of the job, name of the package; empty where the kind says all. */
  name: string;
  file: string | null;
  location: Location | null;
  /** What it hands on; at the end of the chain what is needed there. null: not known. */
  level: 'none' | 'read' | 'write' | null;
  /** It gives less than is needed, or does not take what comes. */
  isBroken: boolean;
  /** The last one: what all the others are for. */
  isEnd: boolean;
}

/** A cause met here (contract, section 4), in one language. */
export interface Finding {
  id: string;
  severity: Severity;
  confidence: Confidence;
  title: string;
  message: string;
  location: Location | null;
  /** `OWNER/NAME` whose file it is: where a report is of many. */
  repository?: string;
  /** Branch, tag or commit at which that file was read, where it is called at one; absent: the default branch. */
  ref?: string;
  job: string | null;
  /** `registry/name` that was refused; null when the finding is about no image in particular. */
  image: string | null;
  fix: Fix;
  /** What was observed, one statement a line. */
  evidence: string[];
  /** Ids of other causes that could explain the same refusal, likeliest first. */
  alternatives: string[];
  /** The first of them, and what would tell each apart (empty: nothing known); not part of the JSON report. */
  tell?: { id: string; title: string; how: string }[];
  /** The chain that is broken, outermost first; not part of the JSON report. */
  chain?: ChainLink[];
  /** What happened, in a sentence that gives no reason yet; not part of the JSON report. */
  happened?: string;
  /** Nothing is refused for it yet, so that no verdict comes of it; not part of the JSON report. */
  isLater?: true;
  /** Path of the cause's page in the project. */
  docs: string;
}
