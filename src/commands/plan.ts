/** The checklist before a first push: what the texts of the checkout say, beside what the registry told. */
import { heldSecrets, maskAll } from '../evidence/secrets/secrets.js';
import type { Evidence } from '../evidence/types/evidence.js';
import { checklist, type PlanTexts } from '../judge/checklist.js';
import type { Language, PlanItem } from '../types.js';
import { plannedPushes } from '../workflow/planning/planned-pushes.js';
import { type NamedSecret, secretUses } from '../workflow/planning/secret-uses.js';
import { dockerfileLabels } from '../workflow/planning/source-label.js';

/**
 * Never rejects.
 *
 * @param root of the checkout; null: there is none
 */
export async function plan(evidence: Evidence, root: string | null, language: Language): Promise<PlanItem[]> {
  const { run, registry } = evidence;
  const texts = root === null ? null : await plannedPushes(root, run.repository, registry).catch(() => null);
  const secrets = secretUses(texts?.documents ?? []);
  const items = checklist(
    evidence,
    {
      pushes: texts?.pushes ?? [],
      secrets,
      labels: root === null ? [] : dockerfileLabels(root),
      seen: seenIn(evidence, secrets),
    },
    language,
  );
  return maskAll(items, heldSecrets.mask);
}

/** What this run shows of the secrets that its own step hands to `ghcr-token`. */
function seenIn(
  { tokens, missingTokens, run }: Evidence,
  secrets: readonly NamedSecret[],
): PlanTexts['seen'] {
  const handed = secrets.filter(({ places }) =>
    places.some(({ key, job }) => key === 'ghcr-token' && job !== null && job === run.job),
  );
  const [only, another] = handed;
  if (missingTokens.includes('ghcr-token')) return new Map(handed.map(({ name }) => [name, 'empty']));
  const isGiven = tokens.some(({ source }) => source === 'ghcr-token');
  // Of several nobody can say which one it was.
  return isGiven && only && !another ? new Map([[only.name, 'set']]) : new Map();
}
