/** Everything that was looked at, for the summary's collapsed section. */
import { tokenKindName, tokenName } from '../../causes/token-names.js';
import type { Evidence } from '../../evidence/types/evidence.js';
import type { Language } from '../../types.js';
import { unaskedNotice, workflowNotice } from '../notice.js';
import { OBSERVED } from '../observation-words.js';
import { aboutToken, answerShown, requestShown } from './shown.js';
import { unaskedPushes } from './unasked-pushes.js';

/** One line each, already in the user's language. */
export function checkedList(evidence: Evidence, language: Language): { what: string; result: string }[] {
  const words = OBSERVED[language];
  const rows: { what: string; result: string }[] = [];
  if (evidence.images.length > 0)
    rows.push({ what: words.images, result: words.imagesFrom[evidence.imagesFrom] });
  const unasked = unaskedPushes(evidence);
  if (unasked.length > 0)
    rows.push({ what: words.images, result: unaskedNotice(unasked, evidence.registry, language) });
  const names = evidence.tokens.map((token) => ({
    token: token.source,
    name: tokenName(token, evidence.registry, language),
  }));
  for (const { image, answers } of [...evidence.images, ...(evidence.sources ?? [])]) {
    if (answers.some(({ answer }) => answer.step === 'name')) {
      rows.push({ what: image.given, result: words.nameRefused });
      continue;
    }
    for (const { token, answer } of answers) {
      const name = names.find((each) => each.token === token)?.name ?? null;
      const what = words.answer(requestShown(answer, image, evidence.access), name, '');
      rows.push({ what, result: answerShown(answer, language) });
    }
  }
  for (const token of evidence.tokens) {
    const name = tokenName(token, evidence.registry, language);
    rows.push({
      what: name,
      result: [tokenKindName(token.kind, language), ...token.defects, ...aboutToken(token)].join(
        language === 'zh-CN' ? '；' : '; ',
      ),
    });
  }
  for (const source of evidence.missingTokens)
    rows.push({ what: tokenName({ source, file: null }, evidence.registry, language), result: words.empty });
  for (const grant of evidence.workflow?.grants ?? [])
    rows.push({ what: words.workflow, result: words.grant(grant) });
  if (evidence.workflowProblem)
    rows.push({ what: words.workflow, result: workflowNotice(evidence.workflowProblem, language) });
  return rows;
}
