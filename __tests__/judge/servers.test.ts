/** Which server's pages a finding leads to: packages and tokens are the registry's, secrets the repository's. */
import { describe, expect, test } from '@jest/globals';
import { registryUnavailable } from '../../src/causes/book/registry-unavailable.js';
import { settingsOf } from '../../src/causes/claims/claim-parts.js';
import { caseOfAnswer } from '../../src/judge/answers/case-of-answer.js';
import { scenario } from '../causes/scenario.js';

const GITHUB = 'https://github.com';
const GHES = 'https://ghe.example';

describe('the servers of a refusal', () => {
  test.each<[string, string, string, [pages: string, settings: string]]>([
    ['of the registry that belongs to github.com', 'ghcr.io', GITHUB, [GITHUB, GITHUB]],
    ['of the registry that belongs to the server', 'containers.ghe.example', GHES, [GHES, GHES]],
    ['of a registry on this machine, which stands for any', '127.0.0.1:5000', GHES, [GHES, GHES]],
    ["of github.com's registry in a run of another server", 'ghcr.io', GHES, [GITHUB, GHES]],
    ["of another server's registry in a run on github.com", 'containers.ghe.example', GITHUB, [GHES, GITHUB]],
  ])('%s', (name, registry, serverUrl, [pages, settings]) => {
    const { evidence, refusal } = scenario({ name, run: { serverUrl } });
    const seen = caseOfAnswer(refusal, { ...evidence, registry });
    expect([seen.serverUrl, seen.repositoryServer ?? seen.serverUrl]).toEqual([pages, settings]);
  });
});

test.each<[registry: string, page: string | undefined]>([
  // The server at hand knows nothing of it, so its API is not asked.
  ['ghcr.io', 'https://ghcr.io/octo/app'],
  ['containers.other.example', 'https://other.example/orgs/octo/packages/container/app/settings'],
  // Whoever runs it has no pages.
  ['127.0.0.1:5000', undefined],
])('the page of a package of %s that no API was asked about', (registry, page) => {
  const { evidence, refusal } = scenario({ name: 'page', run: { serverUrl: GHES } });
  const seen = caseOfAnswer(refusal, { ...evidence, registry });
  expect(settingsOf({ ...seen, package: null }).url).toBe(page);
});

test.each<[registry: string, isAsked: boolean]>([
  ['ghcr.io', true],
  ['127.0.0.1:5000', true],
  ['registry.example', false],
  ['containers.ghe.example', false],
])('trouble of %s is told to be looked up where there is a page of it', (registry, isAsked) => {
  const { evidence, refusal } = scenario({ name: 'trouble', answer: { outcome: 'undecided', status: 503 } });
  const seen = caseOfAnswer(refusal, { ...evidence, registry });
  const claim = registryUnavailable.explains?.({ ...seen, kind: 'unavailable' });
  expect(claim?.url).toBe(isAsked ? 'https://www.githubstatus.com' : undefined);
});
