/** A step that runs a script: its commands, each asked of the table of programs. */
import { movesAuthFile, touchesAuthFile } from '../knowledge/auth-files.js';
import type { Surroundings } from '../knowledge/clients.js';
import {
  commandAsks,
  commandEffects,
  commandSign,
  mayLogIn,
  pushesUnread,
  starterOf,
} from '../knowledge/commands.js';
import { containedWords, imageRun, isHandedHome, runContained } from '../knowledge/containers.js';
import { composePulls } from '../knowledge/programs/compose.js';
import { pull } from '../knowledge/transfers.js';
import { both } from '../language/chance.js';
import { envEntries } from '../language/environment.js';
import { hasHole } from '../language/values.js';
import { inWorkspace, WORKSPACE } from '../language/workspace.js';
import type { Invocation } from '../shell/effects.js';
import { inPlainWords, plainVariables } from '../shell/powershell.js';
import type { Effort, Starter } from '../shell/started.js';
import {
  child,
  entry,
  entrySpan,
  list,
  type Span,
  text,
  type YamlNode,
  type YamlScalar,
} from '../text/document.js';
import type { JobText } from '../text/job.js';
import type { Project } from '../text/project.js';
import { authFileSigns, leavesAuthFiles } from './auth-file-signs.js';
import { checkoutPlaces } from './checkouts.js';
import {
  type Act,
  authFolder,
  authFolderIn,
  authFolderOfPodman,
  type Effects,
  type Here,
  knownVariable,
  surroundings,
} from './frame.js';
import { jobFiles } from './job-files.js';
import { lineSpan } from './places.js';
import { isCredentialInReach } from './reach.js';
import { remoteCommands, remoteScript } from './remote-commands.js';
import { saidInProgram } from './said-logins.js';
import { goesOn, mayFailIn } from './services.js';
import { inputOf } from './step-inputs.js';
import { CONTAINER, runsContainer, runsElsewhere, scriptInput } from './step-kinds.js';

/** Shells whose language we read; the default is bash, but on Windows PowerShell. */
const POSIX_SHELLS = /^(bash|sh)\b/;

/** A PowerShell script of plain commands reads the same (see powershell.ts). A backquote continues a line there; then we pass. */
const POWERSHELL = /^(pwsh|powershell)\b/;

/** What a step does at registries that runs a script, or a client out of its image. */
export function scriptStepEffects(here: Here): Effects {
  if (runsContainer(here.step)) return containerEffects(here);
  return runsElsewhere(here.step) ? remoteEffects(here) : scriptEffects(here);
}

/** What the script of an action does that runs it on another machine: it leaves nothing here. */
function remoteEffects(here: Here): Effects {
  const { step, expressions, contexts, runs, guards, document } = here;
  const run = step.uses && entry(child(step.node, 'with'), scriptInput(step.uses) ?? '');
  const written = text(run?.value.node);
  if (!run || written === null) return { acts: [], made: [], written: new Map(), isOpaque: false };
  const script = expressions.interpolate(written, contexts);
  const whole = entrySpan(run);
  const around = surroundings(here);
  const acts = remoteScript(script, here.scripts).flatMap((command) =>
    actsOf(command, {
      act: { runs: both(runs, command.runs), guards, document, step, home: 'remote' },
      outside: { runs, guards },
      line: () => lineSpan(document.text, run.value.node as YamlScalar, script, command.offset) ?? whole,
      whole,
      near: nearOf(command, around),
    }),
  );
  return { acts: acts.filter(isNoPull), made: [], written: new Map(), isOpaque: false };
}

