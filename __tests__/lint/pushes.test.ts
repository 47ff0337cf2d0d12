/** With which permission each kind of push is refused, and what is no push at all. */
import { describe, expect, test } from '@jest/globals';
import { build, ids, lintFiles, login, MAIN, workflow } from './repository.js';

const READ = 'permissions: {contents: read}';
const LACKS = ['error job-lacks-packages-write'];

/** A job that may only read, logged in with its own token. */
const asReader = (steps: string, files: Record<string, string> = {}) =>
  ids({ [MAIN]: workflow(login() + steps, READ), ...files });

const run = (script: string) => `\n- run: |\n${script.replace(/^/gm, '    ')}`;

describe('a push without packages: write is an error', () => {
  test.each([
    ['docker push', 'docker push ghcr.io/octo/app'],
    ['its retry', 'for i in 1 2 3; do docker push ghcr.io/octo/app && break; done'],
    ['docker build --push', 'docker build --push -t ghcr.io/octo/app .'],
    ['buildx with an output', 'docker buildx build -t ghcr.io/octo/app -o type=registry .'],
    ['buildx bake', "docker buildx bake --push --set '*.tags=ghcr.io/octo/app'"],
    ['an index', 'docker buildx imagetools create -t ghcr.io/octo/app:1 ghcr.io/octo/app:a'],
    ['an old index', 'docker manifest push ghcr.io/octo/app:1'],
    ['podman', 'podman push app docker://ghcr.io/octo/app:1'],
    ['skopeo copy', 'skopeo copy docker://docker.io/library/x docker://ghcr.io/octo/x'],
    ['skopeo sync', 'skopeo sync --src docker --dest docker docker.io/library/x ghcr.io/octo'],
    ['crane copy', 'crane copy docker.io/library/x ghcr.io/octo/x'],
    ['crane append', 'crane append -f layer.tar -t ghcr.io/octo/app:1'],
    ['regctl', 'regctl image copy docker.io/library/x ghcr.io/octo/x'],
    ['oras attach', 'oras attach --artifact-type a/b ghcr.io/octo/app:1 sbom.json'],
    ['helm', 'helm push app-1.tgz oci://ghcr.io/octo/charts'],
    ['ko', 'KO_DOCKER_REPO=ghcr.io/octo/app ko build --bare ./cmd'],
    ['cosign', 'cosign sign --yes ghcr.io/octo/app@sha256:0'],
    ['flux', 'flux push artifact oci://ghcr.io/octo/app:1 --path=. --source=x --revision=y'],
    ['a Bicep module', "az bicep publish --file main.bicep --target 'br:ghcr.io/octo/app:1'"],
    ['a recipe of Radius', 'rad bicep publish --file main.bicep --target br:ghcr.io/octo/app:1'],
    ['an agent', 'docker agent share push ./agent.yaml ghcr.io/octo/app:1'],
    ['a model by ramalama', 'ramalama push app oci://ghcr.io/octo/app:1'],
    ['a gadget', 'sudo -E ig image push ghcr.io/octo/app:1'],
    ['timoni', 'timoni mod push . oci://ghcr.io/octo/app -v 1.0.0'],
    [
      'jib',
      'mvn -B jib:build -Djib.to.image=ghcr.io/octo/app -Djib.to.auth.username=x -Djib.to.auth.password=${{ github.token }}',
    ],
    ['ko by the last folder', 'KO_DOCKER_REPO=ghcr.io/octo ko build -B ./cmd/app'],
    ['Spring Boot by Gradle', './gradlew bootBuildImage --imageName=ghcr.io/octo/app --publishImage'],
    ['Spring Boot of a module', './gradlew :web:bootBuildImage --imageName ghcr.io/octo/app --publishImage'],
    [
      'Spring Boot by Maven',
      './mvnw spring-boot:build-image -Dspring-boot.build-image.imageName=ghcr.io/octo/app -Dspring-boot.build-image.publish=true',
    ],
    [
      'dotnet',
      'dotnet publish -t:PublishContainer -p:ContainerRegistry=ghcr.io -p:ContainerRepository=octo/app',
    ],
    [
      'dotnet with its properties apart',
      'dotnet publish --os linux /t:PublishContainer -p ContainerRegistry=ghcr.io --property ContainerRepository=octo/app',
    ],
    [
      'dotnet by its profile',
      'dotnet publish -p PublishProfile=DefaultContainer -p ContainerRegistry=ghcr.io -p ContainerRepository=octo/app',
    ],
    [
      'dotnet with its properties in one',
      'dotnet publish -t:PublishContainer "-p:ContainerRegistry=ghcr.io;ContainerRepository=octo/app"',
    ],
    ['jib with its property apart', 'mvn -B jib:build -D jib.to.image=ghcr.io/octo/app'],
  ])('%s', async (_, script) => {
    expect(await asReader(run(script))).toEqual(LACKS);
  });

  test.each([
    [
      'an attestation',
      '\n- uses: actions/attest@v4\n  with: {subject-name: ghcr.io/octo/app, push-to-registry: true}',
    ],
    [
      'metadata without an image, whose tags are put behind one',
      `\n- id: m\n  uses: docker/metadata-action@v5\n  with: {tags: 'type=raw,value=1'}${build('ghcr.io/octo/app:${{ steps.m.outputs.version }}')}`,
    ],
    [
      'a cache',
      '\n- uses: docker/build-push-action@v6\n  with:\n    cache-to: type=registry,ref=ghcr.io/octo/cache',
    ],
    ['devcontainers', '\n- uses: devcontainers/ci@v0.3\n  with: {imageName: ghcr.io/octo/dev}'],
    [
      'a retried command',
      '\n- uses: nick-fields/retry@v3\n  with:\n    command: docker push ghcr.io/octo/app',
    ],
    [
      'a command that is tried again',
      '\n- uses: Wandalen/wretry.action@v3\n  with: {command: docker push ghcr.io/octo/app}',
    ],
    ['an action as a package', '\n- uses: actions/publish-immutable-action@v0.0.4'],
    [
      'a signature of Notation',
      '\n- uses: notaryproject/notation-action/sign@v1\n  with: {target_artifact_reference: "ghcr.io/octo/app@sha256:0"}',
    ],
    [
      'signatures of Notation',
      '\n- uses: notaryproject/notation-action/sign@v1\n  with:\n    target_artifact_reference: |\n      ghcr.io/octo/app@sha256:0\n      ghcr.io/octo/app@sha256:1',
    ],
    [
      'metadata',
      `\n- id: m\n  uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}${build('${{ steps.m.outputs.tags }}')}`,
    ],
    [
      'an index of metadata, as the docs make it',
      `\n- uses: docker/metadata-action@v5\n  with: {images: ghcr.io/octo/app}${run(`docker buildx imagetools create $(jq -cr '.tags | map("-t " + .) | join(" ")' <<< "$DOCKER_METADATA_OUTPUT_JSON") x@y`)}`,
    ],
  ])('%s', async (_, steps) => {
    expect(await asReader(steps)).toEqual(LACKS);
  });

  test.each([
    [
      'a bake file',
      '\n- uses: docker/bake-action@v6\n  with: {push: true}',
      {
        'docker-bake.hcl':
          'variable "HOST" { default = "ghcr.io" }\ntarget "default" {\n  tags = ["${HOST}/octo/app:1"]\n}\n',
      },
    ],
    [
      'a bake file in JSON',
      run('docker buildx bake --push web'),
      {
        'docker-bake.json':
          '{"group": {"web": {"targets": ["a"]}}, "target": {"a": {"tags": ["ghcr.io/octo/app"]}}}',
      },
    ],
    [
      'a compose file',
      run('docker compose push'),
      {
        'compose.yaml':
          'x-all: &all {build: .}\nservices:\n  app:\n    <<: *all\n    image: ghcr.io/octo/app\n',
      },
    ],
    [
      'goreleaser',
      '\n- uses: goreleaser/goreleaser-action@v6\n  with: {args: release --clean}',
      { '.goreleaser.yaml': 'dockers:\n  - image_templates: ["ghcr.io/octo/app:{{ .Tag }}"]\n' },
    ],
  ])('%s', async (_, steps, files) => {
    expect(await asReader(steps, files)).toEqual(LACKS);
  });
});

