/** Hosts that are none, helpers that are paths, and what a pull secret may run. */
import { expect } from '@jest/globals';
import { type Arena, shown } from '../harness/arena.js';
import { expectEnd } from '../harness/expect.js';
import type { Ended } from '../harness/process.js';
import { named, situations, table, times } from '../harness/situation.js';

const HOSTS = [
  '256.1.1.1',
  '1.2.3.4.5',
  '127.0.0.1:99999',
  '127.0.0.1:0x50',
  'ghcr.io:',
  'ghcr.io:0',
  'ghcr.io:65536',
  '[::g]',
  '[::1',
  'a..b',
  '-a.example',
  'a-.example',
  'ghcr.io/owner',
  'ghcr io',
  'user@ghcr.io',
  'user:secret@ghcr.io',
  'ghcr.io?x',
  'ghcr.io#x',
  'ghcr.io\\evil.example',
  'ghcr.io%2Fevil.example',
  'ghçr.io',
  'ghcr.io\u0000',
  'ghcr.io\u202e',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
  '.',
  ':5000',
  'ftp://ghcr.io',
];

const GIVEN: [string, (arena: Arena, host: string) => Promise<Ended>][] = [
  [
    'the input registry',
    (arena, registry) => arena.main({ inputs: { registry }, env: { PATH: '/nonexistent' } }),
  ],
  [
    'check --registry',
    (arena, host) => arena.cli(['check', '--registry', host, 'a/b'], { env: { GHCR_TOKEN: 'x'.repeat(40) } }),
  ],
];

const HELPERS = [
  '../../evil',
  '../evil',
  '/evil',
  'a/b',
  '..',
  '.',
  'evil;touch x',
  '$(evil)',
  'evil\n',
  ' evil',
  'evil\u0000',
  '',
  '%2e%2e/evil',
];
const evil = (arena: Arena) =>
  `#!/bin/sh\necho "$0 $@" >> ${arena.path('ran')}\ncat >/dev/null\necho '{"Username":"x","Secret":"y"}'\n`;

/** Puts the same program wherever the name could lead. */
function plant(arena: Arena): void {
  for (const place of [
    'evil',
    'bin/evil',
    'bin/docker-credential-evil',
    'work/evil',
    'work/docker-credential-evil',
    'bin/docker-credential-',
    'bin/docker-credential-../evil',
  ])
    arena.write(place, evil(arena), 0o755);
}

const PULL_SECRETS: [string, (host: string) => string][] = [
  ['JSON with credsStore', () => '{"auths": {}, "credsStore": "evil"}'],
  ['JSON with credHelpers', (host) => `{"auths": {}, "credHelpers": {"${host}": "evil"}}`],
  [
    'JSON with an entry and credHelpers',
    (host) => `{"auths": {"${host}": {"auth": "eDp5"}}, "credHelpers": {"${host}": "evil"}}`,
  ],
  [
    'a Secret of data',
    (host) =>
      JSON.stringify({
        kind: 'Secret',
        data: {
          '.dockerconfigjson': Buffer.from(`{"auths": {}, "credHelpers": {"${host}": "evil"}}`).toString(
            'base64',
          ),
        },
      }),
  ],
  [
    'a Secret of stringData',
    (host) =>
      JSON.stringify({
        kind: 'Secret',
        stringData: { '.dockerconfigjson': `{"auths": {}, "credHelpers": {"${host}": "evil"}}` },
      }),
  ],
  [
    'a Secret in YAML',
    (host) =>
      `kind: Secret\nstringData:\n  .dockerconfigjson: '{"auths": {}, "credsStore": "evil", "credHelpers": {"${host}": "evil"}}'\n`,
  ],
  ['base64 of it', (host) => Buffer.from(`{"credHelpers": {"${host}": "evil"}}`).toString('base64')],
];

situations('origins', [
  table<[string, (arena: Arena, host: string) => Promise<Ended>]>(
    'a host that is none',
    times(
      HOSTS.map((host): [string, string] => [JSON.stringify(host), host]),
      GIVEN,
    ),
    async (arena, [host, give]) => {
      // An argument or a variable can't hold a NUL: what the system does not take is no situation.
      const ended = await give(arena, host.replaceAll('\0', '\u0001'));
      expectEnd(ended, [1, 2]);
      const said = shown(ended.stdout) + ended.stderr;
      expect(said).toMatch(/registry/);
      expect(said).not.toMatch(/Invalid URL|ERR_/);
    },
    { inCI: 8 },
  ),
  table<[string, string]>(
    'a helper by the name of',
    times(
      HELPERS.map((name): [string, string] => [JSON.stringify(name), name]),
      named(['credsStore', 'credHelpers']),
    ),
    async (arena, [name, key]) => {
      const { registry } = await arena.lab();
      plant(arena);
      const value = key === 'credsStore' ? name : { [registry]: name };
      arena.write('docker/config.json', JSON.stringify({ auths: {}, [key]: value }));
      const main = await arena.main();
      expectEnd(main, [0, 1]);
      expectEnd(await arena.post(main), [0]);
      await arena.cli(['check', '--registry', registry, `${registry}/octo-org/app`]);
      expect(arena.read('ran')).toBeNull();
    },
    { inCI: 4 },
  ),
  table<[(host: string) => string, string]>(
    'a pull secret',
    times(PULL_SECRETS, named(['by its name', 'from standard input'])),
    async (arena, [make, way]) => {
      const { registry } = await arena.lab();
      plant(arena);
      const text = make(registry);
      const file = way === 'by its name' ? arena.write('secret', text) : '-';
      const ended = await arena.cli(
        [
          'check',
          '--docker-config',
          file,
          '--registry',
          registry,
          '--access',
          'pull',
          `${registry}/octo-org/app`,
        ],
        {
          ...(file === '-' ? { stdin: text } : {}),
        },
      );
      expectEnd(ended, [0, 1, 2, 3]);
      expect(arena.read('ran')).toBeNull();
    },
    { inCI: 4 },
  ),
]);
