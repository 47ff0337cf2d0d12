/** What an audit says beside its findings, a sentence a line: for a terminal, a log and the head of the summary. */
import type { Language } from '../types.js';
import {
  type AskedImage,
  type AuditReport,
  isUnanswered,
  isUnread,
  lacksPackages,
  type RepositoryState,
  unreadRepositories,
} from './audit.js';
import { type AuditWords, auditWords } from './audit-words.js';
import { problemSentence, type UnreadFile } from './problems.js';
import { clip, oneLine } from './text.js';

/** In the order in which they are told. */
const STATES: readonly Exclude<RepositoryState, 'read'>[] = [
  'unread',
  'no-workflows',
  'empty',
  'archived',
  'disabled',
  'fork',
];

/** How many were read, of which kind the others are, and which packages there are. */
export function auditOverview(audit: AuditReport, language: Language): string[] {
  const say = auditWords(language);
  const { owner, repositories, packages, packagesProblem } = audit;
  const read = repositories.filter(({ state }) => state === 'read');
  const files = read.reduce((sum, each) => sum + each.files, 0);
  return [
    say.overview(owner, repositories.length, read.length, files),
    ...(packagesProblem === null || packages.length > 0
      ? [say.packages(packages.length, packages.filter(({ repository }) => repository === null).length)]
      : []),
    ...(packagesProblem === null || lacksPackages(audit) ? [] : [say.packagesProblem[packagesProblem]]),
  ];
}

/** Names by kind: the repositories that were not read, and the packages that nothing belongs to. */
export interface NamedKind {
  kind: string;
  names: string[];
}

export function namedKinds(audit: AuditReport, language: Language): NamedKind[] {
  const say = auditWords(language);
  const { repositories, packages, absent } = audit;
  return [
    ...STATES.map((state) => ({
      kind: say.states[state],
      names: repositories.filter((each) => each.state === state).map(({ name }) => name),
    })),
    {
      kind: say.unlinked,
      names: packages.filter(({ repository }) => repository === null).map(({ name }) => name),
    },
    { kind: say.absent, names: [...absent] },
    {
      kind: say.broken,
      names: repositories.flatMap(({ name, problems }) =>
        problems.filter((each) => !isUnread(each)).map(({ file }) => `${name}/${file}`),
      ),
    },
  ].filter(({ names }) => names.length > 0);
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
