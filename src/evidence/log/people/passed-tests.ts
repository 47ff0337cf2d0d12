/**
 * What tests print that go well, as Go's runner shows it (`go test -v`): their servers refuse on purpose. What a test printed
 * that failed stays, for it may have asked the registry itself.
 */

const BEGINS = /=== RUN {3}(\S{1,200})$/;
const ENDS = /--- (PASS|FAIL|SKIP): (\S{1,200}) \(/;

/** Lines that are longer are none of the runner's. */
const LONGEST = 400;

/** The lines, those of tests that passed left empty. */
export function withoutPassedTests(lines: readonly string[]): readonly string[] {
  const begun = new Map<string, number>();
  const left = [...lines];
  lines.forEach((line, index) => {
    if (line.length > LONGEST) return;
    const name = BEGINS.exec(line)?.[1];
    if (name !== undefined) begun.set(name, index);
    const [, end, ended = ''] = ENDS.exec(line) ?? [];
    const from = begun.get(ended);
    begun.delete(ended);
    if (end === 'PASS' && from !== undefined) left.fill('', from, index);
  });
  return left;
}
