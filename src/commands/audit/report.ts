/** From what was gathered, by one shard or by all, to one report: findings put together, counted and in order. */
import { isOfLater } from '../../causes/rules.js';
import { worstVerdict } from '../../evidence/registry/verdict.js';
import { judgePackages, packagePushed, type Registrar } from '../../judge/packages.js';
import { type AuditedRepository, type AuditReport, isIncomplete } from '../../report/audit/audit.js';
import { auditInOrder } from '../../report/audit/in-order.js';
import type { ImageReport, Report, TokenReport } from '../../report/report.js';
import type { Finding, Language, Verdict } from '../../types.js';
import { distinctFindings, inItsRepository } from './places.js';

/** What is there before anything is counted. */
export interface Gathered {
  audit: Omit<AuditReport, 'absent' | 'repositories'> & {
    /** Asked for by name, and not found. */
    absent: readonly string[];
    repositories: readonly Omit<AuditedRepository, 'errors' | 'warnings'>[];
  };
  /** Of the workflows and of the token. */
  findings: readonly Finding[];
  images: readonly ImageReport[];
  token: TokenReport;
}

/** @param isWhole all shards are here: then what is pushed can be compared with what there is */
export function auditReport(
  gathered: Gathered,
  registrar: Registrar,
  language: Language,
  { isWhole }: { isWhole: boolean },
): Report {
  const { token } = gathered;
  // Where the list has grown between two shards, a repository at their border is in both.
  const part = {
    ...gathered.audit,
    repositories: distinctBy(gathered.audit.repositories, ({ name }) => name.toLowerCase()),
    pushes: distinctBy(gathered.audit.pushes, (push) => JSON.stringify(push)),
    packages: distinctBy(gathered.audit.packages, ({ name }) => name.toLowerCase()),
  };
  const aboutPackages = isWhole
    ? judgePackages(part.pushes, part.packages, registrar, language).map((finding) =>
        inItsRepository(finding, finding.repository ?? '', language),
      )
    : [];
  const findings = distinctFindings([...gathered.findings, ...aboutPackages], part.repositories);
  const audit = auditInOrder({
    ...part,
    absent: absentOf(part, registrar, { isWhole }),
    repositories: counted(part.repositories, findings),
  });
  const images = distinctImages(gathered.images);
  return {
    schema: 1,
    command: 'audit',
    verdict: verdictOf(findings, images, audit),
    access: 'push',
    registry: registrar.registry,
    images,
    token,
    findings,
    audit,
  };
}

function distinctBy<T>(all: readonly T[], keyOf: (each: T) => string): T[] {
  return [...new Map(all.map((each) => [keyOf(each), each])).values()];
}

/** Of the packages that are pushed, those that are on no list. */
function absentOf(
  { absent, packages, pushes, packagesProblem }: Gathered['audit'],
  registrar: Registrar,
  { isWhole }: { isWhole: boolean },
): string[] {
  const known = new Set(packages.map(({ name }) => name.toLowerCase()));
  const pushed =
    isWhole && packagesProblem === null
      ? pushes.flatMap(({ reference }) => packagePushed(reference, registrar)?.package ?? [])
      : absent;
  return [...new Set(pushed)].filter((name) => !known.has(name.toLowerCase())).sort();
}

function counted(
  repositories: Gathered['audit']['repositories'],
  findings: readonly Finding[],
): AuditedRepository[] {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { repository = '', severity } of findings) {
    const count = counts.get(repository.toLowerCase()) ?? { errors: 0, warnings: 0 };
    if (severity === 'error') count.errors += 1;
    if (severity === 'warning') count.warnings += 1;
    counts.set(repository.toLowerCase(), count);
  }
  return repositories.map((each) => ({
    ...each,
    ...(counts.get(each.name.toLowerCase()) ?? { errors: 0, warnings: 0 }),
  }));
}

/** Several repositories may push the same: the worst of it counts. */
function distinctImages(images: readonly ImageReport[]): ImageReport[] {
  const met = new Map<string, ImageReport>();
  for (const image of images) {
    const known = met.get(image.reference);
    if (!known || worstVerdict([known.verdict, image.verdict]) !== known.verdict)
      met.set(image.reference, image);
  }
  return [...met.values()].sort((one, other) => (one.reference < other.reference ? -1 : 1));
}

/** What was not read may hold anything, and so may a push of which no text tells the name or the login. */
function verdictOf(
  findings: readonly Finding[],
  images: readonly ImageReport[],
  audit: AuditReport,
): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'denied';
  const isOpen =
    findings.some(({ severity, id }) => severity === 'warning' && !isOfLater(id)) ||
    isIncomplete(audit, images);
  if (isOpen || images.some(({ verdict, status }) => verdict === 'unknown' && status === null))
    return 'unknown';
  return images.length > 0 ? 'allowed' : 'not-needed';
}
