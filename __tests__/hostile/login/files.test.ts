/** The auth file is another user's, on a full disk, of another client, or not what it says. */
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import * as path from 'node:path';
import { expect } from '@jest/globals';
import { type Arena, type AuthFile, TOKEN } from '../harness/arena.js';
import { calls, client, fed } from '../harness/clients.js';
import { smallDisk } from '../harness/disk.js';
import { expectEnd, expectNoLeak, expectNoPiece } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';
import { before, expectTokenGone, expectUndone, FORMER, FORMER_SECRET } from './support.js';

const isRoot = process.getuid?.() === 0;
type Former = Record<string, string> | null;

const OWNERS: [string, { mode: number; uid: number }][] = isRoot
  ? [
      ["another user's, mode 600", { mode: 0o600, uid: 12345 }],
      ["another user's, mode 644", { mode: 0o644, uid: 12345 }],
      ['mode 644', { mode: 0o644, uid: 0 }],
      ['mode 400', { mode: 0o400, uid: 0 }],
    ]
  : [
      ['mode 644', { mode: 0o644, uid: process.getuid?.() ?? 0 }],
      ['mode 600', { mode: 0o600, uid: process.getuid?.() ?? 0 }],
    ];

/** Where podman writes, by what the environment says (containers-auth.json(5)). */
interface Place {
  env: Record<string, string | undefined>;
  file: string;
}
const PODMAN: [string, (arena: Arena) => Place][] = [
  ['where DOCKER_CONFIG says', () => ({ env: {}, file: 'docker/config.json' })],
  [
    'into the folder of the run',
    () => ({ env: { DOCKER_CONFIG: undefined }, file: 'run/containers/auth.json' }),
  ],
  [
    'where REGISTRY_AUTH_FILE says',
    (arena) => ({ env: { REGISTRY_AUTH_FILE: arena.path('run/mine.json') }, file: 'run/mine.json' }),
  ],
  [
    'where REGISTRY_AUTH_FILE alone says',
    (arena) => ({
      env: { REGISTRY_AUTH_FILE: arena.path('run/mine.json'), DOCKER_CONFIG: undefined },
      file: 'run/mine.json',
    }),
  ],
];

/** What stands in the auth file's place. */
const BROKEN: [string, (arena: Arena) => void][] = [
  ['empty', (arena) => void arena.write('docker/config.json', '')],
  ['no JSON', (arena) => void arena.write('docker/config.json', '{"auths": {')],
  ['a list', (arena) => void arena.write('docker/config.json', '[]')],
  ['null', (arena) => void arena.write('docker/config.json', 'null')],
  ['with auths that are a list', (arena) => void arena.write('docker/config.json', '{"auths": []}')],
  ['with auths that are text', (arena) => void arena.write('docker/config.json', '{"auths": "x"}')],
  [
    'with an entry that is null',
    (arena) => void arena.write('docker/config.json', '{"auths": {"127.0.0.1": null}}'),
  ],
  ['with a helper that is a number', (arena) => void arena.write('docker/config.json', '{"credsStore": 5}')],
  ['with helpers that are text', (arena) => void arena.write('docker/config.json', '{"credHelpers": "x"}')],
  [
    'with a prototype for a key',
    (arena) => void arena.write('docker/config.json', '{"auths": {"__proto__": {"auth": "eDp5"}}}'),
  ],
  ['a folder', (arena) => void arena.folder('docker/config.json')],
  [
    'a link that leads nowhere',
    (arena) => void arena.link('docker/config.json', arena.path('docker/nowhere')),
  ],
  ['a link to itself', (arena) => void arena.link('docker/config.json', 'config.json')],
  [
    'of 5 MB',
    (arena) => void arena.write('docker/config.json', `{"auths": {}, "x": "${'x'.repeat(5_000_000)}"}`),
  ],
];

/** What stands in docker's place on PATH. */
const NO_DOCKER: [string, (arena: Arena) => void][] = [
  ['a folder', (arena) => void arena.folder('bin/docker')],
  ['a file that may not be run', (arena) => void arena.write('bin/docker', '#!/bin/sh\n', 0o644)],
  [
    'a file of another machine',
    (arena) => void arena.write('bin/docker', Buffer.from('\x7fELF\0\0\0'), 0o755),
  ],
  ['a script without its interpreter', (arena) => void arena.write('bin/docker', '#!/absent/sh\n', 0o755)],
  ['a link that leads nowhere', (arena) => void arena.link('bin/docker', '/absent')],
  ['a link to itself', (arena) => void arena.link('bin/docker', 'docker')],
  ['a pipe', (arena) => void arena.link('bin/docker', '/dev/null')],
];

