/**
 * Pushes whose making only the run decides – which files have changed, whether there is a tag, a release, a package –, in a script or by the
 * condition of a step. Where they are made their refusal fails the run, so they are asked about as any other.
 */
import { describe, expect, test } from '@jest/globals';
import { IMAGE, PUSH, pushesOf, runsScript } from './conditional-pushes.js';

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
    ['a number', `N=$(${NAMES} | wc -l)\nif (( N > 0 )); then ${PUSH}; fi`],
    ['a tag', `[ -z "$(git tag --points-at HEAD)" ] && exit 0\n${PUSH}`],
    ['a release', `if gh release view v1 > /dev/null 2>&1; then exit 0; fi\n${PUSH}`],
    ['a signature', `cosign verify --key k.pub ${IMAGE} || ${PUSH}`],
    ['an attestation', `if ! gh attestation verify oci://${IMAGE} -o octo; then ${PUSH}; fi`],
    ['a package', `P=$(npm view pkg version)\nif [ "$P" = 1 ]; then exit 0; fi\n${PUSH}`],
    ['a message', `case "$(git log -1 --pretty=%s)" in feat*) ${PUSH} ;; *) echo no ;; esac`],
    ['a loop that goes on', `for I in app; do ${DIFF} && continue; docker push ghcr.io/octo/$I:1; done`],
    ['what is kept of it', `B=false\n${DIFF} || B=true\nif $B; then ${PUSH}; fi`],
    ['a function', `changed() { ! ${DIFF}; }\nif changed; then ${PUSH}; fi`],
    ['a file', `if [ -f .skip-docker ]; then exit 0; fi\n${PUSH}`],
    ['help', `while getopts "hv:" O; do case $O in h) echo usage; exit 0 ;; esac; done\n${PUSH}`],
    ['what a build is told', `P=\n[ -z "$(${NAMES})" ] || P=--push\ndocker buildx build $P -t ${IMAGE} .`],
    [
      'what a build is told otherwise',
      `if ${DIFF}; then P=--load; else P=--push; fi\ndocker buildx build $P -t ${IMAGE} .`,
    ],
    ['an image that is taken away', `gh api -X DELETE /orgs/octo/packages/container/app && exit 0\n${PUSH}`],
  ])('%s', async (_, text) => expect(await pushesOf(runsScript(text))).toEqual(['app:1 unknown']));

  test.each([
    ['what a program finds out', `$changed = ${NAMES}\nif (-not $changed) {\n  exit 0\n}\n${PUSH}`],
    ['how it ends', `${DIFF}\nif ($LASTEXITCODE -eq 0) { exit 0 }\n${PUSH}`],
  ])('PowerShell: %s', async (_, text) =>
    expect(await pushesOf(runsScript(text, 'pwsh'))).toEqual(['app:1 unknown']),
  );

  test('cmd', async () => {
    const text = `${DIFF}\nif %errorlevel% equ 0 exit /b 0\n${PUSH}`;
    const job = 'runs-on: windows-latest';
    expect(await pushesOf(runsScript(text, 'cmd'), {}, job)).toEqual(['app:1 unknown']);
  });

  test('what a task of Task is up to date by', async () => {
    const task = `version: '3'\ntasks:\n  push:\n    status: ['${DIFF}']\n    cmds: ['${PUSH}']\n`;
    expect(await pushesOf(runsScript('task push'), { 'Taskfile.yml': task })).toEqual(['app:1 unknown']);
  });

  test.each([
    ['an end with an error', `if ! ${DIFF}; then echo dirty; exit 1; fi\n${PUSH}`],
    ['an answer that changes nothing', `${DIFF} || git commit -am bump\n${PUSH}`],
    ['an end of another process', `( ${DIFF} && exit 0; npm test )\n${PUSH}`],
    ['an end of a function', `lint() { ${DIFF} && return 0; npm test; }\nlint\n${PUSH}`],
    ['an end for a variable that nothing sets', `if [ -n "$SKIP_PUSH" ]; then exit 0; fi\n${PUSH}`],
    ['its lack', `[ -z "$DRY_RUN" ] && ${PUSH}`],
  ])('surely made behind %s', async (_, text) =>
    expect(await pushesOf(runsScript(text))).toEqual(['app:1 yes']),
  );
});

