/**
 * What people paste is not what was printed: terminals, mails and issues break a message over several
 * lines, and quote it. Here such lines become one again. Only short texts are pasted; the log of a
 * whole job is read as it comes.
 */

import { stripVTControlCharacters } from 'node:util';
import { isTransferDone } from '../words/ended-transfers.js';
import { OUR_HOST } from '../words/registry-names.js';
import { BEGINNING, SPEAKER } from './beginnings.js';
import { isBrokenSentence, isTornSentence } from './sentences.js';
import { isCutAddress, isCutDigest, isCutLimit, isParted, isTorn } from './torn.js';
import { areSeveralFull, breaksHard, tornWidthOf, widthOf } from './widths.js';

/** A line as it was printed, and where it began in the text that was given. */
export interface PrintedLine {
  /** 1-based. */
  number: number;
  raw: string;
}

/** A message has no more lines than this, unless they are short. */
const LONGEST = 24;
const SHORTER = 2_000;

/** `> ` in front of nearly every line: a quotation, as in mails and Markdown. */
const QUOTE = /^\s{0,3}(?:>\s?)+/;
/** A row of a Markdown table with one cell that tells. */
const ROW = /^\s*\|\s?([^|]*)\s?\|\s*$/;

/** A message begins here, unless the line before stops in the middle of a sentence. */
const MESSAGE =
  /^\s*(?:error|fatal|failed to|denied: |unauthorized: |unexpected EOF|net\/http: |dial (?:tcp|udp)\b|(?:read|write) tcp \S|toomanyrequests: |received unexpected |(?:manifest|name) unknown|connection re(?:set|fused)|broken pipe|WARN(?:ING)?\b|ERROR\b|FATAL\b|(?!(?:Forbidden|Unauthorized|Bad|Not|Found|Request|Too|Many|Method|Allowed|Internal|Service|Gateway|Unavailable|Timeout|User|Unknown|Server|Accept|Organization)\b)[A-Z][a-z]+\b)/;
