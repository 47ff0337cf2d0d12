/**
 * Names that are known in part: what is certainly wrong with one, whatever its holes come to. The rule: each hole is
 * taken for one harmless letter, and of what the grammar then refuses only that counts which stands in the text.
 */

import { parseReference, type ReferenceContext } from '../../../evidence/registry/reference.js';
import { NAME_LIMIT, TAG_LIMIT } from '../../../evidence/registry/reference-grammar.js';
import type { ImageReference, NameProblem } from '../../../evidence/types/reference.js';
import { fillHoles, HOLE, hasHole } from '../../language/values.js';

/** A name as far as it is known. */
export interface OpenName {
  /** With a letter in place of each hole. */
  image: ImageReference;
  /** What is wrong with that, certain or not, as a reader of the workflow is told it. */
  seen: NameProblem | null;
  /** The same, where it is certain. */
  problem: NameProblem | null;
}

/**
 * @param given a reference with holes, without what is empty
 * @param appended what a client joins to it by a slash; a hole where nobody knows; null: it joins nothing
 * @returns null: it is at another registry
 */
export function readOpenName(
  given: string,
  appended: string | null,
  context: ReferenceContext,
): OpenName | null {
  const filling = letterFor(`${given}/${context.registry}/${context.owner ?? ''}`);
  const behind = appended === null ? '' : `/${hasHole(appended) ? filling : appended}`;
  const whole = fillHoles(given + behind, HOLE);
  const image = parseReference(fillHoles(withoutOpenDigest(whole), filling), context);
  if ('host' in image) return null;
  const told = (problem: NameProblem | null) => problem && withHoles(problem, filling, behind);
  return { image, seen: told(image.problem), problem: told(certain(image.problem, whole)) };
}

/** A digest is mostly another step's, and any text that stands for it may be a whole one; so may one that somebody has cut short. */
function withoutOpenDigest(whole: string): string {
  const at = whole.indexOf('@');
  const digest = whole.slice(at + 1);
  return at !== -1 && (hasHole(digest) || CUT_SHORT.test(digest)) ? whole.slice(0, at) : whole;
}

const CUT_SHORT = /^[a-z]+\d+:[\da-fA-F]*[.…]*$/;

/** A letter that stands for a hole in a name, and nowhere else in it: so that the hole can be shown where the name is corrected. */
function letterFor(text: string): string {
  const used = text.toLowerCase();
  return [...'xyzwvutsrqponmlkjihgfedcba0123456789'].find((letter) => !used.includes(letter)) ?? 'x';
}

function withHoles(problem: NameProblem, filling: string, appended: string): NameProblem {
  const { corrected } = problem;
  if (corrected === null || problem.kind === 'misspelt-host') return problem;
  const own = appended && corrected.endsWith(appended) ? corrected.slice(0, -appended.length) : corrected;
  return { ...problem, corrected: own.replaceAll(filling, '…') };
}

/** Only what is wrong in the known part of a text, whose holes have one character each. */
function certain(problem: NameProblem | null, given: string): NameProblem | null {
  if (!problem) return null;
  const name = given.replace(/^[^/]*\//, '');
  const path = name.split(/[:@]/, 1)[0] as string;
  if (problem.kind === 'no-owner') return hasHole(path) ? null : problem;
  if (problem.kind === 'uppercase') return hasCapitals(path) ? { ...problem, refused: true } : null;
  if (/^[a-z]+:\/\//i.test(given)) return problem;
  if (problem.kind !== 'invalid') return problem;
  // A digest that stands there, and is none.
  if (/@./.test(given) && problem.index > given.indexOf('@')) return problem;
  if (isLength(problem) && !isTooLong(fillHoles(name, ''))) return null;
  // An empty part may be our not knowing better; the two slashes of an address in the tag's place are none.
  const isEmpty = problem.character === '' || /(?<!:https?:)\/\/|\/[:@]|:$|:@/.test(given);
  if (!isEmpty) return mayBeInTag(problem, given) ? null : problem;
  // What we know of the rest stands all the same.
  return hasCapitals(path) ? { kind: 'uppercase', corrected: problem.corrected ?? '', refused: true } : null;
}

/** Letters and digits are refused nowhere but where there are too many of them. */
function isLength({ character }: Extract<NameProblem, { kind: 'invalid' }>): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

/** Each hole may come to nothing. */
function isTooLong(known: string): boolean {
  const [path = '', tag = ''] = known.split('@', 1)[0]?.split(':') ?? [];
  return path.length > NAME_LIMIT || tag.length > TAG_LIMIT;
}

/** After a hole we may be in a tag, where separators stand as they like. */
function mayBeInTag({ index, character }: Extract<NameProblem, { kind: 'invalid' }>, given: string): boolean {
  const before = given.slice(0, index);
  return /[._-]/.test(character) && !given.includes('/', index) && hasHole(before) && !before.includes(':');
}

/** After a hole we may be in a tag, where capitals are allowed. */
function hasCapitals(path: string): boolean {
  return /[A-Z]/.test(fillHoles(path, '\n').split('\n', 1)[0] ?? '');
}
