/**
 * One line of a log without its wrapping: what `gh run view`, the runner's raw
 * log, `act`, compose, colours and BuildKit put around what a program printed.
 */
import { stripVTControlCharacters } from 'node:util';
import { withoutMarkup } from './markup.js';
import { recordIn } from './record.js';
import type { Scanned } from './scan.js';
import { withoutTimestamp } from './timestamp.js';

export interface Line {
  number: number;
  /** Who wants to see it: bits of `LOOK`. */
  look: number;
  raw: string;
  /** What was printed. */
  text: string;
  /** Job and step in front of the line, as `gh run view --log` has them. */
  job: string | null;
  step: string | null;
  /** Milliseconds; null where the log has no times. */
  at: number | null;
  /** What printed it, where a system's log says so: `kubelet`. */
  program: string | null;
  /** `##[group]`, `##[error]`, … */
  command: string | null;
  /** `#12` in front: the BuildKit step. */
  buildStep: string | null;
}

const GH = /^([^\t]{1,200})\t([^\t]{1,200})\t(?=\ufeff?\d{4}-\d\d-\d\dT)/;
const ACT = /^\[([^\]\n]{1,100}\/[^\]\n]{1,100})\]\s+(?:\||❌|✅|⭐|❗|🐳|☁|💬|⚙|🏁|🚀)\ufe0f?\s*/u;
/** Dependabot's own containers are left: nothing else tells that it was Dependabot. */
const COMPOSE = /^(?!(?:proxy|updater|cli) \| (?:\d{4}\/|[A-Z]{4,5} ))[\w.-]{1,40}\s{1,20}\| (?=\S)/;
/** What Buildkite sets in front of a line: a command for whoever shows it (ECMA-48, APC), which takes no room. */
const APPLICATION_COMMAND = /\u001b_[^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)/g;

/** Colours as they look when somebody copied them from a page: without their escape character. Go prints `[map[`. */
const COPIED_COLOURS = /\ufffd?\[(?:\d{1,3};){0,4}\d{0,3}m(?!ap\[)/g;
const COMMAND = /^##\[(\w+)\]|^::(error|warning|notice|group|endgroup|debug)(?: [^:]*)?::/;
/** The runner's own logins and pulls, for `container:` (facts K11). */
const RUNNERS_CONFIG = /\bdocker --config \S+ (?=login|pull|push)/;
const BUILD_STEP = /^#(\d{1,5}) (?:\d+\.\d+ )?/;

/** Takes off what a runner, a CI and a builder put in front of what a program said. */
export function readLine({ number, raw, look }: Scanned): Line {
  const line: Line = {
    number,
    look,
    raw,
    text: raw,
    job: null,
    step: null,
    at: null,
    program: null,
    command: null,
    buildStep: null,
  };
  const eat = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(line.text);
    if (found) line.text = line.text.slice(found[0].length);
    return found;
  };
  readRecord(line);
  const gh = eat(GH);
  if (gh) {
    line.job = gh[1] ?? null;
    line.step = gh[2] === 'UNKNOWN STEP' ? null : (gh[2] ?? null);
  }
  readTime(line);
  if (line.text.includes('\u001b'))
    line.text = stripVTControlCharacters(line.text.replace(APPLICATION_COMMAND, ''));
  if (line.text.includes('[')) line.text = line.text.replace(COPIED_COLOURS, '');
  const act = eat(ACT);
  if (act) line.job = act[1] ?? null;
  const command = eat(COMMAND);
  if (command) line.command = (command[1] ?? command[2] ?? '').toLowerCase();
  // docker compose logs --timestamps has the time behind the service.
  if (eat(COMPOSE)) readTime(line);
  const build = eat(BUILD_STEP);
  if (build) line.buildStep = build[1] ?? null;
  line.text = withoutMarkup(line.text).replace(RUNNERS_CONFIG, 'docker ');
  // A progress bar that is drawn over itself.
  line.text = line.text.replace(/[\r\t]+/g, ' ').trim();
  return line;
}

/** A container's log as docker's driver json-file keeps it; a line that was cut is no whole object, and stays as it is. */
const OF_JSON_FILE = /^\{"log":"((?:[^"\\]|\\.)*)"/;

/** What a log's keeper wrote as JSON: what was printed, and when. */
function readRecord(line: Line): void {
  const record = recordIn(line.text);
  const printed = record?.text ?? unquoted(OF_JSON_FILE.exec(line.text)?.[1]);
  if (printed === undefined) return;
  line.text = printed.trimEnd();
  const at = Date.parse(record?.time ?? '');
  line.at = Number.isNaN(at) ? null : at;
}

/** The string that JSON writes so; a piece of one that was cut stays as it is. */
function unquoted(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(`"${text}"`) as string);
  } catch {
    return text;
  }
}

function readTime(line: Line): void {
  const { text, at, program } = withoutTimestamp(line.text);
  line.text = text;
  line.at ??= at;
  line.program ??= program;
}

/** Where the printed text stands in the raw line: 1-based, end excluded. */
export function columnsOfText({ raw, text }: Line): { column: number; endColumn: number } {
  const start = Math.max(0, raw.indexOf(text.slice(0, 20)));
  return { column: start + 1, endColumn: Math.max(start + 2, raw.trimEnd().length + 1) };
}
