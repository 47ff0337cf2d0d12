/**
 * Named worlds with a workflow run in them, for `demo` and for the tests. All of
 * them play in one organisation, so that what differs is what the name says.
 */
import type { Localized, Verdict } from '../../types.js';
import type { Fault } from '../faults.js';
import type { LabPackage, LabToken, World } from '../world.js';
import { forkPullRequestEvent, pushEvent } from './events.js';
import { inventToken } from './invented.js';
import { BUILD_JOB, publishWorkflow, pullWorkflow } from './workflows.js';

export interface Scenario {
  name: string;
  title: Localized;
  world: World;
  faults?: Fault[];
  /** `GITHUB_REPOSITORY`. */
  repository: string;
  /** `GITHUB_EVENT_NAME`. */
  event: string;
  /** What `GITHUB_EVENT_PATH` holds. */
  payload: Record<string, unknown>;
  /** `GITHUB_ACTOR`. */
  actor: string;
  /** `GITHUB_REF`. */
  ref: string;
  tokens: { ghcrToken?: string; githubToken?: string };
  /** The action's inputs, by name; `registry` and the tokens are for the caller to add. */
  inputs: Record<string, string>;
  /** Text of the workflow file, which is in the world's contents API as well. */
  workflow: string;
  workflowPath: string;
  /** Other files of the checkout, by path. */
  files?: Record<string, string>;
  /** `GITHUB_JOB`. */
  job: string;
  /** What the preflight has to find out. */
  verdict: Verdict;
  /** What the registry says to the first refused token; null when it refuses nothing. */
  says: string | null;
}

const REPOSITORY = 'octo-org/app';
const ACTOR = 'mona';
const WORKFLOW_PATH = '.github/workflows/publish.yml';
const FORK = 'hubot-fan/app';

/** The organisation, its people and a stranger: the same in every scenario. */
function octoOrg(): World['accounts'] {
  return [
    { login: 'octo-org', type: 'Organization', members: { [ACTOR]: 'owner', hubot: 'member' } },
    { login: ACTOR, type: 'User' },
    { login: 'hubot', type: 'User' },
    { login: 'hubot-fan', type: 'User' },
  ];
}

/** A package of the organisation, linked to the repository unless told otherwise. */
function appPackage(overrides: Partial<LabPackage> = {}): LabPackage {
  return {
    owner: 'octo-org',
    name: 'app',
    visibility: 'private',
    repository: REPOSITORY,
    tags: ['1.4.0', 'latest'],
    createdAt: '2026-03-02T10:11:12Z',
    ...overrides,
  };
}

/** What most scenarios have in common, and what one of them changes. */
interface Plot {
  name: string;
  title: Localized;
  verdict: Verdict;
  says: string | null;
  workflow: string;
  packages: LabPackage[];
  /** The `packages` permission that the job's token really has. */
  permission: NonNullable<LabToken['packages']>;
  ghcrToken?: LabToken;
  inputs?: Record<string, string>;
  faults?: Fault[];
  run?: Pick<Scenario, 'event' | 'payload' | 'actor' | 'ref'>;
}

function scenario(plot: Plot): Scenario {
  const githubToken = inventToken('github-token', plot.name);
  const tokens: World['tokens'] = {
    [githubToken]: { kind: 'github-token', repository: REPOSITORY, packages: plot.permission },
  };
  const ghcrToken = plot.ghcrToken ? inventToken(plot.ghcrToken.kind, plot.name) : undefined;
  if (ghcrToken && plot.ghcrToken) tokens[ghcrToken] = plot.ghcrToken;
  return {
    name: plot.name,
    title: plot.title,
    world: {
      accounts: octoOrg(),
      packages: plot.packages,
      tokens,
      files: { [`${REPOSITORY}:${WORKFLOW_PATH}`]: plot.workflow },
      repositories: {
        [REPOSITORY]: { visibility: 'public' },
        'octo-org/toolbox': { visibility: 'public' },
        [FORK]: { visibility: 'public' },
      },
    },
    ...(plot.faults ? { faults: plot.faults } : {}),
    repository: REPOSITORY,
    ...(plot.run ?? {
      event: 'push',
      payload: pushEvent(REPOSITORY, ACTOR),
      actor: ACTOR,
      ref: 'refs/heads/main',
    }),
    tokens: { ...(ghcrToken ? { ghcrToken } : {}), githubToken },
    inputs: { images: 'octo-org/app:1.5.0', ...plot.inputs },
    workflow: plot.workflow,
    workflowPath: WORKFLOW_PATH,
    job: BUILD_JOB,
    verdict: plot.verdict,
    says: plot.says,
  };
}

const MAY_WRITE = ['contents: read', 'packages: write'];

