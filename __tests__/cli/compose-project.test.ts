/** `check --compose`: a project of several files, and what a service is made of. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { repository, run } from './run.js';

const READER = 'ghp_readReadReadReadReadReadReadReadRea01';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    accounts: [{ login: 'mona', type: 'User' }],
    packages: [
      {
        owner: 'mona',
        name: 'app',
        visibility: 'private',
        repository: null,
        tags: ['1', '2'],
        indexes: { x: ['linux/amd64', 'linux/arm/v7'] },
      },
    ],
    tokens: { [READER]: { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] } },
  });
});
afterAll(() => lab.close());

/** `HOST` in the files is the lab; without arguments `compose.yaml` is asked about. */
async function composed(
  files: Record<string, string>,
  args = ['--compose', 'compose.yaml'],
  more: Record<string, string> = {},
) {
  const here = Object.entries(files).map(([name, text]) => [name, text.replaceAll('HOST', lab.registry)]);
  const env = {
    GITHUB_API_URL: lab.apiUrl,
    GHCR_TOKEN: READER,
    HOME: '/nonexistent',
    XDG_RUNTIME_DIR: '/nonexistent',
    PATH: process.env.PATH,
    ...more,
  };
  const asked = ['check', '--format', 'json', '--registry', lab.registry, ...args];
  const { code, stdout, stderr } = await run(asked, { cwd: repository(Object.fromEntries(here)), env });
  const { images, findings } = JSON.parse(stdout);
  return {
    code,
    images: images.map(({ reference }: { reference: string }) =>
      reference.replace(`${lab.registry}/mona/`, ''),
    ),
    places: findings.map(
      ({ id, location }: { id: string; location: { file: string; line: number } | null }) =>
        `${id} ${location?.file}:${location?.line}`,
    ),
    stderr,
  };
}

const service = (rest: string, name = 'a') => `services: {${name}: {${rest}}}\n`;
const image = (tag: string) => `image: "HOST/mona/app:${tag}"`;

describe('variables come of the files that docker compose reads', () => {
  const files = {
    'compose.yaml': service(image('$T')),
    '.env': 'T=9',
    'a.env': 'T=2\nS=1',
    'sub/b.env': 'T=$S',
  };
  test.each<[string, Record<string, string>, string[], string[]]>([
    ['the one beside it', {}, [], ['app:9']],
    ['one that is listed', { COMPOSE_ENV_FILES: 'a.env' }, [], ['app:2']],
    ['several, of which the last one counts', { COMPOSE_ENV_FILES: 'a.env,sub/b.env' }, [], ['app:1']],
    ['behind the shell', { COMPOSE_ENV_FILES: 'a.env', T: '1' }, [], ['app:1']],
    ['one that an option names', { COMPOSE_ENV_FILES: 'gone.env' }, ['--dotenv', 'a.env'], ['app:2']],
    ['none', { COMPOSE_DISABLE_ENV_FILE: 'true' }, [], []],
    ['it all the same', { COMPOSE_DISABLE_ENV_FILE: 'no', COMPOSE_ENV_FILES: '' }, [], ['app:9']],
  ])('%s', async (_, more, args, images) => {
    expect((await composed(files, ['--compose', 'compose.yaml', ...args], more)).images).toEqual(images);
  });

  test('one that is not there is no file of theirs', async () => {
    const env = { HOME: '/nonexistent', COMPOSE_ENV_FILES: 'a.env,gone.env' };
    const ran = await run(['check', '--compose', 'compose.yaml'], { cwd: repository(files), env });
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('gone.env: no such file'),
    });
  });
});

