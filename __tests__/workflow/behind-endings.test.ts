/** Steps that ask how something in a step before them has ended, by an output, a variable or the step's outcome. */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const IMAGE = 'ghcr.io/octo/app:1';
const LOOK = `docker manifest inspect ${IMAGE} > /dev/null 2>&1`;

/** What becomes of a push in a step with this condition, behind a step with this script. */
async function pushes(script: string, condition: string, more = '', push = '') {
  const first = `- id: first\n${more}  run: |\n${script.replace(/^/gm, '    ')}\n`;
  const second = push || `- if: ${condition}\n  run: docker push ${IMAGE}\n`;
  const files = { [MAIN]: workflowOf(`- uses: acme/ghcr-preflight@v1\n${first}${second}`) };
  const read = await evidence(files, { own: { images: [], login: 'docker' }, env: ENV });
  return read.pushes
    .filter(({ access }) => access === 'push')
    .map(({ runs, fallbacks, unlessThere }) => [runs, fallbacks ?? unlessThere]);
}

const out = (text: string) => `echo "${text}" >> "$GITHUB_OUTPUT"`;
const EITHER = `if ${LOOK}; then\n  ${out('exists=true')}\nelse\n  ${out('exists=false')}\nfi`;
const TOLERATED = '  continue-on-error: true\n';

describe('only where an image is not there', () => {
  test.each([
    ['an output', EITHER, "steps.first.outputs.exists != 'true'"],
    ['in an expression', EITHER, "${{ steps.first.outputs.exists == 'false' }}"],
    [
      'with something else',
      EITHER,
      "github.ref == 'refs/heads/main' && steps.first.outputs.exists != 'true'",
    ],
    ['by a right of way', EITHER, "steps.first.outputs.exists == 'false' || github.event_name == 'release'"],
    [
      'an output of one way alone',
      `${LOOK} && ${out('exists=true')} || true`,
      '"!steps.first.outputs.exists"',
    ],
    ['one of the other way', `${LOOK} || ${out('missing=1')}`, "steps.first.outputs.missing == '1'"],
    [
      'a list of both ways',
      `${LOOK} && ${out('exists=true')} || ${out('exists=false')}`,
      "steps.first.outputs.exists == 'false'",
    ],
    [
      'the old way to hand it on',
      `${LOOK} && echo "::set-output name=exists::true" || echo "::set-output name=exists::false"`,
      "steps.first.outputs.exists == 'false'",
    ],
    [
      'an end of the script between both',
      `if ${LOOK}; then\n  ${out('skip=true')}\n  exit 0\nfi\n${out('skip=false')}`,
      "steps.first.outputs.skip != 'true'",
    ],
    [
      'what was kept in a variable',
      `if ${LOOK}; then THERE=yes; else THERE=no; fi\n${out('exists=$THERE')}`,
      "steps.first.outputs.exists == 'no'",
    ],
    [
      'what is printed in it',
      out(`exists=$(${LOOK} && echo true || echo false)`),
      "steps.first.outputs.exists != 'true'",
    ],
    ['a shell of its own', `(${EITHER})`, "steps.first.outputs.exists != 'true'"],
    ['its status', `set +e\n${LOOK}\n${out('code=$?')}`, "steps.first.outputs.code != '0'"],
    ['a variable', EITHER.replaceAll('OUTPUT', 'ENV'), "env.exists == 'false'"],
  ])('%s', async (_, script, condition) =>
    expect(await pushes(script, condition)).toEqual([['unknown', [IMAGE]]]),
  );

  test.each([
    [LOOK, "steps.first.outcome == 'failure'"],
    [`docker pull ${IMAGE}`, "steps.first.outcome != 'success'"],
  ])('%s, %s', async (script, condition) =>
    expect(await pushes(script, condition, TOLERATED)).toEqual([['unknown', [IMAGE]]]),
  );

  test('by the input of an action', async () => {
    const push = `- uses: docker/build-push-action@v6\n  with: {push: "\${{ steps.first.outputs.exists != 'true' }}", tags: "${IMAGE}"}\n`;
    expect(await pushes(EITHER, '', '', push)).toEqual([['unknown', [IMAGE]]]);
  });

  test('in an action of docker', async () => {
    const push = `- if: steps.first.outputs.exists != 'true'\n  uses: docker/build-push-action@v6\n  with: {push: true, tags: "${IMAGE}"}\n`;
    expect(await pushes(EITHER, '', '', push)).toEqual([['unknown', [IMAGE]]]);
  });
});

describe('only where something else fails', () => {
  const TESTED = EITHER.replace(LOOK, 'npm test');

  test('an output', async () =>
    expect(await pushes(TESTED, "steps.first.outputs.exists == 'false'")).toEqual([['unknown', []]]));

  test('the outcome', async () =>
    expect(await pushes('npm test', "steps.first.outcome == 'failure'", TOLERATED)).toEqual([
      ['unknown', []],
    ]));

  test.each([
    ["steps.first.outputs.exists == 'true'"],
    ["steps.first.outputs.exists != 'maybe'"],
    ["github.event_name == 'push'"],
  ])('not so: %s', async (condition) => {
    const [[, open] = []] = await pushes(TESTED, condition);
    expect(open).toBeUndefined();
  });

  test('nor where the output is written once more', async () => {
    const script = `${EITHER}\n${out('exists=$(./ask.sh)')}`;
    expect(await pushes(script, "steps.first.outputs.exists == 'false'")).toEqual([['unknown', undefined]]);
  });

  test('nor where it is a part of a name', async () => {
    const script = EITHER.replace('exists=true', 'image=ghcr.io/octo/app:1').replace(
      'exists=false',
      'image=ghcr.io/octo/app:2',
    );
    const push = '- run: docker push ${{ steps.first.outputs.image }}\n';
    const files = {
      [MAIN]: workflowOf(
        `- uses: acme/ghcr-preflight@v1\n- id: first\n  run: |\n${script.replace(/^/gm, '    ')}\n${push}`,
      ),
    };
    const { pushes: made } = await evidence(files, { own: { images: [], login: 'docker' }, env: ENV });
    expect(made.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/app']);
  });

  test('nor where both ways say the same', async () => {
    const script = `if ${LOOK}; then ${out('push=true')}; else ${out('push=true')}; fi`;
    expect(await pushes(script, "steps.first.outputs.push == 'true'")).toEqual([['yes', undefined]]);
  });

  test('nor where the step has to end well', async () => {
    const [[, open] = []] = await pushes('npm test', "steps.first.outcome == 'success'", TOLERATED);
    expect(open).toBeUndefined();
  });
});
