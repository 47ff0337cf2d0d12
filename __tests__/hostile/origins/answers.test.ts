/** The registry sends a credential somewhere else: by its realm, a redirect, a location. Nothing of it gets there. */
import { expect } from '@jest/globals';
import type { Fault, FaultPlace } from '../../../src/lab/faults.js';
import type { Lab } from '../../../src/lab/lab.js';
import { inventToken } from '../../../src/lab/scenarios/invented.js';
import { TOKEN } from '../harness/arena.js';
import { calls, client } from '../harness/clients.js';
import { expectEnd, expectNoLeak } from '../harness/expect.js';
import { named, situations, table, times } from '../harness/situation.js';

const challenge = (realm: string): Fault => ({
  on: 'ping',
  kind: 'status',
  status: 401,
  headers: {
    'www-authenticate': `Bearer realm="${realm}",service="ghcr.io",scope="repository:user/image:pull"`,
  },
  body: {},
});

/** Realms that are on another origin, or on none; of the lab's own and of the other address. */
const REALMS: [string, (own: string, other: string) => string][] = [
  ['another port', (_, other) => `http://${other}/token`],
  ['another name of this machine', (own) => `http://localhost:${own.split(':')[1]}/token`],
  ['another address of this machine', (_, other) => `http://127.0.0.2:${other.split(':')[1]}/token`],
  ['the own host as a user name', (own, other) => `http://${own}@${other}/token`],
  [
    'the own host as a user name and a password',
    (own, other) => `http://${own.replace(':', '%3A')}:x@${other}/token`,
  ],
  ['two slashes', (_, other) => `//${other}/token`],
  ['backslashes', (_, other) => `\\\\\\\\${other}/token`],
  ['a slash and a backslash', (_, other) => `/\\\\${other}/token`],
  ['a tab in the scheme', (_, other) => `ht\ttp://${other}/token`],
  ['another scheme', (own) => `https://${own}/token`],
  ['ftp', (_, other) => `ftp://${other}/token`],
  ['a file', () => 'file:///etc/passwd'],
  ['data', () => 'data:application/json,{"token":"x"}'],
  ['no address', () => 'http://'],
  ['a host that can not be', () => 'http://[::x]/token'],
];
const ACCESS = named(['push', 'pull']);
const FACES = named(['main', 'check']);

const STEPS: [string, FaultPlace][] = [
  ['of /v2/', 'ping'],
  ['of the token endpoint', 'token'],
  ['of the upload', 'upload'],
  ['of the manifest', 'manifest'],
];

function expectNothingElsewhere(lab: Lab): void {
  const sent = lab.requests.filter(
    ({ service, authorization }) => service === 'elsewhere' && authorization !== 'none',
  );
  expect(sent).toEqual([]);
}

situations('origins', [
  table<[(own: string, other: string) => string, [string, string]]>(
    'a realm with',
    times(REALMS, times(ACCESS, FACES)),
    async (arena, [realm, [access, face]]) => {
      // The addresses are known once the lab runs: the realm is put into the fault then.
      const fault = challenge('');
      const lab = await arena.lab({ faults: [fault] });
      fault.headers = challenge(realm(lab.registry, new URL(lab.elsewhere).host)).headers;
      client(arena, 'docker');
      const name = `${lab.registry}/octo-org/app`;
      const ended =
        face === 'main'
          ? await arena.main({ inputs: { access } })
          : await arena.cli(['check', '--access', access, '--registry', lab.registry, name], {
              env: { GHCR_TOKEN: TOKEN },
            });
      expectEnd(ended, [0, 1, 3]);
      expectNothingElsewhere(lab);
      expect(lab.requests.filter(({ authorization }) => authorization !== 'none')).toEqual([]);
      expect(calls(arena).filter((call) => call.includes(' login '))).toEqual([]);
      if ('outputs' in ended) expect(ended.outputs).toMatchObject({ verdict: 'unknown', username: '' });
      else expect(ended.code).toBe(3);
      expect(arena.authFile()).toBeNull();
      expectNoLeak(arena, [ended], [TOKEN]);
    },
    { inCI: 8 },
  ),
  table<[FaultPlace, [number, string]]>(
    'a redirect',
    times(STEPS, times(named([301, 302, 303, 307, 308]), named(['auto', 'docker', 'podman']))),
    async (arena, [on, [status, login]]) => {
      const other = await arena.lab();
      const lab = await arena.lab({
        faults: [{ on, kind: 'status', status, headers: { location: `${other.elsewhere}/v2/` } }],
      });
      client(arena, 'docker');
      client(arena, 'podman');
      const access = on === 'manifest' ? 'pull' : 'push';
      const main = await arena.main({ inputs: { access, login } });
      expectEnd(main, [0]);
      expect(main.outputs.verdict).toBe('unknown');
      for (const each of [other, lab]) expectNothingElsewhere(each);
      expect(other.requests).toEqual([]);
      expect(calls(arena).filter((call) => call.includes(' login '))).toEqual([]);
      expect(main.outputs.username).toBe('');
      expect(arena.authFile()).toBeNull();
    },
    { inCI: 8 },
  ),
  table<[string, string]>(
    'an upload whose location is elsewhere',
    times(named(['auto', 'none']), named(['en', 'zh-CN'])),
    async (arena, [login, language]) => {
      const lab = await arena.lab({ faults: [{ on: 'upload', kind: 'foreign-location' }] });
      client(arena, 'docker');
      const main = await arena.main({ inputs: { login, language } });
      // Without a login of ours the push of this job finds none.
      expectEnd(main, [login === 'none' ? 1 : 0]);
      expectNothingElsewhere(lab);
      expect(lab.requests.filter(({ service }) => service === 'elsewhere')).toEqual([]);
    },
    { inCI: 1 },
  ),
  table<[FaultPlace, number]>(
    'the API redirects',
    times([['any step', 'api' as FaultPlace]], named([301, 302, 307, 308])),
    async (arena, [on, status]) => {
      const other = await arena.lab();
      const pat = inventToken('classic-pat', 'redirected');
      const lab = await arena.lab({
        faults: [{ on, kind: 'status', status, headers: { location: `${other.elsewhere}/user` } }],
        tokens: { [pat]: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] } },
      });
      const main = await arena.main({ inputs: { 'ghcr-token': pat } });
      expectEnd(main, [0]);
      expect(main.outputs.verdict).toBe('allowed');
      for (const each of [lab, other]) expectNothingElsewhere(each);
    },
    { inCI: 1 },
  ),
]);
