/**
 * Pull secrets that are broken in every way that the kubelet knows: the sentence that is said of each, where it points, and
 * the command that mends it.
 */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import {
  auth,
  base64,
  config,
  DEAD,
  good,
  holding,
  kubernetes,
  lab,
  NO_SCOPE,
  pod,
  R,
  READER,
  said,
  secret,
  TYPE,
  yaml,
} from './cluster.js';
import { run } from './run.js';

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
  [
    'more keys of something else than a sentence has room for',
    () => [
      secret({ type: TYPE, data: Object.fromEntries([...'abcdef'].map((key) => [key, 'eA=='])) }),
      pod(),
    ],
    'has the keys a, b, c, d, e, and the kubelet',
    'a: ',
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
  [
    'JSON behind a byte order mark',
    () => [holding(`\ufeff${good()}`), pod()],
    'holds JSON behind a byte order mark',
    '.dockerconfigjson: ',
  ],
  [
    'the same under stringData',
    () => [secret({ type: TYPE, stringData: { '.dockerconfigjson': `\ufeff${good()}` } }), pod()],
    'holds JSON behind a byte order mark',
    '.dockerconfigjson: ',
  ],
  [
    'JSON in UTF-16',
    () => {
      const wide = Buffer.from(`\ufeff${good()}`, 'utf16le').toString('base64');
      return [secret({ type: TYPE, data: { '.dockerconfigjson': wide } }), pod()];
    },
    'holds JSON behind a byte order mark',
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
  ['no entry at all', () => [holding(config({})), pod()], 'has no entry for', '.dockerconfigjson: '],
  [
    'an entry for the API /v2',
    () => [holding(config({ [`https://${R()}/v2`]: auth(READER) })), pod()],
    '/v2"',
    '.dockerconfigjson: ',
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
  [
    'a token that docker keeps for itself',
    () => [holding(config({ [R()]: { auth: base64('mona:'), identitytoken: READER } })), pod()],
    'has no password: what it has under "identitytoken" the kubelet does not read',
    '.dockerconfigjson: ',
  ],
  [
    'a token that docker sends as it is',
    () => [holding(config({ [R()]: { registrytoken: base64(READER) } })), pod()],
    'has no password: what it has under "registrytoken" the kubelet does not read',
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

  test('each is said in Chinese, with a title that holds, and without a secret in it', async () => {
    const titles = new Map<string, string[]>();
    for (const [name, resources] of BROKEN) {
      const { stdout, stderr } = await kubernetes(yaml(...resources()), ['--language', 'zh-CN'], 'text');
      const title = /\[pull-secret-malformed\]：(.*)/.exec(stdout)?.[1] ?? '';
      titles.set(title, [...(titles.get(title) ?? []), name]);
      for (const token of [READER, DEAD, base64(`mona:${READER}`), base64(good())])
        expect(stdout + stderr).not.toContain(token);
    }
    expect(titles.size).toBe(4);
    expect(titles.get('拉取 Secret 只是碰巧可用')).toEqual([
      'an entry for HTTPS://HOST/v1/',
      'a placeholder for the user',
      'auth of another token than password',
    ]);
    expect(titles.get('拉取 Secret 使用旧类型')).toEqual(['the older type']);
    expect(titles.get('拉取 Secret 在另一个命名空间中')).toEqual(['in another namespace']);
    expect(titles.get('拉取 Secret 不可用')).toHaveLength(BROKEN.length - 5);
  });

  test('that spoils a public image alone is a warning', async () => {
    const { code, severity } = await said(
      yaml(secret({ type: 'Opaque', data: { '.dockerconfigjson': base64(good()) } }), pod({}, 'mona/open:1')),
    );
    expect({ code, severity }).toEqual({ code: 0, severity: 'warning' });
  });

  test('of two secrets that are tried one image is one', async () => {
    const named = (name: string, token: string) =>
      secret(
        { type: TYPE, data: { '.dockerconfigjson': base64(config({ [R()]: auth(token) })) } },
        { name, namespace: 'prod' },
      );
    const pods = pod({ imagePullSecrets: [{ name: 'old' }, { name: 'new' }] });
    const head = async (...tokens: [string, string]) => {
      const text = yaml(named('old', tokens[0]), named('new', tokens[1]), pods);
      return (await kubernetes(text, [], 'text')).stdout.split('\n\n')[0]?.replace(/\s+/g, ' ');
    };
    expect(await head(DEAD, READER)).toContain('accepts the pull with the pull secrets that');
    expect(await head(DEAD, DEAD)).toContain('would refuse the pull with the pull secrets that');
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

  test('without data, alone, is broken and not overlooked', async () => {
    const { code, message } = await said('kind: Secret\nmetadata: {name: x}\n');
    expect({ code, message }).toEqual({
      code: 1,
      message: expect.stringMatching(/is of the type Opaque\..* It has no data, so there is nothing/),
    });
  });

  test('is asked about with the images that are named', async () => {
    const text = yaml(holding(good()));
    expect((await kubernetes(text, [`${R()}/mona/app:1`])).code).toBe(0);
    expect((await said(yaml(holding(config({ [R()]: auth(DEAD) }))), [`${R()}/mona/app:1`])).id).toBe(
      'stale-credential',
    );
  });
});

describe('--docker-config takes a pull secret, and what is wrong with it is a finding', () => {
  const dockerConfig = (text: string, images = [`${R()}/mona/app:1`]) =>
    run(['check', '--registry', R(), '--format', 'json', '--docker-config', '-', ...images], {
      env: { GITHUB_API_URL: lab.apiUrl, HOME: '/nonexistent', PATH: process.env.PATH },
      stdin: text,
      cwd: '/',
    });

  test('what stands beside it and can not be read is said', async () => {
    const { code, stderr } = await dockerConfig(`${yaml(holding(good()))}---\nkind: Secret\ndata: [\n`);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^ghcr-preflight: <stdin>:\d+: this document is no valid YAML, and was left out\.\n$/,
    );
  });

  const NO_TYPE = 'no type at all';
  test.each(BROKEN.slice(0, -1).filter(([what]) => what !== NO_TYPE))(
    '%s',
    async (_, resources, sentence, __, warns = false) => {
      const [first] = resources() as [object];
      for (const text of [yaml(first), JSON.stringify(first)]) {
        const { code, stdout, stderr } = await dockerConfig(text);
        expect({ code, stderr }).toEqual({ code: warns ? 0 : 1, stderr: '' });
        const [finding] = JSON.parse(stdout).findings;
        expect(finding.id).toBe('pull-secret-malformed');
        expect(finding.message).toContain(sentence);
      }
    },
  );

  test('a part of a Secret that somebody has copied has no type, and says nothing of it', async () => {
    const [, resources] = BROKEN.find(([what]) => what === NO_TYPE) as Row;
    const { code, stdout } = await dockerConfig(yaml(resources()[0] as object));
    expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
  });

  test.each([
    ['data alone', () => yaml({ data: { '.dockerconfigjson': base64(good()) } }), 0],
    ['stringData alone', () => JSON.stringify({ stringData: { '.dockerconfigjson': good() } }), 0],
    ['the value alone', () => base64(good()), 0],
    ['the value, encoded twice', () => base64(base64(good())), 1],
    ['the value, for another host', () => base64(config({ 'docker.io': auth(READER) })), 1],
  ])('%s', async (_, text, code) => {
    const ran = await dockerConfig(text());
    expect(ran.code).toBe(code);
    const ids = JSON.parse(ran.stdout).findings.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(code === 0 ? [] : ['pull-secret-malformed']);
  });

  test.each(['"', "'"])('its value in the quotes that jq prints: %s', async (quote) => {
    expect((await dockerConfig(`${quote}${base64(good())}${quote}\n`)).code).toBe(0);
    expect((await dockerConfig(`${quote}${base64(base64(good()))}${quote}\n`)).code).toBe(1);
  });

  test('without an image, outside of a checkout', async () => {
    const { code, stderr } = await dockerConfig(
      yaml(secret({ type: 'Opaque', stringData: { '.dockerconfigjson': good() } })),
      [],
    );
    expect({ code, said: stderr.includes('so the registry was not asked') }).toEqual({ code: 1, said: true });
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

describe('a secret that is named as no list of names', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
  test.each<[string, () => object[]]>([
    ['texts', () => [pod({ imagePullSecrets: ['ghcr'] })]],
    ['a text', () => [pod({ imagePullSecrets: 'ghcr' })]],
    ['a map', () => [pod({ imagePullSecrets: { name: 'ghcr' } })]],
    ['a text beside a name', () => [pod({ imagePullSecrets: [{ name: 'ghcr' }, 'ghcr'] })]],
    [
      'texts of an account',
      () => [{ ...account, imagePullSecrets: ['ghcr'] }, pod({ imagePullSecrets: [] })],
    ],
  ])('is refused with all that names it: %s', async (_, named) => {
    const { code, id, message, fix } = await said(yaml(holding(good()), ...named()));
    expect({ code, id, command: fix.command }).toEqual({
      code: 1,
      id: 'pull-secret-malformed',
      command: null,
    });
    expect(message).toContain('in a form that Kubernetes refuses');
    expect(fix.summary).toBe('Write imagePullSecrets: [{name: ghcr}].');
  });

  test('is what another resource may take, or a template makes a list of', async () => {
    const custom = { ...pod({ imagePullSecrets: ['ghcr'] }), apiVersion: 'x.io/v1', kind: 'Thing' };
    expect((await kubernetes(yaml(holding(good()), custom))).code).toBe(0);
    const made = yaml(holding(good()), pod({ imagePullSecrets: 'HERE' })).replace(
      '"HERE"',
      '{{ .Values.all }}',
    );
    expect((await said(made)).id).not.toBe('pull-secret-malformed');
  });
});

describe('a secret that is named where no field is', () => {
  const image = () => `${R()}/mona/app:1`;
  const bare = () => ({ containers: [{ name: 'app', image: image() }] });
  const names = [{ name: 'ghcr' }];
  const workload = (spec: object, template: object = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app', namespace: 'prod' },
    spec: { ...spec, template: { ...template, spec: bare() } },
  });
  const account = (rest: object) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'prod' },
    ...rest,
  });
  const cronJob = () => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'app', namespace: 'prod' },
    spec: { jobTemplate: { spec: { imagePullSecrets: names, template: { spec: bare() } } } },
  });
  const TEMPLATE = 'spec.template.spec.imagePullSecrets';
  test.each<[string, () => object[], string, string]>([
    ['above the template', () => [workload({ imagePullSecrets: names })], 'spec.imagePullSecrets', TEMPLATE],
    [
      'above the pod',
      () => [workload({}, { imagePullSecrets: names })],
      'spec.template.imagePullSecrets',
      TEMPLATE,
    ],
    [
      'in metadata',
      () => [workload({}, { metadata: { imagePullSecrets: names } })],
      'spec.template.metadata.imagePullSecrets',
      TEMPLATE,
    ],
    [
      'in a job of a CronJob',
      () => [cronJob()],
      'spec.jobTemplate.spec.imagePullSecrets',
      'spec.jobTemplate.spec.template.spec.imagePullSecrets',
    ],
    [
      'in a container',
      () => [
        pod({
          imagePullSecrets: undefined,
          containers: [{ name: 'app', image: image(), imagePullSecrets: names }],
        }),
      ],
      'spec.containers[0].imagePullSecrets',
      'spec.imagePullSecrets',
    ],
    ...['imagePullSecret', 'ImagePullSecrets', 'imagepullsecrets', 'imagePullSercets', 'pullSecrets'].map(
      (key): [string, () => object[], string, string] => [
        `as ${key}`,
        () => [pod({ imagePullSecrets: undefined, [key]: names })],
        `spec.${key}`,
        'spec.imagePullSecrets',
      ],
    ),
    [
      'by a key of a volume',
      () => [pod({ imagePullSecrets: [{ secretName: 'ghcr' }] })],
      'spec.imagePullSecrets[0].secretName',
      'spec.imagePullSecrets',
    ],
    [
      'in the specification of an account',
      () => [account({ spec: { imagePullSecrets: names } }), pod({ imagePullSecrets: [] })],
      'spec.imagePullSecrets',
      'imagePullSecrets',
    ],
    [
      'misspelt in an account',
      () => [account({ imagePullSecret: names }), pod({ imagePullSecrets: [] })],
      'imagePullSecret',
      'imagePullSecrets',
    ],
  ])('%s', async (_, resources, given, wanted) => {
    const { code, id, message, fix, location } = await said(
      JSON.stringify([holding(good()), ...resources()], null, 1),
    );
    expect({ code, id, command: fix.command, line: location?.line }).toEqual({
      code: 1,
      id: 'pull-secret-malformed',
      command: null,
      line: expect.any(Number),
    });
    expect(message).toContain(`ghcr is named as ${given}, and Kubernetes has no such field`);
    expect(fix.summary).toBe(`Write ${wanted}: [{name: ghcr}] instead.`);
  });

  test('is told by its line', async () => {
    const text = yaml(holding(good()), workload({ imagePullSecrets: names }));
    const { location } = await said(text);
    expect(text.split('\n')[(location?.line ?? 0) - 1]).toBe('  imagePullSecrets:');
  });

  test('is a warning where the pull needs none', async () => {
    const open = pod({ imagePullSecrets: undefined, imagePullSecret: names }, 'mona/open:1');
    const { code, severity, message } = await said(JSON.stringify([holding(good()), open]));
    expect({ code, severity }).toEqual({ code: 0, severity: 'warning' });
    expect(message).toContain('Kubernetes has no such field');
  });

  test.each<[string, () => string]>([
    [
      'another resource decides about its fields',
      () => yaml({ ...workload({ imagePullSecrets: names }), apiVersion: 'x.io/v1', kind: 'Thing' }),
    ],
    [
      'a template may put it into its place',
      () =>
        `${yaml(workload({ imagePullSecrets: names }))}  {{- if .Values.more }}\n  replicas: 2\n  {{- end }}\n`,
    ],
    [
      'secrets of an account are for something else',
      () => yaml(account({ secrets: names }), pod({ imagePullSecrets: [] })),
    ],
    [
      'a policy is none',
      () => JSON.stringify(pod({ imagePullSecrets: undefined, imagePullPolicy: 'Always', volumes: [] })),
    ],
  ])('is no finding where %s', async (_, text) => {
    expect((await said(text())).id).not.toBe('pull-secret-malformed');
  });
});

