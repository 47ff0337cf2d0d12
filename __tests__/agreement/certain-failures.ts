/**
 * Steps after ours that fail whatever the token may do: a login that sends more than the token, one without a user name
 * or with a variable that nothing sets, and a push to a host that is only written like the registry's.
 */
import type { ClientName } from '../lab/clients.js';
import {
  build,
  type Deed,
  EITHER,
  FOREIGN,
  type LaterSteps,
  login,
  logsIn,
  OWN_PAT,
  PAT,
  pushes,
  script,
  step,
} from './later-row.js';
import type { Who } from './world.js';

const PUSH = build(`ghcr.io/${FOREIGN}`);
const SKOPEO = script(`skopeo copy oci:image docker://ghcr.io/${FOREIGN}`);
const CRANE = script(`crane push image.tar ghcr.io/${FOREIGN}`);

const base = { own: OWN_PAT, ghcr: 'owner' } as const;

/** `docker login` and its like, with the token by a variable. */
const piped = (command: string, password = PAT) => script(command, `T_TOKEN: ${password}`);

/** A secret that holds more than the token, a login with it, and whether the registry is sent the token alone. */
const STORED: [string, Who, string, ClientName, boolean][] = [
  ['quotation marks, by an action', 'inQuotes', login(PAT) + PUSH, 'docker', false],
  ['blanks, by an action that trims its inputs', 'withBlanks', login(PAT) + PUSH, 'docker', true],
  [
    'quotation marks, by docker',
    'inSingleQuotes',
    piped('echo "$T_TOKEN" | docker login ghcr.io -u mona --password-stdin') + CRANE,
    'docker',
    false,
  ],
  [
    'quotation marks, by podman and the first of two secrets',
    'inQuotes',
    piped('podman login ghcr.io -u mona --password-stdin <<< "$T_TOKEN"', EITHER) + SKOPEO,
    'podman',
    false,
  ],
  [
    'blanks, by skopeo',
    'withBlanks',
    piped('printf %s "$T_TOKEN" | skopeo login ghcr.io -u mona --password-stdin') + SKOPEO,
    'skopeo',
    false,
  ],
  [
    'line ends, by podman, which leaves them out',
    'withLineEnds',
    piped('echo "$T_TOKEN" | podman login ghcr.io -u mona --password-stdin') + SKOPEO,
    'podman',
    true,
  ],
  [
    'a line end, by docker, which leaves one out',
    'withLineEnd',
    piped('printf %s "$T_TOKEN" | docker login ghcr.io -u mona --password-stdin') + CRANE,
    'docker',
    true,
  ],
  [
    'line ends that the shell takes for a blank',
    'withLineEnds',
    piped('echo $T_TOKEN | docker login ghcr.io -u mona --password-stdin') + CRANE,
    'docker',
    true,
  ],
];

const OF_SECRETS: LaterSteps[] = STORED.map(
  ([what, ghcr, steps, client, isClean]): LaterSteps => ({
    name: `a secret with ${what}`,
    own: OWN_PAT,
    ghcr,
    steps,
    deeds: [logsIn(isClean ? 'owner' : ghcr, client), pushes(FOREIGN)],
    verdict: isClean ? 'allowed' : 'denied',
    cause: 'token-malformed',
    ...(isClean ? {} : { at: /login|password: / }),
  }),
);

const IN_QUOTES = { own: OWN_PAT, ghcr: 'inQuotes' } as const;

const FURTHER_SECRETS: LaterSteps[] = [
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks that no later login uses',
    steps: PUSH,
    deeds: [pushes(FOREIGN)],
    verdict: 'allowed',
    cause: 'token-malformed',
  },
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks that a script takes away',
    steps: piped(`echo "$T_TOKEN" | tr -d '"' | docker login ghcr.io -u mona --password-stdin`) + PUSH,
    deeds: [logsIn('owner'), pushes(FOREIGN)],
    verdict: 'allowed',
    cause: 'token-malformed',
  },
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks that is pasted into a script',
    steps: script(`echo ${PAT} | docker login ghcr.io -u mona --password-stdin`) + PUSH,
    deeds: [logsIn('owner'), pushes(FOREIGN)],
    verdict: 'allowed',
    cause: 'token-malformed',
  },
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks, by a login that must not fail before the one that serves',
    steps: login(PAT) + login('${{ github.token }}') + build('ghcr.io/octo-org/app:2'),
    deeds: [logsIn('inQuotes')],
    verdict: 'denied',
    cause: 'token-malformed',
    at: /password: /,
  },
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks, by crane, which tries no login',
    steps: piped('echo "$T_TOKEN" | crane auth login ghcr.io -u mona --password-stdin') + CRANE,
    deeds: [logsIn('inQuotes', 'crane'), pushes(FOREIGN, 'crane')],
    verdict: 'denied',
    cause: 'token-malformed',
    at: /crane auth login/,
  },
  {
    ...IN_QUOTES,
    name: 'a secret with quotation marks, by an action that logs in and pushes',
    steps: step(
      'redhat-actions/push-to-registry@v2',
      'registry: ghcr.io/octo-org',
      'image: foreign',
      'tags: 2',
      'username: mona',
      `password: ${PAT}`,
    ),
    deeds: [pushes(FOREIGN, 'skopeo', 'inQuotes')],
    verdict: 'denied',
    cause: 'token-malformed',
  },
  {
    name: 'a secret with its name in front',
    own: OWN_PAT,
    ghcr: 'withName',
    steps: login(PAT) + PUSH,
    deeds: [logsIn('withName'), pushes(FOREIGN)],
    verdict: 'denied',
    cause: 'token-malformed',
    at: /password: /,
  },
];

