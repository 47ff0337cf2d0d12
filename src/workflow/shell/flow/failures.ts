/**
 * What becomes of the script whose commands are walked, where one of them fails (bash manual, The Set Builtin, `-e`, `-o pipefail`):
 * nothing where somebody asks how it ends, and where it stands in a list or a pipe with more behind it.
 */
import { hasHole } from '../../language/values.js';
import type { Invocation } from '../effects.js';
import type { Fallback } from './fallbacks.js';

/** What becomes of the script: see `Invocation.ends`. undefined: nobody knows. */
export type ScriptEnd = Invocation['ends'];

/** `set -e`, `set +e`; null: neither was said, so it is as whoever started the shell has it; `open`: one of them may have been. */
type Strictness = boolean | null | 'open';

const OFF = /(?:^|\s)\+(?:\w*e|o errexit\b)/;
const ON = /(?:^|\s)-(?:\w*e|o errexit\b)/;
const UNSET = /(?:^|\s)-\w*u/;
const SET = /(?:^|\s)-\w*s/;
/** Signals by which a trap hears of a failure, and may end the script in its own way. That it ends there, no trap changes. */
const AT_FAILURES = /^(?:EXIT|0|ERR|DEBUG|RETURN)$/i;

/** What stands around the commands that are walked. */
interface Around {
  /** Somebody asks how it ends, or nobody ever does: a condition, a list or a pipe that goes on, another process. */
  isAsked: boolean;
  /**
   * More is run behind it before whoever asks has an answer, or the script ends. `perhaps`: what may end it for a failure; `turns`:
   * nothing but the next turn of a loop, if there is one.
   */
  goesOn: boolean | 'perhaps' | 'turns';
  /** What becomes of the script where all that is asked about fails; `turned`: where it fails behind a `!`. */
  behind: ScriptEnd;
  turned: ScriptEnd;
  /** A part of a pipe with more behind it. */
  isPiped: boolean;
}

/** What becomes of the script where a process within it fails, and what that process says of failures in it. */
interface Process {
  end: ScriptEnd;
  strictness: Strictness;
  /** The script sees to failures itself, or nobody sees how: what becomes of it then is not told. */
  isUnseen: boolean;
  /** What has started it may end for its failure later. */
  isLookedAfter: boolean;
  /** null: as whoever started the shell has it. */
  pipefail: boolean | null;
}

