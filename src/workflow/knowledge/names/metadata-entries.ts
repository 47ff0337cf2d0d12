/** Entries of `tags` at which docker/metadata-action ends before it makes any (its src/tag.ts, Parse). */
import { attributes, csvFields, linesOf } from './names.js';

export interface RefusedEntry {
  /** As it is written. */
  entry: string;
  /** The action's own words. */
  says: string;
  /** As it was meant; null: nothing tells. */
  meant: string | null;
}

const TYPES = new Set(['schedule', 'semver', 'pep440', 'match', 'edge', 'ref', 'raw', 'sha']);
const EVENTS = new Set(['branch', 'tag', 'pr']);

/** Other words for the three: those of `on` and of a ref. */
const MEANT: Readonly<Record<string, string>> = {
  branches: 'branch',
  heads: 'branch',
  tags: 'tag',
  prs: 'pr',
  pull: 'pr',
  pull_request: 'pr',
  'pull-request': 'pr',
  pull_requests: 'pr',
};

/** The first of them; null: there is none, as far as the text tells. */
export function refusedEntryIn(tags: string): RefusedEntry | null {
  for (const entry of linesOf(tags)) {
    // An expression may be any of its parts.
    const found = entry.includes('${{') ? null : refusalOf(entry);
    if (found) return { entry, ...found };
  }
  return null;
}

function refusalOf(entry: string): Omit<RefusedEntry, 'entry'> | null {
  const fields = attributes(entry);
  const type = fields.get('type') ?? 'raw';
  const missing = (name: string) =>
    fields.has(name) ? null : { says: `Missing ${name} attribute for ${entry}`, meant: null };
  if (!TYPES.has(type)) return { says: `Unknown tag type attribute: ${type}`, meant: null };
  switch (type) {
    case 'ref': {
      const event = fields.get('event') ?? '';
      if (EVENTS.has(event)) return null;
      const meant = MEANT[event];
      return (
        missing('event') ?? {
          says: `Invalid event for ${entry}`,
          meant: meant ? entry.replace(`event=${event}`, `event=${meant}`) : null,
        }
      );
    }
    case 'semver':
    case 'pep440':
    case 'match':
      return missing('pattern');
    case 'sha':
      return /^(?:short|long)?$/.test(fields.get('format') ?? '')
        ? null
        : { says: `Invalid format for ${entry}`, meant: null };
    case 'raw':
      // What has no name is the value.
      return csvFields(entry).every((field) => field.includes('=')) ? missing('value') : null;
    default:
      return null;
  }
}
