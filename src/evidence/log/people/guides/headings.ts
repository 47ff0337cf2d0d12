/**
 * A guide's chapters and tables about messages: a heading or a question with a message in it, right above what that
 * means or what is to be done about it; the rows of a table whose head promises causes or cures. Nobody is refused there.
 * Whoever tells of himself, asks for help or names his image met it all the same; his log stands below as it is.
 */
import { happenedTo, isMet } from '../met.js';
import { isLineLike, LONGEST_OF_PEOPLE } from '../prose.js';
import { mentionsRefusal } from './lists.js';
import { isOneReport } from './one-report.js';
import { asksForHelp, isOfAForm, isPrinted, isReporters, tellsOfDeed } from './reporters.js';

/** A chapter's heading, or one in bold that is all of its line. */
const HEADING = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+|\*\*(?=[^*]+\*\*:?\s*$)|(?:<details>\s*)?<summary>)/;

const QUESTION = /^\s{0,3}(?:>\s?)?(?:#{1,6}\s+)?[*_]{0,2}Q\d{0,3}[:：.]/;
const ANSWER = /^\s{0,3}(?:>\s?)?[*_]{0,2}A\d{0,3}[:：.]/;

/** A heading that asks, and a sentence below it that answers whoever asks. */
const ASKING_HEADING = /[?？][*_]{0,3}\s*$/;
const ANSWERS = /\b(?:you|your)\b|[你您请]/i;

/** The same as a pair of lines, which are called so. Programs call theirs "Error", and some have a cure for it in the next line. */
const LABELLED =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?(?:\*\*(?:Error(?: message)?|Message)(?:\*\*)?[:：]|[*_]{0,2}(?:Problems?|Issue|Symptoms?|Scenario|(?:Use )?[Cc]ase|Result|问题|现象|症状|报错|错误)[*_]{0,2}[:：])/;
/** In words of its own: whoever has no cure yet says so in one or two. */
const REMEDY =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?[*_]{0,2}(?:(?:Root |Likely |Possible )?[Cc]auses?|Fix|Solutions?|Resolution|Remedy|Cure|How to fix|原因|解决(?:方法|办法|方案)?|处理)[*_]{0,2}[:：][*_]{0,2}\s*(?![*_\s])(?!(?:none|unknown|nothing|not|no|n\/a|tbd|unclear|无|没有|未知|不)(?![a-z]) *(?:found|yet|known|idea|so far|$))(?:[^\s?]+\s+\S|[\p{sc=Han}])/iu;

/** The message once more, below a heading of which it is an entry. */
const ERROR_BELOW = /^\s{0,3}(?:>\s?)?\*\*(?:Error(?: message)?|Message)(?:\*\*)?[:：]/;

/** The same in bold and alone, with steps or a block below it. */
const REMEDY_ALONE =
  /^\s{0,3}(?:>\s?)?(?:[-*+•]\s+)?\*\*(?:(?:Root )?[Cc]auses?|Fix|Solutions?|Resolution|How to fix|原因|解决(?:方法|办法|方案)?)(?:\*\*[:：]?|[:：]\*\*)\s*$/;
const STEPS = /^\s*(?:>\s?)?(?:`{3,}|~{3,}|[-*+•]\s+|\d{1,2}[.)]\s+)/;

/** How a guide goes on below a heading, with or without a bullet. */
const EXPLAINS = new RegExp(
  String.raw`^\s{0,3}(?:>\s?)?(?:[-*+•]\s+|\d{1,2}[.)]\s+)?(?:${[
    // The kind of what follows.
    String.raw`[*_]{0,2}(?:(?:Root |Likely |Possible )?[Cc]auses?|Reasons?|Symptoms?|Симптомы|Sintomas?|Síntomas?|Symptômes?|Symptome|증상|Fix|Solutions?|Resolution|Remedy|Meaning|What it means|How to fix|Causas?|Soluç(?:ão|ões)|Soluci(?:ón|ones)|Ursache|Lösung|Причина|Решение|Nguyên nhân|Cách (?:sửa|khắc phục)|Giải pháp|원인|해결(?: 방법)?)(?: ?\d)?[*_]{0,2}[\s\u00a0]?:`,
    // What the message means, or when it comes.
    String.raw`[*_]{0,2}(?:[Tt]his|[Tt]hat|[Ii]t|[Tt]he (?:error|message|registry)|[Ss]uch an? \w+)\b[^.:]{0,60}?\b(?:means|indicates|is caused|(?:happens|occurs|appears|comes|is (?:returned|shown|printed))\b(?=.*\b(?:when|whenever|if|because|unless|where|while|until|as|for|from|by|without|before|after)\b))\b`,
    // What has to be; "it should be so" says whoever wonders that it is not.
    String.raw`[*_]{0,2}[^.:]{1,60}?\b(?:must|needs? (?:to|(?:\w+ )?(?:access|permissions?|rights?|scopes?|roles?)\b)|has to|have to|should (?:be (?:set|added|granted|given|linked|made|created|used|replaced)|use|add|set|grant|declare|request))\b`,
    // In which case, and what its reader is to do.
    String.raw`[*_]{0,2}If (?!I\b|we\b|my\b|our\b|(?:some|any)(?:one|body)\b)`,
    String.raw`[*_]{0,2}(?:Because|Go to|Make sure|Ensure|Check|Verify|Add|Set|Grant|Log (?:in|out)|Run|Use|Create|Open|Give|Enable|Link|Regenerate|Rotate|Renew|Your|You (?:need|must|have to|should|may|are))\s`,
    '.{0,80}(?:시|때|경우)(?:에)? (?:발생|나타|표시)',
    '[*_]{0,2}(?:原因|解决|处理|含义|说明|表示|请|检查|确认|対処|解決|対策|.{0,60}可能性|.{0,40}(?:場合|とき|際)(?:は|に)?、)',
  ].join('|')})`,
);

/**
 * What begins as an order does and is none: a step as the runner's log names it, a noun, something of which is said that
 * it failed.
 */
const NO_ORDER =
  /^[\s>*+-]*(?:Run (?:[\w.-]+\/[\w./-]+@|(?:number|no\.?|ID)\s|#?\d)|Set up job\b|(?:Use|Set) of\s|Open[- ]source\b|Check (?:suites?|runs?)\b|(?!(?:This|That|It|The|Such|Your?)\b)[A-Z][a-z]+\s(?:(?!\b(?:if|when|why|what|whether|that|which|who|how|once|until|where|unless)\b)[^.,:;?])*?\b(?:fails|failed|is failing|keeps failing)\b(?=[\s.!]*$|\s(?:with|at|in|on|for|because|again|since|every|only)\b))/;

/** A block of commands with the cure right below a heading. */
const FENCE = /^\s*(?:>\s?)?(?:`{3,}|~{3,})\s*(?:bash|sh|shell|console|zsh|powershell)?\s*$/;
const CURE =
  /^\s*(?:[$#>] )?(?:kubectl (?:create secret|patch serviceaccount)\b|(?:docker|podman|helm registry|oras|nerdctl) log(?:in|out)\b|gh auth refresh\b|(?:echo|printf|cat|gh auth token)\b.*\| ?(?:docker|podman|helm registry|oras) login\b)/;

/** It happened in such circumstances: a guide says when and why it does. */
const CIRCUMSTANCE =
  /^\W*(?:this|that|it|the|such)\b(?:[^.]*\beven (?:though|with|if|when|after)\b|(?![^.]*\b(?:when|whenever|if|because|unless|where)\b)[^.]*\b(?:every|each|all|both|only|always|randomly|consistently|our|again)\b)/i;

/** The head of a table of messages: the first column has them, another one their causes or cures. */
const TABLE =
  /^\s*(?:>\s?)?\|?\s*(?:(?:#|No\.?|Nr\.?|序号|编号)\s*\|\s*)?[*_]{0,2}(?:symptoms?|errors?|messages?|problems?|status|codes?|responses?|HTTP|output|现象|错误|症状|报错|信息|状态码)(?![a-z])[^|]{0,40}\|.*(?:cause|reason|meaning|means|fix|solution|resolution|remedy|action|what to do|原因|解决|处理|含义)/i;
const RULE = /^\s*(?:>\s?)?\|?\s*:?-{2,}/;
const ROW = /^\s*(?:>\s?)?\|?[^|]+\|/;

/** A sentence that promises a list of what may go wrong, and an entry below it. */
const PROMISE =
  /^\s{0,3}(?:>\s?)?(?:[A-Z][^.!?]{1,200}\. )?(?:#{1,6}\s+|\d{1,2}[.)]\s+)?(?:[*_]{2}[^*_]{1,40}[*_]{2}\s+)?[*_]{0,2}(?:(?:[Cc]ommon|[Tt]ypical|[Ff]requent|[Kk]nown|[Pp]ossible) (?:failure modes?|failures|errors|error messages|problems|issues|pitfalls)\b[^.?!]{0,80}|(?:常见|典型)(?:的)?(?:错误|报错|问题|故障)[^。？！]{0,40}|[^.!?]{1,200}\b(?:errors?|messages?|failures?) (?:like|such as)(?= ?:))[:：]?[*_]{0,2}\s*$/;
const BULLET = /^\s*(?:>\s?)?(?:[-*+•]|\d{1,2}[.)、])\s+/;

/** A chapter that is one of several examples: what was printed there befell nobody. */
const EXAMPLE =
  /^\s{0,3}(#{1,6})\s+[*_]{0,2}(?:Example|Beispiel|Exemple|Ejemplo|Exemplo|示例|例)\s?\d{1,2}[:：.]/;

/** A chapter's list of symptoms, below a title that has the message, and where it ends. */
const SYMPTOMS =
  /^\s{0,3}[*_]{0,2}(?:Symptoms?|Симптомы|Sintomas?|Síntomas?|Symptômes?|Symptome|증상|现象|症状)[*_]{0,2}[:：][*_]{0,2}\s*$/;

/** The lines, those of such chapters and tables left empty. */
export function withoutGuideHeadings(lines: readonly string[]): string[] {
  const left = [...lines];
  let below = '';
  let further = '';
  /** Somebody asks for help further down in the chapter. */
  let isAsked = false;
  let isOne: boolean | null = null;
  const isOfOne = () => (isOne ??= isOneReport(lines));
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.length > LONGEST_OF_PEOPLE) {
      if (line.length > LONGEST_OF_PEOPLE) below = '';
      continue;
    }
    if (!isAsked && isOfAGuide(line, below, further) && !(isOfOne() && !QUESTION.test(line)))
      left[index] = '';
    if (isOfAnAnswer(line, lines[index - 1] ?? '')) left[index] = '';
    isAsked = !HEADING.test(line) && (isAsked || asksForHelp(line));
    further = below;
    below = line;
  }
  const isLike = (pattern: RegExp, index: number) => isLineLike(pattern, lines, index);
  for (const index of [...ofExamples(lines), ...ofSymptoms(lines)]) left[index] = '';
  let isPromised = false;
  for (const [index, line] of lines.entries()) {
    if (isLike(PROMISE, index)) isPromised = !isReporters(line);
    else if (isPromised && isLike(BULLET, index)) {
      if (mentionsRefusal(line) && !happenedTo(line) && !isPrinted(line)) left[index] = '';
    } else if (line.trim() !== '' && !/^\s{2,}\S/.test(line)) isPromised = false;
  }
  for (let index = 0; index < lines.length; index++) {
    if (!isLike(TABLE, index) || !isLike(RULE, index + 1)) continue;
    // On from where the table ends: no line is looked at for two of them.
    for (index += 2; isLike(ROW, index); index++) if (!isMet(lines[index] ?? '')) left[index] = '';
  }
  return left;
}

/** The lines of the chapters of examples. */
function ofExamples(lines: readonly string[]): number[] {
  let level = 0;
  return lines.flatMap((line, index) => {
    if (line.length > LONGEST_OF_PEOPLE) return [];
    const begins = EXAMPLE.exec(line)?.[1]?.length;
    const ends = /^\s{0,3}(#{1,6})\s/.exec(line)?.[1]?.length ?? 7;
    if (begins !== undefined) level = begins;
    else if (ends <= level) level = 0;
    return level > 0 && !happenedTo(line) ? [index] : [];
  });
}

/** The messages in a list of symptoms, right below a title that has one. */
function ofSymptoms(lines: readonly string[]): number[] {
  let title = '';
  let isListed = false;
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || line.length > LONGEST_OF_PEOPLE) return [];
    if (SYMPTOMS.test(line)) isListed = HEADING.test(title) && mentionsRefusal(title) && !isMet(title);
    else isListed &&= BULLET.test(line);
    title = line;
    return isListed && mentionsRefusal(line) && !isTold(line) && !isPrinted(line) ? [index] : [];
  });
}

/** Somebody tells of himself, his team or his image. */
const isTold = (line: string): boolean => isMet(line) || isReporters(line);

/** @param above the line in front of it */
function isOfAnAnswer(line: string, above: string): boolean {
  const isAsked = above.length <= LONGEST_OF_PEOPLE && HEADING.test(above) && ASKING_HEADING.test(above);
  if (!isAsked || !mentionsRefusal(line) || !ANSWERS.test(line)) return false;
  return ![asksForHelp(line), happenedTo(line), isPrinted(line)].includes(true);
}

/**
 * @param below the next line that is not empty
 * @param further the one after that
 */
function isOfAGuide(line: string, below: string, further: string): boolean {
  if (!mentionsRefusal(line) || tellsOfDeed([below, further])) return false;
  if (QUESTION.test(line)) return ANSWER.test(below);
  if (LABELLED.test(line) && REMEDY_ALONE.test(below)) return !isMet(line) && STEPS.test(further);
  if (LABELLED.test(line) && REMEDY.test(below))
    return !isMet(line) && !happenedTo(below) && !mentionsRefusal(below);
  if (HEADING.test(line) && ERROR_BELOW.test(below) && REMEDY.test(further))
    return !isMet(line) && !isMet(below);
  if (HEADING.test(line) && FENCE.test(below) && CURE.test(further)) return !isOfAForm(line) && !isMet(line);
  if (!HEADING.test(line) || !EXPLAINS.test(below)) return false;
  if (SYMPTOMS.test(below) && isTold(further)) return false;
  return ![
    isOfAForm(line),
    isMet(line),
    happenedTo(below),
    CIRCUMSTANCE.test(below),
    NO_ORDER.test(below),
  ].includes(true);
}
