/** `lint`: read workflow files, judge every job of them, name what GHCR would refuse. Offline. */
import type { Cause, LintClaim, Linted, LintedPush } from './causes/cause.js';
import { CAUSES } from './causes/index.js';
import { lintFacts, shown } from './causes/lint-facts.js';
import type { WorkflowProblem } from './evidence/types.js';
import type { WorkflowDocument } from './evidence/workflow/document.js';
import { expressionsFor } from './evidence/workflow/expressions.js';
import { referenceAt } from './evidence/workflow/names.js';
import { isActive, type JobReading, readJob } from './evidence/workflow/reading.js';
import { type RepositoryFiles, readRepository } from './evidence/workflow/repository.js';
import { callsOf, waysOf } from './evidence/workflow/ways.js';
import { diffOf, type FileEdit } from './fix/diff.js';
import { lintObservations } from './lint-observations.js';
import type { ImageReport, Report } from './report/report.js';
import type { Finding, Language, Location, Severity, Verdict } from './types.js';

export type { FileEdit };

export interface LintOptions {
  /** Files, folders (with their workflow files), repositories (with their `.github/workflows`). */
  paths: string[];
  /** Texts that stand in no file, such as standard input. */
  texts?: { file: string; text: string }[];
  /** Texts in the place of those on the disk, by the name that the report gives a file: after a round of repairs. */
  edited?: Readonly<Record<string, string>>;
  /** `OWNER/NAME` in its real case; null when nobody knows. */
  repository: string | null;
  /** Judge only runs that this event starts. */
  event: string | null;
  language: Language;
  /** Locations are relative to it. */
  root: string;
}

/** A file or folder that was named and could not be read, or only in part. */
export interface FileProblem {
  file: string;
  kind: WorkflowProblem['kind'] | 'no-workflows';
  /** The reader's own words; null when the kind says it all. */
  detail: string | null;
  line: number | null;
}

export interface Repair {
  /** Index in `report.findings`. */
  finding: number;
  edits: FileEdit[];
  /** Takes nothing away and changes nothing else: may be applied unasked. */
  safe: boolean;
}

export interface LintResult {
  report: Report;
  problems: FileProblem[];
  /** Text of every file that was parsed, by its name in the report. */
  texts: Record<string, string>;
  /** One for each finding that text edits can mend, in the order of the findings. */
  repairs: Repair[];
  /** Of the files that were named; one with a problem is not among them. */
  filesRead: number;
  /** Files that concern GHCR and were parsed. */
  filesParsed: number;
}

const REGISTRY = 'ghcr.io';

/** Never rejects: what can't be read is a problem, and the other files are judged without it. */
export async function lint(options: LintOptions): Promise<LintResult> {
  const { repository, language } = options;
  const files = await readRepository({
    ...options,
    texts: options.texts ?? [],
    edited: options.edited ?? {},
  });
  const all: Linted = {
    registry: REGISTRY,
    repository,
    open: (file) => files.documents.get(file) ?? null,
  };
  const expressions = await expressionsFor('${{');
  const set = { repository, documents: files.documents };
  const met: Met[] = [];
  const images = new Map<string, Verdict>();
  const refused = refusedFiles(files, all);
  met.push(...refused.met);
  for (const call of callsOf(set)) {
    if (refused.files.has(call.document.file) || !concernsCall(call.document, call.called)) continue;
    for (const cause of CAUSES) {
      const claim = cause.lintsCall?.(call, all);
      if (claim) met.push({ cause, claim, push: null });
    }
  }
  for (const way of waysOf(set)) {
    const reading = readJob(way, {
      registry: REGISTRY,
      event: options.event,
      expressions,
      project: files.project,
    });
    if (reading) met.push(...judge(reading, all, refused.files, images));
  }

  const findings = settle(met);
  const texts = Object.fromEntries([...files.documents.values()].map(({ file, text }) => [file, text]));
  // An action of the repository may be at fault, too.
  for (const { claim } of findings) {
    for (const file of [claim.location.file, ...(claim.edits ?? []).map((edit) => edit.file)]) {
      texts[file] ??= files.project.file(file) ?? '';
    }
  }
  const repairs: Repair[] = [];
  const report: Report = {
    schema: 1,
    command: 'lint',
    verdict: verdictOf(findings, images),
    access: 'push',
    registry: REGISTRY,
    images: [...images].map(
      ([reference, verdict]): ImageReport => ({
        reference,
        verdict,
        status: null,
        message: null,
        token: null,
      }),
    ),
    token: { source: null, kind: null, scopes: null, expiresAt: null },
    findings: findings.map((one, index) => {
      const { edits = [], safe = false } = one.claim;
      if (edits.length > 0) repairs.push({ finding: index, edits, safe });
      return findingOf(one, edits.length > 0 ? diffOf(texts, edits) : null, all, language);
    }),
  };
  return {
    report,
    problems: files.problems.map((each) => ({ ...each, line: lineIn(each.detail) })),
    texts,
    repairs,
    filesRead: files.filesRead,
    filesParsed: files.documents.size,
  };
}

// ------------------------------------------------------------------ judging

