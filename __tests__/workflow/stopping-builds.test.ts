/** Builds by a name that no client takes, which end the job before its push; and all that look like one and end nothing. */
import { describe, expect, test } from '@jest/globals';
import { evidence, MAIN, workflowOf } from './reading.js';

const PUSH = 'docker push ghcr.io/octo/app:1';
const ACTION = 'docker/build-push-action@v6';

/** The lines of a script, in front of the push. */
const script = (...lines: string[]) =>
  `- run: |\n${[...lines, PUSH].map((line) => `    ${line}\n`).join('')}`;
const build = (inputs: string, more = '') =>
  `- uses: ${ACTION}\n  with: {${inputs}}\n${more}- run: ${PUSH}\n`;

/** As our own step asks. */
const OWN = { own: { images: [], login: 'docker' } } as const;

async function stoppedBy(steps: string, files: Record<string, string> = {}): Promise<string[]> {
  const { pushes } = await evidence({ ...files, [MAIN]: workflowOf(steps) }, OWN);
  return pushes.flatMap(({ unfit }) =>
    unfit?.problem ? [`${unfit.given} ${unfit.problem.kind} ${unfit.problem.corrected}`] : [],
  );
}

describe('the job ends before its push', () => {
  test.each([
    [
      'at the registry',
      script('docker build -t ghcr.io/Octo/app:1 .'),
      'ghcr.io/Octo/app:1 uppercase ghcr.io/octo/app:1',
    ],
    ['on the machine alone', script('docker build -t MyApp .'), 'MyApp uppercase myapp'],
    [
      'at another registry',
      script('docker build -t quay.io/octo/App .'),
      'quay.io/octo/App uppercase quay.io/octo/app',
    ],
    ['with no owner', script('docker build -t MY.reg/MY:1 .'), 'MY.reg/MY:1 uppercase MY.reg/my:1'],
    ['at what is no host', script('docker build -t ghcr..io/octo/app .'), 'ghcr..io/octo/app invalid null'],
    ['by a second name', script('docker build -t app -t my/App .'), 'my/App uppercase my/app'],
    ['a tag that nothing sets', script('docker build -t "app:$TAG" .'), 'app: invalid null'],
    [
      'a tag that is always empty',
      script('docker tag app ghcr.io/octo/app:${{ env.TAG }}'),
      'ghcr.io/octo/app: invalid ghcr.io/octo/app',
    ],
    ['a tag of a tag', script('docker build -t app:1:2 .'), 'app:1:2 invalid null'],
    ['a branch as the tag', script('docker build -t app:feature/x .'), 'app:feature/x invalid null'],
    [
      'docker tag',
      script('docker tag app ghcr.io/Octo/app:2'),
      'ghcr.io/Octo/app:2 uppercase ghcr.io/octo/app:2',
    ],
    [
      'docker run',
      script('docker run --rm -v "$PWD:/Src" ghcr.io/Octo/tools:1 make'),
      'ghcr.io/Octo/tools:1 uppercase ghcr.io/octo/tools:1',
    ],
    ['podman', script('podman build -t MyApp .'), 'MyApp uppercase myapp'],
    ['buildah', script('buildah bud --tag=MyApp .'), 'MyApp uppercase myapp'],
    ['by root', script('sudo docker build -t MyApp .'), 'MyApp uppercase myapp'],
    ['on two lines', script('docker build \\', '  -t MyApp .'), 'MyApp uppercase myapp'],
    [
      'beside what asks for something else',
      script('if [ -f x ]; then echo; fi', 'docker build -t MyApp .'),
      'MyApp uppercase myapp',
    ],
    [
      'in a branch that is taken',
      script('if true; then', 'docker build -t MyApp .', 'fi'),
      'MyApp uppercase myapp',
    ],
    ['at the end of a pipe', script('cat Dockerfile | docker build -t MyApp -'), 'MyApp uppercase myapp'],
    ['at the end of a list', script('cd web && docker build -t MyApp .'), 'MyApp uppercase myapp'],
    ['in a subshell', script('(cd web; docker build -t MyApp .; echo)'), 'MyApp uppercase myapp'],
    ['in a function', script('b() { docker build -t MyApp .; echo; }', 'b'), 'MyApp uppercase myapp'],
    ['by eval', script('eval "docker build -t MyApp ."'), 'MyApp uppercase myapp'],
    [
      'errors end it again',
      script('set +e', 'true', 'set -e', 'docker build -t MyApp .'),
      'MyApp uppercase myapp',
    ],
    [
      'a subshell alone passes errors',
      script('(set +e; true)', 'docker build -t MyApp .'),
      'MyApp uppercase myapp',
    ],
    [
      'the end of a shell that goes on',
      `- shell: bash {0}\n  run: docker build -t MyApp .\n- run: ${PUSH}\n`,
      'MyApp uppercase myapp',
    ],
    [
      'an option of the shell',
      script('docker build -t MyApp .', 'echo').replace('run:', 'shell: bash -leo pipefail {0}\n  run:'),
      'MyApp uppercase myapp',
    ],
    ['no tag behind its colon', script('docker build -t app: .'), 'app: invalid null'],
    [
      'an end that is written out',
      script('docker build -t MyApp . || exit 1', 'echo'),
      'MyApp uppercase myapp',
    ],
    [
      'an end that says why',
      script('docker build -t MyApp . || { echo no; exit 1; }', 'echo'),
      'MyApp uppercase myapp',
    ],
    [
      'a condition for its failure',
      script('if ! docker build -t MyApp .; then', 'exit 1', 'fi'),
      'MyApp uppercase myapp',
    ],
    ['an action that loads', build("load: true, tags: 'octo/App:1'"), 'octo/App:1 uppercase octo/app:1'],
  ])('%s', async (_, steps, expected) => expect(await stoppedBy(steps)).toEqual([expected]));

  test('in one list with the push', async () =>
    expect(await stoppedBy(`- run: docker build -t MyApp . && ${PUSH}\n`)).toEqual([
      'MyApp uppercase myapp',
    ]));
});

