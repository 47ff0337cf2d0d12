/** A secret that somebody else than GitHub gave out, in the place of a token of GitHub's. */
import { PREFIXES } from '../secrets/issuers.js';

/** What stands there: a credential of a service that is known by name, or a private key, which is nobody's token. */
export type ForeignSecret = { issuer: string } | 'private-key';

/** Settings begin as tokens do: `npm_config_registry`. What is random has a digit, or letters of both sizes. */
const RANDOM = String.raw`(?=.*(?:\d|[a-z].*[A-Z]|[A-Z].*[a-z]))[\w.=-]{12,}`;

/**
 * Beside prefixes: ids of AWS' access keys (IAM, "Understanding unique ID prefixes") and the password of ECR, which is
 * `{"payload":"…` in base64 (`aws ecr get-login-password`); reference tokens of Artifactory, `reftkn:` in base64, and its API keys.
 */
const SHAPES: readonly [string, RegExp][] = [
  ...Object.entries(PREFIXES).map(([issuer, prefix]): [string, RegExp] => [
    issuer,
    new RegExp(`^(?:${prefix})${RANDOM}$`),
  ]),
  ['AWS', /^(?:(?:AKIA|ASIA)[A-Z2-7]{16}|eyJwYXlsb2FkIjoi[\w+/=-]+)$/],
  ['JFrog Artifactory', /^(?:cmVmdGtuOj[\w+/=-]{20,}|AKCp\d[A-Za-z\d]{60,})$/],
];

/** As OpenSSL and OpenSSH write it (RFC 7468, section 2): the key of a GitHub App, or one for git. A certificate begins alike. */
const PRIVATE_KEY = /^-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/;
/** The same in base64, as what has one line for it keeps it; the first line is in its beginning. */
const ENCODED = /^LS0tLS1CRUdJTi[\w+/=\s]*$/;
const FIRST_LINE = 80;

/**
 * Whose it is, where the issuer's documentation gives it away; null: it may be GitHub's. None of GitHub's begins so: they have
 * a documented prefix, or are forty hexadecimal digits (docs "About authentication to GitHub › GitHub's token formats").
 */
export function foreignSecret(text: string): ForeignSecret | null {
  const value = text.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const isEncoded = ENCODED.test(value);
  const start = isEncoded ? Buffer.from(value.slice(0, FIRST_LINE), 'base64').toString('latin1') : value;
  if (PRIVATE_KEY.test(start)) return 'private-key';
  const found = SHAPES.find(([, shape]) => shape.test(value));
  return found ? { issuer: found[0] } : null;
}
