/**
 * Actions that look into an image. They take one of the machine as well as one of a registry, so no login is asked
 * for; the name has to be one all the same.
 */
import type { Action } from '../action.js';

export const SCANNER_ACTIONS: readonly Action[] = [
  {
    uses: ['aquasecurity/trivy-action'],
    source: 'https://github.com/aquasecurity/trivy-action#inputs',
    looksInto: 'image-ref',
  },
  {
    uses: ['anchore/sbom-action', 'anchore/scan-action', 'snyk/actions/docker'],
    source:
      'https://github.com/anchore/sbom-action#inputs, https://github.com/snyk/actions/tree/master/docker',
    looksInto: 'image',
  },
  {
    uses: ['shrink/actions-docker-extract'],
    source: 'https://github.com/shrink/actions-docker-extract/blob/main/src/extract.js: `docker create`',
    looksInto: 'image',
    leavesEnvironment: true,
  },
  {
    uses: ['docker/scout-action'],
    source: 'https://github.com/docker/scout-action#inputs',
    looksInto: 'image',
    leavesEnvironment: true,
  },
];
