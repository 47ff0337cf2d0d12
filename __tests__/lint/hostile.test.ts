/** Files that never end, or are more than anybody writes: bounded, and then not known; never a crash. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const run = (command: string) => workflow(`${login()}\n- run: ${command}`, READ);
const LACKS = 'error job-lacks-packages-write';

describe('a Makefile', () => {
  test('of a mebibyte is read where it is no longer than that', async () => {
    const line = 'A := some text that says nothing of images\n';
    const text = line.repeat(24_000);
    expect(
      await ids({ [MAIN]: run('make image'), Makefile: `${text}image:\n\tdocker push ghcr.io/octo/app\n` }),
    ).toEqual([LACKS]);
    expect(
      await ids({
        [MAIN]: run('make image'),
        Makefile: `${line.repeat(25_000)}image:\n\tdocker push ghcr.io/octo/app\n`,
      }),
    ).toEqual([]);
  });

  test('with ten thousand targets', async () => {
    const targets = Array.from({ length: 10_000 }, (_, at) => `t${at}:\n\t@echo ${at}\n`).join('');
    const files = {
      Makefile: `${targets}image: t7\n\tdocker push ghcr.io/octo/app\nall: ${Array.from({ length: 10_000 }, (_, at) => `t${at}`).join(' ')} image\n`,
    };
    expect(await ids({ [MAIN]: run('make image'), ...files })).toEqual([LACKS]);
    expect(await ids({ [MAIN]: run('make all'), ...files })).toEqual([]);
  });

  test.each([
    ['that includes itself', 'include Makefile\nimage:\n\tdocker push ghcr.io/octo/app\n'],
    ['whose variables are each other', 'A = $(B)$(B)\nB = $(A)$(A)\nimage:\n\techo $(A)\n'],
    [
      'that doubles a text',
      `A0 := xxxxxxxxxx\n${Array.from({ length: 60 }, (_, at) => `A${at + 1} := $(A${at})$(A${at})\n`).join('')}image:\n\techo $(A60)\n`,
    ],
    ['whose function calls itself', 'f = $(call f,$(1)x)$(call f,$(1)y)\nimage:\n\techo $(call f,a)\n'],
    ['that is called by its recipe', 'image:\n\t$(MAKE) image\n\t$(MAKE) image\n\t$(MAKE) image\n'],
    ['with targets that need each other', 'image: a\na: b\nb: a\n\techo $@\n'],
    ['with a condition that is not closed', 'ifeq (a,b)\nimage:\n\tdocker push ghcr.io/octo/app\n'],
    ['that is no text', '\0\0\0image:\n'],
  ])('%s', async (_, Makefile) => {
    const found = await lintFiles({ [MAIN]: run('make image'), Makefile });
    expect(found.report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(found.problems).toEqual([]);
  });
});

describe('other files', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'scripts that call each other',
      './a.sh',
      { 'a.sh': './b.sh; ./b.sh; ./b.sh', 'b.sh': './a.sh; ./a.sh; ./a.sh' },
    ],
    ['a script that sources itself', './a.sh', { 'a.sh': '. ./a.sh; . ./a.sh' }],
    ['an eval that grows', './a.sh', { 'a.sh': 'X="eval \\"\\$X\\"; eval \\"\\$X\\""; eval "$X"' }],
    [
      'a package script that runs itself',
      'npm run a',
      { 'package.json': '{"scripts": {"a": "npm run a && npm run a"}}' },
    ],
    ['a package.json that is a list', 'npm run a', { 'package.json': '[]' }],
    [
      'tasks that need each other',
      'task a',
      { 'Taskfile.yml': 'tasks:\n  a: {deps: [b, b]}\n  b: {deps: [a, a]}\n' },
    ],
    [
      'a Taskfile that includes itself',
      'task a:a',
      { 'Taskfile.yml': 'includes: {a: ./Taskfile.yml, b: ./Taskfile.yml}\ntasks:\n  x: echo\n' },
    ],
    ['a Taskfile of nonsense', 'task a', { 'Taskfile.yml': 'tasks: [1, {a: 2}]\nvars: 3\nincludes: 4\n' }],
    ['recipes that need each other', 'just a', { justfile: 'x := y\ny := x\na: b\n    echo {{x}}\nb: a\n' }],
    [
      'variables of just that double',
      'just a',
      {
        justfile: `v0 := "x"\n${Array.from({ length: 18 }, (_, at) => `v${at + 1} := ${`v${at} + `.repeat(7)}v${at}\n`).join('')}a:\n    echo {{v18}}\n`,
      },
    ],
    ['a justfile that imports itself', 'just a', { justfile: "import 'justfile'\na:\n    echo\n" }],
    [
      'a goreleaser file that includes itself',
      'goreleaser release',
      {
        '.goreleaser.yml':
          'includes: [{from_file: {path: .goreleaser.yml}}, {from_file: {path: .goreleaser.yml}}, {from_file: {path: .goreleaser.yml}}]',
      },
    ],
  ])('%s', async (_, command, files) => {
    const found = await lintFiles({ [MAIN]: run(command), ...files });
    expect(found.report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
