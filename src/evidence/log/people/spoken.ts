/**
 * Sentences about refusals in which nobody is refused: advice for the case that it happens, what a change is about. People who tell of a refusal that they met (`met.ts`) are another matter: they are to be answered.
 */
import { OUR_HOST } from '../words/registry-names.js';
import { SAID } from '../words/said-words.js';
import { isForeignGuide } from './guides/languages.js';
import { happenedTo, isMet } from './met.js';
import { patternsOf } from './patterns.js';

/** Verbs that bring a message along: who sees, gets or prints one. */
const SAYS =
  '(?:sees?|gets?|got|fails?|failed|answers?|says?|returns?|shows?|prints?|ends?|responds?|reports?|receives?|hits?|meets?|encounters?|runs? into|is|are)(?: (?:with|by|of|as|up|out))*';

/** Determiners and the like between such a verb and the message. */
const LEADS = '(?: (?:an?|the|this|that|any|some|something|errors?|messages?|like|such as|similar to))*:? ';

/** Words of a clause in which nobody tells of himself. */
const WORDS = '(?:(?!(?:I|we|my|our)\\b)[^\\s,;]+ ){1,6}?';

/** For the case that it happens. The refusal has to be what the condition is about: "if I push, I get denied" is a report. */
const isCondition = patternsOf(
  `(?<!\\b(?:sure|wonder|wondering|idea|clear|unclear|don't know|not know) )\\b[Ii]f (?!any(?:one|body) )${WORDS}${SAYS}${LEADS}${SAID}`,
  `\\b(?:[Oo]therwise|or else)\\b,? ${WORDS}${SAYS}${LEADS}${SAID}`,
  // Of the reader's own things, or of a credential; whether it is so is another question.
  `(?<!\\b(?:sure|certain|unsure|wonder|wondering|idea|clue|clear|unclear|know|tell|see|say|check|checked|verified|remember|understand|figure out|even|as) )\\b[Ii]f (?:your|(?:the|an?) (?:token|PAT|credential|secret|login)) (?:(?!\\b(?:but|yet|however)\\b)(?:[^;.]|\\.(?=\\S))){0,100}? (?:${SAYS}${LEADS}|(?:is|gets) (?:refused|rejected) with )${SAID}`,
  // Of one or two words: with more of them somebody tells what he did.
  `\\b[Ww]hen(?:ever)? (?!\\w+ing\\b)(?:(?!(?:I|we|my|our)\\b)[^\\s,;]+ ){1,2}?${SAYS}${LEADS}${SAID}`,
  `^[Ss]hould ${WORDS}(?:see|get|fail|answer|say|return|show|end)(?: with)?${LEADS}${SAID}`,
  `\\b[Ii]n case (?:of|${WORDS}${SAYS})${LEADS}${SAID}`,
  `^(?!.*\\b(?:[Ee]ven with|[Ee]very time|[Ee]ach time)\\b).*?(?<!\\b(?:I|[Ww]e) )\\b(?:may|might|can|could|will|would) (?:then |also |still |otherwise |sometimes )?(?:fail|answer|return|respond|say|show|end|(?<!\\bcan )see|get|report|throw|print|be (?:denied|refused|rejected))(?: with| in)?${LEADS}${SAID}`,
  `\\b[Uu]ntil (?:this|that|it) (?:is|has been) (?:done|set|granted|added|changed|fixed)\\b,? ${WORDS}${SAYS}${LEADS}${SAID}`,
  // What a change would spare: nobody tells of himself in it.
  `\\b[Ww]ithout (?:it|this|that|them|these|those)\\b,? ${WORDS}${SAYS}${LEADS}${SAID}`,
  `(?:可能|大概率|往往|通常|经常|常常)(?:会|要)?(?:遇到|出现|看到|报|返回|提示).{0,10}?${SAID}`,
  // A comma ends the condition, and what follows is what happened.
  `(?:如果|若|假如|一旦)[^，,；;。]{0,40}?${SAID}`,
  // Of the reader, or of what will come then: a comma in it ends nothing.
  `(?:如果|若|假如|一旦)[^，,；;。]{0,10}?[你您][^；;。]{0,100}?${SAID}`,
  `(?:如果|若|假如|一旦)[^；;。]{0,80}?[会将](?!话|议)[^，,；;。]{0,10}?${SAID}`,
  // Of everybody who does so.
  `当(?:用户|开发者|使用者|客户端)[^。！；]{0,120}?${SAID}`,
  `(?:当|出现|遇到|提示).{0,40}?${SAID}[^。！]{0,60}?(?<![同小及临暂平有])时(?![候间])`,
);

