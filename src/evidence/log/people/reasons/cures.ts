/**
 * Somebody tells, beside a push or a pull that was refused or failed, what he did that it went through then: what had been
 * missing is the reason. That it was to be done, might help or did not says nothing of that.
 */
import { isOfSomethingElse } from '../compared.js';

/** What was done, in English in any form of its verb, and in Chinese. */
interface Deed {
  en: readonly string[];
  zh: readonly string[];
}

const TOKEN = String.raw`(?:\w+['’]s )?(?:tokens?|PATs?|credentials?|secrets?|\w*_TOKEN|\w*_PAT)\b`;
const TOKEN_ZH = '(?:令牌|[Tt]oken|PAT|凭[据证]|密钥)';
const REPO_ZH = '(?:仓|存储库|repo)';
/** Words of the same clause. */
const UP_TO = (most: number) => `[^.,;?!]{0,${most}}?`;
const UP_TO_ZH = (most: number) => `[^。，；？]{0,${most}}?`;

const DEEDS = {
  scope: {
    en: [
      String.raw`\b(?:add|includ|tick|check|select|enabl|giv|gave|grant|set)\w*\b${UP_TO(30)}(?:read|write):packages(?![\x60'"*]*:)`,
      String.raw`\b(?:creat|generat|mak|made|us|with|issu)\w*\b${UP_TO(20)}${TOKEN} (?:with|that has|having) (?:the )?[\x60'"]?(?:read|write):packages`,
      String.raw`\bgh auth refresh\b[^.;]{0,40}(?:read|write):packages`,
    ],
    zh: [`(?:勾选|勾上|加上?|添加|补上?|给)了?${UP_TO_ZH(10)}(?:read|write):packages(?!["'\x60]*:)`],
  },
  classic: {
    en: [
      String.raw`\b(?:switch|chang|mov|us|creat|generat|mak|made|with|replac|get|got)\w*\b${UP_TO(30)}\bclassic (?:personal access )?(?:PAT|token|one)`,
      String.raw`\ba classic (?:personal access )?(?:PAT|token)\b`,
    ],
    zh: [`(?:换|改)(?:成|用|为|了)?${UP_TO_ZH(8)}(?:经典|classic)`],
  },
  level: {
    en: [
      String.raw`\b(?:set|chang|enabl|switch|select|giv|gave|tick|allow|grant|choos|chose)\w*\b${UP_TO(40)}(?:\bread(?: and |/)write\b["'”]?(?: permissions?)?|\bworkflow permissions\b)`,
    ],
    zh: [
      `(?:改|设|勾选|开启|打开|选)(?:成|为|了|择)?${UP_TO_ZH(20)}(?:[Rr]ead and write|读写权限|读取和写入|读和写)`,
    ],
  },
  creation: {
    en: [
      String.raw`\b(?:enabl|allow|turn|permit)\w*\b${UP_TO(30)}\b(?:package|container) creation\b`,
      String.raw`\ballow\w* members to create packages\b`,
    ],
    zh: [`(?:允许|开启|打开|启用)了?${UP_TO_ZH(10)}创建${UP_TO_ZH(6)}(?:包|package)`],
  },
  grant: {
    en: [
      String.raw`\b(?:add|giv|gave|grant|allow|list|set)\w*\b[^;?!]{0,60}?\b(?:Actions access\b|package(?:['’]s)? settings\b|(?:on|to|for|of|in) (?:the |this |that |our )?package\b|access to (?:the |this )?package\b)`,
      String.raw`\b(?:link|connect|attach)\w*\b${UP_TO(40)}\bpackage\b${UP_TO(20)}\brepo(?:sitory)?\b|\b(?:link|connect|attach)\w*\b${UP_TO(40)}\brepo(?:sitory)?\b${UP_TO(20)}\bpackage\b`,
      String.raw`\b(?:tick|check|enabl|set|us)\w*\b${UP_TO(20)}\binherit(?:ed|ing)? access\b`,
      String.raw`\bdelet\w+ (?:the |that |our |my )?(?:old |existing |orphan(?:ed)? |whole |unlinked ){0,2}package\b`,
    ],
    zh: [
      `(?:Actions access|包(?:的)?设置)[^。；？]{0,20}?(?:添加|授权|加上|加了|授予|勾选)`,
      `[给把为]${UP_TO_ZH(14)}${REPO_ZH}${UP_TO_ZH(14)}(?:授权|授予|写权限|权限|关联|链接|加)`,
      `包${UP_TO_ZH(8)}(?:关联|链接|授权)${UP_TO_ZH(8)}${REPO_ZH}`,
      `(?:删除?|删掉)了?${UP_TO_ZH(6)}(?:旧|原来|已有)?的?包`,
    ],
  },
  capitals: {
    en: [
      String.raw`\blower-?cas(?:ed|ing)\b`,
      String.raw`\b(?:us|chang|convert|switch|mak|made|writ|wrote|renam|turn|put|spell|spelt|set|with)\w*\b${UP_TO(50)}\b(?:all[- ])?lower[- ]?case\b`,
    ],
    zh: ['(?:改|换|转|写|用)(?:成|为|用)?了?全?(?:部)?小写'],
  },
  sso: {
    en: [
      String.raw`\b(?:authori[sz]|enabl|configur|approv)\w*\b${UP_TO(40)}\b(?:SSO|SAML|single sign-?on)\b`,
    ],
    zh: [`(?:授权|启用|开启)了?${UP_TO_ZH(8)}(?:SSO|单点登录)|(?:SSO|单点登录)${UP_TO_ZH(6)}授权`],
  },
  owner: {
    en: [
      String.raw`\b(?:us|chang|switch|push|set|with)\w*\b${UP_TO(30)}\b(?:my|our) own (?:namespace|user ?name|account|org(?:ani[sz]ation)?|owner)\b`,
    ],
    zh: [`(?:改|换)(?:成|为|用)?了?${UP_TO_ZH(6)}自己的(?:命名空间|用户名|组织|账[号户])`],
  },
  renewal: {
    en: [
      String.raw`\b(?:renew|rotat|re-?generat|re-?issu|re-?creat|replac|refresh|reset)\w*\b${UP_TO(24)}\b${TOKEN}(?! (?:by|with) )`,
      String.raw`\b(?:creat|generat|mak|made|us|issu|get|got|add|with|set|stor)\w*\b (?:an? |the |my |our )?(?:brand[- ])?(?:new|fresh) (?:[\w-]+ ){0,3}?${TOKEN}`,
    ],
    zh: [
      `(?:重新?(?:生成|创建|申请|签发)|换(?:了|成|个)|更新|更换|续期)了?${UP_TO_ZH(8)}${TOKEN_ZH}`,
      `${TOKEN_ZH}${UP_TO_ZH(4)}(?:重新?(?:生成|创建|申请)|换|更新|续期)`,
    ],
  },
  login: {
    en: [
      String.raw`\b(?:add|insert|mov|run|us|put|includ)\w*\b${UP_TO(30)}(?:\bdocker/login-action\b|\b(?:docker|podman|helm registry|oras|crane auth|skopeo|buildah|nerdctl) login\b|\blog-?in (?:step|action)\b|\b(?:image ?)?pull ?secrets?\b)(?! (?:itself |now )?(?:works?|worked|succe\w+|pass\w+|went|is|was)\b)`,
      String.raw`\blogg(?:ed|ing) in(?:to)? (?:to )?(?:ghcr(?:\.io)?\b|GHCR\b|the registry\b)(?! again)`,
    ],
    zh: [
      `(?:加上?|添加|补上?|先)了?${UP_TO_ZH(8)}(?:docker login|docker/login-action|登录|拉取密钥|imagePullSecrets?)(?!了)`,
    ],
  },
  logout: {
    en: [
      String.raw`\b(?:docker|podman|helm registry|oras|nerdctl|crane auth) logout\b|\blogg(?:ed|ing) out(?: of (?:ghcr\.io|GHCR|the registry))?\b`,
    ],
    zh: ['(?:docker|podman|helm registry|oras) logout|退出(?:了)?登录'],
  },
} satisfies Record<string, Deed>;

