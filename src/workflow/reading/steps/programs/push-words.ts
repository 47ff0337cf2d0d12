/** What the name of a task, a script or an action says: that it pushes images. */

/** Hosts of other registries, as a pattern. */
export const OTHER_REGISTRIES = String.raw`(?:index\.)?docker\.io|(?:[\w-]+\.)*(?:gcr\.io|pkg\.dev|amazonaws\.com|azurecr\.io)|quay\.io|registry\.gitlab\.com`;

/** What images are called, and where they are. */
const OF_IMAGES = /^(?:docker|oci|ghcr|registry|images?|containers?|manifests?)$/i;

/** Those of which only images are published and released: manifests may be of Kubernetes, a registry one of packages. */
const PUBLISHED = /^(?:docker|oci|ghcr|images?|containers?)$/i;

/** What may stand beside the word in the name of a task that pushes images, and says nothing else. */
const BESIDE =
  /^(?:docker|oci|ghcr|registry|images?|containers?|manifests?|charts?|helm|bundle|catalog|all|build|and|to|multi|arch|multiarch|amd64|arm64|release|latest|edge|nightly|canary|dev|staging|prod|production|buildx|podman|buildah|nerdctl|crane|skopeo|ko)?$/i;

/** Words by which nothing is pushed, or nothing to here, whatever stands beside them. */
const OTHERWISE =
  /^(?:tests?|check|verify|lint|validate|dry|no|skip|without|pre|clean|mock|fake|login|hub|dockerhub|ecr|gcr|acr|gar|quay|gitlab|aws|azure|gcp|heroku|git|notify|local|localhost|kind|minikube|k3[ds]|s3|cdn)$/i;

/** Who does something else about a push, by the first word: `wait-for-image-publish`, `get-image-release`, `after-docker-push`. */
const ABOUT_IT =
  /^(?:(?:a?wait|can|should|is|has|needs?|if|when|set|setup|install|prep|prepare|get|list|show|print|find|detect|determine|announce|report|summari[sz]e|cleanup|prune|delete|remove|rm|monitor|watch|poll|trigger|dispatch|request|approve|diff|compare|count|measure|simulate|enable|disable|cancel|revert|rollback|undo)-|(?:after|post|on)-(?:docker|images?|containers?|push|publish|release)-)/i;

/** Words about images, and not these: at the end (`docker-push-summary`), or behind theirs (`image-notes-publish`). */
const WORDS_OF_IT =
  /^(?:notes|changelogs?|reports?|summary|results?|readme|descriptions?|badges?|notifications?|alerts?|lib|utils?|helpers?)$/i;
const FIGURES_OF_IT = /^(?:metrics|logs?|stats|status|sizes?|info|metadata)$/i;

/** What is published, where nobody says that it is pushed, is no image either: `docker:publish:docs`, `release-docker-compose`. */
const PUBLISHED_ELSEWHERE = /^(?:docs?|documentation|compose|scans?)$/i;

/** Also a name that says both that it publishes and what: `docker-publish`, `release-image`. */
export function saysPush(name: string): boolean {
  // A label of Bazel's kind, and one of a flake: the part behind the mark is the target.
  const isLabel = /^(?:@[\w.-]*)?\/\/|#/.test(name);
  const own = isLabel ? name.replace(/^.*[:#/]/s, '') : name;
  const words = wordsOf(own);
  if (isLabel && /^push$/i.test(words.at(-1) ?? '')) return true;
  const isSaid = words.some((each) => /^push$/i.test(each));
  if (isSaid && words.every((each) => /^push$/i.test(each) || BESIDE.test(each))) return true;
  if (words.some((each) => OTHERWISE.test(each)) || isAboutIt(words)) return false;
  if (isSaid) return words.some((each) => OF_IMAGES.test(each));
  const isElsewhere = words.some((each) => PUBLISHED_ELSEWHERE.test(each));
  if (isElsewhere || !words.some((each) => PUBLISHED.test(each))) return false;
  // In the middle `release` is the kind of a build: `build-release-image`.
  return words.some((each) => /^publish$/i.test(each)) || isReleased(words);
}

/** A name that says that something is published, and not what: `publish`, `release-all`. */
export function saysPublish(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((each) => PUBLISH.test(each)) && words.every((each) => PUBLISH.test(each) || OF_ANY.test(each))
  );
}

const PUBLISH = /^(?:publish|release)$/i;

/** What may stand beside it, whatever is published. */
const OF_ANY =
  /^(?:all|build|and|multi|arch|amd64|arm64|latest|edge|nightly|canary|dev|staging|prod|production)?$/i;

/**
 * Do the variables that a script is told hold a credential for packages of a language, or for another registry, and none that may be for
 * an image: `NODE_AUTH_TOKEN`, `TWINE_PASSWORD`, `DOCKERHUB_TOKEN`? Then that is where it publishes to.
 */
export function tellsElsewhere(variables: readonly string[]): boolean {
  const others = variables.filter((each) => !OF_ANOTHER.test(each));
  const isTold = variables.some((each) => OF_ANOTHER.test(each) && IS_CREDENTIAL.test(each));
  return isTold && !others.some((each) => FOR_IMAGES.test(each));
}

const OF_ANOTHER =
  /^(?:NPM|NODE_AUTH|YARN_NPM|JSR|(?:TEST_?)?PYPI|TWINE|UV_PUBLISH|POETRY_PYPI|PDM_PUBLISH|FLIT|HATCH_INDEX|MATURIN|CARGO|CRATES|GEM|RUBYGEMS|NUGET|OSSRH|SONATYPE|MAVEN|GRADLE_PUBLISH|VSCE|OVSX|HEX|HACKAGE|CPAN|CLOJARS|LUAROCKS|ANACONDA|CONDA|HOMEBREW|CHOCO(?:LATEY)?|SNAPCRAFT|CACHIX|HF|DOCKER_?HUB|AWS|ECR|AZURE|ACR|GCP|GAR|GCR|QUAY)_/i;

const IS_CREDENTIAL = /_(?:TOKEN|PASSWORD|PASS|PAT|KEY|SECRET|AUTH|CREDENTIALS)(?:_|$)/i;

const FOR_IMAGES = /GHCR|(?:^|_)CR_|DOCKER|CONTAINER|IMAGE|REGISTRY|OCI|PACKAGES/i;

/** Does a name speak of images? `push` alone may be one of commits. */
export function namesImages(name: string): boolean {
  return wordsOf(name).some((each) => OF_IMAGES.test(each));
}

function wordsOf(name: string): readonly string[] {
  return name.replace(/([a-z])(?=[A-Z])/g, '$1-').split(/[-_.:/]/);
}

function isAboutIt(words: readonly string[]): boolean {
  // `prepare-and-push-image`
  if (ABOUT_IT.test(words.join('-')) && !words.includes('and')) return true;
  return words.some((each, at) => {
    const isBehind = /^(?:images?|containers?)$/i.test(words[at - 1] ?? '');
    if (WORDS_OF_IT.test(each)) return isBehind || at === words.length - 1 || /^notes$/i.test(each);
    return isBehind && FIGURES_OF_IT.test(each);
  });
}

function isReleased(words: readonly string[]): boolean {
  const isAtEnd = [words[0], words.at(-1)].some((each) => /^release$/i.test(each ?? ''));
  return isAtEnd && !words.some((each) => /^build$/i.test(each));
}
