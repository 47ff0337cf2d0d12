/** In whose namespace a push goes, and whether whoever pushes has any business there. */
import { repositoryOwner } from '../../../evidence/repository-name.js';
import { factOf, originsIn, withoutAbsent } from '../../../workflow/language/origins.js';
import { hasHole } from '../../../workflow/language/values.js';
import type { LintedPush } from '../../case.js';
import { isOtherOwner } from '../../levels.js';
import { isByJobToken, isForeignOwner } from '../pushed.js';
import { pushedName } from './pushed-name.js';

export interface ForeignOwner {
  owner: string;
  /** Null: the job's token has certainly no right there. */
  why: 'whoever-pushes' | 'another-account' | 'placeholder' | null;
}

/** What examples write where the owner belongs. */
const PLACEHOLDER =
  /^(?:<.*>|your[-_]?(?:github[-_]?)?(?:user(?:name)?|name|org(?:anization)?|owner|account|company|repo)|github[-_]?user(?:name)?|user[-_]?name|my[-_]?user(?:name)?|owner|org(?:anization)?[-_]name|xxx+)$/;

/** The owner in the name of a push, where it is a foreign one. */
export function foreignOwner(linted: LintedPush): ForeignOwner | null {
  const { push, repository, job } = linted;
  const name = pushedName(linted);
  if (isByJobToken(linted)) {
    if (isForeignOwner(linted)) return { owner: name?.owner ?? '', why: null };
    const given = withoutAbsent(push.act.found.reference);
    const path = given.slice(given.indexOf('/') + 1);
    const isActor =
      path.startsWith(`${factOf('actor')}/`) || path.startsWith(`${factOf('triggering_actor')}/`);
    return isActor ? { owner: '', why: 'whoever-pushes' } : null;
  }
  const owner = name?.owner ?? null;
  const own = repositoryOwner(repository)?.toLowerCase();
  const { credential } = push;
  if (owner === null || own === undefined || job.chain.isForeign || !isOtherOwner(owner, own)) return null;
  if (credential.kind !== 'token') return null;
  if (PLACEHOLDER.test(owner)) return { owner, why: 'placeholder' };
  const user = credential.login?.sign.user;
  if (user === undefined || user === '' || hasHole(user) || originsIn(user).length > 0) return null;
  const account = user.toLowerCase();
  if (account === owner || credential.password.kind !== 'secret') return null;
  // A third account may well write for another owner; that of the repository, or one of nearly the same name, hardly.
  return account === own || isNearly(owner, own) ? { owner, why: 'another-account' } : null;
}

/** Do the names differ only in their dashes? */
function isNearly(one: string, other: string): boolean {
  return one.replaceAll('-', '') === other.replaceAll('-', '');
}
