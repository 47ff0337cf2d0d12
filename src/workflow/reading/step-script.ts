/** The script of a step: its commands, each asked of the table of programs. */
import { movesAuthFile, touchesAuthFile } from '../knowledge/auth-files.js';
import type { Surroundings } from '../knowledge/clients.js';
import { commandAsks, commandEffects, commandSign, mayLogIn, pushesUnread } from '../knowledge/commands.js';
import { imageRun, isHandedHome } from '../knowledge/containers.js';
import { composePulls } from '../knowledge/programs/compose.js';
import { pull } from '../knowledge/transfers.js';
import { both } from '../language/chance.js';
import { UNKNOWN } from '../language/values.js';
import type { Invocation, ScriptEffects } from '../shell/effects.js';
import { inPlainWords, plainVariables } from '../shell/powershell.js';
import { child, entrySpan, type Span, text, type YamlEntry, type YamlScalar } from '../text/document.js';
import type { JobText } from '../text/job.js';
import { leavesAuthFiles } from './auth-file-signs.js';
import { actsOf, isNoPull } from './command-acts.js';
import { type Act, type Effects, effectsOf, type Here, surroundings } from './frame.js';
import { jobFiles } from './job-files.js';
import { lineSpan } from './places.js';
import { isCredentialInReach } from './reach.js';
import { remoteCommands } from './remote-commands.js';
import { saidInProgram } from './said-logins.js';
import {
  effortFor,
  folderOfStep,
  LOGIN_SHELL,
  nearOf,
  ownEnvironment,
  POSIX_SHELLS,
  POWERSHELL,
  shellOf,
  starterFor,
  variablesOf,
} from './script-place.js';
import { goesOn, mayFailIn } from './services.js';
import { tellsAllOutputs } from './told-outputs.js';

/** What all acts of one command have in common. */
type CommonAct = Omit<Act, 'kind' | 'place'>;

/** What the script of a step does at registries, and what it hands on. */
export class StepScript {
  readonly #here: Here;
  readonly #run: YamlEntry;
  readonly #whole: Span;
  readonly #shell: string;
  readonly #written: string;
  /** PowerShell whose commands read as a shell's. */
  readonly #isForeign: boolean;
  /** Filled in, and in the words that a shell would have. */
  readonly #script: string;
  readonly #around: Surroundings;
  readonly #hasCredential: boolean;
  /** A command that is not read is run: it may set variables for later steps. */
  #isOpaque = false;

  /** @param written the script, as it stands */
  constructor(here: Here, run: YamlEntry, written: string) {
    this.#here = here;
    this.#run = run;
    this.#whole = entrySpan(run);
    this.#written = written;
    this.#shell = shellOf(here, written);
    this.#isForeign = POWERSHELL.test(this.#shell) && !written.includes('`');
    const filled = here.expressions.interpolate(written, here.contexts);
    this.#script = this.#isForeign ? inPlainWords(filled) : filled;
    this.#around = surroundings(here);
    this.#hasCredential = isCredentialInReach(here);
  }

