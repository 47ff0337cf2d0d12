/**
 * Scopes that are joined to their levels, `packages:write`, so that YAML reads one word where a mapping was meant: it takes a blank
 * behind the colon (YAML 1.2.2, 7.4.2 and 8.2.2). The same where quotes or a `|` make a text of the mapping.
 */
import { LEVELS, SCOPES } from '../../workflow/runs/permissions.js';
import { text, type WorkflowDocument, type YamlEntry, type YamlNode } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { isAnchored } from '../entries.js';

const PAIR = `(${SCOPES.join('|')})[ \\t]*[:=][ \\t]*(${LEVELS.join('|')})`;
const ONE = new RegExp(`^${PAIR}$`);
const EACH = new RegExp(PAIR, 'g');
/** Nothing but pairs, between blanks, lines and commas. */
const ALL = new RegExp(`^${PAIR}(?:[\\s,;]+${PAIR})*$`);
/** In braces: a scope with its level in quotes and no blank is one word, too. */
const QUOTED = new RegExp(`^(${SCOPES.join('|')}):(["'])(${LEVELS.join('|')})\\2$`);

/** A whole value, `permissions: packages:write`, or one with a pair on each of its lines; null: something else stands there. */
export function joinedValueEdit(document: WorkflowDocument, block: YamlEntry): TextEdit | null {
  const { node, at, alias } = block.value;
  if (alias || node.kind !== 'scalar' || isAnchored(document, block)) return null;
  if (node.style === 'literal' || node.style === 'folded') return withoutBar(document, block);
  const quotes = node.style === 'plain' ? 0 : 1;
  const written = document.text.slice(at.start + quotes, at.end - quotes);
  const pairs = [...written.matchAll(EACH)];
  const scopes = new Set(pairs.map(([, scope]) => scope));
  if (!ALL.test(written) || scopes.size < pairs.length) return null;
  const isBelow = document.text.slice(block.key.end, at.start).includes('\n');
  const isOneEach = written.split('\n').every((line) => ONE.test(line.trim()));
  if (isBelow && isOneEach && quotes === 0) return { ...at, text: written.replace(EACH, '$1: $2') };
  if (written.includes('\n')) return null;
  return { ...at, text: `{${pairs.map(([, scope, level]) => `${scope}: ${level}`).join(', ')}}` };
}

/** A plain word that is one pair, with its blank: `packages:write` as `packages: write`, of the scope `packages`; null: it is none. */
export function joinedPair(node: YamlNode): { scope: string; text: string } | null {
  const [, scope, level] =
    (node.kind === 'scalar' && node.style === 'plain' && ONE.exec(text(node) ?? '')) || [];
  return scope === undefined ? null : { scope, text: `${scope}: ${level}` };
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
    const [, scope, level] = ONE.exec(written) ?? [];
    const [, name, , quoted] = QUOTED.exec(written) ?? [];
    const isAlone = !/^[ \t]*:/.test(source.slice(end, end + 20));
    if (!isAlone || (scope ?? name) === undefined) return [];
    return [{ start, end, text: `${scope ?? name}: ${level ?? quoted}` }];
  });
}
