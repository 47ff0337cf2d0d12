/** `check --kubernetes`: what has images, which secrets a pull comes with, and what can be read only in part. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import {
  auth,
  base64,
  block,
  config,
  DEAD,
  good,
  holding,
  kubernetes,
  lab,
  pod,
  R,
  READER,
  said,
  secret,
  TYPE,
  yaml,
} from './cluster.js';
import { repository, run } from './run.js';

describe('what is never pulled', () => {
  const idle = { name: 'side', imagePullPolicy: 'Never' };

  test('an image with that policy is only counted, in containers and in volumes', async () => {
    const one = pod({
      containers: [
        { name: 'app', image: `${R()}/mona/app:1` },
        { ...idle, image: `${R()}/mona/gone:1` },
      ],
      volumes: [{ name: 'data', image: { reference: `${R()}/mona/gone:2`, pullPolicy: 'Never' } }],
    });
    const { code, stdout, stderr } = await kubernetes(yaml(holding(good()), one));
    expect({ code, isAsked: stdout.includes('gone') }).toEqual({ code: 0, isAsked: false });
    expect(stderr).toContain('2 images are never pulled, by their pull policies.');
  });

  test('where that leaves none, there is nothing to ask', async () => {
    const one = pod({ containers: [{ ...idle, image: `${R()}/mona/gone:1` }] });
    const { code, stderr } = await kubernetes(yaml(holding(good()), one), ['--language', 'zh-CN']);
    expect(code).toBe(0);
    expect(stderr).toContain('有 1 个镜像按拉取策略从不拉取。');
  });

  test('IfNotPresent may pull', async () => {
    const one = pod({
      containers: [{ name: 'a', imagePullPolicy: 'IfNotPresent', image: `${R()}/mona/gone:1` }],
    });
    expect((await kubernetes(yaml(holding(good()), one))).code).toBe(1);
  });
});

describe('what else pulls', () => {
  const prod = { name: 'x', namespace: 'prod' };
  const flux = (spec: object) => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: prod,
    spec: { url: `oci://${R()}/mona/app`, ...spec },
  });
  const argo = (kind: string, spec: object) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind,
    metadata: prod,
    spec,
  });
  const secretRef = { name: 'ghcr' };
  const imagePullSecrets = [secretRef];
  const one = (tag: string) => ({ image: `${R()}/mona/app:${tag}` });

  const given = (value: string | undefined, tag = '{{workflow.parameters.tag}}') => ({
    imagePullSecrets,
    arguments: { parameters: [{ name: 'tag', ...(value === undefined ? {} : { value }) }] },
    templates: [{ container: one(tag) }],
  });

  test.each<[string, () => object, number]>([
    ['a source of Flux', () => flux({ ref: { tag: '1' }, secretRef }), 0],
    ['one without a tag', () => flux({ secretRef }), 1],
    ['one without a secret', () => flux({ ref: { tag: '1' } }), 1],
    ['one by the account of a cloud', () => flux({ ref: { tag: '1' }, provider: 'azure' }), 3],
    ['one of a range', () => flux({ ref: { semver: '>=1' }, secretRef }), 3],
    [
      'a workflow of Argo',
      () => argo('Workflow', { imagePullSecrets, templates: [{ name: 'a', container: one('1') }] }),
      0,
    ],
    [
      'a script of one that cron starts',
      () => argo('CronWorkflow', { workflowSpec: { imagePullSecrets, templates: [{ script: one('9') }] } }),
      1,
    ],
    [
      'a container beside another',
      () =>
        argo('WorkflowTemplate', {
          imagePullSecrets,
          templates: [{ containerSet: { containers: [one('1')] }, sidecars: [one('9')] }],
        }),
      1,
    ],
    [
      'one whose secrets its controller has',
      () => argo('Workflow', { templates: [{ container: one('1') }] }),
      3,
    ],
    [
      'a template in a step of another',
      () =>
        argo('Workflow', { imagePullSecrets, templates: [{ steps: [[{ inline: { script: one('9') } }]] }] }),
      1,
    ],
    [
      'a template in a task',
      () =>
        argo('Workflow', {
          imagePullSecrets,
          templates: [{ dag: { tasks: [{ inline: { container: one('9') } }] } }],
        }),
      1,
    ],
    [
      'what all templates have in common',
      () =>
        argo('Workflow', { imagePullSecrets, templateDefaults: { container: one('9') }, templates: [{}] }),
      1,
    ],
    [
      'a template with nodes of its own',
      () =>
        argo('Workflow', {
          imagePullSecrets,
          nodeSelector: { 'kubernetes.io/arch': 's390x' },
          templates: [{ container: { image: `${R()}/mona/web:many` }, nodeSelector: { disk: 'ssd' } }],
        }),
      0,
    ],
    [
      'a template for nodes that it has no image for',
      () =>
        argo('Workflow', {
          imagePullSecrets,
          templates: [
            {
              container: { image: `${R()}/mona/web:many` },
              nodeSelector: { 'kubernetes.io/arch': 's390x' },
            },
          ],
        }),
      1,
    ],
    ['an image that the workflow gives itself', () => argo('Workflow', given('9')), 1],
    ['one that it gives itself, and that is there', () => argo('Workflow', given('1')), 0],
    ['what cron gives', () => argo('CronWorkflow', { workflowSpec: given('9') }), 1],
    ['what a workflow may give otherwise', () => argo('WorkflowTemplate', given('9')), 3],
    ['what nobody gives', () => argo('Workflow', given(undefined)), 3],
    ['what a step gives', () => argo('Workflow', given('9', '{{inputs.parameters.tag}}')), 3],
    [
      'what is only a part',
      () => argo('Workflow', given('9', '{{workflow.parameters.tag}}-{{pod.name}}')),
      3,
    ],
    ['templates of something else', () => argo('Sensor', { templates: [{ container: one('9') }] }), 3],
  ])('%s', async (_, resource, code) =>
    expect((await kubernetes(yaml(holding(good()), resource()))).code).toBe(code),
  );

  const accountOf = (name: string) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'prod' },
    imagePullSecrets,
  });
  test.each<[string, object, number]>([
    ['the account that it names', { serviceAccountName: 'flux', ref: { tag: '1' } }, 0],
    [
      'the account that it names, of a tag that is not there',
      { serviceAccountName: 'flux', ref: { tag: '9' } },
      1,
    ],
    ['an account that is not here', { serviceAccountName: 'other', ref: { tag: '1' } }, 3],
    ['an account that a cloud knows', { serviceAccountName: 'flux', provider: 'aws', ref: { tag: '1' } }, 3],
    ['none, for that of all pods is for pods', { ref: { tag: '1' } }, 1],
    ['a secret before the account', { serviceAccountName: 'other', secretRef, ref: { tag: '1' } }, 0],
  ])("a source of Flux's pulls with %s", async (_, spec, code) => {
    const accounts = [accountOf('flux'), accountOf('default')];
    expect((await kubernetes(yaml(holding(good()), ...accounts, flux(spec)))).code).toBe(code);
  });

  test('an image that is a parameter is changed where the workflow gives it, in JSON as in YAML', async () => {
    const workflow = argo('Workflow', {
      imagePullSecrets,
      arguments: { parameters: [{ name: 'image', value: `${R()}/mona/app:9` }] },
      templates: [{ container: { image: '{{workflow.parameters.image}}' } }],
    });
    const text = yaml(workflow, holding(good()));
    const { location } = await said(text);
    expect(text.split('\n')[(location?.line ?? 0) - 1]).toContain('"name":"image"');
    expect(await said(JSON.stringify(workflow) + JSON.stringify(holding(good())))).toMatchObject({
      code: 1,
      id: 'manifest-not-found',
    });
  });

  const repositoryOfCharts = (spec: object) => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name: 'charts', namespace: 'prod' },
    spec: { type: 'oci', url: `oci://${R()}/mona`, ...spec },
  });
  const release = (version: string, name = 'charts', kind = 'HelmRepository') => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: prod,
    spec: { chart: { spec: { chart: 'app', version, sourceRef: { kind, name } } } },
  });

  test.each<[string, () => object[], number]>([
    ['with the secret of its repository', () => [repositoryOfCharts({ secretRef }), release('1.2.3+4')], 0],
    ['without one', () => [repositoryOfCharts({}), release('1.2.3+4')], 1],
    ['of a version that nobody has pushed', () => [repositoryOfCharts({ secretRef }), release('9.0.0')], 1],
    ['of a range', () => [repositoryOfCharts({ secretRef }), release('1.x')], 3],
    [
      'of a folder',
      () => [repositoryOfCharts({ secretRef }), release('9.0.0', 'charts', 'GitRepository')],
      3,
    ],
    ['of a repository elsewhere', () => [repositoryOfCharts({ secretRef }), release('1.2.3+4', 'others')], 3],
  ])('a chart %s', async (_, resources, code) =>
    expect((await kubernetes(yaml(holding(good()), ...resources()))).code).toBe(code),
  );

  const custom = (kind: string, spec: object, apiVersion = 'example.com/v1') => ({
    apiVersion,
    kind,
    metadata: prod,
    spec,
  });
  const reads = (image: string) => `${R()}/mona/${image}`;
  const tekton = (kind: string, spec: object) => custom(kind, spec, 'tekton.dev/v1');
  const stepsOf = (image: string) => ({ steps: [{ name: 'a', image: reads(image) }] });

  test.each<[string, () => object, number]>([
    ['steps without a secret', () => custom('Task', { steps: [one('1')] }), 3],
    ['a public image', () => custom('Task', { steps: [{ image: reads('open:1') }] }), 0],
    [
      'a catalogue with a reference',
      () =>
        custom(
          'ClusterCatalog',
          { source: { type: 'Image', image: { ref: reads('open:1') } } },
          'olm.operatorframework.io/v1',
        ),
      0,
    ],
    [
      'a catalogue with a reference that is not there',
      () =>
        custom(
          'ClusterCatalog',
          { source: { type: 'Image', image: { ref: reads('open:9') } } },
          'olm.operatorframework.io/v1',
        ),
      1,
    ],
    [
      'an image in parts beside a branch',
      () =>
        custom('Thing', {
          imagePullSecrets,
          image: { repository: reads('app'), tag: '9', ref: 'refs/heads/main' },
        }),
      1,
    ],
    ['an image that is made of a branch', () => custom('Thing', { image: { ref: 'feature/x' } }), 3],
    ['an image of a parameter', () => custom('Task', { steps: [{ image: `${R()}/$(params.image)` }] }), 3],
    ['a secret around it', () => custom('Cluster', { imagePullSecrets, imageName: reads('app:1') }), 0],
    ['a secret that fits none', () => custom('Cluster', { imagePullSecrets, imageName: reads('app:9') }), 1],
    [
      'values of a chart',
      () =>
        custom('Release', { values: { imagePullSecrets, image: { repository: reads('app'), tag: '1' } } }),
      0,
    ],
    [
      'values with the registry apart',
      () => custom('Release', { imagePullSecrets, image: { registry: R(), repository: 'mona/app', tag: 9 } }),
      1,
    ],
    [
      'values that leave the tag to the chart',
      () => custom('Release', { values: { imagePullSecrets, image: { repository: reads('app') } } }),
      3,
    ],
    [
      'a name apart from its prefix',
      () =>
        custom('Thing', { imagePullSecrets, image: { repository: `${R()}/mona`, name: 'app', tag: '1' } }),
      0,
    ],
    [
      'a prefix alone',
      () => custom('Thing', { imagePullSecrets, image: { repository: `${R()}/mona`, tag: '1' } }),
      3,
    ],
    [
      'a version beside an image without one',
      () => custom('Thing', { imagePullSecrets, image: reads('app'), version: '1' }),
      3,
    ],
    [
      'a version beside an image that has one',
      () => custom('Thing', { imagePullSecrets, image: reads('app:9'), version: '1' }),
      1,
    ],
    [
      'a flow of somebody else',
      () => custom('Workflow', { imagePullSecrets, image: reads('app:9') }, 'flows.example.com/v1'),
      1,
    ],
    [
      'no pull at all: a look at the tags',
      () =>
        custom('ImageRepository', { imagePullSecrets, image: reads('open') }, 'image.toolkit.fluxcd.io/v1'),
      3,
    ],
    [
      'no pull at all: a rule for images',
      () =>
        custom(
          'ClusterPolicy',
          { pattern: { spec: { containers: [{ image: reads('*') }] } } },
          'kyverno.io/v1',
        ),
      3,
    ],
    [
      'a pod deep within',
      () =>
        custom('JobSet', { jobs: [{ template: { spec: { imagePullSecrets, containers: [one('9')] } } }] }),
      1,
    ],
    [
      'a pod that its controller completes',
      () => custom('JobSet', { jobs: [{ template: { spec: { containers: [one('1')] } } }] }),
      3,
    ],
    [
      'an image beside containers that are added to it',
      () =>
        custom('Prometheus', {
          imagePullSecrets,
          image: reads('app:9'),
          containers: [{ name: 'x', ...one('1') }],
        }),
      1,
    ],
    [
      'an image beside containers that only change it',
      () => custom('Prometheus', { imagePullSecrets, image: reads('app:9'), containers: [{ name: 'x' }] }),
      1,
    ],
    [
      'added containers without a secret',
      () => custom('Prometheus', { containers: [{ name: 'x', ...one('1') }] }),
      3,
    ],
    [
      'an image beside the template of its pods',
      () =>
        custom('Thing', {
          imagePullSecrets,
          agent: { image: reads('app:9') },
          template: { spec: { imagePullSecrets, containers: [one('1')] } },
        }),
      1,
    ],
    [
      'a disk of KubeVirt with its one secret',
      () => custom('VirtualMachine', { containerDisk: { image: reads('app:1'), imagePullSecret: 'ghcr' } }),
      0,
    ],
    [
      'a group that ends as those of Kubernetes',
      () =>
        custom('SparkApplication', { imagePullSecrets: ['ghcr'], image: reads('app:9') }, 'spark.k8s.io/v1'),
      1,
    ],
    [
      "a run of Tekton's, with the secrets of its pod",
      () => tekton('TaskRun', { podTemplate: { imagePullSecrets }, taskSpec: stepsOf('app:9') }),
      1,
    ],
    [
      'a pipeline with those of all its pods',
      () =>
        tekton('PipelineRun', {
          taskRunTemplate: { podTemplate: { imagePullSecrets } },
          pipelineSpec: { tasks: [{ name: 'a', taskSpec: stepsOf('app:1') }] },
        }),
      0,
    ],
    [
      'a run whose pod names none',
      () => tekton('TaskRun', { podTemplate: { nodeSelector: {} }, taskSpec: stepsOf('app:1') }),
      3,
    ],
    [
      'a whole name one deeper, as in the volume of a pod',
      () =>
        custom('Cluster', {
          imagePullSecrets,
          extensions: [{ name: 'gis', image: { reference: reads('app:9') } }],
        }),
      1,
    ],
    [
      'a reference that is the version of a repository',
      () =>
        custom('Cluster', {
          imagePullSecrets,
          image: { repository: reads('app'), tag: '1', reference: 'main' },
        }),
      0,
    ],
    [
      'a package of Crossplane with its secret',
      () =>
        custom(
          'Provider',
          { package: reads('app:1'), packagePullSecrets: [secretRef] },
          'pkg.crossplane.io/v1',
        ),
      0,
    ],
    [
      'a package of Crossplane that nobody has pushed',
      () =>
        custom(
          'Function',
          { package: reads('app:9'), packagePullSecrets: [secretRef] },
          'pkg.crossplane.io/v1',
        ),
      1,
    ],
    [
      'a package of Crossplane without a secret',
      () => custom('Configuration', { package: reads('app:1') }, 'pkg.crossplane.io/v1'),
      3,
    ],
    ['a package of something else', () => custom('Thing', { package: reads('app:9') }), 3],
    [
      'a pod whose secrets the controller may have',
      () => custom('Thing', { template: { spec: { containers: [one('1')] } } }),
      3,
    ],
    [
      'one that is made as it is written',
      () => argo('Rollout', { template: { spec: { containers: [one('1')] } } }),
      1,
    ],
    [
      'no pull at all: what a build writes',
      () => custom('Build', { imagePullSecrets, output: { image: reads('app:9') } }),
      3,
    ],
    [
      'no pull at all: what is built',
      () => custom('Image', { imagePullSecrets, image: reads('app:9'), dockerfile: { uri: 'Dockerfile' } }),
      3,
    ],
    ['no pull at all: any of many images', () => custom('Rule', { imagePullSecrets, image: reads('*') }), 3],
    [
      'no pull at all: where images stand',
      () => custom('Rule', { imagePullSecrets, image: `${R()}/mona` }),
      3,
    ],
    [
      'no pull at all: a page',
      () => custom('App', { imagePullSecrets, image: `https://${R()}/mona/a.png` }),
      3,
    ],
    [
      'no pull at all: by its policy',
      () => custom('Thing', { imagePullSecrets, imagePullPolicy: 'Never', image: reads('app:9') }),
      0,
    ],
    [
      'no pull at all: a definition',
      () => custom('CustomResourceDefinition', { image: reads('app:9') }, 'apiextensions.k8s.io/v1'),
      3,
    ],
  ])('a resource of a controller: %s', async (_, resource, code) =>
    expect((await kubernetes(yaml(holding(good()), resource()))).code).toBe(code),
  );

  test('what a controller knows is no silent yes beside a pod that may pull', async () => {
    const { code, stderr } = await kubernetes(
      yaml(holding(good()), pod({}), custom('Task', { steps: [{ image: reads('app:9') }] })),
    );
    expect(code).toBe(3);
    expect(stderr).toContain("Which pull secrets Task prod/x comes with can't be told from these manifests");
  });
});

type Asked = { nodeSelector?: object; os?: object };

describe('nodes that a pod asks for', () => {
  const asked = (nodeSelector: object) =>
    said(yaml(holding(good()), pod({ nodeSelector }, 'mona/web:many')), ['--language', 'en']);

  test.each([
    ['an architecture that is there', { 'kubernetes.io/arch': 'arm64' }],
    ['the same by its old label', { 'beta.kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux' }],
    ['something else', { disk: 'ssd', 'kubernetes.io/os': 'windows' }],
  ])('%s', async (_, nodeSelector) => expect((await asked(nodeSelector)).code).toBe(0));

  test.each<[string, object, number]>([
    ['its system is not told', {}, 0],
    ['it says its system', { os: { name: 'windows' } }, 0],
    ['it asks for nodes of another system', { nodeSelector: { 'kubernetes.io/os': 'linux' } }, 1],
  ])(
    'an image for Windows alone, of a pod of which %s',
    async (_, { nodeSelector, ...rest }: Asked, code) => {
      const spec = { ...rest, nodeSelector: { 'kubernetes.io/arch': 'amd64', ...nodeSelector } };
      expect((await said(yaml(holding(good()), pod(spec, 'mona/web:win')))).code).toBe(code);
    },
  );

  test('an architecture that is not there', async () => {
    const { code, id, message, fix } = await asked({ 'kubernetes.io/arch': 's390x' });
    expect({ code, id }).toEqual({ code: 1, id: 'platform-not-in-index' });
    expect(message).toContain('no image for s390x. It has: linux/amd64, linux/arm64.');
    expect(fix.summary).toContain('nodeSelector');
  });
});

test.each(['constructor', 'toString', '__proto__'])(
  'a resource of the kind %s makes no Secret',
  async (kind) => {
    const strange = { apiVersion: 'example.org/v1', kind, metadata: { name: 'odd' } };
    const { code, stderr } = await kubernetes(yaml(strange, holding(good()), pod()));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  },
);

describe('what is no manifest', () => {
  const kubeconfig = { apiVersion: 'v1', kind: 'Config', clusters: [], users: [], contexts: [] };
  const none = (kind: string) => ({ apiVersion: 'v1', items: [], kind, metadata: { resourceVersion: '' } });
  test.each<[string, string, string, string]>([
    ['a kubeconfig', yaml(kubeconfig), 'standard input is a kubeconfig', '标准输入：这是 kubeconfig'],
    [
      'a kubeconfig in JSON',
      JSON.stringify(kubeconfig),
      'standard input is a kubeconfig',
      '标准输入：这是 kubeconfig',
    ],
    ['a list of nothing', JSON.stringify(none('List'), null, 4), 'kubectl found nothing', 'kubectl 没有找到'],
    ['a list of nothing in YAML', yaml(none('PodList')), 'kubectl found nothing', 'kubectl 没有找到'],
    [
      'values of a chart with a list of nothing',
      yaml({ items: [] }),
      'there is no Kubernetes manifest',
      '没有 Kubernetes 清单',
    ],
  ])('%s is told as what it is', async (_, text, en, zh) => {
    for (const [language, sentence] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const { code, stdout, stderr } = await kubernetes(text, ['--language', language]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(sentence);
    }
  });

  test('a kubeconfig beside manifests is passed over', async () =>
    expect((await kubernetes(yaml(kubeconfig, holding(good()), pod()))).code).toBe(0));

  test('a kubeconfig is no auth file, and told as what it is', async () => {
    const args = ['check', '--registry', R(), '--docker-config', '-', 'mona/app:1'];
    const { code, stderr } = await run(args, { env: {}, stdin: yaml(kubeconfig) });
    expect({ code, stderr: stderr.includes('is a kubeconfig') }).toEqual({ code: 2, stderr: true });
  });
});

describe('without a pod', () => {
  const metadata = { name: 'a', namespace: 'prod' };
  const idle = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', stringData: { password: 'x' } },
    { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata, spec: {} },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: [] },
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata, spec: {} },
    { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec: {} },
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec: {} },
    { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', metadata, spec: {} },
    { apiVersion: 'externaldns.k8s.io/v1alpha1', kind: 'DNSEndpoint', metadata, spec: {} },
    { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata, spec: {} },
    { apiVersion: 'crd.projectcalico.org/v1', kind: 'GlobalNetworkPolicy', metadata, spec: {} },
    { apiVersion: 'notification.toolkit.fluxcd.io/v1', kind: 'Receiver', metadata, spec: {} },
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata, spec: {} },
    { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata, spec: {} },
    { apiVersion: 'operators.coreos.com/v1', kind: 'OperatorGroup', metadata, spec: {} },
    { apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'KafkaTopic', metadata, spec: {} },
    { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata, spec: {} },
    { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata, spec: {} },
  ];

  test('what pulls nothing leaves nothing to ask', async () => {
    const { code, stdout, stderr } = await kubernetes(yaml(...idle));
    expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: 0, verdict: 'not-needed' });
    expect(stderr).toContain('so there was nothing to ask.');
  });

  test.each<[string, object]>([
    ['a controller may choose an image', { apiVersion: 'acid.zalan.do/v1', kind: 'postgresql', metadata }],
    [
      'a server of an operator',
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata, spec: {} },
    ],
    [
      'a controller starts a proxy',
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata, spec: {} },
    ],
    [
      'an operator starts a balancer, whose addresses are quiet',
      { apiVersion: 'metallb.io/v1beta1', kind: 'MetalLB', metadata, spec: {} },
    ],
    ['a job is made by what scales', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledJob', metadata }],
    ['a server has topics beside it', { apiVersion: 'kafka.strimzi.io/v1beta2', kind: 'Kafka', metadata }],
    ['a chart is from elsewhere', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata }],
    ['a workload lacks its containers', { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: {} }],
    [
      'data name an image',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { runner: 'REGISTRY/mona/app:1' } },
    ],
    [
      'an account brings a secret',
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets: [{ name: 'x' }] },
    ],
    ['a template makes it', { apiVersion: 'v1', kind: '{{ .Values.kind }}', metadata }],
  ])('it stays open where %s', async (_, each) => {
    const { code, stderr } = await kubernetes(yaml(...idle, each).replaceAll('REGISTRY', R()));
    expect(code).toBe(3);
    expect(stderr).toContain('No pod is among these manifests');
  });

  test('and where a pull secret stands alone', async () => {
    expect((await kubernetes(yaml(...idle, holding(good())))).code).toBe(3);
  });
});

describe('a container without the name of an image', () => {
  const pod = (...containers: object[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers },
  });
  const other = { name: 'other', image: 'docker.io/library/nginx:1' };

  test.each<[string, object]>([
    ['no key', {}],
    ['nothing', { image: null }],
    ['no text', { image: '' }],
    ['a list', { image: ['docker.io/library/nginx:1'] }],
    ['a map', { image: { repository: 'docker.io/library/nginx', tag: 1 } }],
  ])('leaves open what is pulled: %s', async (_, image) => {
    const { code, stderr } = await kubernetes(yaml(pod(other, { name: 'web', ...image })));
    expect(code).toBe(3);
    expect(stderr).toMatch(/has no name of an image, so nothing tells what it pulls: web \(.*:\d+\)\./);
    expect(stderr).not.toContain('so there was nothing to ask');
  });

  test('changes nothing about the others', async () => {
    const { code, stdout, stderr } = await kubernetes(
      yaml(pod({ name: 'known', image: `${R()}/mona/app:1` }, { name: 'web' }), holding(good())),
    );
    expect(JSON.parse(stdout).images).toMatchObject([{ reference: `${R()}/mona/app:1` }]);
    expect(code).toBe(JSON.parse(stdout).verdict === 'allowed' ? 0 : 1);
    expect(stderr).toContain('has no name of an image');
  });

  test('of a resource that is not of Kubernetes’ own is its controller’s', async () => {
    const custom = {
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
      metadata: { name: 'a' },
      spec: { steps: [{ name: 'web' }], containers: [{ name: 'web' }] },
    };
    expect((await kubernetes(yaml(pod(other), custom))).code).toBe(0);
  });
});

test('an image beside manifests that name no secret is asked about', async () => {
  const { code, stdout } = await kubernetes(yaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }), [
    `${R()}/mona/app:1`,
  ]);
  expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: 1, verdict: 'denied' });
});

test.each(['https://', 'docker://', 'oci://'])(
  '%s in front of an image hides no registry',
  async (scheme) => {
    const image = `${scheme}${R()}/mona/app:1`;
    const text = yaml(holding(good()), pod({ containers: [{ name: 'app', image }] }));
    const { code, id } = await said(text);
    expect({ code, id }).toEqual({ code: 1, id: 'invalid-image-reference' });
    expect((await kubernetes(text)).stderr).toBe('');
  },
);

test.each([
  ['in front', (name: string) => ` ${name}`],
  ['a tab in front', (name: string) => `\t${name}`],
  ['behind', (name: string) => `${name} `],
  ['of a block', (name: string) => `${name}\n`],
  ['in front of a misspelt host', () => ' ghrc.io/mona/app:1'],
])('a blank %s hides no registry, and is no part of a name', async (_, written) => {
  const image = written(`${R()}/mona/app:1`);
  const { code, stdout, stderr } = await kubernetes(
    yaml(holding(good()), pod({ containers: [{ name: 'app', image }] })),
  );
  const { findings, images } = JSON.parse(stdout);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(findings).toMatchObject([
    { id: 'invalid-image-reference', fix: { summary: `Write ${R()}/mona/app:1.` } },
  ]);
  expect(images).toMatchObject([{ reference: image, verdict: 'denied' }]);
});

test('an image of a registry with nearly that name is not asked about, and the sentence says what may be meant', async () => {
  const containers = [{ name: 'app', image: 'ghr.io/mona/app:1' }];
  const { code, stderr } = await kubernetes(yaml(pod({ containers })));
  expect(code).toBe(0);
  expect(stderr).toContain('Did you mean ghcr.io/mona/app:1?');
  expect(stderr).not.toContain('image of another registry');
});

test('directives in front of a document are none', async () => {
  const { code, stderr } = await kubernetes(
    `# made by a tool\n%YAML 1.2\n---\n${yaml(holding(good()), pod())}`,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('a comma parts no names in a manifest', async () => {
  const { stdout } = await kubernetes(yaml(holding(good()), pod({}, 'mona/app:1,2')));
  expect(JSON.parse(stdout)).toMatchObject({
    images: [{ reference: `${R()}/mona/app:1,2`, verdict: 'denied' }],
    findings: [{ id: 'invalid-image-reference' }],
  });
});

test('a kustomization beside the manifests is named, for it changes what they pull', async () => {
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    images: [{ name: 'app', newTag: '9' }],
  };
  const { code, stderr } = await kubernetes(yaml(kustomization, holding(good()), pod()));
  expect(code).toBe(0);
  expect(stderr).toContain('is a kustomization, which may change what the manifests beside it pull');
});

describe('which secrets a pull comes with', () => {
  const account = (name: string, secrets: string[]) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'prod' },
    imagePullSecrets: secrets.map((each) => ({ name: each })),
  });

  test('none named: what the registry says to nobody decides', async () => {
    const bare = pod({ imagePullSecrets: [] });
    const { code, id, fix } = await said(yaml(bare));
    expect({ code, id }).toEqual({ code: 1, id: 'package-read-refused' });
    expect(fix.command).toMatch(
      /^read -rs TOKEN && printf .* kubectl create secret generic ghcr --namespace NAMESPACE/,
    );
    expect((await kubernetes(yaml(pod({ imagePullSecrets: [] }, 'mona/open:1')))).code).toBe(0);
  });

  test('a secret that nobody names is pointed out', async () => {
    const { stderr } = await kubernetes(yaml(holding(good()), pod({ imagePullSecrets: [] })));
    expect(stderr).toContain(
      'The Secret prod/ghcr is for pulls, and no pod and no service account of these names it',
    );
  });

  test('one that a pod names which pulls nothing from here is named', async () => {
    const other = pod({ containers: [{ name: 'db', image: 'postgres' }] });
    const { code, stderr } = await kubernetes(yaml(holding(good()), other));
    expect({ code, stderr: stderr.includes('The Secret') }).toEqual({ code: 0, stderr: false });
  });

  test('one that a pod of another namespace names is named, and told where it lies', async () => {
    const data = { '.dockerconfigjson': base64(good()) };
    const elsewhere = secret({ type: TYPE, data }, { name: 'ghcr', namespace: 'default' });
    const { code, stdout, stderr } = await kubernetes(yaml(elsewhere, pod()));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('a pod reads only secrets of its own namespace');
  });

  test('those of a PodTemplate, which has its pod right in it', async () => {
    const { metadata, spec } = pod();
    const template = { apiVersion: 'v1', kind: 'PodTemplate', metadata, template: { spec } };
    const { code, stdout } = await kubernetes(yaml(holding(good()), template));
    expect({ code, isAsked: stdout.includes('mona/app:1') }).toEqual({ code: 0, isAsked: true });
  });

  test('those of a namespace that a template tells are those of any', async () => {
    const text = yaml(pod()).replace('"prod"', '{{ .Release.Namespace }}');
    expect(text).toContain('namespace: {{');
    expect(await kubernetes(`${yaml(holding(good()))}---\n${text}`)).toMatchObject({ code: 0, stderr: '' });
  });

  test('those of the service account, the default one too', async () => {
    const named = pod({ imagePullSecrets: [], serviceAccountName: 'deployer' });
    expect((await kubernetes(yaml(holding(good()), account('deployer', ['ghcr']), named))).code).toBe(0);
    // The name of this field before Kubernetes 1.0, which the API server still takes.
    const older = pod({ imagePullSecrets: [], serviceAccount: 'deployer' });
    expect((await kubernetes(yaml(holding(good()), account('deployer', ['ghcr']), older))).code).toBe(0);
    const unnamed = pod({ imagePullSecrets: [] });
    expect((await kubernetes(yaml(holding(good()), account('default', ['ghcr']), unnamed))).code).toBe(0);
  });

  test('a service account that is not among them leaves it open', async () => {
    const { code, stderr } = await kubernetes(
      yaml(pod({ imagePullSecrets: [], serviceAccountName: 'deployer' })),
    );
    expect(code).toBe(3);
    expect(stderr).toContain('The service account deployer is not among these manifests');
  });

  test('a Secret that is not among them leaves it open', async () => {
    const { code, id, severity, message } = await said(yaml(pod()));
    expect({ code, id, severity }).toEqual({ code: 3, id: 'pull-secret-malformed', severity: 'notice' });
    expect(message).toContain('names the Secret prod/ghcr, which is not among these manifests');
  });

  test('one that another resource makes leaves it open', async () => {
    const sealed = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'ghcr', namespace: 'prod' },
      spec: {},
    };
    expect(await said(yaml(sealed, pod()))).toMatchObject({ code: 3, severity: 'notice' });
  });

  test('a Secret without a namespace is applied to any', async () => {
    const anywhere = secret({ type: TYPE, data: { '.dockerconfigjson': base64(good()) } }, { name: 'ghcr' });
    expect((await kubernetes(yaml(anywhere, pod()))).code).toBe(0);
  });

  test('of two with one name the last one counts, as kubectl apply leaves it, and that is said', async () => {
    const [alive, dead] = [holding(good()), holding(config({ [R()]: auth(DEAD) }))];
    const asked = async (...resources: object[]) => {
      const { code, stderr } = await kubernetes(yaml(...resources));
      return { code, isSaid: stderr.includes('More than one Secret here is called prod/ghcr: the last one') };
    };
    expect(await asked(dead, alive, pod())).toEqual({ code: 0, isSaid: true });
    expect(await asked(alive, pod(), dead)).toEqual({ code: 1, isSaid: true });
    const elsewhere = { ...dead, metadata: { name: 'ghcr', namespace: 'test' } };
    expect(await asked(alive, elsewhere, pod())).toEqual({ code: 0, isSaid: false });
  });

  test('a pod without a namespace pulls in each for which there is a secret, or an account, of the name', async () => {
    const of = (namespace: string, token: string, name = 'ghcr') =>
      secret(
        { type: TYPE, data: { '.dockerconfigjson': base64(config({ [R()]: auth(token) })) } },
        { name, namespace },
      );
    const account = (namespace: string) => ({
      kind: 'ServiceAccount',
      metadata: { name: 'bot', namespace },
      imagePullSecrets: [{ name: 'ghcr' }],
    });
    const byAccount = { imagePullSecrets: undefined, serviceAccountName: 'bot' };
    const anywhere = (spec: object = {}) =>
      JSON.parse(JSON.stringify(pod(spec, 'mona/app:1', { name: 'app' })));
    const asked = async (...resources: object[]) => {
      const { code, stdout, stderr } = await kubernetes(yaml(...resources));
      const { images } = JSON.parse(stdout) as Report;
      return [code, images.map(({ verdict }) => verdict), stderr];
    };
    const [good, dead] = [of('dev', READER), of('prod', DEAD)];
    expect(await asked(anywhere(), good, dead)).toEqual([1, ['denied', 'allowed'], '']);
    expect(await asked(anywhere(), good, of('prod', READER))).toEqual([0, ['allowed', 'allowed'], '']);
    expect(await asked(anywhere(byAccount), good, dead, account('dev'), account('prod'))).toEqual([
      1,
      ['denied', 'allowed'],
      '',
    ]);
    // Where one of two names is missing it is not applied as it stands.
    const two = anywhere({ imagePullSecrets: [{ name: 'ghcr' }, { name: 'spare' }] });
    const both = [0, ['allowed', 'allowed'], ''];
    expect(await asked(two, good, dead, of('dev', READER, 'spare'))).toEqual(both);
    expect(await asked(two, good, of('prod', READER, 'spare'))).toEqual(both);
  });

  test('an entry for one owner serves the images of that owner', async () => {
    const text = yaml(holding(config({ [`${R()}/mona`]: auth(READER), [R()]: auth(DEAD) })), pod());
    expect((await kubernetes(text)).code).toBe(0);
  });
});

describe('a registry that nobody can reach', () => {
  /** Nothing listens there. */
  const away = '127.0.0.1:9';
  const login = () => config({ [away]: auth(READER) });
  const check = (resources: object[], format: string) => {
    const folder = repository({ 'all.yml': yaml(...resources).replaceAll(R(), away) });
    return run(['check', '--kubernetes', folder, '--registry', away, '--format', format]);
  };
  const asked = async (...resources: object[]) => {
    const { code, stdout } = await check(resources, 'json');
    const { verdict, images, findings } = JSON.parse(stdout) as Report;
    const found = findings.find(({ id }) => id === 'pull-secret-malformed');
    const verdicts = [...new Set([verdict, ...images.map((each) => each.verdict)])];
    return { code, verdicts, severity: found?.severity ?? null };
  };
  const misplaced = (name = 'ghcr') =>
    secret({ type: TYPE, data: { '.dockerconfigjson': base64(login()) } }, { name, namespace: 'default' });

  test('a secret in another namespace is refused all the same', async () => {
    expect(await asked(misplaced(), pod())).toEqual({ code: 1, verdicts: ['denied'], severity: 'error' });
  });

  test('the headline says so too', async () => {
    const { code, stdout } = await check([holding('{"auths": {}}'), pod()], 'text');
    expect([code, stdout.slice(0, 1)]).toEqual([1, '✗']);
  });

  test('a bad one beside a good one leaves it open', async () => {
    const both = pod({ imagePullSecrets: [{ name: 'other' }, { name: 'ghcr' }] });
    const { code, verdicts, severity } = await asked(misplaced('other'), holding(login()), both);
    expect([code, verdicts[0], severity]).toEqual([3, 'unknown', 'warning']);
  });
});

