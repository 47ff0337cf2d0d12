/**
 * Variables that a step sets for itself or makes an output of, and that a later step of the job reads: each script is a shell of
 * its own. So is a subshell in a script.
 */
import type { Location } from '../../types.js';
import { happens } from '../../workflow/language/chance.js';
import { onlyOrigin } from '../../workflow/language/origins.js';
import { isActive, type PushReading, type RunReading } from '../../workflow/reading/every-run.js';
import { isLoggedInOnlyTo } from '../../workflow/reading/only-logins.js';
import type { TransferAct } from '../../workflow/reading/steps/frame.js';
import { runsCode } from '../../workflow/reading/steps/scripts/runs-code.js';
import { withFileVariables } from '../../workflow/shell/known/step-files.js';
import {
  child,
  entry,
  entrySpan,
  map,
  text,
  type YamlEntry,
  type YamlNode,
} from '../../workflow/text/document.js';
import { type JobText, localActionPath, type StepText, stepTexts } from '../../workflow/text/job.js';
import { locate } from '../../workflow/text/places.js';
import type { Linted, LintedPush } from '../case.js';
import { pushedName } from './pushed-name.js';

export interface LeftVariable {
  name: string;
  /**
   * What sets it, for itself alone: the script of another step, or its `env`; a subshell of the same script. `output`: an output of
   * another step has its name, and no variable. `later`: this script hands it to later steps, and does not have it itself.
   */
  by: 'script' | 'env' | 'output' | 'subshell' | 'later';
  /** Of the step that sets it. */
  id: string | null;
  /** Where it does. */
  at: Location;
  /** What is pushed without it. */
  reference: string;
}

/**
 * The variable without which a name is none; null where there is no such thing. Another one that nothing in the text sets
 * may come from the machine, but not one that the job itself thinks to have set.
 */
export function leftVariable(linted: LintedPush): LeftVariable | null {
  const { push, job } = linted;
  const { act } = push;
  const left = leftIn(act, job, linted);
  if (left === null) return null;
  const { reference } = left;
  const emptied = { ...linted, push: { ...push, act: { ...act, found: { ...act.found, reference } } } };
  return pushedName(emptied)?.image.problem?.kind === 'invalid' ? left : null;
}

/** A push whose name begins with such a variable, or is one: the host is gone with it. */
export interface LeftName extends LeftVariable {
  act: TransferAct;
}

/**
 * The pushes of a job that lose their host so. They were meant for the registry where the variable was given its host, or
 * where the job can push nowhere else.
 */
export function leftNames(job: LintedPush['job'], all: Linted): LeftName[] {
  const { registry } = all;
  return job.runs.flatMap((run) =>
    run.pushes.flatMap((push) => {
      if (run.trigger.fork || !isActive(run, push) || push.act.found.mayFail) return [];
      const left = leftIn(push.act, job, all);
      if (left === null || !/^(?:$|[/:@-])/.test(left.reference)) return [];
      return isMeantFor(registry, left, run, push) ? [{ ...left, act: push.act }] : [];
    }),
  );
}

function isMeantFor(registry: string, left: Left, run: RunReading, push: PushReading): boolean {
  return left.value.toLowerCase().includes(registry) || isLoggedInOnlyTo(run, push, registry);
}

interface Left extends LeftVariable {
  /** What the other step gives it, as it stands there. */
  value: string;
}

/** The first variable of a name that another step has kept to itself, and what is left of the name without all of them. */
function leftIn(act: TransferAct, job: LintedPush['job'], all: Linted): Left | null {
  // What decides whether it is pushed may well be whether there is a value.
  if (!job.isHosted || !happens(act.runs)) return null;
  const steps = stepsOf(act, job, all);
  if (steps === null) return null;
  let first: { name: string; set: Omit<SetHere, 'step'> } | null = null;
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const set =
      origin?.kind === 'variable'
        ? (lostIn(origin, act.step) ??
          handedToLater(origin.name, steps, act.step, all) ??
          lastSet(origin.name, steps, act.step, all))
        : null;
    if (origin?.kind === 'variable' && set !== null) first ??= { name: origin.name, set };
    else reference += character;
  }
  if (!first) return null;
  const { name, set } = first;
  const { by, value, place, id } = set;
  return { name, by, id, at: locate(act.document, entrySpan(place)), reference: reference.trim(), value };
}

