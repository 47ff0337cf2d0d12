/** An `if:` with something beside its braces, or with a text for a comparison, is always true: it keeps no pull request out. */
import { describe, expect, test } from '@jest/globals';
import { build, lintFiles, login, MAIN, workflow } from './repository.js';

const GUARDED = "github.event_name == 'push'";

const PERMISSIONS = 'permissions: {packages: write}';
const ofStep = (condition: string) =>
  workflow(
    login() + build().replace('- uses:', `- if: ${condition}\n  uses:`),
    PERMISSIONS,
    '[push, pull_request]',
  );
const ofJob = (condition: string) =>
  workflow(login() + build(), `${PERMISSIONS}\nif: ${condition}`, '[push, pull_request]');

async function found(source: string) {
  const { report, repairs } = await lintFiles({ [MAIN]: source });
  return report.findings.map(({ id, location, fix }) => ({
    id,
    line: source.split('\n')[(location?.line ?? 0) - 1]?.trim().replace(/^- /, ''),
    written: /^\+.*?(if:.*)$/m.exec(fix.diff ?? '')?.[1],
    isSafe: repairs[0]?.safe,
  }));
}

describe.each([
  ['a step', ofStep],
  ['a job', ofJob],
])('of %s', (_, source) => {
  test.each([
    ["${{ github.event_name }} == 'push'", "if: ${{ github.event_name == 'push' }}"],
    ['${{ github.event_name }} == "push"', "if: ${{ github.event_name == 'push' }}"],
    [
      `\${{ ${GUARDED} }} && \${{ github.ref == 'refs/heads/main' }}`,
      `if: \${{ (${GUARDED}) && (github.ref == 'refs/heads/main') }}`,
    ],
    [`"!\${{ github.event_name == 'pull_request' }}"`, "if: ${{ !(github.event_name == 'pull_request') }}"],
    [`|\n    \${{ ${GUARDED} }}`, `if: \${{ ${GUARDED} }}`],
    [`>\n    \${{ ${GUARDED} &&\n    !failure() }}`, `if: \${{ ${GUARDED} && !failure() }}`],
    [
      "github.event_name == 'push' || 'workflow_dispatch'",
      "if: ${{ github.event_name == 'push' || github.event_name == 'workflow_dispatch' }}",
    ],
    [
      "${{ github.ref == 'refs/heads/main' || 'refs/heads/dev' || 'refs/heads/x' }}",
      "if: ${{ github.ref == 'refs/heads/main' || github.ref == 'refs/heads/dev' || github.ref == 'refs/heads/x' }}",
    ],
    ['${{ github.ref }} == refs/heads/main', "if: ${{ github.ref == 'refs/heads/main' }}"],
    ['${{ github.event_name }} == push && true', "if: ${{ github.event_name == 'push' && true }}"],
    [
      `"!\${{ contains(github.event_name, '}}') }} == (github.ref == 'a  b')"`,
      "if: '${{ !contains(github.event_name, ''}}'') == (github.ref == ''a  b'') }}'",
    ],
  ])('%s', async (condition, written) => {
    const line = `if: ${condition.split('\n')[0]}`;
    expect(await found(source(condition))).toEqual([{ id: 'read-only-run', line, written, isSafe: true }]);
  });

  test.each([
    GUARDED,
    `\${{ ${GUARDED} }}`,
    `|-\n    \${{ ${GUARDED} }}`,
    "github.event_name == 'push' || 'schedule' == github.event_name",
    `|\n    ${GUARDED}`,
    `>\n    ${GUARDED} &&\n    !failure()`,
  ])('an expression: %s', async (condition) => {
    expect(await found(source(condition))).toEqual([]);
  });
});

test('what does not ask for the run is no guard of it', async () => {
  const [finding] = await found(ofStep("${{ vars.PUSH }} == 'yes'"));
  expect(finding).toMatchObject({ id: 'read-only-run', line: expect.stringMatching(/^(?:with|push)/) });
});

describe('where what was meant is no expression, or leaves no fork out, the push is told to', () => {
  test.each([
    "${{ github.event_name }} in ('push', 'schedule')",
    `\${{ ${GUARDED} }} and \${{ github.ref == 'refs/heads/main' }}`,
    `\${{ ${GUARDED} }}\${{ github.ref == 'refs/heads/main' }}`,
    `|\n    # only of main\n    \${{ ${GUARDED} }}`,
    '${{ github.event_name }} == push/$NAME',
    "${{ github.event_name }} == 'pull_request' && 'it''s'",
    "${{ github.actor }} != 'dependabot[bot]'",
    "${{ 'github.event_name' }} == 'push'",
  ])('%s', async (condition) => {
    const [finding] = await found(ofStep(condition));
    expect(finding).toMatchObject({
      id: 'read-only-run',
      line: expect.stringMatching(/^push: true/),
      isSafe: true,
    });
  });
});

test('a condition of thousands of characters is not looked at', async () => {
  const [finding] = await found(ofStep(`"\${{ github.event_name }}${' '.repeat(2_000)}== 'push'"`));
  expect(finding).toMatchObject({ id: 'read-only-run', line: expect.stringMatching(/^(?:with|push)/) });
});
