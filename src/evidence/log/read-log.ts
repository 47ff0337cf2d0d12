/** Reads a log as a stream, whatever its size, into jobs and what was refused in them. */

import { LogJobReader } from './job.js';
import { withoutLayout } from './lines/answers.js';
import { decodeLines, textChunks } from './lines/decode.js';
import { withoutFolds } from './lines/folded.js';
import { withoutFronts } from './lines/fronts.js';
import { withoutHistory } from './lines/history.js';
import { withoutInspection } from './lines/inspected.js';
import { readLine } from './lines/line.js';
import { withoutQuotation } from './lines/margins.js';
import { withoutCuts } from './lines/partial.js';
import type { PrintedLine } from './lines/pasted.js';
import { type Scanned, Scanner } from './lines/scan.js';
import { printedBehindTimes } from './lines/stamped.js';
import { withoutGuides } from './people/guides/guides.js';
import { withoutTestOutput } from './people/test-output.js';
import type { LogTools } from './tools.js';
import type { LogReading } from './types.js';

/** Jobs of one log that are told apart: no run has as many. */
const MAX_JOBS = 5_000;
/** Refusals of one log that are looked at; what is only said again does not count. */
const MAX_SYMPTOMS = 5_000;
/** What is longer was not pasted by hand. */
const PASTED = 256 * 1024;
/** Lines that failed, of all jobs. */
const MOST_FAILURES = 20;

/** The readers of a log's jobs, each of which is given its own lines. */
class JobReaders {
  readonly #readers = new Map<string, LogJobReader>();
  readonly #begin: (job: string | null) => LogJobReader;
  /** The log holds more jobs than are told apart. */
  areTooMany = false;

  constructor(begin: (job: string | null) => LogJobReader) {
    this.#begin = begin;
  }

  read(scanned: readonly Scanned[]): void {
    for (const one of scanned) {
      const line = readLine(one);
      const reader = this.#readerOf(line.job);
      if (reader) reader.read(line);
      else this.areTooMany = true;
    }
  }

  #readerOf(job: string | null): LogJobReader | null {
    const known = this.#readers.get(job ?? '');
    if (known) return known;
    if (this.#readers.size >= MAX_JOBS) return null;
    const reader = this.#begin(job);
    this.#readers.set(job ?? '', reader);
    return reader;
  }

  finish(): ReturnType<LogJobReader['finish']>[] {
    return [...this.#readers.values()].map((reader) => reader.finish());
  }
}

/**
 * @param name the log's name, as the user knows it
 * @param tools whose lines are known
 * @param job its job's name, where that is known from elsewhere
 * @throws `UnreadableLog` for what is empty or no text; what the stream throws
 */
export async function readLog(
  source: AsyncIterable<Uint8Array>,
  name: string,
  tools: LogTools,
  job: string | null = null,
): Promise<LogReading> {
  const left = { symptoms: MAX_SYMPTOMS };
  const readers = new JobReaders((own) => new LogJobReader(name, own ?? job, tools, left));
  const size = await readAll(source, new Scanner(tools.automaton), readers);
  const read = readers.finish();
  return {
    name,
    ...size,
    isCut: readers.areTooMany || left.symptoms < 0,
    jobs: read.map(({ job, symptoms }) => ({ job, symptoms })),
    passed: read.flatMap(({ passed }) => passed),
    failures: read.flatMap(({ failures }) => failures).slice(0, MOST_FAILURES),
  };
}

/** Gives the readers every line of the log that has a word to look for; a short log is read as one that was pasted. */
async function readAll(
  source: AsyncIterable<Uint8Array>,
  scanner: Scanner,
  readers: JobReaders,
): Promise<Pick<LogReading, 'lines' | 'bytes'>> {
  /** What came as yet of a text that may be a pasted one; null: it is none. */
  let head: Buffer[] | null = [];
  let bytes = 0;
  for await (const chunk of textChunks(source)) {
    bytes += chunk.length;
    if (!head) {
      readers.read(scanner.add(chunk));
      continue;
    }
    // Copied: the chunk's memory belongs to the stream.
    head.push(Buffer.from(chunk));
    if (bytes <= PASTED) continue;
    for (const each of head) readers.read(scanner.add(each));
    head = null;
  }
  if (head) return { lines: readPasted(Buffer.concat(head), scanner, readers), bytes };
  readers.read(scanner.end());
  return { lines: scanner.lines, bytes };
}

/** @returns how many lines it has, as it was given */
function readPasted(text: Buffer, scanner: Scanner, readers: JobReaders): number {
  const given = decodeLines(text);
  if (given.at(-1) === '') given.pop();
  const printed = printedBehindTimes(
    withoutGuides(
      withoutHistory(
        withoutInspection(
          withoutLayout(withoutFolds(withoutTestOutput(withoutFronts(withoutCuts(withoutQuotation(given)))))),
        ),
      ),
    ),
  );
  for (const scanned of [scanner.add(Buffer.from(printed.map(({ raw }) => raw).join('\n'))), scanner.end()])
    readers.read(scanned.map((one) => placed(one, printed)));
  return given.length;
}

/** A joined line stands where its first part does. */
function placed(one: Scanned, printed: readonly PrintedLine[]): Scanned {
  return { ...one, number: printed[one.number - 1]?.number ?? one.number };
}
