/**
 * Text of others as GitHub-flavoured markdown that shows it and does nothing
 * else: no link, no mention, no HTML, no table cell that was not meant.
 */
import { clean, clip, oneLine, trimLineEnds } from '../text.js';

// A pipe would end the table's cell and a backtick the code; a backslash may or may not escape them,
// depending on the parser.
const DELICATE = /[`|\\]/;

/** Characters of code without a break for which a line of a phone, 400 pixels wide, has room. */
const ROOM = 40;

/** Characters of a code span. */
const CODE_LIMIT = 300;

/** A code span: nothing in it is markup, an address or a mention. */
export function code(text: string): string {
  // Shortened first as well: cleaning a megabyte of which a line is shown takes its time.
  const line = clip(oneLine(text.slice(0, 4 * CODE_LIMIT)), CODE_LIMIT);
  if (line === '') return '–';
  return DELICATE.test(line) ? breakable(line, ROOM) : `\`${line}\``;
}

/**
 * The same where there is little room: a browser makes a column of a table as wide as its longest word, and tears a word that
 * no line has room for. It breaks a line after spaces and hyphens by itself; a part with more characters than `room` gets
 * places to break at. GitHub keeps `<wbr>` (html-pipeline, its sanitization filter), and a text that is copied has none.
 */
export function narrowCode(text: string, room = ROOM): string {
  const line = clip(oneLine(text.slice(0, 4 * CODE_LIMIT)), CODE_LIMIT);
  return parts(line).some((part) => part.trimEnd().length > room) ? breakable(line, room) : code(line);
}

function breakable(line: string, room: number): string {
  const isLong = (text: string) => text.trimEnd().length > room;
  const broken = parts(line).map((part) => {
    if (!isLong(part)) return entities(part);
    const shorter = part
      .split(/(?<=[/:@=&?])|(?<=www\.)/i)
      .flatMap((piece) => (isLong(piece) ? piece.split(/(?<=[._,])/) : [piece]))
      .flatMap((piece) => pieces(piece, room));
    // No address and no mention goes on behind a place to break at, so what only these would need is left readable.
    return shorter.map((piece) => piece.replace(/[^\w ./,=?\u0080-\u{10ffff}-]|_/gu, numbered)).join('<wbr>');
  });
  return `<code>${broken.join('')}</code>`;
}

const numbered = (mark: string) => `&#${mark.codePointAt(0)};`;

/** Between which every browser breaks a line. */
function parts(line: string): string[] {
  return line.split(/(?<=[ -])/);
}

function pieces(text: string, size: number): string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  );
}

/**
 * Every punctuation mark as a number: an entity can't be markup. Where an address or a mention would begin, a
 * zero-width space stops it; anywhere else there is none, so that what is copied is what was meant.
 */
function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9 \u0080-\u{10ffff}]/gu, (mark, at: number) => {
    const entity = numbered(mark);
    const begins =
      mark === '@' ||
      (mark === ':' && (text.startsWith('//', at + 1) || /(?:mailto|xmpp)$/i.test(text.slice(0, at)))) ||
      (mark === '.' && /www$/i.test(text.slice(0, at)));
    return begins ? `${entity}&#8203;` : entity;
  });
}

/**
 * What a reader types or copies is code: a key with its value or expression, a request as in a client's log, names in capitals such as GITHUB_TOKEN,
 * a scope, a context such as secrets.NAME, the name of an image, the path of a workflow file, an option of a command.
 */
const VALUE = String.raw`(?:\$\{\{[^\`\n]{0,300}?\}\}|(?:read-all|write-all|read|write|none|true|false)(?![\w-]))`;
const REQUEST = String.raw`(?:GET|HEAD|POST|PUT|PATCH|DELETE) /[!-_a-~]*[\w/]`;
const ENTRY = String.raw`(?<![!#-&*-Z\\^-~])(?:[a-z]+(?:-[a-z]+)*: ${VALUE}|${REQUEST})`;
const LITERAL = new RegExp(
  [
    '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+',
    '(?:read|write|delete|admin):[a-z]+',
    '--[a-z]+(?:-[a-z]+)*',
    String.raw`(?!github\.com$)(?:env|github|inputs|matrix|needs|secrets|steps|vars)(?:\.[\w-]+)+`,
    String.raw`(?:[a-z0-9-]+\.)+[a-z0-9]+(?::\d+)?(?:\/[\w.…-]+){2,}(?::[\w.…-]+)?(?:@sha256:[0-9a-f]+)?`,
    String.raw`org\.opencontainers(?:\.[a-z]+)+`,
    String.raw`(?:\.?[\w-]+\/)*[\w.-]+\.ya?ml(?::\d+)?`,
  ]
    .map((each) => `^${each}$`)
    .join('|'),
);

