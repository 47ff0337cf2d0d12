/** Red Hat's actions around podman and buildah. */
import { withoutAbsent } from '../../language/origins.js';
import { HOLE } from '../../language/values.js';
import type { Action, StepInputs } from '../action.js';
import type { Found } from '../clients.js';
import { images } from '../transfers/buildkit.js';

/**
 * `tags` that are full names win over `registry`, `image` and a tag. All of it is written in small letters, by version 2
 * all but the registry, which may hold an owner (CHANGELOG.md, 3.0.0). Early releases call the image `image-to-push`.
 */
function pushToRegistry(inputs: StepInputs): Found[] {
  const tags = tagsOf(inputs);
  const given = (inputs.text('registry') ?? '').replace(/\/+$/, '');
  const registry = inputs.major === 1 || inputs.major === 2 ? given : given.toLowerCase();
  const image = inputs.text('image') ?? inputs.text('image-to-push') ?? '';
  const references = tags.map((tag) => {
    if (tag.includes('/')) return tag.toLowerCase();
    const named = `${image}:${tag}`.toLowerCase();
    return registry === '' ? named : `${registry}/${named}`;
  });
  const password = inputs.text('password');
  return images(references, 'yes', 'registry', {
    client: 'containers',
    ...(password === null ? {} : { password }),
  });
}

/** "For multiple tags, separate by whitespace": what comes to nothing is none of them, and where all does, its default counts. */
function tagsOf(inputs: StepInputs): string[] {
  const tags = (inputs.text('tags') ?? '').split(/\s+/).filter((each) => withoutAbsent(each) !== '');
  return tags.length === 0 ? ['latest'] : tags;
}

export const PODMAN_ACTIONS: readonly Action[] = [
  {
    // It writes podman's file and ~/.docker/config.json.
    uses: ['redhat-actions/podman-login'],
    source: 'https://github.com/redhat-actions/podman-login src/index.ts',
    signs: (inputs) => [
      {
        host: inputs.text('registry') ?? HOLE,
        password: inputs.text('password') ?? HOLE,
        user: inputs.text('username') ?? '',
        sends: 'trimmed',
        stores: ['containers', 'docker'],
        input: 'registry',
      },
    ],
    leavesEnvironment: true,
  },
  {
    uses: ['redhat-actions/buildah-build'],
    source: 'https://github.com/redhat-actions/buildah-build#action-outputs',
    outputs: (inputs) => [
      ['image', (inputs.text('image') ?? HOLE).toLowerCase()],
      ['tags', tagsOf(inputs).join(' ')],
    ],
    leavesEnvironment: true,
  },
  {
    // It builds on the machine, and tells what it was told.
    uses: ['redhat-actions/s2i-build'],
    source: 'https://github.com/redhat-actions/s2i-build#action-outputs',
    outputs: (inputs) => [
      ['image', inputs.text('image') ?? HOLE],
      ['tags', inputs.text('tags') ?? 'latest'],
    ],
    leavesEnvironment: true,
  },
  {
    uses: ['redhat-actions/push-to-registry'],
    source: 'https://github.com/redhat-actions/push-to-registry#action-inputs',
    example: { registry: 'ghcr.io/octo', image: 'app', tags: 'latest' },
    finds: pushToRegistry,
    leavesEnvironment: true,
  },
];
