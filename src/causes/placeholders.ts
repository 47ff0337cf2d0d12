/** What the book of causes (pages, SARIF rules) says instead of facts. The same in every language. */
import type { Cause } from './cause.js';
import type { Facts } from './facts.js';

const PLACEHOLDERS: Facts = {
  access: 'push',
  registry: 'ghcr.io',
  image: 'ghcr.io/OWNER/NAME',
  reference: 'ghcr.io/OWNER/NAME:TAG',
  given: 'ghcr.io/OWNER/NAME:TAG',
  owner: 'OWNER',
  package: 'NAME',
  tag: 'TAG',
  repository: 'OWNER/REPOSITORY',
  repositoryOwner: 'OWNER',
  event: 'push',
  job: 'JOB',
  token: 'GITHUB_TOKEN',
  tokenKind: '',
  login: '',
  scopes: '',
  expires: '',
  said: '',
  status: '',
  requestId: '',
  settingsUrl: 'https://github.com/orgs/OWNER/packages/container/NAME/settings',
  packageRepository: '',
  serverUrl: 'https://github.com',
  corrected: '',
  detail: '',
  reason: '',
  seenIn: '',
};

export function placeholders(cause: Pick<Cause, 'example'>): Facts {
  return { ...PLACEHOLDERS, ...cause.example };
}
