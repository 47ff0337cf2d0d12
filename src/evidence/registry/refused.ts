import type { HttpResponse } from '../http/http.js';
import type { Answer, RegistryStep } from '../types/answer.js';
import { decidedAnswer, undecidedAnswer } from './answer.js';
import { foreignChallenge } from './authorization.js';

/**
 * What a 401 or 403 to a question comes to: a refusal, unless it sends its reader elsewhere, where a client would go on.
 *
 * @param origin of the registry
 */
export function refusedAnswer(
  step: RegistryStep,
  response: HttpResponse,
  attempts: number,
  origin: URL,
): Answer {
  const foreign = foreignChallenge(response, origin);
  return foreign
    ? undecidedAnswer(step, foreign, response, attempts)
    : decidedAnswer('refused', step, response, attempts);
}