export type CureName = keyof typeof DEEDS;

const CURED =
  '(?:(?:it|that|this|which|everything|all|pushes|pulls|push|pull|the (?:push|pull|build|job|workflow|release)) )?(?:(?:now|then|finally|all|just|immediately|has|have) )*(?:works?|worked|working|succeed(?:s|ed)|pass(?:es|ed)|fix(?:es|ed)|solve[sd]|resolve[sd]|help(?:s|ed)|cured|did (?:the trick|it)|made it work|went through|goes through|(?:is|was) (?:gone|fine|ok|fixed|solved|resolved|green))\\b(?! (?:before|locally|until|yesterday|on my|in the past|for (?:a|months|weeks)))';
/** Nothing takes it back, and nothing else was done. */
const SO =
  "(?:(?!\\b(?:not|never|no|if|should|would|might|may|must|could|still|but|before(?! (?:the|my|our|each|every|it|that|pushing|signing|building)\\b)|login|log-in|locally|used to)\\b|n['’]t\\b)[^?;])";
const WAS = '(?:fix|solution|cure|problem|issue|answer|trick)(?: for (?:me|us|this|that))? (?:was|is)';
const CURED_ZH =
  '(?:就?好了|就?行了?|就?可以了?|就能|能(?:推|拉)|正常了?|(?:推送|拉取|上传)?成功|解决|修复|恢复|通过)';

