/**
 * Somebody tells, beside a refusal, that the credential has come to its end: it expired, or was revoked. The registry
 * says the same to a credential that it does not know any more as to none (facts L2), so this decides.
 */
import { speaksOfAnother, speaksOfCloud } from '../../words/registry-names.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';
import { isCuredBy } from '../reasons/cures.js';
import { tellsOfRenewal } from './renewal.js';

const CREDENTIAL =
  '(?:tokens?|PATs?|credentials?|secrets?|passwords?|log-?ins?|(?:[A-Z0-9]+_)*(?:PAT|(?:GH|GITHUB|GHCR|CR|REGISTRY|CONTAINER|DOCKER|PACKAGES?|PUSH|PULL|IMAGE)(?:_[A-Z0-9]+)*_TOKEN))';
const ENDED = '(?:[Ee]xpired|[Rr]evoked|[Oo]ut of date|[Oo]utdated|no longer valid|[Ss]tale|dead)';
/** Words of one clause between them. */
const BETWEEN = '[^.,;:?!]{0,50}?';

const TELLS = [
  `\\b(?:${CREDENTIAL}|Tokens?|Credentials?|Log-?in)[\`'"*)]*(?: for [\\w.-]+)? ${BETWEEN}\\b${ENDED}\\b`,
  `\\b${ENDED} (?:[\\w.-]+ ){0,3}?[\`'"*(]*${CREDENTIAL}(?![\\w-])`,
  '(?:Token|PAT|Zugangsdaten|Passwort|Anmeldung)\\b[^.,;:?!]{0,40}\\babgelaufen|\\babgelaufene[nrms]? (?:\\S+ )?(?:Token|PAT|Zugangsdaten)',
  '(?:令牌|[Tt]oken|PAT|凭[据证]|密[码钥]|登录)[^。，；？]{0,10}?(?:过期|失效|吊销|撤销)|(?:过期|失效)的? ?(?:令牌|[Tt]oken|PAT|凭[据证]|登录)',
  '(?:トークン|PAT|認証情報|ログイン)[^。、？]{0,12}?(?:期限切れ|失効)|期限切れの(?:トークン|PAT|認証情報)',
].map((source) => new RegExp(source, 'u'));

/** Since another one has taken its place, it is the old one that is refused. */
const REPLACED = new RegExp(
  `\\b(?:[Ss]ince|[Aa]fter) (?:(?:the|our|my|his) )?(?:${CREDENTIAL}|bot(?:['’]s)? token) (?:(?:was|were|got|has been|had been) )(?:rotated|renewed|regenerated|reset|deleted|recreated)\\b`,
);

/** It did not, or is only to be looked at, or might some day; or it was mended before. */
const TAKEN_BACK = new RegExp(
  [
    '\\b(?:not|never|neither|no|none|without|before|until|unless|if|when|whenever|whether|once|in case|check|verify|ensure|make sure|avoid|thought)\\b',
    "n['’]t\\b",
    '\\b(?:will|would|can|could|should|must) \\w+',
    '\\b(?:has|have|had|was|were|is|got) (?:been )?(?:renewed|replaced|rotated|updated)\\b',
    // It holds of every such credential, or another one is tried.
    '\\b(?:usually|often|typically|generally|sometimes|always)\\b|\\b(?:same|likewise) (?:with|for)\\b',
    `^\\W*(?:an?|any|with an?)? ?${ENDED} (?:\\w+ ){0,2}${CREDENTIAL} (?!(?:was|were|on|in|at)\\b)\\w+`,
    // What a program does about it by itself.
    '\\b(?:refresh|fetch|renew|request|re-?authenticat|reacquir|retry)ing\\b',
    '\\bnicht\\b|\\bkein|\\bfalls\\b|\\bwenn\\b|[没未不别]|如果|是否|检查|确认|请|吗|ない|ません|場合|確認',
  ].join('|'),
  'iu',
);

/** What comes to an end as well and is no credential, or none of the registry's. */
const OF_OTHERS = new RegExp(
  [
    '\\b(?:certificates?|certs?|TLS|x509|caches?|cookies?|sessions?|refresh[ _]tokens?|licen[cs]es?|trials?|subscriptions?|domains?|leases?|OIDC|JWT)\\b|证书|缓存|会话',
    '\\b(?:npm|PyPI|Maven|Gradle|NuGet|RubyGems|crates\\.io|AWS|Azure|GCP|gcloud|Google|Vault|Codecov|Sonar\\w*|Snyk|Slack|Discord|Telegram|Sentry|Netlify|Vercel|Cloudflare|Terraform|GitLab|Bitbucket|Jira|kubeconfig|kubectl|docker\\.io)\\b',
  ].join('|'),
  'i',
);

