/** `ghcr-preflight check` as a user runs it: the bundle, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { World } from '../../src/lab/world.js';
import { schemaFaults } from '../schema.js';
import { type Ran, runInstalled } from './run.js';

const WRITER = 'ghp_writeWriteWriteWriteWriteWriteWrite01';
const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
const DEAD = 'ghp_deadDeadDeadDeadDeadDeadDeadDeadDead1';
const world: World = {
  accounts: [
    { login: 'mona', type: 'User' },
    { login: 'hubot', type: 'User' },
  ],
  packages: [
    { owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] },
    { owner: 'mona', name: 'open', visibility: 'public', repository: null, tags: ['latest'] },
  ],
  tokens: {
    [WRITER]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
    [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] },
    [DEAD]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'], expired: true },
  },
};

let lab: Lab;
let home: string;
beforeAll(async () => {
  lab = await startLab(world);
  home = await mkdtemp(path.join(tmpdir(), 'check-test-'));
  await mkdir(path.join(home, '.docker'));
});
afterAll(async () => {
  await lab.close();
  await rm(home, { recursive: true, force: true });
});

function check(args: string[], env: Record<string, string> = {}, stdin = '', cwd = home): Promise<Ran> {
  const own = { PATH: process.env.PATH ?? '', HOME: home, GITHUB_API_URL: lab.apiUrl, XDG_RUNTIME_DIR: home };
  return runInstalled(['check', ...args], { cwd, stdin, env: { ...own, ...env } });
}

const image = (rest: string) => `${lab.registry}/${rest}`;
const auth = (secret: string, username = 'mona') => Buffer.from(`${username}:${secret}`).toString('base64');
const entry = (secret: string) => ({ auths: { [lab.registry]: { auth: auth(secret) } } });

async function file(name: string, content: string): Promise<string> {
  const target = path.join(home, name);
  await writeFile(target, content);
  return target;
}

describe('exit codes', () => {
  test('0: accepted', async () => {
    const { code, stdout } = await check([image('mona/app:2')], { GHCR_TOKEN: WRITER });
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('accepts the push with GHCR_TOKEN'),
    });
  });

  test.each([
    ['skopeo and podman', (name: string) => `docker://${name}`],
    ['helm', (name: string) => `oci://${name}`],
    ['both, in a list', (name: string) => `docker://${name}, OCI://${name}`],
  ])('0: accepted as %s have it', async (_, written) => {
    const ran = await check([written(image('mona/app:2')), '--format', 'json'], { GHCR_TOKEN: WRITER });
    const { images } = JSON.parse(ran.stdout);
    expect({ code: ran.code, named: images.map((each: { reference: string }) => each.reference) }).toEqual({
      code: 0,
      named: [image('mona/app:2')],
    });
  });

  test('an address of the web is no name: no client takes it', async () => {
    const { code, stdout } = await check([`https://${image('mona/app:2')}`], { GHCR_TOKEN: WRITER });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining(`Write ${image('mona/app:2')}.`),
    });
  });

  test.each([[{ GITHUB_TOKEN: '' }], [{ GITHUB_TOKEN: ' \n' }], [{ GHCR_TOKEN: '\t', GITHUB_TOKEN: '""' }]])(
    'a variable with no token in it counts as none: %j',
    async (blank) => {
      const { code, stdout } = await check([image('mona/app:2')], { ...blank, GH_TOKEN: WRITER });
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('with GH_TOKEN') });
      const alone = await check([image('mona/app:2')], blank);
      expect(alone.stdout.replace(/\s+/g, ' ')).toContain('GHCR_TOKEN is empty here');
    },
  );

  test.each([
    ['GITHUB_TOKEN', []],
    ['GH_TOKEN', []],
    ['GH_TOKEN', ['--language', 'zh-CN']],
  ])('a token in %s is called so %j', async (name, options) => {
    const { code, stdout } = await check([image('mona/app:2'), ...options], { [name]: READER });
    const called = stdout.match(/\b(?:GITHUB|GH)_TOKEN\b/g) ?? [];
    expect(code).toBe(1);
    expect(called.length).toBeGreaterThan(2);
    expect(new Set(called)).toEqual(new Set([name]));
    const report = JSON.parse(
      (await check([image('mona/app:2'), '--format', 'json'], { [name]: READER })).stdout,
    );
    expect(report.token.source).toBe('github-token');
    expect(schemaFaults(report)).toEqual([]);
  });

  describe('a refused token of the environment, beside a login that clients send', () => {
    const stored = async (config: object) => {
      const own = await mkdtemp(path.join(home, 'stored-'));
      await mkdir(path.join(own, '.docker'));
      await writeFile(path.join(own, '.docker/config.json'), JSON.stringify(config));
      return own;
    };
    const asked = async (config: object, token: string, more: Record<string, string> = {}) => {
      const HOME = await stored(config);
      const { stderr } = await check([image('mona/app:2')], {
        HOME,
        XDG_RUNTIME_DIR: HOME,
        ...more,
        GH_TOKEN: token,
      });
      return stderr.replaceAll(HOME, '~');
    };
    const SAID = '--docker-config ~/.docker/config.json asks with that';

    test.each([
      ['in a file', () => entry(WRITER)],
      ['with a helper', () => ({ auths: { [lab.registry]: {} }, credsStore: 'absent' })],
    ])('that is kept %s is told of', async (_, config) => {
      expect(await asked(config(), READER)).toContain(SAID);
      expect(await asked(config(), READER)).toContain('was asked with GH_TOKEN');
    });

    test.each([
      [
        'another registry has the login',
        () => ({ auths: { 'quay.io': { auth: auth(WRITER) } } }),
        READER,
        {},
      ],
      ['the token is accepted', () => entry(READER), WRITER, {}],
      ['it is a job of Actions', () => entry(WRITER), READER, { GITHUB_ACTIONS: 'true' }],
    ])('is not told of where %s', async (_, config, token, more) =>
      expect(await asked(config(), token, more as Record<string, string>)).not.toContain('--docker-config'),
    );
  });

  test('1: refused, with the one thing to change', async () => {
    const { code, stdout } = await check([image('mona/app:2')], { GHCR_TOKEN: READER });
    expect(code).toBe(1);
    expect(stdout).toContain('error[token-lacks-scope]');
    expect(stdout).toContain('write:packages');
  });

  test('3: undecided', async () => {
    const { code, stdout } = await check(['--registry', '127.0.0.1:1', 'mona/app'], { GHCR_TOKEN: WRITER });
    expect(code).toBe(3);
    expect(stdout).toContain('ECONNREFUSED');
  });

  test.each([
    ['an unknown option', ['--acess', 'push', 'mona/app'], '--acess'],
    ['a value that is none', ['--access', 'both', 'mona/app'], 'Allowed choices are push, pull'],
    ['a format that is none', ['--format', 'xml', 'mona/app'], 'text, json, sarif, github'],
    ['no image and no repository', [], 'No IMAGE was given'],
    [
      'an image of another registry',
      ['docker.io/library/debian'],
      'Not on ghcr.io: docker.io/library/debian',
    ],
    [
      'a host with letters in another order',
      ['gchr.io/a/b'],
      'gchr.io/a/b (did you mean ghcr.io/a/b?). Name',
    ],
    ['a host with a letter too few', ['ghr.io/a/b:1'], 'ghr.io/a/b:1 (did you mean ghcr.io/a/b:1?)'],
    ['a host with another ending', ['x/y', 'ghcr.com/a/b'], 'ghcr.com/a/b (did you mean ghcr.io/a/b?)'],
    [
      'the former registry',
      ['docker.pkg.github.com/a/b/c:1'],
      '(did you mean ghcr.io/a/b/c:1?). Name images of that registry',
    ],
    ['a web address', ['www.ghcr.io/a/b'], '(did you mean ghcr.io/a/b?)'],
    ['a service of it', ['API.ghcr.io/a/b:1'], '(did you mean ghcr.io/a/b:1?)'],
    ['a host that is somebody else’s', ['gcr.io/a/b'], 'Not on ghcr.io: gcr.io/a/b. Name'],
    ['a registry with a path', ['--registry', 'ghcr.io/octo', 'x/y'], '"ghcr.io/octo"'],
    [
      'an auth file that is not there',
      ['--docker-config', '/nonexistent.json', 'x/y'],
      '/nonexistent.json: no such file',
    ],
    ['an image of a variable that is not set', ['mona/app', ''], 'IMAGE was given and is empty'],
    ['a registry of an image with an impossible port', ['127.0.0.1:99999/mona/app'], 'The argument IMAGE is'],
  ])('2: %s', async (_, args, words) => {
    const { code, stdout, stderr } = await check(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test.each([
  [['--docker-config', '/nonexistent.json', 'x/y'], '/nonexistent.json：没有这个文件。'],
  [['--docker-config', 'package.json', '--registry', 'a b', 'x/y'], '选项 --registry 的值“a b”不是主机名'],
  [
    ['--docker-config', fileURLToPath(import.meta.url), 'x/y'],
    'check.test.ts 既不是 docker 或 podman 的凭据文件',
  ],
  [['mona/app', ' '], 'IMAGE 的值为空'],
  [['gchr.io/a/b'], 'gchr.io/a/b（是否想输入 ghcr.io/a/b？）'],
  [['--watch-expiry', 'x', 'x/y'], '选项 --watch-expiry 的值“x”不是天数'],
])('2, in Chinese: %j', async (args, words) => {
  const { code, stdout, stderr } = await check([...args, '--language', 'zh-CN']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
});

describe('a cache as the action takes it', () => {
  test.each([
    ['its registry stands behind words', () => [`type=registry,ref=${image('mona/app:cache')},mode=max`]],
    ['behind an image', () => [`${image('mona/app:1')},type=registry,ref=${image('mona/app:cache')}`]],
    ['behind a cache that is kept elsewhere', () => ['type=gha', `type=registry,ref=${image('mona/app:2')}`]],
  ])('%s', async (_, args) => {
    const { code, stderr } = await check(args(), { GHCR_TOKEN: WRITER });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('that is kept elsewhere alone is nothing to ask', async () => {
    const { code, stderr } = await check(['type=gha,mode=max'], { GHCR_TOKEN: WRITER });
    expect(code).toBe(0);
    expect(stderr).toContain('No image is named by type=gha,mode=max, so there was nothing to ask.');
    const zh = await check(['type=gha', '--language', 'zh-CN'], { GHCR_TOKEN: WRITER });
    expect(zh.stderr).toContain('type=gha 没有写出镜像');
  });
});

describe('the token', () => {
  const source = async (args: string[], env: Record<string, string> = {}) =>
    JSON.parse((await check([...args, '--format', 'json', image('mona/app:1')], env)).stdout).token.source;

  test('of GHCR_TOKEN comes first, then GITHUB_TOKEN, then GH_TOKEN, then the auth file', async () => {
    await file('.docker/config.json', JSON.stringify(entry(READER)));
    expect(await source([], { GHCR_TOKEN: WRITER, GITHUB_TOKEN: READER })).toBe('ghcr-token');
    expect(await source([], { GHCR_TOKEN: '', GITHUB_TOKEN: READER })).toBe('github-token');
    expect(await source([], { GH_TOKEN: READER })).toBe('github-token');
    expect(await source([])).toBe('auth-file');
    await rm(path.join(home, '.docker/config.json'));
  });

  test.each([
    ['another', () => READER, true],
    ['the same', () => WRITER, false],
  ])('stored for docker, and %s for podman: that is told of', async (_, podmans, isTold) => {
    const own = await mkdtemp(path.join(home, 'both-'));
    const docker = path.join(own, 'docker');
    await mkdir(path.join(own, '.docker'));
    await mkdir(path.join(own, 'containers'));
    await writeFile(docker, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    await writeFile(path.join(own, '.docker/config.json'), JSON.stringify(entry(WRITER)));
    await writeFile(path.join(own, 'containers/auth.json'), JSON.stringify(entry(podmans())));
    const env = { HOME: own, XDG_CONFIG_HOME: own, XDG_RUNTIME_DIR: path.join(own, 'none'), PATH: own };
    for (const language of ['en', 'zh-CN']) {
      const { code, stderr } = await check([image('mona/app:2'), '--language', language], env);
      expect({ code, isTold: stderr.includes(`--docker-config ${own}/containers/auth.json`) }).toEqual({
        code: 0,
        isTold,
      });
    }
  });

  test('none: a private image is refused, a public one is not', async () => {
    expect((await check(['--access', 'pull', image('mona/app:1')])).code).toBe(1);
    expect((await check(['--access', 'pull', image('mona/open')])).code).toBe(0);
  });
});

describe('what others have named', () => {
  /** A registry that is not of this server: here, one that would tell. */
  const elsewhere = 'containers.evil.example';

  test.each([
    ['GHCR_TOKEN', [`${elsewhere}/a/b`]],
    ['GITHUB_TOKEN', [`${elsewhere}/a/b`]],
    ['GH_TOKEN', ['--registry', elsewhere, 'a/b']],
  ])('%s of the environment is not sent there: %j', async (name, args) => {
    const { code, stdout, stderr } = await check(args, { [name]: WRITER });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      `${elsewhere} does not belong to https://github.com, so ${name} of the environment was not sent there`,
    );
    expect(stderr).toContain('--registry');
  });

  test.each(['https://gitlab.com/octo/app.git', '/srv/git/octo/app', 'git@bitbucket.org:octo/app.git'])(
    'the remote %s is none of GitHub',
    async (remote) => {
      const folder = await mkdtemp(path.join(home, 'remote-'));
      execFileSync('git', ['init', '-q', folder]);
      execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', remote]);
      const { code, stderr } = await check([], { GHCR_TOKEN: WRITER }, '', folder);
      expect(code).toBe(2);
      expect(stderr).toContain('this is no checkout with a remote on github.com');
    },
  );

  test.each(['containers.256.1.1.1/a/b', '127.0.0.1:99999/a/b'])('%s is no host', async (given) => {
    const { code, stderr } = await check([given]);
    expect(code).toBe(2);
    expect(stderr).toContain('which is not a host');
  });

  test.each(['ghrc.io', 'ghr.io', 'ghci.io', 'www.ghrc.io', 'ghrc.oi:443'])(
    'a registry that is a misspelt ghcr.io is sent no token: %s',
    async (host) => {
      const { code, stdout, stderr } = await check(['mona/app', '--registry', host], { GHCR_TOKEN: WRITER });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`"${host}", a misspelt ghcr.io`);
    },
  );

  test('a server of a misspelt name is sent no token', async () => {
    const { code, stderr } = await check(['containers.ghrc.io/mona/app'], { GHCR_TOKEN: WRITER });
    expect(code).toBe(2);
    expect(stderr).toContain('"containers.ghrc.io", a misspelt ghcr.io');
  });

  test.each([
    ['a mirror', 'ghcr.nju.edu.cn', {}],
    ['a registry of its own', 'harbor.corp.example:8443', {}],
    ['one beside another server', 'registry.ghe.example', { GITHUB_SERVER_URL: 'https://ghe.corp.example' }],
    ["another's with a name like a server's", 'docker.elastic.co', {}],
  ])('%s is sent no token of GitHub: %s', async (_, host, env) => {
    const { code, stdout, stderr } = await check(['mona/app', '--registry', host], {
      GHCR_TOKEN: WRITER,
      ...env,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${host} is no registry of GitHub's as far as its name tells`);
    expect(stderr).toContain('the GitHub token in GHCR_TOKEN was not sent');
  });

  test('nor is that of an env file, which is called by the name that it has there', async () => {
    const file = path.join(home, 'mirror.env');
    await writeFile(file, `CR_PAT=${WRITER}\n`);
    const args = ['mona/app', '--registry', 'ghcr.nju.edu.cn', '--dotenv', file];
    const { code, stderr } = await check([...args, '--language', 'zh-CN']);
    expect(code).toBe(2);
    expect(stderr).toContain('没有向它发送 CR_PAT 中的 GitHub 令牌');
  });

  test.each([
    'docker.io',
    'https://index.docker.io/',
    'quay.io',
    'eu.gcr.io',
    'mcr.microsoft.com',
    'nvcr.io',
    'lscr.io',
    'us.icr.io',
  ])('a registry of somebody else is sent no token of GitHub: %s', async (host) => {
    const { code, stdout, stderr } = await check(['mona/app', '--registry', host], { GHCR_TOKEN: WRITER });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("which is no registry of GitHub's");
  });

  test('a user name with a colon would put a word in front of the token, and is not sent', async () => {
    const { code, stdout, stderr } = await check(['--username', `mona:${DEAD}`, image('mona/app')], {
      GHCR_TOKEN: WRITER,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('The option --username has a colon in it');
    expect(stderr).not.toContain(DEAD.slice(4, 16));
  });

  test('the helper that a pull secret names is not run', async () => {
    const bin = await mkdtemp(path.join(home, 'bin-'));
    await writeFile(path.join(bin, 'docker-credential-evil'), `#!/bin/sh\ntouch ${bin}/ran\n`, {
      mode: 0o755,
    });
    for (const content of [{ credsStore: 'evil' }, { credHelpers: { [lab.registry]: 'evil' } }]) {
      const target = await file('helped.json', JSON.stringify(content));
      const { code } = await check(['--docker-config', target, image('mona/app')], { PATH: bin });
      expect(code).toBe(2);
    }
    expect(await readdir(bin)).toEqual(['docker-credential-evil']);
  });
});

describe('an auth file', () => {
  test('from standard input', async () => {
    const args = ['--access', 'pull', '--docker-config', '-', image('mona/app:1')];
    const { code, stdout } = await check(args, {}, JSON.stringify(entry(READER)));
    expect(stdout).toContain('accepts the pull with the stored login');
    expect(code).toBe(0);
    expect((await check(args, {}, ' '.repeat(1024 * 1024 + 1))).stderr).toContain(
      'standard input: larger than 1 MiB',
    );
  });

  test.each([
    ["docker's", () => JSON.stringify(entry(READER))],
    [
      'with user name and password apart',
      () => JSON.stringify({ auths: { [lab.registry]: { username: 'mona', password: READER } } }),
    ],
    [
      'with the address as https://HOST/v2/',
      () => JSON.stringify({ auths: { [`https://${lab.registry}/v2/`]: { auth: auth(READER) } } }),
    ],
    [
      'with the address as https://HOST/v1/',
      () => JSON.stringify({ auths: { [`https://${lab.registry}/v1/`]: { auth: auth(READER) } } }),
    ],
    [
      'the plain address first',
      () =>
        JSON.stringify({
          auths: {
            [`https://${lab.registry}`]: { auth: auth(DEAD) },
            [lab.registry]: { auth: auth(READER) },
          },
        }),
    ],
    ['the old .dockercfg', () => JSON.stringify({ [lab.registry]: { auth: auth(READER) } })],
    ['.dockerconfigjson in base64', () => Buffer.from(JSON.stringify(entry(READER))).toString('base64')],
    [
      'a Secret as kubectl prints it, JSON',
      () =>
        JSON.stringify({
          kind: 'Secret',
          data: { '.dockerconfigjson': Buffer.from(JSON.stringify(entry(READER))).toString('base64') },
        }),
    ],
    [
      'a Secret as kubectl prints it, YAML',
      () =>
        `kind: Secret\ndata:\n  .dockerconfigjson: ${Buffer.from(JSON.stringify(entry(READER))).toString('base64')}\n`,
    ],
    ['with a password that an old docker has padded', () => JSON.stringify(entry(`${READER}\0\0`))],
  ])('%s', async (_, content) => {
    const target = await file('auth.json', content());
    const { code, stdout } = await check([
      '--access',
      'pull',
      '--docker-config',
      target,
      image('mona/app:1'),
    ]);
    expect(stdout).toContain('accepts the pull with the stored login');
    expect(code).toBe(0);
  });

  test.each([null, { auth: 'bW9uYQ==' }, { auth: '' }, {}])(
    'with an entry of %j says that there is no login in it',
    async (own) => {
      const target = await file('auth.json', JSON.stringify({ auths: { [lab.registry]: own } }));
      const { code, stderr } = await check(['--docker-config', target, image('mona/app:1')]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('with no login in it') });
    },
  );

  test.each([{ auth: 5 }, { auth: ['x'] }, 'x', 5, [], { username: 5, password: 'x' }, { identitytoken: 5 }])(
    'with an entry of %j says what no client reads',
    async (own) => {
      const target = await file('pull.json', JSON.stringify({ auths: { [lab.registry]: own } }));
      const { code, stderr } = await check(['--docker-config', target, image('mona/app:1')]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('may not stand there') });
    },
  );

  // As docker, podman, skopeo, crane and oras do.
  test.each([null, {}, { auth: '' }, { email: 'mona@example.org' }])(
    'with an entry of %j is asked about a pull without a login',
    async (own) => {
      const target = await file('auth.json', JSON.stringify({ auths: { [lab.registry]: own } }));
      for (const [language, without] of [
        ['en', 'The pull was asked about without a login'],
        ['zh-CN', '这里也是这样询问的'],
      ] as const) {
        const { code, stderr } = await check([
          ...['--docker-config', target, '--access', 'pull', '--language', language],
          image('mona/open:latest'),
        ]);
        expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(without) });
      }
    },
  );

  test('with an entry that no client decodes is no login, for a pull either', async () => {
    const auth = `${Buffer.from(`mona:${READER}`).toString('base64').replace(/=+$/, '')}*`;
    for (const name of ['config.json', 'auth.json', 'ghcr.json']) {
      const target = await file(name, JSON.stringify({ auths: { [lab.registry]: { auth } } }));
      const asked = await check(['--docker-config', target, '--access', 'pull', image('mona/app:1')]);
      expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('something else than base64') });
    }
  });

  test('is found in the folder that docker --config names', async () => {
    await mkdir(path.join(home, 'cfg'), { recursive: true });
    await file('cfg/config.json', JSON.stringify(entry(READER)));
    const args = ['--access', 'pull', '--docker-config', path.join(home, 'cfg'), image('mona/app:1')];
    expect((await check(args)).code).toBe(0);
    await mkdir(path.join(home, 'bare'), { recursive: true });
    const { code, stderr } = await check(['--docker-config', path.join(home, 'bare'), image('mona/app:1')]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('config.json, auth.json') });
  });

  // docker, podman and the kubelet take nothing off it.
  test.each([
    ['a line break', `${READER}\n`],
    ['a blank', ` ${READER}`],
    ['quotes', `"${READER}"`],
  ])('that holds %s beside the token is asked about as clients send it', async (_, token) => {
    const target = await file('auth.json', JSON.stringify(entry(token)));
    const { code, stdout } = await check([
      '--access',
      'pull',
      '--docker-config',
      target,
      image('mona/app:1'),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('error[token-malformed]') });
  });

  test.each([
    ['is none', 'hello', 'neither a docker or podman auth file nor a Kubernetes pull secret'],
    ['is empty', ' \n', 'is empty: there is no credential in it.'],
    ['has a comma too many', '{"auths":{"HOST":{"auth":"eDp5"},}}', 'bad.json is no valid JSON'],
    ['was cut off', '{"auths":{"HOST":{"auth":"eD', 'bad.json is no valid JSON'],
    ['has a comment', '// mine\n{"auths":{"HOST":{"auth":"eDp5"}}}', 'bad.json is no valid JSON'],
    [
      'is the string of one',
      '"{auths}"',
      'neither a docker or podman auth file nor a Kubernetes pull secret',
    ],
    ['has single quotes', "{'auths': {'HOST': {'auth': 'eDp5'}}}", 'bad.json is no valid JSON'],
    ['is in the quotes of the shell', `'{"auths":{"HOST":{"auth":"eDp5"}}}'`, 'bad.json is no valid JSON'],
    ['has quotes as one prints them', '{“auths”: {“HOST”: {“auth”: “eDp5”}}}', 'bad.json is no valid JSON'],
    ['has no quotes', '{auths: {"HOST": {auth: "eDp5"}}}', 'bad.json is no valid JSON'],
    ['is JSON in JSON', '"{\\"auths\\": {}}"', 'bad.json is no valid JSON'],
    ['is YAML', '# mine\nauths:\n  HOST:\n    auth: eDp5\n', 'bad.json is no valid JSON'],
    ['is a token', `${READER}\n`, 'bad.json holds a token alone and is no auth file: give it in GHCR_TOKEN'],
    ['is null', 'null', 'neither a docker or podman auth file nor a Kubernetes pull secret'],
    ['has nothing for this registry', '{"auths":{"docker.io":{"auth":"eDp5"}}}', 'has no credential for'],
    [
      'has an entry for another part of the registry',
      '{"auths":{"HOST/mon":{"auth":"eDp5"},"HOST/mona/ap":{"auth":"eDp5"},"HOST.example/mona":{"auth":"eDp5"}}}',
      'has no credential for',
    ],
    [
      'leaves it to a program that is not asked for the files of others',
      '{"credsStore":"desktop"}',
      'to docker-credential-desktop, which is asked for the files of docker and podman alone',
    ],
    [
      'has a token for docker alone',
      '{"auths":{"HOST":{"registrytoken":"Z2hwX2I="}}}',
      'has nothing but a "registrytoken" for',
    ],
    ['names a program that is none', '{"credsStore":"../sh"}', 'has no credential for'],
  ])('that %s', async (_, content, words) => {
    const target = await file('bad.json', content.replace('HOST', lab.registry));
    const { code, stderr } = await check(['--docker-config', target, image('mona/app')]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  // docker, podman and the kubelet: without a credential a pull is anonymous.
  test.each([
    ['no entry', '{}'],
    ['entries of others', '{"auths":{"docker.io":{"auth":"eDp5"}}}'],
    ['an entry for another part', '{"auths":{"HOST/hubot":{"auth":"eDp5"}}}'],
  ])('with %s leaves a pull without a login, and the registry decides', async (_, content) => {
    const target = await file('auth.json', content.replace('HOST', lab.registry));
    const pull = (name: string) =>
      check(['--access', 'pull', '--docker-config', target, image(name)], { GHCR_TOKEN: WRITER });
    const open = await pull('mona/open');
    expect(open).toMatchObject({ code: 0, stderr: expect.stringContaining('asked about without a login') });
    const closed = await pull('mona/app:1');
    expect(closed).toMatchObject({ code: 1, stdout: expect.stringContaining('[package-read-refused]') });
    expect(closed.stdout).not.toContain('GHCR_TOKEN is empty');
  });

  test('with a dead entry spoils the pull of a public image, and the entry is what has to go', async () => {
    const target = await file('dead.json', JSON.stringify(entry(DEAD)));
    const { code, stdout } = await check(['--access', 'pull', '--docker-config', target, image('mona/open')]);
    expect(code).toBe(1);
    expect(stdout).toContain('error[stale-credential]');
  });

  test.each([
    ['en', [], 'holds the hash of a password'],
    ['zh-CN', ['--language', 'zh-CN'], '密码的哈希值'],
  ])('a line of htpasswd in the place of the token is told as such: %s', async (_, options, words) => {
    const hash = auth('$apr1$abcdefgh$0123456789abcdefABCDE.');
    const place = await file('hash.json', JSON.stringify({ auths: { [lab.registry]: { auth: hash } } }));
    const { code, stdout } = await check(['--docker-config', place, image('mona/app:1'), ...options]);
    expect({ code, stdout: stdout.replace(/\n\s+/g, options.length ? '' : ' ') }).toEqual({
      code: 1,
      stdout: expect.stringContaining(words),
    });
    expect(stdout).toContain('[token-malformed]');
    expect(stdout).not.toContain('apr1');
  });

  describe('a token in the place of the user name', () => {
    const turned = (password: string) =>
      JSON.stringify({ auths: { [lab.registry]: { auth: auth(password, WRITER) } } });

    test.each([
      // As GitHub's git takes it, over HTTPS.
      ['en', 'x-oauth-basic', [], 'Let user name and password change places'],
      ['zh-CN', 'mona', ['--language', 'zh-CN'], '请交换用户名和密码'],
    ])('with something else as the password is told as such: %s', async (_, password, options, words) => {
      const place = await file('turned.json', turned(password));
      const { code, stdout } = await check(['--docker-config', place, image('mona/app:1'), ...options]);
      expect({ code, stdout: stdout.replace(/\n\s+/g, options.length ? '' : ' ') }).toEqual({
        code: 1,
        stdout: expect.stringContaining(words),
      });
      expect(stdout).toMatch(
        /\[token-malformed\](?:: The token stands as the user name|：令牌写在了用户名的位置)\n/,
      );
      expect(stdout).not.toContain(WRITER);
    });

    test.each([
      ['en', [], /^ghcr-preflight: --username .* a token was given: put that into GHCR_TOKEN\./],
      ['zh-CN', ['--language', 'zh-CN'], /^ghcr-preflight: --username .*令牌：请把它放进 GHCR_TOKEN。/],
    ])('on the command line is bad usage: %s', async (_, options, words) => {
      const ran = await check(['--username', WRITER, image('mona/app:1'), ...options], {
        GHCR_TOKEN: READER,
      });
      expect(ran).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
      expect(ran.stderr).not.toContain(WRITER);
    });

    test('with the token as the password too is none of the registry’s concern', async () => {
      const place = await file('both.json', turned(WRITER));
      const { code, stdout } = await check(['--docker-config', place, image('mona/app:1')]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringContaining('[') });
    });
  });
});

