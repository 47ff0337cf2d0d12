/** The name that later steps put a tag behind, where nothing is pushed in this run. Apart, because few runs are of the kind. */
import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { Evidence } from '../../../evidence/types/evidence.js';
import { setOutput } from '../toolkit.js';

/**
 * A build that only tags has a name to tag with (contract, section 2: always a reference): what another run would push,
 * by the first of its names, else the repository's own. Images that were given say for themselves that there is none.
 */
export function handOnUnpushed({ imagesFrom, workflow, registry, run }: Evidence): void {
  if (imagesFrom === 'input' || !run.repository) return;
  const start = `${registry}/`;
  const named = workflow?.pushes.find(({ reference }) => reference?.startsWith(start))?.reference;
  const name = withoutTag(named ?? start + run.repository).toLowerCase();
  for (const output of ['image-names', 'image-name']) setOutput(output, name);
}
