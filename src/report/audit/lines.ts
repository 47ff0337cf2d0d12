/** What an audit says beside its findings, a sentence a line: for a terminal, a log and the head of the summary. */
import type { Language } from '../../types.js';
import { problemSentence, type UnreadFile } from '../problems.js';
import type { ImageReport } from '../report.js';
import { clip, oneLine } from '../text.js';
import {
  type AskedImage,
  type AuditReport,
  isUnanswered,
  isUnread,
  lacksPackages,
  type RepositoryState,
  seesNone,
  unmatchedPatterns,
  unreadRepositories,
} from './audit.js';
import { type AuditWords, auditWords } from './words.js';

/** In the order in which they are told. */
const STATES: readonly Exclude<RepositoryState, 'read'>[] = [
  'unread',
  'no-workflows',
  'empty',
  'archived',
  'disabled',
  'fork',
];

/** How many were read, which packages there are, and what the registry was asked. */
export function auditOverview(
  audit: AuditReport,
  images: readonly ProbedImage[],
  language: Language,
): string[] {
  const say = auditWords(language);
  const { owner, repositories, packages, packagesProblem } = audit;
  const read = repositories.filter(({ files }) => files > 0);
  const files = read.reduce((sum, each) => sum + each.files, 0);
  return [
    say.overview(owner, repositories.length, read.length, files),
    ...(packagesProblem === null || packages.length > 0
      ? [say.packages(packages.length, packages.filter(({ repository }) => repository === null).length)]
      : []),
    ...(packagesProblem === null || lacksPackages(audit) ? [] : [say.packagesProblem[packagesProblem]]),
    ...probed(images, say),
  ];
}

/** What the audit's own token was told: of the workflows' tokens it says nothing, so it is no part of the verdict. */
function probed(images: readonly ProbedImage[], say: AuditWords): string[] {
  const accepted = images.filter((each) => each.verdict === 'allowed' && each.status !== null);
  const refused = refusedToAudit(images);
  if (accepted.length + refused.length === 0) return [];
  return [
    say.probed(accepted.length, refused.length, clip(oneLine(saidOf(refused[0])), 200).replace(/\.$/, '')),
  ];
}

function refusedToAudit(images: readonly ProbedImage[]): ProbedImage[] {
  return images.filter((each) => each.verdict === 'denied' && each.status !== null && !isUnanswered(each));
}

/** An image with what the registry said of it to the token of the audit. */
type ProbedImage = Pick<ImageReport, 'reference' | 'verdict' | 'status' | 'message'>;

/** Names by kind: the repositories that were not read, and the packages that nothing belongs to. */
export interface NamedKind {
  kind: string;
  names: string[];
  /** These are sentences. */
  isTold: boolean;
}

/** What an audit says beside its findings, kind by kind, each with the names that it is about. */
export function namedKinds(
  audit: AuditReport,
  images: readonly ProbedImage[],
  language: Language,
): NamedKind[] {
  const say = auditWords(language);
  const { repositories, packages, absent } = audit;
  const problems = repositories.flatMap(({ name, problems: own }) =>
    own.filter((each) => !isUnread(each)).map((problem) => ({ name, problem })),
  );
  const told = (kind: string, isMeant: (problem: UnreadFile) => boolean): NamedKind => ({
    kind,
    names: problems
      .filter(({ problem }) => isMeant(problem))
      .map(({ name, problem }) => say.unreadFile(oneLine(name), problemSentence(problem, language))),
    isTold: true,
  });
  const named = (kind: string, names: string[]): NamedKind => ({ kind, names, isTold: false });
  return [
    ...STATES.map((state) =>
      named(
        say.states[state],
        repositories.filter((each) => each.state === state).map(({ name }) => name),
      ),
    ),
    named(
      say.unlinked,
      packages.filter(({ repository }) => repository === null).map(({ name }) => name),
    ),
    named(say.absent, [...absent]),
    named(
      say.refused,
      refusedToAudit(images).map(({ reference }) => reference),
    ),
    told(say.broken, (problem) => !isIdleComment(problem)),
    told(say.idleComments, isIdleComment),
  ].filter(({ names }) => names.length > 0);
}

/** It was to silence something, and GitHub has nothing to do with it. */
function isIdleComment({ kind }: UnreadFile): boolean {
  return kind === 'unknown-cause' || kind === 'no-cause';
}

/** At most so many names, and how many there are beside. */
export function someNames(names: readonly string[], most: number, say: AuditWords): string[] {
  const shown = names.slice(0, most).map(oneLine);
  return names.length > most ? [...shown, say.more(names.length - most)] : shown;
}

/** What of the answer is not there, at most so many lines; nothing when all is. */
export function missingLines(
  audit: AuditReport,
  images: readonly AskedImage[],
  language: Language,
  most: number,
): string[] {
  const say = auditWords(language);
  const unanswered = images.filter(isUnanswered);
  const lines = [
    ...audit.missing.map((part) => say.missingPart(part)),
    ...(seesNone(audit) ? [say.seesNone(audit.owner)] : []),
    ...unmatchedPatterns(audit).map((pattern) => say.unmatched(audit.owner, clip(oneLine(pattern), 100))),
    ...(audit.packagesProblem !== null && lacksPackages(audit)
      ? [say.packagesProblem[audit.packagesProblem]]
      : []),
    ...(unanswered.length > 0
      ? [say.unanswered(unanswered.length, clip(oneLine(saidOf(unanswered[0])), 200))]
      : []),
    ...unreadRepositories(audit).map(({ name, reason }) =>
      say.unread(oneLine(name), say.reasons[reason ?? 'unreachable']),
    ),
    ...audit.repositories
      .flatMap(({ name, problems }) =>
        problems.map((problem) => ({ name, problem })).filter(({ problem }) => isUnread(problem)),
      )
      .map(({ name, problem }) => say.unreadFile(oneLine(name), unreadSentence(problem, language))),
  ];
  return lines.length > most ? [...lines.slice(0, most), say.more(lines.length - most)] : lines;
}

function saidOf({ status = null, message = null }: Partial<AskedImage> = {}): string {
  return [status === null ? null : `HTTP ${status}`, message].filter((each) => each !== null).join(': ');
}

/** Why the API gave no text is told in words; what else kept a file back, as everywhere. */
function unreadSentence(problem: UnreadFile, language: Language): string {
  const say = auditWords(language);
  const { file, kind, detail } = problem;
  const reason = kind === 'unreadable' && Object.entries(say.reasons).find(([id]) => id === detail)?.[1];
  return reason ? say.unread(clip(oneLine(file), 300), reason) : problemSentence(problem, language);
}
