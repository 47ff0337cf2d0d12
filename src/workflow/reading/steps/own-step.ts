/** What our own step is to those after it: a login, and outputs with the names of the images. */
import { withoutTag } from '../../../evidence/registry/untagged.js';
import type { Sign } from '../../knowledge/clients.js';
import { OWN_LOGIN } from '../../language/origins.js';
import type { Value } from '../../language/values.js';

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

/**
 * Its outputs that later steps build names of (contract, section 2).
 *
 * @param images references that the step asks about, in their order
 */
export function ownOutputs(registry: string, images: readonly string[]): [string, Value][] {
  const names = [...new Set(images.map(withoutTag))];
  return [
    ['registry', registry],
    ['images', images.join('\n')],
    ['image', images[0] ?? ''],
    ['image-names', names.join('\n')],
    ['image-name', names[0] ?? ''],
  ];
}
