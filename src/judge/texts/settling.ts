/**
 * From what was met in many runs to findings: one for one cause in one job, however
 * many runs and images it spoils. A wrong name that is mended elsewhere than the first one is a refusal of its own.
 */
import type { Linted, LintedPush } from '../../causes/case.js';
import type { Cause, LintClaim } from '../../causes/cause.js';
import { textOf as causeText } from '../../causes/rules.js';
import { subjectOf } from '../../causes/texts/pushed.js';
import { diffOf, type FileEdit } from '../../fix/diff.js';
import { EditSet } from '../../fix/edit-set.js';
import type { Waiting } from '../../fix/rounds.js';
import type { Finding, Language, Location } from '../../types.js';
import { child } from '../../workflow/text/document.js';
import { factsOfClaim, findingOf } from '../finding.js';
import { pushObservations } from '../observations.js';
import { byPlace, severityRank } from '../order.js';
import { READ } from '../reading-words.js';

export interface SettledFinding {
  finding: Finding;
  edits: FileEdit[];
  safe: boolean;
  /** Where no edit mends it: what waits behind it, whatever becomes of it, and the edits that mend that. */
  waiting?: Waiting;
}

export interface LintCandidate {
  cause: Cause;
  claim: LintClaim;
  /** It is about what is used at this ref and was read in this tree; absent: it is not. */
  ref?: string;
  /** No file says whether the push is made. */
  isOpen?: true;
}

interface Kept extends SettledFinding {
  cause: Cause;
  rank: number;
  /** The same edits, for looking one up. */
  changes: EditSet;
  /** The lists of edits that are among them: a thousand pushes of one name bring the same. */
  mended: Set<readonly FileEdit[]>;
  /** File and id of the job that pushes, or of the one that the claim names. */
  job: string;
  /** File and line. */
  line: string;
  /** Where the command or step stands that pushes: it is refused once, whatever it names. */
  site: string;
  /** What is wrong in the name; null: not the name. */
  about: string | null;
  /** What is refused for the same reason at other lines, by line. */
  also: Map<string, string>;
  /** Left out where another one tells of it. */
  yields: boolean;
  /** The file of which a job must push, for it to be told; null: any may be. */
  wantsPushOf: string | null;
}

/** What is known of a push besides the claim. */
interface More {
  /** What refuses the push next, once this is mended. */
  behind?: readonly LintCandidate[];
  /** However this is mended, the next refusal comes. */
  isSure?: boolean;
  /** The workflow whose job it is about, where it may be told in another file. */
  file?: string;
  /** Of the permissions that are too small, asked for only where it becomes a finding. */
  chain?: () => Finding['chain'] | null;
}

/** Wrong names of one job that are told each by itself; of more the first one names the lines. */
const MOST_NAMES = 20;

/** Takes claims as they come and keeps no more of them than the report needs. */
export class Settling {
  readonly #kept = new Map<string, Kept[]>();
  /** Files of which a job pushes, or may push, to the registry. */
  readonly #publishing = new Set<string>();
  readonly #all: Linted;
  readonly #language: Language;
  readonly #textOf: (file: string) => string;

  /** `textOf`: the text of a file that a claim is about. */
  constructor(all: Linted, language: Language, textOf: (file: string) => string) {
    this.#all = all;
    this.#language = language;
    this.#textOf = textOf;
  }

  /** A job that a workflow has, or calls, pushes to the registry, as far as anybody can say. */
  publishes(files: readonly string[]): void {
    for (const file of files) this.#publishing.add(file);
  }

