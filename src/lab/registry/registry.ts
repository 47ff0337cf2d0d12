/**
 * The registry over HTTP: which path is what, who is calling, and what the rule
 * book says to it. The work itself is in `content.ts`.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { json, type LabCall, type Reply, requestId } from '../http.js';
import type { LabToken, PackageName, World } from '../world.js';
import {
  continueUpload,
  listTags,
  openUpload,
  readBlob,
  readManifest,
  readStorage,
  unsupported,
  writeManifest,
} from './content.js';
import { answerToken, authenticate } from './credential.js';
import { ociErrorBody, refuse } from './oci.js';
import { publish } from './publish.js';
import { mayPull, mayPush, type Ruling } from './rules.js';
import { seedIndex, seedTag } from './seed.js';
import { Store } from './store.js';

/** What a path of the registry asks for; faults are aimed by it. */
export type RegistryRoute =
  | { kind: 'ping' | 'token' | 'none' }
  | { kind: 'storage'; reference: string }
  | RepositoryRoute;

interface RepositoryRoute {
  kind: 'open-upload' | 'upload' | 'blob' | 'manifest' | 'tags';
  name: string;
  /** Session, digest or tag; empty where the path has none. */
  reference: string;
}

/** Sessions are taken under `upload` (as told in Location) and under `uploads` (the spec's). */
const PATHS = [
  ['tags', /^\/v2\/(.+)\/tags\/list$/],
  ['open-upload', /^\/v2\/(.+)\/blobs\/uploads\/?$/],
  ['upload', /^\/v2\/(.+)\/blobs\/uploads?\/([^/]+)$/],
  ['blob', /^\/v2\/(.+)\/blobs\/([^/]+)$/],
  ['manifest', /^\/v2\/(.+)\/manifests\/([^/]+)$/],
] as const;

/** Read a path; image names may have any number of slashes. */
export function routeOf(path: string): RegistryRoute {
  if (path === '/v2/' || path === '/v2') return { kind: 'ping' };
  if (path === '/token') return { kind: 'token' };
  const storage = /^\/storage\/([^/]+)$/.exec(path)?.[1];
  if (storage) return { kind: 'storage', reference: storage };
  for (const [kind, pattern] of PATHS) {
    const [, name, reference = ''] = pattern.exec(path) ?? [];
    if (name) return { kind, name, reference };
  }
  return { kind: 'none' };
}

export interface Registry {
  answer(call: LabCall): Reply;
}

/** A registry over this world, with the world's seeded tags in it. The world changes as packages are made. */
export function createRegistry(world: World): Registry {
  const store = new Store();
  const key = randomBytes(16);
  for (const { owner, name, tags, indexes } of world.packages) {
    const path = `${owner}/${name}`.toLowerCase();
    for (const tag of tags ?? []) seedTag(store, path, tag);
    for (const [tag, platforms] of Object.entries(indexes ?? {})) seedIndex(store, path, tag, platforms);
  }
  const sign = (digest: string): string => createHmac('sha256', key).update(digest).digest('hex');

  function answer(call: LabCall): Reply {
    const route = routeOf(call.path);
    switch (route.kind) {
      case 'ping':
        return ping(world, call);
      case 'token':
        return answerToken(world, call);
      case 'storage':
        return call.query.get('sig') === sign(route.reference)
          ? readStorage(store, route.reference)
          : { status: 403, headers: { 'content-type': 'application/xml' }, body: '<Error/>' };
      case 'none':
        return ociErrorBody(404, 'NAME_UNKNOWN', 'page not found');
      default:
        return answerRepository(call, route);
    }
  }

  function answerRepository(call: LabCall, route: RepositoryRoute): Reply {
    const { name } = route;
    const split = splitName(name);
    if (!split) return ociErrorBody(400, 'NAME_INVALID', 'invalid repository name'); // N1, N3
    const caller = authenticate(world, call, name);
    if ('reply' in caller) return caller.reply;
    const { token } = caller;

    const writes = route.kind === 'open-upload' || route.kind === 'upload' || call.method === 'PUT';
    const ruling: Ruling = (writes ? mayPush : mayPull)(world, token, split);
    // A name without a package is no secret: each kind of content says 404 in its own words, and the
    // blobs of a first push are there before the package is. P7 was seen for manifests only.
    const isMissing =
      !ruling.allowed && (ruling.status === 404 || (ruling.row === 'P7' && route.kind === 'blob'));
    if (!ruling.allowed && !isMissing) return refuse(ruling, call.origin, name);

    switch (route.kind) {
      case 'open-upload':
        return call.method === 'POST'
          ? openUpload(store, call, name, (from) => mayRead(token, from))
          : unsupported();
      case 'upload':
        return continueUpload(store, call, name, route.reference);
      case 'blob':
        return isRead(call)
          ? readBlob(store, call, name, route.reference, storageUrl(call, route.reference))
          : unsupported();
      case 'tags':
        if (!ruling.allowed)
          return ociErrorBody(404, 'NAME_UNKNOWN', 'repository name not known to registry');
        return call.method === 'GET' ? listTags(store, call, name) : unsupported();
      case 'manifest': {
        if (isRead(call)) return readManifest(store, call, name, route.reference);
        if (call.method !== 'PUT' || !token) return unsupported();
        const reply = writeManifest(store, call, name, route.reference);
        if (reply.status === 201) publish(world, store, token, split, call.body);
        return reply;
      }
    }
  }

  function mayRead(token: LabToken | null, name: string): boolean {
    const split = splitName(name);
    return split !== undefined && mayPull(world, token, split).allowed;
  }

  function storageUrl(call: LabCall, digest: string): string {
    return `${call.origin}/storage/${digest}?sig=${sign(digest)}`;
  }

  return { answer: (call) => withMarks(answer(call)) };
}

/** `GET /v2/`: the challenge, or proof that a bearer is alive (which is all that a login asks). */
function ping(world: World, call: LabCall): Reply {
  if (!isRead(call)) return unsupported();
  const caller = authenticate(world, call, null);
  return 'reply' in caller ? caller.reply : json(200, {});
}

/** Both headers are on every answer of ghcr (section 5). */
function withMarks(reply: Reply): Reply {
  const marks = { 'docker-distribution-api-version': 'registry/2.0', 'x-github-request-id': requestId() };
  return { ...reply, headers: { ...marks, ...reply.headers } };
}

const PART = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${PART}(?:/${PART})+$`);

/** Name grammar of the distribution spec, and an owner in front; undefined when it does not fit. */
function splitName(name: string): PackageName | undefined {
  if (!NAME.test(name)) return undefined;
  const slash = name.indexOf('/');
  return { owner: name.slice(0, slash), package: name.slice(slash + 1) };
}

function isRead(call: LabCall): boolean {
  return call.method === 'GET' || call.method === 'HEAD';
}