/** What came to nothing for that, in one word: it takes nothing back. */
const CANNOT = /(?:推|拉|传|登|上|下|录)不(?:上去|下来|上|下|了|动|到)/gu;

const CURE_WORD =
  /log(?:ged|ging)?[- ]?out|config\.json|log-?in again|logging in again|re-?login|without (?:an? |the |any )?(?:log-?in|credential)|anonymous|退出登录|登出|注销|重新登录|不登录|匿名/i;
const OUT =
  '(?:(?:docker|podman|nerdctl|helm registry|skopeo|buildah|oras) logout(?: (?!and\\b|fix|sol|help|did|it\\b)[\\w.-]+)?|log(?:ging|ged)? out(?: of [\\w.-]+)?|(?:logging|log(?:ged)?|docker login)(?: in)?(?: (?:to )?[\\w.-]+)? again|re-?login|remov(?:ing|ed) [^.;]{0,40}config\\.json)';
const CURED =
  '(?:works?|worked|succeeds?|succeeded|is (?:fine|ok|gone)|fixe[sd]|solve[sd]|resolve[sd]|helps|helped|(?:goes|went) through|did the trick)';
const LOGOUT_CURE = new RegExp(
  [
    `\\b${OUT}(?:[^.;]|\\.(?=\\S)){0,40}?\\b${CURED}\\b`,
    `\\b${CURED}(?: fine| again| now)? (?:after|when|once|with|by|as soon as) (?:[\\w'’]+ ){0,2}?${OUT}`,
    `\\bwithout (?:an? |the |any )?(?:log-?in|logging in|credentials?)(?: [\\w.-]+){0,3}? ${CURED}\\b|\\b${CURED}(?: fine)? (?:without (?:an? |the |any )?(?:log-?in|logging in|credentials?)|anonymously)\\b`,
    '(?:docker logout|退出登录|登出|注销|重新登录|不登录|匿名)(?:(?![不没未仍])[^。；]){0,20}?(?:就好|好了|就行|可以|能拉|正常|成功|解决)',
  ].join('|'),
  'iu',
);
/** It was not the cure, or is only advice. */
const NO_CURE =
  /\b(?:not|never|still|even|no longer|should|must|would|could|try|if|login works|in works)\b|n['’]t\b|如果|请|还是|仍|依然|没用|无效/iu;

const SENTENCES = /(?:[^.!?…:。！？；]|[.!?…:](?!\s|$))+(?:[.!?…:]+|[。！？；])?/gu;
const QUESTION = /[?？]$/;

/** Nearly every line has none of them. */
const WORD =
  /rotated|renewed|regenerated|reset|deleted|recreated|expired|revoked|out of date|outdated|no longer valid|stale|dead|abgelaufen|过期|失效|吊销|撤销|期限切れ/i;

/** Without what was kept it went through (facts P2, number 6): that was refused. A renewed login is another one. */
function tellsOfLogoutCure(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || !CURE_WORD.test(text)) return false;
  return (text.match(SENTENCES) ?? []).some(
    (sentence) => LOGOUT_CURE.test(sentence) && !QUESTION.test(sentence) && !NO_CURE.test(sentence),
  );
}

/** What was renewed: nearly every line names none. */
const RENEWABLE = /token|\bPATs?\b|_PAT\b|credential|secret|令牌|凭|密钥/i;

function tellsOfRenewalCure(text: string): boolean {
  return text.length <= LONGEST_OF_PEOPLE && RENEWABLE.test(text) && isCuredBy('renewal', text);
}

/**
 * Whether a line tells, in a sentence of its own, that a credential has come to its end, and nothing of a new one that is refused
 * as well.
 */
export function tellsOfExpiry(text: string): boolean {
  if (tellsOfLogoutCure(text) || tellsOfRenewalCure(text)) return true;
  if (text.length > LONGEST_OF_PEOPLE || !WORD.test(text)) return false;
  const sentences = text.replace(/[*_`]{2,}/g, '').match(SENTENCES) ?? [];
  return sentences.some((sentence, index) => isTold(sentence, sentences[index - 1])) && !tellsOfRenewal(text);
}

/** @param before what stands in front of it: a colon shows whose words it has */
function isTold(sentence: string, before = ''): boolean {
  const whole = /:$/.test(before) ? `${before}${sentence}` : sentence;
  const rest = sentence.replace(REPLACED, ' ').replace(CANNOT, ' ');
  const isOver = REPLACED.test(sentence) || TELLS.some((pattern) => pattern.test(sentence));
  return (
    isOver &&
    !QUESTION.test(sentence) &&
    !TAKEN_BACK.test(rest) &&
    !OF_OTHERS.test(whole) &&
    !speaksOfAnother(whole) &&
    !speaksOfCloud(whole)
  );
}
