/** The images of the functions in a stack file of OpenFaaS (docs.openfaas.com/reference/yaml). */
import { recordOf } from '../../../../evidence/json-text.js';
import { withoutTag } from '../../../../evidence/registry/untagged.js';
import { HOLE } from '../../../language/values.js';
import type { Surroundings } from '../../clients.js';
import { interpolated } from '../interpolation.js';
import { yamlFields } from '../parsed.js';

/** With any tag, since an option may make it; null: the file is not at hand, or has none. */
export function functionImages(
  path: string,
  { file, variable }: Pick<Surroundings, 'file' | 'variable'>,
): string[] | null {
  const functions = recordOf(yamlFields(file(path))?.functions);
  if (!functions) return null;
  return Object.values(functions).flatMap((each) => {
    const { image, skip_build: isSkipped } = recordOf(each) ?? {};
    if (typeof image !== 'string' || isSkipped === true) return [];
    const { text } = interpolated(image, (name) => variable(name) ?? undefined);
    return `${withoutTag(text)}:${HOLE}`;
  });
}
