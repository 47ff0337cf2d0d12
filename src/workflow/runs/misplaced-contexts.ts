/**
 * Expressions that ask a context which is not there: GitHub refuses the whole file ("Unrecognized named-value: 'env'"). Docs:
 * Contexts reference, Context availability; actions/languageservices workflow-parser/src/workflow-v1.0.json; facts K18.
 */
import { contextOf, namedContext } from '../language/named-context.js';
import {
  entrySpan,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlNode,
} from '../text/document.js';
import { jobEntries, stepTexts } from '../text/job.js';

export interface MisplacedContext {
  /** `env.REGISTRY`. */
  name: string;
  /** Of the key whose value it stands in. */
  key: string;
  /** The path of the place, as the documentation writes it. */
  place: string;
  /** null: it stands outside of the jobs. */
  job: string | null;
  span: Span;
}

export interface SecretInCondition {
  why: 'in-step-condition' | 'in-job-condition';
  /** `secrets.TOKEN`. */
  name: string;
  job: string | null;
  span: Span;
}

const OF_FILE = ['github', 'inputs', 'vars'];
const OF_CONDITION = [...OF_FILE, 'needs'];
const OF_JOB = [...OF_CONDITION, 'strategy', 'matrix'];
const OF_STEP = [...OF_JOB, 'env', 'steps', 'job', 'runner'];

/** What there is, by the key that the value stands under. Where a key is not named, more is there than is ever missed. */
const IN_FILE = placesOf('', { env: [...OF_FILE, 'secrets'], concurrency: OF_FILE, 'run-name': OF_FILE });
const IN_JOB = placesOf('jobs.<job_id>.', {
  if: OF_CONDITION,
  strategy: OF_CONDITION,
  name: OF_JOB,
  'runs-on': OF_JOB,
  environment: OF_JOB,
  concurrency: OF_JOB,
  container: OF_JOB,
  services: OF_JOB,
  'timeout-minutes': OF_JOB,
  'continue-on-error': OF_JOB,
  defaults: [...OF_JOB, 'env'],
  env: [...OF_JOB, 'secrets'],
  // Secrets that are handed over here are told as what they are (call-refusals.ts).
  with: [...OF_JOB, 'secrets'],
  secrets: [...OF_JOB, 'secrets'],
  uses: [],
});
const IN_STEP = placesOf('jobs.<job_id>.steps.', { if: OF_STEP, uses: [] });

const CREDENTIALS = [...OF_JOB, 'env', 'secrets'];

/** Places further down at which more is there, by the place above them and their key. */
const DEEPER: ReadonlyMap<string, Place> = new Map(
  (
    [
      ['container', 'credentials', CREDENTIALS],
      ['services', '<service_id>.credentials', CREDENTIALS],
      ['environment', 'url', OF_STEP],
    ] as const
  ).map(([above, path, contexts]) => [
    `jobs.<job_id>.${above} ${path.split('.').at(-1)}`,
    { path: `jobs.<job_id>.${above}.${path}`, contexts: new Set(contexts) },
  ]),
);

/** Those at which as much is there, or more than is ever missed: not looked into. */
const WIDER = new Set(['env', 'credentials', 'url']);

type Places = ReadonlyMap<string, Place>;

interface Place {
  path: string;
  contexts: ReadonlySet<string>;
}

function placesOf(path: string, contexts: Record<string, readonly string[]>): Places {
  return new Map(
    Object.entries(contexts).map(([key, known]) => [key, { path: path + key, contexts: new Set(known) }]),
  );
}

/** Those of a workflow, in the order in which they stand. */
export function misplacedContextsIn(document: WorkflowDocument): MisplacedContext[] {
  // A condition is an expression with or without its braces.
  if (!/\$\{\{|\bif["']?\s*:/.test(document.text)) return [];
  return [
    ...inOwner(document.root, IN_FILE, null),
    ...jobEntries(document).flatMap(({ key, value: { node } }) => {
      const job = String(key.value);
      const steps = stepTexts(node).flatMap((step) => inOwner(step.node, IN_STEP, job));
      return [...inOwner(node, IN_JOB, job), ...steps];
    }),
  ];
}

function inOwner(owner: YamlNode | null, places: Places, job: string | null): MisplacedContext[] {
  return (map(owner)?.entries ?? []).flatMap((found) => {
    const place = places.get(String(found.key.value));
    return place ? [...inValue(found, found.value.node, place, job)] : [];
  });
}

/** @param found the nearest key above the value */
function* inValue(
  found: YamlEntry,
  value: YamlNode,
  place: Place,
  job: string | null,
): Generator<MisplacedContext> {
  if (value.kind === 'list') {
    for (const { node } of value.items) yield* inValue(found, node, place, job);
    return;
  }
  if (value.kind === 'map') {
    for (const each of value.entries) {
      const key = String(each.key.value);
      const deeper = DEEPER.get(`${place.path} ${key}`) ?? (WIDER.has(key) ? null : place);
      if (deeper) yield* inValue(each, each.value.node, deeper, job);
    }
    return;
  }
  const source = text(value) ?? '';
  const braced = isCondition(place.path) && !source.includes('${{') ? `\${{ ${source} }}` : source;
  const name = namedContext(braced, (context) => !place.contexts.has(context));
  if (name !== null)
    yield { name, key: String(found.key.value), place: place.path, job, span: entrySpan(found) };
}

/** @param place its path, as the documentation writes it */
export function isCondition(place: string): boolean {
  return place.endsWith('.if');
}

/** What is used is written out: no context is there. @param place its path, as the documentation writes it */
export function isUses(place: string): boolean {
  return place.endsWith('.uses');
}

/** Conditions that ask a secret: it can be asked through the job's `env`, but for those of the job itself. */
export function secretsInConditions(document: WorkflowDocument): SecretInCondition[] {
  return misplacedContextsIn(document)
    .filter(isSecretInCondition)
    .map(({ name, place, job, span }) => ({
      why: place === IN_STEP.get('if')?.path ? 'in-step-condition' : 'in-job-condition',
      name,
      job,
      span,
    }));
}

/** They are told as what they are. */
export function isSecretInCondition({ name, place }: MisplacedContext): boolean {
  return isCondition(place) && contextOf(name) === 'secrets';
}
