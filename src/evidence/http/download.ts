/** A body of any size, as a log of a run or an archive of a repository. */

import { type Download, failureOf, HttpFailure, noAnswer, type Way, whenAnswered } from './exchanges.js';

/** Resolves with the head of the answer; `timeout`, in milliseconds, is for each silence. Throws only `HttpFailure`. */
export function startDownload(
  { url, timeout, headers = {} }: { url: URL; timeout: number; headers?: Record<string, string> },
  { transport, agent, proxy }: Way,
): Promise<Download> {
  return new Promise((resolve, reject) => {
    const request = transport.request(url, { method: 'GET', headers, agent, timeout });
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error instanceof HttpFailure ? error : failureOf(error, url, proxy));
      request.destroy();
    };
    const timer = setTimeout(() => fail(noAnswer(url, timeout, proxy)), timeout);
    request.once('timeout', () => request.destroy(noAnswer(url, timeout, proxy)));
    whenAnswered(request, url, fail, (response) => {
      clearTimeout(timer);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
    });
    request.end();
  });
}
