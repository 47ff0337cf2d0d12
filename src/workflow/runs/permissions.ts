/**
 * GitHub's rules for the token of a job, for every scope and any depth of called
 * workflows (facts, section 3; docs: Workflow syntax, `permissions`, and
 * Reusing workflow configurations):
 *
 * - the repository's setting counts only where no `permissions` stands;
 * - a job's block replaces the workflow's, it does not add to it;
 * - what a block does not name is none;
 * - a called workflow may ask for the calling job's level at most. It is refused at
 *   start-up when it asks for more, and where it asks for nothing it has the caller's.
 */

import type { PackagesLevel, PermissionGrant } from '../../evidence/types.js';
import type { Location } from '../../types.js';
import {
  child,
  entry,
  entrySpan,
  locate,
  map,
  type Span,
  text,
  type WorkflowDocument,
  type YamlEntry,
  type YamlItem,
  type YamlNode,
} from '../text/document.js';

export type Level = 'none' | 'read' | 'write';

/** In the order in which GitHub's start-up error lists them. */
const ORIGINAL_SCOPES = [
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
];

/** Came later (docs: data/reusables/actions/github-token-scope-descriptions.md, facts section 3). */
const LATER_SCOPES = ['artifact-metadata', 'attestations', 'models', 'vulnerability-alerts'];

/** All that `permissions` may name. */
export const SCOPES: readonly string[] = [...ORIGINAL_SCOPES, ...LATER_SCOPES];

/** These can only be read: `write-all` gives them read. */
const READ_ONLY_SCOPES = new Set(['models', 'vulnerability-alerts']);

/** What a token may, by scope; a scope that is missing is none. */
export type PermissionSet = ReadonlyMap<string, Level>;

/** The repository's setting, which no file shows. `LimitedRead`: "Read repository contents and packages". */
export type DefaultPolicy = 'LimitedRead' | 'Write' | 'unknown';

export interface PermissionEntry {
  scope: string;
  level: Level;
  entry: YamlEntry;
}

export interface InvalidPermission {
  message: string;
  span: Span;
}

/** One `permissions:` key, read. */
export interface PermissionBlock {
  entry: YamlEntry;
  /** `read-all` and `write-all` say everything in a word. */
  shorthand: 'read-all' | 'write-all' | null;
  entries: PermissionEntry[];
  /** Values and forms that GitHub refuses, which makes the whole file invalid. */
  invalid: InvalidPermission[];
}

const LEVELS: Record<Level, number> = { none: 0, read: 1, write: 2 };

export function atLeast(level: Level, wanted: Level): boolean {
  return LEVELS[level] >= LEVELS[wanted];
}

export function lower(one: Level, other: Level): Level {
  return LEVELS[one] < LEVELS[other] ? one : other;
}

/** The `permissions` key of a workflow's or a job's mapping; null when it has none. */
export function permissionBlock(owner: YamlNode | null): PermissionBlock | null {
  const found = entry(owner, 'permissions');
  return found ? readBlock(found) : null;
}

function readBlock(found: YamlEntry): PermissionBlock {
  const block: PermissionBlock = { entry: found, shorthand: null, entries: [], invalid: [] };
  const { node } = found.value;
  const refuse = (item: YamlItem) => {
    const said = text(item.node);
    block.invalid.push({
      message: said === null ? 'Unexpected value' : `Unexpected value '${said}'`,
      span: item.at,
    });
  };
  if (node.kind === 'scalar') {
    if (node.value === 'read-all' || node.value === 'write-all') block.shorthand = node.value;
    else refuse(found.value);
    return block;
  }
  if (node.kind === 'list') {
    refuse(found.value);
    return block;
  }
  for (const each of node.entries) {
    const scope = String(each.key.value);
    const level = text(each.value.node);
    if (!SCOPES.includes(scope))
      block.invalid.push({ message: `Unexpected value '${scope}'`, span: each.key });
    else if (level === 'none' || level === 'read' || level === 'write') {
      block.entries.push({ scope, level, entry: each });
    } else refuse(each.value);
  }
  return block;
}

export interface Refused {
  /** What stands there, in a few characters. */
  said: string;
  span: Span;
  /** Of a scope with a bad level. */
  entry: YamlEntry | null;
}

/**
 * What GitHub certainly refuses in a `permissions` key. A scope that we don't know
 * may be newer than we are: only slips of a known one, and names that only GitHub
 * Apps have, are certain. Neither is what an expression or an empty value comes to.
 */
