/** Tokens that stand in the text itself, where a secret belongs. No word of them leaves this file. */
import type { Location } from '../../../types.js';
import { hostOfAddress } from '../../../workflow/knowledge/clients.js';
import { happens } from '../../../workflow/language/chance.js';
import type { JobReading } from '../../../workflow/reading/every-run.js';
import { passwordOf } from '../../../workflow/reading/logins/passwords.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { locate } from '../../../workflow/text/places.js';
import type { Linted } from '../../case.js';
import type { LintClaim } from '../../cause.js';

/** What both causes about such tokens say of one. */
export interface WrittenToken {
  /** It stands in the workflow's text. */
  written: boolean;
}

/**
 * Where the logins of a job take a token from the text.
 *
 * @param wanted of the token's prefix: `ghp_`, `github_pat_`, …
 */
export function writtenTokens(
  { job, runs }: JobReading,
  { registry }: Linted,
  wanted: (prefix: string) => boolean,
): Pick<LintClaim, 'location' | 'job' | 'login'>[] {
  return runs
    .flatMap((run) => (happens(run.runs) ? run.logins : []))
    .filter(({ runs: chance, sign }) => {
      const password = passwordOf(sign.password ?? '');
      const isOurs = happens(chance) && hostOfAddress(sign.host) === registry;
      return isOurs && password.kind === 'written' && wanted(password.prefix);
    })
    .map((login) => ({
      location: placeOfToken(login),
      job: job.id,
      login: { act: login, mended: { kind: 'github-token' } },
    }));
}

/** Where the token is written: it may stand in an `env` far from the login. */
function placeOfToken({ sign, document, passwordPlace }: SignAct): Location {
  const token = sign.password?.trim() ?? '';
  const start = document.text.indexOf(token);
  return locate(document, start === -1 ? passwordPlace : { start, end: start + token.length });
}
