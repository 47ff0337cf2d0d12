/** Which host is sent which token, by the server that the run is on and the registry that is asked for. */
import { expect } from '@jest/globals';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import { type Arena, shown, TOKEN } from '../harness/arena.js';
import { calls, client, fed } from '../harness/clients.js';
import { expectEnd } from '../harness/expect.js';
import { names } from '../harness/names.js';
import { named, situations, table, times } from '../harness/situation.js';

const PAT = inventToken('classic-pat', 'origins');

interface Server {
  url: string;
  registry: string;
  api: string;
}
const SERVERS: [string, Server][] = [
  ['github.com', { url: 'https://github.com', registry: 'ghcr.io', api: 'https://api.github.com' }],
  [
    'GHES',
    { url: 'https://ghes.example', registry: 'containers.ghes.example', api: 'https://ghes.example/api/v3' },
  ],
  [
    'GHE.com',
    { url: 'https://octo.ghe.com', registry: 'containers.octo.ghe.com', api: 'https://api.octo.ghe.com' },
  ],
];

/** The input, and the host that it means. */
const REGISTRIES: [string, string][] = [
  ['', ''],
  ['ghcr.io', 'ghcr.io'],
  ['GHCR.IO', 'ghcr.io'],
  ['ghcr.io:443', 'ghcr.io'],
  ['https://ghcr.io/', 'ghcr.io'],
  ['containers.ghes.example', 'containers.ghes.example'],
  ['containers.octo.ghe.com', 'containers.octo.ghe.com'],
  ['evil.example', 'evil.example'],
  ['containers.evil.example', 'containers.evil.example'],
  ['ghcr.io.evil.example', 'ghcr.io.evil.example'],
  ['localhost.evil.example', 'localhost.evil.example'],
  ['127.0.0.1.evil.example', '127.0.0.1.evil.example'],
].map(([given, host]): [string, string] => [`«${given}»`, `${given} ${host}`]);

const TOKENS: [string, { github: boolean; pat: boolean }][] = [
  ['GITHUB_TOKEN', { github: true, pat: false }],
  ['GHCR_TOKEN', { github: false, pat: true }],
  ['both', { github: true, pat: true }],
];

const hostOf = (url: string) => new URL(url).host;
/** The API of the server that a registry belongs to; null: it belongs to none. */
const apiFor = (registry: string) =>
  SERVERS.map(([, server]) => server).find((server) => server.registry === registry)?.api;

function run(arena: Arena, { url, api }: Server): Record<string, string> {
  return { GITHUB_SERVER_URL: url, GITHUB_API_URL: api, PATH: arena.bin };
}

/** `check` by what it is told and has: which registry gets the environment's token. */
const CHECKS: [string, { args: string[]; server?: Server; gets: string[] }][] = [
  ['ghcr.io/a/b', { args: ['ghcr.io/a/b'], gets: ['ghcr.io'] }],
  ['a/b', { args: ['a/b'], gets: ['ghcr.io'] }],
  ['ghcr.io:443/a/b', { args: ['ghcr.io:443/a/b'], gets: ['ghcr.io'] }],
  ['containers.evil.example/a/b', { args: ['containers.evil.example/a/b'], gets: [] }],
  ['evil.example/a/b', { args: ['evil.example/a/b'], gets: [] }],
  ['localhost.evil.example/a/b', { args: ['localhost.evil.example/a/b'], gets: [] }],
  ['ghcr.io.evil.example/a/b', { args: ['ghcr.io.evil.example/a/b'], gets: [] }],
  ['containers.ghes.example/a/b', { args: ['containers.ghes.example/a/b'], gets: [] }],
  [
    '--registry containers.ghes.example',
    {
      args: ['--registry', 'containers.ghes.example', 'containers.ghes.example/a/b'],
      gets: ['containers.ghes.example'],
    },
  ],
  [
    '--registry evil.example',
    // No registry of GitHub's by its name, and the token is one of GitHub's.
    { args: ['--registry', 'evil.example', 'evil.example/a/b'], gets: [] },
  ],
  [
    'containers.ghes.example/a/b on its server',
    { args: ['containers.ghes.example/a/b'], server: SERVERS[1]?.[1], gets: ['containers.ghes.example'] },
  ],
  ['ghcr.io/a/b on another server', { args: ['ghcr.io/a/b'], server: SERVERS[1]?.[1], gets: [] }],
  [
    'ghcr.io/a/b and containers.evil.example/a/b',
    { args: ['ghcr.io/a/b', 'containers.evil.example/a/b'], gets: [] },
  ],
  [
    'containers.evil.example/a/b and ghcr.io/a/b',
    { args: ['containers.evil.example/a/b', 'ghcr.io/a/b'], gets: [] },
  ],
];

