/** What a release by semantic-release pushes, by its arguments and its configuration. */
import type { StartedScript } from '../../shell/starting/started.js';
import type { Found, StartSurroundings, Surroundings } from '../clients.js';
import { isDryByConfiguration, releaseCommands, releasedImages } from '../project-files/semantic-release.js';
import { push } from './transfers.js';

/** It publishes where the commits since the last release ask for it, and nothing for a pull request. */
export function released(args: readonly string[], around: Surroundings): Found[] {
  if (isDry(args, around)) return [];
  const runs = around.event()?.startsWith('pull_request') ? 'no' : 'sometimes';
  // Its plugins may log in with variables of their own.
  return releasedImages(around).flatMap((image) => push(image, { runs, mayBeConfigured: true }));
}

/** The commands of its plugins; a dry run comes to none of those that prepare or publish. */
export function releaseStarted(
  args: readonly string[],
  around: StartSurroundings,
): readonly StartedScript[] | null {
  if (isDry(args, around)) return null;
  const started = releaseCommands(around);
  // Words of the command may name more plugins than the file does.
  return started?.length === 0 && args.some((each) => /^(?:-[pe]|--(?:plugins|extends))(?:=|$)/.test(each))
    ? null
    : started;
}

/** Docs: semantic-release.gitbook.io, Configuration, dryRun. */
function isDry(args: readonly string[], around: Pick<Surroundings, 'file'>): boolean {
  const said = args.findLast((each) => /^(?:-d$|--(?:no-)?dry-run(?:=|$))/.test(each));
  if (said !== undefined) return !/^--no-|=false$/.test(said);
  return isDryByConfiguration(around);
}
