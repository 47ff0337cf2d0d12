/** What kustomize renames, and which resources it knows to name it: its own list, `namereference.go`, by kind. */
import { describe, expect, test } from '@jest/globals';
import { isHashed, referredName, withNewNames } from '../../src/workflow/deployment/kustomize/names.js';
import { type Manifest, readManifests } from '../../src/workflow/deployment/manifests.js';
import { childAt } from '../../src/workflow/text/document.js';

const read = (...resources: object[]) => readManifests('all.json', JSON.stringify(resources)).manifests;
const named = (kind: string, name: string, rest: object = {}) => ({ kind, metadata: { name }, ...rest });
const one = (resource: object) => read(resource)[0] as Manifest;
const prefixed = (rest: object, ...resources: object[]) => withNewNames(read(...resources), one(rest));

const SECRETS = 'imagePullSecrets';
const TEMPLATE = ['spec', 'template', 'spec'];
const JOBS = ['spec', 'jobTemplate', ...TEMPLATE];

/** A resource of the kind that has a map there, and nothing else. */
const holding = (kind: string, path: readonly string[]) =>
  named(
    kind,
    'app',
    path.reduceRight<object>((inner, key) => ({ [key]: inner }), {}),
  );

/** As it is called in a map of a resource that stands beside a Secret and an account, under a prefix. */
function referred(
  resource: object,
  path: readonly string[],
  kind: 'Secret' | 'ServiceAccount',
  key: string,
  name = 'ours',
) {
  const around = [named('Secret', 'ours'), named('ServiceAccount', 'ours')];
  const manifest = prefixed({ namePrefix: 'dev-' }, resource, ...around)[0] as Manifest;
  return referredName(manifest, kind, name, childAt(manifest.root, path) as never, key);
}

describe.each<['Secret' | 'ServiceAccount', string, [string, string[]][], [string, string[]][]]>([
  [
    'Secret',
    SECRETS,
    [
      ['ReplicaSet', TEMPLATE],
      ['PodTemplate', ['template', 'spec']],
      ['ServiceAccount', []],
    ],
    [
      ['ReplicationController', TEMPLATE],
      ['Pod', TEMPLATE],
      ['Deployment', ['spec']],
    ],
  ],
  [
    'ServiceAccount',
    'serviceAccountName',
    [['ReplicationController', TEMPLATE]],
    [
      ['ReplicaSet', TEMPLATE],
      ['PodTemplate', ['template', 'spec']],
      ['CronJob', TEMPLATE],
    ],
  ],
])('the name of a %s', (kind, key, own, others) => {
  test.each<[string, string[]]>([
    ['Pod', ['spec']],
    ['Deployment', TEMPLATE],
    ['DaemonSet', TEMPLATE],
    ['StatefulSet', TEMPLATE],
    ['Job', TEMPLATE],
    ['CronJob', JOBS],
    ...own,
  ])('is written anew in a %s', (holder, path) =>
    expect(referred(holding(holder, path), path, kind, key)).toEqual({ name: 'dev-ours' }),
  );

  test.each<[string, string[]]>([...others, ['Rollout', TEMPLATE]])(
    'is left as it was in a %s, at %j',
    (holder, path) =>
      expect(referred(holding(holder, path), path, kind, key)).toEqual({ name: 'ours', called: 'dev-ours' }),
  );

  test('is left as it was under another key', () =>
    expect(referred(holding('Pod', ['spec']), ['spec'], kind, 'other')).toMatchObject({ name: 'ours' }));

  test('is left as it was where nobody here has it', () =>
    expect(referred(holding('Pod', ['spec']), ['spec'], kind, key, 'theirs')).toEqual({ name: 'theirs' }));
});

test('the account that all pods have by default is renamed as any other', () => {
  const names = prefixed(
    { namePrefix: 'dev-' },
    named('ServiceAccount', 'default'),
    named('Secret', 'default'),
  );
  expect(names.map(({ name }) => name)).toEqual(['dev-default', 'dev-default']);
});

