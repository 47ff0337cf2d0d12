/** Whose words a line is: what it says itself, then what ran. */
import { expect, test } from '@jest/globals';
import { clientOf, inOrder } from '../../src/evidence/log/words/client.js';
import { explained } from './support.js';

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

const OF_LIBRARY =
  'Error: POST "https://ghcr.io/v2/octo/charts/app/blobs/uploads/": response status code 403: denied: permission_denied: write_package';

test.each([
  ['helm, by what was typed', '$ helm push app-1.0.0.tgz oci://ghcr.io/octo/charts', 'helm'],
  ['helm, by a prompt of another form', '❯ helm push app-1.0.0.tgz oci://ghcr.io/octo/charts', 'helm'],
  ['helm, by what a shell shows', '++ helm push app-1.0.0.tgz oci://ghcr.io/octo/charts', 'helm'],
  ['helm, by the step', '##[group]Run helm push app.tgz oci://ghcr.io/octo/charts\n##[endgroup]', 'helm'],
  ['oras', '$ oras push ghcr.io/octo/charts/app:1 app.tgz', 'oras'],
  ['notation', '$ notation sign ghcr.io/octo/charts/app:1', 'notation'],
  // docker has words of its own, so the answer is not to its command.
  ['the library, where docker ran', '$ docker build -t ghcr.io/octo/app .', 'oras-go'],
  ['the library, where nothing tells', 'Publishing the chart', 'oras-go'],
])('words of a library are those of who ran: %s', async (_, above, client) => {
  const [finding] = await explained(`${above}\n${OF_LIBRARY}\n`);
  expect(finding?.evidence.join('\n')).toContain(`Printed by ${client}`);
});

test.each([
  ['$ oras version', 'oras login'],
  ['$ helm version', 'helm registry login'],
])('the cure is that of who is there: %s', async (above, cure) => {
  const refusal = OF_LIBRARY.replace('permission_denied: write_package', 'denied');
  const [finding] = await explained(`${above}\nVersion: 1.2.3\n$ ./publish.sh\n${refusal}\n`);
  expect(finding?.fix?.summary).toContain(cure);
});