/** What a credential or a package is like, or a job. */
const REASON =
  "(?:when|if|because|unless) (?:the|your|an?|no|that|this) (?:\\w+ )?(?:token|credential|login|package|image|repository|job|account|PAT|secret|password)s? (?:is|are|has|have|lacks?|was|expired|does|doesn't|isn't|can(?:no|')t|belongs?)\\b";

/** What such a message means, whenever it comes. */
const isMeaning = patternsOf(
  `\\b(?:[Aa]n?|[Tt]he|[Tt]his|[Ee]ach|[Ee]very|[Ss]uch an?) ${SAID}.{0,60}?\\b(?:(?:usually|often|typically|normally|mostly|generally) (?:comes?|happens?)|(?:\\w+ly|often|always) (?:means?|indicates?|points?))\\b`,
  `\\b[Tt]h(?:e|is) (?:error|message|answer|response|status)(?: of| code)? ${SAID}.{0,60}?\\b(?:means|indicates|points to)\\b`,
  // The reason, whoever asks: what somebody did stands there in a report.
  `\\b(?:[Tt]he registry|ghcr\\.io|GHCR|GitHub) (?:answers?|says?|returns?|shows?|prints?|responds?|reports?|gives?|sends?)(?: with)?${LEADS}${SAID}[^.;]{0,40}? ${REASON}`,
  `\\b(?:[Tt]he|[Aa]n?|[Ss]uch an?) ${SAID}[^.;]{0,40}? (?:occurs?|happens?|arises?|appears?|comes?) (?:because GitHub|due to (?:an?|the|your|missing|insufficient|wrong)|${REASON})\\b`,
  `\\b(?:[Tt]he registry|ghcr\\.io|GHCR|GitHub) (?:answers|says|returns|gives|responds|sends)(?: with)?${LEADS}${SAID}[^.;:]{0,30}? to (?:all |any |every )?(?:anonymous|unauthenticated) (?:requests?|users?|clients?|pulls?)\\b`,
  `^(?:Note|NB|Tip|Hint|Remember)(?: that)?:? [^;:]{0,60}? (?:answers|says|returns|gives|responds|sends)(?: with)?${LEADS}${SAID}[^.;:]{0,30}? (?:for|to) (?:[a-z-]+ )?(?:tags|images|packages|repositories|requests|users|clients|pulls)\\b`,
  `\\b(?:[Aa]n?|[Tt]he) \x60?${SAID}[^.]{0,60}?\x60? (?:here|there|then) (?:means|indicates|points to)\\b`,
  `\\b[Aa]n? ${SAID}["'\x60]?(?: \\([^)]{1,80}\\))? (?:means|indicates|points to)\\b`,
  `${SAID}["'\x60]? ?(?::|—|–|--?) (?:\\w+ly |often |always )?(?:means|indicates|points to)\\b`,
  `${SAID}[^.]{0,40}?\\b(?:most )?(?:common|frequent|typical) (?:failure modes?|failures?|pitfalls?|mistakes?|causes?)\\b`,
  `^(?:> )?["“\x60]?${SAID}[^"”\x60]{0,80}["”\x60] (?:—|–|--?|:|=) [Yy]ou(?:r| are| have| need| must)\\b`,
  `${SAID}.{0,60}?(?:这个|该|此)?(?:错误|报错)(?:通常|一般|往往|多半)(?:是|表示|由)`,
  // Whatever happens, and for which reason.
  `(?:^|\\b[Tt]h(?:e|is) (?:error|message)(?: message)? )${SAID}[^.;]{0,60}? (?:occurs|happens|appears|arises|comes up|is (?:returned|shown|thrown)) (?:${REASON}|(?:when|if|because|whenever) (?:GitHub Actions|(?:the |your )?GITHUB_TOKEN|GHCR|ghcr\\.io|the registry) (?:is|has|does|doesn['’]t|lacks|can['’]?t|cannot)\\b)`,
  // A specification's words for what has to be.
  `\\b(?:MUST|SHOULD|SHALL|MAY)(?: NOT)? (?:respond|return|answer|reply|fail|be)\\b[^.]{0,60}?${SAID}`,
  `^(?:Troubleshooting\\b|Диагностика|Dépannage|故障排[查除]|トラブルシューティング|문제 해결)`,
  '^[Ss]ymptoms? (?:if|when) (?!I\\b|[Ww]e\\b)[^,;:]{1,60}:',
  `^To (?:fix|solve|resolve|get rid of)${LEADS}${SAID}.*, [a-z]`,
  `\\b(?:avoids?|prevents?|resolves|fixes|eliminates)\\b (?:[^\\s,;]+ ){0,4}?${SAID}`,
  '\\b[Ll]earn how to (?:diagnose|fix|resolve|solve|troubleshoot|debug)\\b',
  `\\b[Tt]his (?:guide|post|article|page|tutorial|document|section) (?:shows|explains|describes|covers|provides|discusses|addresses|walks)\\b.*${SAID}`,
  `^(?:[Tt]he|[Aa]) (?:common|typical|frequent|dreaded) (?:issue|error|problem|mistake|failure)\\b.{0,200}?${SAID}`,
  `\\b(?:[Dd]evelopers?|[Uu]sers?|[Pp]eople|[Tt]eams?) (?:may|might|can|often|commonly|frequently|typically|sometimes) (?:\\w+ )?(?:encounter|face|see|get|hit|run into|come across)\\b.{0,80}?${SAID}`,
  `\\b[Tt]his error \\(?(?:often |usually |also )?(?:seen|shown|reported|known) as ${SAID}`,
  `(?:本文|本教程|这篇文章|本指南).{0,20}?(?:介绍|讲解|说明|解释|分析).{0,20}?${SAID}`,
  `${SAID}.{0,40}?常见`,
  // A guide's question, and its answer.
  `${SAID}(?:[^。.?？]|\\.\\w){0,60}?[?？]\\s{0,2}(?:说明|表示|意味着|请|检查|确认|[Cc]heck|[Mm]ake sure|[Ee]nsure|[Vv]erify|[Ll]og (?:in|out)|[Rr]un|[Uu]se|[Aa]dd|[Ss]et|(?:[Tt]his|[Ii]t|[Tt]hat) means|[Yy]our?)(?![a-z])`,
  `^[Ff]or (?:an? |the |any )?${SAID}[^,]{0,80}? (?:errors?|messages?|responses?|failures?)["']?,? \\w`,
  `(?:请求|用户|客户端)(?:都)?(?:会|将)(?:返回|收到|遇到).{0,10}?${SAID}`,
  `\\b(?:shows|appears|surfaces|looks|manifests)(?: up)? (?:as|like)${LEADS}${SAID}`,
);

