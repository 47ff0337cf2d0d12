/** Reads a log as a stream, whatever its size, into jobs and what was refused in them. */
import { textChunks } from './decode.js';
import { JobReader } from './job.js';
import { readLine } from './line.js';
import { type Scanned, Scanner } from './scan.js';
import type { LogReading } from './types.js';

/**
 * @param name the log's name, as the user knows it
 * @param job its job's name, where that is known from elsewhere
 * @throws `UnreadableLog` for what is empty or no text; what the stream throws
 */
export async function readLog(
  source: AsyncIterable<Uint8Array>,
  name: string,
  job: string | null = null,
): Promise<LogReading> {
  const scanner = new Scanner();
  const jobs = new Map<string, JobReader>();
  const look = (scanned: readonly Scanned[]) => {
    for (const one of scanned) {
      const line = readLine(one);
      const key = line.job ?? '';
      let reader = jobs.get(key);
      if (!reader) {
        reader = new JobReader(name, line.job ?? job);
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
    jobs: [...jobs.values()].map((reader) => reader.finish()),
  };
}
