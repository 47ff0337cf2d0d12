/**
 * The workflow files of repositories, judged one by one, each in its own name. What a look misses, of the repository or
 * of the owner's others, is fetched for all of them together, and those for which something came are judged again.
 */
import type { OrganizationApi } from '../../evidence/organization/api.js';
import {
  type FileOutcome,
  type RepositoryFolder,
  readFiles,
  type WantedFile,
} from '../../evidence/organization/files.js';
import type { ListedRepository } from '../../evidence/organization/listing.js';
import type { AuditedPush, UnreadReason } from '../../evidence/organization/types.js';
import { heldSecrets, maskAll } from '../../evidence/secrets/secrets.js';
import type { AuditedRepository, RepositoryState } from '../../report/audit/audit.js';
import type { UnreadFile } from '../../report/problems.js';
import type { ImageReport } from '../../report/report.js';
import type { Finding, Language } from '../../types.js';
import { FilesElsewhere } from '../../workflow/repository/elsewhere.js';
import { FetchedProject } from '../../workflow/repository/fetched-project.js';
import { missingCalls } from '../../workflow/runs/missing-calls.js';
import { fileElsewhere } from '../../workflow/text/job.js';
import { type LintResult, lint } from '../lint.js';
import { inItsRepository } from './places.js';

/** All that is kept of a repository. */
export interface RepositoryAudit extends Omit<AuditedRepository, 'branch' | 'errors' | 'warnings'> {
  findings: Finding[];
  pushes: AuditedPush[];
  images: Pick<ImageReport, 'reference' | 'verdict'>[];
}

export interface AuditQuestion {
  /** In its real case. */
  owner: string;
  language: Language;
  serverUrl: string;
  registry: string;
}

/** Ten workflows call each other at most, and the last runs an action that runs scripts: each is a round of fetching. */
const MAX_ROUNDS = 15;
/** Files beside the workflows of one repository, and as many of others that it misses: two queries of each. */
const MAX_FETCHED = 200;

/** What stands in the workflow folders, or why they could not be read; by node id. */
export type Folders = Map<string, RepositoryFolder | UnreadReason>;

/** What the repositories of an owner have in common. */
export interface SharedReading {
  api: OrganizationApi;
  question: AuditQuestion;
  /** What is called and used across the owner's repositories. */
  elsewhere: FilesElsewhere;
  /** Of these files, by name, those that may be there and were not to be had: they are asked for once. */
  unreadElsewhere: Map<string, FileProblem>;
  /** Of these files, by name, those that are not there in a repository that is. */
  absentElsewhere: Set<string>;
}

/** @param api that all of them are read by */
export function sharedReading(api: OrganizationApi, question: AuditQuestion): SharedReading {
  const own = `${question.owner.toLowerCase()}/`;
  return {
    api,
    question,
    elsewhere: new FilesElsewhere((repository) => repository.toLowerCase().startsWith(own)),
    unreadElsewhere: new Map(),
    absentElsewhere: new Set(),
  };
}

type FileProblem = Pick<UnreadFile, 'kind' | 'detail'>;

const TOO_MANY: FileProblem = { kind: 'too-many', detail: null };

/** A large or binary file beside the workflows is a tool or a picture, and nothing is missing without it. */
function mishap({ problem }: FileOutcome): FileProblem | null {
  return problem?.kind === 'unreadable' ? problem : null;
}

/** A repository while it is read. */
interface Reading {
  name: string;
  /** See AuditedRepository. */
  commit: string | null;
  /** Paths of all workflow files, whether or not they could be read. */
  workflows: ReadonlySet<string>;
  /** By name. */
  texts: Map<string, string>;
  problems: UnreadFile[];
  project: FetchedProject;
  /** Files of the owner's other repositories that the last look missed. */
  missed: readonly string[];
  result: LintResult | null;
}

/** Reads and judges them, in rounds: what is missed is fetched, and looked at again. By name. */
export async function judgeRepositories(
  shared: SharedReading,
  toRead: readonly ListedRepository[],
  folders: Folders,
): Promise<Map<string, RepositoryAudit>> {
  const judged = new Map<string, RepositoryAudit>();
  const readings: Reading[] = [];
  for (const { name, nodeId } of toRead) {
    const folder = folders.get(nodeId) ?? 'unreachable';
    if (typeof folder === 'string')
      judged.set(name, { ...unjudgedRepository(name, 'unread'), reason: folder });
    else if (folder.isEmpty) judged.set(name, unjudgedRepository(name, 'empty'));
    else if (folder.workflows.size === 0) judged.set(name, unjudgedRepository(name, 'no-workflows'));
    else readings.push(readingOf(name, folder));
  }
  let open = readings;
  for (let round = 1; open.length > 0; round += 1) {
    for (const each of open) await judge(each, shared);
    open = round < MAX_ROUNDS ? await fetchWanted(shared, open) : [];
  }
  for (const each of readings) judged.set(each.name, kept(each, shared));
  return judged;
}

