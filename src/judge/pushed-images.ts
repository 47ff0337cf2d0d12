/** Which job pushes which image, and with what: the facts that the packages are compared with. Pure. */
import { grantedLevel } from '../causes/levels.js';
import { shown } from '../causes/pushed.js';
import type { PackagesLevel } from '../evidence/types.js';
import { referenceAt } from '../workflow/knowledge/names.js';
import { isActive, type JobReading } from '../workflow/reading/every-run.js';
import { locate } from '../workflow/text/places.js';

/** A push as the text of a workflow tells it. */
export interface PushedImage {
  /** As a reader of the workflow knows it, with `…` for what its text does not tell. */
  reference: string;
  /** Of the step. */
  file: string;
  line: number;
  job: string;
  /** What the chain of permissions gives the job's own token; null: a setting decides. */
  level: PackagesLevel | null;
  /** Is it surely made with the job's own token, or surely not? null: the text does not tell. */
  byJobToken: boolean | null;
}

/** Nothing of a workflow that only other repositories call: they push. */
export function pushedImages({ job, runs, grants, chain }: JobReading, registry: string): PushedImage[] {
  if (chain.isForeign) return [];
  const found = new Map<string, PushedImage>();
  for (const run of runs) {
    for (const push of run.pushes.filter((each) => isActive(run, each))) {
      const { act, credential } = push;
      if (referenceAt(registry, act.found.reference.replace(/^https?:\/\//i, '')) === undefined) continue;
      const { file, line } = locate(act.document, act.place);
      const image: PushedImage = {
        reference: shown(act.found.reference),
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
