/**
 * Pushes of which one is there for where the other fails: `docker push A || docker push B`, `if docker push A; then …; else docker
 * push B; fi`. Whether the first is refused only the registry tells.
 */
import type { Surroundings } from '../../../knowledge/clients.js';
import { commandEffects, commandSign } from '../../../knowledge/commands.js';
import { imagesMissed } from '../../../knowledge/looks.js';
import { both } from '../../../language/chance.js';
import type { Invocation } from '../../../shell/effects.js';
import type { Act, TransferAct } from '../frame.js';
import { hostOf, madeOnlyWith, madeUnless, replaceable } from '../replaceable.js';

/**
 * What is made only where another push fails is none of a run that goes well; and that one may be refused, and the job go on. What is
 * copied by one of two may be refused in any case. Each command of a script is read once for what it pushes: it may be there for many.
 */
export class FallbackPushes {
  readonly #near: (command: Invocation) => Surroundings;
  readonly #endsAt: (command: Invocation) => boolean;
  readonly #pushed = new Map<Invocation, readonly string[]>();
  readonly #logins = new Map<Invocation, boolean>();

  constructor(near: (command: Invocation) => Surroundings, endsAt: (command: Invocation) => boolean) {
    this.#near = near;
    this.#endsAt = endsAt;
  }

  /** The acts of a command, with what is known of them where it is one of two. */
  among(acts: readonly Act[], command: Invocation): Act[] {
    if (!command.insteadOf && !command.otherwise && !command.onlyWith) return [...acts];
    return acts.map((act) => {
      if (act.kind !== 'transfer') return act;
      if (act.found.access === 'push') return this.#asOneOfTwo(act, command);
      return act.found.isCopied && this.#hasPushBeside(command) ? replaceable(act, []) : act;
    });
  }

  #asOneOfTwo(act: TransferAct, command: Invocation): TransferAct {
    const { reference } = act.found;
    // Whoever pushes the same once more hopes for a better day.
    const isOther = (each: string) => each !== reference;
    const replaced = this.#pushedBy(command.insteadOf);
    const instead = replaced.filter(isOther);
    if (instead.length > 0) {
      // Of a push to another host nobody is asked whether it is refused.
      const isAsked = instead.every((each) => hostOf(each) === hostOf(reference));
      return isAsked ? { ...act, runs: 'no' } : replaceable({ ...act, runs: both(act.runs, 'unknown') }, []);
    }
    if (command.insteadOf && replaced.length === 0) return behindFailure(act, command.insteadOf);
    if (this.#isTriedAnew(command)) return replaceable(act, []);
    // Where the script ends with it, nothing is left to be pushed.
    if (this.#endsAt(command)) return behindSuccess(act, command.onlyWith);
    const others = this.#pushedBy(command.otherwise).filter(isOther);
    return others.length > 0 ? replaceable(act, others) : behindSuccess(act, command.onlyWith);
  }

  /** With another login, which may do what the first may not; then neither of them is surely refused. */
  #isTriedAnew(command: Invocation): boolean {
    return [command, ...(command.insteadOf ?? [])].some((first) => {
      const { otherwise = [] } = first;
      if (otherwise.length === 0 || this.#endsAt(first)) return false;
      // Whoever tries the same line again makes the login in front of it again, too.
      const isSame = otherwise.some((each) => each.offset === first.offset);
      const isLogin = otherwise.some((each) => (!isSame || each.offset > first.offset) && this.#logsIn(each));
      return isLogin && this.#pushedBy(otherwise).length > 0;
    });
  }

  #hasPushBeside({ insteadOf, otherwise }: Invocation): boolean {
    return this.#pushedBy(insteadOf).length > 0 || this.#pushedBy(otherwise).length > 0;
  }

  #pushedBy(commands: readonly Invocation[] = []): string[] {
    return commands.flatMap((each) => {
      const known = this.#pushed.get(each);
      if (known) return known;
      const made = commandEffects(each.words, this.#near(each)).flatMap(({ access, reference }) =>
        access === 'push' ? [reference] : [],
      );
      this.#pushed.set(each, made);
      return made;
    });
  }

  #logsIn(command: Invocation): boolean {
    const known = this.#logins.get(command);
    if (known !== undefined) return known;
    const made = commandSign(command.words, command.stdin)?.password != null;
    this.#logins.set(command, made);
    return made;
  }
}

/**
 * What is made only where something else fails, `npm test || docker push …`: whether it does, nobody knows, but of an image that is
 * looked for the registry tells whether it is there.
 */
function behindFailure(act: TransferAct, failing: readonly Invocation[]): TransferAct {
  return madeUnless(act, imagesMissed(failing.map(({ words }) => words)));
}

/** What is made only where an image is there, `if docker manifest inspect A; then docker push B; fi`. */
function behindSuccess(act: TransferAct, looking: readonly Invocation[] = []): TransferAct {
  return act.runs === 'yes' ? act : madeOnlyWith(act, imagesMissed(looking.map(({ words }) => words)));
}
