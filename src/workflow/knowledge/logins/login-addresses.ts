/** What login commands make of an address with more in it than the registry's host (measured with podman 4, skopeo, crane and oras). */
import { hasHole } from '../../language/values.js';

/**
 * - host: nothing but the host (go-containerregistry, `name.NewRegistry`; oras-go, `ParseReference`)
 * - part: a host, or a path behind it, for whose images alone the login is kept (containers/common pkg/auth, Login)
 */
export type LoginAddress = 'host' | 'part';

/** Does the client refuse it, and ask nobody? Behind a scheme podman and its like look at the host alone. */
export function isRefusedAddress(given: string, takes: LoginAddress): boolean {
  if (takes === 'host') return given.includes('/');
  const path = pathIn(given);
  return path !== null && (/(?:^|\/)(?:\/|$)|[A-Z:@]/.test(path) || /\s/.test(given));
}

/** The part of the registry that the login is kept for; null: all of it. */
export function partOfAddress(given: string, takes: LoginAddress): string | null {
  return takes === 'part' && !isRefusedAddress(given, takes) ? pathIn(given) : null;
}

/** Behind the host; null: there is none, or a scheme is in front, or may be. */
function pathIn(given: string): string | null {
  const slash = given.indexOf('/');
  if (slash === -1 || /^https?:\/\//i.test(given) || hasHole(given.slice(0, slash))) return null;
  return given.slice(slash + 1);
}
