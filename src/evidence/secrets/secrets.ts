/**
 * The secrets that this process holds, and the mask that keeps them from whatever is printed: a registry may echo a
 * credential in its error, docker may print one, and a user may paste one into the wrong input. As the runner's own
 * masks they are of the whole process, and a secret is told before anything else is done with it.
 *
 * A text is masked before it is cut, wrapped or escaped: a piece of a token is no longer known as one.
 */

import { CONTROLS, IGNORABLE } from '../unseen.js';
import { asUtf16, base64Cores, encodedIn, type Hidden } from './encoded.js';
import { Plain, speltIn } from './spelt.js';

export type Mask = (text: string) => string;

/** What stands in the place of a secret. */
const MASKED = '***';
/** Shorter strings are no secrets, and masking them would blank ordinary words. */
const SHORTEST = 6;
/** So many characters of a secret are a piece that is worth hiding by itself. */
const PIECE = 8;
/** A piece holds at least one run of `GRAM` characters that begins at a multiple of it. */
const GRAM = PIECE / 2;
/** Of the longer forms, hex, base64 of base64 and of UTF-16, it takes fifteen characters to say as much as eight of the secret do. */
const SPARSE = 3 * GRAM;
/** Of the number by which two characters are known. */
const BEGINNING_BITS = 12;
/** Characters of one secret that pieces are known of; a registry may hand out what it likes as a token. */
const LOOKED_AT = 16 * 1024;
/** Forms that one run of characters is looked for in. */
const SHARING = 16;

/** Of the texts that are known to hold none: how many, and how long in characters. */
const MOST_HARMLESS = 500;
const LONGEST_HARMLESS = 200;

/** Documented prefixes; the rest is opaque and of any length (facts, number 10). A full stop behind it is that of a sentence. */
const TOKEN_SHAPES = /(gh[pousr]_|github_pat_)[A-Za-z0-9._-]{9,}[A-Za-z0-9_-]/g;
const TOKEN_START = /gh[pousr]_|github_pat_/;
/** Within a word, such as `roughs_and_more_of_them`, it takes more to be one. */
const RANDOM = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/;

/** Words, such as `github-token` or `Dockerfile`, and dates are no piece of a token, though a password may hold them. */
const WORDS = /^(?:[\W_]*(?:(?:[A-Z]?[a-z]+|[A-Z]+)(?![A-Za-z])[\W_]*)+|[\d\W_]{1,11})$/;

/** Between the characters of a secret nobody sees these. */
const UNSEEN = new RegExp(`[${CONTROLS}${IGNORABLE}]`, 'u');
const ALL_UNSEEN = new RegExp(UNSEEN.source, 'gu');
/** Nor colours, nor how texts and addresses write either. */
const ESCAPES = new RegExp(
  String.raw`(?:\u001b\[|\u009b)[0-?]*[ -\/]*[@-~]|\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[abefnrtv0])|%(?:0[0-9a-fA-F]|1[0-9a-fA-F]|7[fF])|${UNSEEN.source}`,
  'gu',
);
const LINE_ENDS = /[\r\n]+/g;
const ESCAPES_AND_LINE_ENDS = new RegExp(`${ESCAPES.source}|${LINE_ENDS.source}`, 'gu');
/**
 * Nearly all text is letters, signs, arrows, ticks and Chinese: nobody has to look there for what nobody sees, nor for what
 * writes it, which begins with `%`, a backslash or a control character.
 */
export const PLAIN_TEXT =
  /^[\t\r\n -$&-[\]-~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u27bf\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]*$/;

interface Form {
  text: string;
  isBase64: boolean;
}

/** Half-open, in the text as it was given. */
type Range = [start: number, end: number];

/** A set of secrets, and the mask of all forms in which they may be printed. */
export class Secrets {
  readonly #forms = new Map<string, Form>();
  /** Where in the forms a run of `GRAM` characters stands. */
  readonly #grams = new Map<string, { form: Form; at: number }[]>();
  /** How such a run may begin: most places of a text are passed by for their first two characters. */
  readonly #beginnings = new Uint8Array(1 << BEGINNING_BITS);
  /** Too short to have pieces, or made of words. */
  readonly #whole: Form[] = [];
  /** Texts that hold nothing: a report says the same of each of many images. */
  readonly #harmless = new Set<string>();
  #listener: ((secret: string) => void) | null = null;

