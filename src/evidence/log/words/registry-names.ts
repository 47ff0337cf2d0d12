/** What people call registries who write of them, besides their hosts. */

const OURS = /\bghcr\b|\bGitHub(?:['’]s)? (?:Container Registry|Packages)\b/i;

const OTHERS =
  /\bdocker ?hub\b|\bquay\b|\bartifactory\b|\bnexus\b|\bharbor\b|\bforgejo\b|\bgitea\b|\b(?:ECR|ACR|GCR|GAR)\b|\b(?:Azure|Google|Amazon|AWS|Alibaba|GitLab|DigitalOcean|Oracle|IBM|Scaleway)(?:['’]s)? (?:Cloud )?(?:Elastic )?(?:Container|Artifact) Registry\b/i;

/** Whether somebody speaks of GitHub's registry. */
export function speaksOfOurs(text: string): boolean {
  return OURS.test(text);
}

/** Whether somebody speaks of another one. */
export function speaksOfAnother(text: string): boolean {
  return OTHERS.test(text);
}
