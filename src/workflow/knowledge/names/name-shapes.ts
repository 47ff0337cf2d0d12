/** What a name is by its letters alone, before anything is asked of the job in which it stands. */
import { normaliseHost } from '../../../evidence/registry/reference-grammar.js';

/** A word that is a tag, and as a name would be one of Docker's own images: nobody else may push them. */
export function isTagAlone(given: string): boolean {
  return /^(?:latest|edge|main|master|nightly|stable|dev|develop|beta|canary|v?\d[\w.-]*)$/.test(given);
}

/** A beginning that is no host, whatever follows: nobody's machine is called so. */
export function isSurelyName(given: string): boolean {
  // Behind a port, a name follows: what has none is a name and its tag.
  if (/^[a-z\d][\w.-]*:[^/]*$/.test(given)) return true;
  const known = /^[a-z][a-z\d]*[-_][a-z\d_-]*/.exec(given)?.[0] ?? '';
  return known.length > 3 && !/local|regist|host|kind|cluster|mirror|harbor/.test(known);
}

/** A reference in which the host is right, and what parts it from what is around it is not. */
export interface Slashed {
  why: 'colon' | 'transport' | 'mark';
  /** What it begins with, and should not. */
  beginning: string;
  to: string;
  meant: string;
}

/** In front of a host (containers-transports(5)); no port is a word, so no image reference begins so. */
const TRANSPORT =
  /^(?:containers-storage|dir|docker|docker-archive|docker-daemon|oci|oci-archive|ostree|sif|tarball):(?:\/\/)?/;

/** The dash of a list in a text, and an option: an action takes each line as it is. */
const MARK = /^(?:[-*+]\s+|--?t(?:ag)?[\s=]+)/;

/**
 * `ghcr.io:octo/app`, of which a client reads the owner as a port, and `docker://ghcr.io/octo/app` or `docker-daemon:ghcr.io/octo/app`,
 * which is how skopeo and podman write an image and no image reference; `- ghcr.io/octo/app`, the item of a list in a text.
 */
export function withSlash(given: string, registry: string): Slashed | null {
  const lower = given.toLowerCase();
  const made = (why: Slashed['why'], beginning: string, to: string) => ({
    why,
    beginning,
    to,
    meant: to + given.slice(beginning.length),
  });
  const [, port = ''] = lower.startsWith(`${registry}:`)
    ? (/^:([^/:@]*)\//.exec(given.slice(registry.length)) ?? [])
    : [];
  if (/[a-z_-]/i.test(port)) return made('colon', `${registry}:`, `${registry}/`);
  const [mark = ''] = MARK.exec(lower) ?? [];
  if (mark !== '' && lower.startsWith(`${mark}${registry}/`)) return made('mark', mark, '');
  const [transport = ''] = TRANSPORT.exec(lower) ?? [];
  if (transport === '' || !lower.startsWith(`${transport}${registry}/`)) return null;
  return made('transport', transport, '');
}

/**
 * Where a whole reference begins in the place of a tag (`ghcr.io/octo/app:ghcr.io/octo/app:1`), as a list of references is
 * taken for a list of tags; null: nowhere.
 */
export function wholeInTag(given: string, registry: string): number | null {
  const colon = given.indexOf(':', given.indexOf('/'));
  const [first = '', name = ''] = given.slice(colon + 1).split('/', 2);
  const isWhole = colon > 0 && name !== '';
  return isWhole && normaliseHost(first) === normaliseHost(registry) ? colon + 1 : null;
}
