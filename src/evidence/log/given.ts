/** A log as somebody gives it: a whole one, a piece of one, or one short message and nothing else. */
import { stripVTControlCharacters } from 'node:util';
import { plainSpaces } from './lines/pasted.js';
import { readLog } from './read-log.js';
import { shortMessage } from './short-messages.js';
import type { LogTools } from './tools.js';
import type { LogReading } from './types.js';

/** Bytes of a text that may be a message alone. */
const SHORT = 1024;

/**
 * Reads a log; a text that shows nothing and is one short message is taken for what that message would mean.
 *
 * @param name the log's name, as the user knows it
 * @param tools whose lines are known
 * @param job its job's name, where that is known from elsewhere
 * @throws `UnreadableLog` for what is empty or no text; what the stream throws
 */
export async function readGiven(
  source: AsyncIterable<Uint8Array>,
  name: string,
  tools: LogTools,
  job: string | null = null,
): Promise<LogReading> {
  const head: Uint8Array[] = [];
  let bytes = 0;
  async function* watched() {
    for await (const chunk of source) {
      if (bytes <= SHORT) head.push(Uint8Array.from(chunk.subarray(0, SHORT + 1)));
      bytes += chunk.length;
      yield chunk;
    }
  }
  const reading = await readLog(watched(), name, tools, job);
  if (bytes > SHORT || reading.passed.length > 0) return reading;
  if (reading.jobs.some(({ symptoms }) => symptoms.length > 0)) return reading;
  const text = stripVTControlCharacters(Buffer.concat(head).toString());
  const short = shortMessage(plainSpaces(text), name, reading.jobs[0]?.job);
  return short ? { ...reading, jobs: [short] } : reading;
}
