/** `check` without a token names the variables that hold one and are not read; never what is in them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { run } from './run.js';

const TOKEN = 'ghp_writeWriteWriteWriteWriteWriteWrite01';

let lab: Lab;
let home: string;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [{ owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1'] }],
    tokens: { [TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] } },
  });
  home = await mkdtemp(path.join(tmpdir(), 'unread-tokens-'));
});
afterAll(async () => {
  await lab.close();
  await rm(home, { recursive: true, force: true });
});

async function check(env: Record<string, string>, ...options: string[]) {
  const ran = await run(['check', `${lab.registry}/mona/app:1`, '--access', 'pull', ...options], {
    env: { HOME: home, XDG_RUNTIME_DIR: home, GITHUB_API_URL: lab.apiUrl, ...env },
  });
  return { code: ran.code, said: ran.stdout + ran.stderr };
}

describe.each([
  ['en', /No token was found where one is looked for\. (.*) not read: put the token into GHCR_TOKEN\./],
  ['zh-CN', /在会查找的位置没有找到令牌。(.*)不会被读取：请把令牌放入 GHCR_TOKEN。/],
])('in %s', (language, sentence) => {
  test.each(['CR_PAT', 'GHCR_PAT', 'CR_TOKEN', 'GH_PAT', 'REGISTRY_PASSWORD', 'PAT'])(
    'a token in %s',
    async (name) => {
      const { said, code } = await check({ [name]: TOKEN }, '--language', language);
      expect(sentence.exec(said)?.[1]).toContain(name);
      expect(said).not.toContain(TOKEN);
      expect(code).toBe(1);
    },
  );

  test('tokens in two of them', async () => {
    const { said } = await check({ CR_PAT: TOKEN, GHCR_PAT: TOKEN }, '--language', language);
    expect(sentence.exec(said)?.[1]).toMatch(/CR_PAT.*GHCR_PAT/);
  });

  test.each<[string, Record<string, string>]>([
    ['beside a token that is read', { CR_PAT: TOKEN, GHCR_TOKEN: TOKEN }],
    ['of something else', { NPM_TOKEN: 'npm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }],
    ['that is a digest', { BUILD_SECRET: 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3' }],
    ["that is a guide's placeholder", { CR_PAT: 'ghp_xxxxxxxxxxxxxxxxxxxx' }],
    ['that is empty', { CR_PAT: '' }],
    ['under a name that says nothing of a token', { LAST_LINE: TOKEN }],
  ])('none is named: a value %s', async (_, env) => {
    expect((await check(env, '--language', language)).said).not.toMatch(sentence);
  });
});

test.each(['null', 'undefined', ' None', 'nil\n'])(
  'the word %j is no token, and the next one is asked with',
  async (word) => {
    const { said, code } = await check({ GHCR_TOKEN: word, GH_TOKEN: TOKEN });
    expect(code).toBe(0);
    expect(said.replace(/\s+/g, ' ')).toContain(
      'GHCR_TOKEN holds a word that a command prints where it found',
    );
    const chinese = await check({ GH_TOKEN: word }, '--language', 'zh-CN');
    expect(chinese.said).toContain('GH_TOKEN 的值是命令没有找到内容时输出的词');
    expect(chinese.code).toBe(1);
  },
);

test.each([
  [
    'op://vault/item/field',
    'holds a reference to a secret, or an encrypted one, and not the secret',
    '的值是指向密钥的引用',
  ],
  ['ref+vault://secret/ghcr#/token', 'holds a reference to a secret', '的值是指向密钥的引用'],
  ['vault:secret/data/ghcr#token', 'holds a reference to a secret', '的值是指向密钥的引用'],
  ['arn:aws:secretsmanager:eu-west-1:1:secret:ghcr', 'holds a reference to a secret', '的值是指向密钥的引用'],
  [
    'ENC[AES256_GCM,data:a,type:str]',
    'holds a reference to a secret, or an encrypted',
    '的值是指向密钥的引用或',
  ],
  ['/run/secrets/ghcr', 'holds the path of a file and not the token in it', '的值是文件路径'],
  ['<token>', 'still holds the placeholder of a guide', '仍是教程中的占位符'],
  ['$GHCR_TOKEN', 'still holds the placeholder of a guide', '仍是教程中的占位符'],
  ['xxxx', 'still holds the placeholder of a guide', '仍是教程中的占位符'],
])('%s is no token, and the next one is asked with', async (value, sentence, chinese) => {
  const { said, code } = await check({ GHCR_TOKEN: value, GH_TOKEN: TOKEN });
  expect(code).toBe(0);
  expect(said.replace(/\s+/g, ' ')).toContain(`GHCR_TOKEN ${sentence}`);
  const spoken = await check({ GHCR_TOKEN: value, GH_TOKEN: TOKEN }, '--language', 'zh-CN');
  expect(spoken.said.replace(/\s+/g, '')).toContain(`GHCR_TOKEN${chinese}`);
});

describe('of a word that a guide has for a token', () => {
  const CHANGE = 'changeme';
  test('nothing is sent to a registry of GitHub’s', async () => {
    const { said } = await run(['check', 'containers.github.invalid/mona/app:1'], {
      env: { HOME: home, GITHUB_SERVER_URL: 'https://github.invalid', GHCR_TOKEN: CHANGE },
    }).then(({ stdout, stderr }) => ({ said: stdout + stderr }));
    expect(said.replace(/\s+/g, ' ')).toContain('GHCR_TOKEN still holds the placeholder of a guide');
    expect(said).toContain('no token');
  });

  test('nor is a secret of another service', async () => {
    const secret = `glpat-${'aB3dE5fG7hI9jK1lM2nO'}`;
    const sentence = 'GHCR_TOKEN holds a credential of GitLab and no token of GitHub, so none was sent.';
    const { stdout, stderr } = await run(['check', 'containers.github.invalid/mona/app:1'], {
      env: { HOME: home, GITHUB_SERVER_URL: 'https://github.invalid', GHCR_TOKEN: secret },
    });
    expect(stderr.replace(/\s+/g, ' ')).toContain(sentence);
    expect(stdout + stderr).not.toContain(secret);
  });

  test.each([CHANGE, `glpat-${'aB3dE5fG7hI9jK1lM2nO'}`])(
    'one of this machine is asked with it, where it may be a password: %s',
    async (word) => {
      const { said, code } = await check({ GHCR_TOKEN: word, GH_TOKEN: TOKEN });
      expect([code, / placeholder | credential of /.test(said)]).toEqual([1, false]);
    },
  );

  test('so is one that is named and belongs to no server of GitHub’s', async () => {
    const asked = (token: string) =>
      run(['check', '--registry', 'registry.invalid', 'mona/app:1', '--access', 'pull'], {
        env: { HOME: home, XDG_RUNTIME_DIR: home, GHCR_TOKEN: token },
      }).then(({ stdout, stderr }) => (stdout + stderr).replace(/\s+/g, ' '));
    expect(await asked(CHANGE)).not.toContain('placeholder');
    const said = await asked('<token>');
    expect(said).toContain('GHCR_TOKEN still holds the placeholder of a guide');
    expect(said).not.toContain('does not belong to');
  });
});

test('what ends the command stands behind what was said of the tokens until then', async () => {
  const { stdout, stderr, code } = await run(['check', '--registry', 'registry.invalid', 'mona/app:1'], {
    env: { HOME: home, XDG_RUNTIME_DIR: home, GHCR_TOKEN: '<token>', GITHUB_TOKEN: TOKEN },
  });
  expect([stdout, code]).toEqual(['', 2]);
  const sentences = stderr.replace(/\n +/g, ' ').trim().split('\n');
  expect(sentences).toEqual([
    expect.stringContaining('GHCR_TOKEN still holds the placeholder of a guide'),
    expect.stringContaining('registry.invalid'),
  ]);
});
