/** Variables that a step sets for itself, and that a later step of the job reads: each script is a shell of its own. */
import type { Location } from '../types.js';
import { happens } from '../workflow/language/chance.js';
import { onlyOrigin } from '../workflow/language/origins.js';
import { child, entry, entrySpan, text } from '../workflow/text/document.js';
import type { JobText } from '../workflow/text/job.js';
import { locate } from '../workflow/text/places.js';
import type { LintedPush } from './case.js';
import { pushedName } from './pushed-name.js';

export interface LeftVariable {
  name: string;
  /** The step that sets it. */
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
  // What decides whether it is pushed may well be whether there is a value.
  if (!job.isHosted || act.document !== job.document || !happens(act.runs)) return null;
  let name: string | null = null;
  let reference = '';
  for (const character of act.found.reference) {
    const origin = onlyOrigin(character);
    const isLeft = origin?.kind === 'variable' && stepThatSets(origin.name, job.job, act.step) !== null;
    if (isLeft) name ??= origin.name;
    else reference += character;
  }
  if (name === null) return null;
  const emptied = { ...linted, push: { ...push, act: { ...act, found: { ...act.found, reference } } } };
  if (pushedName(emptied)?.image.problem?.kind !== 'invalid') return null;
  const run = entry(stepThatSets(name, job.job, act.step)?.node ?? null, 'run');
  return run ? { name, at: locate(job.document, entrySpan(run)), reference } : null;
}

type Step = JobText['steps'][number];

/** The last step in front of another one whose script gives the variable a value, where nobody else may have handed one on. */
function stepThatSets(name: string, job: JobText, reader: Step): Step | null {
  const end = job.steps.indexOf(reader);
  const { places, open } = setBy(job);
  if (open < end) return null;
  const at = places.get(name)?.findLast((index) => index < end);
  return at === undefined ? null : (job.steps[at] ?? null);
}

interface SetBy {
  /** The places of the steps whose scripts set each variable. */
  places: ReadonlyMap<string, readonly number[]>;
  /** The place of the first step that may hand on any variable, in a way that is not followed. */
  open: number;
}

const SET_BY = new WeakMap<JobText['node'], SetBy>();

function setBy({ node, steps }: JobText): SetBy {
  const known = SET_BY.get(node);
  if (known) return known;
  const found = new Map<string, number[]>();
  let open = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    const script = text(child(step.node, 'run')) ?? '';
    if (mayHandOn(script)) {
      open = index;
      break;
    }
    for (const [, name = ''] of script.matchAll(ASSIGNS)) {
      const places = found.get(name) ?? [];
      if (places.at(-1) !== index) places.push(index);
      found.set(name, places);
    }
  }
  const all = { places: found, open };
  SET_BY.set(node, all);
  return all;
}

/**
 * What a shell reads before each script, a program that is told of `GITHUB_ENV`, and code of the repository, which finds it in
 * its environment.
 */
function mayHandOn(script: string): boolean {
  return (
    script.includes('BASH_ENV') || RUNS_CODE.test(script) || script.replace(WRITES, '').includes('GITHUB_ENV')
  );
}

/** What writes to `GITHUB_ENV` as the reader of scripts follows it. */
const WRITES = /(?:>>?|\btee[ \t]+(?:-a|--append))[ \t]*["']?\$\{?GITHUB_ENV\b/g;

/** Programs whose work is code or a recipe that is not read for this. */
const RUNS_CODE =
  /(?<![\w./-])(?:(?:node|deno|bun|npx|make|gradle|mvn|(?:\.\/)?(?:gradlew|mvnw))|(?:npm|yarn|pnpm)(?![ \t]+(?:ci|i|install)\b))(?![\w./=-])/;

/** `NAME=value` and `export NAME=value` as commands of their own; not `NAME=value command`. */
const ASSIGNS =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=(?:"[^"\n]*"|'[^'\n]*'|\$\([^\n]*\)|`[^`\n]*`|\$\{[^}\n]*\}|[^\s"'`;&|()]*)[ \t]*(?:[;&#].*)?$/gm;
