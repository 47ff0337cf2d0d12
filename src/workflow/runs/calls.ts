/** The calls on the chains: what each grants, and what the called workflow asks for. */
import type { PackagesLevel, PermissionGrant } from '../../evidence/types/permissions.js';
import { FOREIGN_WORKFLOWS } from '../knowledge/workflows.js';
import { child, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { callingJobs, jobEntries } from '../text/job.js';
import { type Caller, reachedFiles, type WorkflowSet } from './call-chains.js';
import { grantOf, limitOf } from './grants.js';
import {
  atLeast,
  granted,
  type Level,
  levelOf,
  type PermissionBlock,
  permissionBlock,
} from './permissions.js';

/** What a block of a called file declares: GitHub compares it at start-up, whatever an `if:` says. */
interface PermissionRequest {
  /** The job by its name, as GitHub's message has it; null for the workflow. */
  by: string | null;
  level: PackagesLevel;
}

/** A call, with what it grants and what the called workflow asks for. */
export interface CallReading {
  /** Of the chain that the call ends; it is the last one, unless the called file is not at hand. */
  callers: readonly Caller[];
  /** The job that calls. */
  document: WorkflowDocument;
  job: string;
  /** Of the calling jobs, outermost first; the last is this one. */
  grants: PermissionGrant[];
  requests: PermissionRequest[];
  /** The most that is requested. */
  asked: PackagesLevel;
  /** The text of the called file; null for one of another repository. */
  called: WorkflowDocument | null;
  isForeign: boolean;
}

/**
 * Every call on every chain.
 *
 * @param scope of which grants and requests are to tell the level
 */
export function* callsOf(set: WorkflowSet, scope = 'packages'): Generator<CallReading> {
  for (const { document, callers, grants, isForeign } of reachedFiles(set, scope)) {
    const caller = callers.at(-1);
    if (caller) {
      const requests = requestsOf(document, scope);
      yield {
        callers,
        document: caller.document,
        job: caller.id,
        grants: [...grants],
        requests,
        asked: highest(requests),
        called: document,
        isForeign,
      };
    }
    for (const { id, uses } of callingJobs(document)) {
      const known = FOREIGN_WORKFLOWS.find((each) => each.uses.test(uses));
      if (!known) continue;
      const requests = [{ by: null, level: scope === 'packages' ? known.asked : 'none' }];
      const chain = [...grants, grantOf(document, id, scope)];
      yield {
        callers,
        document,
        job: id,
        grants: chain,
        requests,
        asked: highest(requests),
        called: null,
        isForeign,
      };
    }
  }
}

/** A scope beside packages of which the called workflow asks for more than the call grants. */
export interface Shortage {
  scope: string;
  asked: Level;
  /** Of the calling jobs, outermost first. */
  grants: PermissionGrant[];
  /** The link that gives less. */
  limit: PermissionGrant;
}

/** GitHub compares every scope, and does not start the run for any of them (facts G1). */
export function shortagesOf({ callers, called }: CallReading): Shortage[] {
  if (!called) return [];
  return [...asksOf(called)].flatMap(([scope, asked]): Shortage[] => {
    const grants = callers.map(({ document, id }) => grantOf(document, id, scope));
    const limit = limitOf(grants);
    const isShort = limit?.level != null && !atLeast(limit.level, asked);
    return scope !== 'packages' && isShort ? [{ scope, asked, grants, limit }] : [];
  });
}

/** The word by which a called workflow asks for every permission at once, `write-all`; null: it names what it needs. */
export function wholeRequestIn(called: WorkflowDocument): PermissionBlock['shorthand'] {
  return blocksOf(called).find(({ block }) => block.shorthand)?.block.shorthand ?? null;
}

/** All that the blocks of a file ask for. */
function asksOf(document: WorkflowDocument): Map<string, Level> {
  const asked = new Map<string, Level>();
  for (const { block } of blocksOf(document)) {
    for (const [scope, level] of granted(block))
      if (!atLeast(asked.get(scope) ?? 'none', level)) asked.set(scope, level);
  }
  return asked;
}

function requestsOf(document: WorkflowDocument, scope: string): PermissionRequest[] {
  return blocksOf(document).map(({ by, block }) => ({ by, level: levelOf(granted(block), scope) }));
}

/** The blocks of a file that can be read: of the workflow, and of its jobs by their names. */
function blocksOf(document: WorkflowDocument): { by: string | null; block: PermissionBlock }[] {
  const jobs = jobEntries(document);
  const owners: [string | null, YamlNode | null][] = [
    [null, document.root],
    ...jobs.map(({ key, value }): [string, YamlNode] => [
      text(child(value.node, 'name')) ?? String(key.value),
      value.node,
    ]),
  ];
  return owners.flatMap(([by, owner]) => {
    const block = permissionBlock(owner);
    // What can't be read asks for nothing that we know.
    return block && block.invalid.length === 0 ? [{ by, block }] : [];
  });
}

function highest(requests: readonly PermissionRequest[]): PackagesLevel {
  return requests.reduce<PackagesLevel>((most, { level }) => (atLeast(most, level) ? most : level), 'none');
}