describe('a secret that serves other images', () => {
  const forOthers = (name: string, host: string) =>
    secret(
      { type: TYPE, data: { '.dockerconfigjson': base64(config({ [host]: auth(DEAD) })) } },
      { name, namespace: 'prod' },
    );
  const naming = (...names: string[]) => ({ imagePullSecrets: names.map((name) => ({ name })) });
  const HOSTS: [string, () => string][] = [
    ['of another registry', () => 'https://index.docker.io/v1/'],
    ['of another owner', () => `${R()}/octo`],
  ];

  test.each(HOSTS)(
    '%s, alone, is left as it is: the one that is missing comes beside it',
    async (_, host) => {
      const found = await said(yaml(forOthers('hub', host()), pod(naming('hub'))));
      expect({ code: found.code, id: found.id }).toEqual({ code: 1, id: 'pull-secret-malformed' });
      expect(found.fix.summary).toContain('Leave the Secret as it is');
      expect(found.fix.command).toContain('create secret generic ghcr ');
    },
  );

  test.each(['ghcr', 'github-registry'])(
    'one that is called %s was meant for it: it is made anew',
    async (name) => {
      const found = await said(yaml(forOthers(name, 'https://index.docker.io/v1/'), pod(naming(name))));
      expect(found.fix.summary).toContain('Make the Secret anew');
      expect(found.fix.command).toContain(`create secret generic ${name} `);
    },
  );

  test.each(HOSTS)('%s, is no finding where the pull needs nothing of it', async (_, host) => {
    const beside = yaml(forOthers('hub', host()), holding(good()), pod(naming('hub', 'ghcr')));
    const open = yaml(forOthers('hub', host()), pod(naming('hub'), 'mona/open:1'));
    for (const text of [beside, open]) {
      const { code, stdout } = await kubernetes(text);
      expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
    }
  });

  test('says nothing where nothing is pulled', async () => {
    const { code, stdout } = await kubernetes(yaml(forOthers('hub', 'docker.io')));
    expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 3, findings: [] });
  });

  test('is none that has an entry for nobody', async () => {
    const { id, message } = await said(yaml(holding(config({})), forOthers('hub', 'docker.io')));
    expect({ id, message }).toEqual({
      id: 'pull-secret-malformed',
      message: expect.stringContaining('no entry'),
    });
  });
});

