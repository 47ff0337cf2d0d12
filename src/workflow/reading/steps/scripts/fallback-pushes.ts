/**
 * Pushes of which one is there for where the other fails: `docker push A || docker push B`, `if docker push A; then …; else docker
 * push B; fi`. Whether the first is refused only the registry tells.
 */
import type { Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign } from '../../../knowledge/commands.js';
import { both } from '../../../language/chance.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Act, TransferAct } from '../frame.js';

/**
 * What is made only where another push fails is none of a run that goes well; and that one may be refused, and the job go on. What is
 * copied by one of two may be refused in any case.
 */
export function withFallbacks(acts: readonly Act[], command: Invocation, near: Near): Act[] {
  if (!command.insteadOf && !command.otherwise) return [...acts];
  return acts.map((act) => {
    if (act.kind !== 'transfer') return act;
    if (act.found.access === 'push') return asOneOfTwo(act, command, near);
    return act.found.isCopied && pushedBeside(command, near).length > 0 ? replaceable(act) : act;
  });
}

function asOneOfTwo(act: TransferAct, command: Invocation, near: Near): TransferAct {
  const { reference } = act.found;
  // Whoever pushes the same once more hopes for a better day.
  const isOther = (each: string) => each !== reference;
  const instead = pushedBy(command.insteadOf, near).filter(isOther);
  if (instead.length > 0) {
    // Of a push to another host nobody is asked whether it is refused.
    const isAsked = instead.every((each) => hostOf(each) === hostOf(reference));
    return isAsked ? { ...act, runs: 'no' } : replaceable({ ...act, runs: both(act.runs, 'unknown') });
  }
  const isReplaced = pushedBy(command.otherwise, near).some(isOther) || isTriedAnew(command, near);
  return isReplaced ? replaceable(act) : act;
}

function replaceable(act: TransferAct): TransferAct {
  return { ...act, found: { ...act.found, hasFallback: true } };
}

/** With another login, which may do what the first may not; then neither of them is surely refused. */
function isTriedAnew(command: Invocation, near: Near): boolean {
  return [command, ...(command.insteadOf ?? [])].some(({ otherwise = [] }) => {
    const isLogin = otherwise.some((each) => commandSign(each.words, each.stdin)?.password != null);
    return isLogin && pushedBy(otherwise, near).length > 0;
  });
}

function hostOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/') + 1);
}

type Near = (command: Invocation) => Surroundings;

function pushedBeside({ insteadOf, otherwise }: Invocation, near: Near): string[] {
  return [...pushedBy(insteadOf, near), ...pushedBy(otherwise, near)];
}

function pushedBy(commands: readonly Invocation[] | undefined, near: Near): string[] {
  return (commands ?? [])
    .flatMap((each) => commandEffects(each.words, near(each)))
    .flatMap(({ access, reference }) => (access === 'push' ? [reference] : []));
}