describe('what has images', () => {
  const containers = (image: string) => [{ name: 'a', image: `${R()}/${image}` }];
  const spec = (image: string) => ({ imagePullSecrets: [{ name: 'ghcr' }], containers: containers(image) });
  const workload = (kind: string, body: object) => ({
    kind,
    metadata: { name: 'x', namespace: 'prod' },
    spec: body,
  });

  test.each([
    ['Deployment', () => workload('Deployment', { template: { spec: spec('mona/app:1') } })],
    ['StatefulSet', () => workload('StatefulSet', { template: { spec: spec('mona/app:1') } })],
    ['DaemonSet', () => workload('DaemonSet', { template: { spec: spec('mona/app:1') } })],
    ['ReplicaSet', () => workload('ReplicaSet', { template: { spec: spec('mona/app:1') } })],
    ['Job', () => workload('Job', { template: { spec: spec('mona/app:1') } })],
    [
      'CronJob',
      () => workload('CronJob', { jobTemplate: { spec: { template: { spec: spec('mona/app:1') } } } }),
    ],
    ['Rollout of Argo', () => workload('Rollout', { template: { spec: spec('mona/app:1') } })],
    [
      'initContainers',
      () => workload('Pod', { ...spec('mona/open:1'), initContainers: containers('mona/app:1') }),
    ],
    [
      'ephemeralContainers',
      () => workload('Pod', { ...spec('mona/open:1'), ephemeralContainers: containers('mona/app:1') }),
    ],
    [
      'an image volume',
      () =>
        workload('Pod', {
          ...spec('mona/open:1'),
          volumes: [{ name: 'v', image: { reference: `${R()}/mona/app:1` } }],
        }),
    ],
  ])('%s', async (_, resource) => {
    for (const [token, code] of [
      [READER, 0],
      [DEAD, 1],
    ] as const) {
      const all = [resource(), holding(config({ [R()]: auth(token) }))];
      expect((await kubernetes(yaml(...all))).code).toBe(code);
      // As kubectl prints it.
      expect((await kubernetes(JSON.stringify({ kind: 'List', items: all }, null, 4))).code).toBe(code);
    }
  });
});

