/** What the REST API says of a user's token: whose it is, what it may, when it ends. */

import { type HttpClient, isSafeForCredentials } from '../http/http.js';
import { parsedJson, recordOf } from '../json-text.js';
import { listed } from '../listed.js';
import type { Credential } from '../token.js';
import { hasScopes, type UserTokenEvidence } from '../types/token.js';

/** Milliseconds: it only explains, so it may not hold up the verdict. */
const API_TIMEOUT = 5_000;

/**
 * Who is behind a user's token and what it may: `GET /user` and the headers `X-OAuth-Scopes` and
 * `GitHub-Authentication-Token-Expiration` (docs "Scopes for OAuth apps", facts section 2).
 * null for other kinds of token, and when the API could not be asked. Never throws.
 */
export async function userTokenEvidence(
  credential: Credential,
  apiUrl: string | null,
  client: HttpClient,
): Promise<UserTokenEvidence | null> {
  if (!apiUrl || !hasScopes(credential.kind) || !isSafeForCredentials(apiUrl)) return null;
  // What can't stand in a header would not reach the API as it is.
  if (!/^[\x21-\x7e]+$/.test(credential.secret)) return null;
  try {
    const response = await client.send({
      method: 'GET',
      url: new URL(`${apiUrl}/user`),
      headers: {
        authorization: `Bearer ${credential.secret}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'ghcr-preflight',
        'x-github-api-version': '2022-11-28',
      },
      timeout: API_TIMEOUT,
    });
    const rejected = response.status === 401;
    if (response.status !== 200 && !rejected) return null;
    const scopes = response.headers['x-oauth-scopes'];
    const expiration = response.headers['github-authentication-token-expiration'];
    return {
      rejected,
      login: rejected ? null : loginIn(response.body),
      scopes: typeof scopes === 'string' && !rejected ? listed(scopes) : null,
      expiresAt: typeof expiration === 'string' ? isoDate(expiration) : null,
    };
  } catch {
    return null;
  }
}

function loginIn(body: string): string | null {
  const login = recordOf(parsedJson(body))?.login;
  return typeof login === 'string' ? login : null;
}

/** `2027-10-12 09:00:00 UTC` or with an offset, as ISO 8601; null when it is no date. */
function isoDate(text: string): string | null {
  const date = new Date(
    text
      .replace(/^(\d{4}-\d\d-\d\d) /, '$1T')
      .replace(/ UTC$/, 'Z')
      .replace(/ ([+-]\d\d):?(\d\d)$/, '$1:$2'),
  );
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
