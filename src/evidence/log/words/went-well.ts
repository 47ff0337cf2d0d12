/** Somebody tells of a push or a pull that went well, and of what failed behind it: that is about something else. */

import { speaksOfAnother } from './registry-names.js';

const TRANSFER = '(?:push(?:es|ed|ing)?|publish(?:es|ed|ing)?|upload(?:s|ed|ing)?|pull(?:s|ed|ing)?)';

const WENT_WELL =
  /\b(?:works?|worked|succeed(?:s|ed)|(?:is|was|were|went|goes|runs|ran) (?:fine|ok(?:ay)?|well|through|successful)|fine|ok(?:ay)?|successful(?:ly)?)\b/i;
const IN_EN = new RegExp(`\\b${TRANSFER}\\b`, 'i');
const IN_ZH =
  /(?:推送|上传|发布|拉取|\bpush|\bpull)[^，。；]{0,60}(?<![不没未])(?:成功|正常|没问题|没有问题)|已(?:经)?(?:成功)?(?:推送|上传|发布)(?:到|至|了|成功)|(?:推送|上传|发布)(?:完|好)了?$/i;
const TAKEN_BACK =
  /\b(?:not|never|no longer|neither|expect\w*|supposed|hoped|to work|if|when|once|until|should|must|used to|before|yesterday|locally|previously|earlier|last)\b|n['’]t\b|[不没未](?!有?问题)|如果|应该|之前|以前|本地|昨天/i;
const REFUSED =
  /(?<!#)\b40[13]\b|\b(?:denied|refused|rejected|forbidden|unauthorized|permission_denied)\b|被拒|拒绝/i;

/** What stands between clauses: names and numbers have points in them. */
const CLAUSES = /([,;，；。]|[.!](?=\s|$)|\s(?:but|while|whereas|yet|then)(?=\s)|但是?|然后)/iu;

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** What somebody tells, without the clauses of a push or a pull that went well, where another clause tells of a refusal. */
export function withoutDone(text: string): string {
  if (text.length > LONGEST || !REFUSED.test(text) || !(WENT_WELL.test(text) || IN_ZH.test(text)))
    return text;
  const clauses = text.split(CLAUSES);
  const rest = clauses.filter((clause) => !isDone(clause)).join('');
  return REFUSED.test(rest) ? rest : text;
}

const PUSH = /\b(?:push|publish|upload)|推送|上传|发布/i;

/** Whether somebody tells, beside a refusal, that the push went well: then what was pushed is there. */
export function isPushed(text: string): boolean {
  if (withoutDone(text) === text) return false;
  return text.split(CLAUSES).some((each) => isDone(each) && PUSH.test(each) && !speaksOfAnother(each));
}

function isDone(clause: string): boolean {
  if (REFUSED.test(clause) || TAKEN_BACK.test(clause)) return false;
  return (IN_EN.test(clause) && WENT_WELL.test(clause)) || IN_ZH.test(clause);
}

/** An operating system's sentence, which the registry has in one word of its own. */
const OF_SYSTEM = /\b[Pp]ermission denied\b/;
const OF_REGISTRY =
  /(?<!#)\b40[13]\b|\b(?:unauthorized|forbidden|registry|ghcr|docker|podman|image|pull\w*|push\w*|ImagePull\w*)\b|\bdenied: |[_]denied|镜像|拉取|推送|软件包/i;

/** Whether a push or a pull went well, and an operating system refused what came after it. */
export function isRefusedBySystem(text: string): boolean {
  if (!OF_SYSTEM.test(text)) return false;
  const rest = withoutDone(text);
  return rest !== text && OF_SYSTEM.test(rest) && !OF_REGISTRY.test(rest);
}

/** What takes an image from the registry, whatever it is called. */
const DEPLOYS = /\bdeploy\w*|\b(?:kubernetes|k8s|kubelet|clusters?|servers?|VPS|pods?)\b|部署|服务器|集群/i;

/** Whether somebody tells that what was pushed could not be deployed. */
export function isDeployRefused(rest: string): boolean {
  return DEPLOYS.test(rest);
}