describe('an entry of goreleaser that is not always pushed', () => {
  const BY_TAG = '"{{ if .Prerelease }}true{{ else }}false{{ end }}"';

  test.each<[string, string, string[]]>([
    ['by the release', `skip_push: ${BY_TAG}`, ['error job-lacks-packages-write']],
    ['by rule', 'skip_push: auto', ['error job-lacks-packages-write']],
    ['by the environment', 'skip_push: "{{ .Env.DRY_RUN }}"', ['warning job-lacks-packages-write']],
    ['switched off by the release', `disable: ${BY_TAG}`, ['error job-lacks-packages-write']],
    ['left in', 'disable: false', ['error job-lacks-packages-write']],
    ['left out', 'skip_push: true', []],
    ['switched off', 'disable: "true"', []],
  ])('%s', async (_, key, expected) => {
    const files = {
      [MAIN]: workflow(login() + run('goreleaser release --clean'), READ),
      '.goreleaser.yaml': `dockers:\n  - image_templates: [ghcr.io/octo/app]\n    ${key}\n`,
    };
    expect(await ids(files)).toEqual(expected);
  });
});

describe("goreleaser's ko", () => {
  const release = (repository: string, more: string, before = '') =>
    ids({
      [MAIN]: workflow(
        `${before}${run('goreleaser release --clean')}\n  env: {GITHUB_TOKEN: '\${{ github.token }}'}`,
        READ,
      ),
      '.goreleaser.yaml': `kos:\n  - repository: ${repository}\n${more}`,
    });

  test('takes GITHUB_TOKEN for ghcr.io, where nobody has logged in', async () => {
    expect(await release('ghcr.io/octo/app', '    bare: true\n')).toEqual(LACKS);
    expect(await release('ghcr.io/octo/app', '', login('secrets.PAT'))).toEqual([]);
    expect(await release('quay.io/octo/app', '')).toEqual([]);
  });

  test('names the image behind the repository, unless it is bare', async () => {
    expect(await release('ghcr.io/octo', '', login('secrets.PAT'))).toEqual([]);
    expect(await release('ghcr.io/octo', '    bare: true\n', login('secrets.PAT'))).toHaveLength(1);
  });
});

