/** Jobs as people write them, in which what is pushed is put together by several parts: metadata, matrices, bakes, actions of the repository. */
import {
  APP,
  accepted,
  axis,
  EITHER,
  FOREIGN,
  JOBS,
  type LaterSteps,
  leg,
  login,
  logsIn,
  OWN_PAT,
  PAT,
  pushes,
  refused,
  script,
  step,
} from './later-row.js';

const REFUSED = refused('package-not-granted', pushes(FOREIGN));
const ACCEPTED = accepted(pushes(APP));
const NOT_NEEDED: Pick<LaterSteps, 'deeds' | 'verdict'> = { deeds: [], verdict: 'not-needed' };

const BUILD = 'docker/build-push-action@v6';
const BAKE = 'docker/bake-action@v6';
const TAGS = 'tags: ghcr.io/octo-org/foreign:2';
const APP_TAGS = 'tags: ghcr.io/octo-org/app:2';
const META_TAGS = 'tags: ${{ steps.meta.outputs.tags }}';
const metadata = (...lines: string[]) =>
  `- id: meta\n  ${step('docker/metadata-action@v5', ...lines).slice(2)}`;
const hcl = (text: string) => ({ 'docker-bake.hcl': text });
const composite = (steps: string, inputs = '') => ({
  '.github/actions/push/action.yml': `name: push\n${inputs}runs:\n  using: composite\n  steps:\n${steps.replace(/^/gm, '    ')}\n`,
});
const OWN_IMAGE = `- uses: ${BUILD}\n  with:\n    push: true\n    tags: ghcr.io/octo-org/\${{ inputs.image }}:2`;
const IMAGE_INPUT = 'inputs:\n  image:\n    default: app\n';
const IN_STEPS = 'target "default" {\n  tags = ["ghcr.io/octo-org/${NAME}:2"]\n}\n';

const METADATA: LaterSteps[] = [
  {
    name: 'metadata of two registries',
    steps:
      metadata('images: |', '  quay.io/octo/app', '  ghcr.io/octo-org/foreign') +
      step(BUILD, 'push: true', META_TAGS),
    ...REFUSED,
  },
  {
    name: 'metadata of an image that this event switches off',
    steps:
      metadata(
        'images: |',
        "  name=ghcr.io/octo-org/foreign,enable=${{ github.event_name == 'pull_request' }}",
        '  ghcr.io/octo-org/app',
      ) + step(BUILD, 'push: true', META_TAGS),
    ...ACCEPTED,
  },
  {
    name: 'the first tag of metadata, out of its JSON',
    steps:
      metadata('images: ghcr.io/octo-org/foreign') +
      step(BUILD, 'push: true', 'tags: ${{ fromJSON(steps.meta.outputs.json).tags[0] }}'),
    ...REFUSED,
  },
  {
    name: 'tags of metadata that a loop reads',
    steps: `${metadata('images: ghcr.io/octo-org/foreign')}- run: echo "$TAGS" | while read -r tag; do docker push "$tag"; done\n  env:\n    TAGS: \${{ steps.meta.outputs.tags }}\n`,
    ...REFUSED,
  },
  {
    name: 'a bake with the file that metadata makes',
    files: hcl(
      'target "docker-metadata-action" {}\ntarget "default" {\n  inherits = ["docker-metadata-action"]\n}\n',
    ),
    steps:
      metadata('images: ghcr.io/octo-org/foreign') +
      step(
        BAKE,
        'push: true',
        'files: |',
        '  ./docker-bake.hcl',
        '  cwd://${{ steps.meta.outputs.bake-file-tags }}',
      ),
    ...REFUSED,
  },
  {
    name: 'metadata of a leg',
    strategy: axis('[app, foreign]'),
    steps:
      metadata('images: ghcr.io/${{ github.repository_owner }}/${{ matrix.image }}') +
      step(BUILD, 'push: true', META_TAGS),
    inputs: leg({ image: 'foreign' }),
    ...REFUSED,
  },
];

