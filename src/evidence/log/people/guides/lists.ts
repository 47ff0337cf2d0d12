/**
 * A guide's list of messages, or its table: each entry is a message with what it means or what is to be done about it.
 * Nobody meets several of them at once and explains each, so a list is told by its second entry with another message;
 * one entry alone may be what somebody met, and what he thinks of it. A source's list of messages explains nothing:
 * where it may be JSON it is told by its third, for what a command printed is shown so, too.
 */
import { happenedTo, isMet } from '../met.js';

/** In front of an entry: a bullet, a number, the edge of a table, a question; and the marks around the message. */
const LEAD = /^\s*(?:>\s*)?(?:[-*+•]\s+|\d{1,2}[.)、]\s*|\|\s*|Q\d*[:：]\s*)["'`*_“「]*/;

const REGISTRYS =
  'installation not allowed to \\w+ organization package|permission_denied(?:: ?\\w+_package)?|requested access to the resource is denied|User cannot be authenticated with the token provided|authentication required|token provided does not match expected scopes|manifest unknown|name unknown|unknown blob|blob (?:upload )?unknown(?: to registry)?|owner not found|denied|unauthorized|unauthenticated|forbidden|not[ _]found|toomanyrequests|too many requests|(?:HTTP |status(?: code)? )?\\b(?:4(?:0[134]|29)|50[0234])\\b|pull access denied|insufficient_scope(?:: authorization failed)?|unexpected status|repository name must be lowercase|no basic auth credentials|error response from daemon|error from registry|error';

/** Where none of them came to answer: such lists have this, too. */
const NETWORKS =
  '(?:net/http: )?(?:request canceled|TLS handshake timeout)|Client\\.Timeout|context deadline exceeded|i/o timeout|no such host|connection refused|dial tcp';

const STARTS = new RegExp(`^(?:${REGISTRYS}|${NETWORKS})`, 'i');
const WORDS_OF_REGISTRIES = new RegExp(REGISTRYS, 'gi');

/** Whether the words of a registry that refuses stand in a line. */
export function mentionsRefusal(text: string): boolean {
  return text.search(WORDS_OF_REGISTRIES) >= 0;
}

/** Behind the message: when it came, or to what. Whoever tells so met it. */
const CIRCUMSTANCE =
  /^(?:when|while|with|without|on|in|for|to|after|before|if|during|using|from|at|by|as|every|each|only|sometimes|again|and|or|bei|beim|wenn|nach|mit|al|cuando|lors|quand|avec)\b|^(?:当|在|用|使用|推送|拉取)|(?<!超)时$/i;

/** Words of an explanation, or its letters where a language sets no spaces. */
const LEAST_WORDS = 3;
const LEAST_LETTERS = 4;

/** The message has a cell for itself, and another stands behind it. */
const CELL = /^\s*(?:>\s*)?\|?[^|]+ \|[^|]+\|?/;

/** The same without its edges, as a page's table is copied: what it means is in a language that sets no spaces, or in plain words. */
const COPIED_CELL =
  /^[\x20-\x7e]{1,100}(?:\t\s*(?:[\p{sc=Han}]|(?:[\p{L}'-]+ ){2}[\p{L}' .,-]+$)|(?=[\p{sc=Han}]))/u;

/** What a logger sets in front of its messages, in columns of its own. */
const LEVEL = /^(?:error|err|fatal|critical)(?:\s*\||\t)/i;

/** Lines that are longer were written by a program. */
const LONGEST = 400;

/** An element of a source's list, on a line of its own. */
const ELEMENT = /^\s*(["'`])(.+)\1,$/;

export interface GuideEntry {
  /** To be told from others. */
  message: string;
  /** So many different ones are a list. */
  least: number;
}

/** What an entry of such a list says; null for every other line. */
export function guideEntry(raw: string): GuideEntry | null {
  if (raw.length > LONGEST) return null;
  const [, quote, element] = ELEMENT.exec(raw) ?? [];
  if (element !== undefined) return mentionsRefusal(element) ? entryOf(element, quote === '"' ? 3 : 2) : null;
  // A table that is all of a text stands here without its edges.
  const lead = LEAD.exec(raw)?.[0] ?? (CELL.test(raw) || COPIED_CELL.test(raw) ? '' : undefined);
  if (lead === undefined) return null;
  const text = raw.slice(lead.length);
  if (!STARTS.test(text) || LEVEL.test(text) || isMet(text)) return null;
  const explanation = text.replace(WORDS_OF_REGISTRIES, ' ').replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  const letters = explanation.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0;
  const words = explanation.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length;
  // A table that begins its rows with the message has a column for it.
  const isLong = CELL.test(raw) ? words > 0 : letters >= LEAST_LETTERS || words >= LEAST_WORDS;
  if (!isLong || CIRCUMSTANCE.test(explanation)) return null;
  return entryOf(text, 2);
}

function entryOf(text: string, least: number): GuideEntry {
  return { message: (text.match(WORDS_OF_REGISTRIES) ?? []).join(' ').toLowerCase(), least };
}

/** Lines between two entries of one list. */
const APART = 3;

interface Entry extends GuideEntry {
  number: number;
  /** What is done with it where it is none of a list. */
  count: () => void;
}

/** Keeps back what may be an entry until it is known whether a list comes of it. */
export class GuideLists {
  #entries: Entry[] = [];
  #before = { number: Number.NEGATIVE_INFINITY, raw: '' };
  /** The last entry of a list that somebody says he met. */
  #introduced = Number.NEGATIVE_INFINITY;

  /** To be told of each line that is asked about no list. */
  pass({ number, raw }: { number: number; raw: string }): void {
    if (raw.trim() !== '') this.#before = { number, raw };
  }

  /**
   * To be asked of each line that says something of a refusal, before it is read.
   *
   * @param count what is done where the line is no entry of a list
   * @returns whether the line is kept back
   */
  keeps({ number, raw }: { number: number; raw: string }, count: () => void): boolean {
    const entry = guideEntry(raw);
    const last = this.#entries.at(-1);
    const goesOn = last && entry?.least === last.least && number - last.number <= APART;
    if (!goesOn) this.end();
    if (entry === null || (this.#entries.length === 0 && this.#isIntroduced(number))) {
      if (entry === null) this.pass({ number, raw });
      else this.#introduced = number;
      return false;
    }
    this.#entries.push({ ...entry, number, count });
    return true;
  }

  /** Somebody says just above that he met what follows. */
  #isIntroduced(number: number): boolean {
    if (number - this.#introduced <= APART) return true;
    const { number: at, raw } = this.#before;
    return number - at <= APART && raw.length <= LONGEST && happenedTo(raw);
  }

  /** No more entries come. */
  end(): void {
    const entries = this.#entries.splice(0);
    const isList = new Set(entries.map(({ message }) => message)).size >= (entries[0]?.least ?? 2);
    if (!isList) for (const { count } of entries) count();
  }
}

/** The lines without those of such lists. */
export function withoutGuideLists(lines: readonly string[]): string[] {
  const lists = new GuideLists();
  const left = [...lines];
  lines.forEach((raw, index) => {
    if (raw.trim() === '') return;
    const isKept = lists.keeps({ number: index, raw }, () => {
      left[index] = raw;
    });
    if (isKept) left[index] = '';
  });
  lists.end();
  return left;
}
