/**
 * The workflow files of a repository on the disk: which there are, which of them
 * can concern the registry at all, and those parsed.
 */
import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { WorkflowProblem } from '../../evidence/types.js';
import { actionNamed } from '../knowledge/actions/index.js';
import { circlesOf } from './circles.js';
import type { WorkflowDocument } from './document.js';
import type { FilesElsewhere } from './elsewhere.js';
import { WorkflowFiles } from './files.js';
import { isFolder } from './inside.js';
import { actionElsewhere, calledAtRef, calledFile, fileElsewhere, localActionPath } from './job.js';
import { scriptsConcern } from './named-scripts.js';
import { parseWorkflow } from './parse.js';
import { DiskProject, type Project, type ProjectFiles } from './project.js';
import { repeatedKey } from './repeated-key.js';
import { isUnusuallyUsed, usedIn } from './used.js';
import { weightOf } from './weight.js';

export interface RepositoryOptions {
  /** Files, folders with workflow files, repositories. */
  paths: readonly string[];
  /** Texts that stand in no file. */
  texts: readonly { file: string; text: string }[];
  /** Texts in the place of those on the disk, by name. */
  edited: Readonly<Record<string, string>>;
  /** Names are relative to it; called workflows and actions are looked for in it. */
  root: string;
  /** Where the files beside the workflows come from, when it is not the disk: then nothing is read there. */
  project?: ProjectFiles;
  /** What is called of other repositories; absent: it is not read. */
  elsewhere?: FilesElsewhere;
  /** `OWNER/NAME`. */
  repository: string | null;
  /** Can a file with this text concern the registry at all? Others are not parsed. */
  concerns(text: string): boolean;
}

/** A file or folder that could not be read. */
export interface UnreadPath {
  file: string;
  kind: WorkflowProblem['kind'] | 'empty' | 'no-workflow' | 'no-workflows' | 'call-circle' | 'too-much';
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
  const problems: UnreadPath[] = [];
  const files = new WorkflowFiles({
    workspace: options.project ? null : root,
    named: options.paths,
    fetchFile: null,
    apiFirst: false,
  });
  const project = options.project ?? new DiskProject(root, repository, edited);
  const texts = new Map(options.texts.map(({ file, text }) => [file, edited[file] ?? text]));
  const read = (path: string): string | null => {
    const name = files.name(path);
    if (edited[name] !== undefined) return edited[name];
    const { text, problem } = files.checkoutText(path);
    if (problem) problems.push({ file: name, kind: problem.kind, detail: problem.detail });
    return text;
  };

