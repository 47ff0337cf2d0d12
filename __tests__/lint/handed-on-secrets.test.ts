/** A secret that nobody can define is changed where it is named, however many hand it on to the login. */
import { expect, test } from '@jest/globals';
import { build, indent, lintFiles, login, MAIN, workflow } from './repository.js';

const WRONG = '${{ secrets.GITHUB_PAT }}';
const declaring = (name: string) => `{workflow_call: {secrets: {${name}: {required: true}, other: {}}}}`;
const calling = (called: string, value: string, passed: string, on = 'push') =>
  `on: ${on}
jobs:
  call:
    permissions: {contents: read, packages: write}
    uses: ./.github/workflows/${called}
    secrets:
      other: \${{ secrets.OTHER }}
      ${passed}: ${value}
`;
const publishing = (name: string, steps = login(`secrets.${name}`)) =>
  workflow(steps + build(), undefined, `{workflow_call: {secrets: {${name}: {}, other: {}}}}`);
const action = (steps: string) =>
  `inputs: {token: {required: true}}\nruns:\n  using: composite\n  steps:\n${indent(steps, 4)}\n`;
const using = (path: string, value: string) => `- uses: ./${path}\n  with:\n    token: ${value}`;
const SCRIPT = (value: string) =>
  `- env: {T: "\${{ ${value} }}"}\n  shell: bash\n  run: echo "$T" | docker login ghcr.io -u x --password-stdin`;

const MIDDLE = '.github/workflows/middle.yml';
const IMAGE = '.github/workflows/image.yml';

test.each<[string, Record<string, string>]>([
  ['by a call', { [MAIN]: calling('image.yml', WRONG, 'token'), [IMAGE]: publishing('token') }],
  [
    'by a call, to a script',
    {
      [MAIN]: calling('image.yml', WRONG, 'token'),
      [IMAGE]: publishing('token', `\n${SCRIPT('secrets.token')}\n`),
    },
  ],
  [
    'by two calls',
    {
      [MAIN]: calling('middle.yml', WRONG, 'token'),
      [MIDDLE]: calling('image.yml', '${{ secrets.token }}', 'password', declaring('token')),
      [IMAGE]: publishing('password'),
    },
  ],
  [
    'by a step, to an action',
    {
      [MAIN]: workflow(using('publish', WRONG) + build()),
      'publish/action.yml': action(login('inputs.token')),
    },
  ],
  [
    'by a step, to an action in an action',
    {
      [MAIN]: workflow(using('publish', WRONG) + build()),
      'publish/action.yml': action(using('sign-in', '${{ inputs.token }}')),
      'sign-in/action.yml': action(SCRIPT('inputs.token')),
    },
  ],
])('handed on %s', async (_, files) => {
  const { report } = await lintFiles(files);
  const [finding, ...others] = report.findings;
  const { file = '', line = 0 } = finding?.location ?? {};
  expect([finding?.id, file, others]).toEqual(['token-missing', MAIN, []]);
  expect(finding?.job).toBe((files[MAIN] ?? '').includes('call:') ? 'call' : 'image');
  expect((files[file] ?? '').split('\n')[line - 1]).toContain(WRONG);
  expect(finding?.fix.diff).toContain('${{ secrets.GITHUB_TOKEN }}');
});

test('named by the login itself, it is changed there', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(login('secrets.GITHUB_PAT') + build()) });
  expect(report.findings).toMatchObject([{ id: 'token-missing', location: { file: MAIN } }]);
});
