/** Which GitHub server is named, and what belongs to it: its registry, and its API. Pure. */
import { isLoopback, isLoopbackHost, webUrl } from './http/http.js';

/**
 * `https://HOST` of the server that a host or an address names; null for what is neither. Any page of a server names it,
 * and so does each host of GitHub's own services: whoever copies the address of the API or of the registry means that server.
 * What another host belongs to, its name does not tell: a token for it must not go to the rest of its name.
 */
export function serverNamed(given: string): string | null {
  const text = given.trim();
  const url = webUrl(/^[^/:]+(?::\d+)?\/?$/.test(text) ? `https://${text}` : text);
  if (!url) return null;
  const host = url.hostname.replace(/\.$/, '');
  const main = host.replace(BEFORE_ITS_OWN, '');
  if (url.port === '' && (main === GITHUB || main === 'ghcr.io')) return `https://${GITHUB}`;
  return `${url.protocol}//${url.host.replace(url.hostname, main)}`;
}

const GITHUB = 'github.com';

/** What hosts of GitHub's services have before a server's own (facts, section 5; docs "Network details for GHE.com"). */
const BEFORE_ITS_OWN = /^.+\.(?=(?:github|[^.]+\.ghe)\.com$)/;

/**
 * The registry that belongs to a GitHub server: `ghcr.io`, `containers.HOST` on GHES,
 * `containers.SUBDOMAIN.ghe.com` on GHE.com (facts, section 5).
 */
export function registryOf(serverUrl: string): string {
  const { host } = new URL(serverUrl);
  return host === GITHUB ? 'ghcr.io' : `containers.${host}`;
}

/** The other way round; a registry that belongs to no GitHub server, such as one on loopback, gives github.com. */
export function serverOf(registry: string | null): string {
  const [, host] = /^containers\.(.+)$/.exec(registry ?? '') ?? [];
  return `https://${host ?? GITHUB}`;
}

/**
 * May what belongs to this GitHub server go to this registry: the job's own token, and the server's API as a witness?
 * A registry on this machine stands for any.
 */
export function belongsTo(registry: string, serverUrl: string): boolean {
  return isLoopbackHost(registry) || registry === registryOf(serverUrl);
}

/**
 * May a token of GitHub's, which a person has named for this registry, go there? To GitHub's own, to what is called as the
 * registry of a server of one's own, and to what has the name of the server at hand or stands under it, at any port: nobody
 * else, such as a mirror of ghcr.io, does anything with one but keep it.
 */
export function mayTakeGithubTokens(registry: string, serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  const isUnderOwn = hostname !== GITHUB && `.${registry.replace(/:\d+$/, '')}`.endsWith(`.${hostname}`);
  return belongsTo(registry, serverUrl) || isUnderOwn || OF_GITHUB.test(registry);
}

const OF_GITHUB = /^(?:ghcr\.io|docker\.pkg\.github\.com|containers\..+|docker\.[^.]+\.ghe\.com)$/;

/** Whose pages tell of a registry's packages and of the tokens for it: a job may push to the registry of another server. */
export function serverBehind(registry: string, serverUrl: string): string {
  return belongsTo(registry, serverUrl) ? serverUrl : serverOf(registry);
}

/** The server's own API. An address that is given counts where it is the server's too, or this machine. */
export function apiOf(serverUrl: string, given: string | null): string {
  const { host } = new URL(serverUrl);
  const api = given === null ? null : new URL(given);
  if (api && (api.host === host || api.host === `api.${host}` || isLoopback(api.hostname)))
    return given as string;
  return /^github\.com$|\.ghe\.com$/.test(host) ? `https://api.${host}` : `https://${host}/api/v3`;
}
