/** Ways of a script that a run which goes well does not take: those that are surely not run, and those that are there for a failure. */
import type { Invocation } from '../effects.js';
import { freshTurn } from '../known/state.js';
import type { Shell } from '../shell.js';
import type { Conditions } from './conditions.js';

/** The walk that is left for them. */
export interface Walked {
  readonly shell: Shell;
  readonly commands: Invocation[];
  readonly conditions: Conditions;
  /** The words of the command that ran last: who asks how a list ended asks for its end. */
  last: readonly string[] | null;
}

/** Walks them where somebody asks for them, and comes back to the shell as it was. */
export class Byways {
  readonly #walk: Walked;
  readonly #isAsked: boolean;
  /** Commands of those that are surely not taken. */
  readonly passed: Invocation[] = [];
  /** Is what is walked now passed over? */
  isPassing = false;

  /** @param isAsked does anybody ask for them? */
  constructor(walk: Walked, isAsked: boolean) {
    this.#walk = walk;
    this.#isAsked = isAsked;
  }

  /** Walks what is surely not run, for its commands alone: whatever it would do to the shell, it does not. */
  passOver(walk: () => void): void {
    if (this.isPassing) walk();
    if (this.isPassing || !this.#isAsked) return;
    const { shell, commands, last } = this.#walk;
    const [state, known] = [shell.state, commands.length];
    shell.state = { ...state, left: 'no', turns: [] };
    this.isPassing = true;
    walk();
    this.isPassing = false;
    shell.state = state;
    this.#walk.last = last;
    this.passed.push(...commands.splice(known));
  }

  /** Walks what is only reached where these fail, in a shell that nobody goes on with. */
  otherwise<Result>(failing: readonly Invocation[], walk: () => Result): Result | null {
    if (!this.#isAsked || failing.length === 0) return null;
    const { shell, conditions, last } = this.#walk;
    const { state } = shell;
    const turns = state.turns.map((turn, at) =>
      at === state.turns.length - 1 ? freshTurn(turn.conditions) : turn,
    );
    shell.state = { ...state, left: 'no', leftBehind: [], leftFor: [], turns };
    const result = conditions.insteadOf(failing, () => conditions.behind(null, walk));
    shell.state = state;
    this.#walk.last = last;
    return result;
  }
}
