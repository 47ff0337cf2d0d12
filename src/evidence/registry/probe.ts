/**
 * The oracle. A push is asked for by opening an upload session, which leaves
 * nothing behind (facts, number 2): 202 is yes, 401 and 403 are no. A pull is asked
 * for by HEAD on the manifest. What the token endpoint hands out is never decoded:
 * ghcr answers 200 there for any repository (facts, number 3).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from '../../types.js';
import { type HttpClient, type HttpResponse, isLoopback, parseUrl } from '../http.js';
import { heldSecrets } from '../secrets.js';
import type { Answer, ImageEvidence, ImageReference, RegistryStep } from '../types.js';
import { decided, ociError, undecided, unexpected } from './answer.js';
import { type Challenge, parseChallenge } from './challenge.js';
import { type Deadline, type Sent, sendWithRetries } from './retry.js';

/** A secret with the name that goes with it; null is the anonymous caller. */
export interface BasicCredential {
  username: string;
  secret: string;
}

/** Manifest types that a client accepts (image-spec "media types", docker's schema 2). */
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  '*/*',
].join(', ');

/** Of a scope (docker's token authentication specification). A client that pushes asks for both. */
const ACTIONS: Record<Access, string> = { push: 'pull,push', pull: 'pull' };

type Headers = Record<string, string>;

/** What to send with a request, or the answer that the conversation ended with before it. */
type Authorization = Authorized | { ended: Answer };

interface Authorized {
  headers: Headers;
  /** The registry's token is the credential itself, so it is no more of one repository than of another. */
  isCredential: boolean;
}

/** A refusal is asked for twice: ghcr refuses now and then what it grants a moment later (facts W17). */
const CONFIRM_AFTER = 300;

