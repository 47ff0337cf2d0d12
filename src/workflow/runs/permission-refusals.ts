/** What GitHub certainly refuses in a `permissions` key: the file is invalid, and no run starts. */
import { slipsOf } from '../knowledge/actions/slips.js';
import {
  child,
  entry,
  entrySpan,
  map,
  type Span,
  text,
  type YamlEntry,
  type YamlNode,
} from '../text/document.js';
import { LEVELS, type PermissionBlock, permissionBlock, SCOPES } from './permissions.js';

export interface RefusedPermission {
  /** What stands there, in a few characters; empty: no word, but a list. */
  said: string;
  span: Span;
  /** Of a scope with a bad level. */
  entry: YamlEntry | null;
  /** The nearest name that GitHub takes there; null where none is near. */
  nearest: string | null;
  /** A permission that GitHub Apps have, and GITHUB_TOKEN has not. */
  isOfApps?: true;
}

/**
 * The certain refusals of a workflow's or a job's `permissions`. A scope that we don't
 * know may be newer than we are: only slips of a known one, and names that only GitHub
 * Apps have, are certain, and merge keys (merge-keys.ts). Expressions and empty values are certain: the schema gives these keys no context, and takes
 * nothing but its words and mappings there (workflow-v1.0.json: permissions, permission-level-any; GitHub's own reader of
 * it, @actions/workflow-parser, says "Unexpected value ''" of both `permissions:` and `packages:` with nothing behind).
 */
export function permissionRefusals(owner: YamlNode | null): RefusedPermission[] {
  const block = permissionBlock(owner);
  return block?.invalid.flatMap((each) => refusal(each) ?? []) ?? [];
}

/**
 * Scopes that stand as keys of a job or a workflow themselves, mostly by a slip of the indentation: GitHub knows no such keys,
 * and refuses the file, whatever level they are given (workflow-v1.0.json: workflow-root-strict, job-factory).
 */
export function strayScopes(owner: YamlNode | null): YamlEntry[] {
  return (map(owner)?.entries ?? []).filter(
    ({ key, value }) => SCOPES.includes(String(key.value)) && value.node.kind !== 'map',
  );
}

/** `permissions` as a job: nothing but scopes, or a word for all of them, which is no job. */
export function isJobOfPermissions(id: string, job: YamlNode): boolean {
  if (id !== 'permissions') return false;
  const entries = map(job)?.entries;
  if (!entries) return SHORTHANDS.includes(text(job) ?? '');
  return entries.length > 0 && strayScopes(job).length === entries.length;
}

/**
 * A slip of `permissions` as a key of a job or a workflow, which GitHub does not know: in the singular, `premissions`,
 * `Permissions`; and further from it where nothing but scopes stand below.
 */
export function misspeltPermissions(owner: YamlNode | null): YamlEntry | null {
  const isOne = ({ key, value }: YamlEntry) => {
    const name = String(key.value);
    if (name === 'permissions') return false;
    const isNear = name.toLowerCase() === 'permissions' || SLIPS.has(name.toLowerCase());
    return isNear || (/^p(?:er|re)m\w*$/i.test(name) && holdsOnlyScopes(value.node));
  };
  return map(owner)?.entries.find(isOne) ?? null;
}

const SLIPS: ReadonlySet<string> = new Set(slipsOf(['permissions']));

function holdsOnlyScopes(node: YamlNode): boolean {
  const entries = map(node)?.entries ?? [];
  return entries.length > 0 && entries.every(({ key }) => SCOPES.includes(String(key.value)));
}

/**
 * A `permissions` inside of another key whose keys GitHub knows all, with the path of that key (workflow-v1.0.json: on-mapping-strict,
 * strategy-mapping and the others are strict mappings).
 */
