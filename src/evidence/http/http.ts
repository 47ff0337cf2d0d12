/**
 * HTTP as the evidence needs it: kept-alive connections, one deadline for all,
 * bodies cut at 64 KiB, proxies from the environment, and errors as data. Built
 * on node:http because the global `fetch` costs 45 to 75 ms at its first call; it is loaded with the first address that is
 * asked, TLS with the first that wants it.
 */
import type * as http from 'node:http';
import { type Download, failureOf, HttpFailure, noAnswer, type Way, whenAnswered } from './exchanges.js';

export const BODY_LIMIT = 64 * 1024;

/** Enough to ask for fifty images at once without opening fifty TLS connections. */
const SOCKETS = 16;

export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST';
  url: URL;
  headers?: Record<string, string>;
  /** Sent with POST. */
  body?: string;
  /** Milliseconds until the whole answer must be there. */
  timeout: number;
  /** Bytes of the body that are read; `BODY_LIMIT` unless told. */
  limit?: number;
}

export interface HttpResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** The body was longer than the limit; the rest was not read. */
  truncated: boolean;
}

export interface HttpClient {
  /** Sends one request and never follows a redirect. Throws only `HttpFailure`. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** The same for a body of any size, read as it comes. `timeout` is for each silence. */
  download(url: URL, timeout: number, headers?: Record<string, string>): Promise<Download>;
  /** Ends the idle connections, so that the process can. */
  close(): void;
}

const UNKNOWN_AUTHORITY = /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/;

/** A client with its own pool, which honours `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the process. */
export function httpClient(): HttpClient {
  const ways = new Map<string, Promise<Way>>();
  /** By origin: fifty requests need not look for a proxy in the environment fifty times. */
  const found = new Map<string, Promise<Way>>();
  const closing = new AbortController();

  function wayTo(url: URL): Promise<Way> {
    const { origin } = url;
    const way = found.get(origin) ?? findWay(url);
    found.set(origin, way);
    return way;
  }

  async function findWay(url: URL): Promise<Way> {
    const proxy = await proxyFor(url);
    const key = `${url.protocol} ${proxy ?? ''}`;
    const way = ways.get(key) ?? openWay(url, proxy, closing.signal);
    ways.set(key, way);
    return way;
  }

  /** A certificate that Node does not know by itself may be of an authority that this machine does; nothing was sent yet. */
  async function answerOf<T>(url: URL, ask: (way: Way) => Promise<T>): Promise<T> {
    const way = await wayTo(url);
    const { trusted } = way;
    return ask(way).catch(async (failure: HttpFailure) => {
      if (trusted || !UNKNOWN_AUTHORITY.test(failure.detail)) throw failure;
      way.trusted ??= import('./authorities.js').then(({ trustHere }) => trustHere(way.agent));
      await way.trusted;
      return ask(way);
    });
  }

  return {
    send: (request) => answerOf(request.url, (way) => exchange(request, way)),
    download: (url, timeout, headers) =>
      answerOf(url, async (way) => {
        // Few ask for more than an answer.
        const { startDownload } = await import('./download.js');
        return startDownload({ url, timeout, headers }, way);
      }),
    close() {
      const ended = [...ways.values()].map((way) => way.then(({ agent }) => agent.destroy()));
      ways.clear();
      found.clear();
      // A tunnel that a proxy never opens is in no agent's pool yet, and would keep the process alive. The pools come first: a
      // connection in them that is aborted tells of it, and nobody is left to listen.
      void Promise.allSettled(ended).then(() => closing.abort());
    },
  };
}

