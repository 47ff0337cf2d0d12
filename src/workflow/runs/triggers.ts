/**
 * The runs that a workflow's triggers can start, as far as they differ for a push:
 * by event, by ref, and for pull requests by where they come from. Each is an
 * example: what is said about it holds in some real run.
 *
 * Docs: Events that trigger workflows; Workflow syntax, `on`; Contexts, `github`.
 */

import { type Absence, GITHUB_TOKEN, mark } from '../language/origins.js';
import { Dictionary, HOLE, Lookup, UNKNOWN, type Value } from '../language/values.js';
import { child, list, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';

/** One run that is looked at. */
export interface Start {
  /** Name of the event; null for a workflow that is only called, from elsewhere. */
  event: string | null;
  /** A pull request from a fork: the token is read-only, and there are no secrets. */
  fork: boolean;
  github: Dictionary;
  inputs: Value;
  secrets: Dictionary;
}

export interface StartOptions {
  /** `OWNER/NAME`, real case. */
  repository: string | null;
  /** Only runs of this event. */
  event: string | null;
  /** The texts of all files on the way: refs that they name are looked at one by one. */
  source: string;
}

/** Refs that a file names are tried up to this many. */
const MAX_NAMED_REFS = 6;

/** The events that start a workflow by themselves, and their settings. */
export function eventsOf(document: WorkflowDocument): Map<string, YamlNode | null> {
  const on = child(document.root, 'on');
  const events = new Map<string, YamlNode | null>();
  if (on?.kind === 'scalar') events.set(String(on.value), null);
  for (const { node } of list(on)?.items ?? []) events.set(text(node) ?? '', null);
  for (const { key, value } of map(on)?.entries ?? []) events.set(String(key.value), value.node);
  return events;
}

export function startsOf(document: WorkflowDocument, options: StartOptions): Start[] {
  const events = [...eventsOf(document)].filter(([event]) => event !== 'workflow_call');
  const wanted = events.filter(([event]) => options.event === null || event === options.event);
  return wanted.flatMap(([event, settings]) => startsOfEvent(event, settings, options));
}

/** A called workflow whose callers are not in this repository: nothing is known, not even where it runs. */
export function foreignStart(): Start {
  const github = new Dictionary([['token', GITHUB_TOKEN]], { open: true });
  return { event: null, fork: false, github, inputs: UNKNOWN, secrets: secretsOf(null) };
}

function startsOfEvent(event: string, settings: YamlNode | null, options: StartOptions): Start[] {
  const make = (facts: Facts) => start(event, facts, options);
  const action = onlyType(settings);
  switch (event) {
    case 'push':
      return pushRefs(settings, options.source).map((ref) => make({ ref, action: null }));
    case 'pull_request':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return [false, true].map((fork) => {
        const pull = pullRequest(settings, fork, options);
        return make({ ref: `refs/pull/${HOLE}/merge`, action, pull, fork });
      });
    case 'pull_request_target':
      return [make({ ref: branchRef(settings), action, pull: UNKNOWN })];
    case 'workflow_dispatch':
      return namedRefs(options.source, () => true, [`refs/heads/${HOLE}`]).map((ref) =>
        make({ ref, action: null, inputs: dispatchInputs(settings) }),
      );
    case 'release':
    case 'registry_package':
      return [make({ ref: `refs/tags/${HOLE}`, action })];
    case 'create':
    case 'delete':
      return [make({ ref: `refs/${HOLE}`, action: null })];
    case 'merge_group':
      return [make({ ref: `refs/heads/gh-readonly-queue/${HOLE}`, action })];
    default:
      return [make({ ref: `refs/heads/${HOLE}`, action })];
  }
}

// -------------------------------------------------------------------- refs

/** The refs of a push, as texts of which the end may be open. */
function pushRefs(settings: YamlNode | null, source: string): string[] {
  const patterns = (name: string) => {
    const node = child(settings, name);
    const items = node?.kind === 'scalar' ? [text(node)] : list(node)?.items.map((each) => text(each.node));
    return items?.flatMap((each) => each ?? []) ?? null;
  };
  const refs: string[] = [];
  const tests: ((ref: string) => boolean)[] = [];
  for (const [kind, prefix, other] of [
    ['branches', 'refs/heads/', 'tags'],
    ['tags', 'refs/tags/', 'branches'],
  ] as const) {
    const wanted = patterns(kind);
    const ignored = patterns(`${kind}-ignore`);
    const others = patterns(other) ?? patterns(`${other}-ignore`);
    // A filter for the one kind leaves out the other.
    if (!wanted && !ignored && others) continue;
    const open = wanted?.filter((each) => !each.startsWith('!')) ?? [''];
    const starts = open.map((each) => (wanted ? knownStart(each) : HOLE));
    // `v*` and `v*.*.*` begin alike: one example is enough.
    refs.push(...new Set(starts.map((each) => prefix + each)));
    tests.push((ref) => {
      if (!ref.startsWith(prefix)) return false;
      const name = ref.slice(prefix.length);
      const matches = (each: string) => glob(each).test(name);
      return wanted ? open.some(matches) : !ignored?.some(matches);
    });
  }
  return namedRefs(source, (ref) => tests.some((test) => test(ref)), refs);
}

/** What a filter pattern surely begins with. */
function knownStart(pattern: string): string {
  const at = pattern.search(/.?[?+]|[*[\\]/);
  return at === -1 ? pattern : pattern.slice(0, at) + HOLE;
}

/** Docs: Workflow syntax, Filter pattern cheat sheet. */
function glob(pattern: string): RegExp {
  const source = pattern.replace(/\*\*|\*|[.()|^$\\{}]|[?+[\]]/g, (found) => {
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return /[?+[\]]/.test(found) ? found : `\\${found}`;
  });
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^/;
  }
}

/** Refs that the text compares with are examples of their own: there the comparison is decided. */
function namedRefs(source: string, allowed: (ref: string) => boolean, refs: readonly string[]): string[] {
  const named = [...source.matchAll(/\brefs\/(?:heads|tags)\/[\w./-]*\w/g)].map(([ref]) => ref);
  for (const [, name] of source.matchAll(/\bref_name\s*[!=]=\s*'([\w./-]+)'/g)) {
    named.push(`refs/heads/${name}`);
  }
  const found = [...new Set(named)].filter(allowed).slice(0, MAX_NAMED_REFS);
  return [...new Set([...found, ...refs])];
}

/** The base branch, where only one can be. */
function branchRef(settings: YamlNode | null): string {
  return `refs/heads/${baseBranch(settings) ?? HOLE}`;
}

function baseBranch(settings: YamlNode | null): string | null {
  const items = list(child(settings, 'branches'))?.items ?? [];
  const [only] = items;
  const name = items.length === 1 && only ? text(only.node) : null;
  return name !== null && knownStart(name) === name ? name : null;
}

/** `types: [closed]`: the action, where only one can be. */
function onlyType(settings: YamlNode | null): string | null {
  const types = child(settings, 'types');
  if (types?.kind === 'scalar') return text(types);
  const items = list(types)?.items ?? [];
  return items.length === 1 && items[0] ? text(items[0].node) : null;
}

// ---------------------------------------------------------------- payloads

interface Facts {
  ref: string;
  action: string | null;
  /** `github.event.pull_request`. */
  pull?: Value;
  fork?: boolean;
  inputs?: Value;
}

/** Keys of the payload that only some events have. Docs: Webhook events and payloads. */
const OWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  push: ['head_commit', 'commits', 'before', 'after', 'forced', 'created', 'deleted', 'compare', 'pusher'],
  pull_request: ['pull_request', 'number', 'label', 'before', 'after', 'changes', 'assignee'],
  pull_request_target: ['pull_request', 'number', 'label', 'before', 'after', 'changes', 'assignee'],
  pull_request_review: ['pull_request', 'review'],
  pull_request_review_comment: ['pull_request', 'comment'],
  workflow_dispatch: ['inputs', 'workflow'],
  workflow_run: ['workflow_run', 'workflow'],
  release: ['release'],
  schedule: ['schedule', 'workflow'],
  issue_comment: ['issue', 'comment'],
  issues: ['issue', 'label', 'assignee'],
  repository_dispatch: ['client_payload', 'branch'],
  merge_group: ['merge_group'],
  create: ['ref_type', 'master_branch', 'pusher_type'],
};

