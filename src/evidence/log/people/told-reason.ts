/**
 * Somebody tells that a push at GitHub's registry, which he names, failed, and what the reason was: the registry's own words are
 * not in it, but what they would have been is. A reason that is only looked for, or holds in some case, is none.
 */
import type { SymptomKind } from '../types.js';
import { happenedTo, isAdvice } from './met.js';
import { tellsOfExpiry } from './told-expiry.js';

export interface ToldReason {
  kind: SymptomKind;
  /** The registry's words for it (facts, section 1.7); null: it has none. */
  said: string | null;
  status: number | null;
  /** Seconds that the transfer had lasted, as far as that is told. */
  lasted: number | null;
}

/** Within a sentence: names and numbers have points in them. */
const IN = String.raw`(?:[^.!?]|[.!?](?=\S))`;

/** It is over, as he says himself; a source has the sentence, maybe behind a statement. */
const NOT_NOW =
  /^\s*[\w.$]+(?: ?[+:]?= ?|\()[^#]{0,200}\s(?:#|\/\/)\s|\b(?:is|are|was|got|been) (?:now )?(?:fixed|resolved|solved)\b|\b(?:fine|works?|worked|green) (?:again|now)\b|\w\(["'\x60]|^(?!(?:error|message|msg|reason)\b)[\w-]+: ["']/i;

const PUSH = String.raw`\b(?:push|publish|upload)(?:e[sd]|ing|s)?\b`;

/** The push came to nothing, once: what always does is a rule. A headline says so in the present, with the reason right behind it. */
const FAILED = new RegExp(
  [
    String.raw`${PUSH}${IN}{0,80}\b(?:failed|failing|(?:was|were|got) (?:\w+ )?(?:refused|rejected|denied|aborted)|could(?: not|n['’]t))\b`,
    String.raw`${PUSH}${IN}{0,80}\b(?:fails|never finishes|is (?:refused|rejected|denied|aborted))(?=[:,]| [—–-] |\s+after (?:\w+ )?\d)`,
    String.raw`\b(?:(?:failed|failing|failure)\b${IN}{0,40}|(?:refused|rejected|denied) (?:the|our|my|its|every|a) )${PUSH}`,
    String.raw`\b(?:could(?: not|n['’]t))\b${IN}{0,30}\b(?:push|publish|upload)(?:ed)?\b`,
    String.raw`\b(?:tokens?|PATs?|GITHUB_TOKEN|credentials?|bot) (?:was|were|got) (?:refused|rejected|denied)\b${IN}{0,80}${PUSH}`,
    '(?:推送|发布|上传|push|publish)[^。；，]{0,40}(?:失败|被拒绝?|遭拒|40[13])',
  ].join('|'),
  'i',
);
/** The same of whoever tells of himself, or of a layer of so many gigabytes. */
const FAILS = new RegExp(
  String.raw`${PUSH}${IN}{0,80}\b(?:fails?|refuse[sd]|reject(?:ed|s)|denied|never finishes|aborts|times out)\b|\b(?:fails?|refuse[sd]|reject(?:ed|s)|denied|cannot|can['’]t|unable)\b${IN}{0,40}${PUSH}`,
  'i',
);

/** What was looked for was found. */
const FOUND =
  /\bturn(?:s|ed) out\b|\bfigured out\b|\bfound (?:out|that|the (?:cause|reason|problem|issue))\b/i;

/** It is asked, wished, ruled out or holds in some case. */
const OPEN =
  /\b(?:if|whether|unless|when(?:ever)?(?! (?:push|publish|upload)ing\b)|may|might|maybe|perhaps|should|would|could be|must|avoid|prevent|handle|not because|isn['’]t|is not|wasn['’]t|was not|no longer|although|though|despite|limits?|up to)\b|\?|^\W*(?:fix(?:e[sd])?|test|note)\b|如果|若|要是|可能|也许|是否|应该|应当|(?<!申)请|避免|不是因为|[吗？]/i;

const TOKEN = String.raw`\b(?:tokens?|PATs?|GITHUB_TOKEN|credentials?|secret|bot)\b`;
/** The same in Chinese, of which the right or the scope is said behind it. */
const LACKS_ZH = '(?:没有|缺少|缺|没(?:勾选|加|写|给)|未(?:勾选|授予|设置|声明|包含|添加))[^。，；]{0,16}';
const LACKS = String.raw`\b(?:lacks?|lacked|lacking|misses|missed|missing|without|(?:has|had|have) no|(?:do|does|did)(?: not|n['’]t) (?:have|include|list|give|grant|carry)|never had|forgot(?:ten)?)\b`;

/** What the registry says of a token without the scope, and of one of a kind that has none (facts W10). */
const SCOPES: readonly RegExp[] = [
  /\bfine-grained (?:PATs?|(?:personal access )?tokens?)\b/i,
  new RegExp(String.raw`${TOKEN}['’"*\x60s]* scopes? (?:mismatch|do(?:es)? not match|did not match)`, 'i'),
  new RegExp(String.raw`${TOKEN}${IN}{0,40}\b(?:insufficient|wrong|missing|too few) scopes?\b`, 'i'),
  new RegExp(
    String.raw`${LACKS} (?:(?!\b(?:has|have|had|nothing)\b)${IN}){0,30}write:packages\b|\bwrite:packages\b${IN}{0,20}\b(?:is|was) missing\b`,
    'i',
  ),
  new RegExp(
    `${LACKS_ZH}write:packages|(?:令牌|token|PAT)[^。，；]{0,12}只有[^。，；]{0,12}read:packages`,
    'i',
  ),
  new RegExp(String.raw`${TOKEN}${IN}{0,30}\bonly (?:has|had|with) ${IN}{0,20}read:packages\b`, 'i'),
  new RegExp(String.raw`${TOKEN}${IN}{0,20}\b(?:has|had) only ${IN}{0,20}read:packages\b`, 'i'),
];
/** Of a job's permissions: the registry's sentence about an installation. */
const LEVEL = new RegExp(
  String.raw`${LACKS} (?:[^\s.!?]+ ){0,4}?[\x60'"*({]*packages['"\x60*]*: ?[\x60'"*]*write\b|\bpackages: ?write\b[\x60'"*]* (?:permission )?(?:was|is) missing\b|${LACKS_ZH}packages: ?write\b`,
  'i',
);
const GRANT = new RegExp(
  String.raw`\bpackage\b${IN}{0,30}\b(?:did|does)(?: not|n['’]t) (?:list|grant|give|allow|know) (?:the |this |our )?(?:repo(?:sitory)?|access)\b|\brepo(?:sitory)?\b${IN}{0,30}\b(?:was|is) (?:not|missing) (?:listed )?(?:in|under|from)\b${IN}{0,40}\bActions access\b`,
  'i',
);

/** The package is another repository's, and whoever pushes has no role in it. */
const NO_ROLE = new RegExp(
  String.raw`\b(?:package|image)\b${IN}{0,30}\b(?:belongs|is linked|is owned|was linked)\b${IN}{0,10}\b(?:another|a different|some other|the old|an? old) repo(?:sitory)?\b|\b(?:this |our |the |my )repo(?:sitory)?\b${IN}{0,20}\b(?:has|have|had) no (?:permission|right|access|role)s?\b${IN}{0,20}\bpackage\b|\brepo(?:sitory)?\b${IN}{0,20}\b(?:do(?:es)?|did)(?: not|n['’]t) have (?:the )?(?:permissions?|access|rights?|a role)\b${IN}{0,30}\bpackage\b`,
  'i',
);

/** Capital letters in the name: its client refuses it before it asks (facts N1). */
const CAPITALS =
  /\b(?:upper-?case|capital)(?:s|\s(?:letters?|characters?))?\b|\bmixed[- ]case\b|\bcapitali[sz]ed\b|\b(?:not|isn['’]t|wasn['’]t) (?:all |in )?lower-?case\b|大写/i;
const IN_A_NAME =
  /\b(?:names?|owner|org(?:ani[sz]ation)?|user(?:name)?|account|repo(?:sitory)?|image|tag|namespace|login|handle)\b|名/i;
/** Such a name itself, which no rule has. */
const WITH_CAPITALS = /["'\x60*/(](?=[\w.-]*[a-z])(?=[\w.-]*[A-Z])[A-Za-z\d][\w.-]+(?:["'\x60*/)]|(?=:))/;
/** The same as an image, which was not taken. */
const NAME_REFUSED =
  /\b(?:ghcr|GHCR)\.io\/[\w./-]*[A-Z][\w./-]*["'\x60]? (?:is|was|gets|got) (?:rejected|refused|denied|invalid)\b/;

/** Of a token of an organization with single sign-on (facts L12). */
const SSO =
  /\b(?:not|n['’]t|never|no longer|without|isn['’]t|wasn['’]t) (?:yet )?(?:been )?(?:authori[sz]ed|enabled|approved)?\s?(?:for |by |with )?(?:the )?(?:[\w-]+['’]s )?(?:org(?:ani[sz]ation)?['’]?s? )?(?:SAML|SSO|single sign-on)\b|\b(?:SAML|SSO|single sign-on)[- ](?:authori[sz]ation (?:was|is) missing|not (?:authori[sz]ed|enabled))|\bnot (?:SAML|SSO)[- ](?:authori[sz]ed|enabled)|\b(?:SAML|SSO) (?:was|is|has) (?:not|never) (?:been )?(?:authori[sz]ed|enabled)|(?:没有?|未)[^，。；]{0,8}(?:SSO|SAML)[^，。；]{0,4}(?:授权)?/i;

/** New packages are not to be made there, as its owner has set (facts W8). */
const NO_NEW =
  /\bpackage creation (?:may (?:not|n['’]t) be|is not|isn['’]t|was not|wasn['’]t|is) (?:enabled|allowed|permitted|disabled|forbidden|restricted)\b|\b(?:not allowed|may not|no (?:right|permission)s?) to create (?:new )?packages\b/i;

/** The namespace is somebody else's (facts W11). */
const NOT_OWN = new RegExp(
  String.raw`\b(?:package|image|namespace|owner|name|prefix|path|it)\b${IN}{0,40}\b(?:belongs? to|is (?:owned by|in|under|of)|was (?:under|in)|points? to|uses|names|has)\b${IN}{0,12}\b(?:another|a different|the wrong|some other|someone else['’]s|somebody else['’]s|the upstream|the old|not our|not my)\b${IN}{0,20}\b(?:org(?:ani[sz]ation)?|owner|user|account|namespace)\b|\bowner\b${IN}{0,30}\b(?:is not|isn['’]t|does not match|doesn['’]t match|differs from)\b|\b(?:org(?:ani[sz]ation)?|owner|user|account|namespace)\b is not (?:ours|mine|the owner)\b|属于(?:其他|别的|另一个?|他人的?)[^，。；]{0,6}(?:组织|用户|账[号户])`,
  'i',
);

/** The token of a run that somebody else began may only read (facts W4). */
const READ_ONLY =
  /\bGITHUB_TOKEN\b[^.;]{0,60}\bread-only\b|\bread-only\b[^.;]{0,20}\b(?:GITHUB_TOKEN|token)\b|GITHUB_TOKEN[^。，；]{0,12}只读|只读[^。，；]{0,6}GITHUB_TOKEN/i;

/** More than the ten gigabytes of a layer, or the ten minutes of an upload (facts N7, N8). */
const SIZE = String.raw`(?:1[1-9]|10[.,]\d|[2-9]\d|[1-9]\d\d)(?:[.,]\d+)? ?(?:GB|GiB|gigabytes?)\b`;
const LAYER = new RegExp(
  String.raw`(?<!\b(?:over|than|exceeding) )\b${SIZE}${IN}{0,20}\b(?:layers?|blobs?)\b|\b(?:layer|blob)\b${IN}{0,20}(?<!\b(?:over|than|exceeding) )\b${SIZE}`,
  'i',
);
const TEN_MINUTES = /\bafter (?:about |exactly |around |roughly |~)?(?:10|ten) ?min(?:utes?|s)?\b/i;

const OF_TEN_MINUTES = 600;
/** Texts that are longer have a log in them. */
const LONGEST = 400;

const refused = (said: string): ToldReason => ({ kind: 'refused', said, status: 403, lasted: null });

/**
 * @param text a sentence or two, in which GitHub's registry is named and no other
 * @param isMet nobody writes a guide here: who says what fails has met it, unless he says what is to be done
 */
export function toldReason(text: string, isMet = false): ToldReason | null {
  if (text.length > LONGEST || NOT_NOW.test(text)) return null;
  const isOnes = happenedTo(text);
  // What the name or the token is not is the reason, and rules nothing out.
  const rest = [CAPITALS, SSO, NOT_OWN, NO_ROLE, NO_NEW].reduce(
    (left, reason) => left.replace(reason, ' '),
    text,
  );
  if (OPEN.test(rest) && !isOnes) return null;
  const isNameRefused = NAME_REFUSED.test(text) && /lower-?case/i.test(text);
  const isOfCapitals = isNameRefused || (CAPITALS.test(text) && IN_A_NAME.test(text));
  const isOneThings =
    isOnes ||
    (isMet && !isAdvice(text)) ||
    NO_NEW.test(text) ||
    LAYER.test(text) ||
    FOUND.test(text) ||
    (isOfCapitals && WITH_CAPITALS.test(text));
  const isFailed = isNameRefused || FAILED.test(text) || (isOneThings && FAILS.test(text));
  if (!isFailed) return null;
  if (SCOPES.some((pattern) => pattern.test(text)))
    return refused('permission_denied: The token provided does not match expected scopes.');
  if (LEVEL.test(text)) return refused('installation not allowed to Write organization package');
  if (NO_NEW.test(text)) return refused('permission_denied: create_package');
  if (GRANT.test(text) || NO_ROLE.test(text)) return refused('permission_denied: write_package');
  if (isOfCapitals)
    return { kind: 'name', said: 'repository name must be lowercase', status: null, lasted: null };
  if (SSO.test(text)) return refused('Resource protected by organization SAML enforcement.');
  if (NOT_OWN.test(text)) return refused('permission_denied: The requested installation does not exist.');
  if (READ_ONLY.test(text)) return refused('installation not allowed to Write organization package');
  if (tellsOfExpiry(text)) return refused('denied: denied');
  const lasted = TEN_MINUTES.test(text) ? OF_TEN_MINUTES : null;
  if (lasted === null && !LAYER.test(text)) return null;
  return { kind: 'interrupted', said: 'failed commit on ref: no response', status: null, lasted };
}
