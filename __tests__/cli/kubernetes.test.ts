/**
 * `check --kubernetes` on manifests and secrets that are broken in every way that the kubelet knows: the sentence that is
 * said of each, where it points, and the command that mends it. The lab is asked with what each pull would come with.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { schemaFaults } from '../schema.js';
import { type Ran, repository, run } from './run.js';

const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
const DEAD = 'ghp_deadDeadDeadDeadDeadDeadDeadDeadDead1';
const NO_SCOPE = 'ghp_bareBareBareBareBareBareBareBareBare1';
const WRITER = 'ghp_writeWriteWriteWriteWriteWriteWrite01';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [
      { owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] },
      { owner: 'mona', name: 'web', visibility: 'private', repository: null, tags: ['1'] },
      { owner: 'mona', name: 'open', visibility: 'public', repository: null, tags: ['1'] },
    ],
    tokens: {
      [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] },
      [WRITER]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
      [NO_SCOPE]: { kind: 'classic-pat', login: 'mona', scopes: ['repo'] },
      [DEAD]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'], expired: true },
    },
  });
});
afterAll(() => lab.close());

const base64 = (text: string) => Buffer.from(text).toString('base64');
const R = () => lab.registry;
const auth = (secret: string, user = 'mona') => ({ auth: base64(`${user}:${secret}`) });
const config = (auths: object) => JSON.stringify({ auths });
const good = () => config({ [R()]: auth(READER) });
const TYPE = 'kubernetes.io/dockerconfigjson';

/** A Secret `prod/ghcr`. */
const secret = (rest: Record<string, unknown>, metadata: object = { name: 'ghcr', namespace: 'prod' }) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata,
  ...rest,
});
/** With this text under the right key, and of the right type. */
const holding = (text: string) => secret({ type: TYPE, data: { '.dockerconfigjson': base64(text) } });
/** A pod that pulls a private image with that secret. */
const pod = (
  spec: object = {},
  image = 'mona/app:1',
  metadata: object = { name: 'app', namespace: 'prod' },
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    imagePullSecrets: [{ name: 'ghcr' }],
    containers: [{ name: 'app', image: `${R()}/${image}` }],
    ...spec,
  },
});

/** As one writes it, with each value in a line of its own, so that a place can be told. */
const yaml = (...resources: object[]) => resources.map((each) => block(each, 0)).join('---\n');
function block(value: unknown, depth: number): string {
  const pad = '  '.repeat(depth);
  if (Array.isArray(value)) return value.map((each) => `${pad}- ${JSON.stringify(each)}\n`).join('');
  return Object.entries(value as object)
    .map(([key, each]) => {
      const isMap = typeof each === 'object' && each !== null && Object.keys(each).length > 0;
      return isMap ? `${pad}${key}:\n${block(each, depth + 1)}` : `${pad}${key}: ${JSON.stringify(each)}\n`;
    })
    .join('');
}

async function kubernetes(text: string, args: string[] = [], format = 'json'): Promise<Ran> {
  const env = { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH };
  return run(['check', '--registry', R(), '--format', format, ...args, '--kubernetes', '-'], {
    env,
    stdin: text,
  });
}

interface Said {
  code: number;
  id: string;
  severity: string;
  message: string;
  fix: { summary: string; command: string | null };
  location: { file: string; line: number } | null;
}

/** What the first finding is. */
async function said(text: string, args: string[] = []): Promise<Said> {
  const { code, stdout } = await kubernetes(text, args);
  const report = JSON.parse(stdout);
  expect(schemaFaults(report)).toEqual([]);
  const [finding] = report.findings;
  return { code, id: finding?.id, ...finding };
}

const REPLACES =
  /^read -rs TOKEN && printf '\{"auths":\{"[^']+"password":"%s"\}\}\}' "\$TOKEN" \| kubectl create secret generic ghcr --namespace prod .*\| kubectl replace --force --filename=-$/;

/** What is wrong, the manifests, the sentence, the words of the line that it points to; `warns` where the pull works. */
type Row = [what: string, resources: () => object[], sentence: string, line: string | null, warns?: boolean];

