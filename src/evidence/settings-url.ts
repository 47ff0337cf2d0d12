import type { OwnerType } from './types/run.js';

/**
 * Where Manage Actions access and visibility are set: there is no API for either (facts, number 8).
 * Without the owner's type the organisation's address is given; where it was never asked for, see `packagePage`.
 */
export function packageSettingsUrl(
  serverUrl: string,
  image: { owner: string; package: string },
  ownerType: OwnerType | null,
): string {
  const kind = ownerType === 'User' ? 'users' : 'orgs';
  return `${serverUrl}/${kind}/${image.owner}/packages/container/${encodeURIComponent(image.package)}/settings`;
}

/**
 * The page of a package whose owner nobody has looked up: the registry's own address sends a browser to the
 * page under `/users/` or `/orgs/`, and from there «Package settings» is one step.
 */
export function packagePage(serverUrl: string, image: { owner: string; package: string }): string {
  return serverUrl === 'https://github.com'
    ? `https://ghcr.io/${image.owner}/${image.package}`
    : packageSettingsUrl(serverUrl, image, null);
}