/** What once was, or is to be so no more: as far as the next comma. What is left of the line may tell of now. */
const PAST = [
  '\\bno longer (?:fails?|answers?|says?|returns?|gives?|gets?|shows?|prints?|ends?|responds?|(?:is|are|gets?) (?:denied|refused|rejected))\\b',
  '\\bused to (?:fail|answer|say|return|get|show|print|end|respond|be (?:denied|refused|rejected))\\b',
  `^[Pp]reviously,? (?:[^\\s,;]+ ){1,5}?(?:returned|failed|said|answered|got|ended|was|were)(?: with)?${LEADS}${SAID}`,
  `\\b(?:does not|doesn't|do not|don't|did not|didn't|never|won't|will not) (?:answer|say|return|show|end|respond|print)s?(?: with)?${LEADS}${SAID}`,
  `\\bto (?:avoid|prevent|work around)${LEADS}(?:\\w+ )?${SAID}`,
  `\\b(?:is|are|gets?|was|were) no longer (?:denied|refused|rejected|forbidden)\\b`,
  // What a change makes of it.
  `${SAID}(?:[^.;]|\\.(?=\\S)){0,60}? (?:is|are) now (?:reported|shown|explained|handled|retried|logged|caught|ignored|printed|treated|documented|told)\\b`,
  `\\b[Nn]o (?:more |further |other )?${SAID}`,
  `(?<!\\b(?:not|never|nothing|none|anyone|anybody|ever|hasn't|haven't|has|have|is|isn't|yet) )(?:fixed|solved|cured) (?:the|this|that|my|our) ${SAID}`,
];
let past: RegExp[] | null = null;

