/** What a name is by its letters alone, before anything is asked of the job in which it stands. */
import { normaliseHost } from '../../evidence/registry/reference-grammar.js';

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

/**
 * Where a whole reference begins in the place of a tag (`ghcr.io/octo/app:ghcr.io/octo/app:1`), as a list of references is
 * taken for a list of tags; null: nowhere.
 */
export function wholeInTag(given: string, registry: string): number | null {
  const colon = given.indexOf(':', given.indexOf('/'));
  const [first = '', name = ''] = given.slice(colon + 1).split('/', 2);
  const isWhole = colon > 0 && given.includes('/') && name !== '';
  return isWhole && normaliseHost(first) === normaliseHost(registry) ? colon + 1 : null;
}
