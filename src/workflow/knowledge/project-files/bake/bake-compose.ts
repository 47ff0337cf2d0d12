/** Compose files as a bake reads them: services that are built are its targets, and all of them its default. */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { builtServices } from '../compose.js';
import { type BakeTarget, NO_SETTINGS } from './bake-target.js';

/** Docs: docs.docker.com/build/bake/compose-file: `image`, `build.tags`, `build.cache_to`, and what `x-bake` says in their place. */
export function composeTargets(file: string, around: Surroundings): BakeTarget[] {
  return builtServices([file], around).map(({ name, build, images, filled }) => {
    const own = recordOf(build);
    const listed = (key: string, of = recordOf(own?.['x-bake'])) =>
      [of?.[key]].flat().flatMap((each) => (typeof each === 'string' ? [filled(each)] : []));
    const tags = listed('tags');
    return {
      ...NO_SETTINGS,
      name,
      tags: tags.length > 0 ? tags : images,
      outputs: listed('output'),
      cachesTo: [...listed('cache_to', own), ...listed('cache-to')],
      cachesFrom: [...listed('cache_from', own), ...listed('cache-from')],
      // Nobody has looked what its folder is relative to.
      context: [HOLE],
    };
  });
}
