/** Where resources of others name the pull secrets of what they start, each as its documentation has it. */
import { describe, expect, test } from '@jest/globals';
import { unhurried } from '../unhurried.js';
import { auth, config, DEAD, good, holding, kubernetes, R, yaml } from './cluster.js';

unhurried();

const imagePullSecrets = [{ name: 'ghcr' }];
const image = () => `${R()}/mona/app:1`;
const of = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'prod' },
  spec,
});
const flink = (spec: object) =>
  of('flink.apache.org/v1beta1', 'FlinkDeployment', { image: image(), ...spec });
const strimzi = (kind: string, spec: object) => of('kafka.strimzi.io/v1beta2', kind, spec);
const olm = (kind: string, spec: object) => of('operators.coreos.com/v1alpha1', kind, spec);
const elastic = (kind: string, spec: object) =>
  of('elasticsearch.k8s.elastic.co/v1', kind, { image: image(), ...spec });
const configured = (names: string) => ({
  flinkConfiguration: { 'kubernetes.container.image.pull-secrets': names },
});
const named = (...names: (string | null)[]) =>
  names.map((name) => ({
    podTemplate: { spec: name === null ? {} : { imagePullSecrets: [{ name }] } },
  }));

const account = () => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'runner', namespace: 'prod' },
  imagePullSecrets,
});
const tekton = (kind: string, spec: object) => of('tekton.dev/v1', kind, spec);
const pipeline = (taskRunTemplate: object, ofTask: object | null = null) =>
  tekton('PipelineRun', {
    taskRunTemplate,
    pipelineSpec: { tasks: [{ name: 'a', taskSpec: steps() }] },
    ...(ofTask ? { taskRunSpecs: [{ pipelineTaskName: 'a', ...ofTask }] } : {}),
  });
const beside = (spec: object, all: object = { image: image() }) =>
  of('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', { ...all, ...spec });
