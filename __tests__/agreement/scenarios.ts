/**
 * The table of the agreement. What is expected stands here by hand, out of the facts page (its rows
 * are named in brackets), and never out of a run of our own code.
 */

import type { Fault } from '../../src/lab/faults.js';
import { forkPullRequestEvent, pushEvent } from '../../src/lab/scenarios/events.js';
import type { Scenario } from '../../src/lab/scenarios/scenarios.js';
import { BUILD_JOB, publishWorkflow, pullWorkflow } from '../../src/lab/scenarios/workflows.js';
import type { Access, Language, Verdict } from '../../src/types.js';
import type { ClientName } from '../lab/clients.js';
import { seededDigests } from '../lab/support.js';
import { agreementWorld, SECRETS, type Who } from './world.js';

/** Who makes the login of the step. `auth-file`: neither docker nor podman is on its PATH. */
export type Tool = 'docker' | 'podman' | 'auth-file';

export interface Agreement {
  /** A sentence: who does what to which package, when. */
  name: string;
  access: Access;
  /** The `images` input. */
  images: string;
  /** Token behind `ghcr-token` and `github-token`; absent: the input is empty. */
  ghcr?: Who;
  job?: Who;
  /** How the secret of `ghcr` was spoilt when it was stored. */
  spoil?: (secret: string) => string;
  verdict: Verdict;
  /** Cause of the first finding; null: there is none; absent: more than one would be right. */
  cause?: string | null;
  /** The `token-source` that is to be logged in, where that is the point. */
  source?: 'ghcr-token' | 'github-token' | '';
  /** Number of error findings; by default one where the verdict is `denied`. */
  errors?: number;
  /** The `images` output, where normalising is the point. */
  normalised?: string[];
  faults?: Fault[];
  run?: Run;
  /** GITHUB_REPOSITORY; `octo-org/app` by default. */
  repository?: string;
  /** What the job's `permissions` say; by default what its token really has. `unsaid`: no block at all. */
  permissions?: 'write' | 'read' | 'none' | 'unsaid';
  /** The value of `push:` in the workflow; `true` by default. */
  push?: string;
  /** A login that stands in the auth file from before. */
  left?: Who;
  /** Also asked on the command line. */
  cli?: boolean;
}

type Run = Pick<Scenario, 'event' | 'payload' | 'actor' | 'ref'>;
type Row = Partial<Agreement> & Pick<Agreement, 'name' | 'images' | 'verdict'>;

const HERE = 'octo-org/app';
const FORK = 'hubot-fan/app';

const RUNS = {
  push: { event: 'push', payload: pushEvent(HERE, 'mona'), actor: 'mona', ref: 'refs/heads/main' },
  fork: {
    event: 'pull_request',
    payload: forkPullRequestEvent(HERE, FORK, 'hubot-fan'),
    actor: 'hubot-fan',
    ref: 'refs/pull/17/merge',
  },
  forkTarget: {
    event: 'pull_request_target',
    payload: forkPullRequestEvent(HERE, FORK, 'hubot-fan'),
    actor: 'hubot-fan',
    ref: 'refs/heads/main',
  },
  pullRequest: {
    event: 'pull_request',
    payload: forkPullRequestEvent(HERE, HERE, 'mona'),
    actor: 'mona',
    ref: 'refs/pull/18/merge',
  },
  dependabot: {
    event: 'push',
    payload: pushEvent(HERE, 'dependabot[bot]'),
    actor: 'dependabot[bot]',
    ref: 'refs/heads/dependabot/npm/left-pad',
  },
} satisfies Record<string, Run>;

const LACKS = 'job-lacks-packages-write';
const NOT_GRANTED = 'package-not-granted';
const CREATION = 'package-creation-refused';
const READ = 'package-read-refused';
const LEVEL = { jobWrite: 'write', jobRead: 'read', jobNone: 'none' } as const;

/** A cell of a matrix: the cause of the refusal, or null where it is allowed. */
type Cell = string | null;

function cell(refused: Cell): Pick<Agreement, 'verdict' | 'cause'> {
  return refused ? { verdict: 'denied', cause: refused } : { verdict: 'allowed' };
}

// ------------------------------------------------ GITHUB_TOKEN × permission × package

/** W1, W4, W5, W7 and section 4. */
const JOB_PUSHES = (
  [
    ['a package that does not exist yet', 'octo-org/new:2', null, LACKS, LACKS],
    ['a nested name that does not exist yet', 'octo-org/app/cache:2', null, LACKS, LACKS],
    ['the package that is linked to its repository', 'octo-org/app:2', null, LACKS, LACKS],
    ['a package that grants it Write', 'octo-org/granted:2', null, LACKS, LACKS],
    ['a package that grants it only Read', 'octo-org/readable:2', NOT_GRANTED, LACKS, LACKS],
    ['a public package that was pushed from a laptop', 'octo-org/laptop:2', NOT_GRANTED, LACKS, LACKS],
    ['a private nested package of nobody', 'octo-org/charts/web:2', NOT_GRANTED, LACKS, LACKS],
    ['an internal package of nobody', 'octo-org/inside:2', NOT_GRANTED, LACKS, LACKS],
    ['a private package of another repository', 'octo-org/foreign:2', NOT_GRANTED, LACKS, LACKS],
    ['a public package of another repository', 'octo-org/foreign-public:2', NOT_GRANTED, LACKS, LACKS],
  ] satisfies [string, string, Cell, Cell, Cell][]
).flatMap(([to, images, ...cells]): Row[] =>
  (['jobWrite', 'jobRead', 'jobNone'] as const).map((job, index) => ({
    name: `GITHUB_TOKEN with packages: ${LEVEL[job]} pushes to ${to}`,
    images,
    job,
    ...cell(cells[index] as Cell),
    cli: index === 0 && /new|app:2|foreign:/.test(images),
  })),
);