const IS_SAID = new RegExp(SAID);

/** An author's question, who asks for no help. */
const RHETORICAL = /^(?:Have you ever|Did you know|Ever (?:seen|wondered|had))\b/;

/** Nothing is left that is said of now. */
function isPast(text: string): boolean {
  past ??= PAST.map((source) => new RegExp(`${source}[^,;]*`, 'g'));
  const left = past.reduce((rest, pattern) => rest.replace(pattern, ''), text);
  return left !== text && !IS_SAID.test(left);
}

const TYPES = '(?:fix|feat|chore|docs|refactor|perf|style|revert)';
const CHANGES =
  '(?:[Ff]ix(?:e[sd])?|[Ii]mprove[sd]?|[Hh]andle|[Aa]dd(?:s|ed)?|[Ee]xplain(?:s|ed)?|[Dd]ocument(?:s|ed)?|[Aa]void(?:s|ed)?|[Pp]revent(?:s|ed)?|[Rr]esolve[sd]?|[Cc]larif(?:y|ies|ied)|[Mm]ention(?:s|ed)?|[Rr]etry|[Bb]ump(?:s|ed)?)';

/** Where a checkout stands, by its commit's title. */
const CHECKOUT = /^(?:Previous )?HEAD (?:is now at|position was) [0-9a-f]{7,40} /;

/** A line of a list of changes: a commit's title, a release's notes. */
const isChangeLine = patternsOf(
  `^(?=[0-9a-f]*[a-f])(?=[a-f]*\\d)[0-9a-f]{7,40} (?:- )?(?:\\([^)]*\\) )?(?:${CHANGES} |(?:${TYPES}|ci|build|test|deps)(?:\\([^)]*\\))?!?: )`,
  '\\(#\\d+\\)(?: by @[\\w-]+)?(?: \\([0-9a-f]{7,40}\\))?$',
  // The same with its commit alone.
  '^[\\w./-]{1,40}: [a-z].* \\((?=[0-9a-f]*[a-f])(?=[a-f]*\\d)[0-9a-f]{7,40}\\)$',
  '\\bby @[\\w-]+(?:\\[bot\\])? in (?:#\\d+|https?://\\S+/pull/\\d+)$',
  // What is written for readers.
  '^(?:[Aa]dd(?:s|ed)?|[Uu]pdate[sd]?|[Ii]mprove[sd]?) (?:[\\w-]+ ){0,3}(?:troubleshooting|docs?|documentation|guide|entry|section|tip|FAQ|README|runbook)\\b',
  '^Document(?:s|ed)? ',
  '^Merge (?:pull request|branch|remote-tracking branch) ',
  '^(?:[Cc]lose[sd]?|[Ff]ixe[sd]|[Rr]esolve[sd]?) #\\d+',
  `^(?:"(?:message|title|subject)": ?")?${TYPES}(?:\\([\\w./ -]{1,40}\\))?!?: [a-z]`,
  '^(?:ci|build|test|deps)(?:\\([\\w./ -]{1,40}\\))!?: ',
  `^${CHANGES}:? .*(?:\\(#\\d+\\)|\\([0-9a-f]{7,40}\\)|\\b(?:by|thanks(?: to)?|via|cc) @[\\w-]+)`,
  `^[Rr]etry (?:when|if|on|after)\\b`,
  `^(?:[Ff]ix(?:e[sd])?|[Ii]mprove[sd]?|[Ee]xplain(?:s|ed)?|[Dd]ocument(?:s|ed)?|[Aa]void(?:s|ed)?|[Pp]revent(?:s|ed)?|[Rr]esolve[sd]?|[Cc]larif(?:y|ies|ied)):? (?!.*https?://).*"`,
  // What is to be done, or was asked for, with no message behind it.
  '^(?:TODO|FIXME|XXX|HACK)\\b(?:\\([\\w-]+\\))?:? ',
  `^\\[ \\] (?:[a-z][\\w-]* ){0,4}?${SAID}[^:"]*$`,
  `^(?:(?:title|name|subject|summary): ['"])?(?:Fix|Handle|Avoid|Prevent|Catch|Ignore|Retry) (?:[A-Za-z][\\w./-]* ){0,5}?(?:${SAID}|50[0234]\\b)[^:"]*$`,
  `^(?:Support|Allow) [^:"]*\\(currently ${SAID}[^:"]*$`,
  `^[Rr]elease notes?: .*\\b(?:Fixed|Fixes|Resolved)\\b`,
  `\\b(?:which|that|this|it|commit|change|release) (?:should |also )?(?:fix|resolve)(?:e?[sd])?${LEADS}${SAID}`,
);