describe('logins for a part of the registry', () => {
  const scoped = (secrets: Record<string, string>) =>
    JSON.stringify({
      auths: Object.fromEntries(
        Object.entries(secrets).map(([path, secret]) => [
          image(path).replace(/\/$/, ''),
          { auth: auth(secret) },
        ]),
      ),
    });
  const asked = async (name: string, content: string, args: string[]) => {
    const ran = await check(['--format', 'json', '--docker-config', await file(name, content), ...args]);
    const { images } = JSON.parse(ran.stdout || '{"images":[]}');
    return {
      ...ran,
      images: images.map(
        ({ reference, verdict, credential }: { reference: string; verdict: string; credential?: string }) =>
          `${reference} ${verdict} ${credential ?? '-'}`.replaceAll(lab.registry, 'HOST'),
      ),
    };
  };

  test('the narrowest that fits is used for each image, and each is named', async () => {
    const content = scoped({ 'mona/app': READER, mona: WRITER, '': DEAD });
    const args = [image('mona/app:2'), image('mona/new:1'), image('monas/new:1')];
    const { code, images, stderr } = await asked('auth.json', content, args);
    expect({ code, images, stderr }).toEqual({
      code: 1,
      stderr: '',
      images: [
        'HOST/mona/app:2 denied the login for HOST/mona/app',
        'HOST/monas/new:1 denied the login for HOST',
        'HOST/mona/new:1 allowed the login for HOST/mona',
      ],
    });
  });

  test('the refused entry is what has to go, by its own name', async () => {
    const target = await file('auth.json', scoped({ mona: DEAD }));
    const args = ['--access', 'pull', '--docker-config', target, image('mona/open')];
    const { stdout } = await check(args);
    expect(stdout).toContain(`podman logout ${image('mona')}\n`);
    const chinese = await check([...args, image('mona/app:1'), '--language', 'zh-CN']);
    expect(chinese.stdout.replace(/\s+/g, '')).toContain(`中${image('mona')}的凭据`);
  });

  test('several of them are told as such', async () => {
    const target = await file('auth.json', scoped({ 'mona/app': READER, mona: READER }));
    const args = ['--docker-config', target, image('mona/app:2'), image('mona/new:1')];
    expect((await check(args)).stdout).toContain('both images with the stored logins');
    expect((await check([...args, '--language', 'zh-CN'])).stdout).toContain('已保存的各个凭据');
  });

  test('docker goes by the host, and takes a narrower entry for it where it has no other', async () => {
    const both = scoped({ mona: WRITER, '': READER });
    expect((await asked('config.json', both, [image('mona/app:2')])).code).toBe(1);
    const other = scoped({ 'somebody/else': WRITER });
    expect((await asked('config.json', other, [image('mona/app:2')])).code).toBe(0);
    expect((await asked('auth.json', other, [image('mona/app:2')])).code).toBe(2);
  });

  test('an entry for another part is named, where podman and Kubernetes send none', async () => {
    const target = await file('auth.json', scoped({ hubot: WRITER }));
    const args = ['--docker-config', target, image('mona/app:2')];
    const said = (await check(args)).stderr.replaceAll(lab.registry, 'HOST');
    expect(said).toMatch(/no credential for HOST\/mona\/app, only for HOST\/hubot: podman and Kubernetes/);
    expect((await check([...args, '--language', 'zh-CN'])).stderr).toContain('podman 和 Kubernetes');
  });

  test.each([
    ['config.json', 'https://HOST', 0],
    ['config.json', 'https://HOST/v2/', 0],
    ['config.json', 'https://HOST/mona', 0],
    ['config.json', 'HOST/', 0],
    // Tried with docker 28.2: whatever the scheme is.
    ['config.json', 'oci://HOST', 0],
    ['auth.json', 'https://HOST', 0],
    // A scheme makes podman forget the path.
    ['auth.json', 'http://HOST/hubot', 0],
    ['auth.json', 'HOST/mona', 0],
    ['auth.json', 'HOST/', 2],
    // As Kubernetes reads a pull secret.
    ['pull.json', 'HOST/', 0],
    ['pull.json', 'HOST/v2/', 0],
    ['pull.json', 'HOST/mona', 0],
    ['pull.json', 'HOST/hubot', 2],
    ['auth.json', 'HOST/mona/', 2],
    ['auth.json', 'HOST/hubot', 2],
  ])('as a client reads the keys: %s, %s', async (name, key, code) => {
    const auths = { [key.replace('HOST', lab.registry)]: { auth: auth(WRITER) } };
    expect((await asked(name, JSON.stringify({ auths }), [image('mona/app:2')])).code).toBe(code);
  });

  test("docker goes no further than the host's own entry, also an empty one", async () => {
    const auths = { [lab.registry]: {}, [`https://${lab.registry}`]: { auth: auth(WRITER) } };
    expect((await asked('config.json', JSON.stringify({ auths }), [image('mona/app:2')])).code).toBe(2);
  });

  test('found where podman keeps it', async () => {
    const folder = path.join(home, 'podman');
    await mkdir(path.join(folder, 'containers'), { recursive: true });
    await writeFile(path.join(folder, 'containers', 'auth.json'), scoped({ mona: WRITER }));
    const { code } = await check([image('mona/app:2')], { XDG_RUNTIME_DIR: folder });
    expect(code).toBe(0);
  });

  test.each([
    ['docker’s first, where docker is', true, {}, 0],
    ['podman’s, where it is not', false, {}, 1],
    ['that of REGISTRY_AUTH_FILE, for nobody sets it for docker', true, { REGISTRY_AUTH_FILE: 'THERE' }, 1],
  ])('of two files %s', async (_, isThere, variables, code) => {
    const folder = await mkdtemp(path.join(home, 'two-'));
    const podmans = path.join(folder, 'containers', 'auth.json');
    await mkdir(path.join(folder, 'containers'));
    await mkdir(path.join(folder, '.docker'));
    await writeFile(podmans, JSON.stringify(entry(DEAD)));
    await writeFile(path.join(folder, '.docker', 'config.json'), JSON.stringify(entry(WRITER)));
    if (isThere) await writeFile(path.join(folder, 'docker'), '#!/bin/sh\n', { mode: 0o755 });
    const given = JSON.parse(JSON.stringify(variables).replace('THERE', podmans));
    const env = { XDG_RUNTIME_DIR: folder, HOME: folder, PATH: folder, ...given };
    expect((await check([image('mona/app:2')], env)).code).toBe(code);
  });

  test.each([
    ['docker', { credHelpers: { HOST: 'not-there' } }, 1],
    ['docker', { credsStore: 'not-there' }, 1],
    ['docker', { credHelpers: { 'example.com': 'not-there' } }, 0],
    ['podman', { credHelpers: { HOST: 'not-there' } }, 1],
  ])('none is used where a helper has the registry: %s, %j', async (client, helpers, code) => {
    const folder = path.join(home, 'helpers', client);
    const target = path.join(folder, client === 'docker' ? 'config.json' : 'auth.json');
    const named = JSON.parse(JSON.stringify(helpers).replace('HOST', lab.registry));
    await mkdir(folder, { recursive: true });
    await writeFile(target, JSON.stringify({ ...JSON.parse(scoped({ mona: WRITER })), ...named }));
    const env: Record<string, string> =
      client === 'docker' ? { DOCKER_CONFIG: folder } : { REGISTRY_AUTH_FILE: target };
    expect((await check([image('mona/app:2')], env)).code).toBe(code);
  });
});

