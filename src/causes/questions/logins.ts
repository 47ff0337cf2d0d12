/** What a log shows of logins before the refusal. */
import type { Case } from '../case.js';

/** A login to that registry stands before it, in a file that the client which was refused does not read (facts K10). */
export function isKeptElsewhere({ login, logins, registry, line }: Case): boolean {
  const isBefore = (one: { line: number }) => line !== null && one.line < line;
  return (
    login === null &&
    (logins ?? []).some((one) => one.registry === registry && one.succeeded === true && isBefore(one))
  );
}

/** Nothing in the log logs in to that registry before. Sure only where the log is whole, or somebody says so. */
export function neverLoggedIn(seen: Case): 'yes' | 'no' | 'unseen' {
  const { login, logins, whole, registry, told, access } = seen;
  // Whom a pull knows is one question, and what he may read the other.
  if (told.noLogin && access !== 'pull' && !login?.succeeded) return 'yes';
  if (login) return login.isLogout ? 'yes' : 'no';
  const any = logins?.some((one) => one.registry === registry) ?? false;
  return whole && !any ? 'yes' : 'unseen';
}
