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