function readingOf(name: string, { commit, workflows, root }: RepositoryFolder): Reading {
  const texts = new Map<string, string>();
  const problems: UnreadFile[] = [];
  for (const [file, { text, problem }] of workflows) {
    if (text !== null) texts.set(file, text);
    else if (problem) problems.push({ file, ...problem, line: null });
  }
  const project = new FetchedProject(name, (path) => root.has(path.split('/', 1)[0] as string));
  for (const [file, text] of texts) project.put(file, text);
  const paths = new Set(workflows.keys());
  return { name, commit, workflows: paths, texts, problems, project, missed: [], result: null };
}

async function judge(reading: Reading, { question, elsewhere }: SharedReading): Promise<void> {
  const { language, serverUrl, registry } = question;
  reading.result = await lint({
    paths: [],
    texts: [...reading.texts].map(([file, text]) => ({ file, text })),
    project: reading.project,
    elsewhere,
    repository: reading.name,
    event: null,
    language,
    serverUrl,
    registry,
    root: '',
  });
  const { wanted, left } = elsewhere.takeWanted(MAX_FETCHED);
  reading.missed = wanted;
  for (const name of left) note(reading, name, TOO_MANY);
}

/** Those for which something came of what was asked for: they are to be judged again. What failed is named in each. */
async function fetchWanted(
  { api, elsewhere, unreadElsewhere, absentElsewhere }: SharedReading,
  open: readonly Reading[],
): Promise<Reading[]> {
  const beside = open.flatMap((reading) => {
    const { wanted, left } = reading.project.takeWanted(MAX_FETCHED);
    for (const path of left) note(reading, path, TOO_MANY);
    const ref = reading.commit ?? 'HEAD';
    return wanted.map((path) => ({ reading, wanted: { repository: reading.name, ref, path } }));
  });
  const missed = [...new Set(open.flatMap((reading) => reading.missed))].filter(
    (name) => !unreadElsewhere.has(name),
  );
  const outcomes = await readFiles(api, [
    ...beside.map(({ wanted }) => wanted),
    ...missed.map((each): WantedFile => fileElsewhere(each) as WantedFile),
  ]);
  const again = new Set<Reading>();
  for (const [index, { reading, wanted }] of beside.entries()) {
    const outcome = outcomes[index] as FileOutcome;
    const problem = mishap(outcome);
    reading.project.put(wanted.path, outcome.text);
    if (outcome.text !== null) again.add(reading);
    if (problem) note(reading, wanted.path, problem);
  }
  const came = new Set<string>();
  for (const [index, name] of missed.entries()) {
    const outcome = outcomes[beside.length + index] as FileOutcome;
    const { problem } = outcome;
    // One that failed stays unknown, so that whoever misses it next says so.
    if (problem) unreadElsewhere.set(name, problem);
    else elsewhere.put(name, outcome.text);
    if (!problem && outcome.text === null) absentElsewhere.add(name);
    if (outcome.text !== null) came.add(name);
  }
  for (const reading of open)
    for (const name of reading.missed) {
      const problem = unreadElsewhere.get(name);
      if (problem) note(reading, name, problem);
      if (came.has(name)) again.add(reading);
    }
  return [...again];
}

function note({ problems }: Reading, file: string, problem: FileProblem): void {
  if (!problems.some((each) => each.file === file)) problems.push({ file, ...problem, line: null });
}

function kept(reading: Reading, shared: SharedReading): RepositoryAudit {
  const { name, commit, texts, problems, project, result } = reading;
  const { language } = shared.question;
  // After the last round nothing more is fetched.
  for (const path of project.takeWanted(0).left) note(reading, path, TOO_MANY);
  const found: RepositoryAudit = {
    name,
    state: 'read',
    reason: null,
    commit,
    files: texts.size,
    problems: [...problems, ...(result?.problems ?? []), ...brokenCalls(reading, shared)],
    findings: (result?.report.findings ?? []).map((finding) => inItsRepository(finding, name, language)),
    pushes: (result?.pushes ?? []).map((push) => ({ repository: name, ...push })),
    images: (result?.report.images ?? []).map(({ reference, verdict }) => ({ reference, verdict })),
  };
  // A piece of a text keeps the whole text in memory: what is kept must be no piece.
  return JSON.parse(JSON.stringify(maskAll(found, heldSecrets.mask))) as RepositoryAudit;
}

/** A file that may be there and could not be read is none of them. */
function brokenCalls({ name, texts, workflows }: Reading, { absentElsewhere }: SharedReading): UnreadFile[] {
  const isMissing = (called: string) =>
    fileElsewhere(called)
      ? absentElsewhere.has(called)
      : /^\.github\/workflows\/[^/]+$/.test(called) && !workflows.has(called);
  return missingCalls(texts, name, isMissing).map(({ file, line, uses }) => ({
    file,
    kind: 'missing-call',
    detail: uses,
    line,
  }));
}

/** One of which nothing was judged. */
export function unjudgedRepository(name: string, state: RepositoryState): RepositoryAudit {
  return {
    name,
    state,
    reason: null,
    commit: null,
    files: 0,
    problems: [],
    findings: [],
    pushes: [],
    images: [],
  };
}
