/** References in which the host is right, and what parts it from what is around it is not. */

import type { JobReading, PushReading, RunReading } from '../../workflow/reading/every-run.js';
import { type NameSource, sourcesOf } from './name-source.js';
import { isDockers } from './only-logins.js';

export interface Slashed {
  why: 'colon' | 'transport';
  /** What it begins with, and should not. */
  beginning: string;
  to: string;
  meant: string;
}

/**
 * `ghcr.io:octo/app`, of which a client reads the owner as a port, and `docker://ghcr.io/octo/app`, which is how
 * skopeo and podman write an image and no image reference.
 */
export function withSlash(given: string, registry: string): Slashed | null {
  const lower = given.toLowerCase();
  const made = (why: Slashed['why'], beginning: string, to: string) => ({
    why,
    beginning,
    to,
    meant: to + given.slice(beginning.length),
  });
  const [, port = ''] = lower.startsWith(`${registry}:`)
    ? (/^:([^/:@]*)\//.exec(given.slice(registry.length)) ?? [])
    : [];
  if (/[a-z_-]/i.test(port)) return made('colon', `${registry}:`, `${registry}/`);
  const [transport = ''] = /^(?:docker|oci):\/\//.exec(lower) ?? [];
  if (transport === '' || !lower.startsWith(`${transport}${registry}/`)) return null;
  return made('transport', transport, '');
}

/** Does a client that reads the transport, as skopeo and helm do, push by the same values? Then they stay as they are. */
export function isTakenByOthers(
  sources: readonly NameSource[],
  { job, run, push }: { job: JobReading; run: RunReading; push: PushReading },
  isBringing: (value: string) => boolean,
): boolean {
  const taken = new Set(sources.map(({ scalar }) => scalar));
  return (
    taken.size > 0 &&
    run.pushes.some(
      (each) =>
        each !== push &&
        !isDockers(each.act) &&
        sourcesOf({ job, push: each }, isBringing).some(({ scalar }) => taken.has(scalar)),
    )
  );
}
