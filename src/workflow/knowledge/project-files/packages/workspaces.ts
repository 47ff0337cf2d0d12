/** The packages of a repository that has several of them, as npm, pnpm, yarn and nx find them. */
import { recordOf } from '../../../../evidence/json-text.js';
import { hasHole } from '../../../language/values.js';
import { nameOfFile } from '../../../language/workspace.js';
import type { StartSurroundings } from '../../clients.js';
import { inFolder, matchesStars } from '../files.js';
import { jsonFields, yamlFields } from '../parsed.js';

type Files = Pick<StartSurroundings, 'file' | 'entries'>;

/** What is looked through: more is in no repository that a person pushes images from by one command. */
const MOST_PATTERNS = 200;
const MOST_PACKAGES = 100;
const DEEPEST = 3;

/** A package, or a project of nx. */
export interface WorkspacePackage {
  folder: string;
  /** What its own file says that it is called, else its folder. */
  name: string;
  /** Its `package.json` and its `project.json`. */
  manifest: Record<string, unknown> | null;
  project: Record<string, unknown> | null;
}

/**
 * The folder of a package of the workspace; null where it is not found.
 *
 * @param wanted its name or its folder
 * @param root the folder of the workspace
 */
export function workspaceFolder(wanted: string, root: string | null, files: Files): string | null {
  if (root === null || wanted === '' || hasHole(wanted) || /[*!{]|\.\.\./.test(wanted)) return null;
  const text = (folder: string) => files.file(inFolder(root, `${folder}/package.json`));
  const path = trimmed(wanted);
  if (!wanted.startsWith('@') && text(path) !== null) return inFolder(root, path);
  // Where nobody lists folders, it is most often called as the package is.
  const short = wanted.split('/').at(-1) as string;
  const found = patternsIn(root, files)
    .map((pattern) => trimmed(pattern).replace(/\*+$/, short))
    .find((folder) => !folder.includes('*') && jsonFields(text(folder))?.name === wanted);
  if (found !== undefined) return inFolder(root, found);
  return workspacePackages(root, files).find(({ name }) => name === wanted)?.folder ?? null;
}

/** All packages that the files of the root name, where folders can be listed. */
export function workspacePackages(
  root: string,
  files: Files,
  more: readonly string[] = [],
): WorkspacePackage[] {
  const [out, taken] = [[] as string[], [] as string[]];
  for (const each of [...patternsIn(root, files), ...more]) (each.startsWith('!') ? out : taken).push(each);
  const folders = new Set(taken.flatMap((each) => matching(root, trimmed(each), files)));
  for (const each of out)
    for (const folder of matching(root, trimmed(each.slice(1)), files)) folders.delete(folder);
  return [...folders].slice(0, MOST_PACKAGES).map((folder) => memberAt(folder, files));
}

/** The package, or the project of nx, in a folder. */
export function memberAt(folder: string, { file }: Files): WorkspacePackage {
  const manifest = jsonFields(file(inFolder(folder, 'package.json')));
  const project = jsonFields(file(inFolder(folder, 'project.json')));
  const said = [project?.name, manifest?.name].find((each): each is string => typeof each === 'string');
  return { folder, name: said ?? nameOfFile(folder), manifest, project };
}

/** Is it one of those that `--filter` and its kind name? Null: what decides is not in the files. */
export function isChosen({ folder, name }: WorkspacePackage, said: readonly string[]): boolean | null {
  if (said.length === 0) return true;
  const isMeant = (each: string) => {
    const wanted = trimmed(each.replace(/^\{(.*)\}$/, '$1'));
    return [name, name.replace(/^@[^/]*\//, ''), folder].some((one) => matchesStars(one, wanted));
  };
  if (said.some((each) => /\.\.\.|[[\]^!:]/.test(each) || hasHole(each))) return null;
  return said.some(isMeant);
}

// --------------------------------------------------------------- patterns

/** As npm and yarn write them, as pnpm does, and lerna. */
function patternsIn(root: string, { file }: Files): string[] {
  const text = (name: string) => file(inFolder(root, name));
  const said = jsonFields(text('package.json'))?.workspaces;
  return [
    said,
    recordOf(said)?.packages,
    yamlFields(text('pnpm-workspace.yaml'))?.packages,
    jsonFields(text('lerna.json'))?.packages,
  ]
    .flatMap((each): unknown[] => (Array.isArray(each) ? each : []))
    .filter((each): each is string => typeof each === 'string')
    .slice(0, MOST_PATTERNS);
}

/** Folders with a package or a project in them that a pattern matches: `apps/*`, `packages/**`. */
function matching(root: string, pattern: string, files: Files): string[] {
  const parts = pattern.split('/');
  let level = [root];
  for (const part of parts) {
    level = level.flatMap((folder) =>
      part === '**'
        ? below(folder, files, DEEPEST)
        : part.includes('*')
          ? inside(folder, part, files)
          : [inFolder(folder, part)],
    );
    if (level.length > MOST_PACKAGES) level.length = MOST_PACKAGES;
  }
  return level.filter((folder) => {
    const names = files.entries(folder);
    return names === null
      ? files.file(inFolder(folder, 'package.json')) !== null
      : names.includes('package.json') || names.includes('project.json');
  });
}

function inside(folder: string, part: string, files: Files): string[] {
  return (files.entries(folder) ?? []).flatMap((each) =>
    matchesStars(each, `${part}/`) && !/^(?:\.|node_modules)/.test(each)
      ? [inFolder(folder, each.slice(0, -1))]
      : [],
  );
}

function below(folder: string, files: Files, depth: number): string[] {
  if (depth === 0) return [folder];
  return [folder, ...inside(folder, '*', files).flatMap((each) => below(each, files, depth - 1))];
}

function trimmed(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '');
}
