/** In which namespace resources of others pull, and resources that stand whole in another one. */
import { describe, expect, test } from '@jest/globals';
import { unhurried } from '../unhurried.js';
import { good, holding, kubernetes, R, yaml } from './cluster.js';

unhurried();

const imagePullSecrets = [{ name: 'ghcr' }];
const image = () => `${R()}/mona/app:1`;
const inParts = () => ({ repository: `${R()}/mona/app`, tag: '1' });
const values = () => ({ image: inParts(), imagePullSecrets });
const of = (apiVersion: string, kind: string, rest: object, namespace = 'elsewhere') => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace },
  ...rest,
});
/** The exit code beside the good Secret `prod/ghcr`. */
const codeOf = async (resource: object) => (await kubernetes(yaml(holding(good()), resource))).code;

const chart = () => ({ repoURL: 'https://example.com', chart: 'x', helm: { valuesObject: values() } });
const at = (namespace: string, server?: string) => ({ namespace, ...(server ? { server } : {}) });
const application = (namespace?: string, server?: string) =>
  of('argoproj.io/v1alpha1', 'Application', {
    spec: { destination: namespace ? at(namespace, server) : { name: 'in-cluster' }, source: chart() },
  });
const named = (name: string, namespace = 'prod') =>
  of('argoproj.io/v1alpha1', 'Application', { spec: { destination: { name, namespace }, source: chart() } });
/** A pod in the values of a release, which names its secrets itself. */
const podIn = (rest: object) =>
  of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
    spec: { ...rest, values: { pod: { imagePullSecrets, containers: [{ name: 'a', image: image() }] } } },
  });
const applications = (namespace: string, server?: string) =>
  of('argoproj.io/v1alpha1', 'ApplicationSet', {
    spec: { template: { spec: { destination: at(namespace, server), source: chart() } } },
  });
const release = (targetNamespace?: string, rest: object = {}) =>
  of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', {
    spec: { ...(targetNamespace ? { targetNamespace } : {}), ...rest, values: values() },
  });
const helmChart = (targetNamespace: string) =>
  of('helm.cattle.io/v1', 'HelmChart', {
    spec: { targetNamespace, valuesContent: `imagePullSecrets: [{name: ghcr}]\nimage: ${image()}\n` },
  });
const fleet = (spec: object) =>
  of('fleet.cattle.io/v1alpha1', 'HelmOp', { spec: { ...spec, helm: { values: values() } } });
const ofCrossplane = (namespace: string) =>
  of('helm.crossplane.io/v1beta1', 'Release', { spec: { forProvider: { namespace, values: values() } } });

