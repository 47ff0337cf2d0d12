/**
 * What becomes of the process whose commands are walked, where one of them fails (bash manual, The Set Builtin, `-e`): nothing where
 * somebody asks how it ends, and where it stands in a list or a pipe with more behind it.
 */
import { hasHole } from '../language/values.js';
import type { Invocation } from './effects.js';

/** `set -e`, `set +e`; null: neither was said, so it is as whoever started the shell has it; `unseen`: the script sees to failures itself. */
type Strictness = boolean | null | 'unseen';

const OFF = /(?:^|\s)\+(?:\w*e|o errexit\b)/;
const ON = /(?:^|\s)-(?:\w*e|o errexit\b)/;
const UNSET = /(?:^|\s)-\w*u/;
/** Signals by which a trap hears of a failure, and may end the script in its own way. */
const AT_FAILURES = /^(?:EXIT|0|ERR|DEBUG|RETURN)$/i;

/** Kept along the walk of a script. */
export class Failures {
  /** Somebody asks how it ends, or nobody ever does: a condition, a list or a pipe that goes on, another process. */
  #isAsked = false;
  /** More is run behind it before the script ends. */
  #goesOn = false;
  #strictness: Strictness = null;
  /** What `set -e` comes to: the end of a process within the script is no more of an error than its errors are outside of it. */
  #strictest: Strictness = true;
  #isWithin = false;

  /** What is told of a command that is run now. */
  get ofCommand(): Pick<Invocation, 'ends'> {
    if (this.#strictness === 'unseen') return {};
    if (!this.#goesOn || (!this.#isAsked && this.#strictness === true)) return { ends: 'surely' };
    return !this.#isAsked && this.#strictness === null ? { ends: 'strictly' } : {};
  }

  /** @param goesOn does the script do more behind what is walked? */
  before<Result>(goesOn: boolean, walk: () => Result): Result {
    return this.#within(this.#isAsked, this.#goesOn || goesOn, walk);
  }

  /** Walks what may fail, and the script goes on. */
  asking<Result>(walk: () => Result): Result {
    return this.#within(true, true, walk);
  }

  /** Walks what stands in a list in front of its end: what fails there is the end of the whole list, where nothing but `&&` follows. */
  inList<Result>(operators: readonly string[], index: number, walk: () => Result): Result {
    const isLast = index === operators.length;
    const isPassedOn = operators.indexOf('||', index) === -1;
    return this.#within(this.#isAsked || !isLast, this.#goesOn || !isPassedOn, walk);
  }

  /** What a process says of itself, it says of no other. */
  inProcess<Result>(walk: () => Result): Result {
    const [strictness, strictest, isWithin] = [this.#strictness, this.#strictest, this.#isWithin];
    if (isWithin) this.#strictest = strictness;
    this.#isWithin = true;
    const result = walk();
    this.#strictness = strictness;
    this.#strictest = strictest;
    this.#isWithin = isWithin;
    return result;
  }

  /** A command of the shell that may change all of that. @param isSure it is surely run */
  said([name = '', ...args]: readonly string[], isSure: boolean): void {
    if (name === 'trap' && args.some((each) => AT_FAILURES.test(each))) this.unseen();
    if (this.#strictness === 'unseen' || (name !== 'set' && name !== 'shopt')) return;
    const said = args.join(' ').replace(/(?:^|\s)--(?:\s.*)?$/s, '');
    const isOff = name === 'set' ? OFF.test(said) : UNSET.test(said) && args.includes('errexit');
    if (isOff || hasHole(said)) this.#strictness = false;
    else if (name === 'set' && isSure && ON.test(said)) this.#strictness = this.#strictest;
  }

  /** What nobody reads may see to failures from here on. */
  unseen(): void {
    this.#strictness = 'unseen';
  }

  #within<Result>(isAsked: boolean, goesOn: boolean, walk: () => Result): Result {
    const [asked, more] = [this.#isAsked, this.#goesOn];
    this.#isAsked = isAsked;
    this.#goesOn = goesOn;
    const result = walk();
    this.#isAsked = asked;
    this.#goesOn = more;
    return result;
  }
}
