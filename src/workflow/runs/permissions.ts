/**
 * One `permissions` key, of a workflow or of a job (facts, section 3; docs: Workflow
 * syntax, `permissions`): what it says, what it grants, what of it GitHub refuses. What
 * a block does not name is none.
 */
import { entry, text, type WorkflowDocument, type YamlEntry, type YamlNode } from '../text/document.js';

export type Level = 'none' | 'read' | 'write';

/**
 * All that `permissions` may name, in the order in which GitHub's start-up error lists them; the last four came
 * later (docs: data/reusables/actions/github-token-scope-descriptions.md, facts section 3).
 */
export const SCOPES: readonly string[] = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'statuses',
  'security-events',
  'id-token',
  'artifact-metadata',
  'attestations',
  'models',
  'vulnerability-alerts',
];

/** These can only be read: `write-all` gives them read. */
const READ_ONLY_SCOPES = new Set(['models', 'vulnerability-alerts']);

/** What a token may, by scope; a scope that is missing is none. */
export type PermissionSet = ReadonlyMap<string, Level>;

interface PermissionEntry {
  scope: string;
  level: Level;
  entry: YamlEntry;
}

/** Something that GitHub refuses, which makes the whole file invalid. */
interface InvalidPermission {
  /** The value of the key itself, a scope that does not exist, or the level of one that does. */
  kind: 'form' | 'scope' | 'level';
  /** The scope's entry; of a form the `permissions` key. */
  entry: YamlEntry;
}

/** One `permissions:` key, read. */
export interface PermissionBlock {
  entry: YamlEntry;
  /** `read-all` and `write-all` say everything in a word. */
  shorthand: 'read-all' | 'write-all' | null;
  entries: PermissionEntry[];
  invalid: InvalidPermission[];
}

/** From the least to the most: each gives what those before it give. */
export const LEVELS: readonly Level[] = ['none', 'read', 'write'];

/** Does a level give what another one gives? */
export function atLeast(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}

/** The level of that name; null where it is none. */
export function levelNamed(name: string | undefined): Level | null {
  return LEVELS.find((level) => level === name) ?? null;
}

/** The `permissions` key of a workflow's or a job's mapping; null when it has none. */
export function permissionBlock(owner: YamlNode | null): PermissionBlock | null {
  const found = entry(owner, 'permissions');
  return found ? readBlock(found) : null;
}

function readBlock(found: YamlEntry): PermissionBlock {
  const block: PermissionBlock = { entry: found, shorthand: null, entries: [], invalid: [] };
  const { node } = found.value;
  if (node.kind !== 'map') {
    const word = text(node);
    if (word === 'read-all' || word === 'write-all') block.shorthand = word;
    else block.invalid.push({ kind: 'form', entry: found });
    return block;
  }
  for (const each of node.entries) {
    const scope = String(each.key.value);
    const level = text(each.value.node);
    if (!SCOPES.includes(scope)) block.invalid.push({ kind: 'scope', entry: each });
    else if (level === 'none' || level === 'read' || level === 'write')
      block.entries.push({ scope, level, entry: each });
    else block.invalid.push({ kind: 'level', entry: each });
  }
  return block;
}

/** Can all of it be read, but for scopes that may be newer than we are? */
export function hasOnlyNewScopes({ invalid }: PermissionBlock): boolean {
  return invalid.every(({ kind }) => kind === 'scope');
}

/** What a block grants. */
export function granted(block: PermissionBlock): PermissionSet {
  if (block.shorthand) return everything(block.shorthand === 'read-all' ? 'read' : 'write');
  return new Map(
    block.entries.filter(({ level }) => level !== 'none').map(({ scope, level }) => [scope, level]),
  );
}

/** `read-all` or `write-all`, scope by scope. */
function everything(level: 'read' | 'write'): PermissionSet {
  return new Map(SCOPES.map((scope) => [scope, READ_ONLY_SCOPES.has(scope) ? 'read' : level]));
}

/** The level of a scope; what a block does not name it takes away (docs: Workflow syntax, `permissions`). */
export function levelOf(set: PermissionSet, scope: string): Level {
  return set.get(scope) ?? 'none';
}

/** The block that decides a job's token: its own, which adds nothing to the workflow's, else that, else none. */
export function decidingBlock(
  document: WorkflowDocument,
  job: YamlNode | null,
): { declaredAt: 'job' | 'workflow'; block: PermissionBlock } | null {
  const own = permissionBlock(job);
  if (own) return { declaredAt: 'job', block: own };
  const shared = permissionBlock(document.root);
  return shared ? { declaredAt: 'workflow', block: shared } : null;
}