describe('what can be read only in part', () => {
  test('broken documents among good ones, in both forms', async () => {
    const text = `${yaml(holding(good()))}---\nkind: Pod\nspec: [\n---\n${yaml(pod())}`;
    const { code, stdout, stderr } = await kubernetes(text);
    expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: 3, verdict: 'unknown' });
    expect(stderr).toMatch(
      /<stdin>:\d+: this document is no valid YAML, and was left out; what it pulls was not asked about\./,
    );
    const json = `${JSON.stringify(pod({ imagePullSecrets: [] }, 'mona/open:1'))}\n{"kind": `;
    const cut = await kubernetes(json, ['--language', 'zh-CN']);
    expect(cut.code).toBe(3);
    expect(cut.stderr).toContain('<stdin>:2：此文档不是有效的 JSON，已略过；没有询问其中要拉取的内容。');
  });

  test('a broken one hides no refusal', async () => {
    const gone = pod({ imagePullSecrets: [] }, 'mona/gone:1');
    expect((await kubernetes(`${yaml(gone)}---\nkind: Pod\nspec: [\n`)).code).toBe(1);
  });

  test.each([
    [
      'that pulls nothing',
      'kind: ConfigMap\nmetadata: {name: a, ownerReferences: [{kind: Pod}]}\ndata: [',
      0,
    ],
    ['whose parts have kinds that pull', 'kind: RoleBinding\nsubjects:\n  - {\n    kind: ServiceAccount', 0],
    ['of a kind that pulls, with parts that do not', 'kind: Deployment\nspec: [\n  kind: ConfigMap', 3],
    ['of a kind that nobody can tell', 'apiVersion: v1\nspec: [', 3],
    ['that says two kinds', 'kind: Service\nspec: {\nkind: Pod', 3],
  ])('a broken document %s', async (_, broken, code) => {
    const text = `${yaml(pod({ imagePullSecrets: [] }, 'mona/open:1'))}---\n${broken}\n`;
    const ran = await kubernetes(text);
    expect({ code: ran.code, isLeftOut: ran.stderr.includes('was left out') }).toEqual({
      code,
      isLeftOut: true,
    });
  });

  test.each([
    ['a text that is folded', 'url: https://a.example/ns/{{\n    namespace }}/runs/{{ name\n    }}'],
    ['one in quotes', 'url: "https://a.example/{{\n    namespace }}/runs"'],
    ['a block', 'script: |\n    echo {{\n    name }}/{{ tag }}\n    {{ if\n    x }}'],
    ['an order', 'labels:\n    {{- include "app.labels"\n    . | nindent 4 }}'],
    ['a list', 'args:\n  - --name={{ name\n    }}\n  - --tag={{\n    tag }}'],
  ])('a template that goes over several lines, in %s, is read', async (_, written) => {
    const other = `apiVersion: a.example/v1\nkind: Config\nmetadata: {name: a}\nspec:\n  ${written}\n`;
    const { code, stderr } = await kubernetes(
      `${yaml(pod({ imagePullSecrets: [] }, 'mona/open:1'))}---\n${other}`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('a chart: what a template makes is said, and the rest is asked about', async () => {
    const chart =
      yaml(pod({ imagePullSecrets: [] }, 'mona/open:1')) +
      [
        '---',
        '{{- if .Values.enabled }}',
        'kind: Deployment',
        'metadata:',
        '  name: {{ include "app.name" . }}',
        '  labels:',
        '    {{- include "app.labels" . | nindent 4 }}',
        'spec:',
        '  template:',
        '    spec:',
        '      {{- with .Values.imagePullSecrets }}',
        '      imagePullSecrets:',
        '        {{- toYaml . | nindent 8 }}',
        '      {{- end }}',
        '      containers:',
        '        - name: a',
        '          image: {{ .Values.image }}',
        '        - name: b',
        `          image: "${R()}/mona/app:{{ .Values.tag | default "1" }}"`,
        '{{- end }}',
        '',
      ].join('\n');
    const { code, stderr, stdout } = await kubernetes(chart);
    expect(code).toBe(3);
    expect(stderr).toContain(
      'the image "{{ .Values.image }}" comes out of a template, so it was not asked about',
    );
    const [finding] = JSON.parse(stdout).findings;
    expect(finding).toMatchObject({ id: 'image-unknown', severity: 'warning' });
    expect(finding.message).toContain('{{ .Values.tag | default "1" }}');
    expect(chart.split('\n')[finding.location.line - 1]).toContain('.Values.tag');
  });

  test.each(['json', 'yaml'])('a list of 1,000 pods as %s asks once for each image', async (form) => {
    const items = Array.from({ length: 1000 }, (_, index) => ({
      ...pod({}, index % 2 ? 'mona/app:1' : 'mona/web:1', { name: `app-${index}`, namespace: 'prod' }),
      status: { containerStatuses: [{ image: `${R()}/mona/other:1`, imageID: 'x' }], phase: 'Running' },
    }));
    const all = [...items, holding(good())];
    const listed = all.map((each) => block(each, 1).replace('  ', '- ')).join('');
    const text =
      form === 'json'
        ? JSON.stringify({ kind: 'List', items: all }, null, 4)
        : `apiVersion: v1\nitems:\n${listed}kind: List\n`;
    const before = lab.requests.length;
    const { code, stdout } = await kubernetes(text);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).images).toHaveLength(2);
    expect(lab.requests.length - before).toBeLessThan(12);
  });

  test('other registries are counted', async () => {
    const { code, stderr } = await kubernetes(
      yaml(pod({ imagePullSecrets: [], containers: [{ image: 'nginx' }, { image: 'quay.io/a/b' }] })),
    );
    expect(code).toBe(0);
    expect(stderr).toContain('2 images of other registries were not asked about');
  });

  test.each([
    ['no manifest', 'hello: world\n', [], 'there is no Kubernetes manifest in it'],
    [
      'what kubectl describe prints',
      'Name: app\nEvents:\n  Type  Reason\n',
      [],
      'ghcr-preflight explain reads',
    ],
    [
      'nothing but a broken document',
      'kind: Pod\nspec: [\n',
      [],
      '<stdin>:2: this document is no valid YAML',
    ],
    ['JSON without end', `{"kind": ${'['.repeat(5000)}`, [], '<stdin>:1: this document is no valid JSON'],
    ['push', 'kind: Pod\n', ['--access', 'push'], 'a cluster only pulls'],
  ])('%s is bad usage', async (_, text, args, words) => {
    const { code, stdout, stderr } = await kubernetes(text, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  test('a folder is its manifests, and an image may stand behind the files', async () => {
    const folder = repository({
      'a.yaml': yaml(holding(good())),
      'b.json': JSON.stringify(pod()),
      'README.md': '#',
    });
    const env = { GITHUB_API_URL: lab.apiUrl };
    expect((await run(['check', '--registry', R(), '--kubernetes', folder], { env })).code).toBe(0);
    const given = ['check', '--kubernetes', path.join(folder, 'a.yaml'), `${R()}/mona/web:1`];
    expect((await run(given, { env })).stdout).toContain('mona/web:1');
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toBe('#');
  });
});

test('a report of several images is a table, the worst first', async () => {
  const text = yaml(holding(good()), pod(), pod({ imagePullSecrets: [] }, 'mona/web:1'));
  const { stdout } = await kubernetes(text, [], 'text');
  const rows = stdout.split('\n').filter((line) => line.includes('/mona/') && /^ {2}[✓✗?]/.test(line));
  expect(rows.map((row) => row.trim().replaceAll(R(), 'HOST').split(/ {2,}/))).toEqual([
    ['✗ HOST/mona/web:1', 'refused', 'no token'],
    ['✓ HOST/mona/app:1', 'accepted', 'Secret prod/ghcr', '200'],
  ]);
  // What has no room beside it stands below.
  expect(stdout).toMatch(/no token\n {6}403 requested access to the resource is denied\n/);
});

test('folders below one without a manifest are named, and not read', async () => {
  const cwd = repository({
    'k8s/base/app.yaml': yaml(pod()),
    'k8s/overlays/prod/secret.yml': yaml(holding(good())),
  });
  const asked = (...args: string[]) => run(['check', '--kubernetes', 'k8s', ...args], { cwd });
  const { code, stderr } = await asked();
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('name those that count: k8s/base k8s/overlays/prod.'),
  ]);
  expect((await asked('--language', 'zh-CN')).stderr).toContain('子目录不会被读取');
});

