/**
 * What the later steps of a job push to a registry, and pull from it. The
 * knowledge stands in two tables (push-actions.ts, push-commands.ts); here they
 * are applied to steps whose inputs, environment and conditions are filled in.
 */
import type { Ternary, WorkflowPush } from '../types.js';
import { envEntries, type JobEnvironment } from './contexts.js';
import { child, entry, entrySpan, locate, type Span, text, type YamlScalar } from './document.js';
import type { Contexts, Expressions } from './expressions.js';
import type { JobText, StepText } from './job.js';
import { referenceAt } from './names.js';
import { type Found, type Inputs, knownAction } from './push-actions.js';
import { commandEffects } from './push-commands.js';
import { followScript } from './script.js';
import { Dictionary, toText, type Value } from './values.js';

export interface PushOptions {
  job: JobText;
  /** Index of our own step: what comes before it has happened. -1: every step is to come. */
  after: number;
  registry: string;
  expressions: Expressions;
  /** `github`, `inputs`, `matrix`, `runner`; `env` and `steps` are made here. */
  contexts: Contexts;
  environment: JobEnvironment;
  /** Does the job run at all? Known when we are in it. */
  jobRuns: Ternary;
}

/**
 * The pushes and pulls of `registry` in the order of the steps. A reference that
 * is not known is null; one that may belong to another registry is left out.
 */
export function pushesOf(options: PushOptions): WorkflowPush[] {
  const { job, registry, jobRuns } = options;
  const found: WorkflowPush[] = [];
  for (const { effects, runs, step } of walkSteps(options)) {
    for (const effect of effects) {
      const reference = referenceAt(registry, effect.reference);
      if (reference === undefined) continue;
      const { access, role } = effect;
      const sure = both(jobRuns, both(runs, effect.runs));
      found.push({
        reference,
        access,
        role,
        runs: sure,
        location: locate(job.document, placeOf(step, effect)),
      });
    }
  }
  return found;
}

type Placed = Found & { span?: Span };

interface StepEffects {
  step: StepText;
  runs: Ternary;
  effects: Placed[];
}

/** The steps to come, with what they do; outputs and environment are carried from step to step. */
function* walkSteps(options: PushOptions): Generator<StepEffects> {
  const { job, after, expressions } = options;
  let { environment } = options;
  const outputs = new Map<string, Value>();
  for (const [index, step] of job.steps.entries()) {
    const steps = new Dictionary(outputs, { open: true });
    const outer: Contexts = { ...options.contexts, steps, env: environment.context() };
    const own = environment.with(envEntries(child(step.node, 'env'), expressions, outer));
    const contexts: Contexts = { ...outer, env: own.context() };
    const runs = conditionOf(step, expressions, contexts);
    if (runs === 'no') {
      // A step that is passed over has no outputs, and an absent output is the empty text.
      if (step.id) outputs.set(step.id, new Dictionary([['outputs', new Dictionary()]], { open: true }));
    }
    const { effects, made, written } = step.uses
      ? actionEffects(step, expressions, contexts)
      : scriptEffects(step, job, expressions, contexts, own);
    if (step.id && runs === 'yes') {
      outputs.set(
        step.id,
        new Dictionary([['outputs', new Dictionary(made, { open: true })]], { open: true }),
      );
    }
    if (index <= after) continue;
    // Before our step the process already shows what was written.
    if (runs !== 'no') {
      environment = environment.with(
        [...written].map(([name, value]) => [name, runs === 'yes' ? value : null] as const),
      );
    }
    yield { step, runs, effects };
  }
}

interface Effects {
  effects: Placed[];
  /** Outputs of the step, as far as they can be followed. */
  made: [string, Value][];
  /** Variables for later steps. */
  written: Map<string, string | null>;
}

function conditionOf(step: StepText, expressions: Expressions, contexts: Contexts): Ternary {
  const condition = child(step.node, 'if');
  if (condition?.kind !== 'scalar' || condition.value === null) return 'yes';
  if (typeof condition.value !== 'string') return condition.value ? 'yes' : 'no';
  return condition.value.trim() === '' ? 'yes' : expressions.condition(condition.value, contexts);
}

