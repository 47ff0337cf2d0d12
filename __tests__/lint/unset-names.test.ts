/** A push whose whole name is a variable that nothing sets, on a machine that GitHub makes for the job. */
import { expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const ERROR = ['error invalid-image-reference'];
const GRANTS = 'permissions: {contents: read, packages: write}';
const run = (script: string, more = '') => `\n- run: ${JSON.stringify(script)}${more}`;
const PUSH = 'docker push "$IMAGE"';

test.each<[string, string[]]>([
  [run(PUSH), ERROR],
  [run('docker push ${IMAGE}'), ERROR],
  [run('sudo docker push "$IMAGE"'), ERROR],
  [run('podman push "$IMAGE"'), ERROR],
  [run(PUSH, '\n  shell: bash'), ERROR],
  [run('docker push "${IMAGE:-ghcr.io/octo/app}"'), []],
  [run(`IMAGE=ghcr.io/octo/app\n${PUSH}`), []],
  [run(`. ./env.sh\n${PUSH}`), []],
  [run(`[ -n "$IMAGE" ] && ${PUSH}`), []],
  [run(`if [ -n "$IMAGE" ]; then\n${PUSH}\nfi`), []],
  [run(`${PUSH} || true`), []],
  [run(PUSH, '\n  continue-on-error: true'), []],
  [run(PUSH, '\n  if: vars.PUSH'), []],
  [run(PUSH, '\n  shell: bash -el {0}'), []],
  [run(PUSH, '\n  shell: nix develop -c bash {0}'), []],
  [run("doppler run -- bash -c 'docker push $IMAGE'"), []],
  [run("ssh host 'docker push $IMAGE'"), []],
  [run(`set +e\n${PUSH}`), []],
  [run('docker push "$RUNNER_NAME"'), []],
  [`\n- uses: some/action@v1${run(PUSH)}`, []],
  [`\n- run: ./vars.sh${run(PUSH)}`, []],
  [run('cat vars >> $GITHUB_ENV') + run(PUSH), []],
  [run(`docker push ghcr.io/octo/app\n${PUSH}`), []],
])('%s', async (steps, expected) => {
  expect(await ids({ [MAIN]: workflow(login() + steps, GRANTS) })).toEqual(expected);
});

test.each([
  ['a machine of its own', (text: string) => text.replace('ubuntu-latest', 'self-hosted')],
  [
    'a container',
    (text: string) => text.replace('ubuntu-latest', 'ubuntu-latest\n    container: octo/tools'),
  ],
  ['what bash reads first', (text: string) => text.replace('jobs:', 'env: {BASH_ENV: ./env.sh}\njobs:')],
  [
    'what bash reads first, for this step',
    (text: string) =>
      text.replace(`${JSON.stringify(PUSH)}`, `${JSON.stringify(PUSH)}\n        env: {BASH_ENV: ./env.sh}`),
  ],
  [
    'what bash reads first from now on',
    (text: string) =>
      text.replace('    steps:', '    steps:\n      - run: echo "BASH_ENV=env.sh" >> "$GITHUB_ENV"'),
  ],
  [
    'another registry, too',
    (text: string) =>
      text.replace('    steps:', '    steps:\n      - run: docker login -u octo -p "${{ secrets.HUB }}"'),
  ],
])('%s', async (_, change) => {
  expect(await ids({ [MAIN]: change(workflow(login() + run(PUSH), GRANTS)) })).toEqual([]);
});

test('it says which variable', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login() + run(PUSH), GRANTS) });
  expect(report.findings[0]?.message).toContain('nothing sets the variable IMAGE');
});

test('no file is read first where its name is empty', async () => {
  const text = workflow(login() + run(PUSH), GRANTS).replace('jobs:', "env: {BASH_ENV: ''}\njobs:");
  expect(await ids({ [MAIN]: text })).toEqual(ERROR);
});
