/** The report (contract, section 4): one shape for every command. `schema/report.schema.json` says the same. */
import type { TokenKind, TokenSource } from '../evidence/types/token.js';
import type { Access, Finding, PlanItem, Verdict } from '../types.js';
import type { AuditReport } from './audit/audit.js';

export interface Report {
  schema: 1;
  command: 'preflight' | 'lint' | 'check' | 'explain' | 'audit';
  verdict: Verdict;
  access: Access;
  registry: string;
  images: ImageReport[];
  token: TokenReport;
  findings: Finding[];
  /** The step's login could not be made; absent: it was, or none was to be. */
  loginFailure?: LoginFailure;
  /** All images that were named are another registry's. Not in the JSON. */
  isElsewhere?: boolean;
  /** What a first push does, and what has to be there for it; absent: nobody asked, or all packages are there. */
  plan?: PlanItem[];
  /** Findings of `lint` that somebody does not want to be told. */
  ignored?: number;
  /** Of `audit`: the repositories and the packages. */
  audit?: AuditReport;
}

/** Why a token that was taken is not logged in, in the user's language. */
export interface LoginFailure {
  message: string;
  /** What to do. */
  fix: string;
}

/** What the registry said about one image. */
export interface ImageReport {
  /** Normalised; for a name that can't be read, as it was given. */
  reference: string;
  verdict: Verdict;
  /** HTTP status that decided; null when nothing was answered or asked. */
  status: number | null;
  message: string | null;
  /** The token that the verdict is about; null: none. */
  token: TokenSource | null;
  /** Where several are asked with: how the user knows this one, such as `Secret prod/ghcr`. */
  credential?: string;
  /** No client sends this name to the registry, so nobody was asked. Not in the JSON. */
  isUnsent?: boolean;
  /** Whoever asks is refused: what is public has no such tag, or none for that platform. Not in the JSON. */
  isForNobody?: boolean;
  /** Another step logs in after ours, with a token that is not known. Not in the JSON. */
  isTokenUnknown?: boolean;
}

/** The token that is (or would be) logged in. */
export interface TokenReport {
  source: TokenSource | null;
  kind: TokenKind | null;
  scopes: string[] | null;
  /** ISO 8601. */
  expiresAt: string | null;
}

/** What was looked at, for the summary's collapsed section: one line each, already in the user's language. */
export interface Checked {
  what: string;
  result: string;
}