describe('a service with neither an image nor a build', () => {
  const beside = (rest: string) => ({
    'compose.yaml': `services:\n  a: {${image('1')}}\n  b: ${rest}\n`,
  });
  const SAID = 'The service b has neither an image nor a build, so docker compose refuses the project';

  test.each([
    ['of ports alone', '{ports: ["80:80"]}'],
    ['of nothing', ''],
    ['of an empty image', '{image: "${V:-}"}'],
    ['whose build is taken away', '{build: !reset null}'],
  ])('%s is said, and leaves it open', async (_, rest) => {
    const { code, images, stderr } = await composed(beside(rest));
    expect({ code, images }).toEqual({ code: 3, images: ['app:1'] });
    expect(stderr).toContain(SAID);
  });

  test('of many the first are named', async () => {
    const many = Array.from({ length: 7 }, (_, at) => `  s${at}: {tty: true}\n`).join('');
    const { stderr } = await composed({ 'compose.yaml': `services:\n  a: {${image('1')}}\n${many}` });
    expect(stderr).toContain('The services s0, s1, s2, s3, s4 and 2 more have neither');
  });

  test.each<[string, Record<string, string>, string[]?]>([
    [
      'where another file has it',
      { ...beside('{tty: true}'), 'b.yaml': service(image('2'), 'b') },
      ['b.yaml'],
    ],
    ['where it extends one', beside('{extends: a, tty: true}')],
    ['where a program provides it', beside('{provider: {type: model}}')],
    ['where its profile is not enabled', beside('{profiles: [x], tty: true}')],
  ])('is none %s', async (_, files, more = []) => {
    const given = ['compose.yaml', ...more].flatMap((file) => ['--compose', file]);
    const { code, stderr } = await composed(files, given);
    expect(code).toBe(0);
    expect(stderr).not.toContain('neither');
  });

  test('is not said of one that extends what could not be read', async () => {
    const { code, stderr } = await composed(beside('{extends: {file: gone.yaml, service: x}}'));
    expect(code).toBe(3);
    expect(stderr).not.toContain('neither');
  });
});

/** Each was held against compose-go 2, which docker compose reads with. */
describe('a value of another type than it may have', () => {
  const REFUSES = 'docker compose refuses the project as it stands';

  test.each([
    ['image', '{image: 5}'],
    ['image', '{image: true}'],
    ['image', '{image: [x]}'],
    ['image', '{image: , tty: true}'],
    ['build', '{build: }'],
    ['build', '{build: []}'],
    ['build', '{build: {tags: [5]}}'],
    ['platform', '{image: x, platform: 5}'],
    ['pull_policy', '{image: x, pull_policy: }'],
    ['pull_policy', '{image: x, pull_policy: on-failure}'],
    ['pull_policy', '{image: x, pull_policy: Always}'],
    ['pull_policy', '{image: x, pull_policy: "${NONE:-}"}'],
    ['pull_policy', '{image: x, pull_policy: every_day}'],
    ['profiles', '{image: x, profiles: x}'],
    ['volumes', '{image: x, volumes: {a: b}}'],
    ['provider', '{image: x, provider: x}'],
  ])('%s in %s is said, and leaves it open', async (name, written) => {
    const files = { 'compose.yaml': `services:\n  a: {${image('1')}}\n  b: ${written}\n` };
    const { code, images, stderr } = await composed(files);
    expect({ code, images }).toEqual({ code: 3, images: ['app:1'] });
    expect(stderr).toContain(REFUSES);
    expect(stderr).toContain(`: services.b.${name} (compose.yaml:3).`);
  });

  test.each(['hello', '[x]'])('%s is no service', async (written) => {
    const { code, stderr } = await composed({
      'compose.yaml': `services:\n  a: {${image('1')}}\n  b: ${written}\n`,
    });
    expect(code).toBe(3);
    expect(stderr).toContain('services.b (compose.yaml:3)');
  });

  test('in a file that is included', async () => {
    const { code, stderr } = await composed({
      'compose.yaml': `include: [other.yaml]\n${service(image('1'))}`,
      'other.yaml': service('build: ', 'b'),
    });
    expect(code).toBe(3);
    expect(stderr).toContain('services.b.build (other.yaml:1)');
  });

  test('alone is nothing to read', async () => {
    const ran = composed({ 'compose.yaml': service('image: 5') });
    await expect(ran).rejects.toThrow();
  });

  test.each([
    ['a build of nothing but its defaults', '{build: {}}'],
    ['what is taken out', '{image: !reset null, build: .}'],
    ['a word that YAML once took for yes', '{image: on}'],
    ['a merged one', '{<<: {image: x}, tty: true}'],
    ['a policy by a variable that nobody knows', '{image: x, pull_policy: "$NONE"}'],
    ['a policy that only has a word of one in it', '{image: x, pull_policy: always_fresh}'],
    ['a policy of days and hours', '{image: x, pull_policy: every_1d12h}'],
  ])('is none in %s', async (_, written) => {
    const { stderr } = await composed({
      'compose.yaml': `services:\n  a: {${image('1')}}\n  b: ${written}\n`,
    });
    expect(stderr).not.toContain(REFUSES);
  });
});

