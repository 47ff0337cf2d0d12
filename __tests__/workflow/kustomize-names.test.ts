/** What kustomize renames, and which resources it knows to name it: its own list, `namereference.go`, by kind. */
import { describe, expect, test } from '@jest/globals';
import type { NameReference } from '../../src/workflow/deployment/kustomize/configurations.js';
import { isHashed, withNewNames } from '../../src/workflow/deployment/kustomize/names.js';
import { referredName, withReferences } from '../../src/workflow/deployment/kustomize/references.js';
import { type Manifest, readManifests } from '../../src/workflow/deployment/manifests.js';
import { childAt, type YamlNode } from '../../src/workflow/text/document.js';

const read = (...resources: object[]) => readManifests('all.json', JSON.stringify(resources)).manifests;
const named = (kind: string, name: string, rest: object = {}) => ({ kind, metadata: { name }, ...rest });
const one = (resource: object) => read(resource)[0] as Manifest;
const told = (manifests: readonly Manifest[], configured: readonly NameReference[] = []) =>
  withReferences(manifests, configured) ?? [];
const prefixed = (rest: object, ...resources: object[]) => told(withNewNames(read(...resources), one(rest)));

const SECRETS = 'imagePullSecrets';
const TEMPLATE = ['spec', 'template', 'spec'];
const JOBS = ['spec', 'jobTemplate', ...TEMPLATE];

/** Where it names a Secret or an account. */
type Place = readonly [path: readonly string[], key: string];

/** A resource of the kind that names one of them there. */
const naming = (kind: string, [path, key]: Place, name = 'ours') =>
  named(
    kind,
    'app',
    path.reduceRight<object>((inner, each) => ({ [each]: inner }), {
      [key]: key === SECRETS ? [{ name }] : name,
    }),
  );

function nameIn({ root }: Manifest, [path, key]: Place) {
  const node = childAt(root, [...path, key]);
  return (node?.kind === 'list' ? childAt(node.items[0]?.node as YamlNode, ['name']) : node) as YamlNode;
}

/** As it is called in a resource that stands beside a Secret and an account, under a prefix. */
function referred(kind: 'Secret' | 'ServiceAccount', holder: string, place: Place, name = 'ours') {
  const around = [named('Secret', 'ours'), named('ServiceAccount', 'ours')];
  const [manifest] = prefixed({ namePrefix: 'dev-' }, naming(holder, place, name), ...around);
  return referredName(manifest as Manifest, kind, name, nameIn(manifest as Manifest, place));
}

/** As it is called in the pod, which is the first one of them. */
function inPod(manifests: readonly Manifest[], name = 'ours') {
  const [pod] = manifests as [Manifest];
  return referredName(pod, 'Secret', name, nameIn(pod, IN_POD));
}

const IN_POD: Place = [['spec'], SECRETS];
const POD = () => naming('Pod', IN_POD);

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
    expect(referred(kind, holder, [path, key])).toEqual({ name: 'dev-ours' }),
  );

  test.each<[string, string[]]>([...others, ['Rollout', TEMPLATE]])(
    'is left as it was in a %s, at %j',
    (holder, path) =>
      expect(referred(kind, holder, [path, key])).toEqual({ name: 'ours', called: 'dev-ours' }),
  );

  test('is left as it was under another key', () =>
    expect(referred(kind, 'Pod', [['spec'], 'other'])).toMatchObject({ name: 'ours' }));

  test('is left as it was where nobody here has it', () =>
    expect(referred(kind, 'Pod', [['spec'], key], 'theirs')).toEqual({ name: 'theirs' }));
});

test('the account that all pods have by default is renamed as any other', () => {
  const names = prefixed(
    { namePrefix: 'dev-' },
    named('ServiceAccount', 'default'),
    named('Secret', 'default'),
  );
  expect(names.map(({ name }) => name)).toEqual(['dev-default', 'dev-default']);
});

