import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import Ajv2020 from 'ajv/dist/2020.js';
import { replaceFile } from '../../src/faces/cli/lint/write.js';
import { repository, run } from './run.js';

const FILE = '.github/workflows/image.yml';

/** A workflow that pushes; the job's block is given. */
const pushing = (permissions: string) => `on: push
jobs:
  image:
    runs-on: ubuntu-latest
    permissions: ${permissions}
    steps:
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: \${{ github.actor }}
          password: \${{ secrets.GITHUB_TOKEN }}
      - run: docker push ghcr.io/octo/app:1
`;
const WRONG = pushing('{contents: read}');
const RIGHT = pushing('{contents: read, packages: write}');
const UNSURE = WRONG.replace('    permissions: {contents: read}\n', '').replace(
  'docker push',
  './hello\n      - run: docker push',
);
const TESTS = 'on: push\njobs:\n  test:\n    runs-on: x\n    steps:\n      - run: npm test\n';
const OURS = ['--repository', 'octo/app'];

const lint = (args: string[], options?: Parameters<typeof run>[1]) =>
  run(['lint', ...OURS, ...args], options);
const read = (folder: string, name = FILE) => readFileSync(path.join(folder, name), 'utf8');
const files = (folder: string) => readdirSync(path.join(folder, '.github/workflows'));

describe('a link that leads nowhere', () => {
  const folder = repository({ [FILE]: RIGHT });
  symlinkSync('gone', path.join(folder, '.github/workflows/link.yml'));
  const sentence = 'ghcr-preflight: .github/workflows/link.yml: there is no such file or folder.\n';

  test.each([
    ['is told of, beside files that are read', '.', 0],
    ['is so by the name of its folder, too', '.github/workflows', 0],
    ['is an error, where it was named', '.github/workflows/link.yml', 2],
  ])('%s', async (_, named, expected) => {
    const { code, stderr } = await lint([named], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: expected, stderr: sentence });
  });
});

describe('where it looks', () => {
  const folder = repository({ [FILE]: WRONG, '.github/workflows/test.yaml': TESTS, 'docs/a.txt': 'x' });

  test.each([
    ['a file', [path.join(folder, FILE)]],
    ['a folder', [path.join(folder, '.github/workflows')]],
    ['a repository', [folder]],
  ])('%s', async (_, args) => {
    const { code, stdout, stderr } = await lint(args);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^error\[job-lacks-packages-write\]/);
    expect(stdout).toContain(`${FILE}:5:`);
    expect(code).toBe(1);
  });

  test.each([
    ['here', folder],
    ['above a folder of the repository', path.join(folder, 'docs')],
  ])('without a path: .github/workflows %s', async (_, cwd) => {
    expect((await lint([], { cwd })).stdout).toContain(`--> ${FILE}:5:`);
  });

  test('standard input', async () => {
    const { code, stdout } = await lint(['-'], { stdin: WRONG });
    expect(stdout).toContain('--> <stdin>:5:');
    expect(code).toBe(1);
  });
});

describe('how it ends', () => {
  test.each([
    ['an error: 1', WRONG, 1],
    ['a warning alone: 0', UNSURE, 0],
    ['nothing: 0', RIGHT, 0],
    ['no word of the registry: 0', TESTS, 0],
  ])('%s', async (_, text, code) => {
    expect((await lint([repository({ [FILE]: text })])).code).toBe(code);
  });

  test('silently when there is nothing to say', async () =>
    expect(await lint([repository({ [FILE]: RIGHT })])).toEqual({ code: 0, stdout: '', stderr: '' }));

  test.each([
    ['en', '1 file, nothing that GHCR would refuse\n'],
    ['zh-CN', '1 个文件，没有发现会被 GHCR 拒绝的内容\n'],
  ])('with a short line on a terminal (%s)', async (language, line) => {
    const { stdout } = await lint([repository({ [FILE]: RIGHT }), '--language', language], { tty: true });
    expect(stdout).toBe(line);
  });

  test.each([
    ['en', RIGHT, /It is not known whose.*--repository OWNER\/NAME/],
    ['zh-CN', RIGHT, /不知道这是哪个存储库.*--repository OWNER\/NAME/],
    ['en', TESTS, /^1 file, nothing that GHCR would refuse\n$/],
  ])(
    'and with what could not be looked at where no repository is known (%s)',
    async (language, text, line) => {
      const given = ['lint', repository({ [FILE]: text }), '--language', language];
      expect((await run(given, { tty: true })).stdout).toMatch(line);
    },
  );
});

