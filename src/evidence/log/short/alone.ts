/** One sentence of GitHub's API or of a login, and nothing else. */

import { isOfOtherApi } from '../api-requests.js';
import { withoutMarkup } from '../lines/markup.js';
import { printedLines } from '../lines/pasted.js';
import type { Symptom } from '../types.js';
import { phraseIn } from '../words/phrases/phrases.js';
import { isOfBoth, serviceIn } from '../words/services.js';
import { symptomOfLine } from './symptom.js';

/**
 * The packages API, through `gh`: other programs have arguments, too. What is not accessible may be anything of a
 * repository; the address, or that of the page about it, tells where it stands there, and GraphQL knows no packages.
 */
const OF_PACKAGES_API =
  /\bInvalid argument\. \(HTTP 400\)|\bpermissions requested are not granted to this installation\b|(?<!\bGraphQL: )\bResource not accessible by (?:integration|personal access token)\b(?!.*(?:docs\.github\.com\/(?:\w+\/)?rest\/(?!packages\b)|https?:\S+\/repos\/))/;

/** The actions toolkit's, where a login has no password: other actions have inputs of that name, too. */
const OF_A_LOGIN = /\bInput required and not supplied: /;

/** One sentence and nothing else: in a log more lines have to show that it is about packages, or about a login. */
export function sentenceAlone(given: readonly string[]): Symptom | null {
  const [only, ...others] = printedLines(given).filter(({ raw }) => raw.trim() !== '');
  const line = withoutMarkup(only?.raw ?? '').trim();
  const kind = only && others.length === 0 ? phraseIn(line)?.kind : undefined;
  if (!only || (kind !== 'api' && kind !== 'credential')) return null;
  const isOfServices = kind === 'api' && serviceIn(line) !== null;
  // Of an account it holds for the registry, too, whatever was asked.
  const isOfAny = isOfServices || (kind === 'api' && isOfBoth(line));
  if (!isOfAny && !(kind === 'api' ? OF_PACKAGES_API : OF_A_LOGIN).test(line)) return null;
  if (!isOfAny && isOfOtherApi(line)) return null;
  return { ...symptomOfLine(line, only.number - 1), kind, attribution: isOfServices ? 'words' : 'alone' };
}