const SWITCHES: LaterSteps[] = [
  {
    name: 'two names in one output',
    steps: step(
      BUILD,
      'outputs: type=image,"name=ghcr.io/octo-org/app,ghcr.io/octo-org/foreign",push-by-digest=true,push=true',
    ),
    ...refused('package-not-granted', pushes(APP), pushes(FOREIGN)),
  },
  {
    name: 'an image that is loaded, and pushed later',
    steps: step(BUILD, 'load: true', TAGS) + script('docker push ghcr.io/octo-org/foreign:2'),
    ...REFUSED,
  },
  {
    name: 'a switch that stays on whatever the env says, for it is a text',
    strategy: 'env:\n  PUSH: false\n',
    steps: step(BUILD, TAGS, "push: ${{ env.PUSH && 'true' || 'false' }}"),
    ...REFUSED,
  },
  {
    name: 'a switch that only tags turn on',
    steps: step(BUILD, TAGS, "push: ${{ startsWith(github.ref, 'refs/tags/') }}"),
    ...NOT_NEEDED,
  },
  {
    name: 'a switch that a step decides by the event',
    steps: `- id: decide\n  run: |\n    if [ "$GITHUB_EVENT_NAME" = push ]; then echo "push=true" >> "$GITHUB_OUTPUT"; else echo "push=false" >> "$GITHUB_OUTPUT"; fi\n${step(BUILD, TAGS, 'push: ${{ steps.decide.outputs.push }}')}`,
    ...REFUSED,
  },
  {
    name: 'a guard of a secret that is there, by the env of the job',
    strategy: 'env:\n  TOKEN: ${{ secrets.GHCR_TOKEN }}\n',
    ghcr: 'owner',
    own: OWN_PAT,
    steps: `${step(BUILD, 'push: true', TAGS)}  if: env.TOKEN != ''\n`,
    ...accepted(pushes(FOREIGN)),
  },
  {
    name: 'a cache that is written where nothing is pushed',
    steps: step(BUILD, 'push: false', APP_TAGS, 'cache-to: type=registry,ref=ghcr.io/octo-org/foreign:cache'),
    ...refused('package-not-granted', pushes('octo-org/foreign:cache')),
    cause: undefined,
  },
  {
    name: 'a login with either token, where both are there',
    ghcr: 'owner',
    own: OWN_PAT,
    steps: login(EITHER) + step(BUILD, 'push: true', TAGS),
    ...accepted(logsIn('owner'), pushes(FOREIGN)),
  },
  {
    name: "a later login with the job's token, for a package of others",
    ghcr: 'owner',
    own: OWN_PAT,
    steps: login(JOBS) + step(BUILD, 'push: true', TAGS),
    deeds: [logsIn('jobWrite'), pushes(FOREIGN)],
    verdict: 'denied',
  },
];

const ACTIONS: LaterSteps[] = [
  {
    name: 'an action of the repository that is given the name',
    files: composite(OWN_IMAGE, IMAGE_INPUT),
    steps: step('./.github/actions/push', 'image: foreign'),
    ...REFUSED,
  },
  {
    name: 'an action of the repository that has the name by default',
    files: composite(OWN_IMAGE, IMAGE_INPUT),
    steps: '- uses: ./.github/actions/push\n',
    ...ACCEPTED,
  },
  {
    name: 'an action of the repository whose condition is a text, and so always true',
    files: composite(
      `${OWN_IMAGE}\n  if: inputs.push`,
      'inputs:\n  push:\n    default: "true"\n  image:\n    default: foreign\n',
    ),
    steps: step('./.github/actions/push', 'push: false'),
    ...REFUSED,
  },
  {
    name: 'an action of the repository that logs in with the token that it is given',
    ghcr: 'readOnly',
    own: OWN_PAT,
    files: composite(
      '- run: echo "$TOKEN" | docker login ghcr.io -u mona --password-stdin\n  shell: bash\n  env:\n    TOKEN: ${{ inputs.token }}',
      'inputs:\n  token:\n    required: true\n',
    ),
    steps: step('./.github/actions/push', `token: ${PAT}`) + step(BUILD, 'push: true', APP_TAGS),
    deeds: [logsIn('readOnly'), pushes(APP)],
    verdict: 'denied',
  },
  {
    name: 'a bake whose tags a setting replaces',
    files: hcl('target "default" {\n  tags = ["ghcr.io/octo-org/app:2"]\n}\n'),
    steps: step(BAKE, 'push: true', 'set: |', '  *.tags=ghcr.io/octo-org/foreign:2'),
    ...REFUSED,
  },
  {
    name: 'a bake with a variable of its input',
    files: hcl(`variable "NAME" {\n  default = "app"\n}\n${IN_STEPS}`),
    steps: step(BAKE, 'push: true', 'vars: |', '  NAME=foreign'),
    ...REFUSED,
  },
  {
    name: 'a bake that only an output of its file pushes',
    files: hcl(
      'target "default" {\n  tags = ["ghcr.io/octo-org/foreign:2"]\n  output = ["type=registry"]\n}\n',
    ),
    steps: step(BAKE, 'targets: default'),
    ...REFUSED,
  },
  {
    name: 'a bake of another target than the refused one',
    files: hcl(
      'target "default" {\n  tags = ["ghcr.io/octo-org/foreign:2"]\n}\ntarget "web" {\n  tags = ["ghcr.io/octo-org/app:2"]\n}\n',
    ),
    steps: step(BAKE, 'push: true', 'targets: web'),
    ...ACCEPTED,
  },
  {
    name: 'a pull request of which no payload tells where it comes from',
    run: { event: 'pull_request', payload: {}, ref: 'refs/pull/17/merge' },
    job: 'jobRead',
    steps: step(BUILD, 'push: true', APP_TAGS),
    ...refused('read-only-run', pushes(APP)),
  },
];

export const UNSEEN_JOBS: readonly LaterSteps[] = [...METADATA, ...SWITCHES, ...ACTIONS];
