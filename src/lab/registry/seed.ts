/**
 * A tiny valid OCI image, made on the spot: one layer with one small file. It
 * stands behind the seeded tags, and the tests push it with real clients.
 */
import { gzipSync } from 'node:zlib';
import { digestOf, type Store } from './store.js';

export interface TinyImage {
  /** Manifest, in its exact bytes. */
  manifest: Buffer;
  mediaType: string;
  config: Buffer;
  layer: Buffer;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/**
 * An image whose only file says `text`; the same text (and labels) give the same digests.
 * @param labels e.g. `org.opencontainers.image.source`
 */
export function tinyImage(text: string, labels: Record<string, string> = {}): TinyImage {
  const tar = tarOf('hello.txt', Buffer.from(text));
  const layer = gzipSync(tar);
  const config = Buffer.from(
    JSON.stringify({
      created: '2026-01-01T00:00:00Z',
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: labels },
      rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
      history: [{ created: '2026-01-01T00:00:00Z', created_by: 'ghcr-preflight lab' }],
    }),
  );
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: descriptor(CONFIG, config),
      layers: [descriptor(LAYER, layer)],
    }),
  );
  return { manifest, mediaType: MANIFEST, config, layer };
}

/** Put an image under a tag, as if it had been pushed long ago. */
export function seedTag(store: Store, name: string, tag: string): void {
  const image = tinyImage(`${name}:${tag}\n`);
  store.putBlob(name, image.config);
  store.putBlob(name, image.layer);
  store.putManifest(name, tag, image.mediaType, image.manifest);
}

/** Put an index under a tag, with an image for each platform, and what buildx stores beside them. */
export function seedIndex(store: Store, name: string, tag: string, platforms: readonly string[]): void {
  const manifests = [...platforms, 'unknown/unknown'].map((platform) => {
    const image = tinyImage(`${name}:${tag} ${platform}\n`);
    store.putBlob(name, image.config);
    store.putBlob(name, image.layer);
    store.putManifest(name, digestOf(image.manifest), image.mediaType, image.manifest);
    const [os, architecture, variant] = platform.split('/');
    return { ...descriptor(image.mediaType, image.manifest), platform: { os, architecture, variant } };
  });
  const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
  store.putManifest(name, tag, INDEX, Buffer.from(index));
}

function descriptor(mediaType: string, bytes: Buffer): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

/** A POSIX ustar archive of one file (IEEE 1003.1, pax): header block, padded content, two zero blocks. */
function tarOf(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  const field = (offset: number, text: string): void => void header.write(text, offset, 'ascii');
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  field(0, name);
  field(100, octal(0o644, 8));
  field(108, octal(0, 8));
  field(116, octal(0, 8));
  field(124, octal(content.length, 12));
  field(136, octal(0, 12));
  field(148, ' '.repeat(8)); // the sum is taken with blanks in its own place
  field(156, '0');
  field(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}