test.each(['ref+vault://secret/ghcr#/token', 'vault:secret/data/ghcr#token', 'op://vault/ghcr/token'])(
  'what the secret holds under the reference %s is not known here, and not asked with',
  async (reference) => {
    const before = lab.requests.length;
    const found = await said(yaml(holding(config({ [R()]: auth(reference) })), pod()));
    expect(found).toMatchObject({ code: 3, id: 'pull-secret-malformed', severity: 'notice' });
    expect(found.message).toContain('or from a store of secrets');
    expect(lab.requests.slice(before).filter(({ authorization }) => authorization === 'basic')).toEqual([]);
  },
);

test('what makes a secret is no secret, and tells which one to read', async () => {
  const sealed = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { name: 'ghcr', namespace: 'prod' },
    spec: { encryptedData: { '.dockerconfigjson': 'AgBy3i4OJSWK' } },
  };
  const { code, stdout } = await run(
    ['check', '--docker-config', '-', '--access', 'pull', `${R()}/mona/app:1`, '--format', 'json'],
    { stdin: JSON.stringify(sealed), env: { GITHUB_API_URL: lab.apiUrl } },
  );
  const [{ fix }] = JSON.parse(stdout).findings;
  expect({ code, command: fix.command }).toEqual({
    code: 3,
    command: 'kubectl get secret ghcr --namespace prod --output yaml',
  });
});

