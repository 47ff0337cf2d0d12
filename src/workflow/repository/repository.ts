/**
 * The workflow files of a repository on the disk: which there are, which of them
 * can concern the registry at all, and those parsed.
 */

import { readdirSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { saysAbsent } from '../../evidence/files/regular-file.js';
import { WORKFLOW_FOLDER } from '../../evidence/files/workflow-folder.js';
import type { WorkflowProblem } from '../../evidence/types/workflow-problem.js';
import { workflowFor } from '../knowledge/workflows.js';
import type { WorkflowDocument } from '../text/document.js';
import { fileElsewhere } from '../text/job.js';
import { parseWorkflow } from '../text/parse.js';
import { repeatedKey } from '../text/repeated-key.js';
import { weightOf } from '../text/weight.js';
import { circlesOf } from './circles.js';
import { type ConcernOptions, concernedFiles } from './concerned.js';
import { WorkflowFiles } from './files.js';
import { isFolder } from './inside.js';
import { DiskProject, type ProjectFiles } from './project.js';
import { callsIn } from './used.js';

export interface RepositoryOptions extends ConcernOptions {
  /** Files, folders with workflow files, repositories. */
  paths: readonly string[];
  /** Texts that stand in no file. */
  texts: readonly { file: string; text: string }[];
  /** Texts in the place of those on the disk, by name. */
  edited: ReadonlyMap<string, string>;
  /** Names are relative to it; called workflows and actions are looked for in it. */
  root: string;
  /** Where the files beside the workflows come from, when it is not the disk: then nothing is read there. */
  project?: ProjectFiles;
}

/** A file or folder that could not be read. */
interface UnreadPath {
  file: string;
  kind:
    | WorkflowProblem['kind']
    | 'empty'
    | 'no-workflow'
    | 'no-workflows'
    | 'others-alone'
    | 'call-circle'
    | 'too-much';
  detail: string | null;
  /** It was named by itself, and not with the folder that it is in. */
  isMeant?: boolean;
}

export interface RepositoryFiles {
  /** Files that can concern the registry, by name. */
  documents: Map<string, WorkflowDocument>;
  /** Of all files, by name. */
  texts: ReadonlyMap<string, string>;
  project: ProjectFiles;
  problems: UnreadPath[];
  /** Of the files that were named; one with a problem is not among them. */
  filesRead: number;
}

/**
 * What all texts together may have in characters, and those that are parsed in weight (see weight.ts): a
 * thousand workflows of which every one pushes.
 */
const MAX_CHARACTERS = 24 * 1024 * 1024;
const MAX_TOTAL_WEIGHT = 100_000;

/** Never throws: what can't be read is among the problems. */
export function readRepository(options: RepositoryOptions): RepositoryFiles {
  const { root, edited, repository } = options;
  const files = new WorkflowFiles({
    workspace: options.project ? null : root,
    named: options.paths,
    fetchFile: null,
    apiFirst: false,
  });
  const project = options.project ?? new DiskProject(root, repository, edited);
  const reading = readNamed(files, options);
  const { texts, problems, named } = reading;
  addCalled(texts, files, options);
  const concerning = concernedFiles(texts, project, options);
  const documents = parseConcerning(reading, concerning);
  tellLeftOut(reading);
  const meant = meantFiles(files, options);
  for (const file of meant) lookAtMeant(file, reading, concerning);
  // What a workflow calls, or a link of the checkout leads to, may be no file of the repository.
  for (const { file, kind, detail } of files.refused) {
    if (!problems.some((each) => each.file === file)) problems.push({ file: file ?? '', kind, detail });
  }
  for (const circle of circlesOf(documents, repository)) {
    const [first = ''] = circle;
    problems.push({ file: first, kind: 'call-circle', detail: [...circle, first].join(' → ') });
  }
  return {
    documents,
    texts,
    project,
    problems: problems.map((each) => (meant.has(each.file) ? { ...each, isMeant: true } : each)),
    filesRead: named.size,
  };
}

/** What is known while a repository is read. */
interface Reading {
  /** By name. */
  texts: Map<string, string>;
  problems: UnreadPath[];
  /** Files that were named and could be read. */
  named: Set<string>;
  /** Too many to be named one by one. */
  leftOut: string[];
}

/** The files of the named places, and the texts that stand in none. */
function readNamed(files: WorkflowFiles, { paths, texts: given, edited }: RepositoryOptions): Reading {
  const texts = new Map(given.map(({ file, text }) => [file, edited.get(file) ?? text]));
  const problems: UnreadPath[] = [];
  const leftOut: string[] = [];
  const places = paths.map((path) => ({ path, inside: filesAt(path, files, problems) }));
  const listed = places.flatMap(({ inside }) => inside);
  let characters = 0;
  for (const [name, path] of new Map(listed.map((each) => [files.name(each), each]))) {
    if (characters > MAX_CHARACTERS) {
      leftOut.push(name);
      continue;
    }
    const text = edited.get(name) ?? readOne(name, path, files, problems);
    if (text === null) continue;
    characters += text.length;
    texts.set(name, text);
  }
  for (const [file, text] of texts) {
    const kind = nothingIn(text);
    if (kind === null) continue;
    problems.push({ file, kind, detail: null });
    texts.delete(file);
  }
  for (const { path, inside } of places) {
    const names = inside.filter((each) => each !== path).map((each) => files.name(each));
    if (names.length === 0 || names.some((file) => !isNoWorkflow(file, texts.get(file) ?? UNREAD))) continue;
    const folder = workflowsIn(path) ?? path;
    problems.push({ file: files.name(folder) || folder, kind: 'others-alone', detail: null });
  }
  return { texts, problems, named: new Set(texts.keys()), leftOut };
}

function readOne(name: string, path: string, files: WorkflowFiles, problems: UnreadPath[]): string | null {
  const { text, problem } = files.checkoutText(path);
  if (problem) problems.push({ file: name, kind: problem.kind, detail: problem.detail });
  return text;
}

/** Files that are called and were not named belong to the story all the same. */
function addCalled(
  texts: Map<string, string>,
  files: WorkflowFiles,
  { edited, repository, elsewhere }: RepositoryOptions,
): void {
  for (const [file, text] of texts) {
    for (const path of callsIn(text, file, repository)) {
      if (texts.has(path) || path === file) continue;
      const called = fileElsewhere(path)
        ? (workflowFor(path)?.text ?? elsewhere?.file(path))
        : (edited.get(path) ?? files.checkoutText(path).text);
      if (called != null) texts.set(path, called);
    }
  }
}

/** Parses those that concern the registry, as many as there is room for. */
function parseConcerning(
  { texts, problems, named, leftOut }: Reading,
  concerning: ReadonlySet<string>,
): Map<string, WorkflowDocument> {
  const documents = new Map<string, WorkflowDocument>();
  let weight = 0;
  // The order of the names is the order of the findings.
  for (const file of [...concerning].sort()) {
    const text = texts.get(file) as string;
    if (weight > MAX_TOTAL_WEIGHT) {
      leftOut.push(file);
      named.delete(file);
      continue;
    }
    const { document, problem } = parseWorkflow(file, text);
    const refused = problem ?? repeatedKey(document);
    if (document && !refused) {
      documents.set(file, document);
      weight += weightOf(text);
    } else if (refused) {
      problems.push({ file, kind: refused.kind, detail: refused.detail });
      named.delete(file);
    }
  }
  return documents;
}

function tellLeftOut({ leftOut: [first, ...more], problems }: Reading): void {
  if (first === undefined) return;
  problems.push({ file: first, kind: 'too-much', detail: more.length > 0 ? `${more.length}` : null });
}

/** The names of files that were named by themselves, and not with the folder that they are in. */
function meantFiles(files: WorkflowFiles, { paths, texts }: RepositoryOptions): Set<string> {
  const given = texts.map(({ file }) => file).filter((file) => !file.startsWith(`${WORKFLOW_FOLDER}/`));
  return new Set([...given, ...paths.map((path) => files.name(path))]);
}

/** Whoever names a file asks about it, also where it has no word of the registry: that it is no YAML is an answer. */
function lookAtMeant(
  file: string,
  { texts, problems, named }: Reading,
  concerning: ReadonlySet<string>,
): void {
  const text = texts.get(file);
  if (text === undefined || !named.has(file)) return;
  const problem = concerning.has(file) ? null : parseWorkflow(file, text).problem;
  if (problem) {
    problems.push({ file, kind: problem.kind, detail: problem.detail });
    named.delete(file);
  } else if (isNoWorkflow(file, text)) problems.push({ file, kind: 'no-workflow', detail: null });
}

/** Why there is nothing to read in a text; a NUL is what UTF-16 leaves in it. null: there may be. */
function nothingIn(text: string): 'empty' | 'not-text' | null {
  if (text.includes('\0')) return 'not-text';
  return /^[\s\uFEFF]*$/.test(text) ? 'empty' : null;
}

/** What could not be read may be one. */
const UNREAD = 'jobs:';

/** Is it plain, without a look at its grammar, that a file is neither a workflow nor an action? */
function isNoWorkflow(file: string, text: string): boolean {
  return !/(?:^|[/\\])action\.ya?ml$/i.test(file) && !/\bjobs["']?\s*:/.test(text);
}

/**
 * The folder of workflows in a named one: of a repository, which is called `.github` itself where an owner keeps what is shared in
 * it, else beside `dependabot.yml` and other files of a folder of that name. null: it is neither.
 */
function workflowsIn(path: string): string | null {
  const ofRepository = join(path, '.github', 'workflows');
  if (isFolder(ofRepository)) return ofRepository;
  const beside = join(path, 'workflows');
  return basename(path) === '.github' && isFolder(beside) ? beside : null;
}

/** The workflow files of a named place. */
function filesAt(path: string, files: WorkflowFiles, problems: UnreadPath[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const folder = workflowsIn(path) ?? path;
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter((each) => /\.ya?ml$/i.test(each.name) && !each.isDirectory())
      .map((each) => each.name)
      .sort();
    // The folder that was looked into: the repository itself has no name, so its path is told.
    if (entries.length === 0)
      problems.push({ file: files.name(folder) || folder, kind: 'no-workflows', detail: null });
    const start = join(folder, sep);
    return entries.map((each) => start + each);
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    const { code = String(error) } = fault;
    const isAbsent = saysAbsent(fault);
    problems.push({
      file: files.name(path),
      kind: isAbsent ? 'not-found' : 'unreadable',
      detail: isAbsent ? null : code,
    });
    return [];
  }
}
