/** What the runner says of the run, where somebody else has said it: the event, the addresses, the files. */
import { expect } from '@jest/globals';
import { type Arena, shown, TOKEN } from '../harness/arena.js';
import { expectEnd, expectInert, expectNoPiece, expectVerdict } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';

const json = (value: unknown): [string, string] => [
  JSON.stringify(value).slice(0, 70),
  JSON.stringify(value),
];

const PAYLOADS: [string, string][] = [
  ['nothing', ''],
  ['no JSON', '{'],
  ...[
    null,
    [],
    5,
    'x',
    true,
    {},
    { pull_request: null },
    { pull_request: 5 },
    { pull_request: [] },
    { pull_request: 'x' },
    { pull_request: { head: null } },
    { pull_request: { head: 5, base: 'x' } },
    { pull_request: { head: { repo: 5 }, base: { repo: [] } } },
    { pull_request: { head: { repo: { full_name: 5 } }, base: { repo: { full_name: {} } } } },
    { pull_request: { head: { repo: { full_name: null } } } },
    { repository: 5 },
    { repository: null, sender: null },
    { repository: { owner: 5, name: [], full_name: {} } },
    { issue: null, number: {} },
    { inputs: 5 },
    { client_payload: [], action: {} },
  ].map(json),
  ['100,000 brackets', `${'['.repeat(100_000)}`],
  ['100,000 brackets that end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['a prototype', '{"__proto__": {"pull_request": {"head": {}}}, "constructor": 5}'],
  ['5 MB', JSON.stringify({ head_commit: { message: 'x'.repeat(5_000_000) } })],
  ['not UTF-8', '\ufffd\udc00{"a":1}'],
];
const EVENTS = ['push', 'pull_request'];

const ADDRESSES = [
  '',
  ' ',
  'x',
  'http://',
  'https://',
  '//x',
  'http://[::1',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  'http://127.0.0.1:0',
  'http://127.0.0.1:99999',
  'http://a b',
  'http://127.0.0.1:9/%zz',
  'javascript:1',
  'http://user:secret@127.0.0.1:9',
  '\u0001',
  'http://127.0.0.1:9/#x?y',
  `http://127.0.0.1:9/${'a/'.repeat(5_000)}`,
];

/** A step of each face; its result is what must hold whatever the address is. */
const FACES: [string, (arena: Arena, env: Record<string, string>) => Promise<void>][] = [
  [
    'main',
    async (arena, env) => {
      await arena.lab();
      const main = await arena.main({ env });
      expectVerdict(main, 'allowed');
      expectInert(main.stdout.replace(/^::add-mask::.*$/gm, ''), true);
    },
  ],
  [
    'the explain action',
    async (arena, env) => {
      const ended = await arena.step('explain', { inputs: { 'github-token': TOKEN }, env });
      expectEnd(ended, [0, 1]);
      expect(ended.stdout).toMatch(/^::error/m);
    },
  ],
  [
    'check',
    async (arena, env) => {
      const { registry } = await arena.lab();
      const ended = await arena.cli(['check', '--registry', registry, `${registry}/octo-org/app`], {
        env: { GHCR_TOKEN: TOKEN, ...env },
      });
      expectEnd(ended, [0, 1]);
    },
  ],
  [
    'explain --run',
    async (arena, env) => {
      const ended = await arena.cli(['explain', '--run', '1', '--repository', 'octo-org/app'], {
        env: { GITHUB_TOKEN: TOKEN, HTTPS_PROXY: 'http://127.0.0.1:9', ...env },
      });
      expectEnd(ended, [2]);
    },
  ],
];

/** Other variables of the runner, with what nobody expects in them. */
const VARIABLES = [
  'GITHUB_REPOSITORY',
  'GITHUB_WORKFLOW_REF',
  'GITHUB_REF',
  'GITHUB_JOB',
  'GITHUB_ACTOR',
  'GITHUB_ACTION',
  'GITHUB_WORKSPACE',
  'GITHUB_SHA',
  'GITHUB_EVENT_NAME',
  'GITHUB_ACTION_REPOSITORY',
];
const VALUES: [string, string][] = [
  ['nothing', ''],
  ['a path out', '../../../../etc/passwd'],
  ['a command', 'x\n::error::boo'],
  ['an escape', '\u001b[31mx\u202e'],
  ['100,000 characters', 'a/'.repeat(50_000)],
];

const RUNNER_FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];
const NO_FILES: [string, (arena: Arena) => string | undefined][] = [
  ['not set', () => undefined],
  ['empty', () => ''],
  ['a file that is not there', (arena) => arena.path('absent-file')],
  ['in a folder that is not there', (arena) => arena.path('absent/file')],
  ['a folder', (arena) => arena.folder('a-folder')],
  ['a full device', () => '/dev/full'],
];

situations('protocol', [
  table<[string, string]>(
    'an event payload of',
    times(PAYLOADS, named(EVENTS)),
    async (arena, [payload, event]) => {
      await arena.lab();
      arena.write('event.json', payload);
      const main = await arena.main({ env: { GITHUB_EVENT_NAME: event } });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('allowed');
    },
    { inCI: 8 },
  ),
  table<[string, [string, (arena: Arena, env: Record<string, string>) => Promise<void>]]>(
    'an address',
    times(
      ADDRESSES.map((address): [string, string] => [JSON.stringify(address.slice(0, 40)), address]),
      times(named(['GITHUB_API_URL']), FACES),
    ),
    (arena, [address, [variable, face]]) => face(arena, { [variable]: address }),
    { inCI: 8, waits: true },
  ),
  table(
    'a server at',
    ADDRESSES.map((address): [string, string] => [JSON.stringify(address.slice(0, 40)), address]),
    async (arena, address) => {
      await arena.lab();
      const main = await arena.main({ env: { GITHUB_SERVER_URL: address } });
      expectEnd(main, [0, 1]);
      if (main.code === 1) expect(main.stdout).toMatch(/^::error.*GITHUB_SERVER_URL/m);
    },
  ),
  table<[string, string]>(
    'a variable',
    times(named(VARIABLES), VALUES),
    async (arena, [variable, value]) => {
      await arena.lab();
      const main = await arena.main({ env: { [variable]: value } });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('allowed');
      expectInert(main.stdout.replace(/^::add-mask::.*$/gm, ''), true);
      expect(arena.everything(main)).not.toContain('root:x:0:0');
    },
    { inCI: 6 },
  ),
  table<[string, (arena: Arena) => string | undefined]>(
    "the runner's file",
    times(named(RUNNER_FILES), NO_FILES),
    async (arena, [variable, place]) => {
      await arena.lab();
      const main = await arena.main({
        env: { [variable]: place(arena) },
        inputs: { login: 'none', workflow: 'none' },
      });
      expectEnd(main, [0]);
      if (variable !== 'GITHUB_OUTPUT') expect(main.outputs.verdict).toBe('allowed');
      // Where no state can be kept, what the step says of it goes to the log.
      expectNoPiece(shown(main.stdout) + main.stderr + main.summary, [TOKEN]);
    },
    { inCI: 3 },
  ),
]);
