/**
 * The journal of an audit: one line of JSON for each repository that is done, so that one that was killed goes on
 * where it stopped. The first line says what was asked; a last line that was torn is no line.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { readRegularFile } from '../files/regular-file.js';
import { parsedJson, recordOf } from '../json-text.js';

/** Bytes: 10,000 repositories with a finding each are a tenth of it. */
const LARGEST = 256 * 1024 * 1024;

/** The file is no journal of this question. */
export class ForeignJournal extends Error {
  override name = 'ForeignJournal';
  constructor(
    /** `other`: it is of another question. */
    readonly reason: 'no-journal' | 'other',
    /** What is asked otherwise there, by the names in the question; empty: it can't be seen. */
    readonly differing: readonly string[] = [],
  ) {
    super(reason);
  }
}

export interface Journal<Entry> {
  /** Of the repositories that were done before, by name. */
  done: ReadonlyMap<string, Entry>;
  /** Throws what the disk throws. */
  add(entry: Entry): void;
}

/** One that is kept nowhere. */
export function noJournal<Entry>(): Journal<Entry> {
  return { done: new Map(), add: () => {} };
}

function entryIn<Entry>(line: string, isEntry: (value: unknown) => value is Entry): Entry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  if (!isEntry(value)) throw new ForeignJournal('no-journal');
  return value;
}

/** Members of two heads that are not the same. */
function differing(one: string, other: string): string[] {
  const [there, here] = [one, other].map((each) => recordOf(parsedJson(each)));
  if (!there || !here) return [];
  const names = new Set([...Object.keys(here), ...Object.keys(there)]);
  return [...names].filter((each) => JSON.stringify(there[each]) !== JSON.stringify(here[each]));
}

/**
 * @param question what the entries are answers to: anything that JSON can say
 * @param isEntry of what stands in a line of the file
 * @throws ForeignJournal, and what the disk throws
 */
export function openJournal<Entry extends { name: string }>(
  file: string,
  question: object,
  isEntry: (value: unknown) => value is Entry,
): Journal<Entry> {
  const head = JSON.stringify({ journal: 'ghcr-preflight audit', ...question });
  const done = new Map<string, Entry>();
  if (existsSync(file)) {
    const text = readRegularFile(file, LARGEST).toString('utf8');
    const end = text.lastIndexOf('\n') + 1;
    const [first = '', ...lines] = text.slice(0, end).split('\n');
    if (end === 0 ? !head.startsWith(text) : first !== head)
      throw first.startsWith('{"journal":')
        ? new ForeignJournal('other', differing(first, head))
        : new ForeignJournal('no-journal');
    for (const line of lines) {
      const entry = line === '' ? null : entryIn(line, isEntry);
      if (entry) done.set(entry.name, entry);
    }
    // What was torn is written anew.
    writeFileSync(file, end > 0 ? text.slice(0, end) : `${head}\n`);
  } else {
    writeFileSync(file, `${head}\n`, { mode: 0o600 });
  }
  return { done, add: (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`) };
}
