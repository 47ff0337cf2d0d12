/** The story of `explain` on one screen: read the logs, join them with the workflow, name the causes, report. */
import { readLog } from '../evidence/log/read-log.js';
import { type LogReading, UnreadableLog } from '../evidence/log/types.js';
import { heldSecrets, maskAll, maskLeaks } from '../evidence/secrets.js';
import type { RunEvidence } from '../evidence/types.js';
import { explainLogs, joined, type ReadJob } from '../judge/symptoms.js';
import type { Checked, ImageReport, Report } from '../report/report.js';
import type { Finding, Language, Localized } from '../types.js';
import { LOG_TOOLS } from '../workflow/knowledge/log-tools.js';
import type { JobQuestion } from '../workflow/reading/from-log.js';

export interface LogSource {
  /** As the user knows it. */
  name: string;
  /** Its job's name, where that is known. */
  job: string | null;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Where to look for the text of a job's workflow; null: nowhere. */
export type WorkflowPlace = Pick<JobQuestion, 'path' | 'run' | 'workspace' | 'fetchFile'> | null;

export interface Explanation {
  report: Report;
  checked: Checked[];
  /** One sentence where there is nothing to explain. */
  note: string | null;
  /** What was printed in a line that a finding names, masked. */
  line(file: string, number: number): string | undefined;
}

export interface ExplanationOptions {
  language: Language;
  /** The run that the logs are of. */
  run: RunEvidence | null;
  place: (job: LogReading['jobs'][number]['job']) => WorkflowPlace;
}

/** Throws `UnreadableLog` when the only log cannot be read, and what opening it throws. */
export async function explanation(
  sources: readonly LogSource[],
  options: ExplanationOptions,
): Promise<Explanation> {
  const { language } = options;
  const readings: LogReading[] = [];
  for (const { name, job, open } of sources) {
    try {
      readings.push(await readLog(await open(), name, LOG_TOOLS, job));
    } catch (error) {
      // One job of a run without a log: the others may have it.
      if (!(error instanceof UnreadableLog) || sources.length === 1) throw error;
    }
  }
  const jobs: ReadJob[] = [];
  for (const reading of readings) {
    for (const one of reading.jobs) jobs.push(await withWorkflow(one, options));
  }
  // Tokens that we hold or that look like one, and what a log leaked of a login.
  const mask = (text: string) => maskLeaks(heldSecrets.mask(text));
  const findings = maskAll(explainLogs(jobs, language), mask);
  const lines = new Map<string, string>();
  for (const { symptoms } of jobs)
    for (const { file, line, text } of symptoms) lines.set(`${file}:${line}`, mask(text));
  return {
    report: maskAll(reportOf(jobs, findings, sources.length), mask),
    checked: readings.map(({ name, lines: count, bytes }) => ({
      what: name,
      result: WORDS[language].read(count, bytes),
    })),
    note: noteOf(findings, sources.length, readings, language),
    line: (file, number) => lines.get(`${file}:${number}`),
  };
}

async function withWorkflow(
  one: LogReading['jobs'][number],
  { run, place }: ExplanationOptions,
): Promise<ReadJob> {
  const where = one.symptoms.length > 0 ? place(one.job) : null;
  if (!where) return joined(one, run, null);
  const { workflowOfJob } = await import('../workflow/reading/from-log.js');
  const registry = one.symptoms[0]?.registry ?? 'ghcr.io';
  const { workflow } = await workflowOfJob({ ...where, shown: one.job.name, registry });
  return joined(one, run, workflow);
}

function reportOf(jobs: readonly ReadJob[], findings: Finding[], logs: number): Report {
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
    verdict: findings.length > 0 ? 'denied' : logs === 0 ? 'not-needed' : 'allowed',
    access: symptoms.find(({ access }) => access)?.access ?? 'push',
    registry: symptoms[0]?.registry ?? 'ghcr.io',
    images: findings.length > 0 ? [...images.values()] : [],
    token: { source: null, kind: null, scopes: null, expiresAt: null },
    findings,
  };
}

/** What stands under the verdict. */
function noteOf(
  findings: readonly Finding[],
  logs: number,
  readings: readonly LogReading[],
  language: Language,
): string | null {
  const say = WORDS[language];
  if (readings.some(({ isCut }) => isCut)) return say.cut;
  return findings.length > 0 ? null : say.nothing(logs, readings);
}

interface Words {
  cut: string;
  read(lines: number, bytes: number): string;
  nothing(logs: number, readings: readonly LogReading[]): string;
}

const WORDS: Localized<Words> = {
  en: {
    cut: 'The log holds more jobs or refusals than are looked at: this is about the first 5,000 of them.',
    read: (lines, bytes) => `${lines} lines, ${bytes} bytes`,
    nothing(logs, readings) {
      if (logs === 0) return 'No job of this run has failed, so there is nothing to explain.';
      const lines = readings.reduce((sum, reading) => sum + reading.lines, 0);
      return `${lines === 1 ? '1 line' : `${lines} lines`} read: no refusal by GitHub's container registry, and none by GitHub about a package.`;
    },
  },
  'zh-CN': {
    cut: '日志中的作业或拒绝记录过多：以下只针对前 5,000 条。',
    read: (lines, bytes) => `${lines} 行，${bytes} 字节`,
    nothing(logs, readings) {
      if (logs === 0) return '本次运行没有失败的作业，因此没有需要说明的内容。';
      const lines = readings.reduce((sum, reading) => sum + reading.lines, 0);
      return `已读取 ${lines} 行：没有发现 GitHub 容器注册表的拒绝，也没有发现 GitHub 关于软件包的拒绝。`;
    },
  },
};
