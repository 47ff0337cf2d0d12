/**
 * Image references by the grammar of the OCI distribution spec ("Pulling manifests":
 * names, tags) and of docker's `distribution/reference`, written as users write them:
 * lists with commas or newlines, BuildKit cache entries, with or without a registry.
 */
import type { ImageReference, NameProblem } from '../types.js';

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
/** The image specification's own algorithms have digests of one length. */
const DIGEST =
  /^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128}|(?!sha(?:256|512):)[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,})$/;
/** Characters: docker's `distribution/reference` takes no longer name, and DNS (RFC 1035, section 2.3.4) no longer host. */
const NAME_LIMIT = 255;
/** Characters of an entry for which a corrected one is worth proposing. */
const CORRECTABLE = 1024;

export interface ReferenceList {
  references: ImageReference[];
  /** Entries of other registries: host and the entry as written. */
  skipped: { host: string; given: string }[];
}

export interface ReferenceContext {
  /** Host that an entry without one belongs to. */
  registry: string;
  /** Owner to propose where one is missing. */
  owner: string | null;
}

/**
 * Reads a list as `images` takes it. An entry that appears twice is kept once.
 * Never throws: what the grammar refuses comes back with its `problem`.
 */
export function parseReferences(text: string, context: ReferenceContext): ReferenceList {
  const list: ReferenceList = { references: [], skipped: [] };
  const seen = new Set<string>();
  for (const entry of entries(text)) {
    const parsed = parseReference(entry.given, context, entry.role);
    if ('host' in parsed) list.skipped.push(parsed);
    else if (!seen.has(parsed.reference)) {
      seen.add(parsed.reference);
      list.references.push(parsed);
    }
  }
  return list;
}

/** `compression-level=3`, `annotation[linux/amd64].org.example=x`: no reference holds an equals sign. */
const ATTRIBUTE = /^([^=\s]+)=(.*)$/;

/** Splits a list into entries. `type=registry,ref=X` counts as X in the role of a cache; other types name no reference. */
function* entries(text: string): Generator<{ given: string; role: ImageReference['role'] }> {
  for (const line of text.split(/\r?\n/)) {
    if (line.trim().startsWith('#')) continue;
    const fields = line.split(',').map((field) => field.trim().replace(/^"|"$/g, ''));
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index] as string;
      if (!field.startsWith('type=')) {
        if (field) yield { given: field, role: 'image' };
        continue;
      }
      // The attributes of this entry are the fields up to the next one that is no `key=value`.
      const attributes = new Map([[field.slice(0, 4), field.slice(5)]]);
      for (
        let next = fields[index + 1];
        next !== undefined && ATTRIBUTE.test(next) && !next.startsWith('type=');
      ) {
        const [, key = '', value = ''] = ATTRIBUTE.exec(next) ?? [];
        attributes.set(key, value);
        next = fields[++index + 1];
      }
      const ref = attributes.get('ref') ?? attributes.get('name');
      const type = attributes.get('type');
      if (ref && type === 'registry') yield { given: ref, role: attributes.has('ref') ? 'cache' : 'image' };
      if (ref && type === 'image') yield { given: ref, role: 'image' };
    }
  }
}

/** Reads one reference; `{host}` when it belongs to another registry. */
export function parseReference(
  given: string,
  context: ReferenceContext,
  role: ImageReference['role'] = 'image',
): ImageReference | { host: string; given: string } {
  const registry = normaliseHost(context.registry);
  const { host, rest, offset } = bareHost(given, registry) ?? splitHost(given);
  if (host && normaliseHost(host) !== registry) return { host, given };

  const { name, tag, digest } = split(rest);
  const lower = name.toLowerCase();
  const make = (problem: NameProblem | null): ImageReference => {
    const slash = lower.indexOf('/');
    return {
      given,
      registry,
      name: lower,
      owner: slash < 0 ? '' : lower.slice(0, slash),
      package: slash < 0 ? lower : lower.slice(slash + 1),
      tag,
      digest,
      role,
      reference: problem?.kind === 'invalid' ? given : format(registry, lower, tag, digest),
      problem,
    };
  };

  const scheme = /^[a-z]+(?=:\/\/)/i.exec(rest);
  const fault = scheme
    ? scheme[0].length
    : doubledHost(given, registry) !== null
      ? rest.search(/[.:]/)
      : firstFault(lower, tag, digest);
  if (fault !== null) {
    const index = Math.min(offset + fault, given.length);
    return make({
      kind: 'invalid',
      index,
      character: given[index] ?? '',
      corrected: correct(given, context),
    });
  }
  if (!lower.includes('/')) {
    const owner = (context.owner ?? 'OWNER').toLowerCase();
    const corrected = format(registry, `${context.owner ? owner : 'OWNER'}/${lower}`, tag, digest);
    return make({ kind: 'no-owner', corrected });
  }
  if (name !== lower)
    return make({ kind: 'uppercase', corrected: format(registry, lower, tag, digest), refused: false });
  return make(null);
}

function format(registry: string, name: string, tag: string | null, digest: string | null): string {
  return `${registry}/${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}

/** Docker's rule: the first component is a host when it has a dot or a port, or is `localhost`. */
function splitHost(given: string): { host: string | null; rest: string; offset: number } {
  const slash = given.indexOf('/');
  const first = slash < 0 || slash > NAME_LIMIT ? '' : given.slice(0, slash);
  const isHost =
    first === 'localhost' ||
    /^(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+(?::\d+)?$|^[A-Za-z0-9-]+:\d+$|^\[[0-9a-fA-F:]+\](?::\d+)?$/.test(
      first,
    );
  return isHost
    ? { host: first, rest: given.slice(slash + 1), offset: slash + 1 }
    : { host: null, rest: given, offset: 0 };
}

/** The registry and no name: nothing, a slash, a tag or a digest alone, where a variable was to hold one. */
export function isBareHost(given: string, registry: string): boolean {
  return bareHost(given, normaliseHost(registry)) !== null;
}

function bareHost(given: string, registry: string): ReturnType<typeof splitHost> | null {
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

function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/:443$/, '');
}

function split(rest: string): { name: string; tag: string | null; digest: string | null } {
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
function firstFault(name: string, tag: string | null, digest: string | null): number | null {
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
    return name.length + 1 + (bad >= 0 ? bad : /^[.-]/.test(tag) ? 0 : Math.min(tag.length, 128));
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

/** The nearest reference that the grammar takes; null when nothing sensible is left. */
function correct(given: string, context: ReferenceContext): string | null {
  if (given.length > CORRECTABLE) return null;
  const bare = given
    .trim()
    // What a Chinese or Japanese keyboard writes: `：`, `／`, `。`.
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/^["'`]+|["'`]+$/g, '')
    .replace(/^(?:docker|oci|https?):\/\//, '');
  const registry = normaliseHost(context.registry);
  const { host, rest } = splitHost(bare);
  if (host && normaliseHost(host) !== registry) return null;
  const doubled = doubledHost(bare, registry);
  const { name, tag, digest } = split(doubled === null ? rest : rest.slice(doubled.length + 1));
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
  return format(
    registry,
    components.join('/'),
    cleanTag || null,
    digest !== null && DIGEST.test(digest) ? digest : null,
  );
}
