/** Secrets in base64, as auth files and Kubernetes write them: by their form nobody would know them. */

/** Shorter runs hold nothing that is worth hiding: `u:ghp_` and ten characters are 22. */
const SHORTEST = 20;
const LONG_ENOUGH = new RegExp(String.raw`[\w+/-]{${SHORTEST}}`);
/** Characters of both alphabets; `base64` breaks its lines. */
const RUNS = /[\w+/-]+(?:\r?\n[\w+/-]+)*={0,2}/g;
/** Small letters alone are words and paths: of a token's forms hardly one in a million is written so. */
const MIXED = /[A-Z\d]/;
/** What stands right before it, such as a folder's name, may belong to the run: it may begin at any of four characters. */
const OFFSETS = [0, 1, 2, 3];
/** The auth of an auth file of a Secret of a manifest, which may be in base64 as a whole. */
const DEPTH = 3;

/** What is looked for in base64. */
export interface Hidden {
  /** Of these, of at least four characters, one stands in every text that holds it. */
  words: readonly string[];
  /** So many characters of ASCII, at least, follow each other in every text that holds it. */
  shortest: number;
  /** Does a text hold it as it stands? */
  isIn(plain: string): boolean;
}

/**
 * What runs have that hold so many characters of ASCII: each third byte begins a group of four characters, and one below
 * 128 begins it with a character of the alphabet's first half. Paths of small letters have hardly a row of them.
 */
const ROWS = new Map<number, RegExp>();

/** Runs in which a word is looked for in vain need no decoding, and nearly all are such. */
const SIGNS = new WeakMap<Hidden, RegExp>();
/** To find the signs of all words takes as long as to decode some hundred runs, and a step prints a handful. */
const WORTH_SIGNS = 400;

let decoded = 0;

/** Runs that hold nothing: a name of an image or a folder stands in the outputs, in annotations and in the summary. */
const HARMLESS = new WeakMap<Hidden, Set<string>>();
const MOST_HARMLESS = 500;
const LONGEST_HARMLESS = 200;

/** Tells of each run of base64 that holds what is hidden, also where what is in it is base64 again. */
export function encodedIn(
  text: string,
  hidden: Hidden,
  found: (start: number, end: number) => void,
  depth = DEPTH,
): void {
  if (!LONG_ENOUGH.test(text)) return;
  const harmless = HARMLESS.get(hidden) ?? new Set();
  HARMLESS.set(hidden, harmless);
  const row = rowOf(hidden.shortest);
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    if (run.length < SHORTEST || !MIXED.test(run) || !row.test(unbroken(run)) || harmless.has(run)) continue;
    decoded += 1;
    if (decoded > WORTH_SIGNS && !mayHold(run, hidden)) continue;
    if (holdsWithin(run, hidden, depth)) found(index, index + run.length);
    // What was looked into less deeply may hold more.
    else if (depth === DEPTH && run.length <= LONGEST_HARMLESS && harmless.size < MOST_HARMLESS)
      harmless.add(run);
  }
}

function rowOf(size: number): RegExp {
  const row =
    ROWS.get(size) ??
    new RegExp(
      Array(Math.floor(size / 3))
        .fill('[A-Za-f]')
        .join('...'),
    );
  ROWS.set(size, row);
  return row;
}

function unbroken(run: string): string {
  return run.includes('\n') ? run.replace(/\r?\n/g, '') : run;
}

function mayHold(run: string, hidden: Hidden): boolean {
  const signs = SIGNS.get(hidden) ?? signsOf(hidden.words);
  SIGNS.set(hidden, signs);
  return signs.test(unbroken(run));
}

function holdsWithin(run: string, hidden: Hidden, depth: number): boolean {
  return OFFSETS.some((offset) => {
    // PowerShell writes UTF-16.
    const plain = Buffer.from(run.slice(offset), 'base64').toString('latin1').replaceAll('\0', '');
    if (hidden.isIn(plain)) return true;
    let isHeld = false;
    if (depth > 1)
      encodedIn(
        plain,
        hidden,
        () => {
          isHeld = true;
        },
        depth - 1,
      );
    return isHeld;
  });
}

/** One of the words in base64, or in base64 of that, and so on. */
function signsOf(words: readonly string[]): RegExp {
  const all: string[] = [];
  let forms = [...words, ...words.map(asUtf16)];
  for (let level = 0; level < DEPTH; level += 1) {
    forms = forms.flatMap(base64Cores);
    all.push(...forms);
  }
  // In the alphabet of addresses it has other characters in two places.
  return new RegExp(all.map((form) => form.replaceAll('+', '[-+]').replaceAll('/', '[_/]')).join('|'));
}

/** A text of ASCII whose bytes are those of UTF-16. */
export function asUtf16(text: string): string {
  return text.replace(/[\s\S]/g, '$&\0');
}

/** The characters that a text has in base64 wherever it begins: behind 0, 1 or 2 other bytes. */
export function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const sure = Math.floor((whole.length * 8) / 6);
    return whole.toString('base64').slice(before === 0 ? 0 : before + 1, sure);
  });
}
