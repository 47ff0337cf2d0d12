/** Compose files as a bake reads them: services that are built are its targets, and all of them its default. */
import { recordOf } from '../../../../evidence/json-text.js';
import type { Surroundings } from '../../clients.js';
import { builtServices } from '../compose.js';

/** One that a service is. */
interface ComposedTarget {
  name: string;
  tags: string[];
  outputs: string[];
}

/** Docs: docs.docker.com/build/bake/compose-file: `image`, `build.tags`, and what `x-bake` says in their place. */
export function composeTargets(file: string, around: Surroundings): ComposedTarget[] {
  return builtServices([file], around).map(({ name, build, images, filled }) => {
    const own = recordOf(recordOf(build)?.['x-bake']);
    const listed = (key: string) =>
      [own?.[key]].flat().filter((each): each is string => typeof each === 'string');
    const tags = listed('tags').map(filled);
    return { name, tags: tags.length > 0 ? tags : images, outputs: listed('output').map(filled) };
  });
}