const ALL_KEYS = new Set(Object.values(OWN_KEYS).flat());

function start(event: string, facts: Facts, options: StartOptions): Start {
  const { ref, pull, fork = false } = facts;
  const { repository } = options;
  const [owner = null, name = null] = repository?.split('/') ?? [];
  const of = (value: string | null): Value => value ?? UNKNOWN;
  const payload = new Map<string, Value>();
  const own = OWN_KEYS[event];
  if (own) for (const key of ALL_KEYS) if (!own.includes(key)) payload.set(key, null);
  if (pull !== undefined) payload.set('pull_request', pull);
  if (facts.inputs !== undefined) payload.set('inputs', facts.inputs);
  if (own) payload.set('action', facts.action ?? (event === 'push' || event === 'schedule' ? null : UNKNOWN));
  payload.set(
    'repository',
    new Dictionary(
      [
        ['name', of(name)],
        ['full_name', of(repository)],
        [
          'owner',
          new Dictionary(
            [
              ['login', of(owner)],
              ['name', of(owner)],
            ],
            { open: true },
          ),
        ],
      ],
      { open: true },
    ),
  );
  const short = ref.replace(/^refs\/(?:heads|tags|pull)\//, '');
  const isPull = event.startsWith('pull_request');
  const github = new Dictionary(
    [
      ['event_name', event],
      ['event', new Dictionary(payload, { open: true })],
      ['ref', ref],
      ['ref_name', short.startsWith('refs/') ? HOLE : short],
      [
        'ref_type',
        ref.startsWith('refs/tags/') ? 'tag' : ref.startsWith(`refs/${HOLE}`) ? UNKNOWN : 'branch',
      ],
      ['head_ref', isPull ? (fork ? 'patch-1' : HOLE) : ''],
      ['base_ref', isPull ? HOLE : ''],
      ['repository', of(repository)],
      ['repository_owner', of(owner)],
      // A fork's pull request may be anybody's.
      ['actor', fork ? 'contributor' : UNKNOWN],
      ['triggering_actor', fork ? 'contributor' : UNKNOWN],
      ['server_url', 'https://github.com'],
      ['api_url', 'https://api.github.com'],
      ['token', GITHUB_TOKEN],
    ],
    { open: true },
  );
  return {
    event,
    fork,
    github,
    inputs: facts.inputs ?? new Dictionary(),
    secrets: secretsOf(fork ? 'fork' : null),
  };
}

/** `github.event.pull_request`, from a branch of the repository or from somebody's fork. */
function pullRequest(settings: YamlNode | null, fork: boolean, { repository }: StartOptions): Value {
  const [owner = null, name = null] = repository?.split('/') ?? [];
  const of = (value: string | null): Value => value ?? UNKNOWN;
  const login = fork ? 'contributor' : owner;
  const open = { open: true };
  const user = new Dictionary(
    [
      ['login', of(fork ? login : null)],
      ['type', fork ? 'User' : UNKNOWN],
    ],
    open,
  );
  const repo = (own: boolean) =>
    new Dictionary(
      [
        ['full_name', own ? of(repository) : `contributor/${name ?? HOLE}`],
        ['name', of(name)],
        ['fork', !own],
        ['owner', new Dictionary([['login', own ? of(owner) : 'contributor']], open)],
      ],
      open,
    );
  const head = new Dictionary(
    [
      ['ref', fork ? 'patch-1' : HOLE],
      ['repo', repo(!fork)],
      ['user', fork ? user : UNKNOWN],
    ],
    open,
  );
  const base = new Dictionary(
    [
      ['ref', baseBranch(settings) ?? HOLE],
      ['repo', repo(true)],
    ],
    open,
  );
  const entries: [string, Value][] = [
    ['head', head],
    ['base', base],
    ['user', user],
  ];
  if (fork) entries.push(['labels', []], ['draft', false]);
  return new Dictionary(entries, open);
}

/** What a manual start has when nobody changes anything; an input without a default may be anything. */
function dispatchInputs(settings: YamlNode | null): Dictionary {
  const declared = map(child(settings, 'inputs'))?.entries ?? [];
  return new Dictionary(
    declared.map(({ key, value }) => {
      const type = text(child(value.node, 'type'));
      const given = child(value.node, 'default');
      const written = given?.kind === 'scalar' ? given.value : null;
      if (written === null) return [String(key.value), UNKNOWN] as const;
      return [String(key.value), type === 'boolean' ? String(written) === 'true' : String(written)] as const;
    }),
  );
}

// ----------------------------------------------------------------- secrets

/**
 * The `secrets` context: every name has a value that is not known, or surely has none.
 * Docs: Using secrets, Naming your secrets: no name may begin with GITHUB_ or a digit.
 */
export function secretsOf(absence: Absence | null): Dictionary {
  return new Lookup((given) => {
    const name = given.toUpperCase();
    if (name === 'GITHUB_TOKEN') return GITHUB_TOKEN;
    if (/^GITHUB_|^\d/.test(name)) return mark({ kind: 'absent', name, why: 'impossible' });
    return absence ? mark({ kind: 'absent', name, why: absence }) : mark({ kind: 'secret', name });
  });
}
