/** Of two pushes of which one is there for where the other fails, a run that goes well makes the first alone. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const A = 'docker push ghcr.io/octo/app:1';
const B = 'docker push ghcr.io/octo/other:1';

async function pushes(script: string, files: Record<string, string> = {}) {
  const steps = `- run: |\n${script.replace(/^/gm, '    ')}\n`;
  const own = { images: [], login: 'docker' } as const;
  const read = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`), ...files },
    {
      own,
      env: ENV,
    },
  );
  return read.pushes.map(({ reference, runs, hasFallback = false }) => [
    reference?.replace(/^.*\/|:1$/g, ''),
    runs,
    hasFallback,
  ]);
}

describe('one is made in the place of the other', () => {
  test.each([
    ['a list', `${A} || ${B}`],
    ['a condition', `if ${A}; then echo; else ${B}; fi`],
    ['its other way round', `if ! ${A}; then ${B}; fi`],
    ['a group', `${A} || { echo "not granted"; ${B}; }`],
    ['what ends the list', `docker build . && ${A} || ${B}`],
    ['a function that says that it failed', `f() { ${A} || return 1; }; f || ${B}`],
    ['a function that prints it as well', `f() { ${A} || { echo no; return 1; }; }; if ! f; then ${B}; fi`],
    ['another client', `crane push app.tar ghcr.io/octo/app:1 || ${B}`],
  ])('%s', async (_, script) => {
    expect(await pushes(script)).toEqual([
      ['app', 'yes', true],
      ['other', 'no', false],
    ]);
  });

  test('a script of the repository', async () => {
    const made = await pushes('sh push.sh', { 'push.sh': `${A} || ${B}\n` });
    expect(made).toEqual([
      ['app', 'yes', true],
      ['other', 'no', false],
    ]);
  });
});

describe('there is no other', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing is pushed then', `${A} || true`, [['app', 'yes', false]]],
    ['an end', `${A} || exit 1`, [['app', 'yes', false]]],
    [
      'both',
      `${A}\n${B}`,
      [
        ['app', 'yes', false],
        ['other', 'yes', false],
      ],
    ],
    [
      'one after the other',
      `${A} && ${B}`,
      [
        ['app', 'yes', false],
        ['other', 'yes', false],
      ],
    ],
    ['the other is somewhere else', `docker push octo/app:1 || ${A}`, [['app', 'unknown', true]]],
    ['behind a question', `docker manifest inspect ghcr.io/octo/app:1 || ${A}`, [['app', 'unknown', false]]],
  ])('%s', async (_, script, expected) => expect(await pushes(script)).toEqual(expected));

  test('the same once more, with another login', async () => {
    const login = 'echo "$T" | docker login ghcr.io -u mona --password-stdin';
    const made = await pushes(`${A} || { ${login}; ${A}; }`);
    expect(made.map(([, , hasFallback]) => hasFallback)).toEqual([true, true]);
  });

  test('the same once more', async () => {
    expect((await pushes(`${A} || ${A}`)).map(([, , hasFallback]) => hasFallback)).toEqual([false, false]);
  });
});
