/**
 * A job's steps, one after the other, with what each does at registries. The
 * knowledge stands in tables (push-actions.ts, push-commands.ts, login-*.ts); here
 * it is applied to steps whose inputs, environment and conditions are filled in.
 * Composite actions of the same repository are walked like steps of the job.
 */

import type { Found, Sign, Surroundings } from '../knowledge/clients.js';
import { isHarmless, isQuiet, knownLogin } from '../knowledge/login-actions.js';
import { commandSign, mayLogIn, movesAuthFile, touchesAuthFile } from '../knowledge/login-commands.js';
import { type Inputs, knownAction } from '../knowledge/push-actions.js';
import { commandEffects } from '../knowledge/push-commands.js';
import { both, type Chance } from '../language/chance.js';
import { conditionChance, flagChance, normalised } from '../language/conditions.js';
import { envEntries, type JobEnvironment } from '../language/environment.js';
import type { Contexts } from '../language/evaluation.js';
import type { Expressions } from '../language/expressions.js';
import { originsIn } from '../language/origins.js';
import { Dictionary, toText, UNKNOWN, type Value } from '../language/values.js';
import { followScript, type Invocation } from '../shell/script.js';
import {
  child,
  entry,
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlNode,
  type YamlScalar,
} from '../text/document.js';
import { type JobText, localActionPath, type StepText, stepTexts } from '../text/job.js';

/** What of the repository a walk may look at. */
export interface Project {
  /** `OWNER/NAME`, real case; null when not known. */
  repository: string | null;
  /** Text of a file; null when there is none or it can't be read. */
  file(path: string): string | null;
  /** The `action.yml` of a folder of the repository; null when there is none. */
  action(folder: string): WorkflowDocument | null;
}

export interface WalkOptions {
  job: JobText;
  /** Index of our own step: what comes before it has happened. -1: every step is to come. */
  after: number;
  expressions: Expressions;
  /** `github`, `inputs`, `matrix`, `runner`; `env` and `steps` are made here. */
  contexts: Contexts;
  environment: JobEnvironment;
  project: Project | null;
}

/** One thing that a step does, in order. */
export type Act = {
  runs: Chance;
  guards: string[];
  document: WorkflowDocument;
  place: Span;
  step: StepText;
} & (
  | { kind: 'transfer'; found: Found }
  | { kind: 'sign'; sign: Sign; sudo: boolean; passwordPlace: Span }
  /** Something that may log in or set variables out of our sight. */
  | { kind: 'opaque' }
);

export interface StepReading {
  step: StepText;
  runs: Chance;
  acts: Act[];
}

/** What the walk of a job came to. */
export interface WalkEnd {
  outputs: Dictionary;
  environment: JobEnvironment;
}

/** Composite actions that call each other; GitHub allows ten levels. */
const MAX_ACTION_DEPTH = 10;

/** The steps to come, with what they do; outputs and environment are carried from step to step. */
export function* walkSteps(options: WalkOptions): Generator<StepReading, WalkEnd> {
  const { job } = options;
  const state = { environment: options.environment };
  const outputs = yield* walk({
    ...options,
    state,
    steps: job.steps,
    document: job.document,
    runs: 'yes',
    guards: [],
    trail: [],
  });
  return { outputs: new Dictionary(outputs, { open: true }), environment: state.environment };
}

interface Frame extends WalkOptions {
  /** The environment of the job, which every step may change. */
  state: { environment: JobEnvironment };
  steps: readonly StepText[];
  /** Where they stand: the workflow, or an action's file. */
  document: WorkflowDocument;
  /** Of the step that uses this action. */
  runs: Chance;
  guards: string[];
  trail: readonly string[];
}

