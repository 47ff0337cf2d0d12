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
    .map(({ runs, fallbacks, unlessThere, onlyThere }) => [
      runs,
      fallbacks ?? unlessThere,
      ...(onlyThere ? [onlyThere] : []),
    ]);
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

  test.each([
    ['an expression', `if [ "\${{ steps.first.outputs.exists }}" = "true" ]; then exit 0; fi`],
    ['one without quotes', `if [[ \${{ steps.first.outputs.exists }} == true ]]; then exit 0; fi`],
    ['one that is a command', `if \${{ steps.first.outputs.exists }}; then exit 0; fi`],
    ['one of which each case is a way', `case '\${{ steps.first.outputs.exists }}' in true) exit 0 ;; esac`],
    ['a variable of the step', '[ "$EXISTS" = false ] || exit 0'],
    ['what is kept of it', 'THERE=$EXISTS\n[[ $THERE == true ]] && exit 0'],
    ['a variable that is a command', '$EXISTS && exit 0'],
    ['with something else', 'if [ "$FORCE" != 1 ] && [ "$EXISTS" = true ]; then exit 0; fi'],
  ])('in a script of a later step: %s', async (_, asks) => {
    const env = '  env: {EXISTS: "${{ steps.first.outputs.exists }}"}\n';
    const script = `${asks}\ndocker push ${IMAGE}`.replace(/^/gm, '    ');
    expect(await pushes(EITHER, '', '', `- run: |\n${script}\n${env}`)).toEqual([['unknown', [IMAGE]]]);
  });

  test.each([
    ['"exists=true" >> $env:GITHUB_OUTPUT', '"exists=false" >> $env:GITHUB_OUTPUT'],
    [
      'Write-Host "there; ends"; Add-Content -Path $env:GITHUB_OUTPUT -Value "exists=true"',
      "'exists=false' | Out-File $env:GITHUB_OUTPUT -Append",
    ],
  ])('by blocks of PowerShell in one line: %s', async (there, missing) => {
    const script = `docker manifest inspect ${IMAGE} *> $null\nif ($LASTEXITCODE -eq 0) { ${there} } else { ${missing} }`;
    const condition = "steps.first.outputs.exists == 'false'";
    expect(await pushes(script, condition, '  shell: pwsh\n')).toEqual([['unknown', [IMAGE]]]);
  });

  test.each<[string, unknown[]]>([
    [`docker manifest inspect ${IMAGE}\nif ($LASTEXITCODE -eq 0) { exit 0 }`, ['unknown', [IMAGE]]],
    [`docker manifest inspect ${IMAGE}\nif ($?) { Write-Host "there"; exit }`, ['unknown', [IMAGE]]],
    ["if ($env:GITHUB_REF -ne 'refs/heads/other') { exit 0 }", ['no', undefined]],
    ["if ($env:GITHUB_REF -ne 'refs/heads/main') { exit 0 }", ['yes', undefined]],
    ['if ($LASTEXITCODE -ne 0) { exit 1 }', ['yes', undefined]],
    ['if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }', ['yes', undefined]],
  ])('a script of PowerShell that may end: %s', async (ends, expected) => {
    const script = `${ends}\ndocker push ${IMAGE}`.replace(/^/gm, '    ');
    expect(await pushes('true', '', '', `- shell: pwsh\n  run: |\n${script}\n`)).toEqual([expected]);
  });

  test('by what a step between has made of it', async () => {
    const between = `if [ "\${{ steps.first.outputs.exists }}" = true ]; then ${out('build=no')}; else ${out('build=yes')}; fi`;
    const push = `- if: steps.second.outputs.build == 'yes'\n  run: docker push ${IMAGE}\n`;
    expect(await pushes(EITHER, '', '', `- id: second\n  run: ${JSON.stringify(between)}\n${push}`)).toEqual([
      ['unknown', [IMAGE]],
    ]);
  });

  test('by the input of an action', async () => {
    const push = `- uses: docker/build-push-action@v6\n  with: {push: "\${{ steps.first.outputs.exists != 'true' }}", tags: "${IMAGE}"}\n`;
    expect(await pushes(EITHER, '', '', push)).toEqual([['unknown', [IMAGE]]]);
  });

  test('in an action of docker', async () => {
    const push = `- if: steps.first.outputs.exists != 'true'\n  uses: docker/build-push-action@v6\n  with: {push: true, tags: "${IMAGE}"}\n`;
    expect(await pushes(EITHER, '', '', push)).toEqual([['unknown', [IMAGE]]]);
  });
});

describe('only where an image is there', () => {
  const THERE = [['unknown', undefined, [IMAGE]]];
  test.each([
    ["steps.first.outputs.exists == 'true'"],
    ["steps.first.outputs.exists != 'false' && github.ref == 'refs/heads/main'"],
  ])('%s', async (condition) => expect(await pushes(EITHER, condition)).toEqual(THERE));

  test('the outcome', async () =>
    expect(await pushes(LOOK, "steps.first.outcome == 'success'", TOLERATED)).toEqual(THERE));

  test('in a script', async () => {
    const script = `if [ "\${{ steps.first.outputs.exists }}" = true ]; then docker push ${IMAGE}; fi`;
    expect(await pushes(EITHER, '', '', `- run: ${JSON.stringify(script)}\n`)).toEqual(THERE);
  });

  test('or another', async () => {
    const other = `if docker manifest inspect ghcr.io/octo/other:1; then ${out('other=true')}; fi`;
    const condition = "steps.first.outputs.exists == 'true' || steps.first.outputs.other == 'true'";
    expect(await pushes(`${EITHER}\n${other}`, condition)).toEqual([['unknown', undefined]]);
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
    expect(made.map(({ reference }) => reference)).toEqual(['ghcr.io/octo/app:1', 'ghcr.io/octo/app:2']);
  });

  test.each([
    ["steps.first.outputs.name != ''", 'yes'],
    ['steps.first.outputs.name', 'yes'],
    ["steps.first.outputs.name == 'other'", 'no'],
  ])('nor where a condition holds on both ways alike: %s', async (condition, runs) => {
    const script = `if npm test; then ${out('name=good')}; else ${out('name=bad')}; fi`;
    expect(await pushes(script, condition)).toEqual([[runs, undefined]]);
    const asks = `- run: |\n    if [ -z "\${{ steps.first.outputs.name }}" ]; then exit 0; fi\n    docker push ${IMAGE}\n`;
    expect(await pushes(script, '', '', asks)).toEqual([['yes', undefined]]);
  });

  test.each([
    ['a build', `[ "$OK" = true ] || docker build -t ${IMAGE} .\ndocker push ${IMAGE}`],
    ['an end with an error', `[ "$OK" = true ] || exit 1\ndocker push ${IMAGE}`],
    ['another right of way', `if [ "$OK" = false ] || [ 1 = 1 ]; then docker push ${IMAGE}; fi`],
  ])('nor for %s that is there for it', async (_, script) => {
    const step = `- run: |\n${script.replace(/^/gm, '    ')}\n  env: {OK: "\${{ steps.first.outputs.exists }}"}\n`;
    expect(await pushes(TESTED, '', '', step)).toEqual([['yes', undefined]]);
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
