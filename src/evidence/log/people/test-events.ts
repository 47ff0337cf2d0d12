/** What Go's runner of tests prints as events (`go test -json`, `go doc test2json`): what a test that passed printed is no failure. */

interface TestEvent {
  Action?: unknown;
  Package?: unknown;
  Test?: unknown;
  Output?: unknown;
}

const EVENT = /\{(?="(?:Time|Action|ImportPath)":)[^\n]*"Action":\s?"(?:output|pass|skip|fail)"[^\n]*\}$/;

/** Lines that are longer are no event with a line of a test's. */
const LONGEST = 4_000;

function eventIn(line: string): TestEvent | null {
  const event = line.length <= LONGEST ? EVENT.exec(line)?.[0] : undefined;
  if (event === undefined) return null;
  try {
    return JSON.parse(event) as TestEvent;
  } catch {
    return null;
  }
}

/** @returns which of the lines tests printed that passed, or were left out */
export function printedByPassedEvents(lines: readonly string[]): number[] {
  if (!lines.some((line) => line.includes('"Action":'))) return [];
  const printed = new Map<string, number[]>();
  const passed: number[] = [];
  lines.forEach((line, index) => {
    const event = eventIn(line);
    if (typeof event?.Test !== 'string') return;
    const test = `${event.Package} ${event.Test}`;
    const own = printed.get(test) ?? [];
    if (event.Action === 'output') own.push(index);
    printed.set(test, own);
    const isPassed =
      event.Action === 'pass' ||
      event.Action === 'skip' ||
      /^\s*--- (?:PASS|SKIP): /.test(String(event.Output));
    if (isPassed) passed.push(...own.splice(0));
  });
  return passed;
}
