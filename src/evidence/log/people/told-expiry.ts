/**
 * Somebody tells, beside a refusal, that the credential has come to its end: it expired, or was revoked. The registry
 * says the same to a credential that it does not know any more as to none (facts L2), so this decides.
 */

const CREDENTIAL =
  '(?:tokens?|PATs?|credentials?|secrets?|passwords?|log-?ins?|[A-Z][A-Z0-9_]*_(?:PAT|TOKEN))';
const ENDED = '(?:expired|revoked|out of date|outdated|no longer valid|stale|dead)';
/** Words of one clause between them. */
const BETWEEN = '[^.,;:?!]{0,50}?';

const TELLS = [
  `\\b${CREDENTIAL}[\`'"*)]*(?: for [\\w.-]+)? ${BETWEEN}\\b${ENDED}\\b`,
  `\\b${ENDED} (?:[\\w.-]+ ){0,3}?[\`'"*(]*${CREDENTIAL}(?![\\w-])`,
  '(?:Token|PAT|Zugangsdaten|Passwort|Anmeldung)\\b[^.,;:?!]{0,40}\\babgelaufen|\\babgelaufene[nrms]? (?:\\S+ )?(?:Token|PAT|Zugangsdaten)',
  '(?:令牌|[Tt]oken|PAT|凭[据证]|密[码钥]|登录)[^。，；？]{0,10}?(?:过期|失效|吊销|撤销)|(?:过期|失效)的? ?(?:令牌|[Tt]oken|PAT|凭[据证]|登录)',
  '(?:トークン|PAT|認証情報|ログイン)[^。、？]{0,12}?(?:期限切れ|失効)|期限切れの(?:トークン|PAT|認証情報)',
].map((source) => new RegExp(source, 'u'));

/** It did not, or is only to be looked at, or might some day; or it was mended before. */
const TAKEN_BACK = new RegExp(
  [
    '\\b(?:not|never|neither|no|none|without|before|until|unless|if|when|whenever|whether|once|in case|check|verify|ensure|make sure|avoid)\\b',
    "n['’]t\\b",
    '\\b(?:will|would|can|could|should|must) \\w+',
    '\\b(?:has|have|had|was|were|is|got) (?:been )?(?:renewed|replaced|rotated|updated)\\b',
    '\\bnicht\\b|\\bkein|\\bfalls\\b|\\bwenn\\b|[没未不别]|如果|是否|检查|确认|请|ない|ません|場合|確認',
  ].join('|'),
  'iu',
);

const END = /[.!?…:](?:\s|$)|[。！？；]/u;

/** Lines that are longer were written by a program. */
const LONGEST = 600;

/** Nearly every line has none of them. */
const WORD =
  /expired|revoked|out of date|outdated|no longer valid|stale|dead|abgelaufen|过期|失效|吊销|撤销|期限切れ/;

/** Whether a line tells, in a sentence of its own, that a credential has come to its end. */
export function tellsOfExpiry(text: string): boolean {
  if (text.length > LONGEST || !WORD.test(text)) return false;
  return text
    .replace(/[*_`]{2,}/g, '')
    .split(END)
    .some((sentence) => TELLS.some((pattern) => pattern.test(sentence)) && !TAKEN_BACK.test(sentence));
}