describe('what it prints', () => {
  const folder = repository({
    [FILE]: WRONG,
    '.github/workflows/broken.yml': 'on: push # ghcr.io docker push\njobs: [',
  });
  const schema = JSON.parse(read(path.join(import.meta.dirname, '../..'), 'schema/report.schema.json'));

  test('the line, what is wrong, the fix, its page, the number', async () => {
    const { stdout } = await lint([folder]);
    expect(stdout).toContain('5 |     permissions: {contents: read}');
    expect(stdout).toContain('+    permissions: {contents: read, packages: write}');
    expect(stdout).toContain('docs/causes/job-lacks-packages-write.md');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 error; --fix has a repair for it');
  });

  test('a file that can not be read is told beside the report', async () => {
    const { stdout, stderr, code } = await lint([folder, '--format', 'json']);
    expect(stderr).toMatch(/^ghcr-preflight: .*broken\.yml is not valid YAML: .*\n$/);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('json that the schema of the report takes', async () => {
    const isReport = new Ajv2020.default({ strict: false, validateFormats: false }).compile(schema);
    const report = JSON.parse((await lint([folder, '--format', 'json'])).stdout);
    expect(isReport(report) || isReport.errors).toBe(true);
    expect(report).toMatchObject({ command: 'lint', verdict: 'denied' });
  });

  test('sarif with the fix and the file that was not read', async () => {
    const [found] = JSON.parse((await lint([folder, '--format', 'sarif'])).stdout).runs;
    expect(found.results[0].fixes[0].artifactChanges[0].artifactLocation.uri).toBe(FILE);
    expect(found.tool.driver.rules[0].fullDescription.text).toContain('OWNER/NAME');
    expect(found.invocations[0].toolExecutionNotifications).toHaveLength(1);
  });

  test('annotations', async () => {
    const { stdout } = await lint([folder, '--format', 'github']);
    expect(stdout).toMatch(/^::error title=[^\n]*,file=\.github\/workflows\/image\.yml,line=5,[^\n]*\n$/);
  });

  test('colours only on a terminal, and not when they are not wanted', async () => {
    const coloured = async (args: string[], tty: boolean, env: NodeJS.ProcessEnv = {}) =>
      (await lint([folder, ...args], { tty, env })).stdout.includes('\u001b[');
    expect(await coloured([], true)).toBe(true);
    expect(await coloured([], false)).toBe(false);
    expect(await coloured(['--no-color'], true)).toBe(false);
    expect(await coloured([], true, { NO_COLOR: '1' })).toBe(false);
  });

  test('Chinese', async () => {
    const { stdout, stderr } = await lint([folder, '--language', 'zh-CN']);
    expect(stdout).toContain('docs/zh-CN/causes/job-lacks-packages-write.md');
    expect(stderr).toContain('不是有效的 YAML');
  });
});

describe('--fix', () => {
  test('writes the repair, says what it changed, and is done', async () => {
    const folder = repository({ [FILE]: WRONG });
    const first = await lint([folder, '--fix']);
    expect(first).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^--- a\/\.github[\s\S]+^\+ {4}permissions: \{contents: read, packages: write\}[\s\S]+^fixed \.github\/workflows\/image\.yml: job-lacks-packages-write \(image\)\n$/m,
      ),
      stderr: '',
    });
    expect(read(folder)).toBe(RIGHT);
    expect(files(folder)).toEqual(['image.yml']);
    expect(await lint([folder, '--fix'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(read(folder)).toBe(RIGHT);
  });

  test('keeps CRLF, the byte order mark and the mode', async () => {
    const windows = `\uFEFF${WRONG.replaceAll('\n', '\r\n')}`;
    const folder = repository({ [FILE]: windows });
    chmodSync(path.join(folder, FILE), 0o640);
    expect((await lint([folder, '--fix'])).code).toBe(0);
    expect(read(folder)).toBe(`\uFEFF${RIGHT.replaceAll('\n', '\r\n')}`);
    expect(statSync(path.join(folder, FILE)).mode & 0o777).toBe(0o640);
  });

  describe('leaves as it is', () => {
    const isRoot = process.getuid?.() === 0;
    const refusing = async (folder: string, file: string, words: string) => {
      const { code, stderr, stdout } = await lint([folder, '--fix']);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `ghcr-preflight: ${file} ${words} and is left as it is.\n`,
      });
      expect(stdout).not.toContain('fixed');
      expect(files(folder)).toEqual(['image.yml']);
    };

    test('what a link leads to', async () => {
      const folder = repository({ 'ci/image.yml': WRONG, '.github/workflows/x.txt': '' });
      rmSync(path.join(folder, '.github/workflows/x.txt'));
      symlinkSync('../../ci/image.yml', path.join(folder, FILE));
      await refusing(folder, FILE, 'is a link, or no regular file,');
      expect(read(folder, 'ci/image.yml')).toBe(WRONG);
    });

    test('a read-only file', async () => {
      const folder = repository({ [FILE]: WRONG });
      chmodSync(path.join(folder, FILE), 0o444);
      await refusing(folder, FILE, 'is read-only');
      expect(read(folder)).toBe(WRONG);
    });

    (isRoot ? test : test.skip)("another user's file", async () => {
      const folder = repository({ [FILE]: WRONG });
      chownSync(path.join(folder, FILE), 1234, 1234);
      await refusing(folder, FILE, 'belongs to another user');
      expect(read(folder)).toBe(WRONG);
    });

    test('a workflow in a folder that leads out of the repository', async () => {
      const elsewhere = repository({ 'x/image.yml': WRONG });
      const folder = repository({ [FILE]: RIGHT });
      rmSync(path.join(folder, '.github/workflows'), { recursive: true });
      symlinkSync(path.join(elsewhere, 'x'), path.join(folder, '.github/workflows'));
      const { code, stderr } = await lint([folder, '--fix']);
      expect(code).toBe(2);
      expect(stderr).toBe(`ghcr-preflight: ${FILE} leads out of the repository, and was not read.\n`);
      expect(read(elsewhere, 'x/image.yml')).toBe(WRONG);
    });

    // After the first look, while the new text is written, and between the last look and the change.
    test.each([1, 2])('an edit that another program makes after look %i', (look) => {
      const folder = repository({ [FILE]: WRONG });
      const file = path.join(folder, FILE);
      const compare = Buffer.prototype.compare;
      let looks = 0;
      const spy = jest.spyOn(Buffer.prototype, 'compare').mockImplementation(function (
        this: Buffer,
        ...args: unknown[]
      ) {
        const result = compare.call(this, args[0] as Buffer);
        looks += 1;
        if (looks === look) appendFileSync(file, '# by another program\n');
        return result;
      });
      try {
        expect(replaceFile(file, WRONG, RIGHT, [folder])).toBe('changed');
      } finally {
        spy.mockRestore();
      }
      expect(read(folder)).toBe(`${WRONG}# by another program\n`);
      expect(files(folder)).toEqual(['image.yml']);
    });
  });

  test('reaches into an action of the repository', async () => {
    const action = '.github/actions/ship/action.yml';
    const shipping = (name: string) =>
      `runs:\n  using: composite\n  steps:\n    - run: docker push ${name}:V1 # ours\n      shell: bash\n`;
    const folder = repository({
      [FILE]: RIGHT.replace('run: docker push ghcr.io/octo/app:1', 'uses: ./.github/actions/ship'),
      [action]: shipping('ghcr.io/Octo/App'),
    });
    expect(await lint([folder, '--fix'])).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^\+.*octo\/app:V1 # ours$[\s\S]+^fixed \.github\/actions\/ship\/action\.yml: uppercase-image-name \(image\)\n$/m,
      ),
      stderr: '',
    });
    expect(read(folder, action)).toBe(shipping('ghcr.io/octo/app'));
  });

  test('keeps to the runs of one event', async () => {
    const folder = repository({ [FILE]: WRONG });
    expect((await lint([folder, '--fix', '--event', 'release'])).stdout).toBe('');
    expect(read(folder)).toBe(WRONG);
  });

  test('leaves a report alone on standard output', async () => {
    const { stdout, stderr } = await lint([repository({ [FILE]: WRONG }), '--fix', '--format', 'json']);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(stderr).toMatch(
      /^--- a[\s\S]+^fixed \.github\/workflows\/image\.yml: job-lacks-packages-write \(image\)\n$/m,
    );
  });

  test('of standard input gives the mended text', async () => {
    const { stdout, code } = await lint(['-', '--fix'], { stdin: WRONG });
    expect(stdout).toBe(RIGHT);
    expect(code).toBe(0);
    expect((await lint(['-', '--fix'], { stdin: RIGHT })).stdout).toBe(RIGHT);
  });

  test('does not touch what could lose a permission', async () => {
    // An action that nobody knows, in a job that has what the setting gives.
    const text = UNSURE.replace('- run: ./hello', '- uses: acme/hello@v1');
    const folder = repository({ [FILE]: text });
    const { stdout } = await lint([folder, '--fix']);
    expect(read(folder)).toBe(text);
    expect(stdout).toMatch(/^warning\[default-token-permissions\]/);
  });

  const mayNotWrite = process.getuid?.() === 0 ? test.skip : test;
  mayNotWrite('a folder that can not be written is told, and nothing is left behind', async () => {
    const folder = repository({ [FILE]: WRONG });
    chmodSync(path.join(folder, '.github/workflows'), 0o555);
    const { code, stderr } = await lint([folder, '--fix']);
    chmodSync(path.join(folder, '.github/workflows'), 0o755);
    expect(stderr).toBe(`ghcr-preflight: ${FILE} could not be written (EACCES).\n`);
    expect(code).toBe(2);
    expect(files(folder)).toEqual(['image.yml']);
  });
});

