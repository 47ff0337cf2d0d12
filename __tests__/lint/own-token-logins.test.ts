/** GITHUB_TOKEN at Docker Hub: the login fails by itself, whatever the job would do with it. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const TO_HUB = 'error no-registry-login';
const WRITE = 'permissions: {packages: write}';
const run = (script: string) => `\n- run: |\n${script.replace(/^/gm, '    ')}`;
const without = (text: string) => text.replace(/ *registry: ghcr\.io\n/, '');
const from = (registry: string) => login().replace('registry: ghcr.io', `registry: ${registry}`);
const ENV = 'env: {REGISTRY: ghcr.io, NAME: octo/app}\n';

describe('a login that no push tells of', () => {
  test.each<[string, string, string[]]>([
    ['no registry', without(login()), [TO_HUB]],
    ['a variable that nothing sets', from('${{ env.REGISTYR }}'), [TO_HUB]],
    ['a command', run('docker login -u x -p ${{ github.token }}'), [TO_HUB]],
    ['a piped token', run('echo ${{ github.token }} | docker login -u x --password-stdin'), [TO_HUB]],
    ['what reads', without(login()) + run('./scan.sh ghcr.io/octo/app:1'), [TO_HUB]],
    ['an image whose host is empty, too', from('${{ env.R }}') + build('${{ env.R }}/octo/app:1'), [TO_HUB]],
    ['the host', login(), []],
    ['a variable that a setting gives', from('${{ vars.REGISTRY }}'), []],
    ['one that an earlier step may have set', run('./env.sh >> $GITHUB_ENV') + from('${{ env.R }}'), []],
    ['another token', without(login('secrets.HUB_TOKEN')), []],
    ['a token that may be another', without(login('secrets.HUB_TOKEN || github.token')), []],
    ['a step that may fail', without(login()).replace('\n- uses', '\n- continue-on-error: true\n  uses'), []],
    ['a command that may fail', run('docker login -u x -p ${{ github.token }} || true'), []],
    ['a step that is never made', without(login()).replace('\n- uses', '\n- if: false\n  uses'), []],
  ])('%s', async (_, steps, expected) => {
    expect(await ids({ [MAIN]: ENV + workflow(steps, WRITE) })).toEqual(expected);
  });

  test('of which a setting decides', async () => {
    const steps = without(login()).replace('\n- uses', "\n- if: vars.LOGIN == 'true'\n  uses");
    expect(await ids({ [MAIN]: ENV + workflow(steps, WRITE) })).toEqual(['warning no-registry-login']);
  });

  test('in a file that does not speak of the registry', async () => {
    const steps = without(login());
    expect(await ids({ [MAIN]: workflow(steps, 'permissions: {contents: read}') })).toEqual([]);
  });

  test('in a file that pushes nothing, and asks for no right to', async () => {
    const read = ENV + workflow(without(login()) + run('docker pull ghcr.io/octo/app'), WRITE);
    expect(await ids({ [MAIN]: read })).toEqual([TO_HUB]);
    expect(await ids({ [MAIN]: read.replace('write', 'read') })).toEqual([]);
  });

  test('in an action of the repository, which is told once', async () => {
    const action = `name: login\nruns:\n  using: composite\n  steps:\n${without(login('github.token')).replace(/^(?=.)/gm, '    ')}`;
    const steps = '\n- uses: actions/checkout@v4\n- uses: ./.github/actions/login';
    const found = await lintFiles({
      [MAIN]: ENV + workflow(steps, WRITE),
      '.github/actions/login/action.yml': action,
    });
    expect(said(found)).toEqual([
      expect.stringContaining('error no-registry-login .github/actions/login/action.yml:'),
    ]);
  });
});

test('beside a push that tells of it, it is one finding, about the push', async () => {
  const { report } = await lintFiles({ [MAIN]: ENV + workflow(without(login()) + build(), WRITE) });
  expect(report.findings).toMatchObject([{ id: 'no-registry-login', image: 'ghcr.io/octo/app' }]);
  expect(await ids({ [MAIN]: ENV + workflow(without(login()) + build(), WRITE) })).toEqual([TO_HUB]);
  expect(await ids({ [MAIN]: ENV + workflow(from('${{ env.REGISTYR }}') + build(), WRITE) })).toEqual([
    TO_HUB,
  ]);
});

test('it says where the login goes and why, and names the registry there', async () => {
  const text = ENV + workflow(from('${{ env.REGISTYR }}'), WRITE);
  const { report, repairs } = await lintFiles({ [MAIN]: text });
  expect(report.findings[0]).toMatchObject({ title: 'The login goes to Docker Hub', severity: 'error' });
  expect(report.findings[0]?.message).toContain(
    'sends GITHUB_TOKEN to Docker Hub, for ${{ env.REGISTYR }} is empty here.',
  );
  expect(text.split('\n')[(report.findings[0]?.location?.line ?? 0) - 1]).toContain('registry:');
  const mended = applyEdits(text, repairs[0]?.edits ?? []);
  expect(mended).toContain('registry: ghcr.io');
  expect(await ids({ [MAIN]: mended })).toEqual([]);
  const chinese = await lintFiles({ [MAIN]: text }, { language: 'zh-CN' });
  expect(chinese.report.findings[0]?.message).toContain('发给了 Docker Hub');
});