function* walk(frame: Frame): Generator<StepReading, Map<string, Value>> {
  const { expressions, state, after } = frame;
  const outputs = new Map<string, Value>();
  for (const [index, step] of frame.steps.entries()) {
    const steps = new Dictionary(outputs, { open: true });
    const outer: Contexts = { ...frame.contexts, steps, env: state.environment.context() };
    const before = state.environment;
    const own = before.with(envEntries(child(step.node, 'env'), expressions, outer));
    const contexts: Contexts = { ...outer, env: own.context() };
    const runs = both(frame.runs, conditionOf(step, expressions, contexts));
    const condition = normalised(text(child(step.node, 'if')));
    const guards = condition === '' ? frame.guards : [...frame.guards, condition];
    const here: Here = { ...frame, step, contexts, environment: own, runs, guards };
    if (runs === 'no') {
      // A step that is passed over has no outputs, and an absent output is the empty text.
      if (step.id) outputs.set(step.id, new Dictionary([['outputs', new Dictionary()]], { open: true }));
      if (index > after)
        yield { step, runs, acts: (runsScript(step) ? scriptEffects(here) : actionEffects(here)).acts };
      continue;
    }
    const inside = localAction(here);
    let effects: Effects;
    if (inside) {
      // Its steps see the variables of the step that uses it, and may write for the whole job.
      state.environment = own;
      const made = yield* walk(inside.frame);
      const changed = state.environment;
      state.environment = before.with(changed.since(own));
      if (changed.isOpen) state.environment = state.environment.opened();
      effects = { acts: [], made: inside.outputs(made), written: new Map(), isOpaque: false };
    } else effects = runsScript(step) ? scriptEffects(here) : actionEffects(here);

    if (step.id && runs === 'yes') {
      const made = new Dictionary(effects.made, { open: true });
      outputs.set(step.id, new Dictionary([['outputs', made]], { open: true }));
    }
    if (index <= after) continue;
    // Before our step the process already shows what was written.
    state.environment = state.environment.with(
      [...effects.written].map(([name, value]) => [name, runs === 'yes' ? value : null] as const),
    );
    if (effects.isOpaque) state.environment = state.environment.opened();
    yield { step, runs, acts: effects.acts };
  }
  return outputs;
}

interface Here extends Frame {
  step: StepText;
  contexts: Contexts;
  environment: JobEnvironment;
}

interface Effects {
  acts: Act[];
  /** Outputs of the step, as far as they can be followed. */
  made: [string, Value][];
  /** Variables for later steps. */
  written: Map<string, string | null>;
  /** It may have set variables that we don't know of. */
  isOpaque: boolean;
}

function conditionOf(step: StepText, expressions: Expressions, contexts: Contexts): Chance {
  const condition = child(step.node, 'if');
  if (condition?.kind !== 'scalar' || condition.value === null) return 'yes';
  if (typeof condition.value !== 'string') return condition.value ? 'yes' : 'no';
  return condition.value.trim() === '' ? 'yes' : conditionChance(expressions, condition.value, contexts);
}

// ------------------------------------------------------- composite actions

interface Inside {
  frame: Frame;
  outputs(steps: Map<string, Value>): [string, Value][];
}

/** A composite action of this repository, with its inputs filled in; null for anything else. */
function localAction(here: Here): Inside | null {
  const { step, project, expressions, contexts, trail } = here;
  const folder = step.uses ? localActionPath(step.uses.source, project?.repository ?? null) : null;
  if (!project || folder === null || trail.includes(folder) || trail.length >= MAX_ACTION_DEPTH) return null;
  const document = project.action(folder);
  const runs = child(document?.root, 'runs');
  if (!document || text(child(runs, 'using'))?.toLowerCase() !== 'composite') return null;
  const given = child(step.node, 'with');
  const inputs = new Dictionary(
    (map(child(document.root, 'inputs'))?.entries ?? []).map(({ key, value }) => {
      const name = String(key.value);
      const passed = text(entryOf(given, name));
      // A default may use `github.token`, but nothing of the job.
      const written = passed ?? text(child(value.node, 'default')) ?? '';
      const seen: Contexts = passed === null ? { github: contexts.github as Value } : contexts;
      return [name, expressions.interpolate(written, seen)] as const;
    }),
  );
  const inner: Contexts = { ...contexts, inputs, secrets: UNKNOWN, needs: UNKNOWN };
  return {
    frame: {
      ...here,
      contexts: inner,
      steps: stepTexts(runs as YamlNode),
      document,
      after: -1,
      trail: [...trail, folder],
    },
    outputs: (steps) =>
      (map(child(document.root, 'outputs'))?.entries ?? []).map(({ key, value }) => {
        const written = text(child(value.node, 'value')) ?? '';
        const scope = { ...inner, steps: new Dictionary(steps, { open: true }) };
        return [String(key.value), expressions.valueOf(written, scope)];
      }),
  };
}

/** Inputs of actions are found in any case. */
function entryOf(node: YamlNode | null, name: string): YamlNode | null {
  const lowered = name.toLowerCase();
  return (
    map(node)?.entries.findLast(({ key }) => String(key.value).toLowerCase() === lowered)?.value.node ?? null
  );
}

// ----------------------------------------------------------------- actions

