/** Compose files as a bake reads them: services that are built are its targets, and all of them its default. */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import { folderOf } from '../../../language/workspace.js';
import type { Surroundings } from '../../clients.js';
import { builtServices } from '../compose.js';
import { inFolder } from '../files.js';
import { type BakeTarget, NO_SETTINGS } from './bake-target.js';

/**
 * Docs: docs.docker.com/build/bake/compose-file: `image`, `build.tags`, `build.cache_to`, and what `x-bake` says in their place.
 *
 * @param folder in which the bake is called
 */
export function composeTargets(file: string, folder: string, around: Surroundings): BakeTarget[] {
  const isBeside = folderOf(file) === folderOf(inFolder(folder, 'file'));
  return builtServices([file], around).map(({ name, build, images, filled }) => {
    const own = typeof build === 'string' ? { context: build } : recordOf(build);
    const bake = recordOf(own?.['x-bake']);
    const listed = (key: string, of = bake) =>
      [of?.[key]].flat().flatMap((each) => (typeof each === 'string' ? [filled(each)] : []));
    const tags = listed('tags');
    const replaced = [own?.additional_contexts, own?.dockerfile_inline, bake?.contexts];
    return {
      ...NO_SETTINGS,
      name,
      tags: tags.length > 0 ? tags : images,
      outputs: listed('output'),
      cachesTo: [...listed('cache_to', own), ...listed('cache-to')],
      cachesFrom: [...listed('cache_from', own), ...listed('cache-from')],
      // Nobody has looked what the folder of a file that lies elsewhere is relative to.
      context: isBeside ? [listed('context', own)[0] ?? '.'] : [HOLE],
      dockerfile: listed('dockerfile', own),
      stage: listed('target', own),
      args: argumentsIn(own?.args).map(filled),
      replaces: replaced.some((each) => each !== undefined) ? [HOLE] : [],
    };
  });
}

/** A list or a mapping; one without a value has that of the environment (docs: Compose Build Specification, args). */
function argumentsIn(args: unknown): string[] {
  if (Array.isArray(args)) return args.map(String);
  return Object.entries(recordOf(args) ?? {}).map(([name, value]) =>
    value === null ? name : `${name}=${String(value)}`,
  );
}
