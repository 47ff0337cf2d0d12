/** How a step of an audit asks GitHub, and how it ends when that was in vain. */
import { getInput } from '@actions/core';
import { registryOf } from '../../../evidence/github-server.js';
import { environmentContext, runEvidence } from '../../../evidence/run.js';
import { type Credential, credentials, holdToken } from '../../../evidence/token.js';
import type { RunEvidence } from '../../../evidence/types/run.js';
import type { Language } from '../../../types.js';
import { AUDIT_SENTENCES, auditFailure, ownerInput } from '../../audit-inputs.js';
import { InputError, serverAddress } from '../../usage.js';
import { asGiven } from '../common-inputs.js';
import { failStep, setSecret } from '../toolkit.js';

export interface AuditAsker {
  owner: string;
  credential: Credential;
  run: RunEvidence;
}

/** Reads whose repositories are asked about, and with which token. Throws an `InputError`. */
export function auditAsker(language: Language, env: NodeJS.ProcessEnv): AuditAsker {
  const raw = asGiven('github-token');
  setSecret(raw);
  holdToken(raw);
  const username = env.GITHUB_ACTOR || 'x-access-token';
  // What somebody gives in the place of the job's own token begins with another prefix, or is an App's.
  const variable = AUDIT_SENTENCES[language].givenToken;
  const [credential] = credentials([{ source: 'github-token', raw, username, variable }], {
    inActions: true,
  });
  if (!credential) throw new InputError(AUDIT_SENTENCES[language].noGithubToken);
  const serverUrl = serverAddress(env, language);
  return {
    owner: ownerInput(ownerGiven(), language, serverUrl),
    credential,
    run: runEvidence(env, environmentContext(env), registryOf(serverUrl)),
  };
}

/** The input `owner`, as it was given; the owner of the repository where it was not. */
export function ownerGiven(): string {
  return getInput('owner') || process.env.GITHUB_REPOSITORY_OWNER || '';
}

/**
 * Runs a step; what goes wrong is one sentence and a failed step.
 *
 * @param owner whose repositories it is about, for that sentence
 */
export async function auditStep(
  language: () => Language,
  owner: () => string,
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    failStep(error, sentenceOf(error, owner(), language));
  }
}

function sentenceOf(error: unknown, owner: string, language: () => Language): string {
  try {
    return auditFailure(error, owner, null, language()) ?? (error as Error).message;
  } catch {
    return (error as Error).message;
  }
}
