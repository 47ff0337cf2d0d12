/**
 * From a log to findings: every refusal in it gets the cause that explains it best,
 * and beside it the others with what would tell them apart. Pure.
 */
import type { Case } from '../../causes/case.js';
import { REGISTRY_SENTENCES, says } from '../../causes/questions/said.js';
import type { JobEvidence, LogReading, Symptom } from '../../evidence/log/types.js';
import { refusedBy } from '../../evidence/log/words/services.js';
import type { RunEvidence } from '../../evidence/types/run.js';
import type { WorkflowEvidence } from '../../evidence/types/workflow.js';
import type { Finding, Language, Severity } from '../../types.js';
import { brokenChain } from '../chain.js';
import { factsOfClaim, findingOf } from '../finding.js';
import { type Judgement, judge } from '../judge.js';
import { symptomObservations } from '../observations.js';
import { confidenceRank } from '../order.js';
import { SENTENCES } from '../sentences.js';
import { tellsApart } from '../tells.js';
import { caseOfSymptom } from './case-of-symptom.js';
import { whatHappened } from './happened.js';
import { markedIn } from './mark.js';

export interface ReadJob {
  job: JobEvidence;
  symptoms: Symptom[];
}

/** Joins what a log says of its job with what is known from elsewhere. */
export function joinedJob(
  { job, symptoms }: LogReading['jobs'][number],
  run: RunEvidence | null,
  workflow: WorkflowEvidence | null,
  more: Partial<Pick<JobEvidence, 'startRepair' | 'fileAge'>> = {},
): ReadJob {
  return { job: { ...job, run, workflow, startRepair: null, fileAge: null, ...more }, symptoms };
}

interface Explained extends Judgement {
  job: JobEvidence;
  symptom: Symptom;
  seen: Case;
}

/** The findings, the surest first, in one language. */
export function explainLogs(jobs: readonly ReadJob[], language: Language): Finding[] {
  const explained = jobs.flatMap(({ job, symptoms }) =>
    symptoms.flatMap((symptom) => {
      const seen = caseOfSymptom(symptom, job);
      const judgement = judge(seen);
      return judgement ? [{ job, symptom, seen, ...judgement }] : [];
    }),
  );
  const asked = new Set(explained.filter((each) => !isOfApi(each)).map(({ job }) => job));
  const rank = ([first]: Explained[]) => {
    const each = first as Explained;
    return order(each) + (isOfApi(each) && asked.has(each.job) ? 3 : 0);
  };
  return groupAlike(explained)
    .sort((one, other) => rank(one) - rank(other))
    .map((group) => groupFinding(jobs.length > 1 ? withJobName(group) : group, language));
}

/** What GitHub's API refused is no answer of the registry: it comes after those, and explains none of them. */
function isOfApi({ symptom }: Explained): boolean {
  return refusedBy(symptom) === 'api';
}

/** The surest first; what was tried again comes after what was not, and what nobody can explain last. */
function order({ best: { cause, claim }, symptom }: Explained): number {
  return confidenceRank(claim.confidence) + (symptom.retrying ? 3 : 0) + (cause.lastResort ? 6 : 0);
}

