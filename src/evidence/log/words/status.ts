/** The HTTP status that a line tells of. */
import { askedStatusIn } from './asked-address.js';

const REASON =
  'Forbidden|Unauthorized|Bad credentials|Not Found|Bad Request|Method Not Allowed|Requested Range|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out|Too Many Requests';

/** The HTTP status, where one is printed or follows from the code. */
export function statusIn(text: string): number | null {
  const found =
    new RegExp(`\\b([45]\\d\\d)(?: (?:Client Error: )?\\(?(?:${REASON})| REQUESTED_RANGE)`, 'i').exec(
      text,
    )?.[1] ??
    /(?:status(?: code)?|HTTP|received|code|returned|error)[ :=]+\(?([45]\d\d)\b/i.exec(text)?.[1] ??
    /(?:^|[\s(])([45]\d\d)(?:: | - \{)/.exec(text)?.[1] ??
    / - ([45]\d\d)$/.exec(text)?.[1] ??
    /^(?:HTTP[ :]*)?([45]\d\d)$/.exec(text)?.[1] ??
    // How it ended, and how long it took.
    /\s([45]\d\d)\s+\(?\d+(?:\.\d+)? ?m?s\)?$/.exec(text)?.[1] ??
    askedStatusIn(text);
  if (found !== null) return Number(found);
  // .NET's, Octokit's, and the API's own.
  const named =
    /\bstatus code '(Forbidden|Unauthorized)'|\bHttpError\]?: (Not Found|Forbidden|Bad credentials|Requires authentication)$|^\s*\{?\s*"message": ?"(Not Found|Forbidden|Bad credentials|Requires authentication)"/.exec(
      text,
    );
  if (named) return STATUSES.get(named[1] ?? named[2] ?? named[3] ?? '') ?? 401;
  if (/\bDENIED\b|\bdenied: |permission_denied|installation not allowed|responds-with-forbidden/.test(text))
    return 403;
  if (
    /\bUNAUTHORIZED\b|\bUnauthorized (?:for|docker lookup)|Datasource unauthorized|code: Unauthorized|\bNot authorized: url|: not authori[sz]ed[.!]?$|unauthenticated|\bunauthorized\b/.test(
      text,
    )
  )
    return 401;
  if (/MANIFEST_UNKNOWN|manifest unknown|NAME_UNKNOWN|name unknown/i.test(text)) return 404;
  if (/toomanyrequests/i.test(text)) return 429;
  return null;
}

/** Those that are told by their names. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['Forbidden', 403],
  ['Not Found', 404],
]);