/** A command that was typed begins here, with the same exception. */
const COMMAND =
  /^\s*(?:[$#>] )?(?:ssh (?:-\S+ )*\S+ ["']?)?(?:sudo )?(?:\/usr\/(?:local\/)?bin\/)?(?:docker|podman|buildah|skopeo|crane|oras|helm|nerdctl) (?:buildx |image |manifest |registry )?(?:build|bake|push|pull|login|copy|run|tag|create|start|exec) \S/;
const UNFINISHED =
  /(?:[:=([{,"'/&?%-]|%\d|\b(?:to|from|of|the|a|an|by|with|and|or|is|(?<!\blogged )in|for|not|you|POST|GET|PUT|PATCH|HEAD|Get|Head))$/;

/** It stops in the middle of a sentence; a quotation that is closed may end one. */
function isUnfinished(line: string): boolean {
  const quote = /["']$/.exec(line)?.[0];
  return UNFINISHED.test(line) && (quote === undefined || line.split(quote).length % 2 === 0);
}

/** A command that prints the status of an answer, and that status. */
const STATUS_ASKED = /%\{(?:http|response)_code\}/;
const STATUS = /^(?:HTTP[ :]*)?\d{3}$/;

/** A sentence that goes on, which its program has set in by some columns. */
const STOPS = /\b(?:while|because|when|after|before|from|of|the)$/;

/** The reason has been given: what follows is another line. */
const FINISHED =
  /(?:\b[45]\d\d (?:Forbidden|Unauthorized|Not Found|Too Many Requests)|\bdenied|\bunauthorized|[a-z]_package|organization package|password|timeout|EOF|\breturned error: \d{3}|\bconnection (?:refused|reset by peer|timed out)|\bno such host|\bno route to host|\breserved name|\breferenced workflow)["'`.)\]]*$/;

/** docker's progress of one layer: a bar ends where it likes. And compose's, of what is under way or done. */
const LAYER = /^\s*(?:[0-9a-f]{12}: [A-Z]|[✔✓\u2800-\u28ff] (?!.*\bError\b))/;

/** It speaks of a failure, so what follows its colon belongs to it. */
const FAILING =
  /\berror\b|\bfail|denied|unauthori[sz]ed|forbidden|unable|cannot|could not|can't|invalid|unexpected|signing|\b40[134]\b/i;

/** A sentence of somebody's own, of some words, in front of what he shows: no message, and of no image or address. */
const INTRODUCTION = new RegExp(
  String.raw`^(?!.*(?:: |://|${OUR_HOST}/))(?!\W*(?:error|err|failed|fatal|warning)\b)(?=(?:\S+\s+){3}\S|.*\p{Lo}{4}).*[:：]$`,
  'iu',
);

/** What was refused, and where, stands in it. */
const saysAll = (line: string) => NAMES.test(line) && FAILING.test(line);
const NAMES = new RegExp(String.raw`\b${OUR_HOST}(?::\d+)?/\S`);

/** How a registry's name or an address begins. */
const ADDRESSED = new RegExp(`^(?:${OUR_HOST}/|https?://)`);
const IMAGE_FIRST = new RegExp(String.raw`^\\?["'\x60]?${OUR_HOST}/[\w.-]`);

/** The sentence about a workflow that cannot start is long, and breaks at every phrase. */
const STARTING =
  /workflow is not valid|Error calling workflow|\bparsing called workflow\b|\bworkflow is invalid\b|\bsecret name\b.*\bwithin\b|\bnested job\b|\bis requesting '/i;
/** How it ends. */
const STARTED =
  /is only allowed '.*'|Unexpected value '.*'|\bnamed-value: '.*\bwithin expression: \S|\bin the referenced workflow\b|\bsystem reserved name\b/i;

/** The lines of a pasted text, those that were one message joined to one. */
export function printedLines(given: readonly string[]): PrintedLine[] {
  const lines = evenSpaces(withoutQuotes(given.map(plainSpaces)));
  // Colours are not seen, and take no room.
  const shown = lines.map((line) => (line.includes('\u001b') ? stripVTControlCharacters(line) : line));
  const torn = tornWidthOf(shown);
  const width = torn || widthOf(shown);
  const isHard = torn > 0 || breaksHard(shown, width);
  const isProven = torn > 0 || areSeveralFull(shown, width);
  const printed: PrintedLine[] = [];
  let last = '';
  let message = '';
  let count = 0;
  for (const [index, line] of lines.entries()) {
    const seen = shown[index] as string;
    const open = printed.at(-1);
    const glue =
      open && (count < LONGEST || message.length < SHORTER)
        ? between(last, seen, message, { width, isHard, isProven, isSure: torn > 0 })
        : null;
    if (open && glue !== null) {
      open.raw = `${open.raw.trimEnd()}${glue}${line.trimStart()}`;
      message = `${message.trimEnd()}${glue}${seen.trimStart()}`;
      count += 1;
    } else {
      printed.push({ number: index + 1, raw: line });
      message = seen;
      count = 1;
    }
    last = seen;
  }
  return printed;
}

/**
 * Chats and pages put spaces that do not break, or as wide as a Chinese character, where a program printed one, and
 * places for a break that nobody sees where it printed nothing.
 */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00ad\u200b\u2060]/g, '').replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

/** How a text was wrapped. */
interface Wrapping {
  /** 0: not at all. */
  width: number;
  /** Words were broken, too. */
  isHard: boolean;
  /** More lines than one are full: the longest line of a text always is. */
  isProven: boolean;
  /** A word that is known was: no line is full by chance. */
  isSure: boolean;
}

/** What stood between two lines that were one: nothing, or a space; null where they were two. */
function between(last: string, next: string, open: string, wrapping: Wrapping): string | null {
  const { width, isProven, isSure } = wrapping;
  const before = last.trimEnd();
  const after = next.trim();
  if (before === '' || after === '') return null;
  if (ALONE.test(after) && WANTS_NAME.test(before)) return ' ';
  if (BEGINNING.test(next) || SPEAKER.test(next) || LAYER.test(before)) return null;
  if (isTornSentence(last, next) || (isSure && last.length === width)) return spaceAround(last, next);
  if (isLedAlike(last, next)) return null;
  // Elements of a list.
  if (/["'`],$/.test(before) && /^["'`]/.test(after)) return null;
  if (last === open && INTRODUCTION.test(before) && saysAll(after)) return null;
  if (STATUS_ASKED.test(open) && STATUS.test(after)) return null;
  if (STARTING.test(open) && !STARTED.test(open)) return acrossWidth(last, next, wrapping) ?? ' ';
  if (STOPS.test(before) && /^\s{2,}[a-z]/.test(next) && FAILING.test(open)) return ' ';
  if (isCutDigest(before, after) || isCutAddress(open.trimEnd(), after)) return '';
  if (isAnswer(open.trimEnd(), after)) return ' ';
  if (isCutLimit(before, after)) return /[,:]$/.test(before) ? ' ' : spaceAround(last, next);
  if (isBrokenSentence(last, next)) return ' ';
  if (FINISHED.test(before) || isTransferDone(before) || isWholeObject(before)) return null;
  // Work that has begun: what follows is its output.
  if (/\w\.{3}$/.test(before)) return null;
  // A sentence has ended, and another begins.
  if (/[a-z]{2}\.$/.test(before) && /^(?:\d+ [a-z]|[A-Z][a-z]* )/.test(after)) return null;
  if ((MESSAGE.test(next) || COMMAND.test(next)) && !isUnfinished(before)) return null;
  // What is whole, and tells of nothing that failed, has no reason that goes on.
  const mayGoOn = isProven || isUnfinished(before) || FAILING.test(open);
  return (mayGoOn ? acrossWidth(last, next, wrapping) : null) ?? afterColon(before, next, open);
}

/** Whether the line is a command that was typed. */
export function isCommand(line: string): boolean {
  return COMMAND.test(line);
}

/** Whether a command begins in the next line, and no sentence goes on there. */
export function isCommandBelow(last: string, next: string): boolean {
  return COMMAND.test(next) && !isUnfinished(last.trimEnd());
}

/** Both begin with the same mark, as a pipeline sets it in front of each line; its clocks and counters go on. */
function isLedAlike(last: string, next: string): boolean {
  const [one, other] = [last, next].map((line) => /^\S{3,80}/.exec(line)?.[0].replace(/\d+/g, '0'));
  return one !== undefined && one === other && /[^\p{L}\d]/u.test(one);
}

/** An answer of an API, as curl and a server's log show it: nothing of it goes on in the next line. */
const isWholeObject = (line: string) =>
  /^\s*\{.*\}$/.test(line) && line.split('{').length === line.split('}').length;

/** What was asked stands in one line, and the answer in the next. */
function isAnswer(open: string, after: string): boolean {
  return (
    (/\brequest to https?:\/\/\S+$/.test(open) && /^:? ?\d{3} [A-Z]/.test(after)) ||
    (/\bcontent at https?:\/\/\S+$/.test(open) && /^not found\b/.test(after))
  );
}

/** The line was full. */
function acrossWidth(last: string, next: string, { width, isHard }: Wrapping): string | null {
  if (width === 0) return null;
  const { length } = last;
  const [word = ''] = next.trimStart().split(/\s/, 1);
  // No word goes on with a registry's name or an address.
  if (/\w$/.test(last) && ADDRESSED.test(word) && length + 1 + word.length > width) return ' ';
  if (length === width && ((isHard && !isParted(last, word)) || isTorn(last, word, width)))
    return spaceAround(last, next);
  if (length + 1 + word.length <= width) return null;
  // Only at a hyphen is a word broken of which there was room for a part.
  return /\w-$/.test(last) && /^\w/.test(next) ? '' : ' ';
}

/** The space at which a full line was broken; nothing within a word. */
const spaceAround = (last: string, next: string) => (/\s$/.test(last) || /^\s/.test(next) ? ' ' : '');

/** A request, in front of its answer. */
const REQUEST = /^\s*(?:GET|HEAD|POST|PUT|PATCH|Get|Head|Post|Put|Patch) "?https?:\/\/\S+:$/;

/** What is asked for follows: an image, an address, a layer or the two ends of a connection. */
const WANTS_NAME =
  /\b(?:to|from|on|for|ref|reference|image|repository|push|pull|inspect|POST|GET|PUT|PATCH|HEAD|Get|Head|Put|Post|(?:dial|read|write) tcp)$/;
const ALONE = new RegExp(
  String.raw`^(?:["'\x60[]?(?:https?://|(?:layer|manifest|index|config)-sha256:|${OUR_HOST}/)|\d{1,3}(?:\.\d{1,3}){3}:\d+)\S*$`,
);

/** A sentence that stops where its reason follows. */
function afterColon(before: string, next: string, open: string): string | null {
  const after = next.trim();
  if (!FAILING.test(open) && !REQUEST.test(open.trimEnd())) return null;
  const isAddress = /^(?:(?:GET|HEAD|POST|PUT|PATCH) )?["']?https?:\/\//.test(after);
  const isNamed = isAddress || IMAGE_FIRST.test(after);
  if (isNamed && WANTS_NAME.test(before)) return ' ';
  // A heading ends with a colon too; what follows a message is small, a code of the protocol, or an address.
  const isReason = isAddress || /^(?:["'(]|[a-z]|[A-Z_]{4,}: |\d{3} [A-Z]|[A-Z]\w+ing )/.test(after);
  return /\S{2}:$/.test(before) &&
    isReason &&
    (/^(?:denied|unauthorized)\b/.test(after) || !/^[\w.-]+:(?: \S+)?$/.test(after))
    ? ' '
    : null;
}

/** docker's builder before BuildKit sets its colon apart by itself. */
const OLD_BUILDERS = /^Step \d+\/\d+ : /;

/**
 * What reads a picture sets two spaces or more where one was printed, and one in front of a colon: then there is not a
 * single place where it does not.
 */
function evenSpaces(lines: readonly string[]): readonly string[] {
  const isApart =
    !lines.some((line) => /\S \S/.test(line)) && lines.some((line) => /\S(?: {2,}\S+){3}/.test(line));
  const even = isApart ? lines.map((line) => line.replace(/(?<=\S) {2,}(?=\S)/g, ' ')) : lines;
  const isColonApart =
    !even.some((line) => /\S: /.test(line)) &&
    even.some((line) => /\w : \w/.test(line) && !OLD_BUILDERS.test(line));
  return isColonApart
    ? even.map((line) => (OLD_BUILDERS.test(line) ? line : line.replace(/(?<=\S) : (?=\S)/g, ': ')))
    : even;
}

function withoutQuotes(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const isMostly = (pattern: RegExp) =>
    filled.length > 0 && filled.filter((line) => pattern.test(line)).length >= 0.8 * filled.length;
  if (isMostly(QUOTE)) return withoutQuotes(lines.map((line) => line.replace(QUOTE, '')));
  return isMostly(ROW) ? lines.map((line) => line.replace(ROW, '$1')) : [...lines];
}
