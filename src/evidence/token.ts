/**
 * A token as it was found: cleaned, and its kind told by GitHub's documented prefixes (docs "About authentication to
 * GitHub › GitHub's token formats"). Tokens are opaque: never a length, a character set or a decoded claim is relied on
 * (facts, number 10).
 */
import { heldSecrets } from './secrets/secrets.js';
import type { TokenDefect, TokenEvidence, TokenKind, TokenSource, UserTokenEvidence } from './types/token.js';

/** A candidate with its secret. It goes to the registry and the login, never into evidence or a report. */
export interface Credential {
  source: TokenSource;
  username: string;
  /** Cleaned; of a stored login as it stands there. */
  secret: string;
  defects: TokenDefect[];
  kind: TokenKind;
  /** The auth file that it was read from, or the env file. */
  file: string | null;
  /** See TokenEvidence. */
  variable?: string;
  /** The key in the auth file, where it is for a part of the registry only: `ghcr.io/octo-org`. */
  scope?: string;
  /** See Login. */
  isIdentityToken?: true;
}

/** Docs: About authentication to GitHub, GitHub's token formats. */
const SHAPE = String.raw`(?:gh[oprsu]_|github_pat_)\w{16,}`;

/** A line of an env file or a header in the place of the token: `export GHCR_TOKEN=ghp_…`, `Bearer ghp_…`. */
const NAME_IN_FRONT = new RegExp(String.raw`^(?:export\s+)?[A-Za-z_][\w-]*(?:\s*[=:]\s*|\s+)["']?${SHAPE}$`);

/** An address as git and pipelines have it: `https://USER:TOKEN@ghcr.io`, `https://TOKEN@github.com/octo/app`. */
const IN_ADDRESS = new RegExp(String.raw`^[a-z][\w+.-]*://(?:[^\s/:@]*:)?${SHAPE}[^\s/@]*@`, 'i');

/** crypt(5), and Apache's "Password Formats": what a server keeps to compare a password with, alone or as a line of its file. */
const HASH =
  /^(?:[^\s:$]+:)?(?:\$2[abxy]?\$\d\d\$[\w./]{53}|\$(?:apr1|1|5|6|7|y|gy|argon2(?:id|i|d))\$[^$\s]+\$\S+|\{S?SHA(?:256|512)?\}[\w+/]{20,}={0,2})$/;

/**
 * Characters that servers take in a line of a header: 8k in nginx by default (`large_client_header_buffers`), no more in
 * most others. It is no limit of GitHub's for its tokens, which gives none.
 */
export const HEADER_LINE = 8192;

/** As a Secret of Kubernetes, an auth file and a header have it: in base64, alone or behind a user name. */
const ENCODED = new RegExp(String.raw`^(?:[^\s:]*:)?${SHAPE}\s*$`);

/** A word that is a token and nothing else. */
const TOKEN = new RegExp(`^${SHAPE}$`);

/** Is this word, which stands where something else belongs, a token by its shape? */
export function isToken(word: string): boolean {
  return TOKEN.test(word.trim());
}

