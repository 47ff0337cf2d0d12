import { cause } from '../cause.js';
import { han } from '../han.js';
import { isSending, wasAsked } from '../questions/asked.js';
import { isRefusedOrMissing } from '../questions/said.js';
import { en, zh } from '../wording.js';

/** Refused, and nothing that is known here fits: the registry's own words have to do. */
export const unexplainedRefusal = cause({
  id: 'unexplained-refusal',
  severity: 'error',
  sources: ['facts W17'],
  // Whatever no other cause claims.
  says: [],
  page: () => 'https://support.github.com',
  lastResort: true,

  explains(seen) {
    const { kind } = seen;
    if (wasAsked(seen))
      return isRefusedOrMissing(seen) || kind === 'name'
        ? { confidence: 'possible', url: 'https://support.github.com' }
        : undefined;
    const isUnfit = kind === 'missing' && isSending(seen);
    return kind === 'refused' || kind === 'protocol' || isUnfit ? { confidence: 'possible' } : undefined;
  },

  text: {
    en: {
      title: 'The registry refuses, and no known cause fits',
      message: (f) => `${en.refusal(f)} Nothing that was observed explains it.`,
      fix: (f) =>
        `${en.Again(f)}: some refusals pass. If this one stays, ask GitHub Support${f.requestId ? ` with the request id ${f.requestId}` : ''}.`,
      tell: () => 'Ask the registry itself, with the token at hand: ghcr-preflight check IMAGE.',
    },
    'zh-CN': {
      title: '注册表拒绝了请求，没有已知的原因与之相符',
      message: (f) => han`${zh.refusal(f)}观察到的情况都无法解释这次拒绝。`,
      fix: (f) =>
        han`请${zh.again(f)}，有些拒绝会自行消失。如果仍被拒绝，请联系 GitHub 支持${f.requestId ? `，并提供请求 ID ${f.requestId}` : ''}。`,
      tell: () => '用手头的令牌直接询问注册表：ghcr-preflight check IMAGE。',
    },
  },
});
