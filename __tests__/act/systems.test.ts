/**
 * The workflows of `examples/systems` in a runner that is not ours: `act`, in host mode, with the action as it is built. The
 * other actions can't be fetched here; each has a stand-in of a few lines, and what they push goes to the lab.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import { findClient, ImageStore } from '../lab/clients.js';
import { worldOf } from '../systems/github.js';
import { copySystem, SYSTEMS, type System } from '../systems/systems.js';

const root = path.join(import.meta.dirname, '../..');
const act = ['act', path.join(homedir(), 'go/bin/act')].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

const script = (run: string) => ({ using: 'composite', steps: [{ id: 'run', shell: 'bash', run }] });
const NOTHING = { name: 'nothing', runs: script('true') };
const PUSH =
  'crane push "$LAYOUT" "$TAG" | tee pushed; sed -n "s/.*@\\(sha256:.*\\)/digest=\\1/p" pushed >>"$GITHUB_OUTPUT"';

/** By the repository of the action: what takes its place. JSON is YAML. */
const STAND_INS: Record<string, object> = {
  'docker/metadata-action@v5': {
    name: 'metadata',
    inputs: { images: {}, tags: {}, labels: {} },
    outputs: { tags: { value: '${{ steps.run.outputs.tags }}' }, labels: { value: '' } },
    runs: script('images="${{ inputs.images }}"; echo "tags=${images,,}:act" >>"$GITHUB_OUTPUT"'),
  },
  'docker/build-push-action@v6': {
    name: 'build and push',
    inputs: { context: {}, push: {}, tags: {}, labels: {} },
    outputs: { digest: { value: '${{ steps.run.outputs.digest }}' } },
    runs: script(`TAG="\${{ inputs.tags }}"; ${PUSH}`),
  },
  'docker/setup-buildx-action@v3': NOTHING,
  'sigstore/cosign-installer@v3': NOTHING,
  'aquasecurity/trivy-action@0.33.1': {
    name: 'scan',
    inputs: { 'image-ref': {}, format: {}, output: {} },
    runs: script('crane manifest "${{ inputs.image-ref }}"'),
  },
};

const PROGRAMS = {
  podman: `case $1 in login) shift; exec skopeo login --tls-verify=false "$@" ;;
push) exec skopeo copy --dest-tls-verify=false "oci:$LAYOUT:latest" "docker://$2" ;; esac`,
  cosign: 'exec crane push "$LAYOUT" "${3%@*}:${3#*@sha256:}.sig"',
};

const clients = ['crane', 'skopeo'] as const;
const isThere = act && clients.every((name) => findClient(name));

(isThere ? describe : describe.skip)('in act (skipped where there is none)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-systems-'));
  const images = new ImageStore();
  beforeAll(async () => {
    await images.open();
    mkdirSync(path.join(folder, 'bin'));
    for (const [name, text] of Object.entries(PROGRAMS))
      writeFileSync(path.join(folder, 'bin', name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
    for (const part of ['dist', 'action.yml'])
      cpSync(path.join(root, part), path.join(folder, 'preflight', part), { recursive: true });
    for (const [uses, action] of Object.entries({ ...STAND_INS, 'github/codeql-action@v3': NOTHING })) {
      const own = path.join(folder, standInOf(uses), uses.startsWith('github/codeql') ? 'upload-sarif' : '');
      mkdirSync(own, { recursive: true });
      writeFileSync(path.join(own, 'action.yml'), JSON.stringify(action));
    }
  });
  afterAll(async () => {
    await images.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const standInOf = (uses: string) => uses.replaceAll(/\W/g, '-');

  /** A checkout with the lab's address, and the action told of it. */
  function checkoutOf(system: System, lab: Lab): string {
    const checkout = path.join(folder, system.name);
    copySystem(system, checkout);
    const workflows = path.join(checkout, '.github/workflows');
    for (const name of readdirSync(workflows)) {
      const file = path.join(workflows, name);
      const text = readFileSync(file, 'utf8')
        .replaceAll('ghcr.io', lab.registry)
        .replaceAll(/(uses: org\/ghcr-preflight@v1\n( +)with:\n)/g, `$1$2  registry: ${lab.registry}\n`);
      writeFileSync(file, text);
    }
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: checkout });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
    git('remote', 'add', 'origin', `https://github.com/${system.repository}.git`);
    return checkout;
  }

  function run(
    system: System,
    lab: Lab,
    token: string,
  ): Promise<{ exitCode: number | null; output: string }> {
    const cwd = checkoutOf(system, lab);
    const home = path.join(folder, `${system.name}-home`);
    mkdirSync(path.join(home, 'docker'), { recursive: true });
    writeFileSync(path.join(home, 'docker/config.json'), '{}');
    const local = [...Object.keys(STAND_INS), 'github/codeql-action@v3'].flatMap((uses) => [
      '--local-repository',
      `${uses}=${path.join(folder, standInOf(uses))}`,
    ]);
    const job = system.leaves.length > 0 ? ['--job', 'images'] : [];
    const args = [
      'push',
      '--platform',
      'ubuntu-latest=-self-hosted',
      '--actor',
      'mona',
      '--secret',
      `GITHUB_TOKEN=${token}`,
    ];
    const own = {
      HOME: home,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_CONFIG_HOME: `${home}/config`,
      DOCKER_CONFIG: `${home}/docker`,
      REGISTRY_AUTH_FILE: `${home}/docker/config.json`,
      LAYOUT: images.layout,
      PATH: [path.join(folder, 'bin'), path.dirname(findClient('crane') ?? ''), process.env.PATH].join(':'),
    };
    const env = Object.entries(own).filter(([name]) => !name.startsWith('XDG') && name !== 'HOME');
    const child = spawn(
      act as string,
      [
        ...args,
        ...job,
        ...local,
        '--local-repository',
        `org/ghcr-preflight@v1=${path.join(folder, 'preflight')}`,
        ...env.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ],
      { cwd, env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
  }

  test.each(SYSTEMS.map((system) => [system.name, system] as const))(
    '%s: the action allows the push, and the registry takes it',
    async (_, system) => {
      const lab = await startLab(worldOf({ package: null }, system.repository, system.packages));
      const token = inventToken('github-token', `act-${system.name}`);
      lab.world.tokens[token] = { kind: 'github-token', repository: system.repository, packages: 'write' };
      try {
        const { exitCode, output } = await run(system, lab, token);
        expect(exitCode === 0 ? '' : output.slice(-4000)).toBe('');
        expect(output).toMatch(/accepts (?:the push|pushes)/);
        expect(lab.world.packages.map(({ name }) => name).sort()).toEqual([...system.packages].sort());
        expect(output).not.toContain(token);
      } finally {
        await lab.close();
      }
    },
    180_000,
  );
});
