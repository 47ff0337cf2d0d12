/** Reads a log as a stream, whatever its size, into jobs and what was refused in them. */
import { textChunks } from './decode.js';
import { LogJobReader } from './job.js';
import { readLine } from './line.js';
import { type Scanned, Scanner } from './scan.js';
import type { LogTools } from './tools.js';
import type { LogReading } from './types.js';

/** Jobs of one log that are told apart: no run has as many. */
const MAX_JOBS = 5_000;
/** Refusals of one log that are looked at; what is only said again does not count. */
const MAX_SYMPTOMS = 5_000;

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
  for await (const chunk of textChunks(source)) look(scanner.add(chunk));
  look(scanner.end());
  return {
    name,
    lines: scanner.lines,
    bytes: scanner.bytes,
    isCut: isCut || left.symptoms < 0,
    jobs: [...jobs.values()].map((reader) => reader.finish()),
  };
}
