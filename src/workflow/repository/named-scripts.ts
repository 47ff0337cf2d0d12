/** Which files of the repository a text runs, by its words alone: a quick look before anything is parsed. */
import { posix } from 'node:path';
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

/** Does a text run something of the repository that concerns the registry? */
export function scriptsConcern(text: string, project: Project, concerns: (text: string) => boolean): boolean {
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
        return concerns(found) || look(found, posix.dirname(path));
      }),
    );
  };
  return /\brun['"]?\s*:/.test(text) && look(text, '');
}
