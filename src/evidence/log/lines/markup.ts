/**
 * What Markdown, HTML, chats, trackers, JSON and structured loggers put around a message or into it: emphasis,
 * bullets, elements, links around digits of an address, escaped and typographic quotation marks.
 */

/** `https://ghcr.io/v[2](https://github.com/o/n/actions/runs/1#step:3:2)/o/n`: GitHub links what a log's line shows. */
const LINK = /\[([^\][\n]{1,300})\]\(https?:\/\/[^\s()]*\)/g;

/** Marks at both ends of words: emphasis, strike-through and code, in Markdown, reStructuredText and chats. */
const DRESSED =
  /(?<=^|[\s("'[>:,])(([*_~`])\2{0,2})(?!\2)(?=[\p{L}\p{N}"'`[(<*_~])(.{1,400}?\S)\1(?=$|[\s)"'\]<.,:;!?])/gu;
/** The end of what was dressed some lines above: no message ends so. */
const UNDRESSED_END = /(?<=\p{L}\.?)[*_~]{1,3}$/u;
/** Where dressing begins. */
const DRESSING = /(?:^|[\s("'])[*_~]/;
/** A message in the middle of a Chinese sentence that names nothing itself. */
const IN_HAN = /^[^"/A-Za-z]*\p{Script=Han}[^"/A-Za-z]*"([^"]+)"[^"/A-Za-z]*$/u;
/** What is longer was dressed by nobody. */
const LONGEST = 1_000;
const TYPOGRAPHIC = /[“”„‟«»「」『』＂‘’‚‹›：]/;
/** A whole line in quotation marks. */
const IN_QUOTES = /^"([^"]+)"[.,;!?]?$/;
/** A bullet, a number, a heading, the name in front of a message in a chat. A source's diff has no bullets, and what names an address behind one `#` is a comment. */
const OPENING =
  /^\s*(?:(?:[-*•·‣]|\d{1,2}[.)])\s+(?!"|\/\/|#)|(?:#(?!.*https?:\/\/)|#{2,6})\s+(?!\d)|\[\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?\]\s+(?!(?:error|fatal|failed|denied|unauthorized)\b)[\p{L} .'-]{1,40}:\s+)/u;
/** A quotation of a message. What BuildKit sets behind `>` is the title of a step. */
const QUOTATION =
  /^\s*(?:>\s*)+(?=[*_~`]|Run [\w.-]+\/[\w./-]+@|(?:error|err|fatal|failed|denied|unauthorized)\b)/i;
/** Elements that stand around a message; `html` and `body` are an answer's own. */
const ELEMENT =
  /<\/?(?:code|pre|b|strong|i|em|s|del|u|kbd|samp|tt|p|br|li|ul|ol|span|div|blockquote|summary|details|t[dhr]|table|font)(?: [^<>]{0,200})?\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  amp: '&',
};
const ENTITY = /&(?:(quot|apos|lt|gt|nbsp|amp)|#(\d{2,4})|#[xX]([\dA-Fa-f]{2,4}));/g;
/** `{code}denied{code}` and `{{denied}}` of trackers; `${{ … }}` is GitHub's. */
const BRACES = /\{(?:code|noformat|quote)(?::\w+)?\}|(?<!\$)\{\{(?=[^\s{}.])([^{}]{1,500})\}\}/g;
/** compose cuts what does not fit the terminal. Behind this colon only one word ever follows. */
const CUT = /\bdenied: (?:d|de|den|deni|denie)?\.\.\.(?=\s|$)/g;

/** `permission\_denied`: an editor of Markdown keeps a line from becoming emphasis; elsewhere it is part of a path. */
const ESCAPED = /\b(permission|write|read|create|insufficient)\\_(?=[a-z])/gi;

/** The same without any underscore: what reads a picture takes them for part of the line below. */
const UNREAD = /\bpermission[ _]denied: ?(read|write|create)[ _]package\b/gi;

/** What reads a picture, and whoever writes French, sets a space in front of a colon, or none behind it. */
const COLON =
  /(\b(?:permission_denied|denied|unauthorized|unauthenticated)|["'])(?: :[ ]?|:(?=[a-z]))(?=(?:denied|unauthorized|unauthenticated|permission_denied|installation not allowed|requested access|(?:read|write|create)_package|the token provided|user cannot be|authentication required)\b)/gi;
/** The same of the registry's name. */
const HOST_APART = /\bghcr(?: \. ?| ?\. )io\b/gi;

/** The message as it was printed, as far as that can be told. */
export function withoutMarkup(text: string): string {
  let plain = withoutEntities(text);
  // Go's formatter met a percent code (`%2F`) and found no argument for it.
  if (plain.includes('(MISSING)'))
    plain = plain.replace(/%!{1,2}(?:\(MISSING\))?([AF])\(MISSING\)/g, (_, code) =>
      code === 'A' ? ':' : '/',
    );
  if (plain.includes('](http')) plain = plain.replace(LINK, '$1');
  if (plain.includes('\\"') || /\\n\S/.test(plain)) plain = unescaped(plain);
  if (plain.includes('<') && plain.includes('>')) plain = plain.replace(ELEMENT, '');
  if (plain.includes('\\_')) plain = plain.replace(ESCAPED, '$1_');
  if (plain.includes(' package') || plain.includes('permission denied'))
    plain = plain.replace(UNREAD, 'permission_denied: $1_package');
  if (/denied|unauth/i.test(plain)) plain = plain.replace(COLON, '$1: ');
  if (plain.includes('ghcr')) plain = plain.replace(HOST_APART, 'ghcr.io');
  if (plain.includes('{')) plain = plain.replace(BRACES, '$1');
  plain = undressed(plain.replace(QUOTATION, '').replace(OPENING, ''));
  if (plain.includes('`')) plain = plain.replace(/`+(['"])|(['"])`+/g, '$1$2').replace(/^`+|`+$/g, '');
  if (plain.includes('...')) plain = plain.replace(CUT, 'denied: denied');
  if (TYPOGRAPHIC.test(plain))
    plain = plain
      .replace(/[“”„‟«»「」『』＂]/g, '"')
      .replace(/[‘’‚‹›]/g, "'")
      .replace(/\s*：\s*/g, ': ');
  return plain.includes('"') && plain.length <= LONGEST
    ? plain.replace(IN_QUOTES, '$1').replace(IN_HAN, '$1')
    : plain;
}

/** A page writes quotation marks and slashes so, by name or by number; one that shows another page's source, twice. */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&amp;(?=#?\w{2,6};)/g, '&').replace(ENTITY, (_, name, decimal, hexadecimal) => {
    if (name !== undefined) return ENTITIES[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code >= 0x20 ? String.fromCharCode(code) : ' ';
  });
}

/** `**_denied_**` is dressed twice; nobody dresses a message more often. */
function undressed(text: string): string {
  if (text.length > LONGEST || !/[*_~`]/.test(text)) return text;
  const once = text.replace(DRESSED, '$3');
  const plain = once === text ? text : once.replace(DRESSED, '$3').replace(DRESSED, '$3');
  return UNDRESSED_END.test(plain) && !DRESSING.test(plain) ? plain.replace(UNDRESSED_END, '') : plain;
}

/** `"error":"GET \"https://…\": denied\n"` of a logger that quotes what another one printed. */
function unescaped(text: string): string {
  return text.replace(/\\+"/g, '"').replace(/(?<!\\[a-z]:?)\\+[nrt](?![a-z]+\\)/g, ' ');
}
