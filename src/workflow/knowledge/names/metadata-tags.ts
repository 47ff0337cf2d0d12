/** Pushes without any tag: none is given, or docker/metadata-action makes none in the run (its README, `tags` input, and src/meta.ts). */
import { absentName, isAbsent, originsIn } from '../../language/origins.js';
import { HOLE, hasHole } from '../../language/values.js';
import { attributes, linesOf } from './names.js';

/** What is empty then, in the place of a tag. */
export const NO_TAG_BY = 'docker/metadata-action';

/** What is empty where a step says no tag at all. */
export const NO_TAG_GIVEN = 'no tags';

/** The same of bake files, none of whose targets has one. */
export const NO_TAG_IN_TARGETS = 'bake targets';

/** The same of one target beside others that have one, with its name behind. */
const NO_TAG_IN_TARGET = 'bake target ';

export function noTagInTarget(name: string): string {
  return NO_TAG_IN_TARGET + name;
}

/** The target whose tags are lacking, by what is empty then; null: it is no such thing. */
export function targetWithoutTag(name: string): string | null {
  return name.startsWith(NO_TAG_IN_TARGET) ? name.slice(NO_TAG_IN_TARGET.length) : null;
}

/** The output of such a run: it is empty, and knows the image's name all the same. */
export function noTags(names: readonly string[]): string {
  return names.map((name) => absentName(`${NO_TAG_BY} ${name}`)).join('');
}

/**
 * The tags that a list makes of such an output and of its other entries. Where there is no other, each name stands without its
 * tag: one tag is enough. Of no entry, what is empty.
 */
export function madeTags(entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [absentName(NO_TAG_GIVEN)];
  // Nearly all lists have no such entry; this is asked of each push in each run.
  if (!entries.some(isAbsent)) return entries;
  const others = entries.filter((entry) => untagged(entry).length === 0);
  return others.length > 0
    ? others
    : entries.flatMap(untagged).map((name) => `${name}:${absentName(NO_TAG_BY)}`);
}

/** The names of such an output; none: it is another one. */
function untagged(entry: string): string[] {
  return originsIn(entry).flatMap((origin) =>
    origin.kind === 'absent' && origin.name.startsWith(`${NO_TAG_BY} `)
      ? origin.name.slice(NO_TAG_BY.length + 1)
      : [],
  );
}

/** Is it a name without its tag? */
export function lacksTag(reference: string): boolean {
  return originsIn(reference).some((origin) => origin.kind === 'absent' && origin.name === NO_TAG_BY);
}

/**
 * Has every entry of `tags` another kind of run in mind? Only asked of runs whose ref is surely a branch or a tag: a manual run
 * may be of either.
 */
export function makesNoTag(tags: string, event: string | null, ref: string | null): boolean {
  const kind = kindOf(event, ref);
  const entries = linesOf(tags);
  return kind !== null && entries.length > 0 && entries.every((entry) => isForOthers(entry, event, kind));
}

const TAGS = 'refs/tags/';

function kindOf(event: string | null, ref: string | null): 'branch' | 'tag' | null {
  if (ref?.startsWith('refs/heads/') && (event === 'push' || event === 'schedule')) return 'branch';
  if (!ref?.startsWith(TAGS)) return null;
  // A tag that no filter names may never be pushed.
  return event === 'release' || (event === 'push' && !hasHole([...ref.slice(TAGS.length)][0] ?? HOLE))
    ? 'tag'
    : null;
}

function isForOthers(entry: string, event: string | null, kind: 'branch' | 'tag'): boolean {
  const fields = attributes(entry);
  if (fields.get('enable') === 'false') return true;
  switch (fields.get('type')) {
    case 'ref': {
      const wanted = fields.get('event');
      return wanted === 'pr' || wanted === (kind === 'branch' ? 'tag' : 'branch');
    }
    case 'semver':
    case 'pep440':
    case 'match':
      return kind === 'branch' && !fields.get('value');
    case 'schedule':
      return event !== 'schedule';
    case 'edge':
      return kind === 'tag';
    default:
      return false;
  }
}

/**
 * Does the list surely make several tags for each image? Only what differs in every run is counted: texts, the commit, and a
 * branch or a tag that is known (docker/metadata-action, README, `tags` and `flavor` inputs).
 */
export function makesSeveralTags(
  { tags, flavor }: { tags: string; flavor: string },
  event: string | null,
  ref: string | null,
): boolean {
  const entries = linesOf(tags);
  const made = new Set(entries.flatMap((entry) => surelyMade(attributes(entry), event, ref) ?? []));
  const isLatest = linesOf(flavor).some((line) => /^latest=true$/.test(line.trim()));
  return made.size > 1 || (isLatest && made.size > 0 && !made.has('latest'));
}

function surelyMade(
  fields: ReadonlyMap<string, string>,
  event: string | null,
  ref: string | null,
): string | null {
  if (!/^(?:true)?$/.test(fields.get('enable') ?? '')) return null;
  const around = (text: string) => (fields.get('prefix') ?? '') + text + (fields.get('suffix') ?? '');
  const known = (text: string) => (text === '' || hasHole(text) || text.includes('{{') ? null : text);
  switch (fields.get('type') ?? 'raw') {
    case 'raw':
      return known(around(fields.get('value') ?? ''));
    case 'sha':
      // It begins with `sha-` where no other prefix is said.
      return fields.has('prefix') || fields.has('format') ? null : 'sha-';
    case 'ref': {
      const start = { branch: 'refs/heads/', tag: TAGS }[fields.get('event') ?? ''];
      const isOf = start !== undefined && event === 'push' && ref?.startsWith(start);
      return isOf ? known(around((ref ?? '').slice(start.length).replaceAll('/', '-'))) : null;
    }
    default:
      return null;
  }
}
