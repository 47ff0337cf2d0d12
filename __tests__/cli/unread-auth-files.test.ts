/** Auth files that hold a login which no client gets out of them: `check` must not ask with what docker would not send. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { type Ran, runInstalled } from './run.js';

const TOKEN = 'ghp_readReadReadReadReadReadReadReadRea01';
let lab: Lab;
let folder: string;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [{ owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] }],
    tokens: { [TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] } },
  });
  folder = await mkdtemp(path.join(tmpdir(), 'unread-auth-'));
});
afterAll(async () => {
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

const port = () => lab.registry.split(':')[1];
const base64 = (text: string) => Buffer.from(text).toString('base64');
const GOOD = base64(`mona:${TOKEN}`);
/** Of a length that base64 pads. */
const PADDED = base64(`mo:${TOKEN}`);

/** `HOST` is a name of the lab in the text of the file. */
async function asked(name: string, text: string, options: string[] = []): Promise<Ran> {
  const host = `localhost:${port()}`;
  await writeFile(
    path.join(folder, name),
    text.replaceAll('HOST', host).replaceAll('UPPER', host.toUpperCase()),
  );
  const env: Record<string, string> =
    name === 'config.json'
      ? { DOCKER_CONFIG: folder }
      : { REGISTRY_AUTH_FILE: path.join(folder, name), DOCKER_CONFIG: '/nowhere' };
  const own = { PATH: process.env.PATH ?? '', HOME: '/nowhere', GITHUB_API_URL: lab.apiUrl, ...env };
  const args = ['check', '--access', 'pull', `${host}/mona/app:1`, ...options];
  const ran = await runInstalled(args, { cwd: folder, env: own });
  return { ...ran, stderr: ran.stderr.replaceAll(/\s+/g, ' ').replaceAll(host, 'HOST') };
}

const withAuth = (auth: unknown) => JSON.stringify({ auths: { HOST: { auth } } });

