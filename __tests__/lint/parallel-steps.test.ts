/** Steps that run side by side are steps of the job like all others. */
import { describe, expect, test } from '@jest/globals';
import { build, indent, lintFiles, login, MAIN, said, workflow } from './repository.js';

const beside = (...steps: string[]) => `\n- parallel:\n${steps.map((step) => indent(step, 4)).join('\n')}`;
const lint = async (text: string) => said(await lintFiles({ [MAIN]: text }));

describe('steps side by side', () => {
  test.each([
    ['a login before a push', login() + beside(build(), '- run: make test')],
    ['a login among others before a push', beside(login(), '- run: make') + build()],
    ['what is waited for', `${login()}${build()}\n- wait-all:\n- wait: [a]\n- cancel: b`],
  ])('%s', async (_, steps) => {
    expect(await lint(workflow(steps))).toEqual([]);
  });

  test.each([
    ['without permission', login() + beside(build(), build('ghcr.io/octo/b:1')), 'job-lacks-packages-write'],
    ['without a login', beside('- run: make', build()), 'no-registry-login'],
    ['by a name in capitals', login() + beside(build('ghcr.io/Octo/App:1')), 'uppercase-image-name'],
  ])('a push %s', async (_, steps, id) => {
    const keys = id === 'job-lacks-packages-write' ? 'permissions: {contents: read}' : undefined;
    expect((await lint(workflow(steps, keys)))[0]).toContain(`error ${id} `);
  });

  test('an edit puts a login in front of all of them', async () => {
    const { report } = await lintFiles({ [MAIN]: workflow(beside('- run: make', build())) });
    expect(report.findings[0]?.fix.diff).toContain('+      - uses: docker/login-action@v3\n');
    expect(report.findings[0]?.fix.diff).toContain(
      'password: ${{ secrets.GITHUB_TOKEN }}\n       - parallel:\n',
    );
  });

  test.each([
    ['before the group', beside('- run: make', build()) + login(), '+      - uses: docker/login-action@v4'],
    ['no step out of a group', build() + beside('- run: make', login()), undefined],
  ])('an edit moves a login %s', async (_, steps, line) => {
    const { report } = await lintFiles({ [MAIN]: workflow(steps) });
    expect(report.findings[0]).toMatchObject({ id: 'no-registry-login' });
    expect(report.findings[0]?.fix.diff?.split('\n').find((each) => each.startsWith('+  '))).toBe(line);
  });
});
