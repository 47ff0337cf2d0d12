/**
 * Requests and answers as data. A handler of the lab takes a `LabCall` and returns
 * a `Reply`; only `send` writes to a socket. That lets a fault spoil an answer
 * after it was made without the handlers knowing of faults.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface LabCall {
  method: string;
  /** Decoded by the WHATWG parser only: `%2F` stays as it is. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** `http://127.0.0.1:PORT`, as the client addressed us. */
  origin: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Sent with GET and the like; of a HEAD only its length is told. */
  body?: string | Buffer;
}

/** Who a request came from, in the three ways in which a credential can be sent. */
export type Authorization =
  | { scheme: 'none' }
  | { scheme: 'basic'; username: string; password: string }
  | { scheme: 'bearer'; value: string }
  | { scheme: 'other' };

/** Read `Authorization`; the scheme's case does not count (RFC 9110, 11.1). `token X` is the API's old form. */
export function readAuthorization(header: string | undefined): Authorization {
  if (!header) return { scheme: 'none' };
  const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(header) ?? [];
  if (/^(bearer|token)$/i.test(scheme)) return { scheme: 'bearer', value };
  if (!/^basic$/i.test(scheme)) return { scheme: 'other' };
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0
    ? { scheme: 'other' }
    : { scheme: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The whole request, body included: the lab's images are small. */
export async function readCall(request: IncomingMessage): Promise<LabCall> {
  const origin = `http://${request.headers.host ?? '127.0.0.1'}`;
  const url = new URL(request.url ?? '/', origin);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: hasBody(request) ? await bodyOf(request) : Buffer.alloc(0),
    origin,
  };
}

/** Who sends one says so in the header (RFC 9112, section 6.3). Most requests have none, and then there is nothing to wait for. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON as both services write it. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** `X-GitHub-Request-Id`, in its form: five groups of hexadecimal digits. */
export function requestId(): string {
  const hex = randomUUID().replaceAll('-', '').toUpperCase();
  const groups = [hex.slice(0, 4), hex.slice(4, 10), hex.slice(10, 16), hex.slice(16, 22), hex.slice(22, 30)];
  return groups.join(':');
}

/** Write an answer. A HEAD tells the length and keeps the body to itself. */
export function send(response: ServerResponse, method: string, reply: Reply): void {
  const body = reply.body === undefined ? Buffer.alloc(0) : Buffer.from(reply.body);
  const headers: Record<string, string | number> = { ...reply.headers };
  const bodiless = reply.status === 204 || reply.status === 304;
  if (!bodiless && headers['content-length'] === undefined) headers['content-length'] = body.length;
  response.writeHead(reply.status, headers);
  response.end(method === 'HEAD' || bodiless || body.length === 0 ? undefined : body);
}
