/** The story of `explain` on one screen: read the logs, join them with the workflow, name the causes, report. */
import type { AgedFile, FileAge } from '../evidence/files/file-age.js';
import { readGiven } from '../evidence/log/given.js';
import { type JobLog, type LogReading, type Symptom, UnreadableLog } from '../evidence/log/types.js';
import { maskLeaks } from '../evidence/secrets/leaks.js';
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import type { RunEvidence } from '../evidence/types/run.js';
import type { WorkflowEvidence } from '../evidence/types/workflow.js';
import { LOG_WORDS } from '../judge/logs/log-words.js';
import { type Marked, markedIn } from '../judge/logs/mark.js';
import { silenceWords } from '../judge/logs/silence.js';
import { explainLogs, joinedJob, type ReadJob } from '../judge/logs/symptoms.js';
import { workflowNotice } from '../judge/notice.js';
import type { Checked, ImageReport, Report } from '../report/report.js';
import type { Finding, Language } from '../types.js';
import { knownLogTools } from '../workflow/knowledge/log-tools.js';
import type { JobQuestion, LoggedJobReading } from '../workflow/reading/from-log.js';

export interface LogSource {
  /** As the user knows it. */
  name: string;
  /** Its job's name, where that is known. */
  job: string | null;
  /** Somebody asks with a message of his own: what it tells he met. */
  isAsked?: boolean;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Where to look for the text of a job's workflow; null: nowhere. */
export type WorkflowPlace = Pick<
  JobQuestion,
  'path' | 'run' | 'workspace' | 'fetchFile' | 'mustPushImage'
> | null;

export interface Explanation {
  report: Report;
  checked: Checked[];
  /** One sentence where there is nothing to explain. */
  note: string | null;
  /** What was printed in a line that a finding names, masked, and which part of it is the message. */
  line(file: string, number: number): Marked | undefined;
}

export interface ExplanationOptions {
  language: Language;
  /** The run that the logs are of. */
  run: RunEvidence | null;
  place: (job: LogReading['jobs'][number]['job']) => WorkflowPlace;
}

/** Throws `UnreadableLog` when none of the logs can be read, and what opening one throws. */
export async function explanation(
  sources: readonly LogSource[],
  options: ExplanationOptions,
): Promise<Explanation> {
  const { language } = options;
  const say = LOG_WORDS[language];
  const { readings, unread } = await readAll(sources);
  const jobs: ReadJob[] = [];
  const remarks = new Set<string>();
  for (const one of readings.flatMap((reading) => reading.jobs)) {
    const { job, remark } = await withWorkflow(one, options);
    jobs.push(job);
    if (remark) remarks.add(remark);
  }
  // Tokens that we hold or that look like one, and what a log leaked of a login.
  const mask = (text: string) => maskLeaks(heldSecrets.mask(text));
  const findings = maskAll(explainLogs(jobs, language), mask);
  const lines = new Map<string, Marked>();
  for (const symptom of jobs.flatMap(({ symptoms }) => symptoms))
    lines.set(`${symptom.file}:${symptom.line}`, markedIn(mask(symptom.text), symptom));
  const failures = readings.flatMap(({ name, failures: some }) =>
    some.map((one) => ({ ...one, file: name })),
  );
  const isOpen = findings.length === 0 && failures.length > 0;
  const passed = passedIn(readings, language);
  const isSilent = findings.length === 0 && (failures.length > 0 || passed.length === 0);
  const sentences = [
    ...(isSilent
      ? [sources.length === 0 ? say.noFailedJob : silenceWords(readings, failures, language)]
      : []),
    ...(unread.length > 0 ? [say.unread(unread)] : []),
    ...remarks,
    ...passed,
    ...(readings.some(({ isCut }) => isCut) ? [say.cut] : []),
  ];
  return {
    report: maskAll(reportOf(jobs, findings, isOpen), mask),
    checked: readings.map(({ name, lines: count, bytes }) => ({
      what: name,
      result: say.read(count, bytes),
    })),
    note: sentences.length > 0 ? mask(sentences.join('\n')) : null,
    line: (file, number) => lines.get(`${file}:${number}`),
  };
}

/** One job of a run without a log, which is named in `unread`: the others may have it. */
async function readAll(sources: readonly LogSource[]): Promise<{ readings: LogReading[]; unread: string[] }> {
  const readings: LogReading[] = [];
  const unread: { name: string; error: UnreadableLog }[] = [];
  for (const source of sources) {
    const { name, job, isAsked } = source;
    try {
      readings.push(await readGiven(await source.open(), name, knownLogTools(), job, isAsked));
    } catch (error) {
      if (!(error instanceof UnreadableLog)) throw error;
      unread.push({ name, error });
    }
  }
  const [first] = unread;
  if (first && readings.length === 0) throw first.error;
  return { readings, unread: unread.map(({ name }) => name) };
}

/** A refusal that the next try made good is nothing to mend, and not nothing. */
function passedIn(readings: readonly LogReading[], language: Language): string[] {
  const passed = readings.flatMap((reading) => reading.passed);
  const images = new Set(passed.flatMap(({ image, registry }) => (image ? `${registry}/${image.name}` : [])));
  const [first] = passed;
  return first ? [LOG_WORDS[language].passed(first.access ?? 'push', [...images], first.line)] : [];
}

async function withWorkflow(
  one: LogReading['jobs'][number],
  { run, place, language }: ExplanationOptions,
): Promise<{ job: ReadJob; remark: string | null }> {
  const where = one.symptoms.length > 0 ? place(one.job) : null;
  if (!where) return { job: joinedJob(one, run, null), remark: null };
  // A run that did not start has no job that did anything: its calling jobs are what is to mend.
  const starts = one.symptoms.filter(({ kind }) => kind === 'start');
  if (starts.length > 0 && starts.length === one.symptoms.length) {
    const { startRepair } = await import('./start-repair.js');
    const diff = await startRepair(starts.map(({ text }) => text).join('\n'), where);
    return { job: joinedJob(one, run, null, { startRepair: diff }), remark: null };
  }
  const { workflowOfJob } = await import('../workflow/reading/from-log.js');
  const [first] = one.symptoms;
  const reading = await workflowOfJob({
    ...where,
    shown: one.job.name,
    registry: first?.registry ?? 'ghcr.io',
    image: one.symptoms.find(({ image }) => image !== null)?.image?.name ?? null,
    isLogin: one.symptoms.every(isOfLogin),
    step: first?.step ?? null,
  });
  const { workflow } = reading;
  const remark = where.path ? remarkOn(where.path, reading, where.workspace === null, language) : null;
  const { repository } = where.run;
  // The image of this job's text was pushed: then the log is of the same repository. A login says less.
  const isSame = where.mustPushImage && !one.symptoms.every(isOfLogin);
  const job = workflow && isSame ? { ...one.job, repository } : one.job;
  const age = workflow && (await ageOf(workflow, one.job, where));
  return { job: joinedJob({ ...one, job }, run, workflow, { fileAge: age }), remark };
}

/**
 * A file that was named and is of no use must not be passed over in silence.
 *
 * @param isRemote only the API was asked for it
 */
function remarkOn(
  path: string,
  { problem, unclear }: LoggedJobReading,
  isRemote: boolean,
  language: Language,
): string | null {
  const say = LOG_WORDS[language];
  if (unclear) return say.unclear(path, unclear);
  if (problem?.kind === 'not-found' && isRemote) return say.notAtCommit(path);
  return problem && say.unused(workflowNotice(problem, language));
}

/** A file that was read at the run's commit leaves nothing to ask. */
async function ageOf(
  { grants, source }: WorkflowEvidence,
  { at, commit }: JobLog,
  { workspace, fetchFile }: NonNullable<WorkflowPlace>,
): Promise<AgedFile | null> {
  if (workspace === null || fetchFile !== null || source !== 'checkout') return null;
  const { fileAge } = await import('../evidence/files/file-age.js');
  const files: AgedFile[] = [];
  for (const file of new Set(grants.map((grant) => grant.file))) {
    const age = await fileAge(workspace, file, { at, commit });
    if (age) files.push({ file, age });
  }
  return files.sort((one, other) => WORST.indexOf(one.age) - WORST.indexOf(other.age))[0] ?? null;
}

const WORST: readonly FileAge[] = ['uncommitted', 'later', 'other', 'untold'];

/** It was refused before anything was asked for, or had nothing to log in with. */
function isOfLogin({ kind, stage, access }: Symptom): boolean {
  return kind === 'credential' || (stage === 'login' && access === null);
}

function reportOf(jobs: readonly ReadJob[], findings: Finding[], isOpen: boolean): Report {
  const symptoms = jobs.flatMap((job) => job.symptoms);
  const images = new Map<string, ImageReport>();
  for (const { image, registry, status, said } of symptoms) {
    if (!image) continue;
    const reference = `${registry}/${image.name}${image.tag ? `:${image.tag}` : ''}`;
    if (!images.has(reference))
      images.set(reference, { reference, verdict: 'denied', status, message: said, token: null });
  }
  return {
    schema: 1,
    command: 'explain',
    // What a log does not show may have been refused all the same: it never says «allowed».
    verdict: findings.length > 0 ? 'denied' : isOpen ? 'unknown' : 'not-needed',
    access: symptoms.find(({ access }) => access)?.access ?? 'push',
    registry: symptoms[0]?.registry ?? 'ghcr.io',
    images: findings.length > 0 ? [...images.values()] : [],
    token: { source: null, kind: null, scopes: null, expiresAt: null },
    findings,
  };
}