test('what has a name that others must keep is not renamed', () => {
  const kinds = ['ConfigMap', 'Deployment', 'Namespace', 'CustomResourceDefinition'];
  const names = prefixed({ nameSuffix: '-1' }, ...kinds.map((kind) => named(kind, 'ours')));
  expect(names.map(({ name }) => name)).toEqual(['ours-1', 'ours-1', undefined, undefined]);
});

test.each<[string, object, boolean]>([
  ['in another namespace', {}, false],
  ['in the namespace that all come into', { namespace: 'c' }, true],
])('who names it is told of it %s or not', (_, rest, isTold) => {
  const pod = { ...POD(), metadata: { name: 'app', namespace: 'a' } };
  const found = prefixed({ namePrefix: 'dev-', ...rest }, pod, named('Secret', 'ours'));
  expect(inPod(found)).toEqual({ name: isTold ? 'dev-ours' : 'ours' });
});

test('what names no namespace is in the default one', () => {
  const pod = { ...POD(), metadata: { name: 'app', namespace: 'default' } };
  expect(inPod(prefixed({ namePrefix: 'dev-' }, pod, named('Secret', 'ours')))).toEqual({ name: 'dev-ours' });
});

test('what makes a Secret is called anew, and no pod is told', () => {
  const [pod, made] = prefixed({ namePrefix: 'dev-' }, POD(), named('SealedSecret', 'ours'));
  expect(made?.name).toBe('dev-ours');
  expect(inPod([pod as Manifest])).toEqual({ name: 'ours' });
});

test('a hash alone is no new name here, and is told where kustomize does not write it', () => {
  const place: Place = [TEMPLATE, SECRETS];
  const [rollout, secret] = read(naming('Rollout', place), named('Secret', 'ours'));
  const [other, made] = told([rollout as Manifest, { ...(secret as Manifest), isHashed: true }]);
  expect(made?.name).toBeUndefined();
  expect(referredName(other as Manifest, 'Secret', 'ours', nameIn(other as Manifest, place))).toEqual({
    name: 'ours',
    called: 'ours-HASH',
  });
});

/** Each row was held against `kustomize build`. */
describe('of kustomizations on the way', () => {
  const under = (manifests: readonly Manifest[], rest: object) => withNewNames(manifests, one(rest));
  const secret = (name = 'ours') => read(named('Secret', name));
  const pod = () => read(POD());
  const a = { namePrefix: 'a-' };
  const b = { namePrefix: 'b-' };
  test.each<[string, () => readonly Manifest[], string | null]>([
    [
      'each changes the name that the one below gave',
      () => under(under([...pod(), ...secret()], a), b),
      'b-a-ours',
    ],
    [
      'the name between prefix and suffix is one, too',
      () => [...read(naming('Pod', IN_POD, 'a-ours')), ...under(secret(), { ...a, nameSuffix: '-1' })],
      'a-ours-1',
    ],
    [
      'what was never called otherwise is not meant',
      () => [...pod(), ...secret(), ...under(secret(), a)],
      'a-ours',
    ],
    [
      'two: none is like one that was not renamed',
      () => [...pod(), ...under(secret(), a), ...under(secret(), b)],
      'ours',
    ],
    ['two: that beside it', () => [...under([...pod(), ...secret()], a), ...under(secret(), b)], 'a-ours'],
    [
      'two: that beside it, further in',
      () => under([...under([...pod(), ...secret()], a), ...under(secret(), b)], b),
      'b-a-ours',
    ],
    [
      'two: the one without an affix, whose namespace was changed',
      () => under([...pod(), ...secret(), ...under(secret(), a)], { namespace: 'n' }),
      'ours',
    ],
    [
      'two, of which one was renamed alike and more: kustomize refuses it',
      () => [...under([...pod(), ...secret()], a), ...under(under(secret(), b), a)],
      null,
    ],
  ])('%s', (_, made, expected) => {
    const found = withReferences(made(), []);
    expect(found && inPod(found, nameOf(made()))).toEqual(expected === null ? null : { name: expected });
  });
  const nameOf = ([first]: readonly Manifest[]) =>
    String((nameIn(first as Manifest, IN_POD) as { value: unknown }).value);
});