describe('a push that a command makes on its way', () => {
  test.each([
    [
      'that a loop goes through',
      'for each in $(crane append -f layer.tar -t ghcr.io/octo/app:1); do :; done',
    ],
    [
      'that a loop reads',
      'while read -r each; do :; done < <(crane append -f layer.tar -t ghcr.io/octo/app:1)',
    ],
    ['that is compared', '[[ -n "$(crane append -f layer.tar -t ghcr.io/octo/app:1)" ]]'],
    ['that decides', 'case $(crane append -f layer.tar -t ghcr.io/octo/app:1) in *) ;; esac'],
    ['in the place of a file', 'cat <(crane append -f layer.tar -t ghcr.io/octo/app:1)'],
    ['of a here-string', 'read -r each <<< "$(crane append -f layer.tar -t ghcr.io/octo/app:1)"'],
    ['for what it prints', 'DIGEST=$(crane append -f layer.tar -t ghcr.io/octo/app:1)'],
    ['in a word', 'echo "pushed $(ko build --bare ./cmd)"'],
    ['in backquotes', 'SUM=`docker push ghcr.io/octo/app:1 | sha256sum`'],
    ['in an array', 'SUMS=("$(docker push ghcr.io/octo/app:1)")'],
    ['with a name joined by commas', 'T=(a b); docker push "ghcr.io/octo/app:$(IFS=-; echo "${T[*]}")"'],
    ['for each that is piped in', 'echo "ghcr.io/octo/app:1 ghcr.io/octo/app:2" | xargs -n1 docker push'],
    ['for each line', 'echo ghcr.io/octo/app | xargs -I {} cosign sign --yes {}@sha256:0'],
    ['for each that the run finds', 'ls apps | xargs -I{} docker push ghcr.io/octo/{}'],
    ['for each argument', 'parallel docker push ::: ghcr.io/octo/app:1 ghcr.io/octo/app:2'],
    ['for each argument, in its place', "parallel -j 4 --bar 'docker push ghcr.io/octo/{}:1' ::: app web"],
    ['for each line, side by side', 'printf "app\\nweb\\n" | parallel docker push ghcr.io/octo/{}'],
    ['for each that the run finds, side by side', 'ls apps | parallel docker push ghcr.io/octo/{}'],
    ['a text that is kept', 'CMD="docker push ghcr.io/octo/app"\neval "$CMD"'],
    ['all words of a function', 'run() { echo "+ $*"; eval "$*"; }\nrun docker push ghcr.io/octo/app'],
    ['all words of a function, one by one', 'run() { eval "$@"; }\nrun docker push ghcr.io/octo/app'],
    ['at its end', "trap 'docker push ghcr.io/octo/app:1' EXIT\nmake image"],
    ['at its end, by a function', 'bye() { docker push ghcr.io/octo/app:1; }\ntrap bye EXIT INT\nexit 1'],
    ['at the end of a subshell', "(trap 'docker push ghcr.io/octo/app:1' 0; make)"],
    ['by a path that is looked for', 'DOCKER=$(command -v docker)\n$DOCKER push ghcr.io/octo/app:1'],
    ['by one of two', 'C="$(which podman 2>/dev/null || which docker)"\n"$C" push ghcr.io/octo/app:1'],
    ['by one in its place', '`type -P crane` push app.tar ghcr.io/octo/app:1'],
    [
      'where nothing has failed',
      'F=0\ndocker build . || F=1\nif [ $F -eq 0 ]; then docker push ghcr.io/octo/app:1; fi',
    ],
    [
      'where none has',
      'F=0\nfor s in a b; do docker build $s || F=$((F + 1)); done\n[ $F = 0 ] && docker push ghcr.io/octo/app:1',
    ],
    [
      'where a step of it was good',
      'OK=1\ncurl -f https://a.example || OK=\nif [ -n "$OK" ]; then docker push ghcr.io/octo/app:1; fi',
    ],
    ['its text in an array', 'CMD=(docker push ghcr.io/octo/app)\neval "${CMD[@]}"'],
    ['for each, by a shell', "echo 1 | xargs -I{} sh -c 'docker push ghcr.io/octo/app:{}'"],
    ['of poetry', 'poetry run docker push ghcr.io/octo/app:1'],
    ['of uv', 'uv run docker push ghcr.io/octo/app:1'],
    ['of a flake', 'nix develop .#ci --command docker push ghcr.io/octo/app:1'],
    ['of a flake, by a shell', "nix develop --impure -c bash -c 'docker push ghcr.io/octo/app:1'"],
    ['of a flake, after dashes', 'nix develop --command -- docker push ghcr.io/octo/app:1'],
    ['of a nix shell', 'nix-shell --pure --run "docker push ghcr.io/octo/app:1"'],
    ['of devbox', 'devbox run -- docker push ghcr.io/octo/app:1'],
    ['of direnv', 'direnv exec . docker push ghcr.io/octo/app:1'],
    ['of conda', 'conda run --no-capture-output -n ci docker push ghcr.io/octo/app:1'],
  ])('%s', async (_, script) => {
    const steps = `${run(script)}\n  env: {KO_DOCKER_REPO: ghcr.io/octo/app}`;
    expect(await asReader(steps)).toEqual(LACKS);
  });

  test.each([
    ['what a question reads may be missing', 'if X=$(crane digest ghcr.io/acme/App:1); then echo "$X"; fi'],
    ['a template spec is no image', 'az bicep publish --file main.bicep --target ts:spec:1'],
    ['what it asks for a text is no push', 'X=$(echo docker push ghcr.io/octo/app)'],
    ['what it writes stays in it', 'X=$(exit 0); Y=$(cd app && pwd)'],
    ['without a command there is none', 'nix develop .#ci --command'],
    ['what is removed is not pushed', 'docker images -q ghcr.io/octo/app | xargs docker rmi'],
    ['a word with a space is no command', 'nix develop .#ci --profile "a -c docker build ghcr.io/octo/App"'],
  ])('%s', async (_, script) => expect(await asReader(run(script))).toEqual([]));
});