test('of what is renamed only a Secret and an account tell others; what has no name keeps none', () => {
  const kinds = ['ConfigMap', 'Deployment', 'Namespace', 'CustomResourceDefinition'];
  const names = prefixed(
    { nameSuffix: '-1' },
    ...kinds.map((kind) => named(kind, 'ours')),
    named('Secret', ''),
  );
  expect(names).toEqual(names.map(() => expect.not.objectContaining({ renamed: expect.anything() })));
  expect(names.map(({ name }) => name)).toEqual(['ours-1', 'ours-1', undefined, undefined, undefined]);
});

test.each<[string, object, boolean]>([
  ['in another namespace', {}, false],
  ['in the namespace that all come into', { namespace: 'c' }, true],
])('who names it is told of it %s or not', (_, rest, isTold) => {
  const pod = { ...holding('Pod', ['spec']), metadata: { name: 'app', namespace: 'a' } };
  const [, told] = prefixed({ namePrefix: 'dev-', ...rest }, named('Secret', 'ours'), pod);
  expect(told?.renamed !== undefined).toBe(isTold);
});

test('what names no namespace is in the default one', () => {
  const pod = { ...holding('Pod', ['spec']), metadata: { name: 'app', namespace: 'default' } };
  const [, told] = prefixed({ namePrefix: 'dev-' }, named('Secret', 'ours'), pod);
  expect(told?.renamed).toHaveLength(1);
});

test('what makes a Secret is called anew, and no pod is told', () => {
  const [made, pod] = prefixed(
    { namePrefix: 'dev-' },
    named('SealedSecret', 'ours'),
    holding('Pod', ['spec']),
  );
  expect(made?.name).toBe('dev-ours');
  expect(pod?.renamed).toBeUndefined();
});

test('each kustomization on the way changes the name that the one below gave, or does not', () => {
  const around = [holding('Pod', ['spec']), named('Secret', 'ours')];
  const below = prefixed({ namePrefix: 'dev-', nameSuffix: '-1' }, ...around);
  const pods = [
    withNewNames(below, one({ namePrefix: 'eu-' })),
    // Beside another Secret, of which alone the middle one knows.
    withNewNames(
      below.map((each, at) => (at === 0 ? { ...each, renamed: [new Map(), ...(each.renamed ?? [])] } : each)),
      one({ namePrefix: 'eu-' }),
    ),
  ].map(([pod]) => pod as Manifest);
  for (const pod of pods)
    expect(referredName(pod, 'Secret', 'ours', childAt(pod.root, ['spec']) as never, SECRETS)).toEqual({
      name: 'eu-dev-ours-1',
    });
});

test('a hash alone is no new name here, and is told where kustomize does not write it', () => {
  const [rollout, secret] = read(holding('Rollout', TEMPLATE), named('Secret', 'ours'));
  const [other, made] = withNewNames(
    [rollout as Manifest, { ...(secret as Manifest), isHashed: true }],
    one({}),
  );
  expect(made?.name).toBeUndefined();
  expect(
    referredName(
      other as Manifest,
      'Secret',
      'ours',
      childAt((other as Manifest).root, TEMPLATE) as never,
      SECRETS,
    ),
  ).toEqual({ name: 'ours', called: 'ours-HASH' });
});

test.each<[object, object, boolean]>([
  [{}, {}, true],
  [{ generatorOptions: { disableNameSuffixHash: true } }, {}, false],
  [{}, { options: { disableNameSuffixHash: true } }, false],
  [
    { generatorOptions: { disableNameSuffixHash: false } },
    { options: { disableNameSuffixHash: false } },
    true,
  ],
])('%j with a generator %j has a hash behind its name: %s', (above, generator, expected) =>
  expect(isHashed(one(above), one(generator).root)).toBe(expected),
);
