/** Pushes whose name no text tells, by jobs that log in to this registry alone: what their token would be refused for is a warning. */
import { expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READS = 'permissions: {contents: read}';
const INVALID = 'error invalid-image-reference';
const LACKS = ['warning job-lacks-packages-write'];
const HUB = '\n- uses: docker/login-action@v4\n  with: {username: octo, password: "${{ secrets.HUB }}"}\n';
const bake = (push = 'true') =>
  `\n- uses: docker/bake-action@v6\n  with: {source: ., workdir: '\${{ vars.IMAGE }}', push: ${push}}`;
const named = '\n- run: docker push "$(cat name.txt)"';

test.each<[string, string, string, readonly string[]]>([
  ['a command that reads the name of a file', login() + named, READS, LACKS],
  [
    'a variable in front',
    `${login()}\n- run: echo "SOMEWHERE=$(cat place)" >> $GITHUB_ENV\n- run: docker push "$SOMEWHERE/octo/app"`,
    READS,
    LACKS,
  ],
  ['one that nothing sets', `${login()}\n- run: docker push "$SOMEWHERE/octo/app"`, READS, [INVALID]],
  ['one of the machine', `${login()}\n- run: docker push "$STATS_VMD/octo/app"`, READS, LACKS],
  [
    'a host out of a file, before a tag that nothing sets',
    `${login()}\n- run: docker push "$(cat host)/octo/app:$TAG"`,
    READS,
    LACKS,
  ],
  ['names that are piped in', `${login()}\n- run: docker images -q | xargs -n1 docker push`, READS, LACKS],
  ['a bake of a folder that a setting names', login() + bake(), READS, LACKS],
  ['a workflow that says nothing', login() + bake(), '', ['warning default-token-permissions']],
  ['a job that may write', login() + bake(), 'permissions: {packages: write}', []],
  // It logs in to pull, as far as anybody can tell.
  ['a job that may read', login() + bake(), 'permissions: {packages: read}', []],
  ['a bake that only builds', login() + bake('false'), READS, []],
  ['another registry as well', login() + HUB + bake(), READS, []],
  ['an action that may log in elsewhere', `${login()}\n- uses: some/registry-login@v1${bake()}`, READS, []],
  ['the action of a cloud', `${login()}\n- uses: aws-actions/amazon-ecr-login@v2${bake()}`, READS, []],
  ['a helper for credentials', `${login()}\n- run: gcloud auth configure-docker${named}`, READS, []],
  ['the program of a cloud', `${login()}\n- run: az acr login -n octo${named}`, READS, []],
  ['a token of its own', login('secrets.GHCR_TOKEN') + bake(), READS, []],
  ['a name of another registry', `${login()}\n- run: docker push "quay.io/octo/$(cat name.txt)"`, READS, []],
  [
    'a push beside it that is seen',
    `${login()}\n- run: docker push ghcr.io/octo/app:1${named}`,
    READS,
    ['error job-lacks-packages-write'],
  ],
])('%s', async (_, steps, keys, expected) => {
  expect(await ids({ [MAIN]: workflow(steps, keys) })).toEqual(expected);
});

test.each([
  ['a word of no cloud', 'echo ready', LACKS],
  ['a registry of AWS', 'echo "$ID.dkr.ecr.eu-west-1.amazonaws.com"', []],
  ['of Azure', 'echo octo acr', []],
  ['of Google', 'echo eu.gcr.io', []],
  ['of IBM', 'echo de.icr.io', []],
  ['of Oracle', 'echo fra.ocir.io', []],
  ['of Tencent', 'echo octo.tcr.example', []],
  ['of Huawei', 'echo swr.eu-west-101.example', []],
  ['a helper', 'echo docker-credential-octo', []],
  ['a helper that a package brings', 'echo amazon-credential-helper', []],
  ['helpers in a configuration', 'echo credHelpers', []],
  ['a store in a configuration', 'echo credsStore', []],
  ['a login of a program', 'doctl registry login', []],
  ['what configures docker', 'echo auth configure-docker', []],
] as const)('words by which another login is known: %s', async (_, script, expected) =>
  expect(await ids({ [MAIN]: workflow(`${login()}\n- run: ${script}${bake()}`, READS) })).toEqual(expected),
);

test.each([
  'aws-actions/configure-aws-credentials@v4',
  'google-github-actions/auth@v2',
  'azure/login@v2',
  'Azure/docker-login@v2',
])('so is the action %s', async (action) =>
  expect(await ids({ [MAIN]: workflow(`${login()}\n- uses: ${action}${bake()}`, READS) })).toEqual([]),
);

test('a service whose host nothing sets, which its file may have from elsewhere', async () => {
  const steps = `\n- uses: actions/checkout@v5${login()}\n- run: docker compose push`;
  const compose = 'services:\n  app:\n    build: .\n    image: ${HOST}/octo/app\n';
  expect(await ids({ [MAIN]: workflow(steps, READS), 'compose.yml': compose })).toEqual(LACKS);
});

test('a machine of its own, which may be logged in elsewhere', async () => {
  const text = workflow(login() + bake(), READS).replace('ubuntu-latest', 'self-hosted');
  expect(text).toContain('self-hosted');
  expect(await ids({ [MAIN]: text })).toEqual([]);
});

test('a pull request from a fork', async () => {
  const text = workflow(login() + bake(), 'permissions: {packages: write}', '[push, pull_request]');
  expect(await ids({ [MAIN]: text })).toEqual(['warning read-only-run']);
});

test('it says in both languages how it is known', async () => {
  const files = { [MAIN]: workflow(login() + bake(), READS) };
  const [english] = (await lintFiles(files)).report.findings;
  expect(english?.evidence[0]).toBe(
    'pushes what the text does not name (.github/workflows/ci.yml:14); its job logs in nowhere else',
  );
  expect(english).toMatchObject({ image: null, confidence: 'likely', fix: { diff: expect.any(String) } });
  const [chinese] = (await lintFiles(files, { language: 'zh-CN' })).report.findings;
  expect(chinese?.evidence[0]).toContain('没有登录其他注册表');
});

// Of a program that nobody knows its own words are all there is.
test.each([
  ['./tools/image --push', LACKS],
  ['./tools/image --push=true', LACKS],
  ['./tools/image publish --no-sign', LACKS],
  ['./tools/image --skip-push', []],
  ['./tools/image --no-publish', []],
  ['./tools/image --push=false', []],
  ['./tools/image --push false', []],
  ['./tools/image publish --no-release', LACKS],
] as const)('a program that is told to push, or not to: %s', async (command, expected) =>
  expect(await ids({ [MAIN]: workflow(`${login()}\n- run: ${command}`, READS) })).toEqual(expected),
);
