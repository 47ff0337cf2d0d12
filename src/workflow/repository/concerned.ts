/**
 * Which files of a repository can concern the registry, told by their texts alone: of a thousand workflows most need not be
 * parsed.
 */

import { posix } from 'node:path';
import { asPattern } from '../../evidence/pattern.js';
import { anyAction } from '../knowledge/actions/every-action.js';
import type { WorkflowDocument } from '../text/document.js';
import { actionElsewhere, localActionPath } from '../text/job.js';
import type { FilesElsewhere } from './elsewhere.js';
import { scriptsReader } from './named-scripts.js';
import type { Project } from './project.js';
import { callsIn, isUnusuallyUsed, usedIn } from './used.js';

export interface ConcernOptions {
  /** `OWNER/NAME`. */
  repository: string | null;
  /** Can a file with this text concern the registry at all? */
  concerns(text: string): boolean;
  /** What is called of other repositories; absent: it is not read. */
  elsewhere?: FilesElsewhere;
}

/** The files that concern the registry, and all that they call or that call them. */
export function concernedFiles(
  texts: ReadonlyMap<string, string>,
  project: Project,
  { repository, concerns, elsewhere }: ConcernOptions,
): Set<string> {
  const neighbours = new Map<string, string[]>();
  const link = (one: string, other: string) => {
    const linked = neighbours.get(one);
    if (linked) linked.push(other);
    else neighbours.set(one, [other]);
  };
  const found: string[] = [];
  const actions = new Map<string, boolean>();
  const scriptsConcern = scriptsReader(project, concerns);
  const concern = ({ file, text }: WorkflowDocument) =>
    concerns(text) || scriptsConcern(text, posix.dirname(file));
  const hides = (folder: string) => {
    const answer = actions.get(folder) ?? hidesConcern(folder, project, concern);
    actions.set(folder, answer);
    return answer;
  };
  const mayUseOwn = ownUses(repository);
  for (const [file, text] of texts) {
    if (
      concerns(text) ||
      scriptsConcern(text) ||
      ((mayUseOwn.test(text) || isUnusuallyUsed(text)) && actionsIn(text, repository).some(hides)) ||
      (elsewhere && hidesElsewhere({ file, text }, elsewhere, { repository, concerns }))
    ) {
      found.push(file);
    }
    for (const path of callsIn(text, file, repository)) {
      if (!texts.has(path)) continue;
      link(file, path);
      link(path, file);
    }
  }
  // What a called file asks for decides whether the run starts, whoever pushes in it.
  for (const [file, text] of texts) if (neighbours.has(file) && PACKAGES.test(text)) found.push(file);
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
function hidesConcern(
  folder: string,
  project: Project,
  concerns: (action: WorkflowDocument) => boolean,
): boolean {
  const seen = new Set([folder]);
  let level = [folder];
  for (let depth = 0; depth <= MAX_ACTION_LEVELS && level.length > 0; depth += 1) {
    const documents = level.flatMap((each) => project.action(each) ?? []);
    if (documents.some(concerns)) return true;
    // An action that logs in where its inputs say concerns whoever says it.
    const used = new Set(documents.flatMap(({ text }) => actionsIn(text, project.repository)));
    level = [...used].filter((each) => !seen.has(each));
    for (const each of level) seen.add(each);
  }
  return false;
}

const PACKAGES = /\bpackages['"]?\s*:\s*['"]?write/;

/**
 * Does an action of another repository concern the registry, or one that it uses? Each has to be fetched. A stranger's is worth
 * it only where somebody says that packages are written. Those of the same owner are few, and always worth it: where an
 * organisation keeps its push in one, who uses it is who forgets the permission.
 */
function hidesElsewhere(
  workflow: Pick<WorkflowDocument, 'file' | 'text'>,
  elsewhere: FilesElsewhere,
  { repository, concerns }: Pick<ConcernOptions, 'repository' | 'concerns'>,
): boolean {
  const owner = repository?.split('/', 1)[0]?.toLowerCase();
  const mayBeStrange = PACKAGES.test(workflow.text);
  const isWorth = (uses: string) => mayBeStrange || uses.split('/', 1)[0]?.toLowerCase() === owner;
  const seen = new Set<string>();
  let level = [workflow];
  for (let depth = 0; depth <= MAX_ACTION_LEVELS && level.length > 0; depth += 1) {
    level = level.flatMap(actionsElsewhereIn).flatMap((uses) => {
      if (seen.has(uses) || !isWorth(uses)) return [];
      seen.add(uses);
      return elsewhere.action(uses) ?? [];
    });
    if (level.some(({ text }) => concerns(text))) return true;
  }
  return false;
}

/** Of which the table knows nothing. */
function actionsElsewhereIn({ file, text }: Pick<WorkflowDocument, 'file' | 'text'>): string[] {
  return usedIn(text).flatMap((uses) =>
    anyAction(uses.replace(/@.*$/, '')) ? [] : (actionElsewhere(uses, file) ?? []),
  );
}

/** What stands in a text of the usual spelling in which `actionsIn` finds something, and in nearly no other one. */
function ownUses(repository: string | null): RegExp {
  const own = ['[.$]', ...(repository === null ? [] : [asPattern(repository)])];
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
