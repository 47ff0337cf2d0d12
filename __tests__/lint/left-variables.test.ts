/** A variable that one step sets for itself is empty in the next one. */
import { describe, expect, test } from '@jest/globals';
import { ids, lintFiles, login, MAIN, said, workflow } from './repository.js';

const INVALID = ['error invalid-image-reference'];
const PUSH = 'docker push ghcr.io/octo/app:$TAG';

const steps = (...scripts: string[]) =>
  login() + scripts.map((each) => `\n- run: |\n    ${each.replaceAll('\n', '\n    ')}`).join('');
const saidOf = (text: string) => ids({ [MAIN]: text });

test.each<[string, string, string]>([
  ['a variable', 'TAG=$(git describe)', PUSH],
  ['one that is exported', 'export TAG="$(date +%s)"', PUSH],
  ['one with a comment', 'TAG=v1 # the tag', PUSH],
  ['a part of the name', 'NAME=app', 'docker push "ghcr.io/octo/$NAME:1"'],
  ['the owner', "OWNER='octo'", 'docker push ghcr.io/$OWNER/app:1'],
  ['one beside another that is handed on', 'TAG=v1\necho "NAME=app" >> "${GITHUB_ENV}"', PUSH],
  ['one of a job that only installs', 'npm ci\nTAG=v1', PUSH],
  ['the tag of a build', 'TAG=v1', 'docker buildx build --push -t ghcr.io/octo/app:$TAG .'],
])('%s of another step', async (_, first, second) => {
  expect(await saidOf(workflow(steps(first, second)))).toEqual(INVALID);
});

const withEnv = (env: string, ...scripts: string[]) =>
  steps(...scripts).replace('\n- run: |', `\n- env: {${env}}\n  run: |`);

test.each<[string, string, string[], string[]]>([
  ['a tag', 'TAG: v1', ['docker build -t ghcr.io/octo/app:$TAG .', PUSH], INVALID],
  ['the whole name', 'IMAGE: ghcr.io/octo/app', ['docker build -t $IMAGE .', 'docker push $IMAGE'], INVALID],
  ['what is handed on', 'TAG: v1', ['echo "TAG=$TAG" >> "$GITHUB_ENV"', PUSH], []],
  ['what code may hand on', 'TAG: v1', ['make build', PUSH], []],
  ['what GitHub sets', 'GITHUB_SHA: v1', ['true', 'docker push ghcr.io/octo/app:$GITHUB_SHA'], []],
  ['what its own script reads', 'TAG: v1', [PUSH], []],
])('the env of another step: %s', async (_, env, scripts, expected) => {
  expect(await saidOf(workflow(withEnv(env, ...scripts)))).toEqual(expected);
});

test('whose env it is', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(withEnv('TAG: v1', 'true', PUSH)) });
  expect(report.findings[0]?.message).toContain('is that of its own step alone');
  expect(report.findings[0]?.fix.summary).toContain('Set TAG in the env of the job');
});

test.each<[string, string[]]>([
  ['of the same step', [`TAG=v1\n${PUSH}`]],
  ['that is handed on', ['TAG=v1\necho "TAG=$TAG" >> "$GITHUB_ENV"', PUSH]],
  ['for one command alone', ['TAG=v1 make build', PUSH]],
  ['of which the name can do without', ['TAG=v1', 'docker push ghcr.io/octo/app:a$TAG']],
  ['with a default', ['TAG=v1', 'docker push ghcr.io/octo/app:${TAG:-latest}']],
  ['that is read from a file', ['TAG=v1', `. ./tag.env\n${PUSH}`]],
  ['that is asked for first', ['TAG=v1', `if [ -n "$TAG" ]; then ${PUSH}; fi`]],
  ['without which it ends', ['TAG=v1', `[ -z "$TAG" ] && exit 0\n${PUSH}`]],
  ['that every shell may be given', ['TAG=v1\necho "export TAG=$TAG" >> "$BASH_ENV"', PUSH]],
  ['that a recipe may hand on', ['TAG=v1\nmake', PUSH]],
  ['that a script of the package may hand on', ['TAG=v1', 'npm run tag', PUSH]],
  ['that a program of the project may hand on', ['TAG=v1\npoetry run tag', PUSH]],
  ['that a build tool may hand on', ['TAG=v1\n./gradlew tag', PUSH]],
  ['that a program is told to hand on', ['TAG=v1', 'grep -h TAG= *.env | sponge -a "$GITHUB_ENV"', PUSH]],
  [
    'that is handed on by another name of the file',
    ['FILE=$GITHUB_ENV\nTAG=v1\necho "TAG=$TAG" >> "$FILE"', PUSH],
  ],
])('a variable %s', async (_, scripts) => {
  expect(await saidOf(workflow(steps(...scripts)))).toEqual([]);
});

