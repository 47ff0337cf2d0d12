/** What our inputs show of the run's secrets: what is written in them, and what came of it. */
import { INPUT_TOKENS } from '../../../evidence/types/token.js';
import { envEntries, type JobEnvironment } from '../../language/environment.js';
import type { Contexts } from '../../language/evaluation.js';
import { GITHUB_TOKEN } from '../../language/origins.js';
import { child, text, type YamlNode } from '../../text/document.js';
import type { ReadingTools } from '../jobs/scope.js';
import type { ReadOptions } from '../run-options.js';
import { type HeldToken, HeldTokens } from './held-tokens.js';

/**
 * @param step our own; null: it was not found
 * @param environment that of the job around it
 * @param options the tokens that the run gave us, and the variables of the process
 */
export function inputTokens(
  step: YamlNode | null,
  environment: JobEnvironment,
  contexts: Contexts,
  { tokens = [], env }: Pick<ReadOptions, 'tokens' | 'env'>,
  { expressions }: Pick<ReadingTools, 'expressions'>,
): HeldTokens {
  const own = environment.with(
    envEntries(child(step, 'env'), expressions, { ...contexts, env: environment.context() }),
  );
  const scope = { ...contexts, env: own.context() };
  const given = child(step, 'with');
  const held = INPUT_TOKENS.flatMap((source): HeldToken[] => {
    const written = text(child(given, source));
    const secret = tokens.find((each) => each.source === source)?.secret ?? '';
    // Not given, the one has no default, and the other's is the job's own token.
    if (written === null && source === 'ghcr-token') return [];
    const meant = written === null ? GITHUB_TOKEN : expressions.interpolate(written, scope);
    return [{ source, written, meant, secret }];
  });
  return new HeldTokens(held, env.RUNNER_ENVIRONMENT === 'github-hosted');
}
