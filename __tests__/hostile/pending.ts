/**
 * Situations that do not hold yet, by name. Such a test must fail: one that passes makes the run fail, so that
 * the list can only shrink.
 */
export const PENDING: ReadonlySet<string> = new Set<string>([]);
