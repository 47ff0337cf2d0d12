/**
 * The REST API, asked only to explain. Octokit does the talking; our own HTTP client
 * carries it, so that proxies, time limits and kept-alive connections are the same
 * and the global `fetch` never has to be started.
 */
import { validateHeaderValue } from 'node:http';
import type { Octokit } from '@octokit/rest';
import { HttpFailure } from '../http/exchanges.js';
import { type HttpClient, isSafeForCredentials } from '../http/http.js';

/** Milliseconds for one call; how often a 5xx or a rate limit is tried again, and after how many seconds. */
const CALL_TIMEOUT = 5_000;
const RETRIES = 1;
const RETRY_AFTER = 1;
/** Bytes: a workflow file of 1 MiB, and something around it. */
const ANSWER_LIMIT = 2 * 1024 * 1024;

/**
 * A client of the API at `apiUrl` with one token. Loads Octokit, so call it only when it is needed.
 * null when the address is neither HTTPS nor this machine: no token goes there.
 */
export async function githubApi(apiUrl: string, token: string, client: HttpClient): Promise<Octokit | null> {
  if (!isSafeForCredentials(apiUrl)) return null;
  const [{ Octokit }, { retry }] = await Promise.all([
    import('@octokit/rest'),
    import('@octokit/plugin-retry'),
  ]);
  const silent = () => {};
  const octokit = new (Octokit.plugin(retry))({
    // A line break behind it comes from the file that it was read of.
    auth: token.trim(),
    baseUrl: apiUrl,
    userAgent: 'ghcr-preflight',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchThrough(client) },
    // Among the options of `request` the plugin would take it for every failure, and wait after a 404 too.
    retry: { retries: RETRIES, retryAfterBaseValue: RETRY_AFTER * 1000 },
  });
  countEachCall(octokit);
  return octokit;
}

/**
 * Has what was tried again counted for each call. Octokit gives all calls of a client one object to count in, and its plugins wait the
 * longer the more stands there, or give up: one bad moment of the API would make each later one cost nine times as much.
 */
export function countEachCall({ hook }: Pick<Octokit, 'hook'>): void {
  hook.before('request', (options) => {
    options.request = { ...options.request };
  });
}

/** The part of `fetch` that Octokit uses. A longer answer than `limit` (bytes) is none. */
export function fetchThrough(client: HttpClient, { timeout = CALL_TIMEOUT, limit = ANSWER_LIMIT } = {}) {
  return async (
    address: string,
    { method, headers, body }: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
  ) => {
    if (!isSendable(headers.authorization)) return UNSENDABLE;
    const response = await client.send({ method, url: new URL(address), headers, body, timeout, limit });
    if (response.truncated) throw new HttpFailure(`an answer of more than ${limit} bytes`, true);
    return {
      status: response.status,
      url: address,
      // As much of `Headers` as is used, without starting the global `fetch` for it.
      headers: new Map(Object.entries(response.headers)),
      text: async () => response.body,
      arrayBuffer: async () => new TextEncoder().encode(response.body).buffer,
    };
  };
}

/** The same for an answer of any size, which is handed on as it comes; what is refused in it is short. */
export function streamedThrough(client: HttpClient, silence: number) {
  return async (address: string, { headers }: { headers: Record<string, string> }) => {
    if (!isSendable(headers.authorization)) return UNSENDABLE;
    const { status, headers: answered, body } = await client.download(new URL(address), silence, headers);
    return {
      status,
      url: address,
      headers: new Map(Object.entries(answered)),
      body,
      text: () => beginningOf(body),
      arrayBuffer: async () => new TextEncoder().encode(await beginningOf(body)).buffer,
    };
  };
}

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > ANSWER_LIMIT) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** With a line break within it a token is no header: it can't be sent, and asking again would not help. */
export function isSendable(value: string | undefined): boolean {
  try {
    if (value !== undefined) validateHeaderValue('authorization', value);
    return true;
  } catch {
    return false;
  }
}

/** What GitHub says of any other token that is none. */
const UNSENDABLE = {
  status: 401,
  url: '',
  headers: new Map([['content-type', 'application/json']]),
  text: async () => '{"message":"Bad credentials"}',
  arrayBuffer: async () => new ArrayBuffer(0),
};

/** What a failed call says: its status, GitHub's sentence and the headers; null when it never reached the API. */
export interface ApiRefusal {
  status: number;
  message: string;
  headers: Record<string, string | number | undefined>;
}

/** Is it refused for how often it is asked? Docs: Rate limits for the REST API. */
export function isRateLimit({ status, headers, message }: ApiRefusal): boolean {
  return status === 429 || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message);
}

/** What the API answered, out of what its client throws; null: it gave no answer. */
export function apiRefusal(error: unknown): ApiRefusal | null {
  const { status, message, response } = error as {
    status?: unknown;
    message?: unknown;
    response?: { headers?: ApiRefusal['headers']; data?: { message?: unknown } };
  };
  if (typeof status !== 'number' || !response) return null;
  return {
    status,
    message: String(response.data?.message ?? message ?? ''),
    headers: response.headers ?? {},
  };
}