// What docker 28.2, crane and skopeo do with each of these was tried.
describe('is read as its client reads it', () => {
  test.each([
    ['config.json', withAuth(GOOD)],
    ['config.json', withAuth(`${GOOD.slice(0, 12)}\n${GOOD.slice(12)}\r\n`)],
    ['config.json', JSON.stringify({ auths: { 'oci://HOST/charts': { auth: GOOD } } })],
    ['config.json', JSON.stringify({ auths: { 'HTTPS://mona@HOST/': { auth: GOOD } } })],
    ['config.json', JSON.stringify({ auths: { HOST: { auth: GOOD, password: null } }, credHelpers: null })],
    ['auth.json', JSON.stringify({ auths: { HOST: { auth: GOOD }, 'quay.io': { auth: '%%' } } })],
    ['auth.json', JSON.stringify({ auths: { HOST: { auth: GOOD, password: 5 } } })],
    // Go takes a name in whatever case, and adds up what stands twice.
    ['config.json', JSON.stringify({ Auths: { HOST: { auth: GOOD } } })],
    ['auth.json', JSON.stringify({ AUTHS: { HOST: { Auth: GOOD } } })],
    ['config.json', JSON.stringify({ auths: { HOST: { Username: 'mona', PassWord: TOKEN } } })],
    ['config.json', `{"auths":{"HOST":{"auth":"${GOOD}"}},"auths":{"quay.io":{"auth":"${GOOD}"}}}`],
    ['auth.json', `{"auths":{"HOST":{"auth":"${GOOD}"}}, "Auths" : {"quay.io":{}}, "auths":{}}`],
    ['config.json', `{"auths":{"HOST":{},"HOST":{"auth":"${GOOD}"}},"psFormat":"\\"auths\\": "}`],
    ['config.json', `{"\\u0061uths":{"HOST":{"auth":"${GOOD}"}},"auths":{"quay.io":{}}}`],
    ['auth.json', `{"auth\u017f":{"HOST":{"auth":"${GOOD}","AUTH":null}}}`],
    ['config.json', `{"auths":{"HOST":{"auth":"","AUTH":"!","auth":"${GOOD}"}}}`],
    ['config.json', `{"credHelpers":{"HOST":null},"credsStore":"none","auths":{"HOST":{"auth":"${GOOD}"}}}`],
    // docker reads one object, and nothing behind it.
    ['config.json', `${withAuth(GOOD)}\n{"auths":{}}`],
    ['config.json', ` ${withAuth(GOOD)} # mine`],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: GOOD } }, features: { a: 'b' }, psFormat: null }),
    ],
  ])('%s %s', async (name, text) => {
    const { code, stderr } = await asked(name, text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    ['config.json', `\ufeff${withAuth(GOOD)}`, 'begins with a byte order mark'],
    ['auth.json', `\ufeff${withAuth(GOOD)}`, 'begins with a byte order mark'],
    ['config.json', withAuth(PADDED.replace(/=+$/, '')), 'has at auths.HOST.auth something else than base64'],
    ['auth.json', withAuth(PADDED.replace(/=+$/, '')), 'has at auths.HOST.auth something else than base64'],
    ['config.json', withAuth(` ${GOOD}`), 'something else than base64 of USER:TOKEN'],
    ['config.json', withAuth(`mona:${TOKEN}`), 'something else than base64 of USER:TOKEN'],
    ['config.json', withAuth(base64(TOKEN)), 'something else than base64 of USER:TOKEN'],
    ['config.json', withAuth(base64(`:${TOKEN}`)), 'something else than base64 of USER:TOKEN'],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: GOOD }, 'quay.io': { auth: '%%' } } }),
      'has at auths.quay.io.auth something else than base64',
    ],
    ['config.json', withAuth(5), 'has at auths.HOST.auth a value that may not stand there'],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { identitytoken: 5 } } }),
      'has at auths.HOST.identitytoken',
    ],
    ['config.json', JSON.stringify({ auths: { HOST: GOOD } }), 'has at auths.HOST a value'],
    ['config.json', JSON.stringify({ auths: ['HOST'] }), 'has at auths a value'],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: GOOD } }, credsStore: 5 }),
      'has at credsStore a value',
    ],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: GOOD } }, credHelpers: { 'quay.io': 5 } }),
      'has at credHelpers.quay.io a value',
    ],
    ['config.json', JSON.stringify({ auths: { HOST: {} } }), 'has an entry for HOST with no login in it'],
    // An entry of nothing is the host's own all the same.
    [
      'config.json',
      JSON.stringify({ auths: { HOST: null, 'https://HOST': { auth: GOOD } } }),
      'has an entry for HOST with no login in it',
    ],
    ['config.json', `{"auths":{"HOST":{"auth":"${GOOD}"},"HOST":null}}`, 'has an entry for HOST with no'],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: GOOD } }, Features: { buildkit: true } }),
      'has at Features a value that may not stand there',
    ],
    ['auth.json', `${withAuth(GOOD)}\n{"auths":{}}`, 'it holds no JSON object'],
    [
      'config.json',
      JSON.stringify({ auths: { HOST: { auth: base64('mona:'), password: TOKEN } } }),
      'has an entry for HOST with no login in it',
    ],
    ['auth.json', withAuth(base64(TOKEN)), 'has an entry for HOST with no login in it'],
    [
      'config.json',
      JSON.stringify({ auths: { UPPER: { auth: GOOD } } }),
      'is another name to clients than HOST',
    ],
  ])('%s %s: none, and why', async (name, text, words) => {
    const { code, stdout, stderr } = await asked(name, text);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('without a token') });
    expect(stderr).toContain(words);
    expect(stderr).toContain('a client that reads this file finds no credential there');
    expect(stderr).not.toMatch(/readRead|cmVhZFJl/);
  });

  test.each([
    [' \n'],
    ['{"auths":null}'],
    [`{"auths":{"HOST":{"auth":"${GOOD}"}},"AUTHS":null}`],
    [`{"auths 2":{"HOST":{"auth":"${GOOD}"}}}`],
    ['{"auths":{"quay.io":{}}}'],
  ])('%j has nothing for the registry, and nothing is wrong with it', async (text) => {
    const { code, stderr } = await asked('config.json', text);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });
});

test('what docker sends as it stands was not asked with, and that is told', async () => {
  const { code, stderr } = await asked(
    'config.json',
    JSON.stringify({ auths: { HOST: { registrytoken: TOKEN } } }),
  );
  expect(code).toBe(1);
  expect(stderr).toContain('has nothing but a "registrytoken" for HOST, which docker sends as it stands');
  expect(stderr).not.toContain('finds no credential');
});

