/**
 * The lines of a program in a language that is not read that may do something: no remarks, nothing that is only said to
 * whoever reads the log, and no prose in which a command is named.
 */

/** A line is read so far, and a list so far over lines: no command is longer. */
export const LONGEST_LINE = 2_000;

/** Those of a program; a list that goes on behind a comma or a bracket is one, and so is a chain of calls. */
export function programLines(script: string): string[] {
  const made: string[] = [];
  let goesOn = false;
  for (const line of withoutRemarks(script)) {
    const before = made.at(-1) ?? '';
    if ((goesOn || CHAINED.test(line)) && before.length < LONGEST_LINE)
      made[made.length - 1] = `${before} ${line.trim()}`;
    else made.push(line);
    goesOn = /[,[(]\s*$/.test(line);
  }
  return made.map((line) => withoutProse(withoutSpeech(line)));
}

const CHAINED = /^\s*\.\w/;

// ---------------------------------------------------------------- remarks

/** Lines that are a remark in the languages of `shell:` and of actions/github-script. */
const REMARK = /^\s*(?:#|\/\/|::|rem\s)/i;

function isRemark(line: string): boolean {
  return REMARK.test(line);
}

/** What ends a line with one. */
const REMARK_BEHIND = /\s(?:\/\/|#)\s.*$/;

/** How remarks of several lines begin and end: those of C, Ruby, Perl and PowerShell. */
const BLOCKS: readonly (readonly [RegExp, string])[] = [
  [/^\s*\/\*/, '*/'],
  [/^=begin\b/, '=end'],
  [/^=(?:pod|head\d|over|item)\b/, '=cut'],
  [/^\s*<#/, '#>'],
];

const LONG_TEXT = /"""|'''/g;

function withoutRemarks(script: string): string[] {
  const kept: string[] = [];
  /** What ends the remark, or the text over lines, in which a line stands. */
  let until: { mark: string; isRemark: boolean } | null = null;
  /** The last line that is not blank. */
  let said = '';
  const keep = (line: string) => {
    kept.push(line);
    if (line.trim() !== '') said = line;
  };
  for (const whole of script.split('\n')) {
    const line = whole.slice(0, LONGEST_LINE);
    if (until !== null) {
      if (!until.isRemark) keep(line);
      if (line.includes(until.mark)) until = null;
      continue;
    }
    const block = BLOCKS.find(([begins]) => begins.test(line));
    if (block) {
      const [begins, mark] = block;
      if (!line.replace(begins, '').includes(mark)) until = { mark, isRemark: true };
      continue;
    }
    const isDoc = DOCUMENTS.test(line) && /^$|:\s{0,9}$/.test(said);
    const opened = openedIn(line);
    if (opened) until = { mark: opened.mark, isRemark: isDoc || opened.isSaid };
    if (isDoc || isRemark(line)) continue;
    keep((opened?.isSaid ? opened.before : line).replace(REMARK_BEHIND, ''));
  }
  return kept;
}

/** A text that goes on in the next line; null: there is none. */
function openedIn(line: string): { mark: string; before: string; isSaid: boolean } | null {
  const long = [...line.matchAll(LONG_TEXT)];
  // Between single backticks JavaScript has texts over lines, and a shell's commands end with theirs.
  const ticks = long.length % 2 === 1 ? [] : [...line.matchAll(/`/g)];
  const last = long.length % 2 === 1 ? long.at(-1) : ticks.length % 2 === 1 ? ticks.at(-1) : undefined;
  if (!last) return null;
  const before = line.slice(0, last.index);
  const isSaid = isSpeech(before.slice(-LONGEST_BEFORE), last[0]);
  // What a tick that says nothing opens is read on as it stands.
  return last[0] === '`' && !isSaid ? null : { mark: last[0], before, isSaid };
}

/** Python's, which is a text behind the head of what it tells of. Docs: PEP 257. */
const DOCUMENTS = /^\s*[rRuU]?(?:"""|''')/;

// ----------------------------------------------------------------- speech

/** What is behind these is for who reads it: a log, a help, an error. */
const SAYS =
  /(?:\b(?:e?print\w{0,3}|puts|say|warn(?:ing)?|die|panic|abort|raise|log|info|notice|debug|error|fatal\w?|fail|setFailed|s?echo|WriteLine|Write-(?:Host|Output|Error|Warning|Verbose)|add_argument|\w{0,40}(?:Error|Exception))f?!?[ \t]{0,3}\(?|\b(?:help|description|usage|epilog|message|summary)["']?[ \t]{0,3}[:=])[ \t]{0,3}[rRuUbBfF$@]{0,2}$/i;

/** Between backticks Ruby, Perl and PHP have commands; JavaScript, which speaks so, has texts. */
const SAYS_IN_JAVASCRIPT =
  /(?:(?:\b(?:console|core|logger|log)\.\w{1,12}|\w{0,40}Error)\([ \t]{0,3}|\b(?:help|usage|description|message|summary)["']?[ \t]{0,3}[:=][ \t]{0,3})$/i;

/** A statement that speaks, and calls nothing for what it says; in Ruby, Perl and Lua a call needs no bracket. */
const ONLY_SAYS =
  /^(?!.*\b(?:system|exec\w{0,10}|spawn\w{0,10}|popen|passthru|sh)[ \t]{1,3}["'])\s*(?:await[ \t]{1,3})?(?:console\.\w{1,12}|e?print\w{0,3}|puts|say|fmt\.Print\w{0,3}|(?:core|logger|logging|log)\.\w{1,12}|Console\.Write\w{0,4})!?[\s(](?!qx|%x)[^(`]*$/;

/** As far as is looked back for what a text is given to. */
const LONGEST_BEFORE = 80;

/** A text that is made of what something else answers. */
const CALLS = /\{[^}]{0,80}\(/;

function withoutSpeech(line: string): string {
  if (!/["'`]/.test(line)) return line;
  if (ONLY_SAYS.test(line)) return '';
  let made = '';
  for (let at = 0; at < line.length; ) {
    const quote = line[at] as string;
    const end = /["'`]/.test(quote) ? endOfText(line, at) : at;
    const isSaid = end > at && isSpeech(line.slice(Math.max(0, at - LONGEST_BEFORE), at), quote);
    const text = line.slice(at, end + 1);
    made += isSaid && !CALLS.test(text) ? quote + quote : text;
    at = end + 1;
  }
  return made;
}

function isSpeech(before: string, quote: string): boolean {
  return quote === '`' ? SAYS_IN_JAVASCRIPT.test(before) : SAYS.test(before);
}

/** Where a text ends that begins with a quote; where it does not, its line does. */
export function endOfText(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === line[start]) return at;
  }
  return line.length - 1;
}

// ------------------------------------------------------------------ prose

/** Words of a sentence, which stand before no command. */
const OF_SENTENCES =
  'an?|the|us(?:e|es|ed|ing)|with|without|after|before|by|via|of|or|and|to|for|that|this|your|our|its|does|did|calls?|called|like|from|needs?|not?|never|manual(?:ly)?|please|instead|each|every|when|is|was|as';
const OF_A_SENTENCE = new RegExp(`^(?:${OF_SENTENCES})$`, 'i');

/** Does a word before the name of a program say that it is only spoken of? */
export function isOfSentence(word: string): boolean {
  return OF_A_SENTENCE.test(word);
}

const PUSH = '(?:docker|podman|nerdctl|buildah)[ \\t]{1,4}(?:(?:image|compose)[ \\t]{1,4})?push';

/** A push that is spoken of: behind a word of a sentence; in marks of its own; at a sentence's end; or of a name without a host. */
const PROSE = [
  new RegExp(`(?<![\\w-])(?:${OF_SENTENCES})[ \\t]{1,4}[\`"']?${PUSH}\\b`, 'gi'),
  new RegExp(`\`${PUSH}\``, 'gi'),
  new RegExp(`\\b${PUSH}(?:[.!?:;,](?=\\s|["'\`]|$)|[ \\t]{1,4}<)`, 'gi'),
  /\b(?:docker|podman|nerdctl|buildah)[ \t]{1,4}(?:image[ \t]{1,4})?push[ \t]{1,4}[a-z]{1,40}(?=[\s,;!?)"'`]|[.:](?:\s|$)|$)/gi,
];

function withoutProse(line: string): string {
  return PROSE.reduce((rest, each) => rest.replace(each, ''), line);
}
