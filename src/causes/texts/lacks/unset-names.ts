/**
 * Pushes by a name, and logins by a user's, with a variable that nothing sets, for certain: one that a script reads, or one in a
 * compose file or a bake file that a plain command reads, or an action.
 */
import { isOfMachine } from '../../../workflow/knowledge/machine-variables.js';
import { absentName, onlyOrigin, withoutAbsent } from '../../../workflow/language/origins.js';
import type { PushReading } from '../../../workflow/reading/every-run.js';
import { runnerLabels } from '../../../workflow/reading/jobs/runners.js';
import type { SignAct, TransferAct } from '../../../workflow/reading/steps/frame.js';
import { isTolerated } from '../../../workflow/reading/steps/tolerance.js';
import { child, text } from '../../../workflow/text/document.js';
import type { Linted, LintedPush } from '../../case.js';
import { isLeftToItself, mayBeHandedOn } from './left-variables.js';
import { misspeltVariable } from './misspelt-variables.js';
import { namesReadInPowerShell } from './powershell-readings.js';

/**
 * The push with what is left of its name, which is nothing, where all of it is such a variable; as it is else, and where it is told
 * already what was meant.
 */
export function withoutUnset(push: PushReading, job: LintedPush['job'], all: Linted): PushReading {
  if (onlyOrigin(push.act.found.reference)?.kind !== 'variable' || push.act.found.isInFile) return push;
  if (isLeftToItself(push.act, job, all) || misspeltVariable(push, job, all)) return push;
  const unset = unsetVariables(push, job, all);
  return unset === null
    ? push
    : { ...push, act: { ...push.act, found: { ...push.act.found, reference: unset.reference } } };
}

/**
 * The variables of a name that are empty, and what the reference comes to; null where there is none, and where one may come from
 * the machine, its image, another shell, or a step that hands it on.
 */
export function unsetVariables(
  push: PushReading,
  job: LintedPush['job'],
  all: Linted,
): { names: readonly string[]; reference: string } | null {
  const { act } = push;
  const names = new Set<string>();
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const name = origin?.kind === 'variable' && !origin.isLost ? origin.name : null;
    if (name !== null && isPlainlyRead(name, act, job)) names.add(name);
    reference += name !== null && names.has(name) ? absentName(name) : character;
  }
  // A service or a target without any name is passed over.
  const isPassedOver = act.found.isInFile && withoutAbsent(reference).trim() === '';
  if (names.size === 0 || isPassedOver || mayBeSetUnseen(act, job, all)) return null;
  return { names: [...names], reference };
}

/** The variable that is all of a login's user name and that nothing sets; null: there is none, or one may come from somewhere else. */
export function unsetUser(login: SignAct, job: LintedPush['job'], all: Linted): string | null {
  const origin = onlyOrigin(login.sign.user?.trim() ?? '');
  if (origin?.kind !== 'variable' || origin.isLost || !isPlainlyRead(origin.name, login, job)) return null;
  return mayBeSetUnseen(login, job, all) ? null : origin.name;
}

/** By the machine, its image, another shell than the step's own, or a step in front. */
function mayBeSetUnseen(act: Reader, job: LintedPush['job'], all: Linted): boolean {
  if (!job.isHosted || child(job.job.node, 'container') !== null) return true;
  const isItsOwn = act.step.uses === null ? ownShell(act, job) !== null : act.document === job.document;
  return !isItsOwn || mayBeHandedOn(act, job, all);
}

/** What a command does with a variable in its words. */
type Reader = TransferAct | SignAct;

/** By a command of the script itself, in every run: what a wrapper starts may be given variables by it. */
function isPlainlyRead(name: string, act: Reader, job: LintedPush['job']): boolean {
  const { step, runs, home } = act;
  const { mayFail } = act.kind === 'sign' ? act : act.found;
  if (runs !== 'yes' || mayFail || home === 'remote' || home === 'own' || isOfMachine(name)) return false;
  if (isTolerated(step.node)) return false;
  if (isOfFile(act)) return step.uses !== null || readsFilesPlainly(step.node);
  return namesReadIn(step.node, ownShell(act, job)).has(name);
}

