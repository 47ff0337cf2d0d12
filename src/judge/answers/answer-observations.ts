/** What was observed at the registry and the API, one statement a line: the lines under «evidence» in a finding. */

import { tokenName } from '../../causes/token-names.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { PackageEvidence } from '../../evidence/types/package.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import type { Language } from '../../types.js';
import { OBSERVED, type ObservationWords } from '../observation-words.js';
import type { LiveRefusal } from './case-of-answer.js';
import { aboutToken, answerShown, requestShown } from './shown.js';

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

function aboutPackage(about: PackageEvidence, image: ImageReference, words: ObservationWords): string[] {
  const lines: string[] = [];
  if (about.ownerExists === false) lines.push(`GET /users/${image.owner}: 404`);
  if (about.visible === true) lines.push(words.package(image, about.visibility ?? '?', about.repository));
  if (about.visible === false) lines.push(words.packageNotVisible(image));
  if (about.sso?.required) lines.push('X-GitHub-SSO: required');
  if (about.ipAllowList) lines.push(words.ipAllowList(image.owner));
  return lines;
}
