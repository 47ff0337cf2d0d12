/** What was meant by a name that is not there: the nearest of those that are, as the same context has them. */
import { strictAction } from '../../../workflow/knowledge/actions/strict-actions.js';
import { GITHUB_KEYS } from '../../../workflow/language/contexts.js';
import { isMetadataStep } from '../../../workflow/reading/names/place.js';
import type { SignAct } from '../../../workflow/reading/steps/frame.js';
import { unfitSecretName } from '../../../workflow/runs/secrets.js';
import { child, list, map, text, type YamlNode } from '../../../workflow/text/document.js';
import { type JobText, jobSource, type StepText } from '../../../workflow/text/job.js';
import { nearestWord } from '../../nearest.js';
import { inPowerShell, isVariable } from './missing-names.js';

/** The outputs of docker/metadata-action (its README, Outputs). */
const METADATA_OUTPUTS =
  'version tags tag-names labels annotations json bake-file bake-file-tags bake-file-labels bake-file-annotations'.split(
    ' ',
  );

/** Those of build-push-action, docker's and what started as its copy (its README, Outputs). */
const BUILD_OUTPUTS = ['imageid', 'digest', 'metadata'];

/** Every name that a script sets or writes; what is none is not near to a slip, either. */
const SET = /(?<=::set-output name=)[\w-]+(?=::)|(?<!::set-output )\b[A-Za-z_][\w-]{0,60}(?==|<<)/g;

/**
 * @param name as `missing-names.ts` has it: a variable, `steps.a`, `needs.a.outputs.b`, `matrix.a`
 * @returns the whole name in the place of it; null: nothing that is near to it can be seen in the job's text
 */
export function meantName(name: string, job: JobText): string | null {
  const { meant } = knownOf(job);
  const known = meant.get(name);
  if (known !== undefined) return known;
  const made = nameMeantBy(name, job);
  meant.set(name, made);
  return made;
}

/** What a job's text tells of names: asked of every push, and by one that is wrong in every step again. */
interface KnownNames {
  meant: Map<string, string | null>;
  unnamed: Map<string, StepText | null>;
  /** By what stands in front of a name: those that the job has there. */
  beside: Map<string, readonly string[]>;
  /** By the id of a step: the outputs that are asked of it. */
  asked: ReadonlyMap<string, readonly AskedOutput[]>;
  variables: ReadonlySet<string>;
}

/** An output that the job asks of a step, with where that stands in the file. */
interface AskedOutput {
  key: string;
  at: number;
}

const KNOWN = new WeakMap<YamlNode, KnownNames>();

function knownOf(job: JobText): KnownNames {
  const known = KNOWN.get(job.node);
  if (known) return known;
  const made = {
    meant: new Map(),
    unnamed: new Map(),
    beside: new Map(),
    asked: outputsAsked(job),
    variables: variablesOf(job),
  };
  KNOWN.set(job.node, made);
  return made;
}

function outputsAsked(job: JobText): Map<string, AskedOutput[]> {
  const asked = new Map<string, AskedOutput[]>();
  for (const { 1: id = '', 2: key = '', index } of jobSource(job).matchAll(ASKED)) {
    const own = asked.get(id) ?? [];
    own.push({ key, at: job.entry.key.start + index });
    asked.set(id, own);
  }
  return asked;
}

const ASKED = /\bsteps\.([A-Za-z_][\w-]*)\.outputs\.([\w-]{1,60})/g;

function nameMeantBy(name: string, job: JobText): string | null {
  const foreign = inPowerShell(name);
  if (foreign !== null) return foreign;
  const own = withoutGithub(name, job);
  if (own !== null) return own;
  const parts = name.split('.');
  const given = parts.pop() ?? '';
  const other = otherWay(parts, given, job) ?? amongOutputs(parts, given, job);
  if (other !== null) return other;
  const beside = namesBeside(parts, job);
  const near = nearestWord(given, beside) ?? (parts.length === 3 ? wordWithin(given, beside) : null);
  if (near === null && parts.length === 1 && parts[0] === 'steps') return stepOfOutputs(given, job);
  if (near !== null && near !== given) return [...parts, near].join('.');
  const isOutput = parts.length === 3 && parts[0] === 'steps' && parts[2] === 'outputs';
  const only = isOutput ? onlyStepWith([given], job) : null;
  return only && `steps.${only}.outputs.${given}`;
}

