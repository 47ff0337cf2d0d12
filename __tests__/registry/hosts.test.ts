/** The three ways to find a host in a text, side by side: in a reference, in one that is only looked at, in an address. */
import { expect, test } from '@jest/globals';
import { hostMeant, splitHost } from '../../src/evidence/registry/reference-grammar.js';
import { hostOfAddress } from '../../src/workflow/knowledge/clients.js';

test.each<[given: string, strict: string | null, meant: string | null, address: string]>([
  ['ghcr.io/octo/app', 'ghcr.io', 'ghcr.io', 'ghcr.io'],
  ['GHCR.io/octo/app:1', 'GHCR.io', 'ghcr.io', 'ghcr.io'],
  ['ghcr.io:443/octo/app', 'ghcr.io:443', 'ghcr.io:443', 'ghcr.io'],
  ['localhost/octo/app', 'localhost', 'localhost', 'localhost'],
  ['LOCALHOST/octo/app', null, null, 'localhost'],
  ['localhost:5000/app', 'localhost:5000', 'localhost:5000', 'localhost:5000'],
  ['registry:5000/app', 'registry:5000', 'registry:5000', 'registry:5000'],
  ['127.0.0.1:5000/app', '127.0.0.1:5000', '127.0.0.1:5000', '127.0.0.1:5000'],
  ['[::1]:5000/app', '[::1]:5000', '[::1]:5000', '[::1]:5000'],
  ['octo/app', null, null, 'octo'],
  ['octo/app:1.2', null, null, 'octo'],
  ['octo/app@sha256:0', null, null, 'octo'],
  // Without a slash nothing stands before it.
  ['app', null, null, 'app'],
  ['app:1', null, null, 'app:1'],
  ['ghcr.io', null, null, 'ghcr.io'],
  ['', null, null, ''],
  // No host, and yet meant for one.
  ['my_registry.example/app', null, 'my_registry.example', 'my_registry.example'],
  ['ghcr.io:/octo/app', null, 'ghcr.io:', 'ghcr.io:'],
  ['ghcr..io/octo/app', null, 'ghcr..io', 'ghcr..io'],
  ['ghcr.io:latest/octo/app', null, 'ghcr.io:latest', 'ghcr.io:latest'],
  // Only an address has a scheme.
  ['https://ghcr.io/octo', null, 'https:', 'ghcr.io'],
  [' HTTP://ghcr.io:443/v2/ ', null, ' http:', 'ghcr.io'],
])('%j', (given, strict, meant, address) => {
  expect([splitHost(given).host, hostMeant(given), hostOfAddress(given)]).toEqual([strict, meant, address]);
});