describe('include', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a file', '[other.yaml]', { 'other.yaml': service(image('1')) }],
    [
      'a file with overrides of it',
      '[{path: [a.yaml, b.yaml]}]',
      { 'a.yaml': service(image('9')), 'b.yaml': service(image('1')) },
    ],
    [
      'the variables of its own folder',
      '[sub/c.yaml]',
      { 'sub/c.yaml': service(image('$T')), 'sub/.env': 'T=1' },
    ],
    [
      'those of the project before its own',
      '[{path: c.yaml, env_file: own.env}]',
      { 'c.yaml': service(image('$T')), 'own.env': 'T=9', '.env': 'T=1' },
    ],
    [
      'a folder of its own',
      '[{path: c.yaml, project_directory: sub}]',
      { 'c.yaml': 'include: [d.yaml]', 'sub/d.yaml': service(image('1')) },
    ],
    ['a name with a variable', '["$F.yaml"]', { 'o.yaml': service(image('1')), '.env': 'F=o' }],
  ])('%s', async (_, include, files) => {
    const found = await composed({ 'compose.yaml': `include: ${include}\n`, ...files });
    expect(found).toMatchObject({ code: 0, images: ['app:1'], stderr: '' });
  });

  test('what is refused stands in the file that names it', async () => {
    const files = { 'compose.yaml': 'include: [sub/c.yaml]\n', 'sub/c.yaml': `\n${service(image('9'))}` };
    expect(await composed(files)).toMatchObject({ code: 1, places: ['manifest-not-found sub/c.yaml:2'] });
  });

  test.each([
    ['is not there', 'none.yaml'],
    ['is elsewhere', 'https://github.com/mona/stack.git'],
    ['is itself', 'compose.yaml'],
    ['is broken', 'broken.yaml'],
    ['nobody can name', '$NOBODY.yaml'],
  ])('a file that %s leaves it open', async (_, named) => {
    const files = {
      'compose.yaml': `include: ["${named}"]\n${service(image('1'))}`,
      'broken.yaml': 'services: [',
    };
    const { code, images, stderr } = await composed(files);
    expect({ code, images }).toEqual({ code: 3, images: ['app:1'] });
    expect(stderr).toMatch(/^ghcr-preflight: compose\.yaml includes \S+, which could not be read: [^\n]+\n$/);
  });

  test('files that include each other many times over end', async () => {
    const layers = Array.from({ length: 30 }, (_, at) =>
      ['a', 'b'].map((side) => [
        `${side}${at}.yaml`,
        `include: [a${at + 1}.yaml, b${at + 1}.yaml]\nservices: {}\n`,
      ]),
    ).flat();
    const first = { 'compose.yaml': `include: [a0.yaml]\n${service(image('1'))}` };
    expect(await composed({ ...Object.fromEntries(layers), ...first })).toMatchObject({
      code: 3,
      images: ['app:1'],
    });
  });
});

describe('of a file that is only extended, what docker compose does not take', () => {
  const base = (wrong: string) => `services:\n  x: {${image('1')}, ${wrong}}\n  y: {${image('1')}}\n`;
  const own = (name: string, rest = '') => service(`extends: {file: b.yaml, service: ${name}}, ${rest}`);
  test.each<[string, string, string, boolean]>([
    ['is refused where it is taken over', base('pull_policy: oft'), own('x'), true],
    ['is a type', base('platform: 5'), own('x'), true],
    [
      'is no more where another stands in its place',
      base('pull_policy: oft'),
      own('x', 'pull_policy: always'),
      false,
    ],
    ['is no more of whatever type', base('platform: 5'), own('x', 'platform: linux/amd64'), false],
    ['is nothing of a service that is not extended', base('pull_policy: oft'), own('y'), false],
    ['is refused of a build all the same', base('build: [a]'), own('y'), true],
    [
      'is refused where a service between keeps it',
      `${base('pull_policy: oft')}  z: {extends: x}\n`,
      own('z'),
      true,
    ],
    [
      'is no more where a service between has another',
      `${base('pull_policy: oft')}  z: {extends: x, pull_policy: always}\n`,
      own('z'),
      false,
    ],
  ])('%s', async (_, extended, written, isRefused) => {
    const { stderr } = await composed({ 'b.yaml': extended, 'compose.yaml': written });
    expect(stderr.includes('docker compose refuses the project')).toBe(isRefused);
  });
});

