/** Builds by a name that no client takes, in front of a push by a right one. */
import { describe, expect, test } from '@jest/globals';
import { lintFiles, login, MAIN, said, workflow } from './repository.js';

const PUSH = 'docker push ghcr.io/octo/app:1';
const script = (...lines: string[]) =>
  `${login()}\n- run: |\n${[...lines, PUSH].map((line) => `    ${line}\n`).join('')}`;
const action = (inputs: string) =>
  `${login()}\n- uses: docker/build-push-action@v6\n  with: {context: ., ${inputs}}\n- run: ${PUSH}`;
const judged = async (steps: string, on = 'push') =>
  said(await lintFiles({ [MAIN]: workflow(steps, undefined, on) })).map((line) =>
    line.split(' ').slice(0, 2).join(' '),
  );

const CAPITALS = ['error uppercase-image-name'];
const INVALID = ['error invalid-image-reference'];

describe('the job ends there', () => {
  test.each<[string, string, string[]]>([
    ['a build', script('docker build -t MyApp .', 'docker tag MyApp ghcr.io/octo/app:1'), CAPITALS],
    ['a name at the registry', script('docker build -t ghcr.io/Octo/app:1 .'), CAPITALS],
    ['a tag', script('docker tag app ghcr.io/Octo/App:1'), CAPITALS],
    [
      'a build where the script says it twice, once perhaps',
      script('set -e', 'if git diff --quiet; then set -euo pipefail; fi', 'docker build -t MyApp .'),
      CAPITALS,
    ],
    ['a run', script('docker run --rm ghcr.io/Octo/tools:1 make'), CAPITALS],
    ['a ref', script('docker build -t app:${{ github.ref }} .'), INVALID],
    ['an action that loads', action('load: true, tags: octo/App'), CAPITALS],
    ['an action that only builds', action('push: false, tags: "app:1:2"'), INVALID],
    // One of the two is enough.
    ['the push as well', script('docker build -t MyApp .', 'docker push ghcr.io/Octo/app'), CAPITALS],
  ])('%s', async (_, steps, expected) => expect(await judged(steps)).toEqual(expected));

  test('it says which name, and where', async () => {
    const { report } = await lintFiles({ [MAIN]: workflow(script('cd web', 'docker build -t MyApp .')) });
    const [finding] = report.findings;
    expect(finding?.message).toContain('MyApp');
    expect(finding?.fix.summary).toContain('myapp');
    const lines = workflow(script('cd web', 'docker build -t MyApp .')).split('\n');
    expect(lines[(finding?.location?.line ?? 0) - 1]?.trim()).toBe('docker build -t MyApp .');
  });
});

describe('nothing ends there', () => {
  test.each([
    ['a build that may fail', script('docker build -t MyApp . || true')],
    ['a push that is made in any case', `${script('docker build -t app .')}`],
    ['a name that nobody knows', script('docker build -t "$(cat name)" .')],
    ['a host with capitals', script('docker build -t Octo/app .')],
    [
      'a step that may fail',
      `${login()}\n- run: docker build -t MyApp .\n  continue-on-error: true\n- run: ${PUSH}`,
    ],
    [
      'a step that may be left out',
      `${login()}\n- run: docker build -t MyApp .\n  if: vars.X\n- run: ${PUSH}`,
    ],
    ['a job without a push', `${login()}\n- run: docker build -t MyApp .`],
    [
      'a job that but keeps its cache there',
      `${login()}\n- run: docker build -t MyApp .\n- uses: docker/build-push-action@v6\n  with: {push: true, tags: quay.io/octo/app, cache-to: "type=registry,ref=ghcr.io/octo/app:cache"}`,
    ],
    ['a build behind the push', `${login()}\n- run: ${PUSH}\n- run: docker build -t MyApp .`],
    ['a push behind a failure', `${login()}\n- run: docker build -t MyApp .\n- run: ${PUSH}\n  if: always()`],
  ])('%s', async (_, steps) => expect(await judged(steps)).toEqual([]));
});
