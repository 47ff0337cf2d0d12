/**
 * Somebody tells, beside a refusal, whether everybody may see the package. The registry answers nobody whether there is
 * none or it is private (facts P9), and refuses an old credential whatever the package (facts P2): then this decides.
 */

import { speaksOfAnother } from '../../words/registry-names.js';
import { isPushed } from '../../words/went-well.js';
import { CLAUSE_END, LONGEST_OF_PEOPLE } from '../prose.js';
import { beforeOpening, tellsOfOpening } from './opening.js';

/**
 * `opened`: it was private, and what was refused worked once it was public. `pushed`: it is there, as the push went well; who may
 * see it is not told.
 */
export type ToldVisibility = 'private' | 'public' | 'opened' | 'pushed';

/** What has a visibility. A repository has one of its own. */
const PACKAGE =
  '(?:packages?|images?|builds?|containers?|visibility|charts?|artifacts?)(?! (?:registr|repositor|manager|feed|cache|network|keys?\\b))';
/** Words of one clause between them. */
const BETWEEN = '[^,;?!]{0,60}?';
/** It is so itself, and does not only lie where it is so. */
const IS =
  "(?:is|are|was|were|being|stays?|remains?|(?:set|changed|defaulted) to|marked(?: as)?|['’]s|['’]re)(?: (?!(?:in|on|at|to|from|with|by|over|of|for|behind|inside|via|through)\\b)\\w+){0,2}?";
const PLACE =
  '(?:registr|repo|network|subnet|link|keys?\\b|cloud|cluster|mirror|proxy|bucket|endpoint|server|host|VPC|IP\\b)';

const tells = (visibility: string) =>
  new RegExp(
    `\\b${PACKAGE}[\`'"*)]*${BETWEEN} ${IS} [\`'"*(]*${visibility}\\b(?!-)(?! ${PLACE})|\\b(?:package|image|container) visibility[\`'"*]*(?: ?[:=]| is) ?[\`'"*(]*${visibility}\\b|\\b${visibility} (?:(?!${PLACE})\\w+ ){0,2}?${PACKAGE}\\b`,
    'i',
  );

const PRIVATE = new RegExp(
  `${tells('(?:private|internal)').source}|(?:镜像|软件包|包)[^。，；？到在从往]{0,10}?(?:私有(?! ?(?:仓|镜像|注册表|库|网|云|registry|repo))|未公开)`,
  'i',
);
const PUBLIC = new RegExp(
  `${tells('public(?:ly)?').source}|(?:镜像|软件包|包)[^。，；？]{0,6}?是?公开的`,
  'i',
);

/** It is not, or is asked about, or is to be so, or was so once; or it holds of every package, or of one that can be had. */
const TAKEN_BACK = new RegExp(
  [
    '\\b(?:not|never|neither|nor|no|none|if|when|whenever|whether|unless|until|either|or|by default|usually|often)\\b',
    "n['’]t\\b",
    '\\b(?:can|could|should|must|may|might|would|will|to) (?:\\w+ )?(?:be|make|set|stay)\\b|(?<!\\b(?:was|were|is|are|been|being|got) (?:(?:still|now|already|currently|probably|only) )?)\\b(?:make|making|set|change)\\b',
    '\\b(?:npm|PyPI|NuGet|Maven)\\b|\\bused to be\\b|\\b(?:works?|worked|fine)\\b',
    '[没不别]|如果|是否|可能|默认|请|需要|改为|设为|之前|以前|原来|曾',
  ].join('|'),
  'iu',
);

/** With an image that another one is built on there are two. */
const OF_TWO = /\bbase images?\b|基础镜像/i;

/** A sentence and what ends it, and the clauses in it. */
const SENTENCES = /[^.!?…。！？；]+(?:\.\w[^.!?…。！？；]*)*[.!?…。！？；]?/gu;
const QUESTION = /[?？]$/;

/** @returns null: nothing is said of it */
export function toldVisibility(text: string): ToldVisibility | null {
  return toldAccess(text) ?? (isPushed(text) ? 'pushed' : null);
}

function toldAccess(text: string): ToldVisibility | null {
  if (text.length > LONGEST_OF_PEOPLE || !/private|internal|public|私有|公开/i.test(text)) return null;
  if (OF_TWO.test(text)) return null;
  const sentences = text.match(SENTENCES) ?? [];
  if (sentences.some(tellsOfOpening)) return beforeOpening(text);
  const told = sentences
    .filter((sentence) => !QUESTION.test(sentence.trimEnd()))
    .flatMap((sentence) => sentence.split(CLAUSE_END))
    .filter((clause) => !TAKEN_BACK.test(clause) && !speaksOfAnother(clause));
  const [isPrivate, isPublic] = [PRIVATE, PUBLIC].map((pattern) => told.some((each) => pattern.test(each)));
  if (isPrivate === isPublic) return null;
  return isPrivate ? 'private' : 'public';
}