  add(candidate: LintCandidate, push: LintedPush | null, more: More = {}): void {
    const { cause, claim } = candidate;
    const key = keyOf(candidate);
    const rank = severityRank(claim.severity ?? cause.severity);
    const line = lineOf(claim);
    // What yields is there first where it is about the job, and the others about its pushes.
    const isLeft = (each: Kept) => !each.yields || claim.yields === true || each.line !== line;
    const family = (this.#kept.get(key) ?? []).filter(isLeft);
    const [first] = family;
    const about = this.#aboutOf(candidate, push);
    const isApart = (each: Kept) => claim.apart !== undefined && each.about !== about;
    const known =
      family.find((each) => !isApart(each) && (each.line === line || each.also.has(line))) ?? first;
    const isWorse = known !== undefined && rank < known.rank;
    const isTold =
      known !== undefined &&
      (rank > known.rank || (!isApart(known) && (known.line === line || known.also.has(line))));
    if (known && !isWorse && (about === null || isTold)) return;
    const kept = { ...this.#settle(candidate, push, more), about };
    if (known && !isWorse) {
      const same = family.find((each) => !isApart(each) && isOneWith(each, kept));
      const isAlike = kept.edits.length === 0 && claim.apart === undefined;
      if (same || rank > 0 || isAlike || family.length >= MOST_NAMES) {
        this.#join(same ?? known, kept);
        return;
      }
    }
    const { behind = [], isSure = false } = more;
    // Said where everybody reads it: else the next refusal would be a surprise.
    for (const note of this.#notes(candidate, behind, push)) kept.finding.message += this.#space + note;
    if (isSure && !kept.safe) Object.assign(kept, this.#waitingOf(behind, push));
    // What only may be refused says less than what is.
    this.#kept.set(key, isWorse ? [kept] : [...family, kept]);
  }

  /** The finding that a claim is, with its edits. */
  #settle(
    candidate: LintCandidate,
    push: LintedPush | null,
    { chain, file = candidate.claim.location.file }: More,
  ): Omit<Kept, 'about'> {
    const { cause, claim, ref, isOpen } = candidate;
    const { edits = [], safe = false } = claim.mend?.() ?? {};
    const say = READ[this.#language];
    const told = {
      subject: this.#subjectOf(candidate, push),
      chain: chain?.() ?? null,
      sentences: [
        ...(ref === undefined ? [] : [say.otherVersion(ref)]),
        ...(isOpen ? [say.openPush] : []),
        ...(claim.isOpen ? [say.openStep] : []),
      ],
      evidence: pushObservations(push, this.#language),
    };
    const line = lineOf(claim);
    return {
      finding: findingOf(candidate, told, this.#language),
      edits,
      changes: new EditSet(edits),
      mended: new Set([edits]),
      safe,
      cause,
      rank: severityRank(claim.severity ?? cause.severity),
      job: push
        ? `${push.job.document.file} ${push.job.job.id}`
        : `${claim.location.file} ${claim.job ?? ''}`,
      line,
      site: push ? siteOf(push.push.act) : line,
      also: new Map(),
      yields: claim.yields ?? false,
      wantsPushOf: claim.wantsPush ? file : null,
    };
  }

  /** What another push would have to have wrong, too, for one change of the file to mend both. */
  #aboutOf(candidate: LintCandidate, push: LintedPush | null): string | null {
    const { cause, claim } = candidate;
    if (claim.apart !== undefined) return claim.apart;
    if (cause.isOfOwner) return claim.facts?.owner ?? null;
    if (cause.mends !== 'name') return null;
    return factsOfClaim(claim, this.#subjectOf(candidate, push), this.#language).image || null;
  }

  #subjectOf({ claim: { job } }: LintCandidate, push: LintedPush | null) {
    return { ...subjectOf(this.#all, push), ...(job ? { job } : {}) };
  }

  #diffOf(edits: readonly FileEdit[]): string | null {
    const texts = Object.fromEntries(edits.map(({ file }) => [file, this.#textOf(file)]));
    return edits.length > 0 ? diffOf(texts, edits) : null;
  }

  /** The same refusal at another line: named where it is not mended with the first one, and shown mended where it can be. */
  #join(known: Kept, other: Kept): void {
    if (other.edits.length > 0 && known.mended.has(other.edits)) return;
    const added = other.edits.filter((edit) => !known.changes.has(edit));
    if (other.edits.length > 0 && added.length === 0) return;
    known.also.set(other.line, other.finding.image ?? '');
    if (known.edits.length === 0 || added.length === 0) return;
    if (added.some((edit) => known.changes.overlaps(edit))) return;
    // The first list is the cause's own.
    if (known.mended.size === 1) known.edits = [...known.edits];
    known.edits.push(...added);
    known.mended.add(other.edits);
    for (const edit of added) known.changes.add(edit);
    known.safe &&= other.safe;
    // It is made once all have come.
    known.finding.fix.diff = null;
  }

  #waitingOf([next]: readonly LintCandidate[], push: LintedPush | null): Pick<SettledFinding, 'waiting'> {
    const { edits = [], safe = false } = next?.claim.mend?.() ?? {};
    if (!next || !safe || edits.length === 0) return {};
    const told = { subject: this.#subjectOf(next, push), evidence: [], diff: this.#diffOf(edits) };
    return { waiting: { finding: findingOf(next, told, this.#language), edits } };
  }

  get #space(): string {
    return this.#language === 'en' ? ' ' : '';
  }

  #notes(first: LintCandidate, behind: readonly LintCandidate[], push: LintedPush | null): string[] {
    const isOwnToken = first.claim.login?.mended.kind === 'github-token';
    const mended = isOwnToken ? 'token' : (first.cause.mends ?? 'login');
    return behind.map(({ cause, claim }) => {
      const facts = factsOfClaim(claim, subjectOf(this.#all, push), this.#language);
      const { title } = causeText(cause, facts, claim.detail, this.#language);
      return READ[this.#language].behind(title, cause.id, lineOf(claim), mended);
    });
  }

  /** In the order of files and lines. */
  settled(): SettledFinding[] {
    const isOpen = ({ wantsPushOf: file }: Kept) => file === null || this.#publishing.has(file);
    const all = [...this.#kept.values()].flat().filter(isOpen);
    for (const { finding, also } of all) {
      if (also.size === 0) continue;
      finding.message += this.#space + READ[this.#language].also([...also]);
      also.clear();
    }
    // What depends on a setting, or on the run, leaves other runs to be told of.
    const isRefused = ({ cause, finding }: Kept) => cause.refusesEveryRun && finding.severity === 'error';
    const refused = new Set(all.filter(isRefused).map(({ job }) => job));
    const told = all
      .filter(({ cause, job }) => !cause.onlySomeRuns || !refused.has(job))
      .filter((each) => !each.yields || !all.some((other) => !other.yields && tellsOf(other, each)));
    for (const { finding, edits } of told) finding.fix.diff ??= this.#diffOf(edits);
    return told.sort((one, other) =>
      byPlace(one.finding.location as Location, other.finding.location as Location),
    );
  }
}

/** Claims with the same key share a finding. */
function keyOf({ cause, claim: { location, job } }: LintCandidate): string {
  const line = `${location.file}:${location.line}`;
  if (cause.about) return `${cause.about} ${line} ${job}`;
  // What is wrong with a file as a text is wrong line by line; what is wrong with a job is one thing.
  const { file, ...others } = cause.lints ?? {};
  return file && Object.keys(others).length === 0
    ? `${cause.id} ${line}`
    : `${cause.id} ${location.file} ${job}`;
}

/** Is it one refusal, or does one change of the file put both right? */
function isOneWith(known: Kept, { site, about, edits }: Kept): boolean {
  const isOne = known.site === site || known.about === about;
  return isOne || edits.some((edit) => known.changes.overlaps(edit));
}

/** Is the other one about the same line, or is its text mended with it? */
function tellsOf(one: Kept, other: Kept): boolean {
  return one.line === other.line || one.edits.some((edit) => other.changes.overlaps(edit));
}

/** The command that pushes, or the step of an action, which may push several names at once: file and offset. */
function siteOf({ document, place, step }: LintedPush['push']['act']): string {
  const isCommand = child(step.node, 'run') !== null;
  return `${document.file}:${isCommand ? place.start : step.node.start}`;
}

function lineOf({ location }: LintClaim): string {
  return `${location.file}:${location.line}`;
}
