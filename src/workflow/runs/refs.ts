/**
 * The refs of the runs that a trigger can start, as texts of which the end may be open.
 *
 * Docs: Workflow syntax, `on.push` and the filter pattern cheat sheet.
 */
import { BRANCH, FOUND } from '../language/origins.js';
import { child, list, text, type YamlNode } from '../text/document.js';
import { beginningPattern, type FilterPattern, filterPattern } from './filter-pattern.js';

/** Refs that a file names are tried up to this many. */
const MAX_NAMED_REFS = 6;

/** Of those that it names, so many are held against the filters. */
const MAX_NAMES = 100;

/** Examples for one event: no job is read for more runs than that (see every-run.ts). */
const MAX_REFS = 200;

/** The refs of a push, as texts of which the end may be open. */
export function pushRefs(settings: YamlNode | null, source: string): string[] {
  const patterns = (name: string) => patternsOf(settings, name);
  const refs: string[] = [];
  const tests: ((ref: string) => boolean)[] = [];
  for (const [kind, prefix, other] of [
    ['branches', 'refs/heads/', 'tags'],
    ['tags', 'refs/tags/', 'branches'],
  ] as const) {
    const wanted = patterns(kind);
    const ignored = patterns(`${kind}-ignore`);
    const others = patterns(other) ?? patterns(`${other}-ignore`);
    // A filter for the one kind leaves out the other.
    if (!wanted && !ignored && others) continue;
    const open = wanted?.filter((each) => !each.startsWith('!')) ?? [''];
    // Whoever writes `**` and not `*` has branches with slashes.
    const starts = open.map((each) =>
      !wanted ? FOUND : kind === 'branches' && each === '**' ? BRANCH : knownStart(each),
    );
    let made: NameFilter | null = null;
    const filter = () => {
      made ??= nameFilter(wanted, ignored);
      return made;
    };
    const named = wanted || ignored ? refsIn(source).filter((ref) => ref.startsWith(prefix)) : [];
    const refused = refusedOf(
      named.map((ref) => ref.slice(prefix.length)),
      filter,
    );
    // `v*` and `v*.*.*` begin alike: one example is enough.
    refs.push(...new Set(starts.map((each) => prefix + besideRefused(each, refused, kind))));
    tests.push((ref) => ref.startsWith(prefix) && !isRefused(ref.slice(prefix.length), filter()));
  }
  return namedRefs(source, (ref) => tests.some((test) => test(ref)), refs.slice(0, MAX_REFS));
}

/** Does a filter keep a name out, or all names of a beginning? */
function isRefused(name: string, { lets, takesAll }: NameFilter): boolean {
  return name.includes(FOUND) ? takesAll(name.replaceAll(FOUND, '')) : !lets(name);
}

/** Of the names and beginnings in a text, those that a filter keeps out. */
function refusedOf(named: readonly string[], filter: () => NameFilter): string[] {
  return named
    .slice(0, MAX_NAMES)
    .filter((each) => isRefused(each, filter()))
    .map((each) => each.replaceAll(FOUND, ''));
}

/** How another name may go on: a tag with a number is still one of a version, and one with a letter need not be. */
const OTHERS = { branches: [...'xyzqjk'], tags: [...'123456789xyzqjk'] };

/** An open end that is none of these names: what a filter keeps out, a condition on it does not meet. */
function besideRefused(start: string, refused: readonly string[], kind: keyof typeof OTHERS): string {
  const end = [FOUND, BRANCH].find((each) => start.endsWith(each));
  const before = start.slice(0, start.length - (end ?? '').length);
  if (end === undefined || !refused.some((each) => each.startsWith(before))) return start;
  const next = OTHERS[kind].find((each) => !refused.some((name) => name.startsWith(before + each)));
  return `${before}${next ?? ''}${end}`;
}

/** What stands under a filter; null: nothing is filtered by it. */
function patternsOf(settings: YamlNode | null, name: string): string[] | null {
  const node = child(settings, name);
  // A key without a value filters nothing.
  if (node?.kind === 'scalar' && (text(node) ?? '') === '') return null;
  const items = node?.kind === 'scalar' ? [text(node)] : list(node)?.items.map((each) => text(each.node));
  return items?.flatMap((each) => each ?? []) ?? null;
}

interface NameFilter {
  /** Does it let a name through? What a later pattern with `!` takes away, one after it brings back. */
  lets: FilterPattern;
  /** Does it keep out all names that begin so? */
  takesAll: FilterPattern;
}

function nameFilter(wanted: readonly string[] | null, ignored: readonly string[] | null): NameFilter {
  const steps = (wanted ?? ignored ?? []).map((each) => {
    const isTaken = wanted !== null && each.startsWith('!');
    return { isTaken, matches: filterPattern(isTaken ? each.slice(1) : each) };
  });
  const last = (name: string) => steps.findLast(({ matches }) => matches(name));
  const takes = (name: string) => last(name)?.isTaken === (wanted !== null);
  const begins = wanted?.filter((each) => !each.startsWith('!')).map(beginningPattern);
  return {
    lets: (name) => !takes(name) && (wanted === null || last(name) !== undefined),
    // A pattern that takes what may be anything behind it, or none that lets it through.
    takesAll: (beginning) =>
      takes(beginning + FOUND) || (begins !== undefined && !begins.some((may) => may(beginning))),
  };
}

