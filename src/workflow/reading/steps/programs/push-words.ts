/** What the name of a task, a script or an action says: that it pushes images. */

/** Hosts of other registries, as a pattern. */
export const OTHER_REGISTRIES = String.raw`(?:index\.)?docker\.io|(?:[\w-]+\.)*(?:gcr\.io|pkg\.dev|amazonaws\.com|azurecr\.io)|quay\.io|registry\.gitlab\.com`;

/** What images are called, and where they are. */
const OF_IMAGES = /^(?:docker|oci|ghcr|registry|images?|containers?|manifests?)$/i;

/** What may stand beside the word in the name of a task that pushes images, and says nothing else. */
const BESIDE =
  /^(?:docker|oci|ghcr|registry|images?|containers?|manifests?|charts?|helm|bundle|catalog|all|build|and|to|multi|arch|multiarch|release|latest|prod|production)?$/i;

/** Words by which nothing is pushed, or nothing to here, whatever stands beside them. */
const OTHERWISE =
  /^(?:tests?|check|verify|lint|validate|dry|no|skip|without|pre|clean|mock|fake|login|hub|dockerhub|ecr|gcr|acr|gar|quay|gitlab|aws|azure|gcp|heroku|git|notify)$/i;

/** Also a name that says both that it publishes and what: `docker-publish`, `release-image`. */
export function saysPush(name: string): boolean {
  // A label of Bazel's kind, and one of a flake: the part behind the mark is the target.
  const isLabel = /^(?:@[\w.-]*)?\/\/|#/.test(name);
  const own = isLabel ? name.replace(/^.*[:#/]/s, '') : name;
  const words = own.replace(/([a-z])(?=[A-Z])/g, '$1-').split(/[-_.:/]/);
  if (isLabel && /^push$/i.test(words.at(-1) ?? '')) return true;
  const isSaid = words.some((each) => /^push$/i.test(each));
  if (isSaid && words.every((each) => /^push$/i.test(each) || BESIDE.test(each))) return true;
  if (!words.some((each) => OF_IMAGES.test(each)) || words.some((each) => OTHERWISE.test(each))) return false;
  // In the middle `release` is the kind of a build: `build-release-image`.
  return isSaid || words.some((each) => /^publish$/i.test(each)) || isReleased(words);
}

function isReleased(words: readonly string[]): boolean {
  const isAtEnd = [words[0], words.at(-1)].some((each) => /^release$/i.test(each ?? ''));
  return isAtEnd && !words.some((each) => /^build$/i.test(each));
}
