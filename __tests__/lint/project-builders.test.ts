/** What earthly, skaffold and their kind push stands in files of the repository. */
import { describe, expect, test } from '@jest/globals';
import { ids, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const LACKS = ['error job-lacks-packages-write'];

describe('earthly', () => {
  const found = (command: string, earthfile: string, files: Readonly<Record<string, string>> = {}) =>
    ids({
      [MAIN]: workflow(`${login()}\n- run: ${command}`, READ),
      Earthfile: `VERSION 0.8\n${earthfile}`,
      ...files,
    });
  const SAVES = 'image:\n  FROM alpine\n  SAVE IMAGE --push ghcr.io/octo/app:1\n';

  test.each<[string, string, string]>([
    ['the target', 'earthly --push +image', SAVES],
    ['an option before it', 'earthly --ci --push +image', SAVES],
    ['a target that it builds', 'earthly --push +all', `all:\n  BUILD +image\n${SAVES}`],
    [
      'one of several names',
      'earthly --push +image',
      'image:\n  SAVE IMAGE --push quay.io/a/b ghcr.io/octo/app:1\n',
    ],
    [
      'a name over two lines',
      'earthly --push +image',
      'image:\n  SAVE IMAGE --push \\\n    ghcr.io/octo/app:1\n',
    ],
    [
      'an argument with a default',
      'earthly --push +image',
      'ARG HOST=ghcr.io\nimage:\n  ARG TAG\n  SAVE IMAGE --push $HOST/octo/app:$TAG\n',
    ],
    [
      'an argument that is given',
      'earthly --push +image --NAME=ghcr.io/octo/app',
      'image:\n  ARG NAME=x\n  SAVE IMAGE --push ${NAME}:1\n',
    ],
  ])('%s', async (_, command, earthfile) => {
    expect(await found(command, earthfile)).toEqual(LACKS);
  });

  test('in another folder', async () => {
    const files = { 'docker/Earthfile': `VERSION 0.8\n${SAVES}` };
    expect(await found('earthly --push ./docker+image', '', files)).toEqual(LACKS);
  });

  test.each<[string, string, string]>([
    ['without --push', 'earthly +image', SAVES],
    ['what is saved for this machine alone', 'earthly --push +image', SAVES.replace('--push ', '')],
    [
      'what stands before the first target',
      'earthly --push +test',
      'SAVE IMAGE --push ghcr.io/octo/app:1\ntest:\n  RUN true\n',
    ],
    ['another target', 'earthly --push +test', `test:\n  RUN true\n${SAVES}`],
    [
      'what a condition decides',
      'earthly --push +image',
      'image:\n  IF [ "$X" = 1 ]\n    SAVE IMAGE --push ghcr.io/octo/app\n  END\n',
    ],
    ['what a target is made from', 'earthly --push +test', `test:\n  FROM +image\n  RUN true\n${SAVES}`],
    ['a name that nobody knows', 'earthly --push +image', 'image:\n  ARG NAME\n  SAVE IMAGE --push $NAME\n'],
  ])('but not %s', async (_, command, earthfile) => {
    // A login that opens nothing is told all the same, as likely.
    expect((await found(command, earthfile)).filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test('capital letters', async () => {
    const files = { Earthfile: SAVES.replace('app:1', 'App:1') };
    expect(await ids({ [MAIN]: workflow(`${login()}\n- run: earthly --push +image`), ...files })).toEqual([
      'error uppercase-image-name',
    ]);
  });
});

describe('skaffold', () => {
  const file = (image: string) =>
    `apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: ${image}\n`;
  const found = (command: string, image: string) =>
    ids({ [MAIN]: workflow(`${login()}\n- run: ${command}`, READ), 'skaffold.yaml': file(image) });

  test.each([
    ['skaffold build --push', 'ghcr.io/octo/app'],
    ['skaffold build --push=true --tag=1', 'ghcr.io/octo/app'],
    ['skaffold run --push', 'ghcr.io/octo/app'],
    ['skaffold build --push --default-repo ghcr.io/octo', 'app'],
    ['SKAFFOLD_DEFAULT_REPO=ghcr.io/octo skaffold build --push', 'app'],
  ])('%s', async (command, image) => {
    expect(await found(command, image)).toEqual(LACKS);
  });

  test.each([
    ['skaffold build', 'ghcr.io/octo/app'],
    ['skaffold run', 'ghcr.io/octo/app'],
    ['skaffold dev', 'ghcr.io/octo/app'],
    ['skaffold build --push=false', 'ghcr.io/octo/app'],
    ['skaffold build --push -p cloud', 'ghcr.io/octo/app'],
    ['skaffold build --push', 'app'],
    ['skaffold build --push --default-repo quay.io/octo', 'ghcr.io/octo/app'],
  ])('but not %s', async (command, image) => {
    expect((await found(command, image)).filter((each) => each.startsWith('error'))).toEqual([]);
  });
});

describe('who deploys what a file names', () => {
  const DEPLOY =
    'service: app\nimage: octo/app\nregistry:\n  server: ghcr.io\n  password: [KAMAL_REGISTRY_PASSWORD]\n';
  const KAMAL = {
    'config/deploy.yml': DEPLOY,
    '.kamal/secrets': 'KAMAL_REGISTRY_PASSWORD=$KAMAL_REGISTRY_PASSWORD\n',
  };
  const ELSEWHERE = { 'config/deploy.yml': DEPLOY.replace('octo/app', 'other/app') };
  const destination = (name: string, text: string) => ({
    [`config/deploy.${name}.yml`]: text,
    [`.kamal/secrets.${name}`]: 'KAMAL_REGISTRY_PASSWORD="${KAMAL_REGISTRY_PASSWORD}"\n',
  });
  const STACK = 'functions:\n  app:\n    image: ${HOST:-ghcr.io}/octo/app:1\n';
  const DEVSPACE = 'images:\n  app:\n    image: ghcr.io/octo/app\n';
  const FUNCTION = 'name: app\nregistry: ghcr.io/octo\n';
  const KBLD = `kind: Deployment\n---\nkind: Config\napiVersion: kbld.k14s.io/v1alpha1\ndestinations:\n- {image: app, newImage: ghcr.io/octo/app}\n`;
  const found = (command: string, files: Readonly<Record<string, string>>) =>
    ids({ [MAIN]: workflow(`${login()}\n- run: ${command}`, READ), ...files });
  const WITH_TOKEN = 'KAMAL_REGISTRY_PASSWORD=${{ github.token }}';

  test.each<[string, Readonly<Record<string, string>>]>([
    [`${WITH_TOKEN} kamal deploy`, KAMAL],
    [`${WITH_TOKEN} kamal build push`, KAMAL],
    [`${WITH_TOKEN} bundle exec kamal setup`, KAMAL],
    [`${WITH_TOKEN} kamal deploy -d live`, { ...ELSEWHERE, ...destination('live', 'image: octo/app\n') }],
    [
      `${WITH_TOKEN} kamal deploy -d "\${{ vars.TO }}"`,
      { ...KAMAL, ...destination('live', 'servers: [a]\n') },
    ],
    ['faas-cli up', { 'stack.yml': STACK }],
    ['faas-cli publish -f own.yml', { 'own.yml': STACK }],
    ['func deploy', { 'func.yaml': FUNCTION }],
    ['func build --push -p web', { 'web/func.yaml': FUNCTION }],
    ['func deploy --registry ghcr.io/octo', {}],
    ['kbld -f own.yml', { 'own.yml': KBLD }],
    ['werf export --tag "ghcr.io/octo/%image%:1"', {}],
    ['jib jar --target ghcr.io/octo/app app.jar', {}],
    ['kyverno oci push -i ghcr.io/octo/app -p a.yml', {}],
  ])('lacks the right to do so: %s', async (command, files) => {
    expect(await found(command, files)).toEqual(LACKS);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['kamal deploy', KAMAL],
    [`${WITH_TOKEN} kamal deploy --skip-push`, KAMAL],
    [`${WITH_TOKEN} kamal app logs`, KAMAL],
    [`${WITH_TOKEN} kamal deploy`, { ...KAMAL, 'config/deploy.yml': DEPLOY.replace('ghcr.io', 'quay.io') }],
    [`${WITH_TOKEN} kamal deploy`, { ...KAMAL, '.kamal/secrets': 'KAMAL_REGISTRY_PASSWORD=$(op read x)\n' }],
    [
      `${WITH_TOKEN} kamal deploy -d live`,
      { ...KAMAL, ...destination('live', 'registry: {server: quay.io}\n') },
    ],
    [
      `${WITH_TOKEN} kamal deploy -d "\${{ vars.TO }}"`,
      { ...KAMAL, ...destination('live', 'image: octo/app\n'), ...destination('test', 'image: octo/test\n') },
    ],
    ['HOST=quay.io faas-cli up', { 'stack.yml': STACK }],
    ['faas-cli build', { 'stack.yml': STACK }],
    ['func build', { 'func.yaml': FUNCTION }],
    ['func deploy --push=false', { 'func.yaml': FUNCTION }],
    ['kbld -f own.yml', { 'own.yml': KBLD.replace('kbld.k14s.io', 'other.io') }],
    ['devspace build', { 'devspace.yaml': DEVSPACE }],
    ['tilt ci', { Tiltfile: "docker_build('ghcr.io/octo/app', '.')\n" }],
    ['jib build --target=tar://app.tar', {}],
    ['jib build --target docker://ghcr.io/octo/app', {}],
  ])('not for certain, or not at all: %s', async (command, files) => {
    expect((await found(command, files)).filter((each) => each.startsWith('error'))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['devspace build', { 'devspace.yaml': DEVSPACE }],
    ['tilt ci', { Tiltfile: "docker_build('ghcr.io/octo/app', '.')\n" }],
    ['garden publish', {}],
  ])('may lack it: %s', async (command, files) => {
    expect(await found(command, files)).toEqual(['warning job-lacks-packages-write']);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['devspace build --skip-push', { 'devspace.yaml': DEVSPACE }],
    ['tilt ci', { Tiltfile: "default_registry('localhost:5000')\ndocker_build('ghcr.io/octo/app', '.')\n" }],
    ['tilt ci', {}],
  ])('pushes nothing there: %s', async (command, files) => {
    expect(await found(command, files)).toEqual([]);
  });

  const SKAFFOLD = { 'skaffold.yaml': 'build:\n  artifacts:\n    - image: ghcr.io/octo/app\n' };
  const MAY_LACK = ['warning job-lacks-packages-write'];
  test.each<[string, string, readonly string[]]>([
    ['an action for kind', 'uses: helm/kind-action@v1', []],
    ['another action', 'uses: medyagh/setup-minikube@v0.0.20', []],
    ['kind itself', 'run: kind create cluster --config kind.yaml', []],
    ['k3d', 'run: k3d cluster create ci', []],
    ['a target named for it', 'run: make kind-up', []],
    ['a script named for it', 'run: ./hack/setup-kind.sh', []],
    ['no cluster', 'run: echo ready', MAY_LACK],
    ['a manifest', 'run: \'kubectl apply -f- <<< "kind: Secret"\'', MAY_LACK],
    ['a cluster of a cloud', 'uses: azure/aks-set-context@v4', MAY_LACK],
    ['an expression that is called so', 'run: echo ${{ matrix.build-kind }}', MAY_LACK],
    ['a condition on it', "{run: echo ready, if: inputs.build-kind == 'full'}", MAY_LACK],
    ['a variable that is called so', 'run: RELEASE_KIND=full; echo $RELEASE_KIND', MAY_LACK],
    ['kind in a variable', 'run: $KIND create cluster', []],
  ])('a job with %s, which gets images without a push', async (_, step, expected) => {
    const files = {
      ...SKAFFOLD,
      Tiltfile: "docker_build('ghcr.io/octo/app', '.')\n",
      'devspace.yaml': DEVSPACE,
    };
    for (const command of ['skaffold run', 'tilt ci', 'devspace deploy'])
      expect(
        await ids({ [MAIN]: workflow(`${login()}\n- ${step}\n- run: ${command}`, READ), ...files }),
      ).toEqual(expected);
    const told = `${login()}\n- ${step}\n- run: skaffold run --push`;
    expect(await ids({ [MAIN]: workflow(told, READ), ...files })).toEqual(LACKS);
  });
});

test('a job that at times pushes charts that have changed lacks the right to do so', async () => {
  const steps = `${login()}\n- uses: helm/chart-releaser-action@v1.7.0\n- run: helm push .cr-release-packages/*.tgz oci://ghcr.io/octo/charts`;
  const files = { 'charts/web/Chart.yaml': 'name: web\nversion: 1.0.0\n' };
  expect(await ids({ [MAIN]: workflow(steps, 'permissions: {contents: write}'), ...files })).toEqual(LACKS);
});

describe('what they say that they push, and nobody finds', () => {
  const LIKELY = ['warning job-lacks-packages-write'];
  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['earthly --push +image', {}, LIKELY],
    ['earthly --push ./deeper+image', {}, LIKELY],
    ['earthly +image', {}, []],
    ['skaffold build --push', {}, LIKELY],
    ['skaffold build --push -p cloud', {}, LIKELY],
    [
      'skaffold build --push -d ghcr.io/octo',
      { 'skaffold.yaml': 'build: {artifacts: [{image: quay.io/a/b}]}\n' },
      LACKS,
    ],
    ['skaffold build', {}, []],
    ['chartpress --push', {}, LIKELY],
    ['chartpress --skip-build', {}, []],
    ['pants publish src:image', {}, LIKELY],
    ['./pants package src:image', {}, []],
    ['stacker publish --tag 1', {}, LIKELY],
    ['hauler store copy registry://ghcr.io/octo', {}, LIKELY],
    ['hauler store copy dir://files', {}, []],
    ['kctrl package release -y', {}, LIKELY],
    // What is found is another registry's.
    ['earthly --push +image', { Earthfile: 'image:\n  SAVE IMAGE --push quay.io/octo/app\n' }, []],
    ['npx semantic-release', { '.releaserc': '{plugins: [x]}' }, LIKELY],
    ['npx semantic-release', { '.releaserc': '{plugins: ["@semantic-release/github"], extends: x}' }, LIKELY],
    ['npx semantic-release -p x', { '.releaserc': '{plugins: ["@semantic-release/github"]}' }, LIKELY],
    ['npx semantic-release', { '.releaserc': '{plugins: ["@semantic-release/github"]}' }, []],
    ['npx semantic-release', { '.releaserc': '{branches: [main]}' }, []],
  ])('%s', async (command, files, expected) => {
    expect(await ids({ [MAIN]: workflow(`${login()}\n- run: ${command}`, READ), ...files })).toEqual(
      expected,
    );
  });
});

describe('make, where a variable differs by a condition that nobody knows', () => {
  const found = (first: string, second: string, given = '$(date)') =>
    ids({
      [MAIN]: workflow(`${login()}\n- run: make image LATEST="${given}"`, READ),
      Makefile: `NAME = ghcr.io/octo/app\nifeq ($(LATEST), true)\n${first}\nelse\n${second}\nendif\nimage:\n\tdocker buildx build --push $(TAGS) .\n`,
    });

  test.each([
    ['more tags', 'TAGS = -t $(NAME):1 -t $(NAME):latest', 'TAGS = -t $(NAME):1'],
    ['another tag', 'TAGS := -t $(NAME):1', 'TAGS := -t $(NAME):2'],
    ['another option in front', 'TAGS = --no-cache -t $(NAME)', 'TAGS = --pull -t $(NAME)'],
  ])('%s', async (_, first, second) => {
    expect(await found(first, second)).toEqual(['error job-lacks-packages-write']);
  });

  test.each([
    ['another registry', 'TAGS = -t quay.io/octo/app', 'TAGS = -t $(NAME)'],
    ['half a reference', 'TAGS = -t $(NAME)', 'TAGS = -t $(NAME_OF_OTHER)'],
    ['one that is set and one that is not', 'TAGS = -t $(NAME)', 'OTHER = 1'],
  ])('%s: likely, for the job logs in nowhere else', async (_, first, second) => {
    expect(await found(first, second)).toEqual(['warning job-lacks-packages-write']);
  });
});

describe('make, by the shell that the Makefile names', () => {
  const made = (shell: string) =>
    ids({
      [MAIN]: workflow('- run: make image', 'permissions: {packages: write}'),
      Makefile: `SHELL ${shell}\nimage:\n\tdocker push ghcr.io/octo/app:1\n`,
    });

  test.each([
    '= /usr/bin/env bash -o pipefail',
    ':= /usr/bin/env bash',
    ':= /bin/bash -euo pipefail',
    '= env -S LANG=C bash -o errexit -O extglob --norc',
    '= /usr/bin/dash',
    ':= $(shell which bash)',
    '= $(shell command -v bash 2>/dev/null)',
  ])('%s', async (shell) => {
    expect(await made(shell)).toEqual(['error no-registry-login']);
  });

  test.each([
    ':= /usr/bin/env python3',
    '= /usr/bin/env bash wrapper.sh',
    ':= $(shell tool)',
    ':= $(shell which zx)',
  ])('%s, which reads otherwise', async (shell) => {
    expect(await made(shell)).toEqual([]);
  });

  test('for one target alone', async () => {
    const text =
      'image: SHELL := $(shell which bash)\nimage: deps\n\tdocker push ghcr.io/octo/app:1\ndeps:\n\ttrue\n';
    const steps = workflow('- run: make image', 'permissions: {packages: write}');
    expect(await ids({ [MAIN]: steps, Makefile: text })).toEqual(['error no-registry-login']);
  });
});