function actionEffects(step: StepText, expressions: Expressions, contexts: Contexts): Effects {
  const known = knownAction(step.uses?.action ?? '');
  const given = child(step.node, 'with');
  const raw = (name: string) => text(child(given, name));
  const inputs: Inputs = {
    text: (name) => {
      const written = raw(name);
      return written === null ? null : expressions.interpolate(written, contexts);
    },
    flag: (name) => {
      const written = raw(name);
      return written === null ? 'no' : expressions.flag(written, contexts);
    },
    isExpression: (name) => raw(name)?.includes('${{') ?? false,
    major: Number(/^v?(\d+)(\.|$)/.exec(step.uses?.ref ?? '')?.[1] ?? Number.NaN) || null,
  };
  return { effects: known?.finds?.(inputs) ?? [], made: known?.outputs?.(inputs) ?? [], written: new Map() };
}

/** Shells whose language we read; the default is bash, but on Windows PowerShell. */
const POSIX_SHELLS = /^(bash|sh)\b/;

/**
 * A PowerShell script of plain commands reads the same, only its variables are
 * others: they stay unknown. A backquote continues a line there; then we pass.
 */
const POWERSHELL = /^(pwsh|powershell)\b/;

function scriptEffects(
  step: StepText,
  job: JobText,
  expressions: Expressions,
  contexts: Contexts,
  environment: JobEnvironment,
): Effects {
  const run = entry(step.node, 'run');
  const written = text(run?.value.node);
  const none: Effects = { effects: [], made: [], written: new Map() };
  if (!run || written === null) return none;
  const shell = shellOf(step, job);
  const foreign = POWERSHELL.test(shell) && !written.includes('`');
  if (!POSIX_SHELLS.test(shell) && !foreign) return none;
  const script = expressions.interpolate(written, contexts);
  const variable = foreign ? () => null : environment.variable;
  const { commands, outputs, environment: variables } = followScript(script, variable);
  const effects = commands.flatMap(({ words, runs, offset }) =>
    commandEffects(words).map((found): Placed => {
      const span = lineSpan(job.document.text, run.value.node as YamlScalar, script, offset);
      return { ...found, runs: both(found.runs, runs), span: span ?? entrySpan(run) };
    }),
  );
  return {
    effects,
    made: [...outputs].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    written: variables,
  };
}

function shellOf(step: StepText, job: JobText): string {
  const defaults = (node: Parameters<typeof child>[0]) =>
    text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  const said = text(child(step.node, 'shell')) ?? defaults(job.node) ?? defaults(job.document.root);
  if (said !== null) return said;
  const runner = child(job.node, 'runs-on');
  return runner?.kind === 'scalar' && toText(runner.value).startsWith('windows') ? 'pwsh' : 'bash';
}

/**
 * The line of a `|` block on which a command stands. Filling in an expression
 * that has line breaks would shift the lines: then the whole script is the place.
 */
function lineSpan(source: string, node: YamlScalar, script: string, offset: number): Span | null {
  if (node.style !== 'literal' || typeof node.value !== 'string') return null;
  if (node.value.split('\n').length !== script.split('\n').length) return null;
  const line = script.slice(0, offset).split('\n').length;
  let start = node.start;
  for (let count = 0; count < line; count += 1) {
    const end = source.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  const stop = source.indexOf('\n', start);
  const text = source.slice(start, stop === -1 ? undefined : stop).replace(/\r$/, '');
  const indent = text.length - text.trimStart().length;
  return { start: start + indent, end: start + text.trimEnd().length };
}

function placeOf(step: StepText, effect: Placed): Span {
  if (effect.span) return effect.span;
  const given = child(step.node, 'with');
  const input = effect.input ? entry(given, effect.input) : null;
  const written = input ?? entry(given, 'push') ?? entry(step.node, 'uses') ?? entry(step.node, 'run');
  return written ? entrySpan(written) : step.node;
}

function both(one: Ternary, other: Ternary): Ternary {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}
