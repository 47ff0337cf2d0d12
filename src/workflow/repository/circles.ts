/** Reusable workflows that call each other in a circle, which GitHub refuses to start (docs: Reuse workflows, limitations). */
import type { WorkflowDocument } from '../text/document.js';
import { calledFile, callingJobs } from '../text/job.js';

/** Each circle once, as the files in the order of the calls; the first by name begins. */
export function circlesOf(
  documents: ReadonlyMap<string, WorkflowDocument>,
  repository: string | null,
): string[][] {
  const circles = new Map<string, string[]>();
  /** Every file is gone into once: a circle is closed from whichever of its files comes first. */
  const done = new Set<string>();
  for (const start of documents.keys()) {
    // Not recursive: a chain may be as long as there are files.
    const trail: { file: string; calls: string[] }[] = [];
    const enter = (file: string) => {
      const document = documents.get(file);
      if (!document || done.has(file)) return;
      const calls = callingJobs(document).flatMap(({ uses }) => calledFile(uses, file, repository) ?? []);
      done.add(file);
      trail.push({ file, calls: [...new Set(calls)] });
    };
    for (enter(start); trail.length > 0; ) {
      const next = trail.at(-1)?.calls.shift();
      if (next === undefined) trail.pop();
      else {
        const at = trail.findIndex(({ file }) => file === next);
        if (at === -1) enter(next);
        else {
          const circle = fromFirst(trail.slice(at).map(({ file }) => file));
          circles.set(circle.join('\n'), circle);
        }
      }
    }
  }
  return [...circles.values()];
}

function fromFirst(circle: string[]): string[] {
  const at = circle.indexOf(circle.toSorted()[0] as string);
  return [...circle.slice(at), ...circle.slice(0, at)];
}
