/** Actions that build the images of development containers, and publish their features and templates. */
import type { Chance } from '../../../language/chance.js';
import { HOLE, hasHole } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import type { Found, Surroundings } from '../../clients.js';
import { entriesOf, linesOf } from '../../names/names.js';
import { images } from '../../transfers/buildkit.js';
import type { SeldomAction } from './seldom-action.js';

/** `push: filter` pushes for the events and refs of two more inputs. */
function devcontainer(inputs: StepInputs, around: Surroundings): Found[] {
  const event = around.event();
  const name = inputs.text('imageName');
  const mode = inputs.text('push') ?? 'filter';
  if (name === null || mode === 'never') return [];
  const events = linesOf(inputs.text('eventFilterForPush') ?? 'push');
  let runs: Chance = mode === 'always' ? 'yes' : 'unknown';
  if (mode === 'filter' && event !== null) {
    runs = events.includes(event)
      ? ofRef(linesOf(inputs.text('refFilterForPush') ?? ''), around.ref())
      : 'no';
  }
  const tags = entriesOf(inputs.text('imageTag') ?? 'latest');
  return images(
    tags.map((tag) => `${name}:${tag}`),
    runs,
    'imageName',
  );
}

/** One of these refs is meant, or each where none is named. */
function ofRef(refs: readonly string[], ref: string | null): Chance {
  if (refs.length === 0) return 'yes';
  if (ref === null || hasHole(ref) || refs.some(hasHole)) return 'sometimes';
  return refs.includes(ref) ? 'yes' : 'no';
}

function devcontainerFeatures(inputs: StepInputs, { repository, variable }: Surroundings): Found[] {
  const registry = inputs.text('oci-registry') ?? 'ghcr.io';
  const namespace = inputs.text('features-namespace') ?? repository()?.toLowerCase() ?? HOLE;
  const password = variable('GITHUB_TOKEN');
  const runs =
    inputs.flag('publish-features') === 'no'
      ? inputs.flag('publish-templates')
      : inputs.flag('publish-features');
  if (runs === 'no' || inputs.flag('validate-only') === 'yes') return [];
  return images([`${registry}/${namespace}/${HOLE}`], runs, 'publish-features', {
    ...(password === null ? { mayBeConfigured: true } : { password }),
  });
}

export const DEVCONTAINER_ACTIONS: readonly SeldomAction[] = [
  {
    uses: ['devcontainers/ci'],
    source: 'https://github.com/devcontainers/ci/blob/main/action.yml: push is `filter` by default',
    example: { imageName: 'ghcr.io/octo/dev' },
    finds: devcontainer,
    log: { name: 'devcontainers', frame: /\[httpOci\]|devcontainer/i },
  },
  {
    uses: ['devcontainers/action'],
    source:
      'https://github.com/devcontainers/action#publish: to ghcr.io/OWNER/REPO with GITHUB_TOKEN of its env',
    example: { 'publish-features': 'true' },
    finds: devcontainerFeatures,
    elsewhere: /devcontainers\/action/i,
    log: { name: 'devcontainers', frame: /\[httpOci\]|devcontainer/i },
  },
];
