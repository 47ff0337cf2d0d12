/** A step that runs a script: its commands, each asked of the table of programs. */
import { movesAuthFile, touchesAuthFile } from '../knowledge/auth-files.js';
import { commandAsks, commandEffects, commandSign, mayLogIn, pushesUnread } from '../knowledge/commands.js';
import { imageRun, isHandedHome } from '../knowledge/containers.js';
import { composePulls } from '../knowledge/programs/compose.js';
import { pull } from '../knowledge/transfers.js';
import { both } from '../language/chance.js';
import type { Invocation } from '../shell/effects.js';
import { inPlainWords, plainVariables } from '../shell/powershell.js';
import { child, entry, entrySpan, text, type YamlScalar } from '../text/document.js';
import type { JobText } from '../text/job.js';
import { leavesAuthFiles } from './auth-file-signs.js';
import { actsOf } from './command-acts.js';
import { containerEffects } from './container-steps.js';
import { type Act, type Effects, type Here, surroundings } from './frame.js';
import { jobFiles } from './job-files.js';
import { lineSpan } from './places.js';
import { isCredentialInReach } from './reach.js';
import { remoteCommands, remoteScript } from './remote-commands.js';
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
import { runsContainer, runsElsewhere, scriptInput } from './step-kinds.js';

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
    start: starterFor(here),
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

/** Who says so logs in, wherever the credential comes from. */
const SAYS_LOGIN = /log-?in|auth|cred|secret|token|vault/i;
