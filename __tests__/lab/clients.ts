/**
 * Real clients as the tests drive them: each in a home of its own, on loopback
 * over plain HTTP, never near `~/.docker` or the machine's image storage.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { tinyImage, writeLayout } from '../../src/lab/seed.js';

export interface Outcome {
  code: number;
  /** Both streams, without the address of the lab. */
  output: string;
}

export type ClientName = 'skopeo' | 'crane' | 'buildah' | 'podman' | 'docker';

/** Where the binary is; null (and a line that says so) when it is missing. */
export function findClient(name: ClientName): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(homedir(), 'go', 'bin')];
  const path = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
  if (!path) process.stderr.write(`SKIPPED: ${name} is not installed, the lab is not tried with it\n`);
  return path ?? null;
}

export class Workshop {
  readonly registry: string;
  /** Lower case throughout: buildah makes an image name of the layout's path. */
  readonly folder = join(tmpdir(), `lab-${randomUUID()}`);
  readonly layout = join(this.folder, 'layout');
  readonly image = tinyImage('a tiny image for real clients\n');
  /** Isolated image storage for buildah and podman. */
  readonly #storage = [
    ...['--root', join(this.folder, 'root')],
    ...['--runroot', join(this.folder, 'run')],
    ...['--storage-driver', 'vfs'],
  ];
  #imported: Promise<string> | undefined;

  constructor(registry: string) {
    this.registry = registry;
  }

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeLayout(this.image, this.layout);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A folder with a `config.json` that holds this credential for the lab, or none. */
  async home(secret?: string): Promise<string> {
    const folder = join(this.folder, randomUUID());
    await mkdir(folder);
    const auth = Buffer.from(`mona:${secret}`).toString('base64');
    const config = secret ? { auths: { [this.registry]: { auth } } } : {};
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    return folder;
  }

  /** Push the tiny image. */
  async push(client: ClientName, reference: string, secret?: string): Promise<Outcome> {
    const home = await this.home(secret);
    const target = `${this.registry}/${reference}`;
    const auth = join(home, 'config.json');
    switch (client) {
      case 'skopeo': {
        const flags = ['--dest-tls-verify=false', '--dest-authfile', auth];
        return this.run(client, ['copy', ...flags, `oci:${this.layout}:latest`, `docker://${target}`]);
      }
      case 'crane':
        return this.run(client, ['push', this.layout, target], { DOCKER_CONFIG: home });
      case 'buildah':
      case 'podman': {
        const flags = ['--tls-verify=false', '--authfile', auth];
        const push = ['push', ...flags, await this.#import(), `docker://${target}`];
        return this.run(client, [...this.#storage, ...push]);
      }
      case 'docker':
        throw new Error('docker pushes by its daemon, which tests do not have');
    }
  }

  /** Pull to a fresh place. */
  async pull(client: ClientName, reference: string, secret?: string): Promise<Outcome> {
    const home = await this.home(secret);
    const source = `${this.registry}/${reference}`;
    const auth = join(home, 'config.json');
    const target = join(home, 'pulled');
    switch (client) {
      case 'skopeo': {
        const flags = ['--src-tls-verify=false', '--src-authfile', auth];
        return this.run(client, ['copy', ...flags, `docker://${source}`, `dir:${target}`]);
      }
      case 'crane':
        return this.run(client, ['pull', source, target], { DOCKER_CONFIG: home });
      case 'buildah':
      case 'podman': {
        const flags = ['--tls-verify=false', '--authfile', auth];
        // buildah asks nobody for what it has.
        if (client === 'buildah') flags.push('--policy', 'always');
        return this.run(client, [...this.#storage, 'pull', ...flags, `docker://${source}`]);
      }
      case 'docker':
        throw new Error('docker pulls by its daemon, which tests do not have');
    }
  }

  /** Log in with the secret on standard input, as CI does. */
  async login(client: ClientName, secret: string): Promise<Outcome> {
    const home = await this.home();
    const credential = ['--username', 'mona', '--password-stdin'];
    if (client === 'docker') {
      return this.run(client, ['login', ...credential, this.registry], { DOCKER_CONFIG: home }, secret);
    }
    if (client === 'crane') {
      const login = ['auth', 'login', this.registry, ...credential];
      return this.run(client, login, { DOCKER_CONFIG: home }, secret);
    }
    const flags = ['--tls-verify=false', '--authfile', join(home, 'auth.json')];
    return this.run(client, ['login', ...flags, ...credential, this.registry], {}, secret);
  }

  /** Run a client to its end. */
  run(client: ClientName, args: string[], env: Record<string, string> = {}, input = ''): Promise<Outcome> {
    const options = { env: { ...process.env, ...env }, timeout: 60_000 };
    return new Promise((resolve) => {
      const child = execFile(findClient(client) ?? client, args, options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.replaceAll(this.registry, 'HOST');
        resolve({ code: error ? (child.exitCode ?? -1) : 0, output });
      });
      child.stdin?.end(input);
    });
  }

  /** The image's id in the isolated storage; buildah puts it there, podman shares it. */
  #import(): Promise<string> {
    const pull = [...this.#storage, 'pull', '--quiet', `oci:${this.layout}:latest`];
    const client = findClient('buildah') ? 'buildah' : 'podman';
    this.#imported ??= this.run(client, pull).then(({ output }) => output.trim());
    return this.#imported;
  }
}
