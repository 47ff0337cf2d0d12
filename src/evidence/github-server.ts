/** What belongs to a GitHub server: its registry, and its API. Pure. */
import { isLoopback, isLoopbackHost } from './http.js';

/**
 * The registry that belongs to a GitHub server: `ghcr.io`, `containers.HOST` on GHES,
 * `containers.SUBDOMAIN.ghe.com` on GHE.com (facts, section 5).
 */
export function registryOf(serverUrl: string): string {
  const { host } = new URL(serverUrl);
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`;
}

/** The other way round; a registry that belongs to no GitHub server, such as one on loopback, gives github.com. */
export function serverOf(registry: string | null): string {
  const [, host] = /^containers\.(.+)$/.exec(registry ?? '') ?? [];
  return `https://${host ?? 'github.com'}`;
}

/**
 * May what belongs to this GitHub server go to this registry: the job's own token, and the server's API as a witness?
 * A registry on this machine stands for any.
 */
export function belongsTo(registry: string, serverUrl: string): boolean {
  return isLoopbackHost(registry) || registry === registryOf(serverUrl);
}

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
  if (host === 'github.com') return 'https://api.github.com';
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `https://${host}/api/v3`;
}
