/**
 * What the expressions of a job see: the contexts that come down the way to it, from the
 * run's start through the jobs that call, and what the other jobs of its file came to.
 * The same for every example run of `lint` and for the one run that the action is in.
 */
import { both } from '../../language/chance.js';
import { calledInputs } from '../../language/contexts.js';
import type { Contexts } from '../../language/evaluation.js';
import type { Expressions } from '../../language/expressions.js';
import { matrixContext, matrixLegs } from '../../language/matrix.js';
import { absentName, onlyOrigin, standIn } from '../../language/origins.js';
import { Dictionary, hasHole, Lookup, UNKNOWN, type Value } from '../../language/values.js';
import type { CallChain, Caller } from '../../runs/call-chains.js';
import { unfitSecretName } from '../../runs/secrets.js';
import { child, map, text, type WorkflowDocument, type YamlNode } from '../../text/document.js';
import {
  calledFile,
  calledPath,
  callTrigger,
  type JobText,
  jobSource,
  jobText,
  namedRef,
} from '../../text/job.js';
import { knownSteps } from '../steps/known-steps.js';
import { walkSteps } from '../steps/walk.js';
import { outputText } from './example-conditions.js';
import { chanceOfJob, endsWell, jobChance, jobsOf, needsInScope } from './job-conditions.js';
import { legContexts, legsIn, MOST_LEGS } from './legs.js';
import { walkOfText } from './runner-variables.js';
import type { ReadingTools, Scope } from './scope.js';

/** Outputs that are made of other jobs' outputs are followed through so many jobs; beyond, they are unknown. */
const MAX_OUTPUTS_DEPTH = 50;

/** Outputs of called workflows are followed through so many calls. */
const MAX_CALLS_BACK = 3;

/**
 * The scope of the jobs at the end of a way.
 *
 * @param start `github`, `inputs` and `secrets` as the run was started with them, and what else is known of it
 */
export function scopeOf(
  chain: Pick<CallChain, 'top' | 'callers'>,
  start: Contexts,
  tools: ReadingTools,
): Scope {
  return chain.callers.reduce(
    (scope, caller) => scopeIn(caller, scope, matrixContext(matrixLegs(caller.node))),
    scopeWith(chain.top, tools, { vars: VARIABLES, ...start }),
  );
}

/** Nobody can define one that begins with GITHUB_ (docs: Variables, Naming conventions); of the others nothing is known. */
const VARIABLES = new Lookup((name) =>
  hasHole(name) || unfitSecretName(name) === null ? UNKNOWN : absentName(`vars.${name}`),
);

/** Where nobody has set these, and nothing is known of the others. @param names in capitals */
export function variablesWithout(names: readonly string[]): Value {
  return new Lookup((name) => (names.includes(name.toUpperCase()) ? '' : VARIABLES.get(name)));
}

/** The same for every leg of the jobs that call, as far as their matrix is known and they hand it on. */
export function callersLegs(
  chain: Pick<CallChain, 'top' | 'callers'>,
  start: Contexts,
  tools: ReadingTools,
): Scope[] {
  const top = scopeWith(chain.top, tools, { vars: VARIABLES, ...start });
  return chain.callers.reduce<Scope[]>(
    (scopes, caller) => {
      const handed = ['with', 'secrets'].map((name) => textOf(child(caller.node, name), caller.document));
      const isHanded = handed.some((each) => /\bmatrix\b/.test(each));
      const inLegs = scopes.flatMap((scope) => {
        const legs = legsIn(caller.node, tools.expressions, scope.contexts);
        const matrices: Value[] = isHanded ? legContexts(legs) : [matrixContext(legs)];
        return matrices.map((matrix) => scopeIn(caller, scope, matrix));
      });
      return inLegs.length <= MOST_LEGS
        ? inLegs
        : scopes.map((scope) => scopeIn(caller, scope, matrixContext(matrixLegs(caller.node))));
    },
    [top],
  );
}

function textOf(node: YamlNode | null, document: WorkflowDocument): string {
  return node ? document.text.slice(node.start, node.end) : '';
}

