/** Somebody tells, beside a refusal, that the package has been made public: it was private before (facts P9). */

const OPENED =
  /\b(?:mak(?:e|ing)|made|chang(?:ed|ing)|set(?:ting)?|switch(?:ed|ing)|turn(?:ed|ing)|updat(?:ed|ing)|mark(?:ed|ing)|flipp(?:ed|ing)) (?:[\w'’-]+ ){0,7}?["'`*]*public\b|\b(?:is|are) now public\b|已(?:经)?(?:设为|改为|改成)?公开|(?:设为|设成|改为|改成|设置为|设置成)了?公开/i;
const TO_BE_OPENED =
  /\b(?:can|could|should|must|may|will|to|be|not|need|once|if|when|(?<!(?:works?|worked|fixed|solved|resolved|fine) )after|try|please)\b|n['’]t\b|[没未请需]/i;
const IN_VAIN_BEFORE = /\b(?:although|though|despite)\b|虽然|尽管/i;
const IN_VAIN =
  /\b(?:but|(?<!\bif (?:you|it|that|this) )still|however|same|nevertheless|no luck)\b|n['’]t (?:work|help|change)|还是|仍|依然|依旧|一样|但/i;
const CURED =
  /\b(?:now|just|again|try|retry|works?|worked|fixe[sd]|solve[sd]|resolve[sd]|should|good|sorry)\b|好了|解决|可以了|再试/i;

/** It worked then, and is not only to be tried. */
const PROVED = /\b(?:works?|worked|fixe[sd]|solve[sd]|resolve[sd])\b|好了|解决|可以了|正常了/i;

/** It was long before. */
const LONG_AGO = /\b(?:used to|ago|yesterday|last (?:week|month|year)|already|since)\b|之前|以前|早就/i;

/** The clauses of a sentence. */
const CLAUSES = /[,;，；]\s?|\s[—–-]+\s|\b(?:and|but|while|so|because|since|although)\b/u;
/** A repository has a visibility of its own. */
const REPOSITORY = /\brepo(?:sitory)?\b|仓|存储库/i;

/** A question that begins with what was done asks for a try. */
const ASKED = /^(?!\W*(?:I|we)(?:['’]ve)?\b).*[?？]\s*$/i;

/** Whether a sentence tells that it has been made public. */
export function tellsOfOpening(sentence: string): boolean {
  const [opened] = OPENED.exec(sentence) ?? [];
  if (opened === undefined || REPOSITORY.test(sentence) || ASKED.test(sentence)) return false;
  const [before = ''] = sentence.split(opened);
  return !TO_BE_OPENED.test(before.split(CLAUSES).at(-1) ?? '');
}

/**
 * What it was when it was refused, as what came of the opening shows: an old credential is refused whatever the package (facts P2).
 *
 * @returns null: nothing is said of that
 */
export function beforeOpening(text: string): 'private' | 'opened' | 'public' | null {
  const [before = '', after = ''] = text.split(OPENED);
  if (IN_VAIN_BEFORE.test(before) || IN_VAIN.test(after)) return 'public';
  if (!CURED.test(text) || LONG_AGO.test(text)) return null;
  return PROVED.test(text) ? 'opened' : 'private';
}
