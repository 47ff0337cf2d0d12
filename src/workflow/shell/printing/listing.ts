/**
 * Programs that print names of files: `ls`, `find`, and `helm package`, which tells where its archive is. What is there is
 * known of the checkout and of charts that the job packages; where nothing is known to match, the job may still make it.
 */
import { isMadeOf } from '../../../evidence/pattern.js';
import { readArguments } from '../../knowledge/arguments.js';
import { chartOf, PACKAGE_OPTIONS } from '../../knowledge/project-files/chart.js';
import { FOUND } from '../../language/origins.js';
import { hasHole } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
import type { WordScope } from '../words/words.js';
import { listedImages } from './image-lists.js';

type Files = Pick<WordScope, 'glob' | 'read'>;

/** A program: what it prints with these arguments; null when that is not known. */
type Listing = (args: readonly string[], files: Files) => string | null;

export const LISTINGS: Readonly<Record<string, Listing>> = {
  ls: listed,
  find: found,
  helm: packaged,
  docker: listedImages,
  podman: listedImages,
  nerdctl: listedImages,
};

/** The paths in a folder, and those of them that are folders themselves. */
function inside(place: string, files: Files): { names: readonly string[]; folders: ReadonlySet<string> } {
  const start = place.replace(/\/+$/, '');
  const all = (end: string) => ['*', '.*'].flatMap((each) => files.glob(`${start}/${each}${end}`) ?? []);
  return { names: all(''), folders: new Set(all('/').map((each) => each.slice(0, -1))) };
}

function lines(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.map((each) => `${each}\n`).join('');
}

// --------------------------------------------------------------------- ls

/** `ls FOLDER`, `ls -d services/*`, `ls out/*.tgz`. Other options change an order, or print more than names. */
function listed(args: readonly string[], files: Files): string | null {
  const isFlag = (word: string) => /^-[A-Za-z1]+$/.test(word) || word === '--';
  const flags = args.filter(isFlag).join('');
  const [place = '.', ...more] = args.filter((each) => !isFlag(each));
  if (more.length > 0 || /[^-1dAtrSv]/.test(flags) || hasHole(place)) return null;
  const isPattern = place.includes('*');
  // Of what the job makes its pattern still tells a part.
  if (isPattern && files.glob(place) === null) return lines([place.replace(/\*+/g, FOUND)]);
  const names = isPattern
    ? ofPattern(place, flags.includes('d'), files)
    : flags.includes('d')
      ? null
      : inside(place, files)
          .names.map(nameOfFile)
          .filter((each) => flags.includes('A') || !each.startsWith('.'));
  // What times or versions put in order nobody knows.
  return names === null || (names.length > 1 && /[trSv]/.test(flags)) ? null : lines(names);
}

/** Of a folder among them `ls` prints what is in it, unless it is told to name the folder itself. */
function ofPattern(pattern: string, isItself: boolean, files: Files): readonly string[] | null {
  return !isItself && files.glob(`${pattern}/`) !== null ? null : files.glob(pattern);
}

// ------------------------------------------------------------------- find

/** More names are not gone through. */
const MOST_NAMES = 500;

/** `find out charts -maxdepth 2 -type f -name '*.tgz' -print`; a find with other tests, or that acts, is not followed. */
function found(args: readonly string[], files: Files): string | null {
  const at = args.findIndex((each) => /^[-(!]/.test(each));
  const places = at === -1 ? args : args.slice(0, at);
  const wanted = at === -1 ? new Map<string, string>() : testsIn(args.slice(at));
  const depth = (test: string, otherwise: number) => Number(wanted?.get(test) ?? otherwise);
  const isNamed = isNamedAs(wanted?.get('-name') ?? '*');
  if (!wanted || !isNamed || places.some((each) => hasHole(each) || each.includes('*'))) return null;
  const names: string[] = [];
  let left = MOST_NAMES;
  const into = (place: string, level: number) => {
    const { names: there, folders } = inside(place, files);
    left -= there.length;
    for (const each of left < 0 ? [] : there) {
      const kind = folders.has(each) ? 'd' : 'f';
      const isWanted = (wanted.get('-type') ?? kind) === kind && isNamed(nameOfFile(each));
      if (isWanted && level >= depth('-mindepth', 0)) names.push(each);
      // What git keeps there for itself has names of its own.
      const isFollowed = kind === 'd' && nameOfFile(each) !== '.git';
      if (isFollowed && level < depth('-maxdepth', Infinity)) into(each, level + 1);
    }
  };
  // The folder that it starts in is found too, where that is not ruled out.
  if (depth('-mindepth', 0) === 0 && wanted.get('-type') !== 'f' && !wanted.has('-name')) return null;
  if (depth('-maxdepth', 1) >= 1) for (const each of places.length === 0 ? ['.'] : places) into(each, 1);
  return left < 0 ? null : lines(wanted.has('-printf') ? names.map(nameOfFile) : names);
}

/** null: a pattern with more signs than `*`. */
function isNamedAs(pattern: string): ((name: string) => boolean) | null {
  if (hasHole(pattern) || /[?[\]\\]/.test(pattern)) return null;
  const parts = pattern.split('*');
  return (name) => isMadeOf(name, parts);
}

const TESTS = new Set(['-name', '-type', '-mindepth', '-maxdepth']);

/** null: there is another one. */
function testsIn(args: readonly string[]): Map<string, string> | null {
  const tests = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] as string;
    const value = args[at + 1] ?? '';
    if (word === '-print') continue;
    if (tests.has(word) || !(TESTS.has(word) || (word === '-printf' && /^%f\\n$/.test(value)))) return null;
    tests.set(word, value);
    at += 1;
  }
  return tests;
}

// ------------------------------------------------------------------- helm

/** `helm package FOLDER` (helm.sh/docs/helm/helm_package), with a path that leads from here. */
function packaged([command, ...args]: readonly string[], files: Files): string | null {
  if (command !== 'package') return null;
  const { positional, values } = readArguments(args, PACKAGE_OPTIONS);
  const [folder, ...more] = positional;
  const about = folder === undefined || more.length > 0 ? null : chartOf(folder, (path) => files.read(path));
  if (!about) return null;
  const [version = about.version] = values('--version');
  const [place = '.'] = values('-d', '--destination');
  return `Successfully packaged chart and saved it to: ${place.replace(/\/+$/, '')}/${about.name}-${version}.tgz\n`;
}