describe('by a variable that nothing sets', () => {
  const ASKS = `[[ -n "$PUSH" ]] && ${PUSH}`;

  test.each<[string, string, Record<string, string>]>([
    ['in the step', runsScript(ASKS), {}],
    ['by its value', runsScript(`if [ "$PUSH" = true ]; then ${PUSH}; fi`), {}],
    ['in a list of cases', runsScript(`case "$PUSH" in yes|true) ${PUSH} ;; esac`), {}],
    ['in a script of the repository', runsScript('./push.sh'), { 'push.sh': `#!/bin/sh\n${ASKS}` }],
    ['in a recipe of make', runsScript('make p'), { Makefile: `p:\n\t${ASKS.replace('$', '$$$$')}\n` }],
  ])('not made: %s', async (_, steps, files) => expect(await pushesOf(steps, files)).toEqual(['app:1 no']));

  test.each<[string, string, Record<string, string>]>([
    ['which a program may set for it', runsScript('doppler run -- ./push.sh'), { 'push.sh': ASKS }],
    ['which an action may have set', `- uses: some/action@v1\n${runsScript(ASKS)}`, {}],
    ['which a login shell may have', runsScript(ASKS, 'bash -l {0}'), {}],
    ['which a file that is not there may set', runsScript(`. ./nope.sh || true\n${ASKS}`), {}],
    [
      'which npm gives to its scripts',
      runsScript('npm run p'),
      { 'package.json': JSON.stringify({ scripts: { p: `[ -n "$npm_config_push" ] && ${PUSH}` } }) },
    ],
    ['which the machine has', runsScript(`[ -n "$ImageOS" ] && ${PUSH}`), {}],
    [
      'which an action that leaves logins alone sets',
      `- uses: azure/k8s-set-context@v4\n${runsScript(`[ -z "$KUBECONFIG" ] && ${PUSH}`)}`,
      {},
    ],
    [
      'which GitHub’s own sets',
      `- uses: actions/setup-python@v5\n${runsScript(`[ -z "$pythonLocation" ] && ${PUSH}`)}`,
      {},
    ],
    [
      'which one for a cloud sets',
      `- uses: aws-actions/configure-aws-credentials@v4\n${runsScript(`[ -z "$AWS_SESSION_TOKEN" ] && ${PUSH}`)}`,
      {},
    ],
    ['which a screen has', runsScript(`xvfb-run bash -c '[ -z "$DISPLAY" ] && ${PUSH}'`), {}],
    ['which cmd fills in', runsScript(`if "%DATE%"=="" ${PUSH}`, 'cmd'), {}],
    ['which cmd cuts', runsScript(`if "%CD:~0,1%"=="" ${PUSH}`, 'cmd'), {}],
    ['which Chocolatey has set', runsScript(`if (-not $env:ChocolateyInstall) { ${PUSH} }`, 'pwsh'), {}],
    ['on another machine', runsScript(`ssh host '${ASKS}'`), {}],
  ])('of nobody’s knowing: %s', async (_, steps, files) =>
    expect(await pushesOf(steps, files)).toEqual(['app:1 unknown']),
  );
});

describe('behind the dashes of a program that nobody knows', () => {
  test.each<[string, string[]]>([
    [`acme-trace run --name push -- ${PUSH}`, ['app:1 unknown']],
    [`./ci/with-login -- sudo -E ${PUSH}`, ['app:1 unknown']],
    ['npx with-env -- docker buildx build --push -t ghcr.io/octo/app:1 .', ['app:1 unknown']],
    ['acme-trace run -- crane copy app ghcr.io/octo/app:1', ['app:1 unknown']],
  ])('%s', async (text, expected) => expect(await pushesOf(runsScript(text))).toEqual(expected));

  test.each([
    'acme-trace run -- docker build -t ghcr.io/octo/app:1 .',
    `git commit -m x -- ${PUSH}`,
    `kubectl exec builder -- ${PUSH}`,
  ])('none: %s', async (text) => expect(await pushesOf(runsScript(text))).not.toContain('app:1 unknown'));
});