/** What the script of a step does at registries, and what it hands on. */
function scriptEffects(here: Here): Effects {
  const { step, job, expressions, contexts, runs, guards, document } = here;
  const run = step.uses
    ? entry(child(step.node, 'with'), scriptInput(step.uses) ?? '')
    : entry(step.node, 'run');
  const written = text(run?.value.node);
  if (!run || written === null) return { acts: [], made: [], written: new Map(), isOpaque: false };
  const whole = entrySpan(run);
  const hasCredential = isCredentialInReach(here);
  const opaque = (command: string): Act => ({
    kind: 'opaque',
    runs,
    guards,
    document,
    place: whole,
    step,
    hasCredential,
    says: { name: text(child(step.node, 'name')) ?? '', command, environment: ownEnvironment(here) },
  });
  const keep = () => {
    here.state.hasCredential ||= hasCredential && runs !== 'no';
  };
  const shell = shellOf(here, written);
  const foreign = POWERSHELL.test(shell) && !written.includes('`');
  if (!POSIX_SHELLS.test(shell) && !foreign) {
    keep();
    const said = saidInProgram(expressions.interpolate(written, contexts), here, whole);
    return { acts: [opaque(''), ...said], made: [], written: new Map(), isOpaque: true };
  }
  const filled = expressions.interpolate(written, contexts);
  const script = foreign ? inPlainWords(filled) : filled;
  const variable = foreign ? plainVariables(variablesOf(here)) : variablesOf(here);
  const around = surroundings(here);
  const place = {
    folder: folderOfStep(here),
    start: starterFor(here, around),
    effort: effortFor(here.project),
    isOpen: LOGIN_SHELL.test(shell),
    checkout: jobFiles(job, here.project, script),
    // What this run passes over is nothing that `lint`, which looks at every run, has to know.
    readsPassed: here.own !== undefined,
  };
  const followed = here.scripts(script, variable, place);
  if (!followed?.isRead) keep();
  if (!followed) return { acts: [opaque('')], made: [], written: new Map(), isOpaque: true };
  const acts: Act[] = [];
  let isOpaque = foreign || !followed.isRead || followed.writesUnknown;
  for (const command of followed.commands) {
    const own = both(runs, command.runs);
    // What decides within a script is not compared with anything.
    const conditions = command.runs === 'yes' ? guards : [...guards, `${document.file}:${run.key.start}`];
    const line = () => lineSpan(document.text, run.value.node as YamlScalar, script, command.offset) ?? whole;
    const act = { runs: own, guards: conditions, document, step };
    const home = command.sudo && !hasOneHome(job) ? 'root' : undefined;
    const near = nearOf(command, around);
    const at = { outside: { runs, guards }, line, whole, near };
    acts.push(...actsOf(command, { act: { ...act, ...(home ? { home } : {}) }, ...at }));
    for (const there of remoteCommands(command, here)) {
      const far = { ...act, runs: both(own, there.runs), home: 'remote' as const };
      // What is pulled there is no business of this job's.
      acts.push(...actsOf(there, { ...at, act: far }).filter(isNoPull));
    }
    // Whether the image is private, and may be there already, no text says: that is for a run to ask.
    const image = here.own === undefined ? null : imageRun(command.words);
    const started = here.own === undefined ? [] : composePulls(command.words, near);
    for (const found of [image ?? [], started].flat().flatMap((each) => pull(each)))
      acts.push({ ...act, ...(home ? { home } : {}), kind: 'transfer', found, place: line() });
    const asks = commandAsks(command.words, near);
    if (asks.length > 0) {
      const by = command.words.slice(0, 2).join(' ');
      const mayFail = goesOn(here) || mayFailIn(script, command.words[0] ?? '');
      acts.push({ ...act, kind: 'service', asks, by, mayFail, place: line() });
    }
    // Nobody logs in for what that prints.
    const isUnread = !command.isSubstituted && mayLogIn(command.words);
    // What is not read may set variables for later steps.
    isOpaque ||= isUnread && own !== 'no';
    if (isUnread || command.writes.length > 0) keep();
    // `retry docker login …`, `eval "docker login …"`.
    if (isUnread) acts.push(...saidInProgram(command.words.join(' '), { ...here, runs: own }, line()));
    // It can't log in, so it says no more than that something is pushed.
    else if (pushesUnread(command.words, near))
      acts.push({ ...opaque(command.words.join(' ')), runs: own, hasCredential: false } as Act);
    const touches =
      (touchesAuthFile(command.words.join(' ')) && !isRead(command) && !leavesAuthFiles(command)) ||
      isHandedHome(command.words, near);
    if (isUnread || touches) {
      const said = {
        ...opaque(command.words.join(' ')),
        told: [...command.words, ...ownEnvironment(here).values()],
      };
      const isMeant = touches || SAYS_LOGIN.test(command.words.join(' '));
      acts.push({ ...said, runs: own, place: whole, ...(isMeant ? { hasCredential: true } : {}) } as Act);
    }
  }
  for (const { words, offset, ...command } of followed.passed) {
    const at = () => lineSpan(document.text, run.value.node as YamlScalar, script, offset) ?? whole;
    for (const found of commandEffects(words, nearOf({ ...command, words, offset }, around)))
      acts.push({ runs: 'no', guards, document, step, kind: 'transfer', found, place: at() });
  }
  if (followed.environment.size > 0) keep();
  if (movesAuthFile(script)) acts.unshift({ ...opaque(''), hasCredential: true } as Act);
  else if (foreign || !followed.isRead) acts.unshift(opaque(''));
  return {
    acts,
    made: [...followed.outputs].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    written: followed.environment,
    isOpaque,
  };
}

