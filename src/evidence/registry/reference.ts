/**
 * Image references by the grammar of the OCI distribution spec ("Pulling manifests":
 * names, tags) and of docker's `distribution/reference`, written as users write them:
 * lists with commas or newlines, BuildKit cache entries, with or without a registry.
 */
import type { ImageReference, NameProblem } from '../types/reference.js';
import { correctedReference } from './reference-correction.js';
import {
  bareHost,
  doubledHost,
  firstFault,
  formatReference,
  type NameParts,
  normaliseHost,
  splitHost,
  splitName,
} from './reference-grammar.js';

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
 * What is asked about: a list as the `images` input takes it; or references as a deployment's file has them, each as it
 * stands there, for a client gets the blanks around it and the commas in it, too.
 */
export type ReferenceTexts = string | readonly string[];

/**
 * Reads what is asked about. An entry that appears twice is kept once, as it is written wrongly if it is so in one place.
 * Never throws: what the grammar refuses comes back with its `problem`.
 */
export function parseReferences(texts: ReferenceTexts, context: ReferenceContext): ReferenceList {
  const list: ReferenceList = { references: [], skipped: [] };
  const places = new Map<string, number>();
  for (const entry of typeof texts === 'string' ? entries(texts) : texts.flatMap(asItStands)) {
    const parsed = parseReference(entry.given, context, entry.role);
    if ('host' in parsed) list.skipped.push(parsed);
    else {
      const place = places.get(parsed.reference) ?? list.references.length;
      places.set(parsed.reference, place);
      const known = list.references[place];
      if (!known || (known.problem === null && parsed.problem !== null)) list.references[place] = parsed;
    }
  }
  return list;
}

type Entry = Pick<ImageReference, 'given' | 'role'>;

/** `compression-level=3`, `annotation[linux/amd64].org.example=x`: no reference holds an equals sign. */
const ATTRIBUTE = /^([^=\s]+)=(.*)$/;

/** A cache has its attributes wherever it is named. */
function asItStands(text: string): Entry[] {
  return text.startsWith('type=') ? [...entries(text)] : [{ given: text, role: 'image' }];
}

/** Splits a list into entries. `type=registry,ref=X` counts as X in the role of a cache; other types name no reference. */
function* entries(text: string): Generator<Entry> {
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
  const bare = given.trimStart();
  const blanks = given.length - bare.length;
  const { host, rest, offset } = bareHost(bare, registry) ?? splitHost(bare);
  if (host && normaliseHost(host) !== registry) return { host, given };
  const parts = splitName(rest);
  const { tag, digest } = parts;
  const name = parts.name.toLowerCase();
  const inName = faultIn(bare, registry, rest, { ...parts, name });
  const fault = blanks > 0 ? 0 : inName === null ? null : offset + inName;
  const problem =
    fault === null ? problemOf(parts, registry, context.owner) : invalidAt(given, fault, context.registry);
  const slash = name.indexOf('/');
  return {
    given,
    registry,
    name,
    owner: slash < 0 ? '' : name.slice(0, slash),
    package: slash < 0 ? name : name.slice(slash + 1),
    tag,
    digest,
    role,
    reference: problem?.kind === 'invalid' ? given : formatReference(registry, name, tag, digest),
    problem,
  };
}

/** Where in the rest behind the host the grammar refuses it; null: nowhere. */
function faultIn(given: string, registry: string, rest: string, lower: NameParts): number | null {
  const scheme = /^[a-z]+(?=:\/\/)/i.exec(rest);
  if (scheme) return scheme[0].length;
  if (doubledHost(given, registry) !== null) return rest.search(/[.:]/);
  return firstFault(lower.name, lower.tag, lower.digest);
}

function invalidAt(given: string, at: number, registry: string): NameProblem {
  const index = Math.min(at, given.length);
  return {
    kind: 'invalid',
    index,
    character: [...given.slice(index, index + 2)][0] ?? '',
    corrected: correctedReference(given, registry),
  };
}

/** What is wrong with a name that the grammar takes, but for its capitals. */
function problemOf(
  { name, tag, digest }: NameParts,
  registry: string,
  owner: string | null,
): NameProblem | null {
  const lower = name.toLowerCase();
  const corrected = (path: string) => formatReference(registry, path, tag, digest);
  if (!lower.includes('/'))
    return { kind: 'no-owner', corrected: corrected(`${owner ? owner.toLowerCase() : 'OWNER'}/${lower}`) };
  if (name !== lower) return { kind: 'uppercase', corrected: corrected(lower), refused: false };
  return null;
}
