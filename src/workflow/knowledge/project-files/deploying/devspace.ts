/** The images of a devspace.yaml (devspace.sh/docs/configuration/images). */
import { recordOf } from '../../../../evidence/json-text.js';
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { yamlFields } from '../parsed.js';

/** A variable of devspace's own, which a file, a question or the environment fills in. */
const VARIABLE = /\$!?\{[^}]*\}/g;

/** Those that are pushed; null: the file is not at hand, or has none. Whoever names no tag gets a random one. */
export function devspaceImages(path: string, { file }: Pick<Surroundings, 'file'>): string[] | null {
  const images = recordOf(yamlFields(file(path))?.images);
  if (!images) return null;
  return Object.values(images).flatMap((each) => {
    const { image, skipPush } = recordOf(each) ?? {};
    if (typeof image !== 'string' || skipPush === true) return [];
    return `${image.replace(VARIABLE, HOLE)}:${HOLE}`;
  });
}
