/** The pages of packages on GitHub, as people copy them from the browser, and what they are called at the registry. */
import { parseUrl } from '../http/http.js';

/** Where a package has its pages: of an organisation, of a user, beside a repository. */
const PATHS = [
  /^\/(?:orgs|users)\/([^/]+)\/packages\/container\/(?:package\/)?([^/]+)(?:\/(?:\d+|settings|versions)?.*)?$/i,
  /^\/([^/]+)\/[^/]+\/pkgs\/container\/([^/]+)(?:\/.*)?$/i,
];

/**
 * `owner/name[:tag]` in lower case of a page such as `https://github.com/orgs/OWNER/packages/container/package/NAME`;
 * null for the address of anything else.
 *
 * @param server address of the GitHub server that it must be on
 */
export function packageAt(address: string, server: string): string | null {
  const url = parseUrl(
    /^[\w.-]+\.[a-z]+\/(?:orgs|users|[\w.-]+\/[\w.-]+\/pkgs)\//i.test(address)
      ? `https://${address}`
      : address,
  );
  if (!url || !/^https?:$/.test(url.protocol) || url.host !== new URL(server).host) return null;
  for (const path of PATHS) {
    const [, owner, name] = path.exec(url.pathname) ?? [];
    if (!owner || !name) continue;
    const tag = url.searchParams.get('tag');
    try {
      return `${owner}/${decodeURIComponent(name)}`.toLowerCase() + (tag ? `:${tag}` : '');
    } catch {
      return null;
    }
  }
  return null;
}
