/** The names that later steps put a tag behind, where nothing is pushed in this run, or a cache alone. Apart, because few runs are of the kind. */
import { parseReference } from '../../../evidence/registry/reference.js';
import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { Evidence } from '../../../evidence/types/evidence.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import { setOutput } from '../toolkit.js';

/**
 * A build that only tags has a name to tag with (contract, section 2: always a reference): what another run would push, as that
 * run would hand it on, else the repository's own name. Images that were given say for themselves that there is none.
 */
export function handOnUnpushed({ imagesFrom, workflow, registry, run }: Evidence): void {
  if (imagesFrom === 'input' || !run.repository) return;
  const context = { registry, owner: run.owner };
  // What no client takes for a name is none to put a tag behind; capitals are put right, as anywhere in the outputs.
  const nameOf = ({ reference }: Pick<WorkflowPush, 'reference'>): string[] => {
    if (!reference?.includes('/')) return [];
    const parsed = parseReference(withoutTag(reference), context);
    if ('host' in parsed || parsed.problem?.kind === 'invalid') return [];
    return [`${parsed.registry}/${parsed.name}`];
  };
  const images = (workflow?.pushes ?? []).filter(({ role }) => role === 'image');
  const pushed = images.flatMap(nameOf);
  const names = new Set(pushed.length > 0 ? pushed : nameOf({ reference: `${registry}/${run.repository}` }));
  const [first = ''] = names;
  setOutput('image-names', [...names].join('\n'));
  setOutput('image-name', first);
}
