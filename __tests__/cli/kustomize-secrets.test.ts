/** `check --kubernetes` with kustomizations that make pull secrets, or rename what makes one. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/report/report.js';
import { auth, block, config, DEAD, good, holding, lab, pod, R } from './cluster.js';
import { repository, run } from './run.js';

const TYPE = 'kubernetes.io/dockerconfigjson';
const KEY = '.dockerconfigjson';
type Files = Record<string, object | string>;

async function asked(files: Files, place = 'k') {
  const written = Object.entries(files).map(([name, each]) => [
    name,
    typeof each === 'string' ? each : block(each, 0),
  ]);
  const cwd = repository(Object.fromEntries(written));
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
  const args = ['check', '--registry', R(), '--format', 'json', '--kubernetes', place];
  const { code, stdout, stderr } = await run(args, { env, cwd });
  const { findings } = JSON.parse(stdout) as Report;
  const [first] = findings;
  const message = first?.message ?? '';
  return {
    code,
    id: first?.id,
    message,
    command: first?.fix.command ?? '',
    line: first?.location?.line,
    stderr,
  };
}

const generator = (rest: object) => ({ secretGenerator: [{ name: 'ghcr', ...rest }] });
const made = (rest: object, content: string | null = good()): Files => ({
  'k/kustomization.yaml': { resources: ['pod.yaml'], ...generator(rest) },
  'k/pod.yaml': pod({}, 'mona/app:1', { name: 'app' }),
  ...(content === null ? {} : { 'k/config.json': content }),
});
const FILE = [`${KEY}=config.json`];

describe('a pull secret that a kustomization makes', () => {
  test.each<[string, () => Files, object]>([
    ['of a file', () => made({ type: TYPE, files: FILE }), { code: 0, id: undefined }],
    [
      'of words',
      () => made({ type: TYPE, literals: [`${KEY}=${good()}`] }, null),
      { code: 0, id: undefined },
    ],
    [
      'of words in quotes',
      () => made({ type: TYPE, literals: [`${KEY}='${good()}'`] }, null),
      { code: 0, id: undefined },
    ],
    ['without its type', () => made({ files: FILE }), { code: 1, id: 'pull-secret-malformed' }],
    [
      'with the key of its file',
      () => made({ type: TYPE, files: ['config.json'] }),
      { code: 1, id: 'pull-secret-malformed' },
    ],
    [
      'of a file that is not there',
      () => made({ type: TYPE, files: FILE }, null),
      { code: 3, id: 'pull-secret-malformed' },
    ],
    [
      'of lines of a file',
      () => made({ type: TYPE, envs: ['config.json'] }),
      { code: 3, id: 'pull-secret-malformed' },
    ],
  ])('%s', async (_, files, wanted) => {
    const found = await asked(files());
    expect(found).toMatchObject(wanted);
    expect(found.stderr).toBe('');
  });

  test('is renewed where it is made: by hand its name would lack the hash', async () => {
    const dead = config({ [R()]: auth(DEAD) });
    const { code, command } = await asked(made({ type: TYPE, files: FILE }, dead));
    expect({ code, command }).toEqual({
      code: 1,
      command: expect.stringMatching(/> k\/config\.json && kubectl apply --kustomize k$/),
    });
    const words = made({ type: TYPE, literals: [`${KEY}=${dead}`] }, null);
    expect((await asked(words)).command).toMatch(/> FILE && kubectl apply --kustomize k$/);
  });

  test('in a base, under the prefix of an overlay', async () => {
    const over = { 'over/kustomization.yaml': { resources: ['../k'], namePrefix: 'dev-' } };
    const dead = config({ [R()]: auth(DEAD) });
    expect(await asked({ ...made({ type: TYPE, files: FILE }), ...over }, 'over')).toMatchObject({ code: 0 });
    const { command } = await asked({ ...made({ type: TYPE, files: FILE }, dead), ...over }, 'over');
    expect(command).toMatch(/> k\/config\.json && kubectl apply --kustomize over$/);
  });

  test('and other secrets stay out of sight', async () => {
    const files = {
      ...made({}, null),
      'k/kustomization.yaml': {
        resources: ['pod.yaml', 'secret.yaml'],
        secretGenerator: [{ name: 'db', literals: ['a=b'] }],
      },
      'k/secret.yaml': { ...holding(good()), metadata: { name: 'ghcr' } },
    };
    expect(await asked(files)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('what makes a Secret', () => {
  const maker = (kind: string, spec: object) => ({
    apiVersion: 'x.io/v1',
    kind,
    metadata: { name: 'ghcr' },
    spec,
  });
  const sealed = { encryptedData: { [KEY]: 'AgBx' }, template: { metadata: { name: 'other' } } };
  const external = { target: { name: 'ghcr', template: { type: TYPE } } };
  const prefixed = (resource: object): Files => ({
    'k/kustomization.yaml': { resources: ['pod.yaml', 'maker.yaml'], namePrefix: 'dev-' },
    'k/pod.yaml': pod({}, 'mona/app:1', { name: 'app' }),
    'k/maker.yaml': resource,
  });

  test('is called by its own name, with a prefix that pods do not get', async () => {
    const { code, line, stderr } = await asked(prefixed(maker('SealedSecret', sealed)));
    expect({ code, line }).toMatchObject({ code: 3, line: expect.any(Number) });
    expect(stderr).toContain('The Secret dev-ghcr is for pulls, and no pod');
  });

  test('keeps the name that it says', async () => {
    expect(await asked(prefixed(maker('ExternalSecret', external)))).toMatchObject({ code: 3, stderr: '' });
  });

  test('for something else is missed nowhere', async () => {
    const files = {
      'k/pod.yaml': pod({ imagePullSecrets: [] }, 'mona/open:1', { name: 'app' }),
      'k/db.yaml': maker('ExternalSecret', { target: { name: 'db' } }),
    };
    expect(await asked(files)).toMatchObject({ code: 0, stderr: '' });
    const beside = { ...sealed, encryptedData: { ca: 'AgBy', ...sealed.encryptedData } };
    for (const each of [sealed, beside]) {
      const { stderr } = await asked({ ...files, 'k/db.yaml': maker('SealedSecret', each) });
      expect(stderr).toContain('The Secret ghcr is for pulls, and no pod');
    }
  });
});

/** What names the Secret and where its pod is; which of them kustomize renames its own list tells. */
describe('a name that a kustomization changes', () => {
  const template = () => ({ template: { spec: pod().spec } });
  const named = (apiVersion: string, kind: string, rest: object) => ({
    apiVersion,
    kind,
    metadata: { name: 'app' },
    ...rest,
  });
  const kinds = (): [string, object, boolean][] => [
    ['Pod', named('v1', 'Pod', { spec: pod().spec }), true],
    ['Deployment', named('apps/v1', 'Deployment', { spec: template() }), true],
    ['ReplicaSet', named('apps/v1', 'ReplicaSet', { spec: template() }), true],
    ['CronJob', named('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: template() } } }), true],
    ['PodTemplate', named('v1', 'PodTemplate', template()), true],
    ['DaemonSet of another', named('apps.kruise.io/v1alpha1', 'DaemonSet', { spec: template() }), true],
    ['ReplicationController', named('v1', 'ReplicationController', { spec: template() }), false],
    ['Rollout', named('argoproj.io/v1alpha1', 'Rollout', { spec: template() }), false],
    ['Service of Knative', named('serving.knative.dev/v1', 'Service', { spec: template() }), false],
    [
      'Workflow',
      named('argoproj.io/v1alpha1', 'Workflow', {
        spec: {
          imagePullSecrets: [{ name: 'ghcr' }],
          templates: [{ name: 'main', container: { image: `${R()}/mona/app:1` } }],
        },
      }),
      false,
    ],
    ['AgentPool', named('x.io/v1', 'AgentPool', { spec: pod().spec }), false],
  ];

  test.each([
    ['by its hash', {}, {}, 'ghcr-HASH'],
    ['by a prefix', { namePrefix: 'dev-' }, { disableNameSuffixHash: true }, 'dev-ghcr'],
    ['by both', { namePrefix: 'dev-' }, {}, 'dev-ghcr-HASH'],
  ])('%s', async (_, affix, generatorOptions, called) => {
    for (const [kind, resource, isRenamed] of kinds()) {
      const files = {
        'k/kustomization.yaml': {
          ...affix,
          resources: ['pod.yaml'],
          generatorOptions,
          ...generator({ type: TYPE, files: FILE }),
        },
        'k/pod.yaml': resource,
        'k/config.json': good(),
      };
      const { code, message } = await asked(files);
      const wanted = isRenamed ? { code: 0, calls: false } : { code: 3, calls: true };
      expect({ kind, code, calls: message.includes(`calls the Secret ${called},`) }).toEqual({
        kind,
        ...wanted,
      });
    }
  });

  test.each<[string, object, object]>([
    ['by the generator', {}, { options: { disableNameSuffixHash: true } }],
    ['by the kustomization', { generatorOptions: { disableNameSuffixHash: true } }, {}],
  ])('not where no hash is wanted: %s', async (_, above, own) => {
    const rollout = named('argoproj.io/v1alpha1', 'Rollout', { spec: template() });
    const kustomization = {
      resources: ['pod.yaml'],
      ...above,
      ...generator({ type: TYPE, files: FILE, ...own }),
    };
    const files = { 'k/kustomization.yaml': kustomization, 'k/pod.yaml': rollout, 'k/config.json': good() };
    expect(await asked(files)).toMatchObject({ code: 0 });
  });

  test('is not known to a resource of an overlay either', async () => {
    const rollout = named('argoproj.io/v1alpha1', 'Rollout', { spec: template() });
    const base = { ...generator({ type: TYPE, files: FILE }) };
    const files = {
      'k/kustomization.yaml': base,
      'k/config.json': good(),
      'over/kustomization.yaml': { resources: ['../k', 'rollout.yaml'] },
      'over/rollout.yaml': rollout,
    };
    expect(await asked(files, 'over')).toMatchObject({ code: 3, id: 'pull-secret-malformed' });
  });
});
