/** What the action finds in a job whose push is an action that the common tables do not know. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const OURS = '- uses: acme/ghcr-preflight@v1\n';

const found = async (steps: string, files = {}) =>
  (await evidence({ [MAIN]: workflowOf(OURS + steps), ...files })).pushes.map(({ reference }) => reference);

test.each([
  ['macbre/push-to-ghcr', 'image_name: Octo/Web', 'ghcr.io/octo/web'],
  ['VaultVulp/gp-docker-action', 'image-name: web', 'ghcr.io/octo/app/web'],
  [
    'jupyterhub/repo2docker-action',
    'DOCKER_REGISTRY: ghcr.io, DOCKER_USERNAME: Octo, DOCKER_PASSWORD: x',
    'ghcr.io/octo/app',
  ],
  [
    'jupyterhub/repo2docker-action',
    'DOCKER_REGISTRY: ghcr.io, IMAGE_NAME: octo/web, DOCKER_PASSWORD: x',
    'ghcr.io/octo/web',
  ],
  ['jerray/publish-docker-action', 'registry: ghcr.io, repository: octo/web', 'ghcr.io/octo/web:latest'],
  ['flamestro/build-push-github-action', 'token: x', 'ghcr.io/octo/app'],
  ['fermyon/actions/spin/push', 'registry_reference: "ghcr.io/octo/web:1"', 'ghcr.io/octo/web:1'],
  ['projectbluefin/actions/bootc-build/push-image', 'image-name: web, tags: 1.2.3', 'ghcr.io/octo/web:1.2.3'],
  [
    'home-assistant/builder/actions/build-image',
    'image: ghcr.io/octo/web, image-tags: 1.2.3, push: true',
    'ghcr.io/octo/web:1.2.3',
  ],
  ['kubewarden/github-actions/merge-multiarch', 'component: web, tag: 1.2.3', 'ghcr.io/Octo/web:1.2.3'],
  [
    'kubewarden/github-actions/container-build',
    'component: web, namespace: adm, arch: amd64',
    'ghcr.io/Octo/adm/web:latest',
  ],
  ['getsentry/action-build-and-push-images', 'image_name: Web', 'ghcr.io/octo/web'],
  [
    'getsentry/action-build-and-push-images',
    'image_name: web, ghcr_image_name: ghcr.io/octo/other',
    'ghcr.io/octo/other',
  ],
  [
    'skyhook-io/docker-build-push-action',
    'image: ghcr.io/octo/web, base_tag: 1.2.3',
    'ghcr.io/octo/web:1.2.3',
  ],
])('%s', async (name, given, reference) => {
  expect(await found(`- uses: ${name}@v1\n  with: {${given}}\n`)).toEqual([reference]);
});

test('also inside an action of the repository', async () => {
  const inside =
    'runs:\n  using: composite\n  steps:\n    - uses: macbre/push-to-ghcr@master\n      with: {image_name: octo/web}\n';
  const files = { '.github/actions/push/action.yml': inside };
  expect(await found('- uses: ./.github/actions/push\n', files)).toEqual(['ghcr.io/octo/web']);
});
