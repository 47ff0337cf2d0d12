/**
 * The page on which a token is let in, out of the header `X-GitHub-SSO: required; url=…` (docs "Authenticating to the
 * REST API", facts L12); null: none is named.
 */
export function signOnPage(header: string): string | null {
  return /url=(https:\/\/[^\s;]+)/.exec(header)?.[1] ?? null;
}
