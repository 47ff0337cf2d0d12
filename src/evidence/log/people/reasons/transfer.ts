/** Somebody tells that a push or a pull came to nothing. */
import type { Access } from '../../../../types.js';
import { IN } from './clauses.js';

interface Failures {
  /** It came to nothing, once: what always does is a rule. A headline says so in the present, with the reason right behind it. */
  once: RegExp;
  /** The same of whoever tells of himself. */
  always: RegExp;
}

/** A request to pull is none. */
const VERBS = {
  push: '(?:push|publish|upload)',
  pull: String.raw`(?:pull(?![ -]?requests?\b)|download|fetch)`,
};
/** It cannot be done, in one word. */
const CANNOT_ZH = { push: '(?:推|传)不(?:上|了|动)', pull: '拉不(?:下|了|动|到)' };
const VERBS_ZH = { push: '(?:推送|发布|上传|push|publish)', pull: '(?:拉取?(?!请求)|下载|pull)' };

const FAILURES: ReadonlyMap<Access, Failures> = new Map([
  ['push', failuresOf('push', 'pull')],
  ['pull', failuresOf('pull', 'push')],
]);

function failuresOf(access: Access, other: Access): Failures {
  const verb = String.raw`\b${VERBS[access]}(?:e[sd]|ing|s)?\b`;
  /** Up to the next word of the clause, as far as it is about nothing else. */
  const upTo = (most: number) => String.raw`(?:(?!\b${VERBS[other]})${IN}){0,${most}}`;
  const tells = new RegExp(
    [
      String.raw`${verb}${upTo(80)}\b(?:failed|failing|(?:was|were|got) (?:\w+ )?(?:refused|rejected|denied|aborted)|could(?: not|n['’]t)|keeps? failing)\b`,
      String.raw`${verb}${upTo(80)}\b(?:fails|never finishes|is (?:refused|rejected|denied|aborted))(?=[:,]| [—–-] |\s+after (?:\w+ )?\d|\s+because (?:there|our|this)\b)`,
      // Of one push; of pushing, and of any, it is a rule.
      String.raw`(?<!\b(?:an?|any|every|each|which|what|no) )\b${VERBS[access]}\b${upTo(80)}\b(?:fails|is (?:refused|rejected|denied|aborted)) (?:due to|owing to|for lack of) `,
      String.raw`\b(?:(?:failed|failing|failure)\b${upTo(40)}|(?:refused|rejected|denied) (?:the|our|my|its|every|a) )${verb}`,
      String.raw`\b(?:could(?: not|n['’]t))\b${upTo(30)}\b${VERBS[access]}(?:ed)?\b`,
      String.raw`\b(?:tokens?|PATs?|GITHUB_TOKEN|credentials?|bot) (?:was|were|got) (?:refused|rejected|denied)\b${upTo(80)}${verb}`,
      `${VERBS_ZH[access]}[^。；，]{0,40}(?:失败|被拒绝?|遭拒|40[13]|(?:报|提示|返回|显示|出现)[^。；，]{0,12}(?:denied|unauthorized|forbidden)|(?:报|提示|返回|显示|出现)[^。；，]{0,24}(?:不匹配|无权|没有?权限|权限不足))`,
      `(?:无法|不能|没法)[^。；，]{0,24}${VERBS_ZH[access]}|${CANNOT_ZH[access]}`,
    ].join('|'),
    'i',
  );
  const always = new RegExp(
    String.raw`${verb}${upTo(80)}\b(?:fails?|refuse[sd]|reject(?:ed|s)|denied|never finishes|aborts|times out)\b|\b(?:fails?|refuse[sd]|reject(?:ed|s)|denied|cannot|can['’]t|unable)\b${upTo(40)}${verb}|\b(?:causes?|caused|causing|makes?|made|making)\b${upTo(20)}${verb}${upTo(60)}\bfail\b`,
    'i',
  );
  return { once: tells, always };
}

/**
 * What came to nothing; null: nothing did, as far as it is told.
 *
 * @param isOnes somebody tells of himself, or of one thing
 */
export function failedTransfer(text: string, isOnes: boolean): Access | null {
  for (const [access, { once, always }] of FAILURES)
    if (once.test(text) || (isOnes && always.test(text))) return access;
  return null;
}
