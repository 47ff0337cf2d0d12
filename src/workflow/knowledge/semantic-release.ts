/** What a release by semantic-release pushes, by its arguments and its configuration. */
import type { Found, Surroundings } from './clients.js';
import { releasedImages } from './project-files/semantic-release.js';
import { push } from './transfers.js';

/** It publishes where the commits since the last release ask for it, and nothing for a pull request. */
export function released(args: readonly string[], around: Surroundings): Found[] {
  if (args.some((each) => /^(?:-d|--dry-run)(?:=true)?$/.test(each))) return [];
  const runs = around.event()?.startsWith('pull_request') ? 'no' : 'sometimes';
  // Its plugins may log in with variables of their own.
  return releasedImages(around).flatMap((image) => push(image, { runs, mayBeConfigured: true }));
}