/** P3, P5, P6 and section 4. */
const JOB_PULLS = (
  [
    ['the linked private package', 'octo-org/app:1.4.0', null, 'job-lacks-packages-read'],
    ['a private package that grants it Write', 'octo-org/granted:1', null, 'job-lacks-packages-read'],
    ['a private package that grants it Read', 'octo-org/readable:1', null, 'job-lacks-packages-read'],
    ['an internal package of its owner', 'octo-org/inside:1', null, 'job-lacks-packages-read'],
    [
      'a private package of another repository',
      'octo-org/foreign:1',
      'package-read-refused',
      'job-lacks-packages-read',
    ],
    ['a public package of another repository', 'octo-org/foreign-public:1', null, null],
  ] satisfies [string, string, Cell, Cell][]
).flatMap(([from, images, ...cells]): Row[] =>
  (['jobRead', 'jobNone'] as const).map((job, index) => ({
    name: `GITHUB_TOKEN with packages: ${LEVEL[job]} pulls ${from}`,
    access: 'pull',
    images,
    job,
    ...cell(cells[index] as Cell),
  })),
);

// -------------------------------------------------------- one user token and the like

/** Section 2, L1, L7, W7 to W10, W20: what a token is and whose it is. */
const TOKENS_PUSH: Row[] = (
  [
    ['A classic PAT of an owner', 'owner', 'octo-org/app:2', null],
    ['A classic PAT of an owner', 'owner', 'octo-org/new:2', null],
    ['A classic PAT of 40 hexadecimal digits', 'old', 'octo-org/app:2', null],
    ['A classic PAT of a member', 'member', 'octo-org/new:2', null],
    ['A classic PAT of a member with the Write role', 'member', 'octo-org/team:2', null],
    ['A classic PAT of a member without a role', 'member', 'octo-org/app:2', 'user-lacks-package-role'],
    ['A classic PAT of a member, member creation being off,', 'member', 'strict-org/new:2', CREATION],
    ['A classic PAT of an owner, member creation being off,', 'owner', 'strict-org/new:2', null],
    ['A classic PAT of a stranger', 'outsider', 'octo-org/app:2', 'user-lacks-package-role'],
    ['A classic PAT of a stranger', 'outsider', 'octo-org/new:2', CREATION],
    ['A classic PAT of a user', 'owner', 'mona/new:2', null],
    ['A classic PAT of a user', 'owner', 'mona/notes:2', null],
    ['A classic PAT of another user', 'member', 'mona/notes:2', 'user-lacks-package-role'],
    ['A classic PAT of another user', 'member', 'mona/new:2', CREATION],
    ['A classic PAT of a blocked account', 'blocked', 'spammer/new:2', 'account-blocked'],
    ['A classic PAT to an owner that does not exist', 'owner', 'ghost/new:2', 'owner-not-found'],
    ['A classic PAT with read:packages only', 'readOnly', 'octo-org/app:2', 'token-lacks-scope'],
    ['A classic PAT without a scope', 'dated', 'octo-org/new:2', 'token-lacks-scope'],
    ['A classic PAT without SAML authorisation', 'owner', 'saml-org/app:2', 'sso-not-authorized'],
    ['A classic PAT with SAML authorisation', 'authorized', 'saml-org/app:2', null],
    ['A classic PAT that was revoked', 'expired', 'octo-org/app:2', 'token-rejected'],
    ['A classic PAT whose day has passed', 'outdated', 'octo-org/app:2', 'token-rejected'],
    ['An OAuth token with write:packages', 'oauth', 'octo-org/app:2', null],
    ['An OAuth token with the default scopes of gh', 'scopeless', 'octo-org/app:2', 'token-lacks-scope'],
    ['A fine-grained PAT', 'fineGrained', 'octo-org/app:2', 'token-kind-unsupported'],
    ['A fine-grained PAT', 'fineGrained', 'mona/new:2', 'token-kind-unsupported'],
    ['A user token of an App', 'appUser', 'octo-org/app:2', 'token-kind-unsupported'],
    ['A refresh token', 'refresh', 'octo-org/app:2', 'token-kind-unsupported'],
    ['A word that is no token', 'garbage', 'octo-org/app:2', 'token-rejected'],
  ] satisfies [string, Who, string, Cell][]
).map(([who, ghcr, images, refused]) => ({
  name: `${who} pushes to ${images}`,
  images,
  ghcr,
  ...cell(refused),
  cli: ['oauth', 'readOnly', 'expired', 'fineGrained'].includes(ghcr),
}));

const TOKENS_PULL: Row[] = (
  [
    ['A classic PAT of an owner', 'readOnly', 'octo-org/app:1.4.0', null],
    ['A classic PAT of a member without a role', 'memberReads', 'octo-org/app:1.4.0', READ],
    ['A classic PAT of a member with a role', 'memberReads', 'octo-org/team:1', null],
    ['A classic PAT of a member', 'memberReads', 'octo-org/inside:1', null],
    ['A classic PAT of a stranger', 'outsider', 'octo-org/inside:1', READ],
    ['A classic PAT of a stranger', 'outsider', 'octo-org/public:1', null],
    ['A classic PAT without a scope', 'dated', 'octo-org/app:1.4.0', 'token-lacks-scope'],
    ['A classic PAT without a scope', 'dated', 'octo-org/public:1', null],
    ['A classic PAT without SAML authorisation', 'owner', 'saml-org/app:1', 'sso-not-authorized'],
    ['A classic PAT with SAML authorisation', 'authorized', 'saml-org/app:1', null],
    ['A classic PAT that was revoked', 'expired', 'octo-org/app:1.4.0', 'token-rejected'],
    ['An OAuth token with read:packages', 'oauthReads', 'octo-org/app:1.4.0', null],
    ['A fine-grained PAT', 'fineGrained', 'octo-org/app:1.4.0', 'token-kind-unsupported'],
    ['A fine-grained PAT', 'fineGrained', 'octo-org/public:1', null],
    ['A refresh token', 'refresh', 'octo-org/app:1.4.0', 'token-kind-unsupported'],
  ] satisfies [string, Who, string, Cell][]
).map(([who, ghcr, images, refused]) => ({
  name: `${who} pulls ${images}`,
  access: 'pull',
  images,
  ghcr,
  ...cell(refused),
  cli: ['dated', 'oauthReads'].includes(ghcr),
}));

