/** What the tests of logs share: a text read and explained as `explain` does it, without files. */
import { existsSync, readFileSync } from 'node:fs';
import { explanation } from '../../src/commands/explain.js';
import { readLog } from '../../src/evidence/log/read-log.js';
import type { JobLog, LogReading, Symptom } from '../../src/evidence/log/types.js';
import type { RunEvidence } from '../../src/evidence/types/run.js';
import type { WorkflowEvidence } from '../../src/evidence/types/workflow.js';
import { explainLogs, joinedJob } from '../../src/judge/logs/symptoms.js';
import type { Finding, Language } from '../../src/types.js';
import { knownLogTools } from '../../src/workflow/knowledge/log-tools.js';

export async function* pieces(text: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text as string);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function read(text: string | Buffer): Promise<LogReading> {
  return readLog(pieces(text, 64 * 1024), 'log', knownLogTools());
}

/** Of a log with one job. */
export async function jobOf(text: string): Promise<{ job: JobLog; symptoms: Symptom[] }> {
  const { jobs } = await read(text);
  const [only] = jobs;
  if (!only || jobs.length > 1) throw new Error(`${jobs.length} jobs`);
  return only;
}

export interface Known {
  run?: RunEvidence | null;
  workflow?: WorkflowEvidence | null;
  language?: Language;
}

export async function explained(text: string | Buffer, known: Known = {}): Promise<Finding[]> {
  const { jobs } = await read(text);
  const read_ = jobs.map((job) => joinedJob(job, known.run ?? null, known.workflow ?? null));
  return explainLogs(read_, known.language ?? 'en');
}

/** What `explain` answers to a text: the causes that it names, and its verdict. */
export async function answerTo(text: string, isAsked = false): Promise<{ ids: string[]; verdict: string }> {
  const source = { name: 'log', job: null, isAsked, open: async () => pieces(text) };
  const { report } = await explanation([source], { language: 'en', run: null, place: () => null });
  return { ids: report.findings.map(({ id }) => id), verdict: report.verdict };
}

/** The same to a message with which somebody asks. */
export const askedWith = (text: string) => answerTo(text, true);

export interface LogCase {
  id: string;
  name: string;
  /** How sure it is named first; `alternative`: it stands among the others. */
  wanted: string;
  text: string;
}

/** The cases of a cause's fixture: `=== NAME | CONFIDENCE` in front of each log; none of a cause that has no fixture yet. */
export function logCases(id: string): LogCase[] {
  const file = new URL(`../fixtures/logs/causes/${id}.log`, import.meta.url);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const [name = '', wanted = ''] = part.slice(0, end).split(' | ');
      return { id, name, wanted, text: part.slice(end + 1) };
    });
}
