/** Actions that are a list of steps: a login, a build, a push. Each login stays on the machine. */
import { repositoryOwner } from '../../../../evidence/repository-name.js';
import type { Chance } from '../../../language/chance.js';
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { HOLE } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import type { Surroundings } from '../../clients.js';
import { linesOf } from '../../names/names.js';
import { images } from '../../transfers/buildkit.js';
import { onByDefault } from '../switches.js';
import { leftLogin } from './left-login.js';
import type { SeldomAction } from './seldom-action.js';

/** `ghcr.io/OWNER` as scripts make it: all in small letters. */
function lowerOwner(inputs: StepInputs, { repository }: Surroundings): string {
  const owner = repositoryOwner(repository()) ?? HOLE;
  return `${inputs.text('registry') ?? 'ghcr.io'}/${owner}`.toLowerCase();
}

/** The input of Kubewarden's actions that holds the token: version 7 gave it another name. */
function kubewardenToken(inputs: StepInputs): string {
  return inputs.text('GITHUB_TOKEN') === null ? 'github-token' : 'GITHUB_TOKEN';
}

/**
 * When Sentry's action pushes: of pushes to the default branch and to those of releases, which the text does not name, and
 * of its queue; of pull requests where it is told to; never else.
 */
function sentryPushes(inputs: StepInputs, { event, ref }: Surroundings): Chance {
  const isOn = onByDefault(inputs, 'ghcr');
  if (isOn !== 'yes') return isOn;
  switch (event()) {
    case 'push':
      return ref()?.startsWith('refs/tags/') ? 'unknown' : 'sometimes';
    case 'merge_group':
      return 'sometimes';
    case 'pull_request':
      return inputs.flag('publish_on_pr');
    case null:
      return 'unknown';
    default:
      return 'no';
  }
}

/** Where `push` is not given, it is the event of that name. */
function pushedOnPush(inputs: StepInputs, { event }: Surroundings): Chance {
  if (inputs.text('push') !== null) return inputs.flag('push');
  const name = event();
  return name === null ? 'unknown' : name === 'push' ? 'yes' : 'no';
}

