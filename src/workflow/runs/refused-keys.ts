/**
 * Keys for which GitHub refuses the whole file: a store of anchors beside the jobs, as compose and GitLab have it, a job by a
 * name that is no id, a slip of a key that it knows there, a key of another place, and what stands one level too far to the
 * left. An event that there is not is refused like one of them; what it does not know among the settings
 * of an event, `branch` in `on.push`, it passes over. Sources:
 * actions/languageservices workflow-parser/src/workflow-v1.0.json, workflow-root, on-mapping, workflow-call, job-factory,
 * workflow-job, steps-item, parallel-step; GitHub docs: Workflow syntax; MobilityDB/MobilityDB#1010, zephyrproject-rtos/zephyr#95942,
 * micnncim/action-label-syncer#37 and mateusfg7/Noisekun#139 ("is not a valid event name").
 */
import { knownInputs } from '../knowledge/actions/known-inputs.js';
import { slipsOf } from '../knowledge/actions/slips.js';
import {
  child,
  entry,
  entrySpan,
  list,
  map,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
  type YamlScalar,
} from '../text/document.js';
import { jobEntries } from '../text/job.js';
import { EVENTS } from './events.js';
import { type KeyOwner, type KeyPlace, mappingsAt } from './key-places.js';

export type RefusedKey = { key: YamlScalar; job: string | null } & (
  | { why: 'unknown' | 'no-id' }
  /** A slip of the hand, of this key. */
  | { why: 'slip'; of: KeyOwner; meant: string; owner: YamlMap | null }
  /** GitHub knows it in another place alone. */
  | { why: 'elsewhere'; of: KeyOwner }
  /** It belongs under this key, with those that follow it. */
  | { why: 'outdented'; of: KeyOwner; under: string; entries: YamlEntry[]; owner: YamlMap }
);

/** Those of a workflow: of the whole of it first, and of its jobs in their order. */
export function refusedKeysIn(document: WorkflowDocument): RefusedKey[] {
  const root = map(document.root);
  if (!root || !isWorkflow(root)) return [];
  const owners = ownersIn(root);
  return [
    ...root.entries
      .filter((found) => isStore(found, document) && !owners.some((owner) => isSlipIn(found, owner)))
      .map(({ key }): RefusedKey => ({ why: 'unknown', key, job: null })),
    ...jobEntries(document)
      .filter(({ key }) => !ID.test(String(key.value)) && key.value !== '<<')
      .map(({ key }): RefusedKey => ({ why: 'no-id', key, job: String(key.value) })),
    ...amongJobs(document),
    ...misspeltEvents(root),
    ...owners.flatMap(slipped),
  ];
}

/** Events that stand alone or in a list. */
function misspeltEvents(root: YamlMap): RefusedKey[] {
  const on = child(root, 'on');
  const nodes = list(on)?.items.map(({ node }) => node) ?? [on];
  return nodes.flatMap((key): RefusedKey[] => {
    if (key?.kind !== 'scalar' || EVENT_NAMES.has(String(key.value))) return [];
    const meant = slipsAmong(EVENT_NAMES).get(String(key.value).toLowerCase());
    const isThere = nodes.some((each) => text(each) === meant);
    return meant && !isThere ? [{ why: 'slip', of: 'on', meant, key, owner: null, job: null }] : [];
  });
}

/** Keys of a job that stand beside it, and so are jobs themselves to GitHub, with neither a machine nor a call. */
function amongJobs(document: WorkflowDocument): RefusedKey[] {
  const owner = map(child(document.root, 'jobs'));
  const isStray = (found: YamlEntry) => {
    const name = String(found.key.value);
    return name !== 'permissions' && KNOWN.job.has(name) && !isJob(found);
  };
  const first = owner?.entries.findIndex(isStray) ?? -1;
  const above = owner?.entries[first - 1];
  if (!owner || !above || !isJobBegun(above)) return [];
  const behind = owner.entries.slice(first);
  const end = behind.findIndex((each) => !isStray(each));
  const entries = end === -1 ? behind : behind.slice(0, end);
  const [{ key }] = entries as [YamlEntry];
  const under = String(above.key.value);
  return [{ why: 'outdented', of: 'jobs', under, entries, key, owner, job: under }];
}

/** With steps missing, or the machine that they run on. */
function isJobBegun({ value: { node } }: YamlEntry): boolean {
  return (
    child(node, 'uses') === null && (child(node, 'runs-on') === null) !== (child(node, 'steps') === null)
  );
}

/** Compose, CircleCI and others have files that look much like one. Where `on` or `jobs` is misspelt, what they hold shows it. */
function isWorkflow(root: YamlMap): boolean {
  const has = (name: 'on' | 'jobs') =>
    entry(root, name) ?? root.entries.find((each) => isMeantAs(each, name));
  return has('on') != null && has('jobs') != null;
}

