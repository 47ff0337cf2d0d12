/** Logins to a host that is the registry's, misspelt, and images that the runner pulls from such a host. */
import { isSurelyMisspelt } from '../../../evidence/registry/misspelt.js';
import { hostMeant } from '../../../evidence/registry/reference-grammar.js';
import { hostOfAddress } from '../../../workflow/knowledge/clients.js';
import { shownReference } from '../../../workflow/knowledge/names/names.js';
import { both, happens } from '../../../workflow/language/chance.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { mayBeRefused } from '../../../workflow/reading/logins/needed-logins.js';
import { bringing, placeOfSource, sourcesIn } from '../../../workflow/reading/names/source.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import type { Stray } from './strays/stray.js';
import { hostEdits } from './strays/wrong-host.js';

interface StrayLogin extends Stray {
  /** Whether it is made, no file says. */
  isOpen: boolean;
  /** What comes of it, the job does not ask: nothing of it is refused but for the login itself. */
  isHarmless: boolean;
}

/**
 * Logins to a misspelt host, which are answered by whoever owns it. Where a push tells of the login, that says more.
 */
export function strayLoginsOf(job: JobReading, { registry }: Linted): StrayLogin[] {
  return job.runs.flatMap((run) => {
    if (run.trigger.fork) return [];
    return run.logins.flatMap((login) => {
      const { sign, document, place, user } = login;
      const given = hostOfAddress(sign.host);
      const chance = both(run.runs, login.runs);
      if (sign.password === null || chance === 'no' || !isSurelyMisspelt(given)) return [];
      const around = { document, steps: [login.step], job, ...(user ? { user } : {}) };
      const sources = sourcesIn(around, bringing(given));
      const location = placeOfSource(sources) ?? locate(document, place);
      const edits = () => hostEdits([login, ...sources], given, registry);
      const isOpen = !happens(chance);
      const isHarmless = mayBeRefused(login);
      return [{ why: 'misspelt-host', given, meant: registry, location, edits, isOpen, isHarmless }];
    });
  });
}

/**
 * Images of `container:`, `services:` and `docker://` at a misspelt host: the runner pulls them before the first step, and
 * sends the credentials beside them to whoever owns that name.
 */
export function strayContainersOf(job: JobReading, { registry }: Linted): Stray[] {
  return job.containers.flatMap(({ image, runs }) => {
    const { document, step, place, found } = image;
    const host = hostMeant(found.reference);
    if (host === null || !happens(runs) || !isSurelyMisspelt(host)) return [];
    const sources = sourcesIn({ document, steps: [step], job }, bringing(host));
    const location = placeOfSource(sources) ?? locate(document, place);
    const edits = () => hostEdits([image, ...sources], host, registry);
    const meant = shownReference(registry + found.reference.slice(host.length));
    return [{ why: 'misspelt-host', given: shownReference(found.reference), meant, location, edits }];
  });
}
