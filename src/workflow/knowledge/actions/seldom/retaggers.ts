/** Actions that give images further names in a registry, or publish what is no image of a Dockerfile. */
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { HOLE } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import type { Surroundings } from '../../clients.js';
import { entriesOf, linesOf } from '../../names/names.js';
import { yamlFields } from '../../project-files/parsed.js';
import { images } from '../../transfers/buildkit.js';
import { onByDefault } from '../switches.js';
import { leftLogin } from './left-login.js';
import type { SeldomAction } from './seldom-action.js';

/** The name that `werf ci-env github` sets where nothing else is set: that of the repository, with the project's below it. */
function werfRepository({ variable, repository, file }: Surroundings): string {
  const project = yamlFields(file('werf.yaml'))?.project;
  const name = typeof project === 'string' ? project : HOLE;
  return variable('WERF_REPO') || `ghcr.io/${repository()?.toLowerCase() ?? HOLE}/${name}`;
}

/** `push configuration ghcr.io/octo/app:1 -f pkg`, `xpkg push -f pkg …`: words of the command line of Crossplane. */
function crossplanePushed(inputs: StepInputs): readonly string[] {
  const words = (inputs.text('command') ?? '').trim().split(/\s+/);
  const [command, ...args] = words[0] === 'xpkg' ? words.slice(1) : words;
  if (command !== 'push') return [];
  const operands = args.filter((each, at) => !each.startsWith('-') && !XPKG_TAKES.test(args[at - 1] ?? ''));
  const isKind = /^(?:configuration|provider|function)$/.test(operands[0] ?? '');
  return operands.slice(isKind ? 1 : 0).slice(0, 1);
}

/** Options with a value (https://docs.crossplane.io/latest/cli/command-reference/#xpkg-push). */
const XPKG_TAKES = /^(?:-f|--package-files|--package|--domain|--override-registry-endpoint)$/;

