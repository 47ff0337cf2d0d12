/**
 * What actions take and hand on to the letter, for whoever looks at example runs: inputs that they read with
 * `getBooleanInput` of `@actions/core` before they do anything, and all of their outputs. It stands beside the table of
 * actions, which every job loads: a run that really is shows by itself where a step fails.
 */

/** Its major version, minor and patch. */
type Release = readonly [major: number, minor: number, patch: number];

export interface StrictAction {
  /** `owner/repo`, lower case. */
  uses: readonly string[];
  /** At any text but a boolean its step fails; from this release on. Those before take it for `false`. */
  booleans?: { names: readonly string[]; from: Release };
  /** Its outputs in lower case, all of them up to this major version: one that is not among them is empty. */
  outputs?: { names: readonly string[]; upTo: number };
}

const BUILDS = ['push', 'load', 'no-cache', 'pull'];

const STRICT_ACTIONS: readonly StrictAction[] = [
  // src/context.ts of each, at the tag of each release
  { uses: ['docker/build-push-action'], booleans: { names: BUILDS, from: [2, 6, 0] } },
  {
    uses: ['depot/build-push-action', 'useblacksmith/build-push-action', 'depot/bake-action'],
    booleans: { names: BUILDS, from: [1, 0, 0] },
  },
  {
    uses: ['docker/bake-action'],
    booleans: { names: BUILDS, from: [1, 4, 2] },
    outputs: { names: ['metadata'], upTo: 7 },
  },
  {
    // src/context.ts, action.yml
    uses: ['docker/login-action'],
    booleans: { names: ['logout'], from: [1, 10, 0] },
    outputs: { names: [], upTo: 4 },
  },
  // src/main.ts
  { uses: ['int128/kaniko-action'], booleans: { names: ['push', 'cache'], from: [1, 0, 0] } },
  { uses: ['int128/docker-manifest-create-action'], booleans: { names: ['push'], from: [2, 1, 0] } },
  {
    // src/index.ts and action.yml of actions/attest, which the other two use
    uses: ['actions/attest', 'actions/attest-build-provenance', 'actions/attest-sbom'],
    booleans: { names: ['push-to-registry'], from: [0, 1, 0] },
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

/**
 * Is a ref this release or a later one? `v2` is the newest of version 2; what names no version (a branch, a commit) may
 * be any, and most likely a new one.
 */
export function isReleasedFrom(ref: string, from: Release): boolean {
  const version = /^v?(\d+)(?:\.(\d+)(?:\.(\d+))?)?(?![\w.])/.exec(ref);
  if (!version) return true;
  const parts = version.slice(1).map((part) => (part === undefined ? Infinity : Number(part)));
  const apart = from.findIndex((part, index) => part !== parts[index]);
  return apart === -1 || (parts[apart] ?? Infinity) > (from[apart] ?? 0);
}

/** What is known so of `owner/repo`; null: nothing. */
export function strictAction(name: string): StrictAction | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}
