/** What the script of a step does: its commands, each asked of the table of programs. */
import type { Surroundings } from '../../../knowledge/clients.js';
import { commandAsks, commandEffects, commandLooks } from '../../../knowledge/commands.js';
import { imageRun, runContained } from '../../../knowledge/containers.js';
import { movesAuthFile } from '../../../knowledge/logins/auth-files.js';
import { imagesMissed } from '../../../knowledge/looks.js';
import { composePulls } from '../../../knowledge/programs/compose.js';
import { requestEffects } from '../../../knowledge/transfers/http-requests.js';
import { pull } from '../../../knowledge/transfers/transfers.js';
import { both } from '../../../language/chance.js';
import { UNKNOWN } from '../../../language/values.js';
import { inWorkspace } from '../../../language/workspace.js';
import { BATCH } from '../../../shell/batch/batch.js';
import type { Invocation, ScriptEffects } from '../../../shell/effects.js';
import { joinedMade } from '../../../shell/known/made-files.js';
import { isUnset } from '../../../shell/known/process.js';
import { handsNothingOn, keepsEnvironment, plainVariables } from '../../../shell/powershell/powershell.js';
import { isOpenShell, isPosixShell } from '../../../shell/starting/shells.js';
import { asksForStepFile } from '../../../shell/unfollowed-files.js';
import { child, map, type Span, text, type YamlEntry } from '../../../text/document.js';
import type { JobText } from '../../../text/job.js';
import { jobFiles } from '../../files/job-files.js';
import { startsLocalCluster } from '../../jobs/local-clusters.js';
import { runnerLabels } from '../../jobs/runners.js';
import { mayCallPodmanDocker } from '../../logins/podman-docker.js';
import { logoutsInProgram, saidInProgram } from '../../logins/program-logins.js';
import {
  type Act,
  checkedOutFile,
  type Effects,
  type Here,
  ofStep,
  opaqueEffects,
  surroundings,
} from '../frame.js';
import { withBatchFiles } from '../programs/batch-files.js';
import { foreignProgram } from '../programs/foreign-programs.js';
import { pushesOfProgram } from '../programs/program-pushes.js';
import { saidPushes } from '../programs/said-pushes.js';
import { mayFailIn } from '../services.js';
import { isFailureTolerated, isTolerated } from '../tolerance.js';
import { actsOf, isNoPull, type OfCommand } from './command-acts.js';
import { FallbackPushes } from './fallback-pushes.js';
import { namedBuilds } from './named-builds.js';
import { packagingFor } from './packaging.js';
import { starterWithUnseen } from './reading-starters.js';
import { commandsInContainer, remoteCommands } from './remote-commands.js';
import { runsCode, startsCode } from './runs-code.js';
import { basesOfBuild } from './script-bases.js';
import { effortFor, folderOfStep, nearOf, POWERSHELL, variablesOf } from './script-place.js';
import { ScriptText } from './script-text.js';
import { endsByItself } from './sure-ends.js';
import { tellsAllOutputs } from './told-outputs.js';
import { unknownContainer } from './unknown-containers.js';
import { madeBefore } from './unpacked-made.js';
import {
  foreignActs,
  mayDoAnything,
  nameAsCommand,
  namedPush,
  pushBehindDashes,
  saidByProgram,
  unknownCommand,
  unreadActs,
} from './unread-commands.js';
import { withUntouched } from './untouched-files.js';
import { withWindowsScripts } from './windows-scripts.js';

