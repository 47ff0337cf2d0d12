/**
 * What kustomize takes for a kustomization and for its resources: each row was held against `kustomize build` of v5.8.2. What
 * it refuses is open here.
 */
import { describe, expect, test } from '@jest/globals';
import { type Files, podsMade } from './kustomized.js';

/** `open`, or the pods by their names, each with its image. */
function made(files: Files): string {
  const pods = podsMade(files);
  if (pods === null) return 'open';
  return pods.map(({ name, images }) => `${name}=${images.map((each) => each.name)}`).join(' ');
}

const POD = (metadata: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${metadata}}\nspec: {containers: [{name: a, image: app}]}\n`;
const ONE = { 'p.yaml': POD('name: app') };
const own = (rest: string, more: Files = {}): Files => ({
  ...ONE,
  'kustomization.yaml': `resources: [p.yaml]\n${rest}`,
  ...more,
});
const COMPONENT =
  'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages: [{name: app, newName: web}]\n';
const API = 'apiVersion: kustomize.config.k8s.io';

describe('of a kustomization', () => {
  test.each<[string, Files]>([
    ['a field that is misspelt', own('patchess: []\n')],
    ['a field of an image that is misspelt', own('images: [{name: app, tag: "2"}]\n')],
    ['images that are no list', own('images: {name: app, newTag: "2"}\n')],
    ['a tag that YAML takes for yes', own('images: [{name: app, newTag: on}]\n')],
    ['labels that are no list', own('labels: {a: b}\n')],
    ['annotations that are a list', own('commonAnnotations: [a]\n')],
    ['a namespace that is a number', own('namespace: 5\n')],
    ['resources that are a word', { ...ONE, 'kustomization.yaml': 'resources: p.yaml\n' }],
    ['another version', own(`${API}/v1\nkind: Kustomization\n`)],
    ['another kind', own(`${API}/v1beta1\nkind: Kustomize\n`)],
    ['one with another beside it', own('', { 'kustomization.yml': 'resources: [p.yaml]\n' })],
    [
      'a component among the resources',
      own('', { 'kustomization.yaml': 'resources: [p.yaml, c]\n', 'c/kustomization.yaml': COMPONENT }),
    ],
    [
      'a kustomization among the components',
      own('components: [c]\n', { 'c/kustomization.yaml': 'images: [{name: app, newName: web}]\n' }),
    ],
    [
      'a component of another version',
      own('components: [c]\n', { 'c/kustomization.yaml': COMPONENT.replace('v1alpha1', 'v1beta1') }),
    ],
    [
      'a component of nothing',
      own('components: [c]\n', { 'c/kustomization.yaml': `${API}/v1alpha1\nkind: Component\n` }),
    ],
    [
      'an inner one of nothing',
      {
        ...own(''),
        'kustomization.yaml': 'resources: [p.yaml, in]\n',
        'in/kustomization.yaml': 'namePrefix: ""\nimages:\n',
      },
    ],
    ['the old field for images', own('imageTags: [{name: app, newTag: "2"}]\n')],
  ])('%s is refused', (_, files) => expect(made(files)).toBe('open'));

  test.each<[string, Files, string]>([
    [
      'all that it may be',
      own(
        `${API}/v1beta1\nkind: Kustomization\nmetadata: {name: x}\nimages: [{name: app, newTag: "on"}]\nnamespace:\n`,
      ),
      'app=app:on',
    ],
    [
      'a component among the components',
      own('components: [c]\n', { 'c/kustomization.yaml': COMPONENT }),
      'app=web',
    ],
  ])('%s is read', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('of resources', () => {
  const two = (first: string, second: string, rest = ''): Files => ({
    'p.yaml': POD(first),
    'q.yaml': POD(second),
    'kustomization.yaml': `resources: [p.yaml, q.yaml]\n${rest}`,
  });
  test.each<[string, Files]>([
    ['one that the cluster is to name', own('', { 'p.yaml': POD('generateName: app-') })],
    ['one without a name', own('', { 'p.yaml': POD('') })],
    ['one without a kind', own('', { 'p.yaml': 'a: b\n' })],
    ['two that are called alike', two('name: app', 'name: app')],
    ['two of which one names the default namespace', two('name: app', 'name: app, namespace: default')],
    [
      'two that come into one namespace',
      two('name: app, namespace: a', 'name: app, namespace: b', 'namespace: c\n'),
    ],
    [
      'two that are called alike, one of which a patch calls otherwise',
      two(
        'name: app',
        'name: app, labels: {x: y}',
        'patches:\n- target: {labelSelector: x}\n  patch: |-\n    - {op: replace, path: /metadata/name, value: b}\n',
      ),
    ],
    ['one that is there twice', { ...ONE, 'kustomization.yaml': 'resources: [p.yaml, p.yaml]\n' }],
    [
      'one that a generator makes beside one that was called so',
      {
        'in/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
        'in/kustomization.yaml': 'namePrefix: x-\nresources: [c.yaml]\n',
        'kustomization.yaml': 'resources: [in]\nconfigMapGenerator: [{name: a, literals: [x=1]}]\n',
      },
    ],
    [
      'two that generators make',
      own('configMapGenerator: [{name: a, literals: [x=1]}, {name: a, literals: [x=2]}]\n'),
    ],
  ])('%s is refused', (_, files) => expect(made(files)).toBe('open'));

  const instance = (name: string, rest: string) => ({
    [`${name}/kustomization.yaml`]: `resources: [../in]\n${rest}`,
  });
  test.each<[string, Files, string]>([
    ['one that has a name as well', own('', { 'p.yaml': POD('name: app, generateName: x-') }), 'app=app'],
    ['two in two namespaces', two('name: app, namespace: a', 'name: app, namespace: b'), 'app=app app=app'],
    [
      'two of one base, by their prefixes',
      {
        'in/p.yaml': POD('name: app'),
        'in/kustomization.yaml': 'resources: [p.yaml]\n',
        ...instance('east', 'namePrefix: east-\n'),
        ...instance('west', 'namePrefix: west-\n'),
        'kustomization.yaml': 'resources: [east, west]\n',
      },
      'east-app=app west-app=app',
    ],
  ])('%s is read', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('configurations', () => {
  const configured = (text: string, rest = '') =>
    own(`configurations: [fields.yaml]\n${rest}`, { 'fields.yaml': text });
  const CRD = 'kind: CustomResourceDefinition, group: apiextensions.k8s.io';
  const HOOK = 'spec/conversion/webhook/clientConfig/service';
  test.each([
    ['nothing', '# none\n'],
    ['an empty list', 'nameReference:\n'],
    [
      'webhooks of definitions',
      `nameReference: [{kind: Service, version: v1, fieldSpecs: [{${CRD}, path: ${HOOK}/name}]}]\nnamespace: [{${CRD}, path: ${HOOK}/namespace, create: false}]\nvarReference: [{path: metadata/annotations}]\n`,
    ],
    [
      'a Secret that a program is told',
      'nameReference: [{kind: Secret, fieldSpecs: [{path: spec/template/spec/containers/envFrom/secretRef/name}]}]\n',
    ],
    [
      'the values of a release',
      'nameReference: [{kind: ConfigMap, fieldSpecs: [{path: spec/valuesFrom/name, kind: HelmRelease}]}]\n',
    ],
    ['a host', 'varReference: [{path: spec/http/route/destination/host, kind: VirtualService}]\n'],
    ['labels', 'commonLabels: [{path: spec/podTemplate/labels, create: true, kind: Mine}]\n'],
    ['an image of an annotation', 'images: [{path: spec/template/metadata/annotations/image, kind: Mine}]\n'],
  ])('of %s change nothing that is pulled', (_, text) =>
    expect(made(configured(text, 'images: [{name: app, newName: web}]\n'))).toBe('app=web'),
  );
  test.each([
    ['a part of an image', 'images: [{path: spec/image/repository, kind: Mine}]\n'],
    [
      'the name of a pull secret, by any kind',
      'nameReference: [{kind: Secret, fieldSpecs: [{path: spec/template/spec/imagePullSecrets/name}]}]\n',
    ],
    [
      'images that kustomize sees itself, and makes',
      'images: [{path: "spec/template/spec/containers[]/image", kind: Rollout}]\n',
    ],
    ['what kustomize scales itself, and makes', 'replicas: [{path: spec/replicas}]\n'],
    [
      'the name of an account, by any kind',
      'nameReference: [{fieldSpecs: [{path: spec/serviceAccountName}]}]\n',
    ],
    ['the secret of a source', 'varReference: [{path: spec/secretRef/name, kind: OCIRepository}]\n'],
    ['names of one kind alone', 'namePrefix: [{path: metadata/name, kind: Pod}]\n'],
    ['labels where kustomize has its own', 'commonLabels: [{path: metadata/labels}]\n'],
    ['a field that is misspelt', 'nameReferences: []\n'],
    ['a field of a place that is misspelt', 'varReference: [{path: spec/x, apiVersion: v1}]\n'],
    ['no list', 'nameReference: {kind: Service}\n'],
    ['a kind', 'apiVersion: v1\nkind: Mine\n'],
  ])('of %s are left open', (_, text) => expect(made(configured(text))).toBe('open'));

  test('of a file that is not there are refused', () =>
    expect(made(own('configurations: [none.yaml]\n'))).toBe('open'));
});

describe('replicas', () => {
  const DEPLOYMENT =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: a, image: app}]}}}\n';
  const scaled = (name: string, rest = '', kind = 'Deployment') =>
    own(`replicas: [{name: ${name}, count: 2}]\n${rest}`, {
      'p.yaml': DEPLOYMENT.replace('Deployment', kind),
    });
  test.each<[string, Files, string]>([
    ['of a Deployment', scaled('web'), 'web=app'],
    ['by the name that it had', scaled('web', 'namePrefix: x-\n'), 'x-web=app'],
    ['by the name that it gets', scaled('x-web', 'namePrefix: x-\n'), 'x-web=app'],
    ['of what is not there', scaled('app'), 'open'],
    ['of a kind that has none', scaled('web', '', 'DaemonSet'), 'open'],
    [
      'of another kind that its configurations name',
      {
        ...scaled('web', 'configurations: [c.yaml]\n', 'CloneSet'),
        'c.yaml': 'replicas: [{kind: CloneSet, path: spec/replicas, create: true}]\n',
      },
      'web=app',
    ],
    [
      'of a kind that those of an inner one name',
      {
        'kustomization.yaml': 'resources: [in]\nreplicas: [{name: web, count: 2}]\n',
        'in/kustomization.yaml': 'resources: [p.yaml]\nconfigurations: [c.yaml]\n',
        'in/p.yaml': DEPLOYMENT.replace('Deployment', 'CloneSet'),
        'in/c.yaml': 'replicas: [{kind: CloneSet, path: spec/replicas, create: true}]\n',
      },
      'web=app',
    ],
    [
      'of a kind that they do not name',
      {
        ...scaled('web', 'configurations: [c.yaml]\n', 'CloneSet'),
        'c.yaml': 'commonLabels: [{path: spec/x/labels, create: true, kind: Mine}]\n',
      },
      'open',
    ],
    [
      'of any kind, which is passed over for those that are known',
      {
        ...scaled('web', 'configurations: [c.yaml]\n', 'CloneSet'),
        'c.yaml': 'replicas: [{path: spec/replicas, create: true}]\n',
      },
      'open',
    ],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('what configurations tell of resources of others', () => {
  const FLINK =
    'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {name: web}\nspec: {image: app, imagePullSecrets: [{name: ghcr}]}\n';
  const of = (configurations: string): Files => ({
    'kustomization.yaml':
      'resources: [p.yaml, s.yaml]\nnamePrefix: x-\nimages: [{name: app, newName: new, newTag: "2"}]\nconfigurations: [c.yaml]\n',
    'p.yaml': FLINK,
    's.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: ghcr}\ntype: kubernetes.io/dockerconfigjson\n',
    'c.yaml': configurations,
  });
  const IMAGE = 'images: [{path: spec/image, kind: FlinkDeployment}]\n';
  const NAME =
    'nameReference: [{kind: Secret, version: v1, fieldSpecs: [{path: spec/imagePullSecrets/name, kind: FlinkDeployment}]}]\n';
  test.each([
    ['an image', IMAGE, 'new:2 ghcr'],
    ['the name of a pull secret', NAME, 'app x-ghcr'],
    ['both', IMAGE + NAME, 'new:2 x-ghcr'],
    ['those of another kind', (IMAGE + NAME).replaceAll('FlinkDeployment', 'Mine'), 'app ghcr'],
  ])('%s', (_, configurations, expected) => {
    const [pod] = podsMade(of(configurations)) ?? [];
    const names = [...(pod?.images ?? []), ...(pod?.pullSecrets ?? [])].map(({ name }) => name);
    expect(names.join(' ')).toBe(expected);
  });
});

describe('images of volumes', () => {
  const pods = '{containers: [{name: a, image: app}], volumes: [{name: v, image: {reference: data}}]}';
  test.each([
    ['of a Pod', 'v1', 'Pod', pods, 'new'],
    ['of a Deployment', 'apps/v1', 'Deployment', `{template: {spec: ${pods}}}`, 'new'],
    [
      'of a CronJob are left',
      'batch/v1',
      'CronJob',
      `{jobTemplate: {spec: {template: {spec: ${pods}}}}}`,
      'data',
    ],
  ])('%s', (_, version, kind, spec, expected) => {
    const files = own('images: [{name: data, newName: new}]\n', {
      'p.yaml': `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: web}\nspec: ${spec}\n`,
    });
    expect(made(files)).toBe(`web=app,${expected}`);
  });
});

describe('replacements', () => {
  const replaced = (select: string, fieldPath: string) =>
    own(
      `replacements:\n- source: {kind: Pod, name: app, fieldPath: metadata.name}\n  targets:\n  - select: {kind: ${select}}\n    fieldPaths: ["${fieldPath}"]\n`,
    );
  test.each([
    ['Pod', 'metadata.annotations.note'],
    ['Pod', 'spec.containers.[name=a].env.[name=X].value'],
    ['Ingress', 'spec.rules.*.host'],
    ['ConfigMap', 'data.NAME'],
  ])('of a %s at %s change nothing that is pulled', (kind, place) =>
    expect(made(replaced(kind, place))).toBe('app=app'),
  );
  test.each([
    ['Pod', 'spec.containers.*.image'],
    ['Pod', 'spec.containers'],
    ['Pod', 'metadata.name'],
    ['Secret', 'data.config'],
    ['HelmRelease', 'spec.values.tag'],
  ])('of a %s at %s may', (kind, place) => expect(made(replaced(kind, place))).toBe('open'));
  const from = (source: string, rest = '', more: Files = {}) =>
    own(
      `replacements:\n- source: {${source}}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [metadata.labels.a]\n    options: {create: true}\n${rest}`,
      more,
    );
  const other = { 'in/p.yaml': POD('name: b'), 'in/kustomization.yaml': 'resources: [p.yaml]\n' };
  test.each<[string, Files, string]>([
    ['what is there', from('kind: Pod, name: app, version: v1'), 'app=app'],
    ['the name that it had', from('kind: Pod, name: app', 'namePrefix: x-\n'), 'x-app=app'],
    [
      'what a generator makes',
      from(
        'kind: ConfigMap, name: cfg, fieldPath: data.a',
        'configMapGenerator: [{name: cfg, literals: [a=b]}]\n',
      ),
      'app=app',
    ],
    ['what has another name', from('kind: Pod, name: gone'), 'open'],
    ['another kind', from('kind: Deployment, name: app'), 'open'],
    ['another version', from('kind: Pod, version: v2'), 'open'],
    ['one of two', from('kind: Pod, name: app', 'bases: [in]\n', other), 'app=app b=app'],
    ['two', from('kind: Pod', 'bases: [in]\n', other), 'open'],
  ])('of %s', (_, files, expected) => expect(made(files)).toBe(expected));
  test('in a file are read, and what is not there is open', () => {
    const files = own('replacements: [{path: r.yaml}]\n', {
      'r.yaml':
        '- source: {kind: Pod}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [metadata.labels.a]\n',
    });
    expect(made(files)).toBe('app=app');
    expect(made(own('replacements: [{path: gone.yaml}]\n'))).toBe('open');
  });
});
