/** Image names in lower case, where they are written out. */
import type { Location } from '../types.js';
import type { Span, WorkflowDocument, YamlNode, YamlScalar } from '../workflow/text/document.js';
import type { TextEdit } from './diff.js';

/** What is not literal: an expression, or what a shell puts in. */
const FILLED_IN = /\$\{\{[\s\S]*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+/g;

/**
 * Lower-cases the name of a reference wherever this file writes the same name: what
 * is built, pushed and run under it stays one image. Tags, which may have capital
 * letters, and what an expression or a variable fills in stay as they are.
 *
 * @param reference as it is written, expressions included: `ghcr.io/Octo/App:${{ github.sha }}`
 * @returns nothing when no literal letter of the name is a capital
 */
export function lowerCaseEdits(document: WorkflowDocument, reference: string): TextEdit[] {
  const name = nameOf(reference);
  const lowered = lowerCased(name);
  return lowered === name ? [] : renamed(document, name, lowered);
}

/** Another name for a reference, wherever this file writes it; its tag stays. Nothing where it is not written so. */
export function renameEdits(document: WorkflowDocument, reference: string, name: string): TextEdit[] {
  return renamed(document, nameOf(reference), name);
}

/** What is filled in brings an owner by itself, as far as its words tell. */
const WITH_OWNER =
  /\b(?:repository|owner|actor|org(?:anization)?|user(?:name)?|namespace)\b|repository_owner|_(?:owner|org|user)\b/i;

/** A name without its owner is that of the repository alone. Docs: webhook payloads, `repository`. */
const NAME_ALONE = /^\$\{\{\s*github\.event\.repository\.name\s*\}\}/;

/** The registry, or a variable that is nothing else. */
function hostsOf({ text }: WorkflowDocument, registry: string): RegExp {
  const quoted = registry.replaceAll('.', '\\.');
  const named = new RegExp(
    `^[ \\t]*["']?(\\w+)["']?:[ \\t]*["']?${quoted}/?["']?[ \\t]*(?:#.*)?\\r?$`,
    'gim',
  );
  const variables = [...text.matchAll(named)].map(([, name = '']) => name).join('|');
  const filled = variables
    ? `|\\$\\{\\{\\s*env\\.(?:${variables})\\s*\\}\\}|\\$\\{?(?:${variables})\\}?`
    : '';
  return new RegExp(`(?:(?<![\\w.-])${quoted}${filled})/(?=\\$)`, 'gi');
}

/**
 * The owner between the registry and what is filled in right behind it, where that is one and the same in all of these
 * values; nothing where it may be another.
 *
 * @param isAsked about values that take part
 */
export function ownerInFront(
  document: WorkflowDocument,
  { registry, owner }: { registry: string; owner: string },
  isAsked: (value: Span) => boolean,
): TextEdit[] {
  const { root, text } = document;
  const hosts = hostsOf(document, registry);
  const edits: TextEdit[] = [];
  const filled = new Set<string>();
  for (const { start, end } of scalarsOf(root)) {
    if (!isAsked({ start, end })) continue;
    for (const { 0: host, index } of text.slice(start, end).matchAll(hosts)) {
      const at = start + index + host.length;
      const [word = ''] = /^(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+)/.exec(text.slice(at, end)) ?? [];
      const isName = NAME_ALONE.test(word) || (word !== '' && !WITH_OWNER.test(word));
      if (!isName || text.charAt(at + word.length) === '/') continue;
      filled.add(word);
      edits.push({ start: at, end: at, text: `${owner}/` });
    }
  }
  return filled.size === 1 ? edits : [];
}

const RENAMED = new WeakMap<WorkflowDocument, Map<string, TextEdit[]>>();

/** The same list for the same name: a thousand pushes of it are mended by the same edits. */
function renamed(document: WorkflowDocument, name: string, to: string): TextEdit[] {
  const known = RENAMED.get(document) ?? new Map<string, TextEdit[]>();
  RENAMED.set(document, known);
  const key = `${name}\0${to}`;
  const edits = known.get(key) ?? renamedIn(document, name, to);
  known.set(key, edits);
  return edits;
}

function renamedIn(document: WorkflowDocument, name: string, to: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { at, from } of rarestWordOf(name, wordsOf(document))) {
    const stop = at + name.length;
    if (at < from || !document.text.startsWith(name, at)) continue;
    if (isWhole(document.text, at, stop, name)) edits.push({ start: at, end: stop, text: to });
  }
  return edits;
}

/** Where a word stands in a value, and where that value begins. */
interface WordPlace {
  at: number;
  from: number;
}

const WORDS = new WeakMap<WorkflowDocument, Map<string, WordPlace[]>>();

/** The words of the values, read once: thousands of names that are to be looked for would be as many readings of the file. */
function wordsOf(document: WorkflowDocument): Map<string, WordPlace[]> {
  const known = WORDS.get(document);
  if (known) return known;
  const made = new Map<string, WordPlace[]>();
  for (const { start, end } of scalarsOf(document.root)) {
    for (const { 0: word, index } of document.text.slice(start, end).matchAll(/\w+/g)) {
      const place = { at: start + index, from: start };
      const places = made.get(word);
      if (places) places.push(place);
      else made.set(word, [place]);
    }
  }
  WORDS.set(document, made);
  return made;
}

/** Where the name would begin for each place of that word of it which the file has the fewest times: a whole name has whole words. */
function rarestWordOf(name: string, words: ReadonlyMap<string, readonly WordPlace[]>): WordPlace[] {
  const [rarest] = [...name.matchAll(/\w+/g)]
    .map(({ 0: word, index }) => ({ places: words.get(word) ?? [], index }))
    .sort((one, other) => one.places.length - other.places.length);
  return rarest?.places.map(({ at, from }) => ({ at: at - rarest.index, from })) ?? [];
}

/**
 * The same for every reference of an input, such as `tags`, as they are written there: for one that
 * an expression makes, what it comes to can't be found in the text.
 *
 * @param begins what a reference begins with, where other words may stand beside it
 */
export function lowerCaseIn(document: WorkflowDocument, input: Span, begins = ''): TextEdit[] {
  const written = document.text.slice(input.start, input.end).match(REFERENCES) ?? [];
  const found = new Map<number, TextEdit>();
  for (const reference of new Set(written.filter((each) => each.includes('/') && each.startsWith(begins)))) {
    for (const edit of lowerCaseEdits(document, reference)) found.set(edit.start, edit);
  }
  return [...found.values()];
}

/** Takes the tag or the digest off the one name that this text is; nothing where it brings none that is written. */
export function withoutTagIn({ text }: WorkflowDocument, { start, end }: Span): TextEdit[] {
  const written = text.slice(start, end);
  const plain = written.replace(FILLED_IN, (found) => '_'.repeat(found.length));
  const behind = /[:@][^/\s"']+(?=["']?\s*$)/.exec(plain);
  if (!behind) return [];
  const at = start + behind.index;
  return [{ start: at, end: at + behind[0].length, text: '' }];
}

/** Takes the scheme off the registry and names of it, `https://ghcr.io/octo/app`, on these lines of the file. */
export function withoutScheme(
  { text, lines }: WorkflowDocument,
  { line, endLine }: Pick<Location, 'line' | 'endLine'>,
  registry: string,
): TextEdit[] {
  const from = lines[line - 1] ?? 0;
  return [...text.slice(from, lines[endLine] ?? text.length).matchAll(/\bhttps?:\/\//gi)].flatMap(
    ({ 0: scheme, index }) => {
      const start = from + index;
      const end = start + scheme.length;
      const isOurs = text.startsWith(registry, end) && /^[/\s"']?$/.test(text.charAt(end + registry.length));
      return isOurs ? [{ start, end, text: '' }] : [];
    },
  );
}

/** Takes the registry away in front of what has it already, on these lines: `ghcr.io/ghcr.io/octo/app`, or of an expression that begins with it. */
export function withoutSecondHost(
  { text, lines }: WorkflowDocument,
  { line, endLine }: Pick<Location, 'line' | 'endLine'>,
  registry: string,
): TextEdit[] {
  const from = lines[line - 1] ?? 0;
  const written = text.slice(from, lines[endLine] ?? text.length);
  const host = `${registry}/`;
  const edits: TextEdit[] = [];
  for (let at = written.indexOf(host); at !== -1; at = written.indexOf(host, at + 1)) {
    const behind = written.slice(at + host.length, at + 2 * host.length);
    const start = from + at;
    if (behind.startsWith('$') || behind === host) edits.push({ start, end: start + host.length, text: '' });
  }
  return edits;
}

/** Takes a beginning away in front of an expression or of the registry, on these lines: `ghcr.io/octo/app:` of what is whole behind it. */
export function withoutFront(
  { text, lines }: WorkflowDocument,
  { line, endLine }: Pick<Location, 'line' | 'endLine'>,
  front: string,
  registry: string,
): TextEdit[] {
  const from = lines[line - 1] ?? 0;
  const written = text.slice(from, lines[endLine] ?? text.length);
  const edits: TextEdit[] = [];
  for (let at = written.indexOf(front); at !== -1; at = written.indexOf(front, at + front.length)) {
    const start = from + at;
    const end = start + front.length;
    if (text.startsWith('$', end) || text.startsWith(`${registry}/`, end))
      edits.push({ start, end, text: '' });
  }
  return edits;
}

/** What stands between blanks, commas and quotes; an expression has its own, and so has `${NAME,,}`. */
const REFERENCES = /(?:\$\{\{[\s\S]*?\}\}|\$\{[^}\s]*\}|[^\s,'"[\]])+/g;

/** Host and path: all before the tag or the digest. */
function nameOf(reference: string): string {
  // What is filled in becomes filler of the same length, so that its colons and slashes do not count.
  const plain = reference.replace(FILLED_IN, (found) => '_'.repeat(found.length));
  const path = plain.indexOf('/', /^[a-z]+:\/\//.exec(plain)?.[0].length ?? 0);
  const stop = path === -1 ? -1 : plain.slice(path).search(/[:@\s,]/);
  return stop === -1 ? reference : reference.slice(0, path + stop);
}

function lowerCased(name: string): string {
  let result = '';
  let at = 0;
  for (const { 0: found, index } of name.matchAll(FILLED_IN)) {
    result += name.slice(at, index).toLowerCase() + found;
    at = index + found.length;
  }
  return result + name.slice(at).toLowerCase();
}

/** Not a part of a longer name. */
function isWhole(text: string, start: number, end: number, name: string): boolean {
  const before = name.startsWith('$') || !/[\w.-]/.test(text[start - 1] ?? ' ');
  return before && !/^(?:[\w/$-]|\.\w)/.test(text.slice(end, end + 2));
}

/** The values of a file, each once. */
export function* scalarsOf(node: YamlNode | null): Generator<YamlScalar> {
  if (node?.kind === 'scalar') yield node;
  const inside = node?.kind === 'map' ? node.entries.map(({ value }) => value) : [];
  const items = node?.kind === 'list' ? node.items : inside;
  for (const item of items) if (!item.alias) yield* scalarsOf(item.node);
}
