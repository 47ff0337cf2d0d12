/** A log as somebody gives it: a whole one, a piece of one, or one short message and nothing else. */
import { stripVTControlCharacters } from 'node:util';
import { withoutFronts } from './lines/fronts.js';
import { bodyInJson } from './lines/json-body.js';
import { withoutClocks, withoutQuotation } from './lines/margins.js';
import { plainSpaces } from './lines/pasted.js';
import { readLog } from './read-log.js';
import { messageInTitle } from './short/change-title.js';
import { reasonLabelled, reasonTold, shortMessage } from './short/short-message.js';
import { withAccessTold } from './short/told-above.js';
import type { LogTools } from './tools.js';
import type { JobLog, LogReading, Symptom } from './types.js';
import { isWholeSentence } from './words/said.js';

/** Bytes of a text that may be a message alone. */
const SHORT = 1024;
/** The same of a report that somebody wrote, with chapters. */
const REPORT = 16 * 1024;

/**
 * Reads a log; a text that shows nothing and is one short message is taken for what that message would mean.
 *
 * @param name the log's name, as the user knows it
 * @param tools whose lines are known
 * @param job its job's name, where that is known from elsewhere
 * @param isAsked somebody asks with a message of his own: what it tells he met
 * @throws `UnreadableLog` for what is empty or no text; what the stream throws
 */
export async function readGiven(
  source: AsyncIterable<Uint8Array>,
  name: string,
  tools: LogTools,
  job: string | null = null,
  isAsked = false,
): Promise<LogReading> {
  const head: Uint8Array[] = [];
  let bytes = 0;
  async function* watched() {
    for await (const chunk of source) {
      if (bytes <= REPORT) head.push(Uint8Array.from(chunk.subarray(0, REPORT + 1)));
      bytes += chunk.length;
      yield chunk;
    }
  }
  const reading = await readLog(watched(), name, tools, job);
  if (bytes > REPORT) return reading;
  const isSilent = reading.passed.length === 0 && reading.jobs.every(({ symptoms }) => symptoms.length === 0);
  const body = bodyInJson(Buffer.concat(head).toString(), isSilent);
  if (body) return atLine(await readGiven(once(body.text), name, tools, job, isAsked), reading, body.line);
  if (reading.passed.length > 0) return reading;
  const read = reading.jobs.flatMap((each) => each.symptoms);
  if (!read.every(isBare)) return reading;
  const isLong = bytes > SHORT;
  if (isLong && read.length === 0) return reading;
  const printed = plainSpaces(stripVTControlCharacters(Buffer.concat(head).toString()));
  const quoted = withoutFronts(withoutQuotation(printed.split('\n')));
  const text = withoutClocks(quoted).join('\n');
  if (text !== quoted.join('\n') && reading.jobs.length === 1 && !OF_A_PROGRAM.test(printed))
    addTold(reading, await readLog(once(text), name, tools, job));
  const known = reading.jobs[0]?.job;
  if (isLong)
    return known && reading.jobs.length === 1
      ? { ...reading, jobs: [{ job: known, symptoms: reasonLabelled(text, read) }] }
      : reading;
  if (read.length === 0) {
    const short = shortMessage(text, name, known, isAsked);
    if (short) return { ...reading, jobs: [short] };
    const message = messageInTitle(text, isAsked);
    return message === null || reading.failures.length > 0
      ? reading
      : readGiven(once(message), name, tools, job, isAsked);
  }
  if (!known || reading.jobs.length > 1) return reading;
  const symptoms = read.map((symptom) => withAccessTold(symptom, text.split('\n')));
  const told = reasonTold(text, name, symptoms);
  const isToldOfThem = told && symptoms.every((symptom) => told.every((each) => isOfSame(symptom, each)));
  return { ...reading, jobs: [{ job: known, symptoms: isToldOfThem ? told : symptoms }] };
}

/** A clock that counts parts of a second, and what a runner marks. */
const OF_A_PROGRAM = /\d:\d\d:\d\d[.,]\d{2}|##\[|::(?:end)?group/;

/** What somebody tells with the time of each line, which a log's reader takes for a program's. */
function addTold({ jobs: [shown] }: LogReading, { jobs: [told] }: LogReading): void {
  if (shown && told) shown.job.told = told.job.told;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** What was read of a text within another one stands where that begins. */
function atLine(read: LogReading, { lines, bytes }: LogReading, line: number): LogReading {
  const placed = <T extends { line: number }>(each: T): T => ({ ...each, line });
  return {
    ...read,
    lines,
    bytes,
    jobs: read.jobs.map(({ job, symptoms }) => ({
      job: { ...job, logins: loginsBefore(job, symptoms, line) },
      symptoms: symptoms.map(placed),
    })),
    passed: read.passed.map(placed),
    failures: read.failures.map(placed),
  };
}

/** Those that came before a refusal do so there as well. */
function loginsBefore({ logins }: JobLog, symptoms: readonly Symptom[], line: number): JobLog['logins'] {
  const last = Math.max(0, ...symptoms.map((each) => each.line));
  return logins.filter((each) => each.line < last).map((each) => ({ ...each, line: line - 1 }));
}

/** Refused without a word of why: then what somebody tells beside it is the reason. */
function isBare({ kind, said }: Symptom): boolean {
  return kind === 'refused' && (said === null || !isWholeSentence(said));
}

/** A reason that is told of a push is none of a refused pull. */
function isOfSame({ access }: Symptom, told: Symptom): boolean {
  return access === null || told.access === null || access === told.access;
}