/** `oras login --registry-config FILE`: what a client that is read does to its file is said already. */
function isRead({ words, stdin }: Invocation): boolean {
  return commandSign(words, stdin) !== null;
}

function isNoPull(act: Act): boolean {
  return act.kind !== 'transfer' || act.found.access === 'push';
}

/** In a container everybody is root, and on macOS `sudo` keeps the home folder. */
function hasOneHome(job: JobText): boolean {
  const runner = text(child(job.node, 'runs-on')) ?? '';
  return child(job.node, 'container') !== null || runner.includes('macos');
}

/** What acts have in common, and where they stand. */
interface At {
  act: Omit<Act, 'kind' | 'place'>;
  /** How surely its step is run, and where. */
  outside: Pick<Act, 'runs' | 'guards'>;
  line(): Span;
  whole: Span;
  near: Surroundings;
}

/** What one command does at registries. */
function actsOf(command: Invocation, { act: given, outside, line, whole, near }: At): Act[] {
  const contained = runContained(command.words, () => {
    const { start, end } = line();
    return given.document.text.slice(start, end);
  });
  const words = contained?.words ?? command.words;
  const sign = commandSign(words, command.stdin);
  const files = authFileSigns(command);
  const transfers = commandEffects(words, near);
  // Nearly all commands: where they would look for a credential is not worth asking.
  if (!sign && files.length === 0 && transfers.length === 0) return [];
  const acts: Act[] = [];
  const folder = contained ? null : folderOfCommand(command);
  const act = {
    ...given,
    ...(folder === null ? {} : { authFolder: folder }),
    ...(contained && contained.handed !== 'ours' ? { home: 'own' as const } : {}),
  };
  if (sign) {
    const at = line();
    // Nobody tries a login again and again that may be passed over.
    const tried = command.isTurned && sign.password !== null ? outside : {};
    const mayFail = command.mayFail ? { mayFail: true as const } : {};
    acts.push({ ...act, ...tried, ...mayFail, kind: 'sign', sign, place: at, passwordPlace: at });
  }
  for (const { sign: file, folder: of } of files) {
    const moved = of === undefined ? {} : { authFolder: of };
    acts.push({ ...given, ...moved, kind: 'sign', sign: file, place: whole, passwordPlace: whole });
  }
  for (const found of transfers) {
    const runs = both(act.runs, found.runs);
    const handed = contained?.handed === 'perhaps' ? { mayBeConfigured: true } : {};
    // Where a question gets no answer, the script goes on.
    const asked = command.isSubstituted && found.access === 'pull' ? { mayFail: true } : {};
    acts.push({ ...act, kind: 'transfer', found: { ...found, ...handed, ...asked }, runs, place: line() });
  }
  return acts;
}

