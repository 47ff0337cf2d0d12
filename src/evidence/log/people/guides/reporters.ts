/**
 * Who reports what befell him and others, and asks for help: a guide does neither. An author's "we" is a guide's as well, so it
 * counts where it does or has what a team does or has.
 */
import { OUR_HOST } from '../../words/registry-names.js';
import { happenedTo, isMet } from '../met.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';

/** Somebody asks for help, or shows the run in which it happened. */
const ASKS =
  /\b(?:any (?:ideas?|help|hints?|thoughts|pointers)|please help|help (?:me|us)|how (?:do|can|should|could) we|what (?:are|do) we|what else|(?:has|have) an(?:y|) ideas?|any(?:one|body) (?:else|knows?|seen|has|had)|can (?:you|(?:some|any)(?:one|body))\b(?=[^.]*\?)|is (?:this|it|there) (?:a )?(?:known|bug))\b|\bum Hilfe\b|\bHilfe\s?!|\bwer (?:kann|weiß)\b|\b(?:aidez|à l['’]aide|merci d['’]avance|quelqu['’]un (?:a|peut|sait|pourrait))\b|\b(?:ayud[ae]n?me|ayuda,? por favor|(?:alguien|alguém) (?:sabe|puede|pode|tiene|tem|me)|socorro)\b|\b(?:aiutatemi|qualcuno (?:sa|può))\b|помогите|подскажите|кто(?:-нибудь)? (?:знает|сталкивался)|教えて(?:ください|いただけ|もらえ|下さい)|助けて|困って|도와주|어떻게 해야 (?:하|할)|왜 (?:이런|그런|그럴)|请问|求助|求解|请(?:大家)?帮|帮忙|帮我|怎么办|怎么回事|\/actions\/runs\/\d/i;

/** What a team does and has. */
const TEAMS =
  /\b[Ww]e(?:['’](?:re|ve))? (?:are |have |just |also |now |keep |currently |always |sometimes )*(?:use|using|push(?:ed|ing)?|publish(?:ed|ing)?|get|got|getting|saw|seeing|hit|hitting|tried|cannot|can['’]t|deploy(?:ed|ing)?)\b|\b[Oo]ur (?:[\w.-]+ ){0,3}?(?:CI|push(?:es)?|pipelines?|builds?|jobs?|workflows?|runners?|images?|tokens?|PATs?|bots?|repos?(?:itor\w+)?|releases?|org(?:ani[sz]ation)?s?|packages?)\b|\b[Ww]ir (?:bekommen|erhalten|haben|nutzen|pushen)\b|\b[Uu]nsere?[mnrs]?\b|\b[Nn]ous (?:avons|obtenons|utilisons)\b|我们(?:的|在|用|推|这)/;

/** A form for issues, and who met one thing at one time and another at another. */
const FORM =
  /^[\s>#*[]*(?:steps to reproduce|to reproduce|how to reproduce|expected (?:behaviou?r|results?)|actual (?:behaviou?r|results?)|current behaviou?r|what happened|environment|复现步骤|预期(?:行为|结果)|实际(?:行为|结果)|问题描述|环境)[*\]:：\s]*$/i;
const AT_TIMES =
  /\b(?<!\b(?:can|may|might|could) )(?:sometimes|randomly|intermittent(?:ly)?|alternat\w+|from time to time|depending on (?!your)|manchmal|je nach|parfois|a veces|às vezes)\b|有时|偶尔/i;

/** It failed: so it is told, where nothing beside says of whom, or in which case, that holds. */
const FAILED =
  /\b(?:fail(?:s|ed|ing)|(?:was|were|is|are|got) (?:being )?(?:denied|refused|rejected))\b|schlägt fehl|échoue|失败|报错/i;
const IN_SOME_CASE =
  /\b(?:if|when(?:ever)?|should|you|your|may|might|can|could|would|will|usually|often|typically|common(?:ly)?|typical|usual|without|missing)\b|如果|若|可能|通常|一般|常见|[您你]/i;

/** As a program tells what became of an image, which a list of what may happen has no room for. */
const PRINTED = new RegExp(String.raw`\bfailed: |\b${OUR_HOST}/\S+: `);

/** A chapter of a report, which the forms of issues have. */
const CHAPTER =
  /^[\s>#*[]*(?:bug\b|what happen(?:s|ed)\b|(?:actual|current|observed) (?:behaviou?r|results?)\b|(?:relevant )?logs?(?: output)?\b|描述问题|实际(?:行为|结果))/i;

/** What the cure is told under. */
const CURE =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?(?:#{1,6}\s+)?[*_]{0,2}(?:(?:The )?(?:Fix|Solution|Resolution|Remedy|Cure|Workaround)|解决(?:方法|办法|方案)?|处理|修复)[*_]{0,2}[:：]?[*_]{0,2}\s*/iu;
/** What was done; a guide says what is to be done. */
const DONE =
  /^(?!(?:need|embed|feed|proceed|exceed|requir|recommend|suggest|relat|detail|advanc|expect|preferr)(?:ed)?\b|\p{L}+ed \p{L}+ (?:must|should|needs?|can|cannot|is|are|has|have|may|will|do|does|inherits?)\b)(?:(?:Re-)?\p{L}{2,}ed|Gave|Made|Put|Ran|Wrote|Took|Rebuilt|Rewrote)\b|^(?:已|[^。，；]{0,12}(?:改|换|加|补|添加|更新|修改|设置|配置|授权|生成)(?:成|为|用|上)?了)/iu;

/** Whether a line is the heading of such a chapter. */
export function isOfAForm(line: string): boolean {
  return CHAPTER.test(line);
}

export function asksForHelp(line: string): boolean {
  return ASKS.test(line);
}

/** Whether a program tells in it what became of an image. */
export function isPrinted(line: string): boolean {
  return PRINTED.test(line) && isMet(line);
}

/** Whether somebody tells in it of himself or his team, or when it happened, fills in a form or asks for help. */
export function isReporters(line: string): boolean {
  return (
    line.length <= LONGEST_OF_PEOPLE &&
    [happenedTo(line), ASKS.test(line), TEAMS.test(line), FORM.test(line), AT_TIMES.test(line)].includes(true)
  );
}

/** Whether a line says that something failed, and not in which case it does. */
export function tellsThatItFailed(line: string): boolean {
  return line.length <= LONGEST_OF_PEOPLE && FAILED.test(line) && !IN_SOME_CASE.test(line);
}

/** Whether somebody tells in these lines, under a label or a heading for it, what he did about it. */
export function tellsOfDeed(lines: readonly string[]): boolean {
  const told = lines.filter((line) => line.trim() !== '' && line.length <= LONGEST_OF_PEOPLE);
  return told.some((line, index) => {
    const label = CURE.exec(line)?.[0];
    const deed = label === undefined ? '' : line.slice(label.length) || (told[index + 1] ?? '');
    return DONE.test(deed.replace(/^\s*(?:>\s?)?(?:[-*+•]\s+|\d{1,2}[.)]\s+)?[*_\x60]{0,2}/, ''));
  });
}
