/** An organisation with a repository of every kind that an audit meets. */
import type { LabToken, World } from '../../src/lab/world.js';

export const OWNER_TOKEN = 'ghp_auditAuditAuditAuditAuditAuditAudit0001';
export const NO_SCOPE = 'ghp_auditAuditAuditAuditAuditAuditAudit0002';
export const STRANGER = 'ghp_auditAuditAuditAuditAuditAuditAudit0003';
export const JOB_TOKEN = 'ghs_auditAuditAuditAuditAuditAuditAudit0004';

export const LOGIN = `      - uses: docker/login-action@v3
        with: { registry: ghcr.io, username: x, password: '\${{ secrets.GITHUB_TOKEN }}' }
`;

/** A workflow with one job, `image`, that pushes `ghcr.io/octo-org/NAME:1` with the job's own token. */
export function pushing(name: string, permissions: string, on = 'push'): string {
  return `on: ${on}
jobs:
  image:
    runs-on: ubuntu-latest
    permissions: ${permissions}
    steps:
${LOGIN}      - run: docker push ghcr.io/octo-org/${name}:1
`;
}

export const CI = '.github/workflows/ci.yml';

const tokens = (): Record<string, LabToken> => ({
  [OWNER_TOKEN]: { kind: 'classic-pat', login: 'mona', scopes: ['repo', 'read:packages'] },
  [NO_SCOPE]: { kind: 'classic-pat', login: 'mona', scopes: ['repo'] },
  [STRANGER]: { kind: 'classic-pat', login: 'hubot', scopes: ['repo', 'read:packages'] },
  [JOB_TOKEN]: { kind: 'github-token', repository: 'octo-org/fine', packages: 'read' },
});

export function organization(more: Partial<World> = {}): World {
  return {
    accounts: [
      { login: 'octo-org', type: 'Organization', members: { mona: 'owner' } },
      { login: 'mona', type: 'User' },
      { login: 'hubot', type: 'User' },
    ],
    packages: [
      { owner: 'octo-org', name: 'fine', visibility: 'private', repository: 'octo-org/fine' },
      { owner: 'octo-org', name: 'loose', visibility: 'private', repository: null },
      { owner: 'octo-org', name: 'moved', visibility: 'public', repository: 'octo-org/fine' },
      { owner: 'octo-org', name: 'lost', visibility: 'private', repository: null },
    ],
    tokens: tokens(),
    repositories: {
      'octo-org/Archive': { visibility: 'public', archived: true },
      'octo-org/barren': { visibility: 'public', empty: true },
      'octo-org/caller': { visibility: 'private' },
      'octo-org/fine': { visibility: 'private' },
      'octo-org/docs': { visibility: 'public' },
      'octo-org/fork': { visibility: 'public', fork: true },
      'octo-org/wrong': { visibility: 'public' },
      ...more.repositories,
    },
    files: {
      [`octo-org/Archive:${CI}`]: pushing('archive', '{packages: read}'),
      [`octo-org/caller:${CI}`]:
        'on: push\njobs:\n  call:\n    permissions: {packages: write, contents: read}\n    uses: octo-org/shared/.github/workflows/build.yml@v1\n',
      [`octo-org/fine:${CI}`]: pushing('fine', '{packages: write}'),
      'octo-org/docs:README.md': '# docs',
      [`octo-org/fork:${CI}`]: pushing('fork', '{packages: read}'),
      [`octo-org/large:${CI}`]: `${pushing('large', '{packages: read}')}# ${'x'.repeat(600 * 1024)}\n`,
      'octo-org/large:.github/workflows/huge.yml': `# ${'x'.repeat(3 * 1024 * 1024)}\n`,
      [`octo-org/loose:${CI}`]: pushing('loose', '{packages: write}'),
      [`octo-org/make:${CI}`]: `on: push\njobs:\n  ship:\n    permissions: {contents: read}\n    runs-on: ubuntu-latest\n    steps:\n${LOGIN}      - run: make push\n`,
      'octo-org/make:Makefile': 'push:\n\tscripts/push.sh\n',
      'octo-org/make:scripts/push.sh': 'docker push ghcr.io/octo-org/make:1\n',
      [`octo-org/moved:${CI}`]: pushing('moved', '{packages: write}'),
      'octo-org/shared@v1:.github/workflows/build.yml': pushing(
        'shared',
        '{contents: read}',
        'workflow_call',
      ),
      'octo-org/shared:.github/workflows/build.yml': pushing('shared', '{packages: write}', 'workflow_call'),
      [`octo-org/wrong:${CI}`]: pushing('wrong', '{packages: read}'),
      ...more.files,
    },
    ...(more.links ? { links: more.links } : {}),
    ...(more.limits ? { limits: more.limits } : {}),
  };
}
