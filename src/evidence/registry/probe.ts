/**
 * The oracle. A push is asked for by opening an upload session, which leaves
 * nothing behind (facts, number 2): 202 is yes, 401 and 403 are no. A pull is asked
 * for by HEAD on the manifest.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from '../../types.js';
import { type HttpClient, type HttpResponse, isLoopback, parseUrl } from '../http/http.js';
import type { Answer, RegistryStep } from '../types/answer.js';
import type { ImageEvidence } from '../types/image.js';
import type { ImageReference } from '../types/reference.js';
import {
  decidedAnswer,
  lastingAnswer,
  ociError,
  ownTrouble,
  undecidedAnswer,
  unexpectedAnswer,
} from './answer.js';
import { type Authorized, authorizations, type BasicCredential } from './authorization.js';
import { refusedAnswer } from './refused.js';
import { CONFIRM_AFTER, type Deadline, type Sent, sendWithRetries } from './retry.js';

export interface RegistryProbe {
  /** Asks how this registry wants to be asked, which every question needs: for who has something else to do meanwhile. */
  begin(): void;
  /**
   * May this credential do `access` on this image? Never throws.
   *
   * @param platforms for which a pull wants it, as `linux/arm64`
   */
  ask(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
    platforms?: readonly string[],
  ): Promise<Answer>;
  /**
   * Does a tag list answer, which tells that the package exists and may be read? Asked only to explain.
   *
   * @param access that is asked for beside it: its token is used for both
   */
  tags(
    image: ImageReference,
    credential: BasicCredential | null,
    access?: Access,
  ): Promise<{ readable: ImageEvidence['readable']; tags: string[] | null }>;
}

/** A probe of one registry. */
export function registryProbe(registry: string, client: HttpClient, deadline: Deadline): RegistryProbe {
  const origin = registryOrigin(registry);
  const { begin, authorize, authorizeFor, isChallengedBy } = authorizations(origin, client, deadline);

  const send = (method: 'GET' | 'HEAD' | 'POST', path: string, headers: Record<string, string>) =>
    sendWithRetries(client, { method, url: new URL(path, origin), headers }, deadline);

  /**
   * Asks for the first time, with what the challenge wants. A registry whose ping wants nothing may want a credential for the
   * question: a 401 to who was told to send none is its challenge, and refuses nobody (distribution spec, "Authentication").
   */
  async function askFirst(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
    question: (by: Authorized) => Promise<Sent>,
  ): Promise<{ by: Authorized; sent: Sent } | { ended: Answer }> {
    const by = await authorize(image, access, credential);
    if ('ended' in by) return by;
    const sent = await question(by);
    if (!by.isUnasked || sent.response?.status !== 401) return { by, sent };
    if (!isChallengedBy(sent.response))
      return credential === null ? { by, sent } : { ended: unchallenged(access, sent) };
    const again = await authorize(image, access, credential);
    return 'ended' in again ? again : { by: again, sent: await question(again) };
  }

  async function askPush(image: ImageReference, credential: BasicCredential | null): Promise<Answer> {
    const open = ({ headers }: Authorized) =>
      send('POST', `/v2/${image.name}/blobs/uploads/`, { ...headers, 'content-length': '0' });
    const asked = await askFirst(image, 'push', credential, open);
    if ('ended' in asked) return asked.ended;
    const first = judgeUpload(asked.sent, origin);
    if (first.outcome !== 'refused') return first;
    await sleep(CONFIRM_AFTER);
    const own = await authorizeFor(image, 'push', credential);
    const second = 'ended' in own ? own.ended : judgeUpload(await open(own), origin);
    return lastingAnswer(first, second);
  }

  return {
    begin,

    async ask(image, access, credential, platforms = []) {
      if (access === 'push') return askPush(image, credential);
      // Each job that pushes would load it.
      const { askPull } = await import('./pull.js');
      return askPull({ image, credential, platforms }, { origin, send, askFirst, authorizeFor });
    },

    async tags(image, credential, access = 'pull') {
      const nothing = { readable: null, tags: null };
      const refused = { readable: 'refused' as const, tags: null };
      const asked = await askFirst(image, access, credential, ({ headers }) =>
        send('GET', `/v2/${image.name}/tags/list?n=100`, headers),
      );
      if ('ended' in asked) return asked.ended.outcome === 'refused' ? refused : nothing;
      const { response } = asked.sent;
      if (response?.status === 200) return { readable: 'yes', tags: tagsIn(response) };
      if (response?.status === 404) return { readable: 'absent', tags: null };
      return response?.status === 401 || response?.status === 403 ? refused : nothing;
    },
  };
}

/** `https://HOST`, or plain HTTP on loopback. The registry's own origin is the only one that sees a credential. */
function registryOrigin(registry: string): URL {
  const url = new URL(`https://${registry}`);
  if (isLoopback(url.hostname)) return new URL(`http://${registry}`);
  return url;
}

function judgeUpload(sent: Sent, origin: URL): Answer {
  const step: RegistryStep = 'upload';
  if (sent.trouble) return undecidedAnswer(step, sent.trouble, sent.response, sent.attempts);
  const { response, attempts } = sent;
  if (response.status === 202) {
    const answer = decidedAnswer('allowed', step, response, attempts);
    const location = parseUrl(String(response.headers.location ?? ''), origin);
    if (!location || location.origin === origin.origin) return answer;
    const trouble = ownTrouble('foreign-origin', { what: 'upload-elsewhere', origin: location.origin });
    return { ...answer, trouble };
  }
  if (response.status === 401 || response.status === 403)
    return refusedAnswer(step, response, attempts, origin);
  // A name or an owner that can't be: the registry's own error, in its own words, with another status (facts N3, W12).
  const { code, message } = ociError(response);
  if (code === 'NAME_INVALID' || /owner not found/i.test(message ?? ''))
    return decidedAnswer('refused', step, response, attempts);
  return unexpectedAnswer(step, response, attempts);
}

/** A 401 to who had nothing to send, without a word of what to send: nothing of the credential was seen, and no client gets on. */
function unchallenged(access: Access, { response, attempts }: Sent): Answer {
  const step: RegistryStep = access === 'push' ? 'upload' : 'manifest';
  return unexpectedAnswer(step, response as HttpResponse, attempts, 'no-challenge');
}

function tagsIn(response: HttpResponse): string[] | null {
  try {
    const { tags } = JSON.parse(response.body) as { tags?: unknown };
    return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
  } catch {
    return null;
  }
}