describe('an auth file that can not be used is named, with the reason', () => {
  test.each([
    ['config.json', '{bad', 'is no auth file: it holds no JSON object: a client that reads this file'],
    ['config.json', '[]', 'is no auth file'],
    ['auth.json', ' '.repeat(1024 * 1024 + 1), 'is too large for an auth file'],
  ])('%s %#', async (name, text, words) => {
    const folder = await mkdtemp(path.join(home, 'unusable-'));
    const file = path.join(folder, name);
    await writeFile(file, text);
    const env: Record<string, string> =
      name === 'auth.json' ? { REGISTRY_AUTH_FILE: file } : { DOCKER_CONFIG: folder };
    const { code, stderr } = await check(['--access', 'pull', image('mona/open')], env);
    expect(code).toBe(0);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${file} ${words}`);
    const token = { ...env, GHCR_TOKEN: WRITER };
    expect((await check(['--registry', lab.registry, image('mona/open')], token)).stderr).not.toContain(file);
  });
});

test('DOCKER_CONFIG that names a file is told: no client finds a login there', async () => {
  const file = path.join(await mkdtemp(path.join(home, 'named-')), 'config.json');
  await writeFile(file, JSON.stringify(entry(WRITER)));
  const { code, stderr } = await check(['--registry', lab.registry, image('mona/open')], {
    DOCKER_CONFIG: file,
  });
  expect(code).toBe(1);
  expect(stderr).toContain(`DOCKER_CONFIG is ${file}, a file`);
});

describe('a helper that gives no credential is named, with what it did', () => {
  const helped = async (script: string | null, options: string[] = [], mode = 0o755) => {
    const folder = await mkdtemp(path.join(home, 'helped-'));
    if (script !== null)
      await writeFile(path.join(folder, 'docker-credential-odd'), `#!/bin/sh\n${script}\n`, { mode });
    await writeFile(path.join(folder, 'config.json'), JSON.stringify({ credsStore: 'odd' }));
    const env = { DOCKER_CONFIG: folder, PATH: `${folder}:${process.env.PATH}` };
    const args = ['--access', 'pull', ...options, image('mona/open')];
    const ran = await check(args, env);
    return { ...ran, said: ran.stderr.replaceAll(/\s+/g, ' ').replaceAll(lab.registry, 'HOST') };
  };

  test.each([
    ['is not there', null, 'is not on the PATH'],
    ['fails', 'echo "gpg: no key"; exit 2', 'ended with exit code 2 ("gpg: no key")'],
    ['fails with what may be secret', 'echo "bad token abc"; exit 3', 'ended with exit code 3: a client'],
    [
      'fails with what may be base64',
      'echo "bad bW9uYTpn/aHBf+cmVhZF/JlYWR+SZWFk"; exit 3',
      'ended with exit code 3: a client',
    ],
    [
      'fails with a path',
      'echo "no /var/lib/keys/of/the/team/and/its/members"; exit 3',
      'exit code 3 ("no /var/lib/keys/of/the/team/and/its/members")',
    ],
    ['says something else', 'echo hello', 'answered with something that is no credential'],
  ])('one that %s', async (_, script, words) => {
    const { code, said } = await helped(script);
    expect(code).toBe(0);
    expect(said).toContain('leaves the credential for HOST to docker-credential-odd, which');
    expect(said).toContain(words);
  });

  test.each([
    ['has nothing', 'echo "credentials not found in native keychain"; exit 1'],
    ['has an empty one', `echo '{"Username":"","Secret":""}'`],
  ])('and one that %s is well', async (_, script) => {
    expect((await helped(script)).said).not.toContain('docker-credential-odd');
  });

  test.each([
    ['en', [], /which is on the PATH as (\S+docker-credential-odd) and may not be run: .* chmod \+x \1\./],
    ['zh-CN', ['--language', 'zh-CN'], /（(\S+docker-credential-odd)），但没有执行权限.*chmod \+x \1。/],
  ])('one that is there and may not be run is not said to be missing: %s', async (_, options, words) => {
    expect((await helped('echo {}', options, 0o644)).said).toMatch(words);
  });

  test('also in Chinese', async () => {
    expect((await helped(null, ['--language', 'zh-CN'])).said).toContain('不在 PATH 中');
  });
});

test('a page in the place of the registry’s refusal is no doubt about what is asked', async () => {
  const faulty = await startLab(world, { faults: [{ on: 'token', kind: 'html', status: 403 }] });
  try {
    const { code, stdout } = await check([`${faulty.registry}/mona/app:2`], { GHCR_TOKEN: WRITER });
    expect(code).toBe(3);
    expect(stdout).toContain('gave no clear answer');
    expect(stdout).toContain('403 Unicorn!');
  } finally {
    await faulty.close();
  }
});

test('where no token was sent, nobody is told to ask without one', async () => {
  const { stdout } = await check(['--access', 'pull', image('mona/app:1')]);
  expect(stdout.replace(/\s+/g, ' ')).toContain('If it then works, the missing token was the reason.');
  expect(stdout).not.toContain('Ask once without it');
});

describe('formats', () => {
  test('json is a report that the schema takes', async () => {
    const { stdout } = await check(['--format', 'json', image('mona/app')], { GHCR_TOKEN: READER });
    expect(schemaFaults(JSON.parse(stdout))).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'check',
      verdict: 'denied',
      token: { scopes: ['read:packages'] },
    });
  });

  test('github is one annotation a finding', async () => {
    const { stdout } = await check(['--format', 'github', image('mona/app')], { GHCR_TOKEN: READER });
    expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^::error title=/)]);
  });

  test('sarif names rule and level', async () => {
    const { stdout } = await check(['--format', 'sarif', image('mona/app')], { GHCR_TOKEN: READER });
    expect(JSON.parse(stdout).runs[0].results).toMatchObject([
      { ruleId: 'token-lacks-scope', level: 'error' },
    ]);
  });

  test('Chinese is asked for, or the language of the locale', async () => {
    const chinese = expect.stringContaining('推送');
    expect((await check(['--language', 'zh-CN', image('mona/app')], { GHCR_TOKEN: READER })).stdout).toEqual(
      chinese,
    );
    expect((await check([image('mona/app')], { GHCR_TOKEN: READER, LANG: 'zh_CN.UTF-8' })).stdout).toEqual(
      chinese,
    );
  });
});

