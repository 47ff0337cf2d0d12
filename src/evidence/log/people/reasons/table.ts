/** The reasons that people give for a push or a pull that came to nothing, and the registry's words that each stands for. */
import type { Access } from '../../../../types.js';
import type { SymptomKind } from '../../types.js';
import { isLoginKeptElsewhere, isLoginLeftOut } from '../../words/login-words.js';
import { withoutLoginElsewhere } from '../compared.js';
import { tellsOfExpiry } from '../told/expiry.js';
import { tellsOfFilter } from '../told/filters.js';
import { isFineGrainedAlone } from '../told/fine-grained.js';
import { CREATION_OFF, tellsOfCreationOff } from '../told/policy.js';
import { LACKS_SSO, tellsOfSso } from '../told/sso.js';
import { CAPITALS, tellsOfCapitals } from './capitals.js';
import { IN, LACKS, LACKS_ZH, TOKEN } from './clauses.js';
import { type CureName, isCuredBy } from './cures.js';

export interface ToldReason {
  kind: SymptomKind;
  /** The registry's words for it (facts, section 1.7); null: it has none. */
  said: string | null;
  status: number | null;
  /** Seconds that the transfer had lasted, as far as that is told. */
  lasted: number | null;
  /** Beside the refusal itself it is heard by itself, too, with what is told of that refusal. */
  isHeardBeside: boolean;
}

interface Reason {
  tells(text: string, access: Access): boolean;
  /** What it comes to; null: it is no reason for that. */
  push: ToldReason | null;
  pull: ToldReason | null;
  /** How it is told: what the name or the token is not is the reason, and rules nothing out. */
  negated?: RegExp;
  /** What was done that helped, each of which tells this reason. */
  cures?: readonly CureName[];
}

const refused = (said: string): ToldReason => ({
  kind: 'refused',
  said,
  status: 403,
  lasted: null,
  isHeardBeside: false,
});
const heardBeside = (said: string, status = 403): ToldReason => ({
  ...refused(said),
  status,
  isHeardBeside: true,
});
const both = (reason: ToldReason) => ({ push: reason, pull: reason });

const PACKAGES_SCOPE = String.raw`(?:(?:read|write):packages\b|packages?(?: read| write)? scopes?\b|scopes? for packages\b)`;

/** What the registry says of a token without the scope, and of one of a kind that has none (facts W10). */
const SCOPES: readonly RegExp[] = [
  new RegExp(String.raw`${TOKEN}['’"*\x60s]* scopes? (?:mismatch|do(?:es)? not match|did not match)`, 'i'),
  new RegExp(String.raw`${TOKEN}${IN}{0,40}\b(?:insufficient|wrong|missing|too few) scopes?\b`, 'i'),
  new RegExp(
    String.raw`${LACKS} (?:(?!\b(?:has|have|had|nothing)\b)${IN}){0,30}${PACKAGES_SCOPE}|\b(?:read|write):packages\b${IN}{0,20}\b(?:is|was) missing\b`,
    'i',
  ),
  new RegExp(
    `${LACKS_ZH}(?:read|write):packages|(?:令牌|token|PAT)[^。，；]{0,12}只(?:有|勾选?了?|给了)[^。，；]{0,12}(?:repo|workflow)(?![\\w:])`,
    'i',
  ),
  new RegExp(
    String.raw`${TOKEN}${IN}{0,30}\b(?:only (?:has|had|with)|(?:has|had) only) (?:the )?[\x60'"]?(?:repo|workflow|read:org)\b`,
    'i',
  ),
];
/** The same of one that may only read, where something was to be written. */
const ONLY_READS: readonly RegExp[] = [
  /(?:令牌|token|PAT)[^。，；]{0,12}只有[^。，；]{0,12}read:packages/i,
  new RegExp(String.raw`${TOKEN}${IN}{0,30}\bonly (?:has|had|with) ${IN}{0,20}read:packages\b`, 'i'),
  new RegExp(String.raw`${TOKEN}${IN}{0,20}\b(?:has|had) only ${IN}{0,20}read:packages\b`, 'i'),
];

