/**
 * Real clients against the lab: they push and pull as at ghcr.io, and when they
 * are refused they print ghcr's own words, each in its own frame.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { digestOf } from '../../src/lab/registry/store.js';
import { type ClientName, findClient, Workshop } from './clients.js';
import { ask, SECRET, sampleWorld } from './support.js';

let lab: Lab;
let workshop: Workshop;
beforeAll(async () => {
  lab = await startLab(sampleWorld());
  workshop = new Workshop(lab.registry);
  await workshop.open();
});
afterAll(async () => {
  await workshop.close();
  await lab.close();
});

const CLIENTS = ['skopeo', 'crane', 'buildah', 'podman'] as const;

/** How each of them prints an error of the registry at the opening of an upload (facts, section 1). */
const FRAMES: Record<(typeof CLIENTS)[number], (name: string, words: string) => string> = {
  skopeo: (name, words) => `initiating layer upload to /v2/${name}/blobs/uploads/ in HOST: denied: ${words}`,
  buildah: (name, words) => `initiating layer upload to /v2/${name}/blobs/uploads/ in HOST: denied: ${words}`,
  podman: (name, words) => `initiating layer upload to /v2/${name}/blobs/uploads/ in HOST: denied: ${words}`,
  crane: (name, words) => `POST http://HOST/v2/${name}/blobs/uploads/: DENIED: ${words}`,
};

describe.each(CLIENTS)('%s', (client) => {
  const present = findClient(client) ? test : test.skip;

  present('pushes a new image with GITHUB_TOKEN, and pulls it', async () => {
    const name = `octo-org/made-by-${client}`;
    expect(await workshop.push(client, `${name}:1`, SECRET.jobWrite)).toMatchObject({ code: 0 });
    expect(lab.world.packages).toContainEqual(
      expect.objectContaining({ name: `made-by-${client}`, repository: 'octo-org/app' }),
    );
    const path = `/v2/${name}/manifests/1`;
    const { headers } = await ask(lab, 'HEAD', path, { bearer: SECRET.jobRead });
    // buildah and podman compress anew, so their manifest is another one.
    const same = client === 'skopeo' || client === 'crane';
    if (same) expect(headers['docker-content-digest']).toBe(digestOf(workshop.image.manifest));
    expect(await workshop.pull(client, `${name}:1`, SECRET.jobRead)).toMatchObject({ code: 0 });
  });

  present('pushes to a package that exists, with a classic token', async () => {
    const reference = `octo-org/team:${client}`;
    expect(await workshop.push(client, reference, SECRET.member)).toMatchObject({ code: 0 });
  });

  present('pulls a public image without a login', async () => {
    expect(await workshop.pull(client, 'octo-org/public:1')).toMatchObject({ code: 0 });
  });

  present.each<[string, keyof typeof SECRET, string, string]>([
    ['W1', 'jobRead', 'octo-org/new', 'installation not allowed to Create organization package'],
    ['W4', 'jobRead', 'octo-org/public', 'installation not allowed to Write organization package'],
    ['W5', 'jobWrite', 'octo-org/laptop', 'installation not allowed to Write organization package'],
    ['W7', 'jobWrite', 'octo-org/foreign-public', 'permission_denied: write_package'],
    ['W8', 'member', 'strict-org/new', 'permission_denied: create_package'],
    [
      'W10',
      'fineGrained',
      'octo-org/new',
      'permission_denied: The token provided does not match expected scopes.',
    ],
    ['W11', 'jobWrite', 'mona/new', 'permission_denied: The requested installation does not exist.'],
    ['W12', 'owner', 'ghost/new', 'not_found: owner not found'],
    ['W20', 'app', 'octo-org/new', 'installation not allowed to Create organization package'],
  ])('%s: prints the words that refuse a push', async (_, secret, name, words) => {
    const { code, output } = await workshop.push(client, `${name}:2`, SECRET[secret]);
    expect(code).not.toBe(0);
    expect(output).toContain(FRAMES[client](name, words));
  });

  present('W13: prints no reason when the HEAD before the push is refused', async () => {
    const { code, output } = await workshop.push(client, 'octo-org/foreign:2', SECRET.jobWrite);
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /403 \(Forbidden\)|unexpected status code 403 Forbidden \(HEAD responses have no body/,
    );
    expect(output).not.toContain('permission_denied');
  });

  present.each<[string, keyof typeof SECRET, string, string]>([
    ['P3', 'jobRead', 'octo-org/foreign:1', 'permission_denied: read_package'],
    ['P5', 'jobNone', 'octo-org/app:latest', 'installation not allowed to Read organization package'],
    ['P6', 'jobRead', 'octo-org/app:no-such-tag', 'manifest unknown'],
  ])('%s: prints the words that refuse a pull', async (_, secret, reference, words) => {
    const { code, output } = await workshop.pull(client, reference, SECRET[secret]);
    expect(code).not.toBe(0);
    expect(output).toContain(words);
  });

  present('P2: a stale login spoils even a public pull', async () => {
    const { code, output } = await workshop.pull(client, 'octo-org/public:1', SECRET.expired);
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /Requesting bearer token: .*403 \(?Forbidden\)?|GET http:\/\/HOST\/token\?.*: DENIED: denied/,
    );
  });
});

describe('a login', () => {
  // crane's login writes the file and asks nobody.
  const asking: ClientName[] = ['docker', 'podman', 'buildah', 'skopeo'];

  describe.each(asking)('of %s', (client) => {
    const present = findClient(client) ? test : test.skip;

    present.each(['owner', 'jobNone', 'fineGrained', 'app'] as const)(
      'fact 1: succeeds with %s, and proves nothing',
      async (secret) => {
        const { code, output } = await workshop.login(client, SECRET[secret]);
        expect([code, output]).toEqual([0, expect.stringContaining('Login Succeeded')]);
      },
    );

    present('L1: fails with a token that has expired', async () => {
      const { code, output } = await workshop.login(client, SECRET.expired);
      expect(code).not.toBe(0);
      expect(output).toContain(
        client === 'docker' ? 'Get "http://HOST/v2/": denied: denied' : 'authenticating creds for',
      );
    });
  });
});

(findClient('crane') ? test : test.skip)('crane: an index, a copy with mounts, and the tags', async () => {
  const env = { DOCKER_CONFIG: await workshop.home(SECRET.owner) };
  const at = (reference: string) => `${lab.registry}/octo-org/${reference}`;
  const crane = (...args: string[]) => workshop.run('crane', args, env);
  const append = ['index', 'append', '-m', at('app:latest'), '-m', at('app:1.4.0'), '-t', at('app:all')];
  expect(await crane(...append)).toMatchObject({ code: 0 });
  expect(await crane('validate', '--remote', at('app:all'))).toMatchObject({ code: 0 });
  expect(await crane('copy', at('app:all'), at('copied:all'))).toMatchObject({ code: 0 });
  expect(lab.requests.some(({ path, status }) => path.includes('mount=') && status === 201)).toBe(true);
  expect((await crane('ls', at('app'))).output).toContain('1.4.0\nall\nlatest\n');
});