/** One finding for all that needs the same change, in however many jobs it was met. */
function groupAlike(explained: readonly Explained[]): Explained[][] {
  const groups = new Map<string, Explained[]>();
  for (const one of explained) {
    const { cause, claim } = one.best;
    const key = [cause.id, claim.url, claim.command, claim.job].join('\n');
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  // A guess beside an explanation of the same job is no news, where one may be the other's.
  const sure = explained.filter(({ best }) => best.claim.confidence !== 'possible');
  const jobsOf = (list: readonly Explained[]) => new Set(list.map(({ job }) => job));
  const [byAny, byRegistry] = [jobsOf(sure), jobsOf(sure.filter((each) => !isOfApi(each)))];
  const isNews = (each: Explained) =>
    each.best.claim.confidence !== 'possible' || !(isOfApi(each) ? byAny : byRegistry).has(each.job);
  return bounded([...groups.values()]).filter(([first]) => first && isNews(first));
}

/** Findings of one cause; where there are more, the rest become one. */
const APART = 10;

function bounded(groups: readonly Explained[][]): Explained[][] {
  const shown: Explained[][] = [];
  const counts = new Map<string, number>();
  const last = new Map<string, Explained[]>();
  for (const group of groups) {
    const id = group[0]?.best.cause.id ?? '';
    const count = counts.get(id) ?? 0;
    counts.set(id, count + 1);
    if (count < APART) {
      shown.push(group);
      last.set(id, group);
    } else last.get(id)?.push(...group);
  }
  return shown;
}

/** Of several jobs in one log the one that is meant has to be told by its name, as its page shows it; `call / image` is two. */
function withJobName(group: readonly Explained[]): readonly Explained[] {
  const names = new Set(group.map(({ job }) => job.name));
  if (names.size > 1 || [...names].some((name) => name?.includes(' / '))) return group;
  return group.map((one) => ({ ...one, seen: { ...one.seen, job: one.seen.job ?? one.job.name } }));
}

function groupFinding(group: readonly Explained[], language: Language): Finding {
  const [first] = group as [Explained];
  const { symptom, job, best, others, seen } = first;
  const { cause, claim } = best;
  const images = new Set(group.flatMap((one) => one.seen.image?.address ?? []));
  images.delete(seen.image?.address ?? '');
  const { folk } = cause.text[language];
  const isCopied = cause.folkCures?.some((cure) => job.folk.includes(cure));
  const { file, line } = symptom;
  const mark = markedIn(symptom.text, symptom);
  // Of a line that was put together the rest stands elsewhere.
  const column = Math.min(symptom.column + mark.from, symptom.endColumn - 1);
  const endColumn = Math.max(column + 1, Math.min(symptom.column + mark.to, symptom.endColumn));
  return findingOf(
    best,
    {
      subject: seen,
      location: { file, line, column, endLine: line, endColumn },
      job: job.name,
      severity: claim.severity ?? loud(cause.severity),
      sentences: [
        ...(seen.isAssumed ? doubted(seen, language) : []),
        ...(seen.isAfterLoginOnly ? [SENTENCES[language].ofLoginOnly(seen.registry)] : []),
        ...(images.size > 0 ? [SENTENCES[language].alsoInLog([...images])] : []),
        ...(folk && isCopied ? [folk(factsOfClaim(claim, seen, language))] : []),
      ],
      alternatives: others.map(({ cause: other }) => other.id),
      evidence: observed(group, language),
      tell: tellsApart(first, seen, language),
      // A file that is mended since shows no link that was too small.
      chain: brokenChain(cause, seen.mended ? undefined : job.workflow?.grants, {
        name: seen.image?.address ?? '',
        access: seen.access,
      }),
      happened: whatHappened(seen, language),
    },
    language,
  );
}

/** On what condition it holds, and what else is left open. */
function doubted(seen: Case, language: Language): string[] {
  const { isAlone, image, registry, kind, access, step } = seen;
  const say = SENTENCES[language];
  if (kind === 'api') return [say.untoldRequest];
  if (isAlone && image) return [say.untold(registry)];
  const isOpen = isAlone && kind === 'refused' && access === null && step !== 'login';
  const isOfHubToo = says(seen, REGISTRY_SENTENCES.resource);
  return [
    say.assumed(registry),
    ...(isOfHubToo ? [say.orOfDockerHub(registry)] : []),
    ...(isOpen ? [say.untoldAccess] : []),
  ];
}

/** Lines of evidence in one finding. */
const SHOWN = 40;

function observed(group: readonly Explained[], language: Language): string[] {
  const lines: string[] = [];
  for (const { symptom, job } of group) {
    if (lines.length >= SHOWN) break;
    lines.push(...symptomObservations(symptom, job, language));
  }
  return lines.slice(0, SHOWN);
}

/** Something was refused: what is a mere warning before the push is an error after it. */
function loud(severity: Severity): Severity {
  return severity === 'warning' ? 'error' : severity;
}
