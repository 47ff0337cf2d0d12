/** The checklist before a first push: what the texts of the checkout say, beside what the registry told. */

import { heldSecrets, maskAll } from '../evidence/secrets.js';
import type { Evidence } from '../evidence/types.js';
import { checklist } from '../judge/checklist.js';
import type { Language, PlanItem } from '../types.js';
import { plannedPushes } from '../workflow/planning/planned-pushes.js';
import { secretUses } from '../workflow/planning/secret-uses.js';
import { dockerfileLabels } from '../workflow/planning/source-label.js';

/**
 * Never rejects.
 *
 * @param root of the checkout; null: there is none
 */
export async function plan(evidence: Evidence, root: string | null, language: Language): Promise<PlanItem[]> {
  const { run, registry } = evidence;
  const texts = root === null ? null : await plannedPushes(root, run.repository, registry).catch(() => null);
  const items = checklist(
    evidence,
    {
      pushes: texts?.pushes ?? [],
      secrets: secretUses(texts?.documents ?? []),
      labels: root === null ? [] : dockerfileLabels(root).labels,
      empty: emptyIn(evidence),
    },
    language,
  );
  return maskAll(items, heldSecrets.mask);
}

/** The secrets that an input of this step names, and that came empty. */
function emptyIn({ missingTokens, workflow }: Evidence): ReadonlySet<string> {
  const given = workflow?.tokenExpressions.ghcrToken ?? '';
  const names = missingTokens.includes('ghcr-token')
    ? [...given.matchAll(/\bsecrets\s*\.\s*(\w+)/g)].map(([, name = '']) => name.toUpperCase())
    : [];
  return new Set(names);
}