describe('of one of two names, as the run decides', () => {
  const NAMED = 'docker push ghcr.io/octo/$NAME:1';

  test.each<[string, string, string[]]>([
    ['by an if', `if ${DIFF}; then NAME=a; else NAME=b; fi\n${NAMED}`, ['a:1 unknown', 'b:1 unknown']],
    ['by a list', `NAME=a\n[ -n "$(git tag)" ] && NAME=b\n${NAMED}`, ['b:1 unknown', 'a:1 unknown']],
    [
      'by a list of cases',
      `case "$(git log -1 --pretty=%s)" in feat*) NAME=a ;; fix*) NAME=b ;; *) NAME=c ;; esac\n${NAMED}`,
      ['a:1 unknown', 'b:1 unknown', 'c:1 unknown'],
    ],
    ['the same in both', `if ${DIFF}; then NAME=a; else NAME=a; fi\n${NAMED}`, ['a:1 yes']],
    [
      'and of a tag that something else decides',
      `if ${DIFF}; then NAME=a; else NAME=b; fi\nif [ -n "$(git tag)" ]; then T=1; else T=2; fi\ndocker push ghcr.io/octo/$NAME:$T`,
      ['undefined yes'],
    ],
    [
      'one of which nobody knows',
      `if ${DIFF}; then NAME=a; else NAME=$(cat name); fi\n${NAMED}`,
      ['undefined yes'],
    ],
  ])('%s', async (_, text, expected) => expect(await pushesOf(runsScript(text))).toEqual(expected));
});

describe('by the condition of a step', () => {
  const FILTER = '- id: filter\n  uses: dorny/paths-filter@v3\n';
  const under = (condition: string) => `- if: ${condition}\n  run: ${PUSH}\n`;
  const OUTPUT = `if ${DIFF}; then echo new=false >> $GITHUB_OUTPUT; else echo new=true >> $GITHUB_OUTPUT; fi`;

  test.each([
    ['changed files', FILTER + under("steps.filter.outputs.docker == 'true'")],
    [
      'what is pushed of a build',
      `${FILTER}- uses: docker/build-push-action@v6\n  with:\n    push: \${{ steps.filter.outputs.docker == 'true' }}\n    tags: ${IMAGE}\n`,
    ],
    ['an output of an action', `- id: r\n  uses: a/release@v1\n${under('${{ steps.r.outputs.created }}')}`],
    ['a list in one', `- id: r\n  uses: a/list@v1\n${under("contains(steps.r.outputs.services, 'app')")}`],
    ['a word', `- id: t\n  uses: a/test@v1\n${under("steps.t.outputs.result == 'success'")}`],
    [
      'an output of a script',
      `- id: c\n  ${runsScript(OUTPUT).slice(2)}${under("steps.c.outputs.new == 'true'")}`,
    ],
    [
      'a variable in a script',
      `${FILTER}- env: {NEW: "\${{ steps.filter.outputs.docker }}"}\n  ${runsScript(`[ "$NEW" = true ] || exit 0\n${PUSH}`).slice(2)}`,
    ],
    [
      'our own verdict',
      `- id: ours\n  uses: acme/ghcr-preflight@v1\n${under("steps.ours.outputs.can-push == 'true'")}`,
    ],
  ])('%s', async (_, steps) => expect(await pushesOf(steps)).toEqual(['app:1 unknown']));

  test('what held for our own step or job holds for the push', async () => {
    const condition = "steps.filter.outputs.docker == 'true'";
    const own = `- if: ${condition}\n  uses: acme/ghcr-preflight@v1\n`;
    expect(await pushesOf(FILTER + own + under(condition))).toEqual(['app:1 yes']);
    const job = "needs: plan\nif: needs.plan.outputs.new == 'true'\nruns-on: ubuntu-latest";
    expect(await pushesOf(under("needs.plan.outputs.new == 'true'"), {}, job)).toEqual(['app:1 yes']);
    expect(await pushesOf(under("needs.plan.outputs.other == 'true'"), {}, job)).toEqual(['app:1 unknown']);
  });
});
