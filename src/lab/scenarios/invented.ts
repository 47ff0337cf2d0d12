/**
 * Tokens of the right shape that open nothing: computed, so that no secret
 * scanner ever finds one in the sources. The same label gives the same token.
 */
import { createHash } from 'node:crypto';
import type { TokenKind } from '../../evidence/types/token.js';

/** App id of GitHub Actions, with which a GITHUB_TOKEN of the new format is expected to begin (fact 9). */
const ACTIONS_APP = 15368;
const OTHER_APP = 424242;

/**
 * A token of this kind.
 * @param label tells tokens of one kind from each other
 */
export function inventToken(kind: TokenKind, label: string): string {
  switch (kind) {
    case 'classic-pat':
      return `ghp_${letters(label, 36)}`;
    case 'fine-grained-pat':
      return `github_pat_${letters(label, 22)}_${letters(`${label}.`, 59)}`;
    case 'oauth':
      return `gho_${letters(label, 36)}`;
    case 'app-user':
      return `ghu_${letters(label, 36)}`;
    case 'refresh':
      return `ghr_${letters(label, 76)}`;
    case 'github-token':
      return stateless(ACTIONS_APP, label);
    case 'app-installation':
      return stateless(OTHER_APP, label);
    case 'unknown':
      return letters(label, 24);
  }
}

/** `ghs_APPID_JWT` as since 2026-04-27: about 400 characters, with dots, dashes and underscores (fact 10). */
function stateless(app: number, label: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'ES256', typ: 'JWT', kid: letters(label, 20) });
  const claims = part({ iss: 'lab', aud: 'nobody', sub: `invented for ${label}`, jti: letters(label, 120) });
  // A real signature would have both by chance; here they are there for certain.
  return `ghs_${app}_${head}.${claims}.${letters(label, 40)}-${letters(`${label}-`, 20)}_${letters(`${label}_`, 24)}`;
}

/** Letters and digits out of a hash of the label. */
function letters(label: string, length: number): string {
  let text = '';
  for (let block = 0; text.length < length; block += 1) {
    const bytes = createHash('sha512').update(`${block}:${label}`).digest('base64');
    text += bytes.replace(/[^A-Za-z0-9]/g, '');
  }
  return text.slice(0, length);
}
