/**
 * Real clients as the tests drive them: each in a home of its own, on loopback
 * over plain HTTP, never near `~/.docker` or the machine's image storage.
 */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type TinyImage, tinyImage } from '../../src/lab/registry/seed.js';
import { digestOf } from '../../src/lab/registry/store.js';

export interface Outcome {
  code: number;
  /** Both streams, without the address of the lab. */
  output: string;
}

export type ClientName = 'skopeo' | 'crane' | 'buildah' | 'podman' | 'docker';

const found = new Map<ClientName, string | null>();

/** Where the binary is; null (and a line that says so, once) when it is missing. */
export function findClient(name: ClientName): string | null {
  const known = found.get(name);
  if (known !== undefined) return known;
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(homedir(), 'go', 'bin')];
  const path = folders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate)) ?? null;
  if (!path) process.stderr.write(`SKIPPED: ${name} is not installed, its tests are skipped\n`);
  found.set(name, path);
  return path;
}

/** Short, since podman takes no `--runroot` of more than 50 characters; in lower case, since buildah makes an image name of a layout's path. */
function shortPath(): string {
  return join(tmpdir(), `lab-${randomInt(36 ** 5).toString(36)}`);
}

/** The flags of buildah and podman for an image storage in this folder, and for nothing of this machine's. */
function storageIn(folder: string): string[] {
  return ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
}

/**
 * Write an image as an OCI layout (`oci:FOLDER:latest` for skopeo and buildah, a folder for crane).
 * @param folder is made if need be
 */
async function writeLayout(image: TinyImage, folder: string): Promise<void> {
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  for (const bytes of [image.manifest, image.config, image.layer]) {
    await writeFile(join(blobs, digestOf(bytes).slice('sha256:'.length)), bytes);
  }
  const entry = {
    mediaType: image.mediaType,
    digest: digestOf(image.manifest),
    size: image.manifest.length,
    annotations: { 'org.opencontainers.image.ref.name': 'latest' },
  };
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
  await writeFile(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

/**
 * The tiny image, as a layout and in an isolated storage for buildah and podman, which push from nowhere
 * else. It is put there once for all the workshops that share it.
 */
export class ImageStore {
  readonly #folder = shortPath();
  readonly image = tinyImage('a tiny image for real clients\n');
  readonly layout = join(this.#folder, 'layout');
  readonly storage = storageIn(this.#folder);
  #written: Promise<void> | undefined;
  #imported: Promise<string> | undefined;

  /** Writes the layout, once. */
  open(): Promise<void> {
    this.#written ??= mkdir(this.#folder, { recursive: true }).then(() =>
      writeLayout(this.image, this.layout),
    );
    return this.#written;
  }

  /** The image's id in the storage; `run` runs buildah or, where that is missing, podman. */
  imported(run: (client: ClientName, args: string[]) => Promise<Outcome>): Promise<string> {
    const pull = [...this.storage, 'pull', '--quiet', `oci:${this.layout}:latest`];
    this.#imported ??= run(findClient('buildah') ? 'buildah' : 'podman', pull).then(({ code, output }) => {
      if (code !== 0) throw new Error(`the image can't be put into the storage: ${output}`);
      return output.trim();
    });
    return this.#imported;
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export class Workshop {
  readonly registry: string;
  readonly folder = shortPath();
  readonly #images: ImageStore;
  readonly #ownsImages: boolean;

  /** @param images shared with other workshops, and closed by who made it; without it, one of its own */
  constructor(registry: string, images?: ImageStore) {
    this.registry = registry;
    this.#images = images ?? new ImageStore();
    this.#ownsImages = images === undefined;
  }

  /** The tiny image that is pushed. */
  get image(): ImageStore['image'] {
    return this.#images.image;
  }

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.#images.open();
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    if (this.#ownsImages) await this.#images.close();
  }

  /** A folder with a `config.json` that holds this credential for the lab, or none. */
  async home(secret?: string): Promise<string> {
    const folder = await mkdtemp(join(this.folder, 'home-'));
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
        return this.run(client, [
          'copy',
          ...flags,
          `oci:${this.#images.layout}:latest`,
          `docker://${target}`,
        ]);
      }
      case 'crane':
        return this.run(client, ['push', this.#images.layout, target], { DOCKER_CONFIG: home });
      case 'buildah':
      case 'podman': {
        const flags = ['--tls-verify=false', '--authfile', auth];
        const image = await this.#images.imported((name, args) => this.run(name, args));
        return this.run(client, [...this.#images.storage, 'push', ...flags, image, `docker://${target}`]);
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
        // A storage of its own: a layer that is there already would not be asked for.
        return this.run(client, [...storageIn(home), 'pull', ...flags, `docker://${source}`]);
      }
      case 'docker':
        throw new Error('docker pulls by its daemon, which tests do not have');
    }
  }

  /** Copy an image from one package to another. */
  async copy(client: 'crane' | 'skopeo', from: string, to: string, secret?: string): Promise<Outcome> {
    const home = await this.home(secret);
    const [source, target] = [from, to].map((each) => `${this.registry}/${each}`) as [string, string];
    if (client === 'crane') return this.run(client, ['copy', source, target], { DOCKER_CONFIG: home });
    const flags = [
      '--src-tls-verify=false',
      '--dest-tls-verify=false',
      '--authfile',
      join(home, 'config.json'),
    ];
    return this.run(client, ['copy', ...flags, `docker://${source}`, `docker://${target}`]);
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
    const options = { env: { ...process.env, ...env }, timeout: 150_000 };
    return new Promise((resolve) => {
      const child = execFile(findClient(client) ?? client, args, options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.replaceAll(this.registry, 'HOST');
        resolve({ code: error ? (child.exitCode ?? -1) : 0, output });
      });
      // A client that wants nothing may be gone before its input is there: how it ended says enough.
      child.stdin?.on('error', () => {}).end(input);
    });
  }
}
