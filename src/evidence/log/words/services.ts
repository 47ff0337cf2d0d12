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
