/**
 * What any program says of a request to the registry, whatever its words are: the address that it asked, and the status
 * with which that ended, or that it was not let in. Addresses are the protocol's, and that of its tokens (facts, section 1.7).
 */
import { OUR_HOST } from './registry-names.js';

/** From its beginning, which no other address has in it, to its end, so that no part of it is taken for what is said of it. Longer ones are no addresses. */
const ADDRESS = String.raw`(?<![\w/%.-])https?://${OUR_HOST}/(?:v2|token)\b[^\s"'\x60<>)\]}]{0,600}(?![^\s"'\x60<>)\]}])`;

/** So much may stand between the address and what is said of it. */
const BETWEEN = '.{0,200}?';

/** What stands in front of a status: no word that says what else is counted, no size behind another status, no answer that a proxy or a trace writes down in the course of things. */
const LED = String.raw`(?:[ (='"]|["']:|\b(?:[Ss]tatus|[Cc]ode)(?::|["']? ?=>))(?<!\b[23]\d\d |<-- |\] |\b(?:line|port|pid|size|count|length|worker|job|[Cc]ase|PR|MR|[Ii]ssue|[Ff]etched|[Pp]ulled|[Pp]ushed|--[\w-]{1,40})[ =])`;
/** A number is a size or a time, and a sentence says of a status what it means. */
const ENDED = String.raw`(?![\w%]|[.,:]\d| ?(?:ms|s|[kKMG]?i?B|bytes|seconds|lines|times|layers|tags|images|files)\b| (?:and|or|is|are|means?|if|where|unless)\b| when (?!\w{3,20}ing\b))`;

/** The registry's first answer to everybody who asks for nothing (facts L1), and a trace, which shows every first answer. */
const NOT_THE_FIRST = String.raw`(?!.*(?:https?://${OUR_HOST}/v2/?(?=["'\x60:)\s])|\b(?:DEBUG|debug|TRACE|trace)\b))`;

/** Asking whether a layer is there. */
const NOT_A_LOOK = String.raw`(?!.*\b(?:HEAD|Head)\b.{0,400}/blobs/)`;

/** A comment or a condition of a file that is shown, a test that goes well, what a server is told to answer, and what goes on with the next try. */
const NOT_SHOWN = String.raw`(?!\s*(?:#(?!\d)|//|\*(?!\*)|<!--|(?:TODO|FIXME|XXX|HACK|[Ii]f|case|[Ww]ait for|[Mm]ock(?:ed|ing)?|[Ss]tub|[Aa]llowed)\b))(?!.*(?:\b[Rr]etry|\bok$))`;

const inAnyOrder = (one: string): string =>
  `(?:${ADDRESS}${BETWEEN}(?:${one})|(?:${one})${BETWEEN}${ADDRESS})`;

/** How Python's urllib3 and servers write down a request and its answer: the host, the line of the request, the status. */
const WRITTEN_DOWN = String.raw`https?://${OUR_HOST}(?::\d{2,5})? "(?:GET|HEAD|POST|PUT|PATCH) /(?:v2|token)\b[^\s"]{0,600} HTTP/[\d.]{1,3}" `;

/** Such a line with that status; none of a 401 and a 404: nobody can tell whether they came in the course of things. */
export function writtenDownWith(status: string): RegExp[] {
  return status === '401' || status === '404' ? [] : [new RegExp(`${WRITTEN_DOWN}(?:${status})(?: |$)`)];
}

/** A line that has the address and such a status, in whichever order. */
export function askedWith(status: string): RegExp {
  const but = { '401': NOT_THE_FIRST, '404': NOT_THE_FIRST + NOT_A_LOOK }[status] ?? '';
  return new RegExp(`^${NOT_SHOWN}${but}.*${inAnyOrder(`${LED}(?:${status})${ENDED}`)}`);
}

/** Who is not let in, in the words of whoever asked. */
const NOT_LET_IN = [
  String.raw`\b[Aa]uth(?:ori[sz]|entic)ation (?:has |was |is )?(?:failed|failure|error|rejected|refused|required)\b`,
  String.raw`\b(?:failed to|unable to|could not|cannot|can't|couldn't) auth(?:enticate|ori[sz]e)\b`,
  String.raw`\b[Nn]ot (?:authori[sz]ed|authenticated|permitted|logged in)\b|\b[Uu]nauthenticated\b|\b(?:was|is|been) denied\b`,
  String.raw`\b[Ll]ogin (?:failed|required)\b`,
  String.raw`\b(?:[Ii]nvalid|[Bb]ad|[Ww]rong|[Rr]ejected|[Ee]xpired) credentials\b|\b[Cc]redentials (?:were |are )?(?:rejected|refused|invalid|expired)\b`,
].join('|');

/** Who asks without a name at first, and goes on. */
const NOT_YET = String.raw`(?!.*(?:\b200\b|\byet\b|\b[Aa]nonymous|\b(?:asking|requesting|getting|fetching) (?:for )?(?:a )?(?:new )?token\b|"?:\s*true\b))`;

/** A line that has the address, and says so. */
export const ASKED_AND_NOT_LET_IN = new RegExp(`^${NOT_SHOWN}${NOT_YET}.*${inAnyOrder(NOT_LET_IN)}`);

const ANY = askedWith('[45]\\d\\d');
const WRITTEN = new RegExp(`${WRITTEN_DOWN}([45]\\d\\d)(?: |$)`);
const STATUS = new RegExp(`${LED}([45]\\d\\d)${ENDED}`);
const ADDRESSES = new RegExp(ADDRESS, 'g');

/** The status with which such a request ended; null: the line is none of these. */
export function askedStatusIn(text: string): number | null {
  const written = WRITTEN.exec(text)?.[1];
  if (written !== undefined) return Number(written);
  if (!ANY.test(text)) return null;
  const found = STATUS.exec(text.replace(ADDRESSES, '…'))?.[1];
  return found === undefined ? null : Number(found);
}

/** A manifest, a list of tags, a layer; what is sent has addresses of its own. */
const READ = new RegExp(
  String.raw`https?://${OUR_HOST}/v2/\S{1,400}/(?:manifests/|tags/list\b|blobs/sha256)`,
);

/** Whoever pushes looks, too, whether something is there. */
const LOOK = /\bhead\b/i;

/** The request alone tells that something is read. */
export function readsAt(text: string): boolean {
  return READ.test(text) && !LOOK.test(text);
}
