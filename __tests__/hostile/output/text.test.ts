/** Text from outside is shown, and does nothing: to a terminal, to the runner, to a page of GitHub. */
import { expect } from '@jest/globals';
import type { Fault } from '../../../src/lab/faults.js';
import { type Arena, shown, WORKFLOW } from '../harness/arena.js';
import { client } from '../harness/clients.js';
import { expectEnd, expectInert, expectVisible } from '../harness/expect.js';
import { situations, table, times } from '../harness/situation.js';

/** With a word at each end, which must be seen somewhere. */
const CHARACTERS: [string, string][] = [
  ['a colour', '\u001b[31mred\u001b[0m'],
  ['a cursor that goes up', '\u001b[2A\u001b[2K'],
  ['a screen that is cleared', '\u001bc\u001b[2J'],
  ['a link of a terminal', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'],
  ['a clipboard', '\u001b]52;c;ZXZpbA==\u0007'],
  ['a title', '\u001b]0;title\u001b\\'],
  ['a device string', '\u001bPq#0;2;0;0;0\u001b\\'],
  ['a control sequence of one character', '\u009b31mred\u009b0m'],
  ['an OSC of one character', '\u009d0;title\u009c'],
  ['a next line', 'a\u0085::error::b'],
  ['a line separator', 'a\u2028::error::b'],
  ['a paragraph separator', 'a\u2029##[error]b'],
  ['an override of direction', 'a\u202egpj.b\u202c'],
  ['an isolate of direction', 'a\u2067b\u2069'],
  ['marks of direction', 'a\u200eb\u200fc\u061c'],
  ['a backspace', 'abc\u0008\u0008\u0008xyz'],
  ['a bell and a form feed', 'a\u0007b\u000cc'],
  ['a carriage return', 'allowed\rdenied'],
  ['a byte order mark', 'a\ufeffb'],
  ['tag characters', 'a\u{e0041}\u{e0042}b'],
  ['invisible operators', 'a\u2060\u2063b'],
];
const COMMANDS: [string, string][] = [
  ['a command', '\n::error::boo\n'],
  ['a command after blanks', '\n \t ::warning file=a::boo\n'],
  ['an end of commands', '\n::stop-commands::x\n'],
  ['a mask', '\n::add-mask::e\n'],
  ['an output', '\n::set-output name=verdict::allowed\n'],
  ['an old command', 'a ##[error]boo'],
  ['an old command of a group', '##[group]a'],
  ['an escaped command', '%0A::error::boo'],
  ['a command after a carriage return', 'a\r::error::boo'],
  ['a command far away', `${'x '.repeat(48)}::error::boo ${'y '.repeat(48)}##[error]z`],
  [
    'a command at each place of a line',
    Array.from({ length: 60 }, (_, at) => 'w'.repeat(at + 1)).join(' ::error::b '),
  ],
];
const MARKDOWN: [string, string][] = [
  ['a mention', '@octocat please'],
  ['a mention of a team', '@octo-org/security'],
  ['an issue', 'see #123'],
  ['an issue by GH', 'see GH-12'],
  ['an issue elsewhere', 'see octo-org/app#7'],
  ['a commit', 'see 6dcb09b5b57875f334f61aebed695e2e4193db5e'],
  ['an address', 'go to https://evil.example/x'],
  ['an address by www', 'go to www.evil.example'],
  ['a link', '[click](https://evil.example)'],
  ['a link by reference', '[click][1]\n\n[1]: https://evil.example'],
  ['an image', '![x](https://evil.example/pixel.png)'],
  ['HTML', '<img src="https://evil.example/pixel.png"><script>x</script>'],
  ['a comment', '<!-- hidden'],
  ['a fence', '```\n# heading\n```'],
  ['a row of a table', '| a | b |\n| - | - |'],
  ['a heading', '\n# Allowed\n'],
  ['a detail that ends', '</details></td></table>'],
  ['code that ends', '`` ` `` @octocat `'],
  ['a footnote', '[^1]\n\n[^1]: x'],
];
const ALL = [...CHARACTERS, ...COMMANDS, ...MARKDOWN];

const between = (text: string) => `first ${text} last`;
const refusal = (text: string): Fault => ({
  on: 'upload',
  kind: 'status',
  status: 403,
  body: { errors: [{ code: 'DENIED', message: between(text) }] },
});

/** Who says it to whom. What comes back is everything that is printed, and the summary where there is one. */
type Carrier = (
  arena: Arena,
  text: string,
) => Promise<{ printed: string; summary: string; isAction: boolean }>;

const step = async (running: ReturnType<Arena['main']>) => {
  const ended = await running;
  expectEnd(ended, [0, 1]);
  // Annotations carry line ends in the runner's own escapes; a page shows them.
  const printed = shown(ended.stdout).replace(/^::(?:error|warning|notice).*$/gm, (line) =>
    line.replaceAll('%0A', ' '),
  );
  return { printed: printed + ended.stderr, summary: ended.summary, isAction: true };
};

const yaml = (text: string) =>
  JSON.stringify(text).replace(
    /[\u007f-\u00a0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const ACTION_CARRIERS: [string, Carrier][] = [
  [
    'the registry',
    async (arena, text) => {
      await arena.lab({ faults: [refusal(text)] });
      return step(arena.main());
    },
  ],
  [
    'docker',
    async (arena, text) => {
      await arena.lab();
      client(arena, 'docker', { code: 1, stderr: between(text) });
      return step(arena.main());
    },
  ],
  [
    'images',
    async (arena, text) => {
      await arena.lab();
      return step(arena.main({ inputs: { images: `octo-org/app\nocto-org/${between(text)}` } }));
    },
  ],
  [
    'the workflow, to the lint action',
    async (arena, text) => {
      arena.checkout(WORKFLOW, wrong(text));
      return step(arena.lintAction());
    },
  ],
];

/** The first push is refused, whatever the text makes of the second: one to another host, for one, is no business of ours. */
function wrong(text: string): string {
  return `on: push\nname: ${yaml(between(text))}\njobs:\n  image:\n    name: ${yaml(between(text))}\n    runs-on: x\n    permissions: {contents: read}\n    steps:\n      - uses: docker/login-action@v3\n        with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}\n      - run: docker push ghcr.io/octo-org/app # ${yaml(between(text))}\n      - name: ${yaml(between(text))}\n        uses: docker/build-push-action@v6\n        with: {push: true, tags: ${yaml(`ghcr.io/octo-org/${between(text)}`)}}\n`;
}

const terminal = async (running: ReturnType<Arena['cli']>) => {
  const ended = await running;
  expectEnd(ended, [0, 1, 2, 3]);
  return { printed: ended.stdout + ended.stderr, summary: '', isAction: false };
};
const CLI_CARRIERS: [string, Carrier][] = [
  [
    'a log, to explain',
    (arena, text) =>
      terminal(
        arena.cli(['explain', '-'], {
          stdin: `#1 pushing ghcr.io/octo-org/app\n${between(text)}\nERROR: denied: permission_denied: write_package ${text}\n`,
        }),
      ),
  ],
  [
    'the workflow, to lint',
    (arena, text) => {
      arena.checkout(WORKFLOW, wrong(text));
      return terminal(arena.lint());
    },
  ],
  [
    'the registry, to check',
    async (arena, text) => {
      const { registry } = await arena.lab({ faults: [refusal(text)] });
      return terminal(
        arena.cli(['check', '--registry', registry, `${registry}/octo-org/app`], {
          env: { GHCR_TOKEN: 'x'.repeat(40) },
        }),
      );
    },
  ],
  [
    'an argument, to check',
    (arena, text) =>
      terminal(
        arena.cli(['check', `ghcr.io/octo-org/${between(text)}`], {
          env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
        }),
      ),
  ],
];

/** Data formats print others' text as well, and a runner reads every line of it. */
const FORMATS: [string, string][] = [
  ['json', 'json'],
  ['sarif', 'sarif'],
  ['github', 'github'],
];

/** What GitHub makes a link, an image or an order of, outside code. */
function expectDead(summary: string): void {
  const open = summary
    .replace(/^ *(`{3,}|~{3,}).*\n[\s\S]*?^ *\1`* *$/gm, '')
    .replace(/<pre>[\s\S]*?<\/pre>|<code>[^<]*<\/code>/g, '')
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
  expect(open).not.toMatch(/(?<![\w\\/`\u200b])@(?:octocat|octo-org)/);
  expect(open).not.toMatch(/(?<![\w\\&\u200b])#(?:123|7)\b|\bGH-12\b|octo-org\/app#7/);
  expect(open).not.toMatch(/(?<!\u200b)(?:https?:\/\/|\bwww\.)evil/);
  expect(open).not.toMatch(/<(?:img|script|!--)|\]\(https:\/\/evil|^# (?:Allowed|heading)/m);
}

situations('output', [
  table<[Carrier, string]>(
    'to the action',
    times(ACTION_CARRIERS, ALL),
    async (arena, [carry, text]) => {
      const { printed, summary, isAction } = await carry(arena, text.replaceAll('\0', ''));
      expectInert(printed, isAction);
      expectVisible(summary);
      expectDead(summary);
      expect(printed).not.toBe('');
    },
    { inCI: 24 },
  ),
  table<[Carrier, string]>(
    'to the command line',
    times(CLI_CARRIERS, [...CHARACTERS, ...COMMANDS]),
    async (arena, [carry, text]) => {
      const { printed, isAction } = await carry(arena, text);
      expectInert(printed, isAction);
      expect(printed).not.toBe('');
    },
    { inCI: 16 },
  ),
  table<[string, string]>(
    'to a runner that reads a format',
    times(FORMATS, COMMANDS),
    async (arena, [format, text]) => {
      arena.checkout(WORKFLOW, wrong(text));
      const lint = await arena.lint('--format', format);
      const explain = await arena.cli(['explain', '--format', format, '-'], {
        stdin: `${between(text)}\nERROR: denied: permission_denied: write_package ${text}\n`,
      });
      for (const ended of [lint, explain]) {
        expectEnd(ended, [0, 1, 3]);
        const orders = ended.stdout.split('\n').filter((line) => /^\s*::/.test(line) || line.includes('##['));
        expect(
          orders.filter(
            (line) =>
              format !== 'github' || !/^::(?:error|warning|notice) /.test(line) || line.includes('##['),
          ),
        ).toEqual([]);
      }
    },
    { inCI: 4 },
  ),
]);
