/**
 * Texts that are spelt out: each character by its code, as addresses, sources, pages and dumps write them, or apart from
 * the next one. Nobody knows a secret by its look there, and anybody can read it.
 */

/** A text without what is left out of it, or with what that says, which still knows where each character stood. */
export class Plain {
  readonly text: string;
  readonly #from: number;
  /** Where what was left out ends, and how much was left out up to there. */
  readonly #gaps: { at: number; size: number }[] = [];
  /** How long what says a character is; by its place. */
  readonly #widths = new Map<number, number>();

  /**
   * @param said at most one character that a match stands for
   * @param from where this text begins in the one that ranges are told of
   */
  constructor(text: string, spelling: RegExp, said: (match: RegExpExecArray) => string = () => '', from = 0) {
    let plain = '';
    let end = 0;
    for (const match of text.matchAll(spelling)) {
      const { 0: whole, index } = match;
      plain += text.slice(end, index);
      const character = said(match);
      if (character !== '') this.#widths.set(plain.length, whole.length);
      plain += character;
      end = index + whole.length;
      this.#gaps.push({ at: plain.length, size: end - plain.length });
    }
    this.text = plain + text.slice(end);
    this.#from = from;
  }

  /** Half-open, in the text as it was given. */
  range(start: number, end: number): [start: number, end: number] {
    return [this.#place(start), this.#place(end - 1) + (this.#widths.get(end - 1) ?? 1)];
  }

  #place(at: number): number {
    let low = 0;
    let high = this.#gaps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#gaps[middle] as { at: number }).at <= at) low = middle + 1;
      else high = middle;
    }
    return this.#from + at + (this.#gaps[low - 1]?.size ?? 0);
  }
}

/**
 * By the code: `%67`, `\u0067`, `\x67`, `\147`, `&#103;`, `&#x67;`. A text that is quoted in another has more backslashes,
 * and in an address of an address the sign is written `%25`.
 */
const CODES =
  /%(?:25){0,3}([0-9a-fA-F]{2})|\\{1,4}(?:u\{0{0,4}([0-9a-fA-F]{1,2})\}|u00([0-9a-fA-F]{2})|U000000([0-9a-fA-F]{2})|x([0-9a-fA-F]{2})|0?([01][0-7]{2}))|&#(?:[xX]0{0,4}([0-9a-fA-F]{2})|0{0,4}(\d{2,3}));/g;
/** Letters, digits and `_` need no code: where none of them has one, nothing is spelt out. */
const NEEDLESS =
  /%(?:25){0,3}(?:3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF])|\\(?:u(?:00[3-7]|\{0{0,4}[3-7])|U000000[3-7]|x[3-7]|0?(?:0[67]|1[0-7])[0-7])/;

/**
 * Bytes of a dump, at least eight that are letters, digits or signs of ASCII: `67687`, `67 68`, `67:68`, `6768 705f`,
 * `0x67, 0x68`. Of a digest's digits hardly ever so many follow each other.
 */
const BYTES = /(?:0x)?[2-7][0-9a-fA-F](?:[ \t:,-]{0,2}(?:0x)?[2-7][0-9a-fA-F]){7,}/g;
const SOME_BYTES = /[2-7][0-9a-fA-F](?:[ \t:,-]{0,2}(?:0x)?[2-7][0-9a-fA-F]){7}/;
const BYTE = /[ \t:,-]{0,2}(?:0x)?([0-9a-fA-F]{2})/g;

/** At least twelve characters with white space between them, as `od -c` and whoever outwits a mask write. */
const APART = /[!-~](?:[ \t]{1,3}[!-~]){11,}/g;
const SOME_APART = /[!-~][ \t]{1,3}[!-~](?:[ \t]{1,3}[!-~]){10}/;
const BETWEEN = /[ \t]+/g;

/**
 * Readings of what a text spells out.
 *
 * @param isPlain there is neither a backslash nor a `%` in it
 */
export function speltIn(text: string, isPlain: boolean): Plain[] {
  const found: Plain[] = [];
  if ((!isPlain && NEEDLESS.test(text)) || text.includes('&#')) found.push(new Plain(text, CODES, byCode));
  if (SOME_BYTES.test(text))
    for (const { 0: run, index } of text.matchAll(BYTES)) {
      // A digit that belongs to what stands before it may have been taken for the first.
      found.push(new Plain(run, BYTE, byHex, index), new Plain(run.slice(1), BYTE, byHex, index + 1));
    }
  if (SOME_APART.test(text))
    for (const { 0: run, index } of text.matchAll(APART))
      found.push(new Plain(run, BETWEEN, undefined, index));
  return found;
}

function byCode([, percent, braced, short, long, byte, octal, page, decimal]: RegExpExecArray): string {
  const hex = percent ?? braced ?? short ?? long ?? byte ?? page;
  if (hex !== undefined) return visible(Number.parseInt(hex, 16));
  return visible(octal === undefined ? Number(decimal) : Number.parseInt(octal, 8));
}

function byHex([, hex = '']: RegExpExecArray): string {
  return visible(Number.parseInt(hex, 16));
}

/** What is not of ASCII is in no token. */
function visible(code: number): string {
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code) : '';
}
