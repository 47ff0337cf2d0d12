/** Scripts that the commands of npm and its kind run by themselves, in each of the packages that they are about. */

import type { StartedScript } from '../../../shell/starting/started.js';
import type { StartSurroundings } from '../../clients.js';
import { packageScripts } from './npm.js';

/** Docs: docs.npmjs.com/cli/using-npm/scripts, Life Cycle Operation Order. */
const PUBLISHED = ['prepublishOnly', 'prepack', 'prepare', 'postpack', 'publish', 'postpublish'];
const VERSIONED = ['preversion', 'version', 'postversion'];
/** Those of an install are left out: nobody pushes there, and most jobs install something. */
const LIFE_CYCLES: Readonly<Record<string, readonly string[]>> = {
  publish: PUBLISHED,
  pack: ['prepack', 'prepare', 'postpack'],
  version: VERSIONED,
};

/** The commands that have one. */
export const CYCLE_COMMANDS: readonly string[] = Object.keys(LIFE_CYCLES);

/**
 * What a command runs in these folders; null: it is none that runs any, or they have none of its scripts.
 *
 * @param command `publish`, `version`
 * @param args words behind it
 */
export function lifeCycleIn(
  command: string,
  args: readonly string[],
  folders: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  const scripts = Object.hasOwn(LIFE_CYCLES, command) ? LIFE_CYCLES[command] : undefined;
  if (scripts === undefined || args.includes('--ignore-scripts')) return null;
  const started = folders.flatMap((folder) => packageScripts(scripts, { ...around, folder }) ?? []);
  return started.length === 0 ? null : started;
}