// On a machine of one's own it may be there all the same.
test.each<[string, string[]]>([
  ['behind it', [PUSH, 'TAG=v1']],
  ['nowhere', [PUSH]],
])('a variable that is set %s is empty, and no other step has kept it', async (_, scripts) => {
  const hosted = workflow(steps(...scripts));
  const { report } = await lintFiles({ [MAIN]: hosted });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('nothing sets the variable TAG'),
  ]);
  expect(await saidOf(hosted.replace('ubuntu-latest', 'self-hosted'))).toEqual([]);
});

describe('what a script hands to later steps it does not have itself', () => {
  test.each<[string, string[], string[]]>([
    ['a variable', [`echo "TAG=1" >> $GITHUB_ENV\n${PUSH}`], INVALID],
    ['an output', [`echo "TAG=1" >> "$GITHUB_OUTPUT"\n${PUSH}`], INVALID],
    ['the whole name', ['echo "IMAGE=ghcr.io/octo/app" >> $GITHUB_ENV\ndocker push $IMAGE'], INVALID],
    ['but what it has set', [`TAG=1\necho "TAG=$TAG" >> $GITHUB_ENV\n${PUSH}`], []],
    ['but what it has read', [`read -r TAG < VERSION\necho "TAG=$TAG" | tee -a $GITHUB_ENV\n${PUSH}`], []],
    ['but what it reads from there', [`echo "TAG=1" >> $GITHUB_ENV\n. "$GITHUB_ENV"\n${PUSH}`], []],
    [
      'but what another has handed on',
      ['echo "TAG=0" >> $GITHUB_ENV', `${PUSH}\necho "TAG=1" >> $GITHUB_ENV`],
      [],
    ],
    ['but what code may have handed on', ['npm run tag', `${PUSH}\necho "TAG=1" >> $GITHUB_ENV`], []],
  ])('%s', async (_, scripts, expected) => {
    expect(await saidOf(workflow(steps(...scripts)))).toEqual(expected);
  });

  test('is said so', async () => {
    const text = workflow(steps(`echo "TAG=1" >> $GITHUB_ENV\n${PUSH}`));
    const [finding] = (await lintFiles({ [MAIN]: text })).report.findings;
    expect(finding?.message).toContain('hands TAG to later steps');
    expect(finding?.fix.summary).toContain('TAG=VALUE');
    const [chinese] = (await lintFiles({ [MAIN]: text }, { language: 'zh-CN' })).report.findings;
    expect(chinese?.message).toContain('交给后面的步骤');
    expect(chinese?.fix.summary).toContain('TAG=VALUE');
  });
});

const HOST = 'IMAGE=ghcr.io/octo/app';

