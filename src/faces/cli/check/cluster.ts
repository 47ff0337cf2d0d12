/** `check --kubernetes`, and a Secret that `--docker-config` names: what a cluster will pull, and with what. */
import { checkPulls, type PullAsk, type WantedPull } from '../../../commands/check-pulls.js';
import { parseReference } from '../../../evidence/registry/reference.js';
import { heldSecrets } from '../../../evidence/secrets/secrets.js';
import { type Credential, credentials, holdToken } from '../../../evidence/token.js';
import type { Question } from '../../../observe/question.js';
import type { Report } from '../../../report/report.js';
import { readCluster } from '../../../workflow/deployment/kubernetes.js';
import type { Manifest } from '../../../workflow/deployment/manifests.js';
import type { SecretUse } from '../../../workflow/deployment/pull-secrets.js';
import { type PullSource, pullsOf } from '../../../workflow/deployment/pulls.js';
import { type CheckAsked, remarksOf } from './asked.js';
import { inNamespace, isNothingToPull, remarkOnPulls, remarkOnSecretsBeside } from './cluster-remarks.js';
import { placesOf, platformsOf, worthAsking } from './images.js';

/**
 * @param secretsIn the file that `--docker-config` names; null: manifests of a cluster
 * @param mayReplace see ManifestsRead
 */
export async function checkCluster(
  manifests: readonly Manifest[],
  images: readonly string[],
  question: Question,
  asked: CheckAsked,
  secretsIn: string | null,
  mayReplace = false,
): Promise<Report> {
  const { registry } = question;
  const { language } = asked.options;
  const reading = readCluster(manifests, registry, secretsIn !== null);
  for (const secret of reading.secrets.filter(({ isForPulls }) => isForPulls)) holdSecret(secret);
  const found = pullsOf(reading, registry, images);
  remarkOnPulls(found, reading, manifests, registry, asked);
  remarkOnSecretsBeside(found, manifests, asked);

  const asks = [...found.sources.values()].map((source): PullAsk => {
    const wanted = found.pulls.filter(({ sources }) => sources.includes(source.id)).map(({ image }) => image);
    return {
      id: source.id,
      images: [...new Set(wanted)],
      credential: credentialOf(source, secretsIn, asked),
      label: source.login && secretsIn === null ? nameOf(source) : null,
      pullSecret: source.secret,
      isUnseen: source.isUnseen,
      // What is named beside the manifests no kustomization changes.
      mayFail: mayReplace && !wanted.some((image) => images.includes(image)),
    };
  });
  const pulls = found.pulls.map(
    ({ image, sources }): WantedPull => ({ image: referenceOf(image, registry), asks: sources }),
  );
  const { untold, own } = found.images;
  const untoldImages = worthAsking(untold, found.pulls.length > 0, language, remarksOf(asked));
  const otherwise = isNothingToPull(reading, manifests) ? 'not-needed' : 'unknown';
  const where = { places: placesOf(own), platforms: platformsOf(own) };
  return checkPulls({ asks, pulls, otherwise }, { ...question, ...where, untoldImages }, language);
}

function referenceOf(image: string, registry: string): string {
  const parsed = parseReference(image, { registry, owner: null });
  return 'host' in parsed ? image : parsed.reference;
}

/** What a pull with this Secret sends; null: nothing. */
function credentialOf(
  source: PullSource,
  secretsIn: string | null,
  { options }: CheckAsked,
): Credential | null {
  if (!source.login) return null;
  const { secret, username } = source.login;
  const raw = {
    source: 'auth-file' as const,
    raw: secret,
    username: options.username || username,
    file: secretsIn ?? nameOf(source),
  };
  return credentials([raw], { inActions: false })[0] ?? null;
}

/** Out of all that is printed: its tokens, and its values as they are encoded. Plain words are no secrets. */
function holdSecret({ values, logins }: SecretUse): void {
  for (const { secret } of logins) holdToken(secret);
  for (const value of values) if (/^[A-Za-z0-9+/=]{16,}$/.test(value)) heldSecrets.add(value);
}

/** Of a pod's pull: `Secret prod/ghcr`. */
function nameOf({ secret }: PullSource): string {
  return secret ? `Secret ${inNamespace(secret)}` : 'Secret';
}
