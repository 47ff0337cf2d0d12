/** What programs of every kind say of a request whose address the line shows, or a line beside it. */
import type { SymptomKind } from '../../types.js';
import { ASKED_AND_NOT_LET_IN, askedWith, writtenDownWith } from '../asked-address.js';
import { any, near, type Phrase } from './phrase.js';

/** What a status comes to. */
const KINDS: readonly [SymptomKind, string][] = [
  ['refused', '401'],
  ['refused', '403'],
  ['missing', '404'],
  ['limited', '429'],
  ['interrupted', '413'],
  ['unavailable', '50[0234]'],
];

/** Python's, Google's for Java, got's and aria2's frames of a status, whose address stands in another line. */
export const BESIDE_AN_ADDRESS: readonly Phrase[] = KINDS.flatMap(([kind, status]) =>
  near(
    kind,
    new RegExp(
      String.raw`\bHTTPError: (?:HTTP Error ${status}: |Response code ${status} \()|\bHttpResponseException: ${status}\b|\bresponse status is not successful\. status=${status}\b`,
    ),
  ),
);

/** The address is in the line; regclient's frame stands behind the name of the image. */
export const OF_REQUESTS: readonly Phrase[] = [
  ...KINDS.flatMap(([kind, status]) =>
    any(kind, askedWith(status), ...writtenDownWith(status), new RegExp(String.raw`\[http ${status}\]`)),
  ),
  ...any('refused', ASKED_AND_NOT_LET_IN),
];
