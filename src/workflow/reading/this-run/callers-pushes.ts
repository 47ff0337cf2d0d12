/**
 * The pushes of a job that several other jobs call: which of them a run is of, nobody tells. Callers that hand on the same
 * tokens, and the legs of one, count as one: what is refused to one of these is refused with the token at hand.
 */
import type { WorkflowPush } from '../../../evidence/types/push.js';
import type { CallChain } from '../../runs/call-chains.js';
import { child } from '../../text/document.js';

/** What decides which tokens a called job has, as it is written: the secrets that are passed, and the permissions. */
export function tokensHandedOn({ callers }: Pick<CallChain, 'callers'>): string {
  const written = callers.flatMap(({ document, node }) =>
    ['secrets', 'permissions'].map((name) => {
      const given = child(node, name);
      return given ? document.text.slice(given.start, given.end) : '';
    }),
  );
  return written.join('\0');
}

/** Legs of a matrix mostly push the same from the same line, or differ in the name alone. */
export function once(pushes: readonly WorkflowPush[]): WorkflowPush[] {
  return [...new Map(pushes.map((push) => [JSON.stringify(push), push])).values()];
}

/**
 * All of them, each with those of its callers that it is not made by.
 *
 * @param inCallers what the job pushes where it is called by each kind of them
 */
export function ofCallers(inCallers: readonly (readonly WorkflowPush[])[]): WorkflowPush[] {
  const made = new Map<string, { push: WorkflowPush; callers: Set<number> }>();
  for (const [caller, pushes] of inCallers.entries())
    for (const push of pushes) {
      const key = JSON.stringify(push);
      const known = made.get(key) ?? { push, callers: new Set() };
      known.callers.add(caller);
      made.set(key, known);
    }
  return [...made.values()].map(({ push, callers }) => {
    const exceptCallers = [...inCallers.keys()].filter((caller) => !callers.has(caller));
    return exceptCallers.length > 0 ? { ...push, exceptCallers } : push;
  });
}
