/** What was observed at the registry and the API, one statement a line: the lines under «evidence» in a finding. */

import { tokenName } from '../../causes/facts.js';
import { troubleWords } from '../../causes/words/trouble-words.js';
import type { Answer } from '../../evidence/types/answer.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { PackageEvidence } from '../../evidence/types/package.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import type { TokenEvidence } from '../../evidence/types/token.js';
import type { Access, Language } from '../../types.js';
import { OBSERVED, type ObservationWords } from '../observation-words.js';
import type { LiveRefusal } from './case-of-answer.js';

/** @param refusal null: of the run as a whole */
export function answerObservations(
  refusal: LiveRefusal | null,
  evidence: Evidence,
  language: Language,
): string[] {
  const words = OBSERVED[language];
  const lines: string[] = [];
  if (refusal) {
    const { answer, token, image } = refusal;
    const name = token ? tokenName(token, evidence.registry, language) : null;
    lines.push(
      answer.step === 'name'
        ? words.nameRefused
        : words.answer(
            requestShown(answer, image.image, evidence.access),
            name,
            answerShown(answer, language),
          ),
    );
    if (answer.requestId) lines.push(`X-GitHub-Request-Id: ${answer.requestId}`);
    if (token) lines.push(...aboutToken(token));
    if (image.package) lines.push(...aboutPackage(image.package, image.image, words));
    if (image.anonymousPull === true) lines.push(words.anonymousPull);
  }
  lines.push(...(evidence.workflow?.grants ?? []).map((grant) => words.grant(grant)));
  const { run } = evidence;
  if (run.readOnly === 'fork') lines.push(words.fork(run.event ?? '', run.headRepository));
  if (run.readOnly === 'dependabot') lines.push(words.dependabot(run.event ?? ''));
  return lines;
}

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

function aboutPackage(about: PackageEvidence, image: ImageReference, words: ObservationWords): string[] {
  const lines: string[] = [];
  if (about.ownerExists === false) lines.push(`GET /users/${image.owner}: 404`);
  if (about.visible === true) lines.push(words.package(image, about.visibility ?? '?', about.repository));
  if (about.visible === false) lines.push(words.packageNotVisible(image));
  if (about.sso?.required) lines.push('X-GitHub-SSO: required');
  if (about.ipAllowList) lines.push(words.ipAllowList(image.owner));
  return lines;
}
