/**
 * What is known of a run that a trigger starts: its `github` context with the event's
 * payload, and the inputs of a manual run.
 */
import { repositoryOwner } from '../../evidence/repository-name.js';
import { UNTOLD_GITHUB } from '../language/contexts.js';
import { BRANCH, FOUND, factOf, GITHUB_TOKEN } from '../language/origins.js';
import { Dictionary, HOLE, UNKNOWN, type Value } from '../language/values.js';
import { child, list, map, text, type YamlNode } from '../text/document.js';
import { namesWithDefault } from './written-defaults.js';

/** What is special about one run. */
export interface RunFacts {
  ref: string;
  action: string | null;
  /** `github.event.pull_request`: the branch that it goes to, where only one can be, or nothing known at all. */
  pull?: { base: string | null; merged?: boolean } | typeof UNKNOWN;
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

/** By event, the keys that only others have. */
const FOREIGN_KEYS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(OWN_KEYS).map(([event, own]) => [
    event,
    new Set(
      Object.values(OWN_KEYS)
        .flat()
        .filter((key) => !own.includes(key)),
    ),
  ]),
);

const PULL_KEYS =
  'action number pull_request repository sender organization enterprise installation label assignee before after changes milestone reason requested_reviewer requested_team';

/**
 * All keys that the payloads of these events can have: what is not among them is null. Docs: Webhook
 * events and payloads.
 */
const ALL_KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    push: 'ref before after repository pusher sender organization enterprise installation created deleted forced base_ref compare commits head_commit',
    pull_request: PULL_KEYS,
    pull_request_target: PULL_KEYS,
  }).map(([event, keys]) => [event, keys.split(' ')]),
);

/** An object of which more may be there than we know. */
const OPEN = { open: true };

/** A moment as payloads write it, whichever it is: no tag has a colon. Docs: Webhook events and payloads. */
const TIME = `${FOUND}T${FOUND}:${FOUND}:${FOUND}`;

const HEAD_COMMIT = new Dictionary([['timestamp', TIME]], OPEN);
const RELEASE = new Dictionary(
  ['created_at', 'published_at'].map((name): [string, Value] => [name, TIME]),
  without('tag tags tagname tag-name version ref_name'),
);

/** An object without these, which people look for in it: its own words for them are others. Docs: Webhook events and payloads. */
function without(names: string) {
  return { ...OPEN, absent: new Set(names.split(' ')) };
}

function orUnknown(value: string | null): Value {
  return value ?? UNKNOWN;
}

/** Contexts that were made already: the workflows of a repository are started by the same few events. */
const MADE = new Map<string, Dictionary>();
const MOST_MADE = 500;

/** The `github` context of such a run. Docs: Contexts reference; Webhook events and payloads. */
export function githubOf(event: string, facts: RunFacts, repository: string | null): Dictionary {
  const { ref, action, pull, fork, inputs } = facts;
  if (inputs !== undefined) return contextOf(event, facts, repository);
  const base =
    pull === undefined ? 'none' : pull === UNKNOWN ? 'unknown' : `of ${pull.base ?? ''} ${pull.merged ?? ''}`;
  const key = [event, ref, action ?? '', base, fork === true ? 'fork' : '', repository ?? ''].join('\0');
  const known = MADE.get(key);
  if (known) return known;
  const made = contextOf(event, facts, repository);
  if (MADE.size >= MOST_MADE) MADE.clear();
  MADE.set(key, made);
  return made;
}

