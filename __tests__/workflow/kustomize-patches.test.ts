/**
 * What kustomize makes of patches, and what it refuses: each row was held against `kustomize build` of v5.8.2. What it
 * refuses is open here, so that nothing is called allowed that is never applied.
 */
import { describe, expect, test } from '@jest/globals';
import { clusterMade, type Files, podsMade } from './kustomized.js';

/** `open`, or the images of the pods, in the order of the letters, with the names of the pull secrets. */
function made(files: Files): string {
  const pods = podsMade(files);
  if (pods === null) return 'open';
  const images = pods.flatMap((each) => each.images.map(({ name }) => name.replace('ghcr.io/o/', '')));
  const secrets = pods.flatMap(({ pullSecrets }) => pullSecrets?.map(({ name }) => ` +${name}`) ?? []);
  return images.sort().join(' ') + secrets.join('');
}

const DEPLOYMENT = (name: string, metadata = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: {tier: front, zone: "5"}
  annotations: {note: hi}
${metadata}spec:
  template:
    spec:
      imagePullSecrets: [{name: ghcr}]
      containers:
        - {name: a, image: ghcr.io/o/app:1, env: [{name: X, value: "1"}]}
        - {name: b, image: ghcr.io/o/side:1}
`;
const CRON = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: jobs}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: j, image: ghcr.io/o/job:1}]}}}}}
`;
const AS_IT_IS = 'app:1 job:1 side:1 +ghcr';
const RESOURCES = { 'd.yaml': DEPLOYMENT('app'), 'c.yaml': CRON };
const beside = (rest: string, more: Files = {}): Files => ({
  ...RESOURCES,
  'kustomization.yaml': `resources: [d.yaml, c.yaml]\n${rest}`,
  ...more,
});
const indented = (text: string) => text.replace(/^/gm, '    ');
const patch = (text: string, target = '') =>
  beside(`patches:\n- ${target && `target: {${target}}\n  `}patch: |-\n${indented(text)}\n`);
/** On the Deployment. */
const operations = (...all: string[]) =>
  patch(all.map((each) => `- {${each}}`).join('\n'), 'kind: Deployment');
const PODS = '/spec/template/spec';
const IMAGE = `${PODS}/containers/0/image`;
const SET = `op: replace, path: ${IMAGE}, value: "ghcr.io/o/app:2"`;
const merge = (spec: string) =>
  patch(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec: {template: {spec: {${spec}}}}`);

describe('operations', () => {
  test.each<[string, Files, string]>([
    [
      'behind a test that holds',
      operations(`op: test, path: ${IMAGE}, value: "ghcr.io/o/app:1"`, SET),
      'app:2 job:1 side:1 +ghcr',
    ],
    [
      'behind one that does not',
      operations(`op: test, path: ${IMAGE}, value: "ghcr.io/o/web:1"`, SET),
      'open',
    ],
    ['with a test of what is not there', operations('op: test, path: /spec/nope, value: 1', SET), 'open'],
    [
      'with a test that nothing is there',
      operations('op: test, path: /spec/nope, value: null', SET),
      'app:2 job:1 side:1 +ghcr',
    ],
    [
      'with a test of an object, in whatever order',
      operations(`op: test, path: ${PODS}/containers/0/env/0, value: {value: "1", name: X}`, SET),
      'app:2 job:1 side:1 +ghcr',
    ],
    [
      'with a test of a number where a text is',
      operations(`op: test, path: ${PODS}/containers/0/env/0, value: {value: 1, name: X}`, SET),
      'open',
    ],
    [
      'with a test that fails beside what pulls nothing',
      operations('op: test, path: /spec/replicas, value: 3', 'op: add, path: /spec/paused, value: true'),
      'open',
    ],
    [
      'with a test of what is set in front of it',
      operations(SET, `op: test, path: ${IMAGE}, value: "ghcr.io/o/app:1"`),
      'open',
    ],
    ['that take away what is not there', operations('op: remove, path: /spec/replicas'), 'open'],
    [
      'that put something into what is not there',
      operations('op: add, path: /spec/strategy/type, value: Recreate'),
      'open',
    ],
    [
      'that put an annotation, for which there always is a place',
      patch('- {op: add, path: /metadata/annotations/x, value: y}', 'kind: CronJob'),
      AS_IT_IS,
    ],
    [
      'that put a label where there are none',
      patch('- {op: add, path: /metadata/labels/x, value: y}', 'kind: CronJob'),
      'open',
    ],
    [
      'that replace what is not there',
      operations(`op: replace, path: ${PODS}/serviceAccountName, value: bot`),
      AS_IT_IS,
    ],
    [
      'that count from the end',
      operations(`op: replace, path: ${PODS}/containers/-1/image, value: "ghcr.io/o/z:1"`),
      'app:1 job:1 z:1 +ghcr',
    ],
    ['that count too far', operations(`op: remove, path: ${PODS}/containers/-3`), 'open'],
    [
      'that move an image',
      operations(`op: move, from: ${PODS}/containers/1/image, path: ${IMAGE}`),
      'job:1 side:1 +ghcr',
    ],
    [
      'that move what is not there',
      operations(`op: move, from: ${PODS}/initContainers, path: ${PODS}/containers`),
      'open',
    ],
    ['that move something into itself', operations(`op: move, from: ${PODS}, path: ${PODS}/x`), 'open'],
    ['that move from nowhere', operations(`op: move, path: ${IMAGE}`), 'open'],
    [
      'that copy containers',
      operations(`op: copy, from: ${PODS}/containers, path: ${PODS}/initContainers`),
      'app:1 app:1 job:1 side:1 side:1 +ghcr',
    ],
    [
      'that copy one and change it',
      operations(
        `op: copy, from: ${PODS}/containers/0, path: ${PODS}/containers/-`,
        `op: replace, path: ${PODS}/containers/2/image, value: "ghcr.io/o/z:1"`,
      ),
      'app:1 job:1 side:1 z:1 +ghcr',
    ],
    [
      'that copy what is not there to where nothing is',
      operations('op: copy, from: /spec/replicas, path: /metadata/gone/x'),
      'open',
    ],
    ['of another name', operations(SET.replace('replace', 'Replace')), 'open'],
    ['without a place', operations('op: add, value: 3'), 'open'],
    [
      'of which one stands where a list belongs',
      patch(SET.replaceAll(', ', '\n').replace(/"/g, ''), 'kind: Deployment'),
      'open',
    ],
    ['in two documents', patch(`- {${SET}}\n---\n- {${SET}}`, 'kind: Deployment'), 'open'],
    ['for nothing', patch(`- {${SET}}`), 'open'],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('parts of a resource', () => {
  test.each<[string, Files, string]>([
    [
      'that replace a list',
      merge('containers: [{$patch: replace}, {name: z, image: "ghcr.io/o/z:1"}]'),
      'job:1 z:1 +ghcr',
    ],
    [
      'that say so behind it',
      merge('containers: [{name: z, image: "ghcr.io/o/z:1"}, {$patch: replace}]'),
      'job:1 z:1 +ghcr',
    ],
    [
      'that replace the pull secrets',
      merge('imagePullSecrets: [{$patch: replace}, {name: z}]'),
      'app:1 job:1 side:1 +z',
    ],
    [
      'that replace the whole pod',
      merge('$patch: replace, containers: [{name: z, image: "ghcr.io/o/z:1"}]'),
      'job:1 z:1',
    ],
    [
      'that say that they are merged',
      merge('containers: [{$patch: merge, name: a, image: "ghcr.io/o/z:1"}]'),
      'job:1 side:1 z:1 +ghcr',
    ],
    [
      'with an order of the list',
      merge(
        '$setElementOrder/containers: [{name: b}, {name: a}], containers: [{name: a, image: "ghcr.io/o/z:1"}]',
      ),
      'job:1 side:1 z:1 +ghcr',
    ],
    [
      'with an item that is replaced',
      merge('containers: [{$patch: replace, name: a, image: "ghcr.io/o/z:1"}]'),
      'open',
    ],
    ['with a map where a list is', merge('containers: {name: a, image: "ghcr.io/o/z:1"}'), 'open'],
    [
      'with a word where a map is',
      patch('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec: {template: hello}'),
      'open',
    ],
    [
      'that name what is not there',
      patch('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: gone}\nspec: {replicas: 2}'),
      'open',
    ],
    ['that name no version', patch('kind: Deployment\nmetadata: {name: app}\nspec: {replicas: 2}'), 'open'],
    ['that name nothing, beside a target', patch('spec: {replicas: 2}', 'kind: Deployment'), 'open'],
    ['that are a word', patch('hello', 'kind: Deployment'), 'open'],
    [
      'of what a generator makes',
      beside(
        'configMapGenerator: [{name: cfg, literals: [a=b]}]\npatches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: cfg}\n    data: {x: y}\n',
      ),
      AS_IT_IS,
    ],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));

  test.each([
    ['the pull secrets', 'imagePullSecrets: [{name: new}]', 'new'],
    ['an empty list', 'imagePullSecrets: []', ''],
    ['other secrets', 'secrets: [{name: new}]', 'ghcr'],
  ])('of an account: %s', (_, patched, expected) => {
    const account = `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: bot}\n`;
    const files = {
      's.yaml': `${account}imagePullSecrets: [{name: ghcr}]\n`,
      'kustomization.yaml': `resources: [s.yaml]\npatches:\n- patch: |-\n${indented(`${account}${patched}`)}\n`,
    };
    const names = clusterMade(files)?.accounts.map(({ pullSecrets }) => pullSecrets?.map(({ name }) => name));
    expect(names?.join()).toBe(expected);
  });
});

describe('operations on what a generator makes', () => {
  const generated = (operation: string, target = 'name: cfg') =>
    beside(
      `configMapGenerator: [{name: cfg, literals: [a=b]}]\npatches:\n- target: {${target}}\n  patch: |-\n    - {${operation}}\n`,
    );
  test.each<[string, Files, string]>([
    ['of an image, which it does not have', generated(SET), 'open'],
    ['of an account', generated(`op: add, path: ${PODS}/serviceAccountName, value: x`), 'open'],
    ['by an expression', generated(SET, 'kind: "[A-Z].*", name: c.*'), 'open'],
    ['of its data', generated('op: replace, path: /data/a, value: c'), AS_IT_IS],
    ['of its labels', generated('op: add, path: /metadata/labels, value: {a: b}'), AS_IT_IS],
    ['by which it is called otherwise', generated('op: replace, path: /metadata/name, value: x'), AS_IT_IS],
    ['that mean another', generated(SET, 'kind: Deployment'), 'app:2 job:1 side:1 +ghcr'],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('targets', () => {
  const aimed = (target: string) => patch(`- {${SET}}`, target);
  const CHANGED = 'app:2 job:1 side:1 +ghcr';
  test.each<[string, Files, string]>([
    ['by a label', aimed('labelSelector: "tier=front"'), CHANGED],
    ['by a label that is a number', aimed('labelSelector: "zone==5"'), CHANGED],
    ['by another label', aimed('labelSelector: "tier=back"'), AS_IT_IS],
    ['by one of several', aimed('labelSelector: "tier in (back, front),zone"'), CHANGED],
    [
      'by what it is not',
      aimed('kind: Deployment, labelSelector: "tier notin (back),tier!=x,!gone"'),
      CHANGED,
    ],
    ['by what it has', aimed('kind: Deployment, labelSelector: "!tier"'), AS_IT_IS],
    ['by no selector at all', aimed('labelSelector: "ti er"'), 'open'],
    ['by a comparison of numbers', aimed('labelSelector: "zone > 3"'), 'open'],
    ['by an annotation', aimed('annotationSelector: "note=hi"'), CHANGED],
    ['by another annotation', aimed('annotationSelector: "note=ho"'), AS_IT_IS],
    ['by the namespace that it has by default', aimed('kind: Deployment, namespace: default'), CHANGED],
    [
      'by a part of one',
      patch(
        `- {op: replace, path: /spec/jobTemplate/spec/template/spec/containers/0/image, value: x}`,
        'namespace: "jo.*"',
      ),
      'app:1 side:1 x +ghcr',
    ],
    ['by one of two names', aimed('kind: Deployment, name: "(app|web)"'), CHANGED],
    ['by letters of a name', aimed('kind: Deployment, name: "[a-c]p+"'), CHANGED],
    ['by others', aimed('kind: Deployment, name: "[^a-c].+"'), AS_IT_IS],
    ['by a part of a name', aimed('kind: Deployment, name: "ap"'), AS_IT_IS],
    ['by words in a name', aimed('kind: "(?:Deploy|State).*", name: "\\\\w+-?\\\\w*"'), CHANGED],
    ['by one of two groups', aimed('group: apps|batch, kind: Deployment'), CHANGED],
    ['by a version', aimed('version: v1.*, kind: Deployment'), CHANGED],
    ['by another one', aimed('version: v2|v3, kind: Deployment'), AS_IT_IS],
    ['by no expression of Go', aimed('kind: Deployment, name: "(?!web).*"'), 'open'],
    ['by none at all', aimed('kind: Deployment, name: "(app"'), 'open'],
    ['by a group that is repeated', aimed('kind: Deployment, name: "(a|p)+"'), 'open'],
    ['by many repeated letters', aimed('kind: Deployment, name: "a*p*p*x*y*"'), 'open'],
    ['by another namespace', aimed('kind: Deployment, namespace: other'), AS_IT_IS],
    ['by a word that there is not', aimed('kind: Deployment, nam: app'), 'open'],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));

  const inner = (rest: string, target: string): Files => ({
    'd.yaml': DEPLOYMENT('app'),
    'in/d.yaml': DEPLOYMENT('app'),
    'in/kustomization.yaml': `resources: [d.yaml]\n${rest}`,
    'kustomization.yaml': `resources: [in]\npatches:\n- target: {${target}}\n  patch: |-\n    - {${SET}}\n`,
  });
  test.each<[string, Files, string]>([
    ['labels', inner('commonLabels: {city: ulm}', 'labelSelector: "city=ulm"'), 'app:2 side:1 +ghcr'],
    [
      'labels of the newer field',
      inner('labels: [{pairs: {city: ulm}}]', 'labelSelector: city'),
      'app:2 side:1 +ghcr',
    ],
    [
      'annotations',
      inner('commonAnnotations: {city: ulm}', 'annotationSelector: city'),
      'app:2 side:1 +ghcr',
    ],
    [
      'a label of which it may be either value',
      inner('commonLabels: {tier: back}', 'labelSelector: "tier=back"'),
      'open',
    ],
    ['a namespace', inner('namespace: eu', 'namespace: eu'), 'app:2 side:1 +ghcr'],
    [
      'a namespace, and the one before it',
      inner('namespace: eu', 'namespace: default'),
      'app:2 side:1 +ghcr',
    ],
    ['a name', inner('namePrefix: x-', 'name: x-app'), 'app:2 side:1 +ghcr'],
    ['a name, and the one before it', inner('namePrefix: x-', 'name: app'), 'app:2 side:1 +ghcr'],
    ['a name that it never had', inner('namePrefix: x-', 'name: y-app'), 'app:1 side:1 +ghcr'],
    [
      'of several names the first and the last',
      {
        ...inner('', 'namespace: a'),
        'in/kustomization.yaml': 'resources: [mid]\nnamespace: b\n',
        'in/mid/d.yaml': DEPLOYMENT('app'),
        'in/mid/kustomization.yaml': 'resources: [d.yaml]\nnamespace: a\n',
      },
      'app:1 side:1 +ghcr',
    ],
  ])('know what an inner kustomization gave: %s', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('what is called otherwise by a patch', () => {
  const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: ghcr}\n';
  const renamed = (rest: string): Files => ({
    'd.yaml': DEPLOYMENT('app'),
    's.yaml': SECRET,
    'kustomization.yaml': `resources: [d.yaml, s.yaml]\n${rest}`,
  });
  const to = (place: string, target: string, more = '') =>
    `patches:\n- target: {${target}}\n  patch: |-\n    - {op: replace, path: ${place}}\n${more}`;
  test.each<[string, Files, string]>([
    [
      'a secret, with who names it',
      renamed(to('/metadata/name, value: pull', 'kind: Secret')),
      'app:1 side:1 +pull',
    ],
    [
      'a secret under a prefix',
      renamed(`namePrefix: x-\n${to('/metadata/name, value: pull', 'kind: Secret')}`),
      'app:1 side:1 +x-pull',
    ],
    [
      'what the next one means by its new name',
      renamed(
        to(
          '/metadata/name, value: web',
          'kind: Deployment',
          `- target: {name: web}\n  patch: |-\n    - {${SET}}\n`,
        ),
      ),
      'app:2 side:1 +ghcr',
    ],
    [
      'what the next one means by its old name',
      renamed(
        to(
          '/metadata/name, value: web',
          'kind: Deployment',
          `- target: {name: app}\n  patch: |-\n    - {${SET}}\n`,
        ),
      ),
      'app:2 side:1 +ghcr',
    ],
    [
      'nothing by a patch that is a part of it',
      renamed(
        `patches:\n- target: {kind: Deployment}\n  patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: b, namespace: eu}\n    spec: {replicas: 2}\n- target: {namespace: eu}\n  patch: |-\n    - {${SET}}\n`,
      ),
      'app:1 side:1 +ghcr',
    ],
    [
      'a namespace alone',
      renamed(to('/metadata/namespace, value: eu', 'kind: Deployment')),
      'app:1 side:1 +ghcr',
    ],
    ['by no text', renamed(to('/metadata/name, value: 5', 'kind: Secret')), 'open'],
    ['another kind', renamed(to('/kind, value: Job', 'kind: Deployment')), 'open'],
    [
      'where it may be',
      renamed(
        'patches:\n- target: {kind: Secret}\n  options: {allowNameChange: true}\n  patch: |-\n    apiVersion: v1\n    kind: Secret\n    metadata: {name: pull}\n',
      ),
      'open',
    ],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(expected));
});

describe('entries that kustomize does not take', () => {
  const entry = (text: string, more: Files = {}) =>
    beside(`patches:\n- target: {kind: Deployment}\n${text}`, more);
  const FILE = { 'p.yaml': '- {op: add, path: /spec/replicas, value: 2}\n' };
  test.each<[string, Files]>([
    ['with an empty patch', entry('  patch: ""\n')],
    ['with none', entry('')],
    ['with nothing', beside('patches:\n- {}\n')],
    [
      'with a patch and a file',
      entry('  path: p.yaml\n  patch: "- {op: add, path: /spec/paused, value: true}"\n', FILE),
    ],
    ['of the old field, without a target', beside('patchesJson6902:\n- path: p.yaml\n', FILE)],
    ['with a number', entry('  patch: 5\n')],
    ['that are no list', beside('patches: {target: {kind: Deployment}, patch: ""}\n')],
  ])('%s', (_, files) => expect(made(files)).toBe('open'));

  test('but a file alone is one', () => expect(made(entry('  path: p.yaml\n', FILE))).toBe(AS_IT_IS));
});

describe('a pull secret that an inner kustomization has renamed', () => {
  const SECRET =
    'apiVersion: v1\nkind: Secret\nmetadata: {name: ghcr}\ntype: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: e30=}\n';
  const inner = (name: string, rest = '') => ({
    [`${name}/s.yaml`]: SECRET,
    [`${name}/kustomization.yaml`]: `namePrefix: ${name}-\nresources: [s.yaml]\n${rest}`,
  });
  const around = (files: Files, ...resources: string[]): Files => ({
    'd.yaml': DEPLOYMENT('app'),
    'kustomization.yaml': `resources: [d.yaml, ${resources.join(', ')}]\n`,
    ...files,
  });
  test.each<[string, Files, string]>([
    ['is meant by the name that it had', around(inner('x'), 'x'), ' +x-ghcr'],
    ['is not meant from another namespace', around(inner('x', 'namespace: far\n'), 'x'), ' +ghcr'],
    ['is not meant where two had the name', around({ ...inner('x'), ...inner('z') }, 'x', 'z'), ' +ghcr'],
    [
      // Held against `kustomize build`: what was never called otherwise is not looked at.
      'is meant, although another has the name now',
      around({ ...inner('x'), 's.yaml': SECRET }, 'x', 's.yaml'),
      ' +x-ghcr',
    ],
  ])('%s', (_, files, expected) => expect(made(files)).toBe(`app:1 side:1${expected}`));
});
