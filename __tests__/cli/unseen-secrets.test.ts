/** Pulls whose credential nobody here can tell: what is refused to all stands, what a credential may change is left open. */
import { describe, expect, test } from '@jest/globals';
import { auth, config, DEAD, holding, kubernetes, pod, R, said, secret, TYPE, yaml } from './cluster.js';

const resource = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'prod' },
  spec,
});
const task = (image: string) =>
  resource('tekton.dev/v1', 'Task', { steps: [{ name: 'a', image: `${R()}/${image}` }] });
const workflow = (image: string) =>
  resource('argoproj.io/v1alpha1', 'Workflow', { templates: [{ container: { image: `${R()}/${image}` } }] });
const release = (image: string) =>
  resource('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { image: `${R()}/${image}` } });
const unnamed = (image: string) => pod({ imagePullSecrets: [{ name: 'elsewhere' }] }, image);

describe.each([
  ['a task of Tekton', task],
  ['a workflow of Argo', workflow],
  ['a chart of Flux', release],
  ['a pod whose Secret is not here', unnamed],
])('%s', (_, of) => {
  test.each([
    ['a name that no client takes', 'Mona/open:1', 'uppercase-image-name'],
    ['a digest that is none', 'mona/open@sha256:abc', 'invalid-image-reference'],
    ['a tag that a public package does not have', 'mona/open:9', 'manifest-not-found'],
  ])('%s', async (__, image, id) => {
    const { stdout } = await kubernetes(yaml(of(image)));
    const { verdict, images, findings } = JSON.parse(stdout);
    expect(verdict).toBe('denied');
    expect(images).toMatchObject([{ verdict: 'denied' }]);
    expect(images[0]).not.toHaveProperty('isForNobody');
    expect(findings).toContainEqual(
      expect.objectContaining({ id, severity: 'error', confidence: 'certain' }),
    );
  });

  test.each(['mona/app:9', 'mona/gone:1', 'nobody/app:1'])(
    '%s may be there for whoever asks',
    async (image) => {
      const { stdout, code } = await kubernetes(yaml(of(image)));
      expect(code).toBe(3);
      expect(JSON.parse(stdout).findings.map(({ severity }: { severity: string }) => severity)).not.toContain(
        'error',
      );
    },
  );

  test('and beside it what is public is pulled', async () =>
    expect((await kubernetes(yaml(of('mona/open:1')))).code).toBe(0));
});

describe.each([
  ['SOPS', 'data', 'ENC[AES256_GCM,data:a=,iv:b=,tag:c=,type:str]'],
  ['SOPS, as text', 'stringData', 'ENC[AES256_GCM,data:a=,iv:b=,tag:c=,type:str]'],
  ['Ansible Vault', 'data', '$ANSIBLE_VAULT;1.1;AES256 3133'],
  ['envsubst or Flux', 'data', '${DOCKERCONFIGJSON}'],
  ['a token of a build', 'data', '__DOCKERCONFIG__'],
  ["Argo CD's Vault plugin", 'data', '<path:kv/data/ghcr#dockerconfigjson>'],
])('a secret that %s puts in before it is applied', (_, key, value) => {
  const filled = secret({ type: TYPE, [key]: { '.dockerconfigjson': value } });

  test('holds what nobody here can tell', async () => {
    const { code, stdout } = await kubernetes(yaml(filled, pod()));
    const { findings } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(findings).toMatchObject([
      { id: 'pull-secret-malformed', severity: 'notice', message: expect.stringContaining("can't be told") },
    ]);
  });
});

test.each(['${GHCR_AUTH}', '<path:kv/data/ghcr#auth>', 'ENC[AES256_GCM,data:a=,type:str]'])(
  'so does an entry whose "auth" is %s',
  async (value) => {
    const text = config({ [R()]: { auth: value } });
    const { code, id } = await said(
      yaml(secret({ type: TYPE, stringData: { '.dockerconfigjson': text } }), pod()),
    );
    expect({ code, id }).toEqual({ code: 3, id: 'pull-secret-malformed' });
  },
);

test("a guide's placeholder is no base64", async () => {
  const { severity, message } = await said(
    yaml(secret({ type: TYPE, data: { '.dockerconfigjson': '<BASE64>' } }), pod()),
  );
  expect({ severity, message }).toEqual({ severity: 'error', message: expect.stringContaining('no base64') });
});

test('of two in one resource each has its own verdict', async () => {
  const { stdout } = await kubernetes(yaml(task('mona/app:1'), task('mona/open:9')));
  const { images, findings } = JSON.parse(stdout);
  expect(images.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['denied', 'unknown']);
  expect(findings.map(({ id }: { id: string }) => id)).toEqual(['manifest-not-found']);
});

test('a Secret that is here and holds nothing is still told of', async () => {
  const text = yaml(unnamed('mona/app:1'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'elsewhere', namespace: 'prod' },
    type: TYPE,
    data: {},
  });
  expect(await said(text)).toMatchObject({ code: 1, id: 'pull-secret-malformed' });
});

test('a secret that is refused, beside one that nobody here has, is a warning', async () => {
  const names = [{ name: 'ghcr' }, { name: 'elsewhere' }];
  const { code, stdout } = await kubernetes(
    yaml(holding(config({ [R()]: auth(DEAD) })), pod({ imagePullSecrets: names })),
  );
  const { verdict, findings } = JSON.parse(stdout);
  expect({ code, verdict }).toEqual({ code: 3, verdict: 'unknown' });
  expect(findings).toContainEqual(expect.objectContaining({ id: 'stale-credential', severity: 'warning' }));
});
