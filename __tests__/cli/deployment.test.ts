/** `check` on a server: compose files, env files, pages of packages, the end of a token, and the plan of a first push. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { COMPILED, TABLE_NODE } from '../node.js';
import { schemaFaults } from '../schema.js';
import { type Ran, repository, run } from './run.js';

const READER = 'ghp_readReadReadReadReadReadReadReadRea01';
const WRITER = 'ghp_writeWriteWriteWriteWriteWriteWrite01';
const DEAD = 'ghp_deadDeadDeadDeadDeadDeadDeadDeadDead1';
const inDays = (days: number) => new Date(Date.now() + (days + 0.5) * 24 * 60 * 60 * 1000).toISOString();

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [
      { owner: 'mona', name: 'app', visibility: 'private', repository: null, tags: ['1', 'latest'] },
      { owner: 'mona', name: 'open', visibility: 'public', repository: null, tags: ['1'] },
      { owner: 'mona', name: 'group/web', visibility: 'private', repository: null, tags: ['1'] },
    ],
    tokens: {
      [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'], expiresAt: inDays(40) },
      [WRITER]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
      [DEAD]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'], expired: true },
    },
  });
});
afterAll(() => lab.close());

const R = () => lab.registry;

async function check(args: string[], options: Parameters<typeof run>[1] = {}): Promise<Ran> {
  const env = {
    GITHUB_API_URL: lab.apiUrl,
    HOME: '/nonexistent',
    XDG_RUNTIME_DIR: '/nonexistent',
    PATH: process.env.PATH,
    ...options.env,
  };
  return run(['check', ...args], { ...options, env });
}

const CLI = path.join(import.meta.dirname, '../../dist/cli/index.js');
const installed = (args: string[], cwd: string) =>
  spawnSync(TABLE_NODE, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...COMPILED },
  });

const references = ({ stdout }: Ran): string[] =>
  JSON.parse(stdout).images.map(
    ({ reference, verdict }: Record<string, string>) => `${reference?.replace(R(), 'HOST')} ${verdict}`,
  );

describe('--dotenv', () => {
  const envFile = (lines: string[]) => path.join(repository({ '.env': lines.join('\n') }), '.env');

  test('export, quotes, comments and variables in variables: images and token', async () => {
    const file = envFile([
      '# what the server runs',
      `export REGISTRY="${R()}"`,
      "OWNER='mona'",
      'TAG=1 # the stable one',
      'IMAGE=${REGISTRY}/${OWNER}/app:${TAG:-2}',
      `OTHER_IMAGE="${R()}/mona/open:\${NOPE:-1}"`,
      'PREFIX=${REGISTRY}/${OWNER}',
      'TEAM=${REGISTRY}/${OWNER}/team/',
      `LITERAL='${R()}/mona/\${OWNER}'`,
      `GHCR_TOKEN="${READER}"`,
    ]);
    const ran = await check(['--format', 'json', '--dotenv', file]);
    // In single quotes nothing is filled in, so that name is refused as it stands.
    expect(references(ran)).toEqual([
      'HOST/mona/${OWNER} denied',
      'HOST/mona/app:1 allowed',
      'HOST/mona/open:1 allowed',
    ]);
    expect(JSON.parse(ran.stdout).images[1]).toMatchObject({
      token: 'ghcr-token',
      credential: `GHCR_TOKEN in ${file}`,
    });
  });

  test.each(['constructor', 'toString'])('a variable called %s is set by nobody', async (name) => {
    const file = envFile([`GHCR_TOKEN=${READER}`, `IMAGE=${R()}/mona/app:\${${name}:-1}`]);
    expect(references(await check(['--format', 'json', '--dotenv', file]))).toEqual([
      'HOST/mona/app:1 allowed',
    ]);
    const compose = repository({
      'compose.yml': `services: {app: {image: "${R()}/mona/app:\${${name}:-1}"}}`,
      '.env': `GHCR_TOKEN=${READER}`,
    });
    const asked = ['--format', 'json', '--compose', path.join(compose, 'compose.yml')];
    expect(references(await check([...asked, '--dotenv', path.join(compose, '.env')]))).toEqual([
      'HOST/mona/app:1 allowed',
    ]);
  });

  test.each(['CR_PAT', 'GITHUB_TOKEN', 'GH_TOKEN', 'REGISTRY_PASSWORD', 'DEPLOY_TOKEN'])(
    'the token is %s',
    async (name) => {
      const file = envFile([`${name}=${READER}`]);
      const { code, stdout } = await check(['--dotenv', file, '--registry', R(), 'mona/app:1']);
      expect(stdout.replace(/\s+/g, ' ')).toContain(`accepts the pull with ${name} in ${file}`);
      expect(code).toBe(0);
    },
  );

  test('--env-file is its other name, and not for both at once', async () => {
    const file = envFile([`GHCR_TOKEN=${READER}`, `IMAGE=${R()}/mona/app:1`]);
    const [one, other] = [await check(['--dotenv', file]), await check(['--env-file', file])];
    expect(one.code).toBe(0);
    expect(other).toEqual(one);
    const both = await check(['--dotenv', file, '--env-file', file]);
    expect({ code: both.code, stderr: both.stderr }).toEqual({
      code: 2,
      stderr: 'ghcr-preflight: --dotenv and --env-file are two names of one option: give one of them.\n',
    });
  });

  // As it is installed: Node.js has had the command line first, and takes nothing of this.
  test.each([
    ['none', 'no such file'],
    ['.', 'is no regular file'],
    ['binary', 'is not UTF-8 text'],
    ['with-nul', 'is not UTF-8 text'],
    ['', '--dotenv was given and is empty'],
  ])('a file that is none is one sentence: "%s"', async (name, words) => {
    const cwd = repository({ binary: Buffer.from([0xff, 0xfe, 0xfd, 0x80, 0]), 'with-nul': 'A=1\0B=2\0' });
    const { status, stderr } = installed(['check', '--dotenv', name, 'ghcr.io/a/b'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/^ghcr-preflight: [^\n]+\.\n$/);
  });

  test('Node.js obeys no NODE_OPTIONS in it', async () => {
    const cwd = repository({
      '.env': 'NODE_OPTIONS=--require=./own.cjs\n',
      'own.cjs': 'console.log("obeyed");',
    });
    const args = ['.env', '--registry', 'no host'];
    expect(installed(['check', '--dotenv', ...args], cwd).stdout).not.toContain('obeyed');
    // Why there is this name: of the other one it does.
    expect(installed(['check', '--env-file', ...args], cwd).stdout).toContain('obeyed');
  });

  test('a password of something else is no token', async () => {
    const { code, stdout } = await check([
      '--dotenv',
      envFile(['DB_PASSWORD=hunter2hunter2']),
      '--registry',
      R(),
      'mona/app:1',
    ]);
    expect({ code, isNamed: stdout.includes('DB_PASSWORD') }).toEqual({ code: 1, isNamed: false });
  });

  test('its token comes before that of the environment', async () => {
    const file = envFile([`GHCR_TOKEN=${DEAD}`]);
    const { code } = await check(['--dotenv', file, '--registry', R(), 'mona/app:1'], {
      env: { GHCR_TOKEN: READER },
    });
    expect(code).toBe(1);
  });

  test.each(['ghp_xxxxxxxxxxxx', 'your-token-here', '<token>', 'ghp_your_token', 'changeme'])(
    'the placeholder %s is named and not sent',
    async (value) => {
      const before = lab.requests.length;
      const file = envFile([`GHCR_TOKEN=${value}`, 'CR_USER=your-username']);
      const { stderr } = await check(['--dotenv', file, '--registry', R(), 'mona/app:1']);
      expect(stderr).toContain(`${file}:1: GHCR_TOKEN still holds the placeholder of a guide`);
      expect(stderr).toContain(`${file}:2: CR_USER still holds a guide's placeholder, "your-username"`);
      expect(lab.requests.slice(before).filter(({ authorization }) => authorization === 'basic')).toEqual([]);
    },
  );

  test('variables that grow without end are no names', async () => {
    const file = envFile([
      'A0=x',
      ...Array.from({ length: 60 }, (_, at) => `A${at + 1}=\${A${at}}\${A${at}}`),
    ]);
    const { code, stderr } = await check([
      '--dotenv',
      file,
      '--registry',
      R(),
      '--access',
      'pull',
      'mona/open:1',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    ['is not there', '/nonexistent.env', 'no such file'],
    ['is a folder', '/tmp', 'no regular file'],
  ])('that %s is bad usage', async (_, file, words) => {
    const { code, stderr } = await check(['--dotenv', file, 'mona/app']);
    expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true });
  });
});

describe('--compose', () => {
  const compose = (services: string[], more: Record<string, string> = {}) =>
    path.join(repository({ 'compose.yaml': ['services:', ...services].join('\n'), ...more }), 'compose.yaml');

  test('every image of it, with variables and their defaults; built ones and other registries are counted', async () => {
    const file = compose([
      '  a: {image: "${REGISTRY}/mona/app:${TAG:?needed}"}',
      '  b: {image: "${REGISTRY:-docker.io}/mona/open:${NONE:-${ALSO_NONE:-1}}", build: .}',
      '  c: {build: .}',
      '  d: {image: redis}',
      '  e: {image: "quay.io/a/b"}',
    ]);
    const env = { REGISTRY: R(), TAG: '1', GHCR_TOKEN: READER };
    const ran = await check(['--format', 'json', '--compose', file], { env });
    expect({ code: ran.code, images: references(ran) }).toEqual({
      code: 0,
      images: ['HOST/mona/app:1 allowed', 'HOST/mona/open:1 allowed'],
    });
    expect(ran.stderr).toContain('1 service is only built: what its build pulls was not asked about.');
    expect(ran.stderr).toContain('2 images of other registries were not asked about');
    expect(schemaFaults(JSON.parse(ran.stdout))).toEqual([]);
  });

  test('what services have in common, merged into them', async () => {
    const file = compose([
      '  a: {<<: &one {image: "${REGISTRY}/mona/app:1"}, restart: always}',
      '  b: {<<: [&two {image: "${REGISTRY}/mona/open:1"}, *one]}',
      '  c: {<<: *one, image: "${REGISTRY}/group/web:1"}',
      '  d: {<<: {<<: *two}}',
    ]);
    const env = { REGISTRY: R(), GHCR_TOKEN: READER };
    expect(references(await check(['--format', 'json', '--compose', file], { env }))).toEqual([
      'HOST/group/web:1 denied',
      'HOST/mona/app:1 allowed',
      'HOST/mona/open:1 allowed',
    ]);
  });

  test('a variable that nothing sets leaves it open, in one sentence with its line', async () => {
    const file = compose([`  a: {image: "${R()}/mona/app:$TAG"}`, `  b: {image: "${R()}/mona/open:1"}`]);
    const { code, stdout } = await check(['--compose', file, '--format', 'json']);
    const [finding] = JSON.parse(stdout).findings;
    expect({ code, id: finding.id, line: finding.location.line }).toEqual({
      code: 3,
      id: 'image-unknown',
      line: 2,
    });
    expect(finding.message).toContain('is known only when TAG is set');
    expect(finding.fix.summary).toContain('Set TAG');
  });

  test('the env file beside it, or the one that is named, and the shell before both', async () => {
    const file = compose([`  a: {image: "${R()}/mona/app:$TAG"}`], {
      '.env': 'TAG=1',
      'other.env': `TAG=2\nGHCR_TOKEN=${READER}`,
    });
    const other = path.join(path.dirname(file), 'other.env');
    const tag = async (args: string[], env: Record<string, string> = {}) =>
      references(await check(['--format', 'json', '--compose', file, ...args], { env }))[0]?.split(' ')[0];
    expect(await tag([])).toBe('HOST/mona/app:1');
    expect(await tag(['--dotenv', other])).toBe('HOST/mona/app:2');
    expect(await tag(['--dotenv', other], { TAG: '3' })).toBe('HOST/mona/app:3');
  });

  test('a second file overrides the first, service by service', async () => {
    const file = compose([`  a: {image: "${R()}/mona/app:9"}`, `  b: {image: "${R()}/mona/open:1"}`], {
      'override.yaml': `services:\n  a: {image: "${R()}/mona/app:1"}\n`,
    });
    const ran = await check(
      ['--format', 'json', '--compose', file, '--compose', path.join(path.dirname(file), 'override.yaml')],
      { env: { GHCR_TOKEN: READER } },
    );
    expect(references(ran)).toEqual(['HOST/mona/app:1 allowed', 'HOST/mona/open:1 allowed']);
  });

  test('what a pull policy leaves to the build or to the machine is not asked about, whichever file says so', async () => {
    const file = compose(
      [
        `  a: {image: "${R()}/group/web:1", build: ., pull_policy: build}`,
        `  b: {image: "${R()}/group/web:2", pull_policy: "\${POLICY:-never}"}`,
        `  c: {image: "${R()}/group/web:3"}`,
        `  d: {image: "${R()}/mona/open:1", pull_policy: always}`,
        `  e: {image: "${R()}/mona/app:1", pull_policy: every_12h}`,
      ],
      { 'override.yaml': 'services:\n  c: {build: ., pull_policy: build}\n' },
    );
    const override = path.join(path.dirname(file), 'override.yaml');
    const args = ['--format', 'json', '--compose', file, '--compose', override];
    const ran = await check(args, { env: { GHCR_TOKEN: READER } });
    expect(references(ran)).toEqual(['HOST/mona/open:1 allowed', 'HOST/mona/app:1 allowed']);
    expect(ran.stderr).toContain('2 services are only built: what their builds pull was not asked about.');
    expect(ran.stderr).toContain('1 image is never pulled, by its pull policy.');
    const open = await check(args, { env: { GHCR_TOKEN: READER, POLICY: 'missing' } });
    expect(references(open)[0]).toBe('HOST/group/web:2 denied');
    const pushed = await check([...args, '--access', 'push'], { env: { GHCR_TOKEN: READER } });
    expect(references(pushed)).toEqual(['HOST/group/web:1 denied', 'HOST/group/web:3 denied']);
    expect(pushed.stderr).toContain(
      '3 services are not built here, and docker compose push passes them over',
    );
  });

  test('what a service builds may be missing: who starts it builds it, and that is said', async () => {
    const file = compose([
      `  a: {image: "${R()}/mona/app:dev", build: .}`,
      `  b: {image: "${R()}/mona/app:dev", command: worker}`,
      `  c: {image: "${R()}/mona/app:1", build: .}`,
    ]);
    const built = ['--format', 'json', '--compose', file];
    const ran = await check(built, { env: { GHCR_TOKEN: READER } });
    expect({ code: ran.code, images: references(ran) }).toEqual({
      code: 3,
      images: ['HOST/mona/app:dev unknown', 'HOST/mona/app:1 allowed'],
    });
    expect(JSON.parse(ran.stdout).findings).toMatchObject([
      { id: 'manifest-not-found', severity: 'warning' },
    ]);
    expect(ran.stderr).toContain('docker compose up builds it instead');
    expect(ran.stderr).toContain('and docker stack deploy builds nothing.');
    // What no service builds is needed all the same.
    const other = compose([
      `  a: {image: "${R()}/mona/app:dev", build: .}`,
      `  b: {image: "${R()}/mona/app:no"}`,
    ]);
    const mixed = await check(['--format', 'json', '--compose', other], { env: { GHCR_TOKEN: READER } });
    expect({ code: mixed.code, images: references(mixed) }).toEqual({
      code: 1,
      images: ['HOST/mona/app:no denied', 'HOST/mona/app:dev unknown'],
    });
  });

  test('of a folder, what COMPOSE_FILE lists, in the environment or in its .env', async () => {
    const folder = path.dirname(
      compose([`  a: {image: "${R()}/mona/app:1"}`], {
        '.env': 'COMPOSE_FILE=compose.yaml:more/worker.yaml\nCOMPOSE_PROFILES=jobs\n',
        'more/worker.yaml': `services:\n  b: {image: "${R()}/mona/open:1", profiles: [jobs]}\n`,
        'prod.yaml': `services:\n  c: {image: "${R()}/mona/app:latest"}\n`,
      }),
    );
    const of = async (env: Record<string, string>, place = folder) =>
      references(
        await check(['--format', 'json', '--compose', place], { env: { GHCR_TOKEN: READER, ...env } }),
      );
    expect(await of({})).toEqual(['HOST/mona/app:1 allowed', 'HOST/mona/open:1 allowed']);
    expect(await of({ COMPOSE_FILE: 'prod.yaml' })).toEqual(['HOST/mona/app:latest allowed']);
    // A file that was named is meant.
    expect(await of({ COMPOSE_FILE: 'prod.yaml' }, path.join(folder, 'compose.yaml'))).toEqual([
      'HOST/mona/app:1 allowed',
    ]);
  });

  test('where a policy leaves nothing to pull, that is no refusal and no unknown name', async () => {
    const file = compose([`  a: {image: "${R()}/group/web:$TAG", build: ., pull_policy: build}`]);
    const { code, stderr } = await check(['--registry', R(), '--compose', file, '--language', 'zh-CN']);
    expect(code).toBe(0);
    expect(stderr).toContain('有 1 个服务只在本地构建：没有询问其构建过程要拉取的镜像。');
    expect(stderr).toContain(`${file} 中没有需要从 ${R()} 拉取的镜像，因此无需询问。`);
  });

  test('what is said of an image stands at its line, in the file that counts; of the token, at none', async () => {
    const file = compose([`  a: {image: "${R()}/mona/open:1"}`, `  b:`, `    image: ${R()}/mona/App:1`], {
      'override.yaml': `services:\n\n  a: {image: "${R()}/mona/open:9"}\n`,
    });
    const override = path.join(path.dirname(file), 'override.yaml');
    const places = async (token: string) => {
      const { stdout } = await check(['--format', 'json', '--compose', file, '--compose', override], {
        env: { GHCR_TOKEN: token },
      });
      return (JSON.parse(stdout) as Report).findings.map(
        ({ id, location }) => `${id} ${location ? `${path.basename(location.file)}:${location.line}` : '-'}`,
      );
    };
    expect((await places(READER)).sort()).toEqual([
      'manifest-not-found override.yaml:3',
      'uppercase-image-name compose.yaml:4',
    ]);
    expect(await places(DEAD)).toContain('token-rejected -');
  });

  test('a misspelt host is named at its line', async () => {
    const file = compose([`  a: {image: "${R()}/mona/app:1"}`, '  b: {image: "ghrc.io/mona/open:1"}']);
    const { stdout } = await check(['--format', 'json', '--compose', file], { env: { GHCR_TOKEN: READER } });
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'denied',
      findings: [
        {
          id: 'invalid-image-reference',
          message: expect.stringContaining('the host is misspelt'),
          fix: { summary: `Write ${R()}/mona/open:1.` },
          location: { file, line: 3 },
        },
      ],
    });
  });

  test('a registry of nearly that name is not asked, and the sentence says what may have been meant', async () => {
    const file = compose([`  a: {image: "${R()}/mona/app:1"}`, '  b: {image: "ghr.io/mona/open:1"}']);
    const { code, stderr } = await check(['--compose', file], { env: { GHCR_TOKEN: READER } });
    expect(code).toBe(0);
    expect(stderr).toBe(
      `ghcr-preflight: ${file}:3: ghr.io/mona/open:1 is on another registry, so it was not asked about. Did you mean ghcr.io/mona/open:1?\n`,
    );
  });

  test('blanks that belong to a value are no part of a name; those around it in a list of names are none', async () => {
    const file = compose([
      `  a: {image: " ${R()}/mona/app:1"}`,
      '  b:',
      '    image: |',
      `      ${R()}/mona/open:1`,
    ]);
    const env = { GHCR_TOKEN: READER };
    const { stdout } = await check(
      ['--format', 'json', '--compose', file, ` ${R()}/mona/app:1,mona/open:1\n`],
      {
        env,
      },
    );
    const report: Report = JSON.parse(stdout);
    expect(references({ stdout, code: 0, stderr: '' })).toEqual([
      ' HOST/mona/app:1 denied',
      'HOST/mona/open:1\n denied',
      'HOST/mona/app:1 allowed',
      'HOST/mona/open:1 allowed',
    ]);
    expect(report.findings.map(({ id, message }) => `${id} ${message.replaceAll(R(), 'HOST')}`)).toEqual([
      'invalid-image-reference HOST/mona/app:1 is not a valid image reference as it stands: a blank or a line break in front of it belongs to the value, and no client takes it away.',
      'invalid-image-reference HOST/mona/open:1 is not a valid image reference as it stands: a blank or a line break behind it belongs to the value, and no client takes it away.',
    ]);
  });

  test('an image of an env file stands at its line', async () => {
    const file = path.join(repository({ '.env': `A=1\nIMAGE=${R()}/mona/open:9\n` }), '.env');
    const { stdout } = await check(['--format', 'json', '--dotenv', file], { env: { GHCR_TOKEN: READER } });
    expect((JSON.parse(stdout) as Report).findings[0]).toMatchObject({
      id: 'manifest-not-found',
      location: { file, line: 2 },
    });
  });

  test('from standard input; nothing of this registry is nothing to do', async () => {
    const { code, stderr } = await check(['--compose', '-'], { stdin: 'services:\n  a: {image: nginx}\n' });
    expect(code).toBe(0);
    expect(stderr).toContain(
      'Nothing in standard input is pulled from ghcr.io, so there was nothing to ask.',
    );
    const pushed = await check(['--access', 'push', '--compose', '-'], {
      stdin: 'services:\n  a: {build: ., image: nginx}\n',
    });
    expect(pushed.stderr).toContain('Nothing in standard input is pushed to ghcr.io');
  });

  test.each([
    ['broken YAML', 'services: [', 'could not be read as a compose file'],
    ['a bomb', `a: &a [x,x]\n${'b: &b [*a,*a,*a]\n'.repeat(3)}`, ''],
  ])('%s is one sentence', async (_, text, words) => {
    const { code, stderr } = await check(['--compose', '-'], { stdin: text });
    expect([0, 2]).toContain(code);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a placeholder for the owner is named', async () => {
    const { code, stderr } = await check(['--compose', '-'], {
      stdin: `services:\n  a: {image: "${R()}/your-username/app:1"}\n`,
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `<stdin>:2: ${R()}/your-username/app:1 still holds a guide's placeholder, "your-username"`,
    );
  });

  test('a server is told in its own words', async () => {
    const { stdout } = await check(['--compose', '-'], {
      stdin: `services:\n  a: {image: "${R()}/mona/app:1"}\n`,
    });
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `docker login ${R()} -u USER --password-stdin; the password is a classic personal access token with read:packages`,
    );
    expect(stdout).not.toMatch(/github\.token|\$\{\{/);
  });
});

describe('IMAGE', () => {
  test.each([
    'https://github.com/users/mona/packages/container/package/app',
    'https://github.com/orgs/Mona/packages/container/app',
    'https://github.com/users/mona/packages/container/App/123456?tag=1',
    'https://github.com/mona/some-repo/pkgs/container/app',
    'https://github.com/mona/some-repo/pkgs/container/app/123?tag=1',
    'https://github.com/users/mona/packages/container/app/settings',
    'github.com/users/mona/packages/container/package/app',
  ])('%s', async (address) => {
    const ran = await check(['--access', 'pull', '--format', 'json', '--registry', R(), address], {
      env: { GHCR_TOKEN: READER },
    });
    expect(references(ran)).toEqual([
      address.includes('?tag=') ? 'HOST/mona/app:1 allowed' : 'HOST/mona/app allowed',
    ]);
  });

  test('a slash in the name stands as %2F in the address', async () => {
    const address = 'https://github.com/users/mona/packages/container/package/group%2Fweb';
    const ran = await check(['--access', 'pull', '--format', 'json', '--registry', R(), `${address}?tag=1`], {
      env: { GHCR_TOKEN: READER },
    });
    expect(references(ran)).toEqual(['HOST/mona/group/web:1 allowed']);
  });

  test('OWNER/NAME:TAG', async () => {
    const ran = await check(['--access', 'pull', '--format', 'json', '--registry', R(), 'mona/app:1'], {
      env: { GHCR_TOKEN: READER },
    });
    expect(references(ran)).toEqual(['HOST/mona/app:1 allowed']);
  });

  test.each([
    'https://github.com/mona/app',
    'https://gitlab.com/users/mona/packages/container/app',
    'https://github.com/users/mona/packages/npm/app',
  ])('%s is no page of a package of containers', async (address) => {
    const { code } = await check(['--registry', R(), address], { env: { GHCR_TOKEN: READER } });
    expect(code).toBe(1);
  });
});

describe('--watch-expiry', () => {
  const watched = (days: string, token: string, args: string[] = []) =>
    check(['--access', 'pull', '--registry', R(), '--watch-expiry', days, ...args, 'mona/app:1'], {
      env: { GHCR_TOKEN: token },
    });

  test('ends with 1 when the token ends sooner, and with 0 when later', async () => {
    const { code, stdout } = await watched('90', READER);
    expect(code).toBe(1);
    expect(stdout).toContain('error[token-expires-soon]');
    expect(await watched('30', READER)).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse((await watched('90', READER, ['--format', 'json'])).stdout);
    expect(report).toMatchObject({ verdict: 'allowed', token: { expiresAt: expect.any(String) } });
  });

  test('is an error of its own for a server, although every pull is served', async () => {
    const file = path.join(repository({ '.env': `GHCR_TOKEN=${READER}\nIMAGE=${R()}/mona/app:1\n` }), '.env');
    const inFile = (days: string) => check(['--registry', R(), '--dotenv', file, '--watch-expiry', days]);
    const { code, stdout } = await inFile('90');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining('error[token-expires-soon]'),
    });
    expect((await inFile('30')).code).toBe(0);
  });

  test('is no reason why nothing could be decided', async () => {
    const compose = `services: {a: {image: "${R()}/mona/app:1"}, b: {image: "${R()}/mona/b:\${OPEN}"}}\n`;
    const folder = repository({ '.env': `GHCR_TOKEN=${READER}\n`, 'compose.yaml': compose });
    const [file, env] = ['compose.yaml', '.env'].map((name) => path.join(folder, name)) as [string, string];
    const args = ['--registry', R(), '--compose', file, '--dotenv', env, '--watch-expiry', '90'];
    for (const [language, reason] of [
      ['en', 'The reason: The text does not tell which image is meant. See below: 1 error, 1 warning.'],
      ['zh-CN', '原因：从文本中看不出是哪个镜像。下文有 1 个错误，1 个警告。'],
    ]) {
      const { code, stdout } = await check([...args, '--language', language as string]);
      expect(code).toBe(1);
      expect(stdout.replaceAll(/\n {2}(?=\S)/g, language === 'en' ? ' ' : '')).toContain(reason);
    }
  });

  test('says where no date is told', async () => {
    expect((await watched('90', WRITER)).stderr).toContain(
      'GitHub gives no date for GHCR_TOKEN: it does not expire',
    );
    const { stderr } = await check([
      '--access',
      'pull',
      '--registry',
      R(),
      '--watch-expiry',
      '9',
      'mona/open:1',
    ]);
    expect(stderr).toContain('There is no token whose end could be watched');
  });

  test('is undecided where the API could not be asked', async () => {
    const env = { GHCR_TOKEN: READER, GITHUB_API_URL: 'http://127.0.0.1:9/api/v3' };
    const { code, stderr } = await check(
      ['--access', 'pull', '--registry', R(), '--watch-expiry', '9', 'mona/app:1'],
      { env },
    );
    expect({ code, said: stderr.includes('could not be seen') }).toEqual({ code: 3, said: true });
  });

  test.each(['soon', '-1', '1.5'])('%s is no number of days', async (days) => {
    const { code, stderr } = await check(['--registry', R(), `--watch-expiry=${days}`, 'mona/app']);
    expect({ code, said: stderr.includes(`"${days}", which is no number of days`) }).toEqual({
      code: 2,
      said: true,
    });
  });
});

describe('an expired token of a job', () => {
  test('is told as such, and not as a workflow would be told', async () => {
    const env = { GITHUB_TOKEN: `ghs_${'a1B2'.repeat(9)}` };
    const { code, stdout } = await check(['--access', 'pull', '--registry', R(), 'mona/app:1'], { env });
    const text = stdout.replace(/\s+/g, ' ');
    expect(code).toBe(1);
    expect(text).toContain('GITHUB_TOKEN is wrong, expired or revoked');
    expect(text).toContain('A GITHUB_TOKEN ends with the job that it was made for');
    expect(text).not.toMatch(/github\.token|secrets\./);
  });
});

describe('--plan', () => {
  const workflow = (registry: string) => `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: {packages: write}
    steps:
      - uses: docker/login-action@v3
        with: {registry: "${registry}", username: me, password: "\${{ secrets.GITHUB_TOKEN }}"}
      - run: docker push ${registry}/mona/fresh:1
      - run: docker push ${registry}/mona/fresh:latest
  other:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with: {registry: "${registry}", username: me, password: "\${{ secrets.GITHUB_PAT || secrets.GHCR_TOKEN }}"}
      - run: docker push ${registry}/mona/other:1
      # secrets.NOT_USED
`;
  const files = (dockerfile: string) =>
    repository({ '.github/workflows/ci.yml': workflow(R()), 'app/Dockerfile': dockerfile });
  const items = async (dockerfile: string, args: string[] = []) => {
    const ran = await check(['--plan', '--format', 'json', '--registry', R(), ...args], {
      cwd: files(dockerfile),
      env: { GHCR_TOKEN: WRITER, GITHUB_REPOSITORY: 'mona/fresh' },
    });
    const report = JSON.parse(ran.stdout);
    expect(schemaFaults(report)).toEqual([]);
    return report.plan.map(({ about, state, subject, location }: Record<string, string & { line: number }>) =>
      [about, state, subject?.replace(R(), 'HOST'), location?.line]
        .filter((each) => each !== undefined)
        .join(' '),
    );
  };

  test('whether it creates, links, races, who reads, and which secrets there have to be', async () => {
    expect(await items('FROM alpine\n')).toEqual([
      'package ready HOST/mona/fresh',
      'link ready HOST/mona/fresh',
      'visibility ready HOST/mona/fresh',
      'readers open HOST/mona/fresh',
      'race to-do HOST/mona/fresh 10',
      'package ready HOST/mona/other',
      'link to-do HOST/mona/other',
      'visibility ready HOST/mona/other',
      'readers open HOST/mona/other',
      'race ready HOST/mona/other 16',
      'secret open GHCR_TOKEN 15',
      'secret to-do GITHUB_PAT 15',
      'secret ready GITHUB_TOKEN 8',
    ]);
  });

  test('what the workflow is refused for as it stands, though the token at hand may push', async () => {
    const text = workflow(R()).replace('{packages: write}', '{contents: read}');
    const ask = async (...named: string[]) => {
      const ran = await check(['--plan', '--format', 'json', '--registry', R(), ...named], {
        cwd: repository({ '.github/workflows/ci.yml': text }),
        env: { GHCR_TOKEN: WRITER, GITHUB_REPOSITORY: 'mona/fresh' },
      });
      const report = JSON.parse(ran.stdout);
      expect(schemaFaults(report)).toEqual([]);
      return { verdict: report.verdict, first: report.plan[0] };
    };
    const { verdict, first } = await ask();
    expect(verdict).toBe('allowed');
    expect(first).toMatchObject({ about: 'package', state: 'to-do', subject: `${R()}/mona/fresh` });
    expect(first.text).toContain('Add packages: write');
    expect(first.location).toMatchObject({ file: '.github/workflows/ci.yml', line: 5 });
    // Another image, which was named.
    expect((await ask('mona/app')).first.state).toBe('ready');
  });

  test('each image by the login that its push will come with', async () => {
    const auths = {
      [`${R()}/mona/fresh`]: { auth: Buffer.from(`mona:${WRITER}`).toString('base64') },
      [`${R()}/mona`]: { auth: Buffer.from(`mona:${READER}`).toString('base64') },
    };
    const cwd = repository({ 'auth.json': JSON.stringify({ auths }) });
    const args = ['--docker-config', 'auth.json', `${R()}/mona/fresh`, `${R()}/mona/other`];
    const ran = await check(['--plan', '--format', 'json', '--registry', R(), ...args], { cwd });
    const report = JSON.parse(ran.stdout);
    expect(schemaFaults(report)).toEqual([]);
    expect(
      report.images.map(({ reference, verdict }: { reference: string; verdict: string }) =>
        `${reference} ${verdict}`.replace(R(), 'HOST'),
      ),
    ).toEqual(['HOST/mona/fresh allowed', 'HOST/mona/other denied']);
    expect(report.verdict).toBe('denied');
  });

  test.each([
    ['LABEL org.opencontainers.image.source=https://github.com/mona/fresh', 'ready'],
    ['LABEL a=b \\\n  "org.opencontainers.image.source"="https://github.com/Mona/Fresh"', 'ready'],
    ['LABEL org.opencontainers.image.source https://github.com/mona/fresh.git', 'ready'],
    ['LABEL org.opencontainers.image.source=https://github.com/mona/else', 'to-do'],
    ['ARG S\nLABEL org.opencontainers.image.source=$S', 'open'],
    ['# LABEL org.opencontainers.image.source=https://github.com/mona/fresh', 'to-do'],
    ['RUN echo org.opencontainers.image.source=https://github.com/mona/fresh', 'to-do'],
  ])('the label of %j', async (line, state) => {
    const [link] = (await items(`FROM alpine\n${line}\n`)).filter((each: string) =>
      /^link .*other/.test(each),
    );
    expect(link).toMatch(new RegExp(`^link ${state} `));
  });

  test('a package that is there gets a version', async () => {
    expect((await items('FROM alpine\n', ['mona/app']))[0]).toBe('package ready HOST/mona/app');
    const { stdout } = await check(['--plan', '--language', 'zh-CN', '--registry', R(), 'mona/app'], {
      cwd: files(''),
      env: { GHCR_TOKEN: WRITER },
    });
    expect(stdout).toContain('第一次推送之前');
    expect(stdout).toContain('已经存在，推送会为它添加一个版本');
  });

  test('a name that has to be changed is shown where it is pushed', async () => {
    const text = workflow(R()).replace('/mona/other:1', '/other:1');
    const ran = await check(['--plan', '--format', 'json', '--registry', R()], {
      cwd: repository({ '.github/workflows/ci.yml': text }),
      env: { GHCR_TOKEN: WRITER, GITHUB_REPOSITORY: 'mona/fresh' },
    });
    const { findings } = JSON.parse(ran.stdout);
    expect(
      findings.map(({ id, location }: { id: string; location: { file: string; line: number } | null }) => [
        id,
        location?.file,
        location?.line,
      ]),
    ).toContainEqual(['image-without-owner', '.github/workflows/ci.yml', 16]);
  });

  test('says nothing of names that another owner has to take the place of', async () => {
    const ran = await check(
      ['--plan', '--format', 'json', '--registry', R(), 'mona/fresh', 'ghost/one', 'Ghost/two'],
      {
        cwd: files(''),
        env: { GHCR_TOKEN: WRITER, GITHUB_REPOSITORY: 'mona/fresh' },
      },
    );
    const { findings, plan } = JSON.parse(ran.stdout);
    expect(findings.map(({ id }: { id: string }) => id)).toContain('owner-not-found');
    const subjects = new Set(plan.map(({ subject }: { subject: string }) => subject));
    expect([...subjects].filter((each) => /\//.test(String(each)))).toEqual([`${R()}/mona/fresh`]);
  });

  test('goes with no deployment', async () => {
    expect((await check(['--plan', '--compose', 'x.yaml'])).code).toBe(2);
  });
});

test.each([
  ['en', [], 'ask about every image of a compose file'],
  ['zh-CN', ['--language', 'zh-CN'], '询问 Compose 文件中的每个镜像'],
])('--help in %s', async (_, args, words) => {
  const { code, stdout } = await check([...args, '--help']);
  expect({ code, said: stdout.replace(/\s+/g, ' ').includes(words) }).toEqual({ code: 0, said: true });
});

test('a host in an env file is no secret', async () => {
  const host = 'containers.example-company.ghe.com';
  const file = path.join(repository({ '.env': `REGISTRY_HOST=${host}\nGHCR_TOKEN=${READER}\n` }), '.env');
  const { stderr } = await check(['--dotenv', file, '--registry', R(), `${host}/a/b`]);
  expect(stderr).toContain(`Not on ${R()}: ${host}/a/b`);
});

describe('what would be passed over in silence is bad usage', () => {
  const refused = async (args: string[], options: Parameters<typeof run>[1] = {}) => {
    const english = await check(['--registry', R(), ...args], options);
    const chinese = await check(['--registry', R(), '--language', 'zh-CN', ...args], options);
    expect([english.code, chinese.code, english.stdout]).toEqual([2, 2, '']);
    expect(english.stderr).toMatch(/^ghcr-preflight: [^\n]+\.\n$/);
    expect(chinese.stderr).toMatch(/^ghcr-preflight: [^\n]*\p{Script=Han}[^\n]*。\n$/u);
    return english.stderr;
  };

  test.each(['', '  '])('an IMAGE of a variable that is not set: "%s"', async (image) => {
    expect(await refused(['mona/app:1', image])).toContain('IMAGE was given and is empty');
  });

  test('a compose file that is no text', async () => {
    const folder = repository({ 'c.yml': 'services:\0' });
    const file = path.join(folder, 'c.yml');
    expect(await refused(['--compose', file])).toBe(`ghcr-preflight: ${file} is not UTF-8 text.\n`);
  });

  test.each(['--dotenv', '--env-file', '--compose', '--kubernetes', '--docker-config'])(
    'an empty %s',
    async (option) => {
      expect(await refused([option, ''])).toContain(`${option} was given and is empty`);
    },
  );

  test.each([
    [['--compose', 'c.yml'], '--compose does not go'],
    [['--dotenv', '.env', '--compose', 'c.yml'], '--compose and --dotenv do not go'],
    [['--docker-config', 'config.json'], '--docker-config does not go'],
  ])('%s beside --kubernetes', async (options, sentence) => {
    expect(await refused([...options, '--kubernetes', 'pods.yaml'])).toContain(
      `${sentence} with --kubernetes`,
    );
  });

  test('a compose file beside a pull secret', async () => {
    const stdin = JSON.stringify({ kind: 'Secret', type: 'Opaque', metadata: { name: 'ghcr' } });
    expect(await refused(['--docker-config', '-', '--compose', 'c.yml'], { stdin })).toContain(
      '--compose does not go with the pull secret',
    );
  });

  test('standard input for two options', async () => {
    expect(await refused(['--docker-config', '-', '--compose', '-'], { stdin: '{"auths":{}}' })).toContain(
      'Standard input (-) can be read for one option only',
    );
  });

  test.each([
    ['nothing but a comment', '# none\n'],
    ['a manifest', 'kind: Pod\n'],
    ['a list of services', 'services:\n  - image: x\n'],
    ['services that are none', 'services: {a: {ports: [1]}}\n'],
    ['an image without a name', 'services: {a: {image: ""}}\n'],
    ['an image whose variable is empty', 'services: {a: {image: "${IMAGE:-}"}}\n'],
  ])('%s in the place of a compose file', async (_, stdin) => {
    expect(await refused(['--compose', '-'], { stdin })).toContain(
      'there is no compose service with an image',
    );
  });

  test.each([
    ['of another API', 'example.org/v1', ''],
    ['of kubectl, beside what is applied', 'v1', 'metadata: {name: a}\n---\napiVersion: v1\nkind: Pod\n'],
  ])('not a resource of the kind Config: %s', async (_, version, more) => {
    const stdin = `apiVersion: ${version}\nkind: Config\nusers: []\n${more}spec: {containers: [{name: a, image: "${R()}/mona/open:1"}]}\n`;
    const { code, stdout } = await check(['--kubernetes', '-'], { stdin });
    expect({ code, isAsked: stdout.includes('mona/open:1') }).toEqual({ code: 0, isAsked: true });
  });

  test.each([
    ['in YAML', 'apiVersion: v1\nkind: Config\nclusters: []\nusers: [{name: a, user: {token: x}}]\n'],
    ['in JSON', '{\n  "kind": "Config",\n  "apiVersion": "v1",\n  "contexts": []\n}\n'],
  ])('what tells kubectl its cluster, %s', async (_, stdin) => {
    expect(await refused(['--kubernetes', '-'], { stdin })).toContain('is a kubeconfig');
    expect(await refused(['--compose', '-'], { stdin })).not.toContain('It looks like');
  });

  test('an image that is a list', async () =>
    expect(await refused(['--compose', '-'], { stdin: 'services: {a: {image: [nginx]}}\n' })).toContain(
      'services.a.image (standard input:1)',
    ));

  const KINDS: [string, string, string][] = [
    ['--kubernetes', 'deploy.yaml', 'apiVersion: v1\nkind: Pod\nspec: {containers: []}\n'],
    ['--docker-config', 'config.json', '{"auths": {}}'],
    ['--compose', 'compose.yaml', 'services:\n  a:\n    image: ghcr.io/mona/app:1\n'],
    ['--dotenv', '.env', '# of the server\nGHCR_TOKEN=nothing\n'],
    ['ghcr-preflight lint', 'ci.yml', 'on: push\njobs:\n  a: {runs-on: x, steps: [{run: ls}]}\n'],
  ];

  test.each(KINDS)('a file of another kind: who takes it is named, %s', async (taker, name, text) => {
    const file = path.join(repository({ [name]: text }), name);
    for (const option of ['--compose', '--kubernetes', '--docker-config', '--dotenv']) {
      const stderr = option === taker ? null : await refused([option, file, 'mona/app:1']);
      if (stderr?.includes('does not go with --kubernetes')) continue;
      expect(stderr ?? `It looks like what ${taker} takes.`).toContain(`It looks like what ${taker} takes.`);
    }
  });

  const OTHERS: [string, string][] = [
    ['app.container', '[Container]\n# Image=ghcr.io/mona/old:1\nImage=ghcr.io/mona/app:1\nPod=a.pod\n'],
    ['Dockerfile', 'FROM ghcr.io/mona/app:1 AS base\nFROM ghcr.io/mona/${NAME}:1\nRUN make\n'],
    ['.gitlab-ci.yml', 'image: ghcr.io/mona/app:1\nbuild:\n  script: [make]\n'],
    ['devcontainer.json', '{\n  // of the team\n  "image": "ghcr.io/mona/app:1"\n}\n'],
    ['app.nomad', 'job "a" {\n  config {\n    image = "ghcr.io/mona/app:1"\n  }\n}\n'],
    ['main.tf', 'resource "docker_image" "a" {\n  name = "ghcr.io/mona/app:1"\n}\n'],
    ['play.yml', '- hosts: all\n  tasks:\n    - docker_container:\n        image: ghcr.io/mona/app:1\n'],
    [
      'pull.yml',
      '- hosts: all\n  tasks:\n    - docker_image:\n        name: ghcr.io/mona/app\n        tag: "1"\n',
    ],
    [
      'whole.yml',
      '- hosts: all\n  tasks:\n    - community.docker.docker_image_pull:\n        name: ghcr.io/mona/app:1\n',
    ],
    ['app@.service', '[Service]\nExecStart=docker run ghcr.io/mona/app:1 ghcr.io/mona/app:%i\n'],
    ['docker-bake.hcl', 'target "a" {\n  tags = ["ghcr.io/mona/app:1", "ghcr.io/mona/app:${TAG}"]\n}\n'],
    ['deploy.bash', '#!/bin/bash\nNAME=a\nexec "$1" ghcr.io/mona/app:1 "$NAME"\n'],
    ['lines', '# on the server\nexport TAG=2\n  sudo podman run ghcr.io/mona/app:1\n'],
    [
      'made.bash',
      'HOST=ghcr.io\nexport IMAGE="$HOST/mona/app"\nTAG=1\ndocker pull "$IMAGE:${TAG}"\nTAG2=1\nTAG2=2\ndocker run $IMAGE:$TAG2 $HOST/mona/b:$1\n',
    ],
    ['start.sh', '#!/bin/sh\ndocker run --rm ghcr.io/mona/app:1 && echo https://ghcr.io/mona/none\n'],
  ];

  test.each(OTHERS)(
    'a file of a kind that no option takes: what asks about its images, %s',
    async (name, text) => {
      const file = path.join(repository({ [name]: text }), name);
      const asks = 'ghcr-preflight check --access pull ghcr.io/mona/app:1 asks about what it names.';
      for (const args of [[file], ['--compose', file], ['--kubernetes', file]]) {
        expect(await refused(['--registry', 'ghcr.io', ...args])).toContain(asks);
        const { stderr } = await check(['--language', 'zh-CN', ...args]);
        expect(stderr).toContain(
          'ghcr-preflight check --access pull ghcr.io/mona/app:1 询问其中写到的镜像。',
        );
      }
    },
  );

  test.each(
    OTHERS.filter(
      ([name]) =>
        /^Dockerfile$|^lines$|\.(?:container|service|bash|sh|json)$/.test(name) && name !== 'deploy.bash',
    ).concat([
      [
        'web.container',
        '# web\n\n[Unit]\nDescription=web\n\n[Container]\nImage=ghcr.io/mona/app:1\nEnvironment=GHCR_TOKEN=x\n',
      ],
      ['app.pod', '; pods\r\n[Pod]\r\nInfraImage=ghcr.io/mona/app:1\r\n'],
    ]),
  )('what sets no variable is no env file: %s', async (name, text) => {
    const file = path.join(repository({ [name]: text }), name);
    expect(await refused(['--registry', 'ghcr.io', '--dotenv', file])).toContain(
      'is no dotenv file. ghcr-preflight check --access pull ghcr.io/mona/app:1 asks about what it names.',
    );
  });

  test('a script that only puts together what it pulls is no env file, either', async () => {
    const text = 'IMAGE=ghcr.io/mona/app\ndocker pull "$IMAGE:$1"\n';
    const file = path.join(repository({ 'pull.sh': text }), 'pull.sh');
    expect(await refused(['--registry', 'ghcr.io', '--dotenv', file])).toContain('is no dotenv file');
  });

  test.each([
    '',
    '#!/bin/sh\nexport DOCKER=docker\n',
    '# nothing yet: ghcr.io/mona/app:1\n',
    '[Service]x\nIMAGE=ghcr.io/mona/app:1\n',
  ])('an env file may be empty, and may have what is no section: %j', async (text) => {
    const file = path.join(repository({ '.env': text }), '.env');
    const { stderr } = await check(['--dotenv', file, '--registry', R(), 'mona/open:1']);
    expect(stderr).not.toContain('is no dotenv file');
  });

  test.each<[string, Record<string, string>]>([
    ['app.kube', { 'app.kube': '[Unit]\n\n[Kube]\nYaml=pod.yaml\n' }],
    ['app.kube', { 'app.kube': '[Kube]\nYaml=none.yaml\nYaml = deploy/../pod.yaml\r\n' }],
    ['app.container', { 'app.container': '[Container]\nImage=app.image\n' }],
    ['data.volume', { 'data.volume': '[Volume]\nDriver=image\nImage=app.image\n' }],
  ])('a quadlet that leaves its images to another file, %s %#', async (name, files) => {
    const folder = repository({
      ...files,
      'pod.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: ghcr.io/mona/app:1\n',
      'app.image': '[Image]\nImage=ghcr.io/mona/app:1\n',
    });
    const file = path.join(folder, name);
    for (const args of [[file], ['--compose', file], ['--kubernetes', file]]) {
      const stderr = await refused(['--registry', 'ghcr.io', ...args]);
      expect(stderr).toContain('check --access pull ghcr.io/mona/app:1 asks about what it names.');
      expect(stderr).not.toContain('JSON');
    }
  });

  test.each<[string, string, string[]]>([
    ['image: mona/app', 'registry: {server: ghcr.io}', ['ghcr.io/mona/app']],
    ['image: mona/app', 'registry: {server: quay.io}', []],
    ['image: mona/app', 'registry: {username: mona}', []],
    ['image: <%= ENV["IMAGE"] %>', 'registry: {server: ghcr.io}', []],
  ])('of Kamal the image of the application: %s, %s', async (image, registry, expected) => {
    const more = 'accessories: {db: {image: "ghcr.io/mona/db:1"}}';
    const text = `service: app\n${image}\nservers: [a]\n${registry}\n${more}\n`;
    const file = path.join(repository({ 'deploy.yml': text }), 'deploy.yml');
    const names = [...expected, 'ghcr.io/mona/db:1'].join(' ');
    expect(await refused(['--registry', 'ghcr.io', file])).toContain(`--access pull ${names} asks about`);
  });

  test('of a file that lacks one of the keys which Kamal wants, as others have them', async () => {
    const text = 'image: mona/app\nregistry: {server: ghcr.io}\nother: "ghcr.io/mona/db:1"\n';
    const file = path.join(repository({ 'deploy.yml': text }), 'deploy.yml');
    expect(await refused(['--registry', 'ghcr.io', file])).toContain(
      '--access pull ghcr.io/mona/db:1 asks about',
    );
  });

  test('values of a chart: names with the versions that stand apart, and how those come that the chart has', async () => {
    const values = [
      'image: {repository: ghcr.io/mona/app, tag: "1"}',
      'api: {imageRepository: ghcr.io/mona/api, imageTag: "2"}',
      'web: {image: {registry: ghcr.io, repository: mona/web, tag: "3"}}',
    ];
    const said = async (lines: string[]) => {
      const file = path.join(repository({ 'values.yaml': lines.join('\n') }), 'values.yaml');
      return refused(['--registry', 'ghcr.io', '--kubernetes', file]);
    };
    const asks = 'check --access pull ghcr.io/mona/app:1 ghcr.io/mona/api:2 ghcr.io/mona/web:3 asks about';
    expect(await said(values)).toContain(asks);
    expect(await said(values)).not.toContain('helm template');
    const open = 'job: {image: {repository: ghcr.io/mona/job, tag: ""}}';
    expect(await said([...values, open])).toMatch(/pull (?!.*mona\/job).* asks about .*helm template CHART/);
    expect(await said([open])).toContain('in it. What a chart puts together is in what it renders: helm');
  });

  test('a chart, whose files name an image again and again', async () => {
    const folder = repository({
      'Chart.yaml': 'name: app\nannotations: {images: "ghcr.io/mona/app ghcr.io/mona/db:1"}\n',
      'values.yaml': 'image: {repository: ghcr.io/mona/app, tag: "1"}\ndb: "ghcr.io/mona/db:1"\n',
    });
    const asks =
      /check --access pull ghcr\.io\/mona\/db:1 ghcr\.io\/mona\/app:1 asks about .*helm template CHART/;
    expect(await refused(['--registry', 'ghcr.io', '--kubernetes', folder])).toMatch(asks);
  });

  test('a chart that names no image of the registry', async () => {
    const folder = repository({ 'Chart.yaml': 'name: app\n', 'values.yaml': 'image: {tag: "1"}\n' });
    expect(await refused(['--kubernetes', folder])).toContain('helm template CHART --values FILE');
  });

  test.each([
    ['global: {imageRegistry: ghcr.io}', true],
    ['global:\n  imageRegistry: "ghcr.io/mona"', true],
    ['"global": {registry: ghcr.io}', true],
    ['global: {image: {registry: ghcr.io}}', true],
    ['global: {imageRegistry: quay.io}', false],
    ['global: {imageRegistry: ""}', false],
    ['other: {imageRegistry: ghcr.io}', false],
  ])('a registry for all images of a chart, which has to render their names: %s', async (line, isTold) => {
    const text = `${line}\nimage: {repository: app, tag: "1"}\n`;
    const file = path.join(repository({ 'values.yaml': text }), 'values.yaml');
    for (const args of [[file], ['--kubernetes', file]]) {
      const stderr = await refused(['--registry', 'ghcr.io', ...args]);
      expect(stderr.includes('helm template CHART --values FILE')).toBe(isTold);
    }
    const { stderr } = await check(['--registry', 'ghcr.io', '--language', 'zh-CN', file]);
    expect(stderr.includes('由 Helm chart 组合的镜像名称和版本')).toBe(isTold);
  });

  test('a Dockerfile, with what its own arguments stand for', async () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'ARG VERSION=1 BASE="ghcr.io/mona"',
      "ARG FULL=$BASE/full:${VERSION}-x OPEN NONE=''",
      'FROM --platform=$BUILDPLATFORM ghcr.io/mona/app:$VERSION AS build',
      'ARG LATER=7',
      'from ${FULL}',
      'FROM ${BASE}/${MISSING:-other}:2',
      'FROM ghcr.io/mona/unset:$OPEN',
      'FROM ghcr.io/mona/later:$LATER',
      'FROM ghcr.io/mona/bare$NONE:3',
      'COPY --from=ghcr.io/mona/copied:4 / /',
      `FROM ghcr.io/mona/${'${A:-'.repeat(2000)}`,
    ].join('\r\n');
    const file = path.join(repository({ Dockerfile: text }), 'Dockerfile');
    expect(await refused(['--registry', 'ghcr.io', file])).toContain(
      'pull ghcr.io/mona/app:1 ghcr.io/mona/full:1-x ghcr.io/mona/other:2 ghcr.io/mona/bare:3 ghcr.io/mona/copied:4 asks',
    );
  });

  test('a file that names none, and one that an option takes, are told of as they are', async () => {
    const folder = repository({
      Dockerfile: 'FROM alpine\n',
      'compose.yaml': 'services:\n  a:\n    image: ghcr.io/mona/app:1\n',
      'ci.yml': 'on: push\njobs:\n  a:\n    container: ghcr.io/mona/app:1\n',
    });
    const said = async (name: string) => {
      const sentence = await refused(['--registry', 'ghcr.io', path.join(folder, name)]);
      expect(sentence).toContain('in front of each file');
      return /It looks like what (.+) takes\./.exec(sentence)?.[1];
    };
    expect(await said('Dockerfile')).toBeUndefined();
    expect(await said('compose.yaml')).toBe('--compose');
    expect(await said('ci.yml')).toBe('ghcr-preflight lint');
  });

  test.each([
    ['include', 'include: [other.yml]\n'],
    ['extends', 'services: {a: {extends: {file: base.yml, service: x}}}\n'],
  ])('nothing but what another file has is open: %s', async (_, stdin) => {
    const { code, stderr } = await check(['--registry', R(), '--compose', '-'], { stdin });
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('which could not be read') });
  });
});

test.each([
  ['none is enabled', {}, 0, false],
  ['another one is', { COMPOSE_PROFILES: 'test' }, 0, false],
  ['it is among them', { COMPOSE_PROFILES: 'test, debug' }, 1, true],
  ['all are', { COMPOSE_PROFILES: '*' }, 1, true],
])('a service of a profile is asked about where that is enabled: %s', async (_, env, code, isAsked) => {
  const debug = `  b: {image: "${R()}/mona/app:1", profiles: [debug]}\n`;
  const compose = async (services: string) => {
    const args = ['--registry', R(), '--compose', '-'];
    return check(args, { stdin: `services:\n${services}`, env });
  };
  const both = await compose(`  a: {image: "${R()}/mona/open:1"}\n${debug}`);
  expect([both.code, both.stdout.includes('mona/app')]).toEqual([code, isAsked]);
  expect(both.stderr.includes('no profile of it is enabled (debug)')).toBe(!isAsked);
  // Nothing was asked: that is no yes.
  expect((await compose(debug)).code).toBe(isAsked ? 1 : 3);
});

test.each([
  ['include', 'include: [other.yml]\n'],
  ['extends', '  b: {extends: {file: base.yml, service: x}}\n'],
])('what another file may pull leaves the answer open, and a refusal stands: %s', async (name, more) => {
  const asked = (image: string) => {
    const service = `services:\n  a: {image: "${R()}/${image}"}\n`;
    const stdin = name === 'include' ? more + service : service + more;
    return check(['--registry', R(), '--compose', '-'], { stdin });
  };
  expect((await asked('mona/open:1')).code).toBe(3);
  expect((await asked('mona/app:1')).code).toBe(1);
});

test("a name with a secret's value in it is judged as any other", async () => {
  const lines = [
    `GHCR_TOKEN=${WRITER}`,
    'APP_SECRET=frontend',
    `A=${R()}/mona/frontend:1`,
    `B=${R()}/mona/open:1`,
  ];
  const file = path.join(repository({ '.env': lines.join('\n') }), '.env');
  const { code, stdout } = await check(['--registry', R(), '--dotenv', file, '--format', 'json']);
  expect({ code, verdict: JSON.parse(stdout).verdict }).toEqual({ code: 1, verdict: 'denied' });
  expect(stdout).not.toContain('frontend');
});

test('a token that can be no header is no reason to ask the API again and again', async () => {
  const asked = lab.requests.length;
  const broken = `${READER.slice(0, 10)}\n${READER.slice(10)}`;
  const { code, stdout } = await check(['--registry', R(), 'mona/app:1'], { env: { GHCR_TOKEN: broken } });
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('error[token-malformed]') });
  expect(lab.requests.slice(asked).filter(({ service }) => service === 'api')).toEqual([]);
});

test.each(['$GHCR_TOKEN', '${GHCR_TOKEN}', '${{ secrets.GHCR_TOKEN }}', '%GHCR_TOKEN%'])(
  'a variable that nobody filled in is no token: %s',
  async (value) => {
    const { stdout, stderr } = await check(['--registry', R(), 'mona/app:1'], { env: { GHCR_TOKEN: value } });
    expect(stderr).toContain('GHCR_TOKEN still holds');
    expect(stdout).toContain('error[token-missing]');
  },
);
