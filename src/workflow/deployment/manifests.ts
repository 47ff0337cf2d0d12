/**
 * The resources of a file of Kubernetes manifests, each with its place: documents of YAML, JSON, lists as kubectl
 * prints them, charts with templates in them. What is broken harms only itself.
 */
import type { Location } from '../../types.js';
import { HOLE, hasHole } from '../language/values.js';
import {
  child,
  entry,
  list,
  type Span,
  text as scalar,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../text/document.js';
import { parseWorkflow } from '../text/parse.js';
import { lineStarts, locate, position } from '../text/places.js';
import { jsonValue, NotJson } from './json.js';
import type { FieldSpec, References } from './kustomize/types.js';

/** One resource. */
export interface Manifest {
  document: WorkflowDocument;
  root: YamlNode;
  /** Lines of the file before the document. */
  linesBefore: number;
  /** The document as it was written, with its templates. */
  written: string;
  /** Kustomizations that it is a part of, the innermost first; none: it is applied as it stands. */
  changedBy?: readonly Manifest[];
  /** A patch of so many of these is not changed by them: it is put in by a kustomization around them. */
  inside?: number;
  /** Into which these put it. */
  namespace?: string;
  /** As these call it; absent: as it does itself. */
  name?: string;
  /** What these have put around its name, the innermost first. */
  affixes?: { prefixes: readonly string[]; suffixes: readonly string[] };
  /** As it was called before each change of it, the first one first. */
  formerIds?: readonly { name: string; namespace: string }[];
  /** What it is told of the new names of what it may name. */
  references?: References;
  /** Of a kustomization: where it looks for images, beside what kustomize knows itself. */
  seesImagesAt?: readonly FieldSpec[];
  /** A kustomization makes it, and nothing but its name is known. */
  isOutline?: boolean;
  /** A hash of what it holds stands behind the name that these give it. */
  isHashed?: boolean;
  /** A kustomization makes it, of this file; null: of words of its own. */
  madeOf?: string | null;
  /** Where all of it stands in another one; absent: it has places of its own. */
  within?: { manifest: Manifest; at: Span };
}

/** A place that may be in another resource than what is found around it. */
export interface SpanIn extends Span {
  of?: Manifest;
}

/** A document that could not be read. */
export interface UnreadManifest {
  file: string;
  line: number;
  reason: 'broken-yaml' | 'broken-json' | 'too-large';
  /** What it is may have images, or the secret of a pull. */
  mayPull: boolean;
}

export interface ManifestFile {
  manifests: Manifest[];
  unread: UnreadManifest[];
}

/** Characters of a file or of standard input: a list of 1,000 pods has some ten millions. */
export const MANIFESTS_LIMIT = 64 * 1024 * 1024;

/** Large, and of no use here. */
const UNUSED = new Set(['status', 'managedFields', 'annotations']);

/** An object that no template makes, or a list of them; a section of a unit of systemd begins with a bracket, too. */
const JSON_BEGINS = /^\s*(?:\{(?!\{)|\[\s*(?:[{\]]|$))/;

/** Never throws for what it reads. */
export function readManifests(file: string, text: string): ManifestFile {
  const bare = text.replace(/^\ufeff/, '');
  return JSON_BEGINS.test(bare) ? ofJson(file, bare) : ofYaml(file, bare);
}

/** Where it stands in the file. */
export function manifestPlace(
  { document, linesBefore, within }: Manifest,
  { of, ...span }: SpanIn,
): Location {
  if (of) return manifestPlace(of, span);
  if (within) return manifestPlace(within.manifest, within.at);
  const place = locate(document, span);
  return { ...place, line: place.line + linesBefore, endLine: place.endLine + linesBefore };
}

/** A value as it was written, with the template in the place of the hole. */
export function writtenAt({ written }: Manifest, { of, start, end }: SpanIn): string {
  return (of?.written ?? written).slice(start, end).replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** Its name, and the namespace that it says; null: that of whoever applies it. */
export function manifestName({ root, namespace: given, name: called }: Manifest): {
  name: string;
  namespace: string | null;
} {
  const metadata = child(root, 'metadata');
  const namespace = given ?? scalar(child(metadata, 'namespace'));
  return {
    name: called ?? scalar(child(metadata, 'name')) ?? scalar(child(metadata, 'generateName')) ?? '',
    // A placeholder, of envsubst or of a template's parameters, is none.
    namespace: namespace && !hasHole(namespace) && !namespace.includes('$') ? namespace : null,
  };
}

/** `apps` of `apps/v1`; that of Kubernetes' first resources is ''. */
export function apiGroup({ root }: Pick<Manifest, 'root'>): string {
  const version = scalar(child(root, 'apiVersion')) ?? '';
  return version.slice(0, Math.max(0, version.indexOf('/')));
}

/** `Deployment`; '' where it says none. */
export function kindOf({ root }: Pick<Manifest, 'root'>): string {
  return scalar(child(root, 'kind')) ?? '';
}

/** `v1` of `apps/v1`, and of `v1`. */
export function apiVersionOf({ root }: Pick<Manifest, 'root'>): string {
  const version = scalar(child(root, 'apiVersion')) ?? '';
  return version.slice(version.indexOf('/') + 1);
}

/** `apps/Deployment`: what resources that are not Kubernetes' own are known by. */
export function groupAndKind(manifest: Manifest): string {
  return `${apiGroup(manifest)}/${kindOf(manifest)}`;
}

/** The items of a list that stands there; none of anything else. */
export function items(node: YamlNode | null, name: string): YamlNode[] {
  return list(child(node, name))?.items.map((each) => each.node) ?? [];
}

/** Not there, or empty: `name:` alone. */
export function isNothing(node: YamlNode | null): boolean {
  return node === null || (node.kind === 'scalar' && node.value === null);
}

/** Where the resource is named; else where it begins. */
export function namePlace(manifest: Manifest): Location {
  const { root } = manifest;
  const named = entry(child(root, 'metadata'), 'name');
  return manifestPlace(manifest, named ? named.value.at : { start: root.start, end: root.start + 1 });
}

// ----------------------------------------------------------------------- JSON

function ofJson(file: string, text: string): ManifestFile {
  const found: ManifestFile = { manifests: [], unread: [] };
  const lines = lineStarts(text);
  const document: WorkflowDocument = { file, text, root: null, lines };
  for (let at = 0; /\S/.test(text.slice(at, at + 1024)); ) {
    try {
      const { node, end } = jsonValue(text, at, UNUSED);
      at = end;
      const roots = node.kind === 'list' ? node.items.map((each) => each.node) : [node];
      for (const root of roots.flatMap(itemsOf))
        found.manifests.push({ document, root, linesBefore: 0, written: text });
    } catch (error) {
      if (!(error instanceof NotJson)) throw error;
      const { line } = position(text, lines, error.offset);
      // Of what stands behind nobody knows.
      found.unread.push({ file, line, reason: 'broken-json', mayPull: true });
      break;
    }
  }
  return found;
}

/** The items of a list, else the resource itself. */
function itemsOf(root: YamlNode): YamlNode[] {
  const items = list(child(root, 'items'));
  const kind = entry(root, 'kind');
  if (!items || !/List$/.test(scalar(kind?.value.node) ?? 'List')) return [root];
  return items.items.flatMap((each) => itemsOf(withKind(each.node, kind)));
}

/** The API server says of a `PodList` once what all its items are (`kubectl get --raw`); a `List` has items of any kind. */
function withKind(item: YamlNode, listed: YamlEntry | null): YamlNode {
  const kind = scalar(listed?.value.node)?.replace(/List$/, '');
  if (item.kind !== 'map' || !listed || !kind || child(item, 'kind')) return item;
  const { key, value } = listed;
  const node = { ...value.node, kind: 'scalar', style: 'plain', value: kind } as const;
  return { ...item, entries: [...item.entries, { key, value: { ...value, node } }] };
}

// ----------------------------------------------------------------------- YAML

/** YAML 1.2, 9.1.2: at the start of a line these end a document wherever they stand. */
const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/m;

function ofYaml(file: string, text: string): ManifestFile {
  const found: ManifestFile = { manifests: [], unread: [] };
  for (const piece of documentsOf(text)) {
    for (const part of partsOf(piece)) {
      const { manifests, problem } = parsePart(file, part);
      found.manifests.push(...manifests);
      if (problem) found.unread.push(problem);
    }
  }
  return found;
}

interface Piece {
  text: string;
  linesBefore: number;
}

function documentsOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let linesBefore = 0;
  let current: string[] = [];
  const close = () => {
    // Comments and directives (`%YAML 1.2`) alone are no document.
    if (current.some((line) => /^(?!%)\s*[^\s#]/.test(line)))
      pieces.push({ text: current.join('\n'), linesBefore: linesBefore - current.length });
    current = [];
  };
  for (const line of text.split('\n')) {
    if (MARKER.test(line)) {
      close();
      // What stands behind the marker belongs to the document.
      current.push(line.replace(MARKER, '   '));
    } else current.push(line);
    linesBefore += 1;
  }
  close();
  return pieces;
}

/** A list as kubectl prints it, item by item: as one document it would be too much for the parser. */
function partsOf(piece: Piece): Piece[] {
  const lines = piece.text.split('\n');
  const head = lines.findIndex((line) => /^items:[ \t]*\r?$/.test(line));
  const first = head < 0 ? undefined : lines.slice(head + 1).find((line) => line.trim() !== '');
  const indent = /^( *)- /.exec(first ?? '')?.[1]?.length;
  if (indent === undefined) return [piece];
  const parts: Piece[] = [];
  let current: Piece | null = null;
  for (let at = head + 1; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const depth = line.search(/\S/);
    if (depth >= 0 && (depth < indent || (depth === indent && line[depth] !== '-'))) break;
    if (depth === indent) {
      current = { text: '', linesBefore: piece.linesBefore + at };
      parts.push(current);
    }
    if (current) current.text += `${depth === indent ? line.replace('-', ' ') : line}\n`;
  }
  return parts.map((part) => ({ ...part, text: withoutUnused(part.text, indent + 2) }));
}

/** Without the values of keys that nobody needs. Every line stays where it was. */
function withoutUnused(text: string, indent: number): string {
  let isUnused = false;
  return text
    .split('\n')
    .map((line) => {
      const depth = line.search(/\S/);
      if (depth < 0) return '';
      if (depth <= indent) isUnused = depth === indent && UNUSED.has(/^ *(\w+):/.exec(line)?.[1] ?? '');
      return isUnused ? '' : line;
    })
    .join('\n');
}

function parsePart(file: string, piece: Piece): { manifests: Manifest[]; problem: UnreadManifest | null } {
  const { text, linesBefore } = piece;
  const { document, problem } = parseWorkflow(file, withHoles(text));
  if (document) {
    const roots = document.root ? itemsOf(document.root) : [];
    return {
      manifests: roots.map((root) => ({ document, root, linesBefore, written: text })),
      problem: null,
    };
  }
  const within = Number(/\(line (\d+), column/.exec(problem.detail ?? '')?.[1] ?? 1);
  const isTooLarge = problem.kind === 'too-large' || problem.kind === 'too-complex';
  return {
    manifests: [],
    problem: {
      file,
      line: linesBefore + Math.min(within, text.trimEnd().split('\n').length),
      reason: isTooLarge ? 'too-large' : 'broken-yaml',
      mayPull: !isIdle(text),
    },
  };
}

/** Kinds of Kubernetes' own that bring neither an image nor a secret, and that are written with templates or are long. */
const IDLE = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'CustomResourceDefinition',
  'Gateway',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Namespace',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'Role',
  'RoleBinding',
  'Service',
]);

/** Told by the outermost `kind` of a text that no parser takes: what it refers to, or describes, has a kind further in. */
function isIdle(text: string): boolean {
  const kinds = [...text.matchAll(/^( *)kind:[ \t]*["']?(\w+)["']?[ \t]*(?:#.*)?\r?$/gm)];
  const outermost = Math.min(...kinds.map(([, indent = '']) => indent.length));
  const own = kinds.filter(([, indent = '']) => indent.length === outermost);
  return own.length > 0 && own.every(([, , kind = '']) => IDLE.has(kind));
}

/**
 * Text with holes in the place of `{{ … }}`, character for character. A template alone in its line is an order to the
 * renderer, and no value. One that goes over several lines, as programs fold them that write YAML, keeps their indentation.
 */
function withHoles(text: string): string {
  if (!text.includes('{{')) return text;
  // Behind the last end there is none, and looking for one from every beginning would take the square of the length.
  const end = text.lastIndexOf('}}') + 2;
  const holed =
    text
      .slice(0, end)
      .replace(/\{\{[\s\S]*?\}\}/g, (template) =>
        template.replace(/(\n[ \t]*)|[^\n]/g, (_, indentation?: string) => indentation ?? HOLE),
      ) + text.slice(end);
  const order = new RegExp(`^(?=[ \\t]*${HOLE})[ \\t${HOLE}]*\\r?$`, 'gm');
  return holed.replace(order, (line) => ' '.repeat(line.length));
}
