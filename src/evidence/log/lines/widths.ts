/** At which column a pasted text was wrapped, and whether words were broken there. */

import { BEGINNING } from './beginnings.js';
import { isBrokenSentence, isTornSentence } from './sentences.js';

/** Terminals and mails wrap at 60 columns or more, and their longest line may end before; no terminal is wider than that. */
const NARROW = 50;
const WIDEST = 240;
/** A chat on a telephone is as narrow as many a text that nobody wrapped: there, most lines have to be full. */
const NARROWEST = 36;

/** The width at which a terminal broke a known word, where no line is longer; 0: none is broken so. */
export function tornWidthOf(lines: readonly string[]): number {
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const isTorn = (line: string, index: number) =>
    line.length === longest && isTornSentence(line, lines[index + 1] ?? '');
  return longest <= WIDEST && lines.some(isTorn) ? longest : 0;
}

/** At how many columns the text is wrapped; 0: it is not. A word that fits no line stands alone, however long. */
export function widthOf(lines: readonly string[]): number {
  const lengths = lines.filter((line) => /\S\s+\S/.test(line)).map(({ length }) => length);
  const longest = Math.max(0, ...lengths);
  if (longest > WIDEST) return 0;
  if (longest >= NARROW || breaksSentences(lines, longest)) return longest;
  if (longest >= NARROWEST && areFull(lines, longest)) return longest;
  return isCutHard(lines) ? longest : 0;
}

/** Narrower still: a screen of that width cuts lines wherever they are full. Lists of layers have lines of one length, too. */
const NARROWEST_CUT = 24;

/** Of the lines no fewer than two in five are as long as the longest, and a word goes on behind one of them, with a space in it. */
function isCutHard(lines: readonly string[]): boolean {
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest < NARROWEST_CUT || longest >= NARROW) return false;
  const full = lines.flatMap((line, index) => (line.length === longest ? [index] : []));
  if (full.length < 2 || full.length < 0.4 * lines.filter((line) => line.trim() !== '').length) return false;
  const goesOn = (index: number) =>
    /\S\s+\S*[a-z\d_]$/.test(lines[index] as string) && /^[a-z\d_]/.test(lines[index + 1] ?? '');
  return full.some(goesOn);
}

/** A sentence that is known goes on in the next line, because it had no room for its next word. */
function breaksSentences(lines: readonly string[], width: number): boolean {
  return lines.some((line, index) => {
    const next = lines[index + 1] ?? '';
    const word = /^\S+/.exec(next.trimStart())?.[0].length ?? 0;
    return word > 0 && line.length + 1 + word > width && isBrokenSentence(line, next);
  });
}

/** At least half of the lines, and no fewer than three, had no room for the word that begins the next. */
function areFull(lines: readonly string[], width: number): boolean {
  const full = lines.filter((line, index) => {
    const next = lines[index + 1] ?? '';
    const word = /^\S+/.exec(next.trimStart())?.[0].length ?? 0;
    return word > 0 && line.length + 1 + word > width && !BEGINNING.test(next);
  }).length;
  return full >= 3 && full >= lines.filter((line) => line.trim() !== '').length / 2;
}

/** More lines than one had no room for the word that begins the next. */
export function areSeveralFull(lines: readonly string[], width: number): boolean {
  if (width === 0) return false;
  const full = lines.filter((line, index) => {
    const word = /^\S+/.exec((lines[index + 1] ?? '').trimStart())?.[0].length ?? 0;
    return word > 0 && line.length <= width && line.length + 1 + word > width;
  });
  return full.length > 1;
}

/** What terminals are set to. */
const USUAL = [72, 80, 100, 120, 132, 160, 200];

/** Lines are cut wherever they are full, also within words: then none is nearly full. */
export function breaksHard(lines: readonly string[], width: number): boolean {
  // Then no word stands out.
  if (lines.some(({ length }) => length > width)) return false;
  const full = lines.filter(({ length }) => length === width).length;
  // What follows a full line may be its end.
  const nearly = lines.filter(
    ({ length }, index) => length < width && length > width - 8 && lines[index - 1]?.length !== width,
  ).length;
  return full > nearly && (full > 1 || USUAL.includes(width));
}