test('a login for what is piped in is one', async () => {
  const there = run(
    'echo ghcr.io | xargs -I{} docker login {} -u octo -p ${{ github.token }}\ndocker push ghcr.io/octo/app',
  );
  expect(await ids({ [MAIN]: workflow(there, 'permissions: {packages: write}') })).toEqual([]);
  expect(await ids({ [MAIN]: workflow(there, READ) })).toEqual(LACKS);
});

test.each([
  'ls hosts | xargs -I{} docker login ghcr.io -u octo -p ${{ github.token }}',
  'ls hosts | parallel docker login ghcr.io -u octo -p ${{ github.token }} -- {}',
])('of a login that a script may not come to, that is said: %s', async (script) => {
  const text = workflow(run(`${script}\ndocker push ghcr.io/octo/app`), 'permissions: {packages: write}');
  const { report } = await lintFiles({ [MAIN]: text });
  expect(report.findings.map(({ severity, id }) => `${severity} ${id}`)).toEqual([
    'warning no-registry-login',
  ]);
  expect(report.findings[0]?.message).toMatch(/made also where the command that logs in to ghcr.io is not/);
});

test('what parallel is told that is not known is only likely to push', async () => {
  for (const each of ['docker push {.}', 'docker push {1}', 'docker push :::: a -'])
    expect(await asReader(run(`parallel ${each} ::: ghcr.io/octo/app`))).toEqual([
      'warning job-lacks-packages-write',
    ]);
  expect(await asReader(run('parallel --dry-run docker push ::: ghcr.io/octo/app'))).toEqual([]);
});

