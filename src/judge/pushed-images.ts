/** Which job pushes which image, and with what: the facts that the packages are compared with. Pure. */
import { grantedLevel } from '../causes/levels.js';
import type { PushedImage } from '../evidence/types/push.js';
import { isMeantFor, shownReference } from '../workflow/knowledge/names/names.js';
import { isActive, type JobReading } from '../workflow/reading/every-run.js';
import { locate } from '../workflow/text/places.js';

/** Nothing of a workflow that only other repositories call: they push. */
export function pushedImages({ job, runs, grants, chain }: JobReading, registry: string): PushedImage[] {
  if (chain.isForeign) return [];
  const found = new Map<string, PushedImage>();
  for (const run of runs) {
    for (const push of run.pushes.filter((each) => isActive(run, each))) {
      const { act, credential } = push;
      if (!isMeantFor(registry, act.found.reference)) continue;
      const { file, line } = locate(act.document, act.place);
      const image: PushedImage = {
        reference: shownReference(act.found.reference),
        file,
        line,
        job: job.id,
        level: grantedLevel(grants, null),
        byJobToken: byJobToken(credential),
      };
      const key = `${image.reference} ${file}:${line}`;
      if (!found.has(key)) found.set(key, image);
    }
  }
  return [...found.values()];
}

function byJobToken(credential: JobReading['runs'][number]['pushes'][number]['credential']): boolean | null {
  if (credential.kind !== 'token') return null;
  const { kind } = credential.password;
  if (kind === 'github-token') return true;
  return kind === 'secret' || kind === 'app-token' || kind === 'written' ? false : null;
}
