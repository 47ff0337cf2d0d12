/** What our own step is to those after it: a login, and outputs with the names of the images. */
import type { Sign } from '../../../knowledge/clients.js';
import { OWN_LOGIN } from '../../../language/origins.js';

/** How our step was started, as far as later steps depend on it. */
export interface OwnStep {
  /** The images given to it, normalised; none: what the job pushes. */
  images: readonly string[];
  /** Does it log in? `podman`: with podman alone, whose file docker does not read. */
  login: 'docker' | 'podman' | 'none';
}

/** The login that it leaves behind; null: it makes none. */
export function ownSign(registry: string, { login }: OwnStep): Sign | null {
  if (login === 'none') return null;
  // Podman writes docker's file where DOCKER_CONFIG is set, so its login may be found in both.
  const stores = login === 'docker' ? (['docker'] as const) : (['containers', 'docker'] as const);
  return { host: registry, password: OWN_LOGIN, stores };
}