describe('a script goes on where it does not leave', () => {
  const PUSH = 'docker push ghcr.io/octo/app:1';
  test.each([
    ['an error that was kept', `./check.sh || CODE=$?\nif [ -n "$CODE" ]; then exit $CODE; fi\n${PUSH}`],
    ['both of two answers', `[ a = a ] && [ b = b ] && ${PUSH}`],
    ['either of two answers', `[ a = b ] || [ b = b ] && ${PUSH}`],
    ['the answer of a function', `is_ready() { [ a = a ]; }\nif is_ready; then ${PUSH}; fi`],
  ])('%s', async (_, script) => expect(await asReader(run(script))).toEqual(LACKS));

  const LIKELY = ['warning job-lacks-packages-write'];
  test.each([
    ['that a build ended well', `docker build .\nif [ $? -eq 0 ]; then ${PUSH}; else exit 1; fi`, LACKS],
    ['the same, as it was kept', `docker build .\nCODE=$?\n[ "$CODE" = 0 ] && ${PUSH}`, LACKS],
    ['the same, in arithmetic', `set +e\ndocker build .\nif (( $? == 0 )); then ${PUSH}; fi`, LACKS],
    ['that an image is missing', `docker manifest inspect a/b\nif [ $? -ne 0 ]; then ${PUSH}; fi`, LACKS],
    ['that something failed', `npm test\nif [ $? -ne 0 ]; then ${PUSH}; fi`, LIKELY],
    ['what a script is asked for', `./check.sh\nif [ $? -eq 0 ]; then ${PUSH}; fi`, LIKELY],
  ])('by %s', async (_, script, expected) => expect(await asReader(run(script))).toEqual(expected));

  test.each([
    ['one of two answers', `[ a = a ] && [ a = b ] && ${PUSH}`],
    ['none of two answers', `{ [ a = b ] || [ b = a ]; } && ${PUSH}`],
    ['the other answer of a function', `is_ready() { [ a = b ]; }\nif is_ready; then ${PUSH}; fi`],
  ])('but not after %s', async (_, script) => expect(await asReader(run(script))).toEqual([]));

  test.each([
    ["steps.build.outcome == 'success'", LACKS],
    ["steps.build.conclusion != 'failure'", LACKS],
    ["steps.build.outcome == 'failure'", []],
    ["steps.build.outcome == 'skipped'", []],
  ])('how an earlier step ended: %s', async (condition, expected) => {
    const step = '\n- id: build\n  run: docker build -t app .';
    expect(await asReader(`${step}${run(PUSH)}\n  if: ${condition}`)).toEqual(expected);
  });

  test('a step that may fail may have ended either way', async () => {
    const step = '\n- id: build\n  run: docker build -t app .\n  continue-on-error: true';
    const steps = `${step}${run(PUSH)}\n  if: steps.build.outcome == 'failure'`;
    expect(await asReader(steps)).toEqual(LACKS);
  });

  test('and one that is said not to may not', async () => {
    const step = '\n- id: build\n  run: docker build -t app .\n  continue-on-error: false';
    const steps = `${step}${run(PUSH)}\n  if: steps.build.outcome == 'failure'`;
    expect(await asReader(steps)).toEqual([]);
  });
});