  const listed = options.paths.flatMap((path) => filesAt(path, files, problems));
  const names = new Map(listed.map((path) => [files.name(path), path]));
  // Too many to be named one by one.
  const leftOut: string[] = [];
  let characters = 0;
  for (const [name, path] of names) {
    if (characters > MAX_CHARACTERS) {
      leftOut.push(name);
      continue;
    }
    const text = read(path);
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
  const named = new Set(texts.keys());

  // Files that are called and were not named belong to the story all the same.
  for (const [file, text] of texts) {
    for (const path of callsIn(text, file, repository)) {
      if (texts.has(path) || path === file) continue;
      const called = fileElsewhere(path)
        ? options.elsewhere?.file(path)
        : (edited[path] ?? files.checkoutText(path).text);
      if (called != null) texts.set(path, called);
    }
  }

  const documents = new Map<string, WorkflowDocument>();
  const concerning = concerned(texts, project, options);
  let weight = 0;
  // The order of the names is the order of the findings.
  for (const [file, text] of [...texts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (!concerning.has(file)) continue;
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
  const [firstLeftOut, ...more] = leftOut;
  if (firstLeftOut !== undefined) {
    problems.push({
      file: firstLeftOut,
      kind: 'too-much',
      detail: more.length > 0 ? `${more.length}` : null,
    });
  }
  // Was it named by itself, and not with the folder that it is in?
  const given = options.texts
    .map(({ file }) => file)
    .filter((file) => !file.startsWith('.github/workflows/'));
  const meant = new Set([...given, ...options.paths.map((path) => files.name(path))]);
  for (const file of meant) {
    const text = texts.get(file);
    if (text === undefined || !named.has(file)) continue;
    // Whoever names a file asks about it, also where it has no word of the registry: that it is no YAML is an answer.
    const problem = concerning.has(file) ? null : parseWorkflow(file, text).problem;
    if (problem) {
      problems.push({ file, kind: problem.kind, detail: problem.detail });
      named.delete(file);
    } else if (isNoWorkflow(file, text)) problems.push({ file, kind: 'no-workflow', detail: null });
  }
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

/** Why there is nothing to read in a text; a NUL is what UTF-16 leaves in it. null: there may be. */
function nothingIn(text: string): 'empty' | 'not-text' | null {
  if (text.includes('\0')) return 'not-text';
  return /^[\s\uFEFF]*$/.test(text) ? 'empty' : null;
}

/** Is it plain, without a look at its grammar, that a file is neither a workflow nor an action? */
function isNoWorkflow(file: string, text: string): boolean {
  return !/(?:^|[/\\])action\.ya?ml$/i.test(file) && !/\bjobs["']?\s*:/.test(text);
}

/** The workflow files of a named place. */
function filesAt(path: string, files: WorkflowFiles, problems: UnreadPath[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const workflows = join(path, '.github', 'workflows');
    const folder = isFolder(workflows) ? workflows : path;
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter((each) => /\.ya?ml$/i.test(each.name) && !each.isDirectory())
      .map((each) => each.name)
      .sort();
    // The folder that was looked into: the repository itself has no name.
    if (entries.length === 0) problems.push({ file: files.name(folder), kind: 'no-workflows', detail: null });
    const start = join(folder, sep);
    return entries.map((each) => start + each);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    problems.push({
      file: files.name(path),
      kind: isAbsent ? 'not-found' : 'unreadable',
      detail: isAbsent ? null : code,
    });
    return [];
  }
}

// --------------------------------------------------- which files concern us

/** The files that concern the registry, and all that they call or that call them. */
function concerned(
  texts: ReadonlyMap<string, string>,
  project: Project,
  { repository, concerns, elsewhere }: RepositoryOptions,
): Set<string> {
  const neighbours = new Map<string, string[]>();
  const link = (one: string, other: string) => {
    const linked = neighbours.get(one);
    if (linked) linked.push(other);
    else neighbours.set(one, [other]);
  };
  const found: string[] = [];
  const actions = new Map<string, boolean>();
  const hides = (folder: string) => {
    const answer = actions.get(folder) ?? hidesConcern(folder, project, concerns);
    actions.set(folder, answer);
    return answer;
  };
  const mayUseOwn = ownUses(repository);
  const hidesElsewhere = (uses: string) => concerns(elsewhere?.action(uses)?.text ?? '');
  for (const [file, text] of texts) {
    if (
      concerns(text) ||
      scriptsConcern(text, project, concerns) ||
      ((mayUseOwn.test(text) || isUnusuallyUsed(text)) && actionsIn(text, repository).some(hides)) ||
      // Each has to be fetched: worth it only where somebody says that packages are written.
      (elsewhere && PACKAGES.test(text) && actionsElsewhereIn(text, file).some(hidesElsewhere))
    ) {
      found.push(file);
    }
    for (const path of callsIn(text, file, repository)) {
      if (!texts.has(path)) continue;
      link(file, path);
      link(path, file);
    }
  }
  const reached = new Set<string>();
  for (let file = found.pop(); file !== undefined; file = found.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    found.push(...(neighbours.get(file) ?? []));
  }
  return reached;
}

/** Actions that use actions are followed so many levels down. */
const MAX_ACTION_LEVELS = 5;

/** Does an action of the repository concern the registry, or one that it uses? Each is looked at once. */
function hidesConcern(folder: string, project: Project, concerns: RepositoryOptions['concerns']): boolean {
  const seen = new Set([folder]);
  let level = [folder];
  for (let depth = 0; depth <= MAX_ACTION_LEVELS && level.length > 0; depth += 1) {
    const documents = level.flatMap((each) => project.action(each) ?? []);
    if (documents.some(({ text }) => concerns(text))) return true;
    // An action that logs in where its inputs say concerns whoever says it.
    const used = new Set(documents.flatMap(({ text }) => actionsIn(text, project.repository)));
    level = [...used].filter((each) => !seen.has(each));
    for (const each of level) seen.add(each);
  }
  return false;
}

function callsIn(text: string, file: string, repository: string | null): string[] {
  if (!text.includes('.github/workflows/')) return [];
  return usedIn(text).flatMap((uses) =>
    /\.ya?ml(@|$)/i.test(uses)
      ? [calledAtRef(uses, file, repository) ?? [], calledFile(uses, file, repository) ?? []].flat()
      : [],
  );
}

const PACKAGES = /\bpackages['"]?\s*:\s*['"]?write/;

/** Actions of other repositories of which the table knows nothing. */
function actionsElsewhereIn(text: string, file: string): string[] {
  return usedIn(text).flatMap((uses) =>
    actionNamed(uses.replace(/@.*$/, '')) ? [] : (actionElsewhere(uses, file) ?? []),
  );
}

/** What stands in a text of the usual spelling in which `actionsIn` finds something, and in nearly no other one. */
function ownUses(repository: string | null): RegExp {
  const own = ['[.$]', ...(repository === null ? [] : [repository.replace(/[^\w/-]/g, '\\$&')])];
  return new RegExp(String.raw`\buses['"]?\s*:\s*['"]?(?:${own.join('|')})`, 'i');
}

function actionsIn(text: string, repository: string | null): string[] {
  const found: string[] = [];
  for (const uses of usedIn(text)) {
    const folder = localActionPath(uses, repository);
    if (folder !== null && !/\.ya?ml(@|$)/i.test(uses)) found.push(folder);
  }
  return found;
}