export const RETAGGERS: readonly SeldomAction[] = [
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
  {
    // It copies with docker's own login, and leaves nothing behind.
    uses: ['akhilerm/tag-push-action'],
    source: 'https://github.com/akhilerm/tag-push-action#inputs: src, dst (a list)',
    example: { src: 'octo/app:1', dst: 'ghcr.io/octo/app:1' },
    finds: (inputs) => [
      ...images(entriesOf(inputs.text('src') ?? ''), 'yes', 'src', { access: 'pull', client: 'docker' }),
      ...images(entriesOf(inputs.text('dst') ?? ''), 'yes', 'dst', { client: 'docker' }),
    ],
    leavesEnvironment: true,
  },
  {
    uses: ['cloudposse/github-action-docker-promote'],
    source:
      'https://github.com/cloudposse/github-action-docker-promote/blob/main/action.yml: it pulls one tag and pushes it by those of docker/metadata-action and `to`; it logs in where it has both a login and a password',
    example: { registry: 'ghcr.io', organization: 'octo', repository: 'app', from: 'sha-1234567' },
    signs: (inputs) =>
      inputs.text('login') && inputs.text('password')
        ? [leftLogin(inputs, inputs.text('registry'), 'password')]
        : [],
    finds: (inputs) => {
      const own = `${inputs.text('organization') ?? HOLE}/${inputs.text('repository') ?? HOLE}`;
      const name = `${inputs.text('registry') ?? HOLE}/${own}`;
      const from = inputs.text('from') ?? HOLE;
      return [
        ...images([`${name}:${from}`], 'yes', 'repository', {
          access: 'pull',
          client: 'docker',
          isCopied: true,
        }),
        ...images([`${name.toLowerCase()}:${HOLE}`], 'yes', 'repository', { client: 'docker' }),
      ];
    },
  },
  {
    // For ghcr.io it sends the token as the registry's own bearer.
    uses: ['shrink/actions-docker-registry-tag'],
    source:
      'https://github.com/shrink/actions-docker-registry-tag/blob/main/src/main.ts, tags.ts: it reads the manifest and puts it by each of the tags, with the token that it is given',
    example: { registry: 'ghcr.io', repository: 'octo/app', target: 'latest', tags: '1.2.3' },
    finds: (inputs) => {
      const name = `${inputs.text('registry') ?? HOLE}/${inputs.text('repository') ?? HOLE}`;
      const own = { client: 'docker', password: inputs.text('token') ?? GITHUB_TOKEN } as const;
      const tags = linesOf(inputs.text('tags') ?? HOLE);
      return [
        ...images([`${name}:${inputs.text('target') ?? HOLE}`], 'yes', 'target', {
          ...own,
          access: 'pull',
          isCopied: true,
        }),
        ...images(
          tags.map((tag) => `${name}:${tag}`),
          'yes',
          'repository',
          own,
        ),
      ];
    },
    leavesEnvironment: true,
  },
  {
    uses: ['tinact/docker.image-retag'],
    source:
      'https://github.com/tinact/docker.image-retag/blob/main/action.yml: it puts the manifest by another tag, with the password that it is given',
    example: {
      registry: 'ghcr.io',
      image_name: 'octo/app',
      image_old_tag: 'edge',
      image_new_tag: '1.0.0',
      registry_password: '${{ github.token }}',
    },
    finds: (inputs) => {
      const host = (inputs.text('registry') ?? HOLE).replace(/^https?:\/\//, '').replace(/\/+$/, '');
      const name = `${host}/${inputs.text('image_name') ?? HOLE}`;
      const own = { client: 'docker', password: inputs.text('registry_password') ?? '' } as const;
      return [
        ...images([`${name}:${inputs.text('image_old_tag') ?? HOLE}`], 'yes', 'image_name', {
          ...own,
          access: 'pull',
          isCopied: true,
        }),
        ...images([`${name}:${inputs.text('image_new_tag') ?? HOLE}`], 'yes', 'image_name', own),
      ];
    },
    leavesEnvironment: true,
  },
  {
    uses: ['bytecodealliance/wkg-github-action'],
    source: 'https://github.com/bytecodealliance/wkg-github-action/blob/main/action.yml: `wkg oci push`',
    example: { 'oci-reference-without-tag': 'ghcr.io/octo/app', version: '1.2.3', file: 'app.wasm' },
    finds: (inputs) =>
      images(
        [`${inputs.text('oci-reference-without-tag') ?? HOLE}:${inputs.text('version') ?? HOLE}`],
        'yes',
        'oci-reference-without-tag',
        { client: 'docker' },
      ),
    leavesEnvironment: true,
  },
  {
    uses: ['crossplane-contrib/xpkg-action'],
    source:
      'https://github.com/crossplane-contrib/xpkg-action/blob/main/action.yml: the command line of Crossplane, with the keychain of crane',
    example: { command: 'push configuration ghcr.io/octo/app:1' },
    finds: (inputs) => images(crossplanePushed(inputs), 'yes', 'command', { client: 'ggcr' }),
    leavesEnvironment: true,
  },
  {
    uses: ['werf/actions/build', 'werf/actions/converge'],
    source:
      'https://github.com/werf/actions README; github.com/werf/werf cmd/werf/ci_env/ci_env.go: it logs in with the token in a folder of its own, and names the repository where WERF_REPO does not',
    example: { 'github-token': '${{ github.token }}' },
    finds: (inputs, around) =>
      images([`${werfRepository(around)}:${HOLE}`], 'yes', 'github-token', {
        client: 'docker',
        password: inputs.text('github-token') ?? GITHUB_TOKEN,
      }),
    elsewhere: /werf\/actions\/(?:build|converge)/i,
  },
  {
    // In a container; whose credential Okteto's builder has, nobody sees.
    uses: ['okteto/build'],
    source: 'https://github.com/okteto/build action.yml, entrypoint.sh: `okteto build -t TAG -f FILE`',
    example: { tag: 'ghcr.io/octo/app:1' },
    finds: (inputs) => {
      const tag = inputs.text('tag');
      return tag ? images([tag], 'yes', 'tag', { client: 'docker', mayBeConfigured: true }) : [];
    },
    leavesEnvironment: true,
  },
];