test.each<[string, string, string]>([
  ['the whole name', HOST, 'docker push $IMAGE'],
  ['the whole name in quotes', `export ${HOST}`, 'docker push "$IMAGE"'],
  ['the name in front of a tag', `${HOST}\ndocker build -t $IMAGE:1 .`, 'docker push $IMAGE:1'],
  ['the name in front of a digest', HOST, 'cosign sign --yes "${IMAGE}@sha256:0"\ndocker push $IMAGE:1'],
  ['the name in front of the rest of it', HOST, 'docker push ${IMAGE}-debug:1'],
  ['a name with an expression', 'IMAGE=ghcr.io/${{ github.repository_owner }}/app', 'docker push $IMAGE:1'],
  ['a name with parts in quotes', 'IMAGE=ghcr.io/"$OWNER"/\'app\'', 'docker push $IMAGE:1'],
  ['a name that is only read', 'readonly IMAGE=ghcr.io/octo/app', 'docker push $IMAGE:1'],
  ['a name that is declared', 'declare -x IMAGE=ghcr.io/octo/app', 'docker push $IMAGE:1'],
  [
    'the second of a line',
    'TAG=1; IMAGE=ghcr.io/octo/app && docker build -t $IMAGE .',
    'docker push $IMAGE:1',
  ],
  ['one of a branch', 'if [ -n "$A" ]; then IMAGE=ghcr.io/octo/app; fi', 'docker push $IMAGE:1'],
  ['the host', 'REGISTRY="ghcr.io"', 'docker push $REGISTRY/octo/app:1'],
  ['a name that is made of others', 'NAME=$(basename "$PWD")\nIMAGE="$HOST/$NAME"', 'podman push $IMAGE'],
  ['the name of a build', HOST, 'docker buildx build --push -t $IMAGE:1 .'],
])('%s of another step', async (_, first, second) => {
  expect(await saidOf(workflow(steps(first, second)))).toEqual(INVALID);
});

const DOCKER_HUB = `\n- uses: docker/login-action@v4\n  with: {username: octo, password: '\${{ secrets.DOCKERHUB }}'}`;

test.each<[string, string[]]>([
  ['for one command alone', ['IMAGE=ghcr.io/octo/app make', 'docker push $IMAGE:1']],
  ['that is handed on', [`${HOST}\necho "IMAGE=$IMAGE" >> $GITHUB_ENV`, 'docker push $IMAGE:1']],
  ['with a default', [HOST, 'docker push ${IMAGE:-ghcr.io/octo/app}:1']],
  ['that is set again', [HOST, `${HOST}\ndocker push $IMAGE:1`]],
  ['that env gives', [HOST, "env IMAGE=ghcr.io/octo/app sh -c 'docker push $IMAGE:1'"]],
  ['that sudo gives', [HOST, "sudo IMAGE=ghcr.io/octo/app sh -c 'podman push $IMAGE:1 oci:out'"]],
  ['that is an option of the script', [HOST, 'getopts i: IMAGE; docker push "$IMAGE"']],
  ['that is a number', ['IMAGE=ghcr.io/octo/app', 'let IMAGE=1; docker push ghcr.io/octo/app:$IMAGE']],
  ['that is read from a file', [`echo ${HOST} > .env`, 'set -a; source .env\ndocker push $IMAGE']],
  ['that is asked for first', [HOST, 'test -z "$IMAGE" || docker push $IMAGE:1']],
  ['of which the name can do without', ['PREFIX=ghcr.io/octo/', 'docker push ${PREFIX}octo/app:1']],
  ['that is set in a loop there', [HOST, 'for IMAGE in $IMAGES; do docker push $IMAGE; done']],
])('a name %s', async (_, scripts) => {
  expect(await saidOf(workflow(steps(...scripts)))).toEqual([]);
});

test('where all of the name is gone, the step that has kept it is told', async () => {
  const { report } = await lintFiles({ [MAIN]: workflow(steps(HOST, 'docker push $IMAGE')) });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('what the script at .github/workflows/ci.yml:'),
  ]);
});

test('what stands in a text is set nowhere, and kept by no step', async () => {
  const { report } = await lintFiles({
    [MAIN]: workflow(steps("echo 'run IMAGE=ghcr.io/octo/app'", 'docker push $IMAGE:1')),
  });
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('nothing sets the variable IMAGE'),
  ]);
});

