/**
 * Code, settings and tests that a log or somebody shows: the registry's address stands in them beside a status, and nobody
 * asked. A report is a sentence, or the fields of a logger, of which one tells how the request ended. What makes a line code is
 * its grammar: a value is declared, compared or handed to a call, a statement is made of it, an option or a list sets it.
 */
import { OUR_HOST } from '../../words/registry-names.js';
import { patternsOf } from '../patterns.js';
import { LONGEST_OF_PEOPLE } from '../prose.js';
import { hasWordsOfSource } from './words.js';

const STATUS = '["\'\x60]?[45]\\d\\d\\b["\'\x60]?';
const ADDRESS = '["\'\x60]https?://[^"\'\x60\\s]{0,400}["\'\x60]';

/** A name as languages write the function that they call; what programs print as a call is a type, in a capital letter. */
const CALL = '(?<![\\w$.:])(?:[A-Za-z_$][\\w$]*(?:\\.|::|->))*[a-z_$][\\w$]*!?\\(';

/** A name under which programs print what they got: its value is an answer, and no table of a source. */
const CAME =
  '(?:[Rr]esp(?:onse)?|[Rr]es|[Bb]ody|[Rr]esult|[Oo]utput|[Aa]nswer|[Rr]eply|[Ee]rr(?:or)?s?|exc(?:eption)?|[Mm]essage|msg|[Rr]eason|[Dd]etails?|[Cc]ause|payload|stderr|stdout)';

const isCode = patternsOf(
  // A declaration, with what it is given; a table of values.
  "^(?:export |pub )?(?:const|let|var|val|static) (?:mut )?[\\w$]+(?: ?: ?[\\w<>[\\]., &']{1,60})? ?=(?!=)",
  `^(?![\\w$.]*${CAME} = )[A-Za-z_$][\\w$.]* = [{[(]`,
  // A comparison with something that has a name: two numbers were compared, and are told.
  `(?:(?<![=!]|(?<![\\w.])\\d{1,4} ?)[=!]==?|\\s-(?:eq|ne)) ?(?:${STATUS}|${ADDRESS})|${STATUS} ?[=!]==?(?!\\S)(?! ["'\x60]?\\d)|\\[\\[? [^\\]]{0,200}\\s!?=\\s?${STATUS} \\]`,
  // A statement, at its keyword.
  `^(?:\\} ?)?(?:else )?if ?\\(|^(?:case ${STATUS}[:)]|return (?:\\w+, )*(?:await )?(?:new )?[\\w.$]+\\(|return [{[]|raise [\\w.]+\\(|throw (?:new )?[\\w.]+\\(|assert\\w* ?[\\w.(]+\\(|await [\\w.$]+\\()`,
  // A text that is looked for in another one, or with it; a pattern, which has what stands for anything.
  String.raw`\.(?:includes|contains|[Ss]tarts_?[Ww]ith|[Ee]nds_?[Ww]ith|indexOf|match(?:es)?|test|search)\([bru]?["'\x60/]`,
  String.raw`["'\x60][^"'\x60]*\.\*\??[^"'\x60]*["'\x60]`,
  // Go's of a value of a type, with its fields; a comparison with a text.
  String.raw`&[a-z]\w*\.[A-Z]\w*\{[^{}]*: "`,
  String.raw`[\w)\]] ?[=!]==? ?(["'\x60])(?:(?!\1).)+\1\)? ?(?:[{;]|&&|\|\||$)`,
  // A pattern on a line of its own, and a list of texts as a source writes it; what programs print has spaces in its brackets.
  String.raw`^\/(?![/*]).*\\[bBdDsSwW.?()[\]].*\/[dgimsuvy]*[,;)\]]*$`,
  String.raw`^(?!(?:${CAME}s?|fail\w*|problems?|refused|rejected)\b)[a-z]\w*: \[(["'\x60])[^\]]*\1\],$`,
  // A field of a value that a source makes: Node.js prints a text in single quotes, JSON the key in quotes. A constant; a call.
  String.raw`^(?!(?:error|message|msg|reason|details?|stderr|output|body)\b)[A-Za-z]\w*: {1,20}"[^"']*",$`,
  String.raw`^[A-Z]\w+\s+(?:[A-Z]\w*\s+)?= "[A-Z_]+"$|^\w+(?:, \w+)? := `,
  String.raw`^(?:await )?[a-z]\w*(?:\.\w+)+\(.*\);$|^if \w+(?:, \w+)? := `,
  // A text behind the key of a template.
  String.raw`^["'][\w-]*(?:template|pattern|regexp?|matcher)s?["'] ?[:=]`,
  // A text with its name in a table; one that goes on in the next line; one with its translation.
  String.raw`^(?:\((?:"[^"]+"|'[^']+'), ?["']?[\w.:|-]+["']?\),? ?){1,40}$|^[bfru]?(["'])(?:(?!\1).)+ \1$|^msg(?:id|str)\b`,
  String.raw`^["'](?:[\w.-]*(?:denied|unauthorized|forbidden|unauthenticated)[\w.:' -]*)["'] ?(?::|=>) ?["']`,
  // A constant of a type as the value of a key: JSON has none.
  String.raw`^["'][\w-]+["'] ?: (?:[A-Z]\w*\.[A-Za-z]\w*(?: \| )?)+,?$`,
  // A branch of a shell's case.
  '^(?:[45]\\d\\d\\s?\\|?\\s?)+\\)(?:\\s.*)?$',
  // What a monitor counted.
  '^[A-Za-z_:][\\w:]*\\{\\w+="[^{}]*"\\} [\\d.e+-]+(?: \\d+)?$',
  // A rule of a monitor, which asks what a status is.
  '^(?:- )?expr: .*[<>={]',
  // An answer that is made up.
  `\\.(?:reply|status|respond|abort|sendStatus)\\(${STATUS}|\\bnew [A-Z]\\w*\\(${STATUS}`,
);

