/** One clock for everything that a preflight sends, whoever is asked. */

import type { Deadline } from '../registry/retry.js';
import { type HttpClient, HttpFailure } from './http.js';

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
