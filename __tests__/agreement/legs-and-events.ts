/** What one leg, one event or one secret decides of the push: its name, whether it is made, and with which login. */
import { pushEvent } from '../../src/lab/scenarios/events.js';
import {
  APP,
  accepted,
  axis,
  build,
  FOREIGN,
  GRANTED,
  JOBS,
  type LaterSteps,
  leg,
  login,
  logsIn,
  OWN_PAT,
  pushes,
  refused,
  script,
  step,
} from './later-row.js';

const APP_TAG = 'ghcr.io/octo-org/app:2';
const FOREIGN_TAG = 'ghcr.io/octo-org/foreign:2';
const BUILDS_ONLY = { verdict: 'not-needed', cause: null } as const;
const STOPPED = refused('invalid-image-reference', { does: 'stop', with: 'docker' });
const SUFFIXES =
  'strategy:\n  matrix:\n    os: [noble, alpine]\n    include: [{os: alpine, suffix: -alpine}]\n';
const BY_LEG = '${{ secrets[matrix.secret] }}';
const OF_LEG = {
  strategy: 'strategy:\n  matrix:\n    secret: [GHCR_TOKEN]\n',
  inputs: leg({ secret: 'GHCR_TOKEN' }),
  own: OWN_PAT,
};

const on = (event: string, payload: Record<string, unknown>, ref = 'refs/heads/main') => ({
  run: { event, payload: { ...pushEvent('octo-org/app', 'mona'), ...payload }, ref },
});
const switched = (by: string, tag = FOREIGN_TAG) => build(tag).replace('push: true', `push: ${by}`);

export const LEGS_AND_EVENTS: readonly LaterSteps[] = [
  {
    name: 'a leg that is an object, and names another owner',
    strategy: axis('[{owner: octo-org, name: app}, {owner: mona, name: new}]'),
    steps: build('ghcr.io/${{ matrix.image.owner }}/${{ matrix.image.name }}:2'),
    inputs: leg({ image: { owner: 'mona', name: 'new' } }),
    ...refused('owner-mismatch', pushes('mona/new:2')),
  },
  {
    name: 'a leg without the suffix that another one has',
    strategy: SUFFIXES,
    steps: build('ghcr.io/octo-org/app${{ matrix.suffix }}:2'),
    inputs: leg({ os: 'noble' }),
    ...accepted(pushes(APP)),
  },
  {
    name: 'the leg with the suffix, which makes another name',
    strategy: SUFFIXES,
    steps: build('ghcr.io/octo-org/foreign${{ matrix.suffix }}:2'),
    inputs: leg({ os: 'alpine', suffix: '-alpine' }),
    ...accepted(pushes('octo-org/foreign-alpine:2')),
  },
  {
    name: 'an input of a manual start, which is a text and true as an if',
    ...on('workflow_dispatch', { inputs: { publish: 'false' } }),
    steps: build(FOREIGN_TAG).replace('- uses', '- if: github.event.inputs.publish\n  uses'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'the same input as the switch of the push',
    ...on('workflow_dispatch', { inputs: { publish: 'false' } }),
    steps: switched('${{ github.event.inputs.publish }}'),
    deeds: [],
    ...BUILDS_ONLY,
  },
  {
    name: 'a merge queue, for which nothing is pushed',
    ...on('merge_group', { action: 'checks_requested' }, 'refs/heads/gh-readonly-queue/main/pr-7-6dcb09b'),
    steps: switched("${{ github.event_name == 'push' }}"),
    deeds: [],
    ...BUILDS_ONLY,
  },
  {
    name: 'a release whose tag has a plus',
    ...on(
      'release',
      { action: 'published', release: { tag_name: 'v1.0+build.5' } },
      'refs/tags/v1.0+build.5',
    ),
    steps: build('ghcr.io/octo-org/app:${{ github.event.release.tag_name }}'),
    ...STOPPED,
  },
  {
    name: 'a branch with a slash',
    ...on('push', { ref: 'refs/heads/feature/x' }, 'refs/heads/feature/x'),
    steps: build('ghcr.io/octo-org/app:${{ github.ref_name }}'),
    ...STOPPED,
  },
  {
    name: 'a secret that the leg names',
    ...OF_LEG,
    ghcr: 'owner',
    steps: login(BY_LEG) + build(FOREIGN_TAG),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: 'a dead secret that the leg names',
    ...OF_LEG,
    ghcr: 'expired',
    steps: login(BY_LEG) + build(APP_TAG),
    ...refused('token-rejected', logsIn('expired'), pushes(APP)),
  },
  {
    name: 'two images, each for another token',
    ghcr: 'member',
    own: OWN_PAT,
    steps: build('ghcr.io/octo-org/team:2') + build(APP_TAG),
    deeds: [pushes('octo-org/team:2'), pushes(APP)],
    verdict: 'denied',
  },
  {
    name: 'an action that pushes with a password of its own',
    steps: step(
      'redhat-actions/push-to-registry@v2',
      'image: foreign',
      'tags: 2',
      'registry: ghcr.io/octo-org',
      'username: mona',
      `password: ${JOBS}`,
    ),
    ...refused('package-not-granted', pushes(FOREIGN, 'podman', 'jobWrite')),
  },
  {
    name: 'names that xargs hands on',
    steps: script("printf '%s\\n' app granted | xargs -P2 -I{} docker push ghcr.io/octo-org/{}:2"),
    ...accepted(pushes(APP), pushes(GRANTED)),
  },
  {
    name: 'a name that stands in a file of the checkout',
    files: { VERSION: '2\n', IMAGE: 'octo-org/foreign\n' },
    steps: script('docker push "ghcr.io/$(cat IMAGE):$(cat VERSION)"'),
    ...refused('package-not-granted', pushes(FOREIGN)),
  },
  {
    name: 'login: none, podman logs in and docker pushes',
    inputs: { login: 'none' },
    steps:
      script('podman login -u x -p ${{ github.token }} ghcr.io') +
      script('docker push ghcr.io/octo-org/app:2'),
    ...refused('no-registry-login', pushes(APP, 'skopeo', 'nobody')),
  },
];
