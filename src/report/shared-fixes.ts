/** Repairs that several findings share, such as that of an `env` which all jobs use. */
import type { Finding } from '../types.js';

/**
 * Findings whose diff an earlier one has shown already: it is not shown again.
 *
 * @param findings in the order in which they are told
 */
export function mendedAbove(findings: readonly Finding[]): ReadonlySet<Finding> {
  const seen = new Set<string>();
  return new Set(
    findings.filter(({ repository, fix: { diff } }) => {
      const key = JSON.stringify([repository, diff]);
      return diff !== null && seen.size === seen.add(key).size;
    }),
  );
}
