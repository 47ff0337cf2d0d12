/** Who asks, when it is we ourselves: we know from where. */
import { DOCKER_VARIABLE } from '../../evidence/credentials/environment-login.js';
import type { Place } from '../../evidence/types/evidence.js';
import type { TokenEvidence } from '../../evidence/types/token.js';
import type { Asker } from './asker.js';
import {
  AT_A_TERMINAL,
  IN_A_CLUSTER,
  IN_DOCKERS_VARIABLE,
  IN_PODMAN,
  IN_VARIABLES,
  ON_A_SERVER,
  PIPELINE,
  WORKFLOW,
} from './places.js';

/** In whose words a live answer is told: by where we ask from, and where the token came from. */
export function askerAt(place: Place, token: Pick<TokenEvidence, 'source' | 'file'> | null): Asker {
  switch (place) {
    case 'workflow':
      return WORKFLOW;
    case 'pipeline':
      return PIPELINE;
    case 'cluster':
      return IN_A_CLUSTER;
    default:
      if (token?.source !== 'auth-file') return place === 'server' ? ON_A_SERVER : IN_VARIABLES;
      if (token.file === DOCKER_VARIABLE) return IN_DOCKERS_VARIABLE;
      return token.file?.endsWith('auth.json') ? IN_PODMAN : AT_A_TERMINAL;
  }
}