const SPECIAL_TOKENS: Row[] = [
  {
    name: 'A push without any token is refused (L4, P1)',
    images: 'octo-org/app:2',
    verdict: 'denied',
    cause: 'token-missing',
    cli: true,
  },
  {
    name: 'A public image is pulled without any token',
    access: 'pull',
    images: 'octo-org/public:1',
    verdict: 'allowed',
    cli: true,
  },
  {
    name: 'A private image is not pulled without any token (P1, P9)',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    verdict: 'denied',
    cli: true,
  },
  {
    name: 'A token of another App pushes to the linked package (W20)',
    images: 'octo-org/app:2',
    ghcr: 'app',
    job: 'jobNone',
    verdict: 'denied',
    cause: 'app-token-unsupported',
  },
  {
    name: 'A token of another App pushes to a new package (W20)',
    images: 'octo-org/new:2',
    ghcr: 'app',
    job: 'jobNone',
    verdict: 'denied',
    cause: 'app-token-unsupported',
  },
  {
    name: 'A token of another App pulls a private package (W20)',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    ghcr: 'app',
    job: 'jobNone',
    verdict: 'denied',
  },
  {
    name: 'A token of another App pulls a public package',
    access: 'pull',
    images: 'octo-org/public:1',
    ghcr: 'app',
    verdict: 'allowed',
  },
  {
    name: 'A PAT between quotes, with a newline after it, is mended and pushes (L7)',
    images: 'octo-org/app:2',
    ghcr: 'owner',
    spoil: (secret) => `"${secret}"\r\n`,
    verdict: 'allowed',
    cause: 'token-malformed',
  },
  {
    name: 'A PAT behind a byte order mark is mended and pushes (L7)',
    images: 'octo-org/app:2',
    ghcr: 'owner',
    spoil: (secret) => `\ufeff${secret}`,
    verdict: 'allowed',
    cause: 'token-malformed',
  },
  {
    name: 'A PAT with a blank inside is beyond repair (L7)',
    images: 'octo-org/app:2',
    ghcr: 'owner',
    spoil: (secret) => `${secret.slice(0, 20)} ${secret.slice(20)}`,
    verdict: 'denied',
    cause: 'token-malformed',
  },
  {
    name: 'A PAT that expires in five days pushes, and is warned about',
    images: 'octo-org/app:2',
    ghcr: 'soon',
    verdict: 'allowed',
    cause: 'token-expires-soon',
  },
  {
    name: 'A stale login that stands in the auth file spoils a private pull (P2)',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    ghcr: 'expired',
    left: 'expired',
    verdict: 'denied',
  },
  {
    name: 'A stale token is refused even a public pull while it stands in the auth file (P2)',
    access: 'pull',
    images: 'octo-org/public:1',
    ghcr: 'expired',
    left: 'expired',
    verdict: 'denied',
    cause: 'stale-credential',
  },
  {
    name: 'A good token takes the place of a stale login (P2)',
    access: 'pull',
    images: 'octo-org/public:1',
    ghcr: 'owner',
    left: 'expired',
    verdict: 'allowed',
  },
];

// ---------------------------------------------------------------- whose namespace

/** W2, W3, W6, W11, W12, L14: the job's token away from home, and at home under a policy. */
const OWNERS: Row[] = [
  {
    name: 'GITHUB_TOKEN pushes into a namespace of a user (W11)',
    images: 'mona/new:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'owner-mismatch',
  },
  {
    name: 'GITHUB_TOKEN pushes a new package into another organisation (W2)',
    images: 'open-org/new:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'owner-mismatch',
  },
  {
    name: 'GITHUB_TOKEN pushes to a package of another organisation (W7)',
    images: 'open-org/app:2',
    job: 'jobWrite',
    verdict: 'denied',
  },
  {
    name: 'GITHUB_TOKEN pushes into an organisation that enforces SAML (W11)',
    images: 'saml-org/app:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'owner-mismatch',
  },
  {
    name: 'GITHUB_TOKEN pushes to an owner that does not exist (W12)',
    images: 'ghost/app:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'owner-not-found',
    cli: true,
  },
  {
    name: 'A user repository pushes a new package with its GITHUB_TOKEN',
    repository: 'mona/tool',
    images: 'mona/new:2',
    job: 'homeJob',
    verdict: 'allowed',
  },
  {
    name: 'A user repository pushes to its linked package with its GITHUB_TOKEN',
    repository: 'mona/tool',
    images: 'mona/tool:2',
    job: 'homeJob',
    verdict: 'allowed',
  },
  {
    name: 'A user repository with packages: read only pushes a new package (W1)',
    repository: 'mona/tool',
    images: 'mona/new:2',
    job: 'homeJobReads',
    verdict: 'denied',
    cause: LACKS,
  },
  {
    name: 'A user repository pushes to an unlinked package of the same user (W5)',
    repository: 'mona/tool',
    images: 'mona/notes:2',
    job: 'homeJob',
    verdict: 'denied',
    cause: NOT_GRANTED,
  },
  {
    name: 'An organisation forbids Actions to create packages (W3)',
    repository: 'strict-org/app',
    images: 'strict-org/new:2',
    job: 'policyJob',
    verdict: 'denied',
    cause: 'organization-policy',
  },
  {
    name: 'An organisation forbids Actions to write its linked package (W6)',
    repository: 'strict-org/app',
    images: 'strict-org/app:2',
    job: 'policyJob',
    verdict: 'denied',
    cause: 'organization-policy',
  },
  {
    name: 'GITHUB_TOKEN of an organisation with SAML needs no authorisation',
    repository: 'saml-org/app',
    images: 'saml-org/new:2',
    job: 'samlJob',
    verdict: 'allowed',
  },
  {
    name: 'An IP allow list stands at the API and not at the registry (L14)',
    repository: 'walled-org/app',
    images: 'walled-org/new:2',
    job: 'walledJob',
    verdict: 'allowed',
  },
  {
    name: 'GITHUB_TOKEN pulls a package of another organisation (P3)',
    access: 'pull',
    images: 'open-org/app:1',
    job: 'jobRead',
    verdict: 'denied',
  },
  {
    name: 'A job without a permissions block has the restricted default (W1)',
    images: 'octo-org/new:2',
    job: 'jobRead',
    permissions: 'unsaid',
    verdict: 'denied',
    cause: 'default-token-permissions',
  },
  {
    name: 'A job without a permissions block has the permissive default',
    images: 'octo-org/new:2',
    job: 'jobWrite',
    permissions: 'unsaid',
    verdict: 'allowed',
  },
];