describe('a resource that deploys elsewhere', () => {
  test.each<[string, () => object, number]>([
    ["Argo CD's application", () => application('prod'), 0],
    ["Argo CD's application in another namespace", () => application('dev'), 1],
    ["Argo CD's application in none that it names", () => application(), 0],
    ["Argo CD's application in another cluster", () => application('prod', 'https://10.0.0.1:6443'), 3],
    [
      "Argo CD's application in its own cluster",
      () => application('prod', 'https://kubernetes.default.svc'),
      0,
    ],
    ["Argo CD's application in a cluster that a template tells", () => application('prod', '{{server}}'), 0],
    ["Argo CD's application in its own cluster, by name", () => named('in-cluster', 'dev'), 1],
    ["Argo CD's application in another cluster, by name", () => named('eu-1', 'dev'), 3],
    ["Argo CD's application in a cluster that a template names", () => named('{{name}}'), 0],
    ["Argo CD's applications in another cluster", () => applications('prod', 'https://10.0.0.1'), 3],
    ["Argo CD's applications", () => applications('prod'), 0],
    ["Argo CD's applications, by a template", () => applications('{{name}}'), 0],
    ["Flux's release", () => release('prod'), 0],
    ["Flux's release in its own", () => release(), 1],
    [
      "Flux's release in another cluster",
      () => release('prod', { kubeConfig: { secretRef: { name: 'x' } } }),
      3,
    ],
    ["Flux's release in another cluster, in its own", () => release(undefined, { kubeConfig: {} }), 3],
    [
      "Flux's release in this cluster, with a key that says nothing",
      () => release('prod', { kubeConfig: null }),
      0,
    ],
    ["a pod in the values of Flux's release", () => podIn({}), 1],
    ["a pod in the values of Flux's release in another cluster", () => podIn({ kubeConfig: {} }), 3],
    ["K3s' chart", () => helmChart('prod'), 0],
    ["K3s' chart in another namespace", () => helmChart('dev'), 1],
    ["Fleet's chart", () => fleet({ namespace: 'prod' }), 0],
    ["Fleet's chart in another namespace", () => fleet({ defaultNamespace: 'dev' }), 1],
    ["Crossplane's release", () => ofCrossplane('prod'), 0],
    ["Crossplane's release in another namespace", () => ofCrossplane('dev'), 1],
  ])('%s', async (_, resource, code) => expect(await codeOf(resource())).toBe(code));

  test.each([
    ['en', 'HelmRelease prod/x deploys into another cluster, where the Secrets of these manifests are not'],
    ['zh-CN', 'HelmRelease prod/x 部署到另一个集群，这些清单中的 Secret 不在那里'],
  ])(
    'is told to be for another cluster, and its Secret not to be one that nobody names: %s',
    async (language, sentence) => {
      const resources = yaml(holding(good()), release('prod', { kubeConfig: { secretRef: { name: 'x' } } }));
      const { stderr } = await kubernetes(resources, ['--language', language]);
      expect(stderr).toContain(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );

  test('a namespace that a placeholder stands for is any', async () => {
    const spec = { imagePullSecrets, containers: [{ name: 'a', image: image() }] };
    expect(await codeOf(of('v1', 'Pod', { spec }, '${NAMESPACE}'))).toBe(0);
  });
});

const deployment = (spec: object, namespace = 'prod') =>
  of(
    'apps/v1',
    'Deployment',
    { spec: { template: { spec: { ...spec, containers: [{ name: 'a', image: image() }] } } } },
    namespace,
  );

describe.each<[string, (...resources: object[]) => object]>([
  ['a template of OpenShift', (...objects) => of('template.openshift.io/v1', 'Template', { objects })],
  ['an old one', (...objects) => of('v1', 'Template', { objects })],
  [
    'a manifest work',
    (...manifests) =>
      of('work.open-cluster-management.io/v1', 'ManifestWork', { spec: { workload: { manifests } } }),
  ],
  [
    "an object of Crossplane's",
    (manifest) => of('kubernetes.crossplane.io/v1alpha2', 'Object', { spec: { forProvider: { manifest } } }),
  ],
])('what stands whole in %s', (_, around) => {
  test.each<[string, () => object, number]>([
    ['with its secret', () => deployment({ imagePullSecrets }), 0],
    ['without one', () => deployment({}), 1],
    ['in another namespace', () => deployment({ imagePullSecrets }, 'dev'), 1],
  ])('%s', async (_, resource, code) => expect(await codeOf(around(resource()))).toBe(code));
});

test('a secret in there is found', async () => {
  const objects = [deployment({ imagePullSecrets }), holding(good())];
  const { code } = await kubernetes(yaml(of('template.openshift.io/v1', 'Template', { objects })));
  expect(code).toBe(0);
});

describe('secrets in values of a chart', () => {
  const released = (given: object) =>
    of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { spec: { values: given } }, 'prod');
  test.each<[string, () => object, number]>([
    ['among the parts of an image', () => ({ image: { ...inParts(), pullSecrets: ['ghcr'] } }), 0],
    ['for all images', () => ({ global: { imagePullSecrets: ['ghcr'] }, image: inParts() }), 0],
    ['for all images, further in', () => ({ global: { imagePullSecrets }, web: { image: inParts() } }), 0],
    ['of another image', () => ({ other: { pullSecrets: ['ghcr'] }, image: inParts() }), 3],
    [
      'of the image itself, before those for all',
      () => ({ global: { imagePullSecrets: ['gone'] }, image: { ...inParts(), pullSecrets: ['ghcr'] } }),
      0,
    ],
  ])('%s', async (_, given, code) => expect(await codeOf(released(given()))).toBe(code));
});
