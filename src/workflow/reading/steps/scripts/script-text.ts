/** The script of a step as its text is read: filled in, in the words of a shell, and where each of its commands stands. */
import type { Surroundings } from '../../../knowledge/clients.js';
import { BATCH, batchInPlainWords } from '../../../shell/batch/batch.js';
import type { Invocation } from '../../../shell/effects.js';
import { withFileVariables } from '../../../shell/known/step-files.js';
import { inPlainWords } from '../../../shell/powershell/powershell.js';
import { inOneSpelling } from '../../../shell/spelling.js';
import { isPipeStrict, isPosixShell, isStrictShell } from '../../../shell/starting/shells.js';
import { entrySpan, type Span, type YamlEntry, type YamlScalar } from '../../../text/document.js';
import { type Act, type Here, type OpaqueAct, ofStep, saidBy, surroundings } from '../frame.js';
import { ScriptLines } from '../places.js';
import { isCredentialInReach } from '../reach.js';
import { isCaseless } from './caseless.js';
import { POWERSHELL, shellOf, toldEnvironment } from './script-place.js';

/** A script, in its step. */
export class ScriptText {
  readonly here: Here;
  readonly #run: YamlEntry;
  /** The place of all of it. */
  readonly whole: Span;
  readonly shell: string;
  /** As it stands. */
  readonly written: string;
  /** PowerShell, or plain commands of `cmd`, which read as a shell's. */
  readonly isForeign: boolean;
  /** Filled in, and in the words that a shell would have. */
  readonly script: string;
  readonly #hasCredential: boolean;
  #turns: boolean | undefined;
  #lines: ScriptLines | undefined;

  /** @param written the script, as it stands */
  constructor(here: Here, run: YamlEntry, written: string) {
    this.here = here;
    this.#run = run;
    this.whole = entrySpan(run);
    this.shell = shellOf(here, written);
    const isPowerShell = POWERSHELL.test(this.shell);
    const spelled = isCaseless(here, this.shell)
      ? inOneSpelling(written, isPowerShell, here.environment.spelled)
      : written;
    this.written = withFileVariables(spelled, isPowerShell);
    const filled = here.expressions.interpolate(this.written, here.contexts);
    const batch = BATCH.test(this.shell) ? batchInPlainWords(filled) : null;
    this.isForeign = isPowerShell || batch !== null;
    this.script = isPowerShell ? inPlainWords(filled, !here.step.uses) : (batch ?? filled);
    this.#hasCredential = isCredentialInReach(here);
  }

  /** What stands for the conditions of the script, beside those of steps. */
  get place(): string {
    return `${this.here.document.file}:${this.#run.key.start}`;
  }

  /** The line that a command stands on. */
  lineOf({ offset }: Invocation): Span {
    this.#lines ??= new ScriptLines(this.here.document, this.#run.value.node as YamlScalar, this.script);
    return this.#lines.at(offset) ?? this.whole;
  }

  /** Does the step end where the command fails? */
  endsAt(command: Invocation): boolean {
    return this.goesOnAt(command) === false;
  }

  /** Does the script go on where the command fails, and whoever started it hears nothing of that? null: nobody knows. */
  goesOnAt({ ends, isPiped, isLookedAfter }: Invocation): boolean | null {
    const isPassed = this.#isOwn && !isLookedAfter && isPosixShell(this.shell) ? true : null;
    if (isPiped && (!this.#isOwn || !isPipeStrict(this.shell))) return isPassed;
    if (ends === 'surely') return false;
    if (ends === 'never') return this.isForeign ? null : true;
    if (ends === undefined || !this.#isOwn) return null;
    return this.isStrict ? false : isPassed;
  }

  /** In which shell an action runs a script, nobody knows. */
  get #isOwn(): boolean {
    return !this.isForeign && !this.here.step.uses;
  }

  /** Does its shell surely end at the first error? */
  get isStrict(): boolean {
    return this.#isOwn && isStrictShell(this.shell);
  }

  /** May some of its lines be run more than once, or in another order? */
  get isTurned(): boolean {
    this.#turns ??= TURNS.test(this.script);
    return this.#turns;
  }

  /** The files that a command sees are those that the lines before it have left; what is done again and again, all of them. */
  around(command: Invocation): Surroundings {
    const until = () => (this.isTurned ? this.here.step.node.end : this.lineOf(command).end);
    return surroundings(this.here, until);
  }

  /** That it may do what nobody reads. @param command the words of the one that is meant; empty: the whole script */
  opaque(
    command: string,
    more: Partial<Pick<OpaqueAct, 'runs' | 'hasCredential' | 'told' | 'saysPush' | 'pushes'>> = {},
  ): Act {
    const says = saidBy(this.here, { command, environment: toldEnvironment(this.here) });
    const act = { ...ofStep(this.here), place: this.whole };
    return { ...act, kind: 'opaque', hasCredential: this.#hasCredential, says, ...more };
  }

  /** It may be kept for later steps. */
  noteCredential(): void {
    const { state, runs } = this.here;
    state.hasCredential ||= this.#hasCredential && runs !== 'no';
  }
}

const TURNS = /\b(?:for|foreach|while|until|select|function|trap)\b|\(\)\s*\{/i;