export const COMPOSITE_ACTIONS: readonly SeldomAction[] = [
  {
    uses: ['flamestro/build-push-github-action'],
    source:
      "https://github.com/flamestro/build-push-github-action/blob/main/action.yml: docker/metadata-action makes the name of the repository's, by default",
    example: { image_name: 'octo/app', token: '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, 'ghcr.io', 'token')],
    finds: (inputs, { repository }) => {
      const name = (inputs.text('image_name') ?? repository() ?? HOLE).toLowerCase();
      return images([`ghcr.io/${name}:${inputs.text('tag') ?? HOLE}`], 'yes', 'image_name');
    },
    elsewhere: /flamestro\/build-push/i,
    leavesEnvironment: true,
  },
  {
    uses: ['benfrisbie/docker-tag-build-push-action'],
    source:
      "https://github.com/benfrisbie/docker-tag-build-push-action/blob/main/action.yml: by default to ghcr.io by the repository's name, which docker/metadata-action lower-cases, and only for a push",
    example: { images: 'ghcr.io/octo/app', password: '${{ github.token }}' },
    signs: (inputs, around) =>
      pushedOnPush(inputs, around) === 'no'
        ? []
        : [
            {
              ...leftLogin(inputs, inputs.text('registry') ?? 'ghcr.io', 'password'),
              password: inputs.text('password') ?? GITHUB_TOKEN,
            },
          ],
    finds: (inputs, around) => {
      const own = `${inputs.text('registry') ?? 'ghcr.io'}/${around.repository() ?? HOLE}`;
      const names = linesOf(inputs.text('images') ?? own);
      return images(
        names.map((name) => `${name.toLowerCase()}:${HOLE}`),
        pushedOnPush(inputs, around),
        'images',
      );
    },
    elsewhere: /docker-tag-build-push-action/i,
  },
  {
    uses: ['lsst-sqre/build-and-push-to-ghcr'],
    source:
      'https://github.com/lsst-sqre/build-and-push-to-ghcr/blob/main/action.yaml: push is true by default, docker/metadata-action makes the name',
    example: { image: 'octo/app', github_token: '${{ github.token }}' },
    signs: (inputs) =>
      onByDefault(inputs, 'push') === 'no' ? [] : [leftLogin(inputs, 'ghcr.io', 'github_token')],
    finds: (inputs) =>
      images(
        [`ghcr.io/${(inputs.text('image') ?? HOLE).toLowerCase()}:${HOLE}`],
        onByDefault(inputs, 'push'),
        'image',
      ),
    elsewhere: /push-to-ghcr/i,
    leavesEnvironment: true,
  },
  {
    uses: ['greenbone/actions/container-build-push-ghcr', 'greenbone/actions/container-build-push-3rd-gen'],
    source:
      'https://github.com/greenbone/actions/tree/v3: both call container-build-push-generic for ghcr.io, which pushes but of a pull request',
    example: { 'image-url': 'octo/app', 'registry-password': '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, 'ghcr.io', 'registry-password')],
    finds: (inputs, { event }) =>
      images(
        [`ghcr.io/${(inputs.text('image-url') ?? HOLE).toLowerCase()}:${HOLE}`],
        event() === 'pull_request' ? 'no' : 'yes',
        'image-url',
      ),
    elsewhere: /greenbone\/actions\/container-build-push-(?:ghcr|3rd-gen)/i,
    leavesEnvironment: true,
  },
  {
    uses: ['greenbone/actions/container-build-push-generic'],
    source:
      "https://github.com/greenbone/actions/blob/v3/container-build-push-generic/action.yaml: the name is the repository's by default",
    example: { registry: 'ghcr.io', 'image-url': 'octo/app', 'registry-password': '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, inputs.text('registry'), 'registry-password')],
    finds: (inputs, { event, repository }) => {
      const name = (inputs.text('image-url') ?? repository() ?? HOLE).toLowerCase();
      const runs = event() === 'pull_request' ? 'no' : 'yes';
      return images([`${inputs.text('registry') ?? HOLE}/${name}:${HOLE}`], runs, 'image-url');
    },
    leavesEnvironment: true,
  },
  {
    uses: ['skyhook-io/docker-build-push-action'],
    source:
      'https://github.com/skyhook-io/docker-build-push-action/blob/main/action.yml: `tags`, else each of `image` by `base_tag` and others; push is true by default',
    example: { image: 'ghcr.io/octo/app', base_tag: '1.2.3' },
    finds: (inputs) => {
      const runs = onByDefault(inputs, 'push');
      const tags = inputs.text('tags');
      if (tags !== null) return images(linesOf(tags), runs, 'tags');
      const tag = inputs.text('base_tag') ?? HOLE;
      const names = linesOf(inputs.text('image') ?? HOLE).map((name) => `${name.toLowerCase()}:${tag}`);
      return images(names, runs, 'image');
    },
    leavesEnvironment: true,
  },
  {
    uses: ['home-assistant/builder/actions/build-image'],
    source:
      'https://github.com/home-assistant/builder/blob/master/actions/build-image/action.yml: it logs in where it pushes',
    example: {
      image: 'ghcr.io/octo/app',
      'image-tags': '1.2.3',
      push: '"true"',
      'container-registry-password': '${{ github.token }}',
    },
    signs: (inputs) =>
      inputs.flag('push') === 'no'
        ? []
        : [leftLogin(inputs, inputs.text('container-registry') ?? 'ghcr.io', 'container-registry-password')],
    finds: (inputs) =>
      images(
        linesOf(inputs.text('image-tags') ?? HOLE).map((tag) => `${inputs.text('image') ?? HOLE}:${tag}`),
        inputs.flag('push'),
        'image',
      ),
    leavesEnvironment: true,
  },
  {
    uses: ['home-assistant/builder/actions/publish-multi-arch-manifest'],
    source:
      'https://github.com/home-assistant/builder/blob/master/actions/publish-multi-arch-manifest/action.yml: below ghcr.io/OWNER by default',
    example: {
      'image-name': 'app',
      'image-tags': '1.2.3',
      'registry-prefix': 'ghcr.io/octo',
      'container-registry-password': '${{ github.token }}',
    },
    signs: (inputs) => [
      leftLogin(inputs, inputs.text('container-registry') ?? 'ghcr.io', 'container-registry-password'),
    ],
    finds: (inputs, { repository }) => {
      const owner = repositoryOwner(repository()) ?? HOLE;
      const name = `${inputs.text('registry-prefix') ?? `ghcr.io/${owner}`}/${inputs.text('image-name') ?? HOLE}`;
      // What is there already may be left alone.
      const runs = inputs.text('skip-existing') === null ? 'yes' : 'unknown';
      return images(
        linesOf(inputs.text('image-tags') ?? HOLE).map((tag) => `${name}:${tag}`),
        runs,
        'image-name',
      );
    },
    elsewhere: /publish-multi-arch-manifest/i,
    leavesEnvironment: true,
  },
  {
    uses: ['kubewarden/github-actions/policy-release'],
    source:
      'https://github.com/kubewarden/github-actions/blob/main/policy-release/action.yml: kwctl push, by `latest` of a branch',
    example: { 'oci-target': 'ghcr.io/octo/app', 'github-token': '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, 'ghcr.io', kubewardenToken(inputs))],
    finds: (inputs) =>
      images([`${inputs.text('oci-target') ?? HOLE}:${HOLE}`], 'yes', 'oci-target', { client: 'docker' }),
    leavesEnvironment: true,
  },
  {
    uses: ['kubewarden/github-actions/container-build', 'kubewarden/github-actions/merge-multiarch'],
    source:
      'https://github.com/kubewarden/github-actions/blob/main/container-build/action.yml: to ghcr.io/OWNER/NAMESPACE/COMPONENT, without a namespace before version 7',
    example: { component: 'app', 'github-token': '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, 'ghcr.io', kubewardenToken(inputs))],
    finds: (inputs, { repository }) => {
      const name = [
        repositoryOwner(repository()) ?? HOLE,
        inputs.text('namespace'),
        inputs.text('component') ?? HOLE,
      ];
      const path = name.filter(Boolean).join('/');
      return images([`ghcr.io/${path}:${inputs.text('tag') ?? 'latest'}`], 'yes', 'component');
    },
    elsewhere: /kubewarden\/github-actions\/(?:container-build|merge-multiarch)/i,
    leavesEnvironment: true,
  },
  {
    uses: [
      'projectbluefin/actions/bootc-build/push-image',
      'projectbluefin/actions/bootc-build/create-manifest',
    ],
    source:
      'https://github.com/projectbluefin/actions/blob/main/bootc-build/push-image/action.yml: podman logs in, and the registry and the owner are lower-cased',
    example: {
      'image-name': 'app',
      tags: 'latest',
      registry: 'ghcr.io',
      'github-token': '${{ github.token }}',
    },
    signs: (inputs) => [
      leftLogin(inputs, inputs.text('registry') ?? 'ghcr.io', 'github-token', ['containers']),
    ],
    finds: (inputs, around) =>
      images(
        (inputs.text('tags') ?? HOLE)
          .split(/\s+/)
          .filter(Boolean)
          .map((tag) => `${lowerOwner(inputs, around)}/${inputs.text('image-name') ?? HOLE}:${tag}`),
        'yes',
        'image-name',
        { client: 'containers' },
      ),
    elsewhere: /projectbluefin\/actions\/bootc-build/i,
    leavesEnvironment: true,
  },
  {
    uses: ['getsentry/action-build-and-push-images'],
    source:
      'https://github.com/getsentry/action-build-and-push-images/blob/main/action.yml: it logs in with github.token where it pushes, docker/metadata-action makes the name',
    example: { image_name: 'app', publish_on_pr: '"true"' },
    signs: (inputs, around) =>
      sentryPushes(inputs, around) === 'no'
        ? []
        : [{ host: 'ghcr.io', password: GITHUB_TOKEN, sends: 'trimmed', stores: ['docker'] }],
    finds: (inputs, around) => {
      const owner = repositoryOwner(around.repository()) ?? HOLE;
      const own = inputs.text('ghcr_image_name') || `ghcr.io/${owner}/${inputs.text('image_name') ?? HOLE}`;
      return images([`${own.toLowerCase()}:${HOLE}`], sentryPushes(inputs, around), 'image_name');
    },
    elsewhere: /getsentry\/action-build-and-push/i,
    leavesEnvironment: true,
  },
  {
    uses: ['fermyon/actions/spin/push', 'spinframework/actions/spin/push'],
    source:
      'https://github.com/fermyon/actions/blob/main/src/actions.ts: it logs in where all of registry, registry_username and registry_password are given',
    example: { registry_reference: 'ghcr.io/octo/app:1' },
    signs: (inputs) => {
      const given = ['registry', 'registry_username', 'registry_password'];
      return given.every((name) => inputs.text(name))
        ? [leftLogin(inputs, inputs.text('registry'), 'registry_password', ['spin'])]
        : [];
    },
    finds: (inputs) =>
      images([inputs.text('registry_reference') ?? HOLE], 'yes', 'registry_reference', { client: 'spin' }),
    leavesEnvironment: true,
  },
];