const BROKEN: Row[] = [
  // the type and the key
  [
    'type Opaque',
    () => [secret({ type: 'Opaque', data: { '.dockerconfigjson': base64(good()) } }), pod()],
    'is of the type Opaque',
    'type: ',
  ],
  [
    'no type at all',
    () => [secret({ data: { '.dockerconfigjson': base64(good()) } }), pod()],
    'is of the type Opaque',
    'name: "ghcr"',
  ],
  [
    'type basic-auth',
    () => [
      secret({ type: 'kubernetes.io/basic-auth', stringData: { username: 'mona', password: READER } }),
      pod(),
    ],
    'is of the type kubernetes.io/basic-auth',
    'type: ',
  ],
  [
    'type misspelt',
    () => [
      secret({ type: 'kubernetes.io/dockerconfig', data: { '.dockerconfigjson': base64(good()) } }),
      pod(),
    ],
    'is of the type kubernetes.io/dockerconfig',
    'type: ',
  ],
  [
    'the key without its dot',
    () => [secret({ type: TYPE, data: { dockerconfigjson: base64(good()) } }), pod()],
    'has the key dockerconfigjson, and the kubelet reads .dockerconfigjson',
    'dockerconfigjson: ',
  ],
  [
    'the key config.json',
    () => [secret({ type: TYPE, data: { 'config.json': base64(good()) } }), pod()],
    'has the key config.json',
    'config.json: ',
  ],
  [
    'the older key under the newer type',
    () => [
      secret({ type: TYPE, data: { '.dockercfg': base64(JSON.stringify({ [R()]: auth(READER) })) } }),
      pod(),
    ],
    'has the key .dockercfg',
    '.dockercfg: ',
  ],
  [
    'keys of something else',
    () => [secret({ type: TYPE, data: { user: 'bW9uYQ==', token: 'eA==' } }), pod()],
    'has the keys user, token',
    'user: ',
  ],
  ['no data', () => [secret({ type: TYPE }), pod()], 'has no data', 'name: "ghcr"'],
  [
    'an empty value',
    () => [secret({ type: TYPE, data: { '.dockerconfigjson': '' } }), pod()],
    'has an empty value',
    '.dockerconfigjson: ',
  ],
  // the encoding
  [
    'JSON under data',
    () => [secret({ type: TYPE, data: { '.dockerconfigjson': good() } }), pod()],
    'has under data the JSON as it is',
    '.dockerconfigjson: ',
  ],
  [
    'no base64 under data',
    () => [secret({ type: TYPE, data: { '.dockerconfigjson': 'see-vault!' } }), pod()],
    'a value that is no base64',
    '.dockerconfigjson: ',
  ],
  [
    'base64 twice',
    () => [secret({ type: TYPE, data: { '.dockerconfigjson': base64(base64(good())) } }), pod()],
    'is encoded in base64 twice',
    '.dockerconfigjson: ',
  ],
  [
    'base64 under stringData',
    () => [secret({ type: TYPE, stringData: { '.dockerconfigjson': base64(good()) } }), pod()],
    'has base64 under stringData',
    '.dockerconfigjson: ',
  ],
  [
    'JSON that is cut off',
    () => [holding(good().slice(0, -2)), pod()],
    'holds no valid JSON',
    '.dockerconfigjson: ',
  ],
  [
    'JSON with a comma too many',
    () => [secret({ type: TYPE, stringData: { '.dockerconfigjson': `{"auths": {"${R()}": {},}}` } }), pod()],
    'holds no valid JSON',
    '.dockerconfigjson: ',
  ],
  // the entry
  [
    'no auths around the hosts',
    () => [holding(JSON.stringify({ [R()]: auth(READER) })), pod()],
    'holds JSON without "auths"',
    '.dockerconfigjson: ',
  ],
  [
    'auths in a .dockercfg',
    () => [secret({ type: 'kubernetes.io/dockercfg', data: { '.dockercfg': base64(good()) } }), pod()],
    'has "auths" in a .dockercfg',
    '.dockercfg: ',
  ],
  [
    'a copy whose passwords a helper keeps',
    () => [holding(JSON.stringify({ auths: { [R()]: {} }, credsStore: 'desktop' })), pod()],
    'the credential helper "desktop" keeps',
    '.dockerconfigjson: ',
  ],
  [
    'an entry for another host',
    () => [holding(config({ 'https://index.docker.io/v1/': auth(READER) })), pod()],
    'only for https://index.docker.io/v1/',
    '.dockerconfigjson: ',
  ],
  ['no entry at all', () => [holding(config({})), pod()], 'has no entry for', '.dockerconfigjson: '],
  [
    'an entry for the API /v2',
    () => [holding(config({ [`https://${R()}/v2`]: auth(READER) })), pod()],
    '/v2"',
    '.dockerconfigjson: ',
  ],
  [
    'an entry for another owner',
    () => [holding(config({ [`${R()}/octo`]: auth(READER) })), pod()],
    'has an entry only for names that begin with',
    null,
  ],
  [
    'an entry for HTTPS://HOST/v1/',
    () => [holding(config({ [`https://${R()}/v1/`]: auth(READER) })), pod()],
    'The kubelet takes that for',
    '.dockerconfigjson: ',
    true,
  ],
  // the login
  [
    'an empty user',
    () => [holding(config({ [R()]: auth(READER, '') })), pod()],
    'has an empty user name',
    '.dockerconfigjson: ',
  ],
  [
    'an empty password',
    () => [holding(config({ [R()]: auth('') })), pod()],
    'has no password',
    '.dockerconfigjson: ',
  ],
  ['an empty entry', () => [holding(config({ [R()]: {} })), pod()], 'has no password', '.dockerconfigjson: '],
  [
    'a placeholder for the token',
    () => [holding(config({ [R()]: auth('ghp_xxxxxxxxxxxx') })), pod()],
    "still has a guide's placeholder",
    '.dockerconfigjson: ',
  ],
  [
    'a placeholder for the user',
    () => [holding(config({ [R()]: auth(READER, 'your-username') })), pod()],
    'has "your-username" as its user name',
    '.dockerconfigjson: ',
    true,
  ],
  [
    'auth as it is',
    () => [holding(config({ [R()]: { auth: `mona:${READER}` } })), pod()],
    'has user and token in "auth" as they are',
    '.dockerconfigjson: ',
  ],
  [
    'auth of the token alone',
    () => [holding(config({ [R()]: { auth: base64(READER) } })), pod()],
    'has an "auth" that is no base64 of user:token',
    '.dockerconfigjson: ',
  ],
  [
    'auth of another token than password',
    () => [holding(config({ [R()]: { ...auth(READER), username: 'mona', password: DEAD } })), pod()],
    'has another user or token in "auth"',
    '.dockerconfigjson: ',
    true,
  ],
  [
    'the older type',
    () => [
      secret({
        type: 'kubernetes.io/dockercfg',
        data: { '.dockercfg': base64(JSON.stringify({ [R()]: auth(READER) })) },
      }),
      pod(),
    ],
    'is of the older type',
    'type: ',
    true,
  ],
  // where it is
  [
    'in another namespace',
    () => [
      secret(
        { type: TYPE, stringData: { '.dockerconfigjson': good() } },
        { name: 'ghcr', namespace: 'default' },
      ),
      pod(),
    ],
    'The pod is in the namespace prod, and the Secret ghcr that it names in default',
    '{"name":"ghcr"}',
  ],
];

