/** Of two pushes of which one is there for where the other fails, a run that goes well makes the first alone. */
import { describe, expect, test } from '@jest/globals';
import type { Surroundings } from '../../src/workflow/knowledge/clients.js';
import type { Act } from '../../src/workflow/reading/steps/frame.js';
import { FallbackPushes } from '../../src/workflow/reading/steps/scripts/fallback-pushes.js';
import type { Invocation } from '../../src/workflow/shell/effects.js';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const A = 'docker push ghcr.io/octo/app:1';
const B = 'docker push ghcr.io/octo/other:1';

async function pushes(script: string, files: Record<string, string> = {}, shell = 'bash') {
  const steps = `- shell: ${shell}\n  run: |\n${script.replace(/^/gm, '    ')}\n`;
  const own = { images: [], login: 'docker' } as const;
  const read = await evidence(
    { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${steps}`), ...files },
    {
      own,
      env: ENV,
    },
  );
  return read.pushes.map(({ reference, runs, fallbacks }) => [
    reference?.replace(/^.*\/|:1$/g, ''),
    runs,
    fallbacks !== undefined,
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
    ['a loop over names', 'for T in app other; do docker push ghcr.io/octo/$T:1 && break; done'],
    ['its condition', 'for T in app other; do if docker push ghcr.io/octo/$T:1; then break; fi; done'],
    [
      'what passes over its end',
      'for T in app other; do docker push ghcr.io/octo/$T:1 || continue; break; done',
    ],
    [
      'a condition that passes over its end',
      'for T in app other; do if ! docker push ghcr.io/octo/$T:1; then echo no; continue; fi; echo; break; done',
    ],
    [
      'what passes over the end of a function',
      'f() { for T; do docker push ghcr.io/octo/$T:1 || continue; return 0; done; return 1; }; f app other',
    ],
    [
      'its status that passes over its end',
      'set +e\nfor T in app other; do docker push ghcr.io/octo/$T:1; if [ $? -ne 0 ]; then continue; fi; exit 0; done',
    ],
    ['a condition with several ways', `if ${A}; then echo; elif ${B}; then echo; fi`],
    ['what ends the script well', `${A} && exit 0\n${B}`],
    ['a condition that ends it', `if ${A}; then exit 0; fi\n${B}`],
    [
      'a function that is left',
      `f() { for T; do docker push ghcr.io/octo/$T:1 && return; done; }; f app other`,
    ],
    ['its status', `set +e\n${A}\nif [ $? -ne 0 ]; then ${B}; fi`],
    ['its status the other way round', `set +e\n${A}\n[[ $? == 0 ]] || ${B}`],
    ['its status as a number', `set +e\n${A}\nif (( $? )); then ${B}; fi`],
    ['cases of its status', `set +e\n${A}\ncase $? in 0) echo ;; *) ${B} ;; esac`],
    ['its status that was kept', `set +e\n${A}\nCODE=$?\necho\nif [ "$CODE" != 0 ]; then ${B}; fi`],
    ['its status where it is one', `${A} || CODE=$?\nif [ "\${CODE:-0}" -ne 0 ]; then ${B}; fi`],
    ['what is set where it fails', `${A} || FAILED=yes\nif [ "$FAILED" = yes ]; then ${B}; fi`],
    ['what is set where it does not', `DONE=no\n${A} && DONE=yes\nif [ "$DONE" = no ]; then ${B}; fi`],
    ['what a condition sets', `if ! ${A}; then FAILED=1; fi\n[ -z "$FAILED" ] || ${B}`],
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

describe('a step that is there for where another fails', () => {
  const steps = (first: string, second: string, more = '') =>
    `- id: first\n  run: ${A}\n${first}${more}- if: ${second}\n  run: ${B}\n`;
  const tolerated = '  continue-on-error: true\n';
  const made = async (written: string) => {
    const files = { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${written}`) };
    const { pushes } = await evidence(files, { own: { images: [], login: 'docker' }, env: ENV });
    return pushes.map(({ runs, fallbacks }) => [runs, fallbacks]);
  };

  test.each([
    ["steps.first.outcome == 'failure'"],
    ["steps.first.outcome != 'success'"],
    ["${{ always() && steps.first.outcome == 'failure' }}"],
  ])('%s', async (condition) =>
    expect(await made(steps(tolerated, condition))).toEqual([
      ['yes', ['ghcr.io/octo/other:1']],
      ['no', undefined],
    ]),
  );

  test('that is not looked after', async () => {
    const [[, fallbacks] = []] = await made(steps('', "failure() && steps.first.outcome == 'failure'"));
    expect(fallbacks).toBeUndefined();
  });

  test('with another login', async () => {
    const login = `- if: steps.first.outcome == 'failure'\n  run: echo "$T" | docker login ghcr.io -u mona --password-stdin\n`;
    const all = await made(steps(tolerated, "steps.first.outcome == 'failure'", login));
    expect(all).toEqual([
      ['yes', []],
      ['unknown', []],
    ]);
  });

  test('that asks for a success', async () =>
    expect(await made(steps(tolerated, "steps.first.outcome == 'success'"))).toEqual([
      ['yes', undefined],
      ['unknown', undefined],
    ]));
});

