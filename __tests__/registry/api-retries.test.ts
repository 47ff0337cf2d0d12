/** What went wrong with one call of the API costs no later one more. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { githubApi } from '../../src/evidence/api/github.js';
import type { HttpClient, HttpResponse } from '../../src/evidence/http/http.js';
import { organizationApi } from '../../src/evidence/organization/api.js';

type Said = Pick<HttpResponse, 'status'> & Partial<HttpResponse>;

/** An API that says this to one call after the other, and then that there is such a user. */
function saying(answers: Said[]): { client: HttpClient; asked: () => number } {
  let asked = 0;
  const client = {
    async send(): Promise<HttpResponse> {
      asked += 1;
      const { headers, ...said } = answers.shift() ?? { status: 200, body: '{"login":"octo"}' };
      const type = { 'content-type': 'application/json' };
      return { body: '{}', truncated: false, ...said, headers: { ...type, ...headers } };
    },
    close() {},
  } as unknown as HttpClient;
  return { client, asked: () => asked };
}

const API = 'https://api.github.test';
const DOWN: Said = { status: 502 };
const user = (octokit: Octokit) => octokit.rest.users.getByUsername({ username: 'octo' });
const statusOf = (call: Promise<{ status: number }>) =>
  call.then(
    ({ status }) => status,
    ({ status }) => status as number,
  );

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const explaining = (client: HttpClient) => githubApi(API, 'ghs_x', client);
const auditing = async (client: HttpClient) =>
  (await organizationApi(API, 'ghp_x', client, () => {}))?.octokit ?? null;

test.each([
  ['that explains', explaining, 2, 1_100],
  ['of an audit', auditing, 3, 300 + 1_200 + 100],
])('a call of the API %s is tried again as soon and as often as the first', async (_, open, tries, time) => {
  const { client, asked } = saying(Array.from({ length: 2 * tries }, () => DOWN));
  const octokit = await open(client);
  if (!octokit) throw new Error('no client');
  for (const [expected, requests] of [
    [502, tries],
    [502, 2 * tries],
    [200, 2 * tries + 1],
  ]) {
    const status = statusOf(user(octokit));
    await jest.advanceTimersByTimeAsync(time);
    expect(asked()).toBe(requests);
    expect(await status).toBe(expected);
  }
});