describe('extends', () => {
  test.each<[string, string, Record<string, string>]>([
    ['a service of a file', '{file: base.yaml, service: x}', { 'base.yaml': service(image('1'), 'x') }],
    [
      'of one that extends another, by a path from there',
      '{file: sub/b.yaml, service: x}',
      {
        'sub/b.yaml': service('extends: {file: c.yaml, service: y}', 'x'),
        'sub/c.yaml': service(image('1'), 'y'),
      },
    ],
  ])('%s', async (_, base, files) => {
    const found = await composed({ 'compose.yaml': service(`extends: ${base}`), ...files });
    expect(found).toMatchObject({ code: 0, images: ['app:1'], stderr: '' });
  });

  test('its own image goes before that, and the rest is inherited', async () => {
    const text = [
      'services:',
      `  x: {${image('9')}, pull_policy: never}`,
      `  a: {extends: x, ${image('8')}}`,
      `  b: {extends: {service: x}, pull_policy: always, ${image('1')}}`,
    ];
    expect(await composed({ 'compose.yaml': text.join('\n') })).toMatchObject({ code: 0, images: ['app:1'] });
  });

  test('a circle leaves it open', async () => {
    const { code, stderr } = await composed({
      'compose.yaml': service('extends: {file: compose.yaml, service: a}'),
    });
    expect(code).toBe(3);
    expect(stderr).toContain('extends a service of compose.yaml');
  });

  test.each([
    ['compose.yaml', 'extends: nobody'],
    ['compose.yaml', `extends: nobody, ${image('1')}`],
    ['base.yaml', 'extends: {file: base.yaml, service: nobody}'],
    ['base.yaml', `extends: {file: base.yaml, service: nobody}, ${image('1')}`],
  ])('a service that is not in %s leaves it open: %s', async (file, written) => {
    const { code, stderr } = await composed({
      'compose.yaml': service(written),
      'base.yaml': service(image('1'), 'x'),
    });
    expect(code).toBe(3);
    expect(stderr).toContain(`compose.yaml extends the service nobody, which is not in ${file}:`);
  });
});

describe('what a later file leaves of an earlier one', () => {
  const both = ['--compose', 'compose.yaml', '--compose', 'later.yaml'];
  const first = `services: {a: {${image('9')}}, b: {${image('1')}}}\n`;

  test.each([
    ['a service that is taken out', 'services:\n  a: !reset null\n'],
    ['an image that is', 'services:\n  a:\n    build: .\n    image: !reset null\n'],
    ['a service in the place of another', `services:\n  a: !override {${image('1')}}\n`],
  ])('%s', async (_, later) => {
    const found = await composed({ 'compose.yaml': first, 'later.yaml': later }, both);
    expect(found).toMatchObject({ code: 0, images: ['app:1'] });
  });

  test('a build and a policy that are taken out', async () => {
    const files = {
      'compose.yaml': service(`${image('1')}, build: ., pull_policy: build`),
      'later.yaml': 'services:\n  a:\n    build: !reset null\n    pull_policy: !reset null\n',
    };
    expect(await composed(files, both)).toMatchObject({ code: 0, images: ['app:1'] });
  });

  test.each([
    [
      'what is taken out',
      'build: !reset\n    extends: !reset {service: nobody}\n    volumes: !reset # none',
      '',
    ],
    ['a text in the place of another', 'build: !override\n    platform: !override', 'pull_policy: always, '],
  ])('%s may have nothing behind its tag', async (_, parts, more) => {
    const found = await composed(
      {
        'compose.yaml': service(`${more}${image('1')}, build: ., platform: linux/arm64`),
        'later.yaml': `services:\n  a:\n    ${parts}\n`,
      },
      both,
    );
    expect(found).toMatchObject({ code: 0, stderr: '', images: ['app:1'] });
  });

  test('a service that is taken out without a value is none', async () => {
    const found = await composed({ 'compose.yaml': first, 'later.yaml': 'services:\n  a: !reset\n' }, both);
    expect(found).toMatchObject({ code: 0, images: ['app:1'] });
  });

  test.each(['build: !!null', 'volumes: !override', 'profiles: !override'])(
    'of nothing behind another tag, and for a list, no text is made: %s',
    async (part) => {
      const files = {
        'compose.yaml': service(image('1')),
        'later.yaml': `services:\n  a:\n    ${part}\n`,
      };
      expect((await composed(files, both)).code).toBe(3);
    },
  );

  test.each(['compose.override.yaml', 'docker-compose.override.yml'])(
    'of a folder %s is read too, as docker compose does',
    async (name) => {
      const files = { 'compose.yaml': service(image('9')), [name]: service(image('1')) };
      expect(await composed(files, ['--compose', '.'])).toMatchObject({ code: 0, images: ['app:1'] });
      expect(await composed(files)).toMatchObject({ code: 1, images: ['app:9'] });
    },
  );
});

