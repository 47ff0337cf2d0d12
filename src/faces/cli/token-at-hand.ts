/** Which token of the environment a command takes to GitHub's API. */
import { isLoopback, parseUrl } from '../../evidence/http/http.js';
import { cleanToken } from '../../evidence/token.js';
import type { Language } from '../../types.js';
import { noSecret } from './no-secret.js';
import { refusal } from './printable.js';

export interface TokenAtHand {
  variable: (typeof VARIABLES)[number];
  /** As the variable has it. */
  raw: string;
  /** Without what stands around it: a header takes no line break. */
  secret: string;
}

const VARIABLES = ['GITHUB_TOKEN', 'GH_TOKEN', 'GHCR_TOKEN'] as const;

/** The first variable that holds one; white space alone, a placeholder and a reference count as not set. null: none does. */
export function tokenAtHand(env: NodeJS.ProcessEnv): TokenAtHand | null {
  return lookedThrough(env, 'en').found;
}

/** Says of the variables that would have come first why what they hold was not sent. */
export function remarkOnTokens(env: NodeJS.ProcessEnv, language: Language): void {
  for (const sentence of lookedThrough(env, language).passedOver)
    process.stderr.write(`${refusal(`ghcr-preflight: ${sentence}`)}\n`);
}

function lookedThrough(
  env: NodeJS.ProcessEnv,
  language: Language,
): { found: TokenAtHand | null; passedOver: string[] } {
  const api = parseUrl(env.GITHUB_API_URL ?? '');
  const of = api && isLoopback(api.hostname) ? 'password' : 'token';
  const passedOver: string[] = [];
  for (const variable of VARIABLES) {
    const raw = env[variable] ?? '';
    const { secret } = cleanToken(raw);
    const no = secret === '' ? null : noSecret(secret, { place: '', name: variable, of, language });
    if (no !== null) passedOver.push(no);
    else if (secret !== '') return { found: { variable, raw, secret }, passedOver };
  }
  return { found: null, passedOver };
}
