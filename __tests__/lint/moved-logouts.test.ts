/** A logout in front of a push, in one script: its line goes behind all others. */
import { expect, test } from '@jest/globals';
import { lintFiles, login, MAIN, workflow } from './repository.js';

const script = (...lines: string[]) => `\n- run: |\n${lines.map((each) => `    ${each}`).join('\n')}`;
const PUSH = 'docker push ghcr.io/octo/app:1';

/** The script that the edit leaves, a line each; null: there is none. */
async function mended(steps: string): Promise<string[] | null> {
  const text = workflow(login() + steps);
  const result = await lintFiles({ [MAIN]: text });
  expect(result.report.findings.map(({ id }) => id)).toEqual(['no-registry-login']);
  const diff = result.report.findings[0]?.fix.diff;
  const moved = (line: string) => (/^[-+] /.test(line) ? [`${line[0]}${line.slice(1).trim()}`] : []);
  return diff?.split('\n').flatMap(moved) ?? null;
}

test.each<[string, string[], string]>([
  ['right in front of it', ['docker logout ghcr.io', PUSH], 'docker logout ghcr.io'],
  ['with its remark', ['docker logout ghcr.io # bye', PUSH], 'docker logout ghcr.io # bye'],
  ['whatever comes of it', ['docker logout ghcr.io || true', PUSH], 'docker logout ghcr.io || true'],
  [
    'behind a loop',
    ['for each in a b; do', '  make $each', 'done', 'docker logout ghcr.io', PUSH],
    'docker logout ghcr.io',
  ],
])('%s', async (_, lines, moved) => {
  expect(await mended(script(...lines))).toEqual([`-${moved}`, `+${moved}`]);
});

test('the line is the last of its script, and the next step stands as it stood', async () => {
  const text = workflow(`${login()}${script('docker logout ghcr.io', PUSH)}\n\n- run: make test # all`);
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings[0]?.fix.diff).toContain(`           ${PUSH}\n+          docker logout ghcr.io\n`);
});

test.each<[string, string]>([
  ['one of several commands', script('docker logout ghcr.io; make', PUSH)],
  ['a script that ends early', script('docker logout ghcr.io', PUSH, 'exit 0')],
  ['a script of one line', `\n- run: docker logout ghcr.io && ${PUSH}`],
  ['one in a list that would be empty', script('if true; then', 'docker logout ghcr.io', 'fi', PUSH)],
  ['one in a function', script('f() {', 'docker logout ghcr.io', '}', 'f', PUSH)],
  ['one in parentheses', script('(', 'docker logout ghcr.io', ')', PUSH)],
  [
    'a script that another step uses',
    `${script('docker logout ghcr.io', PUSH).replace('|', '&s |')}\n- run: *s`,
  ],
  ['folded lines', script('docker logout ghcr.io &&', PUSH).replace('|', '>')],
])('is left where it is: %s', async (_, steps) => {
  expect(await mended(steps)).toBeNull();
});