function isOfFile(act: Reader): boolean {
  return act.kind === 'transfer' && act.found.isInFile === true;
}

/** Is each command of a script that reads such a file one of the script itself? */
function readsFilesPlainly(node: TransferAct['step']['node']): boolean {
  const known = READS_PLAINLY.get(node);
  if (known !== undefined) return known;
  const isPlain = isPlainReading(text(child(node, 'run')) ?? '');
  READS_PLAINLY.set(node, isPlain);
  return isPlain;
}

/** By the step, which may push an image for each service. */
const READS_PLAINLY = new WeakMap<TransferAct['step']['node'], boolean>();

function isPlainReading(script: string): boolean {
  if (GOES_ON.test(script)) return false;
  const reading = commandsIn(script.replace(/\\\n/g, ' '), '#').filter((each) => READS_FILES.test(each));
  return reading.length > 0 && reading.every((each) => COMMAND.test(each));
}

/** Whoever starts it, also in the words of another shell. */
const READS_FILES = /(?<![\w./-])(?:docker-compose|compose|bake)(?=['"\s]|$)/;

/** By the step, whose pushes each ask. */
const READ = new WeakMap<TransferAct['step']['node'], ReadonlySet<string>>();

function namesReadIn(node: TransferAct['step']['node'], shell: OwnShell | null): ReadonlySet<string> {
  const known = READ.get(node);
  if (known) return known;
  const script = text(child(node, 'run')) ?? '';
  const read = shell === 'powershell' ? namesReadInPowerShell(script) : namesReadInShell(script);
  READ.set(node, read);
  return read;
}

function namesReadInShell(script: string): ReadonlySet<string> {
  const commands = GOES_ON.test(script) ? [] : commandsIn(script.replace(/\\\n/g, ' '), "'#");
  const names = commands.flatMap((command) =>
    COMMAND.test(command) ? [...command.matchAll(VARIABLE)].map(([, name = '']) => name) : [],
  );
  return new Set(names);
}

/** What is done all the same after a command that fails. */
const GOES_ON = /\|\||\bset\s+\+|\btrap\b/;

const PIECE =
  /(?<![^\s;&|()])#[^\n]*|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[\n;&|()]|[^'"\\\s;&|()]+|\s|['"\\]/g;

/**
 * What stands between the ends of commands; a text in quotes has none.
 *
 * @param passedOver how the pieces begin that are left out: by a comment nothing is done, and in single quotes nothing is filled in
 */
function commandsIn(script: string, passedOver: string): string[] {
  const commands: string[][] = [[]];
  for (const [piece] of script.matchAll(PIECE))
    if (/^[\n;&|()]$/.test(piece)) commands.push([]);
    else if (!passedOver.includes(piece[0] as string)) commands.at(-1)?.push(piece);
  return commands.map((pieces) => pieces.join(''));
}

/** Clients that the script itself starts, with what only runs the next words: what another wrapper starts may be given variables. */
const COMMAND =
  /^\s*(?:(?:then|do|else|\{|sudo|time|command|exec|nohup)\s+)*(?:docker(?:-compose)?|podman|buildah|nerdctl|crane|skopeo|oras|helm|regctl|cosign)\s/;

const VARIABLE = /\$\{?([A-Za-z_]\w{0,60})/g;

type OwnShell = 'posix' | 'powershell';

/** The shell of a step; null: a login shell, or one within another program, is given variables by what it reads first. */
function ownShell({ document, step }: Reader, { document: own, job }: LintedPush['job']): OwnShell | null {
  if (document !== own) return null;
  const said = [
    child(step.node, 'shell'),
    ...[job.node, own.root].map((node) => child(child(child(node, 'defaults'), 'run'), 'shell')),
  ].flatMap((each) => (each === null ? [] : (text(each) ?? '')));
  // Docs: Workflow syntax, `jobs.<job_id>.steps[*].shell`, of Windows where none is said.
  if (said.length === 0)
    return runnerLabels(job.node).some((each) => /^windows/i.test(each)) ? 'powershell' : 'posix';
  if (said.every((each) => /^(?:bash|sh)$/.test(each))) return 'posix';
  return said.every((each) => /^(?:pwsh|powershell)$/.test(each)) ? 'powershell' : null;
}
