/** What somebody will have meant by a reference that the grammar refuses. */
import {
  DIGEST,
  doubledHost,
  formatReference,
  normaliseHost,
  splitHost,
  splitName,
  TAG,
} from './reference-grammar.js';

/** Characters of an entry for which a corrected one is worth proposing. */
const CORRECTABLE = 1024;

/**
 * The nearest reference that the grammar takes; null when nothing sensible is left.
 *
 * @param host the registry's
 */
export function correctedReference(given: string, host: string): string | null {
  if (given.length > CORRECTABLE) return null;
  const bare = given
    .trim()
    // What a Chinese or Japanese keyboard writes: `：`, `／`, `。`.
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/^["'`]+|["'`]+$/g, '')
    .replace(/^(?:docker|oci|https?):\/\//, '');
  const registry = normaliseHost(host);
  const { host: own, rest } = splitHost(bare);
  if (own && normaliseHost(own) !== registry) return null;
  const doubled = doubledHost(bare, registry);
  const { name, tag, digest } = splitName(doubled === null ? rest : rest.slice(doubled.length + 1));
  const components = name
    .toLowerCase()
    .split('/')
    .map((component) =>
      component
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/[._-]{2,}/g, (run) => (run === '__' || /^-+$/.test(run) ? run : '-'))
        .replace(/^[._-]+|[._-]+$/g, ''),
    )
    .filter(Boolean);
  // What a variable was to be filled in with, nobody knows.
  if (components.length < 2 || /[${}<>]/.test(name + (tag ?? ''))) return null;
  // A tag, which is written after a colon.
  const late = tag === null && digest !== null && TAG.test(digest) ? digest : tag;
  const cleanTag = late
    ?.replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .replace(/-+$/, '')
    .slice(0, 128);
  return formatReference(
    registry,
    components.join('/'),
    cleanTag || null,
    digest !== null && DIGEST.test(digest) ? digest : null,
  );
}
