/** Which files of the repository a text runs, by its words alone: a quick look before anything is parsed. */
import { posix } from 'node:path';
import { workspacePackages } from '../knowledge/project-files/packages/workspaces.js';
import type { Project } from './project.js';

/** Files of which a script may run something, by a word that says so. */
const RUN_BY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bmake\b/, ['Makefile', 'makefile', 'GNUmakefile']],
  [/\btask\s/, ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml']],
  [/\bjust\s/, ['justfile', 'Justfile', '.justfile']],
  [/\b(?:npm|bun)\s+run\b|\b(?:pnpm|yarn)\s/, ['package.json']],
];

/**
 * Words that may be the path of a script; the first look ahead leaves out at once what `IS_SCRIPT` would, nearly all of a
 * text, and in the second the whole word is taken or none of it: `docker/login` is no part of `docker/login-action@v3`.
 */
const PATHS =
  /(?<![\w:/@.-])(?=[\w.-]*(?:\/|\.(?:sh|bash|mk)))(?:\.\/)?(?=((?:[\w.-]+\/)*[\w-][\w.-]*))\1(?![\w/@:])/g;
const IS_SCRIPT = /\/|\.(?:sh|bash|mk)$/;

/** Words of a command that runs scripts in the packages of a workspace, by their names or all of them. */
const IN_PACKAGES =
  /\b(?:turbo|nx|lerna)\s|\b(?:npm|pnpm|yarn|bun)\s[^\n]{0,200}?(?:(?<=\s)-(?:w|ws|r|F)\b|--(?:workspaces?|recursive|filter)\b|\bworkspaces?\s)/;

/** Folders in which a command is run. */
const FOLDERS = /(?:-C|--directory|--dir|--prefix|\bcd|working-directory:)[ =]*["']?(?:\.\/)?([\w./-]+)/g;

/** What is looked into for one workflow. */
const MAX_SCRIPTS = 60;
const MAX_WORDS = 400;

/** What in a text may be the path of a script, in its order. */
export function namedPaths(text: string): string[] {
  const found: string[] = [];
  for (const [, path = ''] of text.matchAll(PATHS)) if (IS_SCRIPT.test(path)) found.push(path);
  return found;
}

/** The folder of an action, in a script of it. */
const ACTION_PATH = /(?:\$\{?GITHUB_ACTION_PATH\}?|\$\{\{\s*github\.action_path\s*\}\})(?=\/)/g;

/**
 * Does a text run something of the repository that concerns the registry?
 *
 * @returns a question about the text of a workflow, or of the action of a folder
 */
export function scriptsReader(
  project: Project,
  concerns: (text: string) => boolean,
): (text: string, action?: string) => boolean {
  const files = {
    file: (path: string) => project.file(path),
    entries: (folder: string) => project.entries?.(folder) ?? null,
  };
  // The same for all texts, and many files: only where one asks.
  let members: boolean | null = null;
  const memberConcerns = () => {
    if (members !== null) return members;
    // A package that runs those of all in turn asks for itself.
    members = false;
    members = workspacePackages('.', files).some(({ folder }) => {
      const manifest = project.file(posix.join(folder, 'package.json'));
      return manifest !== null && (concerns(manifest) || isRun(manifest, folder));
    });
    return members;
  };
  const isRun = (text: string, own: string): boolean => {
    const seen = new Set<string>();
    const look = (said: string, folder: string): boolean => {
      const runBy = RUN_BY.flatMap(([word, names]) => (word.test(said) ? names : []));
      const words = [...runBy, ...namedPaths(said)];
      if (words.length === 0) return false;
      const named = [...new Set(words)].slice(0, MAX_WORDS);
      const folders = [...said.matchAll(FOLDERS)].map(([, each = '']) => posix.join(folder, each));
      return [...new Set(['', folder, ...folders])].some((at) =>
        named.some((name) => {
          const path = posix.join(at, name);
          if (seen.has(path) || seen.size > MAX_SCRIPTS) return false;
          // Most words with a slash in them are no file of the repository.
          const found = project.file(path);
          if (found === null) return false;
          seen.add(path);
          return concerns(found) || isOfMember(found) || look(found, posix.dirname(path));
        }),
      );
    };
    return look(text, own);
  };
  const isOfMember = (text: string) => IN_PACKAGES.test(text) && memberConcerns();
  return (text, action) => {
    if (!/\brun['"]?\s*:/.test(text)) return false;
    const said = action === undefined ? text : text.replace(ACTION_PATH, '.');
    return isOfMember(said) || isRun(said, action ?? '');
  };
}