/** By another name, and with nothing but what belongs there: `ons: push`, `job:` with jobs. */
function isMeantAs({ key, value: { node } }: YamlEntry, name: 'on' | 'jobs'): boolean {
  if (KNOWN.workflow.has(String(key.value))) return false;
  const entries = map(node)?.entries ?? [];
  // A job may be called `release`.
  if (entries.some(isJob)) return name === 'jobs' && entries.every(isJob);
  if (name === 'jobs') return false;
  const items = list(node)?.items.map((item) => text(item.node)) ?? [text(node)];
  const events = entries.length > 0 ? entries.map((each) => String(each.key.value)) : items;
  return events.length > 0 && events.every((event) => event !== null && EVENTS.includes(event));
}

/** With a machine, by a slip of its key too, or a workflow that it calls: files of others have jobs, too. */
export function isJob({ value: { node } }: YamlEntry): boolean {
  return (
    child(node, 'runs-on') !== null ||
    child(node, 'runs_on') !== null ||
    /\.ya?ml(?:@|$)/.test(text(child(node, 'uses')) ?? '')
  );
}

const KNOWN = {
  // YAML 1.1 reads `on` as a boolean.
  workflow: wordsOf('on true name run-name description defaults env permissions concurrency jobs'),
  job: wordsOf(
    'name needs permissions runs-on environment concurrency outputs env defaults if steps timeout-minutes cancel-timeout-minutes strategy continue-on-error container services uses with secrets snapshot',
  ),
  step: wordsOf(
    'background parallel wait wait-all cancel name id if run uses with env shell working-directory continue-on-error timeout-minutes',
  ),
};

const EVENT_NAMES = new Set(EVENTS);
const FILTERS = wordsOf('types branches branches-ignore tags tags-ignore paths paths-ignore');
/** What an event may have below it. */
const OF_EVENT = new Set([...FILTERS, 'inputs', 'workflows']);
/** Of those that people filter; the others take `types`. */
const TAKEN: Readonly<Record<string, ReadonlySet<string>>> = {
  push: wordsOf('branches branches-ignore tags tags-ignore paths paths-ignore'),
  pull_request: wordsOf('types branches branches-ignore paths paths-ignore'),
  pull_request_target: wordsOf('types branches branches-ignore paths paths-ignore'),
  release: wordsOf('types'),
  workflow_dispatch: wordsOf('inputs'),
  workflow_run: wordsOf('types workflows branches branches-ignore'),
};
const CONTAINER = wordsOf('image options env ports volumes credentials command entrypoint');
const LOGIN = wordsOf('username password');

/** Mappings whose keys GitHub knows all. */
const PLACES: readonly { path: string; words: ReadonlySet<string> }[] = [
  { path: '', words: KNOWN.workflow },
  { path: 'on', words: EVENT_NAMES },
  { path: 'on.workflow_call', words: wordsOf('inputs secrets outputs') },
  {
    path: 'on.workflow_call.inputs.*',
    words: wordsOf('description type required default options deprecationMessage'),
  },
  { path: 'on.workflow_call.secrets.*', words: wordsOf('description required') },
  { path: 'on.workflow_call.outputs.*', words: wordsOf('description value') },
  { path: 'defaults.run', words: wordsOf('shell working-directory') },
  { path: 'jobs.*', words: KNOWN.job },
  { path: 'jobs.*.strategy', words: wordsOf('fail-fast max-parallel matrix') },
  { path: 'jobs.*.defaults.run', words: wordsOf('shell working-directory') },
  { path: 'jobs.*.container', words: CONTAINER },
  { path: 'jobs.*.container.credentials', words: LOGIN },
  { path: 'jobs.*.services.*', words: CONTAINER },
  { path: 'jobs.*.services.*.credentials', words: LOGIN },
  { path: 'jobs.*.steps.*', words: KNOWN.step },
  { path: 'jobs.*.steps.*.parallel.*', words: KNOWN.step },
];

/** The main ones of all places, but for `permissions`: where those stand is a matter of permission-refusals.ts. */
const ANYWHERE = new Set(
  [...KNOWN.workflow, ...KNOWN.job, ...KNOWN.step, ...FILTERS].filter((word) => word !== 'permissions'),
);

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** A mapping, and what is known of its keys. */
interface Owner extends KeyPlace {
  words: ReadonlySet<string>;
}

function ownersIn(root: YamlMap): Owner[] {
  return PLACES.flatMap(({ path, words }) => mappingsAt(root, path).map((place) => ({ ...place, words })));
}

/** A key that we don't know may be newer than we are: certain are those that only hold what is named elsewhere. */
function isStore(found: YamlEntry, { text: source }: WorkflowDocument): boolean {
  const name = String(found.key.value);
  if (KNOWN.workflow.has(name) || name === '<<') return false;
  const { start, end } = entrySpan(found);
  return /^(?:x-|\.)/.test(name) || ANCHORED.test(source.slice(start, end));
}

/** An anchor in front of a value: of the key itself, of one below it, of an item. */
const ANCHORED = /(?::|^\s*-)[ \t]+&[\w-]+[ \t]*(?:\n|$|[^&|;\s])/m;

const ID = /^[A-Za-z_][\w-]*$/;

