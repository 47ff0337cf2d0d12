/**
 * What is done once the rule book has agreed: uploads, blobs, manifests and tags
 * by the OCI distribution spec, with ghcr's habits (facts, section 5). No rights here.
 */
import type { LabCall, Reply } from '../http.js';
import { json } from '../http.js';
import { ociErrorBody } from './oci.js';
import { digestOf, type Store, type Upload } from './store.js';

/** 4 MiB: the most that one PATCH with a Content-Range may carry (N5). */
const CHUNK_LIMIT = 4 * 1024 * 1024;
const PAGE = 100;
const PAGE_LIMIT = 1000;

// --------------------------------------------------------------------- uploads

/**
 * `POST /v2/<name>/blobs/uploads/`: a session (202), or at once a blob (201) by `digest` with a body or by
 * `mount` and `from`.
 * @param mayMount says whether the caller may read the source repository; if not, a session is opened
 */
export function openUpload(
  store: Store,
  call: LabCall,
  name: string,
  mayMount: (from: string) => boolean,
): Reply {
  const mount = call.query.get('mount');
  const from = call.query.get('from');
  if (mount && from && mayMount(from) && store.mount(name, mount, from)) return created(name, mount);
  const digest = call.query.get('digest');
  if (digest) return commit(store, name, digest, call.body);
  return session(store, name, store.openUpload(name), 202);
}

