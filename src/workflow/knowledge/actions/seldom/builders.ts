/** Actions that build images and push them in one go, most with a login of their own. */

import { repositoryOwner } from '../../../../evidence/repository-name.js';
import { both, type Chance, opposite } from '../../../language/chance.js';
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { HOLE, hasHole, type Value } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import { COMMON_STORES, type Found, hostOfAddress, type Surroundings } from '../../clients.js';
import { inFolder } from '../../project-files/files.js';
import { yamlFields } from '../../project-files/parsed.js';
import { images } from '../../transfers/buildkit.js';
import { daggerCalled } from '../../transfers/dagger.js';
import { repositoryOf } from '../../transfers/transfers.js';
import { onByDefault, unlessPull } from '../switches.js';
import { leftLogin } from './left-login.js';
import type { SeldomAction } from './seldom-action.js';

/** An action that logs in to `registry` with `password` and pushes there; by what name, is not always known. */
function ownLogin(inputs: StepInputs, runs: Chance, name?: string): Found[] {
  const host = (inputs.text('registry') ?? '').split('/', 1)[0];
  const password = inputs.text('password') ?? HOLE;
  return images([name ?? `${host}/${HOLE}`], runs, 'registry', { client: 'docker', password });
}

/** `on:push`, `on:pull_request`, or a command that is asked; by itself it pushes. */
function stagesPushed(inputs: StepInputs, { event }: Surroundings): Chance {
  const said = inputs.text('push_image_and_stages') ?? 'true';
  const [, wanted] = /^on:(push|pull_request)$/.exec(said) ?? [];
  if (wanted !== undefined) return event() === null ? 'unknown' : event() === wanted ? 'yes' : 'no';
  return said === 'true' ? 'yes' : said === 'false' ? 'no' : 'unknown';
}

/** The name of an image of BlueBuild, by its recipe (blue-build.org/reference/recipe). */
function recipeName(inputs: StepInputs, { file }: Surroundings): string {
  const recipe = inputs.text('recipe') ?? 'recipe.yml';
  const folder = inputs.text('working_directory') ?? '.';
  if (hasHole(recipe) || hasHole(folder)) return HOLE;
  const [text = null] = ['config', 'recipes'].flatMap(
    (each) => file(inFolder(folder, `${each}/${recipe}`)) ?? [],
  );
  const name = yamlFields(text)?.name;
  return typeof name === 'string' ? name.toLowerCase() : HOLE;
}

/** apko prints what it published by the digest, and without the tag. */
function apkoDigest(inputs: StepInputs): [string, Value][] {
  const name = repositoryOf(inputs.text('tag') ?? undefined);
  return name === undefined ? [] : [['digest', `${name}@sha256:${HOLE}`]];
}

/** The value of an option among words. */
function optionIn(words: string, names: string): string | null {
  return new RegExp(`(?:^|\\s)(?:${names})\\s+["']?([^\\s"']+)`).exec(words)?.[1] ?? null;
}

