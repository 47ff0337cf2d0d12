/**
 * From a log to findings: every refusal in it gets the cause that explains it best,
 * and beside it the others with what would tell them apart. Pure, like `diagnose.ts`.
 */

import type { Claim } from './causes/cause.js';
import type { Facts } from './causes/facts.js';
import { CAUSES } from './causes/index.js';
import { logFacts } from './causes/log-facts.js';
import type { FolkCure, JobEvidence, LogReading, Symptom } from './evidence/log/types.js';
import type { PackagesLevel, RunEvidence, WorkflowEvidence } from './evidence/types.js';
import { logObservations } from './log-observations.js';
import { type Candidate, choose, pageOf } from './ranking.js';
import type { Finding, Language, Localized, Severity } from './types.js';

export interface ReadJob {
  job: JobEvidence;
  symptoms: Symptom[];
}

/** Joins what a log says of its job with what is known from elsewhere. */
export function joined(
  { job, symptoms }: LogReading['jobs'][number],
  run: RunEvidence | null,
  workflow: WorkflowEvidence | null,
): ReadJob {
  return { job: { ...job, run, workflow, level: levelOf(job.permissions, run, workflow) }, symptoms };
}

const LEVELS: readonly PackagesLevel[] = ['none', 'read', 'write'];

/** The runner's own word before the workflow's text. A block without packages gives none. */
function levelOf(
  permissions: Record<string, string> | null,
  run: RunEvidence | null,
  workflow: WorkflowEvidence | null,
): PackagesLevel | null {
  if (permissions) return LEVELS.find((level) => level === permissions.packages) ?? 'none';
  const levels = (workflow?.grants ?? []).flatMap(({ level }) => level ?? []);
  if (run?.readOnly === 'fork') levels.push('read');
  return levels.reduce<PackagesLevel | null>(
    (least, level) => (least && LEVELS.indexOf(least) < LEVELS.indexOf(level) ? least : level),
    null,
  );
}

interface Explained extends ReadJob {
  symptom: Symptom;
  best: Candidate;
  others: Candidate[];
}

/** The findings, the surest first, in one language. */
export function explainLogs(jobs: readonly ReadJob[], language: Language): Finding[] {
  const explained = jobs.flatMap((read) =>
    read.symptoms.flatMap((symptom) => {
      const found = explainSymptom(symptom, read.job);
      return found ? [{ ...read, symptom, ...found }] : [];
    }),
  );
  return groupAlike(explained)
    .sort(([left], [right]) => order(left as Explained) - order(right as Explained))
    .map((group) => findingOf(group, language));
}

export function explainSymptom(symptom: Symptom, job: JobEvidence): ReturnType<typeof choose> {
  return choose(
    CAUSES.flatMap((cause) => {
      const claim = cause.reads?.(symptom, job);
      return claim ? [{ cause, claim: humble(claim, symptom) }] : [];
    }),
  );
}

/** Where no registry is named at all, nothing is certain: it may have been another one. */
function humble(claim: Claim, { attribution }: Symptom): Claim {
  return attribution === 'assumed' && claim.confidence === 'certain'
    ? { ...claim, confidence: 'likely' }
    : claim;
}

const CONFIDENCE = ['certain', 'likely', 'possible'];

function order({ best, symptom }: Explained): number {
  return (
    CONFIDENCE.indexOf(best.claim.confidence) +
    (symptom.retrying ? 3 : 0) +
    (best.cause.id === 'unexplained-refusal' ? 6 : 0)
  );
}

/** One finding for all that needs the same change, in however many jobs it was met. */
function groupAlike(explained: readonly Explained[]): Explained[][] {
  const groups = new Map<string, Explained[]>();
  for (const one of explained) {
    const { cause, claim } = one.best;
    const key = [cause.id, claim.url, claim.command, claim.job].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  // A guess beside an explanation of the same job is no news.
  const sure = explained.filter(({ best }) => best.claim.confidence !== 'possible').map(({ job }) => job);
  return [...groups.values()].filter(
    ([first]) => first && !(first.best.claim.confidence === 'possible' && sure.includes(first.job)),
  );
}

function findingOf(group: readonly Explained[], language: Language): Finding {
  const [first] = group as [Explained];
  const { symptom, job, best, others } = first;
  const { cause, claim } = best;
  const facts: Facts = { ...logFacts(symptom, job), ...claim.facts };
  const text = cause.text[language];
  const images = new Set(group.flatMap((one) => (one.symptom.image ? [imageOf(one.symptom)] : [])));
  images.delete(imageOf(symptom));
  const say = WORDS[language];
  const sentences = [
    text.message(facts),
    ...(images.size > 0 ? [say.alsoRefused([...images])] : []),
    ...(text.folk && folkSeen(job, cause.id) ? [text.folk(facts)] : []),
  ];
  return {
    id: cause.id,
    severity: claim.severity ?? loud(cause.severity),
    confidence: claim.confidence,
    title: text.title,
    message: sentences.join(say.space),
    location: {
      file: symptom.file,
      line: symptom.line,
      column: symptom.column,
      endLine: symptom.line,
      endColumn: symptom.endColumn,
    },
    job: claim.job ?? job.name,
    image: facts.image || null,
    fix: {
      summary: text.fix(facts),
      diff: claim.diff ?? null,
      url: claim.url ?? null,
      command: claim.command ?? null,
    },
    evidence: group.flatMap((one) => logObservations(one.symptom, one.job, language)).slice(0, 40),
    alternatives: others.map(({ cause: other }) => other.id),
    tell: tells(first, language),
    docs: pageOf(cause.id, language),
  };
}

/** How many alternatives are told apart in words; the rest have their pages. */
const TOLD = 3;

/** What would tell the named cause and the next ones apart. */
function tells({ symptom, job, best, others }: Explained, language: Language): { id: string; how: string }[] {
  if (best.claim.confidence === 'certain') return [];
  return others.slice(0, TOLD).flatMap(({ cause, claim }) => {
    const how = cause.text[language].tell?.({ ...logFacts(symptom, job), ...claim.facts });
    return how ? [{ id: cause.id, how }] : [];
  });
}

/** Something was refused: what is a mere warning before the push is an error after it. */
function loud(severity: Severity): Severity {
  return severity === 'warning' ? 'error' : severity;
}

function imageOf({ image, registry }: Symptom): string {
  return image ? `${registry}/${image.name}` : '';
}

const FOLK: Record<FolkCure, RegExp> = {
  'id-token': /permission|package|login|run/,
  provenance: /package|permission|cache|race/,
  'login-twice': /login-replaced|token-/,
};

/** The log shows one of the cures that are copied for this and do not help. */
function folkSeen(job: JobEvidence, id: string): boolean {
  return job.folk.some((cure) => FOLK[cure].test(id));
}

interface Words {
  space: string;
  alsoRefused(images: string[]): string;
}

const WORDS: Localized<Words> = {
  en: {
    space: ' ',
    alsoRefused: (images) => `The same holds for ${images.join(', ')}.`,
  },
  'zh-CN': {
    space: '',
    alsoRefused: (images) => `${images.join('、')} 情况相同。`,
  },
};
