/** A cluster as `check --kubernetes` sees it: the manifests of the system, and the secret that somebody has made. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Lab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { run } from '../cli/run.js';
import { gate } from '../gate.js';
import { TOKEN, type TokenName } from './github.js';
import { start } from './stand-ins.js';

/** How the secret came out; absent: as it should. */
export interface SecretSettings {
  type?: string;
  key?: string;
  namespace?: string;
  host?: string;
  username?: string;
  token?: TokenName;
  /** How often it was encoded. */
  base64?: 0 | 1 | 2;
}

const encoded = (text: string, times: number) =>
  Array.from({ length: times }).reduce<string>((left) => Buffer.from(left).toString('base64'), text);

function secretText(registry: string, settings: SecretSettings): string {
  const { username = 'mona', token = 'read-only', base64 = 1 } = settings;
  const host = (settings.host ?? 'ghcr.io').replace('ghcr.io', registry);
  const config = {
    auths: { [host]: { username, password: TOKEN[token], auth: encoded(`${username}:${TOKEN[token]}`, 1) } },
  };
  return stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'ghcr', namespace: settings.namespace ?? 'web' },
    type: settings.type ?? 'kubernetes.io/dockerconfigjson',
    data: { [settings.key ?? '.dockerconfigjson']: encoded(JSON.stringify(config), base64) },
  });
}

interface Checking {
  checkout: string;
  home: string;
  lab: Lab;
}

/** They share the streams of this process. */
const oneByOne = gate(1);

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

export class Cluster {
  readonly #at: Checking;
  /** The manifest of the secret; null: there is none. */
  #secret: string | null;

  constructor(at: Checking, secret: SecretSettings | null = {}) {
    this.#at = at;
    this.#secret = secret && secretText(at.lab.registry, secret);
    mkdirSync(path.join(at.home, 'docker'), { recursive: true });
  }

  /** What `check --kubernetes` says of it. */
  async check(): Promise<Report> {
    const { checkout, lab } = this.#at;
    const files = [path.join(checkout, 'k8s/web.yaml')];
    if (this.#secret !== null) {
      const file = path.join(checkout, 'secret.yaml');
      writeFileSync(file, this.#secret);
      files.push(file);
    }
    const args = ['check', '--format', 'json', '--kubernetes', ...files];
    const { stdout } = await oneByOne(() => run(args, { env: { GITHUB_API_URL: lab.apiUrl } }));
    return JSON.parse(stdout) as Report;
  }

  /**
   * Does what `check` printed, with a token typed in; `kubectl` itself makes the secret, and nobody is sent it. Where
   * there is no kubectl, the secret is what it would have made.
   */
  async obey(command: string, token: TokenName): Promise<void> {
    const { home, lab } = this.#at;
    if (!hasKubectl) {
      this.#secret = secretText(lab.registry, {});
      return;
    }
    const bin = path.join(home, 'bin');
    const made = path.join(home, 'made.yaml');
    mkdirSync(bin, { recursive: true });
    const kubectl = `#!/bin/bash\ncase $1 in create) exec /usr/bin/env PATH="\${PATH#*:}" kubectl "$@" ;; *) cat >${made} ;; esac\n`;
    writeFileSync(path.join(bin, 'kubectl'), kubectl, { mode: 0o755 });
    const { code, output } = await start(home, 'bash', ['-c', command], {
      input: `${TOKEN[token]}\n`,
      env: { PATH: `${bin}:${process.env.PATH}` },
    });
    if (code !== 0) throw new Error(`${command}\n${output}`);
    this.#secret = readFileSync(made, 'utf8');
  }

  /** Pulls as the kubelet does: with what the secret holds. null, or why that failed. */
  async pull(): Promise<string | null> {
    const { home, checkout, lab } = this.#at;
    const { data } = parse(this.#secret ?? '{}') as { data?: Record<string, string> };
    const config = Buffer.from(data?.['.dockerconfigjson'] ?? '', 'base64').toString();
    writeFileSync(path.join(home, 'docker', 'config.json'), config || '{}');
    const [, image = ''] =
      /image: (\S+)/.exec(readFileSync(path.join(checkout, 'k8s/web.yaml'), 'utf8')) ?? [];
    const { code, output } = await start(home, 'crane', ['manifest', image]);
    return code === 0 ? null : output.replaceAll(lab.registry, 'ghcr.io');
  }
}
