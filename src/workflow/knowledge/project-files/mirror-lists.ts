/** The files in which programs that mirror images list where each of them goes. */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import { yaml } from './parsed.js';

/**
 * Of image-syncer, JSON or YAML: `source: target`, `source: [target, …]`, in older files under `images` (github.com/AliyunContainerService/image-syncer,
 * README). A target without a tag takes those of its source. null: the file can't be read.
 */
export function syncerTargets(text: string | null): string[] | null {
  const file = recordOf(yaml(text));
  if (file === null) return null;
  const listed = recordOf(file.images) ?? file;
  return Object.values(listed)
    .flat()
    .flatMap((each) => (typeof each === 'string' && each !== '' ? [each] : []));
}

/** Of dregsy: each mapping of a task, at the registry of its target (github.com/xelalexv/dregsy, Configuration). null as above. */
export function dregsyTargets(text: string | null): string[] | null {
  const file = recordOf(yaml(text));
  if (file === null) return null;
  const tasks = Array.isArray(file.tasks) ? file.tasks : [];
  return tasks.flatMap((each) => {
    const { target, mappings } = recordOf(each) ?? {};
    const registry = recordOf(target)?.registry;
    if (typeof registry !== 'string' || !Array.isArray(mappings)) return [];
    return mappings.flatMap((mapping) => {
      const { from, to = from } = recordOf(mapping) ?? {};
      // A pattern names whatever it meets.
      if (typeof to !== 'string') return [];
      return [`${registry}/${to.startsWith('regex:') ? HOLE : to.replace(/^\/+/, '')}:${HOLE}`];
    });
  });
}
