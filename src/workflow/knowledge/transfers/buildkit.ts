/**
 * What BuildKit is told, whoever tells it (the action's inputs, the options of
 * `docker buildx`, a bake file): outputs, caches, tags.
 */
import type { Access } from '../../../types.js';
import type { Chance } from '../../language/chance.js';
import { withoutAbsent } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Found } from '../clients.js';
import { lacksTag } from '../names/metadata-tags.js';
import { attributes, linesOf } from '../names/names.js';

/** BuildKit's `type=registry,ref=…`; `type=registry` is implied when only a reference stands there. */
export function cacheEntries(value: string, access: Access, input: string): Found[] {
  return linesOf(value).flatMap((line): Found[] => {
    const fields = attributes(line);
    const plain = fields.size === 1 && [...fields][0]?.[1] === '' ? line : null;
    const reference = fields.get('type') === 'registry' ? fields.get('ref') : plain;
    const mayFail = fields.get('ignore-error') === 'true';
    return reference
      ? [{ reference, access, role: 'cache', runs: 'yes', input, client: 'buildx', mayFail }]
      : [];
  });
}

/**
 * `type=image,name=…,push=true` and `type=registry`. Several entries may stand on
 * several lines. The names are the tags, which take the place of the entry's own (buildx build/opt.go, "fill in image exporter
 * names from tags"); without any, the entry's own.
 * Docs: docs.docker.com/build/exporters/image-registry
 * @param asked `--push`, where no tag says what is pushed: it makes each image among them one that is (buildx, commands/build.go,
 * exportPush)
 */
export function outputEntries(
  value: string,
  tags: readonly string[],
  input: string,
  asked: Chance = 'no',
): Found[] {
  const isTagged = tags.some((tag) => withoutAbsent(tag).trim() !== '' && !lacksTag(tag));
  return linesOf(value).flatMap((line) => {
    const fields = attributes(line);
    // What no text tells may be a field, or several; behind a slash it is a part of a path.
    const untold = [...fields.keys()].some((each) => hasHole(each.split('/', 1)[0] ?? '')) ? HOLE : null;
    const type = fields.get('type') ?? untold ?? '';
    let runs: Chance = 'no';
    if (type === 'registry') runs = 'yes';
    else if (type === 'image' || hasHole(type)) {
      const push = fields.get('push') ?? untold ?? 'false';
      runs = push === 'true' || push === '1' ? 'yes' : hasHole(push) || hasHole(type) ? 'unknown' : asked;
    }
    if (runs === 'no') return [];
    const names = fields.get('name');
    const references = names && !isTagged ? names.split(',').map((each) => each.trim()) : tags;
    return images(references, runs, input);
  });
}

/** Images that an input names, with what decides whether they are pushed. */
export function images(
  references: readonly string[],
  runs: Chance,
  input: string,
  rest?: Partial<Found>,
): Found[] {
  return references.map((reference) => ({
    reference,
    access: 'push',
    role: 'image',
    runs,
    input,
    client: 'buildx',
    ...rest,
  }));
}
