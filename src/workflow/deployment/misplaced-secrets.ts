/**
 * Pull secrets that Kubernetes' own resources name in a place, or under a key, that has no such field. Whoever applies them
 * is refused (Kubernetes docs, "Field validation"), or the name is dropped, and the pod pulls without it.
 */
import type { PullSecretFault } from '../../evidence/types/deployment.js';
import type { Location } from '../../types.js';
import { HOLE } from '../language/values.js';
import {
  childAt,
  entry,
  list,
  map,
  text as scalar,
  type YamlEntry,
  type YamlNode,
} from '../text/document.js';
import { type Manifest, manifestPlace } from './manifests.js';

export const PULL_SECRETS = 'imagePullSecrets';

/** Where what names pull secrets may stand: a service account, a pod, its templates. */
const HOLDERS: readonly (readonly string[])[] = [
  [],
  ['spec'],
  ['template', 'spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

export interface MisplacedSecret {
  name: string;
  /** Of the key that is no field. */
  location: Location;
  refusal: Extract<PullSecretFault, { kind: 'misplaced' }>;
}

/** @param holder that ought to name them, and does not; a template may put in its place what stands elsewhere in the text */
export function misplacedSecrets(manifest: Manifest, holder: YamlNode): MisplacedSecret[] {
  const path = HOLDERS.find((each) => childAt(manifest.root, each) === holder);
  if (!path || manifest.written.includes('{{')) return [];
  const wanted = [...path, PULL_SECRETS].join('.');
  const named = (name: string, key: YamlEntry['key'], given: string): MisplacedSecret => ({
    name,
    location: manifestPlace(manifest, key),
    refusal: { kind: 'misplaced', given, wanted },
  });
  const unnamed = (list(entry(holder, PULL_SECRETS)?.value.node)?.items ?? []).flatMap(({ node }, index) =>
    (map(node)?.entries ?? []).flatMap(({ key, value }) => {
      const name = nameIn(value.node);
      return name ? [named(name, key, `${wanted}[${index}].${key.value}`)] : [];
    }),
  );
  const misspelt = namesUnder(holder, (key) => key !== PULL_SECRETS && isMeant(key)).map(({ key, name }) =>
    named(name, key, [...path, key.value].join('.')),
  );
  const elsewhere = placesAround(manifest.root, holder, path).flatMap(({ node, at }) =>
    namesUnder(node, (key) => IN_FULL.test(key)).map(({ key, name }) =>
      named(name, key, [...at, key.value].join('.')),
    ),
  );
  return [...unnamed, ...misspelt, ...elsewhere];
}

/** No field of a pod's specification but the one, and none of a service account's, has such a name. */
function isMeant(key: string): boolean {
  return (
    /^image[-_]?pull(?!policy)/i.test(key) || (/secret/i.test(key) && /image|pull|registry|docker/i.test(key))
  );
}

/** Far from its place it must be the name itself. */
const IN_FULL = /^image[-_]?pull[-_]?secrets?$/i;

function namesUnder(
  node: YamlNode | null,
  isWanted: (key: string) => boolean,
): { key: YamlEntry['key']; name: string }[] {
  return (map(node)?.entries ?? []).flatMap(({ key, value }) => {
    const name = isWanted(String(key.value)) ? nameIn(value.node) : null;
    return name ? [{ key, name }] : [];
  });
}

/** Of a list the first one: what is wrong with one place is said once. */
function nameIn(node: YamlNode): string | null {
  const [first] = list(node)?.items ?? [];
  const one = first?.node ?? node;
  const name =
    scalar(one) ??
    (map(one)?.entries ?? []).map(({ value }) => scalar(value.node)).find((each) => each !== null);
  return name && !name.includes(HOLE) ? name : null;
}

/** What stands above the holder, with its metadata, and the containers below it. */
function placesAround(
  root: YamlNode,
  holder: YamlNode,
  path: readonly string[],
): { node: YamlNode | null; at: readonly string[] }[] {
  const above = path.map((_, depth) => path.slice(0, depth));
  const outer = [...above, ...above.map((each) => [...each, 'metadata']), ...(path.length > 0 ? [] : BESIDE)];
  const containers = ['initContainers', 'containers'].flatMap((name) =>
    (list(entry(holder, name)?.value.node)?.items ?? []).map(({ node }, index) => ({
      node,
      at: [...path, `${name}[${index}]`],
    })),
  );
  return [...outer.map((at) => ({ node: childAt(root, at), at })), ...containers];
}

/** A service account has no specification. */
const BESIDE = [['metadata'], ['spec']];
