/** What the action finds in a job whose push is an action that the common tables do not know. */
import { expect, test } from '@jest/globals';
import { evidence, MAIN, said, workflowOf } from './reading.js';

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
  [
    'bytecodealliance/wkg-github-action',
    'oci-reference-without-tag: ghcr.io/octo/web, version: 1.2.3',
    'ghcr.io/octo/web:1.2.3',
  ],
  [
    'crossplane-contrib/xpkg-action',
    'command: push configuration ghcr.io/octo/web:1 -f x',
    'ghcr.io/octo/web:1',
  ],
  [
    'crossplane-contrib/xpkg-action',
    'command: xpkg push -f app.xpkg ghcr.io/octo/web:1',
    'ghcr.io/octo/web:1',
  ],
  ['okteto/build', 'tag: "ghcr.io/octo/web:1"', 'ghcr.io/octo/web:1'],
  ['WarpBuilds/build-push-action', 'push: true, tags: "ghcr.io/octo/web:1"', 'ghcr.io/octo/web:1'],
  ['benfrisbie/docker-tag-build-push-action', 'push: true', 'ghcr.io/octo/app'],
])('%s', async (name, given, reference) => {
  expect(await found(`- uses: ${name}@v1\n  with: {${given}}\n`)).toEqual([reference]);
});

test('also inside an action of the repository', async () => {
  const inside =
    'runs:\n  using: composite\n  steps:\n    - uses: macbre/push-to-ghcr@master\n      with: {image_name: octo/web}\n';
  const files = { '.github/actions/push/action.yml': inside };
  expect(await found('- uses: ./.github/actions/push\n', files)).toEqual(['ghcr.io/octo/web']);
});

test('werf pushes below the name of the repository by that of the project', async () => {
  const files = { 'werf.yaml': 'project: shop\nconfigVersion: 1\n' };
  expect(await found('- uses: werf/actions/converge@v2\n', files)).toEqual(['ghcr.io/octo/app/shop']);
  const told = '- uses: werf/actions/build@v2\n  env: {WERF_REPO: ghcr.io/octo/web}\n';
  expect(await found(told, files)).toEqual(['ghcr.io/octo/web']);
});

test.each([
  [
    'whoan/docker-build-with-cache-action',
    'registry: ghcr.io, image_name: web, image_tag: "1", username: Mona, password: x, push_image_and_stages: "on:push"',
    ['ghcr.io/mona/web:1', 'ghcr.io/mona/web-stages'],
  ],
  [
    'whoan/docker-build-with-cache-action',
    'registry: ghcr.io/octo, image_name: web, username: mona, password: x',
    ['ghcr.io/octo/web:latest', 'ghcr.io/octo/web-stages'],
  ],
  [
    'shrink/actions-docker-registry-tag',
    'registry: ghcr.io, repository: octo/web, target: "1", tags: "2"',
    ['ghcr.io/octo/web:1', 'ghcr.io/octo/web:2'],
  ],
  [
    'cloudposse/github-action-docker-promote',
    'registry: ghcr.io, organization: octo, repository: web, from: "1"',
    ['ghcr.io/octo/web:1', 'ghcr.io/octo/web'],
  ],
])('%s has to do with two names', async (name, given, references) => {
  expect(await found(`- uses: ${name}@v1\n  with: {${given}}\n`)).toEqual(references);
});

test.each([
  ['shrink/actions-docker-extract', 'image: "ghcr.io/octo/ci:1", path: x', ['pull ghcr.io/octo/ci:1']],
  ['addnab/docker-run-action', 'image: "ghcr.io/octo/ci:1", username: mona, password: x, run: make', []],
  ['erzz/dockle-action', 'image: "ghcr.io/octo/ci:1"', []],
])('%s pushes nothing that it is told', async (name, given, expected) => {
  const step = `- uses: ${name}@v1\n  with: {${given}}\n`;
  const { pushes, named } = await evidence({ [MAIN]: workflowOf(OURS + step) });
  expect(pushes.map(said)).toEqual(expected);
  expect(named).toEqual([]);
});

test('what s2i has built is pushed by the names that it tells', async () => {
  const steps =
    '- id: b\n  uses: redhat-actions/s2i-build@v2\n  with: {image: web, tags: 1 2}\n' +
    '- uses: redhat-actions/push-to-registry@v2\n' +
    '  with: {registry: ghcr.io/octo, image: "${{ steps.b.outputs.image }}", tags: "${{ steps.b.outputs.tags }}"}\n';
  expect(await found(steps)).toEqual(['ghcr.io/octo/web:1', 'ghcr.io/octo/web:2']);
});

test.each([
  ['VaultVulp/gp-docker-action@1.1.7', 'image-name: web', []],
  ['VaultVulp/gp-docker-action@1.2.0', 'image-name: web', ['ghcr.io/octo/app/web']],
  ['VaultVulp/gp-docker-action@1', 'image-name: web', ['ghcr.io/octo/app/web']],
  [
    'redhat-actions/push-to-registry@v1',
    'image-to-push: web, tag: v1, registry: ghcr.io/octo',
    ['ghcr.io/octo/web:latest'],
  ],
])('an earlier release, %s {%s}', async (uses, inputs, expected) =>
  expect(await found(`- uses: ${uses}\n  with: {${inputs}}\n`)).toEqual(expected),
);
