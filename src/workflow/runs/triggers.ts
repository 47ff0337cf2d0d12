/**
 * The runs that a workflow's triggers can start, as far as they differ for a push:
 * by event, by ref, and for pull requests by where they come from. Each is an
 * example: what is said about it holds in some real run.
 *
 * Docs: Events that trigger workflows; Workflow syntax, `on`; Contexts, `github`.
 */

import { FOUND, GITHUB_TOKEN } from '../language/origins.js';
import { Dictionary, UNKNOWN, type Value } from '../language/values.js';
import { child, list, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { dispatchInputs, githubOf, type RunFacts } from './payloads.js';
import { basesIn, branchRef, namedRefs, pullBases, pushRefs, refsIn } from './refs.js';
import { secretsOf } from './secrets.js';
import { namesWithDefault } from './written-defaults.js';

/** What starts one run that is looked at, and what the run knows by it. */
export interface Trigger {
  /** Name of the event; null for a workflow that is only called, from elsewhere. */
  event: string | null;
  /** A pull request from a fork: the token is read-only, and there are no secrets. */
  fork: boolean;
  github: Dictionary;
  inputs: Value;
  secrets: Dictionary;
  /** Whether there is such a run no file says: somebody has to choose something for it, or nobody has set variables. */
  isPossible?: true;
  /** Variables that nobody has set in its repository. */
  unset?: readonly string[];
}

export interface TriggerOptions {
  /** `OWNER/NAME`, real case. */
  repository: string | null;
  /** Only runs of this event. */
  event: string | null;
  /** The texts of all files on the way: refs that they name are looked at one by one. */
  source: string;
}

/** The events that start a workflow by themselves, and their settings. */
export function eventsOf(document: WorkflowDocument): Map<string, YamlNode | null> {
  const on = child(document.root, 'on');
  const events = new Map<string, YamlNode | null>();
  if (on?.kind === 'scalar') events.set(String(on.value), null);
  for (const { node } of list(on)?.items ?? []) events.set(text(node) ?? '', null);
  for (const { key, value } of map(on)?.entries ?? []) events.set(String(key.value), value.node);
  return events;
}

/** By all that they are made of: the workflows of a repository have the same few `on` again and again. */
const MADE = new Map<string, readonly Trigger[]>();
const MOST_MADE = 200;

/** The runs that `on` can start, each as an example; the same text is read once. */
export function triggersOf(document: WorkflowDocument, options: TriggerOptions): readonly Trigger[] {
  const on = child(document.root, 'on');
  if (on === null) return [];
  // From the beginning of its line: what stands below what is a matter of columns.
  const written = document.text.slice(document.text.lastIndexOf('\n', on.start) + 1, on.end);
  // What an alias stands for is written elsewhere.
  if (/\*\w/.test(written)) return madeFor(document, options);
  const { repository, event, source } = options;
  const key = [
    repository ?? '',
    event ?? '',
    written,
    ...refsIn(source),
    '',
    ...(basesIn(source) ?? ['']),
    '',
    ...namesWithDefault('vars', source),
    '',
    ...namesWithDefault('inputs', source),
  ].join('\0');
  let made = MADE.get(key);
  if (!made) {
    made = madeFor(document, options);
    if (MADE.size >= MOST_MADE) MADE.clear();
    MADE.set(key, made);
  }
  return made;
}

function madeFor(document: WorkflowDocument, options: TriggerOptions): Trigger[] {
  const events = [...eventsOf(document)].filter(([event]) => event !== 'workflow_call');
  const wanted = events.filter(([event]) => options.event === null || event === options.event);
  const triggers = wanted.flatMap(([event, settings]) => triggersOfEvent(event, settings, options));
  const unset = namesWithDefault('vars', options.source);
  if (unset.length === 0) return triggers;
  const other = triggers.filter(({ fork, isPossible }) => !fork && !isPossible);
  return [...triggers, ...other.map((each) => ({ ...each, unset, isPossible: true as const }))];
}

/** Of a workflow whose callers are in other repositories: nothing is known, not even where it runs. */
export function foreignTrigger(document: WorkflowDocument): Trigger {
  const github = new Dictionary([['token', GITHUB_TOKEN]], { open: true });
  return {
    event: null,
    fork: false,
    github,
    inputs: UNKNOWN,
    secrets: secretsOf(null, declaredSecrets(document)),
  };
}

/** Names under `on.workflow_call.secrets`, in capitals. */
export function declaredSecrets(document: WorkflowDocument): Set<string> {
  const declared = map(child(eventsOf(document).get('workflow_call') ?? null, 'secrets'));
  return new Set(declared?.entries.map(({ key }) => String(key.value).toUpperCase()));
}

/** A number like any other: what a condition or a script makes of the ref is then known as of any number. */
const PULL_REF = 'refs/pull/1/merge';

function triggersOfEvent(event: string, settings: YamlNode | null, options: TriggerOptions): Trigger[] {
  const { repository } = options;
  const make = (facts: RunFacts): Trigger => ({
    event,
    fork: facts.fork === true,
    github: githubOf(event, facts, repository),
    inputs: facts.inputs ?? NO_INPUTS,
    secrets: facts.fork === true ? FORK_SECRETS : SECRETS,
  });
  const action = onlyType(settings);
  switch (event) {
    case 'push':
      return pushRefs(settings, options.source).map((ref) => make({ ref, action: null }));
    case 'pull_request':
      return [false, true].flatMap((fork) =>
        endsOf(settings, fork).flatMap(({ action, ...end }) =>
          pullBases(settings, options.source).map((base) =>
            make({ ref: PULL_REF, action, pull: { base, ...end }, fork }),
          ),
        ),
      );
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return [false, true].flatMap((fork) =>
        pullBases(settings, options.source).map((base) =>
          make({ ref: PULL_REF, action, pull: { base }, fork }),
        ),
      );
    case 'pull_request_target':
      return [make({ ref: branchRef(settings), action, pull: UNKNOWN })];
    case 'workflow_dispatch':
      return dispatchInputs(settings, options.source).flatMap(({ inputs, ...start }) =>
        namedRefs(options.source, () => true, [`refs/heads/${FOUND}`]).map((ref) => ({
          ...make({ ref, action: null, inputs }),
          ...start,
        })),
      );
    case 'release':
    case 'registry_package':
      return [make({ ref: `refs/tags/${FOUND}`, action })];
    case 'create':
    case 'delete':
      return [make({ ref: `refs/${FOUND}`, action: null })];
    case 'merge_group':
      return [make({ ref: `refs/heads/gh-readonly-queue/${FOUND}`, action })];
    default:
      return [make({ ref: `refs/heads/${FOUND}`, action })];
  }
}

const NO_INPUTS = new Dictionary();
const SECRETS = secretsOf(null);
const FORK_SECRETS = secretsOf('fork');

/** `types: [closed]`: the action, where only one can be. */
function onlyType(settings: YamlNode | null): string | null {
  const [type, ...others] = typesOf(settings);
  return others.length === 0 ? (type ?? null) : null;
}

/** `types`; none: the event's own default. */
function typesOf(settings: YamlNode | null): (string | null)[] {
  const types = child(settings, 'types');
  if (types?.kind === 'scalar') return [text(types)];
  return list(types)?.items.map(({ node }) => text(node)) ?? [];
}

/**
 * How far a pull request has come that starts a run. Only a closed one can be merged, and without `types` none is (docs: Events
 * that trigger workflows, `pull_request`). Of a fork each is looked at by itself: what is merged was a stranger's all the
 * same.
 */
function endsOf(settings: YamlNode | null, fork: boolean): { action: string | null; merged?: boolean }[] {
  const types = typesOf(settings);
  const action = onlyType(settings);
  if (types.includes(null)) return [{ action }];
  if (!types.includes('closed')) return [{ action, merged: false }];
  if (!fork) return [{ action }];
  const merged = { action: 'closed', merged: true };
  return types.length === 1 ? [merged] : [{ action, merged: false }, merged];
}
