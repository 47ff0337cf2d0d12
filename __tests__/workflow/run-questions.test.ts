/**
 * Pushes that wait for what the run is – which files have changed, whether there is a tag, a release, a package –, in a script or by the
 * condition of a step: either answer is one of a run that goes well, so they are perhaps not made.
 */
import { describe, expect, test } from '@jest/globals';
import { ENV, evidence, MAIN, workflowOf } from './reading.js';

const IMAGE = 'ghcr.io/octo/app:1';
const PUSH = `docker push ${IMAGE}`;

async function made(steps: string, files: Record<string, string> = {}, job?: string): Promise<string[]> {
  const text = workflowOf(steps.includes('acme/') ? steps : `- uses: acme/ghcr-preflight@v1\n${steps}`, job);
  const own = { images: [], login: 'docker' } as const;
  const { pushes } = await evidence({ [MAIN]: text, ...files }, { own, env: ENV });
  return pushes
    .filter(({ access }) => access === 'push')
    .map(({ reference, runs, fallbacks, unlessThere, onlyThere }) => {
      const open = fallbacks ? 'perhaps' : unlessThere ? `unless ${unlessThere}` : null;
      return `${reference?.replace('ghcr.io/octo/', '')} ${open ?? (onlyThere ? 'only with' : runs)}`;
    });
}

const script = (text: string, shell = '') =>
  `- ${shell && `shell: ${shell}\n  `}run: |\n${text.replace(/^/gm, '    ')}\n`;

const DIFF = 'git diff --quiet HEAD^ -- docker';
const NAMES = 'git diff --name-only HEAD^';

describe('in a script', () => {
  test.each([
    ['an end where nothing has changed', `${DIFF} && exit 0\n${PUSH}`],
    ['the same as a condition', `if ${DIFF}; then echo same; exit 0; fi\n${PUSH}`],
    ['a condition turned round', `if ! ${DIFF}; then ${PUSH}; fi`],
    ['the other way of one', `if ${DIFF}; then echo same; else ${PUSH}; fi`],
    ['a list', `${DIFF} || ${PUSH}`],
    ['its status', `set +e\n${DIFF}\nif [ $? -ne 0 ]; then ${PUSH}; fi`],
    ['a pipe', `if ${NAMES} | grep -q docker; then ${PUSH}; fi`],
    ['a text', `CHANGED=$(${NAMES})\nif [ -z "$CHANGED" ]; then exit 0; fi\n${PUSH}`],
    ['what is found in a text', `CHANGED=$(${NAMES})\nif echo "$CHANGED" | grep -q docker; then ${PUSH}; fi`],
    [
      'what is found in one that is fed',
      `C=$(${NAMES})\nif ! grep -q docker <<< "$C"; then exit 0; fi\n${PUSH}`,
    ],
    ['a number', `N=$(${NAMES} | wc -l)\nif (( N > 0 )); then ${PUSH}; fi`],
    ['a tag', `[ -z "$(git tag --points-at HEAD)" ] && exit 0\n${PUSH}`],
    [
      'a version of before',
      `OLD=$(git show HEAD^:VERSION)\n[ "$OLD" = "$(cat VERSION)" ] && exit 0\n${PUSH}`,
    ],
    ['a release', `if gh release view v1 > /dev/null 2>&1; then exit 0; fi\n${PUSH}`],
    [
      'one elsewhere',
      `L=$(curl -s https://api.github.com/repos/a/b/releases/latest)\n[ "$L" = 1 ] && exit 0\n${PUSH}`,
    ],
    [
      'what a function asks',
      `there() { curl -sfL https://hub.docker.com/v2/repositories/a/b/tags/1 > /dev/null; }\nthere || ${PUSH}`,
    ],
    ['a package', `P=$(npm view pkg version)\nif [ "$P" = 1 ]; then exit 0; fi\n${PUSH}`],
    ['a message', `case "$(git log -1 --pretty=%s)" in feat*) ${PUSH} ;; *) echo no ;; esac`],
    ['items without a last one', `case "$(git log -1 --pretty=%s)" in feat*) ${PUSH} ;; esac`],
    ['a loop that goes on', `for I in app; do ${DIFF} && continue; docker push ghcr.io/octo/$I:1; done`],
    ['files of a loop', `for F in $(${NAMES}); do case $F in app/*) ${PUSH} ;; esac; done`],
    ['what is kept of it', `B=false\n${DIFF} || B=true\nif $B; then ${PUSH}; fi`],
    ['a function', `changed() { ! ${DIFF}; }\nif changed; then ${PUSH}; fi`],
    ['in front of an image', `${DIFF} && exit 0\nif ! docker manifest inspect ${IMAGE}; then ${PUSH}; fi`],
    ['any other end', `if [ -f .skip-docker ]; then exit 0; fi\n${PUSH}`],
  ])('%s', async (_, text) => expect(await made(script(text))).toEqual(['app:1 perhaps']));

  test.each([
    ['an end with an error', `if ! ${DIFF}; then echo dirty; exit 1; fi\n${PUSH}`],
    ['an answer that changes nothing', `${DIFF} || git commit -am bump\n${PUSH}`],
    ['an end of another process', `( ${DIFF} && exit 0; npm test )\n${PUSH}`],
    ['an end of a function', `lint() { ${DIFF} && return 0; npm test; }\nlint\n${PUSH}`],
    ['a program that is fetched', `curl -fsSL https://example.com/tool.tgz | tar xz\n${PUSH}`],
  ])('not so behind %s', async (_, text) => expect(await made(script(text))).toEqual(['app:1 yes']));

  test('nor where the same package is pushed for each answer', async () => {
    const either = `if ${DIFF}; then docker push ghcr.io/octo/app:a; else docker push ghcr.io/octo/app:b; fi`;
    expect(await made(script(either))).toEqual(['app:a unknown', 'app:b unknown']);
    const before = `if ${DIFF}; then docker push ghcr.io/octo/app:a; exit 0; fi\ndocker push ghcr.io/octo/app:b`;
    expect(await made(script(before))).toEqual(['app:a unknown', 'app:b unknown']);
    const other = `if ${DIFF}; then ${PUSH}; else docker push ghcr.io/octo/web:1; fi`;
    expect(await made(script(other))).toEqual(['app:1 perhaps', 'web:1 perhaps']);
  });

  test('nor behind help that no job asks for, or a variable that nothing sets', async () => {
    const help = `while getopts "hv:" O; do case $O in h) echo usage; exit 0 ;; esac; done\n${PUSH}`;
    expect(await made(script(help))).toEqual(['app:1 unknown']);
    expect(await made(script(`if [ -n "$SKIP_PUSH" ]; then exit 0; fi\n${PUSH}`))).toEqual(['app:1 unknown']);
  });

  test.each([
    ['a tool', `if ! command -v docker > /dev/null; then exit 0; fi\n${PUSH}`],
    ['a tool in a list', `which docker || exit 0\n${PUSH}`],
    ['the machine', `if [ "$(uname -s)" = Darwin ]; then exit 0; fi\n${PUSH}`],
    ['the branch', `B=$(git rev-parse --abbrev-ref HEAD)\n[ "$B" != main ] && exit 0\n${PUSH}`],
  ])('nor behind a question for %s that is there', async (_, text) =>
    expect(await made(script(text))).toEqual(['app:1 unknown']),
  );

  test.each([
    ['what a program finds out', `$changed = ${NAMES}\nif (-not $changed) {\n  exit 0\n}\n${PUSH}`],
    ['the other answer', `$changed = ${NAMES}\nif ($changed) {\n  ${PUSH}\n}`],
    ['how it ends', `${DIFF}\nif ($LASTEXITCODE -eq 0) { exit 0 }\n${PUSH}`],
  ])('PowerShell: %s', async (_, text) =>
    expect(await made(script(text, 'pwsh'))).toEqual(['app:1 perhaps']),
  );
});

