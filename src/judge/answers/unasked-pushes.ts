/** Pushes of the job about which nobody asked, because the images that were given do not name them. */
import { withoutTag } from '../../evidence/registry/untagged.js';
import type { Evidence } from '../../evidence/types/evidence.js';

/** Their names without tags, each once; none where the steps were not read, or a refusal says more. */
export function unaskedPushes({
  access,
  imagesFrom,
  images,
  registry,
  workflow,
}: Pick<Evidence, 'access' | 'imagesFrom' | 'images' | 'registry' | 'workflow'>): string[] {
  if (access !== 'push' || imagesFrom !== 'input' || !workflow) return [];
  const isAllowed = images.every(({ answers }) => answers.some(({ answer }) => answer.outcome === 'allowed'));
  if (!isAllowed) return [];
  const asked = new Set(images.map(({ image }) => `${image.registry}/${image.name}`));
  const found = new Set<string>();
  for (const push of workflow.pushes) {
    if (push.access !== 'push' || push.role !== 'image' || push.runs === 'no' || push.reference === null)
      continue;
    const name = withoutTag(push.reference.toLowerCase());
    // A host that is only misspelt is asked about whatever was given.
    if (name.startsWith(`${registry}/`) && !asked.has(name)) found.add(name);
  }
  return [...found];
}
