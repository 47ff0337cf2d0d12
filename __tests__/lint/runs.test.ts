/** Which runs there can be, and what each of them may. */
import { describe, expect, test } from '@jest/globals';
import { build, jobWith, lintFiles, login, MAIN, said, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const WRITE = 'permissions: {contents: read, packages: write}';

const judged = async (on: string, keys: string, push = 'true', options = {}) =>
  said(
    await lintFiles(
      { [MAIN]: workflow(login() + build().replace('push: true', `push: ${push}`), keys, on) },
      options,
    ),
  ).map((line) => line.split(' ').slice(0, 2).join(' '));

describe('a pull request from a fork has a token that only reads', () => {
  test.each<[string, string, string[]]>([
    ['without a guard', 'true', ['warning read-only-run']],
    ['by event', "${{ github.event_name != 'pull_request' }}", []],
    ['by repository', '${{ github.event.pull_request.head.repo.full_name == github.repository }}', []],
    ['by the flag of the fork', '${{ !github.event.pull_request.head.repo.fork }}', []],
    [
      'by a label, which somebody of ours set',
      "${{ contains(github.event.pull_request.labels.*.name, 'x') }}",
      [],
    ],
    ['by the owner of the base', "${{ github.repository_owner == 'octo' }}", ['warning read-only-run']],
    ['by an actor that is not everybody', "${{ github.actor == 'octo' }}", []],
    ['against Dependabot alone', "${{ github.actor != 'dependabot[bot]' }}", ['warning read-only-run']],
  ])('%s', async (_, push, expected) => {
    expect(await judged('[push, pull_request]', WRITE, push)).toEqual(expected);
  });

  test('and pull_request_target has not', async () => {
    expect(await judged('pull_request_target', WRITE)).toEqual([]);
  });

  test('an error of the job says enough', async () => {
    expect(await judged('[push, pull_request]', READ)).toEqual(['error job-lacks-packages-write']);
  });
});

describe('only what a trigger can start counts', () => {
  test.each<[string, string, number]>([
    ['push', "${{ github.event_name == 'push' }}", 1],
    ['release', "${{ github.event_name == 'push' }}", 0],
    ['{push: {tags: [v*]}}', "${{ startsWith(github.ref, 'refs/tags/v') }}", 1],
    ['{push: {tags: [v*]}}', "${{ github.ref == 'refs/heads/main' }}", 0],
    ['{push: {branches: [main]}}', "${{ startsWith(github.ref, 'refs/tags/') }}", 0],
    ['{push: {branches: [main]}}', "${{ github.ref_name == 'main' }}", 1],
    ['{push: {branches: ["release/**"]}}', "${{ startsWith(github.ref, 'refs/heads/release/') }}", 1],
    ['push', "${{ github.ref == 'refs/heads/main' }}", 1],
    ['push', '${{ github.event.pull_request.merged }}', 0],
    ['{pull_request: {types: [closed]}}', '${{ github.event.pull_request.merged }}', 1],
    ['{workflow_dispatch: {inputs: {push: {type: boolean, default: true}}}}', '${{ inputs.push }}', 1],
    ['{workflow_dispatch: {inputs: {push: {type: boolean}}}}', '${{ inputs.push }}', 0],
    ['{workflow_dispatch: {inputs: {tag: {}}}}', "${{ inputs.tag != '' }}", 1],
    ['{workflow_dispatch: {inputs: {tag: {}}}}', "${{ github.event.inputs.tag == 'edge' }}", 1],
    ['{workflow_dispatch: {inputs: {tag: {default: edge}}}}', "${{ inputs.tag == 'stable' }}", 0],
    ['schedule', "${{ github.event_name == 'schedule' }}", 1],
  ])('on: %s, push: %s', async (on, push, count) => {
    expect(await judged(on, READ, push)).toHaveLength(count);
  });

  test('and of those, only what --event names', async () => {
    const on = '[push, pull_request]';
    expect(await judged(on, WRITE, 'true', { event: 'push' })).toEqual([]);
    expect(await judged(on, WRITE, 'true', { event: 'pull_request' })).toEqual(['warning read-only-run']);
    expect(await judged(on, READ, 'true', { event: 'release' })).toEqual([]);
  });
});

describe('jobs that need each other', () => {
  const gated = (gate: string, condition = '') =>
    `on: push\njobs:\n  gate:\n    if: ${gate}\n    runs-on: ubuntu-latest\n    outputs: {image: "\${{ steps.x.outputs.image }}"}\n    steps:\n      - id: x\n        run: echo "image=ghcr.io/octo/app:1" >> $GITHUB_OUTPUT\n${jobWith(login() + build('${{ needs.gate.outputs.image }}'), `needs: gate\n${condition}\n${READ}`)}`;
  const count = async (text: string) => (await lintFiles({ [MAIN]: text })).report.findings.length;

  test('an output is followed from job to job', async () => {
    expect(await count(gated('true'))).toBe(1);
  });

  test('a job whose need is skipped is skipped', async () => {
    expect(await count(gated("github.event_name == 'release'"))).toBe(0);
  });

  test('unless it says always()', async () => {
    const text = gated("github.event_name == 'release'", 'if: always()').replace(
      '${{ needs.gate.outputs.image }}',
      'ghcr.io/octo/app',
    );
    expect(await count(text)).toBe(1);
  });
});

describe('a matrix', () => {
  const legs = (matrix: string) =>
    workflow(
      login() + build('${{ matrix.image }}').replace('push: true', 'push: ${{ matrix.push }}'),
      `${READ}\nstrategy:\n  matrix: ${matrix}`,
    );
  test.each<[string, number]>([
    ['{image: [ghcr.io/octo/a, quay.io/octo/a], push: [true]}', 1],
    ['{image: [quay.io/octo/a], push: [true]}', 0],
    ['{include: [{image: ghcr.io/octo/a, push: false}, {image: ghcr.io/octo/b, push: true}]}', 1],
    ['{include: [{image: ghcr.io/octo/a, push: false}, {image: quay.io/octo/b, push: true}]}', 0],
    ['{image: ["ghcr.io/${{ github.repository }}"], push: [true]}', 1],
    ['${{ fromJSON(vars.MATRIX) }}', 0],
  ])('%s', async (matrix, count) => {
    expect((await lintFiles({ [MAIN]: legs(matrix) })).report.findings).toHaveLength(count);
  });
});

describe('a permission that GitHub refuses is told with the nearest that it takes', () => {
  test.each([
    ['{package: write}', 'Write packages,'],
    ['{pull_requests: write}', 'Write pull-requests,'],
    ['{packages: Write}', 'Write write,'],
    ['write_all', 'Write write-all,'],
    ['{packages: read|write}', 'Write one level for each scope'],
    ['{administration: write}', 'Write one level for each scope'],
  ])('%s', async (permissions, advice) => {
    const text = workflow(login() + build(), `permissions: ${permissions}`);
    const { report } = await lintFiles({ [MAIN]: text });
    expect(report.findings.map(({ id }) => id)).toEqual(['invalid-permissions']);
    expect(report.findings[0]?.fix.summary).toContain(advice);
  });
});

describe('the server that a run is on', () => {
  const there = 'push';
  const guard = "${{ github.server_url == 'https://github.example.com' }}";
  const files = {
    [MAIN]: workflow(
      login().replace('ghcr.io', 'containers.github.example.com') +
        build("containers.${{ 'github.example.com' }}/octo/app:1").replace('push: true', `push: ${guard}`),
      READ,
      there,
    ),
  };

  test.each<[string, string[]]>([
    ['https://github.example.com', ['error job-lacks-packages-write']],
    ['https://github.com', []],
  ])('is %s', async (serverUrl, expected) => {
    const found = said(await lintFiles(files, { serverUrl }));
    expect(found.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(expected);
  });
});
