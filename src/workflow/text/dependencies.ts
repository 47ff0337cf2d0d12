/** What hangs together by name: jobs that need jobs, targets that inherit from targets. */

/**
 * A thing and all that it rests on, each once, and whatever another rests on before that. In a circle the
 * order begins anywhere. Not recursive: a chain may be as long as a file.
 */
export function dependenciesFirst(start: string, of: (name: string) => readonly string[]): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const trail: { name: string; rest: readonly string[]; at: number }[] = [];
  const enter = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    trail.push({ name, rest: of(name), at: 0 });
  };
  for (enter(start); trail.length > 0; ) {
    const last = trail.at(-1) as (typeof trail)[number];
    const next = last.rest[last.at];
    last.at += 1;
    if (next !== undefined) enter(next);
    else {
      order.push(last.name);
      trail.pop();
    }
  }
  return order;
}
