/** What printed a line: clients frame one and the same refusal in their own ways (facts, section 1). */

import { OUR_HOST } from './registry-names.js';

/** Who prints lines, and by what they are known. */
export interface LogClient {
  name: string;
  /** Words of its own, in a line that it prints or in the step that runs it. */
  frame: RegExp;
  /** Others quote it: it counts only where none of them is there. */
  isQuoted?: boolean;
  /** The library that it is made with, and words of that, which others print as well: what ran says more. */
  library?: { name: string; frame: RegExp };
  /** Only a line tells: the step that runs it has other lines too. */
  isLineOnly?: boolean;
  /** It never pushes. */
  onlyPulls?: true;
  /** It asks with a credential of its own settings, which no command that logs in writes. */
  hasOwnCredential?: true;
  /** The stores in which it looks for its credential, by their names; absent: not known, or none that a log shows. */
  reads?: readonly string[];
}

const puller = (name: string, frame: RegExp): LogClient => ({
  name,
  frame,
  onlyPulls: true,
  isLineOnly: true,
});

const service = (name: string, frame: RegExp): LogClient => ({
  ...puller(name, frame),
  hasOwnCredential: true,
});

/** Those that only pull, whatever library speaks to the registry for them. */
const PULLERS: readonly LogClient[] = [
  service(
    'argocd-image-updater',
    /image-updater|Could not get tags from registry|Processing results: applications=/i,
  ),
  service(
    'argo cd',
    /\bargo(?:-?cd| cd)\b|InvalidSpecError|ComparisonError|Unable to generate manifests in|error resolving repo revision|Failed to load target state|helm (?:dependency build|pull oci).*failed exit status/i,
  ),
  service(
    'flux',
    /OCIRepositor(?:y|ies)|HelmChart '|\bHelmRepository\b|\bflux-system\b|source-controller|image-reflector|OCIArtifactPullFailed|failed to determine artifact digest|failed to pull artifact from|chart pull error: |for remote reference: /i,
  ),
  service('kargo', /\bkargo\b|\bWarehouse\b.*\b(?:image|chart)|error discovering (?:images|charts)/i),
  service(
    'crossplane',
    /cannot unpack package|failed to fetch package (?:digest|descriptor)|xpkg\.crossplane/i,
  ),
  service(
    'kubernetes',
    /[Ff]ailed to pull (?:and unpack )?image|ErrImagePull|ImagePull(?:BackOff|Failure)|Back-off pulling|\bkubelet\b|\bcri-?o\b|PullImage |pod\/\S+ .*image|rpc error: code = \w+ desc = (?:failed to pull|Error response|Error: image|[Rr]equesting bear|initializing source|[Rr]eading manifest)/,
  ),
  puller(
    'docker swarm',
    /could not be accessed on a registry to record|\bdocker (?:stack (?:deploy|ps)|service (?:create|update|ps|inspect))\b|\bnode\/agent\b|\bRejected\b.{0,80}\bago\b|(?:"Err": ?"|^\d+\/\d+: |^)No such image: /i,
  ),
  service('wud', /\bwud\b|what'?s[ -]?up[ -]?docker|fetching image status|Error when processing \(/i),
  service('Home Assistant', /\[supervisor\.|Can't install ghcr\.io|home[- ]?assistant|hassio/i),
  puller('watchtower', /watchtower|Could not do a head request|Unable to update container/i),
  service('diun', /\bdiun\b|Cannot (?:create|get) (?:remote )?(?:image|digest|manifest)\b/i),
  puller('coolify', /coolify|Oops something is not okay|Preparing container with helper image/i),
  service('portainer', /portainer|dockhand|\(HTTP code \d{3}\)|Failed to deploy a stack: /i),
  service(
    'renovate',
    /renovate|Datasource unauthorized|Unauthorized docker lookup|registryHost|packageFile=|"dockerRepository"|Failed to look up (?:docker )?(?:dependency|package)/i,
  ),
  service(
    'dependabot',
    /^(?:updater|proxy|cli) \| |dependabot-(?:core|updater)|update-job-proxy|\bproxy \|.*ghcr|private_source_authentication_failure/i,
  ),
  service('Homebrew', /\bbrew\b|homebrew|_bottle_manifest/i),
  puller(
    'bootc',
    /\bbootc\b|\bostree\b|rpm-ostree|ostree-(?:image|unverified|remote)|Creating importer|failed to invoke method (?:OpenImage|GetManifest)/,
  ),
  puller(
    'apptainer',
    /singularity|apptainer|Unable to handle (?:oras|docker):|FATAL: +While (?:making image|pulling)/i,
  ),
];

const WITH_OWN_CREDENTIAL = new Set(PULLERS.flatMap((each) => (each.hasOwnCredential ? [each.name] : [])));

/** Whether a client, by its name, passes over the logins of the machine: a kubelet, Flux, Renovate. */
export function hasOwnCredential(client: string | null): boolean {
  return client !== null && WITH_OWN_CREDENTIAL.has(client);
}

const FRAMES = new Map(PULLERS.map(({ name, frame }) => [name, frame]));

/** Whether a client that only pulls speaks in a text, by its name. An image's own name says nothing: docker pulls one that is called kargo. */
export function isSaidBy(name: string, text: string): boolean {
  return FRAMES.get(name)?.test(withoutImages(text)) ?? false;
}

const IMAGES = new RegExp(String.raw`\b${OUR_HOST}/(?!v2/homebrew/)[^\s"'\x60,)]*`, 'g');

/** The bottles of Homebrew are told by their address. */
function withoutImages(text: string): string {
  return text.replace(IMAGES, 'ghcr.io');
}

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
  const ofLibraries = tools.flatMap((each) => (each.library ? { ...each, ...each.library } : []));
  return [
    ...PULLERS,
    ...tools.filter(isOwn),
    ...SPEAKERS,
    ...ofLibraries,
    ...tools.filter((each) => !isOwn(each)),
  ];
}

/** Known by the words of its library alone. */
const isByLibrary = ({ name, library }: LogClient) => name === library?.name;

/** Of something that is written. Another client of such a name's owner says so: bottles are sent with skopeo. */
const WRITES = /\/blobs\/uploads?\b|\blayer upload\b|\b(?:write|create)_package\b/;

/**
 * Who printed a line; null: nobody can tell.
 *
 * @param clients as `inOrder` gives them
 * @param step what ran, as the log shows it
 * @param above the client whose command stands last above the line; null: none is shown
 */
export function clientOf(
  text: string,
  step: string | null,
  clients: readonly LogClient[],
  above: string | null = null,
): LogClient | null {
  const bare = withoutImages(text);
  const isWritten = WRITES.test(text);
  const inLine =
    clients.find(({ frame, onlyPulls }) => (onlyPulls ? !isWritten && frame.test(bare) : frame.test(text))) ??
    null;
  const isOfLibrary = inLine !== null && isByLibrary(inLine);
  if (inLine && inLine.name !== 'docker' && !isOfLibrary) return inLine;
  // What ran says more than docker's way of putting it, and than a library's, which others share.
  const ran = step
    ? clients.find((each) => !each.isLineOnly && !(isOfLibrary && isDockers(each)) && each.frame.test(step))
    : undefined;
  if (ran || !isOfLibrary) return ran ?? inLine;
  return clients.find((each) => each.name === above && !isDockers(each)) ?? inLine;
}

/** docker and what is made with it never speak through another's library. */
const isDockers = ({ name, isQuoted }: LogClient) => name === 'docker' || isQuoted === true;