function contextOf(event: string, facts: RunFacts, repository: string | null): Dictionary {
  const { ref, pull, fork = false } = facts;
  const owner = repositoryOwner(repository);
  const keys = ALL_KEYS.get(event);
  const payload = new Map<string, Value>(keys?.map((key) => [key, UNKNOWN]));
  payload.set('repository', repositoryOf(repository, fork));
  if (pull !== undefined)
    payload.set('pull_request', pull === UNKNOWN ? UNKNOWN : pullRequest(pull, fork, repository));
  if (pull !== undefined && pull !== UNKNOWN && keys?.includes('number'))
    payload.set('number', factOf('event.number'));
  if (event === 'push') {
    payload.set('ref', ref);
    payload.set('head_commit', HEAD_COMMIT);
  }
  if (event === 'release') payload.set('release', RELEASE);
  if (facts.inputs !== undefined) payload.set('inputs', facts.inputs);
  if (FOREIGN_KEYS.has(event))
    payload.set('action', facts.action ?? (event === 'push' || event === 'schedule' ? null : UNKNOWN));
  const short = ref.replace(/^refs\/(?:heads|tags|pull)\//, '');
  const isPull = event.startsWith('pull_request');
  const entries: [string, Value][] = [
    ...UNTOLD_GITHUB,
    ['event_name', event],
    ['event', new Dictionary(payload, { open: keys === undefined, absent: FOREIGN_KEYS.get(event) })],
    ['ref', ref],
    ['ref_name', short.startsWith('refs/') ? FOUND : short],
    ['ref_type', ref.startsWith('refs/tags/') ? 'tag' : ref.startsWith(`refs/${FOUND}`) ? UNKNOWN : 'branch'],
    ['head_ref', isPull ? (fork ? 'patch-1' : BRANCH) : ''],
    ['base_ref', isPull ? baseOf(pull) : ''],
    ['repository', orUnknown(repository)],
    ['repository_owner', orUnknown(owner)],
    // A fork's pull request may be anybody's.
    ['actor', fork ? 'contributor' : factOf('actor')],
    ['triggering_actor', fork ? 'contributor' : factOf('triggering_actor')],
    ...['sha', 'run_id', 'run_number', 'run_attempt'].map((name): [string, Value] => [name, factOf(name)]),
    // Docs: OWNER/NAME/.github/workflows/FILE@REF.
    ['workflow_ref', repository === null ? UNKNOWN : `${repository}/.github/workflows/${FOUND}@${ref}`],
    ['server_url', 'https://github.com'],
    ['api_url', 'https://api.github.com'],
    ['token', GITHUB_TOKEN],
  ];
  return new Dictionary(entries, { named: 'github' });
}

const WITHOUT_NAMES = without('nam names fullname full-name repo repo_name repository_name owner_name slug');

/** `github.event.repository`. */
function repositoryOf(repository: string | null, fork: boolean): Dictionary {
  const [owner = null, name = null] = repository?.split('/') ?? [];
  const login = new Dictionary(
    [
      ['login', orUnknown(owner)],
      ['name', orUnknown(owner)],
    ],
    OPEN,
  );
  return new Dictionary(
    [
      ['name', orUnknown(name)],
      ['full_name', orUnknown(repository)],
      ['owner', login],
      // Of a private repository, pull requests from forks start no workflow unless somebody lets them.
      ['private', fork ? false : UNKNOWN],
      ['visibility', fork ? 'public' : UNKNOWN],
      // Whoever asks keeps copies of the repository out: strangers' pull requests come to the original.
      ['fork', fork ? false : UNKNOWN],
      ['updated_at', TIME],
      ['html_url', `https://${HOLE}`],
    ],
    WITHOUT_NAMES,
  );
}

/** What no pull request is without: whoever asks for it asks whether there is a pull request. */
const ALWAYS_THERE = ['number', 'title', 'html_url'];

const present = (name: string) => factOf(`event.pull_request.${name}`);

/** The branch that a pull request goes to, whichever it is; it is never empty. */
const BASE = factOf('base_ref');

function baseOf(pull: RunFacts['pull']): string {
  return pull === undefined || pull === UNKNOWN ? BASE : (pull.base ?? BASE);
}

const WITHOUT_REFS = without('ref sha branch head_ref head_sha base_ref num pr_number');

/** `github.event.pull_request`, from a branch of the repository or from somebody's fork. */
function pullRequest(
  { base: baseRef, merged }: { base: string | null; merged?: boolean },
  fork: boolean,
  repository: string | null,
): Value {
  const [owner = null, name = null] = repository?.split('/') ?? [];
  const login = fork ? 'contributor' : owner;
  const user = new Dictionary(
    [
      ['login', orUnknown(fork ? login : null)],
      ['type', fork ? 'User' : UNKNOWN],
    ],
    OPEN,
  );
  const repo = (own: boolean) =>
    new Dictionary(
      [
        ['full_name', own ? orUnknown(repository) : `contributor/${name ?? HOLE}`],
        ['name', orUnknown(name)],
        ['fork', !own],
        ['owner', new Dictionary([['login', own ? orUnknown(owner) : 'contributor']], OPEN)],
      ],
      OPEN,
    );
  const head = new Dictionary(
    [
      ['ref', fork ? 'patch-1' : BRANCH],
      ['sha', present('head.sha')],
      ['repo', repo(!fork)],
      ['user', fork ? user : UNKNOWN],
    ],
    OPEN,
  );
  const base = new Dictionary(
    [
      ['ref', baseRef ?? BASE],
      ['sha', present('base.sha')],
      ['repo', repo(true)],
    ],
    OPEN,
  );
  const entries: [string, Value][] = [
    ['head', head],
    ['base', base],
    ['user', user],
    ...ALWAYS_THERE.map((name): [string, Value] => [name, present(name)]),
  ];
  if (fork) entries.push(['labels', []], ['draft', false]);
  if (merged !== undefined) entries.push(['merged', merged]);
  return new Dictionary(entries, WITHOUT_REFS);
}

/** The inputs of a manual start. */
interface DispatchInputs {
  inputs: Dictionary;
  /** Somebody has chosen another option than the one that is offered first, or left out what there is a default for. */
  isPossible?: true;
}

/** Options that are looked at, of all lists together: each is a start of its own. */
const MOST_OPTIONS = 12;

/**
 * What a manual start has when nobody changes anything; an input without a default, or with an empty one, is what whoever starts it
 * writes there, or each option of its list. Beside it, where there is a box to tick, what one has in which somebody may have changed
 * it; and for each option of a list that is not its default, what one has in which somebody chose it; and what one has in which
 * nothing is written for inputs that the workflow has a default for.
 *
 * @param source the texts in which they are used
 */
export function dispatchInputs(settings: YamlNode | null, source: string): DispatchInputs[] {
  const declared = map(child(settings, 'inputs'))?.entries ?? [];
  const given = declared.map(({ key, value }): Given => [String(key.value), inputOf(value.node)]);
  const isBox = (value: Value) => typeof value === 'boolean';
  const touched = (inputs: readonly Given[]) =>
    inputs.map(([name, value]): Given => [name, isBox(value) ? UNKNOWN : value]);
  const lists = declared.flatMap(({ key, value }) => listOf(String(key.value), value.node) ?? []);
  const started = startsOf(given, lists);
  const mayBeEmpty = namesWithDefault('inputs', source);
  const isLeftOut = ([name, value]: Given) => value === FOUND && mayBeEmpty.includes(name.toUpperCase());
  const left = given.map(([name, value]): Given => [name, isLeftOut([name, value]) ? '' : value]);
  return [
    ...started.map((inputs) => ({ inputs: new Dictionary(inputs) })),
    ...(given.some(isLeftOut) ? [{ inputs: new Dictionary(left), isPossible: true as const }] : []),
    ...(given.some(([, value]) => isBox(value))
      ? started.map((inputs) => ({ inputs: new Dictionary(touched(inputs)) }))
      : []),
    ...optionsIn(lists.filter(({ offered }) => offered !== '')).map((chosen) => ({
      inputs: new Dictionary(withOption(touched(given), chosen)),
      isPossible: true as const,
    })),
  ];
}

/** An input's name, and its value. */
type Given = [string, Value];

interface OptionList {
  name: string;
  /** Its default; empty: none. */
  offered: string;
  /** The others. */
  options: readonly string[];
}

/**
 * Of a list without a default nobody leaves what is offered first: each option is as good a start. Beside another such list it is
 * whatever is chosen, too, for no start here has a certain option of both.
 */
function startsOf(given: readonly Given[], lists: readonly OptionList[]): (readonly Given[])[] {
  const open = lists.filter(({ offered }) => offered === '');
  const chosen = optionsIn(open).map((each) => withOption(given, each));
  const isAll = open.length === 1 && chosen.length === open[0]?.options.length;
  return isAll ? chosen : [given, ...chosen];
}

function optionsIn(lists: readonly OptionList[]): [string, string][] {
  return lists
    .flatMap(({ name, options }) => options.map((option): [string, string] => [name, option]))
    .slice(0, MOST_OPTIONS);
}

function withOption(given: readonly Given[], [name, option]: readonly [string, string]): Given[] {
  return given.map(([each, value]): Given => [each, each === name ? option : value]);
}

/** What a text is a box by, from before there were any: `default: 'false'`. */
const BOXES: Record<string, string> = { true: 'false', false: 'true', yes: 'no', no: 'yes' };

/** null: an input of another type, or a list without options. A text that says yes or no is a list of the two. */
function listOf(name: string, declared: YamlNode): OptionList | null {
  const type = text(child(declared, 'type')) ?? 'string';
  if (type === 'string') {
    const word = text(child(declared, 'default')) ?? '';
    return Object.hasOwn(BOXES, word) ? { name, offered: word, options: [BOXES[word] as string] } : null;
  }
  if (type !== 'choice') return null;
  const offered = text(child(declared, 'default')) ?? '';
  const written = list(child(declared, 'options'))?.items.flatMap(({ node }) => text(node) ?? []) ?? [];
  const options = written.filter((each) => each !== offered && each !== '');
  return options.length === 0 ? null : { name, offered, options };
}

function inputOf(declared: YamlNode): Value {
  const isBoolean = text(child(declared, 'type')) === 'boolean';
  const given = child(declared, 'default');
  const written = given?.kind === 'scalar' ? given.value : null;
  if (written === null || written === '') return isBoolean ? UNKNOWN : FOUND;
  return isBoolean ? String(written) === 'true' : String(written);
}