export interface RegistryProbe {
  /** Asks how this registry wants to be asked, which every question needs: for who has something else to do meanwhile. */
  begin(): void;
  /** May this credential do `access` on this image? Never throws. */
  ask(image: ImageReference, access: Access, credential: BasicCredential | null): Promise<Answer>;
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

/**
 * A probe of one registry. The challenge is asked for once, tokens once for each repository and credential: for the first
 * one alone where the token is the credential, as ghcr's is.
 */
export function registryProbe(registry: string, client: HttpClient, deadline: Deadline): RegistryProbe {
  const origin = registryOrigin(registry);
  let pinged: Promise<Challenge | Answer> | undefined;
  const begun = new Map<BasicCredential | null, Map<string, Promise<Authorization>>>();
  const leading = new Map<BasicCredential | null, Map<Access, Promise<Authorization>>>();

  const send = (method: 'GET' | 'HEAD' | 'POST', path: string, headers: Headers) =>
    sendWithRetries(client, { method, url: new URL(path, origin), headers }, deadline);

  /** `GET /v2/`, without a credential: how does this registry want to be asked? */
  async function ping(): Promise<Challenge | Answer> {
    const sent = await send('GET', '/v2/', {});
    if (sent.trouble) return undecided('ping', sent.trouble, sent.response, sent.attempts);
    const { response, attempts } = sent;
    if (response.status === 200) return { scheme: 'none' };
    if (response.status !== 401) return unexpected('ping', response, attempts);
    const challenge = parseChallenge(response.headers['www-authenticate']);
    return (
      challenge ??
      unexpected('ping', response, attempts, 'HTTP 401 without a challenge that says how to log in')
    );
  }

  function challengeOnce(): Promise<Challenge | Answer> {
    pinged ??= ping();
    return pinged;
  }

  /**
   * Gets through the challenge, for the first repository that is asked about or by its token. A yes with a shared one is
   * as good as any other; a no is asked for again with one of its own.
   */
  async function authorize(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<Authorization> {
    const leaders = kept(leading, credential, () => new Map<Access, Promise<Authorization>>());
    const leader = leaders.get(access);
    if (!leader) {
      const own = authorizeFor(image, access, credential);
      leaders.set(access, own);
      return own;
    }
    const given = await leader;
    return 'headers' in given && given.isCredential ? given : authorizeFor(image, access, credential);
  }

  /** Gets through the challenge, for one repository. What was begun is not begun again. */
  function authorizeFor(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<Authorization> {
    const of = kept(begun, credential, () => new Map<string, Promise<Authorization>>());
    return kept(of, `${access} ${image.name}`, () => newAuthorization(image, access, credential));
  }

  async function newAuthorization(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<Authorization> {
    const challenge = await challengeOnce();
    const withCredential: Headers = credential ? { authorization: basic(credential) } : {};
    if ('outcome' in challenge) return { ended: challenge };
    if (challenge.scheme === 'none') return { headers: {}, isCredential: false };
    if (challenge.scheme === 'basic') return { headers: withCredential, isCredential: false };

    const realm = parseUrl(challenge.realm, origin);
    if (realm?.origin !== origin.origin) {
      const place = realm?.origin ?? `«${challenge.realm}»`;
      const detail = `the realm is on another origin, ${place}: no credential was sent there`;
      return { ended: undecided('token', { kind: 'foreign-origin', detail }, null, 0) };
    }
    if (challenge.service) realm.searchParams.set('service', challenge.service);
    realm.searchParams.set('scope', `repository:${image.name}:${ACTIONS[access]}`);
    const sent = await sendWithRetries(
      client,
      { method: 'GET', url: realm, headers: withCredential },
      deadline,
    );
    if (sent.trouble) return { ended: undecided('token', sent.trouble, sent.response, sent.attempts) };
    const { response, attempts } = sent;
    if (response.status === 401 || response.status === 403)
      return { ended: decided('refused', 'token', response, attempts) };
    const token = response.status === 200 ? tokenIn(response) : null;
    if (!token)
      return { ended: unexpected('token', response, attempts, `HTTP ${response.status} without a token`) };
    heldSecrets.add(token);
    return {
      headers: { authorization: `Bearer ${token}` },
      isCredential: credential !== null && token === base64(credential.secret),
    };
  }

  async function askPush(image: ImageReference, credential: BasicCredential | null): Promise<Answer> {
    const authorization = await authorize(image, 'push', credential);
    if ('ended' in authorization) return authorization.ended;
    const open = async ({ headers }: Authorized) =>
      judgeUpload(
        await send('POST', `/v2/${image.name}/blobs/uploads/`, { ...headers, 'content-length': '0' }),
        origin,
      );

    const first = await open(authorization);
    if (first.outcome !== 'refused') return first;
    await sleep(CONFIRM_AFTER);
    const own = await authorizeFor(image, 'push', credential);
    const second = 'ended' in own ? own.ended : await open(own);
    const counts = second.outcome === 'undecided' ? first : second;
    return { ...counts, attempts: first.attempts + second.attempts };
  }

  async function askPull(image: ImageReference, credential: BasicCredential | null): Promise<Answer> {
    const authorization = await authorize(image, 'pull', credential);
    if ('ended' in authorization) return authorization.ended;
    const path = `/v2/${image.name}/manifests/${image.digest ?? image.tag ?? 'latest'}`;
    const look = async (method: 'GET' | 'HEAD', { headers }: Authorized) =>
      judgeManifest(await send(method, path, { ...headers, accept: MANIFEST_TYPES }));
    const head = await look('HEAD', authorization);
    if (head.outcome !== 'refused') return head;
    const own = await authorizeFor(image, 'pull', credential);
    // The answer to HEAD has no body, and the reason stands in the body. It is the second opinion as well.
    const get = 'ended' in own ? own.ended : await look('GET', own);
    const counts = get.outcome === 'undecided' ? head : get;
    return { ...counts, attempts: head.attempts + get.attempts };
  }

  return {
    begin() {
      void challengeOnce();
    },

    ask(image, access, credential) {
      return access === 'push' ? askPush(image, credential) : askPull(image, credential);
    },

    async tags(image, credential, access = 'pull') {
      const nothing = { readable: null, tags: null };
      const refused = { readable: 'refused' as const, tags: null };
      const authorization = await authorize(image, access, credential);
      if ('ended' in authorization) return authorization.ended.outcome === 'refused' ? refused : nothing;
      const { response } = await send('GET', `/v2/${image.name}/tags/list?n=100`, authorization.headers);
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
  if (sent.trouble) return undecided(step, sent.trouble, sent.response, sent.attempts);
  const { response, attempts } = sent;
  if (response.status === 202) {
    const answer = decided('allowed', step, response, attempts);
    const location = parseUrl(String(response.headers.location ?? ''), origin);
    if (!location || location.origin === origin.origin) return answer;
    const detail = `the upload location is on another origin, ${location.origin}: nothing was sent there`;
    return { ...answer, trouble: { kind: 'foreign-origin', detail } };
  }
  if (response.status === 401 || response.status === 403) return decided('refused', step, response, attempts);
  // A name or an owner that can't be: the registry's own error, in its own words, with another status (facts N3, W12).
  const { code, message } = ociError(response);
  if (code === 'NAME_INVALID' || /owner not found/i.test(message ?? ''))
    return decided('refused', step, response, attempts);
  return unexpected(step, response, attempts);
}

function judgeManifest(sent: Sent): Answer {
  const step: RegistryStep = 'manifest';
  if (sent.trouble) return undecided(step, sent.trouble, sent.response, sent.attempts);
  const { response, attempts } = sent;
  if (response.status === 200) return decided('allowed', step, response, attempts);
  return [401, 403, 404].includes(response.status)
    ? decided('refused', step, response, attempts)
    : unexpected(step, response, attempts);
}

function basic({ username, secret }: BasicCredential): string {
  // ghcr ignores the user name and refuses an empty one (facts L15).
  return `Basic ${base64(`${username || 'x-access-token'}:${secret}`)}`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What a map has under a key, made when it is first asked for. */
function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function tokenIn(response: HttpResponse): string | null {
  try {
    const parsed = JSON.parse(response.body) as { token?: unknown; access_token?: unknown };
    const token = parsed.token ?? parsed.access_token;
    // What can't stand in a header can't be a token either.
    return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : null;
  } catch {
    return null;
  }
}

function tagsIn(response: HttpResponse): string[] | null {
  try {
    const { tags } = JSON.parse(response.body) as { tags?: unknown };
    return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
  } catch {
    return null;
  }
}
