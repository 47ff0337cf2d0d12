/** Reads a log as a stream, whatever its size, into jobs and what was refused in them. */
import { textChunks } from './decode.js';
import { LogJobReader } from './job.js';
import { readLine } from './line.js';
import { type Scanned, Scanner } from './scan.js';
import type { LogTools } from './tools.js';
import type { LogReading } from './types.js';

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
  const look = (scanned: readonly Scanned[]) => {
    for (const one of scanned) {
      const line = readLine(one);
      const key = line.job ?? '';
      let reader = jobs.get(key);
      if (!reader) {
        reader = new LogJobReader(name, line.job ?? job, tools);
        jobs.set(key, reader);
      }
      reader.see(line);
    }
  };
  for await (const chunk of textChunks(source)) look(scanner.add(chunk));
  look(scanner.end());
  const read = [...jobs.values()].map((reader) => reader.finish());
  return {
    name,
    lines: scanner.lines,
    bytes: scanner.bytes,
    jobs: read.map(({ job, symptoms }) => ({ job, symptoms })),
    failures: read.flatMap(({ failures }) => failures).slice(0, MOST_FAILURES),
  };
}