situations('login', [
  table<[{ mode: number; uid: number }, Former]>(
    'the auth file is somebody’s',
    times(OWNERS, FORMER),
    async (arena, [{ mode, uid }, former]) => {
      const { registry } = await arena.lab();
      const was = before(arena, registry, former);
      const file = arena.path('docker/config.json');
      chmodSync(file, mode);
      chownSync(file, uid, uid);
      const expectKept = () => {
        const { mode: now, uid: owner, gid } = lstatSync(file);
        // No wider than it was: with a login in it, it may well be narrower.
        expect({ owner, gid, wider: now & 0o777 & ~mode & ~0o200 }).toEqual({
          owner: uid,
          gid: uid,
          wider: 0,
        });
      };
      const main = await arena.main();
      expectEnd(main, [0, 1]);
      expectKept();
      expectEnd(await arena.post(main), [0]);
      expectKept();
      expectUndone(arena, was);
    },
    { inCI: 3 },
  ),
  table('podman writes', PODMAN, async (arena, place) => {
    await arena.lab();
    client(arena, 'podman');
    const { env, file } = place(arena);
    const main = await arena.main({ inputs: { login: 'podman' }, env });
    expectEnd(main, [0]);
    expect(main.outputs.verdict).toBe('allowed');
    expect(arena.read(file)).toContain('auth');
    expectEnd(await arena.post(main, { env }), [0]);
    expectTokenGone(arena);
  }),
  table<[number, Former]>(
    'the disk is full when main logs in',
    isRoot ? times(named([0, 1, 2]), FORMER) : [],
    async (arena, [pages, former]) => {
      const { registry } = await arena.lab();
      const disk = smallDisk(arena, 'docker', 64);
      // More than there is room for a second time.
      before(arena, registry, former, { padding: 'x'.repeat(12_000) });
      const was = readFileSync(arena.path('docker/config.json'), 'utf8');
      disk.fill(pages);
      const main = await arena.main();
      expectEnd(main, [1]);
      expect(readFileSync(arena.path('docker/config.json'), 'utf8')).toBe(was);
      expect(readdirSync(disk.folder).sort()).toEqual(['.filler', 'config.json']);
      expectTokenGone(arena);
    },
    { inCI: 2 },
  ),
  table<[number, Former]>(
    'the disk is full when post logs out',
    isRoot ? times(named([0, 1]), FORMER) : [],
    async (arena, [pages, former]) => {
      const { registry } = await arena.lab();
      const disk = smallDisk(arena, 'docker', 64);
      before(arena, registry, former, { padding: 'x'.repeat(12_000) });
      const main = await arena.main();
      expectEnd(main, [0]);
      disk.fill(pages);
      expectEnd(await arena.post(main), [0, 1]);
      const config = JSON.parse(readFileSync(arena.path('docker/config.json'), 'utf8')) as AuthFile;
      expect(config.padding).toHaveLength(12_000);
      // Nothing lies about beside the file.
      expect(readdirSync(disk.folder).sort()).toEqual(['.filler', 'config.json']);
    },
    { inCI: 2 },
  ),
  table('the auth file is', BROKEN, async (arena, arrange) => {
    await arena.lab();
    arrange(arena);
    const main = await arena.main();
    expectEnd(main, [0, 1]);
    expect(main.outputs.verdict).toBe('allowed');
    expectEnd(await arena.post(main), [0]);
    expectTokenGone(arena);
  }),
  table<[(arena: Arena) => void, string]>(
    'docker is',
    times(NO_DOCKER, named(['auto', 'docker'])),
    async (arena, [arrange, login]) => {
      await arena.lab();
      arrange(arena);
      const main = await arena.main({ inputs: { login } });
      expectEnd(main, [0, 1]);
      expect(main.outputs.verdict).toBe('allowed');
      // Who asks for docker by name is told that it does not do; who leaves the choice gets a login or the reason.
      if (login === 'docker') expect(main.code).toBe(main.state.login && arena.authFile() ? 0 : 1);
      expectEnd(await arena.post(main), [0]);
      expectTokenGone(arena);
    },
    { inCI: 4 },
  ),
  table('docker in a folder of the checkout', named(['.', 'work', '']), async (arena, folder) => {
    await arena.lab();
    arena.checkout('docker', '#!/bin/sh\necho "$@" > ran\n', 0o755);
    mkdirSync(path.join(arena.work, 'work'), { recursive: true });
    arena.checkout('work/docker', '#!/bin/sh\necho "$@" > ran\n', 0o755);
    const main = await arena.main({ env: { PATH: `${folder}:${arena.bin}` } });
    expectEnd(main, [0]);
    expect(arena.leftovers('work').filter((name) => name.endsWith('ran'))).toEqual([]);
  }),
  table<[string, Former]>(
    'the password is fed, never told',
    times(named(['docker', 'podman']), FORMER),
    async (arena, [tool, former]) => {
      const { registry } = await arena.lab();
      client(arena, tool as 'docker');
      before(arena, registry, former);
      const main = await arena.main({ inputs: { login: tool } });
      expectEnd(main, [0]);
      expect(fed(arena)).toContain(TOKEN);
      expectNoPiece(calls(arena).join('\n'), [TOKEN]);
      expect(statSync(arena.path('docker/config.json')).mode & 0o077).toBe(0);
      const post = await arena.post(main);
      expectNoLeak(arena, [main, post], [TOKEN]);
      if (former === null) expectNoPiece(arena.leftovers('docker').join('\n'), [FORMER_SECRET]);
    },
    { inCI: 2 },
  ),
  table('docker keeps an identity token', FORMER, async (arena, former) => {
    const { registry } = await arena.lab();
    client(arena, 'docker', { identityToken: true });
    const was = before(arena, registry, former);
    const main = await arena.main();
    expectEnd(main, [0]);
    expectEnd(await arena.post(main), [0]);
    expectUndone(arena, was);
  }),
  table('a later step has logged in again', FORMER, async (arena, former) => {
    const { registry } = await arena.lab();
    before(arena, registry, former);
    const main = await arena.main();
    expectEnd(main, [0]);
    const later = {
      auths: { [registry]: { auth: Buffer.from('x:a-later-login-of-a-step').toString('base64') } },
    };
    writeFileSync(arena.path('docker/config.json'), JSON.stringify(later));
    expectEnd(await arena.post(main), [0]);
    expect(arena.authFile()).toEqual(later);
    expectNoPiece(arena.leftovers('temp').join('\n'), [FORMER_SECRET]);
  }),
]);
