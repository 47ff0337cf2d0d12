/**
 * What a request to a registry is sent with: the challenge is asked for once, tokens once for each repository and credential,
 * and for the first one alone where the token is the credential, as ghcr's is. What the token endpoint hands out is never
 * decoded: ghcr answers 200 there for any repository (facts, number 3).
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from '../../types.js';
import { type HttpClient, type HttpResponse, parseUrl } from '../http/http.js';
import { parsedJson, recordOf } from '../json-text.js';
import { heldSecrets } from '../secrets/secrets.js';
import { HEADER_LINE } from '../token.js';
import type { Answer, Trouble } from '../types/answer.js';
import type { ImageReference } from '../types/reference.js';
import { decidedAnswer, lastingAnswer, ownTrouble, undecidedAnswer, unexpectedAnswer } from './answer.js';
import { type Challenge, parseChallenge } from './challenge.js';
import { CONFIRM_AFTER, type Deadline, type Sent, sendWithRetries } from './retry.js';

/** A secret with the name that goes with it; null is the anonymous caller. */
export interface BasicCredential {
  username: string;
  secret: string;
  /** The secret is exchanged for a token, and sent in no other way. */
  isIdentityToken?: true;
}

/** Of a scope (docker's token authentication specification). A client that pushes asks for both. */
const ACTIONS: Record<Access, string> = { push: 'pull,push', pull: 'pull' };

type Headers = Record<string, string>;

/** What to send with a request, or the answer that the conversation ended with before it. */
export type AuthorizationResult = Authorized | { ended: Answer };

export interface Authorized {
  headers: Headers;
  /** The ping was answered without a challenge: nothing is sent, and a 401 says no more than what to send. */
  isUnasked: boolean;
  /** The registry's token is the credential itself, so it is no more of one repository than of another. */
  isCredential: boolean;
}

