/** Addresses of the settings pages that a fix sends the user to: there is no API for what is set there (facts, number 8). */
import { repositoryOwner } from '../../evidence/repository-name.js';
import { packagePage, packageSettingsUrl } from '../../evidence/settings-url.js';
import type { OwnerType } from '../../evidence/types/run.js';
import type { Access } from '../../types.js';
import type { CaseImage, Subject } from '../case.js';

/** A new classic token with the right scope already ticked: to push, where nobody knows. */
export function newToken(serverUrl: string, access: Access | null, deletes = false): string {
  const scope = deletes
    ? 'read:packages,delete:packages'
    : access === 'pull'
      ? 'read:packages'
      : 'write:packages';
  return `${serverUrl}/settings/tokens/new?scopes=${scope}&description=GHCR_TOKEN`;
}

/** The user's own classic tokens: scopes, expiry, «Configure SSO». */
export function ownTokens(serverUrl: string): string {
  return `${serverUrl}/settings/tokens`;
}

/** The packages of an owner that the reader may see: a tab of a person's page, a page of an organisation. */
export function packageList(serverUrl: string, owner: string, ownerType: OwnerType): string {
  return ownerType === 'User' ? `${serverUrl}/${owner}?tab=packages` : `${serverUrl}/orgs/${owner}/packages`;
}

/** Who may create packages in an organisation. */
export function packageCreation(serverUrl: string, owner: string): string {
  return `${serverUrl}/organizations/${owner}/settings/packages`;
}

/** What GITHUB_TOKEN may do by default in a repository. */
export function actionsSettings(serverUrl: string, repository: string): string {
  return `${serverUrl}/${repository}/settings/actions`;
}

/** The repository's secrets; Dependabot has its own. */
export function secretsPage(serverUrl: string, repository: string, kind: 'actions' | 'dependabot'): string {
  return `${serverUrl}/${repository}/settings/secrets/${kind}`;
}

/**
 * The page of a package that the API was not asked about: its settings where the run tells of which type its owner is, for it
 * is the repository's too; else the one from which they are a step away.
 */
export function pageOfPackage(
  {
    serverUrl,
    repositoryServer = serverUrl,
    repository,
    ownerType,
  }: Pick<Subject, 'serverUrl' | 'repositoryServer' | 'repository' | 'ownerType'>,
  image: Pick<CaseImage, 'owner' | 'package'>,
): string {
  const isOwn = repositoryServer === serverUrl && repositoryOwner(repository)?.toLowerCase() === image.owner;
  return isOwn && ownerType ? packageSettingsUrl(serverUrl, image, ownerType) : packagePage(serverUrl, image);
}
