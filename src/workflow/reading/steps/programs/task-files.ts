/** Tasks that are written in a language that is not read: which file has them, and which lines of it are one task. */
import type { Surroundings } from '../../../knowledge/clients.js';

/** Programs that run a task by its name, with the files in which they look for it, as their documentation has them. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  rake: ['Rakefile', 'rakefile', 'Rakefile.rb', 'rakefile.rb'],
  invoke: ['tasks.py', 'tasks/__init__.py'],
  inv: ['tasks.py', 'tasks/__init__.py'],
  fab: ['fabfile.py'],
  nox: ['noxfile.py'],
  doit: ['dodo.py'],
  gulp: ['gulpfile.js', 'gulpfile.mjs', 'gulpfile.ts'],
  grunt: ['Gruntfile.js'],
  cake: ['build.cake', 'cake.cs'],
  mix: ['mix.exs'],
  mage: ['magefile.go', 'magefiles/magefile.go', 'magefiles/main.go'],
  nix: ['flake.nix'],
};

/** Folders with more of them, by the ending that their files have, where the checkout can be listed. */
const FOLDERS: Readonly<Record<string, readonly (readonly [folder: string, ending: string])[]>> = {
  rake: ['rakelib', 'tasks', 'lib/tasks'].map((each) => [each, '.rake'] as const),
  invoke: [['tasks', '.py']],
  inv: [['tasks', '.py']],
  fab: [['fabfile', '.py']],
  gulp: ['gulpfile.js', 'gulp', 'gulp/tasks'].map((each) => [each, '.js'] as const),
  grunt: ['grunt', 'tasks'].map((each) => [each, '.js'] as const),
  mage: [['magefiles', '.go']],
  nix: [['nix', '.nix']],
};

/** Files of such folders that are looked at. */
const MOST_FILES = 20;

/** What a line that defines a task has before its name. */
const DEFINES = String.raw`\b(?:task|def|func|function|const|exports|registerTask)\b[^\n]{0,80}?`;
/** The aliases of mix are a list of names with what they stand for. */
const IN_LIST = String.raw`^\s*["']?`;

/** How long a line is looked at. */
const LONGEST_LINE = 400;

/** The aliases of mix, and what a flake makes: `push = pkgs.writeShellApplication {`. */
const LISTED: Readonly<Record<string, string>> = {
  mix: IN_LIST,
  nix: String.raw`^[^=\n]{0,120}?(?:^|[\s.{"])`,
};

/** The lines of the tasks that a command names; null: it is no such program, or none of its tasks is found. */
export function namedTasks(
  words: readonly string[],
  files: Pick<Surroundings, 'file' | 'entries'>,
): string | null {
  const [path = '', ...args] = words[0] === 'dotnet' && words[1] === 'cake' ? words.slice(1) : words;
  const texts = taskTexts(path, files);
  if (texts.length === 0) return null;
  const before = LISTED[path];
  const names = namesIn(path, args).map((each) => (before ? each : (each.split(/[:.]/).at(-1) ?? '')));
  const found = texts.flatMap((text) => {
    const lines = text.split('\n');
    return names.flatMap((each) => linesOfTask(each, lines, before ?? DEFINES));
  });
  const isElsewhere = path === 'nix' && found.some((each) => REFERS.test(each));
  return found.length === 0 || isElsewhere ? null : found.join('\n');
}

/** What a flake has from another file, or from another flake. */
const REFERS = /\b(?:import|callPackage|inputs)\b/;

/** `dotnet cake --target=Push`, and `--target Push`; `nix run .#push`, of a flake of the repository. */
function namesIn(path: string, args: readonly string[]): string[] {
  if (path === 'nix') {
    const [verb, installable = ''] = args.filter((each) => !each.startsWith('-'));
    const name = /^(?:\.|path:\.)?#(?:[\w-]+\.)*([\w-]+)$/.exec(installable)?.[1];
    return verb === 'run' && name !== undefined ? [name] : [];
  }
  return args
    .map((each) => each.replace(/^--target=/, ''))
    .filter((each) => /^[\w:.-]+$/.test(each) && !each.startsWith('-'));
}

function taskTexts(path: string, { file, entries }: Pick<Surroundings, 'file' | 'entries'>): string[] {
  const usual = Object.hasOwn(FILES, path) ? (FILES[path] ?? []) : [];
  const first = usual.map(file).find((each) => each !== null);
  const folders = Object.hasOwn(FOLDERS, path) ? (FOLDERS[path] ?? []) : [];
  const more = folders
    .flatMap(([folder, ending]) =>
      (entries(folder) ?? []).filter((each) => each.endsWith(ending)).map((each) => `${folder}/${each}`),
    )
    .slice(0, MOST_FILES);
  return [first, ...more.filter((each) => !usual.includes(each)).map(file)].filter(
    (each): each is string => typeof each === 'string',
  );
}

/** From the line that defines it up to the next one that stands no deeper. */
function linesOfTask(name: string, lines: readonly string[], before: string): string[] {
  if (name === '') return [];
  const spelling = name.replace(/[.]/g, '\\.').replace(/[-_]/g, '[-_]?');
  const begins = new RegExp(`${before}\\b${spelling}(?![\\w-])`, 'i');
  const from = lines.findIndex((line) => begins.test(line.slice(0, LONGEST_LINE)));
  if (from === -1) return [];
  const depth = depthOf(lines[from] as string);
  const length = lines
    .slice(from + 1)
    .findIndex((line) => line.trim() !== '' && depthOf(line) <= depth && !/^\s*[)\]{}]/.test(line));
  return lines.slice(from, length === -1 ? undefined : from + 1 + length);
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
