/** What is true where there is no image to ask the registry about: the text, and what the API says of the tokens. */

import { userTokenEvidence } from '../evidence/api/user-token.js';
import { withinDeadline } from '../evidence/http/budget.js';
import { httpClient } from '../evidence/http/http.js';
import { deadlineIn, TOTAL_BUDGET } from '../evidence/registry/retry.js';
import { tokenEvidence } from '../evidence/token.js';
import type { Evidence } from '../evidence/types/evidence.js';
import type { Question } from './question.js';
import { apiUrlFor } from './sources.js';

/** The evidence of a question without images. Never throws for what the API says. */
export async function evidenceWithoutImages(question: Question): Promise<Evidence> {
  const { place, access, registry, run, credentials, missing } = question;
  const client = withinDeadline(httpClient(), deadlineIn(TOTAL_BUDGET));
  try {
    const tokens = await Promise.all(
      credentials.map(async (each) =>
        tokenEvidence(each, await userTokenEvidence(each, apiUrlFor(question), client)),
      ),
    );
    return {
      place,
      access,
      registry,
      now: new Date(),
      run,
      tokens,
      missingTokens: missing,
      chosen: tokens[0]?.source ?? null,
      images: [],
      imagesFrom: 'input',
      cacheReads: [],
      unknownPushes: [],
      pullSecret: question.pullSecret,
      untoldImages: question.untoldImages,
      watchedDays: question.watchedDays,
      workflow: null,
      workflowProblem: null,
    };
  } finally {
    client.close();
  }
}
