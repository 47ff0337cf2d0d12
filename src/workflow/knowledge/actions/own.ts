/** This project's own action, whoever publishes it: it logs in with the first of its tokens that the registry takes. */
import { listed } from '../../../evidence/listed.js';
import { withoutTag } from '../../../evidence/registry/untagged.js';
import { PROJECT } from '../../../version.js';
import { FOUND, GITHUB_TOKEN, standIn, withoutAbsent } from '../../language/origins.js';
import type { Value } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import { COMMON_STORES, hostOfAddress, type Sign } from '../clients.js';

const REGISTRY = 'ghcr.io';

/** `ghcr-token`, else `github-token`, whose default is the job's own (docs/contract.md, section 2). */
function ownLogin(inputs: StepInputs): Sign[] {
  if (inputs.text('login') === 'none') return [];
  const first = withoutAbsent(inputs.text('ghcr-token') ?? '').trim();
  const second = inputs.text('github-token') ?? GITHUB_TOKEN;
  const host = inputs.text('registry');
  return [
    {
      ...(host === null ? { host: REGISTRY, isGitHubs: true as const } : { host: hostOfAddress(host) }),
      password: first === '' ? second : standIn({ kind: 'either', of: [first, second] }),
      stores: COMMON_STORES,
      input: inputs.text('ghcr-token') === null ? 'github-token' : 'ghcr-token',
    },
  ];
}

/** What later steps may name by them: the images that were given, or some of this registry. */
function ownOutputs(inputs: StepInputs): [string, Value][] {
  const registry = inputs.text('registry') ?? REGISTRY;
  const given = listed((inputs.text('images') ?? '').toLowerCase())
    .filter((each) => !each.startsWith('type='))
    .map((each) => (WITHOUT_HOST.test(each) ? `${registry}/${each}` : each));
  return imageOutputs(registry, given);
}

/**
 * The outputs of which later steps build names (docs/contract.md, section 2).
 *
 * @param given the images that it is known to hand on; none: those that it finds
 */
export function imageOutputs(registry: string, given: readonly string[]): [string, Value][] {
  const references = given.length > 0 ? given : [`${registry}/${FOUND}`];
  const names = [...new Set(references.map(withoutTag))];
  return [
    ['registry', registry],
    ['images', references.join('\n')],
    ['image', references[0] ?? ''],
    ['image-names', names.join('\n')],
    ['image-name', names[0] ?? ''],
  ];
}

/** `owner/app`: of what is not known here, it may be the host. */
const WITHOUT_HOST = /^(?!localhost\/)[a-z\d][a-z\d-]*\//;

export const OWN_ACTION: Action = {
  uses: [PROJECT],
  source: 'docs/contract.md, section 2',
  signs: ownLogin,
  outputs: ownOutputs,
  lacks: new Set(['image_name', 'image_names', 'imagename', 'name', 'tag', 'tags']),
  elsewhere: /\/ghcr-preflight\b/i,
  leavesEnvironment: true,
};

/** `OWNER/ghcr-preflight` of any owner; not the other actions in its folders, which log in nowhere. */
export function isOwnAction(name: string): boolean {
  return /^[^/]+\/ghcr-preflight$/.test(name);
}

/** It, or one of those in its folders: `lint`, `explain`, `audit` and what belongs to an audit. */
export function isOfOwnRepository(name: string): boolean {
  return isOwnAction(name.split('/').slice(0, 2).join('/'));
}
