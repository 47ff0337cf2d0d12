/** Where a shell prints: to who reads it, such as a `$(…)` or the next part of a pipe, to the files of its step, or to others. */
import type { Command, Redirection, Word } from 'unbash';
import { type Chance, opposite } from '../language/chance.js';
import { filteredBy } from './changed-files.js';
import type { Invocation } from './effects.js';
import { handedStepFile, keptStepFiles } from './handed-step-files.js';
import {
  type Ending,
  endingsOfPairs,
  handedName,
  knownEnding,
  MOST_HANDED,
  NO_ENDINGS,
  withoutEndings,
} from './known/endings.js';
import { fileKey, madeWith } from './known/made-files.js';
import type { State } from './known/state.js';
import { oldStyleWrite, pairsOf, pairsWritten, type StepFile, writtenWith } from './known/step-files.js';
import {
  givenFile,
  isAppended,
  isErrorsAway,
  isErrorsToo,
  isSaidAsError,
  isSentAway,
  outputFiles,
  stepFilesIn,
} from './redirections.js';
import { writtenWords } from './words/command-words.js';
import { type WordScope, wordText } from './words/words.js';

/** A longer text is not kept. In characters. */
const LONGEST_SAID = 64 * 1024;

/** Where something is printed: the text that somebody reads, a file of the step, or another one. */
type Output = 'text' | StepFile | { key: string; isMore: boolean };

const isNoOption = ({ text }: Word) => !text.startsWith('-');
/** `tee -a` */
const isToAppend = ({ text }: Word) => /^(?:-\w*a\w*|--append)$/.test(text);

/** The shell that prints. */
interface PrintingShell extends WordScope {
  state: State;
  /** Has what stands at this point been left before? */
  readonly isPassed: Chance;
  /** The commands for whose failure it has not been left. */
  readonly leftBehind: readonly Invocation[];
  readonly keepsEndings: boolean;
}

/** The outputs of a shell, as redirections turn them. */
export class Outputs {
  readonly #shell: PrintingShell;
  /** Where whatever is printed here goes to. */
  #printsTo: readonly Output[] = [];
  /** And where goes what is said as an error? */
  #errorsTo: readonly Output[] = [];
  /** Of what was read last. */
  readEnding: Ending | null = null;
  /** Had the script ended already where the text begins? */
  #textLeft: Chance = 'no';

  constructor(shell: PrintingShell) {
    this.#shell = shell;
  }

  /** Walks what prints to where the redirections say. */
  within<Result>(redirects: readonly Redirection[], walk: () => Result): Result {
    const [before, errorsBefore] = [this.#printsTo, this.#errorsTo];
    this.#errorsTo = this.#errorsOf(redirects);
    if (isSaidAsError(redirects)) this.#printsTo = errorsBefore;
    else if (isSentAway(redirects)) {
      const outputs = this.#outputs(outputFiles(redirects), isAppended(redirects));
      for (const each of outputs) if (typeof each !== 'string' && !each.isMore) this.#write(each, '');
      this.#printsTo = outputs.map((each) => (typeof each === 'string' ? each : { ...each, isMore: true }));
    }
    const result = walk();
    this.#printsTo = before;
    this.#errorsTo = errorsBefore;
    return result;
  }

  #errorsOf(redirects: readonly Redirection[]): readonly Output[] {
    if (isErrorsToo(redirects)) return this.#printsTo;
    return isErrorsAway(redirects) ? [] : this.#errorsTo;
  }

