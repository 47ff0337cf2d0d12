/** Actions that build images and push them in one go, with a login that was made before. */
import type { Action } from '../action.js';
import { entriesOf } from '../names/names.js';
import { images } from '../transfers/buildkit.js';
import { onByDefault } from './switches.js';

export const BUILDER_ACTIONS: readonly Action[] = [
  {
    uses: ['int128/kaniko-action'],
    source: 'https://github.com/int128/kaniko-action#inputs',
    example: { push: 'true', tags: 'ghcr.io/octo/app' },
    finds: (inputs) =>
      images(entriesOf(inputs.text('tags') ?? ''), inputs.flag('push'), 'tags', { client: 'docker' }),
  },
  {
    uses: ['int128/docker-manifest-create-action'],
    source: 'https://github.com/int128/docker-manifest-create-action#inputs: push is true by default',
    example: { tags: 'ghcr.io/octo/app', sources: 'ghcr.io/octo/app:amd64' },
    finds: (inputs) =>
      images(entriesOf(inputs.text('tags') ?? ''), onByDefault(inputs, 'push'), 'tags', { client: 'buildx' }),
  },
  {
    uses: ['noelware/docker-manifest-action'],
    source:
      'https://github.com/Noelware/docker-manifest-action#inputs; src/tools of version 1: imagetools makes `tags` of `inputs` whatever `push` says, unless it is to fall back on docker manifest',
    example: { inputs: 'ghcr.io/octo/app:amd64', tags: 'ghcr.io/octo/app:1' },
    finds: (inputs) => {
      const [sources, tags] = [entriesOf(inputs.text('inputs') ?? ''), inputs.text('tags')];
      if (tags !== null && inputs.flag('fallback') === 'no')
        return [
          ...images(sources, 'yes', 'inputs', { access: 'pull', client: 'docker', isCopied: true }),
          ...images(entriesOf(tags), 'yes', 'tags', { client: 'docker' }),
        ];
      return images(
        entriesOf(inputs.text('outputs') ?? inputs.text('inputs') ?? inputs.text('base-image') ?? ''),
        inputs.text('push') === null ? 'unknown' : inputs.flag('push'),
        inputs.text('outputs') === null ? 'inputs' : 'outputs',
        { client: 'docker' },
      );
    },
  },
];
