/** The lab's API counts as GitHub's does: requests and points, each for a token. */
import { afterEach, expect, test } from '@jest/globals';
import { answerGraphql } from '../../src/lab/api/graphql.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { OWNER_TOKEN, organization, STRANGER } from '../audit/world.js';
import { ask } from './support.js';

let lab: Lab;
afterEach(() => lab.close());

const headers = (token: string) => ({ authorization: `Bearer ${token}` });
const left = ({ headers: sent }: Awaited<ReturnType<typeof ask>>) => [
  sent['x-ratelimit-resource'],
  sent['x-ratelimit-remaining'],
];

test('requests, until there are none left', async () => {
  lab = await startLab(organization({ limits: { core: 2 } }));
  const get = (token: string) => ask(lab, 'GET', '/api/v3/user', { headers: headers(token) });
  expect(left(await get(OWNER_TOKEN))).toEqual(['core', '1']);
  await get(OWNER_TOKEN);
  const refused = await get(OWNER_TOKEN);
  expect([refused.status, left(refused)]).toEqual([403, ['core', '0']]);
  expect(refused.text).toContain('API rate limit exceeded');
  expect((await get(STRANGER)).status).toBe(200);
});

test('points, which a refusal costs as well, and of which GraphQL tells with status 200', async () => {
  lab = await startLab(organization({ limits: { graphql: 2 } }), { graphql: answerGraphql });
  const query = (text: string) =>
    ask(lab, 'POST', '/api/graphql', {
      headers: headers(OWNER_TOKEN),
      body: JSON.stringify({ query: text }),
    });
  const first = await query('{ rateLimit { cost remaining } }');
  expect(JSON.parse(first.text)).toEqual({ data: { rateLimit: { cost: 1, remaining: 1 } } });
  const wrong = await query('{ rateLimit { price } }');
  expect(JSON.parse(wrong.text).errors[0].message).toContain('Cannot query field "price"');
  const refused = await query('{ rateLimit { cost } }');
  expect([refused.status, left(refused)]).toEqual([200, ['graphql', '0']]);
  expect(JSON.parse(refused.text).errors[0].type).toBe('RATE_LIMITED');
});

test('nobody is answered a query, and pages have addresses', async () => {
  lab = await startLab(organization(), { graphql: answerGraphql });
  expect(
    (await ask(lab, 'POST', '/api/graphql', { body: '{"query":"{ rateLimit { cost } }"}' })).status,
  ).toBe(401);
  const page = await ask(lab, 'GET', '/api/v3/orgs/octo-org/repos?per_page=1', {
    headers: headers(OWNER_TOKEN),
  });
  expect(page.headers.link).toMatch(/per_page=1&page=2>; rel="next", <.*&page=12>; rel="last"$/);
});