/** Of a job's permissions: the registry's sentence about an installation. */
const lacksLevel = (levels: string) =>
  new RegExp(
    String.raw`${LACKS} (?:[^\s.!?]+ ){0,4}?[\x60'"*({]*packages['"\x60*]*: ?[\x60'"*]*${levels}\b|\bpackages: ?${levels}\b[\x60'"*]* (?:permission )?(?:was|is) missing\b|${LACKS_ZH}packages: ?${levels}\b`,
    'i',
  );
const LEVEL = { push: lacksLevel('write'), pull: lacksLevel('(?:read|write)') };

/** New packages are not to be made there, as its owner has set (facts W8). */
const NO_NEW =
  /\bpackage creation (?:may(?: not|n['’]t) be|is not|isn['’]t|was not|wasn['’]t) (?:enabled|allowed|permitted)\b|\b(?:not allowed|may not|no (?:right|permission)s?) to create (?:new )?packages\b/i;
const tellsOfNoNew = (text: string) => NO_NEW.test(text) || tellsOfCreationOff(text);

const GRANT = new RegExp(
  String.raw`\bpackage\b${IN}{0,30}\b(?:did|does)(?: not|n['’]t) (?:list|grant|give|allow|know) (?:the |this |our )?(?:repo(?:sitory)?|access)\b|\brepo(?:sitory)?\b${IN}{0,30}\b(?:was|is) (?:not|missing) (?:listed )?(?:in|under|from)\b${IN}{0,40}\bActions access\b`,
  'i',
);
/** The token of the job, whose right to one package is its repository's. */
const NO_RIGHT_OF_TOKEN = String.raw`\bGITHUB_TOKEN\b${IN}{0,40}\b(?:(?:is|was)(?: not|n['’]t) (?:authori[sz]ed|allowed|permitted) to (?:write|push|publish)|(?:has|had) no (?:write )?(?:permission|right|access|role)s?|(?:does|did)(?: not|n['’]t) have (?:write )?(?:permissions?|access|rights?))\b${IN}{0,50}\bpackage\b`;
/** The package is another repository's, and whoever asks has no role in it. */
const NO_ROLE = new RegExp(
  String.raw`\b(?:package|image)\b${IN}{0,30}\b(?:belongs|is linked|is owned|was linked)\b${IN}{0,10}\b(?:another|a different|some other|the old|an? old) repo(?:sitory)?\b|\b(?:this |our |the |my )repo(?:sitory)?\b${IN}{0,20}\b(?:has|have|had) no (?:permission|right|access|role)s?\b${IN}{0,20}\bpackage\b|\brepo(?:sitory)?\b${IN}{0,20}\b(?:do(?:es)?|did)(?: not|n['’]t) have (?:the )?(?:permissions?|access|rights?|a role)\b${IN}{0,30}\bpackage\b|${NO_RIGHT_OF_TOKEN}`,
  'i',
);
/** The same in Chinese: a package that was not given to a repository, or a repository that has no right to it. */
const NO_GRANT_ZH =
  /包[^。，；]{0,12}(?:没有?|未|并未)[^。，；]{0,4}(?:授权|授予|给|添加|关联|链接|允许)[^。，；]{0,12}(?:仓|存储库|repo)|(?:没有?|未)[把将][^。，；]{0,10}包[^。，；]{0,6}(?:授权|授予|给)|(?:仓|存储库|repo)[^。，；]{0,6}(?:没有?|无|缺少)[^。，；]{0,16}包[^。，；]{0,8}(?:权限|访问|角色)|(?:仓|存储库|repo)[^。，；]{0,10}不在[^。，；]{0,12}Actions access/i;

/** The namespace is somebody else's (facts W11). */
const NOT_OWN = new RegExp(
  String.raw`\b(?:package|image|namespace|owner|name|prefix|path|it)\b${IN}{0,40}\b(?:belongs? to|is (?:owned by|in|under|of)|was (?:under|in)|points? to|uses|names|has)\b${IN}{0,12}\b(?:another|a different|the wrong|some other|someone else['’]s|somebody else['’]s|the upstream|the old|not our|not my)\b${IN}{0,20}\b(?:org(?:ani[sz]ation)?|owner|user|account|namespace)\b|\bowner\b${IN}{0,30}\b(?:is not|isn['’]t|does not match|doesn['’]t match|differs from)\b|\b(?:org(?:ani[sz]ation)?|owner|user|account|namespace)\b is not (?:ours|mine|the owner)\b|属于(?:其他|别的|另一个?|他人的?)[^，。；]{0,6}(?:组织|用户|账[号户])|GITHUB_TOKEN[^。；]{0,16}(?:推送?|发布|上传)[到至](?:了)?(?:别人|他人|另一个|其他|别的)的?(?:组织|用户|账[号户]|命名空间)|\bGITHUB_TOKEN\b${IN}{0,40}\b(?:to|into|under) (?:another|a different|someone else['’]s|some other) (?:org(?:ani[sz]ation)?|owner|user|account|namespace)\b`,
  'i',
);

/** The token of a run that somebody else began may only read (facts W4). */
const READ_ONLY =
  /\bGITHUB_TOKEN\b[^.;]{0,60}\bread-only\b|\bread-only\b[^.;]{0,20}\b(?:GITHUB_TOKEN|token)\b|GITHUB_TOKEN[^。，；]{0,12}只读|只读[^。，；]{0,6}GITHUB_TOKEN/i;

/** Nobody's credential is sent (facts L8). */
const NO_LOGIN =
  /\b(?:not|n['’]t|never|no longer) (?:yet |even |been )?(?:logged[- ]?in(?:to)?|authenticated|log(?:ging)? in(?:to)?)\b|\bforgot to log ?in\b|\b(?:forgot|no|without|missing) (?:the |a |our |an? )?(?:docker |registry )?(?:docker\/login-action|log-?in (?:step|action))\b|\b(?:no|missing|without an?|without|lacks? an?|lacks) (?:docker |registry )?(?:log-?in|imagePullSecrets?|(?:image ?)?pull secrets?|credentials?)\b(?! (?:helper|(?:is |are |was )?(?:needed|required|necessary)|errors?|failures?|problems?|issues?|trouble))|(?:没有?|未|忘了|忘记)(?:先|执行|进行)?(?:登录|docker login)|(?:没有?|缺少|未)(?:配置|设置|创建|添加)?[^。，；]{0,4}(?:imagePullSecrets?|拉取密钥|凭[据证])/i;

function tellsOfNoLogin(text: string): boolean {
  return (
    NO_LOGIN.test(text) ||
    isLoginLeftOut(text) ||
    isLoginKeptElsewhere(text) ||
    withoutLoginElsewhere(text) !== text
  );
}

/** Nobody may see it but who has a role in it (facts P1). */
const PRIVATE =
  /\b(?:package|image|container|chart)s?\b(?: \S+){0,2}? (?:is|are|was|were|['’]s) (?:still |set to |marked (?:as )?)?private\b|(?:包|镜像)[^。，；]{0,6}(?:是|为|成)私有/i;

/** More than the ten gigabytes of a layer (facts N7). */
const SIZE = String.raw`(?:1[1-9]|10[.,]\d|[2-9]\d|[1-9]\d\d)(?:[.,]\d+)? ?(?:GB|GiB|gigabytes?)\b`;
const LAYER = new RegExp(
  String.raw`(?<!\b(?:over|than|exceeding) )\b${SIZE}${IN}{0,20}\b(?:layers?|blobs?)\b|\b(?:layer|blob)\b${IN}{0,20}(?<!\b(?:over|than|exceeding) )\b${SIZE}|(?<!第)[一有某单该这]个?[^。，；]{0,3}层[^。，；]{0,8}?(?<!超过|大于|不到)\s?\b${SIZE}`,
  'i',
);
/** The tag was never pushed (facts P6). */
const NO_TAG =
  /\b(?:there(?:['’]s| is| was) no|no such|has no|never had an?) (?:[\x60"']?[\w.-]+[\x60"']? )?tag\b|\btag\b[^.;,]{0,20}\b(?:does(?: not|n['’]t) exist|was never (?:pushed|published))\b|(?:没有|不存在)[^。，；]{0,12}(?:标签|tag\b)|(?:标签|tag)[^。，；]{0,10}不存在/i;

/** Nor was any of the package (facts P9). docker itself says so of whatever it may not see, and of its own store. */
const NO_PACKAGE = new RegExp(
  String.raw`\b(?:package|image|repository)\b${IN}{0,40}\b(?:does(?: not|n['’]t) exist|was never (?:pushed|published)|never existed|has(?: not|n['’]t) been (?:pushed|published))\b(?! or | locally)|\b(?:there (?:is|was) no|no) such (?:package|image)\b(?!:)|(?:包|镜像)[^。，；]{0,8}(?:不存在|还?没有?(?:推送|发布)过?|从?未(?:推送|发布))`,
  'i',
);

/** As long as an upload may take (facts N8). */
const TEN_MINUTES = /\bafter (?:about |exactly |around |roughly |~)?(?:10|ten) ?min(?:utes?|s)?\b/i;

const by = (...patterns: RegExp[]) => ({
  tells: (text: string) => patterns.some((pattern) => pattern.test(text)),
});
const ended = (lasted: number | null): ToldReason => ({
  ...refused('failed commit on ref: no response'),
  kind: 'interrupted',
  status: null,
  lasted,
});

/** The more telling first. */
export const REASONS: readonly Reason[] = [
  {
    tells: (text, access) =>
      isFineGrainedAlone(text) ||
      (access === 'push' ? [...SCOPES, ...ONLY_READS] : SCOPES).some((one) => one.test(text)),
    ...both(refused('permission_denied: The token provided does not match expected scopes.')),
    cures: ['scope', 'classic'],
  },
  {
    cures: ['level'],
    tells: (text, access) => LEVEL[access].test(text),
    push: refused('installation not allowed to Write organization package'),
    pull: refused('installation not allowed to Read organization package'),
  },
  {
    cures: ['creation'],
    tells: tellsOfNoNew,
    negated: new RegExp(`${NO_NEW.source}|${CREATION_OFF.source}`, 'iu'),
    push: refused('permission_denied: create_package'),
    pull: null,
  },
  {
    cures: ['grant'],
    ...by(GRANT, NO_ROLE, NO_GRANT_ZH),
    negated: NO_ROLE,
    push: refused('permission_denied: write_package'),
    pull: refused('permission_denied: read_package'),
  },
  {
    cures: ['capitals'],
    tells: tellsOfCapitals,
    negated: CAPITALS,
    ...both({ ...refused('repository name must be lowercase'), kind: 'name', status: null }),
  },
  {
    cures: ['sso'],
    tells: tellsOfSso,
    negated: LACKS_SSO,
    ...both(refused('Resource protected by organization SAML enforcement.')),
  },
  {
    cures: ['owner'],
    ...by(NOT_OWN),
    negated: NOT_OWN,
    push: refused('permission_denied: The requested installation does not exist.'),
    pull: refused('permission_denied: read_package'),
  },
  { ...by(READ_ONLY), push: refused('installation not allowed to Write organization package'), pull: null },
  {
    cures: ['renewal'],
    tells: tellsOfExpiry,
    push: refused('denied: denied'),
    pull: heardBeside('denied: denied'),
  },
  {
    cures: ['login'],
    tells: tellsOfNoLogin,
    negated: NO_LOGIN,
    // Nobody pushes without one; whom a pull knows is one question, and what he may read the other.
    push: { ...refused('failed to fetch anonymous token'), status: 401 },
    pull: heardBeside('failed to fetch anonymous token', 401),
  },
  {
    tells: tellsOfFilter,
    ...both({ ...refused('connection refused by something between'), kind: 'unreachable', status: null }),
  },
  { ...by(PRIVATE), push: null, pull: heardBeside('permission_denied: read_package') },
  {
    ...by(NO_TAG),
    negated: NO_TAG,
    push: null,
    pull: { ...refused('manifest unknown'), kind: 'missing', status: 404 },
  },
  {
    ...by(NO_PACKAGE),
    negated: NO_PACKAGE,
    push: null,
    pull: refused('requested access to the resource is denied'),
  },
  // An old login had been in the way of a pull that needs none (facts P2).
  { tells: () => false, cures: ['logout'], push: null, pull: heardBeside('denied: denied') },
  { ...by(TEN_MINUTES), push: ended(600), pull: null },
  { ...by(LAYER), push: ended(null), pull: null },
];

/** The reason that shows in what somebody did about it; null: nothing that he tells of helped, or not with that. */
export function curedReason(text: string, access: Access): ToldReason | null {
  const cured = REASONS.find((each) => each[access] && each.cures?.some((name) => isCuredBy(name, text)));
  return cured?.[access] ?? null;
}

/** Whether a reason shows by itself that it is told of one thing: no rule and no guide has it. */
export const isOfOneThing = (text: string): boolean => tellsOfNoNew(text) || LAYER.test(text);
