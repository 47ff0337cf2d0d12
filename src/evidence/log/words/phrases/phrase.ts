/** A sentence that shows a refusal or a failure, and whose it is. */

import type { SymptomKind } from '../../types.js';
import { ANSWER_TO_HEAD } from '../head-requests.js';

export interface Phrase {
  pattern: RegExp;
  kind: SymptomKind;
  /**
   * `github`: nobody else says it. `client`: clients of registries say it, of any registry.
   * `near`: docker says it, and others might: what ran just before has to have worked with GitHub's registry.
   * `any`: everybody says it, so the line itself has to name GitHub's registry.
   */
  whose: 'github' | 'client' | 'near' | 'any';
  /** Said of the packages API: only where the log speaks of packages, or (`asked`) shows a request about them. */
  packages?: true | 'asked';
}

/** Makes a phrase of each pattern; named after whose it is. */
export const github = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'github' }));
export const client = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'client' }));
export const near = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'near' }));
export const any = (kind: SymptomKind, ...patterns: RegExp[]): Phrase[] =>
  patterns.map((pattern) => ({ pattern, kind, whose: 'any' }));

/** Watchtower's, and that of who goes on with it, of the answer to what it asked first. */
export const OF_HEAD = (status: string): RegExp => new RegExp(`${ANSWER_TO_HEAD}${status}\\b`, 'i');