/** In the order in which `demo --list` shows them. */
export const SCENARIOS: readonly Scenario[] = [
  scenario({
    name: 'allowed',
    title: { en: 'Everything is in order', 'zh-CN': '一切正常' },
    verdict: 'allowed',
    says: null,
    workflow: publishWorkflow({ permissions: MAY_WRITE }),
    packages: [appPackage()],
    permission: 'write',
  }),
  scenario({
    name: 'lacks-write',
    title: {
      en: 'The job forgot packages: write',
      'zh-CN': '作业缺少 packages: write 权限',
    },
    verdict: 'denied',
    says: 'installation not allowed to Create organization package',
    workflow: publishWorkflow({ permissions: ['contents: read'] }),
    packages: [],
    permission: 'none',
  }),
  scenario({
    name: 'expired-ghcr-token',
    title: {
      en: 'GHCR_TOKEN has expired, GITHUB_TOKEN steps in',
      'zh-CN': 'GHCR_TOKEN 已过期，改用 GITHUB_TOKEN',
    },
    verdict: 'allowed',
    says: 'denied',
    workflow: publishWorkflow({
      permissions: MAY_WRITE,
      preflight: ['ghcr-token: ${{ secrets.GHCR_TOKEN }}'],
    }),
    packages: [appPackage()],
    permission: 'write',
    ghcrToken: {
      kind: 'classic-pat',
      login: ACTOR,
      scopes: ['repo', 'write:packages'],
      expired: true,
      expiresAt: '2026-01-31T09:00:00Z',
    },
  }),
  scenario({
    name: 'later-login',
    title: {
      en: 'A later login replaces the token that may push',
      'zh-CN': '后面的登录替换了有权推送的令牌',
    },
    verdict: 'denied',
    says: 'permission_denied: write_package',
    workflow: publishWorkflow({
      permissions: MAY_WRITE,
      preflight: ['ghcr-token: ${{ secrets.GHCR_TOKEN }}'],
      login: '${{ secrets.GITHUB_TOKEN }}',
    }),
    packages: [appPackage({ repository: 'octo-org/toolbox', visibility: 'public' })],
    permission: 'write',
    ghcrToken: { kind: 'classic-pat', login: ACTOR, scopes: ['write:packages'] },
  }),
  scenario({
    name: 'foreign-package',
    title: {
      en: 'The package belongs to another repository',
      'zh-CN': '软件包属于另一个存储库',
    },
    verdict: 'denied',
    says: 'permission_denied: write_package',
    workflow: publishWorkflow({ permissions: MAY_WRITE }),
    // Public, so that a push client gets as far as the sentence (a HEAD of a private one has none: W13).
    packages: [appPackage({ repository: 'octo-org/toolbox', visibility: 'public' })],
    permission: 'write',
  }),
  scenario({
    name: 'fork-pull-request',
    title: {
      en: 'A pull request from a fork tries to push',
      'zh-CN': '来自复刻（fork）的拉取请求尝试推送',
    },
    verdict: 'denied',
    says: 'installation not allowed to Write organization package',
    // The file asks for write; GitHub makes it read for a fork (facts, section 3).
    workflow: publishWorkflow({ permissions: MAY_WRITE, on: 'pull_request' }),
    packages: [appPackage({ visibility: 'public' })],
    permission: 'read',
    inputs: { images: 'octo-org/app:pr-17' },
    run: {
      event: 'pull_request',
      payload: forkPullRequestEvent(REPOSITORY, FORK, 'hubot-fan'),
      actor: 'hubot-fan',
      ref: 'refs/pull/17/merge',
    },
  }),
  scenario({
    name: 'two-images',
    title: {
      en: 'Two images, and one of them is refused',
      'zh-CN': '两个镜像，其中一个被拒绝',
    },
    verdict: 'denied',
    says: 'permission_denied: write_package',
    workflow: publishWorkflow({ permissions: MAY_WRITE, images: ['octo-org/app', 'octo-org/tools'] }),
    packages: [
      appPackage(),
      appPackage({ name: 'tools', repository: 'octo-org/toolbox', visibility: 'public' }),
    ],
    permission: 'write',
    inputs: { images: 'octo-org/app:1.5.0\nocto-org/tools:1.5.0' },
  }),
  scenario({
    name: 'missing-tag',
    title: { en: 'The tag to pull does not exist', 'zh-CN': '要拉取的标签不存在' },
    verdict: 'denied',
    says: 'manifest unknown',
    workflow: pullWorkflow('octo-org/app:1.5.0'),
    packages: [appPackage()],
    permission: 'read',
    inputs: { access: 'pull' },
  }),
  scenario({
    name: 'registry-trouble',
    title: { en: 'The registry has a bad day', 'zh-CN': '注册表出现故障' },
    verdict: 'unknown',
    says: null,
    workflow: publishWorkflow({ permissions: MAY_WRITE }),
    packages: [appPackage()],
    permission: 'write',
    faults: [{ on: 'upload', kind: 'status', status: 503, headers: { 'retry-after': '1' } }],
  }),
];

/** The scenario of this name, if there is one. */
export function findScenario(name: string): Scenario | undefined {
  return SCENARIOS.find((candidate) => candidate.name === name);
}
