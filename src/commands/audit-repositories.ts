/**
 * The workflow files of an owner's repositories, read many at a time and judged one by one, each in its own name.
 * While one group is judged the next is fetched, and of a group that is done nothing is kept but what was found.
 */
import type { OrganizationApi } from '../evidence/organization/api.js';
import {
  REPOSITORIES_A_QUERY,
  type RepositoryFolder,
  readFiles,
  readWorkflowFolders,
  type WantedFile,
} from '../evidence/organization/files.js';
import type { Journal } from '../evidence/organization/journal.js';
import type { ListedRepository } from '../evidence/organization/listing.js';
import type { UnreadReason } from '../evidence/organization/types.js';
import { heldSecrets, maskAll } from '../evidence/secrets.js';
import type { AuditedPush, AuditedRepository, RepositoryState } from '../report/audit.js';
import type { UnreadFile } from '../report/problems.js';
import type { ImageReport } from '../report/report.js';
import type { Finding, Language } from '../types.js';
import { FetchedProject } from '../workflow/text/fetched-project.js';
import { fileElsewhere } from '../workflow/text/job.js';
import { calledElsewhere } from '../workflow/text/repository.js';
import { inItsRepository } from './audit-places.js';
import { type LintResult, lint } from './lint.js';

/** All that is kept of a repository. */
export interface RepositoryAudit extends Omit<AuditedRepository, 'errors' | 'warnings'> {
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

/** Called workflows call workflows, scripts run scripts: so many times is fetched what was asked for. */
const MAX_ROUNDS = 6;
/** Files beside the workflows of one repository. */
const MAX_FETCHED = 60;

/** In the order of the list. Rejects only with what the journal's disk says. */
export async function* auditRepositories(
  api: OrganizationApi,
  listed: readonly ListedRepository[],
  question: AuditQuestion,
  journal: Journal<RepositoryAudit>,
): AsyncGenerator<RepositoryAudit> {
  const groups = groupsOf(listed, journal.done);
  const shared: Shared = { api, question, called: new Map() };
  let stopped: UnreadReason | null = null;
  let next = foldersOf(api, groups[0], stopped);
  for (const [index, group] of groups.entries()) {
    const folders = await next;
    stopped ??= [...folders.values()].find(isEnd) ?? null;
    next = foldersOf(api, groups[index + 1], stopped);
    const judged = await judgeGroup(shared, group, folders);
    for (const each of group.all) {
      const known = journal.done.get(each.name);
      const found = known ?? judged.get(each.name) ?? without(each.name, each.passedOver ?? 'unread');
      // What may be readable later is no result to go on from.
      if (!known && judged.has(each.name) && found.state !== 'unread') journal.add(found);
      yield found;
    }
  }
}

/** Neighbours in the list of which as many have to be read as one query takes. */
interface Group {
  all: ListedRepository[];
  toRead: ListedRepository[];
}

function groupsOf(listed: readonly ListedRepository[], done: ReadonlyMap<string, unknown>): Group[] {
  const groups: Group[] = [];
  for (const each of listed) {
    let last = groups.at(-1);
    if (!last || last.toRead.length === REPOSITORIES_A_QUERY) {
      last = { all: [], toRead: [] };
      groups.push(last);
    }
    last.all.push(each);
    if (each.passedOver === null && !done.has(each.name)) last.toRead.push(each);
  }
  return groups;
}

type Folders = Map<string, RepositoryFolder | UnreadReason>;

async function foldersOf(
  api: OrganizationApi,
  group: Group | undefined,
  stopped: UnreadReason | null,
): Promise<Folders> {
  const { toRead = [] } = group ?? {};
  return stopped === null
    ? readWorkflowFolders(api, toRead)
    : new Map(toRead.map(({ nodeId }) => [nodeId, stopped]));
}

/** A token that is spent or dead is told nothing more. */
function isEnd(folder: RepositoryFolder | UnreadReason): folder is UnreadReason {
  return folder === 'limited' || folder === 'bad-token';
}

interface Shared {
  api: OrganizationApi;
  question: AuditQuestion;
  /** Texts of workflows that were called across repositories, by name; null: not there. */
  called: Map<string, string | null>;
}

/** A repository while it is read. */
interface Reading {
  name: string;
  /** Own and called ones, by name. */
  texts: Map<string, string>;
  problems: UnreadFile[];
  project: FetchedProject;
  result: LintResult | null;
}

async function judgeGroup(
  shared: Shared,
  { toRead }: Group,
  folders: Folders,
): Promise<Map<string, RepositoryAudit>> {
  const judged = new Map<string, RepositoryAudit>();
  const readings: Reading[] = [];
  for (const { name, nodeId } of toRead) {
    const folder = folders.get(nodeId) ?? 'unreachable';
    if (typeof folder === 'string') judged.set(name, { ...without(name, 'unread'), reason: folder });
    else if (folder.isEmpty) judged.set(name, without(name, 'empty'));
    else if (folder.workflows.size === 0) judged.set(name, without(name, 'no-workflows'));
    else readings.push(readingOf(name, folder));
  }
  let open = readings;
  for (let round = 1; open.length > 0; round += 1) {
    for (const each of open) each.result = await judge(each, shared.question);
    open = round < MAX_ROUNDS ? await fetchWanted(shared, open) : [];
  }
  for (const each of readings) judged.set(each.name, kept(each));
  return judged;
}

function readingOf(name: string, { workflows, root }: RepositoryFolder): Reading {
  const texts = new Map<string, string>();
  const problems: UnreadFile[] = [];
  for (const [file, { text, problem }] of workflows) {
    if (text !== null) texts.set(file, text);
    else if (problem) problems.push({ file, ...problem, line: null });
  }
  const project = new FetchedProject(name, (path) => root.has(path.split('/', 1)[0] as string));
  for (const [file, text] of texts) project.put(file, text);
  return { name, texts, problems, project, result: null };
}

function judge(
  { name, texts, project }: Reading,
  { language, serverUrl, registry }: AuditQuestion,
): Promise<LintResult> {
  return lint({
    paths: [],
    texts: [...texts].map(([file, text]) => ({ file, text })),
    project,
    repository: name,
    event: null,
    language,
    serverUrl,
    registry,
    root: '',
  });
}

/** Those for which something came of what was asked for: they are to be judged again. */
async function fetchWanted({ api, question, called }: Shared, open: readonly Reading[]): Promise<Reading[]> {
  const beside = open.flatMap((reading) =>
    reading.project
      .takeWanted(MAX_FETCHED)
      .map((path) => ({ reading, wanted: { repository: reading.name, ref: 'HEAD', path } })),
  );
  const calls = open.map((reading) => ({ reading, names: callsOf(reading, question) }));
  const unknown = [...new Set(calls.flatMap(({ names }) => names))].filter((each) => !called.has(each));
  const texts = await readFiles(api, [
    ...beside.map(({ wanted }) => wanted),
    ...unknown.map((each): WantedFile => fileElsewhere(each) as WantedFile),
  ]);
  const again = new Set<Reading>();
  for (const [index, { reading, wanted }] of beside.entries()) {
    const text = texts[index] ?? null;
    reading.project.put(wanted.path, text);
    if (text !== null) again.add(reading);
  }
  for (const [index, name] of unknown.entries()) called.set(name, texts[beside.length + index] ?? null);
  for (const { reading, names } of calls) {
    for (const name of names) {
      const text = called.get(name);
      if (text == null) continue;
      reading.texts.set(name, text);
      again.add(reading);
    }
  }
  return [...again];
}

/** Workflows of the owner's other repositories that it calls and that were not looked for. */
function callsOf({ name, texts }: Reading, { owner }: AuditQuestion): string[] {
  const own = `${owner.toLowerCase()}/`;
  return [...texts]
    .flatMap(([file, text]) => calledElsewhere(text, file, name))
    .filter((each) => each.toLowerCase().startsWith(own) && !texts.has(each));
}

function kept({ name, texts, problems, result }: Reading): RepositoryAudit {
  const own = [...texts.keys()].filter((file) => fileElsewhere(file) === null);
  const found: RepositoryAudit = {
    name,
    state: 'read',
    reason: null,
    files: own.length,
    problems: [...problems, ...(result?.problems ?? [])],
    findings: (result?.report.findings ?? []).map((finding) => inItsRepository(finding, name)),
    pushes: (result?.pushes ?? []).map((push) => ({ repository: name, ...push })),
    images: (result?.report.images ?? []).map(({ reference, verdict }) => ({ reference, verdict })),
  };
  // A piece of a text keeps the whole text in memory: what is kept must be no piece.
  return JSON.parse(JSON.stringify(maskAll(found, heldSecrets.mask))) as RepositoryAudit;
}

function without(name: string, state: RepositoryState): RepositoryAudit {
  return { name, state, reason: null, files: 0, problems: [], findings: [], pushes: [], images: [] };
}