/** `docker --config FOLDER push`, `DOCKER_CONFIG=FOLDER docker push`, or what the shell has exported. */
function folderOfCommand({ words, variable }: Invocation): string | null {
  const at = words.findIndex((each) => /^--config(?:=|$)/.test(each));
  const option = /(?:^|\/)docker$/.test(words[0] ?? '') && at !== -1;
  const given = option ? (words[at]?.split('=')[1] ?? words[at + 1] ?? null) : null;
  return fileOfPodman(words, variable) ?? fileOfOras(words, variable) ?? folderGiven(given, variable);
}

function folderGiven(option: string | null, variable: (name: string) => string | null): string | null {
  return option === null ? authFolderIn(variable) : authFolder(option, variable);
}

/** `podman push --authfile FILE`, or what REGISTRY_AUTH_FILE says, which buildah and skopeo read, too; null: neither. */
function fileOfPodman(words: readonly string[], variable: (name: string) => string | null): string | null {
  if (!/(?:^|\/)(?:podman|buildah|skopeo)$/.test(words[0] ?? '')) return null;
  const at = words.findLastIndex((each) => /^--(?:dest-)?authfile(?:=|$)/.test(each));
  const option = at === -1 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  return authFolderOfPodman(option ?? null, variable);
}

/** `oras push --registry-config FILE`; null: the usual one. */
function fileOfOras(words: readonly string[], variable: (name: string) => string | null): string | null {
  if (!/(?:^|\/)oras$/.test(words[0] ?? '')) return null;
  const at = words.findLastIndex((each) => /^--(?:to-)?registry-config(?:=|$)/.test(each));
  const file = at === -1 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  return file === undefined ? null : authFolder(file.replace(/\/config\.json$/, ''), variable);
}

/** What a step does that runs a client out of its image; another image may do anything. */
function containerEffects(here: Here): Effects {
  const { step, expressions, contexts, runs, guards, document, job } = here;
  const uses = entry(step.node, 'uses');
  const whole = uses ? entrySpan(uses) : step.node;
  const input = (name: string) => {
    const written = text(inputOf(child(step.node, 'with'), name));
    return written === null ? null : expressions.interpolate(written, contexts);
  };
  const image = step.uses?.source.slice(CONTAINER.length) ?? '';
  const source = input('args') ?? '';
  // No shell reads its arguments, but they are quoted as in one.
  const args = source === '' ? [] : here.scripts(`docker ${source}`, () => null, AS_WORDS)?.commands;
  const words = args && containedWords(image, input('entrypoint'), args[0]?.words.slice(1) ?? []);
  const act = { runs, guards, document, step };
  if (!words || (args?.length ?? 0) > 1) {
    const says = {
      name: text(child(step.node, 'name')) ?? '',
      command: source,
      environment: ownEnvironment(here),
    };
    const opaque: Act = {
      ...act,
      kind: 'opaque',
      place: whole,
      hasCredential: isCredentialInReach(here),
      says,
    };
    return { acts: [opaque], made: [], written: new Map(), isOpaque: true };
  }
  const command: Invocation = {
    words,
    runs,
    offset: 0,
    stdin: null,
    sudo: false,
    folder: null,
    variable: variablesOf(here),
    writes: [],
  };
  const home = child(job.node, 'container') === null && !isShared(here) ? { home: 'container' as const } : {};
  const near = nearOf(command, surroundings(here));
  const at = { act: { ...act, ...home }, outside: { runs, guards }, line: () => whole, whole, near };
  return { acts: actsOf(command, at), made: [], written: new Map(), isOpaque: false };
}

const AS_WORDS = { folder: null, start: () => null, effort: { left: 0 }, isOpen: false };

/** The workspace is the one folder of DOCKER_CONFIG that a container has, too. */
function isShared({ environment }: Here): boolean {
  const folder = authFolderIn(environment.variable) ?? '';
  const workspace = environment.variable('GITHUB_WORKSPACE');
  return hasHole(folder) || (workspace !== null && folder.startsWith(`${workspace}/`));
}

