/** `permissions` that GitHub refuses, where only one thing can have been meant. */

import { nearestLevel } from '../../workflow/runs/permission-refusals.js';
import {
  atLeast,
  decidingBlock,
  granted,
  LEVELS,
  type Level,
  levelNamed,
  levelOf,
  permissionBlock,
  SCOPES,
} from '../../workflow/runs/permissions.js';
import { eventsOf } from '../../workflow/runs/triggers.js';
import {
  child,
  entry,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlList,
  type YamlMap,
  type YamlNode,
} from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { removeEntry, replaceScalar } from '../entries.js';
import { indentAt, indentStep, isLineStart } from '../text.js';
import { joinedPair } from './joined.js';
import { jobEdits } from './permissions.js';

/**
 * The level that `read|write`, `read/write`, `Write` or `[read, write]` stands for: the highest of
 * those that are named. Null when another word is among them.
 */
function meantLevel(node: YamlNode): Level | null {
  const items = list(node)?.items;
  const said = items ? items.map((item) => text(item.node) ?? '').join(' ') : (text(node) ?? '');
  const whole = WHOLE_WORDS.get(said.trim().toLowerCase());
  if (whole) return whole;
  const named = said
    .toLowerCase()
    .split(/(?:[\s|/,+&]|\band\b)+/)
    .filter(Boolean);
  if (named.length === 0 || named.some((word) => levelNamed(word) === null)) return null;
  return LEVELS.findLast((level) => named.includes(level)) ?? null;
}

/** Of both in one word, of what only all scopes together may be given, and of a yes or a no. */
const WHOLE_WORDS: ReadonlyMap<string, Level> = new Map([
  ['readwrite', 'write'],
  ['read-write', 'write'],
  ['read_write', 'write'],
  ['rw', 'write'],
  ['write-all', 'write'],
  ['read-all', 'read'],
  ...['true', 'yes', 'on', 'all', 'full', 'admin', 'allow', 'allowed', 'enable', 'enabled', 'push'].map(
    (word): [string, Level] => [word, 'write'],
  ),
  ...['false', 'no', 'off', 'deny', 'denied', 'disable', 'disabled'].map((word): [string, Level] => [
    word,
    'none',
  ]),
  ['pull', 'read'],
]);

/** A yes alone: all that the scope has. What a job does with most of them nobody can see there. */
export function isOpenLevel({ key, value }: YamlEntry): boolean {
  const word = (text(value.node) ?? '').trim().toLowerCase();
  return WHOLE_WORDS.get(word) === 'write' && YES.test(word) && !WRITTEN_ALONE.has(String(key.value));
}

const YES = /^(?:true|yes|on|all|full|admin|allow(?:ed)?|enabled?)$/;

/** Scopes that a workflow which publishes images names to write with them. */
const WRITTEN_ALONE = new Set(['packages', 'id-token', 'attestations']);

/**
 * A list of scopes with their levels, also of such that are joined to them, as the mapping that was meant: without its dashes, or in
 * braces. Null where an item is something else, or two are about the same.
 */
export function listedScopesEdits({ text: source }: WorkflowDocument, block: YamlEntry): TextEdit[] | null {
  const { node, alias } = block.value;
  if (node.kind !== 'list' || alias) return null;
  const scopes = node.items.flatMap(scopesOf);
  if (scopes.includes(null) || new Set(scopes).size < scopes.length) return null;
  const joined = node.items.map((item) => joinedPair(item.node));
  if (node.flow) return inBraces(source, node, joined);
  if (node.items.some((item) => item.node.kind === 'map' && item.node.flow)) return null;
  const column = indentAt(source, block.key.start);
  const edits = node.items.map((item, at): TextEdit | null => {
    const { start, end } = item.node;
    const indent = indentAt(source, start);
    const isOne = joined[at] !== null || map(item.node)?.entries.length === 1;
    if (source.slice(start - 2, start) !== '- ' || !isOne) return null;
    // Where the dashes stand below the key itself, what is behind them is deeper.
    const instead = indent.length > column.length ? '' : '  ';
    const pair = joined[at];
    return pair
      ? { start: start - 2, end, text: instead + pair.text }
      : { start: start - 2, end: start, text: instead };
  });
  return edits.some((each) => each === null) ? null : edits.flatMap((each) => each ?? []);
}

/** Those of one item, each with a level; null stands for what is something else. */
function scopesOf({ node, alias }: YamlList['items'][number]): (string | null)[] {
  if (alias) return [null];
  const pair = joinedPair(node);
  if (pair) return [pair.scope];
  if (node.kind !== 'map') return [null];
  return node.entries.map(({ key, value }) => {
    const scope = String(key.value);
    return SCOPES.includes(scope) && levelNamed(text(value.node) ?? '') !== null ? scope : null;
  });
}

/** `[contents: read, packages: write]`, where each pair stands without braces of its own. */
function inBraces(
  source: string,
  { start, end, items }: YamlList,
  joined: readonly ReturnType<typeof joinedPair>[],
): TextEdit[] | null {
  const isBare = items.every(({ node }) => source[node.start] !== '{');
  if (!isBare || source[start] !== '[' || source[end - 1] !== ']') return null;
  return [
    { start, end: start + 1, text: '{' },
    ...items.flatMap(({ node }, at) => {
      const pair = joined[at];
      return pair ? [{ start: node.start, end: node.end, text: pair.text }] : [];
    }),
    { start: end - 1, end, text: '}' },
  ];
}