test.each([
  [{ DOCKER_AUTH_CONFIG: '{nope' }, [], 'DOCKER_AUTH_CONFIG holds no JSON object, so docker puts it aside'],
  [{ DOCKER_AUTH_CONFIG: GOOD }, ['--language', 'zh-CN'], 'DOCKER_AUTH_CONFIG 的值不是 JSON 对象'],
  [{ DOCKER_AUTH_CONFIG: '{nope', GITLAB_CI: 'true' }, [], 'holds no JSON object'],
  [{ DOCKER_AUTH_CONFIG: `${withAuth(GOOD)}{}` }, [], 'holds no JSON object'],
  ...[
    [{ auths: { HOST: { auth: GOOD } }, credsStore: 'none' }, 'credsStore'],
    [{ auths: { HOST: { auth: GOOD, email: 'a@b.c' } } }, 'auths.HOST.email'],
    [{ auths: { HOST: { auth: GOOD }, 'quay.io': {} } }, 'auths.quay.io'],
    [{ auths: { HOST: { auth: GOOD }, 'quay.io': { auth: '%%' } } }, 'auths.quay.io.auth'],
  ].map(([value, key]): [object, string[], string] => [
    { DOCKER_AUTH_CONFIG: JSON.stringify(value) },
    [],
    `has at ${key} what docker does not take in it, so docker puts it aside`,
  ]),
  [{ DOCKER_AUTH_CONFIG: '{"HttpHeaders":{}}' }, ['--language', 'zh-CN'], '中的 HttpHeaders 不是'],
  [{ DOCKER_AUTH_CONFIG: '{"auths":{}}' }, [], ''],
  [{ DOCKER_AUTH_CONFIG: ' ' }, [], ''],
])('%j %j, and no login elsewhere', async (variable, options, words) => {
  const args = ['check', '--access', 'pull', `${lab.registry}/mona/app:1`, ...options];
  const env = { PATH: '', HOME: '/nowhere', XDG_RUNTIME_DIR: '/nowhere', GITHUB_API_URL: lab.apiUrl };
  const { stderr } = await runInstalled(args, { cwd: folder, env: { ...env, ...variable } });
  expect(stderr).toEqual(words === '' ? '' : expect.stringContaining(words));
});

test.each([
  ['NAME   TYPE                             DATA   AGE\nghcr   kubernetes.io/dockerconfigjson   1      3d\n'],
  ['NAMESPACE   NAME   TYPE     DATA   AGE\nprod        ghcr   Opaque   1      3d\n'],
  ['Name:         ghcr\nNamespace:    prod\n\nData\n====\n.dockerconfigjson:  123 bytes\n'],
])('what kubectl shows of a Secret holds none of it: %j', async (text) => {
  const { code, stderr } = await asked('secret.txt', text, ['--docker-config', 'secret.txt']);
  expect(code).toBe(2);
  expect(stderr).toContain('kubectl get secret NAME --output yaml prints all of it');
});

test('of a Secret that is no YAML the line is told', async () => {
  const text = 'kind: Secret\ndata:\n\t.dockerconfigjson: e30=\n';
  const { code, stderr } = await asked('secret.yaml', text, ['--docker-config', 'secret.yaml']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('secret.yaml:3: this document is no valid YAML'),
  });
});

test('one that was named is bad usage for the same reason, in Chinese too', async () => {
  const options = ['--docker-config', path.join(folder, 'config.json')];
  const unread = await asked('config.json', withAuth(PADDED.replace(/=+$/, '')), options);
  expect({ code: unread.code, stdout: unread.stdout }).toEqual({ code: 2, stdout: '' });
  expect(unread.stderr).toContain('has at auths.HOST.auth something else than base64 of USER:TOKEN');
  const chinese = await asked('config.json', withAuth(5), [...options, '--language', 'zh-CN']);
  expect({ code: chinese.code, stderr: chinese.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('auths.HOST.auth 的值类型不对'),
  });
});