test('services that are merged in are services', async () => {
  const text = `x-all: &all\n  a: {${image('9')}}\n  b: {${image('1')}}\nservices:\n  <<: *all\n  a: {${image('2')}}\n`;
  const { code, images } = await composed({ 'compose.yaml': text });
  expect({ code, images: images.sort() }).toEqual({ code: 0, images: ['app:1', 'app:2'] });
});

test('more names of what is built are pushed with it, and not pulled', async () => {
  const files = {
    'compose.yaml': `services: {a: {${image('1')}, build: {context: ., tags: ["HOST/mona/app:$T", "HOST/mona/app:3"]}}}\n`,
    'later.yaml': service('build: {tags: ["HOST/mona/app:4"]}'),
    '.env': 'T=2\n',
  };
  const both = ['--compose', 'compose.yaml', '--compose', 'later.yaml'];
  expect(await composed(files, both)).toMatchObject({ code: 0, images: ['app:1'], stderr: '' });
  const pushed = await composed(files, [...both, '--access', 'push']);
  expect(pushed.images).toEqual(['app:1', 'app:2', 'app:3', 'app:4']);
  const anew = { ...files, 'later.yaml': service('build: !override {tags: ["HOST/mona/app:4"]}') };
  expect((await composed(anew, [...both, '--access', 'push'])).images).toEqual(['app:1', 'app:4']);
});

