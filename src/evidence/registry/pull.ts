/** How a pull is asked for: by HEAD on the manifest, and by GET where the answer has to say why. */
import type { Access } from '../../types.js';
import type { Answer, RegistryStep } from '../types/answer.js';
import type { ImageReference } from '../types/reference.js';
import { decidedAnswer, lastingAnswer, undecidedAnswer, unexpectedAnswer } from './answer.js';
import type { AuthorizationResult, Authorized, BasicCredential } from './authorization.js';
import { refusedAnswer } from './refused.js';
import type { Sent } from './retry.js';

/** Manifest types that a client accepts (image-spec "media types", docker's schema 2). */
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  '*/*',
].join(', ');

/** What is asked. */
interface PullQuestion {
  image: ImageReference;
  credential: BasicCredential | null;
  /** For which it is wanted, as `linux/arm64`. */
  platforms: readonly string[];
}

/** How this registry is asked. */
interface Asking {
  origin: URL;
  send(method: 'GET' | 'HEAD', path: string, headers: Record<string, string>): Promise<Sent>;
  /** With what the registry's challenge wants. */
  askFirst(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
    question: (by: Authorized) => Promise<Sent>,
  ): Promise<{ by: Authorized; sent: Sent } | { ended: Answer }>;
  /** With a token of its own. */
  authorizeFor(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<AuthorizationResult>;
}

/** Never throws. A refusal is asked for twice. */
export async function askPull(
  { image, credential, platforms }: PullQuestion,
  { origin, send, askFirst, authorizeFor }: Asking,
): Promise<Answer> {
  const path = `/v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
  const fetched = (method: 'GET' | 'HEAD', { headers }: Authorized) =>
    send(method, path, { ...headers, accept: MANIFEST_TYPES });
  const asked = await askFirst(image, 'pull', credential, (by) => fetched('HEAD', by));
  if ('ended' in asked) return asked.ended;
  const { by, sent: found } = asked;
  const head = judgeManifest(found, origin);
  if (head.outcome === 'allowed' && platforms.length > 0)
    return (await lackOf(found, () => fetched('GET', by), platforms)) ?? head;
  if (head.outcome !== 'refused') return head;
  const own = await authorizeFor(image, 'pull', credential);
  // The answer to HEAD has no body, and the reason stands in the body. It is the second opinion as well.
  const get = 'ended' in own ? own.ended : judgeManifest(await fetched('GET', own), origin);
  return lastingAnswer(head, get);
}

function judgeManifest(sent: Sent, origin: URL): Answer {
  const step: RegistryStep = 'manifest';
  if (sent.trouble) return undecidedAnswer(step, sent.trouble, sent.response, sent.attempts);
  const { response, attempts } = sent;
  if (response.status === 200) return decidedAnswer('allowed', step, response, attempts);
  return [401, 403, 404].includes(response.status)
    ? refusedAnswer(step, response, attempts, origin)
    : unexpectedAnswer(step, response, attempts);
}

/** The refusal of a client that finds no image for its platform in the index; null: it finds one, or nobody knows. */
async function lackOf(
  { response: head }: Sent,
  get: () => Promise<Sent>,
  wanted: readonly string[],
): Promise<Answer | null> {
  // Few name a platform, and no push does.
  const { isIndex, platformsIn, servesPlatform } = await import('./platforms.js');
  if (!head || !isIndex(head)) return null;
  const { response, trouble, attempts } = await get();
  const there = response && !trouble ? platformsIn(response) : null;
  if (!response || !there) return null;
  const missing = wanted.find((each) => !servesPlatform(there, each));
  if (missing === undefined) return null;
  const answer = decidedAnswer('refused', 'platform', response, attempts);
  return { ...answer, message: `no matching manifest for ${missing} in the index: ${there.join(', ')}` };
}
