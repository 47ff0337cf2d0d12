/** A token without its secret, and what GitHub says of it. */

export type TokenSource = 'ghcr-token' | 'github-token' | 'auth-file';

/** GitHub's token formats: docs "About authentication to GitHub". */
export type TokenKind =
  | 'classic-pat'
  | 'fine-grained-pat'
  | 'github-token'
  | 'app-installation'
  | 'oauth'
  | 'app-user'
  | 'refresh'
  | 'unknown';

/** Those of the action's inputs, in the order in which they are tried. */
export const INPUT_TOKENS = ['ghcr-token', 'github-token'] as const satisfies readonly TokenSource[];

/** Is it the token of one of these inputs? */
export function isInputToken(source: string): source is (typeof INPUT_TOKENS)[number] {
  return INPUT_TOKENS.some((each) => each === source);
}

/** A token of this kind has scopes, and GitHub names them in its answers. */
export function hasScopes(kind: TokenKind): boolean {
  return kind === 'classic-pat' || kind === 'oauth';
}

/** What stood around (or in) a token that does not belong there. */
export type TokenDefect =
  | 'newline'
  | 'white-space'
  | 'quotes'
  | 'bom'
  | 'utf-16'
  | 'control-character'
  | 'inner-white-space'
  /** `GHCR_TOKEN=ghp_…`, `Bearer ghp_…`. */
  | 'name-in-front'
  | 'address'
  /** The token is in it, or a user name and the token. */
  | 'base64'
  /** An auth file, or an answer of some vault. */
  | 'json'
  /** What `htpasswd` and crypt(3) make of a password, in its place. */
  | 'hash'
  /** A whole file, say: no line of a header that servers take has room for it. */
  | 'too-long'
  /** The token is the user name, and something else stands in its place. */
  | 'turned-round';

/** One candidate, without its secret. */
export interface TokenEvidence {
  source: TokenSource;
  kind: TokenKind;
  /** Mended before use, except `inner-white-space`, `control-character`, `name-in-front`, `address`, `base64`, `json`, `hash`, `too-long` and `turned-round`: these are sent as they are. */
  defects: TokenDefect[];
  /** The auth file that it was read from, for `source: 'auth-file'`; the env file where one set it. */
  file: string | null;
  /** The variable that holds it, or what else the user gave it as, where its source does not say. */
  variable?: string;
  /** The key in the auth file, where it is for a part of the registry only: `ghcr.io/octo-org`. */
  scope?: string;
  /** It is kept as an identity token, which no client sends as a password. */
  isIdentityToken?: true;
  /** What the REST API says of a user's token; null for other kinds or when not asked. */
  user: UserTokenEvidence | null;
}

/** `GET /user` with a classic PAT or OAuth token (facts, section 2: headers). */
export interface UserTokenEvidence {
  /** The API answered 401: the token is wrong, expired or revoked. */
  rejected: boolean;
  login: string | null;
  /** `X-OAuth-Scopes`; an empty list is a token with no scopes, null a header that was absent. */
  scopes: string[] | null;
  /** ISO 8601, from `GitHub-Authentication-Token-Expiration`; null when it has none or was not seen. */
  expiresAt: string | null;
}
