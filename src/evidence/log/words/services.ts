import type { Symptom } from '../types.js';
import { OUR_HOST } from './registry-names.js';

/** What GitHub's other services, and the runner, say of a permission that a job lacks: nobody else does (facts K16). */
export const SERVICE_SENTENCES = [
  ['id-token', /ACTIONS_ID_TOKEN_REQUEST/],
  ['attestations', /persist attestation|rest\/repos\/attestations/i],
  ['security-events', /rest\/code-scanning/i],
] as const;

/** The permission that such a sentence asks for; null: none of them says this. */
export function serviceIn(text: string): (typeof SERVICE_SENTENCES)[number][0] | null {
  return SERVICE_SENTENCES.find(([, sentence]) => sentence.test(text))?.[0] ?? null;
}

/** Of an account or its token both services say no: what is told of it by one of them explains the other's refusal. GraphQL knows no images. */
const OF_BOTH = /^(?!.*\bGraphQL\b).*(?:SAML enforcement|IP allow list|:packages scope|following scopes)/i;

/** Whether a sentence of the API tells of an account or its token, whatever was asked. */
export function isOfBoth(text: string): boolean {
  return OF_BOTH.test(text);
}

/** In the words of a client of the registry, or its own. */
const OF_REGISTRY = new RegExp(
  String.raw`\b${OUR_HOST}/|\bfailed to push\b|\bdocker (?:push|pull)\b|\b(?:denied|DENIED): |installation not allowed|permission_denied`,
);

/**
 * Whose refusal it is for certain: the REST API's, of what a token may do there, or the registry's. Neither is a print
 * of the other; null: it may be either's.
 */
export function refusedBy({ kind, text }: Pick<Symptom, 'kind' | 'text'>): 'api' | 'registry' | null {
  if (OF_REGISTRY.test(text)) return kind === 'refused' ? 'registry' : null;
  return kind === 'api' && serviceIn(text) === null && !OF_BOTH.test(text) ? 'api' : null;
}