/** Each row was held against `kustomize build` of v5.8.2. */
describe('whatever a pod names by a name that two were given', () => {
  const env = (from: object) => ({ containers: [{ name: 'a', env: [{ name: 'A', valueFrom: from }] }] });
  const volume = (of: object) => ({ volumes: [{ name: 'v', ...of }] });
  const refused = (kind: string, spec: object, holder = { kind: 'Pod', at: (each: object) => each }) => {
    const twice = ['a-', 'b-'].flatMap((namePrefix) =>
      withNewNames(read(named(kind, 'ours')), one({ namePrefix })),
    );
    const pod = read(named(holder.kind, 'app', { spec: holder.at(spec) }));
    return withReferences(withNewNames([...pod, ...twice], one({ namePrefix: 'o-' })), []) === null;
  };
  test.each<[string, string, object, boolean]>([
    ['a variable', 'ConfigMap', env({ configMapKeyRef: { name: 'ours' } }), true],
    ['a variable', 'Secret', env({ secretKeyRef: { name: 'ours' } }), true],
    ['a variable of the other kind', 'Secret', env({ configMapKeyRef: { name: 'ours' } }), false],
    [
      'all variables',
      'ConfigMap',
      { initContainers: [{ envFrom: [{ configMapRef: { name: 'ours' } }] }] },
      true,
    ],
    ['all variables', 'Secret', { containers: [{ envFrom: [{ secretRef: { name: 'ours' } }] }] }, true],
    ['a volume', 'ConfigMap', volume({ configMap: { name: 'ours' } }), true],
    ['a volume', 'Secret', volume({ secret: { secretName: 'ours' } }), true],
    [
      'a volume of several',
      'ConfigMap',
      volume({ projected: { sources: [{ configMap: { name: 'ours' } }] } }),
      true,
    ],
    [
      'a volume of several',
      'Secret',
      volume({ projected: { sources: [{ secret: { name: 'ours' } }] } }),
      true,
    ],
    ['a claim', 'PersistentVolumeClaim', volume({ persistentVolumeClaim: { claimName: 'ours' } }), true],
    ['nothing', 'ConfigMap', {}, false],
  ])('in %s, of a %s', (_, kind, spec, isRefused) => {
    expect(refused(kind, spec)).toBe(isRefused);
    const at = (each: object) => ({ template: { spec: each } });
    expect(refused(kind, spec, { kind: 'Deployment', at })).toBe(isRefused);
  });
});

describe('a place of which configurations tell', () => {
  const at = (path: string, kind = 'Rollout') => ({ group: '', version: '', kind, path, create: false });
  const inRollout = (configured: NameReference[]) => {
    const place: Place = [TEMPLATE, SECRETS];
    const renamed = withNewNames(
      read(naming('Rollout', place), named('Secret', 'ours')),
      one({ namePrefix: 'x-' }),
    );
    const [rollout] = withReferences(renamed, configured) ?? [];
    return rollout && referredName(rollout, 'Secret', 'ours', nameIn(rollout, place)).name;
  };
  const PATH = 'spec/template/spec/imagePullSecrets';
  test.each<[string, NameReference[], string | undefined]>([
    ['is written to', [{ kind: 'Secret', places: [at(`${PATH}/name`)] }], 'x-ours'],
    ['is written to, with the list marked', [{ kind: 'Secret', places: [at(`${PATH}[]/name`)] }], 'x-ours'],
    ['of another kind is not', [{ kind: 'Secret', places: [at(`${PATH}/name`, 'Mine')] }], 'ours'],
    ['for names of accounts is not', [{ kind: 'ServiceAccount', places: [at(`${PATH}/name`)] }], 'ours'],
    [
      'into which more than a name would be written is left open',
      [{ kind: 'Secret', places: [at(PATH)] }],
      undefined,
    ],
  ])('%s', (_, configured, expected) => expect(inRollout(configured)).toBe(expected));
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
