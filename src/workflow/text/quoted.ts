/**
 * Quoted texts whose next line is indented no deeper than their key. YAML 1.2 forbids that within a block, and
 * so does `yaml`; libyaml, and with it GitHub, takes them (libyaml scanner.c: within quotes it looks at no
 * indentation).
 */
import { parseDocument, type YAMLParseError } from 'yaml';

/** A quoted text on one line in the place of one on several: nothing moves. */
export interface JoinedText {
  text: string;
  /** Where the quotation begins. */
  start: number;
  /** What it says. */
  value: string;
}

/** A longer one is more likely a quotation mark that is missing. In characters. */
const LONGEST_QUOTED = 16 * 1024;

/** Mends the quotation that the parser stumbled over; null where nothing of the kind is wrong. */
export function joinedQuotation(text: string, { code, message, pos }: YAMLParseError): JoinedText | null {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
  if (code !== 'MISSING_CHAR' || quote === undefined) return null;
  const start = openingBefore(text, quote, pos[0]);
  if (start === null) return null;
  const whole = (quote === '"' ? DOUBLE : SINGLE).exec(text.slice(start, start + LONGEST_QUOTED))?.[0];
  if (whole === undefined || !/\n/.test(whole) || /^(?:---|\.\.\.)(?:\s|$)/m.test(whole)) return null;
  const parsed = parseDocument(`- ${whole.replace(/\r?\n[ \t]*/g, '\n  ')}`, { logLevel: 'silent' });
  const [value] = parsed.errors.length > 0 ? [] : (parsed.toJS() as unknown[]);
  if (typeof value !== 'string') return null;
  const line = whole.replace(/[\r\n]/g, ' ');
  return { text: text.slice(0, start) + line + text.slice(start + whole.length), start, value };
}

const DOUBLE = /^"(?:[^"\\]|\\[\s\S])*"/;
const SINGLE = /^'(?:[^']|'')*'/;

/** Where a quotation begins that is still open at a place. */
function openingBefore(text: string, quote: string, place: number): number | null {
  const from = Math.max(0, place - LONGEST_QUOTED);
  for (let at = text.lastIndexOf(quote, place); at >= from; at = text.lastIndexOf(quote, at - 1)) {
    const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    if (/(?:^|[:,[{?-])[ \t]*(?:[&!]\S+[ \t]+)*$/.test(before)) return at;
    if (at === 0) break;
  }
  return null;
}
