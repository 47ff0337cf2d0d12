/** File names that are orders: to a terminal, to the runner, to the command line itself. */
import { expect } from '@jest/globals';
import type { Arena } from '../harness/arena.js';
import { expectEnd, expectInert, expectVisible } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';

const NAMES: [string, string][] = [
  ['a line end', 'a\nb'],
  ['a command after a line end', 'a\n::error::b'],
  ['a command at the start', '::error::a'],
  ['a command after blanks', '  ::set-output name=a::b'],
  ['an old command', 'a##[error]b'],
  ['a carriage return', 'a\r::warning::b'],
  ['a colour', 'a\u001b[31mb'],
  ['a link of a terminal', 'a\u001b]8;;https:evil.example\u0007b\u001b]8;;\u0007'],
  ['a control sequence in one character', 'a\u009b31mb'],
  ['a line separator', 'a\u2028::error::b'],
  ['a mark of direction', 'a\u202egnp.b'],
  ['an isolate', 'a\u2066b\u2069'],
  ['an escaped command', '%0A::error::a'],
  ['an option', '--fix'],
  ['a bell', 'a\u0007b'],
  ['a backspace', 'ab\u0008c'],
];

const WRONG = `on: push
jobs:
  image:
    runs-on: x
    permissions: {contents: read}
    steps:
      - run: echo $T | docker login ghcr.io -u x --password-stdin && docker push ghcr.io/octo-org/app
        env: {T: "\${{ github.token }}"}
`;

/** What is printed, and whether the face's own commands may be in it. */
const WAYS: [string, (arena: Arena) => Promise<{ text: string; isAction: boolean; isData: boolean }>][] = [
  ...(['text', 'github', 'json', 'sarif'] as const).map((format): (typeof WAYS)[number] => [
    format,
    async (arena) => {
      const ended = await arena.lint('--format', format);
      expectEnd(ended, [0, 1, 2]);
      return {
        text: ended.stdout + ended.stderr,
        isAction: format === 'github',
        isData: format === 'json' || format === 'sarif',
      };
    },
  ]),
  ...(['--fix', '--diff'] as const).map((option): (typeof WAYS)[number] => [
    option,
    async (arena) => {
      const ended = await arena.lint(option);
      expectEnd(ended, [0, 1, 2]);
      return { text: ended.stdout + ended.stderr, isAction: false, isData: false };
    },
  ]),
  [
    'the action',
    async (arena) => {
      const step = await arena.lintAction();
      expectEnd(step, [0, 1]);
      expectVisible(step.summary);
      return { text: step.stdout + step.stderr, isAction: true, isData: false };
    },
  ],
];

situations('files', [
  table(
    'names of workflow files',
    times(NAMES, WAYS),
    async (arena, [name, way]) => {
      arena.checkout(`.github/workflows/${name}.yml`, WRONG);
      const { text, isAction, isData } = await way(arena);
      // Data is read by programs, which undo its escapes; a runner would still obey its lines.
      expectInert(isData ? text.replace(/[\u0080-\u009f\u2028-\u202e\u2066-\u2069]/g, '') : text, isAction);
      expect(text).not.toBe('');
    },
    { inCI: 12 },
  ),
]);
