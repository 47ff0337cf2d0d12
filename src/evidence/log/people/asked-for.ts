/** For what somebody uses a token of which he tells. */

/** What a token is used for: group 1, something else than the registry; else what has to do with that. */
const ASKS =
  /(\bgit (?:clone|fetch|pull|push|lfs|checkout|ls-remote|submodule)\b|\bclon(?:e|es|ed|ing)\b|\bcheckout\b|\bsubmodules?\b|\b(?:npm|yarn|pnpm|maven|mvn|gradle|nuget|pip|bundler?|gem)\b|\bgh (?:api|repo|pr|release|workflow)\b|\b(?:REST|GraphQL)\b|克隆|拉取代码|检出)|\bghcr\b|\bregistry\b|\b(?:docker|podman|buildah|nerdctl|helm|oras|crane|skopeo)\b|\b(?:image|package|container)s?\b|镜像|软件包/gi;

/**
 * Whether a token that is told of in a sentence is used for something else: what was named last before it tells, else the first
 * that is named.
 */
export function isAskedElsewhere(sentence: string, told: number): boolean {
  const named = [...sentence.matchAll(ASKS)];
  const asked = named.findLast(({ index }) => index < told) ?? named[0];
  return asked?.[1] !== undefined;
}
