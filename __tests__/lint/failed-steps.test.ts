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
    ['in front of the end', step(`${PUSH}\nexit 1`)],
  ])('%s', async (_, steps) => expect(await judged(steps)).toEqual(LACKS));
});
