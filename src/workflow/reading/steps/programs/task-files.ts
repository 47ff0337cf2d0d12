/** Tasks that are written in a language that is not read: which file has them, and which lines of it are one task. */

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
};

/** What a line that defines a task has before its name. */
const DEFINES = String.raw`\b(?:task|def|func|function|const|exports|registerTask)\b[^\n]{0,80}?`;
/** The aliases of mix are a list of names with what they stand for. */
const IN_LIST = String.raw`^\s*["']?`;

/** How long a line is looked at. */
const LONGEST_LINE = 400;

/** The lines of the tasks that a command names; null: it is no such program, or none of its tasks is found. */
export function namedTasks(words: readonly string[], file: (path: string) => string | null): string | null {
  const [path = '', ...args] = words[0] === 'dotnet' && words[1] === 'cake' ? words.slice(1) : words;
  const files = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  const text = files?.map(file).find((each) => each !== null);
  if (text === undefined || text === null) return null;
  // `dotnet cake --target=Push`, and `--target Push`.
  const names = args
    .map((each) => each.replace(/^--target=/, ''))
    .filter((each) => /^[\w:.-]+$/.test(each) && !each.startsWith('-'));
  const lines = text.split('\n');
  const isList = path === 'mix';
  const found = names.flatMap((each) =>
    linesOfTask(isList ? each : (each.split(/[:.]/).at(-1) ?? ''), lines, isList ? IN_LIST : DEFINES),
  );
  return found.length === 0 ? null : found.join('\n');
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
