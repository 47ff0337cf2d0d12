/** Hosts that are written for ghcr.io and belong to somebody else, or to nobody: one rule for texts, questions and logs. */

/** Those of files: a workflow, a script or a page is called `ghcr.yml`. */
const FILES =
  'md mdx txt rst yml json tf sh ps bat cmd js cjs mjs ts py rb rs go mk cfg ini env log svg png'.split(' ');
/** `.io` with a slip in it. */
const OF_IO = ['oi', 'ip', 'i'];
/** Endings that people write for `.io`, and dots and words that are none of its. */
const ENDINGS = [...OF_IO, ...'co com org net dev app'.split(' ')];
const OTHERS = 'gh.cr.io ghcri.io gcri.io ghcr.github.com ghcr.github.io'.split(' ');

/**
 * Nothing else can have been meant, whatever became of it: the letters of `ghcr` in another order, one of them doubled,
 * or another ending. An error may rest on it.
 */
export function isSurelyMisspelt(host: string): boolean {
  const given = host.toLowerCase();
  if (given === 'ghcr.io') return false;
  if (OTHERS.includes(given)) return true;
  const [, name = '', end = ''] = /^([ghcr]{4,5})\.([a-z]+)$/.exec(given) ?? [];
  if (name === 'ghcr') return ENDINGS.includes(end);
  if (end !== 'io' && end !== 'com') return false;
  return sorted(name) === sorted('ghcr') || (name.length === 5 && name.replace(/(.)\1/, '$1') === 'ghcr');
}

/**
 * The same, under a name that registries are given (`www.ghrc.io`), with another ending besides, and one letter too many, too
 * few or another (`ghr.io`): somebody may have such a name, so it explains what has failed already, and keeps a token at home.
 */
export function isMisspelt(host: string): boolean {
  const given = host.toLowerCase();
  if (isSurelyMisspelt(given.replace(UNDER_IT, ''))) return true;
  const [, name = '', end = ''] = /^([a-z0-9-]{2,6})\.([a-z]{1,3})$/.exec(given) ?? [];
  if (name === 'ghcr') return end !== 'io' && !FILES.includes(end);
  if (sorted(name) === sorted('ghcr')) return ENDINGS.includes(end);
  // Google's is a name that has its own bearer.
  return ['io', ...OF_IO].includes(end) && name !== 'gcr' && isOneLetterOff(name, 'ghcr');
}

/** What servers of GitHub's, and web sites, put before their names. */
const UNDER_IT = /^(?:containers|docker|registry|www)\./;

/** Of GitHub's own: its former registry, which ghcr.io answers for (facts, "Hosts"), and names under ghcr.io. */
const OF_GITHUB = /^docker\.pkg\.github\.com$|\.ghcr\.io$/i;

/** The image on ghcr.io, where another host was written for that; null: none was. */
export function imageMeant(image: string): string | null {
  const [, host = '', name = ''] = /^([^/]+)\/(.+)$/.exec(image) ?? [];
  return OF_GITHUB.test(host) || isMisspelt(host) ? `ghcr.io/${name}` : null;
}

/** A host that is surely misspelt stands in the text. */
export function namesMisspelt(text: string): boolean {
  return [...text.matchAll(LIKE_MISSPELT)].some(([host]) => isSurelyMisspelt(host));
}

/** Cheap to look for, and judged by the rule. */
export const LIKE_MISSPELT =
  /\b(?:[ghcr]{4,5}\.[a-z]{1,3}|gh\.cr\.io|ghcri\.io|gcri\.io|ghcr\.github\.(?:com|io))\b/gi;

const sorted = (letters: string) => [...letters].sort().join('');

function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.length === long.length ? same + 1 : same;
  return short.slice(rest) === long.slice(same + 1);
}
