/**
 * Images of a registry that a deployment names in places which nothing here reads: an argument, a variable, what is pushed.
 * Whether they are pulled nobody can tell, so they are not asked about; in silence that would look like a yes.
 */
import type { Location } from '../../types.js';
import { type Span, text as scalar, type YamlNode } from '../text/document.js';

/** Where a name stands that nobody asks about. */
export interface ImageMention {
  name: string;
  location: Location;
}

/** What somebody notes about a resource, and not what it does. */
const NOTES = new Set(['metadata', 'status', 'labels', 'annotations', 'kind', 'apiVersion']);

/** @returns the names under this node, each once, with its first place */
export function mentionedIn(root: YamlNode | null, registry: string): Map<string, Span> {
  const found = new Map<string, Span>();
  const seen = new Set<YamlNode>();
  const names = namesAt(registry);
  const look = (node: YamlNode, at: Span): void => {
    // An alias leads to what was seen.
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') for (const item of node.items) look(item.node, item.at);
    if (node.kind === 'map')
      for (const { key, value } of node.entries)
        if (!NOTES.has(String(key.value))) look(value.node, value.at);
    const text = scalar(node);
    if (text?.includes(registry))
      for (const [name] of text.matchAll(names)) if (!found.has(name)) found.set(name, at);
  };
  if (root) look(root, root);
  return found;
}

/** The names that a line has whole: behind none of them a variable or a template makes the rest. */
export function namesInText(line: string, registry: string): string[] {
  if (!line.includes(registry)) return [];
  return [...line.matchAll(namesAt(registry))].flatMap(({ 0: name, index }) => {
    const isWhole = !/^[:@/._-]*[${%<]|^[/*]/.test(line.slice(index + name.length, index + name.length + 8));
    return isWhole && name.split('/').length > 2 ? name : [];
  });
}

/** Behind the host of another name, or in an address of the web, it is none. */
function namesAt(registry: string): RegExp {
  const host = registry.replace(/[.[\]]/g, '\\$&');
  return new RegExp(
    `(?:(?<![\\w./-])|(?<=(?:oci|docker(?:-image)?)://))${host}/[\\w-]+(?:[./][\\w-]+)*(?::[\\w.-]+)?(?:@sha256:[0-9a-f]+)?`,
    'g',
  );
}

/** Those that are no other word for, and no part of, what is known to be pulled or not. */
export function unread(mentions: readonly ImageMention[], known: readonly string[]): ImageMention[] {
  const parts = new Set(known.flatMap(beginnings));
  return mentions.filter(({ name }) => !parts.has(name));
}

/** `ghcr.io/octo/app:1`, `ghcr.io/octo/app`, `ghcr.io/octo`. */
function beginnings(written: string): string[] {
  const name = written.trim().replace(/^[a-z]+:\/\//, '');
  const ends = [...name.matchAll(/[/:@,]/g)].map(({ index }) => name.slice(0, index));
  return [name, ...ends];
}
