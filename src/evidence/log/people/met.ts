/**
 * What shows that somebody met a refusal, in whatever grammar it is told: it happened to whom, or when, or to which
 * image. A guide says the same of everybody's image, and tells its reader what to do.
 */

import { isPlaceholder } from '../../credentials/placeholder.js';
import { OUR_HOST } from '../words/registry-names.js';

/** Somebody speaks of himself. An author's "we" and "let me know" are a guide's, too. */
const PERSON =
  /\b(?<![Ll]et )(?:I|me|mine|[Mm]y)\b(?!['’]d (?:suggest|recommend))|(?<![\p{L}\d_])(?:ich|mir|mich|mein\w*|(?<=\s)je|j['’](?:ai|obtiens)|mon|me (?:da|sale|devuelve|aparece)|recibo|obtengo|tengo|recebo|obtenho|ottengo|ricevo|bekomme|erhalte|kriege|dostaję|faço|fiz|hago|hice|fais|faccio|у меня|получаю|мой|alıyorum)(?![\p{L}\d_])|我(?!们)|私|自分/u;

/** It happened at some time. */
const TIME =
  /\b(?:yesterday|today|tonight|this (?:morning|afternoon|evening|week)|last (?:night|week|month|\w+day)|(?:hours?|days?|weeks?) ago|since (?:yesterday|this|last|today|\w+day|the (?:update|upgrade|move|change|migration|transfer|rename|switch)|(?:the|our) \w+ (?:was|were|has|had|got|\w{2,}ed)\b|[\w.-]*\d)|(?:on|of|until|till) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|20\d\d-[01]\d-[0-3]\d|(?:all|the) (?:last|latest|recent) (?:\w+ )?(?:releases?|runs?|builds?|deploy(?:ment)?s?|pipelines?)|gestern|heute|seit|ayer|hoy|(?:desde|depuis)(?! (?:ghcr|GitHub|el registro|le registre|o registro)\b)|hier|aujourd['’]hui|ontem|hoje|ieri|oggi)\b|сегодня|вчера|昨天|今天|最近|突然|一直|还是|昨日|今日|急に/i;

/**
 * It happened to one thing, of which no guide knows: a change, a run or a build by its number; a workflow by its file, and what
 * that has; a package or a repository by its name, and what became of it.
 */
const ONE_THING =
  /(?<![\w&#/]|\b[Ss]ee (?:also )?(?:issue |PR )?)#\d{1,6}\b|\/(?:actions\/runs|pull|issues)\/\d|\b(?:[Rr]un|[Bb]uild|[Jj]ob|PR|MR|[Rr]elease) (?:no\.? |number )?v?\d[\w.]*|\b(?!your)[\w-]+\.ya?ml[`"']? (?:only |still |never )?(?:has|had|sets?|lacks?|lost|is|was|does|did|doesn['’]t|didn['’]t)\b|\b(?:[Pp]ackage|[Rr]epo(?:sitory)?) [`"'](?!.*\b(?:your?|owner|org|name|user)\b)[a-z\d][\w./-]*[`"'] (?:is|was|has|had|belongs|does|did)\b/;

/** Whoever is told so is a reader. "As you can see" only points at something. */
const ADVICE =
  /\b(?<!\b(?:[Aa]s|can|could|did|do|[Tt]hank|are) )(?:you|your)\b(?! (?:can )see\b)|\busers?\b|\b(?:make sure|ensure|check|verify|try|must|should|needs? to|(?:has|have) to|can be|see (?:the|below|above|also)|means? that|re-?run)\b|(?:^|[,;:.]\s+(?:then |please |and |just )?)(?:run|add|set|grant|give|use|log (?:in|out)|create|open|replace|remove|enable|make|go|put)\b|[您你请]|用户(?!名)|开发者|建议|确保|检查|需要|可以|应该|してください|確認|\b(?:bitte|müssen|sollten?|debe[ns]?|hay que|il faut|doit|vérifiez)\b/i;

const IMAGE = new RegExp(String.raw`\b${OUR_HOST}/([\w.-]+)/(?!\W*(?:$|\s))[\w.-]*[a-z\d][\w.-]*`, 'g');

/** Which image it was: one that somebody filled in. */
function namesAnImage(text: string): boolean {
  return [...text.matchAll(IMAGE)].some(
    ([, owner = '']) => /[a-z\d]/.test(owner) && !isPlaceholder(owner, 'user'),
  );
}

/** Whether the line tells who met it, or when, or whose image it was and nothing that a reader is to do. */
export function isMet(text: string): boolean {
  return happenedTo(text) || (namesAnImage(text) && !ADVICE.test(text));
}

/** Whether a reader is told what to do. */
export function isAdvice(text: string): boolean {
  return ADVICE.test(text);
}

/** Whether it tells who met it, or when, or with which of many things. */
export function happenedTo(text: string): boolean {
  return PERSON.test(text) || TIME.test(text) || ONE_THING.test(text);
}
