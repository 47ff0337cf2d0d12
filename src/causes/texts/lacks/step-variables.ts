/** Which steps give a variable a value for themselves, in their script, their `env` or as an output, and which may hand one on. */
import { runsCode } from '../../../workflow/reading/steps/scripts/runs-code.js';
import { withFileVariables } from '../../../workflow/shell/known/step-files.js';
import { child, entry, map, text, type YamlEntry, type YamlNode } from '../../../workflow/text/document.js';
import { type JobText, localActionPath, type StepText, stepTexts } from '../../../workflow/text/job.js';
import type { Linted } from '../../case.js';

/** Steps that run one after the other: of a job, or of an action. */
export type Steps = Pick<JobText, 'node' | 'steps'>;

/** Where the last step in front of another one gives the variable a value, and nobody else may have handed one on. */
export function lastSet(name: string, steps: Steps, reader: StepText, all: Linted): SetHere | null {
  const end = steps.steps.indexOf(reader);
  const { sets, open } = setBy(steps, all);
  return open < end ? null : (sets.get(name)?.findLast(({ step }) => step < end) ?? null);
}

/** Does a command of the step's script read the variable in its words that stands in front of it: `TAG=1 docker push app:$TAG`? */
export function isSetInFront(name: string, step: Pick<StepText, 'node'>): boolean {
  const reads = new RegExp(String.raw`\$\{?${name}\b`);
  return prefixedIn(step).some(({ names, words }) => names.has(name) && reads.test(words));
}

/** A command with assignments in front of it. */
interface Prefixed {
  names: ReadonlySet<string>;
  /** Those that the shell fills in before. */
  words: string;
}

const PREFIXED_IN = new WeakMap<YamlNode, Prefixed[]>();

/** Read once: a step may push a thousand names. */
function prefixedIn(step: Pick<StepText, 'node'>): readonly Prefixed[] {
  const known = PREFIXED_IN.get(step.node);
  if (known) return known;
  const found: Prefixed[] = [];
  for (const [, assignments = '', command = ''] of scriptOf(step).replace(/\\\n/g, ' ').matchAll(PREFIXED)) {
    // What these read, the shell fills in again, with what stands in front.
    if (/^(?:eval|source|\.)\s/.test(command)) continue;
    const names = [...assignments.matchAll(/(?:^|\s)([A-Za-z_]\w*)=/g)].map(([, each = '']) => each);
    const words = command.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (each) => (each.startsWith("'") ? '' : each));
    found.push({ names: new Set(names), words });
  }
  PREFIXED_IN.set(step.node, found);
  return found;
}

/** The same where it is known that nobody has handed on the variable. */
export function lastSetBefore(name: string, steps: Steps, reader: StepText): SetHere | null {
  const end = steps.steps.indexOf(reader);
  return (
    setsOf(steps, () => false)
      .sets.get(name)
      ?.findLast(({ step }) => step < end) ?? null
  );
}

/** What the script itself writes to GITHUB_ENV or GITHUB_OUTPUT, which it does not read; null: nothing by that name. */
export function writtenForLater(name: string, script: string): string | null {
  const written = ['GITHUB_ENV', 'GITHUB_OUTPUT'].map((file) => writtenTo(file, script).get(name));
  return written.find(Boolean) ?? null;
}

/**
 * What sets a variable, for itself alone: the script of another step, or its `env`; a subshell of the same script. `output`: an
 * output of another step has its name, and no variable. `later`: this script hands it to later steps, and does not have it itself.
 * `prefix`: it stands in front of a command, whose words were filled in before.
 */
export type SetWay = 'script' | 'env' | 'output' | 'subshell' | 'later' | 'prefix';

/** The place of a step that sets a variable, and what it says last. */
export interface SetHere {
  step: number;
  value: string;
  by: SetWay;
  place: YamlEntry;
  id: string | null;
}

interface SetBy {
  /** By the name of the variable. */
  sets: ReadonlyMap<string, readonly SetHere[]>;
  /** The place of the first step that may hand on any variable, in a way that is not followed. */
  open: number;
}

/** The place of the first of the steps that may hand on any variable, in a way that is not followed; infinity: none does. */
export function openFrom(steps: Steps, all: Linted): number {
  return setBy(steps, all).open;
}

const SET_BY = new WeakMap<YamlNode, SetBy>();

function setBy(steps: Steps, all: Linted): SetBy {
  const known = SET_BY.get(steps.node);
  if (known) return known;
  const made = setsOf(steps, (step) => mayHandOn(scriptOf(step)) || actionMayHandOn(step, all, []));
  SET_BY.set(steps.node, made);
  return made;
}

/** @param isOpen may the step hand on any variable? Nothing is told of it, and of those behind it */
function setsOf({ steps }: Steps, isOpen: (step: StepText) => boolean): SetBy {
  const found = new Map<string, SetHere[]>();
  let open = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const script = scriptOf(step);
    if (isOpen(step)) {
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
  return { sets: found, open };
}

/** Read once, too. */
const SCRIPTS = new WeakMap<YamlNode, string>();

/** The script of a step, with what it calls the files of later steps; empty: it has none. */
export function scriptOf({ node }: Pick<StepText, 'node'>): string {
  const known = SCRIPTS.get(node);
  if (known !== undefined) return known;
  const script = withFileVariables(text(child(node, 'run')) ?? '');
  SCRIPTS.set(node, script);
  return script;
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

/** Assignments in front of a command, and the command. */
const PREFIXED = new RegExp(
  String.raw`(?<=^|[;&|(]|\b(?:then|do|else))[ \t]*(?:(?:sudo|env)[ \t]+)?((?:[A-Za-z_]\w*=(?:${PART})*[ \t]+)+)([^\s#;&|][^\n;&|]*)`,
  'gm',
);
