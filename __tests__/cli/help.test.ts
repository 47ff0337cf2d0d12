/** What the command line says of itself, and of a line that it can't take: both languages, and what was probably meant. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { program } from '../../src/faces/cli/program.js';
import { width } from '../../src/report/text.js';
import { run } from './run.js';

const COMMANDS = program([], {}).commands.map((each) => each.name());
const HELPS = [[], ...COMMANDS.map((name) => [name])];

/** Words that commander has of its own, in English. */
const COMMANDER =
  /\b(?:Usage|Arguments|Options|Commands|choices|default|display|output the version|\[options\]|\[command\])\b/;

/** What a help may hold in Latin letters: commands, options, placeholders, names. No English sentence is three small words. */
const ENGLISH = /(?<![-`./\w])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![-./\w])/;

describe.each(HELPS)('%s --help', (...command) => {
  test('is Chinese by the option, the other form of it, and the locale', async () => {
    const { code, stdout } = await run([...command, '--help', '--language', 'zh-CN']);
    expect(code).toBe(0);
    expect((await run(['--language=zh-CN', ...command, '--help'])).stdout).toBe(stdout);
    // What holds where no language is given is another thing there.
    expect((await run([...command, '-h'], { env: { LANG: 'zh_CN.UTF-8' } })).stdout).toBe(
      stdout.replace('默认：en', '默认：zh-CN'),
    );
    expect(stdout).toMatch(/^用法：ghcr-preflight/);
    expect(stdout).toContain('退出代码：');
    const prose = stdout.replace(/^ {2}(?:\S+=… )?(?:ghcr-preflight|gh|kubectl|source) .*$/gm, '');
    expect(prose).not.toMatch(COMMANDER);
    expect(prose).not.toMatch(ENGLISH);
  });

  test('is English, and has the exit codes', async () => {
    const { code, stdout } = await run([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: ghcr-preflight/);
    expect(stdout).toContain('Exit code: 0');
    expect(stdout).not.toMatch(/\p{Script=Han}/u);
  });

  test.each(['en', 'zh-CN'])('fits 100 columns in %s, but for lines to copy', async (language) => {
    const { stdout } = await run([...command, '--help', '--language', language]);
    const wide = stdout.split('\n').filter((line) => width(line) > 100 && !/^ {2}\S/.test(line));
    expect(wide).toEqual([]);
  });

  test.each([
    ['en', 60],
    ['en', 40],
    ['zh-CN', 60],
    ['zh-CN', 40],
  ])('fits a narrow terminal in %s: %d columns', async (language, columns) => {
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
    Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
    try {
      const { stdout } = await run([...command, '--help', '--language', language]);
      const toCopy = /^(?:Usage: |用法：)|^ {2}(?:ghcr-preflight|gh|kubectl|read|source) /;
      expect(stdout.split('\n').filter((line) => width(line) > columns && !toCopy.test(line))).toEqual([]);
    } finally {
      if (before) Object.defineProperty(process.stdout, 'columns', before);
      else Reflect.deleteProperty(process.stdout, 'columns');
    }
  });
});

test.each(COMMANDS)('help %s is its --help', async (name) => {
  const [byCommand, byOption] = [await run(['help', name]), await run([name, '--help'])];
  expect(byCommand).toEqual(byOption);
});

/** The options of the examples and the formats are taken by the commands that show them. */
test.each(COMMANDS)('%s names --language among its options', async (name) => {
  expect((await run(['help', name])).stdout).toMatch(/^ {2}--language /m);
});

test.each(COMMANDS)('each example of %s --help is a line that it takes', async (name) => {
  const { stdout } = await run([name, '--help']);
  const examples = [...stdout.matchAll(/^ {2}(?:\w+=… )?(?:.*\| )?ghcr-preflight (.*)$/gm)].map(([, rest]) =>
    (rest as string)
      .replace(/ *[>#)].*/, '')
      .match(/'[^']*'|\S+/g)
      ?.map((word) => word.replaceAll("'", '')),
  );
  // That of `help` says all in its usage.
  expect(examples.length > 0).toBe(name !== 'help');
  for (const words of examples) {
    const [command = '', ...args] = words ?? [];
    const known = program([], {}).commands.find((each) => each.name() === command);
    expect(known?.name()).toBe(command);
    expect(() => known?.parseOptions(args)).not.toThrow();
    expect(known?.parseOptions(args).unknown).toEqual([]);
  }
});

describe('a line that is not taken', () => {
  test.each([
    [['lnt'], 'unknown command "lnt"\n(Did you mean lint?)', '没有命令 lnt。\n（是否想输入 lint？）'],
    [
      ['lnt', '--help'],
      'unknown command "lnt"\n(Did you mean lint?)',
      '没有命令 lnt。\n（是否想输入 lint？）',
    ],
    [['frobnicate', '-h'], 'unknown command "frobnicate"\n(ghcr', '没有命令 frobnicate。\n（更多'],
    [['lnit'], 'Did you mean lint?', '是否想输入 lint？'],
    [['version'], '(Did you mean --version?)', '（是否想输入 --version？）'],
    [['Version'], '(Did you mean --version?)', '（是否想输入 --version？）'],
    [['--lint'], '(Did you mean lint?)', '（是否想输入 lint？）'],
    [['--Audit'], '(Did you mean audit?)', '（是否想输入 audit？）'],
    [['frobnicate'], 'unknown command "frobnicate"\n(ghcr', '没有命令 frobnicate。\n（更多'],
    [
      ['lint', '--fxi'],
      'unknown option "--fxi"\n(Did you mean --fix?)',
      '没有选项 --fxi。\n（是否想输入 --fix？）',
    ],
    [['-v'], 'unknown option "-v"\n(Did you mean -V?)', '（是否想输入 -V？）'],
    [['check', '-H'], '(Did you mean -h?)', '（是否想输入 -h？）'],
    [['lint', '--formt=json'], '(Did you mean --format?)', '（是否想输入 --format？）'],
    [['check', '--lang', 'zh-CN'], '(Did you mean --language?)', '（是否想输入 --language？）'],
    [['check', '--reg=ghcr.io'], '(Did you mean --registry?)', '（是否想输入 --registry？）'],
    [['check', '--docker', 'x'], '(Did you mean --docker-config?)', '（是否想输入 --docker-config？）'],
    [['check', '--acess', 'push'], '(Did you mean --access?)', '（是否想输入 --access？）'],
    [['check', '--json'], '(Did you mean --format json?)', '（是否想输入 --format json？）'],
    [['check', '--pull', 'x/y'], '(Did you mean --access pull?)', '（是否想输入 --access pull？）'],
    [['lint', '--ZH-cn'], '(Did you mean --language zh-CN?)', '（是否想输入 --language zh-CN？）'],
    [['--versoin'], '(Did you mean --version?)', '（是否想输入 --version？）'],
    [['lint', '--qqqq'], 'unknown option "--qqqq"\n(ghcr', '没有选项 --qqqq。\n（更多'],
    [['lint', '--event'], 'option "--event <event>" argument missing', '选项 --event <event> 缺少值。'],
    [['demo', 'a', 'b'], 'Expected 1 argument but got 2', '参数过多：最多 1 个，给出了 2 个。'],
    [
      ['demo', '--format', 'xml'],
      'Allowed choices are text, json, sarif, github.',
      '--format <format> 的值“xml”无效，可用的值：text、json、sarif、github。',
    ],
    [['lint', '--format', 'jsn'], '(Did you mean json?)', '（是否想输入 json？）'],
    [
      ['completion', 'powershell'],
      'argument "SHELL" value "powershell" is invalid. Allowed choices are bash, zsh, fish.\n',
      'SHELL 的值“powershell”无效，可用的值：bash、zsh、fish。',
    ],
    [['help', 'chek'], '(Did you mean check?)', 'COMMAND 的值“chek”无效'],
    [['demo', 'lack-write'], 'did you mean lacks-write?', '是否想输入 lacks-write？'],
    [
      ['lint', '--ignore', 'rate-limited,job-lacks-package-write'],
      'did you mean job-lacks-packages-write?',
      '是否想输入 job-lacks-packages-write？',
    ],
    [['lint', '--event', 'pullrequest'], 'did you mean pull_request?', '是否想输入 pull_request？'],
  ])('%j', async (args, english, chinese) => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-help-'));
    const said = await run(args, { cwd });
    expect({ code: said.code, stdout: said.stdout }).toEqual({ code: 2, stdout: '' });
    expect(said.stderr).toContain(english);
    const zh = await run(args, { cwd, env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect({ code: zh.code, stdout: zh.stdout }).toEqual({ code: 2, stdout: '' });
    expect(zh.stderr).toContain(chinese);
    expect(zh.stderr.replace(/ghcr-preflight[^\n]*--help/, '')).not.toMatch(
      /unknown|missing (?:required )?argument|is invalid|Allowed|error:/,
    );
  });

  test('a language that is none is refused in the language of the locale', async () => {
    const { code, stderr } = await run(['lint', '--language', 'fr'], { env: { LANG: 'zh_CN.UTF-8' } });
    expect(code).toBe(2);
    expect(stderr).toContain('--language <language> 的值“fr”无效，可用的值：en、zh-CN。');
  });

  test('is told in the language behind it, and words behind -- are no options', async () => {
    expect((await run(['lint', '--nope', '--language', 'zh-CN'])).stderr).toContain('没有选项 --nope');
    expect((await run(['lint', '--nope', '--', '--language', 'zh-CN'])).stderr).toContain('unknown option');
  });
});
