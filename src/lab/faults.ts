/**
 * Faults on purpose: what networks, proxies and bad days make of an answer. A
 * fault either takes the place of the answer or spoils the one that was made.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LabCall, type Reply, send } from './http.js';
import { routeOf } from './registry/registry.js';

/** Where in the conversation: `upload` is the opening of a session, `manifest` any reading or writing of one. */
export type FaultPlace = 'ping' | 'token' | 'upload' | 'manifest' | 'api' | 'any';

type FaultKind =
  /** The connection is reset before anything is answered. */
  | 'reset'
  /** Nothing is ever answered; `close()` ends it. */
  | 'hang'
  /** The right answer, after `ms`. */
  | 'slow'
  /** `status` with `headers` and `body`. */
  | 'status'
  /** A page of a proxy or of an incident, with `status` (200). */
  | 'html'
  /** Half of an answer that promised more, then the end of the connection. */
  | 'truncated'
  /** 30 MB of JSON, with `status` (200). */
  | 'huge'
  /** The right answer under the content type of something else. */
  | 'wrong-type'
  /** A 202 that does not say where the session is. */
  | 'no-location'
  /** A 202 whose session is on another origin. */
  | 'foreign-location'
  /** A challenge whose realm is on another origin. */
  | 'foreign-realm'
  /** 302 to another origin. */
  | 'redirect'
  /** `status` (200) without a body. */
  | 'empty';

export interface Fault {
  on: FaultPlace;
  kind: FaultKind;
  /** So often, then the lab behaves; for ever when absent. */
  times?: number;
  /** So many calls are left alone before. */
  after?: number;
  /** Only for a path that ends so. */
  path?: string;
  /** Only for this repository (`octo/app`), where the request names one. */
  image?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
  /** For `slow`. */
  ms?: number;
  /** Origin for the foreign kinds and `redirect`; the lab's own second origin when absent. */
  elsewhere?: string;
}

const HUGE = 30 * 1024 * 1024;

/** Faults with a memory of how often each has struck. */
export class FaultPlan {
  readonly #left: { fault: Fault; times: number; after: number }[];

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({
      fault,
      times: fault.times ?? Number.POSITIVE_INFINITY,
      after: fault.after ?? 0,
    }));
  }

  /** The fault for this request, if there is one; counts as one of its times. */
  next(call: LabCall, service: 'registry' | 'api'): Fault | undefined {
    const entry = this.#left.find((each) => {
      if (each.times === 0 || !strikes(each.fault, call, service)) return false;
      each.after -= 1;
      return each.after < 0;
    });
    if (entry) entry.times -= 1;
    return entry?.fault;
  }
}

function strikes(fault: Fault, call: LabCall, service: 'registry' | 'api'): boolean {
  const route = service === 'api' ? null : routeOf(call.path);
  const place = route === null ? 'api' : PLACES[route.kind];
  if (fault.on !== 'any' && fault.on !== place) return false;
  if (fault.path !== undefined && !call.path.endsWith(fault.path)) return false;
  if (fault.image === undefined) return true;
  if (route?.kind === 'token') {
    return call.query.getAll('scope').some((scope) => scope.includes(`repository:${fault.image}:`));
  }
  return route !== null && 'name' in route && route.name === fault.image;
}

const PLACES: Partial<Record<ReturnType<typeof routeOf>['kind'], FaultPlace>> = {
  ping: 'ping',
  token: 'token',
  'open-upload': 'upload',
  manifest: 'manifest',
};

/** What a fault may need to do its work. */
export interface FaultTools {
  request: IncomingMessage;
  response: ServerResponse;
  call: LabCall;
  /** `http://127.0.0.1:PORT` of an origin that is not the registry. */
  elsewhere: string;
  /** Make the answer that would have been given. */
  answer(): Reply;
  /** Wait, unless the lab is closed before. */
  wait(ms: number): Promise<void>;
}

/**
 * Answer a request in the way of this fault.
 * @returns the status sent; null when nothing whole was
 */
export async function strike(fault: Fault, tools: FaultTools): Promise<number | null> {
  const { request, response, call } = tools;
  switch (fault.kind) {
    case 'reset':
      request.socket.resetAndDestroy();
      return null;
    case 'hang':
      return null;
    case 'slow':
      await tools.wait(fault.ms ?? 1000);
      break;
    case 'truncated':
      response.writeHead(fault.status ?? 200, { 'content-type': JSON_TYPE, 'content-length': 4096 });
      response.write('{"token":"half of');
      // The head must be out before the end, or the client sees a mere reset.
      setImmediate(() => request.socket.destroy());
      return null;
    default:
      break;
  }
  const reply = spoil(fault, tools);
  send(response, call.method, reply);
  return reply.status;
}

/** The answer of every fault that does answer. */
function spoil(fault: Fault, { answer, call, elsewhere: second }: FaultTools): Reply {
  const elsewhere = fault.elsewhere ?? second;
  const headers = fault.headers ?? {};
  switch (fault.kind) {
    case 'status':
      return {
        status: fault.status ?? 503,
        headers: { 'content-type': JSON_TYPE, ...headers },
        body: textOf(fault.body),
      };
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
        body: textOf(
          fault.body ?? '<!DOCTYPE html>\n<html><head><title>Unicorn!</title></head><body></body></html>\n',
        ),
      };
    case 'huge':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': JSON_TYPE, ...headers },
        body: Buffer.concat([Buffer.from('{"token":"'), Buffer.alloc(HUGE, 'x'), Buffer.from('"}')]),
      };
    case 'wrong-type': {
      const reply = answer();
      return { ...reply, headers: { ...reply.headers, 'content-type': 'image/png', ...headers } };
    }
    case 'no-location':
      return { status: 202, headers };
    case 'foreign-location':
      return { status: 202, headers: { location: `${elsewhere}${call.path}stolen`, ...headers } };
    case 'foreign-realm': {
      const scope = /^\/v2\/(.+?)\/(?:blobs|manifests|tags)\//.exec(call.path)?.[1] ?? 'user/image';
      const realm = `Bearer realm="${elsewhere}/token",service="ghcr.io",scope="repository:${scope}:pull"`;
      return { status: 401, headers: { 'www-authenticate': realm, ...headers } };
    }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: `${elsewhere}${call.path}`, ...headers } };
    case 'empty':
      return { status: fault.status ?? 200, headers };
    default:
      return answer();
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';

function textOf(body: unknown): string | Buffer {
  if (body === undefined) return '';
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
