/**
 * The table of what comes after our step: the leg of a matrix, names that the text tells or does not, logins
 * that replace ours, forks, and the forms of our own inputs. Each row has the steps as a workflow's text has
 * them, and what they do, as real clients do it. What is expected stands here by hand.
 */
import type { ClientName } from '../lab/clients.js';
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

const MATRIX: LaterSteps[] = [
  {
    name: 'the leg of a package that is not granted',
    strategy: axis('[app, foreign]'),
    steps: build(LEG_TAGS),
    inputs: leg({ image: 'foreign' }),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the other leg of the same matrix',
    strategy: axis('[app, foreign]'),
    steps: build(LEG_TAGS),
    inputs: leg({ image: 'app' }),
    ...accepted(pushes(APP, 'crane')),
  },
  {
    name: 'no leg is told, and one of the legs is refused',
    strategy: axis('[app, foreign]'),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'no leg is told, and all legs may',
    strategy: axis('[app, granted]'),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...accepted(pushes(APP, 'buildah'), pushes(GRANTED, 'buildah')),
  },
  {
    name: 'no leg is told, and include adds one that is refused',
    strategy: axis('[app]', 'include:', '  - image: foreign'),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    deeds: [pushes(APP), pushes(FOREIGN)],
    verdict: 'denied',
  },
  {
    name: 'no leg is told, and exclude takes the refused one away',
    strategy: axis('[app, foreign]', 'exclude:', '  - image: foreign'),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    ...accepted(pushes(APP)),
  },
  {
    name: 'a leg that is an object',
    strategy: axis('[{name: app}, {name: foreign}]'),
    steps: build('ghcr.io/octo-org/${{ matrix.image.name }}:2'),
    inputs: leg({ image: { name: 'foreign' } }),
    deeds: [pushes(FOREIGN, 'podman')],
    verdict: 'denied',
  },
  {
    name: 'legs that are objects, none of them told',
    strategy: axis('[{name: app}, {name: granted}]'),
    steps: build('ghcr.io/octo-org/${{ matrix.image.name }}:2'),
    inputs: NO_LEG,
    ...accepted(pushes(APP), pushes(GRANTED)),
  },
  {
    name: 'a matrix that another job computes, known to the leg alone',
    strategy: axis('${{ fromJSON(needs.plan.outputs.images) }}'),
    steps: build(LEG_TAGS),
    inputs: leg({ image: 'foreign' }),
    deeds: [pushes(FOREIGN)],
    verdict: 'denied',
  },
  {
    name: 'a matrix that another job computes, and no leg is told',
    strategy: axis('${{ fromJSON(needs.plan.outputs.images) }}'),
    steps: build(LEG_TAGS),
    inputs: NO_LEG,
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
    at: /tags: /,
  },
  {
    name: 'a leg that is not JSON, so that the literal matrix counts',
    strategy: axis('[app, foreign]'),
    steps: build(LEG_TAGS),
    inputs: { matrix: '${{ toJSON(matrix) }}', strategy: '' },
    deeds: [pushes(APP), pushes(FOREIGN)],
    verdict: 'denied',
  },
  {
    name: 'a leg whose condition leaves the push out',
    strategy: axis('[app, foreign]'),
    steps: build(LEG_TAGS).replace('- uses', "- if: matrix.image == 'app'\n  uses"),
    inputs: leg({ image: 'foreign' }),
    deeds: [],
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: "a leg with another owner's name",
    strategy: 'strategy:\n  matrix:\n    owner: [octo-org, mona]\n',
    steps: build('ghcr.io/${{ matrix.owner }}/new:2'),
    inputs: leg({ owner: 'mona' }),
    deeds: [pushes('mona/new:2')],
    verdict: 'denied',
  },
];

