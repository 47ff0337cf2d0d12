/**
 * Lines that show the words of a refusal although nobody is refused there, because a test does; what a source has is
 * another matter (`sources/shown-code.ts`). And those that look like a test's and are a tool's own summary of what it did.
 */

import { OUR_HOST } from '../words/registry-names.js';

/** How a runner of tests, or somebody who shows a file, prints a line. */
const OF_A_TEST =
  /AssertionError|toThrow|toContain|toEqual|toMatch|^\s*(?:[✓✔✗✕×√●]|(?:# )?Subtest: |(?:not )?ok \d+|--- (?:FAIL|PASS)|=== RUN|PASS\b|FAIL\b|at [\w.<>]+ \()|^\s*>?\s*\d+ \||^> *assert\b|^\s*(?:left|right): (?:\w+ ?[({]|["'\d[({&])|^\s*\d+:\d+ {2,}(?:error|warning) {2,}\S.* {2,}[\w@/-]+$|^\[\w+\] E {3,}\w|^E {2,}|_test\.(?:go|py):\d+|\.(?:test|spec)\.[jt]sx?:|^\s*[+-]{1,3}\s?(?:"|\/\/|#)|^[+-]'|^(?:FAILED|ERROR) \S+\.py(?:::\S+)+ - |^\s*<test(?:case|suite)\b[^>]*>\s*$|^test \S.* \.\.\. (?:ok|FAILED|ignored)\b|^---- \S.* (?:stdout|stderr) ----$/i;
/** The same of one that passed: whatever its title says, nothing failed. */
const PASSED =
  /^\s*(?:[✓✔√]\ufe0f? |ok \d+\b|--- PASS: |PASS(?:ED)?\b|(?:# )?Subtest: )|^test \S.* \.\.\. ok$|\bPASSED(?:\s+\[ *\d+%\])?$/;
/** A test's expectation, a word in a comparison: not what a client prints. */
const EXPECTED =
  /\bexpect(?:ed|ing)?\b|\breceived:|\bassert|\bshould (?:be|have|return|(?:print|show|answer|give)(?! (?:up|access|you|me|us|it|that)\b)|fail|reject|throw)\b|\bgrep\b|\bwant(?:ed)?\b.*\bgot\b|\bgot\b.*\bwant(?:ed)?\b/i;
/** The same, as nobody writes it who tells what happened: with the value itself, or how long it took. */
const COMPARED =
  /^\s*(?:expected|received)\b[^:]*: ["'`\d{[]|\bexpect\(|\b(?:got|want):? ["'`\d].*\b(?:got|want)\b|\(\d+(?:\.\d+)? ?m?s\)\s*$/i;

/** A mark, what was to be done with which image, and how that ended: no title of a test is a reference and a result. */
const SUMMARY =
  /^\s*(?:[✗✕✖×❌]\ufe0f?|\[?FAIL(?:ED)?\]?):?\s+(?:\w+ )?(?:push|pull|publish|upload|download|deploy|copy|mirror|sign)(?:ing|ed)?\s+(?:(?:the|images?|chart|tag|manifest|artifact|package|to|from|of)\s+)*["'`(]?(?:[a-z]+:\/\/)?(?:ghcr\.io|containers\.[\w.-]+)\/\S+\s+(?:[-–—→>|·…:(]\s*|(?:failed|error|with|HTTP|status(?: code)?):?\s+)*(?:[45]\d\d|denied|unauthorized|forbidden|permission_denied)(?: (?:Forbidden|Unauthorized|Not Found|Bad Request|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable))?(?:$|\s*[:.,;()[\]–—-]|\s+\d+(?:\.\d+)? ?m?s\b)/iu;

/** The one line with which a tool of somebody's own sums up a push or a pull that failed. */
function isSummary(text: string): boolean {
  return SUMMARY.test(text);
}

const NAMED = new RegExp(String.raw`\b${OUR_HOST}/`);
const SHOWN = new RegExp(`https?://${OUR_HOST}/(?:v2|token)`);

/** Whether a line tells of a test that passed. */
export function isPassedTest(text: string): boolean {
  return PASSED.test(text);
}

/** A test shows the words of a line that a program printed: nobody was refused. */
export function isQuoted(text: string): boolean {
  if (isSummary(text)) return false;
  // `expected 200, received 404` and `expected scopes` are the registry's and its clients' own.
  // A tool's error under test is an error all the same where it shows the registry's address.
  const isShown = SHOWN.test(text);
  // A cross is also how many programs begin the line that says why they end; a test says how long it took.
  const isCross = NAMED.test(text) && !/\(\d+(?:\.\d+)? ?m?s\)\s*$/.test(text);
  const told = isCross ? text.replace(/^\s*[✗✕×]\s+/, '') : text;
  const bare = isShown ? told.replace(/(?:^|\s)E {2,}(?=\w)/, ' ') : told;
  const ownWords = isShown
    ? /\bexpected \d{3}, (?:received|got) \d{3}|\bexpected \{\d{3}(?:, ?\d{3})*\} but got \d{3}|match (?:the )?expected scopes?|provided does not match expect\w*/gi
    : /(?:^|- |\bOCIError: [^,]{0,60}, )expected \d{3}, received \d{3}|match (?:the )?expected scopes?|provided does not match expect\w*/gi;
  const said = bare.replace(ownWords, '');
  return OF_A_TEST.test(said) || EXPECTED.test(said);
}

/** The same of a sentence in which somebody tells of a refusal: people expect, want and get things, too. */
export function isOfATest(text: string): boolean {
  return OF_A_TEST.test(text) || COMPARED.test(text);
}