describe('no push, no word', () => {
  test.each([
    ['a build', 'docker build -t ghcr.io/octo/app .'],
    ['a push to another registry', 'docker push quay.io/octo/app'],
    ['a copy from here', 'skopeo copy docker://ghcr.io/octo/app docker://quay.io/octo/app'],
    ['an echo', 'echo docker push ghcr.io/octo/app'],
    ['a function that nobody calls', 'publish() { docker push ghcr.io/octo/app; }'],
    ['what follows an exit', 'exit 0\ndocker push ghcr.io/octo/app'],
    ['the right side of a known test', '[ "$GITHUB_EVENT_NAME" = release ] && docker push ghcr.io/octo/app'],
    ['a dry run', 'docker buildx imagetools create --dry-run -t ghcr.io/octo/app x'],
    ['ko for the local machine', 'KO_DOCKER_REPO=ghcr.io/octo ko build --local ./cmd'],
    ['a command that is not known', './images.sh ghcr.io/octo/app'],
    ['make without its file', 'make image IMAGE=ghcr.io/octo/app'],
  ])('%s', async (_, script) => {
    expect(await asReader(run(script))).toEqual([]);
  });

  test.each([
    [
      'a cache whose export may fail',
      '\n- uses: docker/build-push-action@v6\n  with:\n    cache-to: type=registry,ref=ghcr.io/octo/cache,ignore-error=true',
    ],
    [
      'goreleaser without images',
      '\n- uses: goreleaser/goreleaser-action@v6\n  with: {args: release --skip=docker}',
    ],
    [
      'an attestation for the API alone',
      '\n- uses: actions/attest@v4\n  with: {subject-name: ghcr.io/octo/app}',
    ],
  ])('%s', async (_, steps) => {
    expect(
      await asReader(steps, { '.goreleaser.yaml': 'dockers: [{image_templates: [ghcr.io/octo/app]}]' }),
    ).toEqual([]);
  });
});

describe('what the run decides happens at times', () => {
  const plan =
    '  plan:\n    runs-on: ubuntu-latest\n    outputs: {release: "${{ steps.a.outputs.b }}"}\n    steps: [{run: ./plan.sh, id: a}]\n';
  const decided = (condition: string) =>
    ids({
      [MAIN]: `${workflow(
        `- {uses: dorny/paths-filter@v3, id: changes}${login()}${run('docker push ghcr.io/octo/app')}\n  ${condition}`,
        `${READ}\nneeds: plan`,
      )}${plan}`,
    });

  test.each([
    ['a ref', "if: github.ref == 'refs/heads/main'"],
    ['the default branch', 'if: github.ref_name == github.event.repository.default_branch'],
    ['what an earlier step found', "if: steps.changes.outputs.src == 'true'"],
    ['what another job found', "if: needs.plan.outputs.release == 'true'"],
  ])('%s', async (_, condition) => expect(await decided(condition)).toEqual(LACKS));

  test.each([
    ['a step that is not there is never done', "if: steps.change.outputs.src == 'true'"],
    ['what no step has beside its outputs is never done', "if: steps.changes.output.src == 'true'"],
    ['a job that is not needed is never done', "if: needs.plans.outputs.release == 'true'"],
  ])('what is asked of %s', async (_, condition) => expect(await decided(condition)).toEqual([]));
});

