/** Where a text names pull secrets, and Kubernetes' own resources have no such field. */
import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../src/workflow/deployment/manifests.js';
import { misplacedSecrets } from '../../src/workflow/deployment/misplaced-secrets.js';
import { HOLE } from '../../src/workflow/language/values.js';
import { childAt } from '../../src/workflow/text/document.js';

const NAMES = [{ name: 'ghcr' }];
const TEMPLATE = ['spec', 'template', 'spec'];
const CRON = ['spec', 'jobTemplate', ...TEMPLATE];
const within = (path: readonly string[], inner: object) =>
  path.reduceRight<object>((each, key) => ({ [key]: each }), inner);

/** What is named, where, and where it ought to be; the holder is the map at the path. */
function found(resource: object, path: readonly string[]) {
  const [manifest] = readManifests('a.json', JSON.stringify(resource)).manifests;
  const holder = manifest && childAt(manifest.root, path);
  if (!holder) throw new Error('no such map');
  return misplacedSecrets(manifest, holder).map(
    ({ name, refusal: { given, wanted } }) => `${name} ${given} ${wanted}`,
  );
}

test.each([[['spec']], [['template', 'spec']], [TEMPLATE], [CRON]])('a misspelt key at %j', (path) =>
  expect(found(within(path, { imagePullSecret: NAMES }), path)).toEqual([
    `ghcr ${path.join('.')}.imagePullSecret ${path.join('.')}.imagePullSecrets`,
  ]),
);

describe('a key that can mean nothing else', () => {
  test.each([
    'imagePullSecret',
    'image_pull_secrets',
    'image-pull',
    'imagePullCredentials',
    'pullSecret',
    'imageSecret',
    'registrySecret',
    'dockerSecrets',
    'DockerSecret',
  ])('%s', (key) =>
    expect(found({ spec: { [key]: NAMES } }, ['spec'])).toEqual([`ghcr spec.${key} spec.imagePullSecrets`]),
  );

  test.each(['imagePullPolicy', 'secret', 'secrets', 'image', 'images', 'registry', 'docker', 'myImagePull'])(
    'not %s',
    (key) => expect(found({ spec: { [key]: NAMES } }, ['spec'])).toEqual([]),
  );
});

describe('in another place', () => {
  test.each<[object, string[], string]>([
    [{ spec: { imagePullSecrets: NAMES, template: { spec: {} } } }, TEMPLATE, 'spec.imagePullSecrets'],
    [{ imagePullSecrets: NAMES, spec: {} }, ['spec'], 'imagePullSecrets'],
    [{ metadata: { imagePullSecrets: NAMES }, spec: {} }, ['spec'], 'metadata.imagePullSecrets'],
    [
      { spec: { template: { metadata: { imagePullSecret: NAMES }, spec: {} } } },
      TEMPLATE,
      'spec.template.metadata.imagePullSecret',
    ],
    [
      { spec: { containers: [{}, { image_pull_secrets: NAMES }] } },
      ['spec'],
      'spec.containers[1].image_pull_secrets',
    ],
    [
      { spec: { initContainers: [{ imagePullSecrets: NAMES }] } },
      ['spec'],
      'spec.initContainers[0].imagePullSecrets',
    ],
    [{ metadata: { imagePullSecrets: NAMES } }, [], 'metadata.imagePullSecrets'],
    [{ spec: { imagePullSecrets: NAMES } }, [], 'spec.imagePullSecrets'],
  ])('%j', (resource, path, given) =>
    expect(found(resource, path)).toEqual([`ghcr ${given} ${[...path, 'imagePullSecrets'].join('.')}`]),
  );

  test.each<[string, object, string[]]>([
    ['it must be the name itself', { spec: { pullSecrets: NAMES, template: { spec: {} } } }, TEMPLATE],
    ['nothing stands in front', { metadata: { myImagePullSecrets: NAMES }, spec: {} }, ['spec']],
    ['nothing stands behind', { metadata: { imagePullSecretsOf: NAMES }, spec: {} }, ['spec']],
    ['another resource has other places', { a: { imagePullSecret: NAMES } }, ['a']],
    ['a pod has its specification below', { spec: { spec: { imagePullSecrets: NAMES } } }, ['spec']],
  ])('%s', (_, resource, path) => expect(found(resource, path)).toEqual([]));
});

describe('what is named', () => {
  test.each<[unknown, string[]]>([
    ['ghcr', ['ghcr']],
    [['ghcr', 'other'], ['ghcr']],
    [[{ name: 'ghcr' }, { name: 'other' }], ['ghcr']],
    [{ name: 'ghcr' }, ['ghcr']],
    [[{ of: {}, name: 'ghcr' }], ['ghcr']],
    [[], []],
    [[{ of: {} }], []],
    ['', []],
    [`${HOLE}-ghcr`, []],
  ])('%j', (value, names) =>
    expect(found({ spec: { pullSecrets: value } }, ['spec']).map((each) => each.split(' ')[0])).toEqual(
      names,
    ),
  );

  test('under the key that another part of Kubernetes has for it', () =>
    expect(
      found({ spec: { imagePullSecrets: [{ secretName: 'a' }, { secretName: {} }] } }, ['spec']),
    ).toEqual(['a spec.imagePullSecrets[0].secretName spec.imagePullSecrets']));
});

test('a template may put it into its place', () => {
  const text = 'spec:\n  imagePullSecret: ghcr\n  {{- if .Values.more }}\n  a: 1\n  {{- end }}\n';
  const [manifest] = readManifests('a.yaml', text).manifests;
  const holder = manifest && childAt(manifest.root, ['spec']);
  expect(manifest && holder && misplacedSecrets(manifest, holder)).toEqual([]);
});