/** What the called workflow sees, in one leg of the job that calls it. */
function scopeIn({ node, called }: Caller, scope: Scope, matrix: Value): Scope {
  const inside = calledScope(called, node, scope, matrix, 0);
  inside.runs = both(scope.runs, jobChance(scope.document, node, scope));
  return inside;
}

/** The scope of the jobs of a called workflow. */
function calledScope(
  called: WorkflowDocument,
  caller: YamlNode,
  outer: Scope,
  matrix: Value,
  calls: number,
): Scope {
  const { expressions } = outer.tools;
  const contexts: Contexts = { ...outer.contexts, needs: needsInScope(caller, outer), matrix };
  const inside: Contexts = {
    ...contexts,
    inputs: calledInputs(called, caller, expressions, contexts),
    secrets: passedSecrets(caller, expressions, contexts),
  };
  return scopeWith(called, outer.tools, inside, calls);
}

function scopeWith(document: WorkflowDocument, tools: ReadingTools, contexts: Contexts, calls = 0): Scope {
  const scope: Scope = {
    contexts,
    runs: 'yes',
    document,
    tools,
    asked: new Set(),
    calls,
    chances: new Map(),
    failed: new Map(),
  };
  scope.contexts = { ...contexts, needs: needsOf(scope) };
  return scope;
}

/** Docs: Reuse workflows, Passing inputs and secrets: GITHUB_TOKEN is always there. */
function passedSecrets(caller: YamlNode, expressions: Expressions, contexts: Contexts): Value {
  const secrets = child(caller, 'secrets');
  if (text(secrets) === 'inherit') return contexts.secrets as Value;
  const passed = new Map(
    (map(secrets)?.entries ?? []).map(({ key, value }) => [String(key.value).toUpperCase(), value.node]),
  );
  const outer = contexts.secrets as Value;
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return outer instanceof Dictionary ? outer.get(name) : UNKNOWN;
    const written = passed.get(name);
    if (!written) return standIn({ kind: 'absent', name, why: 'not-passed' });
    return expressions.valueOf(text(written) ?? '', contexts);
  });
}

/** `needs`: what another job of the file came to, as far as its text tells. */
function needsOf(scope: Scope): Value {
  const known = new Map<string, Value>();
  return new Lookup((name) => {
    const made = known.get(name) ?? needed(name, scope);
    known.set(name, made);
    return made;
  });
}

function needed(name: string, scope: Scope): Value {
  const { document, tools } = scope;
  const job = jobText(document, name);
  const chance = chanceOfJob(document, name, scope);
  const result =
    chance === 'no'
      ? 'skipped'
      : chance !== 'yes' || !tools.assumesSuccess
        ? UNKNOWN
        : endsWell(document, name, scope) === 'no'
          ? 'failure'
          : 'success';
  const isTooFar = scope.asked.has(name) || scope.asked.size >= MAX_OUTPUTS_DEPTH;
  let outputs: Value = chance === 'no' ? new Dictionary() : UNKNOWN;
  if (chance === 'yes' && !isTooFar) {
    scope.asked.add(name);
    outputs = job ? outputsOf(job, scope) : outputsOfCall(name, jobsOf(document).get(name) ?? null, scope);
    scope.asked.delete(name);
  }
  // There is nothing else: `needs.build.tag` is empty.
  return new Lookup((key) =>
    key.toLowerCase() === 'result'
      ? result
      : key.toLowerCase() === 'outputs'
        ? outputs
        : absentName(`needs.${name}.${key}`),
  );
}

