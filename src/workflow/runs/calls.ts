/** The calls on the chains: what each grants, and what the called workflow asks for. */

import type { PackagesLevel, PermissionGrant } from '../../evidence/types.js';
import { FOREIGN_WORKFLOWS } from '../knowledge/workflows.js';
import { child, map, text, type WorkflowDocument, type YamlNode } from '../text/document.js';
import { callingJobs } from '../text/job.js';
import { type Caller, reachedFiles, type WorkflowSet } from './call-chains.js';
import { grantOf } from './grants.js';
import { atLeast, granted, levelOf, permissionBlock } from './permissions.js';

/** What a block of a called file declares: GitHub compares it at start-up, whatever an `if:` says. */
export interface PermissionRequest {
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

function requestsOf(document: WorkflowDocument, scope: string): PermissionRequest[] {
  const jobs = map(child(document.root, 'jobs'))?.entries ?? [];
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
    return block && block.invalid.length === 0 ? [{ by, level: levelOf(granted(block), scope) }] : [];
  });
}

function highest(requests: readonly PermissionRequest[]): PackagesLevel {
  return requests.reduce<PackagesLevel>((most, { level }) => (atLeast(most, level) ? most : level), 'none');
}