test.each([
  [{ auths: [{ HOST: { auth: GOOD } }] }, 'has at auths a value that may not stand there'],
  [{ auths: 'HOST' }, 'has at auths a value that may not stand there'],
  [{ auths: { HOST: { auth: 5 } } }, 'has at auths.HOST.auth a value that may not stand there'],
  [{ auths: { HOST: [GOOD] } }, 'has at auths.HOST a value that may not stand there'],
  [{ auths: { HOST: { auth: GOOD }, 'quay.io': { auth: 5 } } }, 'has at auths.quay.io.auth a value'],
])('a file of any name that was named: what no client takes in it is told, %j', async (value, words) => {
  const options = ['--docker-config', path.join(folder, 'pull.json')];
  const { code, stderr } = await asked('pull.json', JSON.stringify(value), options);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) });
});

test('what one client alone refuses in it is not held against it', async () => {
  const value = { auths: { HOST: { auth: GOOD, password: 5 } }, credHelpers: ['x'] };
  const options = ['--docker-config', path.join(folder, 'pull.json')];
  expect(await asked('pull.json', JSON.stringify(value), options)).toMatchObject({ code: 0, stderr: '' });
});

test.each([
  [{ DOCKER_CONFIG: '~/.docker' }, [], 'DOCKER_CONFIG is ~/.docker with a ~ that no shell has expanded'],
  [{ DOCKER_CONFIG: '~\\.docker' }, [], 'DOCKER_CONFIG is ~\\.docker with a ~'],
  [{ DOCKER_CONFIG: '~docker' }, [], ''],
  [{ REGISTRY_AUTH_FILE: '~/auth.json' }, [], 'REGISTRY_AUTH_FILE is ~/auth.json with a ~'],
  [{ REGISTRY_AUTH_FILE: '~/auth.json' }, ['--language', 'zh-CN'], '以未被 shell 展开的 ~ 开头'],
  [
    { REGISTRY_AUTH_FILE: '/nowhere/auth.json' },
    [],
    'REGISTRY_AUTH_FILE is /nowhere/auth.json, where there is no file',
  ],
  [{ REGISTRY_AUTH_FILE: '/nowhere/auth.json' }, ['--language', 'zh-CN'], '/nowhere/auth.json 处没有文件'],
  [{ DOCKER_CONFIG: '/nowhere/yet' }, [], ''],
])('a place that leads nowhere is told: %j %j', async (places, options, words) => {
  const env = { PATH: process.env.PATH ?? '', HOME: '/nowhere', GITHUB_API_URL: lab.apiUrl, ...places };
  const args = ['check', '--access', 'pull', `localhost:${port()}/mona/app:1`, ...options];
  const { code, stderr } = await runInstalled(args, { cwd: folder, env });
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toEqual(words === '' ? '' : expect.stringContaining(words));
});

describe('one that was named and begins with a byte order mark', () => {
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const named = async (name: string, bytes: Buffer, isPiped = false, language = 'en') => {
    const file = path.join(folder, name);
    const host = `localhost:${port()}`;
    await writeFile(file, bytes);
    const args = ['check', '--access', 'pull', '--docker-config', isPiped ? '-' : file, `${host}/mona/app:1`];
    const env = { PATH: process.env.PATH ?? '', HOME: '/nowhere', GITHUB_API_URL: lab.apiUrl };
    const stdin = isPiped ? bytes : undefined;
    return runInstalled([...args, '--language', language], { cwd: folder, env, ...(stdin ? { stdin } : {}) });
  };
  const plain = () => withAuth(GOOD).replace('HOST', `localhost:${port()}`);
  const secret = () =>
    JSON.stringify({
      kind: 'Secret',
      type: 'kubernetes.io/dockerconfigjson',
      metadata: { name: 'ghcr' },
      data: { '.dockerconfigjson': base64(plain()) },
    });

  test.each(['config.json', 'auth.json', 'ghcr.json'])('%s is read by no client', async (name) => {
    for (const bytes of [Buffer.from(`\ufeff${plain()}`), wide(plain())]) {
      const { code, stdout, stderr } = await named(name, bytes);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('begins with a byte order mark, which no JSON may');
    }
    expect((await named(name, wide(plain()), false, 'zh-CN')).stderr).toContain('字节顺序标记');
  });

  test('is taken where no client meets the mark: through a pipe, in a manifest, in base64', async () => {
    expect(await named('ghcr.json', wide(plain()), true)).toMatchObject({ code: 0 });
    for (const text of [secret(), base64(plain())])
      expect(await named('ghcr.json', wide(text))).toMatchObject({ code: 0, stderr: '' });
  });
});
