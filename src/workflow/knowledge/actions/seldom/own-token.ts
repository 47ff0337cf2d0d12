/** Actions that log in with the job's own token where they are given no other, and leave that login behind. */
import { repositoryOwner } from '../../../../evidence/repository-name.js';
import { GITHUB_TOKEN } from '../../../language/origins.js';
import { HOLE } from '../../../language/values.js';
import type { StepInputs } from '../../action.js';
import type { Sign } from '../../clients.js';
import { images } from '../../transfers/buildkit.js';
import { leftLogin } from './left-login.js';
import type { SeldomAction } from './seldom-action.js';

/** @param input that holds the password, where one is given */
function ownLogin(inputs: StepInputs, host: string, input: string): Sign {
  return { ...leftLogin(inputs, host, input), password: inputs.text(input) ?? GITHUB_TOKEN };
}

export const OWN_TOKEN_ACTIONS: readonly SeldomAction[] = [
  {
    uses: ['tada5hi/action-docker-image-publish'],
    source:
      'https://github.com/tada5hi/action-docker-image-publish#usage: ghcr.io, the owner and the name of the repository by default; only for what has changed',
    example: { registryProject: 'octo', registryRepository: 'app' },
    signs: (inputs) => [ownLogin(inputs, inputs.text('registryHost') ?? 'ghcr.io', 'registryPassword')],
    finds: (inputs, { repository }) => {
      const [owner, name] = (repository() ?? '').split('/');
      const project = inputs.text('registryProject') || owner || HOLE;
      const own = `${project}/${inputs.text('registryRepository') || name || HOLE}`.toLowerCase();
      return images(
        [`${inputs.text('registryHost') || 'ghcr.io'}/${own}:${HOLE}`],
        'sometimes',
        'registryRepository',
        {
          client: 'docker',
        },
      );
    },
    elsewhere: /tada5hi\/action-docker-image-publish/i,
  },
  {
    uses: ['uomresearchit/actions/docker-publish-to-ghcr'],
    source:
      'https://github.com/UoMResearchIT/Actions/blob/main/docker-publish-to-ghcr/action.yml: below the owner by the name of the repository, by default',
    example: { 'namespace-name': 'octo', 'container-name': 'app' },
    signs: (inputs) => [ownLogin(inputs, 'ghcr.io', 'token')],
    finds: (inputs, { repository }) => {
      const [owner, name] = (repository() ?? '').split('/');
      const below = inputs.text('namespace-name') || owner || HOLE;
      const image = `${below}/${inputs.text('container-name') || name || HOLE}`.toLowerCase();
      return images([`ghcr.io/${image}:${inputs.text('version') || 'latest'}`], 'yes', 'container-name', {
        client: 'docker',
      });
    },
    elsewhere: /docker-publish-to-ghcr/i,
  },
  {
    uses: ['glueops/github-actions-build-push-containers'],
    source:
      'https://github.com/GlueOps/github-actions-build-push-containers/blob/main/action.yml: the name of the repository by default, in lower case; for another registry it has other inputs',
    example: { registry: 'ghcr.io', image_name: 'octo/app' },
    signs: (inputs) => {
      const host = inputs.text('registry') ?? 'ghcr.io';
      return host === 'ghcr.io' ? [ownLogin(inputs, host, 'github_token')] : [];
    },
    finds: (inputs, { repository }) => {
      const name = (inputs.text('image_name') ?? repository() ?? HOLE).toLowerCase();
      return images([`${inputs.text('registry') ?? 'ghcr.io'}/${name}:${HOLE}`], 'yes', 'image_name', {
        client: 'docker',
      });
    },
    elsewhere: /github-actions-build-push-containers/i,
  },
  {
    uses: ['hoverkraft-tech/ci-github-container/actions/docker/build-image'],
    source:
      'https://github.com/hoverkraft-tech/ci-github-container/blob/main/actions/docker/build-image/action.yml: below the owner, in lower case; how the image is called there depends on the version',
    example: { 'oci-registry': 'ghcr.io', image: 'app', platform: 'linux/amd64' },
    signs: (inputs) => [ownLogin(inputs, inputs.text('oci-registry') ?? 'ghcr.io', 'oci-registry-password')],
    finds: (inputs, { repository }) => {
      const owner = (repositoryOwner(repository()) ?? HOLE).toLowerCase();
      const name = `${inputs.text('oci-registry') ?? 'ghcr.io'}/${owner}/${HOLE}`;
      return images([name], 'yes', 'image', { client: 'docker' });
    },
    elsewhere: /hoverkraft-tech\/ci-github-container/i,
  },
  {
    // What it publishes first goes by a token of its own, as that of its sibling does.
    uses: ['chainguard-images/actions/apko-snapshot', 'distroless/actions/apko-snapshot'],
    source:
      'https://github.com/chainguard-images/actions/blob/main/apko-snapshot/action.yaml: apko-publish, then cosign and crane with the login that it makes; the name of the repository by default',
    example: { config: 'apko.yaml', 'base-tag': 'ghcr.io/octo/app' },
    signs: (inputs) => [ownLogin(inputs, inputs.text('registry') ?? 'ghcr.io', 'token')],
    finds: (inputs, { repository }) => {
      const name = inputs.text('base-tag') ?? `ghcr.io/${repository() ?? HOLE}`;
      const more = (inputs.text('additional-tags') ?? '').split(/[\s,]+/).filter(Boolean);
      const tags = [inputs.text('target-tag') ?? 'latest', ...more];
      return images(
        tags.map((tag) => `${name}:${tag}`),
        'yes',
        'base-tag',
        { client: 'ggcr' },
      );
    },
    elsewhere: /actions\/apko-snapshot/i,
  },
];
