/**
 * Watchtower, and who goes on with it, asks for the digest of a tag alone before it pulls. Whatever is answered there, it
 * pulls all the same, so that the end of its session tells what came of it.
 */

/** Source of a pattern: what was answered to that question, up to the status. */
export const ANSWER_TO_HEAD =
  'registry responded (?:to head request with|with invalid HEAD request: status) "?';

const ANSWERED = new RegExp(ANSWER_TO_HEAD, 'i');

export function isAnswerToHead(text: string): boolean {
  return ANSWERED.test(text);
}

const WITHOUT_FAILURE = /\bsession (?:done|completed)\b.{0,80}\bfailed=0\b/i;

/** Whether a session ended in which no container failed. */
export function isSessionWithoutFailure(text: string): boolean {
  return WITHOUT_FAILURE.test(text);
}
