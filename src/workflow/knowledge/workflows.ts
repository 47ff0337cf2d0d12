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
