/** What docker, helm or an action does not take, though the grammar of references does. */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { NameProblem } from '../../../evidence/types/reference.js';

/** `:1`, `@sha256:…`. */
const BEHIND_NAME = /[:@][^/]*$/;

/** What a client refuses before it asks anybody. */
export type ClientRefusal = Extract<
  NameProblem,
  {
    kind:
      | 'pushed-digest'
      | 'no-scheme'
      | 'tag-and-digest'
      | 'no-transport'
      | 'not-bare'
      | 'all-tags'
      | 'several-names'
      | 'unmarked-name';
  }
>;

/**
 * null: as far as is known it takes the reference. Sources: facts N2, K18; helm/helm#30887.
 *
 * @param given the reference without what is empty, with `…` for what its text does not tell
 */
export function clientRefusal(given: string, refuses: WorkflowPush['refuses']): ClientRefusal | null {
  const name = given.replace(refuses === 'digest' || refuses === 'tag-and-digest' ? /@.*$/ : BEHIND_NAME, '');
  switch (refuses) {
    case 'no-scheme':
      return {
        kind: 'no-scheme',
        corrected: `oci://${given.replace(/^(?:https?|docker|oci):\/{0,2}/i, '')}`,
      };
    case 'no-transport':
      return { kind: 'no-transport', corrected: `docker://${given}` };
    case 'digest':
      return { kind: 'pushed-digest', corrected: BEHIND_NAME.test(name) ? name : `${name}:TAG` };
    case 'tag-and-digest':
      return { kind: 'tag-and-digest', corrected: name };
    case 'tag':
      return name === given ? null : { kind: 'not-bare', corrected: name };
    case 'tag-of-all':
      return name === given ? null : { kind: 'all-tags', corrected: name };
    case 'several':
      return { kind: 'several-names', corrected: '' };
    case 'unmarked':
      return { kind: 'unmarked-name', corrected: '' };
    default:
      return null;
  }
}
