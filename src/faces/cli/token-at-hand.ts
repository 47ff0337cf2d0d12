/** Which token of the environment a command takes to GitHub's API. */
import { cleanToken } from '../../evidence/token.js';

export interface TokenAtHand {
  variable: 'GITHUB_TOKEN' | 'GH_TOKEN' | 'GHCR_TOKEN';
  /** As the variable has it. */
  raw: string;
  /** Without what stands around it: a header takes no line break. */
  secret: string;
}

/** The first variable that holds one; one with white space alone counts as not set. null: none does. */
export function tokenAtHand(env: NodeJS.ProcessEnv): TokenAtHand | null {
  for (const variable of ['GITHUB_TOKEN', 'GH_TOKEN', 'GHCR_TOKEN'] as const) {
    const raw = env[variable] ?? '';
    const { secret } = cleanToken(raw);
    if (secret !== '') return { variable, raw, secret };
  }
  return null;
}
