/** A login that stands behind the push: it is named and moved, and none is made beside it. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const SHELL =
  '\n- run: echo "$T" | docker login ghcr.io -u x --password-stdin\n  env: {T: "${{ github.token }}"}';
const ACTION = 'name: a\ndescription: b\nruns:\n  using: composite\n  steps:\n    ';

async function found(steps: string, files: Readonly<Record<string, string>> = {}) {
  const { report, repairs, texts } = await lintFiles({ [MAIN]: workflow(steps), ...files });
  const edits = repairs[0]?.edits ?? [];
  return {
    messages: report.findings.map(({ id, message }) => `${id}: ${message}`),
    mended: edits.length > 0 ? applyEdits(texts[MAIN] as string, edits) : null,
  };
}

test.each<[string, string, string]>([
  ['a step of an action', build() + login(), `${MAIN}:12`],
  ['a step of a script', build() + SHELL, `${MAIN}:12`],
  [
    'a line of the same script',
    '\n- run: |\n    docker push ghcr.io/octo/app\n    docker login ghcr.io -u x -p ${{ github.token }}',
    `${MAIN}:9`,
  ],
  ['a step of another person', build() + login('secrets.CR_PAT'), `${MAIN}:12`],
])('%s', async (_, steps, place) => {
  const { messages } = await found(steps);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^no-registry-login: .*comes after it\.$/);
  expect(messages[0]).toContain(place);
});

test('on a machine that may keep one, it is a warning', async () => {
  const text = workflow(build() + login()).replace('ubuntu-latest', 'self-hosted');
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual([
    'warning no-registry-login',
  ]);
});

test('in an action of the repository', async () => {
  const action = `${ACTION}- shell: bash\n      run: docker push ghcr.io/octo/app\n    - uses: docker/login-action@v3\n      with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}\n`;
  const { messages } = await found('\n- uses: actions/checkout@v5\n- uses: ./push', {
    'push/action.yml': action,
  });
  expect(messages.join()).toContain('push/action.yml:8');
});

describe('it is moved', () => {
  test('with the comment above it, and the file is in order then', async () => {
    const text = workflow(`# builds\n${build().trim()}\n# logs in\n${login().trim()}\n- run: 'true'`);
    const { repairs } = await lintFiles({ [MAIN]: text });
    const mended = applyEdits(text, repairs[0]?.edits ?? []);
    expect(mended).toBe(workflow(`# logs in\n${login().trim()}\n# builds\n${build().trim()}\n- run: 'true'`));
    expect((await lintFiles({ [MAIN]: mended })).report.findings).toEqual([]);
  });

  const REGISTRY = 'permissions: {packages: write}\nenv: {REGISTRY: ghcr.io}';
  const named = login().replace('ghcr.io', '${{ env.REGISTRY }}');

  test('with a variable of the job, and of the workflow', async () => {
    for (const text of [
      workflow(build() + named, REGISTRY),
      `env: {REGISTRY: ghcr.io}\n${workflow(build() + named)}`,
    ]) {
      const { repairs } = await lintFiles({ [MAIN]: text });
      const mended = applyEdits(text, repairs[0]?.edits ?? []);
      expect(mended.indexOf('login-action')).toBeLessThan(mended.indexOf('build-push-action'));
      expect((await lintFiles({ [MAIN]: mended })).report.findings).toEqual([]);
    }
  });

  test('but not where a step gives the variable another value', async () => {
    const set = "\n- run: echo 'REGISTRY=ghcr.io' >> $GITHUB_ENV";
    const { repairs } = await lintFiles({ [MAIN]: workflow(build() + set + named, REGISTRY) });
    expect(repairs[0]?.edits ?? []).toEqual([]);
  });

  test.each([
    ['where it needs a step between', `${build()}\n- id: t\n  run: echo\n${login('steps.t.outputs.x')}`],
    [
      'where it does more',
      `${build()}\n- run: |\n    make\n    docker login ghcr.io -u x -p \${{ github.token }}`,
    ],
  ])('but not %s', async (_, steps) => {
    const { messages, mended } = await found(steps);
    expect(messages.join()).toContain('comes after it');
    expect(mended).toBeNull();
  });
});

test.each([
  [
    'another client reads another file',
    `${build()}\n- run: podman login ghcr.io -u x -p \${{ github.token }}`,
  ],
  ['it goes to another registry', build() + login().replace('ghcr.io', 'quay.io')],
  ['it is never made', build() + login('github.token').replace('  with', '  if: false\n  with')],
])('is none where %s', async (_, steps) => {
  const { messages, mended } = await found(steps);
  expect(messages[0]).toContain('nothing before it');
  expect(mended).toContain('docker/login-action');
});
