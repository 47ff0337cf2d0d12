/** Charts that the commands of a job package, and the files that this makes. */
import { readArguments } from '../../knowledge/arguments.js';
import { chartOf } from '../../knowledge/project-files/chart.js';
import { hasHole } from '../../language/values.js';
import { inWorkspace } from '../../language/workspace.js';

export interface PackagedChart {
  /** In the workspace. */
  folder: string;
  file: string;
}

/** What is checked out. */
interface CheckedOut {
  /** Text of a Chart.yaml; null: it is not there, or another one. */
  chart(path: string): string | null;
  /** Names in a folder; null: not known. */
  entries(folder: string): readonly string[] | null;
}

/** A job's scripts are worth reading for charts where this stands in them. */
export const PACKAGES = 'helm package ';

const PACKAGE_OPTIONS = '-d --destination --version --app-version --key --keyring --passphrase-file'.split(
  ' ',
);

/**
 * The files that `helm package FOLDER… --destination FOLDER` makes, by the Chart.yaml of each (helm.sh/docs/helm/helm_package).
 * None where nobody knows what one of its words is: then it may make any.
 */
export function packagedCharts(source: string, files: CheckedOut): PackagedChart[] {
  const loops = loopsIn(source);
  const made: PackagedChart[] = [];
  for (const [, given = ''] of source.matchAll(/\bhelm package ((?:[^\n|;&\\]|\\\n)+)/g)) {
    const words = given.replace(/\\\n/g, ' ').trim().split(/\s+/).map(unquoted);
    const { positional, values } = readArguments(words, PACKAGE_OPTIONS);
    const [folder = ''] = values('-d', '--destination');
    const [version] = values('--version');
    const place = isPlain(folder) ? inWorkspace('', folder) : null;
    const charts = positional.map((each) => foldersOf(each, loops, files));
    if (place === null || charts.includes(null)) return [];
    for (const chart of charts.flatMap((each) => each ?? [])) {
      const about = chartOf(chart, files.chart);
      if (about === null) return [];
      made.push({ folder: place, file: `${about.name}-${version ?? about.version}.tgz` });
    }
  }
  return made;
}

/** The words of each `for NAME in WORDS; do`; a name that two loops have stands for nothing. */
function loopsIn(source: string): Map<string, string[] | null> {
  const loops = new Map<string, string[] | null>();
  for (const [, name = '', words = ''] of source.matchAll(/\bfor (\w+) in ([^;\n]+)(?:;|\n)\s*do\b/g))
    loops.set(name, loops.has(name) ? null : words.trim().split(/\s+/).map(unquoted));
  return loops;
}

/** The folders in the workspace that a word means: itself, those of a loop, or those of a pattern that hold a chart. */
function foldersOf(
  word: string,
  loops: ReadonlyMap<string, string[] | null>,
  files: CheckedOut,
): string[] | null {
  const [all, name = ''] = /\$\{?(\w+)\}?/.exec(word) ?? [];
  const words = all === undefined ? [word] : loops.get(name)?.map((each) => word.replace(all, each));
  const found = words?.map((each) => matching(each.replace(/\/+$/, ''), files));
  return found === undefined || found.includes(null) ? null : found.flatMap((each) => each ?? []);
}

/** `charts/*`, as the shell fills it in; a folder without a chart is passed over by who loops over all. */
function matching(word: string, files: CheckedOut): string[] | null {
  const [, around] = /^([^*]*)\/\*$/.exec(word) ?? [];
  const folder = isPlain(around ?? word) ? inWorkspace('', around ?? word) : null;
  if (folder === null || around === undefined) return folder === null ? null : [folder];
  const inside = files.entries(folder)?.map((each) => `${folder}/${each}`);
  return inside?.filter((each) => chartOf(each, files.chart) !== null) ?? null;
}

/** Does a shell fill nothing in? */
function isPlain(word: string): boolean {
  return !/[$`*?[]/.test(word) && !hasHole(word);
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}