test.each(['docker push "$IMAGE@sha256:0"', 'cosign sign --yes "${IMAGE}@sha256:0"'])(
  'the name in front of a digest alone: %s',
  async (second) => expect(await saidOf(workflow(steps(HOST, second)))).toEqual(INVALID),
);

test.each<[string, string, string, string[]]>([
  ['is short of its owner', 'REST=/app', 'docker push ghcr.io/octo$REST:1', []],
  [
    'has capitals all the same',
    'REST=x',
    'docker push ghcr.io/octo/App$REST:1',
    ['error uppercase-image-name'],
  ],
])('a name that without it %s is told so', async (_, first, second, expected) => {
  expect(await saidOf(workflow(steps(first, second)))).toEqual(expected);
});

test.each([HOST, HOST.replace('ghcr', 'GHCR')])(
  'beside a login to Docker Hub, the host is told: %s',
  async (set) => {
    const text = workflow(login() + DOCKER_HUB + steps(set, 'docker push $IMAGE:1').slice(login().length));
    expect(await saidOf(text)).toEqual(INVALID);
  },
);

test('of a run that may not push anyway nothing else is said', async () => {
  const foreign = '\n  if: github.event.pull_request.head.repo.full_name != github.repository';
  const text = workflow(steps(HOST, 'docker push $IMAGE:1') + foreign, undefined, 'pull_request');
  expect(await saidOf(text)).toEqual(['warning read-only-run']);
});

test('the first of several is the one that is named', async () => {
  const text = workflow(steps('HOST=ghcr.io', 'OWNER=octo', 'docker push $HOST/$OWNER:1'));
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ message }) => message)).toEqual([expect.stringContaining(': HOST is empty')]);
});

test.each([
  ['${IMAGE}', []],
  ['${IMAGE}:1', INVALID],
])('a service with the name %s, which compose passes over where it is all empty', async (image, expected) => {
  const files = {
    [MAIN]: workflow(`${steps(HOST)}\n- uses: actions/checkout@v5\n- run: docker compose push\n`),
    'compose.yml': `services:\n  app:\n    build: .\n    image: ${image}\n`,
  };
  expect(await ids(files)).toEqual(expected);
});

test('a name of Docker Hub is not ours', async () => {
  const hub = workflow(DOCKER_HUB + steps('IMAGE=octo/app', 'docker push $IMAGE:1'));
  expect(await saidOf(hub)).toEqual([]);
});

test.each<[string, string]>([
  ['env', 'env: {IMAGE: ghcr.io/octo/app}'],
  ['container', 'container: ghcr.io/octo/builder'],
  ['container with its variables', 'container: {image: alpine, env: {IMAGE: ghcr.io/octo/app}}'],
])('%s of the job may have the name', async (_, more) => {
  const keys = `permissions: {packages: write}\n${more}`;
  expect(await saidOf(workflow(steps(HOST, 'docker push $IMAGE:1'), keys))).toEqual([]);
});

test.each<[string, string, string[]]>([
  ['writes it', 'echo "IMAGE=ghcr.io/octo/app" >> $GITHUB_ENV', []],
  ['runs a program', 'node set.js', []],
  ['writes what every shell reads', 'echo "export IMAGE=a" >> "$BASH_ENV"', []],
  ['does neither', 'docker build -t ghcr.io/octo/app:1 .', INVALID],
])('an action of the repository between them that %s', async (_, script, expected) => {
  const used = '\n- uses: ./set';
  const files = {
    [MAIN]: workflow(steps(HOST) + used + steps('docker push $IMAGE:1').slice(login().length)),
    'set/action.yml': `runs:\n  using: composite\n  steps:\n    - run: ${script}\n      shell: bash\n`,
  };
  expect(await ids(files)).toEqual(expected);
});

