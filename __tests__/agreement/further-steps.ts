/**
 * More of what comes after our step, kind by kind as users write it: legs that are computed, names that files of the
 * repository tell, logins by actions and scripts, other files of credentials, other users, containers, called workflows.
 */

import { forkPullRequestEvent } from '../../src/lab/scenarios/events.js';
import type { Scenario } from '../../src/lab/scenarios/scenarios.js';
import {
  APP,
  accepted,
  axis,
  build,
  EITHER,
  FOREIGN,
  GRANTED,
  JOBS,
  type LaterSteps,
  LEG_TAGS,
  leg,
  login,
  logsIn,
  NO_LEG,
  OWN_PAT,
  PAT,
  pushes,
  refused,
  script,
  step,
} from './later-row.js';

const FOREIGN_TAG = 'ghcr.io/octo-org/foreign:2';
const APP_TAG = 'ghcr.io/octo-org/app:2';

const MATRIX: LaterSteps[] = [
  {
    name: 'legs that include alone lists, one of them refused',
    strategy:
      'strategy:\n  matrix:\n    include:\n      - {image: app, file: a}\n      - {image: foreign, file: b}\n',
    steps: build(LEG_TAGS),
    inputs: leg({ image: 'foreign', file: 'b' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'legs that include alone lists, none of them told',
    strategy:
      'strategy:\n  matrix:\n    include:\n      - {image: app, file: a}\n      - {image: granted, file: b}\n',
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...accepted(pushes(APP), pushes(GRANTED)),
  },
  {
    name: 'a list in JSON that the text itself holds, and no leg is told',
    strategy: axis(`\${{ fromJSON('["app", "foreign"]') }}`),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'a whole matrix in JSON, and no leg is told',
    strategy: `strategy:\n  matrix: \${{ fromJSON('{"image":["app","foreign"]}') }}\n`,
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'legs of two axes that make one name',
    strategy: 'strategy:\n  matrix:\n    first: [for]\n    second: [eign, mer]\n',
    steps: build('ghcr.io/octo-org/${{ matrix.first }}${{ matrix.second }}:2'),
    inputs: leg({ first: 'for', second: 'eign' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'exclude of two axes takes the refused leg away',
    strategy:
      'strategy:\n  matrix:\n    image: [app, foreign]\n    os: [a, b]\n    exclude:\n      - {image: foreign, os: a}\n      - {image: foreign, os: b}\n',
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...accepted(pushes(APP)),
  },
  {
    name: 'a leg whose value is an expression',
    strategy: axis(`["\${{ github.event_name == 'push' && 'foreign' || 'app' }}"]`),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the leg in an env of the job',
    strategy: `${axis('[app, foreign]')}env:\n  IMAGE: ghcr.io/octo-org/\${{ matrix.image }}\n`,
    steps: script('docker push "$IMAGE:2"'),
    inputs: leg({ image: 'foreign' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a leg with capitals, in a command that takes none',
    strategy: axis('[App]'),
    steps: script('docker push ghcr.io/octo-org/${{ matrix.image }}:2'),
    inputs: leg({ image: 'App' }),
    ...refused('uppercase-image-name', pushes('octo-org/App:2')),
    at: /image: \[App\]/,
  },
  {
    name: 'a leg that builds only',
    strategy:
      'strategy:\n  matrix:\n    include:\n      - {image: foreign, push: false}\n      - {image: app, push: true}\n',
    steps: build(LEG_TAGS).replace('push: true', 'push: ${{ matrix.push }}'),
    inputs: leg({ image: 'foreign', push: false }),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: "the leg's number in the name",
    strategy: axis('[app, foreign]'),
    steps: build('ghcr.io/octo-org/new-${{ strategy.job-index }}:2'),
    inputs: leg({ image: 'app' }),
    ...accepted(pushes('octo-org/new-0:2')),
  },
  {
    name: "the leg's number in another owner's name",
    strategy: axis('[app, foreign]'),
    steps: build('ghcr.io/mona/new-${{ strategy.job-index }}:2'),
    inputs: leg({ image: 'app' }),
    deeds: [pushes('mona/new-0:2')],
    verdict: 'denied',
  },
  {
    name: 'a leg that takes its registry along',
    strategy: 'strategy:\n  matrix:\n    registry: [docker.io, ghcr.io]\n',
    steps: build('${{ matrix.registry }}/octo-org/foreign:2'),
    inputs: leg({ registry: 'ghcr.io' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a leg that logs in for itself with a weaker token',
    strategy:
      'strategy:\n  matrix:\n    include:\n      - {image: foreign, own: true}\n      - {image: app, own: false}\n',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS).replace('- uses', '- if: matrix.own\n  uses') + build(LEG_TAGS),
    inputs: leg({ image: 'foreign', own: true }),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
];

const META = (images: string) =>
  `- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ${images}\n    tags: type=raw,value=2\n`;

const NAMES: LaterSteps[] = [
  {
    name: 'a variable in the tag alone',
    steps: build('ghcr.io/octo-org/foreign:${{ vars.TAG }}'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a secret as the registry',
    steps: build('${{ secrets.REGISTRY }}/octo-org/foreign:2'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'the tags of metadata-action',
    steps: META('ghcr.io/octo-org/foreign') + build('${{ steps.meta.outputs.tags }}'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the tags of metadata-action for a variable',
    steps: META('ghcr.io/octo-org/${{ vars.IMAGE }}') + build('${{ steps.meta.outputs.tags }}'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a name that a script puts into GITHUB_ENV',
    steps:
      script('echo "IMAGE=ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/foreign" >> "$GITHUB_ENV"') +
      script('docker push "$IMAGE:2"'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a name that an earlier script made an output of',
    before: '- id: name\n  run: echo "image=foreign" >> "$GITHUB_OUTPUT"\n',
    steps: build('ghcr.io/octo-org/${{ steps.name.outputs.image }}:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a name that an earlier step put into the environment',
    env: { IMAGE: 'foreign' },
    steps: script('docker push "ghcr.io/octo-org/$IMAGE:2"'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a script of the repository that pushes',
    files: { 'scripts/push.sh': '#!/bin/sh\ndocker push ghcr.io/octo-org/foreign:2\n' },
    steps: script('./scripts/push.sh'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a Makefile that pushes',
    files: { Makefile: 'IMAGE ?= ghcr.io/octo-org/foreign\nrelease:\n\tdocker push $(IMAGE):2\n' },
    steps: script('make release'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a composite action of the repository that pushes',
    files: {
      '.github/actions/push/action.yml':
        'inputs: {image: {}}\nruns:\n  using: composite\n  steps:\n    - run: docker push ghcr.io/octo-org/${{ inputs.image }}:2\n      shell: bash\n',
    },
    steps: step('./.github/actions/push', 'image: foreign'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'an action that nobody knows, told an image',
    steps: step('acme/publish@v1', 'image: ghcr.io/octo-org/foreign', 'tag: 2'),
    deeds: [pushes(FOREIGN, 'skopeo', 'jobWrite')],
    verdict: 'unknown',
  },
  {
    name: 'a program that nobody knows, told an image',
    steps: script('./tools/release --all', 'IMAGE: ghcr.io/octo-org/foreign:2'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
  },
  {
    name: 'docker buildx build --push',
    steps: script('docker buildx build --push -t ghcr.io/octo-org/foreign:2 .'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a bake file that names the image',
    files: { 'docker-bake.hcl': 'target "default" {\n  tags = ["ghcr.io/octo-org/foreign:2"]\n}\n' },
    steps: script('docker buildx bake --push'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a bake file whose names a function makes, one of them refused',
    files: {
      'docker-bake.hcl':
        'variable "REGISTRY" { default = "localhost:5000" }\nfunction "of" {\n  params = [name]\n  result = ["${REGISTRY}/${name}:2"]\n}\ngroup "default" { targets = ["app", "tools"] }\ntarget "app" {\n  tags = of("app")\n}\ntarget "tools" {\n  tags = of("foreign")\n}\n',
    },
    steps: script('docker buildx bake --push', 'REGISTRY: ghcr.io/octo-org'),
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'an image that nix2container copies',
    steps: script('nix run .#image.copyTo -- docker://ghcr.io/octo-org/foreign:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'names that PowerShell hands to a block, one of them refused',
    steps:
      '- shell: pwsh\n  run: |\n    "app", "foreign" | ForEach-Object {\n      docker push "ghcr.io/octo-org/$($_):2"\n    }\n',
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'a bake file whose name a variable decides that the runner has',
    files: {
      'docker-bake.hcl':
        'variable "IMAGE" {\n  default = "app"\n}\ntarget "default" {\n  tags = ["ghcr.io/octo-org/${IMAGE}:2"]\n}\n',
    },
    env: { IMAGE: 'foreign' },
    steps: script('docker buildx bake --push'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a compose file that names the image',
    files: { 'compose.yaml': 'services: {web: {build: ., image: "ghcr.io/octo-org/foreign:2"}}\n' },
    steps: script('docker compose push'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'skopeo, which reads the login that docker has',
    steps: script('skopeo copy oci:image docker://ghcr.io/octo-org/foreign:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'an image that is refused beside one whose name nobody knows',
    steps: build(FOREIGN_TAG) + build('ghcr.io/octo-org/${{ vars.IMAGE }}:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a compose file that is edited behind its push',
    files: { 'compose.yaml': 'services: {web: {build: ., image: "ghcr.io/octo-org/foreign:2"}}\n' },
    steps: script('docker compose push') + script('sed -i s/foreign/app/ compose.yaml'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a compose file that another commit may bring',
    files: { 'compose.yaml': 'services: {web: {build: ., image: "ghcr.io/octo-org/foreign:2"}}\n' },
    steps: script('git checkout deploy') + script('docker compose push'),
    deeds: [pushes(APP)],
    verdict: 'unknown',
    cause: 'image-unknown',
    at: /docker compose push/,
  },
  {
    name: 'what an action hands to Gradle',
    files: { 'build.gradle': "jib {\n  to {\n    image = 'ghcr.io/octo-org/foreign'\n  }\n}\n" },
    steps: step('gradle/gradle-build-action@v3', 'arguments: clean jib'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a bake file that is not in the checkout',
    steps: script('docker buildx bake -f ci/bake.hcl --push'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
    at: /bake\.hcl/,
  },
  {
    name: 'a release whose plugin pushes',
    files: {
      '.releaserc.json':
        '{"plugins": [["@codedependant/semantic-release-docker", {"dockerRegistry": "ghcr.io", "dockerProject": "octo-org", "dockerImage": "foreign"}]]}',
    },
    steps: script('npx semantic-release'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a script of Python that says a push and not of what',
    steps: '- shell: python\n  run: run(["docker", "push", image])\n',
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a table that read divides, with one name that is refused',
    steps:
      '- run: |\n    while IFS=: read -r name tag; do\n      docker push "ghcr.io/octo-org/$name:$tag"\n    done <<< $(printf "%s\\n" app:2 foreign:2)\n',
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
];

const LOGINS: LaterSteps[] = [
  {
    name: 'a later login whose password an env of its step holds',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: `${login('${{ env.TOKEN }}')}  env:\n    TOKEN: ${JOBS}\n${build(FOREIGN_TAG)}`,
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a later login whose password an env of the job holds',
    own: OWN_PAT,
    ghcr: 'expired',
    strategy: `env:\n  TOKEN: ${EITHER}\n`,
    steps: script('echo "$TOKEN" | docker login ghcr.io -u x --password-stdin') + build(APP_TAG),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
    at: /docker login/,
  },
  {
    name: 'a password that stands in the script itself',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script('docker login ghcr.io -u x -p ${{ github.token }}') + build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a password from a here-string',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script('docker login ghcr.io -u x --password-stdin <<< "$T"', `T: ${JOBS}`) + build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a login with the dead token before one with a good one: it fails by itself',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: login(PAT) + login(JOBS) + build(APP_TAG),
    ...refused('token-rejected', logsIn('expired'), logsIn('jobWrite'), pushes(APP)),
    at: /password: /,
  },
  {
    name: 'a login with the dead token that may fail, before one with a good one',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: `${login(PAT)}  continue-on-error: true\n${login(JOBS)}${build(APP_TAG)}`,
    deeds: [logsIn('jobWrite'), pushes(APP)],
    verdict: 'allowed',
  },
  {
    name: 'a login with the dead token that may fail, and none before it but ours',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: `${login(PAT)}  continue-on-error: true\n${build(APP_TAG)}`,
    deeds: [pushes(APP)],
    verdict: 'allowed',
  },
  {
    name: 'a login without a password that may fail, and none before it but ours',
    own: OWN_PAT,
    steps: `${login(PAT)}  continue-on-error: true\n${build(APP_TAG)}`,
    deeds: [pushes(APP)],
    verdict: 'allowed',
  },
  {
    name: 'a login with a weaker token that may fail and does not',
    own: OWN_PAT,
    ghcr: 'readOnly',
    steps: `${login(PAT)}  continue-on-error: true\n${build(APP_TAG)}`,
    ...refused('login-replaced', logsIn('readOnly'), pushes(APP)),
  },
  {
    name: 'a login with the dead token that may fail, after which the same script pushes',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: `- continue-on-error: true\n  run: docker login ghcr.io -u x -p ${PAT} && docker push ghcr.io/octo-org/app:2\n`,
    ...refused('token-rejected', logsIn('expired')),
  },
  {
    name: 'a folder that mktemp makes for a push, where nobody logs in',
    steps: script('export DOCKER_CONFIG=$(mktemp -d); docker push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'crane', 'nobody')),
  },
  {
    name: 'a folder that mktemp makes, and a login there',
    steps: script(
      'export DOCKER_CONFIG=$(mktemp -d); docker login ghcr.io -u x -p ${{ github.token }}; docker push ghcr.io/octo-org/app:2',
    ),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'a folder that mktemp makes, into which the login is copied',
    steps: script(
      'export DOCKER_CONFIG=$(mktemp -d); cp ~/.docker/config.json "$DOCKER_CONFIG/"; docker push ghcr.io/octo-org/app:2',
    ),
    deeds: [pushes(APP)],
    verdict: 'allowed',
  },
  {
    name: 'a case of the shell that leads this leg to a package that is not granted',
    strategy: 'strategy:\n  matrix:\n    part: [api, web]\n',
    steps: script(
      'case "${{ matrix.part }}" in api) i=app ;; *) i=foreign ;; esac; docker push ghcr.io/octo-org/$i:2',
    ),
    inputs: leg({ part: 'web' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a case of the shell that leads the other leg to its own',
    strategy: 'strategy:\n  matrix:\n    part: [api, web]\n',
    steps: script(
      'case "${{ matrix.part }}" in api) i=app ;; *) i=foreign ;; esac; docker push ghcr.io/octo-org/$i:2',
    ),
    inputs: leg({ part: 'api' }),
    ...accepted(pushes(APP)),
  },
  {
    name: 'the default of a variable that nothing sets',
    steps: script('IMAGE="${IMAGE:-ghcr.io/octo-org/foreign}"; docker push "$IMAGE:2"'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the default of a variable that the process has',
    env: { NAME_OF_IMAGE: 'app' },
    steps: script('docker push "ghcr.io/octo-org/${NAME_OF_IMAGE:-foreign}:2"'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'the default of a variable that a step before may have set',
    steps: `${script('./configure-everything')}${script('docker push "ghcr.io/octo-org/${NAME_OF_IMAGE:-foreign}:2"')}`,
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'what stands for a variable that nothing sets',
    steps: script('docker push "ghcr.io/octo-org/foreign${SUFFIX:+-$SUFFIX}:2"'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a branch of a script that this run does not take',
    steps: script(
      'if [ "$GITHUB_REF" = refs/heads/release ]; then docker push ghcr.io/octo-org/foreign:2; fi',
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'what comes behind the end of a script',
    steps: script(
      'set -e; [ "$GITHUB_EVENT_NAME" = push ] && exit 0; docker push ghcr.io/octo-org/foreign:2',
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'a push behind an end of the script where nothing has changed',
    steps: script('git diff --quiet HEAD^ && exit 0; docker push ghcr.io/octo-org/foreign:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a push that waits for what a filter of paths says',
    steps: `- id: filter\n  uses: dorny/paths-filter@v3\n${build(FOREIGN_TAG).replace(
      'push: true',
      "push: ${{ steps.filter.outputs.app == 'true' }}",
    )}`,
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a push unless an image is there, which is there',
    steps: script(
      'docker manifest inspect ghcr.io/octo-org/app:1.4.0 && exit 0; docker push ghcr.io/octo-org/foreign:2',
    ),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'package-not-granted',
  },
  {
    name: 'a push unless an image is there, which is not',
    steps: script(
      'docker manifest inspect ghcr.io/octo-org/app:9 && exit 0; docker push ghcr.io/octo-org/foreign:2',
    ),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a push unless a tag that nobody knows is there, of a package that may not be read',
    steps: script(
      'docker manifest inspect ghcr.io/octo-org/foreign:$(git describe) && exit 0; docker push ghcr.io/octo-org/foreign:2',
    ),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a push unless a tag that nobody knows is there, of a public package',
    steps: script(
      'docker manifest inspect ghcr.io/octo-org/foreign-public:$(git describe) && exit 0; docker push ghcr.io/octo-org/foreign-public:2',
    ),
    deeds: [pushes('octo-org/foreign-public:2')],
    verdict: 'unknown',
    cause: 'package-not-granted',
  },
  {
    name: 'a push behind a question that this run answers with no',
    steps: script(
      'set -e; [[ $GITHUB_REF == refs/tags/* ]] && docker push ghcr.io/octo-org/foreign:2 || echo none',
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: "an item of a case that is another run's",
    env: { GITHUB_REF_NAME: 'main' },
    steps: script(
      'case "$GITHUB_REF_NAME" in release) docker push ghcr.io/octo-org/foreign:2 ;; *) echo none ;; esac',
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  ...['yes', '"on"', '1', '""'].map((value) => ({
    name: `a push whose input is no boolean: ${value}`,
    steps: step('docker/build-push-action@v6', `push: ${value}`, 'tags: ghcr.io/octo-org/foreign:2'),
    deeds: [],
    verdict: 'allowed' as const,
    cause: 'no-push-found' as const,
    at: /push: /,
  })),
  ...['if false; then PUSH; fi', 'false && PUSH', 'exit 0; PUSH'].map((line) => ({
    name: `a push that is out of use as it is written: ${line}`,
    steps: script(line.replace('PUSH', 'docker push ghcr.io/octo-org/foreign:2')),
    deeds: [],
    verdict: 'allowed' as const,
    cause: 'no-push-found' as const,
  })),
  {
    name: 'a push that is followed by a signature of which GitHub refuses the identity',
    steps: script('docker push ghcr.io/octo-org/app:2 && cosign sign --yes ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
    cause: 'client-lacks-permission',
    at: /^ *permissions: /,
  },
  {
    name: 'a branch that this run does not take, beside one that it does',
    steps: script(
      'if [ "$GITHUB_REF" = refs/heads/main ]; then docker push ghcr.io/octo-org/app:2; else docker push ghcr.io/octo-org/foreign:2; fi',
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a later login with the token of an App that an earlier step made',
    before: step('actions/create-github-app-token@v2', 'app-id: 1', 'private-key: x').replace(
      '- uses',
      '- id: bot\n  uses',
    ),
    steps: login('${{ steps.bot.outputs.token }}') + build(APP_TAG),
    ...refused('app-token-unsupported', logsIn('app'), pushes(APP)),
    at: /registry: |password: /,
  },
  {
    name: 'a later login with the token of an App, or with that of the job',
    before: step('actions/create-github-app-token@v2', 'app-id: 1', 'private-key: x').replace(
      '- uses',
      '- id: bot\n  if: vars.BOT\n  uses',
    ),
    steps: login('${{ steps.bot.outputs.token || github.token }}') + build(APP_TAG),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'a leg that pushes to another registry, where the others push to this one',
    strategy: 'strategy:\n  matrix:\n    registry: [docker.io, ghcr.io]\n',
    steps: build('${{ matrix.registry }}/octo-org/foreign:2'),
    inputs: leg({ registry: 'docker.io' }),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'a leg that pushes to this registry, where others push elsewhere',
    strategy: 'strategy:\n  matrix:\n    registry: [docker.io, ghcr.io]\n',
    steps: build('${{ matrix.registry }}/octo-org/foreign:2'),
    inputs: leg({ registry: 'ghcr.io' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a login with what gh has for a token',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      script('gh auth token | docker login ghcr.io -u mona --password-stdin', `GH_TOKEN: ${JOBS}`) +
      build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: "Spring Boot's plugin, told to publish",
    steps: script('./gradlew bootBuildImage --imageName=ghcr.io/octo-org/foreign:2 --publishImage'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'ko by the last folder of a path',
    steps: script('ko build -B ./cmd/foreign', 'KO_DOCKER_REPO: ghcr.io/octo-org'),
    ...refused('package-not-granted', pushes(FOREIGN, 'crane')),
  },
  {
    name: 'a login with the dead token by a tool whose file docker does not read',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: script('echo "$T" | podman login -u x --password-stdin ghcr.io', `T: ${PAT}`) + build(APP_TAG),
    ...refused('token-rejected', logsIn('expired', 'podman'), pushes(APP)),
  },
  {
    name: 'a login with an empty secret before one with a good token',
    own: OWN_PAT,
    steps: login(PAT) + login(JOBS) + build(APP_TAG),
    ...refused('token-missing', logsIn('empty'), logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'helm logs in to a file of its own',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      script('echo "$T" | helm registry login ghcr.io -u x --password-stdin', `T: ${JOBS}`) +
      build(FOREIGN_TAG),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'oras logs in to the file of docker',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script('echo "$T" | oras login ghcr.io -u x --password-stdin', `T: ${JOBS}`) + build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'azure/docker-login with the token of the job',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      step('azure/docker-login@v2', 'login-server: ghcr.io', 'username: x', `password: ${JOBS}`) +
      build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a login by a list of registries',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      `- uses: docker/login-action@v4\n  with:\n    registry-auth: |\n      - registry: ghcr.io\n        username: x\n        password: ${JOBS}\n` +
      build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a composite action of the repository that logs in',
    own: OWN_PAT,
    ghcr: 'owner',
    files: {
      'act/action.yml': `runs:\n  using: composite\n  steps:\n    - uses: docker/login-action@v3\n      with: {registry: ghcr.io, username: x, password: "\${{ github.token }}"}\n`,
    },
    steps: step('./act') + build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a script of the repository that logs in',
    own: OWN_PAT,
    ghcr: 'owner',
    files: { 'login.sh': 'echo "$T" | docker login ghcr.io -u x --password-stdin\n' },
    steps: script('./login.sh', `T: ${JOBS}`) + build(FOREIGN_TAG),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a logout, and a login again with the token that may',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script('docker logout ghcr.io') + login(PAT) + build(FOREIGN_TAG),
    ...accepted({ does: 'logout', with: 'docker' }, logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: 'the folder of the login is taken away',
    steps: script('rm -rf ~/.docker') + build(APP_TAG),
    env: { DOCKER_CONFIG: '' },
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'the file of the login is written anew by hand',
    steps:
      script(
        `echo '{"auths":{"ghcr.io":{"auth":"'$A'"}}}' > ~/.docker/config.json`,
        'A: ${{ secrets.AUTH }}',
      ) + build(APP_TAG),
    deeds: [logsIn('member'), pushes(APP)],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'the folder of the login is taken away, where the images are given',
    own: 'images: ghcr.io/octo-org/app:2',
    inputs: { images: 'octo-org/app:2' },
    steps: script('rm -rf ~/.docker') + build(APP_TAG),
    env: { DOCKER_CONFIG: '' },
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'a task logs in with a token that may only read, where the images are given',
    own: `${OWN_PAT}\nimages: ghcr.io/octo-org/app:2`,
    ghcr: 'readOnly',
    inputs: { images: 'octo-org/app:2' },
    steps: script('make publish', 'T: ${{ secrets.GHCR_TOKEN }}'),
    files: {
      Makefile:
        'publish:\n\techo "$$T" | docker login ghcr.io -u mona --password-stdin\n\tdocker push ghcr.io/octo-org/app:2\n',
    },
    ...refused('login-replaced', logsIn('readOnly'), pushes(APP)),
  },
  {
    name: 'a tag that nothing sets, where the images are given',
    own: 'images: ghcr.io/octo-org/app:2',
    inputs: { images: 'octo-org/app:2' },
    steps: script('skopeo copy dir:app docker://ghcr.io/octo-org/app:$TAG'),
    deeds: [{ does: 'push', with: 'skopeo', image: 'octo-org/app:' }],
    verdict: 'denied',
    cause: 'invalid-image-reference',
  },
  {
    name: 'a login that is refused in the last turn of a loop',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: `- run: |\n    for each in 1 2; do echo "$T" | docker login ghcr.io -u mona --password-stdin; done\n  shell: bash {0}\n  env: {T: "${PAT}"}\n${build(APP_TAG)}`,
    deeds: [logsIn('expired')],
    verdict: 'unknown',
    cause: 'token-rejected',
  },
  {
    name: 'the file of the login is edited',
    steps:
      script(`jq '.credHelpers = {}' ~/.docker/config.json > c && mv c ~/.docker/config.json`) +
      build(APP_TAG),
    env: { DOCKER_CONFIG: '' },
    deeds: [pushes(APP)],
    verdict: 'unknown',
    cause: 'login-replaced',
    at: /jq /,
  },
  {
    name: "a file of podman's that is written, by docker",
    steps: script('echo "$A" > ~/.config/containers/auth.json', 'A: ${{ secrets.AUTH }}') + build(APP_TAG),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a file that a variable names is written, and read by podman',
    steps:
      '- run: |\n    echo "$A" > "$REGISTRY_AUTH_FILE"\n    buildah push ghcr.io/octo-org/app:2\n  env: {A: "${{ secrets.AUTH }}", REGISTRY_AUTH_FILE: /tmp/a.json}\n',
    deeds: [pushes(APP)],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: "a program's settings are no file of logins",
    steps: script(`echo '{"port":80}' > src/config.json`) + build(APP_TAG),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a program in another language that logs in',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      step(
        'actions/github-script@v8',
        "script: exec.exec('docker', ['login', 'ghcr.io', '-u', 'x', '-p', token])",
      ) + build(FOREIGN_TAG),
    deeds: [logsIn('jobWrite'), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'login-replaced',
    at: /script: /,
  },
  {
    name: 'a program in another language that says a push, beside one that is seen',
    steps:
      build(APP_TAG) +
      step('actions/github-script@v8', `script: exec.exec('docker', ['push', '${FOREIGN_TAG}'])`),
    deeds: [pushes(APP), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'package-not-granted',
  },
  {
    name: 'an action that nobody knows, which is called a login',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: step('acme/registry-login@v1', 'registry: ghcr.io', `password: ${JOBS}`) + build(FOREIGN_TAG),
    deeds: [logsIn('jobWrite'), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'login-replaced',
    at: /acme/,
  },
  {
    name: 'podman that is told of a file of its own',
    steps: script('podman push --authfile /tmp/own.json app ghcr.io/octo-org/app:2'),
    deeds: [pushes(APP, 'podman', 'nobody')],
    verdict: 'denied',
    cause: 'no-registry-login',
  },
  {
    name: 'the name that helm appends',
    steps: script('helm push web-0.1.0.tgz oci://ghcr.io/octo-org/charts'),
    ...refused('package-not-granted', pushes('octo-org/charts/web:0.1.0')),
  },
  {
    name: 'whatever helm appends',
    steps: script('helm push *.tgz oci://ghcr.io/octo-org/charts'),
    deeds: [pushes('octo-org/charts/web:0.1.0')],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a compose file whose name an env file beside it decides',
    steps: script('docker compose push'),
    files: {
      'compose.yaml': 'services: {a: {build: ., image: "ghcr.io/octo-org/${NAME:-app}:2"}}\n',
      '.env': 'NAME=foreign\n',
    },
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'docker --config with a folder of its own',
    steps: script('docker --config /tmp/mine push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'DOCKER_CONFIG that a later step sets for the job',
    steps: script('echo "DOCKER_CONFIG=/tmp/elsewhere" >> "$GITHUB_ENV"') + build(APP_TAG),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'DOCKER_CONFIG that a later step sets, and a login there',
    steps: script('echo "DOCKER_CONFIG=/tmp/elsewhere" >> "$GITHUB_ENV"') + login(JOBS) + build(APP_TAG),
    ...accepted(pushes(APP, 'skopeo', 'jobWrite')),
  },
  {
    name: 'DOCKER_CONFIG that the script itself exports',
    steps: script('export DOCKER_CONFIG=/tmp/elsewhere; docker push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'DOCKER_CONFIG in front of the command',
    steps: script('DOCKER_CONFIG=/tmp/elsewhere docker push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
];

/** The machines of GitHub: `sudo` there has the home of root, and none of our variables. */
const HOSTED = { RUNNER_ENVIRONMENT: 'github-hosted', RUNNER_OS: 'Linux' };

/** Names whose host comes from what is not set. */
const EMPTY_HOSTS: LaterSteps[] = [
  {
    name: 'a host that no env sets, and a login to the registry',
    steps: build('${{ env.REGISTRY }}/octo-org/app:2'),
    ...refused('invalid-image-reference', { does: 'stop', with: 'docker' }),
  },
  {
    name: 'the same in front of the registry, which stands there',
    inputs: { login: 'none' },
    steps: login(JOBS) + build('${{ env.PREFIX }}/ghcr.io/octo-org/app:2'),
    ...refused('invalid-image-reference', { does: 'stop', with: 'docker' }),
  },
  {
    name: 'a host that no env sets, beside a login to another registry',
    steps:
      step('docker/login-action@v3', 'username: mona', 'password: ${{ secrets.HUB }}') +
      build('${{ env.REGISTRY }}/octo-org/app:2'),
    ...accepted(pushes(APP)),
    cause: 'no-push-found',
  },
];

/** Programs that nobody reads, by what they are given to log in with. */
const UNREAD_PROGRAMS: LaterSteps[] = [
  {
    name: 'no login, and a program before the push that has nothing to log in with',
    env: HOSTED,
    inputs: { login: 'none' },
    steps: script('python setup.py sdist') + build('ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'no login, and a program before the push that is given a secret',
    env: HOSTED,
    inputs: { login: 'none' },
    steps: script('python setup.py sdist', 'A: ${{ secrets.A }}') + build('ghcr.io/octo-org/app:2'),
    deeds: [],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: 'no login, and a program before the push that may find a token which a step has set',
    env: { ...HOSTED, REGISTRY_PAT: 'anything' },
    inputs: { login: 'none' },
    steps: script('python setup.py sdist') + build('ghcr.io/octo-org/app:2'),
    deeds: [],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: 'a program that is named for pushing and given the registry and a token of its own',
    env: HOSTED,
    job: 'jobRead',
    permissions: 'read',
    steps: script('./hooks/push', 'REGISTRY: ghcr.io\n    REGISTRY_TOKEN: ${{ secrets.REGISTRY_TOKEN }}'),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'the same by the name of a target, and the registry stands where nobody looks',
    env: HOSTED,
    job: 'jobRead',
    permissions: 'read',
    steps: script('make -C ci push', 'CR_PAT: ${{ secrets.CR_PAT }}'),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'an action that nobody knows, with a name for pushing and a token of its own',
    env: HOSTED,
    job: 'jobRead',
    permissions: 'read',
    steps: step('octo-org/build-and-publish@v1', 'registry: ghcr.io', 'password: ${{ secrets.PUBLISHER }}'),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: "a program that is named for pushing and given the registry and the job's token",
    env: HOSTED,
    job: 'jobRead',
    permissions: 'read',
    steps: script('./hooks/push', `REGISTRY: ghcr.io\n    REGISTRY_TOKEN: ${JOBS}`),
    ...refused('job-lacks-packages-write', pushes(APP)),
  },
  {
    name: 'a program that is given the registry and a token of its own, and says nothing of a push',
    env: HOSTED,
    job: 'jobRead',
    permissions: 'read',
    steps: script('./hooks/scan', 'REGISTRY: ghcr.io\n    REGISTRY_TOKEN: ${{ secrets.REGISTRY_TOKEN }}'),
    ...refused('job-lacks-packages-write', pushes(APP)),
  },
];

const USERS: LaterSteps[] = [
  {
    name: 'sudo docker push, which reads the files of root',
    env: HOSTED,
    steps: script('sudo docker push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
    at: /sudo docker/,
  },
  {
    name: "root's own shell, which pushes",
    env: HOSTED,
    steps: script(`sudo su - -c 'docker push ghcr.io/octo-org/app:2'`),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
    at: /sudo su/,
  },
  {
    name: 'sudo podman push, which reads the files of root',
    env: HOSTED,
    steps: script('sudo podman push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'podman', 'nobody')),
  },
  {
    name: 'sudo docker push, on a machine that may share its files',
    env: { RUNNER_ENVIRONMENT: 'self-hosted' },
    strategy: 'runs-on: self-hosted\n',
    steps: script('sudo docker push ghcr.io/octo-org/app:2'),
    deeds: [pushes(APP, 'skopeo', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: 'sudo -E keeps the variables',
    env: HOSTED,
    steps: script('sudo -E docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a login of root, and a push of root',
    env: HOSTED,
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      script('echo "$T" | sudo docker login ghcr.io -u x --password-stdin', `T: ${JOBS}`) +
      script('sudo docker push ghcr.io/octo-org/foreign:2'),
    ...refused('login-replaced', pushes(FOREIGN, 'skopeo', 'jobWrite')),
  },
  {
    name: 'a login of root changes nothing for the others',
    env: HOSTED,
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      script('echo "$T" | sudo docker login ghcr.io -u x --password-stdin', `T: ${JOBS}`) +
      build(FOREIGN_TAG),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a container step, which has another home',
    env: HOSTED,
    steps: step(
      'docker://gcr.io/go-containerregistry/crane:latest',
      'args: push image.tar ghcr.io/octo-org/app:2',
    ),
    ...refused('no-registry-login', pushes(APP, 'crane', 'nobody')),
    at: /docker:\/\//,
  },
  {
    name: 'a builder in a container step',
    env: HOSTED,
    steps: step(
      'docker://gcr.io/kaniko-project/executor:v1.23.2',
      'args: --context=. --destination=ghcr.io/octo-org/app:2',
    ),
    ...refused('no-registry-login', pushes(APP, 'crane', 'nobody')),
  },
  {
    name: 'a container step that is given a password',
    env: HOSTED,
    steps: step(
      'docker://quay.io/skopeo/stable:latest',
      `args: copy --dest-creds "x:${JOBS}" oci:image docker://ghcr.io/octo-org/foreign:2`,
    ),
    deeds: [pushes(FOREIGN, 'skopeo', 'jobWrite')],
    verdict: 'denied',
  },
  {
    name: 'a job in a container, where all steps have one home',
    env: HOSTED,
    strategy: 'container: docker:27\n',
    steps: script('docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'sudo in a job in a container, where everybody is root',
    env: HOSTED,
    strategy: 'container: docker:27\n',
    steps: script('sudo docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'docker run of a client, without our files',
    env: HOSTED,
    steps: script('docker run --rm gcr.io/go-containerregistry/crane push image.tar ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'crane', 'nobody')),
  },
  {
    name: 'docker run of a client, with our files',
    env: HOSTED,
    steps: script(
      'docker run --rm -v "$HOME/.docker:/root/.docker" gcr.io/go-containerregistry/crane push image.tar ghcr.io/octo-org/foreign:2',
    ),
    deeds: [pushes(FOREIGN, 'crane')],
    verdict: 'unknown',
  },
];

const callers = (...jobs: [name: string, lines: string][]) =>
  jobs
    .map(
      ([name, lines]) =>
        `${name}:\n  uses: ./.github/workflows/image.yml\n  permissions: {contents: read, packages: write}\n${lines.replace(/^(?=.)/gm, '  ')}`,
    )
    .join('\n');
const IMAGE_INPUT = 'inputs:\n  image: {type: string, default: foreign}\n';
const INPUT_TAGS = 'ghcr.io/octo-org/${{ inputs.image }}:2';

const CALLED: LaterSteps[] = [
  {
    name: 'a called workflow that is given the name',
    called: { by: callers(['a', 'with: {image: app}']), declares: IMAGE_INPUT },
    steps: build(INPUT_TAGS),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a called workflow that has the name by default',
    called: { by: callers(['a', '']), declares: IMAGE_INPUT },
    steps: build(INPUT_TAGS),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a called workflow that is given the leg of its caller, all of which may',
    called: {
      by: callers(['a', 'strategy: {matrix: {image: [app, granted]}}\nwith: {image: "${{ matrix.image }}"}']),
      declares: IMAGE_INPUT,
    },
    steps: build(INPUT_TAGS),
    ...accepted(pushes(APP), pushes(GRANTED)),
  },
  {
    name: 'a called workflow that is given the leg of its caller, one of which is refused',
    called: {
      by: callers(['a', 'strategy: {matrix: {image: [app, foreign]}}\nwith: {image: "${{ matrix.image }}"}']),
      declares: IMAGE_INPUT,
    },
    steps: build(INPUT_TAGS),
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'a called workflow that is given a leg that another job computes',
    called: {
      by: callers([
        'a',
        'strategy: {matrix: {image: "${{ fromJSON(needs.plan.outputs.images) }}"}}\nwith: {image: "${{ matrix.image }}"}',
      ]),
      declares: IMAGE_INPUT,
    },
    steps: build(INPUT_TAGS),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a workflow that two jobs call with two names',
    called: {
      by: callers(['a', 'with: {image: app}'], ['b', 'with: {image: foreign}']),
      declares: IMAGE_INPUT,
    },
    steps: build(INPUT_TAGS),
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'a workflow that two jobs call, one of which is passed over',
    called: {
      by: callers(
        ['a', 'with: {image: app}'],
        ['b', "if: github.event_name == 'release'\nwith: {image: foreign}"],
      ),
      declares: IMAGE_INPUT,
    },
    steps: build(INPUT_TAGS),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a called workflow whose login has a secret that its caller passes',
    called: {
      by: callers(['a', `with: {image: foreign}\nsecrets: {token: "${JOBS}"}`]),
      declares: `${IMAGE_INPUT}secrets: {token: {}}\n`,
    },
    own: 'ghcr-token: ${{ secrets.pat }}',
    ghcr: 'owner',
    steps: login('${{ secrets.token }}') + build(INPUT_TAGS),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a called workflow that falls back on its token where the secret that is passed is empty',
    called: {
      by: callers(['a', `with: {image: foreign}\nsecrets: {token: "${PAT}"}`]),
      declares: `${IMAGE_INPUT}secrets: {token: {}, GHCR_TOKEN: {}}\n`,
    },
    own: 'ghcr-token: ${{ secrets.token }}',
    steps: login('${{ secrets.token || github.token }}') + build(INPUT_TAGS),
    ...refused('package-not-granted', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a called workflow that has a secret by another name, and a token beside it',
    called: {
      by: callers(['a', `with: {image: foreign}\nsecrets: {token: "${PAT}"}`]),
      declares: `${IMAGE_INPUT}secrets: {token: {}, GHCR_TOKEN: {}}\n`,
    },
    own: 'ghcr-token: ${{ secrets.token }}',
    ghcr: 'owner',
    steps: login('${{ secrets.token || github.token }}') + build(INPUT_TAGS),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: 'a called workflow that is not given the secret of the name that its caller has',
    called: {
      by: callers(['a', `with: {image: foreign}\nsecrets: {token: "${PAT}"}`]),
      declares: `${IMAGE_INPUT}secrets: {token: {}, GHCR_TOKEN: {}}\n`,
    },
    own: 'ghcr-token: ${{ secrets.token }}',
    ghcr: 'owner',
    steps: login('${{ secrets.GHCR_TOKEN || github.token }}') + build(INPUT_TAGS),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a called workflow whose login has the secrets of its caller',
    called: { by: callers(['a', 'secrets: inherit']), declares: IMAGE_INPUT },
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(PAT) + build(INPUT_TAGS),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
];

const dependabot: Partial<Scenario> = { actor: 'dependabot[bot]' };
const forkPayload = forkPullRequestEvent('octo-org/app', 'hubot-fan/app', 'hubot-fan');

const RUNS: LaterSteps[] = [
  {
    name: 'an option that makes other runs push, and this one build',
    steps: script(
      "docker buildx build ${{ github.ref_type == 'tag' && '--push' || '--load' }} -t ghcr.io/octo-org/foreign:2 .",
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'a fork is kept from pushing by what the payload says of it',
    job: 'jobRead',
    fork: true,
    steps: build(APP_TAG).replace('- uses', '- if: ${{ !github.event.pull_request.head.repo.fork }}\n  uses'),
    ...refused('read-only-run', pushes(APP)),
  },
  {
    name: 'pull_request_target, which has the rights of the repository',
    run: { event: 'pull_request_target', payload: forkPayload },
    steps: build(APP_TAG),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a push that Dependabot made',
    run: dependabot,
    job: 'jobRead',
    permissions: 'read',
    steps: build(APP_TAG),
    deeds: [pushes(APP)],
    verdict: 'denied',
  },
  {
    name: 'one token in both inputs',
    own: `ghcr-token: ${JOBS}`,
    ghcr: 'jobWrite',
    steps: login(JOBS) + build(APP_TAG),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'the token of an App that an earlier step made, in our input alone',
    before: step('actions/create-github-app-token@v2', 'app-id: 1', 'private-key: x').replace(
      '- uses',
      '- id: bot\n  uses',
    ),
    own: 'ghcr-token: ${{ steps.bot.outputs.token }}\ngithub-token: ""',
    inputs: { 'github-token': '' },
    ghcr: 'app',
    steps: build(APP_TAG),
    ...refused('app-token-unsupported', pushes(APP)),
  },
  {
    name: "the job's token as a secret that a caller passes, in our input alone",
    own: 'ghcr-token: ${{ secrets.TOKEN }}\ngithub-token: ""',
    inputs: { 'github-token': '' },
    ghcr: 'jobWrite',
    steps: build(FOREIGN_TAG),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'one token in both inputs, which may not',
    own: `ghcr-token: ${JOBS}`,
    ghcr: 'jobWrite',
    steps: build(FOREIGN_TAG),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'a cache that is refused beside the image',
    steps: step(
      'docker/build-push-action@v6',
      'push: true',
      `tags: ${APP_TAG}`,
      'cache-to: type=registry,ref=ghcr.io/octo-org/foreign:1',
    ),
    ...refused('cache-reference-refused', pushes(APP), pushes(FOREIGN)),
    at: /cache-to/,
  },
  ...[
    'cache-to: type=registry,ref=ghcr.io/octo-org/foreign:1,ignore-error=true',
    'cache-to: "type=registry,ref=ghcr.io/octo-org/foreign:1,mode=max,ignore-error=true"',
  ].map(
    (cache): LaterSteps => ({
      name: `a cache whose refusal is passed over: ${cache}`,
      steps: step('docker/build-push-action@v6', 'push: true', `tags: ${APP_TAG}`, cache),
      ...accepted(pushes(APP)),
    }),
  ),
  {
    name: 'nothing but a cache whose refusal is passed over',
    steps: script(
      'docker buildx build --cache-to type=registry,ref=ghcr.io/octo-org/foreign:1,ignore-error=true .',
    ),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'a cache that is written to another owner, whose refusal is passed over',
    steps: step(
      'docker/build-push-action@v6',
      'push: true',
      `tags: ${APP_TAG}`,
      'cache-to: type=registry,ref=ghcr.io/mona/cache:1,ignore-error=true',
    ),
    deeds: [pushes('mona/cache:1')],
    verdict: 'denied',
    at: /cache-to/,
  },
  {
    name: 'a cache that is written to another owner',
    steps: step(
      'docker/build-push-action@v6',
      'push: true',
      `tags: ${APP_TAG}`,
      'cache-to: type=registry,ref=ghcr.io/mona/cache:1',
    ),
    deeds: [pushes(APP), pushes('mona/cache:1')],
    verdict: 'denied',
    at: /cache-to/,
  },
  {
    name: 'a cache of another owner that nobody has made yet',
    steps: step(
      'docker/build-push-action@v6',
      'push: true',
      `tags: ${APP_TAG}`,
      'cache-from: type=registry,ref=ghcr.io/mona/absent:1',
    ),
    deeds: [pushes(APP)],
    verdict: 'allowed',
  },
  {
    name: 'a page that a firewall wrote',
    faults: [
      {
        on: 'upload',
        kind: 'html',
        status: 403,
        body: '<html><title>Blocked by policy</title></html>',
      },
    ],
    steps: build(APP_TAG),
    deeds: [pushes(APP)],
    verdict: 'unknown',
    cause: 'network-unreachable',
  },
  {
    name: 'a workflow that is named and is not there',
    own: 'workflow: nope.yml',
    inputs: { workflow: 'nope.yml' },
    steps: build(APP_TAG),
    deeds: [pushes(APP)],
    verdict: 'allowed',
  },
];

/** An action whose image is a client, told to push. */
const PUSHING_IMAGE = {
  'act/action.yml': `runs:\n  using: docker\n  image: Dockerfile\n  args: [push, image.tar, ghcr.io/${APP}]\n`,
  'act/Dockerfile': 'FROM gcr.io/go-containerregistry/crane\n',
};

/** No step is seen to push what `images` names; one that nobody reads does. */
const OUT_OF_SIGHT: LaterSteps[] = [
  {
    name: 'a login with the dead token before a script that nobody reads',
    own: OWN_PAT,
    inputs: { images: APP },
    ghcr: 'expired',
    steps: login(PAT) + script('bazel run //:push'),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
    at: /password: /,
  },
  {
    name: 'a login that replaces the good one before a script that nobody reads',
    own: OWN_PAT,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: login(JOBS) + script('bazel run //:push'),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'the same in one script',
    own: OWN_PAT,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: script(
      `|\n    echo "$T" | docker login ghcr.io -u x --password-stdin\n    bazel run //:push`,
      `T: ${JOBS}`,
    ),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a login with a token that nobody knows before a script that nobody reads',
    inputs: { images: APP },
    steps: login('${{ secrets.OTHER }}') + script('bazel run //:push'),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'scripts that nobody reads before the login and after it',
    own: OWN_PAT,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: script('./prepare') + login(JOBS) + script('./report'),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'a script that is named for what it publishes, after another login',
    own: OWN_PAT,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: script('./prepare') + login(JOBS) + script('./publish'),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a login with the same token before a script that nobody reads',
    inputs: { images: APP },
    steps: login(JOBS) + script('bazel run //:push'),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'a login after all that nobody reads',
    own: OWN_PAT,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: script('bazel run //:push') + login(JOBS),
    ...accepted(pushes(FOREIGN), logsIn('jobWrite')),
  },
  {
    name: 'a logout between scripts that nobody reads',
    inputs: { images: APP },
    steps: script('bazel run //:push') + script('docker logout ghcr.io') + script('./report'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'an image that nobody knows, told to push another image than the one of the repository',
    steps: step('docker://ghcr.io/acme/kaniko:1', `args: --context=. --destination=ghcr.io/${FOREIGN}`),
    deeds: [],
    verdict: 'unknown',
  },
  {
    name: 'an image that nobody knows, told to push the image, and given nothing to log in with',
    env: HOSTED,
    steps: step('docker://ghcr.io/acme/kaniko:1', `args: --context=. --destination=ghcr.io/${APP}`),
    deeds: [pushes(APP, 'crane', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
    at: /kaniko/,
  },
  {
    name: 'the same by a variable',
    env: HOSTED,
    steps: `${step('docker://ghcr.io/acme/publisher:1')}  env:\n    IMAGE: ghcr.io/${APP}\n`,
    deeds: [pushes(APP, 'crane', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: "the same beside the job's token",
    env: HOSTED,
    steps: `${step('docker://ghcr.io/acme/publisher:1', `args: ghcr.io/${APP}`)}  env:\n    TOKEN: ${JOBS}\n`,
    deeds: [pushes(APP, 'crane', 'jobWrite')],
    verdict: 'allowed',
    cause: 'no-push-found',
  },
  {
    name: 'the same beside a secret that our inputs do not show',
    env: HOSTED,
    steps: `${step('docker://ghcr.io/acme/publisher:1', `args: push ghcr.io/${APP}`)}  env:\n    TOKEN: \${{ secrets.OTHER }}\n`,
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'docker run of an image that nobody knows, told to push, and given nothing to log in with',
    env: HOSTED,
    steps: script(`docker run --rm -v "$PWD:/w" quay.io/acme/builder --push ghcr.io/${APP}`),
    deeds: [pushes(APP, 'crane', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
    at: /docker run/,
  },
  {
    name: "docker run of it beside the job's token",
    env: HOSTED,
    steps: script(`docker run -e TOKEN quay.io/acme/builder push ghcr.io/${APP}`, `TOKEN: ${JOBS}`),
    deeds: [pushes(APP, 'crane', 'jobWrite')],
    verdict: 'allowed',
    cause: 'no-push-found',
  },
  {
    name: 'the same with a secret that our inputs do not show, and the name in a variable',
    env: HOSTED,
    steps: script(
      `docker run -e IMAGE=ghcr.io/${APP} -e TOKEN=\${{ secrets.OTHER }} quay.io/acme/builder publish`,
    ),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: "the same with the files of docker's login",
    env: HOSTED,
    steps: script(`docker run -v ~/.docker:/root/.docker quay.io/acme/builder push ghcr.io/${APP}`),
    ...accepted(pushes(APP)),
    cause: 'no-push-found',
  },
  {
    name: 'docker run of an image that nobody knows, which publishes a port',
    env: HOSTED,
    steps: script(`docker run --publish 80:80 -e IMAGE=ghcr.io/${APP} quay.io/acme/scanner scan`),
    ...accepted(pushes(APP)),
    cause: 'no-push-found',
  },
  {
    name: 'an action of the repository in an image, given nothing to log in with',
    env: HOSTED,
    files: PUSHING_IMAGE,
    steps: step('./act'),
    deeds: [pushes(APP, 'crane', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: "an action of the repository in an image, given the job's token",
    env: HOSTED,
    files: PUSHING_IMAGE,
    steps: `${step('./act')}  env:\n    TOKEN: ${JOBS}\n`,
    deeds: [pushes(APP, 'crane', 'jobWrite')],
    verdict: 'allowed',
  },
  {
    name: 'an image that scans what another step pushes',
    env: HOSTED,
    steps: build(`ghcr.io/${APP}`) + step('docker://aquasec/trivy:latest', `args: image ghcr.io/${APP}`),
    ...accepted(pushes(APP)),
  },
  {
    name: 'an image that checks something else, where the images are given',
    env: HOSTED,
    inputs: { images: APP },
    steps: step('docker://hadolint/hadolint:latest', 'args: Dockerfile'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a file of credentials that container steps have, by a copy',
    env: { ...HOSTED, DOCKER_CONFIG: '' },
    steps:
      script('cp -r ~/.docker "$RUNNER_TEMP/_github_home/"') +
      step('docker://gcr.io/go-containerregistry/crane:latest', `args: push image.tar ghcr.io/${APP}`),
    deeds: [pushes(APP, 'crane', 'jobWrite')],
    verdict: 'allowed',
    cause: null,
  },
  {
    name: 'a login with the dead token before an action that is told the image',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: login(PAT) + step('acme/publish@v1', `image: ghcr.io/${APP}`),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
    at: /password: /,
  },
  {
    name: 'the same before a script that says what it pushes',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: login(PAT) + script(`./tools/publish --image ghcr.io/${APP}`),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
    at: /password: /,
  },
  {
    name: 'the same before a script that nobody reads and that is told nothing',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: login(PAT) + script('bazel run //:push'),
    ...refused('token-rejected', logsIn('expired'), pushes('octo-org/app:1')),
    at: /password: /,
  },
  {
    name: 'a login that replaces the good one before an action that is told the image',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS) + step('acme/publish@v1', `image: ghcr.io/${FOREIGN}`),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'a login with a token that nobody knows before an action that is told the image',
    steps: login('${{ secrets.OTHER }}') + step('acme/publish@v1', `image: ghcr.io/${APP}`),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'a login behind the action that is told the image, before one that is told nothing',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: step('acme/publish@v1', `image: ghcr.io/${FOREIGN}`) + login(JOBS) + step('acme/report@v1'),
    deeds: [pushes(FOREIGN), logsIn('jobWrite')],
    verdict: 'allowed',
    cause: 'no-push-found',
  },
  {
    name: 'a login before an action that is told the image, and a push to another registry',
    own: OWN_PAT,
    ghcr: 'expired',
    steps: `${build('quay.io/octo-org/app:2')}${login(PAT)}${step('acme/publish@v1', `image: ghcr.io/${APP}`)}`,
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
  },
  {
    name: 'a login before an action that is told another image than the one that is pushed',
    own: OWN_PAT,
    inputs: { images: `${APP}, ${FOREIGN}` },
    ghcr: 'owner',
    steps: build(`ghcr.io/${APP}`) + login(JOBS) + step('acme/publish@v1', `image: ghcr.io/${FOREIGN}`),
    ...refused('login-replaced', pushes(APP), logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'an action that is named a login and told a token that nobody knows',
    steps: step('acme/docker-login@v1', 'token: ${{ secrets.OTHER }}') + build(`ghcr.io/${APP}`),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: "an action that is named a login and told the job's token",
    steps: step('acme/docker-login@v1', `token: ${JOBS}`) + build(`ghcr.io/${APP}`),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: "an action that is named a login, told the job's token, before a push that it may not make",
    own: OWN_PAT,
    ghcr: 'owner',
    steps: step('acme/docker-login@v1', `token: ${JOBS}`) + build(`ghcr.io/${FOREIGN}`),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'an action that sets the registry up with a token that nobody knows, where the images are named',
    inputs: { images: APP },
    steps: step('acme/setup-ghcr@v1', 'token: ${{ secrets.OTHER }}') + build(`ghcr.io/${APP}`),
    deeds: [],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    name: 'an action that is named a login to Docker Hub',
    steps: step('acme/docker-login@v1', 'token: ${{ secrets.DOCKERHUB_TOKEN }}') + build(`ghcr.io/${APP}`),
    ...accepted(pushes(APP)),
  },
];

/** Without a tag nothing is pushed: BuildKit ends, whatever the registry would say. */
const WITHOUT_TAGS: LaterSteps[] = [
  {
    name: 'a build that is told to push and given no tag',
    steps: script('docker buildx build --push .'),
    deeds: [{ does: 'stop', with: 'docker' }],
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /buildx build/,
  },
  {
    name: 'a tag that nothing sets, in a script that a step starts',
    before: '- uses: actions/checkout@v5\n',
    steps: script('./ci/push.sh'),
    files: { 'ci/push.sh': 'docker push ghcr.io/octo-org/app:$TAG\n' },
    deeds: [{ does: 'stop', with: 'docker' }],
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /push\.sh/,
  },
  {
    name: 'the same, which the step hands on',
    before: '- uses: actions/checkout@v5\n',
    steps: script('./ci/push.sh', 'TAG: 2'),
    files: { 'ci/push.sh': 'docker push ghcr.io/octo-org/app:$TAG\n' },
    ...accepted(pushes(APP)),
  },
  {
    name: 'given images, and a client with a token of its own',
    own: `images: ghcr.io/octo-org/foreign:2\n${OWN_PAT}`,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: script(`oras push -u x -p ${JOBS} ghcr.io/octo-org/foreign:2 a.txt`),
    ...refused('login-replaced', pushes(FOREIGN, 'skopeo', 'jobWrite')),
  },
  {
    name: 'tags that an output gives which no step sets',
    steps: `- id: x\n  run: echo "tag=2" >> "$GITHUB_OUTPUT"\n${build('${{ steps.x.outputs.tags }}')}`,
    ...refused('invalid-image-reference', { does: 'stop', with: 'crane' }),
    at: /tags: /,
  },
  {
    name: 'tags that nothing sets, beside another push of the same image',
    steps: build(`ghcr.io/${APP}`) + build('${{ env.NOWHERE }}'),
    ...refused('invalid-image-reference', pushes(APP), { does: 'stop', with: 'crane' }),
    at: /tags: \$\{\{ env/,
  },
];

/** No client sends it to the registry that the job is logged in to, each by its own rule. */
const WITHOUT_HOST: LaterSteps[] = (
  [
    ['crane', 'crane push app.tar octo-org/app:2'],
    ['skopeo', 'skopeo copy oci:app docker://octo-org/app:2'],
    ['podman', 'podman push octo-org/app:2'],
    ['buildah', 'buildah push app octo-org/app:2'],
    ['oras', 'oras push octo-org/app:2 app.txt'],
  ] as const
).map(([client, command]) => ({
  name: `${client} without a host`,
  env: { RUNNER_ENVIRONMENT: 'github-hosted' },
  steps: script(command),
  ...refused('invalid-image-reference', { does: 'stop', with: 'crane' }),
  at: /octo-org\/app:2/,
}));

/** What is wrong in a name is mended where the value is written that the push takes over. */
const TAKEN_OVER: LaterSteps[] = [
  {
    name: 'capital letters that a variable of the job brings',
    strategy: 'env:\n  IMAGE: Octo-Org/App\n',
    env: { IMAGE: 'Octo-Org/App' },
    steps: build('ghcr.io/${{ env.IMAGE }}:2'),
    ...refused('uppercase-image-name', { does: 'stop', with: 'crane' }),
    at: /^ +IMAGE: /,
  },
  {
    name: 'a wrong character that an entry of the matrix brings',
    strategy: axis('[app, -app]'),
    inputs: leg({ image: '-app' }),
    steps: build(LEG_TAGS),
    ...refused('invalid-image-reference', { does: 'stop', with: 'crane' }),
    at: /^ +image: /,
  },
  {
    name: 'another owner that a variable of the job brings',
    strategy: 'env:\n  OWNER: strict-org\n',
    env: { OWNER: 'strict-org' },
    steps: build('ghcr.io/${{ env.OWNER }}/app:2'),
    ...refused('owner-mismatch', pushes('strict-org/app:2')),
    at: /^ +OWNER: /,
  },
  {
    name: 'capital letters that a step gives to an action of the repository',
    steps: step('./.github/actions/publish', 'image: App'),
    files: {
      '.github/actions/publish/action.yml':
        'inputs:\n  image: {required: true}\nruns:\n  using: composite\n  steps:\n' +
        '    - uses: docker/build-push-action@v6\n      with: {push: true, tags: "ghcr.io/octo-org/${{ inputs.image }}:2"}\n',
    },
    ...refused('uppercase-image-name', { does: 'stop', with: 'crane' }),
    at: /^ +image: App/,
  },
  {
    name: 'capital letters that stand at the push',
    strategy: 'env:\n  IMAGE: app\n',
    env: { IMAGE: 'app' },
    steps: build('ghcr.io/Octo-Org/${{ env.IMAGE }}:2'),
    ...refused('uppercase-image-name', { does: 'stop', with: 'crane' }),
    at: /^ +tags: /,
  },
];

/** Which login the push finds is open. */
const EITHER_LOGIN: LaterSteps[] = [
  {
    name: 'a later login that a setting decides, which is refused as ours is',
    own: OWN_PAT,
    ghcr: 'readOnly',
    job: 'jobRead',
    permissions: 'read',
    steps: login(PAT).replace('- uses', '- if: vars.LOG_IN\n  uses') + build('ghcr.io/octo-org/app:2'),
    ...refused('token-lacks-scope', logsIn('readOnly'), pushes(APP)),
  },
  {
    name: 'a logout that a setting decides, behind a login that is refused',
    job: 'jobRead',
    permissions: 'read',
    steps:
      script('docker logout ghcr.io').replace('- run', '- if: vars.LOG_OUT\n  run') +
      build('ghcr.io/octo-org/app:2'),
    ...refused('job-lacks-packages-write', pushes(APP)),
    at: /permissions:/,
  },
  {
    name: 'a logout that a setting decides, behind a login that may',
    steps:
      script('docker logout ghcr.io').replace('- run', '- if: vars.LOG_OUT\n  run') +
      build('ghcr.io/octo-org/app:2'),
    deeds: [],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: 'a later login whose host a setting decides, and ours, which are both refused',
    own: OWN_PAT,
    ghcr: 'readOnly',
    job: 'jobRead',
    permissions: 'read',
    steps:
      login('${{ secrets.OTHER }}').replace('ghcr.io', '${{ vars.HOST }}') + build('ghcr.io/octo-org/app:2'),
    deeds: [],
    verdict: 'unknown',
  },
];

export const FURTHER_STEPS: readonly LaterSteps[] = [
  ...MATRIX,
  ...NAMES,
  ...LOGINS,
  ...EITHER_LOGIN,
  ...TAKEN_OVER,
  ...WITHOUT_TAGS,
  ...WITHOUT_HOST,
  ...OUT_OF_SIGHT,
  ...USERS,
  ...UNREAD_PROGRAMS,
  ...EMPTY_HOSTS,
  ...CALLED,
  ...RUNS,
];