export function misplacedPermissions(owner: YamlNode | null): { entry: YamlEntry; inside: string }[] {
  const events = map(child(owner, 'on'))?.entries ?? [];
  const places: [string, YamlNode | null][] = [
    ...STRICT_KEYS.map((key): [string, YamlNode | null] => [key, child(owner, key)]),
    ...events.map(({ key, value }): [string, YamlNode] => [`on.${key.value}`, value.node]),
  ];
  return places.flatMap(([inside, node]) => {
    const found = entry(node, 'permissions');
    return found ? [{ entry: found, inside }] : [];
  });
}

const STRICT_KEYS = ['on', 'strategy', 'defaults', 'concurrency', 'environment', 'container'];

function refusal({ kind, entry: found }: PermissionBlock['invalid'][number]): RefusedPermission | null {
  const { node } = found.value;
  const scope = String(found.key.value);
  const span = entrySpan(found);
  switch (kind) {
    case 'scope':
      return isSlip(scope) || scope === '<<'
        ? {
            said: scope,
            span,
            entry: null,
            nearest: meantScope(scope),
            ...(OF_APPS.includes(scope) ? { isOfApps: true } : {}),
          }
        : null;
    case 'level':
      return {
        said: `${scope}: ${isEmpty(node) ? NOTHING : withItsBlanks(text(node) ?? '…')}`,
        span,
        entry: found,
        nearest: nearestLevel(node),
      };
    case 'form':
      return {
        said: isEmpty(node) ? NOTHING : (text(node) ?? ''),
        span,
        entry: null,
        nearest: nearestOf(node, SHORTHANDS) ?? shorthandOf(node),
      };
  }
}

/** As GitHub shows it. */
export const NOTHING = "''";

/** Blanks at an end are seen only between quotation marks. */
const withItsBlanks = (word: string) => (word === word.trim() ? word : `"${word}"`);

function isEmpty(value: YamlNode): boolean {
  return value.kind === 'scalar' && (text(value) ?? '').trim() === '';
}

/** Permissions of GitHub Apps that GITHUB_TOKEN does not have. */
const OF_APPS = [
  'administration',
  'metadata',
  'workflows',
  'workflow',
  'members',
  'secrets',
  'variables',
  'environments',
];

const SHORTHANDS = ['read-all', 'write-all'];

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[-_\s]/g, '')
    .replace(/s$/, '');

/** A scope, known or newer than we are, is called by words with hyphens between; a level is none. */
const IS_NAME = /^(?!(?:read|write|none)$)\w+(?:-\w+)*$/;

/**
 * Another number, case or joint of a known scope, or a slip of the hand: `package`, `Packages`, `pull_requests`, `pacakges`; its
 * level in the same word: `packages-write`, `write-packages`; or no name at all: `write`, `contents,packages`.
 */
function isSlip(scope: string): boolean {
  const withoutLevel = scope
    .replace(/[-_:.](["']?)(?:read|write|none)\1$/i, '')
    .replace(/^(?:read|write|none)[-_:.]/i, '');
  return (
    OF_APPS.includes(scope) ||
    meantScope(scope) !== null ||
    SCOPES.includes(withoutLevel) ||
    !IS_NAME.test(scope)
  );
}

function meantScope(scope: string): string | null {
  return SCOPES.find((each) => plain(each) === plain(scope)) ?? slippedFrom(scope, SCOPES);
}

/** Of a level alone, the word that gives it to all scopes. */
function shorthandOf(value: YamlNode): string | null {
  return SHORTHANDS.find((each) => each === `${nearestLevel(value)}-all`) ?? null;
}

/** The level that a value is, but for its form or a slip of the hand; null: none is near. */
export function nearestLevel(value: YamlNode): string | null {
  return nearestOf(value, LEVELS);
}

/** The word of some that the value is, but for its form or a slip of the hand: `Write`, `write_all`, `reads`, `wirte`. */
function nearestOf(value: YamlNode, words: readonly string[]): string | null {
  const said = text(value) ?? '';
  const given = plain(said);
  return words.find((each) => given.length > 2 && plain(each) === given) ?? slippedFrom(said, words);
}

function slippedFrom(given: string, words: readonly string[]): string | null {
  return words.find((each) => given.length > 2 && slipsOf([each]).includes(given.toLowerCase())) ?? null;
}