test.each<[string, string]>([
  ['in its second step', '    - run: echo a\n      shell: bash\n'],
  ['behind an action of its own', '    - uses: ./other\n'],
])('an action of the repository that writes %s what every shell reads', async (_, first) => {
  const writes = '    - run: echo "export IMAGE=a" >> "$BASH_ENV"\n      shell: bash\n';
  const head = 'runs:\n  using: composite\n  steps:\n';
  const files = {
    [MAIN]: workflow(`${steps(HOST)}\n- uses: ./set${steps('docker push $IMAGE:1').slice(login().length)}`),
    'set/action.yml': `${head}${first}${first.includes('uses') ? '' : writes}`,
    'other/action.yml': `${head}${writes}`,
  };
  expect(await ids(files)).toEqual([]);
});

describe('a step that may hand on anything', () => {
  const MAY = 'grep -h TAG= *.env | sponge -a "$GITHUB_ENV"';
  const messages = async (...scripts: string[]) =>
    (await lintFiles({ [MAIN]: workflow(steps(...scripts)) })).report.findings.map(({ message }) => message);

  // The second stands in no environment that a reader of scripts follows.
  describe.each([MAY, 'echo "export TAG=2" >> "$BASH_ENV"'])('is in front: %s', (may) => {
    test.each<[string, string[]]>([
      ['what stands in front of a command', [may, `TAG=1 ${PUSH}`]],
      ['what is written for later', [may, `${PUSH}\necho "TAG=1" >> $GITHUB_ENV`]],
      ['what another step has set', ['TAG=1', may, PUSH]],
      ['what nothing sets', [may, PUSH]],
    ])('%s says nothing', async (_, scripts) => expect(await messages(...scripts)).toEqual([]));

    test('nor does what nothing sets in an action behind it', async () => {
      const files = {
        [MAIN]: workflow(`${steps(may)}\n- uses: ./publish\n`),
        'publish/action.yml': `runs:\n  using: composite\n  steps:\n    - run: ${PUSH}\n      shell: bash\n`,
      };
      expect(await ids(files)).toEqual([]);
    });
  });

  test.each<[string, string, string[]]>([
    ['what stands in front of a command', 'What stands in front of a command', [`${MAY}\nTAG=1 ${PUSH}`]],
    ['what another step has set', 'what the script at', ['TAG=1', `${MAY}\n${PUSH}`]],
    [
      'what is written for later',
      'hands TAG to later steps',
      [`${MAY}\n${PUSH}\necho "TAG=1" >> $GITHUB_ENV`],
    ],
    ['what nothing sets', 'nothing sets the variable TAG', [`${MAY}\n${PUSH}`]],
  ])('is the one that pushes: %s is told', async (_, words, scripts) => {
    expect(await messages(...scripts)).toEqual([expect.stringContaining(words)]);
  });

  test('around an action is not told apart from one in front of it', async () => {
    const run = (script: string) => `\n    - run: ${script}\n      shell: bash`;
    const files = {
      [MAIN]: workflow(`${login()}\n- uses: ./publish${steps(MAY).slice(login().length)}`),
      'publish/action.yml': `runs:\n  using: composite\n  steps:${run('TAG=1')}${run(PUSH)}\n`,
    };
    expect(await ids(files)).toEqual([]);
  });
});

test('a push whose failure is passed over stops nothing', async () => {
  const pushed = (option: string) => ({
    [MAIN]: workflow(`${steps(HOST)}\n- uses: actions/checkout@v5\n- run: docker compose push ${option}\n`),
    'compose.yml': 'services:\n  app:\n    build: .\n    image: ${IMAGE}:1\n',
  });
  expect(await ids(pushed('--ignore-push-failures'))).toEqual([]);
  expect(await ids(pushed('--quiet'))).toEqual(INVALID);
});

test('a job that a setting decides on is not certain to push', async () => {
  const keys = "permissions: {packages: write}\nif: vars.PUBLISH == 'yes'";
  expect(await saidOf(workflow(steps(HOST, 'docker push $IMAGE:1'), keys))).toEqual([]);
});

test('blanks about a name do not hide that it begins with nothing', async () => {
  expect(await saidOf(workflow(steps(HOST, 'docker push " $IMAGE:1"')))).toEqual(INVALID);
});

