import { expect, test } from '@jest/globals';
import { sharedClock, withinDeadline } from '../../src/evidence/http/budget.js';
import { HttpFailure } from '../../src/evidence/http/exchanges.js';
import type { HttpClient, HttpRequest } from '../../src/evidence/http/http.js';
import { sendWithRetries } from '../../src/evidence/registry/retry.js';

const request = (timeout: number): HttpRequest => ({
  method: 'GET',
  url: new URL('https://ghcr.io/v2/'),
  timeout,
});

test('a request waits no longer than there is time, and is not sent when there is none', async () => {
  const waits: number[] = [];
  const client: HttpClient = {
    async send({ timeout }) {
      waits.push(timeout);
      return { status: 200, headers: {}, body: '', truncated: false };
    },
    async download(_, timeout) {
      waits.push(timeout);
      throw new Error('no body');
    },
    close() {},
  };
  let left = 5_000;
  const bounded = withinDeadline(client, { left: () => left });
  await bounded.send(request(6_000));
  await bounded.send(request(1_000));
  await expect(bounded.download(new URL('https://ghcr.io/'), 9_000)).rejects.toThrow('no body');
  left = 0;
  await expect(bounded.send(request(6_000))).rejects.toMatchObject({
    detail: 'no time left',
    permanent: true,
  });
  await expect(bounded.download(new URL('https://ghcr.io/'), 1)).rejects.toMatchObject({ permanent: true });
  expect(waits).toEqual([5_000, 1_000, 5_000]);
});

test('some of the work has less time, and the rest has all that is left', async () => {
  const clock = sharedClock({ left: () => 20_000 });
  const left = await clock.within(3_000, async () => clock.left());
  expect(left).toBeLessThanOrEqual(3_000);
  expect(left).toBeGreaterThan(2_000);
  expect(clock.left()).toBe(20_000);
  await expect(clock.within(3_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(clock.left()).toBe(20_000);
});

test('a registry that is slow with its answer is waited for longer the second time', async () => {
  const waits: number[] = [];
  const slow: HttpClient = {
    async send({ url, timeout }) {
      waits.push(timeout);
      if (timeout < 9_000)
        throw new HttpFailure({ what: 'no-answer', host: url.host, proxy: null, ms: timeout }, false);
      return { status: 202, headers: {}, body: '', truncated: false };
    },
    async download() {
      throw new Error('nothing is downloaded');
    },
    close() {},
  };
  const sent = await sendWithRetries(
    slow,
    { method: 'POST', url: new URL('https://ghcr.io/v2/') },
    { left: () => 20_000 },
  );
  expect(sent).toMatchObject({ trouble: null, attempts: 2, response: { status: 202 } });
  expect(waits).toEqual([6_000, 12_000]);
});
