/** Actions whose inputs name what they push, each in its own way, with the login of the machine or one that they are given. */
import { HOLE } from '../../../language/values.js';
import { entriesOf } from '../../names/names.js';
import { images } from '../../transfers/buildkit.js';
import type { SeldomAction } from './seldom-action.js';

export const PLAIN_PUSHES: readonly SeldomAction[] = [
  {
    uses: ['int128/kaniko-action'],
    source: 'https://github.com/int128/kaniko-action#inputs',
    example: { push: 'true', tags: 'ghcr.io/octo/app' },
    finds: (inputs) =>
      images(entriesOf(inputs.text('tags') ?? ''), inputs.flag('push'), 'tags', { client: 'docker' }),
  },
  {
    uses: ['iloveitaly/github-action-nixpacks', 'iloveitaly/github-action-railpack'],
    source:
      'https://github.com/iloveitaly/github-action-railpack/blob/main/entrypoint.sh: without tags the name of the repository, as it is spelt',
    example: { context: '.', tags: 'ghcr.io/octo/app:1', push: 'true' },
    finds: (inputs, { repository }) => {
      const given = (inputs.text('tags') ?? '').split(/[\s,]+/).filter(Boolean);
      const names = given.length > 0 ? given : [`ghcr.io/${repository() ?? HOLE}:latest`];
      return images(names, inputs.flag('push'), 'tags', { client: 'docker' });
    },
    leavesEnvironment: true,
    elsewhere: /github-action-(?:nix|rail)pack/i,
  },
  {
    // In a container, where the logins of the machine are not.
    uses: ['dfreilich/pack-action'],
    source: 'https://github.com/dfreilich/pack-action#inputs: args, username, password, registry',
    example: {
      args: 'build ghcr.io/octo/app --publish',
      registry: 'ghcr.io',
      username: 'octo',
      password: '${{ github.token }}',
    },
    finds: (inputs) => {
      const [command, name = HOLE, ...rest] = (inputs.text('args') ?? '').trim().split(/\s+/);
      if (command !== 'build' || !rest.includes('--publish')) return [];
      const isLoggedIn = inputs.text('username') !== null;
      const password = isLoggedIn ? (inputs.text('password') ?? '') : '';
      return images([name], 'yes', 'args', { client: 'ggcr', password });
    },
    leavesEnvironment: true,
  },
  {
    // In a container, too. Without a registry it is Docker Hub.
    uses: ['dinushchathurya/build-tag-push-action'],
    source:
      'https://github.com/dinushchathurya/build-tag-push-action#usage: registry, repoOwner, repository, tag, username, password',
    example: {
      registry: 'ghcr.io',
      repoOwner: 'octo',
      repository: 'app',
      tag: '1.0.0',
      password: '${{ github.token }}',
    },
    finds: (inputs) => {
      const registry = inputs.text('registry');
      const name = `${inputs.text('repoOwner') ?? HOLE}/${inputs.text('repository') ?? HOLE}`;
      return registry === null
        ? []
        : images([`${registry}/${name}:${inputs.text('tag') ?? HOLE}`], 'yes', 'repository', {
            client: 'docker',
            password: inputs.text('password') ?? '',
          });
    },
    leavesEnvironment: true,
  },
  {
    uses: ['1k-off/action-oras-push'],
    source:
      'https://github.com/1k-off/action-oras-push/blob/main/action.yml: registry, repository, tag, password',
    example: { registry: 'ghcr.io', repository: 'octo/app', files: 'app.tar' },
    finds: (inputs) => {
      const name = `${inputs.text('registry') ?? HOLE}/${inputs.text('repository') ?? HOLE}`;
      const password = inputs.text('password');
      return images([`${name}:${inputs.text('tag') ?? 'latest'}`], 'yes', 'repository', {
        client: 'docker',
        ...(password ? { password } : {}),
      });
    },
  },
];
