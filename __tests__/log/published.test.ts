/** Packages that everybody may pull by their publishers' word: where a refusal tells nothing, it is of the login that was sent. */
import { expect, test } from '@jest/globals';
import { explained } from './support.js';

const DENIED = 'Error response from daemon: error from registry: denied\ndenied';
const pull = (name: string) => `docker pull ghcr.io/${name}:1\n${DENIED}`;
const feature = (name: string) =>
  [
    "[6 ms] [httpOci] Could not fetch bearer token for 'ghcr.io': Error: HTTP 403: Forbidden",
    `[6 ms] Request 'https://ghcr.io/v2/${name}/manifests/1' failed`,
    `[6 ms] Could not resolve Feature manifest for 'ghcr.io/${name}:1'.  If necessary, provide registry credentials with 'docker login <registry>'.`,
  ].join('\n');

test.each([
  ['a package of somebody’s', pull('octo/app'), 'package-not-found'],
  ['one that is published', pull('github/github-mcp-server'), 'stale-credential'],
  ['one beside it, of which nothing is known', pull('github/octo'), 'package-not-found'],
  ['one of a longer name', pull('octo/github/github-mcp-server'), 'package-not-found'],
  ['a feature of somebody’s', feature('octo/features/git'), 'package-not-found'],
  ['a feature that is published', feature('devcontainers/features/git'), 'stale-credential'],
  ['a feature that there is none of', feature('devcontainers/features/gti'), 'package-not-found'],
  // No login is left that could be sent.
  ['behind a logout', `docker logout ghcr.io\n${pull('github/github-mcp-server')}`, 'package-not-found'],
  // Whoever says so knows more.
  [
    'one that is said to be private',
    `${pull('astral-sh/uv')}\n\nThe image is private.`,
    'package-read-refused',
  ],
  [
    'a right that is told of',
    'docker push ghcr.io/github/github-mcp-server:1\ndenied: permission_denied: write_package',
    'package-not-granted',
  ],
  [
    'what nobody may read without a login',
    'docker pull ghcr.io/github/github-mcp-server:1\nError response from daemon: Head "https://ghcr.io/v2/github/github-mcp-server/manifests/1": unauthorized',
    'package-read-refused',
  ],
])('%s', async (_, log, id) => expect((await explained(log))[0]?.id).toBe(id));