describe('--diff', () => {
  test('prints the repairs and writes nothing', async () => {
    const folder = repository({ [FILE]: WRONG });
    const { code, stdout, stderr } = await lint([folder, '--diff']);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^--- a\/\.github\/workflows\/image\.yml\n\+\+\+ b\//);
    expect(stdout.split('\n').filter((line) => /^[-+] /.test(line))).toEqual([
      '-    permissions: {contents: read}',
      '+    permissions: {contents: read, packages: write}',
    ]);
    expect(read(folder)).toBe(WRONG);
  });

  test('is to the letter for another program, and has nothing unseen on a terminal', async () => {
    const comment = ' # a\u000cb\u0085c\u2028d\u200be\u202ef';
    const text = `\ufeff${WRONG.replace('{contents: read}', `{contents: read}${comment}`).replaceAll('\n', '\r\n')}`;
    const folder = repository({ [FILE]: text });
    const { stdout } = await lint([folder, '--diff']);
    execFileSync('git', ['init', '-q', folder]);
    execFileSync('git', ['-C', folder, 'apply', '-'], { input: stdout });
    expect(read(folder)).toBe(text.replace('{contents: read}', '{contents: read, packages: write}'));

    const again = repository({ [FILE]: text });
    const shown = await lint([again, '--diff'], { tty: true });
    expect(shown.stdout).toContain('\\u202ef');
    expect(shown.stdout).not.toContain('\u202e');
  });

  test('prints nothing when there is nothing', async () =>
    expect(await lint([repository({ [FILE]: RIGHT }), '--diff'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    }));

  test.each([
    [WRONG, 'error', 1],
    [WRONG, 'never', 0],
    [UNSURE, 'error', 0],
    [UNSURE, 'warning', 1],
    [UNSURE, 'never', 0],
  ])('ends as --fail-on says, whatever it prints %#', async (text, failOn, expected) => {
    const { code, stdout } = await lint([repository({ [FILE]: text }), '--diff', '--fail-on', failOn]);
    expect(stdout).toContain('packages: write');
    expect(code).toBe(expected);
  });

  test('--fix tells that it changed nothing', async () => {
    const text = WRONG.replace('{contents: read}', '{contents: read, packages: please}');
    const { stdout, stderr } = await lint([repository({ [FILE]: text }), '--fix']);
    expect(stdout).toMatch(/^error\[invalid-permissions\]/);
    expect(stderr).toBe(
      'ghcr-preflight: No file was changed: nothing here has a fix that is safe to apply.\n',
    );
    expect((await lint([repository({ [FILE]: RIGHT }), '--fix'])).stderr).toBe('');
  });

  test('tells that an error has no safe fix', async () => {
    const text = WRONG.replace('{contents: read}', '{contents: read, packages: please}');
    const { code, stdout, stderr } = await lint([repository({ [FILE]: text }), '--diff']);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'ghcr-preflight: 1 error has no fix that is safe to apply: see them without --diff.\n',
    );
    expect(code).toBe(1);
  });
});

