/** What the registry holds, in memory: blobs by digest, manifests and tags by image name, open uploads. */
import { createHash, randomUUID } from 'node:crypto';

export interface StoredManifest {
  mediaType: string;
  digest: string;
  bytes: Buffer;
}

export interface Upload {
  name: string;
  chunks: Buffer[];
  /** Bytes received. */
  size: number;
}

interface Repository {
  blobs: Set<string>;
  manifests: Map<string, StoredManifest>;
  tags: Map<string, string>;
}

/** `sha256:…` of these bytes. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export class Store {
  readonly #blobs = new Map<string, Buffer>();
  readonly #repositories = new Map<string, Repository>();
  readonly #uploads = new Map<string, Upload>();

  /** The blob, if this repository has it: content is shared, access to it is not. */
  blob(name: string, digest: string): Buffer | undefined {
    return this.#repositories.get(name)?.blobs.has(digest) ? this.#blobs.get(digest) : undefined;
  }

  /** The blob wherever it is, for the storage host behind the registry. */
  content(digest: string): Buffer | undefined {
    return this.#blobs.get(digest);
  }

  putBlob(name: string, bytes: Buffer): string {
    const digest = digestOf(bytes);
    this.#blobs.set(digest, bytes);
    this.#repository(name).blobs.add(digest);
    return digest;
  }

  /** Make a blob of one repository one of another; false when the first has none such. */
  mount(name: string, digest: string, from: string): boolean {
    if (!this.blob(from, digest)) return false;
    this.#repository(name).blobs.add(digest);
    return true;
  }

  /** By tag or digest. */
  manifest(name: string, reference: string): StoredManifest | undefined {
    const repository = this.#repositories.get(name);
    return repository?.manifests.get(repository.tags.get(reference) ?? reference);
  }

  /** Store under its digest and, if `reference` is not one, under that tag. */
  putManifest(name: string, reference: string, mediaType: string, bytes: Buffer): StoredManifest {
    const manifest = { mediaType, bytes, digest: digestOf(bytes) };
    const repository = this.#repository(name);
    repository.manifests.set(manifest.digest, manifest);
    if (reference !== manifest.digest) repository.tags.set(reference, manifest.digest);
    return manifest;
  }

  tags(name: string): string[] {
    return [...(this.#repositories.get(name)?.tags.keys() ?? [])].sort();
  }

  openUpload(name: string): string {
    const id = randomUUID();
    this.#uploads.set(id, { name, chunks: [], size: 0 });
    return id;
  }

  upload(name: string, id: string): Upload | undefined {
    const upload = this.#uploads.get(id);
    return upload?.name === name ? upload : undefined;
  }

  closeUpload(id: string): void {
    this.#uploads.delete(id);
  }

  #repository(name: string): Repository {
    let repository = this.#repositories.get(name);
    if (!repository) {
      repository = { blobs: new Set(), manifests: new Map(), tags: new Map() };
      this.#repositories.set(name, repository);
    }
    return repository;
  }
}
