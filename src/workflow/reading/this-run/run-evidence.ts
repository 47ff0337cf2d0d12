/** A push, a pull and a login of a job, as they were read, in the words of the evidence. */
import type { WorkflowLogin } from '../../../evidence/types/login.js';
import type { WorkflowPush } from '../../../evidence/types/push.js';
import { hostOfAddress } from '../../knowledge/clients.js';
import { isTagInUrl, shownReference, wholeReference } from '../../knowledge/names/names.js';
import { asTernary } from '../../language/chance.js';
import { entrySpan } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import { locate } from '../../text/places.js';
import type { TransferReading } from '../logins/credentials.js';
import type { HeldTokens } from '../logins/held-tokens.js';
import { hasUser, passwordOf } from '../logins/passwords.js';
import { pushLogins } from '../logins/push-logins.js';
import type { askedReference } from '../names/asked-reference.js';
import { emptyBeginning, placeOfName } from '../names/place.js';
import { switchOfTransfer } from '../pushes/push-switch.js';
import type { SignAct } from '../steps/frame.js';
import { madeOnlyWith, madeUnless } from '../steps/replaceable.js';

/** null: it goes elsewhere, or takes a login away. */
export function workflowLogin(
  { sign, runs, document, passwordPlace, step }: SignAct,
  registry: string,
): WorkflowLogin | null {
  if (sign.password === null || runs === 'no' || hostOfAddress(sign.host) !== registry) return null;
  const password = passwordOf(sign.password);
  return {
    location: locate(document, passwordPlace),
    action: step.uses?.action ?? null,
    secret: password.kind === 'github-token' ? 'GITHUB_TOKEN' : 'name' in password ? password.name : null,
    hasUser: hasUser(sign),
  };
}

/**
 * @param asked its reference at the registry; null: it can't be known, undefined: nor whether it is that registry
 * @param owner of the repository whose run it is; null: not known
 * @param held what our inputs show of the run's secrets; null: nobody knows what comes after our step
 */
export function workflowPush(
  transfer: TransferReading,
  job: JobText,
  asked: ReturnType<typeof askedReference>,
  owner: string | null,
  held: HeldTokens | null,
): WorkflowPush {
  const act = behindEnding(transfer.act);
  const { access, role, fallbacks, unlessThere, onlyThere, refuses } = act.found;
  const { document } = act;
  const flag = switchOfTransfer(act);
  const logins = held ? pushLogins(transfer, held) : [];
  return {
    reference: asked.reference ?? null,
    isHostKnown: asked.reference !== undefined,
    // Where it is refused as it stands, nothing is appended.
    shown: shownReference(refuses === 'no-scheme' ? act.found.reference.trim() : wholeReference(act.found)),
    access,
    role,
    runs: isPassedOver(act.found, asked.reference, owner) ? 'no' : asTernary(act.runs),
    logins: logins.some(({ token }) => token !== 'own') ? logins : [],
    ...(asked.isNotFilledIn ? { isNotFilledIn: true } : {}),
    ...(refuses ? { refuses } : {}),
    ...(act.found.isBase ? { isBase: true } : {}),
    ...(unlessThere ? { unlessThere } : {}),
    ...(onlyThere ? { onlyThere } : {}),
    ...(fallbacks ? { fallbacks } : act.found.isCopied ? { isCopied: true } : {}),
    ...(isTagInUrl(act.found) ? { isTagInUrl: true } : {}),
    ...(act.found.client === 'containers' && act.found.password === undefined ? { isPodmans: true } : {}),
    switch: flag ? locate(document, entrySpan(flag)) : null,
    location: locate(document, act.place),
    namedAt: namedAt(act, job),
  };
}

/** Its step may say that it is made only where something has failed, or where an image is there. */
function behindEnding(act: TransferReading['act']): TransferReading['act'] {
  const { found, onlyWay, runs } = act;
  const isOther = [found.fallbacks, found.unlessThere, found.onlyThere].some((each) => each !== undefined);
  if (onlyWay === undefined || isOther || runs === 'no' || found.access !== 'push') return act;
  return (onlyWay.way === 'failed' ? madeUnless : madeOnlyWith)(act, onlyWay.images);
}

/**
 * A cache with `ignore-error=true` whose refusal stops nothing. Of another owner it may spoil the token of the image beside
 * it (facts, number 5).
 */
function isPassedOver(
  { access, role, mayFail }: TransferReading['act']['found'],
  reference: string | null | undefined,
  owner: string | null,
): boolean {
  if (access !== 'push' || role !== 'cache' || !mayFail || !reference || !owner) return false;
  return reference.split('/')[1]?.toLowerCase() === owner.toLowerCase();
}

function namedAt(act: TransferReading['act'], job: JobText): WorkflowPush['namedAt'] {
  const name = placeOfName(act, job, 'name');
  const begins = emptyBeginning(act, job);
  const tag = begins ? locate(act.document, begins.line) : placeOfName(act, job, 'tag');
  return name || tag
    ? { name: name ?? locate(act.document, act.place), tag: tag ?? locate(act.document, act.place) }
    : null;
}
