/** What an answer about a package says. It may come from anybody in between, so each value is looked at before it is used. */
import { recordOf } from '../json-text.js';
import type { Visibility } from '../types/package.js';

interface PackageAnswer {
  /** Without the owner; may have slashes. */
  name: string | null;
  visibility: Visibility | null;
  /** `OWNER/NAME` that it is linked to; null: to none. */
  repository: string | null;
  createdAt: string | null;
}

/** null: the answer is no object. Docs: REST API endpoints for packages. */
export function packageIn(answer: unknown): PackageAnswer | null {
  const told = recordOf(answer);
  return (
    told && {
      name: textOrNull(told.name),
      visibility: visibilityIn(told.visibility),
      repository: textOrNull(recordOf(told.repository)?.full_name),
      createdAt: textOrNull(told.created_at),
    }
  );
}

/** null: the answer says none. */
export function visibilityIn(answer: unknown): Visibility | null {
  return answer === 'public' || answer === 'private' || answer === 'internal' ? answer : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
