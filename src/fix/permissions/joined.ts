/**
 * Scopes that are joined to their levels, `packages:write`, so that YAML reads one word where a mapping was meant: it takes a blank
 * behind the colon (YAML 1.2.2, 7.4.2 and 8.2.2).
 */
import { LEVELS, SCOPES } from '../../workflow/runs/permissions.js';
import type { Span, WorkflowDocument, YamlEntry } from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { isAnchored } from '../entries.js';

const PAIR = `(${SCOPES.join('|')})[ \\t]*[:=][ \\t]*(${LEVELS.join('|')})`;
const ONE = new RegExp(`^${PAIR}$`);
const EACH = new RegExp(PAIR, 'g');
/** Nothing but pairs, between blanks, lines and commas. */
const ALL = new RegExp(`^${PAIR}(?:[\\s,;]+${PAIR})*$`);

/** A whole value, `permissions: packages:write`, or one with a pair on each of its lines; null: something else stands there. */
export function joinedValueEdit(document: WorkflowDocument, block: YamlEntry): TextEdit | null {
  const { node, at, alias } = block.value;
  if (alias || node.kind !== 'scalar' || node.style !== 'plain' || isAnchored(document, block)) return null;
  const written = document.text.slice(at.start, at.end);
  const pairs = [...written.matchAll(EACH)];
  const scopes = new Set(pairs.map(([, scope]) => scope));
  if (!ALL.test(written) || scopes.size < pairs.length) return null;
  const isBelow = document.text.slice(block.key.end, at.start).includes('\n');
  const isOneEach = written.split('\n').every((line) => ONE.test(line.trim()));
  if (isBelow && isOneEach) return { ...at, text: written.replace(EACH, '$1: $2') };
  if (written.includes('\n')) return null;
  return { ...at, text: `{${pairs.map(([, scope, level]) => `${scope}: ${level}`).join(', ')}}` };
}

/** One of a mapping in braces, `{packages:write}`, which has no value of its own there. */
export function joinedKeyEdit({ text }: WorkflowDocument, { start, end }: Span): TextEdit | null {
  const [, scope, level] = ONE.exec(text.slice(start, end)) ?? [];
  const isAlone = !/^[ \t]*:/.test(text.slice(end, end + 20));
  return scope !== undefined && isAlone ? { start, end, text: `${scope}: ${level}` } : null;
}