test('a folder without a manifest has none below it either, and then nothing is said of those', async () => {
  const cwd = repository({ 'k8s/notes/README.md': 'no manifest\n' });
  const asked = (...args: string[]) => run(['check', '--kubernetes', 'k8s', ...args], { cwd });
  expect((await asked()).stderr).toMatch(/no manifest \(\*\.yaml, \*\.yml, \*\.json\) in this folder\.$/m);
  expect((await asked('--language', 'zh-CN')).stderr).not.toContain('子目录');
});

test.each<[string, string[], () => string]>([
  ['a manifest', ['--kubernetes', '-'], () => yaml(pod())],
  ['a compose file', ['--compose', '-'], () => `services:\n  a:\n    image: ${R()}/mona/app:1\n`],
  ['an env file', ['--dotenv', '-'], () => `IMAGE=${R()}/mona/app:1\n`],
])('%s on standard input has the name that lint and explain give it', async (_, args, text) => {
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent' };
  const { stdout } = await run(['check', '--registry', R(), '--format', 'json', ...args], {
    env,
    stdin: text(),
  });
  const { findings } = JSON.parse(stdout) as Report;
  expect(findings[0]?.location?.file).toBe('<stdin>');
});

test('a PodList says of its items what they are', async () => {
  const { kind: _, apiVersion: __, ...item } = pod({ imagePullSecrets: [] }, 'mona/open:1');
  const { code, stdout } = await kubernetes(
    JSON.stringify({ kind: 'PodList', apiVersion: 'v1', items: [item] }),
  );
  expect({ code, images: JSON.parse(stdout).images.length }).toEqual({ code: 0, images: 1 });
});