/** Kept along the walk of a script. */
export class Failures {
  #around: Around = { isAsked: false, goesOn: false, behind: 'surely', turned: undefined, isPiped: false };
  #process: Process = {
    end: 'surely',
    strictness: null,
    isUnseen: false,
    isLookedAfter: false,
    pipefail: null,
  };
  readonly #isStrict: boolean;

  /** @param isStrict is the script started by a shell that ends at the first error? */
  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  /** What is told of a command that is run now. */
  get ofCommand(): Pick<Invocation, 'ends' | 'isPiped' | 'isLookedAfter'> {
    const ends = this.here;
    if (ends === undefined) return {};
    const isPiped = this.#around.isPiped && ends !== 'never' && this.#process.pipefail === null;
    return {
      ends,
      ...(isPiped ? { isPiped: true } : {}),
      ...(this.#isLookedAfter ? { isLookedAfter: true } : {}),
    };
  }

  /** What becomes of the script where a command fails that stands here. */
  get here(): ScriptEnd {
    const { strictness, end, isUnseen } = this.#process;
    const { isAsked, goesOn, behind } = this.#around;
    if (isUnseen) return undefined;
    if (goesOn === false) return behind;
    if (!isAsked && strictness === 'open') return undefined;
    if (!isAsked && strictness === true) return end;
    if (!isAsked && strictness === null) return end === 'surely' ? 'strictly' : end;
    return goesOn === true ? 'never' : undefined;
  }

  get #isLookedAfter(): boolean {
    return this.#mayEnd || this.#process.isLookedAfter;
  }

  /** Does the shell surely end here where a command fails (`set -e`)? */
  get isFatal(): boolean {
    const { strictness } = this.#process;
    return !this.#around.isAsked && (strictness === true || (strictness === null && this.#isStrict));
  }

  /** Does a pipe surely fail with any of its parts? */
  get isPipeFatal(): boolean {
    return this.#process.pipefail === true;
  }

  /** What stands behind may end the script for a failure here; or nothing does, and the script ends as this. */
  get #mayEnd(): boolean {
    return typeof this.#around.goesOn === 'string';
  }

  /** Where nothing ends for the failure, but something is kept of it: what stands behind may look at that. */
  get atTrace(): ScriptEnd {
    return this.#isLookedAfter ? undefined : 'never';
  }

  /** Where the process ends by itself: `exit 1`. */
  get atExit(): ScriptEnd {
    return this.#process.isUnseen ? undefined : this.#process.end;
  }

  /**
   * What becomes of the script where a command fails, and this is there for it.
   *
   * @param isLast does what stands here end as this does?
   */
  endAt(fallback: Fallback, isLast: boolean): ScriptEnd {
    switch (fallback) {
      case 'exits':
        return this.atExit;
      case 'fails':
        return isLast ? this.here : undefined;
      case 'goes on':
        return 'never';
      case 'keeps it':
        return this.atTrace;
    }
    return undefined;
  }

  /** @param goesOn does the script do more behind what is walked? `perhaps`: what may end it for a failure */
  before<Result>(goesOn: boolean | 'perhaps', walk: () => Result): Result {
    const before = this.#around.goesOn;
    const isSaid = before === false || goesOn === 'perhaps' || (before === 'turns' && goesOn);
    return this.#within({ goesOn: isSaid ? goesOn : before }, walk);
  }

  /** Walks the turns of a loop, which ends as the last command of its last turn (bash manual, Looping Constructs). */
  inTurns<Result>(walk: () => Result): Result {
    return this.#around.goesOn === false ? this.#within({ goesOn: 'turns' }, walk) : walk();
  }

  /**
   * Walks what may fail, and somebody looks at that.
   *
   * @param behind what then becomes of the script
   * @param turned the same, where it is turned by a `!`
   */
  asking<Result>(walk: () => Result, behind?: ScriptEnd, turned?: ScriptEnd): Result {
    return this.#within({ isAsked: true, goesOn: false, behind, turned, isPiped: false }, walk);
  }

  /** Walks what stands behind a `!`: of itself that ends nothing. */
  negated<Result>(walk: () => Result): Result {
    const { isAsked, goesOn, turned } = this.#around;
    return this.asking(walk, isAsked && goesOn === false ? turned : 'never');
  }

  /** Walks what stands in front of a `&&`: what fails there is the end of the whole list, and of no more than that. */
  inList<Result>(walk: () => Result): Result {
    const { goesOn, behind } = this.#around;
    const end = this.#mayEnd ? undefined : goesOn ? 'never' : behind;
    return this.asking(walk, end);
  }

  /** Walks a part of a pipe in front of its end: it fails with the pipe, or nobody hears of it. */
  inPipe<Result>(walk: () => Result): Result {
    if (this.#process.pipefail === true) return walk();
    if (this.#process.pipefail === null) return this.#within({ isPiped: true }, walk);
    return this.asking(walk, this.#mayEnd ? undefined : 'never');
  }

  /** What a process says of itself, it says of no other. */
  inProcess<Result>(walk: () => Result): Result {
    const before = this.#process;
    const end = this.here;
    this.#process = { ...before, end, isLookedAfter: this.#isLookedAfter };
    const result = this.#within({ goesOn: false, behind: end }, walk);
    this.#process = before;
    return result;
  }

  /** Another shell, which begins as it is told. @param isStrict null: nobody knows what it makes of failures */
  inShell<Result>(isStrict: boolean | null, walk: () => Result): Result {
    if (isStrict === null) return this.beside(walk);
    const before = this.#process;
    const end = this.here;
    const isUnseen = end === undefined;
    this.#process = {
      end,
      strictness: isStrict,
      isUnseen,
      isLookedAfter: this.#isLookedAfter,
      pipefail: false,
    };
    const result = this.#within({ isAsked: false, goesOn: false, behind: end, turned: undefined }, walk);
    this.#process = before;
    return result;
  }

  /**
   * Walks the `$(…)` that a command ends as: it ends as its last command does. Whether a failure in front of that ends it is another thing in
   * each shell (bash manual, Command Execution Environment).
   */
  answering<Result>(walk: () => Result): Result {
    const before = this.#process;
    const { end } = before;
    this.#process = { ...before, strictness: 'open' };
    const around = { isAsked: false, goesOn: false, behind: end, turned: undefined, isPiped: false };
    const result = this.#within(around, walk);
    this.#process = before;
    return result;
  }

  /** Walks what is run beside the script, or for its text: nobody knows what comes of a failure in it. */
  beside<Result>(walk: () => Result): Result {
    const before = this.#process;
    this.#process = { ...before, strictness: 'open', isUnseen: true };
    const result = walk();
    this.#process = before;
    return result;
  }

  /** A command of the shell that may change all of that. @param isSure it is surely run */
  said([name = '', ...args]: readonly string[], isSure: boolean): void {
    if (name === 'trap' && args.some((each) => AT_FAILURES.test(each))) this.#process.isUnseen = true;
    const process = this.#process;
    if (name !== 'set' && name !== 'shopt') return;
    const said = args.join(' ').replace(/(?:^|\s)--(?:\s.*)?$/s, '');
    const isOff = name === 'set' ? OFF.test(said) : UNSET.test(said) && args.includes('errexit');
    const isOn = name === 'set' ? ON.test(said) : SET.test(said) && args.includes('errexit');
    if (hasHole(said)) process.strictness = 'open';
    else if (isOff || isOn) this.#saidStrict(isOn, isSure);
    const at = args.indexOf('pipefail');
    if (at > 0)
      process.pipefail =
        name === 'set' ? isSure && /^-\w*o$/.test(args[at - 1] as string) : !UNSET.test(said);
  }

  #saidStrict(isOn: boolean, isSure: boolean): void {
    const process = this.#process;
    if (isSure || process.strictness === isOn) process.strictness = isOn;
    // Where the shell is strict by itself nothing is different.
    else if (isOn && process.strictness === null) process.isLookedAfter = true;
    else process.strictness = 'open';
  }

  /** What nobody reads may see to failures from here on. */
  unseen(): void {
    this.#process.strictness = 'open';
    this.#process.isUnseen = true;
  }

  #within<Result>(around: Partial<Around>, walk: () => Result): Result {
    const before = this.#around;
    this.#around = { ...before, ...around };
    const result = walk();
    this.#around = before;
    return result;
  }
}