test.each<[string, string, string[]]>([
  ['a job that it needs', 'needs: a\nif: needs.a.outputs.go', ['error no-registry-login']],
  ['a job that it does not need', 'needs: a\nif: needs.z.outputs.go', []],
  ['a job, and needs none', "if: needs.a.outputs.go == 'yes'", []],
  ['how a job ended that it does not need', "needs: a\nif: always() && needs.z.result == 'success'", []],
  ['the failure of a job, and is skipped with it', "needs: a\nif: needs.a.result == 'failure'", []],
  [
    'the failure of a job, after which it is run',
    "needs: a\nif: ${{ !cancelled() && needs.a.result == 'failure' }}",
    ['error no-registry-login'],
  ],
])('a job asks for %s', async (_, keys, expected) => {
  const text = workflow('- run: docker push ghcr.io/octo/app:1', keys);
  const needed =
    '  a: {if: "github.ref_name", runs-on: x, outputs: {go: "${{ github.sha }}"}, steps: [{run: "true"}]}\n';
  expect(await ids({ [MAIN]: `${text.trimEnd()}\n${needed}` })).toEqual(expected);
});

test('a path through a file leads nowhere', async () => {
  const text = workflow(`${login()}${build()}- run: npm run build --prefix app\n- run: ./app/push.sh`);
  const { problems, report } = await lintFiles({ [MAIN]: text, app: 'no folder', 'package.json': '{}' });
  expect(problems).toEqual([]);
  expect(report.findings).toEqual([]);
});

describe('oras takes several tags at once', () => {
  const READ = 'permissions: {contents: read}';
  const found = (command: string, keys?: string) =>
    ids({ [MAIN]: workflow(`${login()}\n- run: ${command}`, keys) });

  test.each([
    'oras push ghcr.io/octo/app:1,latest a.txt',
    'oras cp alpine:3 ghcr.io/octo/app:${{ github.sha }},latest',
  ])('%s', async (command) => {
    expect(await found(command)).toEqual([]);
    expect(await found(command, READ)).toEqual(['error job-lacks-packages-write']);
  });

  test('each of which has to be one', async () => {
    expect(await found('oras push ghcr.io/octo/app:1,a+b a.txt')).toEqual(['error invalid-image-reference']);
  });
});

describe('a line of a block that is not always written', () => {
  const made = (lines: string) =>
    `${login()}\n- id: meta\n  run: |\n    {\n      echo "tags<<END"\n${lines.replace(/^/gm, '      ')}\n      echo END\n    } >> "$GITHUB_OUTPUT"\n${build('${{ steps.meta.outputs.tags }}')}`;
  const MAYBE = 'if [[ "$V" =~ ^[0-9]+$ ]]; then\n  echo "ghcr.io/octo/app:latest"\nfi';

  test.each([
    ['at its end', `echo "ghcr.io/octo/App:1"\n${MAYBE}`],
    ['in its middle', `echo "ghcr.io/octo/App:1"\n${MAYBE}\necho "ghcr.io/octo/App:2"`],
    ['at its beginning', `${MAYBE}\necho "ghcr.io/octo/App:2"`],
  ])('%s hides no other one', async (_, lines) => {
    expect(await ids({ [MAIN]: workflow(made(lines)) })).toEqual(['error uppercase-image-name']);
    expect(await ids({ [MAIN]: workflow(made(lines.replaceAll('App', 'app'))) })).toEqual([]);
  });
});

test.each([
  ['', LACKS],
  ['call: build', LACKS],
  ['call: check', []],
  ['call: outline', []],
])('bake-action with %s', async (input, expected) => {
  const step = `\n- uses: docker/bake-action@v7\n  with: {push: true${input && `, ${input}`}}`;
  const files = { 'docker-bake.hcl': 'target "default" { tags = ["ghcr.io/octo/app:1"] }\n' };
  expect(await asReader(step, files)).toEqual(expected);
});
