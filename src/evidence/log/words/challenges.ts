/** What a registry says to every client before it has a token, and refuses nothing by. */
import { BODY } from './shown-requests.js';
import { statusIn } from './status.js';

/** A logger's line for whoever looks for faults, as logrus and slog write it. */
const FOR_DEBUGGING = /^(?:DEBU|TRAC)\[|\blevel=(?:debug|trace)\b|"level":"(?:debug|trace)"/i;

/** Where a token is to be had: the registry's first answer to everybody. */
const CHALLENGE = /\bBearer realm=/;

/**
 * What is said to every client in the course of things, on a line that says all: 401 comes before each token, and 404
 * for each blob that is not there yet.
 */
export function isInCourse(text: string): boolean {
  return FOR_DEBUGGING.test(text) && (CHALLENGE.test(text) || [401, 404].includes(statusIn(text) ?? 0));
}

/** The head of an answer in which the registry says where a token is to be had, as curl and traces of clients show it. */
export function isHeadOfChallenge(text: string): boolean {
  return /^(?:[<*] )?"?www-authenticate"?: "?bearer realm=/i.test(text);
}

/** The body of such an answer, which comes before each token. */
export function isBodyOfChallenge(text: string): boolean {
  return BODY.test(text) && /"UNAUTHORIZED"/.test(text) && /"authentication required"/.test(text);
}
