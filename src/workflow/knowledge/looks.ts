/** How the commands of the table end: those that only look, and those on which no setting of a project has a say. */
import { hasVersion, withSomeTag } from '../language/sought-tags.js';
import { hasHole } from '../language/values.js';
import { nameOfFile } from '../language/workspace.js';
import type { Program } from './program.js';
import { PROGRAMS } from './programs/index.js';
import { requestedImage } from './transfers/image-requests.js';

/** They transfer images and do what they are told, whatever files the project has. */
export const SELF_CONTAINED: readonly string[] = PROGRAMS.filter(
  ({ commands, followsProject }) => !followsProject && commands?.some(({ finds }) => finds),
).flatMap(({ names }) => names);

const TRANSFERS = new Set(
  PROGRAMS.filter(({ commands }) => commands?.some(({ finds }) => finds)).flatMap(({ names }) => names),
);

/** Does the program transfer images, whatever these words of it do? */
export function mayTransfer([name = '']: readonly string[]): boolean {
  return TRANSFERS.has(nameOfFile(name));
}

/** What commands of the table begin like these, as patterns. */
const begun = (commands: (program: Program) => readonly string[] | undefined): string[] =>
  PROGRAMS.flatMap((program) => {
    const begins = commands(program);
    return begins ? [`(?:${program.names.join('|')}) (?:${begins.join('|')})`] : [];
  });

const VERIFIES = begun(({ verifies }) => verifies);
const LOOKS = new RegExp(
  `^(?:${[
    ...begun(({ looks }) => looks),
    ...VERIFIES,
    'git (?:diff|ls-remote|show-ref|rev-parse|merge-base)',
    'gh (?:release|api)',
    'curl',
  ].join('|')}) `,
);

/** Does a command only look, as `docker manifest inspect` does? What follows with `&&` then runs for one answer only. */
export function onlyLooks(words: readonly string[]): boolean {
  return LOOKS.test(`${words.join(' ')} `);
}

/** Those of what is on the machine itself, and of what is stored beside an image that is there. */
const LOOKS_HERE = /^\S+ (?:image |manifest )?(?:inspect|exists) /;
const LOOKS_BESIDE = new RegExp(`^(?:${VERIFIES.join('|')}) `);
const ASKS_THERE = /^(?:docker|nerdctl) manifest |^skopeo /;

/** Does a command ask the registry whether an image is there: `docker manifest inspect`, `crane digest`, `docker pull`? */
export function looksForImage(words: readonly string[]): boolean {
  const said = `${words.join(' ')} `;
  if (onlyPulls(words) || requestedImage(words) !== null) return true;
  if (!mayTransfer(words) || !LOOKS.test(said) || LOOKS_BESIDE.test(said)) return false;
  return ASKS_THERE.test(said) || !LOOKS_HERE.test(said);
}

/** It asks for all that there is of an image. */
const LISTS = /^\S+ (?:tag )?ls /;

/** The image that it asks for; by its name alone where it asks for all that there is of it. null: it is not told. */
function imageLookedFor(words: readonly string[]): string | null {
  const requested = requestedImage(words);
  if (requested !== null) return asFarAsKnown(requested);
  if (nameOfFile(words[0] ?? '') === 'helm') return chartLookedFor(words);
  const named = words.slice(2).map((each) => each.replace(/^docker:\/\//, ''));
  const [only, ...others] = named.filter((each) => !each.startsWith('-') && each.includes('/'));
  if (only === undefined || others.length > 0 || only.includes('://')) return null;
  return asFarAsKnown(LISTS.test(words.join(' ')) || hasVersion(only) ? only : `${only}:latest`);
}

/** `helm show chart oci://ghcr.io/octo/app --version 1`; helm(1) takes the newest version where none is told, and puts `_` for the `+` of one. */
function chartLookedFor(words: readonly string[]): string | null {
  const [chart, ...others] = words.flatMap((each) => /^oci:\/\/(.+)$/.exec(each)?.[1] ?? []);
  if (chart === undefined || others.length > 0) return null;
  const at = words.indexOf('--version');
  const version = at === -1 ? words.find((each) => each.startsWith('--version='))?.slice(10) : words[at + 1];
  if (hasVersion(chart)) return null;
  const isExact = version !== undefined && EXACT.test(version);
  return asFarAsKnown(isExact ? `${chart}:${version.replaceAll('+', '_')}` : withSomeTag(`${chart}:latest`));
}

/** Anything else is a range of versions, or nobody knows it. */
const EXACT = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

function asFarAsKnown(image: string): string | null {
  const known = hasHole(image) ? withSomeTag(image) : image;
  return hasHole(known) ? null : known;
}

/** Images of which one is not there where one of these commands fails; none: they look for nothing, or nobody knows for what. */
export function imagesMissed(commands: readonly (readonly string[])[]): string[] {
  const images = commands.filter(looksForImage).map(imageLookedFor);
  return images.includes(null) ? [] : [...new Set(images as string[])];
}

/**
 * Does a command pull an image? Who leaves behind that, as `docker pull "$IMAGE" && exit 0` does, has asked whether it is there
 * already.
 */
export function onlyPulls(words: readonly string[]): boolean {
  return mayTransfer(words) && PULLS.test(words.slice(1, 3).join(' '));
}

const PULLS = /^(?:image )?pull\b/;
