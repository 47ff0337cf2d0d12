/** What the runner has pulled for a job before the first of its steps, and so before ours. */
import { referenceAt } from '../../knowledge/names/names.js';
import type { WalkOptions } from '../steps/frame.js';
import { containersOf } from './job-containers.js';

/**
 * Those of a registry, each once. With credentials of its own one is none of our business: without any the runner takes the job's
 * token (actions/runner, src/Runner.Worker/ContainerOperationProvider.cs, UpdateRegistryAuthForGitHubToken).
 *
 * @param walks a job in each of its legs
 * @returns undefined: it pulls nothing there
 */
export function pulledBefore(walks: readonly WalkOptions[], registry: string): string[] | undefined {
  const here = walks
    .flatMap((walk) => containersOf(walk))
    .flatMap(({ image, login }) => {
      const reference = referenceAt(registry, image.found.reference);
      return reference ? [{ reference, hasLogin: login !== null }] : [];
    });
  if (here.length === 0) return undefined;
  return [...new Set(here.flatMap(({ reference, hasLogin }) => (hasLogin ? [] : [reference])))];
}
