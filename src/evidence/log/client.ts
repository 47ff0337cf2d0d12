/** What printed a line: clients frame one and the same refusal in their own ways (facts, section 1). */

/** Who prints lines, and by what they are known. */
export interface LogClient {
  name: string;
  /** Words of its own, in a line that it prints or in the step that runs it. */
  frame: RegExp;
  /** Others quote it: it counts only where none of them is there. */
  isQuoted?: boolean;
  /** Only a line tells: the step that runs it has other lines too. */
  isLineOnly?: boolean;
  /** It never pushes. */
  onlyPulls?: true;
}

const puller = (name: string, frame: RegExp): LogClient => ({
  name,
  frame,
  onlyPulls: true,
  isLineOnly: true,
});

/** Those that only pull, whatever library speaks to the registry for them. */
const PULLERS: readonly LogClient[] = [
  puller('argocd-image-updater', /image-updater|Could not get tags from registry/i),
  puller('argo cd', /argocd|InvalidSpecError|ComparisonError|Unable to generate manifests in/),
  puller('kargo', /\bkargo\b/i),
  puller(
    'flux',
    /OCIRepositor(?:y|ies)|HelmChart '|source-controller|failed to determine artifact digest|failed to pull artifact from|image-reflector/i,
  ),
  puller(
    'crossplane',
    /cannot unpack package|failed to fetch package (?:digest|descriptor)|xpkg\.crossplane/i,
  ),
  puller(
    'kubernetes',
    /Failed to pull image|ErrImagePull|ImagePullBackOff|Back-off pulling|\bkubelet\b|PullImage |pod\/\S+ .*image|rpc error: code = (?:Unknown|NotFound) desc = failed to pull/,
  ),
  puller(
    'bootc',
    /\bbootc\b|ostree-(?:image-signed|unverified|remote)|rpm-ostree|failed to invoke method (?:OpenImage|GetManifest)/,
  ),
  puller('Home Assistant', /\[supervisor\.|http\+docker:\/\/localhost.*homeassistant/i),
  puller('watchtower', /watchtower|Could not do a head request|Unable to update container/i),
  puller('diun', /\bdiun\b|Cannot get remote manifest/i),
  puller('wud', /whats-up-docker|\bwud\b|fetching image status/i),
  puller('portainer', /portainer|\(HTTP code \d+\) (?:server error|unexpected) - /i),
  puller(
    'renovate',
    /\brenovate\b|Datasource unauthorized|Unauthorized docker lookup|registryHost|packageFile=/i,
  ),
  puller('dependabot', /^(?:updater|proxy|cli) \| |dependabot-updater|update-job-proxy/i),
  puller('Homebrew', /\bbrew\b|v2\/homebrew\/|bottle_manifest/i),
  puller('singularity', /\b(?:singularity|apptainer)\b|Unable to handle (?:oras|docker):/i),
];

/** Those that are no tools of a job: GitHub itself. */
const SPEAKERS: readonly LogClient[] = [
  { name: 'gh', frame: /^gh: / },
  {
    name: 'REST API',
    frame:
      /docs\.github\.com\/rest|HttpError|RequestError|Package not found\.|not accessible by|SAML enforcement|IP allow list|:packages scope|Invalid argument\.|secondary rate limit/,
  },
  {
    name: 'runner',
    frame:
      /Docker (?:login|pull) (?:for|failed)|job was not started|Invalid workflow file|workflow is not valid/,
  },
];

/** All that may print a line, the more telling first: goreleaser quotes docker, ko is built on crane's library. */
export function inOrder(tools: readonly LogClient[]): LogClient[] {
  const isOwn = ({ isQuoted }: LogClient) => !isQuoted;
  return [...PULLERS, ...tools.filter(isOwn), ...SPEAKERS, ...tools.filter((each) => !isOwn(each))];
}

/**
 * Who printed a line; null: nobody can tell.
 *
 * @param clients as `inOrder` gives them
 * @param step what ran, as the log shows it
 */
export function clientOf(text: string, step: string | null, clients: readonly LogClient[]): LogClient | null {
  const inLine = clients.find(({ frame }) => frame.test(text)) ?? null;
  if (inLine && inLine.name !== 'docker') return inLine;
  // What ran says more than docker's way of putting it, which others share.
  const ran = step ? clients.find(({ frame, isLineOnly }) => !isLineOnly && frame.test(step)) : undefined;
  return ran ?? inLine;
}
