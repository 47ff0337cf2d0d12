/** One clock for everything that a preflight sends, whoever is asked. */

import { type Deadline, deadlineIn } from '../registry/retry.js';
import { HttpFailure } from './exchanges.js';
import type { HttpClient } from './http.js';

/** The client, with no answer waited for longer than the deadline allows; past it nothing is sent any more. */
export function withinDeadline(client: HttpClient, deadline: Deadline): HttpClient {
  const allowed = (timeout: number) => {
    const left = Math.min(timeout, Math.round(deadline.left()));
    if (left <= 0) throw new HttpFailure({ what: 'no-time', seconds: 0 }, true);
    return left;
  };
  return {
    send: async (request) => client.send({ ...request, timeout: allowed(request.timeout) }),
    download: async (url, timeout, headers) => client.download(url, allowed(timeout), headers),
    close: () => client.close(),
  };
}

/** A clock that some of the work has less time by. */
export interface SharedClock extends Deadline {
  within<T>(milliseconds: number, work: () => Promise<T>): Promise<T>;
}

/** What is done meanwhile has no more time either: it is for work that nothing stands beside. */
export function sharedClock(whole: Deadline): SharedClock {
  let short = whole;
  return {
    left: () => Math.min(whole.left(), short.left()),
    async within(milliseconds, work) {
      short = deadlineIn(milliseconds);
      try {
        return await work();
      } finally {
        short = whole;
      }
    },
  };
}
