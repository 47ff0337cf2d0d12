/** Workflows of other repositories of which everybody may know what they ask for. */
import type { PackagesLevel } from '../../evidence/types/permissions.js';

export interface ForeignWorkflow {
  /** What `uses:` says, with any ref. */
  uses: RegExp;
  /** The level of `packages` that its jobs declare. */
  asked: PackagesLevel;
  source: string;
  /** Words of a workflow that calls it without naming the registry. */
  elsewhere: RegExp;
}

export const FOREIGN_WORKFLOWS: readonly ForeignWorkflow[] = [
  {
    uses: /^slsa-framework\/slsa-github-generator\/\.github\/workflows\/generator_container_slsa3\.yml@/i,
    asked: 'write',
    source: 'https://github.com/slsa-framework/slsa-github-generator, internal/builders/container/README.md',
    elsewhere: /generator_container_slsa3/i,
  },
];

/** A workflow of others in which programs make what it pushes, and the workflow that does the same for all that is known here. */
interface StandIn {
  /** `OWNER/NAME/PATH@REF`. */
  file: RegExp;
  text: string;
  /** The secret by which it is told of logins. */
  logins: string;
  source: string;
}

const STAND_INS: readonly StandIn[] = [
  {
    file: /^docker\/github-builder\/\.github\/workflows\/(?:build|bake)\.yml@/i,
    source:
      'https://github.com/docker/github-builder README, Build and Bake reusable workflow; .github/workflows/build.yml',
    logins: 'registry-auths',
    // It pushes by digest and tags behind that: both with the login, and by the names, that are shown here.
    text: `on:
  workflow_call:
    inputs:
      output: {type: string}
      push: {type: boolean, default: false}
      meta-images: {type: string} # of ghcr.io, or another registry
    secrets:
      registry-auths: {required: false}
jobs:
  build:
    runs-on: ubuntu-24.04
    env:
      REGISTRY_AUTHS_PRESENT: \${{ secrets.registry-auths != '' }}
    steps:
      - id: meta
        uses: docker/metadata-action@v6
        with:
          images: \${{ inputs.meta-images }}
      - if: \${{ inputs.push && inputs.output == 'image' && env.REGISTRY_AUTHS_PRESENT == 'true' }}
        uses: docker/login-action@v4
        with:
          registry-auth: \${{ secrets.registry-auths }}
      - if: \${{ inputs.output == 'image' }}
        uses: docker/build-push-action@v7
        with:
          push: \${{ inputs.push }}
          tags: \${{ steps.meta.outputs.tags }}
`,
  },
];

/** What stands for a called workflow; null: it is read itself, or not at all. */
export function workflowFor(file: string): StandIn | null {
  return STAND_INS.find((each) => each.file.test(file)) ?? null;
}