test('a host that stands in a name twice is named', async () => {
  const doubled = image(`${lab.registry}/mona/app:1`);
  const asked = (...more: string[]) => check([...more, '--format', 'json', doubled], { GHCR_TOKEN: WRITER });
  const [finding] = JSON.parse((await asked()).stdout).findings;
  expect(finding).toMatchObject({
    id: 'invalid-image-reference',
    message: expect.stringContaining(`the host ${lab.registry} stands in it twice`),
    fix: { summary: `Write ${image('mona/app:1')}.` },
  });
  expect((await asked('--language', 'zh-CN')).stdout).toContain(`主机名 ${lab.registry} 写了两次`);
});

test('a list where one reference belongs is no reference, and what parts a list is said', async () => {
  const asked = (given: string, language: string) =>
    check(['--language', language, '--format', 'json', given], { GHCR_TOKEN: WRITER });
  const digest = `sha256:${'a'.repeat(64)}`;
  for (const [given, rest] of [
    [image('mona/app:1'), ` ${image('mona/app:2')}`],
    [image('mona/app'), `; ${image(`mona/tools@${digest}`)}`],
  ] as const) {
    const [finding] = JSON.parse((await asked(given + rest, 'en')).stdout).findings;
    expect(finding).toMatchObject({
      id: 'invalid-image-reference',
      message: expect.stringContaining('several stand where one belongs'),
      fix: { summary: 'Write one reference a line, or commas between them.' },
      evidence: expect.arrayContaining(['no client takes this name, so the registry was not asked']),
    });
    expect((await asked(given + rest, 'zh-CN')).stdout).toContain('请每行写一个引用，或者用逗号分隔。');
  }
  // A tag with a blank in it is one reference that is wrong.
  const [tag] = JSON.parse((await asked(image('mona/app:la test'), 'en')).stdout).findings;
  expect(tag.fix.summary).toBe(`Write ${image('mona/app:la-test')}.`);
});

