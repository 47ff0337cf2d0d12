/** Of thousands of pushes that go astray each is looked at a few times, and not by each of the others. */
import { expect, test } from '@jest/globals';
import { LazyStrays } from '../../src/workflow/reading/pushes/lazy-strays.js';

type Asked = Parameters<LazyStrays['strayOf']>;

const COUNT = 2_000;
const CONTEXT = { registry: 'ghcr.io', owner: 'octo', repository: 'octo/app', isHosted: true };

/** A run whose pushes count how often anybody asks what they push. */
function run(found: object) {
  let asked = 0;
  const step = { node: {}, uses: null, id: null };
  const act = {
    step,
    runs: 'yes',
    get found() {
      asked += 1;
      return { access: 'push', role: 'image', ...found };
    },
  };
  const transfers = Array.from({ length: COUNT }, () => ({ act, passed: [], isAfterUnread: false }));
  const login = { sign: { password: 'x', host: 'ghcr.io' }, runs: 'yes' };
  const job = { transfers, logins: Array.from({ length: 50 }, () => login), steps: [step] };
  return { job: job as unknown as Asked[1], each: transfers as unknown as Asked[0][], asked: () => asked };
}

test.each([
  ['names without a host', { reference: 'octo/app' }],
  ['tags alone', { reference: 'latest', input: 'tags' }],
  ['nothing at all', { reference: '', needsName: true }],
  ['no tags at all', { reference: '', input: 'tags' }],
])('%s', async (_, found) => {
  const { job, each, asked } = run(found);
  const strays = new LazyStrays();
  const look = (push: Asked[0]) => strays.strayOf(push, job, {} as Asked[2], CONTEXT);
  look(each[0] as Asked[0]);
  await strays.loadWanted();
  for (const push of each) look(push);
  expect(asked()).toBeLessThan(COUNT * 30);
});