/** What a filter pattern surely begins with. */
function knownStart(pattern: string): string {
  const at = pattern.search(/.?[?+]|[*[\\]/);
  return at === -1 ? pattern : pattern.slice(0, at) + FOUND;
}

/** Refs that the text compares with are examples of their own: there the comparison is decided. */
export function namedRefs(
  source: string,
  allowed: (ref: string) => boolean,
  refs: readonly string[],
): string[] {
  const found = [...new Set(refsIn(source))].slice(0, MAX_NAMES).filter(allowed).slice(0, MAX_NAMED_REFS);
  return [...new Set([...found, ...refs])];
}

/**
 * The refs that a text names, in its order. Where only their beginning is meant, as in
 * `startsWith(github.ref, 'refs/tags/v')`, the end is open: cut from such a ref, the beginning leaves its rest.
 */
export function refsIn(source: string): string[] {
  // Most texts have none, and are asked for each of their events.
  if (!source.includes('refs/') && !source.includes('ref_name')) return [];
  // Within an address, what follows is a path as well: raw.githubusercontent.com/o/n/refs/heads/main/README.md.
  const named = [...source.matchAll(/(?<![\w./}-])(refs\/(?:heads|tags)\/[\w./-]*\w)([./-]*)/g)].map(
    ({ 0: written, 1: ref = '', 2: rest = '', index }) => {
      const line = source.slice(Math.max(0, index - MAX_BEFORE), index);
      const after = source.slice(index + written.length, index + written.length + 1);
      const isBeginning = rest !== '' || OPENS.test(after) || TAKES_BEGINNING.test(line);
      return isBeginning ? `${ref}${rest.replace(/\.$/, '')}${FOUND}` : ref;
    },
  );
  for (const [, name] of source.matchAll(/\bref_name\s*[!=]=\s*'([\w./-]+)'/g)) {
    named.push(`refs/heads/${name}`);
  }
  return named;
}

/** So much of a text before a ref tells what is done with it. In characters. */
const MAX_BEFORE = 64;

/** After a beginning: what a shell, a filter or a regular expression lets follow, `refs/tags/v*`, `refs/tags/v[0-9]`. */
const OPENS = /[*?[({$\\+]/;

/**
 * Before a beginning: `${GITHUB_REF#`, `sed 's|`, `grep '^`, and calls that ask for it or take it away, such as
 * `startsWith(github.ref, '`.
 */
const TAKES_BEGINNING =
  /[#^]$|\bs[^\w\s]$|(?:startswith|removeprefix|trimprefix|replace|replaceall|sub)\((?:[^()'"\n]*,)?\s*r?["'`]$|-c?i?replace\s+["']$/i;

/** The base branch, where only one can be. */
export function branchRef(settings: YamlNode | null): string {
  return `refs/heads/${baseBranch(settings) ?? FOUND}`;
}

/** The one branch that a trigger names without a pattern; null: several, or none that is certain. */
function baseBranch(settings: YamlNode | null): string | null {
  const [name, ...others] = patternsOf(settings, 'branches') ?? [];
  return name !== undefined && others.length === 0 && isWhole(name) ? name : null;
}

/** Is it a name, and no pattern of names? */
function isWhole(pattern: string): boolean {
  return knownStart(pattern) === pattern && !pattern.startsWith('!');
}

/**
 * The branches that a pull request may go to, as far as the text asks for one: those that it names and the filters let through, and
 * an example of what each filter lets through, which may be any (null). Docs: Workflow syntax, `on.<pull_request>.<branches>`.
 */
export function pullBases(settings: YamlNode | null, source: string): (string | null)[] {
  const named = basesIn(source);
  if (named === null) return [baseBranch(settings)];
  const wanted = patternsOf(settings, 'branches');
  const filter = nameFilter(wanted, patternsOf(settings, 'branches-ignore'));
  const allowed = named.filter(filter.lets);
  const refused = refusedOf(named, () => filter);
  const open = wanted?.filter((each) => !each.startsWith('!')).map(knownStart) ?? [FOUND];
  const starts = open.map((each) => besideRefused(each, refused, 'branches'));
  const others = starts.map((each) => (each === FOUND ? null : each)).slice(0, MAX_NAMED_REFS);
  return [...new Set([...allowed.slice(0, MAX_NAMED_REFS), ...others])];
}

/** Branches that a text holds the one against that a pull request goes to; null: it says nothing of that one. */
export function basesIn(source: string): string[] | null {
  if (!/\b(?:base_ref|base\.ref)\b/i.test(source)) return null;
  const compared =
    /\b(?:base_ref|base\.ref)\}?["']?\s*[!=]==?\s*["']?([\w./-]+)|'([\w./-]+)'\s*[!=]=\s*github\.(?:event\.pull_request\.base\.ref|base_ref)\b/gi;
  const found = [...source.matchAll(compared)].map(([, after, before]) => after ?? before ?? '');
  return [...new Set(found)].slice(0, MAX_NAMES);
}
