/** What each face is given by hand, by files and by programs, where nobody expects it: it ends, soon, and with a verdict. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { ALLOWED, type Arena, shown, TOKEN, WORKFLOW } from '../harness/arena.js';
import { client, script } from '../harness/clients.js';
import { expectBounded, expectEnd, expectInert, expectNoLeak, expectNoPiece } from '../harness/expect.js';
import { many } from '../harness/faces.js';
import { situations, table, times } from '../harness/situation.js';

type Placing = (arena: Arena, at: string) => void;

/** What may stand in the place of a file that the runner, or a client, has. */
const PLACED: [string, Placing][] = [
  ['a pipe', (arena, at) => void execFileSync('mkfifo', [arena.path(at)])],
  ['a folder', (arena, at) => void arena.folder(at)],
  ['a link to /dev/zero', (arena, at) => void arena.link(at, '/dev/zero')],
  ['a link to nowhere', (arena, at) => void arena.link(at, arena.path('absent/file'))],
  ['a link to itself', (arena, at) => void arena.link(at, arena.path(at))],
];

const FILES: [string, string][] = [
  ['the event', 'event.json'],
  ["docker's file", 'docker/config.json'],
];

/** Where the step keeps its own files. */
const TEMPS: [string, (arena: Arena) => string][] = [
  ['a link to a folder', (arena) => arena.link('other-temp', arena.folder('elsewhere'))],
  ['a link to nowhere', (arena) => arena.link('other-temp', arena.path('absent'))],
  ['a file', (arena) => arena.write('other-temp', '')],
  ['a relative path', () => 'temp'],
  ['a long path', (arena) => arena.path('x/'.repeat(2_500))],
];