// What stands between spaces, an expression with its own spaces included. Printable ASCII only, so
// that Chinese text around it stays outside.
const WORD = new RegExp(String.raw`(${ENTRY})|(?:\$\{\{[^\`\n]{0,300}?\}\}|(?!${ENTRY})[!-_a-~…])+`, 'g');

// What GitHub would make a link, a mention, a formula or a reference of. As code it can still be copied.
const SPEAKING = /[@$]|#\d|\bGH-\d|:\/\/|www\.|mailto:|xmpp:/i;

// A commit's id, of which GitHub makes a link where it has one that begins so.
const COMMIT = /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/;

/**
 * Running text. Pairs of backticks are the writer's code spans; line ends are
 * kept as line breaks.
 */
export function prose(text: string, limit = 4000): string {
  return clip(clean(text.slice(0, 4 * limit)).trim(), limit)
    .split(/\n+/)
    .map((line) =>
      line
        .trim()
        .split(/(`[^`]+`)/)
        .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : running(part)))
        .join('')
        // At the start of a line these would begin a heading, a quote, a list or a rule.
        .replace(/^(\d+)([.)])/, '$1\\$2')
        .replace(/^[#+=-]/, '\\$&'),
    )
    .join('<br>');
}

function running(text: string): string {
  let result = '';
  let end = 0;
  // Two spans of code side by side would be one.
  const add = (before: string, span: string) => {
    result += escaped(before);
    result += result.endsWith('`') && span.startsWith('`') ? `&#8203;${span}` : span;
  };
  for (const { 0: word, 1: entry, index } of text.matchAll(WORD)) {
    // Brackets, quotation marks and a full stop around it belong to the sentence.
    const [before] = (entry ? [''] : /^[("'[{]*/.exec(word)) as [string];
    let stop = word.length;
    while (!entry && stop > before.length && `)"']>.,;:!?`.includes(word[stop - 1] as string)) stop -= 1;
    const inside = word.slice(before.length, stop);
    if (!entry && !SPEAKING.test(word) && !COMMIT.test(word) && !LITERAL.test(inside)) continue;
    add(text.slice(end, index + before.length), code(inside));
    end = index + before.length + inside.length;
  }
  return result + escaped(text.slice(end));
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A link to a web page, its address in plain sight; anything else is shown as code only. */
export function link(address: string): string {
  const url = webAddress(address);
  return url
    ? `[${narrowCode(
        decoded(url)
          .replace(/^https?:\/\//, '')
          .replace(/^([^/]+)\/$/, '$1'),
      )}](<${url}>)`
    : code(address);
}

/** A link with our own words. */
export function namedLink(name: string, address: string): string {
  const url = webAddress(address);
  return url ? `[${name}](<${url}>)` : name;
}

function webAddress(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  // A user name in front of the host is only good for hiding where a link leads.
  const url = new URL(address);
  if (url.username || url.password) return null;
  return url.href.replace(/[<>()[\]\\`|*_~@$ ]/g, (mark) =>
    mark === '_' || mark === '~' || mark === '@' ? mark : `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** Characters of a code block. */
const FENCE_LIMIT = 20_000;

/** A code block. Its fence is longer than any that the text has. */
export function fence(language: string, text: string): string {
  const body = clip(trimLineEnds(clean(text.slice(0, 4 * FENCE_LIMIT))), FENCE_LIMIT);
  const longest = Math.max(0, ...Array.from(body.matchAll(/`+/g), (run) => run[0].length));
  const mark = '`'.repeat(Math.max(3, longest + 1));
  return `${mark}${language}\n${body}\n${mark}`;
}

/** A table's lines; the cells are markdown already. */
export function tableHead(cells: readonly string[]): string {
  return `${tableRow(cells)}\n${tableRow(cells.map(() => '---'))}`;
}

/** One line of a table; the cells are markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A folded section. The empty lines make GitHub read the body as markdown. */
export function folded(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