/** What the script of a step does at registries, and what it hands on. */
export class StepScript {
  readonly #here: Here;
  readonly #text: ScriptText;
  readonly #folder: string | null;
  /** A command that is not read is run: it may set variables for later steps. */
  #isOpaque = false;
  #commands: readonly Invocation[] = [];
  readonly #fallbacks = new FallbackPushes(
    (each) => this.#near(each),
    (each) => this.#text.endsAt(each),
  );

  /**
   * @param written the script, as it stands
   * @param folder in which it is run; null: that of the step
   */
  constructor(here: Here, run: YamlEntry, written: string, folder: string | null = null) {
    this.#here = here;
    this.#text = new ScriptText(here, run, written);
    this.#folder = folder;
  }

  effects(): Effects {
    if (!isPosixShell(this.#text.shell) && !this.#text.isForeign) {
      this.#text.noteCredential();
      return opaqueEffects(this.#unreadScript());
    }
    const followed = this.#follow();
    if (!followed?.isRead) this.#text.noteCredential();
    if (!followed) return opaqueEffects([this.#text.opaque('')]);
    const { commands, passed, environment, outputs, isRead, writesUnknown, writesUnknownOutputs } = followed;
    this.#commands = commands;
    const acts = [
      ...this.#ofScript(isRead),
      ...commands.flatMap((command) => this.#withFallbacks(command)),
      ...passed.flatMap((command) => this.#ofPassed(command)),
      ...this.#logoutsOnFailure(commands),
    ];
    if (environment.size > 0) this.#text.noteCredential();
    const isSilent = this.#text.isForeign && handsNothingOn(this.#text.written);
    const isOpen = this.#text.isForeign || this.#isOpaque || this.#mayHandOn(followed);
    const isOpaque = !isRead || writesUnknown || (isOpen && !isSilent);
    const isTold = !isOpaque && !writesUnknownOutputs && tellsAllOutputs(this.#text.written);
    return {
      acts,
      made: [...outputs].map(([name, value]) => [name, value ?? UNKNOWN]),
      looksFor: imagesMissed(commands.map(({ words }) => words)),
      ...(isTold ? { hasNoOtherOutputs: true } : {}),
      written: writesUnknown ? this.#withOverridden(environment) : environment,
      isOpaque,
      ...(followed.isFailed && this.#saysItsEnd ? { isFailed: true as const } : {}),
    };
  }

  /** Batch files jump, and what ends one of them is not told. */
  get #saysItsEnd(): boolean {
    const { isForeign, shell, written } = this.#text;
    return !isForeign || (POWERSHELL.test(shell) && endsByItself(written));
  }

  /**
   * May it hand on a variable in a way that is not followed? What it runs of the repository finds GITHUB_ENV in its environment.
   * `lint` asks for that where it matters.
   */
  #mayHandOn({ mayWriteUnseen, commands }: ScriptEffects): boolean {
    const { own, step, job } = this.#here;
    if (own === undefined) return false;
    if (mayWriteUnseen || runsCode(this.#text.script)) return true;
    if (commands.some(({ words }) => startsCode(words))) return true;
    const given = [step.node, job.node, job.document.root].flatMap(
      (each) => map(child(each, 'env'))?.entries ?? [],
    );
    return given.some(({ value }) => asksForStepFile(text(value.node) ?? ''));
  }

  /** What is written to GITHUB_ENV of which nobody knows the names takes the place of what workflow and job say; `lint` trusts these. */
  #withOverridden(written: ScriptEffects['environment']): ScriptEffects['environment'] {
    const { job, own } = this.#here;
    if (own === undefined) return written;
    const told = [job.document.root, job.node].flatMap((owner) => map(child(owner, 'env'))?.entries ?? []);
    return new Map([...told.map(({ key }) => [String(key.value), null] as const), ...written]);
  }

  #follow(): ScriptEffects | null {
    const { job, project, own, scripts, state, runs, isInFront } = this.#here;
    const known = variablesOf(this.#here);
    const variables = this.#text.isForeign ? plainVariables(this.#text.written, known) : known;
    const folder = this.#folder === null ? folderOfStep(this.#here) : inWorkspace('', this.#folder);
    const followed = scripts(this.#text.script, variables, {
      folder,
      start: withWindowsScripts(
        starterWithUnseen(this.#here, this.#text.script),
        checkedOutFile(this.#here),
        {
          outer: this.#text.script,
          isForeign: this.#text.isForeign,
          isBatch: BATCH.test(this.#text.shell),
        },
      ),
      effort: effortFor(project),
      shell: this.#text.shell,
      isOpen: isOpenShell(this.#text.shell) || readsFile(known('BASH_ENV')),
      checkout: jobFiles(
        job,
        project,
        packagingFor(this.#here, { script: this.#text.script, variables, folder }),
      ),
      // What this run passes over is nothing that `lint`, which looks at every run, has to know. Of the jobs in front of ours a run asks how
      // what they tell has ended.
      readsPassed: own !== undefined || isInFront === true,
      knowsUnset:
        isInFront !== true &&
        (!this.#text.isForeign || BATCH.test(this.#text.shell) || keepsEnvironment(this.#text.written)),
      isStrict: this.#text.isStrict,
      // The runner closes the input of a step's shell (actions/runner, src/Runner.Sdk/ProcessInvoker.cs); what a program
      // of an action starts has the one that the program gives it.
      hasNoInput: !this.#here.step.uses && !this.#text.isForeign,
      made: madeBefore(this.#here),
    });
    // Where the step may be passed over, what it found may still be there.
    if (followed && runs !== 'no')
      state.made = runs === 'yes' ? followed.made : joinedMade([followed.made, state.made]);
    return followed;
  }

  /** A script in another language. */
  #unreadScript(): Act[] {
    const at = { near: surroundings(this.#here), folder: folderOfStep(this.#here) };
    const program = withBatchFiles(this.#text.script, at.near.file);
    const { told, acts } = saidPushes(program, this.#here, this.#text.whole, at);
    // Of commands for cmd that are not plain, nobody says which of them are run.
    const pushes = BATCH.test(this.#text.shell)
      ? null
      : pushesOfProgram({ text: program, command: [], isInline: true }, this.#here, at);
    const opaque = this.#text.opaque('', { told, saysPush: true, ...(pushes ? { pushes } : {}) });
    const said = [program, this.#here, this.#text.whole] as const;
    return [opaque, ...saidInProgram(...said), ...acts, ...logoutsInProgram(...said)];
  }

  /** What the script as a whole may do beside its commands. */
  #ofScript(isRead: boolean): Act[] {
    if (movesAuthFile(this.#text.script)) return [this.#text.opaque('', { hasCredential: true })];
    return this.#text.isForeign || !isRead ? [this.#text.opaque('')] : [];
  }

  /** Those of branches that end the step with an error: where the job goes on after it, the steps behind it meet them. */
  #logoutsOnFailure(commands: readonly Invocation[]): Act[] {
    if (!isTolerated(this.#here.step.node)) return [];
    return commands
      .filter(({ isBeforeError }) => isBeforeError)
      .flatMap(({ isBeforeError: _, ...command }) => this.#ofCommand(command))
      .filter((act) => act.kind === 'sign' && act.sign.password === null);
  }

  /** `lint` asks for every run, also for one in which a push fails. */
  #withFallbacks(command: Invocation): Act[] {
    const acts = this.#ofCommand(command);
    if (this.#here.own === undefined) return acts;
    return this.#fallbacks.among(acts, command);
  }

  /** The files that a command sees are those of its own folder, as all that ran before it has left them. */
  #near(command: Invocation): Surroundings {
    const before = () => {
      const at = this.#text.isTurned ? -1 : this.#commands.indexOf(command);
      return at === -1 ? this.#commands : this.#commands.slice(0, at);
    };
    return nearOf(command, withUntouched(this.#text.around(command), this.#here, before));
  }

  #ofCommand(command: Invocation): Act[] {
    const { job, runs, guards } = this.#here;
    // What decides within a script is not compared with anything; behind a branch that ends it nothing of it is met.
    const { place } = this.#text;
    const decided = command.isBeforeEnd ? [place, `${place}, ended`] : [place];
    const own = command.runs === 'yes' ? guards : [...guards, ...decided];
    const home = command.sudo && !hasOneHome(job) ? { home: 'root' as const } : {};
    const named = mayCallPodmanDocker(job) ? { mayBePodman: true as const } : {};
    const script = command.script === undefined ? {} : { script: command.script };
    const act = { ...ofStep(this.#here), runs: both(runs, command.runs), guards: own, ...named, ...script };
    this.#isOpaque ||= mayDoAnything(command) && act.runs !== 'no';
    const near = this.#near(command);
    const at = {
      outside: { runs, guards },
      line: () => this.#text.lineOf(command),
      whole: this.#text.whole,
      near,
      goesOn: this.#text.goesOnAt(command) ?? ('perhaps' as const),
    };
    // It is asked for what it may push, which only a run has a use for.
    const program = this.#here.own === undefined ? null : foreignProgram(command, near);
    const foreign = program === null ? [] : foreignActs(program, command, this.#text, near);
    const contained = this.#contained(command, act, at);
    return [
      ...actsOf(this.#atHome(command), { act: { ...act, ...home }, ...at }).filter(
        (each) => !(mayStayLocal(each) && startsLocalCluster(job)),
      ),
      ...remoteCommands(command, this.#here).flatMap((there) => {
        const far = { ...act, runs: both(act.runs, there.runs), home: 'remote' as const };
        return actsOf(there, { ...at, act: far }).filter(isNoPull);
      }),
      ...contained,
      ...this.#asked(command, { ...act, ...home }, at.line, near),
      ...this.#services(command, act, near),
      ...namedBuilds(command, this.#text, { ...act, ...home }),
      ...this.#bases(command, { ...act, ...home }, at.line, near),
      ...unknownCommand(command, this.#text, act),
      ...nameAsCommand(command, () => this.#commands[this.#commands.indexOf(command) - 1], this.#text, act),
      ...(contained.length === 0 ? unknownContainer(command, this.#text, { ...act, near }) : []),
      ...foreign,
      ...(this.#here.own === undefined ? saidByProgram(command, this.#text, near) : []),
      ...(program === null ? namedPush(command, this.#text, act) : []),
      ...unreadActs(command, this.#text, near).filter(({ kind }) => kind !== 'sign' || foreign.length === 0),
      ...pushBehindDashes(command, this.#text, act, near),
    ];
  }

  /** Where HOME is taken away, as by `env -i`, the machine says whose it is (docker/cli, config.Dir). */
  #atHome(command: Invocation): Invocation {
    const own = this.#here.environment.variable('HOME');
    const given = command.variable('HOME');
    if (own === null || given === null || given === own || !isUnset(given)) return command;
    return { ...command, variable: (name) => (name === 'HOME' ? own : command.variable(name)) };
  }

  /** What is pushed in a container of whatever image: with which login is out of sight, and so is whether it fails. */
  #contained(command: Invocation, act: OfCommand, at: Omit<Parameters<typeof actsOf>[1], 'act'>): Act[] {
    if (this.#here.own === undefined || runContained(command.words, () => '') !== null) return [];
    return commandsInContainer(command, this.#here)
      .flatMap((inner) => {
        const own = { ...act, runs: both(act.runs, inner.runs), home: 'own' as const };
        return actsOf(inner, {
          ...at,
          goesOn: true,
          near: nearOf(inner, surroundings(this.#here)),
          act: own,
        });
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
  #asked(command: Invocation, act: OfCommand, place: () => Span, near: Surroundings): Act[] {
    if (this.#here.own === undefined) return [];
    const { words } = command;
    const looks = commandLooks(words);
    if (looks.length > 0) {
      const goesOn = this.#text.goesOnAt(command);
      // What asks whether an image is there may be refused, and the script goes on: but not with what stands behind it in a list.
      if (goesOn !== false && (goesOn === null || !isInList(act, place()))) return [];
      return looks.map((found) => ({ ...act, kind: 'transfer', found, place: place(), goesOn }));
    }
    const images = [imageRun(words) ?? [], composePulls(words, near)].flat();
    return [...images.flatMap((each) => pull(each)), ...requestEffects(words)].map((found) => ({
      ...act,
      kind: 'transfer',
      found,
      place: place(),
    }));
  }

  #bases(command: Invocation, act: OfCommand, place: () => Span, near: Surroundings): Act[] {
    return basesOfBuild(command, this.#here, near).map((found) => ({
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
    const goesOn = this.#text.goesOnAt(command) ?? mayFailIn(this.#text.script, command.words[0] ?? '');
    const mayFail = goesOn || isFailureTolerated(this.#here);
    return [{ ...act, kind: 'service', asks, by, mayFail, place: this.#text.lineOf(command) }];
  }

  /** A command that this run passes over. */
  #ofPassed(command: Invocation): Act[] {
    return commandEffects(command.words, this.#near(command)).map((found) => ({
      ...ofStep(this.#here),
      runs: 'no',
      kind: 'transfer',
      found,
      place: this.#text.lineOf(command),
    }));
  }
}

/** In a container everybody is root, and on macOS `sudo` keeps the home folder. */
function hasOneHome(job: JobText): boolean {
  return (
    child(job.node, 'container') !== null || runnerLabels(job.node).some((label) => /macos/i.test(label))
  );
}

/** What bash runs before each script may set any variable (bash(1), BASH_ENV). */
function readsFile(file: string | null): boolean {
  return file !== null && file !== '' && !isUnset(file);
}

function mayStayLocal(act: Act): boolean {
  return act.kind === 'transfer' && act.found.mayStayLocal === true;
}

function isInList({ document }: OfCommand, { start, end }: Span): boolean {
  return document.text.slice(start, end).includes('&&');
}
