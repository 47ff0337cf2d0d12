/** The login of our step goes into podman's file or into docker's, and the clients of later steps read one or both. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startLab } from '../../src/lab/lab.js';
import { runAction } from '../../src/lab/runner/run-action.js';
import { findScenario, type Scenario } from '../../src/lab/scenarios/scenarios.js';
import type { Finding } from '../../src/types.js';
import { ACTION_NODE, manyStepsOf } from '../node.js';

const dist = path.join(import.meta.dirname, '../../dist');
const IMAGE = 'ghcr.io/octo-org/app:2';
const CRANE = `crane push app.tar ${IMAGE}`;
const DOCKER = `docker push ${IMAGE}`;
const HELM = 'helm push app-1.0.0.tgz oci://ghcr.io/octo-org';
const ORAS = `oras push ${IMAGE} app.txt`;
const SKOPEO = `skopeo copy dir:app docker://${IMAGE}`;
/** The script of the package podman-docker. */
const SHIM = '#!/bin/sh\n[ -e /etc/containers/nodocker ] || echo "Emulate Docker CLI using podman." >&2\n';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'podmans-file-'));
  mkdirSync(path.join(home, 'bin'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** `true`: a client of that name alone; a text: what its file holds; `podman`: a link to that. */
type There = Partial<Record<'docker' | 'podman', true | string>>;

function install(there: There): void {
  for (const [name, what] of Object.entries(there)) {
    const file = path.join(home, 'bin', name);
    if (what === 'podman') symlinkSync(path.join(home, 'bin', 'podman'), file);
    else {
      writeFileSync(file, what === true ? '#!/bin/sh\ncat > /dev/null\n' : `${what}exec podman "$@"\n`);
      chmodSync(file, 0o755);
    }
  }
}

async function runOf(run: string, there: There, inputs: Record<string, string>, env: Record<string, string>) {
  const scenario = findScenario('allowed') as Scenario;
  const workflow = scenario.workflow.replace(
    / {6}- uses: docker\/setup-buildx-action[\s\S]*/,
    `      - run: ${run}\n`,
  );
  install(there);
  const lab = await startLab(scenario.world);
  try {
    return await runAction({ ...scenario, workflow, inputs: { images: '', ...inputs } }, lab, {
      runStep: manyStepsOf(dist, ACTION_NODE),
      env: { PATH: `${path.join(home, 'bin')}:/usr/bin:/bin`, DOCKER_CONFIG: '', ...env },
    });
  } finally {
    await lab.close();
  }
}

const BOTH: There = { docker: true, podman: true };
const PODMAN = { login: 'podman' };

test.each<[string, string, There, Record<string, string>, Record<string, string>]>([
  ['docker', DOCKER, BOTH, PODMAN, {}],
  ['oras', ORAS, BOTH, PODMAN, {}],
  ['helm', HELM, BOTH, PODMAN, {}],
  ['oras, of images that are given', ORAS, BOTH, { ...PODMAN, images: 'octo-org/app:2' }, {}],
  ['oras, where podman is told of a file', ORAS, BOTH, PODMAN, { REGISTRY_AUTH_FILE: '/tmp/none/auth.json' }],
])('%s does not find the login that is in the file of podman', async (_, run, there, inputs, env) => {
  const { outputs } = await runOf(run, there, inputs, env);
  expect(outputs).toMatchObject({ verdict: 'denied', 'can-push': 'false' });
  const findings = JSON.parse(outputs.findings ?? '') as Finding[];
  expect(findings.map(({ id }) => id)).toEqual(['no-registry-login']);
});

test.each<[string, string, There, Record<string, string>, Record<string, string>]>([
  ['crane, which reads both', CRANE, BOTH, PODMAN, {}],
  ['skopeo, which reads both', SKOPEO, BOTH, PODMAN, {}],
  ["oras, where podman writes docker's", ORAS, BOTH, PODMAN, { DOCKER_CONFIG: '/tmp/none' }],
  ['oras, of a login by docker', ORAS, BOTH, {}, {}],
  ['docker, which is podman by a script', DOCKER, { docker: SHIM, podman: true }, PODMAN, {}],
  ['docker, which is podman by a link', DOCKER, { docker: 'podman', podman: true }, PODMAN, {}],
])('%s finds it', async (_, run, there, inputs, env) => {
  const { outputs } = await runOf(run, there, inputs, env);
  expect(outputs).toMatchObject({ verdict: 'allowed', 'can-push': 'true', findings: '[]' });
});