// ------------------------------------------------------------------------ events

/** W4 and section 3. */
const EVENTS: Row[] = [
  {
    name: 'A pull request from a fork pushes to the linked package (W4)',
    images: 'octo-org/app:pr-17',
    job: 'jobRead',
    permissions: 'write',
    run: RUNS.fork,
    verdict: 'denied',
    cause: 'read-only-run',
  },
  {
    name: 'A pull request from a fork pushes a new package (W4)',
    images: 'octo-org/new:pr-17',
    job: 'jobRead',
    permissions: 'write',
    run: RUNS.fork,
    verdict: 'denied',
    cause: 'read-only-run',
  },
  {
    name: 'A pull request from a fork whose workflow would not push is only warned',
    images: 'octo-org/app:pr-17',
    job: 'jobRead',
    permissions: 'write',
    push: "${{ github.event_name != 'pull_request' }}",
    run: RUNS.fork,
    verdict: 'denied',
    cause: 'read-only-run',
    errors: 0,
  },
  {
    name: 'A private fork that is sent write tokens pushes (section 3)',
    images: 'octo-org/app:pr-17',
    job: 'jobWrite',
    run: RUNS.fork,
    verdict: 'allowed',
  },
  {
    name: 'A pull request from a fork pulls the private image of its base',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    job: 'jobRead',
    run: RUNS.fork,
    verdict: 'allowed',
  },
  {
    name: 'A pull request from a fork pulls a private image of another repository (P3)',
    access: 'pull',
    images: 'octo-org/foreign:1',
    job: 'jobRead',
    run: RUNS.fork,
    verdict: 'denied',
    cause: 'package-read-refused',
  },
  {
    name: 'pull_request_target from a fork pushes with the rights of the base',
    images: 'octo-org/app:pr-17',
    job: 'jobWrite',
    run: RUNS.forkTarget,
    verdict: 'allowed',
  },
  {
    name: 'A pull request of the same repository pushes',
    images: 'octo-org/app:pr-18',
    job: 'jobWrite',
    run: RUNS.pullRequest,
    verdict: 'allowed',
  },
  {
    name: 'A pull request of the same repository whose workflow does not push asks for nothing',
    images: '',
    job: 'jobWrite',
    push: "${{ github.event_name != 'pull_request' }}",
    run: RUNS.pullRequest,
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'Dependabot pushes with the read-only default (section 3)',
    images: 'octo-org/app:2',
    job: 'jobRead',
    permissions: 'unsaid',
    run: RUNS.dependabot,
    verdict: 'denied',
    cause: 'read-only-run',
  },
  {
    name: 'Dependabot pushes where the permissions block raises its token (section 3)',
    images: 'octo-org/app:2',
    job: 'jobWrite',
    run: RUNS.dependabot,
    verdict: 'allowed',
  },
  {
    name: 'Dependabot pushes to a package of its own where the permissions block did not raise its token (K3)',
    images: 'octo-org/app:2',
    job: 'jobRead',
    permissions: 'write',
    run: RUNS.dependabot,
    verdict: 'denied',
    cause: 'read-only-run',
  },
  {
    name: 'Dependabot pushes to a package of another repository where the permissions block did not raise its token',
    images: 'octo-org/foreign:2',
    job: 'jobRead',
    permissions: 'write',
    run: RUNS.dependabot,
    verdict: 'denied',
    cause: NOT_GRANTED,
  },
  {
    name: 'Dependabot pushes where the permissions block leaves packages out',
    images: 'octo-org/app:2',
    job: 'jobNone',
    run: RUNS.dependabot,
    verdict: 'denied',
    cause: LACKS,
  },
  {
    name: 'Dependabot pulls the linked package',
    access: 'pull',
    images: 'octo-org/app:latest',
    job: 'jobRead',
    run: RUNS.dependabot,
    verdict: 'allowed',
  },
];

// ---------------------------------------------------------------- tags and digests

const SEEDED = seededDigests(HERE, '1.4.0').manifest;
const NO_SUCH_DIGEST = `sha256:${'0'.repeat(64)}`;

