/**
 * Pushes that were meant for the registry and go elsewhere: a misspelt host, no host at all, a variable that
 * no shell reads.
 */

import { isSurelyMisspelt } from '../evidence/registry/misspelt.js';
import type { FileEdit } from '../fix/diff.js';
import { replaceWord } from '../fix/words.js';
import type { Location } from '../types.js';
import { hostOf } from '../workflow/knowledge/clients.js';
import { happens } from '../workflow/language/chance.js';
import { withoutAbsent } from '../workflow/language/origins.js';
import { hasHole } from '../workflow/language/values.js';
import {
  isActive,
  type JobReading,
  type PushReading,
  type RunReading,
} from '../workflow/reading/every-run.js';
import { placeOfName } from '../workflow/reading/name-place.js';
import type { WorkflowDocument } from '../workflow/text/document.js';
import { locate } from '../workflow/text/places.js';
import type { Linted } from './case.js';
import { shown } from './pushed.js';

export interface Stray {
  why: 'misspelt-host' | 'no-host' | 'not-filled-in';
  /** What stands there. */
  given: string;
  /** What was meant. */
  meant: string;
  location: Location;
  /** The host in the place of a misspelt one. */
  edits?(): FileEdit[];
}

/** Docker's rule: the first part is a host where it has a dot or a colon (distribution/reference, splitDockerDomain). */
function hostIn(reference: string): string | null {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first.toLowerCase() : null;
}

/** The pushes of a job that were meant for the registry, and don't go there. */
export function straysOf(job: JobReading, { registry, repository }: Linted): Stray[] {
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((push): Stray[] => {
      const { act } = push;
      if (run.trigger.fork || !isActive(run, push) || act.found.mayFail) return [];
      const given = withoutAbsent(act.found.reference).trim();
      const { meant } = act.found;
      const location = () => placeOfName(act, job.job, 'name') ?? locate(act.document, act.place);
      if (meant?.toLowerCase().startsWith(`${registry}/`))
        return [{ why: 'not-filled-in', given: shown(given), meant: shown(meant), location: location() }];
      if (hasHole(given.split('/', 1)[0] ?? '')) return [];
      const host = hostIn(given);
      if (host !== null && isSurelyMisspelt(host)) {
        const right = shown(registry + given.slice(host.length));
        const written = given.slice(0, host.length);
        const edits = () => hostEdits(act.document, written, registry);
        return [{ why: 'misspelt-host', given: shown(given), meant: right, location: location(), edits }];
      }
      if (host !== null || !goesNowhereElse(run, push, registry)) return [];
      const name = given.includes('/')
        ? given
        : `${repository?.split('/')[0]?.toLowerCase() ?? 'OWNER'}/${given}`;
      return [
        { why: 'no-host', given: shown(given), meant: shown(`${registry}/${name}`), location: location() },
      ];
    }),
  );
}

/** Wherever the file writes it so: the login to it was meant for the registry, too. */
function hostEdits(document: WorkflowDocument, host: string, registry: string): FileEdit[] {
  return replaceWord(document, host, registry).map((edit) => ({ file: document.file, ...edit }));
}

/** The only login is one to the registry, and nothing else can have logged in: Docker Hub refuses the push. */
function goesNowhereElse(run: RunReading, { act, isAfterUnread }: PushReading, registry: string): boolean {
  const { found } = act;
  const isPlain = /^[a-z\d]/.test(found.reference) && act.found.role === 'image' && happens(act.runs);
  if (!isPlain || found.password !== undefined || found.mayBeConfigured || isAfterUnread) return false;
  if (found.client !== undefined && found.client !== 'docker' && found.client !== 'buildx') return false;
  const logins = run.logins.filter(({ sign, runs }) => sign.password !== null && runs !== 'no');
  const isHere = run.pushes.some((each) => each.act.found.reference.toLowerCase().startsWith(`${registry}/`));
  return (
    !isHere &&
    logins.some(({ runs }) => happens(runs)) &&
    logins.every(({ sign }) => hostOf(sign.host) === registry)
  );
}
