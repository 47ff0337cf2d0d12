/**
 * From what was met in many runs to findings: one for one cause in one job, however
 * many runs and images it spoils.
 */
import type { Linted, LintedPush } from '../causes/case.js';
import type { Cause, LintClaim } from '../causes/cause.js';
import { subjectOf } from '../causes/pushed.js';
import { textOf as causeText } from '../causes/rules.js';
import { diffOf, type FileEdit } from '../fix/diff.js';
import type { Finding, Language, Location } from '../types.js';
import { factsOfClaim, findingOf } from './finding.js';
import { OBSERVED } from './observation-words.js';
import { pushObservations } from './observations.js';
import { byPlace, severityRank } from './order.js';

export interface SettledFinding {
  finding: Finding;
  edits: FileEdit[];
  safe: boolean;
}

export interface LintCandidate {
  cause: Cause;
  claim: LintClaim;
}

interface Kept extends SettledFinding {
  cause: Cause;
  rank: number;
  /** File and id of the job that pushes, or of the one that the claim names. */
  job: string;
}

/** Takes claims as they come and keeps no more of them than the report needs. */
export class Settling {
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

  /**
   * @param more `behind`: what refuses the push next, once this is mended; `chain`: of the permissions that are too
   *   small, asked for only where it becomes a finding
   */
  add(
    candidate: LintCandidate,
    push: LintedPush | null,
    { behind = [], chain }: { behind?: readonly LintCandidate[]; chain?: () => Finding['chain'] | null } = {},
  ): void {
    const { cause, claim } = candidate;
    const key = keyOf(candidate);
    const rank = severityRank(claim.severity ?? cause.severity);
    const known = this.#kept.get(key);
    if (known && known.rank <= rank) return;
    const { edits = [], safe = false } = claim.mend?.() ?? {};
    const texts = Object.fromEntries(edits.map(({ file }) => [file, this.#textOf(file)]));
    const finding = findingOf(
      candidate,
      {
        subject: { ...subjectOf(this.#all, push), ...(claim.job ? { job: claim.job } : {}) },
        diff: edits.length > 0 ? diffOf(texts, edits) : null,
        chain: chain?.() ?? null,
        evidence: pushObservations(push, this.#language),
      },
      this.#language,
    );
    // Said where everybody reads it: else the next refusal would be a surprise.
    const space = this.#language === 'en' ? ' ' : '';
    for (const note of this.#notes(behind, push)) finding.message += space + note;
    const job = push
      ? `${push.job.document.file} ${push.job.job.id}`
      : `${claim.location.file} ${claim.job ?? ''}`;
    this.#kept.set(key, { finding, edits, safe, cause, rank, job });
  }

  #notes(behind: readonly LintCandidate[], push: LintedPush | null): string[] {
    return behind.map(({ cause, claim }) => {
      const facts = factsOfClaim(claim, subjectOf(this.#all, push), this.#language);
      const { title } = causeText(cause, facts, claim.detail, this.#language);
      return OBSERVED[this.#language].behind(
        title,
        cause.id,
        `${claim.location.file}:${claim.location.line}`,
      );
    });
  }

  /** In the order of files and lines. */
  settled(): SettledFinding[] {
    const all = [...this.#kept.values()];
    // What depends on a setting, or on the run, leaves other runs to be told of.
    const isRefused = ({ cause, finding }: Kept) => cause.refusesEveryRun && finding.severity === 'error';
    const refused = new Set(all.filter(isRefused).map(({ job }) => job));
    return all
      .filter(({ cause, job }) => !cause.onlySomeRuns || !refused.has(job))
      .sort((one, other) => byPlace(one.finding.location as Location, other.finding.location as Location));
  }
}

/** Claims with the same key share a finding. */
function keyOf({ cause, claim: { location, job } }: LintCandidate): string {
  const line = `${location.file}:${location.line}`;
  if (cause.about) return `${cause.about} ${line} ${job}`;
  return cause.lints?.file ? `${cause.id} ${line}` : `${cause.id} ${location.file} ${job}`;
}
