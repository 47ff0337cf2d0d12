/** The action in a runner that is not ours: `act`, in host mode, on a small workflow with the step. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { World } from '../../src/lab/world.js';

const root = path.join(import.meta.dirname, '../..');
const act = ['act', path.join(homedir(), 'go/bin/act')].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

const WRITER = inventToken('github-token', 'act-writer');
const READER = inventToken('github-token', 'act-reader');
const world: World = {
  accounts: [{ login: 'octo-org', type: 'Organization' }],
  packages: [],
  tokens: {
    [WRITER]: { kind: 'github-token', repository: 'octo-org/app', packages: 'write' },
    [READER]: { kind: 'github-token', repository: 'octo-org/app', packages: 'none' },
  },
};

/** Without `images`: they are found in the step that pushes. */
const workflow = (registry: string) => `name: Publish
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
      - uses: ./ghcr-preflight
        id: preflight
        with:
          registry: ${registry}
      - run: echo "docker push ${registry}/octo-org/app:1 would follow"
      - run: |
          if false; then docker push ${registry}/octo-org/app:1; fi
      - if: always()
        run: echo "the verdict is \${{ steps.preflight.outputs.verdict }} for \${{ steps.preflight.outputs.image }}"
`;

(act ? describe : describe.skip)('in act (skipped where there is none)', () => {
  let lab: Lab;
  let folder: string;
  beforeAll(async () => {
    lab = await startLab(world);
    folder = await mkdtemp(path.join(tmpdir(), 'ghcr-preflight-act-'));
    const repository = path.join(folder, 'app');
    await mkdir(path.join(repository, '.github/workflows'), { recursive: true });
    await writeFile(path.join(repository, '.github/workflows/publish.yml'), workflow(lab.registry));
    for (const part of ['dist', 'action.yml'])
      cpSync(path.join(root, part), path.join(repository, 'ghcr-preflight', part), { recursive: true });
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: repository });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
    git('remote', 'add', 'origin', 'https://github.com/octo-org/app.git');
  });
  afterAll(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Asynchronous: the lab answers from this process. */
  function run(token: string): Promise<{ exitCode: number | null; output: string }> {
    const args = [
      'push',
      '--platform',
      'ubuntu-latest=-self-hosted',
      '--secret',
      `GITHUB_TOKEN=${token}`,
      '--actor',
      'mona',
    ];
    const child = spawn(act as string, [...args, '--env', `DOCKER_CONFIG=${folder}/docker`], {
      cwd: path.join(folder, 'app'),
      env: {
        ...process.env,
        HOME: folder,
        XDG_CACHE_HOME: `${folder}/cache`,
        XDG_CONFIG_HOME: `${folder}/config`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
  }

  test('a push that is accepted: the job goes on', async () => {
    const { exitCode, output } = await run(WRITER);
    expect(output).toContain(`the verdict is allowed for ${lab.registry}/octo-org/app`);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/Success - Post \.\/ghcr-preflight/);
  }, 600_000);

  test('a push that would be refused: the job ends here, with the line to change', async () => {
    const { exitCode, output } = await run(READER);
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(
      /::error .*title=The job may not write packages.*file=\.github\/workflows\/publish\.yml,line=\d+/,
    );
    expect(output).toContain('+      packages: write');
    expect(output).not.toContain(READER);
  }, 600_000);
});