function told({ en, zh }: Deed): RegExp {
  const [deed, deedZh] = [`(?:${en.join('|')})`, `(?:${zh.join('|')})`];
  return new RegExp(
    [
      String.raw`${deed}${SO}{0,90}?\b${CURED}`,
      String.raw`\b${CURED}(?: (?:it|this|that|now|again|fine|for me|for us|the \w+))*,?(?: (?:by|with|after|once|when|since|as soon as|because(?= (?:I|we)))(?: [\w'’]+){0,3}?)? ${deed}`,
      String.raw`\b${WAS}(?: to| that (?:I|we))?(?: [\w'’]+){0,2}? ${deed}`,
      String.raw`\b(?:until|till) (?:I|we) (?:\w+ ){0,2}?${deed}`,
      `${deedZh}[^。？没未不还仍]{0,16}?${CURED_ZH}`,
      `解决(?:办法|方法|了)?[^。；？没未不]{0,10}?${deedZh}`,
    ].join('|'),
    'i',
  );
}

const FRAMES = new Map<CureName, RegExp>();
/** The deeds alone. */
const MADE = new Map<CureName, RegExp>();

/** In front of it, in the same sentence: it is advice, or was only tried. */
const OPEN =
  /\b(?:if|should|try|would|might|may|can|could|must|need to|have to|has to|please|whether|you|locally|elsewhere|on my (?:machine|laptop))\b|如果|请|本地|本机|可以试|试试|是否|应该|需要/i;
/** Behind it: it was not the cure, or not of that. */
const IN_VAIN =
  /\b(?:but|still|however|no luck|same)\b|\b(?:fails?|failed|denied|refused) again\b|(?:n['’]t|\bnot) (?:help|work|fix|change|last|hold)|但|还是|仍|依然|一样|没用|不行/i;
/** In front of the last sentence. */
const SENTENCES_BEFORE = /^.*(?:[.!?…](?=\s)|[。！？；]|\n\s*(?:\n|(?=[\p{Lu}\p{sc=Han}])))/su;
/** Up to its end. */
const SENTENCE_LEFT = /^(?:[^.!?…。！？\n]|[.!?…](?=\S))*/u;
const ASKED = /^[^.!。！]*[?？吗]/;

/** Without one of these nothing was cured. */
const CURE =
  /\b(?:works?|worked|working|succeed\w*|pass(?:es|ed)|fix|fix(?:es|ed)|solve[sd]|solution|resolve[sd]|help(?:s|ed)|cure[sd]?|trick|(?:went|goes) through|until|till|fine|gone|green|problem|issue|answer)\b|好了|行|可以|就能|能[推拉]|正常|成功|解决|修复|恢复|通过/i;

/** What else GitHub lets somebody do, of which a login is only the beginning. */
const OTHER_WORK =
  /\b(?:log-?in|sign-?in|check-?outs?|checking out|clon(?:e|ing)|submodules?|API|git (?:push|pull|fetch)|releases? (?:creation|step|job)|creating (?:the |a )?releases?|web ?site|web UI|dispatch\w*)\b|登录|登陆|检出|克隆/i;
const TRANSFER = /\b(?:push|pull|publish|upload|download)\w*|推送|拉取|上传|下载|发布/i;

/** Whether the sentence says of something else than the push or the pull that it works again. */
function isOfOtherWork(name: CureName, sentence: string): boolean {
  const { en, zh } = DEEDS[name];
  const rest = sentence.replace(new RegExp([...en, ...zh].join('|'), 'gi'), ' ');
  return OTHER_WORK.test(rest) && !TRANSFER.test(rest);
}

/** As people write who do not know why it helped. */
const IN_MARKS = /["“”'*]{1,2}(fix|fixed|solved|resolved|solution|works?|worked)["“”'*]{1,2}/gi;

/** Texts that are longer have a log in them. */
const LONGEST = 1024;

/** Whether the text says that this is done, or to be done. */
export function isDeed(name: CureName, text: string): boolean {
  const { en, zh } = DEEDS[name];
  const deed = MADE.get(name) ?? new RegExp([...en, ...zh].join('|'), 'i');
  MADE.set(name, deed);
  return deed.test(text);
}

/** Whether somebody tells that this was what helped. */
export function isCuredBy(name: CureName, given: string): boolean {
  if (given.length > LONGEST || !CURE.test(given)) return false;
  const text = given.replace(IN_MARKS, '$1');
  const frame = FRAMES.get(name) ?? told(DEEDS[name]);
  FRAMES.set(name, frame);
  const found = frame.exec(text);
  if (!found) return false;
  const before = text.slice(0, found.index).replace(SENTENCES_BEFORE, '');
  const after = text.slice(found.index + found[0].length);
  // Another registry's refusal was cured so, which may be told beside this one.
  const sentence = `${before}${found[0]}${SENTENCE_LEFT.exec(after)?.[0]}`;
  if (isOfSomethingElse(sentence) || isOfOtherWork(name, sentence)) return false;
  return !OPEN.test(before) && !OPEN.test(found[0]) && !IN_VAIN.test(after) && !ASKED.test(after);
}