const MANIFESTS: Row[] = (
  [
    ['the tag latest when none is named', 'octo-org/app', null],
    ['no latest where there is none (P6)', 'octo-org/public', 'manifest-not-found'],
    ['a tag that does not exist (P6)', 'octo-org/app:1.5.0', 'manifest-not-found'],
    ['a digest', `octo-org/app@${SEEDED}`, null],
    ['a digest that does not exist (P6)', `octo-org/app@${NO_SUCH_DIGEST}`, 'manifest-not-found'],
    ['a tag with a digest', `octo-org/app:1.4.0@${SEEDED}`, null],
    ['a package that does not exist (G4)', 'octo-org/nothing:1', 'package-not-found'],
    ['a mere prefix of a name (P7)', 'octo-org/charts:1', 'package-not-found'],
    ['an owner that does not exist', 'ghost/app:1', undefined],
  ] satisfies [string, string, Cell | undefined][]
).map(([what, images, refused]) => ({
  name: `GITHUB_TOKEN pulls ${what}`,
  access: 'pull',
  images,
  job: 'jobRead',
  verdict: refused === null ? 'allowed' : 'denied',
  ...(refused ? { cause: refused } : {}),
  cli: images.endsWith('1.5.0'),
}));

// ----------------------------------------------------------------------- fallback

const FALLBACK: Row[] = [
  {
    name: 'GHCR_TOKEN has expired and GITHUB_TOKEN pushes',
    images: 'octo-org/app:2',
    ghcr: 'expired',
    job: 'jobWrite',
    verdict: 'allowed',
    cause: 'token-rejected',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN lacks the scope and GITHUB_TOKEN pushes',
    images: 'octo-org/app:2',
    ghcr: 'readOnly',
    job: 'jobWrite',
    verdict: 'allowed',
    cause: 'token-lacks-scope',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN is fine-grained and GITHUB_TOKEN pushes',
    images: 'octo-org/app:2',
    ghcr: 'fineGrained',
    job: 'jobWrite',
    verdict: 'allowed',
    cause: 'token-kind-unsupported',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN is another App and GITHUB_TOKEN pushes',
    images: 'octo-org/app:2',
    ghcr: 'app',
    job: 'jobWrite',
    verdict: 'allowed',
    cause: 'app-token-unsupported',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN is empty and GITHUB_TOKEN pushes',
    images: 'octo-org/app:2',
    job: 'jobWrite',
    verdict: 'allowed',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN may and GITHUB_TOKEN may not',
    images: 'octo-org/foreign:2',
    ghcr: 'owner',
    job: 'jobWrite',
    verdict: 'allowed',
    source: 'ghcr-token',
  },
  {
    name: 'Both may, and GHCR_TOKEN goes first',
    images: 'octo-org/app:2',
    ghcr: 'owner',
    job: 'jobWrite',
    verdict: 'allowed',
    source: 'ghcr-token',
  },
  {
    name: 'GHCR_TOKEN is dead and the job may not either',
    images: 'octo-org/app:2',
    ghcr: 'expired',
    job: 'jobRead',
    verdict: 'denied',
    source: 'github-token',
  },
  {
    name: 'Both tokens are dead, so that nobody is logged in',
    images: 'octo-org/app:2',
    ghcr: 'expired',
    job: 'outdated',
    verdict: 'denied',
    cause: 'token-rejected',
  },
  {
    name: 'Each token may push one of two images, and neither both',
    images: 'octo-org/team:2\nocto-org/app:2',
    ghcr: 'member',
    job: 'jobWrite',
    verdict: 'denied',
  },
  {
    name: 'GHCR_TOKEN has expired and GITHUB_TOKEN pulls',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    ghcr: 'expired',
    job: 'jobRead',
    verdict: 'allowed',
    cause: 'token-rejected',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN has no role and GITHUB_TOKEN pulls',
    access: 'pull',
    images: 'octo-org/app:1.4.0',
    ghcr: 'memberReads',
    job: 'jobRead',
    verdict: 'allowed',
    cause: 'package-read-refused',
    source: 'github-token',
  },
  {
    name: 'GHCR_TOKEN is not authorised for SAML and the job is of another owner',
    images: 'saml-org/app:2',
    ghcr: 'owner',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'sso-not-authorized',
  },
];

// ----------------------------------------------------- several images, caches, names

