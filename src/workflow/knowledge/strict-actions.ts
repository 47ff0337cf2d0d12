/**
 * What actions take and hand on to the letter, for whoever looks at example runs: inputs that they read with
 * `getBooleanInput` of `@actions/core` before they do anything, and all of their outputs. It stands beside the table of
 * actions, which every job loads: a run that really is shows by itself where a step fails.
 */

export interface StrictAction {
  /** `owner/repo`, lower case. */
  uses: readonly string[];
  /** At any text but a boolean its step fails; from this major version on. */
  booleans?: { names: readonly string[]; from: number };
  /** Its outputs in lower case, all of them up to this major version: one that is not among them is empty. */
  outputs?: { names: readonly string[]; upTo: number };
}

const STRICT_ACTIONS: readonly StrictAction[] = [
  {
    // src/context.ts of each; version 1 of docker's build was another program, and bake has read them so from its first.
    uses: ['docker/build-push-action', 'depot/build-push-action', 'useblacksmith/build-push-action'],
    booleans: { names: ['push', 'load', 'no-cache', 'pull'], from: 2 },
  },
  {
    uses: ['docker/bake-action'],
    booleans: { names: ['push', 'load', 'no-cache', 'pull'], from: 1 },
    outputs: { names: ['metadata'], upTo: 7 },
  },
  { uses: ['depot/bake-action'], booleans: { names: ['push', 'load', 'no-cache', 'pull'], from: 1 } },
  {
    // src/context.ts, action.yml
    uses: ['docker/login-action'],
    booleans: { names: ['logout'], from: 1 },
    outputs: { names: [], upTo: 4 },
  },
  // src/main.ts
  { uses: ['int128/kaniko-action'], booleans: { names: ['push', 'cache'], from: 1 } },
  { uses: ['int128/docker-manifest-create-action'], booleans: { names: ['push'], from: 2 } },
  {
    // src/index.ts and action.yml of actions/attest, which the other two use
    uses: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    booleans: { names: ['push-to-registry'], from: 1 },
    outputs: {
      names: ['bundle-path', 'attestation-id', 'attestation-url', 'storage-record-ids'],
      upTo: 4,
    },
  },
  // action.yml of each
  { uses: ['sigstore/cosign-installer'], outputs: { names: [], upTo: 4 } },
  { uses: ['redhat-actions/podman-login'], outputs: { names: [], upTo: 1 } },
  {
    uses: ['redhat-actions/buildah-build'],
    outputs: { names: ['image', 'tags', 'image-with-tag', 'digest'], upTo: 3 },
  },
  {
    uses: ['redhat-actions/push-to-registry'],
    outputs: { names: ['digest', 'registry-path', 'registry-paths'], upTo: 3 },
  },
];

const BY_NAME = new Map(STRICT_ACTIONS.flatMap((each) => each.uses.map((name) => [name, each] as const)));

/** What is known so of `owner/repo`; null: nothing. */
export function strictAction(name: string): StrictAction | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}