/** Without one of these no line is any of that. */
const MARK =
  /[=({[<"'\x60\\]|\bexpr: |^msg(?:id|str)\b|^[45]\d\d\s?[|)]|^(?:case|throw|raise|return|assert|await|if|else)\b/;

/** A call that is given the address, and one of which is told how it ended. */
const HANDED = new RegExp(
  `${CALL}(?:[^()"'\x60]{0,80}, ?)?(?:[\\w$]+ ?[=:] ?)?[bfru]?${ADDRESS}(?:,|\\)(?=[),;.]|$| ?(?:[=!]==?|=>|\\{)))`,
);
const ENDED =
  /\)[,:;]?\s+(?:(?:has|was|is) )?(?:-+>|→|(?:returned|answered|failed|got|gave|responded|replied|said|ended|raised|threw|refused|rejected|status|HTTP)\b)/;

/** A statement that has ended, and an address bare behind it; a comparison behind a bare address: no source is written so. */
const BARE_ADDRESS = new RegExp(
  `^(?:raise|throw) (?:new )?[\\w.]+\\([^()]{0,200}\\)(?::| -| for)? https?://${OUR_HOST}/\\S+$|^(?!(?:if|elif|else|assert|expect|unless|until|while|when|case|retry|return)\\b)[A-Za-z][^"'\x60$#()]{0,80}\\bhttps?://${OUR_HOST}/[^\\s"'\x60$()]{1,400}[^"'\x60$#()]{0,40}\\bstatus(?:_code)? ?== ?[45]\\d\\d\\.?$`,
);

/** Commands whose text is their script's own: behind another word an answer in quotes is what a program got. */
const PRINTERS = /^(?:[+-] |\|\| ?|&& ?|\{ ?)*(?:echo|printf?|puts|logger|die|fail|throw|raise|Write-\w+)\b/;
const ANSWER =
  /\bunexpected status\b|\b(?:status|code):? [45]\d\d\b|\b[45]\d\d (?:Forbidden|Unauthorized|Not Found|Too Many|Internal|Bad Gateway|Service Un|Gateway)/;

/** A command of a script that prints a text, or ends with it, and nothing behind it that was printed. Words that tell of something name what they tell of, and a script that waits for an answer does not know its words. */
const PRINTS =
  /^(?!.*(?:Error response from|\b(?:denied|unauthorized): ))(?:[+-] |\|\| ?|&& ?|\{ ?)*(?!\w+(?:ed|ing)\b)(?:[a-z_][\w-]*|Write-[A-Z]\w+)(?: -\w+(?: "[^"]*")?)* (["'])(?=[^"']* )(?:(?!\1).){3,300}\1(?: [12]?>&2| \d?>\S+)?(?:\s?(?:;|\|\||&&).*|\s?(?:\}|fi|done|end|esac))?$/;

/** What answers in the registry's place, or a scene of a test; a service or an image may be called so, too. */
const STAGED =
  /^(?:\w+[:>] )?\[?(?:(?:[Ww]ire)?[Mm]ock\w*|[Ss]tub\w*|[Nn]ock|[Cc]assette|[Ff]ake (?:server|registry))\b(?![-./]|\s+(?:Error|Warning|Interrupted|Pulling|Pushing)\b|: (?:[Ff]ailed|[Ee]rror|ERROR|FATA)\b)|^(?:Scenario(?: Outline)?|Feature|Example): (?![\w-]+\.[\w.-]+\/)/;
/** The same in the midst of a line, where it is no part of a name. */
const STAGED_BY_WORD = /(?<![\w./:@=-])(?:mocked|stubbed|stubbing|replayed)\b(?![./:@-]\w)/;

/** What stands in quotes or in a comment: there a source has the sentences that it looks for. */
const IN_SOURCE = /"[^"]*"|'[^']*'|\x60[^\x60]*\x60|(?:^|\s)(?:\/\/|#).*$/g;
/** A client's sentence with its answer: bare in a line it was printed. */
const SENTENCE =
  /\bdenied: (?:permission_denied: |installation not allowed|requested access)|\bError response from daemon: |\bunexpected status from \w+ request to /;

/** As docker and BuildKit begin a line: no source does, and nothing more has to be asked. */
const FRAMED =
  /^(?:docker: )?Error response from daemon: |^(?:#\d+ )?(?:ERROR|error|Error): (?:failed to (?:push|solve|build)|denied: |unexpected status)\b/;

/** In front of a line that somebody shows: a diff's mark, the number that `grep` or an editor sets. */
const IN_FRONT = /^\s*(?:[+-] ?(?=\s|\w)|\d{1,5}[:|]\s?)?\s*/;

/** Whether a line is a source's or a test's, and tells of no request that was made: the one place that is asked. */
export function isShownCode(text: string): boolean {
  if (text.length > LONGEST_OF_PEOPLE || FRAMED.test(text)) return false;
  if (hasWordsOfSource(text)) return true;
  const line = text.replace(IN_FRONT, '').trimEnd();
  if (PRINTS.test(line)) return PRINTERS.test(line) || !ANSWER.test(line);
  if (STAGED.test(line)) return true;
  const isSources =
    STAGED_BY_WORD.test(line) ||
    (MARK.test(line) && (isCode(line) || (HANDED.test(line) && !ENDED.test(line))));
  return isSources && !BARE_ADDRESS.test(line) && !SENTENCE.test(line.replace(IN_SOURCE, ' '));
}

/** An option with the statuses that it takes; a list of them; a field of that name; nginx's. */
const SETTINGS =
  /--[\w-]{1,60}[ =]["']?[1-5]\d\d(?:,[1-5]\d\d)*\b["']?|(?<!\b(?:failed|got|received|returned|answered|gave|saw|were)(?: with)?(?: status(?:es)?| codes?)?:? )[[(]["']?[1-5]\d\d["']?(?:, ?["']?[1-5]\d\d["']?)+[\])]|\b(?!(?:last|final)[_-])[\w-]{0,40}(?:expect(?:ed)?|valid|allow(?:ed)?|accept(?:ed)?|ignored?|retry(?:able)?)[_-](?:http[_-])?(?:status|codes?)[\w-]{0,20}["']?\s?[:=]\s?["']?[1-5]\d\d\b|^allow(?:ed)? [1-5]\d\d\b|\berror_page(?: [1-5]\d\d)+/g;

/** An option that gives an image a label, which may hold a sentence: the runner shows a command without its quotes. */
const LABELS = /(?<=\s)--label[ =](?:"[^"]*"|'[^']*'|[\w.-]+=(?:"[^"]*"|'[^']*'|(?:(?!\s--?[a-z]).)*))/g;

/** The same as a Dockerfile has it, and as docker/metadata-action prints it (OCI image specification: annotations). */
const LABEL_ALONE = /^(?:#\d+ )?(?:\[[\w ./-]+\] )?(?:LABEL [\w.-]+=|org\.opencontainers\.image\.\w+=).*$/;

/** The line without the labels that an image is given. */
export function withoutLabels(text: string): string {
  if (LABEL_ALONE.test(text)) return '';
  return text.includes('--label') ? text.replace(LABELS, '') : text;
}

/** The line without the statuses that only set what is to be done with them. */
export function withoutSettings(text: string): string {
  return text.length > LONGEST_OF_PEOPLE ? text : text.replace(SETTINGS, ' ');
}

/** The registry's root, which has nothing to be refused: it says 401 to everybody at first (facts L1). */
const ROOT_401 = new RegExp(
  `^(?!.*\\b(?:403|denied|[Uu]nauthorized|UNAUTHORIZED|[Ff]ail\\w*|[Ee]rror\\w*|[Rr]efused|[Ii]nvalid|[Ll]og(?:in|ged)|[Tt]oken|[Cc]redentials?|[Aa]uth\\w*|password|user)\\b|.*\\s-u\\s).*https?://${OUR_HOST}/v2/?(?![\\w/]).*\\b401\\b`,
);

/** Whether a line tells no more than that the registry is there. */
export function isFirstAnswer(text: string): boolean {
  return ROOT_401.test(text);
}

/** A request whose path is none of the registry's: of the program in an image that the line names. Who runs containers hands on what the registry answered. */
const OWN_REQUEST =
  /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) ["']?\/(?!v2\b|token\b|(?:v\d[\d.]*\/)?(?:libpod\/)?images\/)/;
const ASKED = new RegExp(`https?://${OUR_HOST}/(?:v2|token)\\b`);

/** A checker of links, at the address of a page, or at one that it left out. */
const LINK = new RegExp(
  `^(?:[✗✕✖×❌⚠🚫⛔?]\\ufe0f? )?\\[(?:EXCLUDED|(?:ERROR|[45]\\d\\d)\\] <?https?://(?!${OUR_HOST}/(?:v2|token)\\b))`,
  'u',
);

/** Whether a line tells of another request than one of the registry's, whatever it names. */
export function isOfAnotherRequest(text: string): boolean {
  return (OWN_REQUEST.test(text) && !ASKED.test(text)) || LINK.test(text);
}
