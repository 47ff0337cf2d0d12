/** A sentence in which somebody speaks of GitHub's registry, and tells of it. */
import { isOursFine, isRefusedAtOurs, isRefusedElsewhere, withoutCompared } from '../people/compared.js';
import { isLabelOnly } from '../people/label-only.js';
import { isOfAList } from '../people/listed.js';
import { isOfATest } from '../people/quoted.js';
import { isSpokenOf } from '../people/spoken.js';
import { isClientsOwn, isWordedByAnother } from '../words/phrases/others.js';
import { speaksOfAnother, speaksOfOurs } from '../words/registry-names.js';
import { OF_DOCKER_HUB, OURS } from './ours.js';

const OF_ANOTHER = /docker\.io|\bgcr\.io|\bnpm\b|[a-z\d-]\.[a-z]{2,}\/\S/i;

/** A page that somebody points to, at the end or in so many words; what a page says in a sentence is the page's. */
const A_PAGE = String.raw`<?https?:\/\/(?:docs\.github\.com|gist\.github\.com|(?:www\.)?github\.com\/(?:(?:[\w.-]+\/){2}(?:issues|pull|discussions|actions|blob|tree|wiki|pkgs)|orgs\/[\w.-]+\/packages)|stackoverflow\.com)(?:\/[^\s>]*)?>?`;
const PAGE = new RegExp(String.raw`\b(?:see|cf\.?|siehe|voir|见|参见) ?${A_PAGE}|${A_PAGE}(?=\W*$)`, 'gi');

/** Programs write down each request; people do not. */
const BY_A_PROGRAM = /:\/\//;

/** A sentence of somebody's about GitHub's registry, and about no other. */
export function isOfOurs(given: string): boolean {
  const line = given.replace(PAGE, ' ');
  const told = withoutCompared(line);
  const rest = told.replace(OURS, '');
  const isAnothers =
    OF_ANOTHER.test(rest) ||
    (speaksOfAnother(rest) && !isRefusedAtOurs(told)) ||
    OF_DOCKER_HUB.test(rest) ||
    isWordedByAnother(line);
  return (
    speaksOfOurs(told) &&
    !isAnothers &&
    !isOursFine(line) &&
    !isRefusedElsewhere(line) &&
    !isOfATest(line) &&
    !isSpokenOf(line) &&
    !BY_A_PROGRAM.test(line) &&
    !isLabelOnly(line) &&
    !isClientsOwn(line) &&
    !isOfAList(line)
  );
}
