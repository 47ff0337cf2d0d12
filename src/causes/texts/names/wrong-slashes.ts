/** Values that more than one client takes, each in its own way. */

import type { JobReading, PushReading, RunReading } from '../../../workflow/reading/every-run.js';
import { type NameSource, sourcesIn, sourcesOf } from '../../../workflow/reading/names/source.js';
import { isDockers } from '../../../workflow/reading/pushes/only-logins.js';
import { jobEntries, jobText } from '../../../workflow/text/job.js';

/** Programs, and what is named after them, that read a reference with its transport in front (containers-transports(5); helm, registries). */
const READS_TRANSPORT = /skopeo|podman|buildah|helm|nix2container|\b(?:cri-o|crictl|oc|umoci|flux|timoni)\b/i;

/**
 * Does a step by the same values use a client that reads the transport, as skopeo and helm do, or one that is not docker: in
 * whatever job of the file, be it to push, to pull or to look? Then they stay as they are.
 */
export function isTakenByOthers(
  sources: readonly NameSource[],
  { job, run, push }: { job: JobReading; run: RunReading; push: PushReading },
  isBringing: (value: string) => boolean,
): boolean {
  const taken = new Set(sources.map(({ scalar }) => scalar));
  if (taken.size === 0) return false;
  const isOf = ({ scalar }: NameSource) => taken.has(scalar);
  const isOthers = (each: PushReading) =>
    each !== push && !isDockers(each.act) && sourcesOf({ job, push: each }, isBringing).some(isOf);
  return run.pushes.some(isOthers) || usersIn(job, isOf, isBringing).some(mayReadTransport);
}

function mayReadTransport(step: string): boolean {
  return READS_TRANSPORT.test(step) || !/docker/i.test(step);
}

/** The texts of the steps in the file of a job, of all its jobs, that name one of these values. */
function usersIn(
  reading: JobReading,
  isOf: (source: NameSource) => boolean,
  isBringing: (value: string) => boolean,
): string[] {
  const { document } = reading;
  return jobEntries(document).flatMap(({ key }) => {
    const job = jobText(document, String(key.value));
    const steps = job?.steps ?? [];
    return steps
      .filter((step) =>
        sourcesIn({ document, steps: [step], job: { ...reading, job: job ?? reading.job } }, isBringing).some(
          isOf,
        ),
      )
      .map(({ node }) => document.text.slice(node.start, node.end));
  });
}