/** And certain are slips of those that we know, those that we know elsewhere, and what is plainly of another key. */
function slipped(owner: Owner): RefusedKey[] {
  const { node, of, job } = owner;
  const outdented = outdentedIn(owner);
  const others = node.entries.flatMap((found): RefusedKey[] => {
    const { key } = found;
    if (outdented?.entries.includes(found) || owner.words.has(String(key.value))) return [];
    const meant = meantKey(found, owner);
    if (meant !== null) return [{ why: 'slip', of, meant, key, owner: node, job }];
    const isElsewhere =
      of === 'on' ? OF_EVENT.has(String(key.value)) : of in KNOWN && ANYWHERE.has(String(key.value));
    return isElsewhere ? [{ why: 'elsewhere', of, key, job }] : [];
  });
  const [first] = outdented?.entries ?? [];
  return outdented && first
    ? [{ why: 'outdented', of, ...outdented, key: first.key, owner: node, job }, ...others]
    : others;
}

/** Those of `permissions` are a fault of the permissions (permission-refusals.ts). */
function meantKey(found: YamlEntry, { of, words }: Owner): string | null {
  const name = String(found.key.value);
  if (words.has(name)) return null;
  const held = of === 'workflow' && (['on', 'jobs'] as const).find((each) => isMeantAs(found, each));
  return held || (slipsAmong(words).get(name.toLowerCase()) ?? null);
}

/** Jobs by another name may have anchors in them. */
function isSlipIn(found: YamlEntry, owner: Owner): boolean {
  return owner.of === 'workflow' && meantKey(found, owner) !== null;
}

/** What each slip was to be, and each word in the singular; of a word of two letters nearly every other one would be a slip. */
function slipsAmong(words: ReadonlySet<string>): ReadonlyMap<string, string> {
  const made = SLIPS.get(words);
  if (made) return made;
  const long = [...words].filter((word) => word.length > 2 && word !== 'true' && word !== 'permissions');
  const all = new Map(
    long.flatMap((word) =>
      [...slipsOf([word]), word, singular(word), word.replaceAll('_', '-')].map(
        (slip) => [slip, word] as const,
      ),
    ),
  );
  SLIPS.set(words, all);
  return all;
}

const singular = (word: string) => word.replace(/(?:(?<=ch)e)?s(?=-|$)/g, '');

const SLIPS = new Map<ReadonlySet<string>, ReadonlyMap<string, string>>();

/**
 * The keys behind a `with`, an `env`, `secrets` or `outputs` that nothing stands under, for an empty one GitHub does not take,
 * the events and the jobs behind such an `on` and `jobs`; and inputs of a step's action that stand beside its `uses`.
 */
function outdentedIn(owner: Owner): { under: string; entries: YamlEntry[] } | null {
  const { node, of, words } = owner;
  const { entries } = node;
  if (of === 'on') return filtersBeside(node);
  // A slip of a key that is not there is no input: `timeout_minutes`, but `user` beside a `uses`.
  const isOpen = (found: YamlEntry) => {
    const name = String(found.key.value);
    const meant = meantKey(found, owner);
    return !words.has(name) && name !== '<<' && (meant === null || entry(node, meant) !== null);
  };
  for (const [at, { key, value }] of entries.entries()) {
    const name = String(key.value);
    const isEmpty = value.node.kind === 'scalar' && !value.alias && value.at.start === value.at.end;
    if (!isEmpty || !HOLDERS.has(name) || !words.has(name)) continue;
    const behind = entries.slice(at + 1);
    const end = behind.findIndex((each) => !isOpen(each) || !mayStandIn(each, name));
    const below = end === -1 ? behind : behind.slice(0, end);
    if (below.length > 0) return { under: name, entries: below };
  }
  const inputs = of === 'step' ? knownInputs(text(child(node, 'uses'))) : undefined;
  const given = map(child(node, 'with'));
  if (!inputs || (entry(node, 'with') && !given)) return null;
  const beside = entries.filter(
    (each) => isOpen(each) && inputs.has(String(each.key.value)) && !entry(given, String(each.key.value)),
  );
  return beside.length > 0 ? { under: 'with', entries: beside } : null;
}

const HOLDERS = wordsOf('with env secrets outputs on jobs');

/** What filters an event, beside it. */
function filtersBeside({ entries }: YamlMap): { under: string; entries: YamlEntry[] } | null {
  const first = entries.findIndex(({ key }) => OF_EVENT.has(String(key.value)));
  const above = entries[first - 1];
  if (!above) return null;
  const under = String(above.key.value);
  const isIts = ({ key }: YamlEntry) =>
    TAKEN[under]?.has(String(key.value)) && !entry(above.value.node, String(key.value));
  const behind = entries.slice(first);
  const end = behind.findIndex((each) => !isIts(each));
  const below = end === -1 ? behind : behind.slice(0, end);
  return below.length > 0 ? { under, entries: below } : null;
}

/** The others hold what the author has named. */
function mayStandIn(found: YamlEntry, holder: string): boolean {
  if (holder === 'on') return EVENTS.includes(String(found.key.value));
  return holder !== 'jobs' || isJob(found);
}