test.each([
  [
    'the line of a list',
    '- uses: docker/build-push-action@v6\n  with:\n    load: true\n    tags: |\n      app:MyApp\n      MyApp\n',
    'MyApp',
  ],
  [
    'the command',
    '- run: |\n    docker pull busybox\n    docker build -t MyApp .\n',
    'docker build -t MyApp .',
  ],
])('the place is %s', async (_, steps, line) => {
  const workflow = workflowOf(`${steps}- run: ${PUSH}\n`);
  const { pushes } = await evidence({ [MAIN]: workflow }, OWN);
  const { location } = pushes.find(({ unfit }) => unfit) ?? {};
  expect(workflow.split('\n')[(location?.line ?? 0) - 1]?.trim()).toBe(line);
});

describe('nothing ends there', () => {
  test.each([
    ['a name', 'docker build -t app:V1.0_B .'],
    ['what may be the value of an option', 'docker run --whatever MyValue ghcr.io/octo/tools'],
    ['what a container is told', 'docker run --rm ghcr.io/octo/tools ghcr.io/Octo/tools'],
    ['no owner', 'docker build -t ghcr.io/app .'],
    ['a host with capitals', 'docker build -t GHCR.io/octo/app .'],
    ['capitals in front of the first slash, which are a host', 'docker build -t Octo/app .'],
    ['the host twice', 'docker build -t ghcr.io/ghcr.io/app .'],
    ['a port', 'docker build -t localhost:5000/app .'],
    ['a name that nobody knows', 'docker build -t "$NAME" .'],
    ['an owner that nobody knows', 'docker build -t "ghcr.io/$(whoami)/app" .'],
    ['an id', 'docker tag 0123456789ab app'],
    ['a fallback', 'docker build -t MyApp . || true'],
    ['a good end', 'docker build -t MyApp . || exit 0'],
    ['a tag that nobody knows', 'docker build -t "app:${{ vars.TAG }}" .'],
    ['a pipe', 'docker build -t MyApp . | tee log'],
    ['a process of its own', 'docker build -t MyApp . &'],
    ['a list that goes on', 'docker build -t MyApp . && echo built'],
    ['a condition', 'if docker build -t MyApp .; then echo; fi'],
    ['what is run for its text', 'echo $(docker build -q -t MyApp .)'],
    ['a list with more behind it', 'docker build -t MyApp . && echo; echo'],
    ['a list that is left before its end', 'docker build -t MyApp . && docker tag MyApp app'],
    ['a list in a loop', 'for each in a b; do docker tag MyApp x && echo; done'],
    ['a shell of its own', 'bash -c "docker build -t MyApp .; echo"'],
    ['a shell of root', "sudo sh -c 'docker build -t MyApp .; echo'"],
    ['each file', 'find . -name x -exec docker tag MyApp x \\;'],
    ['an archive', 'podman build -t oci-archive:/tmp/App.tar .'],
    ['a folder', 'buildah bud -t dir:/tmp/App .'],
    ['a check', 'docker buildx build --check -t MyApp .'],
  ])('%s', async (_, line) => expect(await stoppedBy(script(line))).toEqual([]));

  test.each([
    ['errors are passed', script('set +e', 'docker build -t MyApp .')],
    ['errors are passed, among other things', script('set -x +ue', 'docker build -t MyApp .')],
    ['errors are passed by name', script('set +o errexit', 'docker build -t MyApp .')],
    ['errors are passed by shopt', script('shopt -uo errexit', 'docker build -t MyApp .')],
    [
      'a file that may pass errors',
      script('source <(curl -s https://example.com/env)', 'docker build -t MyApp .'),
    ],
    ['a trap', script('trap "exit 0" EXIT', 'docker build -t MyApp .')],
    ['a shell that reads its input', script("bash <<'EOF'", 'docker build -t MyApp .', 'echo', 'EOF')],
    ['a condition around a function', script('b() { docker build -t MyApp .; }', 'if b; then echo; fi')],
    ['a negation', script('! docker build -t MyApp .')],
    [
      'an action with a shell of its own',
      `- uses: nick-fields/retry@v3\n  with:\n    command: |\n      docker build -t MyApp .\n      echo\n- run: ${PUSH}\n`,
    ],
    [
      'tags of a repository',
      `- uses: docker/build-push-action@v1\n  with: {repository: octo/app, push: false, tags: Latest}\n- run: ${PUSH}\n`,
    ],
    ['a pipe on the next line', script('docker build -t MyApp . \\', '  | tee log')],
    ['a function', script('b() { docker build -t MyApp .; }', 'b | tee log')],
    ['a group', script('{', 'docker build -t MyApp .', '} | tee log')],
    ['a shell that goes on', script('docker build -t MyApp .').replace('run:', 'shell: bash {0}\n  run:')],
    ['PowerShell', script('docker build -t MyApp .').replace('run:', 'shell: pwsh\n  run:')],
    [
      'a step that may fail',
      build('load: true, tags: MyApp').replace('- uses', '- continue-on-error: true\n  uses'),
    ],
    ['a push after an error', build('load: true, tags: MyApp').replace('- run', '- if: always()\n  run')],
    ['a step that is passed over', build('load: true, tags: MyApp').replace('- uses', '- if: false\n  uses')],
    ['a build behind the push', `- run: ${PUSH}\n- run: docker build -t MyApp .\n`],
  ])('%s', async (_, steps) => expect(await stoppedBy(steps)).toEqual([]));

  test.each([
    ['b.sh', 'docker build -t MyApp .\necho\n', 'bash b.sh'],
    ['docker-build.sh', 'docker build -t MyApp .\necho\n', './docker-build.sh'],
    ['env.sh', 'set +e\n', '. ./env.sh\n    docker build -t MyApp .'],
    ['Makefile', 'docker-build:\n\t-docker build -t MyApp .\n', 'make docker-build'],
    ['package.json', '{"scripts":{"docker":"docker tag MyApp x; echo"}}', 'npm run docker'],
  ])('%s of the repository', async (file, text, line) =>
    expect(await stoppedBy(script(line), { [file]: text })).toEqual([]),
  );

  test('a job that only builds', async () => {
    const workflow = await evidence(
      { [MAIN]: workflowOf('- run: docker build -t ghcr.io/Octo/app .\n') },
      OWN,
    );
    expect(workflow.pushes).toEqual([]);
  });
});
