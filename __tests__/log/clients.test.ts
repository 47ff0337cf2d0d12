/** Whose words a line is: what it says itself, then what ran. */
import { expect, test } from '@jest/globals';
import { clientOf, inOrder } from '../../src/evidence/log/words/client.js';

const CLIENTS = inOrder([{ name: 'crane', frame: /\bcrane\b/ }]);
const DAEMON = 'Error response from daemon: denied: denied';
const PULL = 'kubelet: Failed to pull image "ghcr.io/octo/app:1": denied';

test.each<[string, string, string | null, string | null]>([
  ['what a line says counts for more than what ran', PULL, 'crane copy a b', 'kubernetes'],
  ['what ran counts for more than words that many share', DAEMON, 'crane copy a b', 'crane'],
  // Whoever deploys to a cluster there may have pushed before.
  ['one that only pulls runs in no step', DAEMON, 'renovate, and wait for the kubelet', null],
  ['one that only pulls writes nothing', `${PULL} permission_denied: write_package`, null, null],
  ["an image's own name says nothing", 'ghcr.io/octo/kubelet: denied', null, null],
])('%s', (_, text, step, expected) => {
  expect(clientOf(text, step, CLIENTS)?.name ?? null).toBe(expected);
});
