/** What ends the process ends it for whoever has called the function, or has read the script; what ends a function does not. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const A = 'docker push ghcr.io/octo/app:1';
const B = 'docker push ghcr.io/octo/other:1';

async function pushed(script: string, sourced = '') {
  const steps = `- uses: acme/ghcr-preflight@v1\n- run: |\n${script.replace(/^/gm, '    ')}\n`;
  const read = await evidence({ [MAIN]: workflowOf(steps), 'ci/a.sh': sourced }, { env: ENV });
  return read.pushes.flatMap(({ reference, runs }) => (runs === 'no' ? [] : [reference]));
}

describe('what stands behind it is not run', () => {
  test.each([
    ['exec in a function', `f() { exec ${A}; }\nf\n${B}`],
    ['exec in a function of a function', `g() { exec ${A}; }\nf() { g; }\nf\n${B}`],
    ['exit in a function', `f() { ${A}; exit 0; }\nf\n${B}`],
    ['exit of a function without a number', `f() {\n  ${A}\n  exit\n}\nf\n${B}`],
  ])('%s', async (_, script) => expect(await pushed(script)).toEqual(['ghcr.io/octo/app:1']));

  test.each([
    ['exec in a script that is read', `exec ${A}\n`],
    ['exit in one', `${A}\nexit 0\n`],
    ['exit in a function of one', `f() { ${A}; exit 0; }\nf\n`],
  ])('%s', async (_, sourced) => {
    expect(await pushed(`. ci/a.sh\n${B}`, sourced)).toEqual(['ghcr.io/octo/app:1']);
  });
});

describe('what a script comes to that surely fails before it', () => {
  const OTHER = `${A}\n`;
  const FILES = { 'ci/a.sh': '#!/bin/bash\nset -e\nfalse\n', Makefile: 'check:\n\ttest -n "$(TAG)"\n' };

  async function both(script: string, shell = '') {
    const step = `- run: |\n${script.replace(/^/gm, '    ')}\n${shell}`;
    const checkout = '- uses: actions/checkout@v4\n';
    const steps = `${checkout}- uses: acme/ghcr-preflight@v1\n${step}`;
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps), ...FILES }, { env: ENV });
    return pushes.flatMap(({ reference, runs }) => (runs === 'no' ? [] : [reference]));
  }

  test.each([
    ['false', 'false'],
    ['a test', '[ "$(echo a)" = b ]'],
    ['a test of what nothing sets', 'test -n "$MISSING"'],
    ['a function', 'f() { echo no; return 1; }\nf'],
    ['a script', 'bash ci/a.sh'],
    ['a target of make', 'make check'],
    ['a variable that nobody sets', ': "${MISSING:?is not set}"'],
    ['one behind set -u', 'set -u\necho "$MISSING"'],
    ['one that a condition asks for', 'set -eu\nif [ "$DRY" = true ]; then exit 0; fi'],
  ])('%s', async (_, line) => {
    expect(await both(`${line}\n${OTHER}`)).toEqual([]);
    expect(await both(`(${line}\n) || true\n${OTHER}`)).toEqual(['ghcr.io/octo/app:1']);
  });

  test.each([
    ['where the shell goes on', 'false', '  shell: bash {0}\n'],
    ['where the step says so', 'set +e\n[ a = b ]', ''],
    ['of what a machine has', 'set -u\necho "$RUNNER_OS $JAVA_HOME"', ''],
    ['of what bash sets itself', 'set -u\nOLD=$IFS\necho "$PS4 $OPTERR $HISTCMD $COMP_WORDBREAKS"', ''],
    ['of what is counted', 'declare -i N=2*3\n[ "$N" = 6 ]', ''],
    ['of what the run has', 'set -u\necho "$GITHUB_SHA"', ''],
    ['where a condition stands in front', 'if [ -n "$(git tag)" ]; then false; fi', ''],
    ['a target that passes it over', 'make check || true', ''],
  ])('but not %s', async (_, line, shell) => {
    expect(await both(`${line}\n${OTHER}`, shell)).toEqual(['ghcr.io/octo/app:1']);
  });

  test('but not of what make has handed to later steps', async () => {
    const steps = `- uses: actions/checkout@v4
- uses: acme/ghcr-preflight@v1
- run: make env
- run: |
    set -eu
    echo "$VERSION"
    ${A}
`;
    const files = { Makefile: 'env:\n\techo "VERSION=1" >> $(GITHUB_ENV)\n' };
    const { pushes } = await evidence({ [MAIN]: workflowOf(steps), ...files }, { env: ENV });
    expect(pushes.map(({ reference, runs }) => [reference, runs])).toEqual([['ghcr.io/octo/app:1', 'yes']]);
  });

  test('and a name is told of that lacks what the script ends without', async () => {
    const script = 'set -euo pipefail\necho "$TAG"\ndocker push ghcr.io/octo/app:$TAG';
    expect(await both(script)).toEqual(['ghcr.io/octo/app:']);
  });
});

describe('what stands behind it is run', () => {
  const BOTH = ['ghcr.io/octo/app:1', 'ghcr.io/octo/other:1'];

  test.each([
    ['return in a function', `f() { ${A}; return 0; }\nf\n${B}`],
    ['exit of a function in a shell of its own', `f() { ${A}; exit 0; }\n(f)\n${B}`],
    ['exit of a function in a substitution', `f() { ${A}; exit 0; }\nX=$(f)\n${B}`],
    ['exit of a function under a condition', `f() { ${A}; if [ -n "$X" ]; then exit 0; fi; }\nf\n${B}`],
    ['an error of a function', `f() { ${A} || exit 1; }\nf\n${B}`],
  ])('%s', async (_, script) => expect(await pushed(script)).toEqual(BOTH));

  test.each([
    ['return in a script that is read', `. ci/a.sh\n${B}`, `${A}\nreturn 0\n`],
    ['exec in a script that is run', `sh ci/a.sh\n${B}`, `exec ${A}\n`],
  ])('%s', async (_, script, sourced) => expect(await pushed(script, sourced)).toEqual(BOTH));
});
