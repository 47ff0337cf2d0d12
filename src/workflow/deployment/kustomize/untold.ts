/** Why it can't be told what a patch makes of a resource. */

/** kustomize refuses it, so that nothing is applied; or it may do it, in a way that is not followed here. */
export type Untold = 'refused' | 'unread';

export function isUntold<Told>(outcome: Told | Untold): outcome is Untold {
  return outcome === 'refused' || outcome === 'unread';
}