const chart = (values: object) =>
  of('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { image: image(), ...values } });
const steps = () => ({ steps: [{ name: 'a', image: image() }] });
const argo = (spec: object, template: object = {}) =>
  of('argoproj.io/v1alpha1', 'Workflow', {
    ...spec,
    templates: [{ name: 'm', container: { image: image() }, ...template }],
  });

describe('the account of what a controller starts', () => {
  const serviceAccountName = 'runner';
  test.each<[string, () => object, boolean]>([
    ["a run of Tekton's", () => tekton('TaskRun', { serviceAccountName, taskSpec: steps() }), true],
    ["a pipeline of Tekton's", () => pipeline({ serviceAccountName }), true],
    [
      'one of its tasks has another',
      () => pipeline({ serviceAccountName }, { serviceAccountName: 'x' }),
      false,
    ],
    [
      'one of its tasks has another, in the words of before',
      () => pipeline({ serviceAccountName }, { taskServiceAccountName: 'x' }),
      false,
    ],
    [
      'one of its tasks has only more memory',
      () => pipeline({ serviceAccountName }, { computeResources: { limits: { memory: '1Gi' } } }),
      true,
    ],
    [
      'another of its tasks has another',
      () => pipeline({ serviceAccountName }, { pipelineTaskName: 'b', serviceAccountName: 'x' }),
      true,
    ],
    ['only this task has it', () => pipeline({ serviceAccountName: 'x' }, { serviceAccountName }), true],
    ["a collector's", () => beside({ serviceAccount: 'runner' }), true],
    [
      "a driver's, further in",
      () => beside({}, { driver: { image: image(), serviceAccount: 'runner' } }),
      true,
    ],
    [
      'one that stands around the image',
      () => beside({}, { serviceAccountName, driver: { image: image() } }),
      false,
    ],
    ["a chart's, which is there", () => chart({ serviceAccount: { create: false, name: 'runner' } }), true],
    ["a chart's, which it makes", () => chart({ serviceAccount: { create: true, name: 'runner' } }), false],
    [
      "what Elastic asks for another's resources with",
      () => elastic('Kibana', { serviceAccountName }),
      false,
    ],
    ["a workflow of Argo's", () => argo({ serviceAccountName }), true],
    [
      'one of its templates has another',
      () => argo({ serviceAccountName }, { serviceAccountName: 'x' }),
      false,
    ],
    ['none is named', () => argo({}), false],
    [
      'a template of pods',
      () =>
        of('example.com/v1', 'Thing', {
          template: { spec: { serviceAccountName, containers: [{ name: 'a', image: image() }] } },
        }),
      true,
    ],
  ])('%s', async (_, resource, isTold) => {
    const ran = await kubernetes(yaml(holding(good()), account(), resource()));
    expect({ code: ran.code, isOpen: ran.stderr.includes('Which pull secrets') }).toEqual({
      code: isTold ? 0 : 3,
      isOpen: !isTold,
    });
    // What the controller may add nobody sees: a refusal of the account's is none of the pull.
    const dead = config({ [R()]: auth(DEAD) });
    expect((await kubernetes(yaml(holding(dead), account(), resource()))).code).toBe(3);
  });
});

const ROWS: [string, () => object, boolean][] = [
  ["Flink's configuration", () => flink(configured(' ghcr ;')), true],
  ["the template of Flink's pods", () => flink(named('ghcr')[0] ?? {}), true],
  ['both of them', () => flink({ ...named('ghcr')[0], ...configured('ghcr') }), true],
  ['neither', () => flink({ serviceAccount: 'flink' }), false],
  [
    "a template of Strimzi's",
    () => strimzi('KafkaConnect', { image: image(), template: { pod: { imagePullSecrets } } }),
    true,
  ],
  [
    "a template of Strimzi's, further in",
    () => strimzi('Kafka', { kafka: { image: image(), template: { pod: { imagePullSecrets } } } }),
    true,
  ],
  [
    "the template of another part of Strimzi's",
    () =>
      strimzi('Kafka', {
        kafka: { image: image() },
        entityOperator: { template: { pod: { imagePullSecrets } } },
      }),
    false,
  ],
  ["a catalogue of OLM's", () => olm('CatalogSource', { image: image(), secrets: ['ghcr'] }), true],
  ['the template beside an image of Elastic', () => elastic('Kibana', named('ghcr')[0] ?? {}), true],
  ['those of all node sets', () => elastic('Elasticsearch', { nodeSets: named('ghcr', 'ghcr') }), true],
  [
    'one of several node sets, of which another has no template',
    () => elastic('Elasticsearch', { nodeSets: [...named('ghcr'), { name: 'b' }] }),
    false,
  ],
  [
    'the template of one task, before that of all',
    () =>
      pipeline(
        { podTemplate: { imagePullSecrets: [{ name: 'gone' }] } },
        { podTemplate: { imagePullSecrets } },
      ),
    true,
  ],
  [
    'the template of another task',
    () => pipeline({}, { pipelineTaskName: 'b', podTemplate: { imagePullSecrets } }),
    false,
  ],
  [
    'the template of all tasks, where another has its own',
    () => pipeline({ podTemplate: { imagePullSecrets } }, { pipelineTaskName: 'b', podTemplate: {} }),
    true,
  ],
  ["the template of a run of Tekton's", () => pipeline({ podTemplate: { imagePullSecrets } }), true],
  [
    'that template, beside another one of one of its tasks',
    () => pipeline({ podTemplate: { imagePullSecrets } }, { podTemplate: named('x')[0]?.podTemplate.spec }),
    false,
  ],
  [
    'that template, beside an account of one of its tasks',
    () => pipeline({ podTemplate: { imagePullSecrets } }, { serviceAccountName: 'x' }),
    true,
  ],
  ['one of several node sets', () => elastic('Elasticsearch', { nodeSets: named('ghcr', null) }), false],
  [
    'a field of that name in a resource of somebody else',
    () => of('example.com/v1', 'Thing', { image: image(), secrets: ['ghcr'], ...configured('ghcr') }),
    false,
  ],
];

describe.each(ROWS)('%s', (_, resource, isTold) => {
  test.each([
    ['that is good', good, 0],
    ['that is dead', () => config({ [R()]: auth(DEAD) }), 1],
  ])('with a secret %s', async (_, text, code) => {
    const ran = await kubernetes(yaml(holding(text()), resource()));
    expect(ran.code).toBe(isTold ? code : 3);
  });
});

test('what is listed for who mirrors it is not asked about, and said', async () => {
  const spec = { template: { spec: { imagePullSecrets, containers: [{ name: 'a', image: image() }] } } };
  const version = olm('ClusterServiceVersion', {
    install: { spec: { deployments: [{ name: 'x', spec }] } },
    relatedImages: [
      { name: 'a', image: image() },
      { name: 'b', image: `${R()}/mona/web:1` },
    ],
  });
  const { code, stderr } = await kubernetes(yaml(holding(good()), version));
  expect(code).toBe(0);
  expect(stderr).toContain(`Not asked about, for nothing tells whether it is pulled: ${R()}/mona/web:1`);
  expect(stderr).not.toContain('mona/app');
});
