/** Whether everybody may pull an image, as far as a log tells. */
import type { Case } from '../case.js';

/**
 * Packages that their publishers tell everybody to pull without a login, and that so many do that a refusal of one is none
 * of the package's.
 */
const PUBLISHED: readonly { names: RegExp; source: string }[] = [
  { names: /^homebrew\/core\//, source: 'docs.brew.sh/Bottles' },
  {
    names:
      /^devcontainers\/features\/(?:aws-cli|azure-cli|common-utils|desktop-lite|docker-(?:in|outside-of|from)-docker|dotnet|git|git-lfs|github-cli|go|java|kubectl-helm-minikube|node|nvidia-cuda|php|powershell|python|ruby|rust|sshd|terraform)$/,
    source: 'https://github.com/devcontainers/features',
  },
  {
    names: /^aquasecurity\/trivy(?:-db|-java-db|-checks|-policies)?$/,
    source: 'https://trivy.dev/latest/docs/configuration/db/',
  },
  {
    names:
      /^actions\/(?:actions-runner|gha-runner-scale-set-controller|actions-runner-controller-charts\/gha-runner-scale-set(?:-controller)?)$/,
    source: 'https://docs.github.com/actions/tutorials/use-actions-runner-controller',
  },
  { names: /^github\/github-mcp-server$/, source: 'https://github.com/github/github-mcp-server' },
  { names: /^catthehacker\/ubuntu$/, source: 'https://nektosact.com/usage/runners.html' },
  { names: /^astral-sh\/uv$/, source: 'https://docs.astral.sh/uv/guides/integration/docker/' },
  { names: /^coollabsio\/coolify(?:-helper|-realtime)?$/, source: 'https://coolify.io/docs' },
  { names: /^renovatebot\/renovate$/, source: 'https://docs.renovatebot.com/getting-started/running/' },
];

/** Whether it is public by what somebody says beside the refusal, or by its publisher's word. */
export function isPublished({ told: { visibility }, image }: Pick<Case, 'told' | 'image'>): boolean {
  if (visibility !== null && visibility !== 'pushed') return visibility === 'public';
  return image !== null && PUBLISHED.some(({ names }) => names.test(image.name));
}
