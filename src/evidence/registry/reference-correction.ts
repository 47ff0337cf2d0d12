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
  const registry = normaliseHost(host);
  const bare = referenceIn(given, registry);
  if (bare === null) return null;
  const { host: own, rest } = splitHost(bare);
  if (own && normaliseHost(own) !== registry) return null;
  const doubled = doubledHost(bare, registry);
  const { name, tag, digest } = splitName(
    withoutMarks(doubled === null ? rest : rest.slice(doubled.length + 1)),
  );
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
  // An address in the place of a tag was meant for none.
  if (tag?.includes('://')) return null;
  // Without a letter that the grammar has no other for it would be another name.
  if (FOREIGN.test(name + (tag ?? ''))) return null;
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

/** A letter or a digit of another alphabet. */
const FOREIGN = /(?!\p{ASCII})[\p{L}\p{N}]/u;

/** `café` is `cafe`: letters, without what stands above and below them. */
function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

/**
 * What of a text is the reference. A line that was copied whole has it behind its first word (`docker pull ghcr.io/octo/app:1`,
 * `image: …`). null: it names several, or what stands in front of the first slash may be anything.
 */
function referenceIn(given: string, registry: string): string | null {
  // What a Chinese or Japanese keyboard writes: `：`, `／`, `。`.
  const text = given.trim().normalize('NFKC').replaceAll('。', '.');
  const words = text.split(/\s+/).map(unwrapped);
  if (words[0]?.includes('/')) return unwrapped(text);
  const at = words.findIndex((word) => word.toLowerCase().startsWith(`${registry}/`));
  return words[at + 1] === undefined ? (words[at] ?? null) : null;
}

/** Without the quotes, the sign of a list, the scheme and the query of an address that may stand around it. */
function unwrapped(text: string): string {
  return text
    .replace(/^[\p{Pi}\p{Pf}"'`<([*•]+|[\p{Pi}\p{Pf}"'`>]+$|\?[\w-]+=.*$/gsu, '')
    .replace(/^(?:docker|oci|https?):\/\//, '');
}
