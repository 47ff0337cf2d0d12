/**
 * Debian's docker-registry: another implementation than the lab, with Basic instead of Bearer
 * authentication. The same step asks it, logs in, lets clients push and pull, and logs out.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Scenario } from '../../src/lab/scenarios/scenarios.js';
import { type ClientName, findClient } from '../lab/clients.js';
import { Heirs, isBuilt, tell } from './enact.js';
import { AGREEMENTS, scenarioAt, type Tool } from './scenarios.js';

const USER = 'mona';
const PASSWORD = 'a pass-word: with "marks" and blanks';

function onPath(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

const absent = ['docker-registry', 'htpasswd'].filter((name) => !onPath(name));
if (!isBuilt) absent.push('dist/');
const present = absent.length === 0 ? describe : describe.skip;
const title = absent.length === 0 ? '' : ` (skipped: ${absent.join(', ')} not there)`;

/** A registry in a temporary folder, on a free port of loopback. */
class DockerRegistry {
  registry = '';
  #folder = '';
  #process: ChildProcess | undefined;

  async start(authenticated: boolean): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'docker-registry-'));
    const storage = join(this.#folder, 'storage');
    await mkdir(storage);
    const htpasswd = join(this.#folder, 'htpasswd');
    if (authenticated)
      await writeFile(htpasswd, execFileSync('htpasswd', ['-Bbn', '-C', '5', USER, PASSWORD]));
    // A port that was free a moment ago may be another test's by now.
    for (let attempt = 0; !(await this.#serves(storage, authenticated ? htpasswd : null)); attempt++)
      if (attempt === 4) throw new Error('docker-registry does not start');
  }

  /** On a port that is free now; false: it ended at once. */
  async #serves(storage: string, htpasswd: string | null): Promise<boolean> {
    this.registry = `127.0.0.1:${await freePort()}`;
    const auth = { htpasswd: { realm: 'a registry', path: htpasswd } };
    const config = join(this.#folder, 'config.yml');
    // JSON is YAML as well.
    const settings = {
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: storage } },
      http: { addr: this.registry },
      ...(htpasswd === null ? {} : { auth }),
    };
    await writeFile(config, JSON.stringify(settings));
    this.#process = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
    return this.#isListening();
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    this.#process?.kill('SIGKILL');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #isListening(): Promise<boolean> {
    for (let attempt = 0; attempt < 1200; attempt++) {
      if (this.#process?.exitCode !== null) return false;
      const answered = await fetch(`http://${this.registry}/v2/`).catch(() => null);
      if (answered) return true;
      await sleep(50);
    }
    throw new Error('docker-registry does not answer');
  }

  /** Our step; there is no API beside this registry, which must cost the verdict nothing. */
  ask(inputs: Record<string, string>, password: string, tool: Tool = 'auth-file', logout = false) {
    const [row] = AGREEMENTS;
    if (!row) throw new Error('an empty table');
    const base = scenarioAt(row, this.registry, 'en');
    const scenario: Scenario = {
      ...base,
      actor: USER,
      tokens: password ? { ghcrToken: password } : {},
      inputs: { ...base.inputs, ...inputs },
    };
    return tell(scenario, { registry: this.registry, apiUrl: 'http://127.0.0.1:9/api/v3' }, tool, {
      logout,
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A test that is skipped, by its name, where one of these programs is missing. */
function thereIf(...programs: (ClientName | 'auth-file')[]) {
  const all = programs.every((name) => name === 'auth-file' || findClient(name) !== null);
  return all ? test.concurrent : test.concurrent.skip;
}

/** What was made for the first who asked, for all. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function withHeirs<T>(registry: string, left: string, use: (heirs: Heirs) => Promise<T>): Promise<T> {
  const heirs = new Heirs(registry, left);
  await heirs.open();
  try {
    return await use(heirs);
  } finally {
    await heirs.close();
  }
}

present(`docker-registry with htpasswd${title}`, () => {
  const host = new DockerRegistry();
  beforeAll(() => host.start(true));
  afterAll(() => host.stop());

  const hasLogin = (file: string | null) =>
    Object.keys((JSON.parse(file ?? '{}') as { auths?: object }).auths ?? {}).length > 0;

  describe.each(['auth-file', 'docker', 'podman'] as const)('logged in by %s', (tool) => {
    const images = `octo/${tool}:1`;
    const asked = once(() => host.ask({ images }, PASSWORD, tool));

    thereIf(tool)('the push is allowed; then we log out', async () => {
      const { run, report, left } = await asked();
      expect(report).toMatchObject({ verdict: 'allowed', findings: [] });
      expect(run.outputs).toMatchObject({ 'can-push': 'true', username: USER });
      expect(run.written).not.toContain(PASSWORD);
      expect(hasLogin(left)).toBe(true);
      // Podman's file can be looked at only when all is over, so it takes a second run to see the logout.
      const after = tool === 'podman' ? (await host.ask({ images }, PASSWORD, tool, true)).left : null;
      expect(hasLogin(after ?? run.authFile.afterPost)).toBe(false);
    });

    describe.each(['skopeo', 'buildah'] as const)('%s', (client) => {
      thereIf(tool, client)(
        'makes the push with the login that is left, and then the pull is allowed',
        async () => {
          const { left } = await asked();
          const own = `octo/${tool}:${client}`;
          await withHeirs(host.registry, left, async (heirs) => {
            expect(await heirs.push(client, own)).toMatchObject({ code: 0 });
          });
          const pull = await host.ask({ images: own, access: 'pull' }, PASSWORD, tool);
          expect(pull.report).toMatchObject({ verdict: 'allowed', findings: [] });
        },
      );
    });
  });

  test.concurrent('a probe leaves no repository behind', async () => {
    await host.ask({ images: 'octo/only-asked:1' }, PASSWORD);
    const authorization = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    const answer = await fetch(`http://${host.registry}/v2/octo/only-asked/tags/list`, {
      headers: { authorization },
    });
    expect(answer.status).toBe(404);
  });

  const wrong = once(() => host.ask({ images: 'octo/app:1' }, 'another-word'));

  test.concurrent.each(['push', 'pull'])(
    'a wrong password is refused the %s, and nobody is logged in',
    async (access) => {
      const pull = () => host.ask({ images: 'octo/app:1', access }, 'another-word');
      const { run, report, left } = await (access === 'push' ? wrong() : pull());
      expect(report).toMatchObject({ verdict: 'denied', findings: [{ id: 'token-rejected' }] });
      expect([run.outputs.username, hasLogin(left)]).toEqual(['', false]);
      expect(run.written).not.toContain('another-word');
    },
  );

  thereIf('skopeo')('skopeo, whom a wrong password has left no login, fails at the push', async () => {
    const { left } = await wrong();
    await withHeirs(host.registry, left, async (heirs) => {
      const { code, output } = await heirs.push('skopeo', 'octo/app:1');
      expect([code, output]).toEqual([
        expect.any(Number),
        expect.stringMatching(/unauthorized|authentication required/),
      ]);
      expect(code).not.toBe(0);
    });
  });

  test.concurrent('without a password the push is refused', async () => {
    const { report } = await host.ask({ images: 'octo/app:1' }, '');
    expect(report).toMatchObject({ verdict: 'denied', findings: [{ id: 'token-missing' }] });
  });

  test.concurrent('a tag that is not there is refused the pull', async () => {
    const { report } = await host.ask({ images: 'octo/nothing:1', access: 'pull' }, PASSWORD);
    expect(report).toMatchObject({ verdict: 'denied', images: [{ status: 404 }] });
  });

  describe.each(['docker', 'podman'] as const)('%s login', (tool) => {
    thereIf(tool)('takes the right password and no other, as the probe does', () =>
      withHeirs(host.registry, '{}', async (heirs) => {
        expect(await heirs.login(tool, PASSWORD)).toMatchObject({ code: 0 });
        expect((await heirs.login(tool, 'another-word')).code).not.toBe(0);
      }),
    );
  });
});

present(`docker-registry without authentication${title}`, () => {
  const host = new DockerRegistry();
  beforeAll(() => host.start(false));
  afterAll(() => host.stop());

  describe.each(['', PASSWORD])('with the token «%s»', (password) => {
    const images = `octo/open${password.length}:1`;
    const asked = once(() => host.ask({ images }, password));

    test.concurrent('a push is allowed', async () => {
      expect((await asked()).report.verdict).toBe('allowed');
    });

    thereIf('skopeo')('skopeo makes it, and the pull after it is allowed', async () => {
      const { left } = await asked();
      await withHeirs(host.registry, left, async (heirs) => {
        expect(await heirs.push('skopeo', images)).toMatchObject({ code: 0 });
      });
      expect((await host.ask({ images, access: 'pull' }, password)).report.verdict).toBe('allowed');
    });
  });
});
