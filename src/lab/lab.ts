/**
 * An embedded look-alike of ghcr.io and of the GitHub API on loopback, for `demo`
 * and for the tests. Registry and API share one port: `/v2`, `/token` and
 * `/storage` are the registry, `/api/v3` (and everything else) is the API.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApi, type GraphqlAnswer } from './api/api.js';
import { type Fault, FaultPlan, strike } from './faults.js';
import { type LabCall, type Reply, readAuthorization, readCall, send } from './http.js';
import { tokenOfBearer } from './registry/credential.js';
import { createRegistry } from './registry/registry.js';
import { findToken, type World } from './world.js';

/** What was asked, without the secret that it was asked with. */
interface LabRequest {
  service: 'registry' | 'api' | 'elsewhere';
  method: string;
  /** With the query. */
  path: string;
  /** null: no whole answer was sent (reset, hang, truncated) or not yet. */
  status: number | null;
  authorization: 'none' | 'basic' | 'bearer' | 'other';
  /** The credential was alive. */
  authenticated: boolean;
  /** Kind of the fault that struck, if one did. */
  fault: string | null;
}

export interface Lab {
  /** `127.0.0.1:PORT`, as it stands in front of an image name. */
  registry: string;
  /** `http://127.0.0.1:PORT/api/v3`. */
  apiUrl: string;
  /** `http://127.0.0.1:PORT2`: an origin that no credential may reach; its requests are in `requests` too. */
  elsewhere: string;
  /** A copy of the world given, as it is now: packages appear in it as they are pushed. */
  world: World;
  requests: LabRequest[];
  /** Ends at once, also the connections that hang. */
  close(): Promise<void>;
}

/**
 * Start the lab on loopback, over plain HTTP.
 * @param options.port 0 (any free one) by default
 * @param options.graphql answers GraphQL queries (`graphql.ts`); without it there is no such address
 * @throws what `listen` throws: `EADDRINUSE` for a port in use
 */
export async function startLab(
  world: World,
  options: { faults?: readonly Fault[]; port?: number; graphql?: GraphqlAnswer } = {},
): Promise<Lab> {
  const copy = structuredClone(world);
  const registry = createRegistry(copy);
  const plan = new FaultPlan(options.faults ?? []);
  const requests: LabRequest[] = [];
  const closing = new AbortController();

  const stranger = createServer(safely((request, response) => receive(request, response)));
  const elsewhere = `http://${await listen(stranger, 0)}`;
  const server = createServer(safely((request, response) => serve(request, response)));
  let address: string;
  try {
    address = await listen(server, options.port ?? 0);
  } catch (error) {
    await stop(stranger);
    throw error;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const service = /^\/(?:v2|token|storage)(?:\/|$)/.test(call.path) ? 'registry' : 'api';
    const entry = record(copy, call, service);
    requests.push(entry);
    const answer = (): Reply =>
      service === 'registry' ? registry.answer(call) : answerApi(copy, call, options.graphql);
    const fault = plan.next(call, service);
    if (!fault) {
      const reply = answer();
      entry.status = reply.status;
      send(response, call.method, reply);
      return;
    }
    entry.fault = fault.kind;
    const wait = (ms: number): Promise<void> => sleep(ms, closing.signal);
    entry.status = await strike(fault, { request, response, call, elsewhere, answer, wait });
  }

  /** The other origin takes whatever it is given, as somebody who collects credentials would. */
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    const status = call.method === 'POST' || call.method === 'PATCH' ? 202 : 200;
    requests.push({ ...record(copy, call, 'elsewhere'), status });
    send(response, call.method, { status, headers: JSON_TYPE, body: '{"token":"ZWxzZXdoZXJl"}' });
  }

  return {
    registry: address,
    apiUrl: `http://${address}/api/v3`,
    elsewhere,
    world: copy,
    requests,
    close: async () => {
      closing.abort();
      await Promise.all([stop(server), stop(stranger)]);
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

function record(world: World, call: LabCall, service: LabRequest['service']): LabRequest {
  const authorization = readAuthorization(call.headers.authorization);
  const query = call.query.toString();
  return {
    service,
    method: call.method,
    path: query ? `${call.path}?${query}` : call.path,
    status: null,
    authorization: authorization.scheme,
    authenticated: isAlive(world, authorization, service),
    fault: null,
  };
}

function isAlive(
  world: World,
  authorization: ReturnType<typeof readAuthorization>,
  service: LabRequest['service'],
): boolean {
  if (authorization.scheme === 'basic') return findToken(world, authorization.password) !== undefined;
  if (authorization.scheme !== 'bearer') return false;
  const { value } = authorization;
  return Boolean(service === 'api' ? findToken(world, value) : tokenOfBearer(world, value));
}

/** A broken connection is the client's affair; a mistake of the lab is shown as a 500 with its text. */
function safely(handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handler(request, response).catch((error: unknown) => {
      if (request.socket.destroyed) return;
      if (response.headersSent) request.socket.destroy();
      else send(response, request.method ?? 'GET', { status: 500, body: `lab: ${String(error)}` });
    });
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Resolves after `ms`, or as soon as the lab closes. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