const LISTS: Row[] = [
  {
    name: 'Two images that may both be pushed',
    images: 'octo-org/app:2\nocto-org/granted:2',
    job: 'jobWrite',
    verdict: 'allowed',
    cli: true,
  },
  {
    name: 'Two images of which one belongs to another repository (W7)',
    images: 'octo-org/app:2,octo-org/foreign-public:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: NOT_GRANTED,
    cli: true,
  },
  {
    name: 'Three tags of one image are one refusal (W1)',
    images: 'octo-org/new:1\nocto-org/new:1.0\nocto-org/new:latest',
    job: 'jobNone',
    verdict: 'denied',
    cause: LACKS,
  },
  {
    name: 'Three images that lack one permission are one error (W1, W4)',
    images: 'octo-org/new:1\nocto-org/app:1\nocto-org/granted:1',
    job: 'jobRead',
    verdict: 'denied',
    cause: LACKS,
  },
  {
    name: 'Two images that are refused for two reasons are two errors',
    images: 'octo-org/foreign-public:2\nghost/app:2',
    job: 'jobWrite',
    verdict: 'denied',
    errors: 2,
  },
  {
    name: 'Two images are pulled, and the tag of one is missing (P6)',
    access: 'pull',
    images: 'octo-org/app:1.4.0\nocto-org/public:9',
    job: 'jobRead',
    verdict: 'denied',
    cause: 'manifest-not-found',
  },
  {
    name: 'Images of other registries are not asked about',
    images: 'docker.io/octo/app:2\nocto-org/app:2\nquay.io/octo/app:2',
    job: 'jobWrite',
    verdict: 'allowed',
  },
  {
    name: 'A registry cache that is new is pushed next to its image',
    images: 'octo-org/app:2\ntype=registry,ref=octo-org/app-cache:main,mode=max',
    job: 'jobWrite',
    verdict: 'allowed',
  },
  {
    name: 'A registry cache of another repository is refused next to its image (W15)',
    images: 'octo-org/app:2\ntype=registry,ref=octo-org/foreign-public:cache,mode=max',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'cache-reference-refused',
  },
  {
    name: 'A registry cache that still names the old owner is refused (fact 5, W11)',
    images: 'octo-org/app:2\ntype=registry,ref=mona/app:cache',
    job: 'jobWrite',
    verdict: 'denied',
  },
  {
    name: 'A cache that is no registry asks for nothing',
    images: 'type=gha,mode=max',
    job: 'jobNone',
    verdict: 'not-needed',
    cause: null,
  },
  {
    name: 'Without a list the repository pushes under its own name in lower case',
    repository: 'Octo-Org/App',
    images: '',
    job: 'jobWrite',
    verdict: 'allowed',
    normalised: ['octo-org/app'],
  },
  {
    name: 'A name in upper case is pushed as the normalised one (N1)',
    images: 'Octo-Org/App:2',
    job: 'jobWrite',
    verdict: 'allowed',
    cause: 'uppercase-image-name',
    normalised: ['octo-org/app:2'],
  },
  {
    name: 'A name without an owner is refused (N3)',
    images: 'HOST/app:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'image-without-owner',
    cli: true,
  },
  {
    name: 'A tag with a slash is refused (N2)',
    images: 'octo-org/app:feature/x',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'invalid-image-reference',
    cli: true,
  },
  {
    name: 'A name with two dots in a row is refused (N2)',
    images: 'octo-org/a..b:2',
    job: 'jobWrite',
    verdict: 'denied',
    cause: 'invalid-image-reference',
  },
  {
    name: 'A deeply nested name is pushed (section 4)',
    images: 'octo-org/app/linux/amd64:2',
    job: 'jobWrite',
    verdict: 'allowed',
  },
];

// ------------------------------------------------------------------------- faults

const RATE_LIMIT = {
  errors: [{ code: 'TOOMANYREQUESTS', message: 'retry-after: 10.305464ms, allowed: 2000/minute' }],
};
const SECONDARY = { message: 'You have exceeded a secondary rate limit. Please wait.' };
const HICCUP = { errors: [{ code: 'DENIED', message: 'denied' }] };

type FaultRow = [string, Fault[], Pick<Agreement, 'verdict'> & Partial<Agreement>];
const UNKNOWN = { verdict: 'unknown' } as const;
const ALLOWED = { verdict: 'allowed' } as const;

/** R1 to R7 and «What bad input gets» of issue 2, at a push that the registry would allow. */
const PUSH_FAULTS: FaultRow[] = [
  ['the upload is answered 500', [{ on: 'upload', kind: 'status', status: 500 }], UNKNOWN],
  [
    'the upload is answered 503 (R4)',
    [{ on: 'upload', kind: 'status', status: 503 }],
    { ...UNKNOWN, cause: 'registry-unavailable', cli: true },
  ],
  [
    'the upload is answered 429 (R2)',
    [{ on: 'upload', kind: 'status', status: 429, body: RATE_LIMIT }],
    { ...UNKNOWN, cause: 'rate-limited', cli: true },
  ],
  [
    'a secondary limit answers 403 (R3)',
    [{ on: 'upload', kind: 'status', status: 403, body: SECONDARY }],
    { ...UNKNOWN, cause: 'rate-limited' },
  ],
  [
    'the upload is reset',
    [{ on: 'upload', kind: 'reset' }],
    { ...UNKNOWN, cause: 'network-unreachable', cli: true },
  ],
  ['the upload hangs', [{ on: 'upload', kind: 'hang' }], { ...UNKNOWN, cause: 'network-unreachable' }],
  ['a page answers the upload with 200', [{ on: 'upload', kind: 'html' }], UNKNOWN],
  [
    'a page of a proxy answers the upload with 403',
    [{ on: 'upload', kind: 'html', status: 403 }],
    { ...UNKNOWN, cause: 'network-unreachable' },
  ],
  ['the upload is answered 200 and nothing else', [{ on: 'upload', kind: 'empty' }], UNKNOWN],
  ['the upload is answered by half of a 403', [{ on: 'upload', kind: 'truncated', status: 403 }], UNKNOWN],
  ['the upload is answered by 30 MB', [{ on: 'upload', kind: 'huge', status: 403 }], UNKNOWN],
  ['the upload is sent to another origin', [{ on: 'upload', kind: 'redirect' }], UNKNOWN],
  ['the upload is a 202 without a Location', [{ on: 'upload', kind: 'no-location' }], ALLOWED],
  ['the upload is a 202 with a Location elsewhere', [{ on: 'upload', kind: 'foreign-location' }], ALLOWED],
  ['the token is answered 500', [{ on: 'token', kind: 'status', status: 500 }], UNKNOWN],
  ['the token is answered by a page', [{ on: 'token', kind: 'html' }], UNKNOWN],
  ['a page of a proxy answers the token with 403', [{ on: 'token', kind: 'html', status: 403 }], UNKNOWN],
  ['the token is answered by half an answer', [{ on: 'token', kind: 'truncated' }], UNKNOWN],
  ['the token is answered by 30 MB', [{ on: 'token', kind: 'huge' }], UNKNOWN],
  ['the token is an empty 200', [{ on: 'token', kind: 'empty' }], UNKNOWN],
  ['the token is reset', [{ on: 'token', kind: 'reset' }], { ...UNKNOWN, cause: 'network-unreachable' }],
  ['the token has another content type', [{ on: 'token', kind: 'wrong-type' }], ALLOWED],
  ['the challenge names a realm elsewhere', [{ on: 'ping', kind: 'foreign-realm' }], UNKNOWN],
  ['the challenge is a page', [{ on: 'ping', kind: 'html' }], UNKNOWN],
  ['the challenge is answered 503', [{ on: 'ping', kind: 'status', status: 503 }], UNKNOWN],
  ['the challenge is an empty 401', [{ on: 'ping', kind: 'empty', status: 401 }], UNKNOWN],
  ['everything is reset', [{ on: 'any', kind: 'reset' }], { ...UNKNOWN, cause: 'network-unreachable' }],
  ['the upload is reset once', [{ on: 'upload', kind: 'reset', times: 1 }], ALLOWED],
  ['the upload is answered 503 twice', [{ on: 'upload', kind: 'status', times: 2 }], ALLOWED],
  [
    'the upload is answered 429 once, with Retry-After',
    [
      {
        on: 'upload',
        kind: 'status',
        status: 429,
        times: 1,
        headers: { 'retry-after': '1' },
        body: RATE_LIMIT,
      },
    ],
    ALLOWED,
  ],
  ['the upload hangs once', [{ on: 'upload', kind: 'hang', times: 1 }], { ...ALLOWED }],
  ['the upload is slow', [{ on: 'upload', kind: 'slow', ms: 1500 }], ALLOWED],
  [
    'the upload is refused once for no reason (W17)',
    [{ on: 'upload', kind: 'status', status: 403, body: HICCUP, times: 1 }],
    ALLOWED,
  ],
  ['the token is a page once', [{ on: 'token', kind: 'html', times: 1 }], ALLOWED],
  ['the token is cut off once', [{ on: 'token', kind: 'truncated', times: 1 }], ALLOWED],
  ['the challenge is reset once', [{ on: 'ping', kind: 'reset', times: 1 }], ALLOWED],
  ['the API is answered 500', [{ on: 'api', kind: 'status', status: 500 }], ALLOWED],
  ['the API is a page', [{ on: 'api', kind: 'html' }], ALLOWED],
];

