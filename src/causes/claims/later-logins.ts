/** What a cause says of the logins that a push will find, where that is not this step's alone. */
import type { ImageEvidence } from '../../evidence/types/image.js';
import type { PushLogin } from '../../evidence/types/login.js';
import type { Confidence, Location, Severity } from '../../types.js';
import { caseImage } from '../case.js';
import { type ImageFacts, imageFacts } from '../facts.js';

interface LaterLogin<Detail> {
  sure: boolean;
  location: Location;
  facts: ImageFacts;
  detail: Detail;
}

/**
 * The logins that a cause is about, one a line.
 *
 * @param take what the cause has to say of one; null: it is none of its own
 */
export function laterLogins<Detail>(
  images: readonly ImageEvidence[],
  take: (login: PushLogin) => Detail | null,
): LaterLogin<Detail>[] {
  return onePerLine(
    images.flatMap(({ image, logins }) =>
      logins.flatMap((login) => {
        const { sure, location } = login;
        const detail = location ? take(login) : null;
        return location && detail !== null
          ? [{ sure, location, facts: imageFacts(caseImage(image)), detail }]
          : [];
      }),
    ),
  );
}

/** Of a login that the push may not find, it is said with care. */
export function asSureAs(sure: boolean): { confidence: Confidence; severity?: Severity } {
  return sure ? { confidence: 'certain' } : { confidence: 'possible', severity: 'warning' };
}

/** The first of those on the same line that is as sure as any of them: what one push may find, another surely finds. */
function onePerLine<T extends { sure: boolean; location: Location }>(all: readonly T[]): T[] {
  const byLine = new Map<string, T>();
  for (const each of all) {
    const key = `${each.location.file}:${each.location.line}`;
    const known = byLine.get(key);
    if (!known || (each.sure && !known.sure)) byLine.set(key, each);
  }
  return [...byLine.values()];
}