/** What a called workflow hands back. Docs: `on.workflow_call.outputs`. */
function outputsOfCall(id: string, caller: YamlNode | null, scope: Scope): Value {
  const { tools, calls } = scope;
  const uses = text(child(caller, 'uses')) ?? '';
  const path = calledFile(uses, scope.document.file, tools.project.repository);
  const called = path === null ? null : tools.open(path);
  if (!caller || !called || calls >= MAX_CALLS_BACK) return UNKNOWN;
  const inside = calledScope(called, caller, scope, matrixContext(matrixLegs(caller)), calls + 1);
  const declared = child(callTrigger(called), 'outputs');
  // What is `needs` in the file is `jobs` here.
  const contexts: Contexts = { ...inside.contexts, jobs: jobsContext(called, inside) };
  const made = new Dictionary(
    (map(declared)?.entries ?? []).map(({ key, value }) => {
      const written = text(child(value.node, 'value')) ?? '';
      const output = outputText(tools.expressions, written, contexts);
      return [String(key.value), asCallersSee(output, `needs.${id}.outputs.${key.value}`)] as const;
    }),
    { open: true },
  );
  // The file is the one that is called, unless that is one of our own at another ref: what it does not declare is empty.
  const isOther = namedRef(uses) !== null && path === calledPath(uses, tools.project.repository);
  if (isOther) return made;
  const names = new Set((map(declared)?.entries ?? []).map(({ key }) => String(key.value).toLowerCase()));
  return new Lookup((name) =>
    names.has(name.toLowerCase()) ? made.get(name) : absentName(`needs.${id}.outputs.${name}`),
  );
}

/** Docs: Contexts reference, jobs context. What the file has no job for is empty, as elsewhere. */
function jobsContext(called: WorkflowDocument, { contexts: { needs } }: Scope): Value {
  const ids = new Set([...jobsOf(called).keys()].map((id) => id.toLowerCase()));
  return new Lookup((name) =>
    !ids.has(name.toLowerCase())
      ? absentName(`jobs.${name}`)
      : needs instanceof Dictionary
        ? needs.get(name)
        : UNKNOWN,
  );
}

/** An output that is kept back by the job within, as the caller names it: there is no `needs` of that job in its file. */
function asCallersSee(output: string, name: string): string {
  const origin = onlyOrigin(output);
  const [, kept] = (origin?.kind === 'absent' && KEPT_BACK.exec(origin.name)) || [];
  return kept === undefined ? output : absentName(name + kept);
}

/** As `handedOn` names them. */
const KEPT_BACK = /^needs(?:\.[^.]+){3}(\.token$|\.secrets\..+)/;

function outputsOf(job: JobText, scope: Scope): Value {
  const declared = map(child(job.node, 'outputs'))?.entries ?? [];
  const { tools } = scope;
  const needs = needsInScope(job.node, scope);
  const contexts: Contexts = { ...scope.contexts, needs, matrix: matrixContext(matrixLegs(job.node)) };
  const walk = { ...walkOfText(job, contexts, false, tools), isInFront: !tools.assumesSuccess };
  const { outputs, environment } = walkSteps(walk);
  const steps = knownSteps(outputs, job.steps);
  const inside: Contexts = { ...contexts, steps, env: environment.context() };
  const made = new Dictionary(
    declared.map(({ key, value }) => {
      const written = text(value.node) ?? '';
      const made = outputText(tools.expressions, written, inside);
      // What it encodes is another text, that nobody knows for a secret (`echo "$TOKEN" | base64`, with the line's end in it).
      const mayEncode = jobSource(job).includes('base64');
      const output = mayEncode ? made : handedOn(made, `needs.${job.id}.outputs.${key.value}`);
      return [String(key.value), output] as const;
    }),
  );
  // What a job does not declare, no other job sees (docs: `jobs.<job_id>.outputs`).
  return new Lookup((name) => made.get(name) ?? absentName(`needs.${job.id}.outputs.${name}`));
}

/**
 * GitHub keeps an output of a job back that holds a secret: "Skip output … since it may contain secret" (actions/runner,
 * JobExtension.cs; docs: `jobs.<job_id>.outputs`). Where there is no such secret, it is as empty.
 */
function handedOn(output: string, name: string): string {
  const origin = onlyOrigin(output);
  if (origin?.kind === 'secret') return absentName(`${name}.secrets.${origin.name}`);
  return origin?.kind === 'app-token' ? absentName(`${name}.token`) : output;
}
