/** A login or a logout whose condition or place keeps the push from it, and the edit that is offered. */
import { describe, expect, test } from '@jest/globals';
import { applyEdits } from '../../src/fix/diff.js';
import { indent, lintFiles, login, MAIN, workflow } from '../lint/repository.js';

/** What the edit makes of the steps, with where it stands: written by `--fix`, or only shown. */
async function mended(steps: string, end = '\n'): Promise<[string, 'fixed' | 'shown'] | null> {
  const text = workflow(steps).replaceAll('\n', end);
  const { report, repairs } = await lintFiles({ [MAIN]: text });
  const at = report.findings.findIndex(({ id }) => id === 'no-registry-login');
  expect(at).not.toBe(-1);
  const found = repairs.find(({ finding }) => finding === at);
  if (!found) return null;
  const edits = [...found.edits].sort((one, other) => one.start - other.start);
  const after = applyEdits(text, edits);
  const left = await lintFiles({ [MAIN]: after });
  expect(left.report.findings.map(({ id }) => id)).not.toContain('no-registry-login');
  const [, made = ''] = after.split(`    steps:${end}`);
  return [made.replaceAll('\r\n', '\n'), found.safe ? 'fixed' : 'shown'];
}

const asSteps = (steps: string) => `${indent(steps, 6)}\n`;
const PUSH = '- run: docker push ghcr.io/octo/app:1';
const LOGIN = login().trim();
const OUT = '- name: Out\n  if: always()\n  run: docker logout ghcr.io';

describe('a logout before the push', () => {
  test.each<[string, string, string | null]>([
    ['goes behind it', `${LOGIN}\n# Out again.\n${OUT}\n${PUSH}`, `${LOGIN}\n${PUSH}\n# Out again.\n${OUT}`],
    [
      'goes behind the last of several',
      `${LOGIN}\n${OUT}\n${PUSH}\n${PUSH}-web\n- run: make tidy`,
      `${LOGIN}\n${PUSH}\n${PUSH}-web\n${OUT}\n- run: make tidy`,
    ],
    ['stays where its script does more', `${LOGIN}\n${OUT} && make\n${PUSH}`, null],
    [
      'goes behind it in the script of the push',
      `${LOGIN}\n- run: |\n    docker logout ghcr.io\n    docker push ghcr.io/octo/app:1`,
      `${LOGIN}\n- run: |\n    docker push ghcr.io/octo/app:1\n    docker logout ghcr.io`,
    ],
  ])('%s', async (_, before, after) => {
    const expected = after === null ? null : [asSteps(after), 'fixed'];
    expect(await mended(before)).toEqual(expected);
    expect(await mended(before, '\r\n')).toEqual(expected);
  });
});

describe('a login under another condition than the push', () => {
  const loginIf = (condition: string) => `${LOGIN}\n  if: ${condition}`;
  const buildIf = (push: string) =>
    `- uses: docker/build-push-action@v6\n  with:\n    push: ${push}\n    tags: ghcr.io/octo/app:1`;
  const MAIN_ONLY = "github.ref == 'refs/heads/main'";
  const NEVER = "github.event_name == 'release'";
  const TAGS = "startsWith(github.ref, 'refs/tags/')";

  test.each<[string, string, string, string | null]>([
    ['gets it', loginIf(TAGS), `${PUSH}\n  if: ${MAIN_ONLY}`, loginIf(`\${{ ${MAIN_ONLY} }}`)],
    ['gets it of its input', loginIf(TAGS), buildIf(`\${{ ${MAIN_ONLY} }}`), loginIf(`\${{ ${MAIN_ONLY} }}`)],
    [
      'gets both',
      loginIf(TAGS),
      `${buildIf(`\${{ ${MAIN_ONLY} }}`)}\n  if: success() || failure()`,
      loginIf(`\${{ (success() || failure()) && ${MAIN_ONLY} }}`),
    ],
    ['loses its own where the push has none', loginIf(`\${{ ${TAGS} }}`), PUSH, LOGIN],
    ['keeps it where a comment says why', loginIf(`${TAGS} # ours`), PUSH, null],
    [
      'keeps it where the other is made in between',
      loginIf(NEVER),
      `- id: built\n  run: echo tag=1 >> "$GITHUB_OUTPUT"\n${PUSH}\n  if: steps.built.outputs.tag == '1'`,
      null,
    ],
    [
      'loses it where only the script of the push decides',
      loginIf(NEVER),
      '- run: |\n    if [ "$GITHUB_REF" = refs/heads/main ]; then docker push ghcr.io/octo/app:1; fi',
      LOGIN,
    ],
    [
      'gets it in the place of one of several lines',
      loginIf(`|\n    ${TAGS} &&\n    true`),
      `${PUSH}\n  if: >-\n    ${MAIN_ONLY} ||\n    ${TAGS}`,
      loginIf(`\${{ ${MAIN_ONLY} || ${TAGS} }}`),
    ],
    ['keeps lines with a remark', loginIf(`| # why\n    ${TAGS}`), `${PUSH}\n  if: ${MAIN_ONLY}`, null],
  ])('%s', async (_, before, push, after) => {
    const expected = after === null ? null : [asSteps(`${after}\n${push}`), 'shown'];
    expect(await mended(`${before}\n${push}`)).toEqual(expected);
  });
});

describe('no login before the push', () => {
  test.each<[string, string]>([
    ['of the own owner', 'ghcr.io/octo/app:1'],
    ['of an owner that nobody knows here', 'ghcr.io/${{ vars.OWNER }}/app:1'],
  ])('gets one in front of it: %s', async (_, name) => {
    const push = `- run: docker push ${name}`;
    const [after = '', how] = (await mended(push)) ?? [];
    expect(after).toMatch(/^ {6}- uses: docker\/login-action@/);
    expect(after).toContain(asSteps(push));
    expect(how).toBe('fixed');
  });
});
