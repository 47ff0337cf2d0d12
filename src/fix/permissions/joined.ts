/**
 * Scopes that are joined to their levels, `packages:write`, so that YAML reads one word where a mapping was meant: it takes a blank
 * behind the colon (YAML 1.2.2, 7.4.2 and 8.2.2). The same where quotes or a `|` make a text of the mapping.
 */
import { LEVELS, SCOPES } from '../../workflow/runs/permissions.js';
import { text, type WorkflowDocument, type YamlEntry, type YamlNode } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { isAnchored } from '../entries.js';

const PAIR = `(${SCOPES.join('|')})[ \\t]*[:=][ \\t]*(${LEVELS.join('|')})`;
const ONE = new RegExp(`^${PAIR}$`, 'i');
const EACH = new RegExp(PAIR, 'gi');
/** Nothing but pairs, between blanks, lines and commas. */
const ALL = new RegExp(`^${PAIR}(?:[\\s,;]+${PAIR})*$`, 'i');
/** In braces: a scope with its level in quotes and no blank is one word, too. */
const QUOTED = new RegExp(`^(${SCOPES.join('|')}):(["'])(${LEVELS.join('|')})\\2$`, 'i');

/** As it was meant: GitHub takes scopes and levels in small letters alone. */
function pairOf(_: string, scope = '', level = ''): string {
  return `${scope}: ${level}`.toLowerCase();
}

/** A whole value, `permissions: packages:write`, or one with a pair on each of its lines; null: something else stands there. */
export function joinedValueEdit(document: WorkflowDocument, block: YamlEntry): TextEdit | null {
  const { node, at, alias } = block.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, block)) return null;
  if (node.style === 'literal' || node.style === 'folded') return withoutBar(document, block);
  const quotes = node.style === 'plain' ? 0 : 1;
  const written = document.text.slice(at.start + quotes, at.end - quotes);
  const pairs = [...written.matchAll(EACH)];
  const scopes = new Set(pairs.map(([, scope]) => scope?.toLowerCase()));
  if (!ALL.test(written) || scopes.size < pairs.length) return null;
  const isBelow = document.text.slice(block.key.end, at.start).includes('\n');
  const isOneEach = written.split('\n').every((line) => ONE.test(line.trim()));
  if (isBelow && isOneEach && quotes === 0) return { ...at, text: written.replace(EACH, pairOf) };
  if (written.includes('\n')) return null;
  return { ...at, text: `{${pairs.map(([, scope, level]) => pairOf('', scope, level)).join(', ')}}` };
}

/** A word that is one pair, in quotes or without, with its blank: `packages:Write` as `packages: write`, of the scope `packages`; null: it is none. */
export function joinedPair(node: YamlNode): { scope: string; text: string } | null {
  const isWord = node.kind === 'scalar' && node.style !== 'literal' && node.style !== 'folded';
  const pair = isWord ? ONE.exec(text(node) ?? '') : null;
  return pair?.[1] ? { scope: pair[1].toLowerCase(), text: pairOf('', pair[1], pair[2]) } : null;
}

/** `permissions: |`, with a mapping of scopes as its text. */
function withoutBar({ text: source }: WorkflowDocument, { key, value }: YamlEntry): TextEdit | null {
  const written = source.slice(key.end, value.at.end);
  const [front, colon = ''] = /^(\s*:)[ \t]*[|>][-+]?[ \t]*(?=\n)/.exec(written) ?? [];
  const lines = (text(value.node) ?? '').trimEnd().split('\n');
  const scopes = new Set(lines.map((line) => ONE.exec(line)?.[1]));
  if (front === undefined || scopes.has(undefined) || scopes.size < lines.length) return null;
  if (!lines.every((line) => line.includes(': '))) return null;
  return { start: key.end, end: key.end + front.length, text: colon };
}

/** All of a mapping in braces, `{packages:write}`, which have no values of their own there. */
export function joinedKeyEdits({ text: source }: WorkflowDocument, block: YamlNode): TextEdit[] {
  const entries = block.kind === 'map' && block.flow ? block.entries : [];
  return entries.flatMap(({ key: { start, end } }) => {
    const written = source.slice(start, end);
    const [, , whole = written] = /^(["'])(.*)\1$/.exec(written) ?? [];
    const [, scope, level] = ONE.exec(whole) ?? [];
    const [, name, , quoted] = QUOTED.exec(written) ?? [];
    const isAlone = !/^[ \t]*:/.test(source.slice(end, end + 20));
    if (!isAlone || (scope ?? name) === undefined) return [];
    return [{ start, end, text: pairOf('', scope ?? name, level ?? quoted) }];
  });
}
