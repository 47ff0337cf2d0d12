/**
 * Where the name of a registry stands in what clients say. A company's own may have any name, so that nothing but its
 * place tells that it is one: whoever is refused by it is no business of ours.
 */

/** What opens a name: quotes, and the bracket of docker's and cosign's lists. */
const OPENED = String.raw`["'\x60[]{0,2}`;

/** In front of a reference: the scheme of a client, or what is done with it. A host that stands there is a registry, whatever it is called. */
const OF_REFERENCE = new RegExp(
  String.raw`(?:\b(?:docker|oci|oras)://|(?:\b(?:${[
    '(?:push(?:ing)?|pull(?:ing)?|image|reference|source|destination|manifest for|login (?:to|for))[ :]+(?:image )?',
    // Whose layer, manifest or right it is: jib, kaniko and docker set `for` in front, podman and its family `in`.
    '(?:unauthorized|blob|manifest|permission|denied|credentials) for ',
    String.raw`(?:manifest \S+|exists) in `,
    'destination repository ',
    // BuildKit begins with what it was to read, oras with what it did.
    'failed to solve: ',
    String.raw`failed to perform "\w+": `,
    String.raw`(?:push|pull)\w* (?:\S+ )?(?:to|from) `,
  ].join('|')}))${OPENED})$`,
  'i',
);

/** Here it needs no name of an image behind it: in a sentence, or as the value of a field. */
const OF_REGISTRY = new RegExp(
  String.raw`(?:\bregistry[-_]?(?:host|url)?["']?[ :=]+["'\x60[]?(?:https?://)?|(?:\b(?:${[
    'cred(?:ential)?s for ',
    'log(?:ging|ged)? ?in(?:to)? (?:to |for )?',
    'authenticat(?:e|ing|ed) (?:to|with|against) ',
    'transport for ',
    // What is brought there is no code.
    String.raw`(?:push|pull|upload|publish)\w* (?:(?:an?|the|this|your) )?(?:images?|layers?|manifests?|charts?|blobs?) (?:\S+ )?(?:to|from) (?:(?:a|the) )?`,
  ].join('|')})|/(?:blobs|manifests)/\S* in )${OPENED})$`,
  'i',
);

/** Repositories of code are pushed and pulled, too. */
const OF_CODE = /^(?:www\.)?github\.com$|(?:^|\.)githubusercontent\.com$|^git\b/;

/**
 * Whether a host is a registry by where it stands.
 *
 * @param before what stands in front of it, so far as it is looked at
 * @param after what stands behind it and its port
 */
export function isInItsPlace(host: string, before: string, after: string): boolean {
  if (OF_CODE.test(host) && !/:\/\/$/.test(before)) return false;
  return OF_REGISTRY.test(before) || (OF_REFERENCE.test(before) && /^\/[\w.-]/.test(after));
}