test('a name that stands twice is refused, as docker compose refuses the file', async () => {
  const twice = `services:\n  a: {${image('1')}}\n  a: {${image('2')}}\n`;
  const included = {
    'compose.yaml': `include: [twice.yaml]\n${service(image('1'), 'b')}`,
    'twice.yaml': twice,
  };
  expect((await composed(included)).stderr).toContain('twice.yaml, which could not be read');
  const folder = repository({ 'compose.yaml': twice });
  const { code, stderr } = await run(['check', '--compose', 'compose.yaml'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toContain("it is not valid YAML ('a' is already defined (line 3, column 3)).");
});

test('an image that is mounted is pulled, and not pushed', async () => {
  const mount = '{type: image, source: "HOST/mona/app:9", target: /x}';
  const files = { 'compose.yaml': service(`build: ., ${image('1')}, volumes: ["./d:/d", ${mount}]`) };
  expect(await composed(files)).toMatchObject({ code: 1, images: ['app:9', 'app:1'] });
  const pushed = await composed(files, ['--compose', 'compose.yaml', '--access', 'push']);
  expect(pushed.images).toEqual(['app:1']);
});

describe('a platform', () => {
  const told = ['platform-not-in-index compose.yaml:1'];

  test.each<[string, string, string[], number]>([
    ['that the index has', `${image('x')}, platform: linux/amd64`, [], 0],
    ['that it has not', `${image('x')}, platform: linux/s390x`, told, 1],
    ['of a variable', `${image('x')}, platform: "\${P:-windows/amd64}"`, told, 1],
    ['of a variable that nobody sets', `${image('x')}, platform: $P`, [], 0],
    ['of an image without an index', `${image('1')}, platform: linux/s390x`, [], 0],
    ['that is none', `${image('x')}, platform: potato`, [], 0],
  ])('%s', async (_, rest, places, code) => {
    expect(await composed({ 'compose.yaml': service(rest) })).toMatchObject({ places, code });
  });

  test('of a second service, and of an override', async () => {
    const files = {
      'compose.yaml': `services: {a: {${image('x')}}, b: {${image('x')}, platform: linux/riscv64}}\n`,
      'b.yaml': service('platform: linux/arm/v6', 'b'),
    };
    expect(await composed(files)).toMatchObject({ places: told, code: 1 });
    const both = ['--compose', 'compose.yaml', '--compose', 'b.yaml'];
    expect(await composed(files, both)).toMatchObject({ places: [], code: 0 });
  });

  test.each(['""', '"${NONE:-}"'])('that an override takes back: %s', async (platform) => {
    const files = {
      'compose.yaml': service(`${image('x')}, platform: linux/riscv64, pull_policy: never`),
      'b.yaml': service(`platform: ${platform}, pull_policy: always`),
    };
    const both = ['--compose', 'compose.yaml', '--compose', 'b.yaml'];
    expect(await composed(files, both)).toMatchObject({ images: ['app:x'], places: [], code: 0 });
  });
});

describe('what lies elsewhere', () => {
  const included = 'include: ["oci://HOST/mona/app:9", "https://github.com/o/r.git"]\n';

  test.each([
    [
      'a file that is included out of the registry is pulled like an image',
      included + service(image('1')),
      1,
    ],
    [
      'one that is extended',
      service(`${image('1')}, extends: {file: "oci://HOST/mona/app:9", service: b}`),
      1,
    ],
  ])('%s', async (_, text, line) => {
    const { images, places } = await composed({ 'compose.yaml': text });
    expect({ images: images.sort(), places }).toEqual({
      images: ['app:1', 'app:9'],
      places: [`manifest-not-found compose.yaml:${line}`],
    });
  });

  test('an address is told as it is written', async () => {
    const { stderr } = await composed({ 'compose.yaml': included + service(image('1')) });
    expect(stderr).toContain('includes https://github.com/o/r.git,');
  });

  test('nobody pushes it', async () => {
    const { images } = await composed({ 'compose.yaml': included + service(`build: ., ${image('1')}`) }, [
      '--compose',
      'compose.yaml',
      '--access',
      'push',
    ]);
    expect(images).toEqual(['app:1']);
  });
});

describe('a mount goes before an earlier one of the same place', () => {
  const mount = (rest: string) => service(`${image('1')}, volumes: [${rest}]`);
  const old = mount('{type: image, source: "HOST/mona/app:9", target: /m}');

  test.each([
    ['an image', mount('{type: image, source: "HOST/mona/app:2", target: /m/}'), ['app:1', 'app:2']],
    ['a folder', mount('"./data:/m:ro"'), ['app:1']],
    ['at another place', mount('"./data:/n"'), ['app:1', 'app:9']],
  ])('%s', async (_, later, expected) => {
    const files = { 'compose.yaml': old, 'later.yaml': later };
    const { images } = await composed(files, ['--compose', 'compose.yaml', '--compose', 'later.yaml']);
    expect(images.sort()).toEqual(expected);
  });
});

test('the name of a profile may be a variable', async () => {
  const text = service(`${image('1')}, profiles: ["\${P:-prod}"]`);
  const { images } = await composed({ 'compose.yaml': text, '.env': 'COMPOSE_PROFILES=prod' });
  expect(images).toEqual(['app:1']);
});

test('a chain of services that extend each other may be long', async () => {
  const chain = Array.from({ length: 7000 }, (_, at) => `  s${7000 - at}: {extends: s${6999 - at}}\n`);
  const { images } = await composed({
    'compose.yaml': `services:\n${chain.join('')}  s0: {${image('1')}}\n`,
  });
  expect(images).toEqual(['app:1']);
});

describe('an image that is named where nobody reads it', () => {
  const ok = '  ok: {image: "HOST/mona/app:1"}\n';
  const said = async (rest: string) => {
    const { code, stderr } = await composed({ 'compose.yaml': `services:\n${ok}${rest}` });
    return { code, stderr };
  };

  test.each([
    ['a model', 'models: {m: {model: "HOST/mona/app:9"}}\n'],
    ['an option of a provider', '  a: {provider: {type: model, options: {model: "HOST/mona/app:9"}}}\n'],
    [
      'what a build begins with',
      '  a: {build: {additional_contexts: {b: "docker-image://HOST/mona/app:9"}}}\n',
    ],
    ['what a hook runs in', '  a: {image: other, pre_start: [{image: "HOST/mona/app:9"}]}\n'],
  ])('is pointed out: %s', async (_, rest) => {
    const { code, stderr } = await said(rest);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Not asked about, .* is pulled: \S+\/mona\/app:9 \(compose\.yaml:3\)\.\n/);
  });

  test('not what is known: never pulled, in a profile, overridden, with a variable, in a label', async () => {
    const { stderr } = await said(
      [
        '  a: {image: "HOST/mona/app:9", pull_policy: never}',
        '  b: {image: "HOST/mona/app:8", profiles: [x]}',
        '  c: {image: "HOST/mona/app:${TAG:-2}", labels: {was: "HOST/mona/app:7"}}',
        '',
      ].join('\n'),
    );
    expect(stderr).not.toContain('Not asked about');
    const files = { 'compose.yaml': service(image('9')), 'b.yaml': service(image('2')) };
    const both = await composed(files, ['--compose', 'compose.yaml', '--compose', 'b.yaml']);
    expect(both).toMatchObject({ code: 0, stderr: '' });
  });
});