/** The steps among which a push stands: those of the job, or of an action of the repository. */
function stepsOf(
  { document, step }: TransferAct,
  { document: own, job }: LintedPush['job'],
  all: Linted,
): Steps | null {
  if (document === own) return job;
  const node = child(document.root, 'runs');
  const steps = node === null ? [] : stepTexts(node);
  // The steps around the one that uses it may hand on a variable, too.
  const isClosed = setBy(job, all).open === Number.POSITIVE_INFINITY;
  return node !== null && isClosed && steps.includes(step) ? { node, steps } : null;
}

type Steps = Pick<JobText, 'node' | 'steps'>;

/** May something in front of the push have handed on a variable, in a way that is not followed? */
export function mayBeHandedOn(act: TransferAct, job: LintedPush['job'], all: Linted): boolean {
  const steps = stepsOf(act, job, all);
  return steps === null || setBy(steps, all).open < steps.steps.indexOf(act.step);
}

/** Where the last step in front of another one gives the variable a value, and nobody else may have handed one on. */
function lastSet(name: string, steps: Steps, reader: StepText, all: Linted): SetHere | null {
  const end = steps.steps.indexOf(reader);
  const { sets, open } = setBy(steps, all);
  return open < end ? null : (sets.get(name)?.findLast(({ step }) => step < end) ?? null);
}

/** What the script sets in a subshell alone; with `lastpipe`, the last part of a pipe is none. */
function lostIn({ isLost }: { isLost?: true }, { node, id }: StepText): Omit<SetHere, 'step'> | null {
  const run = isLost ? entry(node, 'run') : null;
  if (!run || /\blastpipe\b/.test(text(run.value.node) ?? '')) return null;
  return { value: '', by: 'subshell', place: run, id };
}

/**
 * What the script itself writes to GITHUB_ENV or GITHUB_OUTPUT, which it does not read. Docs: Workflow commands, Setting an
 * environment variable ("The step that creates or updates the environment variable does not have access to the new value").
 */
function handedToLater(
  name: string,
  steps: Steps,
  { node, id }: StepText,
  all: Linted,
): Omit<SetHere, 'step'> | null {
  const run = entry(node, 'run');
  const script = scriptOf({ node });
  if (!run || !/GITHUB_(?:ENV|OUTPUT)/.test(script) || mayHandOn(script)) return null;
  const value = ['GITHUB_ENV', 'GITHUB_OUTPUT']
    .map((file) => writtenTo(file, script).get(name))
    .find(Boolean);
  const isClosed = setBy(steps, all).open > steps.steps.findIndex((each) => each.node === node);
  return value && isClosed ? { value, by: 'later', place: run, id } : null;
}

/** The place of a step that sets a variable, and what it says last. */
interface SetHere {
  step: number;
  value: string;
  by: LeftVariable['by'];
  place: YamlEntry;
  id: string | null;
}

interface SetBy {
  /** By the name of the variable. */
  sets: ReadonlyMap<string, readonly SetHere[]>;
  /** The place of the first step that may hand on any variable, in a way that is not followed. */
  open: number;
}

const SET_BY = new WeakMap<YamlNode, SetBy>();

