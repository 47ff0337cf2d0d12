/** Words by which people and actions speak of tokens. */
import { LOOK, type VocabularyWord, wordsFor } from './look.js';

export const TOKENS: readonly VocabularyWord[] = [
  ...wordsFor(
    LOOK.hint,
    'app-token',
    'app token',
    'application token',
    'octo-sts',
    'installation token',
    'installation-token',
    'installation access',
    'github app',
  ),
  ...wordsFor(
    LOOK.hint,
    'github_pat',
    'fine-grained',
    'gho_',
    'ghp_',
    'gh auth',
    'oauth',
    'classic',
    ' pat ',
    '_pat',
    'pats',
    ' pat)',
    ' pat,',
    ' pat.',
    '`pat`',
  ),
  // what people say of its end
  ...wordsFor(
    LOOK.hint,
    'expired',
    'revoked',
    'out of date',
    'outdated',
    'no longer valid',
    'stale ',
    'abgelaufen',
    '过期',
    '失效',
    '期限切れ',
  ),
  ...wordsFor(LOOK.hint, 'access token', 'secrets.', 'github_token', 'github.token', 'image pull secrets'),
];
