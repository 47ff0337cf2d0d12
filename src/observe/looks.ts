/** What both halves of explaining have and ask: which answers are refusals, and whose a token is. */
import type { RegistryProbe } from '../evidence/registry/probe.js';
import type { Credential } from '../evidence/token.js';
import type { Answer } from '../evidence/types/answer.js';
import { hasScopes } from '../evidence/types/token.js';
import type { WorkflowReading } from '../workflow/reading/this-run.js';
import type { ApiAccess } from './sources.js';
import type { Trial } from './trials.js';

/** By what more can be found out. */
export interface Means {
  trials: Trial[];
  chosen: Trial | null;
  probe: RegistryProbe;
  api: ApiAccess;
  workflow: () => Promise<WorkflowReading>;
}

/** Did the registry refuse it? A name that is none was not asked about, and a platform is no matter of permissions. */
export function isRefusal({ outcome, step }: Answer): boolean {
  return outcome === 'refused' && step !== 'name' && step !== 'platform';
}

/** A kind of token that a person makes; of an unknown one nothing is asked. */
export function isOfPerson({ kind }: Credential): boolean {
  return hasScopes(kind) || kind === 'fine-grained-pat';
}