/** An environment holds 128 KiB in one variable (execve(2)). */
const MATRICES: [string, string][] = [
  ['names of the language', '{"__proto__": {"image": "x"}, "constructor": "app", "toString": null}'],
  ['30,000 brackets', `{"image": ${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
  ['30,000 brackets that do not end', '{"image": '.repeat(12_000)],
  [
    '120 KB of names',
    JSON.stringify(Object.fromEntries(Array.from({ length: 8_000 }, (_, at) => [`n${at}`, at]))),
  ],
  ['one value of 120 KB', JSON.stringify({ image: 'a/'.repeat(60_000) })],
  ['a command', JSON.stringify({ image: 'x\n::error::boo\u001b[31m\u202e' })],
  ['a number', '5'],
  ['a list', '[1]'],
];

const MATRIX_JOB = `on: push
jobs:
  ${ALLOWED.job}:
    runs-on: ubuntu-latest
    permissions: {packages: write}
    strategy: {matrix: {image: [app]}}
    steps:
      - uses: org/ghcr-preflight@v1
      - run: docker push "ghcr.io/octo-org/\${{ matrix.image }}:1"
`;

const NAMES = `on: push
name: "a\\u001b[2J\\n::error::boo\\u2028##[error]x"
jobs:
  ${ALLOWED.job}:
    name: "\\n::set-output name=verdict::denied\\u202e"
    runs-on: ubuntu-latest
    permissions: {packages: write}
    steps:
      - uses: org/ghcr-preflight@v1
      - name: "\\u009b31m\\n::stop-commands::x"
        run: docker push "ghcr.io/octo-org/\${{ vars.X }}"
`;

/** What a client prints, more than the step may keep, and how it ends. */
const LOUD: [string, string][] = [
  ['400 MB and success', 'cat >/dev/null; head -c 400000000 /dev/zero | tr "\\0" x'],
  ['400 MB and failure', 'cat >/dev/null; head -c 400000000 /dev/zero | tr "\\0" x >&2; exit 1'],
  ['one endless line, and nothing read', 'yes x | tr -d "\\n"'],
  ['what the runner would obey', 'cat >/dev/null; printf "\\n::error::boo\\n##[error]x\\n" >&2; exit 1'],
  ['its own standard input', 'cat; exit 1'],
];

const TOKENS: [string, string][] = [
  ['a byte order mark', `\ufeff${TOKEN}`],
  [
    'UTF-16 that was read as bytes',
    Buffer.from(TOKEN, 'utf16le').toString('latin1').replaceAll('\0', '\u0001'),
  ],
  ['escapes of an address', encodeURIComponent(`${TOKEN}\n`)],
  ['base64', Buffer.from(TOKEN).toString('base64')],
  ['full-width letters', [...TOKEN].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join('')],
  ['zero-width characters', [...TOKEN].join('\u200b')],
  ['100 KB', TOKEN.repeat(250)],
  ['pictures', '🐙'.repeat(2_000)],
];

const STATES: [string, string][] = [
  ['another file', '{"file": "/etc/passwd", "registry": "ghcr.io", "before": null}'],
  ['names of the language', '{"__proto__": {"file": "/etc/hostname"}, "constructor": {}}'],
  ['30,000 brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ['a path out', '{"tool": "auth-file", "file": "../../../../../etc/passwd", "fingerprint": "x"}'],
];

const LOGS: [string, (arena: Arena) => string[]][] = [
  ['a line of 50 MB', (arena) => ['explain', arena.write('given', `denied: ${'x'.repeat(50_000_000)}`)]],
  ['a million empty lines', (arena) => ['explain', arena.write('given', '\n'.repeat(1_000_000))]],
  ['carriage returns', (arena) => ['explain', arena.write('given', 'ghcr.io denied\r'.repeat(300_000))]],
  ['half a character', (arena) => ['explain', arena.write('given', Buffer.from([0x64, 0xe4, 0xb8]))]],
  ['a message of 100 KB', () => ['explain', '--message', 'denied: denied '.repeat(6_000)]],
];

const SECRETS: [string, string][] = [
  [
    'aliases without an end',
    `a: &a [x]\n${many(40, (at) => `b${at}: &b${at} [*${at ? `b${at - 1}` : 'a'}, *${at ? `b${at - 1}` : 'a'}]`, '\n')}`,
  ],
  [
    'base64 in base64',
    Array.from({ length: 12 }).reduce<string>(
      (text) => Buffer.from(text).toString('base64'),
      '{"auths": {}}',
    ),
  ],
  ['30,000 brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ['a login of the language', '{"auths": {"__proto__": {"auth": "eDp5"}, "127.0.0.1:9": {"auth": 5}}}'],
];

const pushed = (
  arena: Arena,
  env: Record<string, string | undefined> = {},
  inputs: Record<string, string> = {},
) => arena.main({ env, inputs });

situations('faces', [
  table<[string, Placing]>('main, where there is', times(FILES, PLACED), async (arena, [file, placing]) => {
    await arena.lab();
    placing(arena, file);
    const main = await pushed(arena);
    expectBounded(main, [0, 1], 250);
    expect(main.outputs.verdict).toBe('allowed');
    expectBounded(await arena.post(main), [0], 250);
  }),
  table('main, whose RUNNER_TEMP is', TEMPS, async (arena, place) => {
    await arena.lab();
    const env = { RUNNER_TEMP: place(arena) };
    const main = await pushed(arena, env);
    expectBounded(main, [0, 1], 250);
    expect(main.outputs.verdict).toBe('allowed');
    const post = await arena.post(main, { env });
    expectBounded(post, [0], 250);
    expectNoPiece(arena.leftovers('elsewhere').join('\n'), [TOKEN]);
  }),
  table('main, whose matrix has', MATRICES, async (arena, matrix) => {
    await arena.lab();
    arena.checkout(WORKFLOW, arena.named(MATRIX_JOB));
    const main = await pushed(arena, {}, { matrix, images: '' });
    expectBounded(main, [0, 1], 300);
    expect(main.outputs.verdict).toMatch(/^(?:allowed|denied|unknown)$/);
    expectInert(shown(main.stdout), true);
  }),
  table<[string, number]>(
    'main, whose event has',
    [['100 MB', ['x', 100_000_000]]],
    async (arena, [letter, size]) => {
      await arena.lab();
      arena.write('event.json', JSON.stringify({ head_commit: { message: letter.repeat(size) } }));
      const main = await pushed(arena);
      expectBounded(main, [0, 1], 600);
      expect(main.outputs.verdict).toBe('allowed');
    },
  ),
  table<string>('main, whose workflow has', [['names that give orders', NAMES]], async (arena, text) => {
    await arena.lab();
    arena.checkout(WORKFLOW, arena.named(text));
    const main = await pushed(arena, {}, { images: '' });
    expectBounded(main, [0, 1], 250);
    expect(main.outputs.verdict).toBe('unknown');
    expectInert(shown(main.stdout), true);
  }),
  table(
    'main, whose docker prints',
    LOUD,
    async (arena, lines) => {
      await arena.lab();
      script(arena, 'docker', `[ "$1" = login ] || exit 0\n${lines}`);
      const main = await arena.main({ work: 60 });
      expectBounded(main, [0, 1], 300);
      expect(main.outputs.verdict).toBe('allowed');
      expectInert(shown(main.stdout), true);
      expectNoLeak(arena, [main], [TOKEN]);
    },
    { waits: true },
  ),
  table('main, whose token comes with', TOKENS, async (arena, token) => {
    await arena.lab();
    client(arena, 'docker');
    const main = await pushed(arena, {}, { 'ghcr-token': token, 'github-token': '' });
    expectBounded(main, [0, 1], 250);
    expect(main.outputs.verdict).toMatch(/^(?:allowed|denied|unknown)$/);
    expectNoPiece(shown(main.stdout) + main.summary + main.stderr, [TOKEN]);
    await arena.post(main);
    expect(JSON.stringify(arena.authFile() ?? {})).not.toContain('"auth"');
  }),
  table('post, whose state is', STATES, async (arena, state) => {
    await arena.lab();
    const post = await arena.step('post', { env: { STATE_login: state } });
    expectBounded(post, [0, 1], 200);
    expect(arena.everything(post)).not.toContain('root:x:0:0');
  }),
  table<(arena: Arena) => string[]>('explain, of', LOGS, async (arena, args) => {
    expectBounded(await arena.cli(args(arena)), [0, 1, 2, 3], 300);
  }),
  table<null>(
    'explain, of a pipe',
    [['into which somebody writes late', null]],
    async (arena) => {
      const pipe = arena.path('given');
      execFileSync('mkfifo', [pipe]);
      const reading = arena.cli(['explain', pipe]);
      setTimeout(
        () => writeFileSync(pipe, 'ERROR: denied: permission_denied: write_package ghcr.io/octo-org/app\n'),
        1500,
      );
      const ended = await reading;
      expectEnd(ended, [1]);
      expect(ended.stdout).toContain('write_package');
    },
    { waits: true },
  ),
  table('check, whose login is', SECRETS, async (arena, text) => {
    const file = arena.write('secret', text);
    const args = ['check', '--registry', '127.0.0.1:9', '--docker-config', file, '127.0.0.1:9/a/b'];
    expectBounded(await arena.cli(args), [0, 1, 2, 3], 200);
  }),
  table<number>('lint, of', [['3,000 files', 3_000]], async (arena, count) => {
    for (let at = 0; at < count; at += 1)
      arena.checkout(
        `.github/workflows/w${at}.yml`,
        'on: push\njobs: {a: {runs-on: x, steps: [{run: "true"}]}}\n',
      );
    expectBounded(await arena.lint(), [0, 1, 2], 200);
  }),
]);
