/** The images that `docker compose pull` pulls: those of all services that are not only built. */
import type { WorkflowProblem } from '../../evidence/types.js';
import { interpolated } from '../knowledge/project-files/interpolation.js';
import { child, entry, map, text as scalar } from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { locate } from '../text/places.js';
import type { ImageUse } from './image-use.js';

export type ComposeReading =
  | { images: ImageUse[]; onlyBuilt: number; problem: null }
  | { images: null; problem: WorkflowProblem };

/** @param variable what the env file or the environment sets */
export function readComposeFile(
  file: string,
  text: string,
  variable: (name: string) => string | undefined,
): ComposeReading {
  const { document, problem } = parseWorkflow(file, text);
  if (problem) return { images: null, problem };
  const images: ImageUse[] = [];
  let onlyBuilt = 0;
  for (const { value } of map(child(document.root, 'services'))?.entries ?? []) {
    const image = entry(value.node, 'image');
    const written = scalar(image?.value.node);
    if (!image || written === null) {
      if (entry(value.node, 'build')) onlyBuilt += 1;
      continue;
    }
    const { text: name, missing } = interpolated(written, variable);
    images.push({ name, shown: written, location: locate(document, image.value.at), missing });
  }
  return { images, onlyBuilt, problem: null };
}