/** Removes what does not belong to a token and says what it was. An empty secret means there is no token. */
export function cleanToken(raw: string): { secret: string; defects: TokenDefect[] } {
  const defects = new Set<TokenDefect>();
  let text = raw;
  const strip = (pattern: RegExp, defect: TokenDefect) => {
    const stripped = text.replace(pattern, '');
    if (stripped !== text) defects.add(defect);
    text = stripped;
  };
  // A byte order mark, read as UTF-8 or as Latin-1; what is left of UTF-16 read as UTF-8 (facts L7).
  strip(/^(?:\ufeff|\u00ef\u00bb\u00bf)+/, 'bom');
  if (text.includes('\0')) {
    strip(/^(?:\ufffd\ufffd|\u00ff\u00fe|\u00fe\u00ff)/, 'bom');
    strip(/\0/g, 'utf-16');
  }
  for (let before = ''; before !== text; ) {
    before = text;
    strip(/^[ \t]+|[ \t]+$/g, 'white-space');
    strip(/^[\r\n]+|[\r\n]+$/g, 'newline');
    strip(/^["'`\u201c\u201d]+|["'`\u201c\u201d]+$/g, 'quotes');
  }
  if (text === '') return { secret: '', defects: [] };
  if (NAME_IN_FRONT.test(text)) defects.add('name-in-front');
  else if (IN_ADDRESS.test(text)) defects.add('address');
  else if (HASH.test(text)) defects.add('hash');
  else if (/^[{[]\s*"/.test(text)) defects.add('json');
  else if (isEncoded(text)) defects.add('base64');
  else if (/\s/.test(text)) defects.add('inner-white-space');
  else if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\ufeff]/.test(text)) defects.add('control-character');
  else if (text.length > HEADER_LINE) defects.add('too-long');
  return { secret: text, defects: [...defects] };
}

function isEncoded(text: string): boolean {
  const word = text.replace(/^Basic +/i, '');
  return /^[\w+/-]+=*$/.test(word) && ENCODED.test(Buffer.from(word, 'base64').toString('latin1'));
}

/** Is there no token in it, but white space or quotation marks at most? */
export function isBlank(raw: string): boolean {
  return cleanToken(raw).secret === '';
}

/** Kind by prefix; 40 hexadecimal digits are a classic PAT from before 2021. Whose token `ghs_` is, the prefix does not tell. */
export function kindByPrefix(secret: string): TokenKind | 'installation' {
  if (secret.startsWith('ghp_')) return 'classic-pat';
  if (secret.startsWith('github_pat_')) return 'fine-grained-pat';
  if (secret.startsWith('ghs_')) return 'installation';
  if (secret.startsWith('gho_')) return 'oauth';
  if (secret.startsWith('ghu_')) return 'app-user';
  if (secret.startsWith('ghr_')) return 'refresh';
  return /^[0-9a-f]{40}$/.test(secret) ? 'classic-pat' : 'unknown';
}

/** By a prefix that GitHub documents for its own; forty hexadecimal digits are more often another's. */
export function isGithubs(raw: string): boolean {
  const { secret } = cleanToken(raw);
  return secret.includes('_') && kindByPrefix(secret) !== 'unknown';
}

export interface RawToken {
  source: TokenSource;
  raw: string;
  username: string;
  file?: string;
  variable?: string;
  scope?: string;
  isIdentityToken?: true;
}

/**
 * The candidates that are there, cleaned, in the order given. A stored login stays as it is: clients and the kubelet send
 * what stands around the token along (docker/cli `decodeAuth`, containers/image `decodeDockerAuth`, kubernetes
 * `decodeDockerConfigFieldAuth`). The job's own token and another App's both begin with `ghs_`: they are told apart by
 * comparing with the `github-token` (facts, number 9).
 * @param inActions whether this is a GitHub Actions run, where a lone `ghs_` token is the job's own
 */
export function credentials(
  candidates: readonly RawToken[],
  { inActions }: { inActions: boolean },
): Credential[] {
  const cleaned = candidates
    .map(({ raw, ...candidate }) => ({ ...candidate, raw, ...cleanToken(raw) }))
    .filter(({ secret }) => secret !== '');
  const own = cleaned.find(({ source }) => source === 'github-token');
  return cleaned.map(({ source, username, raw, secret, defects: around, file, ...place }) => {
    const prefix = kindByPrefix(secret);
    // ghcr.io asks no user name; what it would be told as the password is none (facts, row L15).
    const isTurned = prefix === 'unknown' && around.length === 0 && isToken(username);
    const defects: TokenDefect[] = isTurned ? ['turned-round'] : around;
    const isOwn = inActions && (own === undefined || own.secret === secret);
    const kind = prefix !== 'installation' ? prefix : isOwn ? 'github-token' : 'app-installation';
    const sent = source === 'auth-file' ? raw : secret;
    return { source, username, secret: sent, defects, kind, file: file ?? null, ...placeIn(place) };
  });
}

/** The part of a credential that may be reported. */
export function tokenEvidence(credential: Credential, user: UserTokenEvidence | null): TokenEvidence {
  const { source, kind, defects, file } = credential;
  return { source, kind, defects, file, ...placeIn(credential), user };
}

type InFile = Pick<Credential, 'variable' | 'scope' | 'isIdentityToken'>;

/** Where in its file it stands, and as what, as far as that is told. */
function placeIn({ variable, scope, isIdentityToken }: InFile): InFile {
  const told: InFile = {};
  if (variable !== undefined) told.variable = variable;
  if (scope !== undefined) told.scope = scope;
  if (isIdentityToken) told.isIdentityToken = true;
  return told;
}

/** Keeps a token, as it was given and as it is sent, out of all that is printed. */
export function holdToken(raw: string): void {
  heldSecrets.add(raw.trim());
  heldSecrets.add(cleanToken(raw).secret);
}

/** Every form in which a secret could show up in an output, to be masked before anything else runs. */
export function secretForms(raw: string, usernames: string[]): string[] {
  const { secret } = cleanToken(raw);
  if (!secret) return [];
  const forms = [raw.trim(), secret, base64(secret)];
  for (const username of [...usernames, 'x-access-token']) forms.push(base64(`${username}:${secret}`));
  return [...new Set(forms.filter(Boolean))];
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
