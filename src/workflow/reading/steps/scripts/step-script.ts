/** The script of a step: its commands, each asked of the table of programs. */
import { movesAuthFile, touchesAuthFile } from '../../../knowledge/auth-files.js';
import type { Surroundings } from '../../../knowledge/clients.js';
import {
  commandAsks,
  commandEffects,
  commandSign,
  mayLogIn,
  pushesUnread,
  transfers,
} from '../../../knowledge/commands.js';
import { imageRun, isHandedHome, runContained } from '../../../knowledge/containers.js';
import { requestEffects } from '../../../knowledge/http-requests.js';
import { composePulls } from '../../../knowledge/programs/compose.js';
import { pull, push } from '../../../knowledge/transfers.js';
import { both } from '../../../language/chance.js';
import { HOLE, isHole, UNKNOWN } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import type { Invocation, ScriptEffects } from '../../../shell/effects.js';
import { withFileVariables } from '../../../shell/known/step-files.js';
import { inPlainWords, plainVariables } from '../../../shell/powershell/powershell.js';
import { isOpenShell, isPosixShell } from '../../../shell/starting/shells.js';
import { child, entrySpan, type Span, type YamlEntry, type YamlScalar } from '../../../text/document.js';
import type { JobText } from '../../../text/job.js';
import { jobFiles } from '../../files/job-files.js';
import { runnerLabels } from '../../jobs/runners.js';
import { leavesAuthFiles } from '../../logins/auth-file-signs.js';
import { mayCallPodmanDocker } from '../../logins/podman-docker.js';
import { logoutsInProgram, saidInProgram } from '../../logins/program-logins.js';
import {
  type Act,
  type Effects,
  type Here,
  type OpaqueAct,
  ofStep,
  opaqueEffects,
  saidBy,
  surroundings,
} from '../frame.js';
import { lineSpan } from '../places.js';
import { withBatchFiles } from '../programs/batch-files.js';
import { foreignProgram } from '../programs/foreign-programs.js';
import { isNamedForPushing } from '../programs/named-pushes.js';
import { saidPushes } from '../programs/said-pushes.js';
import { isCredentialInReach } from '../reach.js';
import { mayFailIn } from '../services.js';
import { isFailureTolerated, isTolerated } from '../tolerance.js';
import { actsOf, isNoPull, type OfCommand } from './command-acts.js';
import { packagingFor } from './packaging.js';
import { commandsInContainer, remoteCommands } from './remote-commands.js';
import {
  effortFor,
  folderOfStep,
  nearOf,
  ownEnvironment,
  POWERSHELL,
  shellOf,
  starterFor,
  toldEnvironment,
  variablesOf,
} from './script-place.js';
import { tellsAllOutputs } from './told-outputs.js';

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
  readonly #hasCredential: boolean;
  /** A command that is not read is run: it may set variables for later steps. */
  #isOpaque = false;
  /** Some of its lines may be run more than once, or in another order. */
  #turns: boolean | undefined;

  /**
   * @param written the script, as it stands
   * @param folder in which it is run; null: that of the step
   */
  constructor(
    here: Here,
    run: YamlEntry,
    written: string,
    private readonly folder: string | null = null,
  ) {
    this.#here = here;
    this.#run = run;
    this.#whole = entrySpan(run);
    this.#shell = shellOf(here, written);
    this.#isForeign = POWERSHELL.test(this.#shell);
    this.#written = withFileVariables(written, this.#isForeign);
    const filled = here.expressions.interpolate(this.#written, here.contexts);
    this.#script = this.#isForeign ? inPlainWords(filled) : filled;
    this.#hasCredential = isCredentialInReach(here);
  }

  effects(): Effects {
    if (!isPosixShell(this.#shell) && !this.#isForeign) {
      this.#noteCredential();
      return opaqueEffects(this.#unreadScript());
    }
    const followed = this.#follow();
    if (!followed?.isRead) this.#noteCredential();
    if (!followed) return opaqueEffects([this.#opaque('')]);
    const { commands, passed, environment, outputs, isRead, writesUnknown, writesUnknownOutputs } = followed;
    const acts = [
      ...this.#ofScript(isRead),
      ...commands.flatMap((command) => this.#ofCommand(command)),
      ...passed.flatMap((command) => this.#ofPassed(command)),
      ...this.#logoutsOnFailure(commands),
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
    const { job, project, own, scripts, state, runs } = this.#here;
    const known = variablesOf(this.#here);
    const variables = this.#isForeign ? plainVariables(this.#written, known) : known;
    const folder = this.folder === null ? folderOfStep(this.#here) : inWorkspace('', this.folder);
    const followed = scripts(this.#script, variables, {
      folder,
      start: starterFor(this.#here),
      effort: effortFor(project),
      isOpen: isOpenShell(this.#shell),
      checkout: jobFiles(job, project, packagingFor(this.#here, { script: this.#script, variables, folder })),
      // What this run passes over is nothing that `lint`, which looks at every run, has to know.
      readsPassed: own !== undefined,
      ...(own === undefined ? {} : { made: state.made }),
    });
    if (followed && own !== undefined && runs !== 'no') state.made = followed.made;
    return followed;
  }

  /** A script in another language. */
  #unreadScript(): Act[] {
    const at = { near: surroundings(this.#here), folder: folderOfStep(this.#here) };
    const program = withBatchFiles(this.#script, at.near.file);
    const { told, acts } = saidPushes(program, this.#here, this.#whole, at);
    const opaque = this.#opaque('', { told, saysPush: true });
    const said = [program, this.#here, this.#whole] as const;
    return [opaque, ...saidInProgram(...said), ...acts, ...logoutsInProgram(...said)];
  }

  /** What the script as a whole may do beside its commands. */
  #ofScript(isRead: boolean): Act[] {
    if (movesAuthFile(this.#script)) return [this.#opaque('', { hasCredential: true })];
    return this.#isForeign || !isRead ? [this.#opaque('')] : [];
  }

  /** Those of branches that end the step with an error: where the job goes on after it, the steps behind it meet them. */
  #logoutsOnFailure(commands: readonly Invocation[]): Act[] {
    if (!isTolerated(this.#here.step.node)) return [];
    return commands
      .filter(({ isBeforeError }) => isBeforeError)
      .flatMap(({ isBeforeError: _, ...command }) => this.#ofCommand(command))
      .filter((act) => act.kind === 'sign' && act.sign.password === null);
  }

  #ofCommand(command: Invocation): Act[] {
    const { job, runs, guards, document } = this.#here;
    // What decides within a script is not compared with anything; behind a branch that ends it nothing of it is met.
    const place = `${document.file}:${this.#run.key.start}`;
    const decided = command.isBeforeEnd ? [place, `${place}, ended`] : [place];
    const own = command.runs === 'yes' ? guards : [...guards, ...decided];
    const home = command.sudo && !hasOneHome(job) ? { home: 'root' as const } : {};
    const named = mayCallPodmanDocker(job) ? { mayBePodman: true as const } : {};
    const act = { ...ofStep(this.#here), runs: both(runs, command.runs), guards: own, ...named };
    const near = this.#near(command);
    const at = {
      outside: { runs, guards },
      line: () => this.#lineOf(command),
      whole: this.#whole,
      near,
    };
    // It is asked for what it may push, which only a run has a use for.
    const program = this.#here.own === undefined ? null : foreignProgram(command, near);
    const foreign = program === null ? [] : this.#foreignActs(program, command, near);
    return [
      ...actsOf(command, { act: { ...act, ...home }, ...at }),
      ...remoteCommands(command, this.#here).flatMap((there) => {
        const far = { ...act, runs: both(act.runs, there.runs), home: 'remote' as const };
        return actsOf(there, { ...at, act: far }).filter(isNoPull);
      }),
      ...this.#contained(command, act, at),
      ...this.#asked(command, { ...act, ...home }, at.line, near),
      ...this.#services(command, act, near),
      ...this.#unknownCommand(command, act),
      ...foreign,
      ...(program === null ? this.#named(command, act) : []),
      ...this.#unread(command, near).filter(({ kind }) => kind !== 'sign' || foreign.length === 0),
    ];
  }

  /** What is pushed in a container of whatever image: with which login is out of sight, and so is whether it fails. */
  #contained(command: Invocation, act: OfCommand, at: Omit<Parameters<typeof actsOf>[1], 'act'>): Act[] {
    if (this.#here.own === undefined || runContained(command.words, () => '') !== null) return [];
    return commandsInContainer(command, this.#here)
      .flatMap((inner) => {
        const own = { ...act, runs: both(act.runs, inner.runs), home: 'own' as const };
        return actsOf(inner, { ...at, near: nearOf(inner, surroundings(this.#here)), act: own });
      })
      .flatMap((each) =>
        each.kind === 'transfer' && each.found.access === 'push'
          ? { ...each, found: { ...each.found, mayBeConfigured: true } }
          : [],
      );
  }

  /**
   * Whether the image is private, and may be there already, no text says: that is for a run to ask. So is what a request is
   * answered that a script makes of the registry.
   */
  #asked({ words }: Invocation, act: OfCommand, place: () => Span, near: Surroundings): Act[] {
    if (this.#here.own === undefined) return [];
    const images = [imageRun(words) ?? [], composePulls(words, near)].flat();
    return [...images.flatMap((each) => pull(each)), ...requestEffects(words)].map((found) => ({
      ...act,
      kind: 'transfer',
      found,
      place: place(),
    }));
  }

  #services(command: Invocation, act: OfCommand, near: Surroundings): Act[] {
    const asks = commandAsks(command.words, near);
    if (asks.length === 0) return [];
    const by = command.words.slice(0, 2).join(' ');
    const mayFail = isFailureTolerated(this.#here) || mayFailIn(this.#script, command.words[0] ?? '');
    return [{ ...act, kind: 'service', asks, by, mayFail, place: this.#lineOf(command) }];
  }

  /** `python -c "…"`, `node ci/publish.js`: logins and pushes that its words tell of. */
  #foreignActs(program: string, command: Invocation, near: Surroundings): Act[] {
    const runs = both(this.#here.runs, command.runs);
    const here = { ...this.#here, runs };
    const line = this.#lineOf(command);
    const { told, acts } = saidPushes(program, here, line, { near, folder: command.folder });
    return [
      ...saidInProgram(program, here, line),
      ...(told.length > 0 ? [this.#opaque('', { runs, told, saysPush: true })] : []),
      ...acts,
      ...logoutsInProgram(program, here, line),
    ];
  }

  /** `make -C ci push`, of which nobody reads what it does. */
  #named(command: Invocation, act: OfCommand): Act[] {
    const { words, isSubstituted } = command;
    if (this.#here.own === undefined || isSubstituted || !mayLogIn(words) || !isNamedForPushing(words))
      return [];
    return push(HOLE).map((found) => ({
      ...act,
      kind: 'transfer',
      found: { ...found, runs: 'unknown' },
      runs: both(act.runs, 'unknown'),
      place: this.#lineOf(command),
    }));
  }

  /** `docker $ARGUMENTS`, in a script that says a push: it may be that one. `$CLIENT push IMAGE` is one of some client. */
  #unknownCommand({ words }: Invocation, act: OfCommand): Act[] {
    if (this.#here.own === undefined) return [];
    const isOpen = isHole(words[1] ?? '') && /\bpush\b/i.test(this.#script) && transfers(words);
    const isClient = isHole(words[0] ?? '') && words[1] === 'push' && words.length > 2;
    if (!isOpen && !isClient) return [];
    const reference = isClient
      ? words.slice(2).find((each) => each.includes('/') && !each.startsWith('-'))
      : HOLE;
    const found = push(reference).map((each) => ({ ...each, runs: 'unknown' as const }));
    return found.map((each) => ({
      ...act,
      kind: 'transfer',
      found: each,
      runs: both(act.runs, each.runs),
      place: this.#whole,
    }));
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
    const opaque = this.#opaque(words, { runs, told, ...(isMeant ? { hasCredential: true } : {}) });
    // `./release --push ghcr.io/octo/app`: it says so itself.
    const isNamed = isUnread && !isHole(command.words[0] ?? '');
    const isSaid = isNamed && this.#here.own !== undefined && SAYS_PUSH.test(words);
    const said = isSaid ? [this.#opaque(words, { runs, told: command.words, saysPush: true })] : [];
    return [...acts, opaque, ...said];
  }

  /** The files that a command sees are those that the lines before it have left; what is done again and again, all of them. */
  #near(command: Invocation): Surroundings {
    const until = () => {
      this.#turns ??= TURNS.test(this.#script);
      return this.#turns ? this.#here.step.node.end : this.#lineOf(command).end;
    };
    return nearOf(command, surroundings(this.#here, until));
  }

  /** A command that this run passes over. */
  #ofPassed(command: Invocation): Act[] {
    return commandEffects(command.words, this.#near(command)).map((found) => ({
      ...ofStep(this.#here),
      runs: 'no',
      kind: 'transfer',
      found,
      place: this.#lineOf(command),
    }));
  }

  #lineOf({ offset }: Invocation): Span {
    const { document } = this.#here;
    return lineSpan(document.text, this.#run.value.node as YamlScalar, this.#script, offset) ?? this.#whole;
  }

  #opaque(
    command: string,
    more: Partial<Pick<OpaqueAct, 'runs' | 'hasCredential' | 'told' | 'saysPush'>> = {},
  ): Act {
    const says = saidBy(this.#here, { command, environment: toldEnvironment(this.#here) });
    const act = { ...ofStep(this.#here), place: this.#whole };
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

const TURNS = /\b(?:for|foreach|while|until|select|function|trap)\b|\(\)\s*\{/i;

/** In a container everybody is root, and on macOS `sudo` keeps the home folder. */
function hasOneHome(job: JobText): boolean {
  return (
    child(job.node, 'container') !== null || runnerLabels(job.node).some((label) => /macos/i.test(label))
  );
}

/** A word of its own, or an option. */
const SAYS_PUSH = /(?:^|\s)-{0,2}(?:push|publish)(?:[\s=]|$)/;

/** Who says so logs in, wherever the credential comes from. */
const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault/i;