test('a name in upper case is refused, since it goes to a client as it stands', async () => {
  const { code, stdout } = await check([image('Mona/App')], { GHCR_TOKEN: WRITER });
  expect(code).toBe(1);
  expect(stdout).toContain('error[uppercase-image-name]');
  expect(stdout).toContain(image('mona/app'));
});

test('the credential of a registry on this machine does not go to an API elsewhere', async () => {
  const { code, stderr } = await check([image('mona/app:2')], {
    GHCR_TOKEN: WRITER,
    GITHUB_API_URL: 'https://api.github.com',
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['no account', 'nobody-here/app:1', 'owner-not-found', 'Correct the owner'],
  ['no package of its user', 'mona/appp:1', 'package-not-found', 'in the list of packages of mona.'],
  ['none that its user may see', 'hubot/app:1', 'package-not-found', 'give mona the role Read'],
])('a pull with a good token where there is %s', async (_, name, id, fix) => {
  const args = ['--access', 'pull', '--format', 'json', image(name)];
  const { findings } = JSON.parse((await check(args, { GHCR_TOKEN: READER })).stdout);
  expect(findings).toMatchObject([{ id, fix: { summary: expect.stringContaining(fix) } }]);
  // It has what a token can have.
  expect(findings[0].fix.summary).not.toContain('Set GHCR_TOKEN');
});

describe('what belongs elsewhere', () => {
  const words = async (args: string[], stdin = '') => {
    const { code, stderr, stdout } = await check(args, {}, stdin);
    for (const secret of [WRITER, auth(WRITER), inBase64(CONTENT())])
      expect(stdout + stderr).not.toContain(secret);
    return { code, stderr };
  };
  const inBase64 = (text: string) => Buffer.from(text).toString('base64');
  const CONTENT = () => JSON.stringify(entry(WRITER));

  test.each([
    ['as it is', () => WRITER],
    ['in base64', () => auth(WRITER)],
    ['as a line of an env file', () => `GHCR_TOKEN=${WRITER}`],
  ])('a token in the place of an image is not shown: %s', async (_, given) => {
    const { code, stderr } = await words([given(), image('mona/app:1')]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('put that into GHCR_TOKEN'),
    });
  });

  test.each(['--docker-config', '--dotenv', '--compose', '--kubernetes'])(
    'what a file holds in the place of its name is not shown: %s',
    async (option) => {
      const content = option === '--dotenv' ? `A=1\nGHCR_TOKEN=${WRITER}` : JSON.stringify(entry(WRITER));
      const { code, stderr } = await words([option, content]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`with ${option} -`) });
    },
  );

  test.each([
    ['an auth file', () => inBase64(CONTENT())],
    ['a login', () => auth(WRITER)],
    ['a token', () => WRITER],
  ])('nor is it in base64, or the one word that counts: %s', async (_, given) => {
    const { code, stderr } = await words(['--docker-config', given(), image('mona/app:1')]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('the content of one') });
  });

  test.each([
    ['an auth file', CONTENT],
    ['an auth file in base64', () => inBase64(CONTENT())],
    ['a pull secret', () => `kind: Secret\ndata:\n  .dockerconfigjson: ${inBase64(CONTENT())}\n`],
  ])('what a file holds in the place of an image is not shown: %s', async (_, given) => {
    const { code, stderr } = await words([given()]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('the content of a file was given'),
    });
  });

  test.each(['eyjafjalla/app', '{{ .Values.image }}', 'mona/app:1\nmona/open:latest'])(
    'names that are none of these: %s',
    async (name) => expect((await check(['--registry', lab.registry, name])).code).not.toBe(2),
  );

  test.each(['quadlets/app.container', 'docker/Dockerfile'])('a file in a folder: %s', async (name) => {
    await mkdir(path.join(home, path.dirname(name)), { recursive: true });
    await file(name, 'none');
    const { code, stderr } = await words([name]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`${name} is a file, and IMAGE`),
    });
  });

  test.each([
    ['ghcr.io/octo/app.json'],
    ['GHCR.io/octo/app.yaml'],
    ['--registry', 'Containers.GHE.example', 'containers.ghe.example/octo/app.json'],
    ['--registry', 'registry.example', 'registry.example/octo/app.yml'],
  ])('behind the address of its registry stands an image: %s %s %s', async (...given) => {
    const { stderr } = await words(given.filter(Boolean));
    expect(stderr).not.toContain('looks like that of a file');
  });

  test.each(['./deploy', 'compose.yml', 'deploy/app.yaml', '~/.docker/config.json', '.env.production'])(
    'a file that is not here: %s',
    async (name) => {
      const { code, stderr } = await words([name]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`${name} looks like that of a file, which is not there`),
      });
    },
  );

  test('a folder', async () => {
    await mkdir(path.join(home, 'deploy.d'), { recursive: true });
    const { code, stderr } = await words(['./deploy.d', '--language', 'zh-CN']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('./deploy.d 是目录，而 IMAGE 应为镜像名称'),
    });
  });

  test('an image that is called as a file or a folder here', async () => {
    await mkdir(path.join(home, 'mona/app.d'), { recursive: true });
    await file('mona/app', 'none');
    for (const name of ['mona/app', 'mona/app.d', `${lab.registry}/mona/app`])
      expect((await check(['--registry', lab.registry, name])).code).not.toBe(2);
  });

  test.each(['compose.override.yaml', './other.yml', '.env'])('a file among the images: %s', async (name) => {
    await file('compose.yaml', 'services: {a: {image: postgres}}');
    await file(name, 'services: {}');
    const { code, stderr } = await words(['--compose', 'compose.yaml', name]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`${name} is a file, and IMAGE`),
    });
  });

  test('names in a file and on standard input have another way', async () => {
    await file('images', 'mona/app:1');
    const listed = await words(['images']);
    expect(listed).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('xargs ghcr-preflight check < FILE'),
    });
    const piped = await words(['-']);
    expect(piped).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('xargs ghcr-preflight check hands'),
    });
  });

  const PULLED = 'write ghcr-preflight check --access pull ghcr.io/mona/app:1.';
  test.each([
    [['docker pull ghcr.io/mona/app:1'], PULLED],
    [['docker', 'pull', 'ghcr.io/mona/app:1'], PULLED],
    [['$ sudo docker pull ghcr.io/mona/app:1'], PULLED],
    [['podman pull docker://ghcr.io/mona/app:1'], PULLED],
    [['docker', 'run', 'ghcr.io/mona/app:1', 'sh'], PULLED],
    [
      ['skopeo copy docker://ghcr.io/mona/app:1 docker://ghcr.io/mona/app:2'],
      'write ghcr-preflight check ghcr.io/mona/app:2.',
    ],
  ])('a command in the place of an image: %j', async (given, said) => {
    const { code, stderr } = await words(given);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });

  test.each(['--token', '--password', '--password-stdin', '-p', `--pat=${WRITER}`])(
    'a token comes by no option: %s',
    async (option) => {
      const { code, stderr } = await words([option, 'x', image('mona/app:1')]);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('taken from the environment'),
      });
      expect(stderr).not.toContain('Did you mean');
    },
  );

  test.each(['--docker-config', '--dotenv', '--compose', '--kubernetes'])(
    'a pipe out of which nothing comes: %s',
    async (option) => {
      const { code, stderr } = await words([option, '-']);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining('Standard input (-) is empty'),
      });
    },
  );

  test('a pipe is called by its name', async () => {
    for (const option of ['--docker-config', '--compose', '--kubernetes'])
      expect(
        (await words([option, '-', ...(option === '--docker-config' ? [image('a/b')] : [])], 'x\n')).stderr,
      ).toMatch(/^ghcr-preflight: standard input: (?:neither|there is no) /);
  });
});

