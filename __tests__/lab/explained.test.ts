/** What real clients print when the lab refuses them, explained from that output alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CauseId } from '../../src/causes/index.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { explained } from '../log/support.js';
import { findClient, type Outcome, Workshop } from './clients.js';
import { SECRET, sampleWorld } from './support.js';

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

/** The lab's address stands for ghcr.io; it is refused as there. */
async function causesOf({ code, output }: Outcome, step: string): Promise<string[]> {
  expect(code).not.toBe(0);
  const [finding, ...others] = await explained(`+ ${step}\n${output.replaceAll('HOST', 'ghcr.io')}`);
  expect(others).toEqual([]);
  return finding ? [finding.id, ...finding.alternatives].slice(0, 3) : [];
}

const CLIENTS = ['skopeo', 'crane', 'buildah', 'podman'] as const;

describe.each(CLIENTS)('%s', (client) => {
  const present = findClient(client) ? test : test.skip;
  const command = (verb: string, name: string) =>
    client !== 'skopeo'
      ? `${client} ${verb} ghcr.io/${name}`
      : verb === 'push'
        ? `skopeo copy oci:x docker://ghcr.io/${name}`
        : `skopeo copy docker://ghcr.io/${name} dir:x`;

  present.each<[string, keyof typeof SECRET | undefined, string, CauseId[]]>([
    ['W1', 'jobRead', 'octo-org/new', ['job-lacks-packages-write']],
    ['W3', 'policyJob', 'strict-org/new', ['job-lacks-packages-write', 'organization-policy']],
    ['W4', 'jobRead', 'octo-org/public', ['job-lacks-packages-write', 'read-only-run']],
    ['W5', 'jobWrite', 'octo-org/laptop', ['package-not-granted', 'job-lacks-packages-write']],
    ['W7', 'jobWrite', 'octo-org/foreign-public', ['package-not-granted']],
    ['W8', 'member', 'strict-org/new', ['package-creation-refused']],
    ['W9', 'blocked', 'spammer/new', ['package-creation-refused', 'account-blocked']],
    ['W10', 'fineGrained', 'octo-org/new', ['token-kind-unsupported', 'token-lacks-scope']],
    ['W10, scope', 'readOnly', 'mona/new', ['token-lacks-scope']],
    ['W11', 'jobWrite', 'mona/new', ['owner-mismatch']],
    ['W12', 'owner', 'ghost/new', ['owner-not-found']],
    ['W13, where a HEAD request hides the reason', 'jobWrite', 'octo-org/foreign', ['package-not-granted']],
    ['L1', 'expired', 'octo-org/app', ['token-rejected', 'stale-credential']],
    [
      'no login',
      undefined,
      'octo-org/new',
      ['no-registry-login', 'token-rejected', 'package-not-found', 'package-not-granted'],
    ],
  ])('%s: a refused push is explained', async (_, secret, name, wanted) => {
    const outcome = await workshop.push(client, `${name}:2`, secret && SECRET[secret]);
    const [first, ...others] = await causesOf(outcome, command('push', name));
    expect(wanted).toContain(first);
    if (wanted.length === 2) expect([first, ...others]).toEqual(expect.arrayContaining(wanted));
  });

  present.each<[string, keyof typeof SECRET | undefined, string, CauseId[]]>([
    // What an old entry is answered, an absent package is too, and more often (facts K1).
    ['P2', 'expired', 'octo-org/public:1', ['stale-credential', 'token-rejected', 'package-not-found']],
    ['P3', 'jobRead', 'octo-org/foreign:1', ['package-read-refused']],
    ['P5', 'jobNone', 'octo-org/app:latest', ['job-lacks-packages-read']],
    ['P6', 'jobRead', 'octo-org/app:no-such-tag', ['manifest-not-found']],
  ])('%s: a refused pull is explained', async (_, secret, reference, wanted) => {
    const outcome = await workshop.pull(client, reference, secret && SECRET[secret]);
    const [first, ...others] = await causesOf(outcome, command('pull', reference));
    expect(wanted).toContain(first);
    expect([first, ...others]).toContain(wanted[0]);
  });

  // podman and its family say the same of a stale login: without more, that comes first.
  present('P1: a pull without a login is explained among the first three', async () => {
    const outcome = await workshop.pull(client, 'octo-org/app:latest');
    const named = await causesOf(outcome, command('pull', 'octo-org/app:latest'));
    expect(named.filter((id) => id === 'package-read-refused' || id === 'package-not-found')).not.toEqual([]);
  });

  (findClient(client) && client !== 'crane' ? test : test.skip)(
    'L1: a refused login is explained',
    async () => {
      const [first] = await causesOf(await workshop.login(client, SECRET.expired), `${client} login ghcr.io`);
      expect(first).toBe('token-rejected');
    },
  );
});

(findClient('docker') ? test : test.skip)('docker: a refused login is explained', async () => {
  const [first] = await causesOf(await workshop.login('docker', SECRET.expired), 'docker login ghcr.io');
  expect(first).toBe('token-rejected');
});
