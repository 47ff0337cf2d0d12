/** How the commands of the table end: those that only look, and those on which no setting of a project has a say. */
import { nameOfFile } from '../language/workspace.js';
import { PROGRAMS } from './programs/index.js';

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

const LOOKS = new RegExp(
  `^(?:${[
    ...PROGRAMS.flatMap(({ names, looks }) =>
      looks ? [`(?:${names.join('|')}) (?:${looks.join('|')})`] : [],
    ),
    'git (?:diff|ls-remote|show-ref|rev-parse|merge-base)',
    'gh (?:release|api)',
    'curl',
  ].join('|')}) `,
);

/** Does a command only look, as `docker manifest inspect` does? What follows with `&&` then runs for one answer only. */
export function onlyLooks(words: readonly string[]): boolean {
  return LOOKS.test(`${words.join(' ')} `);
}

/**
 * Does a command pull an image? Who leaves behind that, as `docker pull "$IMAGE" && exit 0` does, has asked whether it is there
 * already.
 */
export function onlyPulls(words: readonly string[]): boolean {
  return mayTransfer(words) && PULLS.test(words.slice(1, 3).join(' '));
}

const PULLS = /^(?:image )?pull\b/;
