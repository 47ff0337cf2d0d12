/** Pushes that wait for an image by a request, by what a task is up to date by, or by an option of the build: the registry tells of each. */
import { describe, expect, test } from '@jest/globals';
import { IMAGE, PUSH, pushesOf, runsScript } from './conditional-pushes.js';

const LOOK = `docker manifest inspect ${IMAGE}`;
const UNLESS = [`app:1 unless ${IMAGE}`];

describe('a request for an image', () => {
  const ADDRESS = 'https://ghcr.io/v2/octo/app/manifests/1';
  const CODE = `CODE=$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $TOKEN" ${ADDRESS})`;
  test.each([
    ['its status', `${CODE}\nif [ "$CODE" = 200 ]; then exit 0; fi\n${PUSH}`],
    ['another status', `${CODE}\nif [[ "$CODE" == "404" ]]; then ${PUSH}; fi`],
    ['a number', `${CODE}\nif [ $CODE -ne 200 ]; then ${PUSH}; fi`],
    ['its end', `curl --fail --silent --head ${ADDRESS} && exit 0\n${PUSH}`],
    ['all its tags', `curl -s https://ghcr.io/v2/octo/app/tags/list | grep -q 1 || ${PUSH}`],
    [
      'what is said without one',
      `R=$(curl -s ${ADDRESS})\nif [[ $R == *MANIFEST_UNKNOWN* ]]; then ${PUSH}; fi`,
    ],
    ['GitHub', `if gh api /orgs/octo/packages/container/app/versions | grep -q 1; then exit 0; fi\n${PUSH}`],
    ['a function', `there() {\n  ${CODE}\n  [ "$CODE" = 200 ]\n}\nthere && exit 0\n${PUSH}`],
    ['another question in front', `git diff --quiet && exit 0\nif ! ${LOOK}; then ${PUSH}; fi`],
  ])('%s', async (_, text) => expect(await pushesOf(runsScript(text))).toEqual(UNLESS));

  test('of a package of whoever asks, which nobody knows here', async () => {
    const text = `gh api /user/packages/container/app/versions | grep -q 1 && exit 0\n${PUSH}`;
    expect(await pushesOf(runsScript(text))).toEqual(['app:1 unknown']);
  });

  test('of which nobody knows the tag', async () => {
    const text = `TAG=$(cat VERSION)\ncurl -fs https://ghcr.io/v2/octo/app/manifests/$TAG && exit 0\n${PUSH}`;
    expect(await pushesOf(runsScript(text))).toEqual(['app:1 unless ghcr.io/octo/app']);
  });
});

describe('a chart that is looked for', () => {
  const CHART = 'oci://ghcr.io/octo/app';
  const push = 'helm push app-1.2.3.tgz oci://ghcr.io/octo';
  test.each([
    ['by a pull', `helm pull ${CHART} --version 1.2.3 || ${push}`, ':1.2.3'],
    ['by what it is', `helm show chart ${CHART} --version=1.2.3+a && exit 0\n${push}`, ':1.2.3_a'],
    ['of a version that nobody knows', `helm show chart ${CHART} --version $(./v.sh) && exit 0\n${push}`, ''],
    ['of a range of versions', `helm pull ${CHART} --version 1.2 || ${push}`, ''],
    ['of any version', `if ! helm show chart ${CHART}; then ${push}; fi`, ''],
  ])('%s', async (_, text, tag) => {
    const [found = ''] = await pushesOf(runsScript(text));
    expect(found.split(' unless ')[1]).toBe(`ghcr.io/octo/app${tag}`);
  });
});

describe('a build that is told to push', () => {
  const build = `docker buildx build $P -t ${IMAGE} .`;
  test.each([
    ['where an image is missing', `if ${LOOK}; then P=--load; else P=--push; fi`, UNLESS],
    ['where one is there', `P=--load\nif ${LOOK}; then P=--push; fi`, [`app:1 only with ${IMAGE}`]],
    ['where something fails', 'if npm test; then P=--load; else P=--push; fi', ['app:1 perhaps']],
    ['where all goes well', 'if npm test; then P=--push; else P=--load; fi', ['app:1 unknown']],
  ])('%s', async (_, before, expected) =>
    expect(await pushesOf(runsScript(`${before}\n${build}`))).toEqual(expected),
  );
});

test.each([
  ['a status', `${LOOK} >nul 2>&1\nif %errorlevel%==0 exit /b 0\n${PUSH}`],
  ['a status turned round', `${LOOK}\nif not errorlevel 1 goto :eof\n${PUSH}`],
])('cmd ends well by %s', async (_, text) =>
  expect(await pushesOf(runsScript(text, 'cmd'), {}, 'runs-on: windows-latest')).toEqual(UNLESS),
);

describe('what a task of Task is up to date by', () => {
  const FILES = {
    'Taskfile.yml': `version: '3'\ntasks:\n  push:\n    status: ['${LOOK}']\n    cmds: [task: inner]\n  inner: [${PUSH}]\n`,
  };
  test('is asked for', async () => expect(await pushesOf(runsScript('task push'), FILES)).toEqual(UNLESS));
  test('is not asked for where it is forced', async () =>
    expect(await pushesOf(runsScript('task --force push'), FILES)).toEqual(['app:1 yes']));
});