  /** Whoever has to know of every secret, such as the runner. */
  onAdd(listener: (secret: string) => void): void {
    this.#listener = listener;
  }

  /** From here on the secret is hidden: itself, pieces of it, its forms in base64, hex, pages and addresses, whatever stands before it. */
  add(secret: string): void {
    if (secret.length < SHORTEST || this.#forms.has(secret)) return;
    this.#listener?.(secret);
    this.#addForm({ text: secret, isBase64: false });
    const known = secret.slice(0, LOOKED_AT);
    const hex = Buffer.from(known).toString('hex');
    const json = JSON.stringify(known).slice(1, -1);
    for (const text of [encodeURIComponent(known), json, asHtml(known)])
      this.#addForm({ text, isBase64: false });
    for (const text of [hex, hex.toUpperCase()]) this.#addForm({ text, isBase64: false }, SPARSE);
    // Names of images are written so, and the repair of one that holds it too. Words are no secret in small letters.
    const small = known.toLowerCase();
    if (small.length >= PIECE && !WORDS.test(small)) this.#addForm({ text: small, isBase64: false });
    this.#addForm({ text: [...known].reverse().join(''), isBase64: false });
    const cores = base64Cores(known);
    this.#addBase64(cores, GRAM);
    // The auth of an auth file is in base64 again in a Secret of a cluster.
    this.#addBase64([...cores.flatMap(base64Cores), ...base64Cores(asUtf16(known))], SPARSE);
  }

  /** Hides all secrets of a text, and whatever else looks like a GitHub token. */
  readonly mask: Mask = (text) => {
    if (this.#harmless.has(text)) return text;
    const masked = this.#replaced(text, () => MASKED);
    if (masked === text && text.length <= LONGEST_HARMLESS && this.#harmless.size < MOST_HARMLESS)
      this.#harmless.add(text);
    return masked;
  };

  /** The same with a star for each character, where places in the text matter. */
  readonly maskInPlace: Mask = (text) => this.#replaced(text, (size) => '*'.repeat(size));

  /** In both alphabets. */
  #addBase64(cores: readonly string[], stride: number): void {
    for (const text of cores) {
      this.#addForm({ text, isBase64: true }, stride);
      this.#addForm({ text: text.replaceAll('+', '-').replaceAll('/', '_'), isBase64: true }, stride);
    }
  }

  /** @param stride characters from one run by which a piece is known to the next */
  #addForm(form: Form, stride = GRAM): void {
    const { text, isBase64 } = form;
    if (text.length < SHORTEST || this.#forms.has(text)) return;
    this.#forms.set(text, form);
    this.#harmless.clear();
    if (text.length < PIECE || (!isBase64 && /[\s/]/.test(text))) {
      this.#whole.push(form);
      return;
    }
    for (let at = 0; at + GRAM <= Math.min(text.length, LOOKED_AT); at += stride) {
      const gram = text.slice(at, at + GRAM);
      const places = this.#grams.get(gram);
      this.#beginnings[beginning(gram, 0)] = 1;
      if (!places) this.#grams.set(gram, [{ form, at }]);
      // One that repeats itself is found by its first place.
      else if (places.length < SHARING && places.at(-1)?.form !== form) places.push({ form, at });
    }
  }

  #replaced(text: string, by: (size: number) => string): string {
    const ranges = this.#rangesIn(text);
    if (ranges.length === 0) return text;
    ranges.sort(([one], [other]) => one - other);
    let result = '';
    let end = 0;
    for (let at = 0; at < ranges.length; at += 1) {
      let [start, stop] = ranges[at] as Range;
      for (let next = ranges[at + 1]; next && next[0] < stop; next = ranges[at + 1]) {
        stop = Math.max(stop, next[1]);
        at += 1;
      }
      start = Math.max(start, end);
      if (start >= stop) continue;
      result += text.slice(end, start) + by(stop - start);
      end = stop;
    }
    return result + text.slice(end);
  }

  #rangesIn(text: string): Range[] {
    const ranges: Range[] = [];
    const look = (plain: string, found: (start: number, end: number) => void) => {
      shapesIn(plain, found);
      if (this.#forms.size > 0) this.#knownIn(plain, found);
    };
    const lookWithout = (unseen: RegExp) => {
      const plain = new Plain(text, unseen);
      look(plain.text, (start, end) => ranges.push(plain.range(start, end)));
    };
    look(text, (start, end) => ranges.push([start, end]));
    const isPlain = PLAIN_TEXT.test(text);
    if (!isPlain) {
      if (UNSEEN.test(text)) lookWithout(ALL_UNSEEN);
      if (/[\\%\u001b\u009b]/.test(text)) lookWithout(ESCAPES);
    }
    for (const plain of speltIn(text, isPlain))
      look(plain.text, (start, end) => ranges.push(plain.range(start, end)));
    if (this.#forms.size > 0 && /[\r\n]/.test(text)) {
      const joined = new Plain(text, isPlain ? LINE_ENDS : ESCAPES_AND_LINE_ENDS);
      this.#knownIn(joined.text, (start, end) => ranges.push(joined.range(start, end)));
    }
    return ranges;
  }

  #knownIn(text: string, found: (start: number, end: number) => void): void {
    for (const { text: form } of this.#whole) {
      for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length))
        found(at, at + form.length);
    }
    for (let at = 0; at + GRAM <= text.length; at += 1) {
      if (this.#beginnings[beginning(text, at)] === 0) continue;
      const places = this.#grams.get(text.slice(at, at + GRAM));
      if (!places) continue;
      let last = at;
      for (const place of places) {
        const range = pieceAt(text, at, place.form, place.at);
        if (!range) continue;
        found(...range);
        last = Math.max(last, range[1] - 1);
      }
      at = last;
    }
  }
}

