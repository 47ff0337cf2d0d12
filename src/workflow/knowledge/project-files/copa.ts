/** Where `copa patch --config` pushes the images that its file lists (github.com/project-copacetic/copacetic, Bulk Image Patching). */
import { recordOf } from '../../../evidence/json-text.js';
import { HOLE } from '../../language/values.js';
import { nameOfFile } from '../../language/workspace.js';
import { yamlFields } from './parsed.js';

/** Each beside its source, or by its own name below the registry that the file or its entry names; null: the file can't be read. */
export function copaImages(text: string | null): string[] | null {
  const file = yamlFields(text);
  if (file === null) return null;
  const below = registryOf(file);
  const listed = Array.isArray(file.images) ? file.images : [];
  const images = listed.flatMap((each) => {
    const entry = recordOf(each);
    if (typeof entry?.image !== 'string') return [];
    const registry = registryOf(entry) ?? below;
    const name = registry === null ? entry.image : `${registry}/${nameOfFile(entry.image)}`;
    return [`${name}:${HOLE}`];
  });
  // A chart names its images itself.
  const ofCharts = Array.isArray(file.charts) && file.charts.length > 0;
  return ofCharts ? [...images, `${below ?? HOLE}/${HOLE}:${HOLE}`] : images;
}

/** `target.registry`, of the file or of one of its images. */
function registryOf(owner: Record<string, unknown>): string | null {
  const registry = recordOf(owner.target)?.registry;
  return typeof registry === 'string' && registry !== '' ? registry.replace(/\/+$/, '') : null;
}
