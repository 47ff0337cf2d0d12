/**
 * The credentials that pushes out of sight would find: those of a program, a script or an action that nobody reads. Which of them
 * pushes no text tells, so each may. Somebody else has to say that one does: by naming the images, or by telling it one.
 */
import { hostOfAddress } from '../../knowledge/clients.js';
import { isMeantFor, mayBeAt, referenceAt } from '../../knowledge/names/names.js';
import { HOLE, isHole } from '../../language/values.js';
import { child, text } from '../../text/document.js';
import { credentialsOf, type TransferReading } from '../logins/credentials.js';
import { passwordOf } from '../logins/passwords.js';
import type { Act, OpaqueAct, SignAct, TransferAct } from '../steps/frame.js';
import { publishes } from './hidden-pushes.js';

/** A push that an unread act may make. */
export interface UnseenPush {
  reading: TransferReading;
  /** Names of the registry that the act is told. */
  told: readonly string[];
  /** It says that it pushes them. */
  saysPush: boolean;
  /** It has a home folder of its own, and is given nothing to log in with. */
  isCutOff: boolean;
  /** With a home folder of its own, too, and this to log in with; absent: it has that of the machine. */
  handed?: readonly string[] | undefined;
  /** What it is given to read where it is named for pushing: it may log in with that by itself. */
  given: readonly string[];
  /** The login that its inputs name, by a password that is surely empty; absent: there is none such. */
  empty?: SignAct | undefined;
}

/**
 * A reading for each unread act of the steps to come, but for those that find what the one before them finds and are told the same.
 * A logout counts for none of them: jobs end with it, and nobody knows on which side of it the push stands.
 *
 * @param acts of a job
 * @returns in their order; where the job is seen to push, those alone that are told a name, or that it is who pushes
 */
export function unseenPushes(acts: readonly Act[], registry: string): UnseenPush[] {
  const seen = acts.filter((act) => isPushHere(act, registry));
  const isSeen = seen.length > 0;
  // Those that are only said to push: by the name of what is run, say.
  const areNameless = seen.every((act) => act.kind !== 'transfer' || isHole(act.found.reference));
  const around: Act[] = [];
  const found = new Map<TransferAct, Omit<UnseenPush, 'reading'>>();
  const alike = new Set<string>();
  for (const act of acts) {
    if (act.kind === 'transfer' || (act.kind === 'sign' && act.sign.password === null)) continue;
    if (act.kind === 'sign') alike.clear();
    if (act.kind === 'opaque' && !act.isPast && act.runs !== 'no') {
      const { runs, authFolder, home, mayBePodman, saysPush = false, isCutOff = false, handed } = act;
      const told = toldNames(act, registry);
      const isPusher = seen.some(({ step }) => step === act.step);
      const given = areNameless ? givenToPusher(act, isPusher ? null : registry) : [];
      const empty = emptyLoginOf(act, acts, registry);
      const key = JSON.stringify([
        empty !== undefined,
        runs,
        authFolder,
        home,
        isCutOff,
        mayBePodman,
        told,
        saysPush,
        given,
        handed,
      ]);
      if (!alike.has(key) && (told.length > 0 || !isSeen || given.length > 0)) {
        const push = supposedPush(act, registry);
        found.set(push, { told, saysPush, isCutOff, given, handed, empty });
        around.push(push);
      }
      alike.add(key);
    }
    around.push(act);
  }
  if (found.size === 0) return [];
  return [...credentialsOf(around, registry)].flatMap((reading) => {
    const of = found.get(reading.act);
    return of ? [{ reading, ...of }] : [];
  });
}

/** The names of the registry among what an act is given to read. */
export function toldNames({ told = [] }: OpaqueAct, registry: string): string[] {
  const words = told.flatMap((each) => each.split(/[\s,]+/));
  // Behind the name of an option, and a scheme: `REF=oci://ghcr.io/octo/app`.
  const bare = (word: string) => word.replace(/^[\w.-]+=/, '').replace(/^(?:oci|docker|registry):\/\//, '');
  return words.flatMap((word) => referenceAt(registry, bare(word)) ?? []);
}

/** None where nothing says that it pushes. @param registry which it has to be told; null: it is known to push */
function givenToPusher({ told = [], says, step }: OpaqueAct, registry: string | null): string[] {
  const given = [...new Set([...told, ...(says?.environment.values() ?? [])])];
  if (registry === null) return given;
  if (![says?.command ?? '', ...given].some((each) => each.includes(registry))) return [];
  const name = text(child(step.node, 'name')) ?? '';
  return publishes(says ?? { name, command: step.uses?.source ?? '' }) ? given : [];
}

/** A registry and a password among its inputs are a login that nobody else finds. No text of the run fills in a secret that can't be. */
function emptyLoginOf({ step }: OpaqueAct, acts: readonly Act[], registry: string): SignAct | undefined {
  if (!step.uses) return undefined;
  return acts.find((each): each is SignAct => {
    if (each.kind !== 'sign' || each.step !== step || each.sign.stores.length > 0) return false;
    if (hostOfAddress(each.sign.host) !== registry) return false;
    const password = passwordOf(each.sign.password ?? '');
    return password.kind === 'absent' && password.why === 'impossible';
  });
}

function isPushHere(act: Act, registry: string): boolean {
  if (act.kind !== 'transfer' || act.found.access !== 'push' || act.runs === 'no') return false;
  const { reference } = act.found;
  return isMeantFor(registry, reference) || mayBeAt(registry, reference);
}

function supposedPush(act: OpaqueAct, registry: string): TransferAct {
  const { hasCredential, says, told, saysPush, isCutOff, handed, ...place } = act;
  const found = { reference: `${registry}/${HOLE}`, access: 'push', role: 'image', runs: 'yes' } as const;
  return { ...place, kind: 'transfer', found };
}