  effects(): Effects {
    if (!POSIX_SHELLS.test(this.#shell) && !this.#isForeign) {
      this.#noteCredential();
      return effectsOf([this.#opaque(''), ...saidInProgram(this.#script, this.#here, this.#whole)], true);
    }
    const followed = this.#follow();
    if (!followed?.isRead) this.#noteCredential();
    if (!followed) return effectsOf([this.#opaque('')], true);
    const { commands, passed, environment, outputs, isRead, writesUnknown, writesUnknownOutputs } = followed;
    const acts = [
      ...this.#ofScript(isRead),
      ...commands.flatMap((command) => this.#ofCommand(command)),
      ...passed.flatMap((command) => this.#ofPassed(command)),
    ];
    if (environment.size > 0) this.#noteCredential();
    const isOpaque = this.#isForeign || !isRead || writesUnknown || this.#isOpaque;
    const isTold = !isOpaque && !writesUnknownOutputs && tellsAllOutputs(this.#written);
    return {
      acts,
      made: [...outputs].map(([name, value]) => [name, value ?? UNKNOWN]),
      ...(isTold ? { hasNoOtherOutputs: true } : {}),
      written: environment,
      isOpaque,
    };
  }

  #follow(): ScriptEffects | null {
    const { job, project, own, scripts } = this.#here;
    const variables = variablesOf(this.#here);
    return scripts(this.#script, this.#isForeign ? plainVariables(variables) : variables, {
      folder: folderOfStep(this.#here),
      start: starterFor(this.#here),
      effort: effortFor(project),
      isOpen: LOGIN_SHELL.test(this.#shell),
      checkout: jobFiles(job, project, this.#script),
      // What this run passes over is nothing that `lint`, which looks at every run, has to know.
      readsPassed: own !== undefined,
    });
  }

  /** What the script as a whole may do beside its commands. */
  #ofScript(isRead: boolean): Act[] {
    if (movesAuthFile(this.#script)) return [this.#opaque('', { hasCredential: true })];
    return this.#isForeign || !isRead ? [this.#opaque('')] : [];
  }

  #ofCommand(command: Invocation): Act[] {
    const { job, runs, guards, document, step } = this.#here;
    // What decides within a script is not compared with anything.
    const own = command.runs === 'yes' ? guards : [...guards, `${document.file}:${this.#run.key.start}`];
    const home = command.sudo && !hasOneHome(job) ? { home: 'root' as const } : {};
    const act = { runs: both(runs, command.runs), guards: own, document, step };
    const near = nearOf(command, this.#around);
    const at = {
      outside: { runs, guards },
      line: () => this.#lineOf(command),
      whole: this.#whole,
      near,
    };
    return [
      ...actsOf(command, { act: { ...act, ...home }, ...at }),
      ...remoteCommands(command, this.#here).flatMap((there) => {
        const far = { ...act, runs: both(act.runs, there.runs), home: 'remote' as const };
        return actsOf(there, { ...at, act: far }).filter(isNoPull);
      }),
      ...this.#pulls(command, { ...act, ...home }, near),
      ...this.#services(command, act, near),
      ...this.#unread(command, near),
    ];
  }

  /** Whether the image is private, and may be there already, no text says: that is for a run to ask. */
  #pulls(command: Invocation, act: CommonAct, near: Surroundings): Act[] {
    if (this.#here.own === undefined) return [];
    const images = [imageRun(command.words) ?? [], composePulls(command.words, near)].flat();
    return images
      .flatMap((each) => pull(each))
      .map((found) => ({ ...act, kind: 'transfer', found, place: this.#lineOf(command) }));
  }

  #services(command: Invocation, act: CommonAct, near: Surroundings): Act[] {
    const asks = commandAsks(command.words, near);
    if (asks.length === 0) return [];
    const by = command.words.slice(0, 2).join(' ');
    const mayFail = goesOn(this.#here) || mayFailIn(this.#script, command.words[0] ?? '');
    return [{ ...act, kind: 'service', asks, by, mayFail, place: this.#lineOf(command) }];
  }

  /** What a program that is not read may do: log in, push, change the files of credentials. */
  #unread(command: Invocation, near: Surroundings): Act[] {
    const runs = both(this.#here.runs, command.runs);
    const words = command.words.join(' ');
    // Nobody logs in for what a command prints.
    const isUnread = !command.isSubstituted && mayLogIn(command.words);
    this.#isOpaque ||= isUnread && runs !== 'no';
    if (isUnread || command.writes.length > 0) this.#noteCredential();
    const acts: Act[] = [];
    // `retry docker login …`, `eval "docker login …"`.
    if (isUnread) acts.push(...saidInProgram(words, { ...this.#here, runs }, this.#lineOf(command)));
    // It can't log in, so it says no more than that something is pushed.
    else if (pushesUnread(command.words, near))
      acts.push(this.#opaque(words, { runs, hasCredential: false }));
    const touches =
      (touchesAuthFile(words) && !isRead(command) && !leavesAuthFiles(command)) ||
      isHandedHome(command.words, near);
    if (!isUnread && !touches) return acts;
    const told = [...command.words, ...ownEnvironment(this.#here).values()];
    const isMeant = touches || SAYS_LOGIN.test(words);
    return [...acts, this.#opaque(words, { runs, told, ...(isMeant ? { hasCredential: true } : {}) })];
  }

  /** A command that this run passes over. */
  #ofPassed(command: Invocation): Act[] {
    const { guards, document, step } = this.#here;
    return commandEffects(command.words, nearOf(command, this.#around)).map((found) => ({
      runs: 'no',
      guards,
      document,
      step,
      kind: 'transfer',
      found,
      place: this.#lineOf(command),
    }));
  }

  #lineOf({ offset }: Invocation): Span {
    const { document } = this.#here;
    return lineSpan(document.text, this.#run.value.node as YamlScalar, this.#script, offset) ?? this.#whole;
  }

  #opaque(command: string, more: { runs?: Act['runs']; hasCredential?: boolean; told?: string[] } = {}): Act {
    const { runs, guards, document, step } = this.#here;
    const says = {
      name: text(child(step.node, 'name')) ?? '',
      command,
      environment: ownEnvironment(this.#here),
    };
    const act = { runs, guards, document, place: this.#whole, step };
    return { ...act, kind: 'opaque', hasCredential: this.#hasCredential, says, ...more };
  }

  /** It may be kept for later steps. */
  #noteCredential(): void {
    const { state, runs } = this.#here;
    state.hasCredential ||= this.#hasCredential && runs !== 'no';
  }
}

/** `oras login --registry-config FILE`: what a client that is read does to its file is said already. */
function isRead({ words, stdin }: Invocation): boolean {
  return commandSign(words, stdin) !== null;
}

/** In a container everybody is root, and on macOS `sudo` keeps the home folder. */
function hasOneHome(job: JobText): boolean {
  const runner = text(child(job.node, 'runs-on')) ?? '';
  return child(job.node, 'container') !== null || runner.includes('macos');
}

/** Who says so logs in, wherever the credential comes from. */
const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault/i;
