/**
 * Pushes of which one is there for where the other fails: `docker push A || docker push B`, `if docker push A; then …; else docker
 * push B; fi`. Whether the first is refused only the registry tells.
 */
import type { Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign } from '../../../knowledge/commands.js';
import { both } from '../../../language/chance.js';
import { hasHole } from '../../../language/values.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Act, TransferAct } from '../frame.js';

/**
 * What is made only where another push fails is none of a run that goes well; and that one may be refused, and the job go on. What is
 * copied by one of two may be refused in any case.
 */
export function withFallbacks(acts: readonly Act[], command: Invocation, near: Near, endsAt: EndsAt): Act[] {
  if (!command.insteadOf && !command.otherwise) return [...acts];
  return acts.map((act) => {
    if (act.kind !== 'transfer') return act;
    if (act.found.access === 'push') return asOneOfTwo(act, command, near, endsAt);
    return act.found.isCopied && pushedBeside(command, near).length > 0 ? replaceable(act, []) : act;
  });
}

function asOneOfTwo(act: TransferAct, command: Invocation, near: Near, endsAt: EndsAt): TransferAct {
  const { reference } = act.found;
  // Whoever pushes the same once more hopes for a better day.
  const isOther = (each: string) => each !== reference;
  const instead = pushedBy(command.insteadOf, near).filter(isOther);
  if (instead.length > 0) {
    // Of a push to another host nobody is asked whether it is refused.
    const isAsked = instead.every((each) => hostOf(each) === hostOf(reference));
    return isAsked ? { ...act, runs: 'no' } : replaceable({ ...act, runs: both(act.runs, 'unknown') }, []);
  }
  if (isTriedAnew(command, near, endsAt)) return replaceable(act, []);
  // Where the script ends with it, nothing is left to be pushed.
  if (endsAt(command)) return act;
  const others = pushedBy(command.otherwise, near).filter(isOther);
  return others.length > 0 ? replaceable(act, others) : act;
}

/** @param others what is pushed in its place, as far as it is known; those of another host nobody asks about */
export function replaceable(act: TransferAct, others: readonly string[]): TransferAct {
  const { reference } = act.found;
  const areKnown = others.every((each) => !hasHole(each) && hostOf(each) === hostOf(reference));
  return { ...act, found: { ...act.found, fallbacks: areKnown ? [...new Set(others)] : [] } };
}

/** With another login, which may do what the first may not; then neither of them is surely refused. */
function isTriedAnew(command: Invocation, near: Near, endsAt: EndsAt): boolean {
  return [command, ...(command.insteadOf ?? [])].some((first) => {
    const { otherwise = [] } = first;
    if (otherwise.length === 0 || endsAt(first)) return false;
    // Whoever tries the same line again makes the login in front of it again, too.
    const isSame = otherwise.some((each) => each.offset === first.offset);
    const isLogin = otherwise.some(
      (each) =>
        (!isSame || each.offset > first.offset) && commandSign(each.words, each.stdin)?.password != null,
    );
    return isLogin && pushedBy(otherwise, near).length > 0;
  });
}

export function hostOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/') + 1);
}

type Near = (command: Invocation) => Surroundings;
type EndsAt = (command: Invocation) => boolean;

function pushedBeside({ insteadOf, otherwise }: Invocation, near: Near): string[] {
  return [...pushedBy(insteadOf, near), ...pushedBy(otherwise, near)];
}

function pushedBy(commands: readonly Invocation[] | undefined, near: Near): string[] {
  return (commands ?? [])
    .flatMap((each) => commandEffects(each.words, near(each)))
    .flatMap(({ access, reference }) => (access === 'push' ? [reference] : []));
}
