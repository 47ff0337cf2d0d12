/**
 * Logging in, after the verdict, with the token that the registry accepted: by
 * docker, by podman, or straight into the auth file where neither is installed.
 * What was there before is kept, so that the post step can put it back.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  currentLogin,
  dockerConfigFile,
  type Login,
  podmanAuthFile,
  readConfig,
  setLogin,
} from '../evidence/credentials/auth-file.js';

export type LoginTool = 'docker' | 'podman' | 'auth-file';
/** The `login` input. */
export type LoginMode = 'auto' | 'docker' | 'podman' | 'none';

/** What the post step needs. It goes through the runner's state file, so it holds no secret. */
export interface LoginState {
  tool: LoginTool;
  registry: string;
  file: string;
  /** SHA-256 of the login that was stored: only that one is removed. */
  fingerprint: string;
  /** A file, readable by its owner only, with the login that was there before. */
  backup: string | null;
}

export type LoginResult =
  | { kind: 'done'; state: LoginState }
  /** `login: docker` or `podman`, and there is none. */
  | { kind: 'no-such-tool'; tool: LoginTool }
  /** The client said no, in its own last line. */
  | { kind: 'failed'; tool: LoginTool; detail: string };

/** Milliseconds: docker login talks to the registry itself. */
const LOGIN_TIMEOUT = 20_000;

/** @param env where `DOCKER_CONFIG`, `REGISTRY_AUTH_FILE`, `RUNNER_TEMP` … are looked up */
export async function logIn(
  mode: Exclude<LoginMode, 'none'>,
  registry: string,
  login: Login,
  env: NodeJS.ProcessEnv,
): Promise<LoginResult> {
  const tools: LoginTool[] = mode === 'auto' ? ['docker', 'podman', 'auth-file'] : [mode];
  for (const tool of tools) {
    const result = await logInWith(tool, registry, login, env);
    if (result.kind !== 'no-such-tool' || mode !== 'auto') return result;
  }
  return { kind: 'no-such-tool', tool: tools[0] as LoginTool };
}

async function logInWith(
  tool: LoginTool,
  registry: string,
  login: Login,
  env: NodeJS.ProcessEnv,
): Promise<LoginResult> {
  const file = tool === 'podman' ? podmanAuthFile(env) : dockerConfigFile(env);
  try {
    // A file that can't be read has no login to keep; what is wrong with it the client says itself.
    const before = await readConfig(file).then(
      (config) => currentLogin(config, registry),
      () => null,
    );
    const failure =
      tool === 'auth-file' ? await store(file, registry, login) : await client(tool, registry, login, env);
    if (failure) return failure;
    const stored = (await currentLogin(await readConfig(file), registry)) ?? login;
    const backup = before ? await keep(before, env) : null;
    return { kind: 'done', state: { tool, registry, file, fingerprint: fingerprint(stored), backup } };
  } catch (error) {
    return { kind: 'failed', tool, detail: (error as Error).message };
  }
}

async function store(file: string, registry: string, login: Login): Promise<LoginResult | null> {
  if (await setLogin(file, registry, login)) return null;
  return {
    kind: 'failed',
    tool: 'auth-file',
    detail: `the credential helper named in ${file} did not take the login`,
  };
}

/** `docker login` and `podman login` take the same words. The password goes in by stdin. */
async function client(
  tool: 'docker' | 'podman',
  registry: string,
  login: Login,
  env: NodeJS.ProcessEnv,
): Promise<LoginResult | null> {
  // podman wants TLS everywhere unless told; docker excepts loopback by itself.
  const loopback = /^(?:localhost|127\.|\[::1\])/.test(registry);
  const plain = tool === 'podman' && loopback ? ['--tls-verify=false'] : [];
  const args = ['login', ...plain, '--username', login.username, '--password-stdin', registry];
  // The post step logs out without a client.
  const { run } = await import('../evidence/credentials/process.js');
  const ran = await run(tool, args, login.secret, LOGIN_TIMEOUT, env);
  if (ran.kind === 'missing') return { kind: 'no-such-tool', tool };
  if (ran.kind === 'timed-out')
    return { kind: 'failed', tool, detail: `no answer in ${LOGIN_TIMEOUT / 1000} s` };
  // docker warns on stderr even when all is well: only the exit code counts.
  if (ran.code === 0) return null;
  const words = ran.stderr.trim() || ran.stdout.trim();
  return { kind: 'failed', tool, detail: words.split('\n').at(-1) || `exit code ${ran.code}` };
}

async function keep(login: Login, env: NodeJS.ProcessEnv): Promise<string> {
  const file = path.join(env.RUNNER_TEMP || tmpdir(), `ghcr-preflight-login-${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(login), { mode: 0o600 });
  return file;
}

export type LogoutResult = 'removed' | 'restored' | 'replaced-meanwhile' | 'gone' | 'failed';

/** Undoes `logIn`: puts the former login back or removes ours, and leaves alone what somebody else stored since. */
export async function logOut({
  registry,
  file,
  fingerprint: ours,
  backup,
}: LoginState): Promise<LogoutResult> {
  try {
    const current = await currentLogin(await readConfig(file), registry);
    if (!current) return 'gone';
    if (fingerprint(current) !== ours) return 'replaced-meanwhile';
    const former = backup ? (JSON.parse(await readFile(backup, 'utf8')) as Login) : null;
    if (!(await setLogin(file, registry, former))) return 'failed';
    return former ? 'restored' : 'removed';
  } catch {
    return 'failed';
  } finally {
    if (backup) await rm(backup, { force: true });
  }
}

function fingerprint({ username, secret }: Login): string {
  return createHash('sha256').update(`${username}\0${secret}`).digest('hex');
}