export const SELDOM_BUILDERS: readonly SeldomAction[] = [
  {
    uses: ['chainguard-images/actions/apko-publish', 'distroless/actions/apko-publish'],
    source:
      'https://github.com/chainguard-images/actions/blob/main/apko-publish/action.yaml: apko in a container, with the ' +
      'token as its GITHUB_TOKEN',
    example: { config: 'apko.yaml', tag: 'ghcr.io/octo/app:1' },
    finds: (inputs) =>
      images([inputs.text('tag') ?? HOLE], 'yes', 'tag', {
        client: 'ggcr',
        password: inputs.text('generic-pass') || (inputs.text('token') ?? GITHUB_TOKEN),
      }),
    outputs: apkoDigest,
    leavesEnvironment: true,
  },
  {
    uses: ['aevea/action-kaniko'],
    source:
      'https://github.com/aevea/action-kaniko entrypoint.sh: at ghcr.io the name of the repository stands before the image, in lower case; extra_args are given to the executor',
    example: { image: 'app', registry: 'ghcr.io', password: '${{ github.token }}' },
    finds: (inputs, { repository, variable }) => {
      const registry = inputs.text('registry') ?? 'docker.io';
      const before = registry === 'ghcr.io' ? `${repository()?.toLowerCase() ?? HOLE}/` : '';
      const tag = inputs.text('tag') ?? HOLE;
      const extra = inputs.text('extra_args') ?? '';
      if (/(?:^|\s)--no-push(?:=true)?(?:\s|$)/.test(extra)) return [];
      return images(
        [`${registry}/${before}${inputs.text('image') ?? HOLE}:${tag}`],
        hasHole(extra) ? 'unknown' : 'yes',
        'image',
        {
          client: 'ggcr',
          password: inputs.text('password') ?? variable('GITHUB_TOKEN') ?? HOLE,
        },
      );
    },
  },
  {
    uses: ['elgohr/publish-docker-github-action'],
    source:
      'https://github.com/elgohr/Publish-Docker-Github-Action/blob/main/entrypoint.sh: it logs in by itself, puts the registry before the name, in lower case, and logs out of Docker Hub alone; in a container up to version 3',
    example: { name: 'octo/app', registry: 'ghcr.io', password: '${{ github.token }}' },
    signs: (inputs) =>
      inputs.major !== null && inputs.major < 4
        ? []
        : [leftLogin(inputs, hostOfAddress(inputs.text('registry') ?? ''), 'password')],
    finds: (inputs) => {
      const registry = (inputs.text('registry') ?? '').replace(/^https?:\/\//, '').replace(/\/+$/, '');
      const name = inputs.text('name') ?? HOLE;
      const whole = name.startsWith(`${registry}/`) ? name : `${registry}/${name}`;
      return ownLogin(inputs, opposite(inputs.flag('no_push')), whole.toLowerCase());
    },
  },
  {
    uses: ['mr-smithers-excellent/docker-build-push'],
    source:
      'https://github.com/mr-smithers-excellent/docker-build-push/blob/master/src/docker.js: it logs in by itself, to GitHub under the owner',
    example: { image: 'app', registry: 'ghcr.io', password: '${{ github.token }}' },
    signs: (inputs) =>
      inputs.flag('skipLogin') === 'yes' ? [] : [leftLogin(inputs, inputs.text('registry'), 'password')],
    finds: (inputs, around) => {
      const owner = inputs.text('githubOrg') ?? repositoryOwner(around.repository()) ?? HOLE;
      const name = `${inputs.text('registry') ?? ''}/${owner.toLowerCase()}/${inputs.text('image') ?? HOLE}`;
      const runs = both(onByDefault(inputs, 'pushImage'), opposite(inputs.flag('skipPush')));
      return images([name], runs, 'registry', { client: 'docker' });
    },
  },
  {
    uses: ['whoan/docker-build-with-cache-action'],
    source:
      'https://github.com/whoan/docker-build-with-cache-action/blob/master/docker-build.sh: it logs in by itself, and pushes the stages beside the image; a name without an owner is below the user at ghcr.io',
    example: { image_name: 'octo/app', registry: 'ghcr.io', password: '${{ github.token }}' },
    finds: (inputs, around) => {
      if (inputs.text('password') === null) return [];
      const registry = inputs.text('registry') ?? 'docker.io';
      const name = inputs.text('image_name') ?? HOLE;
      const isBare = registry === 'ghcr.io' && !name.includes('/') && !hasHole(name);
      const folder = isBare ? `${registry}/${(inputs.text('username') ?? HOLE).toLowerCase()}` : registry;
      const tags = (inputs.text('image_tag') ?? 'latest').split(',');
      const stages = inputs.text('stages_image_name') ?? `${name}-stages`;
      const names = [...tags.map((tag) => `${name}:${tag}`), `${stages}:${HOLE}`];
      return names.flatMap((each) => ownLogin(inputs, stagesPushed(inputs, around), `${folder}/${each}`));
    },
  },
  {
    uses: ['macbre/push-to-ghcr'],
    source:
      'https://github.com/macbre/push-to-ghcr/blob/master/action.yml: it logs in by itself, and lower-cases the name',
    example: { image_name: 'octo/app', github_token: '${{ github.token }}' },
    signs: (inputs) => [leftLogin(inputs, 'ghcr.io', 'github_token')],
    finds: (inputs, around) => {
      const name = (inputs.text('image_name') ?? HOLE).toLowerCase();
      return images([`${inputs.text('repository') ?? 'ghcr.io'}/${name}`], unlessPull(around), 'image_name', {
        client: 'docker',
      });
    },
    elsewhere: /macbre\/push-to-ghcr/i,
  },
  {
    uses: ['vaultvulp/gp-docker-action'],
    source:
      'https://github.com/VaultVulp/gp-docker-action#arguments: to ghcr.io/OWNER/REPO/NAME, in lower case; up to 1.1.8 (entrypoint.sh) to docker.pkg.github.com',
    example: { 'image-name': 'app', 'github-token': '${{ github.token }}' },
    finds: (inputs, around) => {
      if (inputs.major === 1 && (inputs.minor ?? 2) < 2) return [];
      const name = `${around.repository() ?? HOLE}/${inputs.text('image-name') ?? HOLE}`.toLowerCase();
      return images([`ghcr.io/${name}`], onByDefault(inputs, 'push'), 'image-name', {
        client: 'docker',
        password: inputs.text('github-token') ?? '',
      });
    },
    elsewhere: /gp-docker-action/i,
  },
  {
    uses: ['pmorelli92/github-container-registry-build-push'],
    source:
      'https://github.com/pmorelli92/github-container-registry-build-push entrypoint.sh: it logs in by itself, in lower case; below whom depends on its version',
    example: { 'docker-image-name': 'app', 'github-push-secret': '${{ github.token }}' },
    finds: (inputs) => {
      const tag = inputs.text('docker-image-tag') ?? 'latest';
      const name = `ghcr.io/${HOLE}/${inputs.text('docker-image-name') ?? HOLE}:${tag}`.toLowerCase();
      return images([name], opposite(inputs.flag('build-only')), 'docker-image-name', {
        client: 'docker',
        password: inputs.text('github-push-secret') ?? inputs.text('personal-access-token') ?? '',
      });
    },
    elsewhere: /github-container-registry-build-push/i,
  },
  {
    uses: ['cloudposse/github-action-docker-build-push'],
    source:
      'https://github.com/cloudposse/github-action-docker-build-push/blob/main/action.yml: docker/metadata-action makes the name, and it logs in by itself where it has both a login and a password',
    example: { registry: 'ghcr.io', organization: 'octo', repository: 'app' },
    signs: (inputs) =>
      inputs.text('login') && inputs.text('password')
        ? [leftLogin(inputs, inputs.text('registry'), 'password')]
        : [],
    finds: (inputs) => {
      const own = `${inputs.text('organization') ?? HOLE}/${inputs.text('repository') ?? HOLE}`;
      const name = `${inputs.text('registry') ?? HOLE}/${inputs.text('image_name') || own}`.toLowerCase();
      return images([`${name}:${HOLE}`], 'yes', 'repository');
    },
  },
  {
    // What each image is called below the address is a key of stacker's own file.
    uses: ['project-stacker/stacker-build-push-action'],
    source:
      'https://github.com/project-stacker/stacker/blob/main/pkg/stacker/publisher.go: where an address is given, each image goes below it by each tag',
    example: { url: 'docker://ghcr.io/octo', tags: 'latest' },
    finds: (inputs) => {
      const url = inputs.text('url') ?? '';
      if (url === '' || url.startsWith('oci:')) return [];
      const below = url.replace(/^docker:\/\//, '').replace(/\/+$/, '');
      const tags = (inputs.text('tags') ?? HOLE).split(/\s+/).filter(Boolean);
      const password = inputs.text('password');
      return images(
        tags.map((tag) => `${below}/${HOLE}:${tag}`),
        'yes',
        'url',
        { client: 'containers', ...(inputs.text('username') && password ? { password } : {}) },
      );
    },
  },
  {
    uses: ['blue-build/github-action'],
    source:
      'https://github.com/blue-build/github-action/blob/main/action.yml: it logs in by itself, in lower case',
    example: { recipe: 'recipe.yml', registry_token: '${{ github.token }}' },
    signs: (inputs) => [
      leftLogin(inputs, inputs.text('registry') ?? 'ghcr.io', 'registry_token', COMMON_STORES),
    ],
    finds: (inputs, around) => {
      const owner = inputs.text('registry_namespace') ?? repositoryOwner(around.repository()) ?? HOLE;
      const name = `${inputs.text('registry') ?? 'ghcr.io'}/${owner.toLowerCase()}/${recipeName(inputs, around)}`;
      return images(
        [name],
        inputs.text('push') === null ? unlessPull(around) : inputs.flag('push'),
        'registry_token',
        { client: 'docker' },
      );
    },
    elsewhere: /blue-build\/github-action/i,
  },
  {
    uses: ['jupyterhub/repo2docker-action', 'machine-learning-apps/repo2docker-action'],
    source:
      'https://github.com/jupyterhub/repo2docker-action/blob/master/create_docker_image.sh: in a container, with a login of its own; by default under the name of the user, in lower case',
    example: {
      DOCKER_REGISTRY: 'ghcr.io',
      IMAGE_NAME: 'octo/app',
      DOCKER_USERNAME: 'octo',
      DOCKER_PASSWORD: '${{ github.token }}',
    },
    finds: (inputs, { repository }) => {
      const registry = inputs.text('DOCKER_REGISTRY') ?? 'docker.io';
      const own = `${inputs.text('DOCKER_USERNAME') ?? HOLE}/${repository()?.split('/')[1] ?? HOLE}`;
      const name = inputs.text('IMAGE_NAME') ?? own.toLowerCase();
      return images([`${registry}/${name}`], opposite(inputs.flag('NO_PUSH')), 'IMAGE_NAME', {
        client: 'docker',
        password: inputs.text('DOCKER_PASSWORD') ?? '',
      });
    },
  },
  {
    // Of a name in other letters, its releases make different ones.
    uses: ['jerray/publish-docker-action'],
    source:
      "https://github.com/jerray/publish-docker-action/blob/master/helper.go: the repository's name by default, below the registry; a pull request is refused unless it is allowed",
    example: { registry: 'ghcr.io', repository: 'octo/app', password: '${{ github.token }}' },
    finds: (inputs, { repository, event }) => {
      const registry = inputs.text('registry') ?? '';
      const own = repository() ?? HOLE;
      const name = inputs.text('repository') ?? (own === own.toLowerCase() ? own : HOLE);
      const whole = registry === '' || name.startsWith(registry) ? name : `${registry}/${name}`;
      const isMade = inputs.flag('auto_tag') !== 'no';
      const tags = isMade ? [HOLE] : (inputs.text('tags') ?? 'latest').split(',');
      const isRefused = event() === 'pull_request' && inputs.flag('allow_pull_request') === 'no';
      return images(
        tags.map((tag) => `${whole}:${tag}`),
        isRefused ? 'no' : 'yes',
        'registry',
        { client: 'docker', password: inputs.text('password') ?? '' },
      );
    },
  },
  {
    // The name below is told by config.yaml of the add-on, where no option says it.
    uses: ['home-assistant/builder'],
    source:
      "https://github.com/home-assistant/builder/blob/2024.08.2/builder.sh: --docker-hub and --image, in small letters; --test pushes nothing; it has docker's file of the machine",
    example: { args: '--all --target /data --docker-hub ghcr.io/octo' },
    finds: (inputs) => {
      const args = inputs.text('args') ?? '';
      if (/(?:^|\s)--test(?:\s|$)/.test(args)) return [];
      const hub = optionIn(args, '-d|--docker-hub');
      const name = `${hub ?? HOLE}/${optionIn(args, '-i|--image') ?? HOLE}`
        .toLowerCase()
        .replaceAll('{arch}', HOLE);
      const isOwn = optionIn(args, '--docker-password') !== null;
      return images([`${name}:${HOLE}`], hub === null ? 'unknown' : 'yes', 'args', {
        client: 'docker',
        ...(isOwn ? { mayBeConfigured: true } : {}),
      });
    },
  },
  {
    uses: ['dagger/dagger-for-github'],
    source: 'https://github.com/dagger/dagger-for-github#all-with-options: verb, args, call',
    example: { call: 'publish --address=ghcr.io/octo/app' },
    finds: ({ text }) => {
      const isCall = (text('verb') ?? 'call') === 'call';
      const said = text('call') ?? (isCall ? text('args') : null) ?? '';
      return daggerCalled(said.split(/\s+/));
    },
  },
];