const nameless = (client: ClientName): Deed => ({ does: 'login', with: client, as: 'owner', user: '' });

const WITHOUT: LaterSteps[] = [
  {
    ...base,
    name: 'a variable that nothing sets, as a password',
    steps: script('echo "$GHCR_PASSWORD" | docker login ghcr.io -u mona --password-stdin') + PUSH,
    deeds: [logsIn('empty')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /docker login/,
  },
  {
    ...base,
    name: 'the variable GITHUB_TOKEN, which no script is handed',
    steps: script('podman login ghcr.io -u mona -p "$GITHUB_TOKEN"') + SKOPEO,
    deeds: [logsIn('empty')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /podman login/,
  },
  {
    ...base,
    name: 'a text that is too short for a token',
    steps: script('echo Hunter2-hunter2 | docker login ghcr.io -u mona --password-stdin') + PUSH,
    // As any text that is no token.
    deeds: [logsIn('expired')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /docker login/,
  },
  {
    ...base,
    name: 'the name of who started the run, as a password',
    steps: login('${{ github.actor }}') + PUSH,
    deeds: [logsIn('expired')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /password: /,
  },
  {
    ...base,
    name: 'a variable that a program out of sight may set',
    steps:
      script('./set-up.sh') +
      script('echo "$GHCR_PASSWORD" | docker login ghcr.io -u mona --password-stdin') +
      PUSH,
    deeds: [logsIn('owner'), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    ...base,
    name: 'a variable that the process has',
    env: { GHCR_PASSWORD: 'x' },
    steps: script('echo "$GHCR_PASSWORD" | docker login ghcr.io -u mona --password-stdin') + PUSH,
    deeds: [logsIn('owner'), pushes(FOREIGN)],
    verdict: 'unknown',
    cause: 'login-replaced',
  },
  {
    ...base,
    name: 'podman login with an empty user name',
    steps: piped('echo "$T_TOKEN" | podman login ghcr.io --username "" --password-stdin') + SKOPEO,
    deeds: [nameless('podman')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /podman login/,
  },
  {
    ...base,
    name: 'docker login with a user name that nothing sets',
    steps: piped('echo "$T_TOKEN" | docker login ghcr.io -u "$GHCR_USER" --password-stdin') + CRANE,
    deeds: [nameless('docker')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /docker login/,
  },
  {
    ...base,
    name: 'docker login with a colon in the user name',
    steps: piped('echo "$T_TOKEN" | docker login ghcr.io -u "mona:x" --password-stdin') + CRANE,
    deeds: [{ does: 'login', with: 'docker', as: 'owner', user: 'mona:x' }],
    verdict: 'unknown',
    cause: 'login-replaced',
    at: /docker login/,
  },
  {
    ...base,
    name: 'skopeo login without a user name',
    steps: piped('echo "$T_TOKEN" | skopeo login ghcr.io --password-stdin') + SKOPEO,
    deeds: [nameless('skopeo')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /skopeo login/,
  },
  {
    ...base,
    name: 'docker/login-action without a user name',
    steps: step('docker/login-action@v3', 'registry: ghcr.io', `password: ${PAT}`) + PUSH,
    deeds: [logsIn('empty')],
    verdict: 'denied',
    cause: 'token-missing',
    at: /password: /,
  },
];

const stops: Deed[] = [{ does: 'stop', with: 'skopeo' }];

/** Logins that their clients do not understand, behind ours, which works. */
const MISREAD: LaterSteps[] = [
  'crane auth login https://ghcr.io',
  'oras login ghcr.io/',
  'podman login ghcr.io/',
  'docker login ghcr.io mona',
].map((command) => ({
  ...base,
  name: `${command}, behind a login that works`,
  steps: piped(`echo "$T_TOKEN" | ${command} -u mona --password-stdin`) + build('ghcr.io/octo-org/app:2'),
  deeds: stops,
  verdict: 'denied',
  cause: 'no-registry-login',
  at: / login /,
}));

const metadata = (images: string) =>
  `- uses: docker/metadata-action@v5\n  id: meta\n  with:\n    images: ${images}\n`;
const MADE = build('${{ steps.meta.outputs.tags }}');

/** helm appends the chart's own name, and finds no address there (facts N4). The right to the name is there in every row. */
const TAG_IN_URL: LaterSteps[] = [
  ['a tag', 'oci://ghcr.io/octo-org/charts/web:0.1.0'],
  ['a tag behind the owner alone', 'oci://ghcr.io/octo-org:0.1.0'],
  ['a tag that is known only later', 'oci://ghcr.io/octo-org/charts/web:$VERSION'],
].map(([name, url]) => ({
  ...base,
  name: `${name} in the URL of helm push`,
  steps: script(`helm push web-0.1.0.tgz ${url}`),
  deeds: stops,
  verdict: 'denied',
  cause: 'helm-url-has-tag',
  at: /helm push/,
}));

const MISSPELT: LaterSteps[] = [
  {
    ...base,
    name: 'a misspelt host in a later step',
    steps: build('gchr.io/octo-org/foreign:2'),
    deeds: stops,
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /tags: gchr/,
  },
  {
    ...base,
    name: 'a misspelt host in an env of the step',
    steps: script('docker push "$REGISTRY/octo-org/foreign:2"', 'REGISTRY: ghrc.io'),
    deeds: stops,
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /docker push/,
  },
  {
    ...base,
    name: 'a misspelt host that docker/metadata-action is given',
    steps: metadata('ghcr.com/octo-org/foreign') + MADE,
    deeds: stops,
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /images: ghcr\.com/,
  },
  {
    ...base,
    name: 'a misspelt host in our own input',
    own: `images: gchr.io/octo-org/foreign:2\n${OWN_PAT}`,
    inputs: { images: 'gchr.io/octo-org/foreign:2' },
    steps: PUSH,
    deeds: stops,
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /images: gchr/,
  },
  {
    ...base,
    name: 'a misspelt host behind a right one that our input names',
    own: `images: ghcr.io/octo-org/foreign:2\n${OWN_PAT}`,
    inputs: { images: FOREIGN },
    steps: PUSH + build('ghcr.com/octo-org/foreign:2'),
    deeds: [pushes(FOREIGN), ...stops],
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /tags: ghcr\.com/,
  },
  {
    ...base,
    name: 'a misspelt host that this run does not push to',
    steps:
      build('gchr.io/octo-org/foreign:2').replace('- uses', "- if: github.event_name == 'release'\n  uses") +
      PUSH,
    deeds: [pushes(FOREIGN)],
    verdict: 'allowed',
    cause: null,
  },
];

const PARTS: LaterSteps[] = [
  {
    name: 'a name without an owner that docker/metadata-action is given',
    steps: metadata('ghcr.io/foreign') + MADE,
    deeds: stops,
    verdict: 'denied',
    cause: 'image-without-owner',
    at: /images: ghcr\.io\/foreign/,
  },
  {
    name: 'a tag that begins with a dash, in our own input',
    own: 'images: ghcr.io/octo-org/app:-1',
    inputs: { images: 'octo-org/app:-1' },
    steps: build('ghcr.io/octo-org/app:-1'),
    deeds: stops,
    verdict: 'denied',
    cause: 'invalid-image-reference',
    at: /tags: ghcr/,
  },
  {
    name: 'a name without an owner that no later step pushes',
    own: 'images: ghcr.io/app',
    inputs: { images: 'app' },
    steps: script('make release'),
    deeds: stops,
    verdict: 'denied',
    cause: 'image-without-owner',
    at: /images: ghcr/,
  },
];

/** What is open in a name does not mend the rest of it; and what a client refuses, the right to the name does not help. */
const UNFIT: LaterSteps[] = [
  [
    'a plus sign in front of what is open',
    build('ghcr.io/octo-org/app:2+${{ vars.X }}'),
    'invalid-image-reference',
    /tags: /,
  ],
  [
    'capitals in front of what is open',
    build('ghcr.io/Octo-Org/${{ vars.X }}'),
    'uppercase-image-name',
    /tags: /,
  ],
  [
    'a digest for docker to push',
    script('docker push ghcr.io/octo-org/app@${{ vars.X }}'),
    'invalid-image-reference',
    /docker push/,
  ],
  [
    'no scheme for helm',
    script('helm push web-0.1.0.tgz ghcr.io/octo-org/charts'),
    'invalid-image-reference',
    /helm push/,
  ],
].map(
  ([name, steps, cause, at]) => ({ name, steps, deeds: stops, verdict: 'denied', cause, at }) as LaterSteps,
);

/** Our step is told to make no login, no other one makes any, and one is there from before the job. */
const LEFT: LaterSteps[] = [
  ['may, as ours may', 'owner', 'allowed', null],
  ['lacks the scope', 'readOnly', 'denied', 'login-replaced'],
  ['has no role', 'outsider', 'denied', 'login-replaced'],
  ['has run out', 'expired', 'denied', 'login-replaced'],
].map(
  ([name, left, verdict, cause]) =>
    ({
      ...base,
      name: `a login from before the job that ${name}`,
      left,
      inputs: { login: 'none' },
      steps: PUSH,
      deeds: [pushes(FOREIGN)],
      verdict,
      cause,
    }) as LaterSteps,
);

export const CERTAIN_FAILURES: readonly LaterSteps[] = [
  ...OF_SECRETS,
  ...FURTHER_SECRETS,
  ...WITHOUT,
  ...MISREAD,
  ...TAG_IN_URL,
  ...MISSPELT,
  ...PARTS,
  ...UNFIT,
  ...LEFT,
];
