/** Secrets that a kustomization makes out of files and words (docs: Kustomize, "secretGenerator"). */
import * as path from 'node:path';
import { HOLE } from '../../language/values.js';
import {
  child,
  list,
  type Span,
  text as scalar,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
} from '../../text/document.js';
import { isLocal } from '../manifest-parts.js';
import { items, type Manifest } from '../manifests.js';
import { isHashed } from './names.js';

/** null: it can't be read. */
type Content = (file: string) => string | null;

const FOR_PULLS = /^kubernetes\.io\/dockerc/;
const KEY_FOR_PULLS = /docker-?c(?:onfig|fg)|^config\.json$/i;

/**
 * Those that may be for pulls, each under the name that others here have for it, without the hash behind it. Data that nobody here can see has a hole.
 *
 * @returns null: one changes a Secret of another's, which is not followed
 */
export function generatedSecrets(kustomization: Manifest, content: Content): Manifest[] | null {
  const made: Manifest[] = [];
  for (const item of list(child(kustomization.root, 'secretGenerator'))?.items ?? []) {
    const data = dataOf(item.node, path.dirname(kustomization.document.file), content);
    const type = scalar(child(item.node, 'type'));
    if (!isForPulls(item.node)) continue;
    const behavior = scalar(child(item.node, 'behavior')) ?? 'create';
    if (behavior !== 'create') return null;
    const root = secretOf(item, type ?? 'Opaque', data);
    const madeOf = data.find(({ file }) => file !== null)?.file ?? null;
    made.push({
      ...kustomization,
      root,
      changedBy: [],
      madeOf,
      isHashed: isHashed(kustomization, item.node),
    });
  }
  return made;
}

/** Those that are for no pull: patches may name them. */
export function generatedOutlines(kustomization: Manifest): Manifest[] {
  return ['ConfigMap', 'Secret'].flatMap((kind) => {
    const field = kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
    return (list(child(kustomization.root, field))?.items ?? []).flatMap((item) => {
      const isNew = (scalar(child(item.node, 'behavior')) || 'create') === 'create';
      if (!isNew || (kind === 'Secret' && isForPulls(item.node))) return [];
      return { ...kustomization, root: mapOf(item.at, identity(item, kind)), changedBy: [], isOutline: true };
    });
  });
}

function isForPulls(generator: YamlNode): boolean {
  const keys = dataOf(generator, '.', () => null).map(({ key }) => key);
  return (
    FOR_PULLS.test(scalar(child(generator, 'type')) ?? '') || keys.some((key) => KEY_FOR_PULLS.test(key))
  );
}

/** Is this all that it may be made of? */
export function makesSecrets({ root }: Manifest): boolean {
  return items(root, 'secretGenerator').length > 0;
}

interface Datum {
  key: string;
  /** null: it can't be read. */
  text: string | null;
  /** null: it stands in the kustomization itself. */
  file: string | null;
  at: Span;
}

/** Each `key=path`, or a path alone, which is called as its file; each `key=value`; lines of a file are not read here. */
function dataOf(generator: YamlNode, folder: string, content: Content): Datum[] {
  const words = (key: string) =>
    (list(child(generator, key))?.items ?? []).flatMap(({ node, at }) => {
      const word = scalar(node);
      return word ? [{ word, at }] : [];
    });
  const files = words('files').map(({ word, at }): Datum => {
    const [key, name] = word.includes('=') ? halves(word) : [path.posix.basename(word), word];
    const file = path.join(folder, name);
    return { key, text: isLocal(name) ? content(file) : null, file, at };
  });
  const literals = words('literals').map(({ word, at }): Datum => {
    const [key, value] = halves(word);
    return { key, text: value.replace(/^(["'])(.*)\1$/s, '$2'), file: null, at };
  });
  const lines = words('envs').map(
    ({ word, at }): Datum => ({ key: path.posix.basename(word), text: null, file: null, at }),
  );
  return [...files, ...literals, ...lines];
}

function halves(word: string): [string, string] {
  const at = word.indexOf('=');
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
}

/** As kustomize would write it, with the places of what it is made of. */
function secretOf(item: YamlItem, type: string, data: readonly Datum[]): YamlNode {
  const { node, at } = item;
  const [typed] = said(node, 'type');
  return mapOf(at, [
    ...identity(item, 'Secret'),
    pair('type', typed ?? word(type, at)),
    pair('data', {
      node: mapOf(
        at,
        data.map(({ key, text, at }) => pair(key, word(encoded(text), at))),
      ),
      at,
      alias: false,
    }),
  ]);
}

function identity({ node, at }: YamlItem, kind: string): YamlEntry[] {
  const named = ['name', 'namespace'].flatMap((name) => said(node, name).map((item) => pair(name, item)));
  return [
    pair('apiVersion', word('v1', at)),
    pair('kind', word(kind, at)),
    pair('metadata', { node: mapOf(at, named), at, alias: false }),
  ];
}

function said(node: YamlNode, name: string): YamlItem[] {
  const found = child(node, name);
  return found ? [{ node: found, at: found, alias: false }] : [];
}

function encoded(text: string | null): string {
  return text === null ? HOLE : Buffer.from(text, 'utf8').toString('base64');
}

function word(value: string, { start, end }: Span): YamlItem {
  return { node: { kind: 'scalar', value, style: 'plain', start, end }, at: { start, end }, alias: false };
}

function pair(name: string, value: YamlItem): YamlEntry {
  const { start, end } = value.at;
  return { key: { kind: 'scalar', value: name, style: 'plain', start, end }, value };
}

function mapOf({ start, end }: Span, entries: YamlEntry[]): YamlNode {
  return { kind: 'map', flow: false, entries, start, end };
}