function exchange(request: HttpRequest, { transport, agent, proxy }: Way): Promise<HttpResponse> {
  const { url, method, headers = {}, body, timeout, limit = BODY_LIMIT } = request;
  return new Promise((resolve, reject) => {
    const clientRequest = transport.request(url, { method, headers, agent });
    const fail = (error: Error) => {
      stopWaiting();
      reject(error instanceof HttpFailure ? error : failureOf(error, url, proxy));
      clientRequest.destroy();
    };
    // The timer ends the wait itself: a request that still waits for its tunnel does not tell of being destroyed.
    const stopWaiting = afterListening(timeout, () => fail(noAnswer(url, timeout, proxy)));
    whenAnswered(clientRequest, url, fail, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = (truncated: boolean) => {
        stopWaiting();
        resolve(asRead(response, Buffer.concat(chunks), { truncated, limit }));
      };
      response.on('data', (chunk: Buffer) => {
        const room = limit - size;
        size += chunk.length;
        chunks.push(chunk.subarray(0, room));
        if (size > limit) {
          finish(true);
          response.destroy();
        }
      });
      response.on('end', () => finish(false));
      response.on('error', fail);
    });
    clientRequest.end(body);
  });
}

/** A wait is cut into as many pieces. */
const PIECES = 4;

/**
 * Ends a wait that is over. A process that is busy, as while it reads a workflow, hears no answer, and then finds its timer due before
 * it looks for one: of such a time one piece counts at most.
 *
 * @returns ends the wait without a word
 */
function afterListening(milliseconds: number, end: () => void): () => void {
  let pieces = PIECES;
  const next = () => {
    pieces -= 1;
    if (pieces < 0) end();
    else timer = setTimeout(next, milliseconds / PIECES);
  };
  let timer: NodeJS.Timeout | undefined;
  next();
  return () => clearTimeout(timer);
}

async function asRead(
  { statusCode: status = 0, headers }: http.IncomingMessage,
  came: Buffer,
  { truncated, limit }: { truncated: boolean; limit: number },
): Promise<HttpResponse> {
  const coding = headers['content-encoding'];
  if (!coding || truncated || came.length === 0) return { status, headers, body: textOf(came), truncated };
  const { decodedBody } = await import('./decoded.js');
  const decoded = decodedBody(came, coding, limit);
  return { status, headers, body: textOf(decoded.body), truncated: decoded.truncated };
}

/** Without a byte order mark, which is no part of the text (Encoding Standard, "UTF-8 decode") and no JSON. */
function textOf(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/**
 * The proxy for this address. Loopback never goes through one, that is this machine; and ALL_PROXY is none to clients
 * written in Go (golang.org/x/net, `http/httpproxy`), which go to the registry past it.
 */
async function proxyFor(url: URL): Promise<string | null> {
  const name = url.protocol.replace(':', '_proxy');
  if (!(process.env[name] || process.env[name.toUpperCase()]) || isLoopback(url.hostname)) return null;
  const { proxyOf } = await import('./proxy.js');
  return proxyOf(url);
}

/** @param signal ends the connections to a proxy */
async function openWay(url: URL, proxy: string | null, signal: AbortSignal): Promise<Way> {
  const transport = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const options = { keepAlive: true, maxSockets: SOCKETS, noDelay: true };
  if (!proxy) return { transport, agent: new transport.Agent(options), proxy: null };
  const { proxyAgent } = await import('./proxy.js');
  const found = proxyAgent(proxy, { ...options, signal });
  if ('fault' in found) throw new HttpFailure(found.fault, true);
  return { transport, agent: found.agent, proxy: found.host };
}

/** This machine: the one place where credentials may travel over plain HTTP. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|::1|\[::1\]|127(?:\.\d{1,3}){3})$/.test(hostname);
}

/** The same for a registry's host, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const url = parseUrl(`http://${host}`);
  return url !== null && isLoopback(url.hostname);
}

/** Credentials travel over TLS, or on this machine. */
export function isSafeForCredentials(address: string): boolean {
  const url = parseUrl(address);
  return url !== null && (url.protocol === 'https:' || isLoopback(url.hostname));
}

/** The address, or null when it is none. */
export function parseUrl(text: string, base?: URL): URL | null {
  try {
    return text ? new URL(text, base) : null;
  } catch {
    return null;
  }
}

/** An address of the web without a login in it; null for anything else. */
export function webUrl(text: string): URL | null {
  const url = parseUrl(text);
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
}
