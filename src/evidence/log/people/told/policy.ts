/**
 * Somebody tells, beside a refusal, that a policy of the organization or of its enterprise forbids it. The registry says the
 * same of a job without the permission (facts W3, W6): then this decides.
 */
import { CLAUSE_END, LONGEST_OF_PEOPLE } from '../prose.js';

const ABOVE = '(?:org(?:ani[sz]ation)?(?:al|s)?|enterprise|company|business|admin(?:istrator|istration)?)';
const OF_THEM = `${ABOVE}(?:['’]?s?['’]?)`;

const TELLS = [
  `\\b${OF_THEM}(?:-(?:wide|level))?[\\s-](?:[\\w-]+ ){0,2}?polic(?:y|ies)\\b`,
  `\\bpolic(?:y|ies)\\b (?:set |made |enforced |configured )?(?:of|in|by|at|from|on) (?:(?:the|our|my|their|its|an?) )?${ABOVE}\\b`,
  '(?:组织|企业|公司)[^。，；？]{0,6}(?:策略|政策)|(?:組織|会社|企業)の?ポリシー',
  '\\b(?:Organisations|Unternehmens)(?:richtlinie|policy)',
].map((source) => new RegExp(source, 'iu'));

const CREATION = '(?:package|container) creation';
const OFF = '(?:disabled|turned off|switched off|forbidden|restricted|blocked|not allowed|not permitted)';

/** The setting of the organization that says who may make packages (facts W3): it is off. */
export const CREATION_OFF = new RegExp(
  [
    `\\b${CREATION}(?: (?:is|was|has been|had been|got|for members))* ${OFF}\\b`,
    `\\b(?:disabled|turned off|switched off|forbids|forbade|restricts|restricted|blocks|blocked|(?:does|do|did)(?: not|n['’]t) allow) (?:[\\w-]+ ){0,2}?${CREATION}\\b`,
    '(?:关闭|禁用|禁止|限制|不允许)了?[^。，；？]{0,8}(?:创建(?:新的?)?|新建)\\s?(?:软件包|package|包)',
    '(?:关闭|禁用|禁止|限制)了?[^。，；？]{0,6}(?:软件包|package|包)\\s?(?:的)?创建',
    '(?:软件包|package|包)\\s?(?:的)?创建[^。，；？]{0,6}(?:已?被?(?:关闭|禁用|禁止|限制)了?)',
  ].join('|'),
  'iu',
);

/** It does not, or is only to be looked at, or might; or it is what somebody changed. */
const TAKEN_BACK = new RegExp(
  [
    '\\b(?:not|never|neither|nor|no|none|without|if|when|whenever|whether|unless|until|or)\\b',
    "n['’]t\\b",
    '\\b(?:may|might|maybe|perhaps|could|can|should|would|must|check|verify|ensure|make sure|ask|see|look|wonder\\w*|thought|possibl[ye]|sometimes|usually|often|typically)\\b',
    '\\b(?:allows?|permits?|lets?|changed|fixed|relaxed|removed|lifted|disabled|updated)\\b',
    '\\b(?:retention|clean-?up|password|IP|network|firewall|branch|deletion|licen[cs]e|IAM|SCP|conditional access|pull|privacy) polic(?:y|ies)\\b',
    '\\bnicht\\b|\\bkein|\\bfalls\\b|[没未不别](?![允许准让能])|如果|是否|检查|确认|可能|请|吗|ない(?!と)|確認',
  ].join('|'),
  'iu',
);

/** A sentence and what ends it; the clauses in it. */
const SENTENCES = /[^.!?…。！？；]+(?:\.\w[^.!?…。！？；]*)*[.!?…。！？；]?/gu;
const QUESTION = /[?？]\s*$/;

/** Whether a line tells, in a clause of its own, that such a policy forbids it. */
export function tellsOfPolicy(text: string): boolean {
  if (
    text.length > LONGEST_OF_PEOPLE ||
    !/polic(?:y|ies)|richtlinie|策略|政策|ポリシー|creation|创建|新建/i.test(text)
  )
    return false;
  return clausesOf(text).some((clause) => isTold(clause) && !TAKEN_BACK.test(forbidden(clause)));
}

/** Whether a clause of the text tells that packages may not be made there. */
export function tellsOfCreationOff(text: string): boolean {
  if (/\bstill\b|\b(?:re-?)?enabled it\b|还是|仍/i.test(text)) return false;
  return clausesOf(text).some(
    (clause) =>
      CREATION_OFF.test(clause) &&
      (/package|包/i.test(clause) || OF_GITHUBS.test(clause) || WHOSE.test(text)) &&
      !OF_OTHERS.test(clause) &&
      !TAKEN_BACK.test(forbidden(clause)),
  );
}

/** Packages of other kinds, and containers that run. */
const OF_OTHERS =
  /\b(?:npm|maven|nuget|rubygems|gradle|PyPI)\b|\b(?:PodSecurity\w*|gatekeeper|kyverno|pods?|tests?)\b/i;
/** As the setting is called: one for each visibility. */
const OF_GITHUBS = /\b(?:public|private|internal) container creation\b/i;
const WHOSE = /\b(?:org(?:ani[sz]ation)?s?|enterprise|company|admins?|members?|owners?)\b|组织|企业|公司/i;

function clausesOf(text: string): string[] {
  return text.length > LONGEST_OF_PEOPLE
    ? []
    : (text.match(SENTENCES) ?? [])
        .filter((sentence) => !QUESTION.test(sentence))
        .flatMap((sentence) => sentence.split(CLAUSE_END));
}

function isTold(clause: string): boolean {
  return (
    (CREATION_OFF.test(clause) && !OF_OTHERS.test(clause)) || TELLS.some((pattern) => pattern.test(clause))
  );
}

/** What a policy does not allow it forbids: that takes nothing back. */
function forbidden(clause: string): string {
  return clause
    .replace(CREATION_OFF, ' ')
    .replace(
      /\b(?:(?:does|do|did|will)(?: not|n['’]t) (?:allow|permit|let)|not (?:allowed|permitted)|no longer (?:allows?|permits?)|prevents? \w+ from)\b/gi,
      ' ',
    );
}