/** Whoever tells of himself, or of now, met it all the same. */
const TOLD = /\b(?:still|now|again|yet|I|we|my|our)\b|\?\s*$/;

/** Advice asks for nothing. */
const QUESTION = /\?\s*$/;

/** The patterns look ahead from each word: a line that is longer was written by a program. */
const LONGEST = 600;

/**
 * A word that each of them has, but for languages whose letters are others: what a client prints in a line of its own has
 * none, and is told from them by this alone.
 */
const CUE =
  /[^\x00-\x7f]|\b(?:if|when|whenever|should|case|may|might|can|could|will|would|without|wenn|falls|sobald|bei|cas|si|se|quand|lorsque|cuando|quando|caso|significano?|signifient?|bedeutet|indican?|indiquent?|vuol|means?|indicates?|points?|comes?|happens?|occurs?|arises?|appears?|answers?|says?|returns?|returned|shows?|prints?|responds?|reports?|gives?|sends?|said|must|shall|troubleshooting|symptoms?|to (?:fix|solve|resolve|get|avoid|prevent|work)|avoids?|prevents?|resolve[sd]?|fix(?:e[sd])?|eliminates|learn|this|common|typical|frequent|dreaded|developers?|users?|people|teams?|because|unless|otherwise|else|shown|thrown|erro|erreur|fehler|error (?=["\x60])|you|your|for|surfaces|looks|manifests|no|now|used|previously|does|doesn|do|don|did|didn|never|won|solved|cured|have you|ever|feat|chore|docs?|refactor|perf|style|revert|ci|build|test|deps|merge|close[sd]?|release|todo|fixme|xxx|hack|handle|catch|ignore|support|allow|retry|add(?:s|ed)?|update[sd]?|improve[sd]?|document(?:s|ed)?|commit|ocorre|ocurre|survient|tritt|produit|bump(?:s|ed)?|explain(?:s|ed)?|clarif(?:y|ies|ied)|mention(?:s|ed)?)\b|#\d|\bby @|^[0-9a-f]{7,40} |\([0-9a-f]{7,40}\)$|^\[ \] |[-—–:=] [Yy]ou|[?]/i;

/** Whether a line only speaks of the refusal whose words stand in it. */
export function isSpokenOf(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (CHECKOUT.test(text) || RHETORICAL.test(text)) return true;
  if (!CUE.test(text)) return false;
  if (isChangeLine(text) && !TOLD.test(text)) return true;
  if (!QUESTION.test(text) && isPast(text)) return true;
  if (isMet(text)) return false;
  return (
    (!QUESTION.test(text) && (isCondition(text) || isForeignGuide(text))) ||
    (isMeaning(text) && !TOLD.test(text))
  );
}

/** Such a sentence begins here, and does not end. */
const BEGINS_CONDITION = /^(?:If|When|Whenever|Should|In case)\b.*[\w,)`'"*]$/;
const GOES_ON = /^[a-z`]/;

/** The lines, those left empty to which a condition goes on from the line above. */
export function withoutConditions(lines: readonly string[]): string[] {
  const left = [...lines];
  lines.forEach((line, index) => {
    const above = (lines[index - 1] ?? '').trim();
    const rest = line.trim();
    if (above.length > LONGEST || !BEGINS_CONDITION.test(above) || !GOES_ON.test(rest)) return;
    if (IS_SAID.test(rest) && isSpokenOf(`${above} ${rest}`)) left[index] = '';
  });
  return left;
}

/** A comment in a file, a script or a diff that is shown: one with `#` is set in deeper than a heading may be. In a block of them a function's answers are told. */
const COMMENT =
  /^(?:\s{4,}#|\s*(?:[+-]\s*)?\/(?:\/{1,2}!?|\*{1,2}(?=\s.*\*\/$))|\s+\* (?:@\w+|[Rr]eturns?|[Tt]hrows?|[Rr]aises?))\s/;

const BULLET = '^\\s*(?:[-*+•]|\\d{1,2}[.)])\\s+';

/** A message in marks of code. A command, or the name of an image, in its place is what somebody tried. */
const MESSAGE = `\x60(?![^\x60]*${OUR_HOST}/)(?!(?:[$>#] )?(?:sudo )?[a-z][\\w-]+ (?:buildx? )?(?:push|pull|login|run|build|up|install|create|apply)\\b)[^\x60|]{1,200}\x60`;

/** An entry of a guide: the message, and what is to be done about it or what it means; in a table, in a column of its own. */
const ENTRY = new RegExp(
  `${BULLET}[*_]{0,2}${MESSAGE}[*_]{0,2}\\s*(?:→|⇒|[=-]>)\\s|^\\s*\\|?\\s*[*_]{0,2}${MESSAGE}[*_]{0,2}\\s*\\|[^|]{2,400}\\|[^|]{2,400}\\|?\\s*$`,
);

/** The same under a heading in bold. */
const HEADED_ENTRY = new RegExp(
  `${BULLET}\\*\\*(?=[^*]{0,200}?(?:${SAID}|\\b40[13]\\b))[^*]{1,200}\\*\\*[.:]? (?!.*(?:\\b(?:[Ww]e|[Oo]ur|although|even though|despite)\\b|://))\\S+ \\S+ \\S`,
);

/** The same without a bullet, with what its reader is to do. */
const HEADED_ORDER = new RegExp(
  `^\\*\\*(?=[^*]{0,200}?(?:${SAID}|\\b40[13]\\b))[^*]{1,200}\\*\\*[.:]? (?:[—–:-]|[-=]>|→) (?!.*(?:\\b(?:[Ww]e|[Oo]ur)\\b|://)).*(?:(?:^|[.:;—–-] )(?:Go to|Make sure|Ensure|Check(?! the (?:runs?|logs?)\\b)|Verify|Add|Set|Grant|Log (?:in|out)|Run|Use(?! of\\b)|Create|Open|Give|Enable|Link|Rotate|Renew)\\b|\\byou (?:need|must|have to|should|can|may)\\b|\\byour (?:\\w+ )?(?:tokens?|PAT|secrets?|credentials?|logins?|workflow|job|repository|package|organization|account)\\b|[你您请])`,
);

/** A comment, or an entry of a guide. */
export function isAside(raw: string): boolean {
  if (COMMENT.test(raw)) return true;
  if (raw.length > LONGEST) return false;
  return (
    (ENTRY.test(raw) && !happenedTo(raw)) ||
    ((HEADED_ENTRY.test(raw) || HEADED_ORDER.test(raw)) && !isMet(raw))
  );
}
