/**
 * Pushes of which one is there for where the other fails: `docker push A || docker push B`, `if docker push A; then …; else docker
 * push B; fi`. Whether the first is refused only the registry tells.
 */
import type { Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign } from '../../../knowledge/commands.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Act } from '../frame.js';

/**
 * What is made only where another push fails is none of a run that goes well; and that one may be refused, and the job go on. What is
 * copied by one of two may be refused in any case.
 */
export function withFallbacks(acts: readonly Act[], command: Invocation, near: Near): Act[] {
  if (!command.insteadOf && !command.otherwise) return [...acts];
  return acts.map((act) => {
    if (act.kind !== 'transfer') return act;
    if (act.found.isCopied) {
      const others = [...pushedBy(command.insteadOf, near), ...pushedBy(command.otherwise, near)];
      return others.length > 0 ? { ...act, found: { ...act.found, hasFallback: true as const } } : act;
    }
    if (act.found.access !== 'push') return act;
    const isOther = (each: string) => each !== act.found.reference;
    // Whoever pushes the same once more hopes for a better day.
    if (pushedBy(command.insteadOf, near).some(isOther)) return { ...act, runs: 'no' as const };
    return pushedBy(command.otherwise, near).some(isOther) || isTriedAnew(command, near)
      ? { ...act, found: { ...act.found, hasFallback: true as const } }
      : act;
  });
}

/** With another login, which may do what the first may not; then neither of them is surely refused. */
function isTriedAnew(command: Invocation, near: Near): boolean {
  return [command, ...(command.insteadOf ?? [])].some(({ otherwise = [] }) => {
    const isLogin = otherwise.some((each) => commandSign(each.words, each.stdin)?.password != null);
    return isLogin && pushedBy(otherwise, near).length > 0;
  });
}

type Near = (command: Invocation) => Surroundings;

function pushedBy(commands: readonly Invocation[] | undefined, near: Near): string[] {
  return (commands ?? [])
    .flatMap((each) => commandEffects(each.words, near(each)))
    .flatMap(({ access, reference }) => (access === 'push' ? [reference] : []));
}