const FAULTS: Row[] = [
  ...PUSH_FAULTS.map(
    ([what, faults, expected]): Row => ({
      name: `A push that is allowed, while ${what}`,
      images: 'octo-org/app:2',
      // A user's token, so that the API is asked as well.
      ghcr: 'owner',
      faults,
      ...expected,
    }),
  ),
  {
    name: 'A push that is refused, while the upload is answered 503 once first',
    images: 'octo-org/foreign-public:2',
    job: 'jobWrite',
    faults: [{ on: 'upload', kind: 'status', times: 1 }],
    verdict: 'denied',
    cause: NOT_GRANTED,
  },
  {
    name: 'A push that is refused, while the API is answered 500',
    images: 'octo-org/foreign-public:2',
    job: 'jobWrite',
    faults: [{ on: 'api', kind: 'status', status: 500 }],
    verdict: 'denied',
    cause: NOT_GRANTED,
  },
  {
    name: 'A push that is refused, while the API is reset',
    images: 'octo-org/new:2',
    job: 'jobNone',
    faults: [{ on: 'api', kind: 'reset' }],
    verdict: 'denied',
    cause: LACKS,
  },
  {
    name: 'A push that is refused, while the API hangs',
    images: 'octo-org/app:2',
    ghcr: 'readOnly',
    faults: [{ on: 'api', kind: 'hang' }],
    verdict: 'denied',
    cause: 'token-lacks-scope',
  },
  {
    name: 'Two images are pushed, while one of them is in trouble',
    images: 'octo-org/app:2\nocto-org/granted:2',
    job: 'jobWrite',
    faults: [{ on: 'upload', kind: 'status', image: 'octo-org/granted' }],
    verdict: 'unknown',
    cause: 'registry-unavailable',
  },
  {
    name: 'Two images are pushed, one is refused and the other in trouble',
    images: 'octo-org/foreign-public:2\nocto-org/app:2',
    job: 'jobWrite',
    faults: [{ on: 'upload', kind: 'status', image: 'octo-org/app' }],
    verdict: 'denied',
    cause: NOT_GRANTED,
  },
  {
    name: 'Two tokens are tried, while the registry has a bad day',
    images: 'octo-org/app:2',
    ghcr: 'expired',
    job: 'jobWrite',
    faults: [{ on: 'upload', kind: 'status' }],
    verdict: 'unknown',
  },
  ...(
    [
      ['the manifest is answered 503', [{ on: 'manifest', kind: 'status' }], UNKNOWN],
      ['the manifest is a page with 403', [{ on: 'manifest', kind: 'html', status: 403 }], UNKNOWN],
      ['the manifest is a page with 404', [{ on: 'manifest', kind: 'html', status: 404 }], UNKNOWN],
      ['the manifest is reset', [{ on: 'manifest', kind: 'reset' }], UNKNOWN],
      ['the manifest is sent elsewhere', [{ on: 'manifest', kind: 'redirect' }], UNKNOWN],
      [
        'the manifest is rate-limited (R1)',
        [{ on: 'manifest', kind: 'status', status: 429, body: RATE_LIMIT }],
        { ...UNKNOWN, cause: 'rate-limited' },
      ],
      ['the manifest is reset once', [{ on: 'manifest', kind: 'reset', times: 1 }], ALLOWED],
      [
        'the manifest is refused once for no reason (W17)',
        [{ on: 'manifest', kind: 'status', status: 403, body: HICCUP, times: 1 }],
        ALLOWED,
      ],
    ] satisfies FaultRow[]
  ).map(
    ([what, faults, expected]): Row => ({
      name: `A pull that is allowed, while ${what}`,
      access: 'pull',
      images: 'octo-org/app:1.4.0',
      job: 'jobRead',
      faults,
      ...expected,
    }),
  ),
];

