/**
 * Tags that docker/metadata-action makes without the name of an image, since it is given none: each is a whole reference then, and
 * names an image of Docker Hub (metadata-action src/meta.ts, getTags).
 */
import { misnamedInput } from '../../../fix/slips/misnamed-inputs.js';
import type { PushReading } from '../../../workflow/reading/every-run.js';
import { makerOf } from '../../../workflow/reading/names/place.js';
import { child, entrySpan, map, type Span, text, type YamlEntry } from '../../../workflow/text/document.js';
import type { JobText } from '../../../workflow/text/job.js';

interface MadeAlone {
  place: Span;
  /** The input that was meant to name it: `image`. */
  misnamed: YamlEntry | null;
}

/** Are they all that is pushed here? `null`: they are not. */
export function tagsMadeAlone({ act }: PushReading, job: JobText): MadeAlone | null {
  const { found } = act;
  const step = found.input === 'tags' && found.role === 'image' ? makerOf(act, job) : null;
  const inputs = map(child(step?.node ?? null, 'with'));
  const images = child(inputs, 'images');
  if (!step || !inputs || (images && text(images)?.trim() !== '')) return null;
  const misnamed = misnamedInput(step.node, 'images');
  const told = misnamed ?? step.node.entries.find(({ key }) => key.value === 'uses');
  return { misnamed, place: told ? entrySpan(told) : step.node };
}
