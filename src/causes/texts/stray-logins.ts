/** Logins to a host that is the registry's, misspelt. */
import { isSurelyMisspelt } from '../../evidence/registry/misspelt.js';
import { hostOfAddress } from '../../workflow/knowledge/clients.js';
import { both, happens } from '../../workflow/language/chance.js';
import type { JobReading } from '../../workflow/reading/every-run.js';
import { bringing, placeOfSource, sourcesIn } from '../../workflow/reading/name-source.js';
import { locate } from '../../workflow/text/places.js';
import type { Linted } from '../case.js';
import { hostEdits, type Stray } from './strays.js';

/**
 * Logins to a misspelt host, which are answered by whoever owns it. Where a push tells of the login, that says more.
 */
export function strayLoginsOf(job: JobReading, { registry }: Linted): (Stray & { isOpen: boolean })[] {
  return job.runs.flatMap((run) => {
    if (run.trigger.fork) return [];
    return run.logins.flatMap((login) => {
      const { sign, document, place } = login;
      const given = hostOfAddress(sign.host);
      const chance = both(run.runs, login.runs);
      if (sign.password === null || chance === 'no' || !isSurelyMisspelt(given)) return [];
      const sources = sourcesIn({ document, steps: [login.step], job }, bringing(given));
      const location = placeOfSource(sources) ?? locate(document, place);
      const edits = () => hostEdits([login, ...sources], given, registry);
      const isOpen = !happens(chance);
      return [{ why: 'misspelt-host', given, meant: registry, location, edits, isOpen }];
    });
  });
}
