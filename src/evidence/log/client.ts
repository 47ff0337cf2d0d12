/** What printed a line: clients frame one and the same refusal in their own ways (facts, section 1). */
import type { Client } from './types.js';

/** The more telling first: goreleaser quotes docker, ko is built on crane's library. */
const FRAMES: readonly [Client, RegExp][] = [
  [
    'attest',
    /OCIError|actions\/attest|No credentials found for registry|Error fetching https?:\S+ - expected/,
  ],
  ['npm', /\bnpm (?:ERR!|error)/],
  ['devcontainers', /\[httpOci\]|devcontainer/i],
  ['kaniko', /kaniko|checking push permission/i],
  ['cosign', /\bcosign\b|\bsigning \[/i],
  ['ko', /publish(?:ing)? (?:images: )?(?:error publishing )?ko:|\bko:\/\/|failed to publish images/],
  ['goreleaser', /goreleaser|release failed after|failed to publish artifacts|docker images: /i],
  ['jib', /\bjib\b|Tried to push BLOB|Unauthorized for \S+\//i],
  ['helm', /\bhelm\b|INSTALLATION FAILED|oci:\/\//i],
  ['oras', /\boras\b|response status code \d/i],
  ['skopeo', /\bskopeo\b|FATA\[\d+\]|level=fatal/i],
  ['buildah', /\bbuildah\b/i],
  [
    'podman',
    /\bpodman\b|writing blob: |trying to reuse blob|initiating layer upload|authenticating creds for|Requesting bearer token/i,
  ],
  ['crane', /\b(?:GET|POST|PUT|PATCH|HEAD) https?:\/\/\S+: (?:[A-Z_]{5,}: |unexpected status code)/],
  [
    'kubernetes',
    /Failed to pull image|ErrImagePull|ImagePullBackOff|kubelet|rpc error: code = (?:Unknown|NotFound) desc = failed to pull/,
  ],
  [
    'buildx',
    /\bbuildx\b|failed to solve|failed to (?:push|build)|error writing layer blob|failed commit on ref|failed to copy|unexpected status from/i,
  ],
  ['docker compose', /docker[ -]compose|Pulling \w+ \(/],
  ['gh', /^gh: /],
  [
    'REST API',
    /docs\.github\.com\/rest|HttpError|RequestError|Package not found\.|not accessible by|SAML enforcement|IP allow list|:packages scope|Invalid argument\.|secondary rate limit/,
  ],
  [
    'runner',
    /Docker (?:login|pull) (?:for|failed)|job was not started|Invalid workflow file|workflow is not valid/,
  ],
  [
    'docker',
    /response from daemon|\bdenied: |error from registry|push refers to repository|docker: |toomanyrequests|invalid tag|must be lowercase/i,
  ],
];

export function clientOf(text: string, step: string | null): Client | null {
  const inLine = FRAMES.find(([, frame]) => frame.test(text))?.[0] ?? null;
  if (inLine && inLine !== 'docker') return inLine;
  // What ran says more than docker's way of putting it, which others share.
  const ran = step ? FRAMES.find(([name, frame]) => frame.test(step) && name !== 'attest')?.[0] : undefined;
  return ran ?? inLine;
}
