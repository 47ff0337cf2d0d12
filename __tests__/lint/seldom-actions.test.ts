/** Actions that few jobs use: with which login each pushes, and which it leaves for the steps behind it. */
import { describe, expect, test } from '@jest/globals';
import { actionNamed } from '../../src/workflow/knowledge/actions/index.js';
import { SELDOM_ACTIONS, seldomAction } from '../../src/workflow/knowledge/actions/seldom/index.js';
import { ids, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';

/** Each as its entry shows it, without a login before it. */
function exampleOf(name: string, more: Record<string, string> = {}, version = 'v9'): string {
  const inputs = Object.entries({ ...seldomAction(name)?.example, ...more });
  const given = inputs.map(([key, value]) => `    ${key}: ${value}\n`);
  return `- uses: ${name}@${version}\n  with:\n${given.join('')}`;
}

test('the common tables know none of them, not by a whole family either', () => {
  const names = SELDOM_ACTIONS.flatMap(({ uses }) => uses);
  expect(names.filter((name) => actionNamed(name) !== null)).toEqual([]);
});

test.each(['ko-build/setup-ko', 'imjasonh/setup-ko'])('%s logs docker in, too', async (name) => {
  const steps = `- uses: ${name}@v0.4\n- run: docker push ghcr.io/octo/app:1`;
  expect(await ids({ [MAIN]: workflow(steps) })).toEqual([]);
});

const TOKEN = '${{ github.token }}';

test.each(['moonrepo/setup-toolchain', 'cypress-io/github-action', 'benjlevesque/short-sha'])(
  '%s is no login',
  async (name) => {
    const steps = `- uses: ${name}@v1\n- run: docker push ghcr.io/octo/app:1`;
    expect(await ids({ [MAIN]: workflow(steps) })).toEqual(['error no-registry-login']);
  },
);

describe('one that logs in by itself', () => {
  const LEAVING = [
    'macbre/push-to-ghcr',
    'mr-smithers-excellent/docker-build-push',
    'elgohr/publish-docker-github-action',
    'flamestro/build-push-github-action',
    'lsst-sqre/build-and-push-to-ghcr',
    'greenbone/actions/container-build-push-ghcr',
    'greenbone/actions/container-build-push-generic',
    'home-assistant/builder/actions/build-image',
    'home-assistant/builder/actions/publish-multi-arch-manifest',
    'kubewarden/github-actions/policy-release',
    'kubewarden/github-actions/container-build',
    'getsentry/action-build-and-push-images',
    'blue-build/github-action',
    'glueops/github-actions-build-push-containers',
    'hoverkraft-tech/ci-github-container/actions/docker/build-image',
    'chainguard-images/actions/apko-snapshot',
    'tada5hi/action-docker-image-publish',
    'uomresearchit/actions/docker-publish-to-ghcr',
  ];
  const IN_CONTAINER = [
    'dfreilich/pack-action',
    'jerray/publish-docker-action',
    'vaultvulp/gp-docker-action',
    'dinushchathurya/build-tag-push-action',
    'tinact/docker.image-retag',
  ];

  test.each([...LEAVING, ...IN_CONTAINER, 'projectbluefin/actions/bootc-build/push-image'])(
    '%s needs the permission, and no other login',
    async (name) => {
      expect(await ids({ [MAIN]: workflow(exampleOf(name)) })).toEqual([]);
      expect(await ids({ [MAIN]: workflow(exampleOf(name), READ) })).toEqual([
        'error job-lacks-packages-write',
      ]);
    },
  );

  const LATER = '\n- run: docker push ghcr.io/octo/other:1';

  test.each(LEAVING)('%s leaves its login for later steps', async (name) => {
    expect(await ids({ [MAIN]: workflow(exampleOf(name) + LATER) })).toEqual([]);
  });

  test.each(IN_CONTAINER)('%s leaves none: it is made in a container', async (name) => {
    expect(await ids({ [MAIN]: workflow(exampleOf(name) + LATER) })).toEqual(['error no-registry-login']);
  });
});

describe('one whose input for the token got another name', () => {
  test.each([
    ['kubewarden/github-actions/policy-release', { 'oci-target': 'ghcr.io/octo/app' }],
    ['kubewarden/github-actions/container-build', { component: 'app' }],
    ['kubewarden/github-actions/merge-multiarch', { component: 'app', tag: '1' }],
  ])('%s takes both', async (name, inputs) => {
    for (const token of ['GITHUB_TOKEN', 'github-token']) {
      const given = Object.entries({ ...inputs, [token]: TOKEN });
      const used = `- uses: ${name}@v6\n  with:\n${given.map(([key, value]) => `    ${key}: ${value}\n`).join('')}`;
      expect(await ids({ [MAIN]: workflow(used) })).toEqual([]);
      expect(await ids({ [MAIN]: workflow(used, READ) })).toEqual(['error job-lacks-packages-write']);
    }
  });
});

test('an older version may have been a container', async () => {
  const used = exampleOf('elgohr/publish-docker-github-action', {}, 'v3');
  const later = '\n- run: docker push ghcr.io/octo/other:1';
  expect(await ids({ [MAIN]: workflow(used) })).toEqual([]);
  expect(await ids({ [MAIN]: workflow(used + later) })).toEqual(['error no-registry-login']);
});

describe('one that logs in where it is told to', () => {
  test.each([
    ['fermyon/actions/spin/push', { registry: 'ghcr.io', registry_username: 'x', registry_password: TOKEN }],
    ['cloudposse/github-action-docker-build-push', { login: 'x', password: TOKEN }],
  ])('%s', async (name, told) => {
    expect(await ids({ [MAIN]: workflow(exampleOf(name)) })).toEqual(['error no-registry-login']);
    expect(await ids({ [MAIN]: workflow(exampleOf(name, told)) })).toEqual([]);
  });

  test.each([
    'skyhook-io/docker-build-push-action',
    'home-assistant/builder',
    'iloveitaly/github-action-nixpacks',
    '1k-off/action-oras-push',
  ])('%s never', async (name) => {
    expect(await ids({ [MAIN]: workflow(exampleOf(name)) })).toEqual(['error no-registry-login']);
  });
});

test.each<[string, Record<string, string>]>([
  ['mr-smithers-excellent/docker-build-push', { skipLogin: 'true' }],
  ['iloveitaly/github-action-railpack', { tags: '"ghcr.io/octo/a:1 ghcr.io/octo/b:1"' }],
  ['iloveitaly/github-action-nixpacks', { tags: '""' }],
])('%s goes by the login of the machine: %j', async (name, told) => {
  const login = '- run: docker login ghcr.io -u x -p ${{ github.token }}\n';
  expect(await ids({ [MAIN]: workflow(exampleOf(name, told)) })).toEqual(['error no-registry-login']);
  expect(await ids({ [MAIN]: workflow(login + exampleOf(name, told)) })).toEqual([]);
});

test.each([
  ['home-assistant/builder', { args: '--test --all --target /data --docker-hub ghcr.io/octo' }],
  ['home-assistant/builder/actions/build-image', { push: '"false"' }],
  ['lsst-sqre/build-and-push-to-ghcr', { push: '"false"' }],
  ['skyhook-io/docker-build-push-action', { push: '"false"' }],
  ['getsentry/action-build-and-push-images', { ghcr: '"false"' }],
  ['iloveitaly/github-action-railpack', { push: '"false"' }],
  ['dfreilich/pack-action', { args: 'build ghcr.io/octo/app' }],
])('%s pushes nothing where it is told not to', async (name, told) => {
  expect(await ids({ [MAIN]: workflow(exampleOf(name, told), READ) })).toEqual([]);
});