test('a script that ends with its push has no other', async () => {
  const [[, , isReplaced] = []] = await pushes(`${A}\nif [ $? -ne 0 ]; then ${B}; fi`);
  expect(isReplaced).toBe(false);
});

test.each([
  ['if ($LASTEXITCODE -ne 0) { B }'],
  ['if (-not $?) { B }'],
  ['if (!$?) {\n  B\n}'],
  ['if ($?) {\n  exit 0\n} else {\n  B\n}'],
  ['if ($LASTEXITCODE -eq 0) { Write-Host done } else { B }'],
])('in PowerShell: %s', async (script) => {
  const made = await pushes(`${A}\n${script.replace('B', B)}`, {}, 'pwsh');
  expect(made).toEqual([
    ['app', 'yes', true],
    ['other', 'no', false],
  ]);
});

describe('there is no other', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing is pushed then', `${A} || true`, [['app', 'yes', false]]],
    ['an end', `${A} || exit 1`, [['app', 'yes', false]]],
    [
      'more tries',
      `for I in 1 2 3; do ${A} && break; sleep 5; done`,
      [
        ['app', 'yes', false],
        ['app', 'unknown', false],
      ],
    ],
    [
      'more tries, each with the same login',
      `for I in 1 2 3; do docker login ghcr.io -u mona -p "$T"; ${A} && break; sleep 5; done`,
      [
        ['app', 'yes', false],
        ['app', 'unknown', false],
      ],
    ],
    [
      'all of a list',
      'FAILED=0\nfor T in app other; do docker push ghcr.io/octo/$T:1 || FAILED=1; done\nexit $FAILED',
      [
        ['app', 'yes', false],
        ['other', 'yes', false],
      ],
    ],
    [
      'all of a list, each of which may fail',
      'for T in app other; do docker push ghcr.io/octo/$T:1 || continue; echo $T; done',
      [
        ['app', 'yes', false],
        ['other', 'yes', false],
      ],
    ],
    [
      'what is passed over where a build fails',
      'for T in app other; do docker build . || continue; docker push ghcr.io/octo/$T:1; done',
      [
        ['app', 'yes', false],
        ['other', 'yes', false],
      ],
    ],
    [
      'behind a build',
      `set +e\ndocker build .\nif [ $? -ne 0 ]; then exit 1; fi\n${A}`,
      [['app', 'yes', false]],
    ],
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
    expect(made.map(([, , isReplaced]) => isReplaced)).toEqual([true, true]);
  });

  test('the same once more', async () => {
    expect((await pushes(`${A} || ${A}`)).map(([, , isReplaced]) => isReplaced)).toEqual([false, false]);
  });
});

describe('many of them', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n');

  test('more ways out than a script can be followed through', async () => {
    const made = await pushes(many(3000, (index) => `docker push ghcr.io/octo/app${index}:1 && exit 0`));
    expect(made[0]).toEqual(['app0', 'yes', true]);
  });

  test('each is read once, for however many others it is there', () => {
    const commands: Invocation[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
      commands.push({
        words: ['docker', 'push', `ghcr.io/octo/${name}:1`],
        insteadOf: [...commands],
      } as unknown as Invocation);
    let read = 0;
    const near = () => {
      read += 1;
      return {} as Surroundings;
    };
    const found = new FallbackPushes(near, () => false);
    const act = { kind: 'transfer', found: { access: 'push', reference: 'ghcr.io/octo/x:1' } } as Act;
    for (const each of commands) found.among([act], each);
    expect(read).toBe(commands.length - 1);
  });
});
