import { chosenToken } from '../../evidence/types/evidence.js';
import { causeWith } from '../cause.js';
import { ownTokens } from '../claims/pages.js';
import { han } from '../han.js';
import { askApi, en, zh } from '../wording.js';

const DAY = 24 * 60 * 60 * 1000;
const SOON = 14;

/** Works today, and will be refused within two weeks. */
export const tokenExpiresSoon = causeWith<{ days: number | null }>()({
  id: 'token-expires-soon',
  severity: 'warning',
  isLater: true,
  sources: [
    'facts section 2 (GitHub-Authentication-Token-Expiration)',
    'GitHub docs: Token expiration and revocation',
  ],
  // Nothing is refused yet, so nobody says anything.
  says: [],
  example: { token: 'GHCR_TOKEN' },
  page: (f) => ownTokens(f.serverUrl),
  exampleDetail: { days: null },

  notices(evidence) {
    const { now, run, watchedDays } = evidence;
    const end = chosenToken(evidence)?.user?.expiresAt;
    const left = end ? Date.parse(end) - now.getTime() : Number.NaN;
    const isWatched = watchedDays !== undefined && left <= watchedDays * DAY;
    if (!end || !(left > 0 && (left <= SOON * DAY || isWatched))) return [];
    return [
      {
        confidence: 'certain',
        ...(isWatched ? { severity: 'error' as const } : {}),
        url: ownTokens(run.serverUrl),
        facts: { expires: end.slice(0, 10) },
        detail: { days: Math.floor(left / DAY) },
      },
    ];
  },

  text: {
    en: {
      title: 'The token expires soon',
      message: (f, detail) =>
        `${en.Token(f)} expires ${f.expires ? `on ${f.expires}${within(detail.days)}` : 'within 14 days'}. After that the registry refuses it with "denied".`,
      fix: (f) => `Regenerate the token and store the new one as ${en.token(f)} before that day.`,
      tell: (f) => `${askApi(f, 'user')} shows the date in github-authentication-token-expiration.`,
    },
    'zh-CN': {
      title: '令牌即将过期',
      message: (f, detail) =>
        han`${zh.token(f)} 将${f.expires ? `于 ${f.expires} ` : '在 14 天之内'}过期${f.expires && detail.days !== null ? `（${detail.days === 0 ? '不足 1 天' : `还有 ${detail.days} 天`}）` : ''}。过期后注册表会以 “denied” 拒绝。`,
      fix: (f) => han`请在此之前重新生成令牌，并把新令牌保存为 ${zh.token(f)}。`,
      tell: (f) => han`${askApi(f, 'user')} 的 github-authentication-token-expiration 标头会显示日期。`,
    },
  },
});

function within(days: number | null): string {
  if (days === null) return '';
  return days === 0 ? ', in less than a day' : `, in ${days} ${days === 1 ? 'day' : 'days'}`;
}