describe('an address of a repository in the place of an image', () => {
  test.each([
    ['https://github.com/octo/App', 'ghcr.io/octo/app:TAG'],
    ['https://github.com/octo/app.git', 'ghcr.io/octo/app:TAG'],
    ['https://github.com/octo/app/tree/main', 'ghcr.io/octo/app:TAG'],
    ['ssh://git@github.com/octo/app', 'ghcr.io/octo/app:TAG'],
    ['git@github.com:octo/app.git', 'ghcr.io/octo/app:TAG'],
    ['https://hub.docker.com/r/octo/app', 'ghcr.io/OWNER/NAME:TAG'],
    ['https://github.com/octo/app?tab=readme-ov-file', 'ghcr.io/octo/app:TAG'],
    ['https://github.com/octo/app#install', 'ghcr.io/octo/app:TAG'],
    // An account's own pages, which are no repository's.
    ['https://github.com/Octo', 'ghcr.io/octo/NAME:TAG'],
    ['https://github.com/octo/', 'ghcr.io/octo/NAME:TAG'],
    ['https://github.com/octo?tab=packages', 'ghcr.io/octo/NAME:TAG'],
    ['https://github.com/orgs/octo', 'ghcr.io/octo/NAME:TAG'],
    ['https://github.com/orgs', 'ghcr.io/OWNER/NAME:TAG'],
    ['https://github.com/', 'ghcr.io/OWNER/NAME:TAG'],
    ['https://github.com/orgs/Octo/packages', 'ghcr.io/octo/NAME:TAG'],
    ['https://github.com/users/mona/packages?repo_name=app', 'ghcr.io/mona/NAME:TAG'],
  ])('%s', async (given, name) => {
    const { code, stdout } = await check(['--registry', 'ghcr.io', given], { GHCR_TOKEN: WRITER });
    expect(code).toBe(1);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain(`not an address of the web: ${name}. `);
    expect(said).not.toContain('variable');
  });
});