const NAMES: LaterSteps[] = [
  {
    name: 'a variable of the repository in the name',
    steps: build('ghcr.io/octo-org/${{ vars.IMAGE }}:2'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
    at: /vars\.IMAGE/,
  },
  {
    name: 'a secret as the owner',
    steps: build('ghcr.io/${{ secrets.OWNER }}/app:2'),
    deeds: [pushes('mona/app:2')],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a variable that is the whole name',
    steps: build('${{ vars.IMAGE }}:2'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'a known name beside an unknown one',
    steps: build('ghcr.io/octo-org/app:2') + build('ghcr.io/octo-org/${{ vars.IMAGE }}:2'),
    deeds: [pushes(APP), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'an output that nobody can follow',
    before: '- id: name\n  uses: acme/name@v1\n',
    steps: build('ghcr.io/octo-org/${{ steps.name.outputs.image }}:2'),
    deeds: [pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'image-unknown',
  },
  {
    name: 'an unknown name in a job that may not write at all',
    steps: build('ghcr.io/octo-org/${{ vars.IMAGE }}:2'),
    job: 'jobRead',
    permissions: 'read',
    ...refused('job-lacks-packages-write', pushes('octo-org/new:2')),
  },
  {
    name: "make, so that the repository's own name is asked about",
    steps: script('make release'),
    deeds: [pushes(APP)],
    verdict: 'allowed',
    cause: 'no-push-found',
  },
  {
    name: 'a name in an env of the step',
    steps: script('docker push "$IMAGE"', 'IMAGE: ghcr.io/octo-org/foreign:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the name that our step hands on',
    steps: build('${{ steps.preflight.outputs.image-name }}:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'the name that our step was given and hands on',
    own: 'images: ghcr.io/octo-org/foreign',
    inputs: { images: 'octo-org/foreign' },
    steps: build('${{ steps.preflight.outputs.image }}:2'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
];

/** One later login by each client, as its step and as what it does. */
const CLIENTS_LOG_IN: [string, (password: string) => string, ClientName, ClientName][] = [
  ['docker/login-action', (password) => login(password), 'docker', 'skopeo'],
  [
    'docker login',
    (password) => script('echo "$T" | docker login ghcr.io -u mona --password-stdin', `T: ${password}`),
    'docker',
    'crane',
  ],
  [
    'podman login',
    (password) => script('podman login -u mona -p "$T" ghcr.io', `T: ${password}`),
    'podman',
    'podman',
  ],
  [
    'redhat-actions/podman-login',
    (password) =>
      step('redhat-actions/podman-login@v1', 'registry: ghcr.io', 'username: mona', `password: ${password}`),
    'podman',
    'buildah',
  ],
  [
    'buildah login',
    (password) => script('echo "$T" | buildah login -u mona --password-stdin ghcr.io', `T: ${password}`),
    'buildah',
    'buildah',
  ],
  [
    'skopeo login',
    (password) => script('echo "$T" | skopeo login -u mona --password-stdin ghcr.io', `T: ${password}`),
    'skopeo',
    'skopeo',
  ],
  [
    'crane auth login',
    (password) => script('crane auth login ghcr.io -u mona -p "$T"', `T: ${password}`),
    'crane',
    'crane',
  ],
];

/** The push by the program that reads what the client wrote. */
function pushedBy(client: ClientName, image: string): string {
  switch (client) {
    case 'podman':
    case 'buildah':
      return script(`${client} push ghcr.io/${image}`);
    case 'crane':
      return script(`crane push image.tar ghcr.io/${image}`);
    default:
      return script(`skopeo copy oci:image docker://ghcr.io/${image}`);
  }
}

const CLIENTS_ROWS: LaterSteps[] = CLIENTS_LOG_IN.flatMap(([what, text, by, pusher]): LaterSteps[] => [
  {
    name: `${what} with GHCR_TOKEN || GITHUB_TOKEN, the first of which is dead`,
    own: OWN_PAT,
    ghcr: 'expired',
    steps: text(EITHER) + pushedBy(pusher, APP),
    ...refused('token-rejected', logsIn('expired', by), pushes(APP, pusher)),
    at: /login|password: /,
  },
  {
    name: `${what} with GITHUB_TOKEN in the place of a token that may`,
    own: OWN_PAT,
    ghcr: 'owner',
    steps: text(JOBS) + pushedBy(pusher, FOREIGN),
    ...refused('login-replaced', logsIn('jobWrite', by), pushes(FOREIGN, pusher)),
    at: /login|password: /,
  },
]);

const LOGINS: LaterSteps[] = [
  {
    name: 'a later login with GHCR_TOKEN || GITHUB_TOKEN, the first of which is empty',
    own: OWN_PAT,
    steps: login(EITHER) + build('ghcr.io/octo-org/app:2'),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'a later login with an empty secret',
    own: OWN_PAT,
    steps: login(PAT) + build('ghcr.io/octo-org/app:2'),
    ...refused('token-missing', logsIn('empty'), pushes(APP)),
    at: /password: /,
  },
  {
    name: 'a later login with the same token',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(PAT) + build('ghcr.io/octo-org/foreign:2'),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: 'a later login with another token that may as well',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS) + build('ghcr.io/octo-org/app:2'),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'a later login with a secret that nobody showed us',
    steps: login('${{ secrets.DEPLOY_TOKEN }}') + build('ghcr.io/octo-org/app:2'),
    deeds: [logsIn('member'), pushes(APP)],
    verdict: 'unknown',
    cause: 'login-replaced',
    at: /password: /,
  },
  {
    name: 'a later login in images that were given to us',
    own: `images: ghcr.io/octo-org/foreign:2\n${OWN_PAT}`,
    inputs: { images: FOREIGN },
    ghcr: 'owner',
    steps: login(JOBS) + build('${{ vars.IMAGE }}'),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
  },
  {
    name: 'a later login that this run passes over',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      login(JOBS).replace('- uses', "- if: github.event_name == 'release'\n  uses") +
      build('ghcr.io/octo-org/foreign:2'),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a later login that a setting decides',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS).replace('- uses', '- if: vars.LOG_IN\n  uses') + build('ghcr.io/octo-org/foreign:2'),
    deeds: [logsIn('jobWrite'), pushes(FOREIGN)],
    verdict: 'unknown',
  },
  {
    name: 'a later login to another registry',
    own: OWN_PAT,
    ghcr: 'owner',
    steps:
      step('docker/login-action@v3', 'username: x', 'password: ${{ secrets.HUB }}') +
      build('ghcr.io/octo-org/foreign:2'),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a later login for another repository alone',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS, 'scope: octo-org/app@push') + build('ghcr.io/octo-org/foreign:2'),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a later login for this repository alone',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: login(JOBS, 'scope: octo-org/foreign@push') + build('ghcr.io/octo-org/foreign:2'),
    ...refused('login-replaced', pushes(FOREIGN, 'skopeo', 'jobWrite')),
  },
  {
    name: 'a later login behind the push',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: build('ghcr.io/octo-org/foreign:2') + login(JOBS),
    ...accepted(pushes(FOREIGN), logsIn('jobWrite')),
  },
  {
    name: 'a later login by a tool whose file docker does not read',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script('podman login -u mona -p "$T" ghcr.io', `T: ${JOBS}`) + build('ghcr.io/octo-org/foreign:2'),
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a password that stands with the push itself',
    own: OWN_PAT,
    ghcr: 'owner',
    steps: script(
      'skopeo copy --dest-creds "mona:$T" oci:image docker://ghcr.io/octo-org/foreign:2',
      `T: ${JOBS}`,
    ),
    ...refused('login-replaced', pushes(FOREIGN, 'skopeo', 'jobWrite')),
  },
  {
    name: 'a later login that replaces a token that may not by an unknown one',
    steps: login('${{ secrets.DEPLOY_TOKEN }}') + build('ghcr.io/octo-org/foreign:2'),
    deeds: [logsIn('owner'), pushes(FOREIGN)],
    verdict: 'unknown',
  },
  {
    name: 'a logout before the push',
    steps: script('docker logout ghcr.io') + build('ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', { does: 'logout', with: 'docker' }, pushes(APP)),
    at: /docker logout/,
  },
  {
    name: 'a push that looks for its credential in another folder',
    steps: build('ghcr.io/octo-org/app:2').concat('  env:\n    DOCKER_CONFIG: /tmp/elsewhere\n'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'a cache of another owner that may not be read is no reason for a refusal',
    steps: step(
      'docker/build-push-action@v6',
      'push: true',
      'tags: ghcr.io/octo-org/app:2',
      'cache-from: type=registry,ref=ghcr.io/mona/notes:1',
    ),
    deeds: [pushes(APP)],
    verdict: 'allowed',
    at: /cache-from/,
  },
  {
    name: 'a logout behind the push',
    steps: build('ghcr.io/octo-org/app:2') + script('docker logout ghcr.io'),
    ...accepted(pushes(APP), { does: 'logout', with: 'docker' }),
  },
  {
    name: 'a second step of ours before the push',
    steps: step('org/ghcr-preflight@v1') + build('ghcr.io/octo-org/app:2'),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'a second step of ours with a weaker token before the push',
    env: { GITHUB_ACTION: 'preflight' },
    own: OWN_PAT,
    ghcr: 'owner',
    steps: step('org/ghcr-preflight@v1', 'fail-on: never') + build('ghcr.io/octo-org/foreign:2'),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
    at: /ghcr-preflight/,
  },
];

const OWN_INPUTS: LaterSteps[] = [
  {
    name: 'login: none, and nobody logs in',
    own: 'login: none',
    inputs: { login: 'none' },
    steps: build('ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
  {
    name: 'login: none, after a step that may have logged in and did not',
    before: step('acme/setup@v1'),
    own: 'login: none',
    inputs: { login: 'none' },
    steps: build('ghcr.io/octo-org/app:2'),
    deeds: [pushes(APP, 'skopeo', 'nobody')],
    verdict: 'unknown',
    cause: 'no-registry-login',
  },
  {
    name: 'login: none, after a login with the same token',
    before: login(JOBS),
    own: 'login: none',
    inputs: { login: 'none' },
    steps: build('ghcr.io/octo-org/app:2'),
    ...accepted(logsIn('jobWrite'), pushes(APP)),
  },
  {
    name: 'login: none, before a login with the dead token',
    own: `login: none\n${OWN_PAT}`,
    inputs: { login: 'none' },
    ghcr: 'expired',
    steps: login(PAT) + build('ghcr.io/octo-org/app:2'),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
  },
  {
    name: 'login: none, before a login with the token that may not',
    own: `login: none\n${OWN_PAT}`,
    inputs: { login: 'none' },
    ghcr: 'owner',
    steps: login(JOBS) + build('ghcr.io/octo-org/foreign:2'),
    ...refused('login-replaced', logsIn('jobWrite'), pushes(FOREIGN)),
    at: /GITHUB_TOKEN/,
  },
  {
    name: 'login: none, before a login without a password',
    own: 'login: none',
    inputs: { login: 'none' },
    steps: login("''") + build('ghcr.io/octo-org/app:2'),
    ...refused('token-missing', logsIn('empty')),
  },
  {
    name: 'the choice of two secrets in our own input, made again by a later login',
    own: `ghcr-token: ${EITHER}`,
    ghcr: 'owner',
    steps: login(EITHER) + build('ghcr.io/octo-org/foreign:2'),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: 'a token that an earlier step made, used again by a later login',
    before: '- id: app\n  uses: acme/token@v1\n',
    own: 'ghcr-token: ${{ steps.app.outputs.token }}',
    ghcr: 'owner',
    steps: login('${{ steps.app.outputs.token }}') + build('ghcr.io/octo-org/foreign:2'),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
];

const FORK_RUN = { job: 'jobRead', permissions: 'write', fork: true } as const;

const FORKS: LaterSteps[] = [
  {
    name: "a fork's pull request pushes",
    ...FORK_RUN,
    steps: build('ghcr.io/octo-org/app:2'),
    ...refused('read-only-run', pushes(APP)),
    at: /push: true/,
  },
  {
    name: "a fork's pull request is kept from pushing",
    ...FORK_RUN,
    steps: build('ghcr.io/octo-org/app:2').replace(
      'push: true',
      "push: ${{ github.event_name != 'pull_request' }}",
    ),
    ...refused('read-only-run', pushes(APP)),
  },
  {
    name: "a fork's pull request logs in with a secret that it does not get",
    ...FORK_RUN,
    own: OWN_PAT,
    steps: login(PAT) + build('ghcr.io/octo-org/app:2'),
    deeds: [logsIn('empty'), pushes(APP)],
    verdict: 'denied',
  },
];

export const LATER_STEPS: readonly LaterSteps[] = [
  ...MATRIX,
  ...NAMES,
  ...CLIENTS_ROWS,
  ...LOGINS,
  ...OWN_INPUTS,
  ...FORKS,
];
