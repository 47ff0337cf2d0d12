import { afterEach, describe, expect, test } from '@jest/globals';
import { parseReferences } from '../../src/evidence/registry/reference.js';
import { flagInput } from '../../src/faces/action/common-inputs.js';
import { readInputs } from '../../src/faces/action/preflight/inputs.js';
import { InputError } from '../../src/faces/usage.js';

const saved = process.env;
afterEach(() => {
  process.env = saved;
});

const read = (inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}) => {
  process.env = {
    ...env,
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  return readInputs();
};

test('without any input there are the defaults of the contract', () => {
  expect(read({}, { GITHUB_ACTOR: 'mona' })).toEqual({
    images: '',
    access: 'push',
    registry: null,
    username: 'mona',
    ghcrToken: '',
    githubToken: '',
    login: 'auto',
    logout: true,
    workflow: null,
    failOn: 'denied',
    summary: 'always',
    leg: { ignored: [] },
    sarifFile: null,
    language: 'en',
  });
});

describe('this leg of the matrix', () => {
  test.each([
    ['{"image": "app"}', { matrix: { image: 'app' }, ignored: [] }],
    // A job without a matrix.
    ['null', { ignored: [] }],
    ['${{ toJSON(matrix) }}', { ignored: ['matrix'] }],
    ['[1]', { ignored: ['matrix'] }],
    ['7', { ignored: ['matrix'] }],
    ['{"image":', { ignored: ['matrix'] }],
  ])('%s', (matrix, leg) => expect(read({ matrix }).leg).toEqual(leg));
});

describe('comments in the list of images', () => {
  test.each([
    ['octo/app # the one', 'octo/app '],
    ['# all\nocto/app:1\n  # and\nocto/tool#1', '\nocto/app:1\n  \nocto/tool#1'],
    ['# none yet', ''],
  ])('%s', (images, expected) => expect(read({ images }).images).toBe(expected));
});

describe('a list of images as YAML and JSON have them', () => {
  const names = (images: string) => {
    const { references } = parseReferences(read({ images }).images, { registry: 'ghcr.io', owner: 'octo' });
    return references.map(({ reference, problem }) => (problem ? `${problem.kind} ${reference}` : reference));
  };

  test.each([
    ['with dashes', '- ghcr.io/octo/app:1\n- octo/tool'],
    ['with dashes and quotes', `- "ghcr.io/octo/app:1"\n- 'octo/tool'\n`],
    [
      'with dashes, a comment and line ends of Windows',
      "  - ghcr.io/octo/app:1 # the one\r\n  - 'octo/tool'\r\n",
    ],
    ['in quotes', `"ghcr.io/octo/app:1", 'octo/tool'`],
    ['in brackets', '[ghcr.io/octo/app:1, octo/tool]'],
    ['as JSON', '["ghcr.io/octo/app:1","octo/tool"]'],
    ['as toJSON has it', '[\n  "ghcr.io/octo/app:1",\n  "octo/tool"\n]\n'],
  ])('%s', (_, images) => expect(names(images)).toEqual(['ghcr.io/octo/app:1', 'ghcr.io/octo/tool']));

  test.each([
    ['a dash that belongs to the name', '-octo/app'],
    ['a dash in front of the host', '-ghcr.io/octo/app:1'],
    ['a dash at the end of what is no host', 'ghcr-.io/octo/app'],
    ['a quote within', "octo/a'pp"],
    ['a quote that never ends', "'octo/app"],
  ])('%s is as wrong as it was', (_, images) => expect(names(images)).toEqual([`invalid ${images}`]));

  test('caches keep their attributes', () =>
    expect(read({ images: 'type=registry,"ref=octo/app:cache",mode=max' }).images).toContain(
      '"ref=octo/app:cache"',
    ));
});

describe('the workflow file, in each of its spellings', () => {
  test.each([
    ['.github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['.github\\workflows\\ci.yml', '.github/workflows/ci.yml'],
    ['octo/app/.github/workflows/ci.yml@refs/heads/main', '.github/workflows/ci.yml'],
    ['ci.yml', '.github/workflows/ci.yml'],
    ['./ci.yml', '.github/workflows/ci.yml'],
    ['./.github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['.github/workflows/../workflows//ci.yml', '.github/workflows/ci.yml'],
    ['/home/runner/work/app/app/.github/workflows/ci.yml', '.github/workflows/ci.yml'],
    // Of another folder, whose name only begins so.
    ['/home/runner/work/app/app2/ci.yml', '/home/runner/work/app/app2/ci.yml'],
    ['none', 'none'],
    ['', null],
  ])('%s', (workflow, expected) =>
    expect(
      read({ workflow }, { GITHUB_REPOSITORY: 'octo/app', GITHUB_WORKSPACE: '/home/runner/work/app/app' })
        .workflow,
    ).toBe(expected),
  );

  test('on Windows', () =>
    expect(
      read(
        { workflow: 'D:\\a\\app\\app\\.github\\workflows\\ci.yml' },
        { GITHUB_WORKSPACE: 'D:\\a\\app\\app' },
      ).workflow,
    ).toBe('.github/workflows/ci.yml'));
});

test('a user name is never empty', () => expect(read({ username: ' ' }).username).toBe('x-access-token'));

describe('a value that is none of an input names the input, the value and the values', () => {
  test.each([
    ['access', 'Push', ['push', 'pull']],
    ['login', 'dockre', ['auto', 'docker', 'podman', 'none']],
    ['logout', 'yes', ['true', 'false']],
    ['logout', 'No', ['true', 'false']],
    ['fail-on', 'error', ['denied', 'unknown', 'never']],
    ['summary', 'no', ['always', 'on-finding', 'never']],
    ['language', 'fr', ['en', 'zh-CN']],
  ])('%s: %s', (name, value, allowed) => {
    expect(() => read({ [name]: value })).toThrow(InputError);
    for (const part of [name, value, ...allowed]) expect(() => read({ [name]: value })).toThrow(part);
  });

  test('in Chinese when the language is Chinese', () => {
    expect(() => read({ language: 'zh-CN', access: 'x' })).toThrow(
      '输入 access 的值“x”无效，可用的值：push、pull。',
    );
  });
});

describe('inputs of which several are wrong', () => {
  const said = (inputs: Record<string, string>): string => {
    try {
      read(inputs);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test('are named in one go, each with its sentence, in the order of the inputs', () =>
    expect(said({ summary: 'sometimes', login: 'dokcer', access: 'write', registry: 'ghcr.io/octo' })).toBe(
      [
        'The input "access" is "write", which is not one of its values: push, pull.',
        'The input "registry" is "ghcr.io/octo", which is not a host: write it as ghcr.io or HOST:PORT, without a path.',
        'The input "login" is "dokcer", which is not one of its values: auto, docker, podman, none.',
        'The input "summary" is "sometimes", which is not one of its values: always, on-finding, never.',
      ].join(' '),
    ));

  test('the language among them', () =>
    expect(said({ language: 'de', 'fail-on': 'error' })).toMatch(/"language" is "de".*"fail-on" is "error"/));

  test('in Chinese', () =>
    expect(said({ language: 'zh-CN', access: 'x', logout: 'yes' })).toBe(
      '输入 access 的值“x”无效，可用的值：push、pull。输入 logout 的值“yes”无效，可用的值：true、false。',
    ));

  test('nothing is shown of a user name that may hold a password', () =>
    expect(said({ username: 'mona:hunter2', access: 'x' })).not.toContain('hunter2'));
});

describe('the registry', () => {
  test.each([
    ['ghcr.io', 'ghcr.io'],
    ['GHCR.io', 'ghcr.io'],
    ['https://ghcr.io/', 'ghcr.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
    ['localhost:5000', 'localhost:5000'],
    ['containers.example.ghe.com', 'containers.example.ghe.com'],
    ['[::1]:5000', '[::1]:5000'],
    ['localhost', 'localhost'],
    ['registry:5000', 'registry:5000'],
  ])('%s', (value, host) => expect(read({ registry: value }).registry).toBe(host));

  test.each([
    'ghcr.io/octo',
    'gh cr.io',
    'ghcr.io:port',
    '-ghcr.io',
    'user@ghcr.io',
    'ghcr.io?x',
    'https://',
    'true',
    'octo-org',
  ])('%s is no host', (value) => {
    expect(() => read({ registry: value })).toThrow(value);
  });
});

describe('the user name', () => {
  test.each(['mona:', 'mona:ghp_0123', ':x'])('%s holds more than a name, which is not shown', (value) => {
    expect(() => read({ username: value })).toThrow(
      'The input "username" has a colon in it, and the registry would take what follows for the password: give the user name alone.',
    );
    expect(() => read({ username: value, language: 'zh-CN' })).toThrow('请只填写用户名');
  });
});

describe.each([
  ['logout', true],
  ['probe', false],
] as const)('the flag %s in each of the spellings of YAML', (name, fallback) => {
  test.each([
    ['', fallback],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    [' false\n', false],
    ['False', false],
  ])('%j', (value, expected) => {
    process.env = { [`INPUT_${name.toUpperCase()}`]: value };
    expect(flagInput(name, fallback, 'en')).toBe(expected);
  });
  test('and in no other', () => {
    process.env = { [`INPUT_${name.toUpperCase()}`]: 'yes' };
    expect(() => flagInput(name, fallback, 'en')).toThrow(InputError);
  });
});
