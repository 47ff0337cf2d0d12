/**
 * GitHub's side of a system: who owns what, which secrets there are, which event started the run. A mistake that no file
 * shows is a change of these settings.
 */

import type { Fault } from '../../src/lab/faults.js';
import { forkPullRequestEvent, pushEvent } from '../../src/lab/scenarios/events.js';
import { inventToken } from '../../src/lab/scenarios/invented.js';
import type { Account, LabPackage, LabToken, World } from '../../src/lab/world.js';

/** What can be changed by hand on GitHub or befalls a run. Absent: as it is where all is well. */
export interface Settings {
  /** Of the repository, by name: text in which `{name}` is the token of that name below; null: not defined. */
  secrets?: Record<string, string | null>;
  /** Of every package of the system; null: none exists yet. */
  package?: Partial<LabPackage> | null;
  organization?: Partial<Account>;
  /** "Workflow permissions" of the repository; for a new one GitHub chooses `read`. */
  workflow_permissions?: 'read' | 'write';
  event?: keyof typeof EVENTS;
  faults?: Fault[];
}

const ORGANIZATION = 'octo-org';

const TOKENS = {
  good: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'] },
  'read-only': { kind: 'classic-pat', login: 'mona', scopes: ['read:packages'] },
  'without-scope': { kind: 'classic-pat', login: 'mona', scopes: [] },
  'repo-only': { kind: 'classic-pat', login: 'mona', scopes: ['repo'] },
  expired: { kind: 'classic-pat', login: 'mona', scopes: ['write:packages'], expired: true },
  'fine-grained': { kind: 'fine-grained-pat', login: 'mona' },
  'of-another-user': { kind: 'classic-pat', login: 'stranger', scopes: ['write:packages'] },
  authorized: {
    kind: 'classic-pat',
    login: 'mona',
    scopes: ['write:packages'],
    ssoAuthorized: [ORGANIZATION],
  },
  password: { kind: 'unknown' },
} as const satisfies Record<string, LabToken>;

export type TokenName = keyof typeof TOKENS;

/** The secret of each, by name. */
export const TOKEN = Object.fromEntries(
  Object.entries(TOKENS).map(([name, { kind }]) => [name, inventToken(kind, `systems-${name}`)]),
) as Record<TokenName, string>;

export const SHA = 'd0c5f1a2b3c4d5e6f708192a3b4c5d6e7f809102';

export interface Run {
  event: string;
  payload: Record<string, unknown>;
  actor: string;
  ref: string;
}

const EVENTS = {
  push: (repository: string) => run('push', pushEvent(repository, 'mona'), 'mona', 'refs/heads/main'),
  feature: (repository: string) =>
    run(
      'push',
      { ...pushEvent(repository, 'mona'), ref: 'refs/heads/feature/login' },
      'mona',
      'refs/heads/feature/login',
    ),
  pull_request: (repository: string) =>
    run('pull_request', forkPullRequestEvent(repository, repository, 'mona'), 'mona', 'refs/pull/17/merge'),
  fork: (repository: string) =>
    run(
      'pull_request',
      forkPullRequestEvent(repository, 'stranger/fork', 'stranger'),
      'stranger',
      'refs/pull/17/merge',
    ),
  dependabot: (repository: string) =>
    run(
      'pull_request',
      forkPullRequestEvent(repository, repository, 'dependabot[bot]'),
      'dependabot[bot]',
      'refs/pull/17/merge',
    ),
};

function run(event: string, payload: Record<string, unknown>, actor: string, ref: string): Run {
  return { event, payload, actor, ref };
}

export function runOf({ event = 'push' }: Settings, repository: string): Run {
  return EVENTS[event](repository);
}

/** Runs of a fork's pull request and of Dependabot see no secret of Actions (facts, section 3). */
function isOutside({ event }: Settings): boolean {
  return event === 'fork' || event === 'dependabot';
}

export function secretsOf(
  settings: Settings,
  usual: Readonly<Record<string, string>>,
): Record<string, string> {
  if (isOutside(settings)) return {};
  const given = Object.entries({ ...usual, ...settings.secrets });
  return Object.fromEntries(
    given.flatMap(([name, text]) => (text === null ? [] : [[name, withTokens(text)]])),
  );
}

/** `{good}` and the like, replaced by the token. */
export function withTokens(text: string): string {
  return text.replaceAll(/\{([\w-]+)\}/g, (_, name: TokenName) => {
    if (!TOKEN[name]) throw new Error(`no token is called ${name}`);
    return TOKEN[name];
  });
}

/** @param packages by what follows the owner; each linked to the repository, unless the settings say otherwise */
export function worldOf(settings: Settings, repository: string, packages: readonly string[]): World {
  return {
    accounts: [
      { login: ORGANIZATION, type: 'Organization', members: { mona: 'owner' }, ...settings.organization },
      { login: 'mona', type: 'User' },
      { login: 'stranger', type: 'User' },
    ],
    packages:
      settings.package === null
        ? []
        : packages.map((name) => ({
            owner: ORGANIZATION,
            name,
            visibility: 'private',
            repository,
            tags: ['latest', 'main'],
            ...settings.package,
          })),
    tokens: Object.fromEntries(
      Object.entries(TOKENS).map(([name, token]) => [TOKEN[name as TokenName], token]),
    ),
    repositories: { [repository]: { visibility: 'private' } },
  };
}