test('an action of the repository that is not there may hand on all', async () => {
  const used = '\n- uses: ./.github/made';
  const text = workflow(steps(HOST) + used + steps('docker push $IMAGE:1').slice(login().length));
  expect(await saidOf(text)).toEqual([]);
});

test('the steps of an action keep theirs to themselves, too', async () => {
  const run = (script: string) => `\n    - run: ${script}\n      shell: bash`;
  const files = {
    [MAIN]: workflow(`${login()}\n- uses: ./publish`),
    'publish/action.yml': `runs:\n  using: composite\n  steps:${run(HOST)}${run('docker push $IMAGE:1')}\n`,
  };
  expect(said(await lintFiles(files))).toEqual(['error invalid-image-reference publish/action.yml:6 image']);
});

test('a variable of the job is there', async () => {
  const keys = 'permissions: {packages: write}\nenv: {TAG: v1}';
  expect(await saidOf(workflow(steps('TAG=v2', PUSH), keys))).toEqual([]);
});

test('a shell that reads its profile may have it', async () => {
  const written = 'TAG=v1\necho "export TAG=$TAG" >> ~/.bashrc';
  const asked = workflow(steps(written, PUSH)).replace(
    PUSH,
    `${PUSH}\n        shell: bash -ieo pipefail {0}`,
  );
  expect(asked).toContain('-ieo');
  expect(await saidOf(asked)).toEqual([]);
});

test('another machine may have it', async () => {
  const text = workflow(steps('TAG=v1', PUSH)).replace('ubuntu-latest', 'self-hosted');
  expect(await saidOf(text)).toEqual([]);
});

test('the step is named, in both languages', async () => {
  const files = { [MAIN]: workflow(steps('TAG=v1', PUSH)) };
  const english = (await lintFiles(files)).report.findings[0];
  expect(english?.message).toContain('ghcr.io/octo/app: is not a valid image reference: TAG is empty here');
  expect(english?.fix.summary).toBe(
    `Hand it on at ${MAIN}:13, once it is set: echo "TAG=$TAG" >> "$GITHUB_ENV".`,
  );
  const chinese = (await lintFiles(files, { language: 'zh-CN' })).report.findings[0];
  expect(chinese?.message).toContain('此处 TAG 为空');
});

describe('a subshell', () => {
  test.each<[string, string]>([
    ['in brackets', '(TAG=v1)'],
    ['in brackets, exported', '( cd sub && export TAG=$(cat v) )'],
    ['that is the last part of a pipe', 'cat VERSION | read TAG'],
    ['that is a loop behind a pipe', 'cat VERSION | while read -r line; do TAG=$line; done'],
    ['that is a substitution', 'X=$(TAG=v1; echo "$TAG")'],
    ['under a condition', 'if [ -f VERSION ]; then (TAG=v1); fi'],
  ])('%s takes along what it sets', async (_, script) => {
    const result = await lintFiles({ [MAIN]: workflow(steps(`${script}\n${PUSH}`)) });
    expect(said(result)).toEqual([expect.stringContaining('error invalid-image-reference')]);
    expect(result.report.findings[0]?.message).toContain('TAG is set in a subshell');
  });

  test.each<[string, string]>([
    ['a group', '{ TAG=v1; }'],
    ['a loop without a pipe', 'while read -r line; do TAG=$line; done < VERSION'],
    ['a process substitution', 'read TAG < <(cat VERSION)'],
    ['its own push', `(TAG=v1; ${PUSH}); exit 0`],
    ['another way to it', 'if [ -f a ]; then (TAG=v1); else TAG=v2; fi'],
    ['a value that was there', 'TAG=v2; (TAG=v1)'],
    ['a value behind it', '(TAG=v1); TAG=v2'],
    ['the last part of a pipe that is none', 'shopt -s lastpipe; cat VERSION | read TAG'],
    ['a file that is read', '(TAG=v1); . ./tag.env'],
    ['a default', '(TAG=v1); TAG=${TAG:-v2}'],
    ['what is handed on all the same', '(TAG=v1; echo "TAG=$TAG" > t); . ./t'],
  ])('is no harm: %s', async (_, script) => {
    expect(await saidOf(workflow(steps(`${script}\n${PUSH}`)))).toEqual([]);
  });
});

