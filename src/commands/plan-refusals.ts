/** What the workflows of a checkout are refused for as they stand: the token at hand may do what their own may not. */
import { planRefusals } from '../judge/plan-refusals.js';
import type { Language, PlanItem } from '../types.js';
import { lint } from './lint.js';

/** Never rejects. */
export async function refusedAsWritten(
  root: string,
  repository: string | null,
  registry: string,
  serverUrl: string,
  language: Language,
): Promise<PlanItem[]> {
  const { report } = await lint({
    paths: [root],
    root,
    repository,
    event: null,
    registry,
    serverUrl,
    language,
  });
  return planRefusals(report.findings, registry, language);
}