export function refusals(owner: YamlNode | null): Refused[] {
  const block = permissionBlock(owner);
  if (!block) return [];
  const { node } = block.entry.value;
  const whole = entrySpan(block.entry);
  if (node.kind === 'list') return [{ said: 'a list', span: whole, entry: null }];
  const isOpen = (value: YamlNode) =>
    value.kind === 'scalar' && /^\s*$|\$\{\{/.test(String(value.value ?? ''));
  if (node.kind === 'scalar') {
    if (block.shorthand || isOpen(node)) return [];
    return [{ said: String(node.value), span: whole, entry: null }];
  }
  return node.entries.flatMap((each): Refused[] => {
    const scope = String(each.key.value);
    const level = text(each.value.node);
    if (!SCOPES.includes(scope)) {
      return isSlip(scope) ? [{ said: scope, span: entrySpan(each), entry: null }] : [];
    }
    if (level === 'none' || level === 'read' || level === 'write' || isOpen(each.value.node)) return [];
    return [{ said: `${scope}: ${level ?? 'a list or mapping'}`, span: entrySpan(each), entry: each }];
  });
}

/** Permissions of GitHub Apps that GITHUB_TOKEN does not have. */
const OF_APPS = [
  'administration',
  'metadata',
  'workflows',
  'workflow',
  'members',
  'secrets',
  'variables',
  'environments',
];

/** Another number, case or joint of a known scope: `package`, `Packages`, `pull_requests`. */
function isSlip(scope: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[-_\s]/g, '')
      .replace(/s$/, '');
  return OF_APPS.includes(scope) || SCOPES.some((each) => plain(each) === plain(scope));
}

/** What a block grants. */
export function granted(block: PermissionBlock): PermissionSet {
  if (block.shorthand) return everything(block.shorthand === 'read-all' ? 'read' : 'write');
  return new Map(
    block.entries.filter(({ level }) => level !== 'none').map(({ scope, level }) => [scope, level]),
  );
}

/** `read-all` or `write-all`, scope by scope. */
export function everything(level: 'read' | 'write'): PermissionSet {
  return new Map(SCOPES.map((scope) => [scope, READ_ONLY_SCOPES.has(scope) ? 'read' : level]));
}

/** What a job has without any `permissions` key; null when the setting is not known. */
export function defaultGrant(policy: DefaultPolicy): PermissionSet | null {
  if (policy === 'unknown') return null;
  if (policy === 'LimitedRead') {
    return new Map([
      ['contents', 'read'],
      ['packages', 'read'],
    ]);
  }
  // No default gives a job an OIDC token.
  return new Map([...everything('write')].filter(([scope]) => scope !== 'id-token'));
}

export function levelOf(set: PermissionSet, scope: string): Level {
  return set.get(scope) ?? 'none';
}

/** The block that decides a job's token: its own, else the workflow's, else none. */
export function decidingBlock(
  document: WorkflowDocument,
  job: YamlNode | null,
): { declaredAt: 'job' | 'workflow'; block: PermissionBlock } | null {
  const own = permissionBlock(job);
  if (own) return { declaredAt: 'job', block: own };
  const shared = permissionBlock(document.root);
  return shared ? { declaredAt: 'workflow', block: shared } : null;
}

// --------------------------------------------------------- one job's chain

/**
 * What one file says about a job's `packages` level: a link of the chain from the
 * outermost caller to the job. `level` is null where the file says nothing.
 *
 * A block of which a part can't be read has the level that it names, else none that
 * is known: GitHub may have refused it, or may know more scopes than we do.
 */
export function packagesGrant(document: WorkflowDocument, jobId: string): PermissionGrant {
  const jobs = child(document.root, 'jobs');
  const job = entry(jobs, jobId);
  const found = decidingBlock(document, job?.value.node ?? null);
  const at = (span: Span): Location => locate(document, span);
  const jobKey = at(job ? job.key : { start: 0, end: 0 });
  if (!found)
    return { file: document.file, job: jobId, declaredAt: 'default', level: null, location: jobKey };
  const { declaredAt, block } = found;
  const named = block.entries.findLast(({ scope }) => scope === 'packages');
  // Beside something that we can't read, only what is named is certain.
  const isKnown = block.invalid.length === 0 || named !== undefined;
  const level: PackagesLevel | null = isKnown ? levelOf(granted(block), 'packages') : null;
  // Behind an alias the entry stands in another job's block: point at this job's own line.
  const span = named && !block.entry.value.alias ? entrySpan(named.entry) : entrySpan(block.entry);
  return { file: document.file, job: jobId, declaredAt, level, location: at(span) };
}

/**
 * The level that a chain comes to: the smallest of all that is said. Null when
 * the outermost link is the repository's setting and nothing below it says none
 * or read (a called job can't have more than its caller).
 */
export function effectiveLevel(grants: readonly PermissionGrant[]): PackagesLevel | null {
  let known: PackagesLevel = 'write';
  for (const { level } of grants) if (level !== null) known = lower(known, level);
  if (grants.length > 0 && grants[0]?.level === null) return known === 'none' ? 'none' : null;
  return grants.length === 0 ? null : known;
}

// ------------------------------------------------------- a whole workflow

/** What GitHub says when it refuses a file, at the place where it says it. */
export interface PermissionError {
  file: string;
  span: Span;
  line: number;
  column: number;
  message: string;
}

export interface JobPermissions {
  id: string;
  /** Null: the repository's setting, as far as the files say. */
  permissions: PermissionSet | null;
  /** `uses:` of a job that calls a workflow, as written. */
  uses: string | null;
  /** The called jobs; null when nothing is called or the file can't be read. */
  called: JobPermissions[] | null;
}

export interface WorkflowPermissions {
  /** The workflow's own block. */
  permissions: PermissionSet | null;
  jobs: JobPermissions[];
  errors: PermissionError[];
}

export interface ResolveOptions {
  policy: DefaultPolicy;
  /** The called file, or null when it can't be read: nothing is said about it then. */
  load(uses: string, from: WorkflowDocument): WorkflowDocument | null;
}

/** github.com allows ten levels of calls (facts, section 3); one more ends any circle. */
export const MAX_CALL_DEPTH = 10;

/**
 * Every job of a workflow and of all that it calls, with its token's permissions,
 * and the start-up errors that GitHub would give in its own words.
 *
 * GitHub compares what called jobs declare, whatever their `if:` says.
 */
export function resolvePermissions(document: WorkflowDocument, options: ResolveOptions): WorkflowPermissions {
  const errors: PermissionError[] = [];
  const own = permissionBlock(document.root);
  noteInvalid(document, own, errors);
  const setting = defaultGrant(options.policy);
  const shared = own ? granted(own) : null;
  const jobs = jobsOf(document).map((job) =>
    resolveJob(document, job, { inherited: shared, limit: setting, depth: 0, options, errors }),
  );
  return { permissions: shared, jobs, errors };
}

interface Frame {
  /** What a job without a block has; null: the setting. */
  inherited: PermissionSet | null;
  /** The most that the outer world gives where `inherited` is null; null: not known. */
  limit: PermissionSet | null;
  depth: number;
  options: ResolveOptions;
  errors: PermissionError[];
}

function resolveJob(document: WorkflowDocument, job: YamlEntry, frame: Frame): JobPermissions {
  const { options, errors } = frame;
  const own = permissionBlock(job.value.node);
  noteInvalid(document, own, errors);
  const permissions = own ? granted(own) : frame.inherited;
  const uses = text(child(job.value.node, 'uses'));
  const made: JobPermissions = { id: String(job.key.value), permissions, uses, called: null };
  const called = uses !== null && frame.depth < MAX_CALL_DEPTH ? options.load(uses, document) : null;
  if (uses === null || !called) return made;

  const limit = permissions ?? frame.limit;
  const refuse = (requester: string, asked: PermissionSet) => {
    const message = limit && violation(asked, limit);
    if (message) errors.push(startupError(document, job, uses, requester, message));
  };
  const theirs = permissionBlock(called.root);
  noteInvalid(called, theirs, errors);
  if (theirs) refuse(`workflow '${uses}'`, granted(theirs));
  for (const nested of jobsOf(called)) {
    const block = permissionBlock(nested.value.node);
    if (block) refuse(`nested job '${jobName(nested)}'`, granted(block));
  }
  const inherited = theirs ? granted(theirs) : permissions;
  made.permissions = inherited;
  made.called = jobsOf(called).map((nested) =>
    resolveJob(called, nested, { ...frame, inherited, limit, depth: frame.depth + 1 }),
  );
  return made;
}

function jobsOf(document: WorkflowDocument): YamlEntry[] {
  return map(child(document.root, 'jobs'))?.entries ?? [];
}

function jobName(job: YamlEntry): string {
  return text(child(job.value.node, 'name')) ?? String(job.key.value);
}

/** The scopes asked for beyond the limit, as GitHub words them; null when there are none. */
function violation(asked: PermissionSet, limit: PermissionSet): string | null {
  const over = SCOPES.filter((scope) => !atLeast(levelOf(limit, scope), levelOf(asked, scope)));
  // GitHub's sentence names what it has always named; a later scope is only listed when it is all there is.
  const listed = over.filter((scope) => ORIGINAL_SCOPES.includes(scope));
  const names = listed.length > 0 ? listed : over;
  if (names.length === 0) return null;
  const say = (set: PermissionSet) => names.map((scope) => `${scope}: ${levelOf(set, scope)}`).join(', ');
  return `is requesting '${say(asked)}', but is only allowed '${say(limit)}'.`;
}

function startupError(
  document: WorkflowDocument,
  job: YamlEntry,
  uses: string,
  requester: string,
  asked: string,
): PermissionError {
  return placed(document, job.key, `Error calling workflow '${uses}'. The ${requester} ${asked}`);
}

function noteInvalid(
  document: WorkflowDocument,
  block: PermissionBlock | null,
  errors: PermissionError[],
): void {
  for (const { message, span } of block?.invalid ?? []) errors.push(placed(document, span, message));
}

function placed(document: WorkflowDocument, span: Span, message: string): PermissionError {
  const { line, column } = locate(document, span);
  return { file: document.file, span, line, column, message };
}

/** The whole line that GitHub shows for an error; it cuts at 500 characters. */
export function errorLine(error: PermissionError): string {
  const line = `${error.file} (Line: ${error.line}, Col: ${error.column}): ${error.message}`;
  return line.length > 500 ? `${line.slice(0, 500)}[...]` : line;
}
