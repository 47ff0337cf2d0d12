/** What every request shares: how its address is reached, how it ends, and failures as data. */
import type * as http from 'node:http';
import type * as https from 'node:https';
import { type OwnWords, said } from './own-words.js';

/** How an address is reached. */
export interface Way {
  transport: typeof http | typeof https;
  agent: http.Agent;
  /** `HOST:PORT` of the proxy in between. */
  proxy: string | null;
  /** Since its agent trusts what this machine does. */
  trusted?: Promise<void>;
}

export interface Download {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: AsyncIterable<Uint8Array>;
}

/** No HTTP answer came back. `detail` is one line, e.g. `ECONNREFUSED 127.0.0.1:5000`. */
export class HttpFailure extends Error {
  readonly detail: string;
  /** Where it is said by nobody else. */
  readonly own?: OwnWords;

  constructor(
    why: string | OwnWords,
    /** A second try can't help: a certificate that is not trusted, a malformed address. */
    readonly permanent: boolean,
  ) {
    const detail = typeof why === 'string' ? why : said(why);
    super(detail);
    this.name = 'HttpFailure';
    this.detail = detail;
    if (typeof why !== 'string') this.own = why;
  }
}

/** Calls `fail` for every end of a request that is no final response (RFC 9110, section 15.2). Each of these comes once at most. */
export function whenAnswered(
  request: http.ClientRequest,
  url: URL,
  fail: (error: Error) => void,
  answered: (response: http.IncomingMessage) => void,
): void {
  const notAsked = ({ statusCode }: http.IncomingMessage) =>
    fail(new HttpFailure({ what: 'another-protocol', status: statusCode ?? 0, host: url.host }, false));
  request.on('error', fail);
  request.on('upgrade', (response, socket) => {
    socket.destroy();
    notAsked(response);
  });
  request.on('response', (response) => {
    if ((response.statusCode ?? 0) < 200) notAsked(response);
    else answered(response);
  });
  // What a proxy answers in place of a tunnel is its own word, never the registry's.
  request.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
    if (statusCode !== 200)
      fail(new HttpFailure({ what: 'proxy-refused', status: statusCode, host: url.host }, statusCode < 500));
  });
}

/** Nothing came in time. `timeout` in milliseconds. */
export function noAnswer(url: URL, timeout: number, proxy: string | null): HttpFailure {
  return new HttpFailure({ what: 'no-answer', host: url.host, proxy, ms: timeout }, false);
}

/** Errors that say something about the set-up rather than about this moment. */
const PERMANENT = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO|ERR_INVALID/;

/** What Node says of a connection that failed, in a line. */
export function failureOf(
  error: Error & { code?: string; errors?: Error[] },
  url: URL,
  proxy: string | null,
): HttpFailure {
  // Node tries all addresses of a host and hands back what each of them said.
  const first: Error & { code?: string } = error.errors?.[0] ?? error;
  const { message, code = error.code ?? '' } = first;
  const reason = code && !message.includes(code) ? `${code}: ${message}` : message || code;
  const host = proxy === null && reason.includes(url.hostname) ? '' : url.host;
  const [line = ''] = reason.split('\n');
  return new HttpFailure({ what: 'failed', reason: line, host, proxy }, PERMANENT.test(code));
}
