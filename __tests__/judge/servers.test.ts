/** Which server's pages a finding leads to: packages and tokens are the registry's, secrets the repository's. */
import { describe, expect, test } from '@jest/globals';
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