function setBy({ node, steps }: Steps, all: Linted): SetBy {
  const known = SET_BY.get(node);
  if (known) return known;
  const found = new Map<string, SetHere[]>();
  let open = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const script = scriptOf(step);
    if (mayHandOn(script) || actionMayHandOn(step, all, [])) {
      open = index;
      break;
    }
    const add = (name: string, set: SetHere) => {
      const sets = found.get(name) ?? [];
      sets.push(set);
      found.set(name, sets);
    };
    for (const each of map(child(step.node, 'env'))?.entries ?? [])
      add(String(each.key.value), {
        step: index,
        value: text(each.value.node) ?? '',
        by: 'env',
        place: each,
        id: step.id,
      });
    const run = entry(step.node, 'run');
    for (const [, name = '', value = ''] of run ? script.matchAll(ASSIGNS) : [])
      add(name, { step: index, value, by: 'script', place: run as YamlEntry, id: step.id });
    for (const [name, value] of run ? writtenTo('GITHUB_OUTPUT', script) : [])
      add(name, { step: index, value, by: 'output', place: run as YamlEntry, id: step.id });
  }
  const made = { sets: found, open };
  SET_BY.set(node, made);
  return made;
}

function scriptOf({ node }: Pick<StepText, 'node'>): string {
  return withFileVariables(text(child(node, 'run')) ?? '');
}

/**
 * What a shell reads before each script, a program that is told of `GITHUB_ENV`, and code of the repository, which finds it in
 * its environment.
 */
function mayHandOn(script: string): boolean {
  return script.includes('BASH_ENV') || runsCode(script) || script.replace(WRITES, '').includes('GITHUB_ENV');
}

/**
 * Does an action of the repository run such a thing? What its scripts write as the reader follows it, and what a program of its
 * own may write, stands in the environment already.
 */
function actionMayHandOn({ uses }: StepText, all: Linted, trail: readonly string[]): boolean {
  const folder = uses && localActionPath(uses.source, all.repository);
  if (folder === null || trail.includes(folder)) return false;
  const runs = child(all.action(folder)?.root, 'runs');
  // What was not read has no word of images; it may write all the same.
  if (runs === null) return true;
  const known = HAND_ON.get(runs);
  if (known !== undefined) return known;
  const made = stepTexts(runs).some(
    (step) => mayHandOn(scriptOf(step)) || actionMayHandOn(step, all, [...trail, folder]),
  );
  HAND_ON.set(runs, made);
  return made;
}

/** By the `runs` of an action. */
const HAND_ON = new WeakMap<YamlNode, boolean>();

/** What the lines of a script write to a file, each by a command of its own: `echo "NAME=value" >> $GITHUB_OUTPUT`. */
function writtenTo(file: string, script: string): Map<string, string> {
  if (!script.includes(file)) return new Map();
  return new Map(
    script.split(/[\n;]/).flatMap((command): [string, string][] => {
      const [, name = '', value = ''] = command.includes(file) ? (PRINTS.exec(command) ?? []) : [];
      return name === '' ? [] : [[name, printedIn(value)]];
    }),
  );
}

/** What stands in front of the file's name. */
function printedIn(value: string): string {
  const end = value.indexOf('>');
  return end === -1 ? value : value.slice(0, end).trimEnd().replace(/["']$/, '');
}

const PRINTS = /^[ \t]*(?:echo|printf)[ \t]+["']?([A-Za-z_]\w*)=(.*)$/;

/** What writes to `GITHUB_ENV` as the reader of scripts follows it. */
const WRITES = /(?:>>?|\btee[ \t]+(?:-a|--append))[ \t]*["']?\$\{?GITHUB_ENV\b/g;

/** A part of a value, each told from the others by how it begins: no text is taken apart in two ways. */
const PART = [
  String.raw`"[^"\n]*"`,
  String.raw`'[^'\n]*'`,
  '`[^`\\n]*`',
  String.raw`\$\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)`,
  String.raw`\$\{\{[^}\n]*\}\}`,
  String.raw`\$\{(?!\{)[^}\n]*\}`,
  String.raw`\$(?![({])`,
  String.raw`[^\s"'${'`'};&|()$]`,
].join('|');

/** `NAME=value` as a command of its own, also behind `export` and the like; not `NAME=value command`. */
const ASSIGNS = new RegExp(
  String.raw`(?<=^|[;&]|\b(?:then|do|else))[ \t]*(?:(?:export|readonly|declare|typeset)[ \t]+(?:-\w+[ \t]+)*)?([A-Za-z_]\w*)=((?:${PART})*)(?=[ \t]*(?:[;&#]|$))`,
  'gm',
);