/** What stands in the auth file, and what is asked where no token of ours counts. */
const LEFT_BEHIND: readonly Row[] = [
  {
    name: 'A public image is pulled where the only token is dead, and nobody is logged in',
    access: 'pull',
    images: 'octo-org/public:1',
    ghcr: 'expired',
    verdict: 'allowed',
  },
  {
    name: 'A push without tokens, where an earlier step has logged in',
    access: 'push',
    images: 'octo-org/app:2',
    left: 'owner',
    verdict: 'allowed',
  },
  {
    name: 'A push with a dead GHCR_TOKEN alone, where an earlier step has logged in',
    access: 'push',
    images: 'octo-org/app:2',
    ghcr: 'expired',
    left: 'owner',
    verdict: 'allowed',
    cause: 'token-rejected',
  },
  {
    name: 'A public image is pulled without tokens, where a stale login stands in the auth file (P2)',
    access: 'pull',
    images: 'octo-org/public:1',
    left: 'expired',
    verdict: 'denied',
  },
  {
    name: 'A push to a name that is the prefix of another package (P7)',
    access: 'push',
    images: 'octo-org/charts:2',
    job: 'jobWrite',
    verdict: 'allowed',
  },
];

/** All rows, the faults last. */
export const AGREEMENTS: readonly Agreement[] = [
  ...JOB_PUSHES,
  ...JOB_PULLS,
  ...TOKENS_PUSH,
  ...TOKENS_PULL,
  ...SPECIAL_TOKENS,
  ...OWNERS,
  ...EVENTS,
  ...MANIFESTS,
  ...FALLBACK,
  ...LISTS,
  ...LEFT_BEHIND,
  ...FAULTS,
].map((row) => ({ access: 'push', ...row }));

/** The conversation with the registry itself is disturbed: no client is compared there. */
export function isFault({ faults = [] }: Agreement): boolean {
  return faults.some(({ on }) => on !== 'api');
}

/** The clients in the order in which the rows take turns, whichever of them this machine has. */
export const CLIENTS = ['skopeo', 'buildah', 'crane', 'podman'] as const satisfies ClientName[];

/** What a client's own grammar refuses, before it asks anybody. */
const BEYOND: Partial<Record<ClientName, RegExp>> = {
  // "Docker references with both a tag and digest are currently not supported" (containers/image).
  skopeo: /:[^/@]+@/,
  // "invalid reference format", up to 1.28 at least.
  buildah: /:[^/@]+@/,
};

/** The real client that acts the row after us; null: there is nothing to compare. */
export function clientOf(row: Agreement): ClientName | null {
  if (isFault(row) || row.verdict === 'not-needed') return null;
  const turn = AGREEMENTS.indexOf(row);
  const inTurn = CLIENTS.map((_, step) => CLIENTS[(turn + step) % CLIENTS.length] as ClientName);
  return inTurn.find((name) => !BEYOND[name]?.test(row.images)) ?? null;
}

/** Who logs in at our step. Every fifth row does it for real, by docker and podman in turn; a fault would keep docker itself waiting. */
export function toolOf(row: Agreement): Tool {
  const turn = AGREEMENTS.indexOf(row);
  if (turn % 5 !== 0 || row.faults) return 'auth-file';
  return turn % 10 === 0 ? 'docker' : 'podman';
}

/** The `images` input with the lab's own host where the table says HOST. */
export function imagesAt({ images }: Agreement, registry: string): string {
  return images.replaceAll('HOST', registry);
}

/** The secrets as the two inputs hold them. */
export function tokensOf({ ghcr, job, spoil }: Agreement): Scenario['tokens'] {
  const secret = ghcr && SECRETS[ghcr];
  return {
    ghcrToken: secret && spoil ? spoil(secret) : secret,
    githubToken: job && SECRETS[job],
  };
}

/** The row as `runAction` takes it, for a lab that is already there. */
export function scenarioAt(row: Agreement, registry: string, language: Language): Scenario {
  const { name, access, verdict, faults } = row;
  return {
    name,
    title: { en: name, 'zh-CN': name },
    world: agreementWorld(),
    faults,
    repository: row.repository ?? HERE,
    ...(row.run ?? RUNS.push),
    tokens: tokensOf(row),
    inputs: { images: imagesAt(row, registry), access, language, 'fail-on': 'never' },
    workflow: workflowOf(row).replaceAll('ghcr.io', registry),
    workflowPath: '.github/workflows/publish.yml',
    job: BUILD_JOB,
    verdict,
    says: null,
  };
}

/** What the job's file says: the permission that the job's token has, unless the row says otherwise. */
function workflowOf({ access, job, permissions, push, run }: Agreement): string {
  if (access === 'pull' && !permissions) {
    const text = pullWorkflow('octo-org/app:1.4.0');
    return levelOf(job) === 'none' ? text.replace('      packages: read\n', '') : text;
  }
  const level = permissions ?? levelOf(job);
  const lines = level === 'write' || level === 'read' ? [`packages: ${level}`] : [];
  const text = publishWorkflow({
    permissions: ['contents: read', ...lines],
    on: run?.event === 'pull_request' ? 'pull_request' : 'push',
    push,
  });
  return level === 'unsaid' ? text.replace(/^ {4}permissions:\n(?: {6}.*\n)+/m, '') : text;
}

function levelOf(job: Who | undefined): 'write' | 'read' | 'none' {
  const token = job && agreementWorld().tokens[SECRETS[job]];
  return token?.packages ?? 'none';
}
