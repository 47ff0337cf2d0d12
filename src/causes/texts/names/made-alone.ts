/**
 * Tags that docker/metadata-action makes without the name of an image, since it is given none: each is a whole reference then, and
 * names an image of Docker Hub (metadata-action src/meta.ts, getTags).
 */
import type { FileEdit } from '../../../fix/diff.js';
import { misnamedInput } from '../../../fix/slips/misnamed-inputs.js';
import { keyEdit } from '../../../fix/slips/misspelt-keys.js';
import type { PushReading } from '../../../workflow/reading/every-run.js';
import { makerOf } from '../../../workflow/reading/names/place.js';
import {
  child,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
} from '../../../workflow/text/document.js';
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

/** The input by its right name; a value without a registry, which would be a name at Docker Hub, has that in front. */
export function renamedImages(
  { file, text: source }: WorkflowDocument,
  misnamed: YamlEntry,
  registry: string,
): FileEdit[] {
  const { node } = misnamed.value;
  const name = (text(node) ?? '').trim();
  const start = source.indexOf(name, node.start);
  const isBare = BARE.test(name) && start + name.length <= node.end;
  return [
    { file, ...keyEdit(misnamed.key, 'images') },
    ...(isBare ? [{ file, start, end: start, text: `${registry}/` }] : []),
  ];
}

/** An owner and a name, also where GitHub fills in either. */
const BARE =
  /^(?:\$\{\{\s*github\.repository\s*\}\}|(?:\$\{\{\s*github\.repository_owner\s*\}\}|[\w-]+)\/[^\s,]+)$/;