/** A cause that was met, once. */
interface Met {
  cause: Cause;
  claim: LintClaim;
  push: LintedPush | null;
}

/** Files that GitHub refuses: what they would do does not matter. */
function refusedFiles(files: RepositoryFiles, all: Linted): { met: Met[]; files: Set<string> } {
  const met: Met[] = [];
  const refused = new Set<string>();
  for (const document of files.documents.values()) {
    for (const cause of CAUSES) {
      for (const claim of cause.lintsFile?.(document, all) ?? []) {
        refused.add(document.file);
        met.push({ cause, claim, push: null });
      }
    }
  }
  return { met, files: refused };
}

/** Does a call lead to the registry? Others are not our business. */
function concernsCall(caller: WorkflowDocument, called: WorkflowDocument | null): boolean {
  if (!called) return true;
  return [caller, called].some(({ text }) => /ghcr\.io|docker|container|image|helm|\boras\b/i.test(text));
}

/** What every run of a job comes to. */
function judge(
  reading: JobReading,
  all: Linted,
  refused: ReadonlySet<string>,
  images: Map<string, Verdict>,
): Met[] {
  const { way } = reading;
  if ([way.job.document, ...way.callers.map((each) => each.document)].some(({ file }) => refused.has(file)))
    return [];
  const met: Met[] = CAUSES.flatMap((cause) =>
    (cause.lintsJob?.(reading, all) ?? []).map((claim) => ({ cause, claim, push: null })),
  );
  const loggedIn = new Set<string>();
  for (const run of reading.runs) {
    for (const push of run.pushes) {
      if (isActive(run, push) && push.credential.kind === 'token') loggedIn.add(siteOf(push.act));
    }
  }
  for (const run of reading.runs) {
    for (const push of run.pushes) {
      if (!isActive(run, push) || !isHere(push.act.found.reference, all.registry)) continue;
      const linted: LintedPush = {
        ...all,
        job: reading,
        run,
        push,
        isLoggedInElsewhere: loggedIn.has(siteOf(push.act)),
      };
      const name = shown(push.act.found.reference);
      if (!images.has(name)) images.set(name, 'allowed');
      for (const cause of CAUSES) {
        const claim = cause.lintsPush?.(linted);
        if (!claim) continue;
        met.push({ cause, claim, push: linted });
        if ((claim.severity ?? cause.severity) === 'error') images.set(name, 'denied');
        else if (images.get(name) !== 'denied') images.set(name, 'unknown');
        break;
      }
    }
  }
  return met;
}

/** Is it pushed to the registry? A scheme in front does not change where it was meant to go. */
function isHere(reference: string, registry: string): boolean {
  return referenceAt(registry, reference.replace(/^https?:\/\//i, '')) !== undefined;
}

function siteOf({ document, place }: LintedPush['push']['act']): string {
  return `${document.file}:${place.start}`;
}

// ----------------------------------------------------------------- settling

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

/** One finding for one cause in one job, however many runs and images it spoils. */
function settle(met: readonly Met[]): Met[] {
  const found = new Map<string, Met>();
  for (const one of met) {
    const { cause, claim } = one;
    const { file, line } = claim.location;
    const key = PERMISSION.has(cause.id)
      ? `permission ${file}:${line} ${claim.job}`
      : cause.lintsFile
        ? `${cause.id} ${file}:${line}`
        : `${cause.id} ${file} ${claim.job}`;
    const known = found.get(key);
    if (!known) found.set(key, one);
    else if (rank(one) < rank(known)) found.set(key, one);
  }
  const all = [...found.values()];
  const jobsRefused = new Set(all.filter(({ cause }) => REFUSED_ANYWAY.has(cause.id)).map(jobOf));
  return all
    .filter((one) => one.cause.id !== 'read-only-run' || !jobsRefused.has(jobOf(one)))
    .sort((one, other) => order(one.claim.location, other.claim.location));
}

function rank({ cause, claim }: Met): number {
  return SEVERITY.indexOf(claim.severity ?? cause.severity);
}

function jobOf({ claim, push }: Met): string {
  return push ? `${push.job.document.file} ${push.job.job.id}` : `${claim.location.file} ${claim.job}`;
}

function order(one: Location, other: Location): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

// ---------------------------------------------------------------- reporting

function findingOf(
  { cause, claim, push }: Met,
  diff: string | null,
  all: Linted,
  language: Language,
): Finding {
  const base = lintFacts(all, push);
  const facts = { ...base, ...(claim.job ? { job: claim.job } : {}), ...claim.facts };
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

/** Warnings alone say that it depends. */
function verdictOf(findings: readonly Met[], images: ReadonlyMap<string, Verdict>): Verdict {
  if (findings.some((one) => rank(one) === 0)) return 'denied';
  if (findings.length > 0) return 'unknown';
  return images.size > 0 ? 'allowed' : 'not-needed';
}

/** The line that the YAML parser names. */
function lineIn(detail: string | null): number | null {
  const [, line] = /\(line (\d+), column \d+\)$/.exec(detail ?? '') ?? [];
  return line === undefined ? null : Number(line);
}
