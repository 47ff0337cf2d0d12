/**
 * What kustomize takes for a kustomization at all: it refuses a field that it does not know, and a value of another type
 * (kubernetes-sigs/kustomize, `types.Kustomization`, read strictly).
 */
import { child, entry, list, map, text as scalar, type YamlNode } from '../../text/document.js';
import { isNothing } from '../manifests.js';

const WORDS = ['namePrefix', 'nameSuffix', 'namespace'];
const LISTS = [
  'bases',
  'buildMetadata',
  'components',
  'configMapGenerator',
  'configurations',
  'crds',
  'generators',
  'helmCharts',
  'helmChartInflationGenerator',
  'imageTags',
  'images',
  'labels',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'replicas',
  'resources',
  'secretGenerator',
  'transformers',
  'validators',
  'vars',
];
const MAPS = [
  'commonAnnotations',
  'commonLabels',
  'generatorOptions',
  'helmGlobals',
  'metadata',
  'openapi',
  'sortOptions',
];

/** Each of their entries is a name of a file or a folder, or holds the text of one. */
const OF_WORDS = [
  'bases',
  'components',
  'configurations',
  'crds',
  'generators',
  'patchesStrategicMerge',
  'resources',
  'transformers',
  'validators',
];

/** Those of its entries in which a word that is misspelt changes what is pulled. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  images: ['name', 'newName', 'newTag', 'digest', 'tagSuffix'],
  patches: ['path', 'patch', 'target', 'options'],
};

const VERSIONS = new Map([
  ['Kustomization', 'kustomize.config.k8s.io/v1beta1'],
  ['Component', 'kustomize.config.k8s.io/v1alpha1'],
]);

const OF_TYPE: ReadonlySet<unknown> = new Set(['kind', 'apiVersion']);

export function isWellFormed(root: YamlNode): boolean {
  const kind = scalar(child(root, 'kind')) || 'Kustomization';
  const version = scalar(child(root, 'apiVersion')) || VERSIONS.get(kind);
  if (version === undefined || version !== VERSIONS.get(kind)) return false;
  const fields = (map(root)?.entries ?? []).filter(({ key }) => !OF_TYPE.has(key.value));
  // `kustomization.yaml is empty`.
  if (fields.every(({ value }) => isNothing(value.node) || scalar(value.node) === '')) return false;
  return fields.every(({ key, value: { node } }) => {
    const name = String(key.value);
    if (isNothing(node)) return true;
    if (WORDS.includes(name)) return isWord(node);
    if (MAPS.includes(name)) return node.kind === 'map';
    return (
      LISTS.includes(name) && node.kind === 'list' && node.items.every((each) => isEntry(name, each.node))
    );
  });
}

function isEntry(name: string, node: YamlNode): boolean {
  if (OF_WORDS.includes(name)) return isWord(node);
  const fields = FIELDS[name];
  if (!fields) return true;
  if (list(node)) return false;
  const texts = fields.filter((each) => each !== 'target' && each !== 'options');
  return (
    (map(node)?.entries ?? []).every(({ key }) => fields.includes(String(key.value))) &&
    texts.every((each) => isWord(entry(node, each)?.value.node ?? null))
  );
}

function isWord(node: YamlNode | null): boolean {
  if (isNothing(node)) return true;
  return (
    node?.kind === 'scalar' &&
    typeof node.value === 'string' &&
    !(node.style === 'plain' && NO_WORD.test(node.value))
  );
}

/** Without quotes these are yes and no: kustomize reads YAML 1.1. */
const NO_WORD = /^(?:y|yes|n|no|on|off)$/i;