function actionEffects(here: Here): Effects {
  const { step, expressions, contexts, document, runs, guards } = here;
  const name = step.uses?.action ?? '';
  const given = child(step.node, 'with');
  const raw = (input: string) => text(entryOf(given, input));
  const inputs: Inputs = {
    text: (input) => {
      const written = raw(input);
      return written === null ? null : expressions.interpolate(written, contexts);
    },
    flag: (input) => {
      const written = raw(input);
      return written === null ? 'no' : flagChance(expressions, written, contexts);
    },
    isExpression: (input) => raw(input)?.includes('${{') ?? false,
    major: Number(/^v?(\d+)(\.|$)/.exec(step.uses?.ref ?? '')?.[1] ?? Number.NaN) || null,
  };
  const around = surroundings(here);
  const known = knownAction(name);
  const login = knownLogin(name);
  const flag = raw('push');
  const acts: Act[] = [];
  for (const sign of login?.signs(inputs, around) ?? []) {
    const place = spanOf(step, sign.input ?? null);
    const passwordPlace = spanOf(step, entry(given, 'password') ? 'password' : (sign.input ?? null));
    acts.push({ kind: 'sign', sign, runs, guards, document, place, passwordPlace, sudo: false, step });
  }
  for (const found of known?.finds?.(inputs, around) ?? []) {
    const own = flag?.includes('${{') ? [...guards, normalised(flag)] : guards;
    const place = entryLine(here, found) ?? spanOf(step, found.input ?? null);
    acts.push({ kind: 'transfer', found, runs: both(runs, found.runs), guards: own, document, place, step });
  }
  const isOpaque = !known && !login && !isHarmless(name);
  if (isOpaque) acts.push({ kind: 'opaque', runs, guards, document, place: spanOf(step, null), step });
  const written = new Map([...(login?.sets?.(around) ?? []), ...(known?.sets?.(inputs) ?? [])]);
  return { acts, made: known?.outputs?.(inputs) ?? [], written, isOpaque: !isQuiet(name) };
}

function surroundings({ contexts, environment, project }: Here): Surroundings {
  const github = contexts.github instanceof Dictionary ? contexts.github : null;
  const fact = (name: string) => {
    const value = github?.get(name) ?? UNKNOWN;
    return typeof value === 'string' ? value : null;
  };
  return {
    event: fact('event_name'),
    repository: fact('repository'),
    variable: (name) => set(environment.variable(name)),
    file: (path) => project?.file(path) ?? null,
  };
}

/** A variable's value, or null when nothing in the text sets it. */
function set(value: string | null): string | null {
  return value === null || originsIn(value).some(({ kind }) => kind === 'variable') ? null : value;
}

/** The line of a list (`tags: |`) on which a reference is written. */
function entryLine(
  { step, expressions, contexts, document }: Here,
  { input, reference }: Found,
): Span | null {
  const node = input ? child(child(step.node, 'with'), input) : null;
  if (node?.kind !== 'scalar' || node.style !== 'literal' || typeof node.value !== 'string') return null;
  const lines = node.value.split('\n');
  const at = lines.findIndex((line) => expressions.interpolate(line, contexts).includes(reference));
  return at === -1 ? null : blockLine(document.text, node, at);
}

// ----------------------------------------------------------------- scripts

/** Shells whose language we read; the default is bash, but on Windows PowerShell. */
const POSIX_SHELLS = /^(bash|sh)\b/;

/**
 * A PowerShell script of plain commands reads the same, only its variables are
 * others: they stay unknown. A backquote continues a line there; then we pass.
 */
const POWERSHELL = /^(pwsh|powershell)\b/;

function runsScript({ uses }: StepText): boolean {
  return uses === null || RETRIES.has(uses.action?.toLowerCase() ?? '');
}

/** Actions that run the script in their input `command`. */
const RETRIES = new Set(['nick-fields/retry', 'nick-invision/retry']);

