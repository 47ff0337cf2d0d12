/**
 * Variables that a step surely reads as they stand: in a command of its own script, or in a file that a plain command or an action
 * reads. Where nothing sets one, what it stands in has an empty part.
 */
import { isGivenByNpm, isOfMachine } from '../../knowledge/machine-variables.js';
import { holdsUnset, onlyOrigin } from '../../language/origins.js';
import { child, text, type WorkflowDocument } from '../../text/document.js';
import type { JobText } from '../../text/job.js';
import { runnerLabels } from '../jobs/runners.js';
import type { Act, SignAct, TransferAct } from '../steps/frame.js';
import { isTolerated } from '../steps/tolerance.js';
import { namesReadInPowerShell } from './powershell-readings.js';

/** What a command does with a variable in its words. */
export type Reader = TransferAct | SignAct | BuildAct;

type BuildAct = Extract<Act, { kind: 'build' }>;

/** The text of the job in which it does, and the file of it. */
export interface JobInFile {
  document: WorkflowDocument;
  job: JobText;
}

/**
 * By a command of the script itself, in every run that comes to it: what a wrapper starts may be given variables by it, and where nobody
 * knows the condition it may ask for the variable.
 */
export function isPlainlyRead(name: string, act: Reader, job: JobInFile): boolean {
  const { step, runs, home } = act;
  if (runs === 'no' || runs === 'unknown') return false;
  if (mayFail(act) || home === 'remote' || home === 'own' || isOfMachine(name)) return false;
  if (isTolerated(step.node)) return false;
  if (isOfFile(act)) return step.uses !== null || readsFilesPlainly(step.node);
  if (act.script !== undefined) return isReadInScript(name, act.script, act, job);
  return namesReadIn(step.node, ownShell(act, job)).has(name);
}

/** A build is told of only where it surely ends its step. */
function mayFail(act: Reader): boolean {
  if (act.kind === 'build') return false;
  return (act.kind === 'sign' ? act : act.found).mayFail === true;
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
  return reading.length > 0 && reading.every((each) => COMMAND.test(each.replace(IN_FRONT, '')));
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

/** The same of a script that the step starts, and make has filled its recipes in by then: what is not set stands for itself there. */
function isReadInScript(name: string, script: string, act: Reader, job: JobInFile): boolean {
  const own = text(child(act.step.node, 'run'));
  if (own === null || ownShell(act, job) !== 'posix' || GOES_ON.test(own) || isGivenByNpm(name)) return false;
  const known = IN_SCRIPTS.get(act.step.node) ?? new Map<string, ReadonlySet<string>>();
  IN_SCRIPTS.set(act.step.node, known);
  const read = known.get(script) ?? namesReadInShell(asVariables(script));
  known.set(script, read);
  return read.has(name) || (!GOES_ON.test(script) && namesHandedOn(own).has(name));
}

/** What a step gives a script as a word: `./push.sh "$TAG"`, `make push TAG=$TAG`. */
function namesHandedOn(script: string): ReadonlySet<string> {
  const commands = commandsIn(script.replace(/\\\n/g, ' '), "'#").filter((each) => STARTS.test(each));
  return new Set(commands.flatMap((each) => [...each.matchAll(VARIABLE)].map(([, name = '']) => name)));
}

/** A script that is started by its path, or by what only reads it. */
const STARTS =
  /^\s*(?:(?:then|do|else|\{|time|command|exec)\s+)*(?:(?:(?:ba|da|z)?sh|source|\.|make|just|task)\s|[\w.-]*\/[\w./-]+(?:\s|$))/;

/** By the step, and by the script that it starts. */
const IN_SCRIPTS = new WeakMap<TransferAct['step']['node'], Map<string, ReadonlySet<string>>>();

function asVariables(script: string): string {
  if (!holdsUnset(script)) return script;
  return [...script]
    .map((each) => {
      const origin = onlyOrigin(each);
      return origin?.kind === 'variable' ? `\${${origin.name}}` : each;
    })
    .join('');
}

function namesReadInShell(script: string): ReadonlySet<string> {
  const commands = GOES_ON.test(script) ? [] : commandsIn(script.replace(/\\\n/g, ' '), "'#");
  const functions = new Set([...script.matchAll(FUNCTION)].map(([, one, other]) => one ?? other));
  const isOwn = (command: string) =>
    COMMAND.test(command) || functions.has(/^\s*(?:(?:then|do|else|\{)\s+)*([\w-]+)\s/.exec(command)?.[1]);
  const names = commands.flatMap((command) =>
    isOwn(command.replace(IN_FRONT, '')) || ASSIGNS.test(command)
      ? [...command.matchAll(VARIABLE)].map(([, name = '']) => name)
      : [],
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

/**
 * Assignments in front, which the shell, env or sudo makes for the program alone: the words have been filled in before (bash manual,
 * Simple Command Expansion).
 */
const IN_FRONT =
  /^\s*(?:(?:then|do|else|\{)\s+)*(?:sudo\s+|env\s+(?:(?:-i?|--ignore-environment)\s+)?)?(?:[A-Za-z_]\w*=(?:"[^"]*"|[^\s"])*\s+)*(?=\S)/;

/** A function of the script, where it is written. */
const FUNCTION = /(?<![\w$-])(?:function\s+([A-Za-z_][\w-]*)|([A-Za-z_][\w-]*)\s*\(\s*\))/g;

/** A name that is put together before it is used. */
const ASSIGNS = /^\s*(?:(?:then|do|else|\{|export|local|readonly)\s+)*[A-Za-z_]\w*=(?:"[^"]*"|[^\s"])+\s*$/;

const VARIABLE = /\$\{?([A-Za-z_]\w{0,60})/g;

type OwnShell = 'posix' | 'powershell';

/** The shell of a step; null: a login shell, or one within another program, is given variables by what it reads first. */
export function ownShell({ document, step }: Reader, { document: own, job }: JobInFile): OwnShell | null {
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