/** The level that was meant, in the place of one that GitHub refuses. @param nearest the one that it is by a slip of the hand */
export function levelEdit(
  document: WorkflowDocument,
  found: YamlEntry,
  nearest: string | null,
): TextEdit | null {
  const level = meantLevel(found.value.node) ?? nearest;
  if (level === null || text(found.value.node) === level) return null;
  const { at, node, alias } = found.value;
  if (node.kind === 'list' && !alias) return { start: at.start, end: at.end, text: level };
  return replaceScalar(document, found, level);
}

/**
 * Moves `permissions` from a step, where there is no such key, to its job: what that has already is only taken off the
 * step, and the rights that it lacks are given to it. Null where a place has a form that no safe edit
 * fits, or callers have a word in what the job gets: then somebody must decide where it belongs.
 */
export function stepPermissionsEdits(
  document: WorkflowDocument,
  jobId: string,
  step: YamlMap,
): TextEdit[] | null {
  const found = entry(step, 'permissions');
  const asked = permissionBlock(step);
  const removed = found && removeEntry(document, step, found);
  const has = decidingBlock(document, child(child(document.root, 'jobs'), jobId));
  if (!removed || !asked || asked.invalid.length > 0 || (has?.block.invalid ?? []).length > 0) return null;
  const set = has ? granted(has.block) : new Map();
  const missing = [...granted(asked)].filter(([scope, level]) => !atLeast(levelOf(set, scope), level));
  const wanted = missing.map(([scope, want]) => ({ scope, want }));
  // One that the block names lower is raised in its place, and the others come beside it.
  const first =
    wanted.find((each) => has?.block.entries.some(({ scope }) => scope === each.scope)) ?? wanted[0];
  if (!first) return [removed];
  // All that there is, written out, is more than anybody meant.
  if (asked.shorthand || eventsOf(document).has('workflow_call')) return null;
  const given = jobEdits(document, jobId, [first, ...wanted.filter((each) => each !== first)]);
  return given && [...given, removed];
}

/**
 * Takes out a scope that only GitHub Apps have, with the comment behind it. Null where it is the only one: then nobody knows
 * what the block was to say.
 */
export function appScopeEdit(
  document: WorkflowDocument,
  block: YamlNode | null,
  found: YamlEntry,
): TextEdit | null {
  const owner = map(block);
  return owner && owner.entries.length > 1
    ? removeEntry(document, owner, found, { withComment: true })
    : null;
}

/**
 * The scopes that stand right below a `permissions` with nothing behind it, one after the other, under that key: with as many
 * blanks more as the file takes, and with the level that was meant where GitHub would refuse theirs. Null where they are no lines
 * of their own, or nobody can tell what a level was meant to be.
 */
export function strayScopesEdits(
  document: WorkflowDocument,
  owner: YamlNode | null,
  strays: readonly YamlEntry[],
): TextEdit[] | null {
  const { text: source } = document;
  const below = scopesBelow(owner, strays);
  if (below.length === 0) return null;
  const edits = below.map((stray): TextEdit[] | null => {
    const { start } = stray.key;
    const indent = indentAt(source, start);
    const level = isLevel(stray) ? null : levelEdit(document, stray, nearestLevel(stray.value.node));
    const isMeant = isLevel(stray) || (level !== null && !isOpenLevel(stray));
    if (!isMeant || !isLineStart(source, start - indent.length)) return null;
    return [{ start, end: start, text: indentStep(document) }, ...(level ? [level] : [])];
  });
  return edits.some((each) => each === null) ? null : edits.flatMap((each) => each ?? []);
}

function isLevel({ value }: YamlEntry): boolean {
  return levelNamed(text(value.node) ?? undefined) !== null;
}

/** Those of the strays that follow an empty `permissions` without anything in between. */
export function scopesBelow(owner: YamlNode | null, strays: readonly YamlEntry[]): YamlEntry[] {
  const entries = owner?.kind === 'map' && !owner.flow ? owner.entries : [];
  const at = entries.findIndex(({ key }) => key.value === 'permissions');
  const block = entries[at];
  const node = block?.value.node;
  // Behind a `null` or a `~` nothing can be indented.
  if (!block || block.value.alias || node?.kind !== 'scalar' || node.start < node.end) return [];
  const behind = entries.slice(at + 1);
  const end = behind.findIndex((each) => !strays.includes(each));
  return end === -1 ? behind : behind.slice(0, end);
}

/**
 * Puts a scope that stands below its `permissions`, with too few blanks before it, under that key. Null where something
 * else stands between them.
 */
export function strayScopeEdit(
  document: WorkflowDocument,
  owner: YamlNode | null,
  stray: YamlEntry,
): TextEdit | null {
  const { text: source } = document;
  const entries = owner?.kind === 'map' && !owner.flow ? owner.entries : [];
  const at = entries.indexOf(stray);
  const block = entries[at - 1];
  const inside = block?.key.value === 'permissions' && !block.value.alias ? block.value.node : null;
  const last = inside?.kind === 'map' && !inside.flow ? inside.entries.at(-1) : undefined;
  if (inside?.kind !== 'map' || !last || entry(inside, String(stray.key.value)) || !isLevel(stray))
    return null;
  const start = stray.key.start - indentAt(source, stray.key.start).length;
  const from = last.key.start - indentAt(source, last.key.start).length;
  if (!isLineStart(source, start) || !isLineStart(source, from)) return null;
  return { start, end: stray.key.start, text: indentAt(source, last.key.start) };
}
