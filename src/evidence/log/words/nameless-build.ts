/** BuildKit stops before it asks anybody: the build that is to be pushed has no name. A guide has the sentence within one of its own. */
export const NAMELESS_BUILD =
  /^(?:.*\bERROR: |[Ee]rror: )?(?:failed to (?:build|solve): )*tag is needed when pushing to registry["'`.]*$/m;