test.each([
  [
    'a status',
    `docker manifest inspect ${IMAGE} >nul 2>&1\nif %errorlevel%==0 exit /b 0\n${PUSH}`,
    `unless ${IMAGE}`,
  ],
  [
    'a status turned round',
    `docker manifest inspect ${IMAGE}\nif not errorlevel 1 goto :eof\n${PUSH}`,
    `unless ${IMAGE}`,
  ],
  ['what the run is', `${DIFF}\nif %errorlevel% equ 0 exit /b 0\n${PUSH}`, 'perhaps'],
])('cmd ends well by %s', async (_, text, expected) => {
  const job = 'runs-on: windows-latest';
  expect(await made(script(text, 'cmd'), {}, job)).toEqual([`app:1 ${expected}`]);
});

test.each([
  ['the one or nothing', 'if [ "$EUID" -ne 0 ]; then SUDO=sudo; fi'],
  ['either', 'if [ "$(id -u)" -ne 0 ]; then SUDO=sudo; else SUDO=; fi'],
])('what stands in front of a client may be there or not: %s', async (_, before) =>
  expect(await made(script(`${before}\n$SUDO ${PUSH}`))).toEqual(['app:1 yes']),
);

describe('what a task of Task is up to date by', () => {
  const taskfile = (status: string) => ({
    'Taskfile.yml': `version: '3'\ntasks:\n  push:\n    status: ['${status}']\n    cmds: [task: inner]\n  inner: [${PUSH}]\n`,
  });
  const LOOK = taskfile(`docker manifest inspect ${IMAGE}`);
  test('is an image', async () =>
    expect(await made(script('task push'), LOOK)).toEqual([`app:1 unless ${IMAGE}`]));
  test('is what the run is', async () =>
    expect(await made(script('task push'), taskfile(DIFF))).toEqual(['app:1 perhaps']));
  test('is not asked for where it is forced', async () =>
    expect(await made(script('task --force push'), LOOK)).toEqual(['app:1 yes']));
});

