/**
 * The grammar of image references: the OCI distribution spec's names and tags ("Pulling manifests"), docker's
 * `distribution/reference` for the host, and where in a reference it is left.
 */

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
export const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/** The image specification's own algorithms have digests of one length. */
export const DIGEST =
  /^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|(?!sha(?:256|512):)[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,})$/;
/** Characters: docker's `distribution/reference` takes no longer name, and DNS (RFC 1035, section 2.3.4) no longer host. */
export const NAME_LIMIT = 255;
/** Characters, as TAG has them. */
export const TAG_LIMIT = 128;

/** `HOST/NAME:TAG@DIGEST`. */
export function formatReference(
  registry: string,
  name: string,
  tag: string | null,
  digest: string | null,
): string {
  return `${registry}/${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}

/** A part of a host's name between its dots: no dash stands at its edge (distribution/reference, `domainNameComponent`). */
const LABEL = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const HOST = new RegExp(
  `^(?:${LABEL}\\.)+${LABEL}(?::\\d+)?$|^${LABEL}:\\d+$|^\\[[0-9a-fA-F:]+\\](?::\\d+)?$`,
);

/** Docker's rule: the first component is a host when it has a dot or a port, or is `localhost`. */
export function splitHost(given: string): { host: string | null; rest: string; offset: number } {
  const slash = given.indexOf('/');
  const first = slash < 0 || slash > NAME_LIMIT ? '' : given.slice(0, slash);
  const isHost = first === 'localhost' || HOST.test(first);
  return isHost
    ? { host: first, rest: given.slice(slash + 1), offset: slash + 1 }
    : { host: null, rest: given, offset: 0 };
}

/**
 * The same for texts that are only looked at: a first component that is meant for a host, well-formed or not, in lower case
 * and with its port. null: there is none, so it is Docker Hub's.
 */
export function hostMeant(reference: string): string | null {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first.toLowerCase() : null;
}

/** The registry and no name: nothing, a slash, a tag or a digest alone, where a variable was to hold one. */
export function isBareHost(given: string, registry: string): boolean {
  return bareHost(given, normaliseHost(registry)) !== null;
}

/** The registry, where a reference is no more than that; null: it has a name. */
export function bareHost(given: string, registry: string): ReturnType<typeof splitHost> | null {
  if (!/[.:]/.test(registry) || given.slice(0, registry.length).toLowerCase() !== registry) return null;
  const [slash, rest] = /^(\/?)(|@\S*|:(?!\d+\/)\S*)$/.exec(given.slice(registry.length))?.slice(1) ?? [];
  if (slash === undefined || rest === undefined) return null;
  return { host: registry, rest, offset: registry.length + slash.length };
}

/**
 * The host a second time, where the owner belongs (`ghcr.io/ghcr.io/octo/app`): no account of GitHub has a dot or a port
 * in its name (facts P8). As it stands there; null: it is there once.
 */
export function doubledHost(given: string, registry: string): string | null {
  const [first = '', second = '', ...name] = given.split('/');
  const isOurs = (host: string) => normaliseHost(host) === normaliseHost(registry);
  return /[.:]/.test(registry) && name.length > 0 && isOurs(first) && isOurs(second) ? second : null;
}

/** In lower case, without the port that goes without saying. */
export function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/:443$/, '');
}

/** What stands behind the host. */
export interface NameParts {
  name: string;
  tag: string | null;
  digest: string | null;
}

/** Name, tag and digest of a reference without its host. */
export function splitName(rest: string): NameParts {
  const at = rest.indexOf('@');
  const digest = at < 0 ? null : rest.slice(at + 1);
  const path = at < 0 ? rest : rest.slice(0, at);
  const colon = path.indexOf(':', path.lastIndexOf('/') + 1);
  // A slash after a colon belongs to a tag such as `feature/x`, which is what has to be said.
  const early = path.indexOf(':');
  const cut = early >= 0 && early < path.lastIndexOf('/') ? early : colon;
  return cut < 0
    ? { name: path, tag: null, digest }
    : { name: path.slice(0, cut), tag: path.slice(cut + 1), digest };
}

/** Index in `name[:tag][@digest]` of the first character that the grammar refuses; null when it refuses none. */
export function firstFault(name: string, tag: string | null, digest: string | null): number | null {
  let start = 0;
  for (const component of name.split('/')) {
    // What is too long is looked at only as far as a name may reach, so that the search below stays short.
    const looked = component.slice(0, NAME_LIMIT + 1);
    if (!COMPONENT.test(looked) && (looked === component || badCharacter(looked) < NAME_LIMIT))
      return start + badCharacter(looked);
    if (start + component.length > NAME_LIMIT) return NAME_LIMIT;
    start += component.length + 1;
  }
  if (tag !== null && !TAG.test(tag)) {
    const bad = tag.search(/[^A-Za-z0-9._-]/);
    return name.length + 1 + (bad >= 0 ? bad : /^[.-]/.test(tag) ? 0 : Math.min(tag.length, TAG_LIMIT));
  }
  if (digest !== null && !DIGEST.test(digest)) {
    return name.length + (tag === null ? 0 : tag.length + 1) + 1 + badInDigest(digest);
  }
  return null;
}

/** `algorithm:hex`: the first character that is neither, or the end when it is only too short. */
function badInDigest(digest: string): number {
  const colon = digest.indexOf(':');
  const algorithm = colon < 0 ? digest : digest.slice(0, colon);
  const bad = algorithm.search(/[^a-z0-9+._-]/);
  if (bad >= 0 || colon < 0) return bad >= 0 ? bad : digest.length;
  const hex = digest.slice(colon + 1);
  const other = hex.search(/[^0-9a-fA-F]/);
  return colon + 1 + (other >= 0 ? other : hex.length);
}

function badCharacter(component: string): number {
  const outside = component.search(/[^a-z0-9._-]/);
  if (outside >= 0) return outside;
  // All characters are allowed ones: a separator stands at an edge, or next to another kind.
  for (let end = 1; end <= component.length; end++) {
    const head = component.slice(0, end);
    if (!COMPONENT.test(head) && !COMPONENT.test(`${head}a`) && !COMPONENT.test(`${head}_a`)) return end - 1;
  }
  return Math.max(component.length - 1, 0);
}
