/**
 * Where Manage Actions access and visibility are set: there is no API for either (facts, number 8).
 * Without the owner's type the organisation's address is given: GitHub's packages live there more often.
 */
export function packageSettingsUrl(
  serverUrl: string,
  image: { owner: string; package: string },
  ownerType: 'User' | 'Organization' | null,
): string {
  const kind = ownerType === 'User' ? 'users' : 'orgs';
  return `${serverUrl}/${kind}/${image.owner}/packages/container/${encodeURIComponent(image.package)}/settings`;
}
