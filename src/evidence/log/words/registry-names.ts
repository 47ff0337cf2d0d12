/** What GitHub's registry is called: the hosts that it answers at, and what people who write of registries call them. */

/**
 * Source of a pattern: the registry of github.com, or that of a server of its own (docs/contract.md, section 2: registry).
 * Names have limits (RFC 1035), which keep it from looking far.
 */
export const OUR_HOST = String.raw`(?:ghcr\.io|containers\.(?:[\w-]{1,63}\.){1,8}[a-z]{2,63})`;

/**
 * A name with GitHub's registry in it, as one of Docker Hub's own, where no name has a dot in its first part (facts P8):
 * `docker.io/ghcr.io/octo/app`. The group is the name.
 */
export const NAME_AT_HUB = new RegExp(
  String.raw`(?:\bdocker\.io/(?:v2/)?|"Name":\s*")(${OUR_HOST}(?:/(?!(?:manifests|blobs|tags)/)[\w.-]+){2,8})`,
  'i',
);

const OURS = /\bghcr\b|\bGitHub(?:['’]s)? (?:Container Registry|Packages)\b/i;

const OTHERS =
  /\bdocker[ _-]?hub(?![a-z])|\bquay\b|\bartifactory\b|\bnexus\b|\bharbor\b|\bforgejo\b|\bgitea\b|\b(?:ECR|ACR|GCR|GAR)\b|\b(?:Azure|Google|Amazon|AWS|Alibaba|GitLab|DigitalOcean|Oracle|IBM|Scaleway)(?:['’]s)? (?:Cloud )?(?:Elastic )?(?:Container|Artifact) Registry\b/i;

/** Clouds with a registry, as Chinese texts call them, and the actions that sign in to a cloud for what follows. */
const CLOUDS =
  /(?:阿里|腾讯|华为|百度|火山|京东|天翼)云|\baws-actions\/(?:amazon-ecr-login|configure-aws-credentials)\b|\bgoogle-github-actions\/auth\b|\bazure\/login\b|\baliyun\/acr-login\b/i;

/** Whether somebody speaks of GitHub's registry. */
export function speaksOfOurs(text: string): boolean {
  return OURS.test(text);
}

/** Whether somebody speaks of another one. */
export function speaksOfAnother(text: string): boolean {
  return OTHERS.test(text);
}

/** Whether a cloud is named that has a registry of its own: the login may be to that one. */
export function speaksOfCloud(text: string): boolean {
  return CLOUDS.test(text);
}

/** Variables that hold the host of another registry, or images of it: GitLab's own of its pipelines, and names with that of a vendor. */
const ANOTHERS_VARIABLE =
  /\bCI_REGISTRY(?:_IMAGE)?\b|(?:^|[^a-z])(?:ali(?:yun|cloud)?|acr|azure|ecr|aws|gcr|gar|docker_?hub|quay|harbor|nexus|artifactory|jfrog|gitlab|tencent|huawei|swr|ocir)(?:$|[^a-z])/i;

/** Whether a registry that is not written out is another's, by the name of the variable that holds it. */
export function isAnothersVariable(name: string): boolean {
  return ANOTHERS_VARIABLE.test(name);
}
