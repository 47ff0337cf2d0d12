/** Whether a secret that a call passes by an undeclared name is the one that the called workflow declares. */
import { text, type YamlEntry } from '../../../workflow/text/document.js';
import { slipFor } from '../../nearest.js';

/** Words by which a secret is said to be for something else than a registry of images at GitHub. */
const OTHER_SERVICES = new Set(
  (
    'npm npmjs pypi twine nuget maven ossrh sonatype gradle cargo crates rubygems gem hackage hex packagist cocoapods ' +
    'dockerhub quay gitlab bitbucket aws ecr azure acr gcp gcr gar google digitalocean scaleway harbor jfrog artifactory ' +
    'slack discord telegram teams sonar sonarcloud sonarqube codecov coveralls snyk sentry datadog newrelic ' +
    'gpg ssh kube kubeconfig cosign vercel netlify heroku cloudflare fly firebase openai anthropic stripe twilio ' +
    'jira linear terraform pulumi doppler vault'
  ).split(' '),
);

/**
 * `slip`: the same words, or one of them misspelt. `open`: nothing speaks for it or against it. `other`: its name or its value
 * speaks of a service that the declared name does not speak of; by the declared name it would be sent to the registry.
 *
 * @param wanted the name as the called workflow declares it
 */
export function likenessOf({ key, value }: YamlEntry, wanted: string): 'slip' | 'open' | 'other' {
  const given = String(key.value);
  const meant = wordsOf(wanted);
  const said = [...wordsOf(given), ...wordsOf(text(value.node) ?? '')];
  // `DOCKER_HUB_TOKEN`
  const joined = said.map((each, at) => each + (said[at + 1] ?? ''));
  if ([...said, ...joined].some((each) => OTHER_SERVICES.has(each) && !meant.includes(each))) return 'other';
  const isSame =
    sorted(wordsOf(given)) === sorted(meant) ||
    wordsOf(given).join('') === meant.join('') ||
    slipFor(given.toLowerCase(), [wanted.toLowerCase()]) !== null;
  return isSame ? 'slip' : 'open';
}

/** `npmToken`, `NPM_TOKEN`, `npm-token`: npm and token. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((each) => each !== '');
}

function sorted(words: readonly string[]): string {
  return [...words].sort().join(' ');
}
