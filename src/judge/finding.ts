/**
 * From what was met in many runs to findings: one for one cause in one job, however
 * many runs and images it spoils.
 */
import type { Cause, LintClaim, Linted, LintedPush } from '../causes/cause.js';
import { lintFacts } from '../causes/lint-facts.js';
import { diffOf, type FileEdit } from '../fix/diff.js';
import { lintObservations } from '../lint-observations.js';
import type { Finding, Language, Location, Severity } from '../types.js';

export interface SettledFinding {
  finding: Finding;
  edits: FileEdit[];
  safe: boolean;
}

/** Worst first. */
const SEVERITY: readonly Severity[] = ['error', 'warning', 'notice'];

/** Different sides of the same thing: the job's token may not do it. */
const PERMISSION = new Set([
  'job-lacks-packages-write',
  'callee-lacks-packages-write',
  'caller-lacks-packages-write',
  'default-token-permissions',
]);

/** What explains a refused push so fully that a fork's run adds nothing. */
const REFUSED_ANYWAY = new Set([...PERMISSION, 'no-registry-login', 'owner-mismatch', 'login-replaced']);

interface Kept extends SettledFinding {
  rank: number;
  /** File and id of the job that pushes, or of the one that the claim names. */
  job: string;
}

/** Takes claims as they come and keeps no more of them than the report needs. */
export class Findings {
  readonly #kept = new Map<string, Kept>();
  readonly #all: Linted;
  readonly #language: Language;
  readonly #textOf: (file: string) => string;

  /** `textOf`: the text of a file that a claim is about. */
  constructor(all: Linted, language: Language, textOf: (file: string) => string) {
    this.#all = all;
    this.#language = language;
    this.#textOf = textOf;
  }

  add(cause: Cause, claim: LintClaim, push: LintedPush | null): void {
    const key = keyOf(cause, claim);
    const rank = SEVERITY.indexOf(claim.severity ?? cause.severity);
    const known = this.#kept.get(key);
    if (known && known.rank <= rank) return;
    const { edits = [], safe = false } = claim.mend?.() ?? {};
    const texts = Object.fromEntries(edits.map(({ file }) => [file, this.#textOf(file)]));
    const finding = this.#finding(cause, claim, push, edits.length > 0 ? diffOf(texts, edits) : null);
    const job = push
      ? `${push.job.document.file} ${push.job.job.id}`
      : `${claim.location.file} ${claim.job ?? ''}`;
    this.#kept.set(key, { finding, edits, safe, rank, job });
  }

  /** In the order of files and lines. */
  settled(): SettledFinding[] {
    const all = [...this.#kept.values()];
    const refused = new Set(
      all.filter(({ finding }) => REFUSED_ANYWAY.has(finding.id)).map(({ job }) => job),
    );
    return all
      .filter(({ finding, job }) => finding.id !== 'read-only-run' || !refused.has(job))
      .sort((one, other) => order(one.finding.location as Location, other.finding.location as Location));
  }

  #finding(cause: Cause, claim: LintClaim, push: LintedPush | null, diff: string | null): Finding {
    const language = this.#language;
    const facts = {
      ...lintFacts(this.#all, push),
      ...(claim.job ? { job: claim.job } : {}),
      ...claim.facts,
    };
    const text = cause.text[language];
    return {
      id: cause.id,
      severity: claim.severity ?? cause.severity,
      confidence: claim.confidence,
      title: text.title,
      message: text.message(facts),
      location: claim.location,
      job: claim.job ?? null,
      image: facts.image || null,
      fix: { summary: text.fix(facts), diff, url: claim.url ?? null, command: claim.command ?? null },
      evidence: lintObservations(push, language),
      alternatives: [],
      docs: language === 'zh-CN' ? `docs/zh-CN/causes/${cause.id}.md` : `docs/causes/${cause.id}.md`,
    };
  }
}

/** Claims with the same key share a finding. */
function keyOf(cause: Cause, { location, job }: LintClaim): string {
  const line = `${location.file}:${location.line}`;
  if (PERMISSION.has(cause.id)) return `permission ${line} ${job}`;
  return cause.lintsFile ? `${cause.id} ${line}` : `${cause.id} ${location.file} ${job}`;
}

function order(one: Location, other: Location): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