/** How much of the files of a repository is looked into, for all of its jobs together: some seconds. */
const MOST_EFFORT = 3_000_000;

const EFFORTS = new WeakMap<Project, Effort>();

const STARTERS = new WeakMap<Project, Map<string, Starter>>();

/** The same for all jobs whose checkouts are the same. */
function starterFor({ job, project }: Here, { file }: Surroundings): Starter {
  const ofProject = STARTERS.get(project) ?? new Map<string, Starter>();
  STARTERS.set(project, ofProject);
  const places = checkoutPlaces(job, project.repository);
  const starter = ofProject.get(places) ?? starterOf(file, effortFor(project));
  ofProject.set(places, starter);
  return starter;
}

function effortFor(project: Project): Effort {
  const effort = EFFORTS.get(project) ?? { left: MOST_EFFORT };
  EFFORTS.set(project, effort);
  return effort;
}

/** The files that a command sees are those of its own folder. */
function nearOf({ folder, variable }: Invocation, around: Surroundings): Surroundings {
  return {
    ...around,
    variable: (name) => knownVariable(variable(name)),
    file(path) {
      const whole = inWorkspace(folder, path);
      return whole === null ? null : around.file(whole);
    },
  };
}

/** The `env` of a step alone. */
function ownEnvironment({ step, expressions, contexts }: Here): ReadonlyMap<string, string> {
  return new Map(envEntries(child(step.node, 'env'), expressions, contexts));
}

/** What these variables are in every run. Docs: Variables reference. */
const ALWAYS: ReadonlyMap<string, string> = new Map([
  ['CI', 'true'],
  ['GITHUB_ACTIONS', 'true'],
  ['GITHUB_WORKSPACE', WORKSPACE],
]);

/** The variables of a step; the checkout's folder is one that paths are known in. */
function variablesOf({ environment }: Here): (name: string) => string | null {
  return (name) => {
    const value = environment.variable(name);
    return value === null || hasHole(value) ? (ALWAYS.get(name) ?? value) : value;
  };
}

/** `working-directory`, of the step or by default; null when it is not known. Docs: Workflow syntax. */
function folderOfStep({ step, job, document, expressions, contexts }: Here): string | null {
  const defaults = (node: YamlNode | null) =>
    text(child(child(child(node, 'defaults'), 'run'), 'working-directory'));
  const isOwn = document === job.document;
  const said =
    text(child(step.node, 'working-directory')) ??
    (isOwn ? (defaults(job.node) ?? defaults(job.document.root)) : null);
  return said === null ? '' : inWorkspace('', expressions.interpolate(said, contexts));
}

/** Who says so logs in, wherever the credential comes from. */
const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault/i;

/** A shell that reads its user's profile: `bash -l`, `bash --login`. */
const LOGIN_SHELL = /\s(?:-\w*l|--login)/;

/** A variable as PowerShell alone writes it. */
const POWERSHELL_VARIABLE = /\$\{?env:[A-Za-z_]/i;

/**
 * The shell that the text names, else that of the machine (docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`);
 * where that is one of several, the one in whose language the script is written.
 */
function shellOf({ step, job, expressions, contexts }: Here, written: string): string {
  const defaults = (node: YamlNode | null) => text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  const said = text(child(step.node, 'shell')) ?? defaults(job.node) ?? defaults(job.document.root);
  if (said !== null) return said;
  const runner = child(job.node, 'runs-on');
  const named = runner?.kind === 'map' ? child(runner, 'labels') : runner;
  const labels = list(named)?.items.map(({ node }) => text(node) ?? '') ?? [text(named) ?? ''];
  if (labels.some((label) => /^windows\b/i.test(expressions.interpolate(label, contexts)))) return 'pwsh';
  // A step for one machine of several stands in the legs of the others, too, under a condition.
  return labels.some((label) => label.includes('${{')) && POWERSHELL_VARIABLE.test(written) ? 'pwsh' : 'bash';
}