/** `github.env.NAME` is `env.NAME`, where something sets it; which variables and secrets there are, nobody sees. */
function withoutGithub(name: string, job: JobText): string | null {
  const [, context = '', key = ''] = /^github\.(env|vars|secrets)\.([\w-]+)$/i.exec(name) ?? [];
  const meant = `${context.toLowerCase()}.${key}`;
  if (context.toLowerCase() !== 'env') return context && unfitSecretName(key) === null ? meant : null;
  return knownOf(job).variables.has(key) ? meant : null;
}

/** All that an `env` above the steps sets, and what a script writes for later ones. */
function variablesOf({ document, node, steps }: JobText): Set<string> {
  const writers = steps.map(written).filter(({ script }) => script.includes('GITHUB_ENV'));
  return new Set([
    ...[document.root, node].flatMap((each) => keysOf(child(each, 'env'))),
    ...writers.flatMap(({ names }) => [...names]),
  ]);
}

/** The only step that sets what the job asks of a step under an id which none has. */
function stepOfOutputs(id: string, job: JobText): string | null {
  const keys = keysAsked(id, job);
  const only = keys.length === 0 ? null : onlyStepWith(keys, job);
  return only && `steps.${only}`;
}

/** The outputs that the job asks of a step, each once. */
function keysAsked(id: string, job: JobText): string[] {
  return [
    ...new Set(
      knownOf(job)
        .asked.get(id)
        ?.map(({ key }) => key),
    ),
  ];
}

/** The id of the only step that has all of these outputs. */
function onlyStepWith(keys: readonly string[], { steps }: JobText): string | null {
  const [only, ...others] = steps.filter((step) => step.id !== null && hasOutputs(step, keys));
  return only && others.length === 0 ? only.id : null;
}

function hasOutputs(step: StepText, keys: readonly string[]): boolean {
  const known = outputsOfAction(step);
  return keys.every((key) => known?.includes(key) ?? writes(step, 'GITHUB_OUTPUT', key));
}

/**
 * The step that was to have the id of `steps.a`, which none has: the only one without any that sets what is asked of it, in
 * front of all that ask. null: there is none, or another name may be meant.
 */
export function unnamedStep(name: string, job: JobText): StepText | null {
  const [, id = ''] = /^steps\.([A-Za-z_][\w-]*)$/.exec(name) ?? [];
  if (id === '' || meantName(name, job) !== null) return null;
  const { unnamed, asked } = knownOf(job);
  const known = unnamed.get(id);
  if (known !== undefined) return known;
  const made = stepAskedAs(id, asked.get(id) ?? [], job);
  unnamed.set(id, made);
  return made;
}

function stepAskedAs(id: string, asked: readonly AskedOutput[], job: JobText): StepText | null {
  const keys = keysAsked(id, job);
  if (keys.length === 0) return null;
  const [only, ...others] = job.steps.filter((step) => step.id === null && hasOutputs(step, keys));
  return only && others.length === 0 && asked.every(({ at }) => only.node.end <= at) ? only : null;
}

/** The variable that a script was meant to read: the nearest of those that the step, its job or its file sets. */
export function meantVariable(
  name: string,
  { document, step }: Pick<SignAct, 'document' | 'step'>,
  job: JobText,
): string | null {
  const owners = document === job.document ? [step.node, job.node, document.root] : [step.node];
  const names = owners.flatMap((each) => keysOf(child(each, 'env')));
  return isVariable(name) && !names.includes(name) ? nearestWord(name, names) : null;
}

/** The same name, handed on by the other one of the two files: a variable that is asked as an output, or the other way round. */
function otherWay(
  [context, of, outputs]: readonly string[],
  name: string,
  { steps }: JobText,
): string | null {
  if (context === undefined) {
    const step = steps.find((each) => each.id !== null && writes(each, 'GITHUB_OUTPUT', name));
    return step ? `steps.${step.id}.outputs.${name}` : null;
  }
  const step = context === 'steps' && outputs === 'outputs' ? steps.find(({ id }) => id === of) : undefined;
  return step && writes(step, 'GITHUB_ENV', name) ? `env.${name}` : null;
}

