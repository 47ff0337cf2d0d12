/** What of a reference comes to nothing in every run, as the text calls it. */
import { originsIn } from '../../language/origins.js';

/** The names in a reference that are always empty: of variables that nothing sets, or of keys that are not there. */
export function lackedNames(reference: string): string[] {
  const names = originsIn(reference).flatMap((origin) => {
    if (origin.kind !== 'absent') return [];
    return origin.why === 'unset' ? origin.name : origin.why === 'impossible' ? `secrets.${origin.name}` : [];
  });
  return [...new Set(names)];
}

/** Those of them that a subshell has set, with which they are gone. */
export function lostNames(reference: string): string[] {
  return originsIn(reference).flatMap((origin) =>
    origin.kind === 'absent' && origin.isLost ? origin.name : [],
  );
}

/** The first of those that are always empty. */
export function emptyName(reference: string): string | null {
  return lackedNames(reference)[0] ?? null;
}
