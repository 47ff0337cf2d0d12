import type { Symptom } from '../types.js';
import { OUR_HOST } from './registry-names.js';

/** What GitHub's other services, and the runner, say of a permission that a job lacks: nobody else does (facts K16). */
export const SERVICE_SENTENCES = [
  ['id-token', /ACTIONS_ID_TOKEN_REQUEST/],
  ['attestations', /persist attestation|rest\/repos\/attestations/i],
  // The action's own, of whatever it was refused: a repository without code scanning gets it too, and is told so.
  [
    'security-events',
    /rest\/code-scanning|does not have permission to access the CodeQL Action API(?!.*\bnot enabled\b)/i,
  ],
] as const;

type Service = (typeof SERVICE_SENTENCES)[number][0];

/** Steps that ask one of them for nothing else: what the API refuses to them is of that service. Each action's README says so. */
const SERVICE_STEPS: readonly (readonly [Service, RegExp])[] = [
  ['attestations', /\bactions\/attest(?:-build-provenance|-sbom)?@/i],
  ['security-events', /\bgithub\/codeql-action\/(?:analyze|upload-sarif)@/i],
];

/** The API's, of whatever a token may not do (GitHub docs: Troubleshooting the REST API). */
const NOT_ACCESSIBLE = /\bResource not accessible by integration\b/;

/**
 * The permission that such a sentence asks for; null: none of them says this.
 *
 * @param step that prints it, by its name or its action
 */
export function serviceIn(text: string, step: string | null = null): Service | null {
  const said = SERVICE_SENTENCES.find(([, sentence]) => sentence.test(text))?.[0];
  if (said !== undefined) return said;
  if (step === null || !NOT_ACCESSIBLE.test(text)) return null;
  return SERVICE_STEPS.find(([, pattern]) => pattern.test(step))?.[0] ?? null;
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
export function refusedBy({
  kind,
  text,
  step,
}: Pick<Symptom, 'kind' | 'text' | 'step'>): 'api' | 'registry' | null {
  if (OF_REGISTRY.test(text)) return kind === 'refused' ? 'registry' : null;
  return kind === 'api' && serviceIn(text, step) === null && !OF_BOTH.test(text) ? 'api' : null;
}