/** `PATCH`, `PUT`, `GET` and `DELETE` on an open session. */
export function continueUpload(store: Store, call: LabCall, name: string, id: string): Reply {
  // Measured: a session cannot be cancelled, it expires by itself (fact 4).
  if (call.method === 'DELETE') return unsupported();
  const upload = store.upload(name, id);
  if (!upload) return ociErrorBody(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  switch (call.method) {
    case 'GET':
      return session(store, name, id, 204);
    case 'PATCH':
      return append(upload, call) ?? session(store, name, id, 202);
    case 'PUT': {
      const refused = append(upload, call);
      if (refused) return refused;
      const reply = commit(store, name, call.query.get('digest') ?? '', Buffer.concat(upload.chunks));
      if (reply.status === 201) store.closeUpload(id);
      return reply;
    }
    default:
      return unsupported();
  }
}

/** Nothing when the bytes were taken, else the refusal. */
function append(upload: Upload, call: LabCall): Reply | undefined {
  const range = call.headers['content-range'];
  if (range !== undefined) {
    if (call.body.length > CHUNK_LIMIT) {
      const message = 'the request body is too large and exceeds the maximum permissible limit of 4.00MiB';
      return ociErrorBody(416, 'REQUESTED_RANGE_NOT_SATISFIABLE', message);
    }
    const start = /^(?:bytes )?(\d+)-\d+/.exec(range)?.[1];
    if (Number(start) !== upload.size) {
      return ociErrorBody(416, 'REQUESTED_RANGE_NOT_SATISFIABLE', 'chunk out of order');
    }
  }
  if (call.body.length > 0) upload.chunks.push(call.body);
  upload.size += call.body.length;
  return undefined;
}

function commit(store: Store, name: string, digest: string, bytes: Buffer): Reply {
  if (digestOf(bytes) !== digest) {
    return ociErrorBody(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  }
  return created(name, store.putBlob(name, bytes));
}

/** ghcr's sessions live under `upload`, without the `s` of the path that opens them. */
function session(store: Store, name: string, id: string, status: number): Reply {
  const size = store.upload(name, id)?.size ?? 0;
  return {
    status,
    headers: {
      location: `/v2/${name}/blobs/upload/${id}`,
      range: `0-${Math.max(0, size - 1)}`,
      'docker-upload-uuid': id,
    },
  };
}

function created(name: string, digest: string): Reply {
  return {
    status: 201,
    headers: { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest },
  };
}

// ----------------------------------------------------------------------- blobs

/** `HEAD` and `GET` of a blob; a GET is sent on to the storage host behind the registry (307). */
export function readBlob(
  store: Store,
  call: LabCall,
  name: string,
  digest: string,
  storageUrl: string,
): Reply {
  const blob = store.blob(name, digest);
  if (!blob) return ociErrorBody(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
  if (call.method === 'GET') return { status: 307, headers: { location: storageUrl } };
  return { status: 200, headers: { 'content-type': OCTETS, 'docker-content-digest': digest }, body: blob };
}

/** What stands for `pkg-containers.githubusercontent.com`: no credential, the address is the permission. */
export function readStorage(store: Store, digest: string): Reply {
  const blob = store.content(digest);
  return blob
    ? { status: 200, headers: { 'content-type': OCTETS }, body: blob }
    : { status: 404, headers: { 'content-type': 'application/xml' }, body: '<Error/>' };
}

// ------------------------------------------------------------------- manifests

/** `HEAD` and `GET` of a manifest. An index is only shown to who accepts indexes. */
export function readManifest(store: Store, call: LabCall, name: string, reference: string): Reply {
  const manifest = store.manifest(name, reference);
  if (!manifest) return ociErrorBody(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  const { mediaType, digest, bytes } = manifest;
  if (INDEXES.includes(mediaType) && !call.headers.accept?.includes(mediaType)) {
    return ociErrorBody(404, 'MANIFEST_UNKNOWN', 'index found, but the Accept header does not name its type');
  }
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'docker-content-digest': digest, etag: `"${digest}"` },
    body: bytes,
  };
}

/** `PUT` of a manifest whose parts are all here, else 400 (N9). */
export function writeManifest(store: Store, call: LabCall, name: string, reference: string): Reply {
  const parsed = parseManifest(call.body);
  if (!parsed) return ociErrorBody(400, 'MANIFEST_INVALID', 'manifest invalid');
  const byDigest = reference.includes(':');
  if (byDigest && reference !== digestOf(call.body)) {
    return ociErrorBody(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  }
  if (!byDigest && !TAG.test(reference))
    return ociErrorBody(400, 'TAG_INVALID', 'manifest tag did not match URI');
  const complete =
    parsed.blobs.every((digest) => store.blob(name, digest)) &&
    parsed.manifests.every((digest) => store.manifest(name, digest));
  if (!complete) return ociErrorBody(400, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry');
  const mediaType = call.headers['content-type'] ?? parsed.mediaType;
  const { digest } = store.putManifest(name, reference, mediaType, call.body);
  return {
    status: 201,
    headers: { location: `/v2/${name}/manifests/${digest}`, 'docker-content-digest': digest },
  };
}

interface Descriptor {
  digest: string;
  /** A foreign layer: fetched elsewhere, not held here. */
  urls?: string[];
}

interface ManifestParts {
  mediaType: string;
  blobs: string[];
  manifests: string[];
}

function parseManifest(body: Buffer): ManifestParts | undefined {
  try {
    const manifest = JSON.parse(body.toString('utf8')) as {
      mediaType?: string;
      config?: Descriptor;
      layers?: Descriptor[];
      manifests?: Descriptor[];
    };
    const index = Array.isArray(manifest.manifests);
    if (!index && !manifest.config) return undefined;
    const blobs = [manifest.config, ...(manifest.layers ?? [])].flatMap((part) =>
      part && !part.urls?.length ? [part.digest] : [],
    );
    return {
      mediaType: manifest.mediaType ?? (index ? OCI_INDEX : 'application/vnd.oci.image.manifest.v1+json'),
      blobs,
      manifests: (manifest.manifests ?? []).map((part) => part.digest),
    };
  } catch {
    return undefined;
  }
}

const OCTETS = 'application/octet-stream';
/** Tag grammar of the distribution spec. */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const INDEXES = [OCI_INDEX, 'application/vnd.docker.distribution.manifest.list.v2+json'];

// ------------------------------------------------------------------------ tags

/** `GET /v2/<name>/tags/list?n=&last=` with a `Link` to the next page. */
export function listTags(store: Store, call: LabCall, name: string): Reply {
  const asked = Number(call.query.get('n') ?? PAGE);
  const n = Number.isInteger(asked) && asked > 0 ? Math.min(asked, PAGE_LIMIT) : PAGE;
  const last = call.query.get('last') ?? '';
  const rest = store.tags(name).filter((tag) => tag > last);
  const tags = rest.slice(0, n);
  const next = `/v2/${name}/tags/list?last=${encodeURIComponent(tags.at(-1) ?? '')}&n=${n}`;
  return json(200, { name, tags }, rest.length > n ? { link: `<${next}>; rel="next"` } : {});
}

/** 405, also to deletions: the packages API deletes, not the registry. */
export function unsupported(): Reply {
  return ociErrorBody(405, 'UNSUPPORTED', 'The operation is unsupported.');
}