/** `steps.meta.tags` is `steps.meta.outputs.tags`, where the step has that output; the same of a job that is needed. */
function amongOutputs([context, of, ...rest]: readonly string[], name: string, job: JobText): string | null {
  if (of === undefined || rest.length > 0) return null;
  const step = context === 'steps' ? job.steps.find(({ id }) => id === of) : undefined;
  const isOutput = step
    ? hasOutputs(step, [name])
    : context === 'needs' && namesBeside(['needs', of, 'outputs'], job).includes(name);
  return isOutput ? `${context}.${of}.outputs.${name}` : null;
}

function writes(step: StepText, file: 'GITHUB_ENV' | 'GITHUB_OUTPUT', name: string): boolean {
  const { script, names } = written(step);
  return names.has(name) && script.includes(file);
}

const WRITTEN = new WeakMap<StepText, { script: string; names: ReadonlySet<string> }>();

function written(step: StepText): { script: string; names: ReadonlySet<string> } {
  const known = WRITTEN.get(step);
  if (known) return known;
  const script = text(child(step.node, 'run')) ?? '';
  const isTelling = /GITHUB_(?:ENV|OUTPUT)/.test(script);
  const made = {
    script,
    names: new Set(isTelling ? [...script.matchAll(SET)].map(([key]) => key) : []),
  };
  WRITTEN.set(step, made);
  return made;
}

/** The outputs that an action is known to have; null: a script, or an action of which nobody knows. */
function outputsOfAction(step: StepText): readonly string[] | null {
  if (isMetadataStep(step)) return METADATA_OUTPUTS;
  const name = step.uses?.action ?? '';
  return strictAction(name)?.outputs?.names ?? (/\/build-push-action$/.test(name) ? BUILD_OUTPUTS : null);
}

/** `image_digest`: the only one of the names that is a word of it. */
function wordWithin(given: string, names: readonly string[]): string | null {
  const words = given.toLowerCase().split(/[-_]/);
  const [only, ...others] = names.filter((name) => words.includes(name));
  return only !== undefined && others.length === 0 ? only : null;
}

function namesBeside(parts: readonly string[], job: JobText): readonly string[] {
  const { beside } = knownOf(job);
  const place = parts.join('.');
  const known = beside.get(place);
  if (known !== undefined) return known;
  const made = namesAt(parts, job);
  beside.set(place, made);
  return made;
}

function namesAt(parts: readonly string[], { document, node, steps }: JobText): readonly string[] {
  const [context = '', of, outputs] = parts;
  const isOutput = outputs === 'outputs';
  switch (context.toLowerCase()) {
    case '':
      return [...keysOf(child(document.root, 'env')), ...keysOf(child(node, 'env'))];
    case 'steps': {
      if (of === undefined) return steps.flatMap(({ id }) => id ?? []);
      if (outputs === undefined) return ['outputs', 'outcome', 'conclusion'];
      const step = isOutput ? steps.find(({ id }) => id === of) : undefined;
      const own = [...(text(child(step?.node, 'run')) ?? '').matchAll(SET)].map(([key]) => key);
      return step ? (outputsOfAction(step) ?? own) : own;
    }
    case 'needs': {
      if (of === undefined) return textsOf(child(node, 'needs'));
      if (outputs === undefined) return ['outputs', 'result'];
      const needed = child(child(document.root, 'jobs'), of);
      return isOutput ? keysOf(child(needed, 'outputs')) : [];
    }
    case 'matrix': {
      const matrix = child(child(node, 'strategy'), 'matrix');
      const included = list(child(matrix, 'include'))?.items ?? [];
      const own = keysOf(matrix).filter((key) => key !== 'include' && key !== 'exclude');
      return [...new Set([...own, ...included.flatMap((each) => keysOf(each.node))])];
    }
    case 'inputs':
      return ['workflow_call', 'workflow_dispatch'].flatMap((event) =>
        keysOf(child(child(child(document.root, 'on'), event), 'inputs')),
      );
    case 'github':
      return of === undefined ? GITHUB_KEYS : [];
    default:
      return [];
  }
}

function keysOf(node: YamlNode | null | undefined): string[] {
  return map(node)?.entries.map(({ key }) => String(key.value)) ?? [];
}

/** Of a list, or of what stands alone. */
function textsOf(node: YamlNode | null): string[] {
  return (list(node)?.items.map((each) => each.node) ?? [node]).flatMap((each) => text(each) ?? []);
}
