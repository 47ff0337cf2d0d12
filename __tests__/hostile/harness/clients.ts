/** Programs that are not what they seem, on a PATH that has nothing else. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TABLE_NODE } from '../../node.js';
import type { Arena } from './arena.js';

/** How a client behaves; one that behaves well takes the login and says so. */
export interface Behaviour {
  /** It stops there and never ends by itself. */
  hangs?: 'before' | 'after';
  /** What it started goes on, with its output open. */
  child?: boolean;
  /** It does not end when it is asked to. */
  deaf?: boolean;
  code?: number;
  stdout?: string;
  stderr?: string;
  /** It keeps the login as docker does that of a registry with refresh tokens. */
  identityToken?: boolean;
}

/** A client that logs in as docker or podman does, and keeps what it was given. Its words are in `calls`. */
export function client(arena: Arena, name: 'docker' | 'podman', behaviour: Behaviour = {}): void {
  program(arena, name, loginScript, { name, behaviour });
}

/** A credential helper that keeps its logins in a file, and hangs at these orders. */
export function helper(arena: Arena, name: string, hangs: string[] = [], deaf = false): void {
  program(arena, `docker-credential-${name}`, helperScript, { hangs, deaf });
}

/** A shell script. */
export function script(arena: Arena, name: string, lines: string, mode = 0o755): string {
  return arena.write(`bin/${name}`, `#!/bin/sh\nPATH=/usr/bin:/bin\n${lines}\n`, mode);
}

/** The command lines with which programs were called, one a line. */
export function calls(arena: Arena): string[] {
  return (arena.read('calls') ?? '').split('\n').filter(Boolean);
}

/** What programs were given to read. */
export function fed(arena: Arena): string {
  return arena.read('fed') ?? '';
}

/** Waits until a program has come to a point, `before` or `after` it has written. */
export async function reached(arena: Arena, point: string): Promise<void> {
  while (!existsSync(arena.path(`reached-${point}`))) await sleep(20);
}

function program(arena: Arena, name: string, body: (given: never) => void, given: object): void {
  const home = arena.home;
  const text = `#!${TABLE_NODE}\n(${body})(${JSON.stringify({ ...given, home })});\n`;
  chmodSync(arena.write(`bin/${name}`, text), 0o755);
  arena.later(() => endAll(arena));
}

/** Programs note their process, so that none is left when the arena closes. */
function endAll(arena: Arena): void {
  const file = arena.path('processes');
  if (!existsSync(file)) return;
  for (const pid of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** Ids of those that the programs were and started and that still run. */
export function running(arena: Arena): number[] {
  const pids = (arena.read('processes') ?? '').split('\n').filter(Boolean).map(Number);
  return pids.filter(
    (pid) => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
  );
}

/** Written into a file as it stands: it may use nothing of this module. */
function loginScript({ home, name, behaviour }: { home: string; name: string; behaviour: Behaviour }): void {
  const fs = process.getBuiltinModule('node:fs');
  const { join, dirname } = process.getBuiltinModule('node:path');
  const { spawn } = process.getBuiltinModule('node:child_process');
  const args = process.argv.slice(2);
  fs.appendFileSync(join(home, 'calls'), `${name} ${args.join(' ')}\n`);
  fs.appendFileSync(join(home, 'processes'), `${process.pid}\n`);
  if (args[0] !== 'login') process.exit(0);
  if (behaviour.deaf) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  const secret = fs.readFileSync(0, 'utf8');
  fs.appendFileSync(join(home, 'fed'), `${name} ${secret}\n`);
  if (behaviour.child) {
    const { pid } = spawn('/bin/sleep', ['600'], { stdio: 'inherit' });
    fs.appendFileSync(join(home, 'processes'), `${pid}\n`);
  }
  const point = (at: string) => {
    fs.writeFileSync(join(home, `reached-${at}`), '');
    if (behaviour.hangs !== at) return;
    // It waits without end, and hears signals meanwhile.
    setInterval(() => {}, 1 << 30);
    throw at;
  };
  process.on('uncaughtException', (error: unknown) => {
    if (error === 'before' || error === 'after') return;
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
  point('before');
  if (!behaviour.code) {
    const { env } = process;
    const runtime = env.XDG_RUNTIME_DIR
      ? join(env.XDG_RUNTIME_DIR, 'containers/auth.json')
      : join(home, 'auth.json');
    const docker = join(env.DOCKER_CONFIG || join(env.HOME || home, '.docker'), 'config.json');
    // containers-auth.json(5): REGISTRY_AUTH_FILE, then DOCKER_CONFIG, then the run's folder.
    const podman = env.REGISTRY_AUTH_FILE || (env.DOCKER_CONFIG ? docker : runtime);
    const file = name === 'podman' ? podman : docker;
    const config = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8') || '{}') : {};
    const user = args[args.indexOf('--username') + 1];
    const auth = Buffer.from(`${user}:${secret}`).toString('base64');
    const entry = behaviour.identityToken
      ? { auth: Buffer.from(`${user}:`).toString('base64'), identitytoken: secret }
      : { auth };
    config.auths = { ...config.auths, [args.at(-1) as string]: entry };
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(config, null, '\t'));
  }
  point('after');
  process.stdout.write(behaviour.stdout ?? (behaviour.code ? '' : 'Login Succeeded\n'));
  process.stderr.write(behaviour.stderr ?? '');
  process.exit(behaviour.code ?? 0);
}

/** The protocol of docker's credential helpers: an order, and on standard input a server or a login. */
function helperScript({ home, hangs, deaf }: { home: string; hangs: string[]; deaf: boolean }): void {
  const fs = process.getBuiltinModule('node:fs');
  const { basename, join } = process.getBuiltinModule('node:path');
  const order = process.argv[2] ?? '';
  const input = fs.readFileSync(0, 'utf8').trim();
  const file = join(home, 'helper.json');
  fs.appendFileSync(join(home, 'calls'), `${basename(process.argv[1] as string)} ${order}\n`);
  fs.appendFileSync(join(home, 'processes'), `${process.pid}\n`);
  if (deaf) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  if (hangs.includes(order)) {
    setInterval(() => {}, 1 << 30);
    return;
  }
  if (order === 'get') {
    if (!kept[input]) {
      process.stdout.write('credentials not found in native keychain\n');
      process.exit(1);
    }
    process.stdout.write(JSON.stringify(kept[input]));
  } else {
    const login = order === 'store' ? JSON.parse(input) : null;
    if (login) kept[login.ServerURL] = login;
    else delete kept[input];
    fs.writeFileSync(file, JSON.stringify(kept));
  }
}