describe('bad usage is one sentence and 2', () => {
  const folder = repository({ [FILE]: RIGHT });
  test.each([
    [['--fix', '--diff'], /--fix writes the repairs/],
    [['--diff', '--format', 'json'], /--diff prints a patch and --format json a report/],
    [[''], /PATH was given and is empty/],
    [['--repository', 'app'], /"app": write it as OWNER\/NAME/],
    [['--event', 'pul_request'], /"pul_request", which starts no workflow/],
    [['--format', 'xml'], /Allowed choices are text, json, sarif, github/],
    [['--nonsense'], /unknown option/],
  ])('%j', async (args, sentence) => {
    const { code, stdout, stderr } = await run(['lint', folder, ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });
});

describe('bad input is one sentence and 2', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`)
    .join('')}on: push # docker push ghcr.io\n`;
  const mention = '# docker push ghcr.io/octo/app\n';

  test.each([
    ['a binary file', Buffer.from(`\u007fELF\0\0 docker push ghcr.io`), /not UTF-8 text/, /不是 UTF-8 文本/],
    ['Latin-1', Buffer.from(`${mention}# caf\xe9\n${WRONG}`, 'latin1'), /not UTF-8 text/, /不是 UTF-8 文本/],
    ['ten megabytes', `${mention}x:\n${'  - a: b\n'.repeat(1_200_000)}`, /larger than 1 MiB/, /超过 1 MiB/],
    [
      'ten thousand jobs',
      `on: push\njobs:\n${Array.from({ length: 10_000 }, (_, index) => `  j${index}:\n    runs-on: x\n    steps:\n      - run: docker push ghcr.io/octo/app\n`).join('')}`,
      /more values than|larger than/,
      /值过多|超过/,
    ],
    [
      'a thousand brackets',
      `${mention}x: ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
      /nested too deeply/,
      /不是有效的 YAML/,
    ],
    [
      'a thousand levels',
      `${mention}${Array.from({ length: 1300 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')}`,
      /nested too deeply|larger than|more values/,
      /不是有效的 YAML|超过|值过多/,
    ],
    ['an alias bomb', bomb, /too many YAML aliases/, /别名过多/],
    ['an alias of itself', `${mention}a: &a [*a]\n`, /too many YAML aliases/, /别名过多/],
    ['no YAML', `${mention}a: [\n`, /is not valid YAML/, /不是有效的 YAML/],
  ])('%s', async (_, text, en, zh) => {
    const folder = repository({ [FILE]: text });
    for (const [language, sentence] of [
      ['en', en],
      ['zh-CN', zh],
    ] as const) {
      const { code, stdout, stderr } = await lint([path.join(folder, FILE), '--language', language]);
      expect(stdout).toBe('');
      expect(stderr).toMatch(sentence);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
  });

  test.each([
    ['a path that does not exist', 'nowhere.yml', /there is no such file or folder/],
    ['a folder without workflows', 'empty', /no workflow file/],
    ['a repository without workflows', 'bare', /: \.github\/workflows: there is no workflow file/],
    ['a repository that has never had one', 'new', /\/new: there is no workflow file/],
  ])('%s', async (_, name, sentence) => {
    const folder = repository({
      'empty/readme.txt': 'x',
      'bare/.github/workflows/readme.txt': 'x',
      'new/.github/dependabot.txt': 'x',
    });
    const { code, stdout, stderr } = await lint([path.join(folder, name)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([
    ['too much', 'x'.repeat(2 * 1024 * 1024), /larger than 1 MiB/],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00]), /not UTF-8 text/],
  ])('standard input: %s', async (_, stdin, sentence) => {
    const { code, stderr } = await lint(['-'], { stdin });
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a path that is missing counts although another was read', async () => {
    const folder = repository({ [FILE]: RIGHT });
    const { code } = await lint([path.join(folder, FILE), path.join(folder, 'nowhere.yml')]);
    expect(code).toBe(2);
  });

  test('a broken file in a folder is told and does not spoil the others', async () => {
    const folder = repository({ [FILE]: RIGHT, '.github/workflows/b.yml': `${mention}a: [\n` });
    const { code, stderr } = await lint([folder]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/b\.yml is not valid YAML/);
  });
});

test('our own examples pass, without a warning', async () => {
  const examples = path.join(import.meta.dirname, '../../examples');
  const { code, stdout, stderr } = await run(['lint', examples, '--repository', 'octo-org/app']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('workflows that call each other in a circle are told, once', async () => {
  const call = (name: string) =>
    `on: [push, workflow_call]\njobs:\n  a:\n    permissions: {packages: write}\n    uses: ./.github/workflows/${name}.yml # ghcr.io\n`;
  const at = (name: string) => `.github/workflows/${name}.yml`;
  const folder = repository({
    [at('a')]: call('c'),
    [at('b')]: call('a'),
    [at('c')]: call('b'),
    [at('d')]: call('d'),
  });
  const { code, stdout, stderr } = await lint([folder]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    `ghcr-preflight: ${at('a')} calls itself (${['a', 'c', 'b', 'a'].map(at).join(' → ')}), which GitHub refuses to start.`,
    `ghcr-preflight: ${at('d')} calls itself (${['d', 'd'].map(at).join(' → ')}), which GitHub refuses to start.`,
  ]);
});

test('the repository is that of the git remote, else GITHUB_REPOSITORY', async () => {
  const upper = RIGHT.replace(
    'docker push ghcr.io/octo/app:1',
    'docker push ghcr.io/${{ github.repository }}:1',
  );
  const folder = repository({ [FILE]: upper });
  const ids = async (env: NodeJS.ProcessEnv) =>
    JSON.parse((await run(['lint', folder, '--format', 'json'], { env })).stdout).findings.map(
      ({ id }: { id: string }) => id,
    );
  expect(await ids({ GITHUB_REPOSITORY: 'octo/app' })).toEqual([]);
  expect(await ids({ GITHUB_REPOSITORY: 'Octo/App' })).toEqual(['uppercase-image-name']);
  const odd = await run(['lint', folder], { env: { GITHUB_REPOSITORY: 'octo' } });
  expect(odd).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('OWNER/NAME') });
  const git = path.join(folder, '.git');
  execFileSync('git', ['init', '-q', folder]);
  writeFileSync(path.join(git, 'config'), '[remote "origin"]\n\turl = git@github.com:octo/app.git\n');
  expect(await ids({ GITHUB_REPOSITORY: 'Octo/App' })).toEqual([]);
});

describe('what somebody does not want to be told', () => {
  const commented = (text: string, line: string) =>
    text.replace(line, `${line} # ghcr-preflight: ignore[job-lacks-packages-write] known`);

  test.each([
    ['on the line of the finding', commented(WRONG, '    permissions: {contents: read}'), 0],
    ['on the key of its job', commented(WRONG, '  image:'), 0],
    ['on another line', commented(WRONG, 'on: push'), 1],
    ['of another cause', commented(WRONG, '  image:').replace('ignore[job-lacks', 'ignore[callee-lacks'), 1],
    ['of several causes', commented(WRONG, '  image:').replace('ignore[', 'ignore[owner-mismatch, '), 0],
  ])('by a comment %s', async (_, text, expected) => {
    const folder = repository({ [FILE]: text });
    const { code, stdout } = await lint([folder]);
    expect(code).toBe(expected);
    if (expected === 0) expect(stdout).toBe('1 ignored, as a comment or --ignore asks\n');
    const { report } = JSON.parse(`{"report":${(await lint([folder, '--format', 'json'])).stdout}}`);
    expect(report.ignored).toBe(1 - expected);
    expect(report.findings).toHaveLength(expected);
  });

  test('by --ignore', async () => {
    const folder = repository({ [FILE]: WRONG });
    expect((await lint([folder, '--ignore', 'owner-mismatch,job-lacks-packages-write'])).code).toBe(0);
    expect((await lint([folder, '--ignore', 'owner-mismatch'])).code).toBe(1);
    for (const ids of [
      ['job-lacks-packages-write', 'owner-mismatch'],
      ['owner-mismatch', 'job-lacks-packages-write'],
    ])
      expect((await lint([folder, ...ids.flatMap((id) => ['--ignore', id])])).code).toBe(0);
    expect((await lint([folder, '--ignore', 'owner-mismatch', '--ignore', ''])).code).toBe(2);
    const { code, stderr } = await lint([folder, '--ignore', 'no-such-cause']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ghcr-preflight: --ignore names "no-such-cause", which is no cause:[^\n]*\n$/);
    const near = await lint([folder, '--ignore', 'owner-missmatch']);
    expect(near.stderr).toContain('which is no cause (did you mean owner-mismatch?)');
  });

  test('by a comment with a slip in it, which silences nothing and is told', async () => {
    const text = commented(WRONG, '  image:').replace('job-lacks-packages-write', 'job-lacks-package-write');
    const folder = repository({ [FILE]: text });
    const { code, stderr } = await lint([folder]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^ghcr-preflight: \S+:\d+: the comment silences nothing, for there is no such cause \(job-lacks-package-write → job-lacks-packages-write\)\.\n$/,
    );
  });

  test.each(['ignore', 'ignore: the bot may', 'ignore[]', 'ignore [ ] the bot may', 'ignore[ , ]'])(
    'by a comment without a cause, %s, which is told as well',
    async (written) => {
      const text = commented(WRONG, '  image:').replace('ignore[job-lacks-packages-write]', written);
      const { code, stderr } = await lint([repository({ [FILE]: text })]);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^ghcr-preflight: \S+:\d+: the comment silences nothing, for it names no cause: write ignore\[ID\] and the reason\.\n$/,
      );
    },
  );

  test.each<[string, string, number]>([
    [WRONG, 'error', 1],
    [WRONG, 'warning', 1],
    [WRONG, 'never', 0],
    [UNSURE, 'error', 0],
    [UNSURE, 'warning', 1],
    [RIGHT, 'warning', 0],
  ])('--fail-on decides how it ends %#', async (text, failOn, expected) => {
    expect((await lint([repository({ [FILE]: text }), '--fail-on', failOn])).code).toBe(expected);
  });
});

describe('several repositories', () => {
  const remote = (name: string) => `[remote "origin"]\n\turl = https://github.com/${name}.git\n`;
  const git = (name: string) => ({
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config': `[core]\n\trepositoryformatversion = 0\n${remote(name)}`,
    '.git/objects/info/x': '',
    '.git/refs/heads/x': '',
  });

  test('have each its own remote, and whole paths', async () => {
    const one = repository({ [FILE]: RIGHT, ...git('octo/app') });
    const other = repository({ [FILE]: RIGHT, ...git('acme/app') });
    const { code, stdout } = await run(['lint', one, other, '--format', 'json']);
    const { findings } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(findings.map(({ id, location }: never) => [id, (location as { file: string }).file])).toEqual([
      ['owner-mismatch', path.join(other, FILE)],
    ]);
    expect(findings[0].evidence[0]).toContain(`${path.join(other, FILE)}:`);
    const wrong = repository({ [FILE]: WRONG, ...git('octo/app') });
    const { stdout: both } = await run(['lint', one, wrong, '--format', 'json']);
    // As git writes a diff of a file outside of a repository.
    expect(JSON.parse(both).findings[0].fix.diff).toContain(`--- a${path.join(wrong, FILE)}\n`);
  });

  test('are mended where they stand', async () => {
    const folders = [
      repository({ [FILE]: WRONG, ...git('octo/app') }),
      repository({ [FILE]: WRONG, ...git('octo/two') }),
    ];
    const { code, stdout } = await run(['lint', ...folders, '--fix']);
    expect(code).toBe(0);
    for (const folder of folders) {
      expect(read(folder)).toContain('packages: write');
      expect(stdout).toContain(`fixed ${path.join(folder, FILE)}`);
    }
  });

  test.each([[['.', 'sub']], [['sub', '.']]])(
    'are named from the one that we stand in: %p',
    async (places) => {
      const inSub = Object.fromEntries(
        Object.entries(git('octo/two')).map(([name, text]) => [`sub/${name}`, text]),
      );
      const folder = repository({ [FILE]: WRONG, ...git('octo/app'), [`sub/${FILE}`]: WRONG, ...inSub });
      const files = async (...options: string[]) => {
        const { stdout } = await run(['lint', ...places, '--format', 'json', ...options], { cwd: folder });
        return JSON.parse(stdout).findings.map(
          ({ location }: { location: { file: string } }) => location.file,
        );
      };
      expect((await files()).sort()).toEqual([FILE, `sub/${FILE}`]);
      expect(await files('--fix')).toEqual([]);
      for (const each of [folder, path.join(folder, 'sub')]) expect(read(each)).toContain('packages: write');
    },
  );

  test('have no common name', async () => {
    const folders = [
      repository({ [FILE]: WRONG, ...git('octo/app') }),
      repository({ [FILE]: WRONG, ...git('octo/two') }),
    ];
    const { code, stderr } = await lint(folders);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ghcr-preflight: --repository is the name of one repository[^\n]*\n$/);
  });
});

describe('the registry of another server', () => {
  const REMOTE = (url: string) => ({
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/config': `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${url}\n`,
    '.git/objects/info/x': '',
    '.git/refs/heads/x': '',
  });
  const on = (host: string) => WRONG.replaceAll('ghcr.io', host);
  const GHES = on('containers.github.example.com');
  const GHE = on('containers.octo.ghe.com');

  test.each<[string, string, string, string[], NodeJS.ProcessEnv, number]>([
    ['--server', GHES, 'https://github.com/octo/app', ['--server', 'github.example.com'], {}, 1],
    [
      '--server with a scheme',
      GHES,
      'https://github.com/octo/app',
      ['--server', 'https://github.example.com/'],
      {},
      1,
    ],
    ['GITHUB_SERVER_URL', GHES, '', [], { GITHUB_SERVER_URL: 'https://github.example.com' }, 1],
    // As every command reads it: any page of a server names it, and one of a company's network may have one word for a name.
    ['its page', GHES, '', [], { GITHUB_SERVER_URL: ' https://github.example.com/octo/app ' }, 1],
    ['its name', on('containers.octo-git'), '', [], { GITHUB_SERVER_URL: 'octo-git' }, 1],
    ['its port', on('containers.octo-git:8443'), '', [], { GITHUB_SERVER_URL: 'https://octo-git:8443' }, 1],
    ['the remote', GHES, 'git@github.example.com:octo/app.git', [], {}, 1],
    ['the remote on GHE.com', GHE, 'https://octo.ghe.com/octo/app.git', [], {}, 1],
    ['a copy on another forge', WRONG, 'https://gitlab.com/octo/app.git', [], {}, 1],
    ['another server', GHES, 'https://github.com/octo/app', [], {}, 0],
  ])('from %s', async (_, text, url, args, env, expected) => {
    const folder = repository({ [FILE]: text, ...(url === '' ? {} : REMOTE(url)) });
    const { code, stdout } = await run(['lint', folder, '--repository', 'octo/app', ...args], { env });
    expect(code).toBe(expected);
    if (expected === 1) expect(stdout).toMatch(/^error\[job-lacks-packages-write\]/);
  });

  test.each([
    'not a host',
    'ftp://github.example.com',
    'https://10.0.0.5',
    'https://[::1]',
    'http://127.0.0.1:3000',
    'https://[fd00::5]:8443/',
  ])('is a host with a name: %s', async (server) => {
    const sentence =
      /^ghcr-preflight: [^\n]*(?:GITHUB_SERVER_URL|--server) is "[^\n]*with a host name[^\n]*\n$/;
    const folder = repository({ [FILE]: WRONG });
    const asked: [string[], NodeJS.ProcessEnv][] = [
      [['lint', folder], { GITHUB_SERVER_URL: server }],
      [['lint', folder, '--server', server], {}],
      [['check', 'octo/app'], { GITHUB_SERVER_URL: server, GHCR_TOKEN: 'ghp_x' }],
    ];
    for (const [args, env] of asked) {
      const { code, stderr } = await run(args, { env });
      expect(code).toBe(2);
      expect(stderr).toMatch(sentence);
    }
  });

  test('is a host', async () => {
    const { code, stderr } = await lint(['--server', 'https://a/b/c']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ghcr-preflight: [^\n]*--server[^\n]*\n$/);
  });
});