  /** What is printed on the walk for who reads it; null where that is not known. */
  readIn(walk: () => void): string | null {
    const [printsTo, errorsTo] = [this.#printsTo, this.#errorsTo];
    const textLeft = this.#textLeft;
    const { text: outerText, textEnding: outerEnding } = this.#shell.state;
    this.#printsTo = ['text'];
    // Those of what surrounds it go to another reader.
    this.#errorsTo = [];
    this.#textLeft = this.#shell.state.left;
    this.#shell.state.text = '';
    this.#shell.state.textEnding = null;
    walk();
    const { text, textEnding } = this.#shell.state;
    this.readEnding = textEnding;
    this.#shell.state = { ...this.#shell.state, text: outerText, textEnding: outerEnding };
    this.#printsTo = printsTo;
    this.#errorsTo = errorsTo;
    this.#textLeft = textLeft;
    return text;
  }

  /** Something is printed that nobody knows. */
  unknown(): void {
    if (this.#printsTo.includes('text')) this.#shell.state.text = null;
  }

  /** What is written to a file of the step by another name is not followed. */
  keep(words: readonly Word[]): void {
    for (const file of keptStepFiles(words)) this.#write(file, null);
  }

  /** What a command prints, where it goes to a file of the step or somebody reads it. */
  print(command: Command, words: readonly string[], said: string | null): void {
    const { redirects } = command;
    const targets = isSaidAsError(redirects)
      ? this.#errorsTo
      : isSentAway(redirects)
        ? this.#outputs(outputFiles(redirects), isAppended(redirects))
        : this.#printsTo;
    for (const each of [...targets, ...this.#copies(command, words)]) this.#write(each, said);
    const handed = handedStepFile(command, words, this.#shell);
    if (handed) this.#write(handed.file, handed.text);
    // Of what is not known to print, nobody knows the errors either.
    if (said === null && this.#errorsOf(redirects).includes('text')) this.#say(null);
    // `sed … FILE > OTHER`
    const [only] = targets;
    if (
      said === null &&
      targets.length === 1 &&
      only !== undefined &&
      typeof only !== 'string' &&
      !only.isMore
    )
      this.#shell.state.made = filteredBy(words, givenFile(redirects), only.key, this.#shell);
    const old = words[0] === 'echo' ? oldStyleWrite(words.slice(1).join(' ')) : null;
    if (old) this.#write(old.file, old.text);
  }

  /** Where the script may have ended before, nobody knows what it has said. */
  #say(said: string | null): void {
    const { text } = this.#shell.state;
    if (said === '') return;
    this.#shell.state.textEnding = null;
    const isLost = said === null || text === null || this.#shell.isPassed !== this.#textLeft;
    this.#shell.state.text = isLost || text.length + said.length > LONGEST_SAID ? null : text + said;
  }

  /** What `tee` writes to, whatever stands before it. */
  #copies(command: Command, [name]: readonly string[]): Output[] {
    if (name !== 'tee') return [];
    const all = writtenWords(command);
    const written = all.slice(all.findIndex(({ text }) => text === 'tee') + 1);
    return this.#outputs(written.filter(isNoOption), written.some(isToAppend));
  }

  /** The step's own files, and others by their paths. */
  #outputs(files: readonly Word[], isMore: boolean): Output[] {
    return files.flatMap((each): Output[] => {
      const [own] = stepFilesIn([each]);
      if (own) return [own];
      const key = fileKey(this.#shell.state.process.folder, wordText(each, this.#shell));
      return key === null ? [] : [{ key, isMore }];
    });
  }

  #write(file: Output, said: string | null): void {
    const { files, made } = this.#shell.state;
    if (file === 'text') this.#say(said);
    else if (typeof file !== 'string') this.#shell.state.made = madeWith(made, file.key, said, file.isMore);
    else {
      this.#keepsEndings(file, said);
      this.#shell.state.files = {
        ...files,
        [file]: writtenWith(files[file], said, opposite(this.#shell.isPassed)),
      };
    }
  }

  /** What was handed on under a name says nothing any more where it is written anew, but behind a success for which the script was left. */
  #keepsEndings(file: StepFile, said: string | null): void {
    const { state, leftBehind } = this.#shell;
    const isBehind =
      this.#shell.keepsEndings && leftBehind.length > 0 && state.files[file].settled.size <= MOST_HANDED;
    if (state.handedEndings.size === 0 && !isBehind) return;
    const pairs = pairsWritten(said);
    const before = state.handedEndings;
    state.handedEndings = NO_ENDINGS;
    if (pairs === null) return;
    state.handedEndings = withoutEndings(
      before,
      [...pairs.keys()].map((each) => handedName(file, each)),
    );
    if (!isBehind) return;
    const known = pairsOf(state.files[file]);
    const well = new Map(
      [...pairs.keys()].map((name) => {
        const isOpen = known.has(name) ? null : '';
        return [name, before.get(handedName(file, name))?.well ?? isOpen] as const;
      }),
    );
    for (const [name, ending] of endingsOfPairs(file, [well, pairs], leftBehind))
      state.handedEndings = state.handedEndings.with(name, ending);
  }

  /** What was said just now, and nothing else, tells how these have ended. */
  tell(ways: readonly [string, string], of: readonly Invocation[], said: string | null): void {
    if (
      this.#printsTo.includes('text') &&
      (this.#shell.state.text === said || this.#shell.state.text === null)
    )
      this.#shell.state.textEnding = knownEnding(ways, of);
  }

  /** The same of what was written. */
  hand(file: StepFile, ways: readonly [string, string], of: readonly Invocation[]): void {
    const [well, failed] = ways.map(pairsWritten);
    if (!well || !failed) return;
    for (const [name, ending] of endingsOfPairs(file, [well, failed], of))
      this.#shell.state.handedEndings = this.#shell.state.handedEndings.with(name, ending);
  }
}