test('nor of PowerShell behind a condition that is not read, and asks for nothing else', async () =>
  expect(await made(script(`$dry = $false\nif ($dry) { exit 0 }\n${PUSH}`, 'pwsh'))).toEqual([
    'app:1 unknown',
  ]));

test.each([
  ['what the run is', `P=\n[ -z "$(${NAMES})" ] || P=--push`, 'perhaps'],
  ['an image', `if docker manifest inspect ${IMAGE}; then P=--load; else P=--push; fi`, `unless ${IMAGE}`],
])('a build that is told to push by %s', async (_, before, expected) =>
  expect(await made(script(`${before}\ndocker buildx build $P -t ${IMAGE} .`))).toEqual([
    `app:1 ${expected}`,
  ]),
);

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
  ])('%s', async (_, text) => expect(await made(script(text))).toEqual([`app:1 unless ${IMAGE}`]));

  test.each([
    [
      'one that takes it away',
      `gh api -X DELETE /orgs/octo/packages/container/app/versions/1 && exit 0\n${PUSH}`,
    ],
    ['one of whoever asks', `gh api /user/packages/container/app/versions | grep -q 1 && exit 0\n${PUSH}`],
  ])('not so of %s', async (_, text) => expect(await made(script(text))).toEqual(['app:1 perhaps']));
});

describe('by the condition of a step', () => {
  const FILTER = '- id: filter\n  uses: dorny/paths-filter@v3\n';
  const under = (condition: string, image = IMAGE) => `- if: ${condition}\n  run: docker push ${image}\n`;
  const OUTPUT = `if ${DIFF}; then echo new=false >> $GITHUB_OUTPUT; else echo new=true >> $GITHUB_OUTPUT; fi`;

  test.each([
    ['changed files', FILTER + under("steps.filter.outputs.docker == 'true'")],
    [
      'what is pushed of a build',
      `${FILTER}- uses: docker/build-push-action@v6\n  with:\n    push: \${{ steps.filter.outputs.docker == 'true' }}\n    tags: ${IMAGE}\n`,
    ],
    ['an output of an action', `- id: r\n  uses: a/release@v1\n${under('${{ steps.r.outputs.created }}')}`],
    ['a list in one', `- id: r\n  uses: a/list@v1\n${under("contains(steps.r.outputs.services, 'app')")}`],
    [
      'an output of a script',
      `- id: c\n  ${script(OUTPUT).slice(2)}${under("steps.c.outputs.new == 'true'")}`,
    ],
    [
      'a variable in a script',
      `${FILTER}- env: {NEW: "\${{ steps.filter.outputs.docker }}"}\n  ${script(`[ "$NEW" = true ] || exit 0\n${PUSH}`).slice(2)}`,
    ],
    [
      'a flag of an action in a script',
      `- id: r\n  uses: a/release@v1\n${script(`if [ "\${{ steps.r.outputs.new }}" = true ]; then ${PUSH}; fi`)}`,
    ],
  ])('%s', async (_, steps) => expect(await made(steps)).toEqual(['app:1 perhaps']));

  test('nor where another step pushes the package for the other answer', async () => {
    const steps =
      FILTER +
      under("steps.filter.outputs.docker == 'true'", 'ghcr.io/octo/app:a') +
      under("steps.filter.outputs.docker != 'true'", 'ghcr.io/octo/app:b') +
      under("steps.filter.outputs.web == 'true'", 'ghcr.io/octo/web:1');
    expect(await made(steps)).toEqual(['app:a unknown', 'app:b unknown', 'web:1 perhaps']);
  });

  test.each([
    ['a word of success', `- id: t\n  uses: a/test@v1\n${under("steps.t.outputs.result == 'success'")}`],
    ['something that is there', `- id: t\n  uses: a/test@v1\n${under("steps.t.outputs.version != ''")}`],
    [
      'our own verdict',
      `- id: ours\n  uses: acme/ghcr-preflight@v1\n${under("steps.ours.outputs.can-push == 'true'")}`,
    ],
  ])('not so for %s', async (_, steps) => expect(await made(steps)).toEqual(['app:1 unknown']));

  test('what held for our own step or job holds for the push', async () => {
    const condition = "steps.filter.outputs.docker == 'true'";
    const own = `- if: ${condition}\n  uses: acme/ghcr-preflight@v1\n`;
    expect(await made(FILTER + own + under(condition))).toEqual(['app:1 yes']);
    const job = "needs: plan\nif: needs.plan.outputs.new == 'true'\nruns-on: ubuntu-latest";
    expect(await made(under("needs.plan.outputs.new == 'true'"), {}, job)).toEqual(['app:1 yes']);
    expect(await made(under("needs.plan.outputs.other == 'true'"), {}, job)).toEqual(['app:1 perhaps']);
  });
});