/** API addresses that are not the server's. */
const APIS = [
  'https://api.evil.example',
  'https://evil.example/api/v3',
  'https://api.github.com.evil.example',
  'https://ghes.example/api/v3',
  'https://api.github.com@evil.example',
  'https://evil.example/api.github.com',
];

situations('origins', [
  table<[Server, [string, { github: boolean; pat: boolean }]]>(
    'tokens by server and registry',
    times(SERVERS, times(REGISTRIES, TOKENS)),
    async (arena, [server, [given, has]]) => {
      const [input = '', host = ''] = given.split(' ');
      const registry = host || server.registry;
      const world = await names(arena);
      client(arena, 'docker');
      const main = await arena.main({
        inputs: {
          registry: input,
          'github-token': has.github ? TOKEN : '',
          'ghcr-token': has.pat ? PAT : '',
        },
        env: { ...run(arena, server), ...world.env },
      });
      expectEnd(main, [0, 1]);
      const isOwn = registry === server.registry;

      const mayHaveToken = [hostOf(server.api), ...(isOwn ? [registry] : [])];
      expect(world.hostsWith(TOKEN).filter((each) => !mayHaveToken.includes(each))).toEqual([]);
      const api = apiFor(registry);
      const mayHavePat = [registry, ...(api ? [hostOf(api)] : [])];
      expect(world.hostsWith(PAT).filter((each) => !mayHavePat.includes(each))).toEqual([]);

      // The login goes where the token may go, and nowhere else.
      for (const call of calls(arena).filter((line) => line.includes(' login ')))
        expect(call).toMatch(new RegExp(` ${registry.replaceAll('.', '\\.')}$`));
      if (!isOwn) expect(fed(arena)).not.toContain(TOKEN);

      if (isOwn && (has.github || has.pat)) expect(main.outputs.verdict).toBe('allowed');
      // The sentence names the registry, the server, and the input that would carry a token.
      if (!isOwn && !has.pat) {
        expect(main.code).toBe(1);
        const said = shown(main.stdout);
        for (const word of [registry, hostOf(server.url), 'ghcr-token']) expect(said).toContain(word);
      }
    },
    { inCI: 16 },
  ),
  table(
    'check',
    CHECKS,
    async (arena, { args, server, gets }) => {
      const world = await names(arena);
      const env = {
        GHCR_TOKEN: PAT,
        ...world.env,
        ...(server ? { GITHUB_SERVER_URL: server.url, GITHUB_API_URL: server.api } : {}),
      };
      expectEnd(await arena.cli(['check', ...args], { env }), [0, 1, 2, 3]);
      // This server's API is no stranger either.
      const apis = [
        server?.api ?? 'https://api.github.com',
        ...gets.flatMap((host) => apiFor(host) ?? []),
      ].map(hostOf);
      expect(world.hostsWith(PAT).filter((host) => !apis.includes(host))).toEqual(gets);
    },
    { inCI: 5 },
  ),
  table<[string, string]>(
    'an API that is not the server’s',
    times(named(APIS), named(['main', 'explain', 'check'])),
    async (arena, [api, face]) => {
      const world = await names(arena);
      const env = { GITHUB_API_URL: api, ...world.env };
      const ended =
        face === 'main'
          ? await arena.main({ inputs: { 'ghcr-token': PAT }, env: { ...env, PATH: '/nonexistent' } })
          : face === 'explain'
            ? await arena.step('explain', { inputs: { 'github-token': TOKEN }, env })
            : await arena.cli(['check', 'ghcr.io/a/b'], {
                env: { GHCR_TOKEN: PAT, GITHUB_SERVER_URL: 'https://github.com', ...env },
              });
      expectEnd(ended, [0, 1, 2, 3]);
      for (const secret of [TOKEN, PAT])
        expect(
          world.hostsWith(secret).filter((host) => !['ghcr.io', 'api.github.com'].includes(host)),
        ).toEqual([]);
    },
    { inCI: 4 },
  ),
]);
