/** Reads a log as a stream, whatever its size, into jobs and what was refused in them. */
import { decodeLines, textChunks } from './decode.js';
import { LogJobReader } from './job.js';
import { readLine } from './line.js';
import { type PrintedLine, printedLines } from './pasted.js';
import { type Scanned, Scanner } from './scan.js';
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
  const scanner = new Scanner(tools.automaton);
  const jobs = new Map<string, LogJobReader>();
  const left = { symptoms: MAX_SYMPTOMS };
  let isCut = false;
  const look = (scanned: readonly Scanned[]) => {
    for (const one of scanned) {
      const line = readLine(one);
      const key = line.job ?? '';
      let reader = jobs.get(key);
      if (!reader && jobs.size >= MAX_JOBS) {
        isCut = true;
        continue;
      }
      if (!reader) {
        reader = new LogJobReader(name, line.job ?? job, tools, left);
        jobs.set(key, reader);
      }
      reader.see(line);
    }
  };
  /** What came as yet of a text that may be a pasted one; null: it is none. */
  let head: Buffer[] | null = [];
  let bytes = 0;
  for await (const chunk of textChunks(source)) {
    bytes += chunk.length;
    if (!head) {
      look(scanner.add(chunk));
      continue;
    }
    // Copied: the chunk's memory belongs to the stream.
    head.push(Buffer.from(chunk));
    if (bytes <= PASTED) continue;
    for (const each of head) look(scanner.add(each));
    head = null;
  }
  let { lines } = scanner;
  if (head) {
    const given = decodeLines(Buffer.concat(head));
    if (given.at(-1) === '') given.pop();
    const printed = printedLines(given);
    lines = given.length;
    const place = (scanned: readonly Scanned[]) => scanned.map((one) => placed(one, printed));
    look(place(scanner.add(Buffer.from(printed.map(({ raw }) => raw).join('\n')))));
    look(place(scanner.end()));
  } else {
    look(scanner.end());
    lines = scanner.lines;
  }
  const read = [...jobs.values()].map((reader) => reader.finish());
  return {
    name,
    lines,
    bytes,
    isCut: isCut || left.symptoms < 0,
    jobs: read.map(({ job, symptoms }) => ({ job, symptoms })),
    passed: read.flatMap(({ passed }) => passed),
    failures: read.flatMap(({ failures }) => failures).slice(0, MOST_FAILURES),
  };
}

/** A joined line stands where its first part does. */
function placed(one: Scanned, printed: readonly PrintedLine[]): Scanned {
  return { ...one, number: printed[one.number - 1]?.number ?? one.number };
}