export interface Authorizations {
  /** Asks for the challenge, which every question needs. */
  begin(): void;
  /**
   * Gets through the challenge, for the first repository that is asked about or by its token. A yes with a shared one is
   * as good as any other; a no is asked for again with one of its own.
   */
  authorize(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<AuthorizationResult>;
  /** Gets through the challenge, for one repository. What was begun is not begun again. */
  authorizeFor: Authorizations['authorize'];
  /** Takes the challenge of a question's answer for the one that the ping did not give. false: it has none either. */
  isChallengedBy(response: HttpResponse): boolean;
}

/** @param origin of the registry, the only one that sees a credential */
export function authorizations(origin: URL, client: HttpClient, deadline: Deadline): Authorizations {
  let pinged: Promise<Challenge | Answer> | undefined;
  let isLate = false;
  const begun = new Map<BasicCredential | null, Map<string, Promise<AuthorizationResult>>>();
  const leading = new Map<BasicCredential | null, Map<Access, Promise<AuthorizationResult>>>();

  const get: Get = (url, headers) => sendWithRetries(client, { method: 'GET', url, headers }, deadline);
  const post: Post = (url, form) =>
    sendWithRetries(client, { method: 'POST', url, headers: FORM, body: form.toString() }, deadline);

  function challengeOnce(): Promise<Challenge | Answer> {
    pinged ??= ping(origin, get);
    return pinged;
  }

  async function authorize(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<AuthorizationResult> {
    const leaders = kept(leading, credential, () => new Map<Access, Promise<AuthorizationResult>>());
    const leader = leaders.get(access);
    if (!leader) {
      const own = authorizeFor(image, access, credential);
      leaders.set(access, own);
      return own;
    }
    const given = await leader;
    return 'headers' in given && given.isCredential ? given : authorizeFor(image, access, credential);
  }

  function authorizeFor(
    image: ImageReference,
    access: Access,
    credential: BasicCredential | null,
  ): Promise<AuthorizationResult> {
    const of = kept(begun, credential, () => new Map<string, Promise<AuthorizationResult>>());
    const scope = `repository:${image.name}:${ACTIONS[access]}`;
    return kept(of, scope, async () =>
      answerTo(await challengeOnce(), { origin, scope, credential, get, post }),
    );
  }

  function isChallengedBy({ headers }: HttpResponse): boolean {
    const challenge = parseChallenge(headers['www-authenticate']);
    if (challenge && !isLate) {
      isLate = true;
      pinged = Promise.resolve(challenge);
      begun.clear();
      leading.clear();
    }
    return challenge !== null;
  }

  return { begin: () => void challengeOnce(), authorize, authorizeFor, isChallengedBy };
}

type Get = (url: URL, headers: Headers) => Promise<Sent>;
type Post = (url: URL, form: URLSearchParams) => Promise<Sent>;
const FORM: Headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** What is sent with a request after the challenge, for one scope. */
async function answerTo(
  challenge: Challenge | Answer,
  {
    origin,
    scope,
    credential,
    get,
    post,
  }: { origin: URL; scope: string; credential: BasicCredential | null; get: Get; post: Post },
): Promise<AuthorizationResult> {
  if ('outcome' in challenge) return { ended: challenge };
  const withCredential: Headers = credential ? { authorization: basic(credential) } : {};
  switch (challenge.scheme) {
    case 'none':
      return { headers: {}, isUnasked: true, isCredential: false };
    case 'basic':
      return { headers: withCredential, isUnasked: false, isCredential: false };
    case 'bearer': {
      const endpoint = tokenEndpoint(challenge, origin, scope);
      if ('ended' in endpoint) return endpoint;
      const token = await confirmedToken(() =>
        credential?.isIdentityToken
          ? exchanged(endpoint, credential.secret, post)
          : requested(endpoint, withCredential, get),
      );
      if (typeof token !== 'string') return token;
      return {
        headers: { authorization: `Bearer ${token}` },
        isUnasked: false,
        isCredential: credential !== null && token === base64(credential.secret),
      };
    }
  }
}

/** `GET /v2/`, without a credential: how does this registry want to be asked? */
async function ping(origin: URL, get: Get): Promise<Challenge | Answer> {
  const sent = await get(new URL('/v2/', origin), {});
  if (sent.trouble) return undecidedAnswer('ping', sent.trouble, sent.response, sent.attempts);
  const { response, attempts } = sent;
  if (response.status === 200) return { scheme: 'none' };
  if (response.status !== 401) return unexpectedAnswer('ping', response, attempts);
  const challenge = parseChallenge(response.headers['www-authenticate']);
  return challenge ?? unexpectedAnswer('ping', response, attempts, 'no-challenge');
}

/** Where a token is to be had, unless that is on another origin: no credential goes there. */
function tokenEndpoint(
  { realm, service }: BearerChallenge,
  origin: URL,
  scope: string,
): URL | { ended: Answer } {
  const endpoint = endpointOf(realm, origin);
  if (!(endpoint instanceof URL)) return { ended: undecidedAnswer('token', endpoint, null, 0) };
  if (service) endpoint.searchParams.set('service', service);
  endpoint.searchParams.set('scope', scope);
  return endpoint;
}

type BearerChallenge = Extract<Challenge, { scheme: 'bearer' }>;

function endpointOf(realm: string, origin: URL): URL | Trouble {
  const endpoint = parseUrl(realm, origin);
  if (endpoint?.origin === origin.origin) return endpoint;
  const place = endpoint?.origin ?? `"${realm}"`;
  return ownTrouble('foreign-origin', { what: 'realm-elsewhere', origin: place });
}

/** Where a refusal sends its reader to another origin, as a client would follow it: then it is no refusal. null: it does not. */
export function foreignChallenge(response: HttpResponse, origin: URL): Trouble | null {
  const challenge = response.status === 401 ? parseChallenge(response.headers['www-authenticate']) : null;
  const endpoint = challenge?.scheme === 'bearer' ? endpointOf(challenge.realm, origin) : null;
  return endpoint instanceof URL ? null : endpoint;
}

/** A token, which is a secret from then on, or the answer in its place. */
type TokenResult = string | { ended: Answer };

/** A refusal of the token endpoint is asked for twice, as one of the registry is. */
async function confirmedToken(ask: () => Promise<TokenResult>): Promise<TokenResult> {
  const first = await ask();
  if (typeof first === 'string' || first.ended.outcome !== 'refused') return first;
  await sleep(CONFIRM_AFTER);
  const second = await ask();
  return typeof second === 'string' ? second : { ended: lastingAnswer(first.ended, second.ended) };
}

async function requested(endpoint: URL, withCredential: Headers, get: Get): Promise<TokenResult> {
  const sent = await get(endpoint, withCredential);
  if (sent.trouble) return { ended: undecidedAnswer('token', sent.trouble, sent.response, sent.attempts) };
  const { response, attempts } = sent;
  if (response.status === 401 || response.status === 403 || isTooLong(response, withCredential))
    return { ended: decidedAnswer('refused', 'token', response, attempts) };
  return heldToken(response, attempts);
}

/** Of all that is sent only the credential can be too long (RFC 6585, section 5): whoever sends it is told the same. */
function isTooLong({ status }: HttpResponse, { authorization = '' }: Headers): boolean {
  return status === 431 && authorization.length > HEADER_LINE;
}

function heldToken(response: HttpResponse, attempts: number): TokenResult {
  const token = response.status === 200 ? tokenIn(response) : null;
  if (!token) return { ended: unexpectedAnswer('token', response, attempts, 'no-token') };
  heldSecrets.add(token);
  return token;
}

/**
 * A token for an identity token, as docker, podman and the libraries of others ask for it (distribution's documentation,
 * "Authenticate proxy with OAuth2"). Whatever the client is told in place of one, it has nothing else to send.
 */
async function exchanged(endpoint: URL, secret: string, post: Post): Promise<TokenResult> {
  const form = new URLSearchParams(endpoint.searchParams);
  form.set('grant_type', 'refresh_token');
  form.set('client_id', 'ghcr-preflight');
  form.set('refresh_token', secret);
  const url = new URL(endpoint);
  url.search = '';
  const sent = await post(url, form);
  if (sent.trouble) return { ended: undecidedAnswer('token', sent.trouble, sent.response, sent.attempts) };
  const { response, attempts } = sent;
  if (response.status >= 400 && response.status < 500)
    return { ended: decidedAnswer('refused', 'token', response, attempts) };
  return heldToken(response, attempts);
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
  const answer = recordOf(parsedJson(response.body));
  return [answer?.token, answer?.access_token].find(isToken) ?? null;
}

/** What can't stand in a header can't be a token either. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);
}