describe('a script with a process of its own', () => {
  const EXPORTS = 'export TAG=v1\n';
  const pushed = (start: string, script = EXPORTS) =>
    lintFiles({
      [MAIN]: workflow(steps(`${start}\n${PUSH}`)),
      'ci/tag.sh': script,
      Makefile: 'tag:\n\t./ci/tag.sh\n',
    });

  test.each(['./ci/tag.sh', 'bash ci/tag.sh', 'make tag'])(
    '%s takes along what it exports',
    async (start) => {
      const result = await pushed(start);
      expect(said(result)).toEqual([expect.stringContaining('error invalid-image-reference')]);
      expect(result.report.findings[0]?.fix.summary).toContain('source');
    },
  );

  test.each<[string, string, string]>([
    ['one that is sourced', '. ci/tag.sh', EXPORTS],
    ['what is set here, too', 'TAG=v2; ./ci/tag.sh', EXPORTS],
    ['what it writes down', 'source <(./ci/tag.sh)', 'export TAG=v1; echo "TAG=$TAG"\n'],
    ['a file that is read', './ci/tag.sh; . ./tag.env', 'export TAG=v1; echo "TAG=$TAG" > tag.env\n'],
  ])('is no harm: %s', async (_, start, script) => {
    expect(said(await pushed(start, script))).toEqual([]);
  });

  test('what it keeps to itself nothing sets', async () => {
    const { report } = await pushed('./ci/tag.sh', 'TAG=v1\n');
    expect(report.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('nothing sets the variable TAG'),
    ]);
  });
});

describe('an output', () => {
  const output = 'echo "TAG=v1" >> "$GITHUB_OUTPUT"';
  const withId = (text: string) => text.replace('- run: |', '- id: v\n  run: |');
  test('is no variable', async () => {
    const { report } = await lintFiles({ [MAIN]: workflow(withId(steps(output, PUSH))) });
    expect(report.findings[0]?.message).toContain('an output of its step, which is no variable');
    expect(report.findings[0]?.fix.summary).toContain('${{ steps.v.outputs.TAG }}');
  });

  const ASKED = 'docker push ghcr.io/octo/app:${{ steps.v.outputs.TAG }}';
  test('is not what is made a variable', async () => {
    const { report } = await lintFiles({
      [MAIN]: workflow(withId(steps('echo "TAG=v1" >> "$GITHUB_ENV"', ASKED))),
    });
    expect(report.findings[0]?.message).toContain('the step v sets no output TAG');
    expect(report.findings[0]?.fix.summary).toContain('env.TAG');
  });

  test.each<[string, string[]]>([
    ['both at once', ['echo "TAG=v1" | tee -a "$GITHUB_ENV" "$GITHUB_OUTPUT"', PUSH]],
    ['one after the other', [`${output}\necho "TAG=v1" >> "$GITHUB_ENV"`, PUSH]],
    ['one that is handed over', [output, 'TAG=${{ steps.v.outputs.TAG }}\n'.concat(PUSH)]],
    ['by code of the repository', ['node version.js\necho "A=b" >> "$GITHUB_OUTPUT"', ASKED]],
    ['by a build tool', ['mvn -q exec:exec\necho "A=b" >> "$GITHUB_ENV"', ASKED]],
    ['by a tool of cargo', ['cargo xtask version\necho "A=b" >> "$GITHUB_OUTPUT"', ASKED]],
    ['by a script', ['./version.sh\necho "A=b" >> "$GITHUB_ENV"', ASKED]],
  ])('and a variable are no harm: %s', async (_, scripts) => {
    expect(await saidOf(workflow(withId(steps(...scripts))))).toEqual([]);
  });
});
