/** A repository as the address of its page names it, for those who copy it from there. */

const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|(?=github\.com\/))(?:www\.)?([^/]+)\/?([^?#]*)/i;
const PAGE = /^([^/]+\/[^/]+?)(?:\.git)?(?:\/tree\/(.+?))?\/?$/;

/**
 * `OWNER/NAME` or `OWNER/NAME@REF` of `https://github.com/OWNER/NAME[/tree/REF]`; null for an address of anything
 * else. What is no address stays as it is.
 *
 * @param server another one whose repositories are read: `https://github.example.com`
 */
export function repositoryNamed(given: string, server: string | null): string | null {
  const [, host, path = ''] = ADDRESS.exec(given) ?? [];
  if (host === undefined) return given;
  const isServer = host.toLowerCase() === (server === null ? 'github.com' : new URL(server).host);
  const [, name, ref] = (isServer && PAGE.exec(path)) || [];
  if (name === undefined) return null;
  return ref === undefined ? name : `${name}@${decoded(ref)}`;
}

function decoded(ref: string): string {
  try {
    return decodeURIComponent(ref);
  } catch {
    return ref;
  }
}
