/**
 * What tests print: their servers refuse on purpose. Go's runner shows with `go test -v` what each of its tests printed: of
 * those that passed it is nothing, and what one printed that failed stays, for it may have asked the registry itself. Jest
 * and Vitest set a title above what the code under test writes to its console.
 */

const BEGINS = /=== RUN {3}(\S{1,200})$/;
const ENDS = /--- (PASS|FAIL|SKIP): (\S{1,200}) \(/;

/** A runner's time in front of the line. */
const TIME = String.raw`^(?:\d{4}-\d\d-\d\dT\S{1,20}Z )?`;
/** Jest's, which sets in deeper what was written. */
const OF_JEST = new RegExp(String.raw`${TIME}\s{2,8}console\.(?:log|error|warn|info|debug)\s*$`);
const SET_IN = new RegExp(String.raw`${TIME}(?:\s{4,}\S|\s*$)`);
/** Vitest's, which ends at an empty line or with the next title. */
const OF_VITEST = new RegExp(String.raw`${TIME}std(?:err|out) \| \S{1,300}\.(?:test|spec)\.[cm]?[jt]sx?\b`);
const NEXT = new RegExp(String.raw`${TIME}(?:\s*$|std(?:err|out) \| |\s*[✓❯×✗√] |\s*Test Files\b)`);

/** Lines that are longer are none of a runner's. */
const LONGEST = 400;

/** The lines, those that tests printed left empty. */
export function withoutTestOutput(lines: readonly string[]): readonly string[] {
  const begun = new Map<string, number>();
  const left = [...lines];
  /** Whether a line still belongs to what stands below the last title; null: there is none. */
  let belongs: ((line: string) => boolean) | null = null;
  lines.forEach((line, index) => {
    if (line.length > LONGEST) return;
    const name = BEGINS.exec(line)?.[1];
    if (name !== undefined) begun.set(name, index);
    const [, end, ended = ''] = ENDS.exec(line) ?? [];
    const from = begun.get(ended);
    begun.delete(ended);
    if (end === 'PASS' && from !== undefined) left.fill('', from, index);
    if (OF_JEST.test(line)) belongs = (each) => SET_IN.test(each);
    else if (OF_VITEST.test(line)) belongs = (each) => !NEXT.test(each);
    else if (belongs?.(line)) left[index] = '';
    else belongs = null;
  });
  return left;
}
