/** Behind a step that surely fails nothing of its job is run but what asks for no success. */
import { describe, expect, test } from '@jest/globals';
import { ids, indent, login, MAIN, workflow } from './repository.js';

const LACKS = ['error job-lacks-packages-write'];
const step = (script: string, more = '') => `\n- run: |\n${indent(script, 4)}\n${more}`;
const PUSH = 'docker push ghcr.io/octo/app:1';
const judged = (steps: string) => ids({ [MAIN]: workflow(login() + steps, 'permissions: {contents: read}') });

describe('a push that is never come to', () => {
  test.each<[string, string]>([
    ['an end', step('exit 1') + step(PUSH)],
    ['an end behind a word', step('echo "not yet" >&2; exit 2') + step(PUSH)],
    ['what fails', step('false') + step(PUSH)],
    ['what surely holds', step('A=x\nif [ "$A" = x ]; then exit 1; fi') + step(PUSH)],
    ['a function', step('die() { echo "$1"; exit 1; }\ndie no') + step(PUSH)],
    ['a subshell', step('(exit 3)') + step(PUSH)],
    ['a script of its own', step("bash -c 'exit 1'") + step(PUSH)],
    ['its own script, with a trap', step(`trap 'rm -rf tmp' EXIT\nfalse\n${PUSH}`)],
    ['one that is counted', step(`let n=0\n${PUSH}`)],
    ['an end of PowerShell', step('Write-Host "not yet"\nexit 1', '  shell: pwsh') + step(PUSH)],
    ['what PowerShell throws', step('throw "not yet"', '  shell: pwsh') + step(PUSH)],
  ])('%s', async (_, steps) => expect(await judged(steps)).toEqual([]));
});

describe('a push that is come to', () => {
  test.each<[string, string]>([
    ['that asks for no success', step('exit 1') + step(PUSH, '  if: always()')],
    ['behind a failure that the job forgives', step('exit 1', '  continue-on-error: true') + step(PUSH)],
    ['behind a step that is perhaps run', step('exit 1', "  if: github.ref_name == 'x'") + step(PUSH)],
    ['behind an end without an error', step('exit 0') + step(PUSH)],
    ['behind an end that is taken back', step("trap 'exit 0' EXIT\nexit 1") + step(PUSH)],
    ['behind a subshell that is forgiven', step('(exit 3) || true') + step(PUSH)],
    ['behind an end that only the run knows', step('test -n "$(git status -s)" && exit 1') + step(PUSH)],
    ['beside the end', `\n- parallel:\n${indent(step('exit 1') + step(PUSH), 4)}`],
    ['behind one that runs beside it', step('exit 1', '  background: true') + step(PUSH)],
    ['behind an end that may be none', step('make && CODE=0\nexit $(cat code)') + step(PUSH)],
    ['in front of the end', step(`${PUSH}\nexit 1`)],
    ['behind an end in a block of PowerShell', step('if ($x) {\n  exit 1\n}', '  shell: pwsh') + step(PUSH)],
    ['behind one that PowerShell never runs', step('function f {\nexit 1\n}', '  shell: pwsh') + step(PUSH)],
    ['behind one that it catches', step('try { f } catch {}\nthrow "x"', '  shell: pwsh') + step(PUSH)],
    ['behind a program that fails in it', step("bash -c 'exit 1'\nexit 0", '  shell: pwsh') + step(PUSH)],
  ])('%s', async (_, steps) => expect(await judged(steps)).toEqual(LACKS));
});

describe('a push in a job that needs one', () => {
  const jobs = (needed: string, own = '', between = '') => `on: push
permissions: {contents: read}
jobs:
  first:
    runs-on: ubuntu-latest
${indent(needed, 4)}
${between}  last:
    needs: ${between === '' ? 'first' : 'between'}
${own}    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3
        with: {registry: ghcr.io, username: octo, password: '\${{ secrets.GITHUB_TOKEN }}'}
      - run: ${PUSH}
`;
  const BETWEEN = '  between: {needs: first, runs-on: ubuntu-latest, steps: [{run: make}]}\n';
  const ENDS_AS = 'steps:\n  - run: exit ';
  const FAILS = 'steps:\n  - run: exit 1';
  test.each<[string, string]>([
    ['that surely fails', jobs(FAILS)],
    ['that needs one which does', jobs(FAILS, '', BETWEEN)],
    ['in each of its legs', jobs(`strategy: {matrix: {os: [a, b]}}\n${FAILS}`)],
    ['whose success it asks for', jobs(FAILS, "    if: always() && needs.first.result == 'success'\n")],
  ])('%s is never come to', async (_, text) => expect(await ids({ [MAIN]: text })).toEqual([]));

  test.each<[string, string]>([
    ['whose failure it asks for', jobs(FAILS, "    if: always() && needs.first.result == 'failure'\n")],
    ['whose failure it passes over', jobs(FAILS, '    if: always()\n')],
    ['that may fail', jobs(`continue-on-error: true\n${FAILS}`)],
    ['that fails for what the run knows', jobs('steps:\n  - run: test -s log || exit 1')],
    ['that forgives its step', jobs('steps:\n  - run: exit 1\n    continue-on-error: true')],
    ['that ends as its leg says', jobs(`strategy: {matrix: {n: [0, 1]}}\n${ENDS_AS}\${{ matrix.n }}`)],
    ['that ends as a run says', jobs(`${ENDS_AS}\${{ github.run_number }}`)],
  ])('%s is come to', async (_, text) => expect(await ids({ [MAIN]: text })).toEqual(LACKS));
});