describe('a broken pull secret', () => {
  test.each(BROKEN)('%s', async (_, resources, sentence, line, warns = false) => {
    const text = yaml(...resources());
    const { code, id, severity, message, fix, location } = await said(text);
    expect({ code, id }).toEqual({ code: warns ? 0 : 1, id: 'pull-secret-malformed' });
    expect(message).toContain(sentence);
    if (!warns) expect(severity).toBe('error');
    expect(fix.command).toMatch(REPLACES);
    if (line !== null) expect(text.split('\n')[(location?.line ?? 0) - 1]).toContain(line);
  });

  test('each is said in Chinese, without a secret in it', async () => {
    for (const [, resources] of BROKEN) {
      const { stdout, stderr } = await kubernetes(yaml(...resources()), ['--language', 'zh-CN'], 'text');
      expect(stdout).toMatch(/\[pull-secret-malformed\]：拉取 Secret 不可用/);
      for (const token of [READER, DEAD, base64(`mona:${READER}`), base64(good())])
        expect(stdout + stderr).not.toContain(token);
    }
  });

  test('that spoils a public image alone is a warning', async () => {
    const { code, severity } = await said(
      yaml(secret({ type: 'Opaque', data: { '.dockerconfigjson': base64(good()) } }), pod({}, 'mona/open:1')),
    );
    expect({ code, severity }).toEqual({ code: 0, severity: 'warning' });
  });

  test('is a warning where another secret of the pod serves', async () => {
    const { code, severity, id } = await said(
      yaml(
        secret({ type: 'Opaque', data: { '.dockerconfigjson': base64(good()) } }),
        secret(
          { type: TYPE, data: { '.dockerconfigjson': base64(good()) } },
          { name: 'second', namespace: 'prod' },
        ),
        pod({ imagePullSecrets: [{ name: 'ghcr' }, { name: 'second' }] }),
      ),
    );
    expect({ code, severity, id }).toEqual({ code: 0, severity: 'warning', id: 'pull-secret-malformed' });
  });

  test('alone, without a pod, is what there is to say', async () => {
    const { code, stderr } = await kubernetes(
      yaml(secret({ type: 'Opaque', data: { '.dockerconfigjson': base64(good()) } })),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('No pod is among these manifests');
  });

  test('is asked about with the images that are named', async () => {
    const text = yaml(holding(good()));
    expect((await kubernetes(text, [`${R()}/mona/app:1`])).code).toBe(0);
    expect((await said(yaml(holding(config({ [R()]: auth(DEAD) }))), [`${R()}/mona/app:1`])).id).toBe(
      'stale-credential',
    );
  });
});

describe('the command makes a Secret that is right', () => {
  const kubectl = () => {
    try {
      execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  // Its own half; there is no cluster here to replace it in.
  (kubectl() ? test : test.skip)('as kubectl prints it', async () => {
    const { fix } = await said(yaml(secret({ type: TYPE }), pod()));
    const [, make = ''] = /^read -rs TOKEN && (.*) \| kubectl replace/.exec(fix.command ?? '') ?? [];
    const made = execFileSync('bash', ['-c', make.replace('"USER"', '"mona"')], {
      env: { ...process.env, TOKEN: READER },
      encoding: 'utf8',
    });
    expect((await kubernetes(`${made}---\n${yaml(pod())}`)).code).toBe(0);
  });
});

describe('what the registry says to a secret that is well made', () => {
  test.each([
    ['it may', READER, 0, undefined],
    ['it is dead', DEAD, 1, 'stale-credential'],
    ['it has no scope', NO_SCOPE, 1, 'token-lacks-scope'],
    ['a fine-grained token', 'github_pat_11AAAAAAA0abcdefghijklmnop', 1, 'token-kind-unsupported'],
  ])('%s', async (_, token, code, id) => {
    const found = await said(yaml(holding(config({ [R()]: auth(token) })), pod()));
    expect({ code: found.code, id: found.id }).toEqual({ code, id });
    if (id) expect(found.fix.command).toMatch(REPLACES);
  });
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

  test('those of the service account, the default one too', async () => {
    const named = pod({ imagePullSecrets: [], serviceAccountName: 'deployer' });
    expect((await kubernetes(yaml(holding(good()), account('deployer', ['ghcr']), named))).code).toBe(0);
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

  test('an entry for one owner serves the images of that owner', async () => {
    const text = yaml(holding(config({ [`${R()}/mona`]: auth(READER), [R()]: auth(DEAD) })), pod());
    expect((await kubernetes(text)).code).toBe(0);
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
    const { code, stderr } = await kubernetes(text);
    expect(code).toBe(0);
    expect(stderr).toMatch(/-:\d+: this document is no valid YAML, and was left out/);
    const json = `${JSON.stringify(pod({ imagePullSecrets: [] }, 'mona/open:1'))}\n{"kind": `;
    expect((await kubernetes(json)).stderr).toContain('-:2: this document is no valid JSON');
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
    ['✗ HOST/mona/web:1', 'refused', 'none', '403 requested access to the resource is denied'],
    ['✓ HOST/mona/app:1', 'accepted', 'Secret prod/ghcr', '200'],
  ]);
});
