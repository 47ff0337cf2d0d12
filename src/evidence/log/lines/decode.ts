/**
 * Bytes to bytes that hold one line of text after the other: UTF-16 becomes UTF-8,
 * and what is no text at all is refused. Logs come from runners, from browsers'
 * downloads and from PowerShell's `>`; only the last of these writes UTF-16.
 */
import { isUtf8 } from 'node:buffer';
import { stripVTControlCharacters } from 'node:util';
import { UnreadableLog } from '../types.js';

/** As many bytes tell text from anything else. */
const SNIFFED = 8192;

type Encoding = 'bytes' | 'utf-16le' | 'utf-16be';

/** Throws `UnreadableLog` for what is no text, and at the end of one that has nothing but white space. */
export async function* textChunks(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  /** What came before there was enough to tell by: a pipe hands over as little as it likes. */
  let head: Buffer | null = Buffer.alloc(0);
  let decode: ((bytes: Buffer) => Buffer) | null = null;
  const blanks = new Blanks();
  const seen = (text: Buffer): Buffer => {
    blanks.read(text);
    return text;
  };
  for await (const piece of source) {
    let chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (head) {
      head = Buffer.concat([head, chunk]);
      if (head.length < SNIFFED) continue;
      decode = decoderFor(head);
      chunk = withoutMark(head);
      head = null;
    }
    yield seen(decode ? decode(chunk) : chunk);
  }
  if (head && head.length > 0) {
    decode = decoderFor(head);
    yield seen(decode(withoutMark(head)));
  }
  // Nobody learns from it that nothing failed: the command in front of the pipe has said nothing.
  if (blanks.areAll) throw new UnreadableLog('empty');
}

/** The mark of UTF-8 is no character of the first line. */
function withoutMark(head: Buffer): Buffer {
  return startsWith(head, [0xef, 0xbb, 0xbf]) ? head.subarray(3) : head;
}

function decoderFor(head: Buffer): (bytes: Buffer) => Buffer {
  const encoding = sniff(head.subarray(0, SNIFFED));
  if (encoding === 'bytes') return (bytes) => bytes;
  // It remembers half a character, and drops the mark at the beginning.
  const utf16 = new TextDecoder(encoding);
  return (bytes) => Buffer.from(utf16.decode(bytes, { stream: true }));
}

/** One line: UTF-8, or what old tools on Windows and in containers print. */
export function decodeLine(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}

/** All lines of a short text, each by its own encoding. */
export function decodeLines(bytes: Buffer): string[] {
  const lines: string[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    lines.push(decodeLine(bytes.subarray(start, stop)).replace(/\r$/, ''));
    start = stop + 1;
  }
  return lines;
}

/** Tab, line feed, vertical tab, form feed, carriage return, space. */
const BLANKS = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]);
/** White space, and what has no width: a soft hyphen, spaces and joiners without one, marks of direction, a byte order mark. */
const UNSEEN = /[\s\u0008\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;
/** A terminal's code whose end is still to come: only behind its numbers does it say what it is. */
const CUT_CODE = /\u001b(?:[[()#?][\d;?]{0,64})?$/;

/** Whether a text shows anything at all: a colour and a space of any width are nothing. */
class Blanks {
  readonly #decoder = new TextDecoder();
  /** The beginning of a code. */
  #open = '';
  areAll = true;

  read(text: Buffer): void {
    if (!this.areAll || (this.#open === '' && text.every((byte) => BLANKS.has(byte)))) return;
    const first = text.find((byte) => !BLANKS.has(byte)) ?? 0;
    if (this.#open === '' && first >= 0x20 && first < 0x7f) {
      this.areAll = false;
      return;
    }
    const shown = this.#open + this.#decoder.decode(text, { stream: true });
    this.#open = CUT_CODE.exec(shown)?.[0] ?? '';
    const whole = shown.slice(0, shown.length - this.#open.length);
    this.areAll = stripVTControlCharacters(whole).replace(UNSEEN, '') === '';
  }
}

/** Backspace, tab, line feed, form feed, carriage return, and the escape of terminal colours. */
const TEXT_CONTROLS = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

function sniff(head: Buffer): Encoding {
  // UTF-32, whose mark begins as that of UTF-16 does: nothing writes logs in it, and read as the other it says nothing.
  if (startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff]))
    throw new UnreadableLog('binary');
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  // PK: the archive of a run's logs. 1f 8b: gzip.
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x1f, 0x8b]))
    throw new UnreadableLog('archive');
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let index = 0; index < head.length; index++) {
    const byte = head[index] as number;
    if (byte < 0x20 && byte !== 0 && !TEXT_CONTROLS.has(byte)) control += 1;
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  // No text in any encoding is one twentieth control characters; compressed data and programs are more.
  if (control > head.length / 20) throw new UnreadableLog('binary');
  if (even + odd === 0) return 'bytes';
  const half = head.length / 2;
  if (odd > 0.7 * half && even === 0) return 'utf-16le';
  if (even > 0.7 * half && odd === 0) return 'utf-16be';
  // A log may hold a stray NUL; a program or an image has many.
  if (even + odd > head.length / 100) throw new UnreadableLog('binary');
  return 'bytes';
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