test('of many secrets those are read that are for pulls', async () => {
  const others = [
    secret({ type: 'Opaque', data: { password: base64('x') } }, { name: 'db', namespace: 'prod' }),
    secret({ type: 'helm.sh/release.v1', data: { release: base64('x') } }, { name: 'h', namespace: 'prod' }),
  ];
  const asked = (items: object[]) =>
    run(['check', '--docker-config', '-', '--access', 'pull', `${R()}/mona/app:1`, '--format', 'json'], {
      stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
      env: { GITHUB_API_URL: lab.apiUrl },
    });
  const among = await asked([...others, holding(good())]);
  expect({ code: among.code, findings: JSON.parse(among.stdout).findings }).toEqual({
    code: 0,
    findings: [],
  });
  // Without one the pull comes without a login.
  expect(JSON.parse((await asked(others)).stdout).verdict).toBe('denied');
});

describe('what the registry says to a secret that is well made', () => {
  test.each([
    ['it may', READER, 0, undefined],
    ['it is dead', DEAD, 1, 'stale-credential'],
    // The kubelet takes nothing off it.
    ['a line break behind it', `${READER}\n`, 1, 'token-malformed'],
    ['in quotes', `"${READER}"`, 1, 'token-malformed'],
    ['it has no scope', NO_SCOPE, 1, 'token-lacks-scope'],
    ['a fine-grained token', 'github_pat_11AAAAAAA0abcdefghijklmnop', 1, 'token-kind-unsupported'],
  ])('%s', async (_, token, code, id) => {
    const found = await said(yaml(holding(config({ [R()]: auth(token) })), pod()));
    expect({ code: found.code, id: found.id }).toEqual({ code, id });
    if (id) expect(found.fix.command).toMatch(REPLACES);
  });
});

describe.each(['${GHCR_TOKEN}', '$(GHCR_TOKEN)', '__GHCR_TOKEN__', '#{GHCR_TOKEN}#', '@GHCR_TOKEN@'])(
  'a password %s',
  (password) => {
    const text = () => config({ [R()]: { username: 'mona', password } });

    test('in plain text is filled in before the cluster gets it', async () => {
      const plain = secret({ type: TYPE, stringData: { '.dockerconfigjson': text() } });
      const { message } = await said(yaml(plain, pod()));
      expect(message).toContain("so it can't be told here");
    });

    test('behind base64 is what the cluster gets', async () => {
      const { message } = await said(yaml(holding(text()), pod()));
      expect(message).toContain("still has a guide's placeholder in the place of the token");
    });
  },
);
