/**
 * Keys for which GitHub refuses the whole file: a store of anchors beside the jobs, as compose and GitLab have it, a job by a
 * name that is no id, a slip of a key that it knows, and what stands one level too far to the left. Sources:
 * actions/languageservices workflow-parser/src/workflow-v1.0.json, workflow-root-strict, job-factory, workflow-job, steps-item; GitHub
 * docs: Workflow syntax, jobs.<job_id>.
 */
import { knownInputs } from '../knowledge/actions/known-inputs.js';
import { slipsOf } from '../knowledge/actions/slips.js';
import {
  child,
  entry,
  entrySpan,
  map,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlMap,
} from '../text/document.js';
import { jobEntries, stepTexts } from '../text/job.js';

/** What a key stands in. */
export type KeyOwner = 'workflow' | 'job' | 'step';

export type RefusedKey = { entry: YamlEntry; job: string | null } & (
  | { why: 'unknown' | 'no-id' }
  /** A slip of the hand, of this key. */
  | { why: 'slip'; of: KeyOwner; meant: string; owner: YamlMap }
  /** It belongs under this key, with those that follow it. */
  | { why: 'outdented'; of: KeyOwner; under: string; entries: YamlEntry[]; owner: YamlMap }
);

/** Those of a workflow, in its order. */
export function refusedKeysIn(document: WorkflowDocument): RefusedKey[] {
  const jobs = jobEntries(document);
  return [
    ...(map(document.root)?.entries ?? [])
      .filter((found) => isStore(found, document))
      .map((found): RefusedKey => ({ why: 'unknown', entry: found, job: null })),
    ...jobs
      .filter(({ key }) => !ID.test(String(key.value)) && key.value !== '<<')
      .map((found): RefusedKey => ({ why: 'no-id', entry: found, job: String(found.key.value) })),
    ...slipped(map(document.root), 'workflow', null),
    ...jobs.flatMap(({ key, value }) => {
      const id = String(key.value);
      const steps = stepTexts(value.node).flatMap(({ node }) => slipped(node, 'step', id));
      return [...slipped(map(value.node), 'job', id), ...steps];
    }),
  ];
}

const KNOWN: Readonly<Record<KeyOwner, ReadonlySet<string>>> = {
  // YAML 1.1 reads `on` as a boolean.
  workflow: wordsOf('on true name run-name description defaults env permissions concurrency jobs'),
  job: wordsOf(
    'name needs permissions runs-on environment concurrency outputs env defaults if steps timeout-minutes cancel-timeout-minutes strategy continue-on-error container services uses with secrets snapshot',
  ),
  step: wordsOf('name id if run uses with env shell working-directory continue-on-error timeout-minutes'),
};

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
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

/** And certain are slips of those that we know, and what is plainly of another key. */
function slipped(owner: YamlMap | null, of: KeyOwner, job: string | null): RefusedKey[] {
  if (!owner) return [];
  const outdented = outdentedIn(owner, of);
  const slips = owner.entries.flatMap((found): RefusedKey[] => {
    const meant = outdented?.entries.includes(found) ? null : meantKey(found, of);
    return meant === null ? [] : [{ why: 'slip', of, meant, entry: found, owner, job }];
  });
  const [first] = outdented?.entries ?? [];
  return outdented && first
    ? [{ why: 'outdented', of, ...outdented, entry: first, owner, job }, ...slips]
    : slips;
}

/** Those of `permissions` are a fault of the permissions (permission-refusals.ts). */
function meantKey({ key }: YamlEntry, of: KeyOwner): string | null {
  const name = String(key.value);
  return KNOWN[of].has(name) ? null : (slips(of).get(name.toLowerCase()) ?? null);
}

/** What each slip was to be; of a word of two letters nearly every other one would be a slip. */
function slips(of: KeyOwner): ReadonlyMap<string, string> {
  const made = SLIPS.get(of);
  if (made) return made;
  const words = [...KNOWN[of]].filter((word) => word.length > 2 && word !== 'true' && word !== 'permissions');
  const all = new Map(
    words.flatMap((word) => [...slipsOf([word]), word].map((slip) => [slip, word] as const)),
  );
  SLIPS.set(of, all);
  return all;
}

const SLIPS = new Map<KeyOwner, ReadonlyMap<string, string>>();

/**
 * The keys behind a `with`, an `env`, `secrets` or `outputs` that nothing stands under, for an empty one GitHub does not take;
 * and inputs of a step's action that stand beside its `uses`.
 */
function outdentedIn(owner: YamlMap, of: KeyOwner): { under: string; entries: YamlEntry[] } | null {
  const { entries } = owner;
  // A slip of a key that is not there is no input: `timeout_minutes`, but `user` beside a `uses`.
  const isOpen = (found: YamlEntry) => {
    const name = String(found.key.value);
    const meant = meantKey(found, of);
    return !KNOWN[of].has(name) && name !== '<<' && (meant === null || entry(owner, meant) !== null);
  };
  for (const [at, { key, value }] of entries.entries()) {
    const name = String(key.value);
    const isEmpty = value.node.kind === 'scalar' && !value.alias && value.at.start === value.at.end;
    if (!isEmpty || !HOLDERS.has(name) || !KNOWN[of].has(name)) continue;
    const behind = entries.slice(at + 1);
    const end = behind.findIndex((each) => !isOpen(each));
    const below = end === -1 ? behind : behind.slice(0, end);
    if (below.length > 0) return { under: name, entries: below };
  }
  const inputs = of === 'step' ? knownInputs(text(child(owner, 'uses'))) : undefined;
  const given = map(child(owner, 'with'));
  if (!inputs || (entry(owner, 'with') && !given)) return null;
  const beside = entries.filter(
    (each) => isOpen(each) && inputs.has(String(each.key.value)) && !entry(given, String(each.key.value)),
  );
  return beside.length > 0 ? { under: 'with', entries: beside } : null;
}

const HOLDERS = wordsOf('with env secrets outputs');
