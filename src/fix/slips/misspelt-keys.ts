/** Keys of a workflow that GitHub does not know, where their place shows what they were to be. */
import {
  entry,
  entrySpan,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
  type YamlScalar,
} from '../../workflow/text/document.js';
import type { TextEdit } from '../diff.js';
import { indentAt, indentStep, isLineStart, lineEnd } from '../text.js';

/** Another key in the place of this one. */
export function keyEdit(key: YamlScalar, name: string): TextEdit {
  const quotes = key.style === 'plain' ? 0 : 1;
  return { start: key.start + quotes, end: key.end - quotes, text: name };
}

/** The same; null where the owner has it already. */
export function renamedKeyEdit(owner: YamlMap | null, key: YamlScalar, name: string): TextEdit | null {
  return entry(owner, name) ? null : keyEdit(key, name);
}

/**
 * Entries put under the key that they belong under, which is written in front of them where there is none. Null where they are
 * not lines of their own, one after the other and right behind that key.
 */
export function indentedEdits(
  document: WorkflowDocument,
  owner: YamlMap,
  entries: readonly YamlEntry[],
  under: string,
): TextEdit[] | null {
  const { text } = document;
  const [first] = entries;
  if (!first || owner.flow) return null;
  const at = owner.entries.indexOf(first);
  const isTogether = entries.every((each, index) => owner.entries[at + index] === each);
  const indent = indentAt(text, first.key.start);
  const start = first.key.start - indent.length;
  if (!isTogether || !isLineStart(text, start)) return null;
  const holder = entry(owner, under);
  const { node } = holder?.value ?? {};
  const inner = node?.kind === 'map' ? node.entries[0] : undefined;
  if (holder && (owner.entries[at - 1] !== holder || holder.value.alias)) return null;
  if (node?.kind === 'map' && (node.flow || !inner)) return null;
  const step = inner ? indentAt(text, inner.key.start).slice(indent.length) : indentStep(document);
  const last = entries.at(-1) ?? first;
  const lines = text.slice(start, entrySpan(last).end);
  const starts = [...lines.matchAll(/^(?=[^\r\n])/gm)].map(({ index }) => start + index);
  const front = holder ? [] : [{ start, end: start, text: `${indent}${under}:${lineEnd(text)}${step}` }];
  return [...front, ...starts.slice(front.length).map((place) => ({ start: place, end: place, text: step }))];
}
