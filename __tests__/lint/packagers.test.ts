/** Programs that push packages of one ecosystem: which login they find, and which name they push. */
import { expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const WRITE = 'permissions: {packages: write}';
const LACKS = 'error job-lacks-packages-write';
const NO_LOGIN = 'error no-registry-login';
const OWNER = 'error owner-mismatch';
const KCL = 'kcl registry login -u octo -p ${{ github.token }} ghcr.io';

const run = (script: string) => `\n- run: |\n${script.replace(/^/gm, '    ')}`;

test.each<[string, string, string, string[]]>([
  ['without a login', run('kustomizer push artifact oci://ghcr.io/octo/app:1 -k deploy'), WRITE, [NO_LOGIN]],
  ['without a login', run('up xpkg push ghcr.io/octo/app:1'), WRITE, [NO_LOGIN]],
  ['to another owner', login() + run('porter publish --registry ghcr.io/acme'), WRITE, [OWNER]],
  ['as its manifest says', login() + run('porter publish'), WRITE, []],
  ['of its own', run(`${KCL}\nkcl mod push oci://ghcr.io/octo/app`), WRITE, []],
  ['of its own, too weak', run(`${KCL}\nkcl mod push oci://ghcr.io/octo/app`), READ, [LACKS]],
  ['that docker does not read', run(`${KCL}\ndocker push ghcr.io/octo/app`), WRITE, [NO_LOGIN]],
  ['that may be elsewhere', run('kcl mod push oci://ghcr.io/octo/app'), WRITE, []],
  ['for the second operand', login() + run('wasm-to-oci push a.wasm ghcr.io/acme/app:1'), WRITE, [OWNER]],
  ['behind its scheme', login() + run('yoke stow a.wasm oci://ghcr.io/acme/app:1'), WRITE, [OWNER]],
  ['that is not asked for', run('up login\nup xpkg build\nkcl run main.k\nporter build'), READ, []],
])('a login %s: %s', async (_, steps, keys, expected) => {
  expect(await ids({ [MAIN]: workflow(steps, keys) })).toEqual(expected);
});

test.each<[string, string[]]>([
  ['oci://ghcr.io/acme', [OWNER]],
  ['oci://ghcr.io/acme/', [OWNER]],
  ['oci://ghcr.io/octo', []],
  ['oci://ghcr.io/${{ vars.OWNER }}', []],
  ['oci://ghcr.io/acme/charts', [OWNER]],
])('helm appends the name of the chart to the owner alone: %s', async (url, expected) => {
  for (const chart of ['app-1.0.0.tgz', '*.tgz'])
    expect(await ids({ [MAIN]: workflow(login() + run(`helm push ${chart} ${url}`), WRITE) })).toEqual(
      expected,
    );
});
