/** A request, its answer and what the API says of a token, in a line each. */
import { troubleWords } from '../../causes/words/trouble-words.js';
import type { Answer } from '../../evidence/types/answer.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import type { TokenEvidence } from '../../evidence/types/token.js';
import type { Access, Language } from '../../types.js';

/** The request that the answer was given to, as in the log of a client. */
export function requestShown(answer: Answer, image: ImageReference, access: Access): string {
  switch (answer.step) {
    case 'name':
      return image.given;
    case 'ping':
      return 'GET /v2/';
    case 'token':
      return `GET /token?scope=repository:${image.name}:${access === 'push' ? 'pull,push' : 'pull'}`;
    case 'upload':
      return `POST /v2/${image.name}/blobs/uploads/`;
    case 'platform':
      return `GET /v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
    case 'manifest':
      return `HEAD /v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
  }
}

/** Status, OCI code and message; or why there was none. */
export function answerShown({ status, code, message, trouble }: Answer, language: Language): string {
  const said = [status, code, message].filter(Boolean).join(' ');
  return trouble && !said.includes(trouble.detail) ? troubleWords(trouble)[language] : said;
}

/** What the API says of a user's token. */
export function aboutToken({ user }: TokenEvidence): string[] {
  if (!user) return [];
  if (user.rejected) return ['GET /user: 401'];
  const lines = [];
  if (user.login) lines.push(`GET /user: ${user.login}`);
  if (user.scopes) lines.push(`X-OAuth-Scopes: ${user.scopes.join(', ') || '-'}`);
  if (user.expiresAt) lines.push(`GitHub-Authentication-Token-Expiration: ${user.expiresAt}`);
  return lines;
}