function scriptEffects(here: Here): Effects {
  const { step, job, expressions, contexts, environment, runs, guards, document } = here;
  const run = step.uses ? entry(child(step.node, 'with'), 'command') : entry(step.node, 'run');
  const written = text(run?.value.node);
  if (!run || written === null) return { acts: [], made: [], written: new Map(), isOpaque: false };
  const whole = entrySpan(run);
  const opaque: Act = { kind: 'opaque', runs, guards, document, place: whole, step };
  const shell = shellOf(step, job);
  const foreign = POWERSHELL.test(shell) && !written.includes('`');
  if (!POSIX_SHELLS.test(shell) && !foreign) {
    return { acts: [opaque], made: [], written: new Map(), isOpaque: true };
  }
  const script = expressions.interpolate(written, contexts);
  const variable = foreign ? () => null : environment.variable;
  const followed = followScript(script, variable);
  const around = surroundings(here);
  const acts: Act[] = [];
  for (const command of followed.commands) {
    const own = both(runs, command.runs);
    // What decides within a script is not compared with anything.
    const conditions = command.runs === 'yes' ? guards : [...guards, `${document.file}:${run.key.start}`];
    const place = () =>
      lineSpan(document.text, run.value.node as YamlScalar, script, command.offset) ?? whole;
    const act = { runs: own, guards: conditions, document, step };
    const near = { ...around, variable: (name: string) => set(command.variable(name)) };
    const sign = commandSign(command.words, command.stdin);
    if (sign) {
      const at = place();
      acts.push({ ...act, kind: 'sign', sign, place: at, passwordPlace: at, sudo: command.sudo });
    }
    for (const file of authFiles(command)) {
      acts.push({ ...act, kind: 'sign', sign: file, place: whole, passwordPlace: whole, sudo: false });
    }
    for (const found of commandEffects(command.words, near)) {
      const client = command.sudo && found.client === 'containers' ? { sudo: true } : {};
      acts.push({
        ...act,
        kind: 'transfer',
        found: { ...found, ...client },
        runs: both(own, found.runs),
        place: place(),
      });
    }
    if (mayLogIn(command.words) || touchesAuthFile(command.words.join(' '))) {
      acts.push({ ...opaque, runs: own, place: whole });
    }
  }
  const isOpaque = foreign || !followed.isRead || followed.writesUnknown;
  if (foreign || !followed.isRead || movesAuthFile(script)) acts.unshift(opaque);
  return {
    acts,
    made: [...followed.outputs].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    written: followed.environment,
    isOpaque,
  };
}

/**
 * A client's credentials written by hand: `{"auths": {"ghcr.io": {…}}}` into a file.
 * What else is written to such a file may be anything.
 */
function authFiles({ writes }: Invocation): Sign[] {
  return writes
    .filter(({ file }) => touchesAuthFile(file))
    .map(({ text: written }): Sign => {
      const host = /"auths"\s*:\s*\{\s*"([^"]+)"/.exec(written ?? '')?.[1];
      const password = /"password"\s*:\s*"([^"]*)"/.exec(written ?? '')?.[1];
      const stores = ['docker', 'containers'] as const;
      return { host: host ?? UNKNOWN_TEXT, password: password ?? UNKNOWN_TEXT, stores };
    });
}

const UNKNOWN_TEXT = toText(UNKNOWN);

function shellOf(step: StepText, job: JobText): string {
  const defaults = (node: Parameters<typeof child>[0]) =>
    text(child(child(child(node, 'defaults'), 'run'), 'shell'));
  const said = text(child(step.node, 'shell')) ?? defaults(job.node) ?? defaults(job.document.root);
  if (said !== null) return said;
  const runner = child(job.node, 'runs-on');
  return runner?.kind === 'scalar' && toText(runner.value).startsWith('windows') ? 'pwsh' : 'bash';
}

// ------------------------------------------------------------------ places

/**
 * The line of a `|` block on which a command stands. Filling in an expression
 * that has line breaks would shift the lines: then the whole script is the place.
 */
function lineSpan(source: string, node: YamlScalar, script: string, offset: number): Span | null {
  if (node.style !== 'literal' || typeof node.value !== 'string') return null;
  if (node.value.split('\n').length !== script.split('\n').length) return null;
  return blockLine(source, node, script.slice(0, offset).split('\n').length - 1);
}

/** The text of a line (0-based) of a `|` block. */
function blockLine(source: string, node: YamlScalar, line: number): Span | null {
  let start = node.start;
  for (let count = 0; count <= line; count += 1) {
    const end = source.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  const stop = source.indexOf('\n', start);
  const written = source.slice(start, stop === -1 ? undefined : stop).replace(/\r$/, '');
  const indent = written.length - written.trimStart().length;
  return { start: start + indent, end: start + written.trimEnd().length };
}

/** Where a step says it: an input, else what decides the push, else what the step is. */
function spanOf(step: StepText, input: string | null): Span {
  const given = child(step.node, 'with');
  const own = input ? entry(given, input) : null;
  const written = own ?? entry(given, 'push') ?? entry(step.node, 'uses') ?? entry(step.node, 'run');
  return written ? entrySpan(written) : step.node;
}
