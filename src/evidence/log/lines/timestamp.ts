/** When a line was printed, and by what, as runners, containers, clusters and system logs write it in front of the line. */

export interface Stamped {
  /** The line behind it. */
  text: string;
  /** Milliseconds; null: not said, or on a clock of which nobody knows the zone. */
  at: number | null;
  /** As syslog and journald name it; null: not said. */
  program: string | null;
}

/** RFC 3339 and its relatives: a zone by its offset, fractions of any length, a blank or a slash. */
const DATED =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d))?(?:(?<=Z) ?| +|$)/;
const IN_BRACKETS = /^\[(\d{4}[-/][^\][]{5,40})\](?= |$)/;
/** Behind it: the stream that a container runtime names (CRI logging), or that of a GitLab job. */
const STREAM = /^(?:std(?:out|err) [FP] |[0-9a-f]{2}[OE](?:[+ ] ?))/;
/** Behind it: host and program of journalctl -o short-iso, and the header of RFC 5424. */
const OF_A_JOURNAL = /^[\w.-]+ ([\w.@/-]+)\[\d+\]: /;
const OF_SYSLOG = /^[\w.-]+ ([\w.@/-]+) \S+ \S+ (?:-|\[.*?\]) /;
const PRIORITY = /^<\d{1,3}>1 /;
/** RFC 3164, and journalctl: no year, and no zone. */
const MONTH_FIRST =
  /^(?:<\d{1,3}>)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [\w.-]+ ([\w.@/-]+)(?:\[\d+\])?: /;
/** Of Jenkins: the clock alone. In brackets, and in front of a name, it is a chat's. */
const CLOCK =
  /^(?:\d\d:\d\d:\d\d(?:\.\d{1,9})? {1,4}(?=\S)|\[\d\d:\d\d:\d\d\] (?=(?:error|fatal|failed|denied|unauthorized)\b))/i;
/** Of TeamCity: the clock, how much it matters, and the step. */
const OF_TEAMCITY = /^\[\d\d:\d\d:\d\d\]\s?[A-Za-z]?:\s+(?:\[[^\][]{1,80}\] ?)?/;
/** kubectl logs --prefix. */
const POD = /^\[(?:pod|job|deployment)\/\S+\] (?=\d{4}-)/;

/** Takes it off. A line without one stays as it is. */
export function withoutTimestamp(line: string): Stamped {
  const priority = PRIORITY.exec(line)?.[0] ?? POD.exec(line)?.[0] ?? '';
  const text = line
    .slice(priority.length)
    .replace(/^\ufeff(?=[\d[])/, '')
    .replace(IN_BRACKETS, '$1');
  const dated = DATED.exec(text);
  if (dated) {
    const [whole, year, month, day, clock, fraction = '', zone] = dated;
    const behind = text.slice(whole.length);
    const from = (priority.startsWith('<') ? OF_SYSLOG : OF_A_JOURNAL).exec(behind) ?? STREAM.exec(behind);
    const offset = zone === undefined || /^[A-Z]/.test(zone) ? 'Z' : zone;
    return {
      text: behind.slice(from?.[0].length ?? 0),
      at:
        zone === undefined
          ? null
          : Date.parse(`${year}-${month}-${day}T${clock}.${fraction.slice(0, 3) || 0}${offset}`),
      program: from?.[1] ?? null,
    };
  }
  const syslog = MONTH_FIRST.exec(text) ?? CLOCK.exec(text) ?? OF_TEAMCITY.exec(text);
  if (!syslog) return { text: line, at: null, program: null };
  return { text: text.slice(syslog[0].length), at: null, program: syslog[1] ?? null };
}