/** Those of this process. */
export const heldSecrets = new Secrets();

/** As a page of a proxy repeats it. */
function asHtml(text: string): string {
  const signs: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
  return text.replace(/[&<>"']/g, (sign) => `&${signs[sign]};`);
}

/** A number for two characters; others may have the same. */
function beginning(text: string, at: number): number {
  return (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) & ((1 << BEGINNING_BITS) - 1);
}

/** The piece of a form around a place at which both have the same; null when it is too short to matter. */
function pieceAt(text: string, at: number, { text: form, isBase64 }: Form, inForm: number): Range | null {
  let start = at;
  let end = at + GRAM;
  for (let own = inForm; own > 0 && start > 0 && text[start - 1] === form[own - 1]; own -= 1) start -= 1;
  for (let own = inForm + GRAM; own < form.length && end < text.length && text[end] === form[own]; own += 1)
    end += 1;
  const size = end - start;
  if (size < PIECE || (size < form.length && WORDS.test(text.slice(start, end)))) return null;
  if (!isBase64) return [start, end];
  // What stands around it in the same run is of the same secret: a user name, the beginning, the end.
  const isOfRun = (character: string | undefined) => character !== undefined && /[\w+/=-]/.test(character);
  while (start > 0 && isOfRun(text[start - 1])) start -= 1;
  while (isOfRun(text[end])) end += 1;
  return [start, end];
}

function shapesIn(text: string, found: (start: number, end: number) => void): void {
  encodedIn(text, TOKENS, found);
  if (!TOKEN_START.test(text)) return;
  for (const { 0: token, 1: prefix = '', index } of text.matchAll(TOKEN_SHAPES)) {
    const isWithin = index > 0 && /\w/.test(text[index - 1] as string);
    if (!isWithin || RANDOM.test(token)) found(index + prefix.length, index + token.length);
  }
}

const TOKENS: Hidden = {
  words: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  // The shortest prefix, and what follows it.
  shortest: 14,
  isIn: (text) => TOKEN_START.test(text) && text.search(TOKEN_SHAPES) !== -1,
};

/** A JSON-like value with every string of it masked. */
export function maskAll<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, mask)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const masked = { ...value };
  for (const key in masked) masked[key] = maskAll(masked[key], mask);
  return masked;
}
