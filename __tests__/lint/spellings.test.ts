/** Whatever YAML lets a call, or the use of an action, look like, the file behind it is read. */
import { describe, expect, test } from '@jest/globals';
import { usedIn } from '../../src/workflow/repository/used.js';
import { build, ids, login, MAIN, workflow } from './repository.js';

const CALLED = '.github/workflows/called.yml';
const CALL = './.github/workflows/called.yml';
const READ = 'permissions: {contents: read}';

/** Nothing in it says by a word that it has to do with the registry. */
const call = (jobs: string, above = '') => `on: push\n${READ}\n${above}jobs:\n${jobs}\n`;

describe('a call is seen', () => {
  const called = workflow(login() + build(), 'env: {A: b}', 'workflow_call');

  test.each<[string, string]>([
    ['on a line of its own', call(`  a:\n    uses: ${CALL}`)],
    ['between braces, first', call(`  a: {uses: ${CALL}, secrets: inherit}`)],
    ['between braces, last', call(`  a: {secrets: inherit, uses: ${CALL}}`)],
    ['all of it between braces', `{on: push, ${READ}, jobs: {a: {uses: ${CALL}}}}\n`],
    ['with a quoted key', call(`  a:\n    "uses": ${CALL}`)],
    ['all in quotes, as JSON', `{"on":"push","permissions":{},"jobs":{"a":{"uses":"${CALL}"}}}\n`],
    ['with a blank before the colon', call(`  a:\n    uses : ${CALL}`)],
    ['with a key that is asked for', call(`  a:\n    ? uses\n    : ${CALL}`)],
    ['with such a key and a remark', call(`  a:\n    ? uses # which\n    : ${CALL}`)],
    ['on the next line', call(`  a:\n    uses:\n      ${CALL}`)],
    ['as a folded text', call(`  a:\n    uses: >-\n      ${CALL}`)],
    ['with a tag', call(`  a:\n    uses: !!str ${CALL}`)],
    ['with an anchor', call(`  a:\n    uses: &it ${CALL}`)],
    ['as an alias', call('  a:\n    uses: *it', `env:\n  IT: &it ${CALL}\n`)],
    ['as an alias of a quoted text', call('  a: {uses: *it}', `env: {IT: &it "${CALL}"}\n`)],
    ['as an alias of a job', call(`  a: &it\n    uses: ${CALL}\n  b: *it`)],
    ['with a key that is an alias', call(`  a:\n    *it : ${CALL}`, 'env: {KEY: &it uses}\n')],
    ['with a key that is written by numbers', call(`  a:\n    "\\x75ses": ${CALL}`)],
  ])('%s', async (_, text) => {
    // Of two jobs that are one text each says so.
    const found = new Set(await ids({ [MAIN]: text, [CALLED]: called }));
    expect([...found]).toEqual(['error caller-lacks-packages-write']);
  });
});

describe('an action of the repository is seen', () => {
  const job = (steps: string) => call(`  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`);
  const pushing =
    'runs:\n  using: composite\n  steps:\n    - run: |\n        echo ${{ github.token }} | docker login ghcr.io -u x --password-stdin\n        docker push ghcr.io/octo/app\n      shell: bash\n';

  test.each<[string, string]>([
    ['on a line of its own', job('      - uses: ./publish')],
    ['between braces', job('      - {uses: ./publish}')],
    ['between braces, before a comma', job('      - {uses: ./publish, with: {a: b}}')],
    ['in a list between brackets', call('  a: {runs-on: ubuntu-latest, steps: [{uses: ./publish}]}')],
    ['with a quoted key', job("      - 'uses': ./publish")],
    ['with a key that is asked for', job('      - ? uses\n        : ./publish')],
    ['as an alias of a step', job('      - &it\n        uses: ./publish\n      - *it')],
    ['as an alias of a text', job('      - name: &it ./publish\n        uses: *it')],
  ])('%s', async (_, text) => {
    expect(await ids({ [MAIN]: text, 'publish/action.yml': pushing })).toEqual([
      'error job-lacks-packages-write',
    ]);
  });
});

test('what only looks like it does no harm', () => {
  expect(usedIn('# nothing\nenv: {A: "?", B: *c}\n')).toEqual([]);
  expect(usedIn('steps:\n  - uses: *gone\n')).toEqual([]);
  expect(usedIn('- uses: ./a,b\n')).toEqual(['./a,b', './a']);
});
